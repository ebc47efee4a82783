"""Baskets of projects: what they hold on a day, and what may be entered of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from seutukuva import dates, formats, texts
from seutukuva.definitions import Definitions
from seutukuva.errors import InvalidRecord
from seutukuva.projects.model import Basket, Member, folded
from seutukuva.projects.picture import Picture
from seutukuva.projects.recorded import members_on
from seutukuva.projects.sums import Combined, combined
from seutukuva.texts import _

KIND, MEMBER = "basket", "basket_member"
COMING, RUNNING, ENDED = "coming", "running", "ended"
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A basket on a day: the keys of its projects then, and their figures together.

    ``combined`` sums what is known of those projects; one that the register does not know is
    among ``keys`` and in no sum.
    """

    basket: Basket
    keys: tuple[str, ...]
    combined: Combined


def state(basket: Basket, day: date) -> str:
    """``COMING``, ``RUNNING`` or ``ENDED``; a basket without days of its own always runs."""
    if basket.started and day < basket.started:
        return COMING
    return ENDED if basket.ended and day > basket.ended else RUNNING


def keys_of(baskets: Iterable[Basket], day: date) -> tuple[str, ...]:
    """The projects that are in any of the baskets on a day, each once."""
    every = (key for one in baskets for key in members_on(one, day))
    return tuple(dict.fromkeys(every))


def in_several(baskets: Iterable[Basket], day: date) -> frozenset[str]:
    """The projects that are in more than one of the baskets on a day."""
    times = Counter(key for one in baskets for key in members_on(one, day))
    return frozenset(key for key, n in times.items() if n > 1)


def held(basket: Basket, pictures: Mapping[str, Picture], day: date, found: Definitions) -> Held:
    """What a basket holds on a day.

    Args:
        pictures: by the project's key, of that day.
    """
    keys = tuple(members_on(basket, day))
    own = [pictures[one] for one in keys if one in pictures]
    return Held(basket, keys, combined(own, found))


def together(
    baskets: Iterable[Basket], pictures: Mapping[str, Picture], day: date, found: Definitions
) -> Combined:
    """What all the baskets hold on a day; a project in several of them counts once."""
    keys = keys_of(baskets, day)
    return combined([pictures[one] for one in keys if one in pictures], found)


def times(basket: Basket, day: date) -> tuple[list[Member], list[Member]]:
    """Who is in a basket on a day, and who is not any more or not yet; the first to join first."""
    ordered = sorted(basket.members, key=lambda one: (one.since, one.seq))
    inside = [one for one in ordered if state(basket, day) == RUNNING and _holds(one, day)]
    return inside, [one for one in ordered if one not in inside]


def _holds(member: Member, day: date) -> bool:
    return member.since <= day and (member.until is None or day <= member.until)


def fitting_basket(body: Body, others: Iterable[Basket]) -> Body:
    """What was typed of a basket, if no other bears its name.

    Args:
        others: the baskets that there are besides it.

    Raises:
        InvalidRecord: two baskets would read the same in every list.
    """
    name = " ".join(str(body.get("name") or "").split()).casefold()
    if name and name in (" ".join(one.name.split()).casefold() for one in others):
        problem = _("There is a basket of this name already: give this one another name.")
        raise InvalidRecord(KIND, [("name", problem)])
    return body


def fitting_member(body: Body, baskets: Sequence[Basket], own_id: str = "") -> Body:
    """What was typed of a project's time in a basket, if it agrees with what is there.

    Days that cannot be read are left to the check that every record goes through.

    Args:
        own_id: the member that is changed; "" for a new one.

    Raises:
        InvalidRecord: the project is in the basket at that time already, or the basket's own time
            does not reach there.
    """
    basket = next((one for one in baskets if one.id == body.get("basket")), None)
    since = _day(body.get("since"), is_last=False)
    if basket is None or since is None or not body.get("project"):
        return body
    until = _day(body.get("until"), is_last=True)
    key = folded(str(body["project"]))
    others = [one for one in basket.members if one.code == key and one.id != own_id]
    problems = _outside(body, basket)
    if any(_overlap(one, since, until) for one in others):
        told = _("The project is in this basket already at that time: end that time first.")
        problems.append(("project", told))
    if problems:
        raise InvalidRecord(MEMBER, problems)
    return body


def _outside(body: Body, basket: Basket) -> list[tuple[str, str]]:
    """What lies outside the basket's own time; of a month or a year, if all of it does."""
    first, last = basket.started, basket.ended
    before = _("The basket began only on {day}.")
    after = _("The basket ended on {day}.")
    problems: list[tuple[str, str]] = []
    for field in ("since", "until"):
        begins, ends = (_day(body.get(field), is_last=one) for one in (False, True))
        if first and ends and ends < first:
            problems.append((field, before.format(day=_said(first))))
        if last and begins and begins > last:
            problems.append((field, after.format(day=_said(last))))
    return problems


def _said(day: date) -> str:
    return formats.date(day.isoformat(), texts.language())


def _overlap(member: Member, since: date, until: date | None) -> bool:
    begins_before = until is None or member.since <= until
    return begins_before and (member.until is None or since <= member.until)


def _day(typed: Any, *, is_last: bool) -> date | None:
    try:
        stored = dates.read(str(typed)) if typed else ""
    except ValueError:
        return None
    if not stored:
        return None
    return dates.last_day(stored) if is_last else dates.first_day(stored)
