"""What a sentence is made of: one figure, what it was before, and the same figure elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from seutukuva import formats
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses


class Trend(Protocol):
    """As much of a trend verdict as the sentences read.

    ``state``: "rising", "falling", "steady" or "not_calculated"; the last two claim nothing.
    ``judgement``: "better", "worse" or "". ``method``: "proportion" and "intervals" test five
    years, "mann_kendall" a longer series, "control_limits" the newest change of a month or quarter
    against the usual changes.
    """

    @property
    def method(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def judgement(self) -> str: ...
    @property
    def first_period(self) -> str: ...
    @property
    def last_period(self) -> str: ...


class Benchmark(NamedTuple):
    """The same figure of another area, at the same two periods; None where there is none."""

    area_id: str
    value: float | None
    earlier_value: float | None = None
    population: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to be told.

    Attributes:
        indicator: what it is; its phrase is the subject of the sentence.
        period: of the figure; empty where the area has never had one.
        value: None, or a number that is not finite, stands for "no figure"; status says why.
        earlier_period: the period that the figure is compared to; told only when it is a whole
            number of years before, so that a season is never taken for a change.
        trend: verdict over the series; only "rising" and "falling" are told.
        benchmarks: other areas in the order of interest; the first that has figures is told.
        population: inhabitants, to relate counts to; a benchmark then needs its own, too.
    """

    indicator: Indicator
    period: str
    value: float | None
    status: str = "final"
    earlier_period: str = ""
    earlier_value: float | None = None
    earlier_status: str = "final"
    trend: Trend | None = None
    benchmarks: Sequence[Benchmark | tuple[str, float | None, float | None]] = ()
    population: float | None = None

    @property
    def years_before(self) -> int:
        """Whole years between the two periods; 0 where they cannot be compared."""
        if not self.period or not self.earlier_period:
            return 0
        if formats.period_kind(self.period) != formats.period_kind(self.earlier_period):
            return 0
        gap = formats.period_index(self.period) - formats.period_index(self.earlier_period)
        years, rest = divmod(gap, formats.periods_a_year(formats.period_kind(self.period)))
        return 0 if rest or years < 0 else years

    @property
    def verdict(self) -> Trend | None:
        """The trend, if it says that the figure rises or falls up to this very period."""
        trend = self.trend
        if trend is None or trend.state not in ("rising", "falling"):
            return None
        return trend if trend.last_period == self.period else None


def newest(
    courses: Courses,
    area_id: str,
    indicator: Indicator,
    compare: Sequence[str],
    trend: Trend | None = None,
) -> Figure:
    """The newest figure of an area as the cards show it, with the same figure of other areas.

    An area that never had one gets a figure without period and value, which says just that.
    """
    own = courses.newest(area_id, indicator)
    if own is None:
        return Figure(indicator, "", None, "missing")
    elsewhere = [
        (other, courses.at(other, indicator.id, own.period, own.earlier_period))
        for other in compare
        if other != area_id
    ]
    statuses = {row["period"]: str(row["status"]) for row in courses.series(area_id, indicator.id)}
    return Figure(
        indicator,
        own.period,
        own.value,
        own.status,
        own.earlier_period,
        own.earlier_value,
        statuses.get(own.earlier_period, "missing"),
        trend,
        tuple(
            Benchmark(other, one.value, one.earlier_value, one.population)
            for other, one in elsewhere
        ),
        own.population,
    )
