"""Which monthly series have just left their usual variation, and which cannot be watched.

A month is held against the usual changes from a year before of its own series, as
`seutukuva.verdicts.control` tells them: XmR limits (D. J. Wheeler, Understanding Variation, 1993),
widened where figures follow each other. They come from the newest unbroken stretch: never over a
gap or a break in the series. A jump that ends within a year is outside twice, when it comes and a
year later; the second time is told apart (`Watched.is_echo`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from seutukuva import formats
from seutukuva.definitions import Indicator
from seutukuva.verdicts import control
from seutukuva.verdicts.control import OUTSIDE, ControlPoint, Limits
from seutukuva.verdicts.series import Point, Row, Stretch, newest_points, newest_stretch

# The newest month is outside; it was within the last twelve, and is back; it was not.
NOW, BACK, USUAL = "now", "back", "usual"
# Why a series is not watched: it has no figure; its newest figure is more than a year older than
# the newest of all; a month is missing, or a new way of counting began, too lately; too few.
NONE, OLD, GAP, BROKEN, FEW = "none", "old", "gap", "broken", "few"
STATES = (NOW, BACK, USUAL)
REASONS = (GAP, BROKEN, FEW, OLD, NONE)
# Months in which a series that is back within its limits is still told of, and in which a newest
# figure is still new.
MONTHS = 12
_NARROWEST = 1e-9
# So many months outside are a year: a jump that lasts leaves its limits after twelve.
_A_YEAR = 11


@dataclass(frozen=True, slots=True)
class Watched:
    """One series of one area, and what is to be said of its newest months.

    Attributes:
        state: one of `STATES`, or "" where it is not watched.
        reason: one of `REASONS` where it is not watched, else "".
        newest: period of its newest figure; "" without any.
        since, until: first and last month of the newest run outside, on one side.
        period: the month that `value`, `before` and `change` are of: the last one outside, of a
            series within its limits the newest.
        value, before: the figure of that month and of the same month a year before.
        change: `value` less `before`.
        reach: how far a usual change lies from zero at most.
        figures, needed: how many figures stand in a row up to the newest, and how many it takes.
        stretch: first and last month of the newest figures in a row.
        earlier: last month before the gap that ends them; "" where there is none.
        is_echo: it is outside only because a jump of a year before has ended: its level is what
            it was two years before.
        has_settled: it is back within the usual changes because the jump has become its level.
        crossed: how many of the months that the limits come from lie outside them.
        limits: with the newest differences and the figures that they come from; also of a series
            that is not watched, if limits could be told of an earlier stretch.
    """

    indicator_id: str
    area_id: str
    state: str = ""
    reason: str = ""
    newest: str = ""
    since: str = ""
    until: str = ""
    period: str = ""
    value: float = 0.0
    before: float = 0.0
    change: float = 0.0
    reach: float = 0.0
    figures: int = 0
    needed: int = 0
    stretch: tuple[str, str] = ("", "")
    earlier: str = ""
    is_echo: bool = False
    has_settled: bool = False
    crossed: int = 0
    limits: Limits | None = None

    @property
    def is_finding(self) -> bool:
        """Whether it is, or was in the last twelve months, outside."""
        return self.state in (NOW, BACK)

    @property
    def direction(self) -> int:
        """1 where the change is upwards, −1 downwards, else 0."""
        return (self.change > 0) - (self.change < 0)

    @property
    def months(self) -> int:
        """How many months the newest run outside has lasted."""
        if not self.since:
            return 0
        return formats.period_index(self.until) - formats.period_index(self.since) + 1

    @property
    def by_chance(self) -> float:
        """How likely its newest figure is outside without anything new: as often as it was before.

        What is promised holds where figures vary evenly. Small numbers that come in bursts, as
        those laid off in a small municipality, leave any limits more often.
        """
        return max(control.FALSE_ALARMS, self.crossed / self.limits.n) if self.limits else 0.0


@dataclass(frozen=True, slots=True)
class Watch:
    """Every series looked at, findings first: those of now, then the largest; echoes last."""

    series: tuple[Watched, ...]

    @property
    def findings(self) -> tuple[Watched, ...]:
        """Those that are outside, or were in the last twelve months."""
        return tuple(one for one in self.series if one.is_finding)

    def told(self, state: str) -> int:
        """How many findings are in a state, without those that only echo an earlier one."""
        return sum(one.state == state and not one.is_echo for one in self.series)

    @property
    def echoes(self) -> int:
        """How many findings only echo an earlier one."""
        return sum(one.is_echo for one in self.series)

    @property
    def newest(self) -> str:
        """The newest month of the watched series; "" where none is watched."""
        return max((one.newest for one in self.watched), default="")

    @property
    def watched(self) -> tuple[Watched, ...]:
        """Those with limits for their newest figure."""
        return tuple(one for one in self.series if one.state)

    @property
    def by_chance(self) -> float:
        """How many of the newest figures are outside without anything new."""
        return sum(one.by_chance for one in self.watched)

    @property
    def by_chance_in_a_year(self) -> float:
        """How many figures of the last twelve months are outside without anything new."""
        return MONTHS * self.by_chance

    def reasons(self) -> Counter[str]:
        """How many series are not watched, by reason."""
        return Counter(one.reason for one in self.series if one.reason)


def watch(
    indicators: Sequence[Indicator],
    area_ids: Sequence[str],
    series: Callable[[str, str], Iterable[Row]],
) -> Watch:
    """What the monthly series of some areas show.

    Args:
        indicators: those that are not counted by month are left out.
        series: the rows of an area and an indicator: `period`, `value`, `status`.
    """
    monthly = [one for one in indicators if one.period_kind == "month"]
    known = {
        (one.id, area_id): newest_points(series(area_id, one.id))
        for one in monthly
        for area_id in area_ids
    }
    now = max((points[-1].at for points in known.values() if points), default=0)
    found = [
        watched(one, area_id, known[one.id, area_id], now)
        for one in monthly
        for area_id in area_ids
    ]
    # Findings by weight; the others as they were asked for.
    return Watch(tuple(sorted(found, key=lambda one: (_rank(one), -_weight(one)))))


def _rank(one: Watched) -> int:
    return 2 if one.is_echo else {NOW: 0, BACK: 1}.get(one.state, 3)


def _weight(one: Watched) -> float:
    """How far outside: the change in limits, which may have no width."""
    return abs(one.change) / max(one.reach, _NARROWEST) if one.is_finding else 0.0


def watched(indicator: Indicator, area_id: str, points: Sequence[Point], now: int) -> Watched:
    """One series.

    Args:
        points: its figures, oldest first.
        now: place on the time axis of the newest figure of all series.
    """
    if not points:
        return Watched(indicator.id, area_id, reason=NONE)
    stretch = newest_stretch(points)
    year = control.periods_a_year(points[-1])
    tested = control.newest_differences(points)
    limits = control.limits_of_differences(tested, 10.0**-indicator.decimals)
    newest = points[-1]
    told = Watched(
        indicator.id,
        area_id,
        newest=newest.period,
        figures=len(stretch.points),
        needed=control.figures_needed(year),
        stretch=(stretch.points[0].period, newest.period),
        earlier=_earlier(points, stretch),
        limits=limits,
    )
    if newest.at < now - MONTHS:
        return replace(told, reason=OLD)
    # The newest differences may be of a stretch before a gap: they say nothing of now.
    if limits is None or tested[-1].at != newest.at:
        return replace(told, reason={"gap": GAP, "break": BROKEN}.get(stretch.cut, FEW))
    crossed = sum(abs(one.value) > limits.upper for one in tested[: limits.n])
    known = {point.period: point.value for point in points}
    return _seen(replace(told, crossed=crossed), limits, known)


def _earlier(points: Sequence[Point], stretch: Stretch) -> str:
    """The last figure before the gap that the newest stretch begins after."""
    place = len(points) - len(stretch.points)
    return points[place - 1].period if stretch.cut == "gap" and place else ""


def _seen(told: Watched, limits: Limits, figures: dict[str, float]) -> Watched:
    """What the newest twelve months of a series with limits show."""
    run = newest_run(limits.points)
    shown = run[-1] if run else limits.points[-1]
    state = USUAL
    if run:
        state = NOW if run[-1].period == limits.points[-1].period else BACK
    newest = limits.points[-1].period
    return replace(
        told,
        state=state,
        since=run[0].period if run else "",
        until=run[-1].period if run else "",
        period=shown.period,
        value=figures[shown.period],
        before=figures[formats.same_period_last_year(shown.period)],
        change=shown.value,
        reach=limits.upper,
        is_echo=bool(run) and _echoes(shown, limits, figures),
        has_settled=state == BACK
        and len(run) >= _A_YEAR
        and not _is_level_of_before(newest, limits, figures),
    )


def _echoes(shown: ControlPoint, limits: Limits, figures: dict[str, float]) -> bool:
    """Whether a month is outside because one a year before was, on the other side."""
    earlier = formats.same_period_last_year(shown.period)
    jumped = any(
        one.period == earlier and one.signal == OUTSIDE and one.value * shown.value < 0
        for one in limits.points
    )
    return jumped and _is_level_of_before(shown.period, limits, figures)


def _is_level_of_before(period: str, limits: Limits, figures: dict[str, float]) -> bool:
    """Whether a figure differs from that of two years before as little as it usually does."""
    before = formats.same_period_last_year(formats.same_period_last_year(period))
    return before in figures and abs(figures[period] - figures[before]) <= limits.upper


def newest_run(points: Sequence[ControlPoint]) -> list[ControlPoint]:
    """The newest run outside on one side that reaches into the last twelve months; else empty."""
    run: list[ControlPoint] = []
    for place in range(len(points) - 1, -1, -1):
        point = points[place]
        if run and (point.signal != OUTSIDE or (point.value > 0) != (run[-1].value > 0)):
            break
        if point.signal == OUTSIDE:
            run.append(point)
        elif place <= len(points) - MONTHS:
            break
    return run[::-1]
