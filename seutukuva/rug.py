"""Areas side by side: a matrix of indicators and areas, each figure with its mark.

Pure: rows come in, a matrix ready to be printed goes out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seutukuva import measures, verdicts
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses
from seutukuva.measures import Measure
from seutukuva.profile import Everywhere, denominators_of

Figure = tuple[float | None, str]  # and its status

NO_FIGURE: Figure = (None, "missing")
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
class Company:
    """The areas of one kind in the country, among which an area of that kind has its place.

    Attributes:
        area_ids: all of them, also those without a figure.
        figures: the newest in comparable form.
    """

    kind: str
    area_ids: frozenset[str]
    figures: Everywhere


@dataclass(frozen=True, slots=True)
class Among:
    """Who the areas of a kind are placed among in one row.

    Attributes:
        known: areas of the kind in the country that have a figure of the period.
        of: all areas of the kind in the country.
        is_placed: those known are enough to say who is in which quarter.
    """

    kind: str
    known: int
    of: int
    is_placed: bool


@dataclass(frozen=True, slots=True)
class RugRow:
    """One indicator at one period in every area of the matrix.

    Attributes:
        earlier: the period that changes are since; empty where there are none.
        base: the period that is 100 in an index; empty in any other form, or without one.
        underlying: the form of the figures whose standard deviations these are; else empty.
        among: whom the areas are placed among, by kind; none in a form that does not compare.
    """

    indicator: Indicator
    period: str
    measure: Measure
    cells: tuple[RugCell, ...]
    earlier: str = ""
    base: str = ""
    underlying: str = ""
    among: tuple[Among, ...] = ()


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """One row being made: its form and period, and what its figures are related to.

    ``country`` are figures of the areas of each kind in the country, in the form of the row;
    empty in a form that does not compare areas of different size.
    """

    indicator: Indicator
    form: str
    period: str
    earlier: str
    base: str
    country: Mapping[str, Mapping[str, float]]


class Rug:
    """Makes the rows of a matrix.

    Args:
        courses: series of all areas of the matrix and the benchmark, with ``population`` and
            the denominators of shares.
        companies: those among whom the areas of the matrix have their places. An area of a kind
            that is not there has none: a municipality has no place among sub-regions.
        base_ids: indicators that others are a share of.
    """

    def __init__(
        self,
        courses: Courses,
        companies: Sequence[Company],
        base_ids: frozenset[str],
        language: str,
    ) -> None:
        self._courses = courses
        self._companies = {one.kind: one for one in companies}
        self._kinds = {area: one.kind for one in companies for area in one.area_ids}
        self._base_ids = base_ids
        self._language = language

    def row(self, indicator: Indicator, area_ids: Sequence[str], choice: Choice) -> RugRow | None:
        """One indicator in all areas, at the newest period of any; None without any figure."""
        comparable = measures.comparable(indicator, self._base_ids)
        form = comparable if choice.value == measures.COMPARABLE else choice.value
        if not measures.is_possible(indicator, form):
            return None
        newest = [self._courses.newest(one, indicator) for one in area_ids]
        # The newest period of any area: another's older figure is not put beside it unseen.
        period = max((one.period for one in newest if one), default="")
        if not period:
            return None
        asked = self._asked(indicator, area_ids, form, period)
        figures = self._figures(asked, area_ids)
        spreads = {
            kind: verdicts.spread(values.values(), len(self._companies[kind].area_ids))
            for kind, values in asked.country.items()
        }
        if choice.marks == BENCHMARK:
            marks = self._against_benchmark(asked, figures, choice.benchmark_id)
        else:
            marks = self._positions(spreads, figures)
        measure = measures.measure(indicator, form, self._language)
        return RugRow(
            indicator,
            period,
            measure,
            tuple(
                RugCell(one, value, status, measure.text(value, status, self._language), marks[one])
                for one, (value, status) in figures.items()
            ),
            earlier=asked.earlier,
            base=asked.base,
            underlying=comparable if form == measures.DEVIATIONS else "",
            among=tuple(
                Among(
                    kind,
                    len(self._companies[kind].figures.at(indicator.id, period)),
                    len(self._companies[kind].area_ids),
                    spread is not None,
                )
                for kind, spread in spreads.items()
            ),
        )

    def _asked(
        self, indicator: Indicator, area_ids: Sequence[str], form: str, period: str
    ) -> _Asked:
        comparable = measures.comparable(indicator, self._base_ids)
        there = {one: self._courses.series(one, indicator.id) for one in area_ids}
        there = {one: rows for one, rows in there.items() if rows}
        # Deviations may be those of a change.
        since = comparable if form == measures.DEVIATIONS else form
        earlier = measures.earlier_period(there, since, period) if since in measures.CHANGES else ""
        base = measures.common_base(there) if form == measures.INDEX else ""
        # To a yearly figure the period before is the year before.
        is_yearly = indicator.period_kind == "year" and form == measures.CHANGE_YEAR
        compares = (measures.CHANGE if is_yearly else form) in (comparable, measures.DEVIATIONS)
        country = self._country(indicator.id, form, period) if compares else {}
        return _Asked(indicator, form, period, earlier, base, country)

    def _country(self, indicator_id: str, form: str, period: str) -> dict[str, dict[str, float]]:
        """The country's figures in the form of the row, by kind of area."""
        known = {
            kind: one.figures.at(indicator_id, period) for kind, one in self._companies.items()
        }
        if form != measures.DEVIATIONS:
            return known
        return {
            kind: measures.deviations(values, len(self._companies[kind].area_ids))
            for kind, values in known.items()
        }

    def _figures(self, asked: _Asked, area_ids: Sequence[str]) -> dict[str, Figure]:
        if asked.form == measures.DEVIATIONS:
            known = {one: value for of in asked.country.values() for one, value in of.items()}
            return {one: (known[one], "final") if one in known else NO_FIGURE for one in area_ids}
        return {one: self._figure(asked, one) for one in area_ids}

    def _figure(self, asked: _Asked, area_id: str) -> Figure:
        rows = self._courses.series(area_id, asked.indicator.id)
        if asked.form in measures.CHANGES:
            return measures.change_since(rows, asked.earlier, asked.period, asked.indicator)
        population = self._courses.inhabitants(area_id) if asked.form == measures.PER_1000 else None
        made = measures.course(rows, asked.form, asked.indicator, population, asked.base)
        at_period = ((row["value"], row["status"]) for row in made if row["period"] == asked.period)
        return next(at_period, NO_FIGURE)

    def _positions(
        self, spreads: Mapping[str, verdicts.Spread | None], figures: Mapping[str, Figure]
    ) -> dict[str, str]:
        def mark(area_id: str, value: float | None) -> str:
            spread = spreads.get(self._kinds.get(area_id, ""))
            if spread is None or value is None:
                return NONE
            return LOW if value < spread.q1 else HIGH if value > spread.q3 else MIDDLE

        return {one: mark(one, value) for one, (value, _status) in figures.items()}

    def _against_benchmark(
        self, asked: _Asked, figures: Mapping[str, Figure], benchmark_id: str
    ) -> dict[str, str]:
        marks = dict.fromkeys(figures, NONE)
        # The verdict is on the figures themselves: a change of a high figure may be low.
        if asked.form != measures.LEVEL:
            return marks
        indicator, period = asked.indicator, asked.period
        benchmark = self._courses.at(benchmark_id, indicator.id, period, "").value
        for one, (own, _status) in figures.items():
            if own is None or one == benchmark_id:
                continue
            denominator = denominators_of(indicator, one, self._courses).get(period)
            result = verdicts.compared(indicator, own, denominator, benchmark)
            words = {"lower": LOW, "similar": MIDDLE, "higher": HIGH}
            marks[one] = words.get(result.state, NONE)
        return marks
