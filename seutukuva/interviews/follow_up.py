"""How the work on firms' needs is going: counts by organisation and by service group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median

from seutukuva import dates
from seutukuva.interviews.needs import CLOSED, Need


@dataclass(frozen=True, slots=True)
class Count:
    """How many needs of one organisation or service group; ``id`` "" for those of nobody.

    Attributes:
        waiting: not answered yet; ``overdue`` of them should have been.
        answered: answered since the round began; ``closed`` since then, with an outcome.
        every: all that are known.
        median_days: from telling to the answer, of all answered ones; None without one.
    """

    id: str
    waiting: int
    overdue: int
    answered: int
    closed: int
    every: int
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many needs were closed with an outcome: since the round began, and ever."""

    id: str
    recent: int
    every: int


def counted(
    needs: Iterable[Need], by: Callable[[Need], str], today: dt.date, since: dt.date
) -> list[Count]:
    """A count a group: the one with most overdue first, then most that wait.

    Args:
        by: the group of a need.
        since: first day of the round; earlier answers are counted in ``every`` only.
    """
    groups: dict[str, list[Need]] = {}
    for need in needs:
        groups.setdefault(by(need), []).append(need)
    found = [count(one, own, today, since) for one, own in groups.items()]
    return sorted(found, key=lambda one: (-one.overdue, -one.waiting, -one.every, one.id))


def count(group: str, needs: Iterable[Need], today: dt.date, since: dt.date) -> Count:
    """The count of some needs."""
    own = list(needs)
    recent = _since(own, since)
    days = [one.days_to_answer for one in own if one.days_to_answer is not None]
    return Count(
        id=group,
        waiting=sum(one.is_waiting for one in own),
        overdue=sum(one.is_overdue(today) for one in own),
        answered=len(recent),
        closed=sum(one.state == CLOSED for one in recent),
        every=len(own),
        median_days=median(days) if days else None,
    )


def outcomes(needs: Iterable[Need], since: dt.date) -> list[Outcome]:
    """A count an outcome of closed needs, the most frequent first.

    Args:
        since: first day of the round; what was answered before is counted in ``every`` only, and
            so is what was closed without an answer, for nobody keeps on which day that was.
    """
    groups: dict[str, list[Need]] = {}
    for need in needs:
        if need.state == CLOSED and need.outcome:
            groups.setdefault(need.outcome, []).append(need)
    found = [Outcome(one, len(_since(own, since)), len(own)) for one, own in groups.items()]
    return sorted(found, key=lambda one: (-one.every, one.id))


def _since(needs: Iterable[Need], since: dt.date) -> list[Need]:
    return [one for one in needs if one.answered and dates.last_day(one.answered) >= since]
