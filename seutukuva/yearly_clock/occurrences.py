"""When the events of the yearly clock fall, and how each of them stands on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from seutukuva.definitions.calendar import ClockEvent, YearlyClock
from seutukuva.yearly_clock import windows
from seutukuva.yearly_clock.windows import Window

# How an occurrence stands. LATE is still waited for, MISSED no more; SKIPPED was allowed to be
# left out; of what is OVER nobody keeps whether it was done.
DONE, COMING, NOW, LATE = "done", "coming", "now", "late"
MISSED, SKIPPED, OVER = "missed", "skipped", "over"
STATES = (LATE, NOW, COMING, DONE, SKIPPED, MISSED, OVER)
# What is held so many days before its first day is that one, held early.
EARLY = 31


@dataclass(frozen=True, slots=True)
class Held:
    """Something that was done, or whose day is agreed; a day to come is only agreed.

    Attributes:
        event: id of the event of the clock.
        day: on which it was done, or will be.
        meeting: id of the meeting; "" where it is none.
        round: the round that it is for; "" where its day alone tells.
        is_done: False of a meeting at which only something else may be done, as an approval.
        row: the newest row of the log that says so; 0 where it is not from the log.
    """

    event: str
    day: dt.date
    meeting: str = ""
    round: str = ""
    is_done: bool = True
    row: int = 0


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event, one time.

    Attributes:
        key: names it among the event's own, whatever day is agreed later.
        first_day, last_day: it is done on one of these days; the last is its deadline.
        state: one of ``STATES``; ``days_left`` until the last day, below zero how many ago.
        owner: organisation that sees to it; "" where the participants do together.
        round: month that it falls in or is for, ``2026-10``; "" where it is for none.
        done_on: day on which it was done; ``meeting`` its id, "" where it was none.
    """

    event: ClockEvent
    key: str
    first_day: dt.date
    last_day: dt.date
    state: str
    days_left: int
    owner: str
    round: str = ""
    done_on: dt.date | None = None
    meeting: str = ""

    @property
    def owners(self) -> tuple[str, ...]:
        """Who sees to it: its owner, else its participants together."""
        return (self.owner,) if self.owner else self.event.participants


def occurrences(
    clock: YearlyClock, first: dt.date, last: dt.date, today: dt.date, held: Iterable[Held] = ()
) -> tuple[Occurrence, ...]:
    """What of the clock touches the days from ``first`` to ``last``, by deadline.

    Args:
        today: the day on which states are told.
        held: what was done or has an agreed day, of whatever time; it narrows a window to its day.
    """
    every = list(held)
    found = [
        one
        for event in clock.events
        for one in _of_event(clock, event, first, last, today, every)
        if one.first_day <= last and one.last_day >= first
    ]
    order = {event.id: place for place, event in enumerate(clock.events)}
    return tuple(sorted(found, key=lambda one: (one.last_day, order[one.event.id], one.key)))


def coming(
    clock: YearlyClock, today: dt.date, days: int, held: Iterable[Held] = ()
) -> tuple[Occurrence, ...]:
    """What is not done yet and due within so many days, by deadline."""
    until = today + dt.timedelta(days=days)
    every = occurrences(clock, today, until, today, held)
    return tuple(one for one in every if one.state in (NOW, COMING) and one.last_day <= until)


def awaited(
    clock: YearlyClock, meeting_type: str, today: dt.date, held: Iterable[Held] = ()
) -> tuple[Occurrence, ...]:
    """The meetings of a type that can be held next; none where the clock has no such.

    First the one that is due now or comes next. After it the one that is late: only until a later
    one has begun, in whose place nobody would hold it any more.
    """
    event = clock.of_meeting(meeting_type)
    if event is None:
        return ()
    span = dt.timedelta(days=800)
    every = occurrences(clock, today - span, today + span, today, held)
    own = [one for one in every if one.event == event]
    ahead = next((one for one in own if one.state in (NOW, COMING)), None)
    begun = [one for one in own if one.first_day <= today]
    late = begun[-1] if begun and begun[-1].state == LATE else None
    return tuple(one for one in (ahead, late) if one)


def _of_event(
    clock: YearlyClock,
    event: ClockEvent,
    first: dt.date,
    last: dt.date,
    today: dt.date,
    held: Sequence[Held],
) -> list[Occurrence]:
    # A year on either side: a meeting may have been held for the one before or after, and what
    # was left out before decides whether this one may be.
    more = 1 + event.optional_years
    years = range(first.year - more, last.year + 2)
    every = [one for year in years for one in windows.of_year(clock, event, year)]
    own = [one for one in held if one.event == event.id]
    done, extra = _matched(event, every, [one for one in own if one.is_done])
    # Where a meeting was held, another one that is agreed stands beside it.
    free = [one for one in every if not (one.key in done and done[one.key].meeting)]
    agreed, more_extra = _matched(event, free, [one for one in own if not one.is_done])
    found: list[Occurrence] = []
    left_out = 0
    for window in every:
        key = window.key
        one = _occurrence(clock, event, window, done.get(key), agreed.get(key), today)
        if one.state in (LATE, MISSED) and left_out < event.optional_years:
            left_out += 1
            one = replace(one, state=SKIPPED)
        elif one.state in (DONE, OVER):
            left_out = 0
        found.append(one)
    return found + [
        _beside(clock, event, one, today) for one in (*extra, *more_extra) if one.meeting
    ]


def _beside(clock: YearlyClock, event: ClockEvent, held: Held, today: dt.date) -> Occurrence:
    """A meeting besides those that the clock asks for: never late, for nobody waits for it."""
    window = Window(f"held-{held.meeting}", held.day, held.day, held.round)
    done, agreed = (held, None) if held.is_done else (None, held)
    one = _occurrence(clock, event, window, done, agreed, today)
    return replace(one, state=OVER) if one.state in (LATE, MISSED) else one


def _matched(
    event: ClockEvent, every: Sequence[Window], held: Sequence[Held]
) -> tuple[dict[str, Held], list[Held]]:
    """What was held for which window, by its key, and what was held besides."""
    found: dict[str, Held] = {}
    extra: list[Held] = []
    for one in sorted(held, key=lambda one: (one.day, one.meeting)):
        free = [window for window in every if window.key not in found]
        own = _nearest(event, one, free)
        if own:
            found[own.key] = one
        else:
            extra.append(one)
    return found, extra


def _nearest(event: ClockEvent, one: Held, free: Sequence[Window]) -> Window | None:
    if event.per_year:
        # Counted over the year: whatever its month, it is the first that is still lacking.
        return next((window for window in free if window.last.year == one.day.year), None)
    of_round = next((window for window in free if one.round and window.round == one.round), None)
    if of_round:
        return of_round
    near = [window for window in free if _is_near(event, one.day, window)]
    return min(near, key=lambda window: _distance(one.day, window), default=None)


def _is_near(event: ClockEvent, day: dt.date, window: Window) -> bool:
    before, after = (window.first - day).days, (day - window.last).days
    return before <= EARLY and after <= event.late_days


def _distance(day: dt.date, window: Window) -> int:
    return max((window.first - day).days, (day - window.last).days, 0)


def _occurrence(
    clock: YearlyClock,
    event: ClockEvent,
    window: Window,
    done: Held | None,
    agreed: Held | None,
    today: dt.date,
) -> Occurrence:
    # The day of a meeting is what a reader looks for; a summary's own day is no appointment.
    dated = next((one for one in (done, agreed) if one and one.meeting), None)
    first, last = (dated.day, dated.day) if dated else (window.first, window.last)
    is_done = done is not None and done.day <= today
    state = DONE if is_done else _state(clock, event, first, last, today)
    return Occurrence(
        event=event,
        key=window.key,
        first_day=first,
        last_day=last,
        state=state,
        days_left=(last - today).days,
        owner=clock.owner(event, last.year),
        round=window.round,
        done_on=done.day if done and is_done else None,
        meeting=dated.meeting if dated else "",
    )


def _state(
    clock: YearlyClock, event: ClockEvent, first: dt.date, last: dt.date, today: dt.date
) -> str:
    if last >= today:
        return NOW if first <= today else COMING
    is_kept = clock.kept_since is not None and first >= clock.kept_since
    if event.done_by == "nothing" or not is_kept:
        return OVER
    return LATE if (today - last).days <= event.late_days else MISSED
