"""What a round of the yearly clock needs, from whom, and what of it is there.

A round's inputs are awaited from the day after the round before ended until its month begins; what
is not there by then is late, but for rounds from before the program was in use here. `there` may be
less than everything only where nothing more is due.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from seutukuva import definitions
from seutukuva.interviews import rounds
from seutukuva.meetings import inputs
from seutukuva.meetings.register import Action
from seutukuva.projects.model import Report
from seutukuva.texts import N_, _, ngettext, number

STATISTICS, SUMMARIES, INTERVIEWS = "statistics", "summaries", "interviews"
REPORTS, MARKS, ACTIONS = "reports", "marks", "actions"
SUBJECTS = {
    STATISTICS: N_("Statistics"),
    SUMMARIES: N_("Advisers' summaries"),
    INTERVIEWS: N_("Company interviews"),
    REPORTS: N_("Reports of projects"),
    MARKS: N_("Outlook marks"),
    ACTIONS: N_("Actions that were due"),
}
# Where each is mended.
PAGES = {
    STATISTICS: "about/sources",
    SUMMARIES: "companies/summaries",
    INTERVIEWS: "companies/upload",
    REPORTS: "projects/reminders",
    MARKS: "situation/outlook",
    ACTIONS: "meetings/meeting",
}
THERE, MISSING, LATE, NOT_NEEDED = "there", "missing", "late", "not_needed"
BEFORE_USE = "before_use"
# Those that are late by the round; the others have days of their own.
_BY_ROUND = (STATISTICS, SUMMARIES, INTERVIEWS, MARKS)
# Of the whole programme, not of one organisation.
EVERYBODY = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One input of a round from one organisation.

    Attributes:
        subject: one of ``SUBJECTS``.
        organisation: id; "" of what is of the whole programme.
        state: ``there``; ``missing`` while there is time; ``late``; ``not_needed`` where nothing
            is awaited; ``before_use`` where nobody used the program yet when it would have been.
        n, of: how many there are of how many awaited; ``of`` 0 where no number is awaited.
        words: the same in a few words.
        page: where it is mended, ``companies/summaries``.
    """

    subject: str
    organisation: str
    state: str
    n: int
    of: int
    words: str
    page: str

    @property
    def lacks(self) -> bool:
        """Whether something is still awaited."""
        return self.state in (MISSING, LATE)


@dataclass(frozen=True, slots=True)
class Checklist:
    """Everything that a round needs."""

    round: str
    items: tuple[Item, ...]

    @property
    def organisations(self) -> tuple[str, ...]:
        """Those that anything is awaited from, each once, in the order of the items."""
        return tuple(dict.fromkeys(one.organisation for one in self.items if one.organisation))

    @property
    def subjects(self) -> tuple[str, ...]:
        """What is looked at."""
        return tuple(dict.fromkeys(one.subject for one in self.items))

    def of(self, subject: str, organisation: str) -> Item | None:
        """One input; none where that organisation has nothing to give to it."""
        own = (
            one for one in self.items if (one.subject, one.organisation) == (subject, organisation)
        )
        return next(own, None)

    def count(self, *states: str) -> int:
        """How many inputs are in one of some states."""
        return sum(one.state in states for one in self.items)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not there, awaited or not, a text each, in the reader's language."""
        return tuple(told(one) for one in self.items if one.lacks or one.state == BEFORE_USE)


def told(item: Item) -> str:
    """An item in words with whose it is: "SSYP: Advisers' summaries: missing"."""
    known = definitions.load().programme.organisations
    short = known[item.organisation].short if item.organisation in known else item.organisation
    words = ": ".join(part for part in (short, _(SUBJECTS[item.subject]), item.words) if part)
    if item.state == BEFORE_USE:
        return _("{what} (before the program was in use)").format(what=words)
    return words


def checklist(round_id: str, today: dt.date) -> Checklist:
    """What a round needs and what of it is there on a day.

    Args:
        round_id: ``2026-10``.

    Raises:
        AccessRefused: summaries and interviews may not be seen here.
        MissingData, RecordsError: what is asked cannot be read.
    """
    found = definitions.load()
    since = rounds.begins(round_id, found.interviewing.rounds)
    is_late = today >= rounds.first_day(round_id)
    wanted = found.interviewing.summaries_from
    items = [
        of_statistics(inputs.sources(), since, today, is_late=is_late),
        *of_summaries(inputs.summaries_given(round_id), wanted, is_late=is_late),
        *of_interviews(inputs.interviewed(round_id), wanted, is_late=is_late),
        *of_reports(inputs.reports(), since, today, found.projects.grace_days),
        *of_marks(inputs.marks(round_id), is_late=is_late),
        *of_actions(inputs.actions(), since, today),
    ]
    if is_late and inputs.is_before_use(round_id, today):
        items = list(map(_unblamed, items))
    order = {one: place for place, one in enumerate(found.programme.organisations)}
    subjects = list(SUBJECTS)
    items.sort(key=lambda one: (subjects.index(one.subject), order.get(one.organisation, -1)))
    return Checklist(round_id, tuple(items))


def _unblamed(item: Item) -> Item:
    """An item of a round that nobody was asked for here: what is not there is not late."""
    if item.state != LATE or item.subject not in _BY_ROUND:
        return item
    # Nothing of it is late, and nothing comes "yet".
    words = {SUMMARIES: _("not given"), INTERVIEWS: _("none")}.get(item.subject, item.words)
    return replace(item, state=BEFORE_USE, words=words)


def of_statistics(
    sources: Sequence[inputs.Fetched], since: dt.date, today: dt.date, *, is_late: bool
) -> Item:
    """Whether every source of statistics has been looked at in the round's time.

    Args:
        since: the day on which the round's time begins.
    """
    fresh = sum(one.is_fresh(since, today) for one in sources)
    starter = sum(one.looked_at is None and not one.is_settled for one in sources)
    state = THERE if fresh == len(sources) else LATE if is_late else MISSING
    words = _("{n} of {all} sources are fresh").format(n=number(fresh), all=number(len(sources)))
    if starter:
        told = ngettext(
            "{n} has only the starter figures", "{n} have only the starter figures", starter
        )
        words += "; " + told.format(n=number(starter))
    return _item(STATISTICS, EVERYBODY, state, fresh, len(sources), words)


def of_summaries(given: Mapping[str, int], wanted: Sequence[str], *, is_late: bool) -> list[Item]:
    """Whether each organisation has given a summary of its clients' situation.

    Args:
        given: how many, by organisation.
        wanted: those of which one is awaited.
    """
    items = []
    for own in dict.fromkeys([*wanted, *given]):
        n = given.get(own, 0)
        state = THERE if n else LATE if is_late else MISSING
        words = {THERE: _("given"), LATE: _("late"), MISSING: _("missing")}[state]
        items.append(_item(SUMMARIES, own, state, n, 1, words))
    return items


def of_interviews(told: Mapping[str, int], wanted: Sequence[str], *, is_late: bool) -> list[Item]:
    """Whether each organisation's interviews of the round have come; no number is agreed on.

    Args:
        told: how many interviews are accepted, by organisation.
        wanted: those that interview.
    """
    items = []
    for own in dict.fromkeys([*wanted, *told]):
        n = told.get(own, 0)
        state = THERE if n else LATE if is_late else MISSING
        words = ngettext("{n} interview", "{n} interviews", n).format(n=number(n))
        items.append(_item(INTERVIEWS, own, state, n, 0, words if n else _("none yet")))
    return items


def of_reports(
    by_owner: Mapping[str, Iterable[Report]], since: dt.date, today: dt.date, grace: int
) -> list[Item]:
    """Whether the reports of each organisation's projects have come.

    Counted are those that were due in the round's time until today, and older ones that have not
    come yet.

    Args:
        by_owner: reports by the organisation that follows their project up.
        grace: so many days after its day a report is not late yet.
    """
    items = []
    for own, reports in by_owner.items():
        due = [
            one
            for one in reports
            if one.due and one.due <= today and (one.due >= since or not _has_come(one, today))
        ]
        waiting = [one for one in due if not _has_come(one, today)]
        is_late = any(one.due and today > one.due + dt.timedelta(grace) for one in waiting)
        state = LATE if is_late else MISSING if waiting else THERE if due else NOT_NEEDED
        n = len(due) - len(waiting)
        words = _("{n} of {all} have come").format(n=number(n), all=number(len(due)))
        items.append(_item(REPORTS, own, state, n, len(due), words if due else _("none due")))
    return items


def _has_come(one: Report, today: dt.date) -> bool:
    return one.received is not None and one.received <= today


def of_marks(given: Iterable[inputs.Given], *, is_late: bool) -> list[Item]:
    """Whether each group of authors has given all its outlook marks of the round."""
    items = []
    for one in given:
        is_whole = one.n >= one.of
        state = THERE if is_whole and one.n else LATE if is_late else MISSING
        words = _("{n} of {all} given").format(n=number(one.n), all=number(one.of))
        if not one.of:
            # Not asked, and given all the same.
            words = ngettext("{n} mark", "{n} marks", one.n).format(n=number(one.n))
        items.append(_item(MARKS, one.organisation, state, one.n, one.of, words))
    return items


def of_actions(every: Iterable[Action], since: dt.date, today: dt.date) -> list[Item]:
    """Whether each organisation has finished the actions that were due.

    Counted are those due in the round's time until today, and older ones that are still open.
    """
    owned: dict[str, list[Action]] = {}
    for one in every:
        owned.setdefault(one.owner, []).append(one)
    items = []
    for own, actions in owned.items():
        due = [
            one
            for one in actions
            if one.due and one.due <= today and (one.due >= since or one.is_open)
        ]
        waiting = [one for one in due if one.days_late(today)]
        # What is due today still has its day.
        finished = sum(not one.is_open for one in due)
        state = LATE if waiting else THERE if due else NOT_NEEDED
        words = _("{n} of {all} finished").format(n=number(finished), all=number(len(due)))
        items.append(
            _item(ACTIONS, own, state, finished, len(due), words if due else _("none due"))
        )
    return items


def _item(subject: str, organisation: str, state: str, n: int, of: int, words: str) -> Item:
    return Item(subject, organisation, state, n, of, words, PAGES[subject])
