"""How well earlier marks foresaw: a mark a year ahead against the mark and figures of a year later.

A mark that round R gives for 12 months ahead speaks of the same time as the mark that the round a
year later gives for "now, against a year ago". And the theme's figures say what became of it: each
changed for the better, for the worse, or stayed within what counts as the same.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from seutukuva import formats
from seutukuva.definitions.outlook import NOW, YEAR, OutlookTheme, ThemeFigure
from seutukuva.interviews import rounds
from seutukuva.outlook.cells import median
from seutukuva.outlook.register import Mark

HIT, OVER, UNDER = "hit", "over", "under"
VERDICTS = (HIT, OVER, UNDER)
# Why a mark cannot be judged: a year has not passed; nobody gave a mark for now a year later;
# groups disagreed by more than a class; there was no recent figure; the later one is not
# published; the series is broken between the two; a change in per cent of nothing.
NOT_DUE, NO_MARK, SPLIT = "not_due", "no_mark", "split"
NO_FIGURE, NOT_PUBLISHED, BROKEN, FROM_NOTHING = (
    "no_figure",
    "not_published",
    "broken",
    "from_nothing",
)
REASONS = (NOT_DUE, NO_MARK, SPLIT, NO_FIGURE, NOT_PUBLISHED, BROKEN, FROM_NOTHING)
# Of fewer judgements a share would say more than they do.
FEWEST_FOR_SHARE = 5
# A figure of a period that ended so many years before a round says nothing of its time. Yearly
# statistics of jobs come nearly two years late.
OLDEST = 2

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A mark a year ahead, and the mark of a year later.

    Attributes:
        verdict: "hit", "over" (too hopeful) or "under" (too gloomy); "" where not judged.
        reason: one of `REASONS` where it is not judged.
        later: lowest and highest of the middle marks of a year later; None without any.
        by: groups whose later marks it is held against.
        is_own: whether they are of the mark's own group.
    """

    mark: Mark
    verdict: str = ""
    reason: str = ""
    later: tuple[int, int] | None = None
    by: tuple[str, ...] = ()
    is_own: bool = False

    @property
    def is_right_way(self) -> bool:
        """Whether better, as before or worse was foreseen, however strongly."""
        if not self.verdict or self.later is None:
            return False
        return _sign(self.mark.score) in (_sign(self.later[0]), _sign(self.later[1]))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a series."""

    period: str
    value: float | None
    status: str = ""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """How a figure changed in the year after a round.

    Attributes:
        reason: why that cannot be told; "" where it can.
        before, after: figures as they were known at the two rounds; None where there is none.
        change: in the figure's rule's unit.
        way: 1 better, 0 as before, −1 worse.
        is_revised: the earlier figure was revised since, so that it would now be judged otherwise.
    """

    reason: str = ""
    before: Figure | None = None
    after: Figure | None = None
    change: float | None = None
    way: int | None = None
    is_revised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureOutcome(FigureChange):
    """A mark a year ahead, and how one figure of its theme changed in that year."""

    mark: Mark
    figure: ThemeFigure
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A series as it was known at a round.

    Attributes:
        figures: oldest first.
        edition: whose figures they are; "" where the round has none: those known now.
    """

    figures: tuple[Figure, ...]
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were foreseen.

    Attributes:
        reasons: how many could not be judged, by why.
        right_way: of marks, how many foresaw better, as before or worse.
    """

    hit: int = 0
    over: int = 0
    under: int = 0
    right_way: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many could be judged."""
        return self.hit + self.over + self.under

    @property
    def unjudged(self) -> int:
        """How many could not."""
        return sum(self.reasons.values())

    def share(self, verdict: str) -> float | None:
        """Its share in per cent; None of fewer than `FEWEST_FOR_SHARE`."""
        if self.n < FEWEST_FOR_SHARE:
            return None
        count: int = getattr(self, verdict)
        return 100 * count / self.n


def a_year_later(round_id: str) -> str:
    """The round a year after one."""
    return f"{int(round_id[:4]) + 1}{round_id[4:]}"


def by_marks(marks: Sequence[Mark], today: dt.date) -> list[Outcome]:
    """Every mark a year ahead against the marks for now of a year later, the latest round first.

    Held against the same group's mark; where that group gave none, against the median of all.
    """
    later: dict[tuple[str, str, str], list[Mark]] = {}
    for one in marks:
        if one.horizon == NOW:
            later.setdefault((one.round, one.area, one.theme), []).append(one)
    ahead = [one for one in marks if one.horizon == YEAR]
    return [
        _outcome(one, later.get((a_year_later(one.round), one.area, one.theme), []), today)
        for one in sorted(ahead, key=lambda one: one.round, reverse=True)
    ]


def _outcome(mark: Mark, later: Sequence[Mark], today: dt.date) -> Outcome:
    own = [one for one in later if one.group == mark.group]
    used = own or list(later)
    if not used:
        return Outcome(mark, reason=NO_MARK if is_due(mark.round, today) else NOT_DUE)
    low, high = median(one.score for one in used)
    found = Outcome(mark, "", "", (low, high), tuple(one.group for one in used), bool(own))
    if high - low > 1:
        return Outcome(mark, "", SPLIT, found.later, found.by)
    # Half-way between two classes, each of them is a hit.
    verdict = OVER if mark.score > high else UNDER if mark.score < low else HIT
    return Outcome(mark, verdict, "", found.later, found.by, found.is_own)


def is_due(round_id: str, today: dt.date) -> bool:
    """Whether the round a year later has begun."""
    return today >= rounds.first_day(a_year_later(round_id))


def by_figures(
    marks: Iterable[Mark],
    themes: Mapping[str, OutlookTheme],
    known: Callable[[str, str, str], Series],
    today: dt.date,
) -> list[FigureOutcome]:
    """Every mark a year ahead against each figure of its theme, the latest round first.

    Args:
        known: the series of an indicator and an area as it was known at a round.
    """
    ahead = sorted(
        (one for one in marks if one.horizon == YEAR and one.theme in themes),
        key=lambda one: one.round,
        reverse=True,
    )
    # The same for every group that marked the area.
    changes: dict[tuple[str, str, str], list[FigureChange]] = {}
    found: list[FigureOutcome] = []
    for mark in ahead:
        key = mark.round, mark.area, mark.theme
        own = themes[mark.theme].figures
        if key not in changes:
            changes[key] = [_change(mark.round, mark.area, one, known, today) for one in own]
        found += [_judged(mark, *pair) for pair in zip(own, changes[key], strict=True)]
    return found


def _change(
    round_id: str,
    area: str,
    figure: ThemeFigure,
    known: Callable[[str, str, str], Series],
    today: dt.date,
) -> FigureChange:
    if not is_due(round_id, today):
        return FigureChange(NOT_DUE)
    then = known(round_id, figure.indicator, area)
    since = known(a_year_later(round_id), figure.indicator, area)
    before = newest(then, round_id)
    if before is None or before.value is None:
        return FigureChange(NO_FIGURE)
    after = at(since, a_year_later(before.period))
    if after is None or after.value is None:
        return FigureChange(NOT_PUBLISHED, before)
    if is_broken(since, before.period, after.period):
        return FigureChange(BROKEN, before, after)
    way = figure.way(before.value, after.value)
    change = figure.change(before.value, after.value)
    if way is None:
        return FigureChange(FROM_NOTHING, before, after)
    revised = at(since, before.period)
    is_revised = (
        revised is not None
        and revised.value is not None
        and figure.way(revised.value, after.value) != way
    )
    return FigureChange("", before, after, change, way, is_revised)


def _judged(mark: Mark, figure: ThemeFigure, own: FigureChange) -> FigureOutcome:
    verdict = ""
    if own.way is not None:
        said = _sign(mark.score)
        verdict = OVER if said > own.way else UNDER if said < own.way else HIT
    changed = (own.reason, own.before, own.after, own.change, own.way, own.is_revised)
    return FigureOutcome(*changed, mark=mark, figure=figure, verdict=verdict)


def newest(series: Series, round_id: str) -> Figure | None:
    """The newest figure that a round knew; None where it was older than ``OLDEST`` years.

    Of an edition its newest; of what is known now, the newest of a period that had ended when the
    round's month began.
    """
    first = rounds.first_day(round_id)
    of_time = (
        one
        for one in reversed(series.figures)
        if one.value is not None and (series.edition or _ended(one.period, first))
    )
    found = next(of_time, None)
    if found is None or _ended(found.period, first.replace(year=first.year - OLDEST)):
        return None
    return found


def at(series: Series, period: str) -> Figure | None:
    """The figure of a period; None where the series has none."""
    return next((one for one in series.figures if one.period == period), None)


def is_broken(series: Series, before: str, after: str) -> bool:
    """Whether a new way of counting began after a period, up to another."""
    return any(one.status == "break" and before < one.period <= after for one in series.figures)


def tally(outcomes: Iterable[Outcome | FigureOutcome]) -> Tally:
    """How many were foreseen, and why others cannot be judged."""
    every = list(outcomes)
    times = Counter(one.verdict for one in every if one.verdict)
    reasons = Counter(one.reason for one in every if one.reason)
    return Tally(
        hit=times[HIT],
        over=times[OVER],
        under=times[UNDER],
        right_way=sum(isinstance(one, Outcome) and one.is_right_way for one in every),
        reasons={one: reasons[one] for one in REASONS if reasons[one]},
    )


def tallies(
    outcomes: Sequence[Outcome | FigureOutcome],
    keys: Sequence[K],
    key: Callable[[Mark], K],
) -> dict[K, Tally]:
    """The tally of each theme, group or round; those without an outcome are left out."""
    own: dict[K, list[Outcome | FigureOutcome]] = {one: [] for one in keys}
    for one in outcomes:
        own.setdefault(key(one.mark), []).append(one)
    return {name: tally(found) for name, found in own.items() if found}


def _ended(period: str, first: dt.date) -> bool:
    """Whether a period had ended before a day."""
    return _day_after(period) <= first


@lru_cache(maxsize=1024)
def _day_after(period: str) -> dt.date:
    return formats.period_start(formats.next_period(period))


def _sign(score: int) -> int:
    return (score > 0) - (score < 0)
