"""The days on which events of the yearly clock are to be done, told by the clock alone."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from seutukuva.definitions.calendar import WEEKDAYS, WEEKS, ClockEvent, YearlyClock


@dataclass(frozen=True, slots=True)
class Window:
    """An event is done on one of these days.

    Attributes:
        key: names it among the event's own, whatever day is agreed later: ``2026-10``.
        round: the month that it is in or for, ``2026-10``; "" where it is not of one month.
    """

    key: str
    first: dt.date
    last: dt.date
    round: str = ""


def of_year(clock: YearlyClock, event: ClockEvent, year: int) -> list[Window]:
    """The windows of an event that end in a year, the earliest first.

    What comes every so many days is counted from its own start, whatever the year; what is done a
    number of times a year has so many windows of equal length, in whole months.
    """
    made: dict[str, Callable[[], Iterator[Window]]] = {
        "months": lambda: _in_months(event, year),
        "between": lambda: _between(event, year),
        "every_days": lambda: _every_days(event, year),
        "per_year": lambda: _per_year(event, year),
        "per_period": lambda: _per_period(clock, event, year),
    }
    return list(made[event.rhythm]()) if event.is_dated else []


def last_of_month(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _in_months(event: ClockEvent, year: int) -> Iterator[Window]:
    # What is due before January is due in December of the year before.
    years = (year, year + 1) if event.day == "before" else (year,)
    for of in years:
        for month in event.months:
            first, last = _days(of, month, event.day)
            if last.year == year:
                name = f"{of}-{month:02d}"
                yield Window(name, first, last, name)


def _days(year: int, month: int, day: str) -> tuple[dt.date, dt.date]:
    """The first and the last day by the rule of ``ClockEvent.day``."""
    first, last = dt.date(year, month, 1), last_of_month(year, month)
    if not day:
        return first, last
    if day == "before":
        return (first - dt.timedelta(days=1),) * 2
    if day == "last":
        return last, last
    if day.isdecimal():
        # The 31st of a shorter month is its last day.
        return (min(first + dt.timedelta(days=int(day) - 1), last),) * 2
    week, weekday = day.split()
    return (_weekday(first, last, WEEKS.index(week), WEEKDAYS.index(weekday)),) * 2


def _weekday(first: dt.date, last: dt.date, week: int, weekday: int) -> dt.date:
    if WEEKS[week] == "last":
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * week)


def _between(event: ClockEvent, year: int) -> Iterator[Window]:
    if event.between:
        first, last = event.between
        yield Window(str(year), dt.date(year, first, 1), last_of_month(year, last))


def _every_days(event: ClockEvent, year: int) -> Iterator[Window]:
    start, length = event.start, event.every_days
    if start is None:
        return
    # The first window that ends in the year; none is before the start.
    n = max(0, -(-((dt.date(year, 1, 1) - start).days - length + 1) // length))
    while (first := start + dt.timedelta(days=n * length)).year <= year:
        last = first + dt.timedelta(days=length - 1)
        if last.year == year:
            yield Window(first.isoformat(), first, last)
        n += 1


def _per_year(event: ClockEvent, year: int) -> Iterator[Window]:
    least = event.per_year[0] if event.per_year else 0
    # More often than monthly, several share a month.
    for n in range(least):
        months = n * 12 // least + 1, max(n * 12 // least + 1, (n + 1) * 12 // least)
        first, last = dt.date(year, months[0], 1), last_of_month(year, months[1])
        yield Window(f"{year}-n{n + 1}", first, last)


def _per_period(clock: YearlyClock, event: ClockEvent, year: int) -> Iterator[Window]:
    for first, last in clock.periods:
        years = {"start": first, "middle": (first + last) // 2, "end": last}
        for moment in event.per_period:
            if years[moment] == year:
                name = f"{first}-{last}-{moment}"
                yield Window(name, dt.date(year, 1, 1), dt.date(year, 12, 31))
