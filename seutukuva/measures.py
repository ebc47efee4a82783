"""The forms in which a figure can be compared: level, rate, change, index, deviation.

A count says how large an area is; what can be compared is the count per inhabitant or its change.
Pure functions of rows, so that a table, a chart and a file show the same.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import formats, wording
from seutukuva.definitions import Definitions, Indicator
from seutukuva.headlines import MOST_YEARS_BACK
from seutukuva.texts import N_

INDEX_BASE = 100
BREAK = "break"  # status of a figure that cannot be compared with those before it
Row = Mapping[str, Any]

COMPARABLE = "comparable"
LEVEL = "level"
PER_1000 = "per_1000"
CHANGE = "change"
CHANGE_YEAR = "change_year"
CHANGES = (CHANGE, CHANGE_YEAR)
INDEX = "index"
DEVIATIONS = "deviations"
TITLES = {
    COMPARABLE: N_("Comparable form"),
    LEVEL: N_("Figure as published"),
    PER_1000: N_("Per 1,000 inhabitants"),
    CHANGE: N_("Change from the previous period"),
    CHANGE_YEAR: N_("Change from the same period a year before"),
    INDEX: N_("Index, first period = 100"),
    DEVIATIONS: N_("Standard deviations from the mean of the country's areas"),
}
# Fewer areas say little about how figures spread.
FEWEST_FOR_DEVIATIONS = 8


@dataclass(frozen=True, slots=True)
class Measure:
    """A form of an indicator's figures, with what is needed to print it.

    ``unit``: short, as it stands beside a number; ``signed``: positive figures get a plus.
    """

    kind: str
    decimals: int
    unit: str
    signed: bool

    def text(self, value: float | None, status: str, language: str) -> str:
        """The figure as it is printed; a sign where there is none."""
        return formats.observation(
            value, status, self.decimals, self.unit, language, signed=self.signed
        )


def measure(indicator: Indicator, kind: str, language: str) -> Measure:
    """How an indicator is printed in a form, other than ``comparable``."""
    unit = wording.unit(indicator, language)
    if kind == PER_1000:
        return Measure(kind, 1, "", indicator.display == "signed")
    if kind in CHANGES:
        if indicator.is_count:
            return Measure(kind, 1, "%", True)
        unit = formats.percentage_points(language) if unit == "%" else unit
        return Measure(kind, indicator.decimals, unit, True)
    if kind == INDEX:
        return Measure(kind, 1, "", False)
    if kind == DEVIATIONS:
        return Measure(kind, 1, "", True)
    return Measure(LEVEL, indicator.decimals, unit, indicator.display == "signed")


def is_possible(indicator: Indicator, kind: str) -> bool:
    """False for a form that makes no sense: inhabitants per inhabitant, an index of a balance."""
    if kind == PER_1000:
        # Other counts of everybody, as those of months or a projection, compare by their change.
        is_everybody = indicator.id == "population" or indicator.comparison == CHANGE
        return indicator.aggregation.method == "sum" and not is_everybody
    return not (kind == INDEX and indicator.display == "signed")


def bases(found: Definitions) -> frozenset[str]:
    """Indicators that others are a share of: how many there are compares only as a change."""
    return frozenset({one.rate.denominator for one in found.indicators.values() if one.rate})


def comparable(indicator: Indicator, base_ids: frozenset[str]) -> str:
    """The form in which areas of different size are compared."""
    form = indicator.comparison
    if not form and indicator.aggregation.method != "sum":
        form = LEVEL
    if not form:
        is_base = indicator.id in base_ids and indicator.display == "level"
        form = CHANGE if is_base else PER_1000
    # Seasons would hide a change from the month before.
    return CHANGE_YEAR if form == CHANGE and indicator.period_kind != "year" else form


def of_newest(row: Row, kind: str, indicator: Indicator) -> float | None:
    """A row of ``fct_newest`` in a form; None where it cannot be calculated.

    Args:
        row: value, status, earlier_value and population of one area.
        kind: ``level``, ``per_1000``, ``change`` or ``change_year``.
    """
    value = _figure(row["value"])
    if value is None or kind == LEVEL:
        return value
    if kind == PER_1000:
        return _per_inhabitants(value, _figure(row["population"]))
    if row["status"] == BREAK:
        return None
    return changed(_figure(row["earlier_value"]), value, indicator)


def changed(before: float | None, after: float | None, indicator: Indicator) -> float | None:
    """Change between two figures: per cent of a count, difference of anything else."""
    if before is None or after is None:
        return None
    if indicator.is_count:
        return formats.relative_change(before, after)
    # Between the rounded figures, so that it agrees with the two that a reader sees.
    return float(
        formats.rounded(after, indicator.decimals) - formats.rounded(before, indicator.decimals)
    )


def deviations(values: Mapping[str, float], of: int | None = None) -> dict[str, float]:
    """Each value's distance from the mean in standard deviations; empty where they are alike.

    Args:
        of: how many areas of the kind there are; empty with figures of fewer than half of them.
    """
    if len(values) < FEWEST_FOR_DEVIATIONS or (of is not None and 2 * len(values) < of):
        return {}
    mean, spread = statistics.fmean(values.values()), statistics.pstdev(values.values())
    return {key: (value - mean) / spread for key, value in values.items()} if spread else {}


@dataclass(frozen=True, slots=True)
class _Series:
    """The figures of one area by period, and the periods that cannot be compared with earlier."""

    figures: Mapping[str, float | None]
    breaks: tuple[str, ...]

    def at(self, period: str, seen_from: str) -> float | None:
        """A figure that can be compared with that of another period; None across a break."""
        first, last = sorted((period, seen_from))
        if any(first < one <= last for one in self.breaks):
            return None
        return self.figures.get(period)


def _series(rows: Sequence[Row]) -> _Series:
    return _Series({str(row["period"]): _figure(row["value"]) for row in rows}, _breaks(rows))


def _breaks(rows: Sequence[Row]) -> tuple[str, ...]:
    return tuple(str(row["period"]) for row in rows if row["status"] == BREAK)


def course(
    rows: Sequence[Row],
    kind: str,
    indicator: Indicator,
    population: Mapping[str, float] | None = None,
    base_period: str = "",
) -> list[dict[str, Any]]:
    """The rows of one area and indicator in a form; what cannot be calculated is missing.

    Nothing is compared across a break in the series.

    Args:
        rows: period, value and status, in any order.
        kind: any form but ``deviations``.
        population: inhabitants by year, for ``per_1000``.
        base_period: the period whose figure is 100, for ``index``.
    """
    series = _series(rows)

    def one(period: str, value: float | None) -> float | None:
        if value is None or kind == LEVEL:
            return value
        if kind == PER_1000:
            return _per_inhabitants(value, (population or {}).get(period[:4]))
        if kind == INDEX:
            base = series.at(base_period, period)
            return value / base * INDEX_BASE if base and base > 0 else None
        earlier = (
            formats.same_period_last_year(period)
            if kind == CHANGE_YEAR
            else formats.previous_period(period)
        )
        return changed(series.at(earlier, period), value, indicator)

    made = []
    for row in sorted(rows, key=lambda row: str(row["period"])):
        period = str(row["period"])
        known = series.figures[period]
        value = one(period, known)
        status = str(row["status"])
        if value is None and known is not None:
            status = "missing"
        made.append({**row, "value": value, "status": status})
    return made


def change_since(
    rows: Sequence[Row], earlier: str, period: str, indicator: Indicator
) -> tuple[float | None, str]:
    """Change of one area between two periods, and its status; none across a break.

    Args:
        rows: period, value and status of the area, in any order.
    """
    series = _series(rows)
    value = changed(series.at(earlier, period), series.figures.get(period), indicator)
    known = (str(row["status"]) for row in rows if str(row["period"]) == period)
    return value, "missing" if value is None else next(known)


def earlier_period(courses: Mapping[str, Sequence[Row]], kind: str, period: str) -> str:
    """The one period that all areas' figures of a period are compared with; empty without any.

    Of a month or quarter it is the one before or, for ``change_year``, the same a year before. A
    yearly statistic may have left out a year: it is the newest year, two before at most, of which
    at least half of the areas have a figure, so that a change is over the same time everywhere.

    Args:
        courses: the rows of each area.
        kind: ``change`` or ``change_year``.
    """
    if formats.period_kind(period) != "year":
        back = formats.same_period_last_year if kind == CHANGE_YEAR else formats.previous_period
        return back(period)
    known = [
        {str(row["period"]) for row in rows if _figure(row["value"]) is not None}
        for rows in courses.values()
    ]
    known = [one for one in known if period in one]
    years = [str(int(period) - back) for back in range(1, MOST_YEARS_BACK + 1)]
    counts = {year: sum(year in one for one in known) for year in years}
    common = [year for year in years if counts[year] and 2 * counts[year] >= len(known)]
    return next(iter(common), next((year for year in years if counts[year]), ""))


def common_base(courses: Mapping[str, Sequence[Row]]) -> str:
    """The first period in which every area has a figure above zero; empty where there is none.

    It does not lie before a break in any of the series. The newest period of all is no base:
    every area would be 100 and nothing told.
    """
    shared: set[str] | None = None
    for rows in courses.values():
        own = {str(row["period"]) for row in rows if (_figure(row["value"]) or 0) > 0}
        shared = own if shared is None else shared & own
    everything = [row for rows in courses.values() for row in rows]
    broken = max(_breaks(everything), default="")
    known = (str(row["period"]) for row in everything if _figure(row["value"]) is not None)
    newest = max(known, default="")
    return min((one for one in shared or () if broken <= one < newest), default="")


def _per_inhabitants(value: float, population: float | None) -> float | None:
    return value / population * wording.PER_INHABITANTS if population else None


def _figure(value: Any) -> float | None:
    return None if formats.is_missing(value) else float(value)
