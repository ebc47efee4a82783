"""A population through the years: what was, where it leads, and what else may become of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seutukuva import formats
from seutukuva.charts import axes
from seutukuva.charts.direct_labels import labelled
from seutukuva.charts.specification import (
    Axis,
    ChartSpecification,
    Point,
    Role,
    Series,
    Table,
)
from seutukuva.charts.wording import Translate, sentences, untranslated

PLOT_HEIGHT = 320
LABEL_WIDTH = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One course of inhabitants by year; role "ahead" is the one whose span is drawn."""

    key: str
    name: str
    role: Role
    figures: Mapping[int, float]


Span = tuple[int, float, float]


def population_course(
    lines: Sequence[Line],
    span: Sequence[Span],
    *,
    title: str,
    language: str,
    source: str = "",
    notes: Sequence[str] = (),
    said: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """Lines over years, and the span between a low and a high variant.

    Args:
        lines: each with at least one figure; years without one are gaps.
        span: year, low and high, the earliest first.
        said: sentences that the text alternative ends with.
    """
    chart = _Chart(tuple(lines), tuple(span), language, _)
    values = [value for one in lines for value in one.figures.values()]
    values += [end for _year, *ends in span for end in ends]
    years = [year for one in lines for year in one.figures]
    y_axis = axes.value_axis(
        min(values), max(values), language=language, unit=_("persons"), finest=1.0
    )
    cut = "" if y_axis.has_zero else _("The vertical axis does not start at zero.")
    series, height = chart.labelled(y_axis)
    return ChartSpecification(
        kind="trend",
        title=title,
        subtitle=sentences(f"{_('persons')}.", cut),
        unit=_("persons"),
        decimals=0,
        language=language,
        alternative=sentences(f"{title}.", *chart.ends(), said),
        table=chart.table(),
        source=source,
        notes=tuple(notes),
        height=height,
        x_axis=axes.time_axis(min(years), max(years), "year", language),
        y_axis=y_axis,
        series=series,
        fan=tuple((float(year), low, high) for year, low, high in span),
    )


@dataclass(frozen=True, slots=True)
class _Chart:
    lines: tuple[Line, ...]
    span: tuple[Span, ...]
    language: str
    translate: Translate

    def figure(self, value: float | None) -> str:
        """A number of inhabitants; "" for none."""
        return "" if value is None else formats.number(value, 0, self.language)

    def told(self, line: Line, year: int) -> str:
        """ "If nobody moved, 2040: 19,689"."""
        _ = self.translate
        words = _("{line}, {year}: {value}")
        return words.format(line=line.name, year=year, value=self.figure(line.figures[year]))

    def ends(self) -> list[str]:
        """Where each line ends, in words, and the span there."""
        _ = self.translate
        found = [f"{self.told(line, max(line.figures))}." for line in self.lines]
        if self.span:
            year, low, high = self.span[-1]
            words = _("Between low and high, {year}: {low} … {high}.")
            found.append(words.format(year=year, low=self.figure(low), high=self.figure(high)))
        return found

    def labelled(self, axis: Axis) -> tuple[tuple[Series, ...], int]:
        """The lines with direct labels that do not cover each other, and the height they need."""
        found = [self._series(line, order) for order, line in self._orders()]
        return labelled(found, axis, width=LABEL_WIDTH, height=PLOT_HEIGHT)

    def _orders(self) -> list[tuple[int, Line]]:
        """Each line with its number within its role."""
        return [
            (sum(before.role == line.role for before in self.lines[:place]), line)
            for place, line in enumerate(self.lines)
        ]

    def _series(self, line: Line, order: int) -> Series:
        status = "estimated" if line.role == "ahead" else "final"
        points = tuple(
            Point(
                float(year),
                str(year),
                line.figures[year],
                status,
                self.told(line, year),
                year - 1 in line.figures,
            )
            for year in sorted(line.figures)
        )
        return Series(
            line.key, line.name, line.role, order, points, self.told(line, max(line.figures))
        )

    def table(self) -> Table:
        """A row a year; a column each line, and the ends of the span."""
        _ = self.translate
        lows = {year: low for year, low, _high in self.span}
        highs = {year: high for year, _low, high in self.span}
        columns = [(one.name, one.figures) for one in self.lines]
        columns += [(_("Low"), lows), (_("High"), highs)] if self.span else []
        years = sorted({year for _name, figures in columns for year in figures})
        values = [[figures.get(year) for _name, figures in columns] for year in years]
        return Table(
            columns=(_("Year"), *(name for name, _figures in columns)),
            rows=tuple(
                (str(year), *map(self.figure, row)) for year, row in zip(years, values, strict=True)
            ),
            values=tuple((str(year), *row) for year, row in zip(years, values, strict=True)),
            note=f"{_('persons')}.",
        )
