"""The yearly clock in one line, for the page that everybody opens first."""

from __future__ import annotations

import datetime as dt
from html import escape

from seutukuva import access, definitions, made, store, texts
from seutukuva.texts import _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.calendar import names
from seutukuva.ui.calendar.heading import next_deadline
from seutukuva.yearly_clock import coming, lateness, reading


def line(today: dt.date) -> None:
    """What is due next and how much is late, as a link to the calendar; nothing without a clock."""
    if not definitions.load().calendar.events:
        return
    # What people enter changes without a new version of the statistics; and of what somebody may
    # not see nothing is told to be late.
    state = (store.current_head(), access.sight())
    words = made.once(lambda: _words(today), "yearly_clock_line", *state)
    if words:
        href = escape(names.address("meetings/calendar"))
        # A browser's own blue is too dark on a dark page.
        look = 'style="color:inherit;text-underline-offset:0.15em"'
        sheets.put(f'<a href="{href}" target="_self" {look}>{escape(words)}</a>')


def _words(today: dt.date) -> str:
    clock = definitions.load().calendar
    known = reading.known(clock, today)
    due = next_deadline(coming(clock, today, 366, known.held))
    late = lateness.late(today, known).n
    parts = []
    if due:
        what = f"{due.event.title[texts.language()]}, {names.days(due.days_left)}"
        parts.append(_("Next: {what}").format(what=what))
    if late:
        words = ngettext("{n} matter late", "{n} matters late", late)
        parts.append(words.format(n=texts.number(late)))
    return " · ".join(parts)
