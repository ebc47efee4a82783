"""A KPI against its targets: its course, the way to each target, and where the course leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seutukuva import formats
from seutukuva.charts import axes
from seutukuva.charts.direct_labels import labelled
from seutukuva.charts.observations import Indicator
from seutukuva.charts.specification import (
    Axis,
    ChartSpecification,
    Point,
    Series,
    Table,
)
from seutukuva.charts.wording import Translate, Wording, sentences, untranslated, wording

PLOT_HEIGHT = 240
LABEL_WIDTH = 18


@dataclass(frozen=True, slots=True)
class Told:
    """One figure of the course; `note` follows it where it is pointed at."""

    period: str
    value: float
    status: str = "final"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A target: from where and when, to what and by when."""

    begins: str
    baseline: float
    ends: str
    target: float


@dataclass(frozen=True, slots=True)
class Led:
    """Where the course leads at a moment in years (2030.5: the middle of 2030), with its span."""

    moment: float
    value: float
    low: float
    high: float


def target_course(
    figures: Sequence[Told],
    ways: Sequence[Way],
    leads: Sequence[Led],
    *,
    indicator: Indicator,
    language: str,
    place: str,
    source: str = "",
    notes: Sequence[str] = (),
    verdict: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """Lines over time: the course on top, targets dashed, a projection dotted in its span.

    Args:
        figures: oldest first.
        ways: targets in force, the nearest first.
        leads: from the newest figure on; empty without a projection.
        place: name of the area.
        verdict: sentences that the text alternative ends with.
    """
    words = wording(indicator, language, _)
    chart = _Chart(tuple(figures), tuple(ways), tuple(leads), words, place)
    empty = ChartSpecification(
        kind="trend",
        title=words.title,
        subtitle=words.subtitle(place),
        unit=words.measure,
        decimals=words.decimals,
        language=language,
        alternative=words.nothing([]),
        table=Table(),
        source=source,
        notes=tuple(notes),
        height=160,
    )
    if not figures and not ways:
        return empty
    x_axis, y_axis = chart.across(), chart.up()
    series, height = labelled(chart.series(), y_axis, width=LABEL_WIDTH, height=PLOT_HEIGHT)
    return replace(
        empty,
        alternative=sentences(chart.said(), verdict),
        table=chart.table(),
        notes=tuple(one for one in (chart.span_said(), *notes) if one),
        height=height,
        x_axis=x_axis,
        y_axis=y_axis,
        zero_line=y_axis.low < 0 < y_axis.high,
        series=series,
        fan=chart.fan(y_axis),
    )


@dataclass(frozen=True, slots=True)
class _Chart:
    figures: tuple[Told, ...]
    ways: tuple[Way, ...]
    leads: tuple[Led, ...]
    words: Wording
    place: str

    @property
    def kind(self) -> str:
        """Of the axis: that of the figures, else of the baseline."""
        first = self.figures[0].period if self.figures else self.ways[0].begins
        return formats.period_kind(first)

    def at(self, period: str) -> float:
        """Where a period stands on the axis: its middle, whatever its length."""
        own = formats.periods_a_year(formats.period_kind(period))
        return self.of_moment((formats.period_index(period) + 0.5) / own)

    def of_moment(self, moment: float) -> float:
        """Where a moment in years stands on the axis."""
        return moment * formats.periods_a_year(self.kind) - 0.5

    def across(self) -> Axis:
        """The time axis, with all targets on it."""
        places = [self.at(one.period) for one in self.figures]
        places += [self.at(end) for way in self.ways for end in (way.begins, way.ends)]
        first, last = round(min(places)), round(max(places))
        return axes.time_axis(first, last, self.kind, self.words.language)

    def up(self) -> Axis:
        """The values' axis: course, targets and where it leads, and of its span what does not
        press them flat."""
        values = [one.value for one in self.figures]
        values += [end for way in self.ways for end in (way.baseline, way.target)]
        values += [one.value for one in self.leads]
        room = (max(values) - min(values)) / 2
        ends = [end for one in self.leads for end in (one.low, one.high)]
        low = max(min([*values, *ends]), min(values) - room)
        high = min(max([*values, *ends]), max(values) + room)
        return axes.axis_of([low, high], self.words)

    def series(self) -> list[Series]:
        """The course, each target, the projection."""
        found = []
        if self.figures:
            points = [self._point(one, place > 0) for place, one in enumerate(self.figures)]
            last = self.figures[-1]
            label = f"{self.words.period(last.period)}: {self.words.figure(last.value)}"
            found.append(Series("course", self.place, "own", 0, tuple(points), label))
        for order, way in enumerate(self.ways):
            found.append(self._way(way, order))
        if self.leads:
            found.append(self._lead())
        return found

    def _point(self, one: Told, joined: bool) -> Point:
        _ = self.words.translate
        value = self.words.value(one.value, one.status)
        text = f"{self.words.period(one.period)}: {value}"
        text = f"{text} ({one.note})" if one.note else text
        joined = joined and one.status != "break"
        return Point(self.at(one.period), one.period, one.value, one.status, text, joined)

    def _way(self, way: Way, order: int) -> Series:
        _ = self.words.translate
        begun, due = self.words.period(way.begins), self.words.period(way.ends)
        told = _("Baseline {period}: {value}")
        first = told.format(period=begun, value=self.words.value(way.baseline))
        label = _("Target {period}: {value}")
        last = label.format(period=due, value=self.words.value(way.target))
        points = (
            Point(self.at(way.begins), way.begins, way.baseline, "final", first, False),
            Point(self.at(way.ends), way.ends, way.target, "final", last, True),
        )
        short = label.format(period=due, value=self.words.figure(way.target))
        return Series(f"target{order}", last, "benchmark", order, points, short)

    def _lead(self) -> Series:
        _ = self.words.translate
        label = _("Projection {period}: {value}")
        points = []
        for place, one in enumerate(self.leads):
            period = str(int(one.moment))
            text = label.format(period=period, value=self.words.value(one.value))
            # The newest figure, from which it begins, is no estimate.
            status = "estimated" if place else "final"
            position = self.of_moment(one.moment)
            points.append(Point(position, period, one.value, status, text, place > 0))
        last = self.leads[-1]
        short = label.format(period=str(int(last.moment)), value=self.words.figure(last.value))
        return Series("projection", short, "peer", 0, tuple(points), short)

    def fan(self, axis: Axis) -> tuple[tuple[float, float, float], ...]:
        """The span, cut where the axis ends."""
        return tuple(
            (self.of_moment(one.moment), max(axis.low, one.low), min(axis.high, one.high))
            for one in self.leads
        )

    def span_said(self) -> str:
        """What is shaded; "" without a projection."""
        if not self.leads:
            return ""
        _ = self.words.translate
        last = self.leads[-1]
        told = _(
            "Shaded: where the figure may lie if all goes on as before, {year}: {low} … {high}."
        )
        low, high = self.words.figure(last.low), self.words.figure(last.high)
        return told.format(year=str(int(last.moment)), low=low, high=high)

    def said(self) -> str:
        """The chart in words."""
        _ = self.words.translate
        told = [f"{self.words.title}, {self.place}."]
        if self.figures:
            last = self.figures[-1]
            newest = _("Newest figure {period}: {value}.")
            value = self.words.value(last.value, last.status)
            told.append(newest.format(period=self.words.period(last.period), value=value))
        told += [
            f"{one.points[0].text}. {one.points[1].text}."
            for one in self.series()
            if one.role == "benchmark"
        ]
        if self.leads:
            told.append(f"{self._lead().points[-1].text}.")
        return sentences(*told)

    def table(self) -> Table:
        """The same as a table: a row a period, targets and the projection in their own rows."""
        _ = self.words.translate
        course, aim, ahead = _("Course"), _("Target"), _("Projection")
        rows: list[tuple[float, str, str, float, str]] = [
            (
                self.at(one.period),
                self.words.period(one.period),
                course,
                one.value,
                one.note or _mark(one.status, self.words.language),
            )
            for one in self.figures
        ]
        for way in self.ways:
            for period, value, note in (
                (way.begins, way.baseline, _("baseline")),
                (way.ends, way.target, ""),
            ):
                rows.append((self.at(period), self.words.period(period), aim, value, note))
        for one in self.leads[1:]:
            note = f"{self.words.figure(one.low)} … {self.words.figure(one.high)}"
            rows.append((self.of_moment(one.moment), str(int(one.moment)), ahead, one.value, note))
        rows.sort(key=lambda row: row[0])
        return Table(
            (_("Period"), _("What it is"), self.words.measure or _("Figure"), _("Note")),
            tuple((p, what, self.words.figure(v), note) for _at, p, what, v, note in rows),
            tuple((p, what, v, note) for _at, p, what, v, note in rows),
        )


def _mark(status: str, language: str) -> str:
    return "" if status == "final" else formats.status_word(status, language)
