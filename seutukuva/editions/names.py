"""What a comparison's things are called, in the language of this run."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from seutukuva import dates, definitions, formats, texts
from seutukuva.interviews import rounds
from seutukuva.showing import Shown
from seutukuva.texts import _

if TYPE_CHECKING:
    from seutukuva.meetings.register import Meeting

NOTHING = "–"
ARROW = "→"


def round_name(own_id: str) -> str:
    """A round in words, whatever stands in its place."""
    return rounds.name(own_id, texts.language()) if rounds.is_round(own_id) else own_id


def edition(name: str) -> str:
    """An edition in words: "October 2026", with what tells it from others of its round."""
    own, extra = name[:7], name[8:]
    return f"{round_name(own)} ({extra})" if extra else round_name(own)


def state(shown: Shown) -> str:
    """One of two compared states in words."""
    return edition(shown.edition) if shown.edition else _("the state of now")


def choice(kind_id: str, field_id: str, value: object) -> str:
    """A choice of a kind's field in words; "–" for none."""
    kind = definitions.load().kinds.get(kind_id)
    fields = {one.id: one for one in kind.fields} if kind else {}
    known = fields[field_id].choices.get(str(value)) if field_id in fields else None
    if known:
        return known[texts.language()]
    return NOTHING if value in (None, "") else str(value)


def meeting(one: Meeting) -> str:
    """A meeting by name and day."""
    return f"{meeting_title(one)}, {meeting_day(one)}"


def meeting_title(one: Meeting) -> str:
    """A meeting by its own name, else by its type."""
    return one.title or choice("meeting", "type", one.type)


def meeting_day(one: Meeting) -> str:
    """The day of a meeting, or the month where no day is agreed."""
    return dates.words(one.day, texts.language()) if one.day else day(one.held_on)


def organisation(own_id: str) -> str:
    """An organisation as it is called in a narrow place; "–" for none."""
    known = definitions.load().programme.organisations
    return known[own_id].short if own_id in known else own_id or NOTHING


def area(area_id: str) -> str:
    """An area's name; of one that the definitions do not know, its code."""
    own = definitions.load().areas.get(area_id)
    if own is None:
        return area_id
    name = own.name[texts.language()]
    return _("{name} sub-region").format(name=name) if own.kind == "subregion" else name


def period(own: str) -> str:
    """A period in words."""
    return formats.period(own, texts.language())


def periods(first: str, last: str) -> str:
    """One period, or from the first to the last."""
    return period(first) if first == last else f"{period(first)} – {period(last)}"


def day(own: dt.date | None) -> str:
    """A day in words; "–" for none."""
    return formats.date(own, texts.language()) if own else NOTHING


def money(value: float | None) -> str:
    """Whole euros; "–" where nobody tells."""
    return NOTHING if value is None else f"{texts.number(value)}{formats.NBSP}€"
