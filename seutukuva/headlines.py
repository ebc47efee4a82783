"""Headline figures: the newest figure of a series and the one that it is compared to.

Chosen here and not in SQL: the rows of a few series are at hand anyway for the small trends, and
planning such a query takes a database longer than reading them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from seutukuva import formats
from seutukuva.definitions import Indicator

# A yearly figure is compared to the one before it, but not across a gap of many years.
MOST_YEARS_BACK = 2
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure and the one that it is compared to; None where there is no figure.

    Over a break in the series nothing is compared: no earlier figure.

    Attributes:
        population: inhabitants in the same year or the last one before it, to relate counts to.
    """

    period: str
    value: float | None
    status: str
    earlier_period: str = ""
    earlier_value: float | None = None
    population: float | None = None


class Courses:
    """Rows of ``pages/situation/courses``, found by area and indicator."""

    def __init__(self, rows: Iterable[Row]) -> None:
        found: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            found.setdefault((row["area_id"], row["indicator_id"]), []).append(row)
        self._series = {
            key: {row["period"]: row for row in sorted(series, key=lambda row: row["period"])}
            for key, series in found.items()
        }
        # Few series have a break, and every figure is asked for it.
        self._breaks = {
            key: breaks
            for key, series in self._series.items()
            if (breaks := [p for p, row in series.items() if row.get("status") == "break"])
        }
        # Years and inhabitants by area: asked for with every figure.
        self._counted: dict[str, tuple[list[str], list[float]]] = {}

    def beside(self, others: Courses) -> Courses:
        """These series and those of others in one; of the same series, these."""
        both = Courses(())
        both._series = others._series | self._series
        # A series of these without a break holds none of the others'.
        alien = {key: ps for key, ps in others._breaks.items() if key not in self._series}
        both._breaks = alien | self._breaks
        return both

    def series(self, area_id: str, indicator_id: str) -> list[Row]:
        """The rows of one series, oldest first."""
        return list(self._series.get((area_id, indicator_id), {}).values())

    def newest(self, area_id: str, indicator: Indicator) -> Headline | None:
        """The newest figure of an area; None where it has none."""
        figures = [row for row in self.series(area_id, indicator.id) if _has_value(row)]
        if not figures:
            return None
        period = figures[-1]["period"]
        return self.at(area_id, indicator.id, period, self._earlier(figures, indicator))

    @staticmethod
    def _earlier(figures: list[Row], indicator: Indicator) -> str:
        """The period that the newest one is compared to; empty where there is none."""
        newest = figures[-1]["period"]
        if indicator.period_kind != "year":
            year_before = formats.same_period_last_year(newest)
            return year_before if year_before in {row["period"] for row in figures} else ""
        if len(figures) < 2:
            return ""
        before = figures[-2]["period"]
        return before if int(newest) - int(before) <= MOST_YEARS_BACK else ""

    def at(self, area_id: str, indicator_id: str, period: str, earlier: str) -> Headline:
        """The figures of an area at two given periods; never compared over a break between them."""
        if self._is_broken(area_id, indicator_id, earlier, period):
            earlier = ""
        series = self._series.get((area_id, indicator_id), {})
        row = series.get(period, {})
        return Headline(
            period=period,
            value=_value(row),
            status=str(row.get("status") or "missing"),
            earlier_period=earlier,
            earlier_value=_value(series.get(earlier, {})),
            population=self._population(area_id, period[:4]),
        )

    def _is_broken(self, area_id: str, indicator_id: str, earlier: str, period: str) -> bool:
        breaks = self._breaks.get((area_id, indicator_id), ())
        return any(earlier < one <= period for one in breaks)

    def inhabitants(self, area_id: str) -> dict[str, float]:
        """Inhabitants by year; a year without a figure has those of one or two years before."""
        counted = {
            str(row["period"]): float(row["value"])
            for row in self.series(area_id, "population")
            if _has_value(row)
        }
        if not counted:
            return {}
        known: dict[str, float] = {}
        for ahead in range(MOST_YEARS_BACK, -1, -1):
            known |= {str(int(year) + ahead): number for year, number in counted.items()}
        return known

    def _population(self, area_id: str, year: str) -> float | None:
        if area_id not in self._counted:
            rows = [row for row in self.series(area_id, "population") if _has_value(row)]
            self._counted[area_id] = (
                [str(row["period"])[:4] for row in rows],
                [row["value"] for row in rows],
            )
        years, counts = self._counted[area_id]
        upto = bisect_right(years, year)
        # Monthly figures are out before their year's population is counted. Older counts are of
        # other people.
        is_known = upto and int(year) - int(years[upto - 1]) <= MOST_YEARS_BACK
        return counts[upto - 1] if is_known else None


def _has_value(row: Row) -> bool:
    return not formats.is_missing(row["value"])


def _value(row: Row) -> float | None:
    value = row.get("value")
    return None if formats.is_missing(value) else value
