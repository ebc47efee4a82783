"""Days, states and organisations of the yearly clock in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlencode

from seutukuva import definitions, formats, texts
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui.own_lists import own_list
from seutukuva.yearly_clock import (
    COMING,
    DONE,
    LATE,
    MISSED,
    NOW,
    OVER,
    SKIPPED,
    Occurrence,
)
from seutukuva.yearly_clock.windows import last_of_month

NOTHING = "–"
# Sign and word of each state; the wheel draws the same signs.
STATES = {
    LATE: ("!", N_("late")),
    NOW: ("▸", N_("now")),
    COMING: ("○", N_("to come")),
    DONE: ("✓", N_("done")),
    SKIPPED: ("–", N_("left out, which is allowed")),
    MISSED: ("✗", N_("was not held")),
    OVER: ("–", N_("over, not followed here")),
}
# How the wheel draws them.
LOOKS = {
    LATE: "late",
    NOW: "now",
    COMING: "coming",
    DONE: "done",
    SKIPPED: "left",
    MISSED: "missed",
    OVER: "left",
}


def address(page: str) -> str:
    """The address of a page in the reader's language."""
    return f"{page.rpartition('/')[2]}?{urlencode({'lang': texts.language()})}"


def state(one: Occurrence) -> str:
    """A state with its sign."""
    sign, word = STATES[one.state]
    return f"{sign} {_(word)}"


def organisation(own_id: str) -> str:
    """The full name of an organisation; that nobody is named, for ""."""
    if not own_id:
        return _("Nobody named")
    return own_list("organisation", definitions.load()).get(own_id, own_id)


def short(ids: Iterable[str]) -> str:
    """Short names of organisations, one after another."""
    known = definitions.load().programme.organisations
    return ", ".join(known[one].short if one in known else one for one in ids)


def day(value: dt.date) -> str:
    """A day as the reader writes it."""
    return formats.date(value, texts.language())


def when(one: Occurrence, *, with_year: bool = True) -> str:
    """The days of an occurrence: a day, whole months by name, else from day to day."""
    first, last = one.first_day, one.last_day
    if first == last:
        return day(first) if with_year else _without_year(first)
    if first.day != 1 or last != last_of_month(last.year, last.month):
        return f"{day(first)} – {day(last)}"
    speak = texts.language()
    months = [formats.month_name(each.month, speak) for each in (first, last)]
    words = months[0] if months[0] == months[1] else f"{months[0]}–{months[1]}"
    return f"{words} {last.year}" if with_year else words


def _without_year(value: dt.date) -> str:
    """A day whose year is known: "31.3.", "31 March"; Swedish days, which begin with it, whole."""
    return day(value).removesuffix(str(value.year)).strip()


def days(n: int) -> str:
    """How many days there are left, or how many ago it was."""
    if n == 0:
        return _("today")
    if n < 0:
        return ngettext("{n} day ago", "{n} days ago", -n).format(n=texts.number(-n))
    return ngettext("{n} day left", "{n} days left", n).format(n=texts.number(n))


def days_late(n: int) -> str:
    """How many days something is late."""
    return ngettext("{n} day late", "{n} days late", n).format(n=texts.number(n))
