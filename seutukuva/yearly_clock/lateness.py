"""What is late on a day, and whose."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from seutukuva import definitions, texts
from seutukuva.definitions.calendar import YearlyClock
from seutukuva.errors import SeutukuvaError
from seutukuva.interviews import rounds
from seutukuva.meetings.register import Action
from seutukuva.outlook.register import Completeness
from seutukuva.projects import reminders
from seutukuva.projects.reminders import Reminder
from seutukuva.texts import N_, _, ngettext
from seutukuva.yearly_clock import reading
from seutukuva.yearly_clock.occurrences import LATE, Occurrence, occurrences
from seutukuva.yearly_clock.reading import Known
from seutukuva.yearly_clock.windows import last_of_month

CLOCK = "clock"
# What each is called, and where it is mended.
SUBJECTS = {
    CLOCK: N_("Yearly clock"),
    reading.MEETINGS: N_("Meetings"),
    reading.SUMMARIES: N_("Advisers' summaries"),
    reading.MARKS: N_("Outlook marks"),
    reading.EDITIONS: N_("Editions"),
    reading.PROJECTS: N_("Projects"),
    reading.ACTIONS: N_("Actions of meetings"),
    reading.EVALUATIONS: N_("Evaluations"),
}
PAGES = {
    CLOCK: "meetings/meeting",
    reading.SUMMARIES: "companies/summaries",
    reading.MARKS: "situation/outlook",
    reading.EDITIONS: "meetings/editions",
    reading.PROJECTS: "projects/reminders",
    reading.ACTIONS: "meetings/meeting",
    reading.EVALUATIONS: "meetings/evaluations",
}
# Of projects: what has not come in time, and what of it there is how much of.
OF_PROJECTS = {
    reminders.REPORT_LATE: lambda n: ngettext("{n} late report", "{n} late reports", n),
    reminders.NO_FINAL: lambda n: ngettext(
        "{n} project ended without a final report", "{n} projects ended without a final report", n
    ),
    reminders.ACTION_LATE: lambda n: ngettext(
        "{n} late action on a deviation", "{n} late actions on deviations", n
    ),
}
# Longer ago nobody waits for a round's marks, as the clock's own events say of themselves.
MARKS_DAYS = 60
_LOOK_BACK = dt.timedelta(days=800)


@dataclass(frozen=True, slots=True)
class Late:
    """Something that is late.

    Attributes:
        subject: one of ``SUBJECTS``.
        owners: organisations whose it is; empty where nobody is named.
        words: what it is.
        since: the day by which it should have been done; of several, the earliest.
        days: how many days ago that was.
        n: how many of them there are.
        page: where it is mended, ``companies/summaries``.
    """

    subject: str
    owners: tuple[str, ...]
    words: str
    since: dt.date
    days: int
    page: str
    n: int = 1


@dataclass(frozen=True, slots=True)
class AllLate:
    """Everything that is late, what waits longest first.

    Attributes:
        unseen: subjects of which nothing can be told here.
    """

    rows: tuple[Late, ...] = ()
    unseen: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """How many matters are late."""
        return sum(one.n for one in self.rows)

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose they are, in the programme's order; "" last where nobody is named."""
        order = [*definitions.load().programme.organisations, ""]
        named = {who for one in self.rows for who in one.owners or ("",)}
        return tuple(sorted(named, key=lambda who: order.index(who) if who in order else -1))


def late(today: dt.date, known: Known | None = None) -> AllLate:
    """What is late on a day, whoever keeps it.

    Args:
        known: what others tell of the clock, where it was asked already.
    """
    clock = definitions.load().calendar
    told = known or reading.known(clock, today)
    clock = reading.in_use(clock, told)
    unseen = list(told.unseen)
    every = late_occurrences(clock, today, told)
    found = [
        *of_clock(every, told, today, is_seen=reading.MEETINGS not in unseen),
        *_asked(lambda: of_marks(_rounds_of_marks(clock, today), today), reading.MARKS, unseen),
        *_asked(lambda: of_projects(reading.waiting_in_projects(today)), reading.PROJECTS, unseen),
        *_asked(lambda: of_actions(reading.actions(), today), reading.ACTIONS, unseen),
    ]
    return AllLate(
        tuple(sorted(found, key=lambda one: (-one.days, one.subject, one.words))),
        tuple(dict.fromkeys(unseen)),
    )


def _asked(ask: Callable[[], Iterable[Late]], subject: str, unseen: list[str]) -> list[Late]:
    try:
        return list(ask())
    except SeutukuvaError:
        # It cannot be read here; its own page says why.
        unseen.append(subject)
        return []


def late_occurrences(clock: YearlyClock, today: dt.date, known: Known) -> list[Occurrence]:
    """The occurrences that are late on a day."""
    every = occurrences(clock, today - _LOOK_BACK, today, today, known.held)
    return [one for one in every if one.state == LATE]


def of_clock(
    every: Sequence[Occurrence], known: Known, today: dt.date, *, is_seen: bool = True
) -> Iterator[Late]:
    """What the clock's own events say; summaries and editions in more words.

    Args:
        is_seen: whether the meetings could be seen that tell what was held.
    """
    for one in every:
        done_by = one.event.done_by
        if done_by == "summaries" and reading.SUMMARIES not in known.unseen:
            yield from _of_summaries(one, known)
        elif done_by == "edition" and reading.EDITIONS not in known.unseen:
            yield _of_edition(one, known)
        elif done_by.endswith("_evaluation"):
            if reading.EVALUATIONS not in known.unseen:
                yield _late(one, reading.EVALUATIONS, _titled(one))
        elif done_by == "convener" or (done_by == "meeting" and is_seen):
            yield _late(one, CLOCK, _titled(one))


def _titled(one: Occurrence) -> str:
    title = one.event.title[texts.language()]
    if not one.round:
        return title
    return f"{title}, {rounds.name(one.round, texts.language())}"


def _late(one: Occurrence, subject: str, words: str, owners: tuple[str, ...] | None = None) -> Late:
    whose = one.owners if owners is None else owners
    return Late(subject, whose, words, one.last_day, -one.days_left, PAGES[subject])


def _of_summaries(one: Occurrence, known: Known) -> Iterator[Late]:
    wanted = definitions.load().interviewing.summaries_from or one.owners
    for who in wanted:
        if (who, one.round) not in known.given:
            yield _late(one, reading.SUMMARIES, _titled(one), (who,))


def _of_edition(one: Occurrence, known: Known) -> Late:
    # What is reported in November was summed up in the round before it.
    before = [name for name in known.editions if name <= one.round]
    months = definitions.load().interviewing.rounds
    due = rounds.around(rounds.first_day(one.round), months, before=1, after=1)
    own = next((name for name in due if name <= one.round), "")
    words = _titled(one) + ": "
    if own in before:
        words += _("the edition is not approved")
    else:
        words += _("no edition is frozen")
    return _late(one, reading.EDITIONS, words)


def _rounds_of_marks(clock: YearlyClock, today: dt.date) -> list[str]:
    """The rounds whose marks are waited for: over, but not for long, and since entries are kept."""
    found = definitions.load()
    if not found.outlook.is_used or clock.kept_since is None:
        return []
    every = rounds.around(today, found.interviewing.rounds, before=2, after=0)
    return [
        one
        for one in every
        if rounds.first_day(one) >= clock.kept_since
        and 0 < (today - _last_day(one)).days <= MARKS_DAYS
    ]


def _last_day(round_id: str) -> dt.date:
    first = rounds.first_day(round_id)
    return last_of_month(first.year, first.month)


def of_marks(of_rounds: Iterable[str], today: dt.date) -> Iterator[Late]:
    """Groups that have not given all the outlook marks of a round that is over."""
    for round_id in of_rounds:
        for one in reading.marks_given(round_id):
            if not one.is_complete:
                yield _of_group(round_id, one, today)


def _of_group(round_id: str, one: Completeness, today: dt.date) -> Late:
    since = _last_day(round_id)
    words = _("Outlook marks, {round}: {n} of {all} given").format(
        round=rounds.name(round_id, texts.language()),
        n=texts.number(one.n),
        all=texts.number(one.of),
    )
    days = (today - since).days
    return Late(reading.MARKS, (one.group,), words, since, days, PAGES[reading.MARKS])


def of_projects(every: Iterable[Reminder]) -> Iterator[Late]:
    """What has not come in time in projects: a row an owner and kind."""
    found: dict[tuple[str, str], list[Reminder]] = defaultdict(list)
    for one in every:
        if one.kind in OF_PROJECTS and one.due is not None:
            found[one.owner, one.kind].append(one)
    for (owner, kind), rows in found.items():
        since = min(one.due for one in rows if one.due)
        yield Late(
            subject=reading.PROJECTS,
            owners=(owner,) if owner else (),
            words=OF_PROJECTS[kind](len(rows)).format(n=texts.number(len(rows))),
            since=since,
            days=max(one.days for one in rows),
            page=PAGES[reading.PROJECTS],
            n=len(rows),
        )


def of_actions(every: Iterable[Action], today: dt.date) -> Iterator[Late]:
    """Actions that meetings decided and whose day has gone."""
    for one in every:
        if one.due and (days := one.days_late(today)):
            owners = (one.owner,) if one.owner else ()
            yield Late(reading.ACTIONS, owners, one.text, one.due, days, PAGES[reading.ACTIONS])
