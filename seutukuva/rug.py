"""Areas side by side: a matrix of indicators and areas, each figure with its mark.

Pure: rows come in, a matrix ready to be printed goes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import measures, verdicts
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses
from seutukuva.measures import Measure
from seutukuva.profile import Everywhere, denominators_of

Row = Mapping[str, Any]

POSITION = "position"
BENCHMARK = "benchmark"
LOW, MIDDLE, HIGH, NONE = "low", "middle", "high", "none"


@dataclass(frozen=True, slots=True)
class RugCell:
    """A figure of one area: as a number, as printed, and its mark among others."""

    area_id: str
    value: float | None
    status: str
    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class RugRow:
    """One indicator at one period in every area of the matrix."""

    indicator: Indicator
    period: str
    measure: Measure
    cells: tuple[RugCell, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader wants to see.

    Attributes:
        value: a form of ``measures``.
        marks: ``position`` among the country's areas, or against the ``benchmark``.
        benchmark_id: the area that the others are held against.
    """

    value: str
    marks: str
    benchmark_id: str


class Rug:
    """Makes the rows of a matrix.

    Args:
        courses: series of all areas of the matrix and the benchmark, with ``population`` and
            the denominators of shares.
        everywhere: newest figures of the country's areas in comparable form.
        base_ids: indicators that others are a share of.
    """

    def __init__(
        self,
        courses: Courses,
        everywhere: Everywhere,
        base_ids: frozenset[str],
        language: str,
    ) -> None:
        self._courses = courses
        self._everywhere = everywhere
        self._base_ids = base_ids
        self._language = language

    def row(self, indicator: Indicator, area_ids: Sequence[str], choice: Choice) -> RugRow | None:
        """One indicator in all areas, at the newest period of any; None without any figure."""
        form = choice.value
        if form == measures.COMPARABLE:
            form = measures.comparable(indicator, self._base_ids)
        if not measures.is_possible(indicator, form):
            return None
        newest = [self._courses.newest(one, indicator) for one in area_ids]
        # The newest period of any area: another's older figure is not put beside it unseen.
        period = max((one.period for one in newest if one), default="")
        if not period:
            return None
        measure = measures.measure(indicator, form, self._language)
        figures = self._figures(indicator, area_ids, form, period)
        marks = self._marks(indicator, form, period, figures, choice)
        cells = tuple(
            RugCell(
                one,
                figures[one][0],
                figures[one][1],
                measure.text(*figures[one], self._language),
                marks.get(one, NONE),
            )
            for one in area_ids
        )
        return RugRow(indicator, period, measure, cells)

    def _figures(
        self, indicator: Indicator, area_ids: Sequence[str], form: str, period: str
    ) -> dict[str, tuple[float | None, str]]:
        if form == measures.DEVIATIONS:
            return self._deviations(indicator, area_ids, period)
        series = {one: self._courses.series(one, indicator.id) for one in area_ids}
        base = measures.common_base({k: v for k, v in series.items() if v})
        found: dict[str, tuple[float | None, str]] = {}
        for one, rows in series.items():
            population = self._courses.inhabitants(one) if form == measures.PER_1000 else {}
            # A yearly figure is compared to the one before, which may be two years older.
            upto = [row for row in rows if str(row["period"]) <= period]
            if form in (measures.CHANGE, measures.CHANGE_YEAR) and indicator.period_kind == "year":
                found[one] = self._yearly_change(one, indicator, period)
                continue
            made = measures.course(upto, form, indicator, population, base)
            last = made[-1] if made and made[-1]["period"] == period else None
            found[one] = (last["value"], last["status"]) if last else (None, "missing")
        return found

    def _yearly_change(
        self, area_id: str, indicator: Indicator, period: str
    ) -> tuple[float | None, str]:
        newest = self._courses.newest(area_id, indicator)
        if newest is None or newest.period != period:
            return None, "missing"
        change = measures.changed(newest.earlier_value, newest.value, indicator)
        return change, newest.status if change is not None else "missing"

    def _deviations(
        self, indicator: Indicator, area_ids: Sequence[str], period: str
    ) -> dict[str, tuple[float | None, str]]:
        spread = measures.deviations(self._everywhere.at(indicator.id, period))
        return {
            one: (spread[one], "final") if one in spread else (None, "missing") for one in area_ids
        }

    def _marks(
        self,
        indicator: Indicator,
        form: str,
        period: str,
        figures: Mapping[str, tuple[float | None, str]],
        choice: Choice,
    ) -> dict[str, str]:
        if choice.marks == BENCHMARK:
            return self._against_benchmark(indicator, period, figures, choice.benchmark_id)
        # Only what compares areas of different size has a place among them.
        if form == measures.comparable(indicator, self._base_ids):
            others = list(self._everywhere.at(indicator.id, period).values())
        elif form == measures.DEVIATIONS:
            others = list(measures.deviations(self._everywhere.at(indicator.id, period)).values())
        else:
            return {}
        spread = verdicts.spread(others)
        if spread is None:
            return {}
        return {
            one: LOW if value < spread.q1 else HIGH if value > spread.q3 else MIDDLE
            for one, (value, _status) in figures.items()
            if value is not None
        }

    def _against_benchmark(
        self,
        indicator: Indicator,
        period: str,
        figures: Mapping[str, tuple[float | None, str]],
        benchmark_id: str,
    ) -> dict[str, str]:
        benchmark = self._courses.at(benchmark_id, indicator.id, period, "").value
        marks = {}
        for one in figures:
            own = self._courses.at(one, indicator.id, period, "").value
            if own is None or one == benchmark_id:
                continue
            denominator = denominators_of(indicator, one, self._courses).get(period)
            result = verdicts.compared(indicator, own, denominator, benchmark)
            words = {"lower": LOW, "similar": MIDDLE, "higher": HIGH}
            marks[one] = words.get(result.state, NONE)
        return marks
