"""What the yearly clock is told by others: the only place here that asks for data.

What cannot be seen or read is left out and named, so that nobody takes it for nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from seutukuva import dates, definitions
from seutukuva.definitions.calendar import ClockEvent, YearlyClock
from seutukuva.editions import register as editions
from seutukuva.errors import SeutukuvaError
from seutukuva.evaluations import register as evaluations
from seutukuva.interviews import rounds, summaries
from seutukuva.meetings import register as meetings
from seutukuva.outlook import register as outlook
from seutukuva.projects import waiting
from seutukuva.projects.reminders import Reminder
from seutukuva.yearly_clock.occurrences import Held

T = TypeVar("T")

MEETINGS, SUMMARIES, EDITIONS = "meetings", "summaries", "editions"
MARKS, PROJECTS, ACTIONS, EVALUATIONS = "marks", "projects", "actions", "evaluations"
# Evaluations in the middle and at the end of a programme period.
OF_PERIODS = ("midterm", "final")
# An edition that the steering group has agreed to.
AGREED = editions.LOCKED


@dataclass(frozen=True, slots=True)
class Known:
    """What others tell, with what of it could not be seen.

    Attributes:
        held: what was done, or has an agreed day.
        given: organisation and round of every adviser summary.
        editions: state of the edition by round, of several the one that is furthest.
        unseen: subjects of which nothing can be told here.
        began: the month before the first round that anything was entered of, which is when its
            inputs fall due; None where nothing was.
    """

    held: tuple[Held, ...] = ()
    given: frozenset[tuple[str, str]] = frozenset()
    editions: dict[str, str] = field(default_factory=dict)
    unseen: tuple[str, ...] = ()
    began: dt.date | None = None


def agreed(clock: YearlyClock) -> list[Held]:
    """Days of meetings, those that were and those that are agreed.

    Raises:
        AccessRefused, RecordsError: they cannot be seen here, or not be read.
    """
    return _meetings(clock, meetings.listed())


def with_other_meetings(clock: YearlyClock) -> YearlyClock:
    """The clock with the meetings that people have entered of types that it does not know.

    Each type is an event without days of its own, as what is done when needed. A clock without
    events stays so: where none was written, none is made up.
    """
    fields = definitions.load().kinds[meetings.KIND].fields
    titles = next(one.choices for one in fields if one.id == "type")
    every = _asked(meetings.listed, MEETINGS, [])
    used = {one.type for one in every} - set(clock.meeting_types())
    others = [
        ClockEvent(
            id=f"meeting_{name}",
            kind="meeting",
            title=title,
            owner="",
            rhythm="when_needed",
            meeting_type=name,
        )
        for name, title in titles.items()
        if name in used and clock.events
    ]
    return replace(clock, events=(*clock.events, *others)) if others else clock


def known(clock: YearlyClock, today: dt.date) -> Known:
    """What was done of a clock, as others tell it on a day."""
    unseen: list[str] = []
    every_meeting = _asked(meetings.listed, MEETINGS, unseen)
    of_meetings = _meetings(clock, every_meeting)
    frozen = _asked(editions.listed, EDITIONS, unseen)
    given = _asked(summaries.listed, SUMMARIES, unseen)
    evaluated = _asked(evaluations.listed, EVALUATIONS, unseen)
    marked = _asked(outlook.marks, MARKS, unseen)
    every = [one for one in frozen if one.day <= today]
    held = [
        *of_meetings,
        *_summaries(clock, given),
        *_editions(clock, every, today),
        *_evaluations(clock, evaluated, today),
        *_conveners(clock),
    ]
    return Known(
        tuple(held),
        frozenset((one.organisation, one.round) for one in given),
        _states(every),
        tuple(unseen),
        _began(
            {one.round for each in (every_meeting, frozen, given, marked) for one in each},
            [one.opens_on for one in evaluated],
        ),
    )


def _began(of_rounds: Iterable[str], days: Iterable[dt.date]) -> dt.date | None:
    months = [*map(rounds.first_day, filter(rounds.is_round, of_rounds)), *days]
    if not months:
        return None
    return (min(months).replace(day=1) - dt.timedelta(days=1)).replace(day=1)


def in_use(clock: YearlyClock, known: Known) -> YearlyClock:
    """The clock as kept since it was first used here; before that nothing is late.

    Nobody is late with what nobody has begun: a new installation would else reproach people for
    meetings that were held before it.
    """
    if clock.kept_since is None:
        return clock
    since = max(known.began, clock.kept_since) if known.began else None
    return replace(clock, kept_since=since)


def _asked(ask: Callable[[], list[T]], subject: str, unseen: list[str]) -> list[T]:
    try:
        return ask()
    except SeutukuvaError:
        # It is confidential here, or cannot be read: its own page says why.
        unseen.append(subject)
        return []


def _meetings(clock: YearlyClock, every: Iterable[meetings.Meeting]) -> list[Held]:
    found = []
    for one in every:
        event = clock.of_meeting(one.type)
        # Of a month that is only agreed, no day is.
        day = dates.read_or_empty(one.day) or one.held_on.isoformat()
        if event is None or one.is_cancelled or (one.state != meetings.HELD and len(day) < 10):
            continue
        is_done = one.state == meetings.HELD and event.done_by in ("meeting", "nothing")
        found.append(Held(event.id, dates.last_day(day), one.id, one.round, is_done, one.row))
    return found


def _summaries(clock: YearlyClock, given: Sequence[summaries.Summary]) -> list[Held]:
    """The rounds for which every organisation that is asked has given its summary."""
    wanted = definitions.load().interviewing.summaries_from
    found = []
    for round_id in {one.round for one in given} if wanted else ():
        own = [one for one in given if one.round == round_id]
        last = {one.organisation: dates.day_of(one.recorded_at) for one in own}
        if all(one in last for one in wanted):
            found += _of(clock, "summaries", max(last.values()), round_id)
    return found


def _editions(clock: YearlyClock, every: Iterable[editions.Edition], today: dt.date) -> list[Held]:
    found = []
    for one in every:
        if one.state in AGREED and one.state_on <= today:
            # What is summed up in October is reported in November.
            for event in clock.events:
                if event.done_by == "edition" and event.months:
                    month = rounds.following(rounds.first_day(one.round), event.months)
                    found.append(Held(event.id, one.state_on, "", month))
    return found


def _evaluations(
    clock: YearlyClock, every: Iterable[evaluations.Evaluation], today: dt.date
) -> list[Held]:
    """Those that have been closed; of one that is still open, the event waits."""
    return [
        held
        for one in every
        if one.closes_on and one.has_closed(today) and one.occasion in OF_PERIODS
        for held in _of(clock, f"{one.doer}_evaluation", one.closes_on, "")
    ]


def _conveners(clock: YearlyClock) -> list[Held]:
    return [
        held for year in clock.conveners for held in _of(clock, "convener", dt.date(year, 1, 1), "")
    ]


def _of(clock: YearlyClock, done_by: str, day: dt.date, round_id: str) -> list[Held]:
    own = (one for one in clock.events if one.done_by == done_by)
    return [Held(one.id, day, "", round_id) for one in own]


def _states(every: Iterable[editions.Edition]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in every:
        before = found.get(one.round, editions.STATES[0])
        found[one.round] = max(before, one.state, key=editions.STATES.index)
    return found


def waiting_in_projects(today: dt.date) -> list[Reminder]:
    """What waits in the follow-up of projects, as the page of reminders tells it.

    Raises:
        MissingData, RecordsError: it cannot be read.
    """
    return waiting.waiting(today)


def actions() -> list[meetings.Action]:
    """What meetings have decided to be done.

    Raises:
        RecordsError: the log cannot be read.
    """
    return meetings.actions()


def marks_given(round_id: str) -> list[outlook.Completeness]:
    """How far each group is with its outlook marks of a round.

    Raises:
        RecordsError: the log cannot be read.
    """
    return outlook.completeness(round_id)
