"""A calendar that other programs subscribe to (iCalendar, RFC 5545).

Everything in it lasts whole days, which are the same in every time zone. The same content gives
the same bytes, so that a program that asks again is told that nothing has changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

MIME = "text/calendar"
# How often programs ask again, as they are asked to.
AGAIN = dt.timedelta(days=1)
_ZONE = "Europe/Helsinki"


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something in the calendar.

    Attributes:
        uid: the same as long as it is the same thing, whatever becomes of its day.
        first, last: its days, both included.
        categories: what it is of.
        changes: grows with each change; what is higher takes the place of what is lower.
    """

    uid: str
    first: dt.date
    last: dt.date
    title: str
    description: str = ""
    categories: tuple[str, ...] = ()
    changes: int = 0


def written(
    appointments: Iterable[Appointment],
    *,
    title: str,
    description: str,
    language: str,
    stamp: dt.datetime,
) -> bytes:
    """The calendar as a file.

    Args:
        title, description: of the calendar.
        language: of its texts, ``fi``.
        stamp: when what it tells was laid down (UTC): never the moment of asking.
    """
    # A fifth of a second, which only who asks for the file waits for.
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", f"-//Seutukuva//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # Two names each: the standard's own (RFC 7986), and that of programs older than it.
    for name in ("name", "x-wr-calname"):
        calendar.add(name, vText(title))
    for name in ("description", "x-wr-caldesc"):
        calendar.add(name, vText(description))
    calendar.add("x-wr-timezone", _ZONE)
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for one in appointments:
        calendar.add_component(_event(one, language, stamp))
    return calendar.to_ical(sorted=False)


def _event(one: Appointment, language: str, stamp: dt.datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", one.first)
    # The end is the first day on which it is over.
    event.add("dtend", one.last + dt.timedelta(days=1))
    event.add("sequence", one.changes)
    event.add("summary", one.title, parameters={"LANGUAGE": language})
    if one.description:
        event.add("description", one.description, parameters={"LANGUAGE": language})
    if one.categories:
        event.add("categories", list(one.categories))
    # Nobody is busy because something is due.
    event.add("transp", "TRANSPARENT")
    return event
