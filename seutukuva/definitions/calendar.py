"""The yearly clock of a programme as data: what happens when, who sees to it, and for whom.

``data/programmes/<id>/calendar.toml``. A programme without the file has an empty clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import EMPTY, Text
from seutukuva.definitions.reading import NAME, Keys, toml

# What an event is. The order is that of the wheel, from its rim inwards.
KINDS = ("meeting", "report", "deadline", "event", "evaluation", "task")
# What tells that it has been done. Of "nothing", nobody keeps it: its days pass.
DONE_BY = (
    *("meeting", "summaries", "edition", "self_evaluation", "external_evaluation"),
    *("convener", "nothing"),
)
# How an event comes again; each event has exactly one of these keys.
RHYTHMS = (
    *("months", "between", "every_days", "per_year", "per_period"),
    *("continuous", "when_needed"),
)
# Of these there are no days.
TIMELESS = ("continuous", "when_needed")
MOMENTS = ("start", "middle", "end")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKS = ("first", "second", "third", "fourth", "last")
# Days within a month: any of them, the last before it, its last, the n-th, a weekday.
_DAY = re.compile(
    rf"|before|last|[1-9]|[12]\d|3[01]|({'|'.join(WEEKS)}) ({'|'.join(WEEKDAYS)})", re.ASCII
)
_PAGE = re.compile(r"[a-z_]+/[a-z_]+")


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One thing that comes again.

    Attributes:
        kind: one of ``KINDS``; ``done_by`` one of ``DONE_BY``; ``rhythm`` one of ``RHYTHMS``.
        owner: organisation that sees to it; "" where the participants do together. With
            ``is_convened`` it is the convener of the year, and the owner only of years whose
            convener is not known.
        participants, audience: ids of organisations.
        inputs: ids of events that have to be done before.
        agenda: what such a meeting usually treats; ``pages`` (``situation/overview``) what it
            looks at.
        meeting_type: the meetings that are this event; "" where there are none.
        months: 1 to 12, once in each; ``day``: which day of it, "" for any.
        between: the first and the last month of a year, once in all of them.
        every_days, start: once in so many days, counted from a day on.
        per_year: how often at least and at most in a year.
        per_period: ``MOMENTS`` of a programme period, once in the whole year.
        optional_years: how many times in a row it may be left out.
        late_days: after so many days nobody waits for it any more.
    """

    id: str
    kind: str
    title: Text
    owner: str
    rhythm: str
    description: Text = field(default_factory=lambda: EMPTY)
    participants: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    agenda: tuple[Text, ...] = ()
    pages: tuple[str, ...] = ()
    meeting_type: str = ""
    done_by: str = "nothing"
    is_convened: bool = False
    months: tuple[int, ...] = ()
    day: str = ""
    between: tuple[int, int] | None = None
    every_days: int = 0
    start: date | None = None
    per_year: tuple[int, int] | None = None
    per_period: tuple[str, ...] = ()
    optional_years: int = 0
    late_days: int = 60

    @property
    def is_dated(self) -> bool:
        """Whether it has days at all; what is continuous or done when needed has none."""
        return self.rhythm not in TIMELESS


@dataclass(frozen=True, slots=True)
class YearlyClock:
    """A programme's yearly clock.

    Attributes:
        events: in the file's order.
        conveners: organisation by year; a year that is not there is not known.
        periods: programme periods, first and last year.
        kept_since: of what was before, nobody keeps whether it was done; none: of all that was.
    """

    events: tuple[ClockEvent, ...] = ()
    conveners: Mapping[int, str] = field(default_factory=lambda: MappingProxyType({}))
    periods: tuple[tuple[int, int], ...] = ()
    kept_since: date | None = None

    def named(self, event_id: str) -> ClockEvent | None:
        """An event by its id; none where the clock has no such."""
        return next((one for one in self.events if one.id == event_id), None)

    def of_meeting(self, meeting_type: str) -> ClockEvent | None:
        """The event that meetings of a type are; none where the clock has no such."""
        own = (one for one in self.events if meeting_type and one.meeting_type == meeting_type)
        return next(own, None)

    def meeting_types(self) -> tuple[str, ...]:
        """Every type of meeting, in the clock's order."""
        return tuple(dict.fromkeys(one.meeting_type for one in self.events if one.meeting_type))

    def owner(self, event: ClockEvent, year: int) -> str:
        """Whose an event is in a year: the convener's, where one is named and it is convened."""
        return self.conveners.get(year, event.owner) if event.is_convened else event.owner


def yearly_clock(folder: Path, organisations: Iterable[str]) -> YearlyClock:
    """``calendar.toml`` of a programme's folder; an empty clock where there is none."""
    file = folder / "calendar.toml"
    if not file.exists():
        return YearlyClock()
    keys, known = toml(file), tuple(organisations)
    found = YearlyClock(
        kept_since=keys.day("kept_since"),
        periods=_periods(keys),
        conveners=MappingProxyType(_conveners(keys, known)),
        events=_events(keys, known),
    )
    keys.finish()
    _check(found, keys)
    return found


def _periods(keys: Keys) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for entry in keys.tables("period", []):
        first, last = (entry.integer(one, low=1990, high=2100) for one in ("first", "last"))
        entry.finish()
        if last < first:
            raise entry.error("last", f"{last} is before {first}")
        if found and first <= found[-1][1]:
            raise entry.error("first", f"{first} is not after the period before")
        found.append((first, last))
    return tuple(found)


def _conveners(keys: Keys, known: tuple[str, ...]) -> dict[int, str]:
    table = keys.table("conveners", {})
    if not isinstance(table, Keys):
        return {}
    found: dict[int, str] = {}
    for year in table.names():
        if not re.fullmatch(r"(19|20)\d\d", year):
            raise table.error(year, "is not a year", 'write e.g. 2027 = "SSYP"')
        found[int(year)] = table.string(year, allowed=known)
    return found


def _events(keys: Keys, known: tuple[str, ...]) -> tuple[ClockEvent, ...]:
    found: dict[str, ClockEvent] = {}
    for entry in keys.tables("event", []):
        one = _event(entry, known)
        entry.finish()
        if one.id in found:
            raise entry.error("id", f"{one.id!r} stands twice")
        if one.meeting_type and one.meeting_type in [each.meeting_type for each in found.values()]:
            raise entry.error("meeting_type", f"{one.meeting_type!r} is another event already")
        found[one.id] = one
    return tuple(found.values())


def _event(entry: Keys, known: tuple[str, ...]) -> ClockEvent:
    rhythm = _rhythm(entry)
    one = ClockEvent(
        id=entry.name(),
        kind=entry.string("kind", allowed=KINDS),
        title=entry.text("title"),
        description=entry.text("description", EMPTY),
        owner=entry.string("owner", "", allowed=("", *known)),
        is_convened=entry.boolean("is_convened", False),
        participants=_organisations(entry, "participants", known),
        audience=_organisations(entry, "audience", known),
        inputs=entry.strings("inputs", ()),
        agenda=_agenda(entry),
        pages=_pages(entry),
        meeting_type=_meeting_type(entry),
        done_by=entry.string("done_by", "nothing", allowed=DONE_BY),
        rhythm=rhythm,
        months=_months(entry, "months"),
        day=_day(entry, rhythm),
        between=_pair(entry, "between", 1, 12),
        every_days=entry.integer("every_days", 0, low=0, high=366),
        start=entry.day("start"),
        per_year=_pair(entry, "per_year", 1, 52),
        per_period=_moments(entry),
        optional_years=entry.integer("optional_years", 0, high=5),
        late_days=entry.integer("late_days", 60, low=1, high=366),
    )
    _is_timeless(entry, rhythm)
    _agrees(entry, one)
    return one


def _rhythm(entry: Keys) -> str:
    """Which of the keys that say how it comes again stands in the entry."""
    said = [one for one in RHYTHMS if one in entry.names()]
    if len(said) != 1:
        problem = "two say when it is: " + ", ".join(said) if said else "nothing says when it is"
        raise entry.error("months", problem, "write one of " + ", ".join(RHYTHMS))
    return said[0]


def _is_timeless(entry: Keys, rhythm: str) -> None:
    for key in TIMELESS:
        if rhythm == key and not entry.boolean(key):
            raise entry.error(key, "false says nothing", "write true, or when it is")


def _organisations(entry: Keys, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    found = entry.strings(key, ())
    for one in found:
        if one not in known:
            raise entry.error(key, f"the programme has no {one!r}", "known: " + ", ".join(known))
    return found


def _agenda(entry: Keys) -> tuple[Text, ...]:
    found = []
    for item in entry.tables("agenda", []):
        found.append(item.text("title"))
        item.finish()
    return tuple(found)


def _pages(entry: Keys) -> tuple[str, ...]:
    found = entry.strings("pages", ())
    for one in found:
        if not _PAGE.fullmatch(one):
            raise entry.error("pages", f"{one!r} is no page", "write e.g. situation/overview")
    return found


def _meeting_type(entry: Keys) -> str:
    found = entry.string("meeting_type", "")
    if found and not NAME.fullmatch(found):
        raise entry.error("meeting_type", f"{found!r} is no id", "write e.g. project_day")
    return found


def _months(entry: Keys, key: str) -> tuple[int, ...]:
    found = entry.integers(key, (), low=1, high=12)
    if list(found) != sorted(set(found)):
        raise entry.error(key, "a month stands twice, or after a later one")
    return found


def _day(entry: Keys, rhythm: str) -> str:
    if "day" in entry.names() and rhythm != "months":
        raise entry.error("day", "only what is in certain months has a day", "leave it out")
    found = entry.string("day", "")
    if not _DAY.fullmatch(found):
        todo = 'write "15", "last", "before" (the month begins) or e.g. "second tuesday"'
        raise entry.error("day", f"{found!r} is no day of a month", todo)
    return found


def _pair(entry: Keys, key: str, low: int, high: int) -> tuple[int, int] | None:
    found = entry.integers(key, (), low=low, high=high)
    if not found:
        return None
    if len(found) != 2 or found[0] > found[1]:
        raise entry.error(key, "is not the least and the most", "write e.g. [1, 3]")
    return found[0], found[1]


def _moments(entry: Keys) -> tuple[str, ...]:
    found = entry.strings("per_period", ())
    for one in found:
        if one not in MOMENTS:
            raise entry.error("per_period", f"{one!r} is not known", "one of " + ", ".join(MOMENTS))
    return found


def _agrees(entry: Keys, one: ClockEvent) -> None:
    """What one key says and another lacks."""
    if not one.owner and not one.participants:
        raise entry.error("owner", "nobody sees to it", "name an owner, or participants")
    is_named = one.rhythm in ("months", "per_period", "between", "per_year")
    if is_named and not getattr(one, one.rhythm):
        raise entry.error(one.rhythm, "is empty", "say when it is, or write when_needed = true")
    if one.rhythm == "every_days" and one.every_days < 2:
        raise entry.error("every_days", "is less than 2", "write continuous = true instead")
    if (one.rhythm == "every_days") != (one.start is not None):
        raise entry.error("start", "goes with every_days: the day from which they are counted")
    if one.done_by == "meeting" and not one.meeting_type:
        raise entry.error("meeting_type", "is missing: which meetings are this event?")
    if one.done_by != "nothing" and not one.is_dated:
        raise entry.error("done_by", "what has no days is never done", "leave it out")
    once = one.rhythm == "between" or len(one.months) == 1
    if one.optional_years and not once:
        raise entry.error("optional_years", "is of what comes once a year only")


def _check(found: YearlyClock, keys: Keys) -> None:
    """What one event names, another is; what is once a period has periods."""
    known = [one.id for one in found.events]
    for place, one in enumerate(found.events, 1):
        where = f"event[{place}]"
        for name in one.inputs:
            if name not in known or name == one.id:
                raise keys.error(f"{where}.inputs", f"{name!r} is no other event of the clock")
        if one.rhythm == "per_period" and not found.periods:
            raise keys.error(f"{where}.per_period", "no period is named", "add [[period]]")
