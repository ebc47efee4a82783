"""What needs and those who answer them are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from seutukuva import dates, definitions, texts
from seutukuva.definitions import Kind
from seutukuva.interviews import needs
from seutukuva.interviews.needs import Need
from seutukuva.texts import _, ngettext
from seutukuva.ui.fields import own_list

NOTHING = "–"


def kind() -> Kind:
    """What is kept of a need."""
    return definitions.load().kinds[needs.KIND]


def subject(need: Need) -> str:
    """What the firm needs, in words."""
    option = need.option
    return option.title[texts.language()] if option else need.subject or _("a need")


def of(field_type: str, own_id: str) -> str:
    """Name of an organisation, service group or municipality; "–" for none."""
    return own_list(field_type, definitions.load()).get(own_id, own_id) or NOTHING


def short(organisation: str) -> str:
    """How an organisation is called in a narrow place."""
    known = definitions.load().programme.organisations
    return known[organisation].short if organisation in known else organisation or NOTHING


def bare_state(need: Need) -> str:
    """The state in words."""
    return states()[need.state]


def states() -> dict[str, str]:
    """Every state in words, by id."""
    return _choices("state")


def outcome(need: Need) -> str:
    """What came of it, in words; "–" while nothing has."""
    return outcomes().get(need.outcome, NOTHING)


def outcomes() -> dict[str, str]:
    """Whatever may come of a need, by id."""
    return _choices("outcome")


def state(need: Need) -> str:
    """The state in words, with the outcome."""
    words = bare_state(need)
    if need.outcome in outcomes():
        return f"{words}: {outcome(need).lower()}"
    return words


def _choices(field_id: str) -> dict[str, str]:
    """The choices of a field and their words, in the order of the form."""
    field = next(one for one in kind().fields if one.id == field_id)
    return {one: title[texts.language()] for one, title in field.choices.items()}


def day(stored: str) -> str:
    """A stored day in words; "–" for none."""
    return dates.words(stored, texts.language()) if stored else NOTHING


def lateness(need: Need, today: dt.date) -> str:
    """How late the answer is, or how soon it is due; "" where nothing waits."""
    left = need.days_left(today)
    if left is None:
        return ""
    n = texts.number(abs(left))
    if left < 0:
        return ngettext("{n} day late", "{n} days late", -left).format(n=n)
    if left == 0:
        return _("due today")
    return ngettext("{n} day left", "{n} days left", left).format(n=n)


def invented(rows: Sequence[Need]) -> str:
    """What a file of needs says below its title: that the firms are invented, if they are."""
    if any(one.origin.get("is_demonstration") for one in rows):
        return _("Demonstration: these firms and their answers are invented.")
    return ""
