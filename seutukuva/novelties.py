"""What is new between two states of the statistics, the most unusual first.

Unusual is measured against the series itself: how far the change lies from the median of the
changes before it, in robust standard deviations, |change − median| ÷ (1.4826 · MAD), where MAD is
the median absolute deviation (F. R. Hampel, 1974). A change that is ordinary for a lively series
is a sensation in a quiet one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, overload

from seutukuva import formats, verdicts
from seutukuva.definitions import Definitions, Indicator
from seutukuva.formats import finite
from seutukuva.verdicts import control, kendall

Row = Mapping[str, Any]
Series = Mapping[tuple[str, str], Sequence[Row]]

# How often chance alone turns a trend, by method of the test. Either verdict, that before or that
# now, may be one of chance: twice the rate of a test. Ranks of series that are the same but for one
# year turn together, and their p is cautious in short series: once the rate is more than enough.
TURNS_BY_CHANCE = {
    "proportion": 2 * 0.002,
    "intervals": 2 * 0.002,
    "mann_kendall": kendall.THRESHOLD,
    "control_limits": 2 * control.FALSE_ALARMS,
}
# Fewer earlier changes do not say what is usual.
FEWEST_CHANGES = 5
# A calculated future is no figure that has come in, and no record.
_PROJECTION = "projection_not_forecast"
# A record among few figures is none.
FEWEST_FOR_RECORD = 8
MOST_UNUSUAL = 100.0
_TO_DEVIATION = 1.4826
KINDS = ("new_period", "revision", "lost_period", "record_high", "record_low", "turned_trend")


@dataclass(frozen=True, slots=True)
class Novelty:
    """One thing that is new about one series.

    Attributes:
        kind: one of `KINDS`.
        period: the newest period concerned.
        before, after: of a revision both values; of a new figure the one it is compared to, the
            period before or, of months and quarters, the same period a year before; of a record
            the record until then.
        unusual: 0 and more, at most 100; 0 also where too few changes are known.
        trend_before, trend_after: states of `verdicts.Trend`, where the trend turned.
        periods: how many periods of the series are concerned.
    """

    kind: str
    indicator_id: str
    area_id: str
    period: str
    before: float | None
    after: float | None
    unusual: float
    trend_before: str = ""
    trend_after: str = ""
    periods: int = 1


@dataclass(frozen=True, slots=True)
class Novelties(Sequence[Novelty]):
    """All that is new, the most unusual first, and how many trends were tested to find it.

    Attributes:
        tested: number of tests by method, as `verdicts.Trend` names them.
    """

    items: tuple[Novelty, ...]
    tested: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, place: int) -> Novelty: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Novelty, ...]: ...

    def __getitem__(self, place: int | slice) -> Novelty | tuple[Novelty, ...]:
        return self.items[place]

    @property
    def tests(self) -> int:
        """How many trends were tested."""
        return sum(self.tested.values())

    @property
    def expected_false_alarms(self) -> float:
        """How many trends would seem to turn by chance alone in those tests."""
        return expected_false_alarms(self.tested)


def expected_false_alarms(tested: Mapping[str, int]) -> float:
    """Trends that chance alone turns in so many tests of each method, each at its own rate."""
    return sum(TURNS_BY_CHANCE[method] * n for method, n in tested.items())


@dataclass(frozen=True, slots=True)
class _Change:
    """Both states of one series, by period.

    Attributes:
        comparable: the figures of `after` from the newest break in the series on; those before it
            were counted in another way.
    """

    indicator: Indicator
    area_id: str
    before: Mapping[str, float]
    after: Mapping[str, float]
    comparable: Mapping[str, float]

    @property
    def is_projection(self) -> bool:
        """True if the figures are a calculated future."""
        return _PROJECTION in self.indicator.caveats

    @property
    def new(self) -> list[str]:
        return sorted(set(self.after) - set(self.before))

    @property
    def lost(self) -> list[str]:
        return sorted(set(self.before) - set(self.after))

    @property
    def revised(self) -> list[str]:
        both = set(self.before) & set(self.after)
        return sorted(period for period in both if self.before[period] != self.after[period])

    def novelty(self, kind: str, period: str, unusual: float, **more: Any) -> Novelty:
        """A novelty of this series with the values of the period itself."""
        given = {"before": self.before.get(period), "after": self.after.get(period)} | more
        return Novelty(kind, self.indicator.id, self.area_id, period, unusual=unusual, **given)


def novelties(before: Series, after: Series, definitions: Definitions) -> Novelties:
    """What is new in `after`.

    Args:
        before, after: rows of `period`, `value` and `status` by indicator and area. Denominators
            of shares are taken from the same series, so that trends are tested as on the pages.
    """
    found: list[Novelty] = []
    tested: Counter[str] = Counter()
    for key in sorted({*before, *after}):
        indicator = definitions.indicators.get(key[0])
        if indicator is None:
            continue
        values = _values(after.get(key))
        change = _Change(
            indicator, key[1], _values(before.get(key)), values, _comparable(values, after.get(key))
        )
        if change.before == change.after:
            continue
        found += _of_figures(change)
        turned, method = _turned(change, before, after)
        found += turned
        tested.update(method)
    found.sort(key=lambda one: (-one.unusual, one.indicator_id, one.area_id, one.kind))
    return Novelties(tuple(found), tested)


def _values(rows: Sequence[Row] | None) -> dict[str, float]:
    figures = {row["period"]: finite(row["value"]) for row in rows or ()}
    return {period: value for period, value in figures.items() if value is not None}


def _comparable(values: Mapping[str, float], rows: Sequence[Row] | None) -> dict[str, float]:
    """The figures that can be compared with the newest one."""
    breaks = [row["period"] for row in rows or () if row.get("status") == "break"]
    since = max((period for period in breaks if period in values), default="")
    return {period: value for period, value in values.items() if period >= since}


def _of_figures(change: _Change) -> list[Novelty]:
    usual = _Usual(change)
    found = []
    if change.new and not change.is_projection:
        period = change.new[-1]
        unusual = usual.of_period(period)
        earlier = _compared_to(period, change.indicator)
        found.append(
            change.novelty(
                "new_period",
                period,
                unusual,
                before=change.comparable.get(earlier),
                periods=len(change.new),
            )
        )
    if change.revised:
        sizes = {one: abs(change.after[one] - change.before[one]) for one in change.revised}
        # Of equal ones the newest.
        period = max(change.revised, key=lambda one: (sizes[one], one))
        unusual = usual.of_size(sizes[period])
        found.append(change.novelty("revision", period, unusual, periods=len(change.revised)))
    if change.lost:
        found.append(change.novelty("lost_period", change.lost[-1], 0.0, periods=len(change.lost)))
    return found + _record(change, usual)


def _record(change: _Change, usual: _Usual) -> list[Novelty]:
    """The newest figure, if it is new or revised, beyond all before it that compare with it."""
    # A series that was not there before breaks no record.
    if not change.before or not change.after or change.is_projection:
        return []
    newest = max(change.after)
    earlier = [value for period, value in change.comparable.items() if period != newest]
    value = change.after[newest]
    if change.before.get(newest) == value or len(earlier) < FEWEST_FOR_RECORD:
        return []
    unusual = usual.of_period(newest)
    if value > max(earlier):
        return [change.novelty("record_high", newest, unusual, before=max(earlier))]
    if value < min(earlier):
        return [change.novelty("record_low", newest, unusual, before=min(earlier))]
    return []


def _compared_to(period: str, indicator: Indicator) -> str:
    """The period whose figure a change is counted from: without the season."""
    if indicator.period_kind == "year":
        return formats.previous_period(period)
    return formats.same_period_last_year(period)


class _Usual:
    """How a series usually changes, and how unusual a change of it is."""

    def __init__(self, change: _Change) -> None:
        self._indicator = change.indicator
        self._changes = {
            period: value - change.comparable[earlier]
            for period, value in change.comparable.items()
            if (earlier := _compared_to(period, change.indicator)) in change.comparable
        }

    def of_period(self, period: str) -> float:
        """How unusual the change up to a period is, among those before it."""
        if period not in self._changes:
            return 0.0
        earlier = [one for at, one in self._changes.items() if at < period]
        return self._robust(self._changes[period], earlier, median(earlier) if earlier else 0.0)

    def of_size(self, size: float) -> float:
        """How large a correction is beside the usual spread of changes."""
        return self._robust(size, list(self._changes.values()), 0.0)

    def _robust(self, change: float, usual: Sequence[float], middle: float) -> float:
        if len(usual) < FEWEST_CHANGES:
            return 0.0
        centre = median(usual)
        deviation = _TO_DEVIATION * median(abs(one - centre) for one in usual)
        # Published figures are rounded: half a unit of the last digit is always usual.
        deviation = max(deviation, 0.5 * 10.0**-self._indicator.decimals)
        return min(abs(change - middle) / deviation, MOST_UNUSUAL)


def _turned(change: _Change, before: Series, after: Series) -> tuple[list[Novelty], list[str]]:
    """A trend that is told differently now, and the method of the test, if there was one."""
    old, new = (_trend(change, series) for series in (before, after))
    if not new.is_calculated:
        return [], []
    if not old.is_calculated or old.state == new.state:
        return [], [new.method]
    period = max(change.after)
    unusual = _Usual(change).of_period(period)
    turned = change.novelty(
        "turned_trend", period, unusual, trend_before=old.state, trend_after=new.state
    )
    return [turned], [new.method]


def _trend(change: _Change, series: Series) -> verdicts.Trend:
    rows = series.get((change.indicator.id, change.area_id), ())
    rate = change.indicator.rate
    bases = _values(series.get((rate.denominator, change.area_id))) if rate else None
    return verdicts.trend(change.indicator, rows, bases)
