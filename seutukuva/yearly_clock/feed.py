"""The yearly clock as a calendar file: days and deadlines, nothing of who is late."""

from __future__ import annotations

import datetime as dt
from functools import partial

from seutukuva import definitions, texts
from seutukuva.definitions import Definitions, YearlyClock
from seutukuva.errors import SeutukuvaError
from seutukuva.export import calendars
from seutukuva.export.calendars import Appointment
from seutukuva.texts import N_, _
from seutukuva.yearly_clock import reading
from seutukuva.yearly_clock.occurrences import Held, Occurrence, occurrences

FILE = "calendar.ics"
# What is open for longer would be a bar over half a calendar: there its last day stands.
LONGEST = 31
KINDS = {
    "meeting": N_("Meeting"),
    "report": N_("Report"),
    "deadline": N_("Deadline"),
    "event": N_("Event"),
    "evaluation": N_("Evaluation"),
    "task": N_("Task"),
}
# Where nobody says since when the clock is kept.
_EPOCH = dt.date(2020, 1, 1)


def file(language: str, today: dt.date) -> bytes:
    """The calendar from the year before this one to two years ahead, in a language."""
    texts.use(language)
    return maker(language, today)()


def maker(language: str, today: dt.date) -> partial[bytes]:
    """As ``file``, in the reader's language: what makes it when a button is pressed.

    That is in another thread, so that everything is asked for now.
    """
    found = definitions.load()
    first, last = dt.date(today.year - 1, 1, 1), dt.date(today.year + 2, 12, 31)
    clock = reading.with_other_meetings(found.calendar)
    held = _held(clock)
    rows = {one.meeting: one.row for one in held}
    every = occurrences(clock, first, last, today, held)
    since = clock.kept_since or _EPOCH
    return partial(
        calendars.written,
        [_appointment(found, one, rows.get(one.meeting, 0)) for one in every],
        title=_("Yearly clock: {programme}").format(programme=found.programme.title[language]),
        description=_("Meetings, reports and deadlines of the programme, from Seutukuva."),
        language=language,
        stamp=dt.datetime(since.year, since.month, since.day, tzinfo=dt.UTC),
    )


def _held(clock: YearlyClock) -> list[Held]:
    try:
        return reading.agreed(clock)
    except SeutukuvaError:
        # Without agreed days the clock still tells the months.
        return []


def _appointment(found: Definitions, one: Occurrence, row: int) -> Appointment:
    speak = texts.language()
    title, first = one.event.title[speak], one.first_day
    if not one.meeting and first != one.last_day:
        if (one.last_day - first).days < LONGEST:
            title = _("{what} (the day is open)").format(what=title)
        else:
            title, first = _("{what}: by this day").format(what=title), one.last_day
    return Appointment(
        uid=f"{found.programme.id}.{one.event.id}.{one.key}@seutukuva",
        first=first,
        last=one.last_day,
        title=title,
        description=_told(found, one),
        categories=(_(KINDS[one.event.kind]),),
        # A day that is agreed takes the place of the month, a later one its place.
        changes=row,
    )


def _told(found: Definitions, one: Occurrence) -> str:
    speak, event = texts.language(), one.event
    lines = [event.description.get(speak, "")]
    who = _names(found, one.owners)
    lines.append(_("Sees to it: {names}").format(names=who) if who else "")
    others = _names(found, [each for each in event.participants if each not in one.owners])
    lines.append(_("Takes part: {names}").format(names=others) if others else "")
    audience = _names(found, event.audience)
    lines.append(_("For: {names}").format(names=audience) if audience else "")
    return "\n".join(line for line in lines if line)


def _names(found: Definitions, ids: tuple[str, ...] | list[str]) -> str:
    known = found.programme.organisations
    return ", ".join(known[one].name[texts.language()] for one in ids if one in known)
