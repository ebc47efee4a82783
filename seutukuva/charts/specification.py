"""What a chart is, before anyone draws it: values, labels, marks, words and its table twin.

A specification holds no colour and no drawing library. Every text in it is ready to print in the
language of the chart, every position is in the units of its axis, so that each renderer (page,
slides, print) draws the same figure.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from seutukuva.charts.geography import Geography
from seutukuva.charts.rows import Bullet, Range

Kind = Literal[
    "trend",
    "sparkline",
    "ranking",
    "map",
    "tiles",
    "multiples",
    "pyramid",
    "control",
    "strip",
    "ranges",
    "bullets",
]
Role = Literal["own", "benchmark", "peer", "ahead"]
Ramp = Literal["sequential", "diverging"]
# What a mark on the time axis is: history of an area's borders, or what people entered.
MarkKind = Literal["history", "event", "classification_break", "annotation"]
# Why a point of a control chart is more than usual variation; "" for one that is not.
Signal = Literal["", "outside", "run"]
Side = Literal["men", "women", "total"]


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and its text; a line break in the text is U+000A."""

    position: float
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The drawn range of an axis and its ticks. `title` is the unit, or empty."""

    low: float
    high: float
    ticks: tuple[Tick, ...] = ()
    title: str = ""

    @property
    def has_zero(self) -> bool:
        """True where zero lies on the axis."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. `joined`: a line comes to it from the point before.

    `position` is on the time axis; `value` is None where there is none; `text` is what a reader
    sees when pointing at it. `signal` is that of a control chart.
    """

    position: float
    period: str
    value: float | None
    status: str
    text: str
    joined: bool
    signal: Signal = ""

    @property
    def is_tentative(self) -> bool:
        """True for preliminary and estimated values, which are drawn dashed and hollow."""
        return self.status in ("preliminary", "estimated")


@dataclass(frozen=True, slots=True)
class Series:
    """One area over time. `order` counts within the role and chooses colour and line style.
    Role "ahead": where the own area's line may lead, in its colour and marked at its end only.

    `label` is the direct label with its line breaks, empty where the line has none, and
    `label_at` its middle in units of the value axis, moved apart from the other labels.

    With an `average` (a rolling mean) that is the line, drawn thick, and `points` stand behind it
    as small markers without a line of their own.
    """

    key: str
    name: str
    role: Role
    order: int
    points: tuple[Point, ...]
    label: str = ""
    label_at: float = 0.0
    average: tuple[Point, ...] = ()

    @property
    def line(self) -> tuple[Point, ...]:
        """The points that are joined to a line: the means where there are any."""
        return self.average or self.points

    @property
    def end(self) -> Point | None:
        """Where the line ends, and its direct label begins; None without a value."""
        return next((one for one in reversed(self.line) if one.value is not None), None)

    @property
    def valued(self) -> tuple[Point, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)

    def stretches(self, *, tentative: bool) -> list[list[Point]]:
        """The joined points of the line, stretch by stretch, that end in figures of one kind.

        What joins two points is `tentative` when the later one is. A stretch has two points or
        more, and begins in one that may be of the other kind.
        """
        found: list[list[Point]] = []
        for before, point in zip(self.line, self.line[1:], strict=False):
            if not point.joined or point.is_tentative != tentative:
                continue
            if not found or found[-1][-1] is not before:
                found.append([before])
            found[-1].append(point)
        return found

    @property
    def dots(self) -> tuple[Point, ...]:
        """What the line by itself does not show: its newest figure, and those it passes by."""
        valued = tuple(point for point in self.line if point.value is not None)
        if not valued:
            return ()
        goes_on = (*(point.joined for point in valued[1:]), False)
        return tuple(
            point
            for point, has_next in zip(valued, goes_on, strict=True)
            if point is valued[-1] or not (point.joined or has_next)
        )

    @property
    def marked(self) -> tuple[Point, ...]:
        """The points of the line that have a marker: `dots`, and what is known tentatively."""
        shown = {id(point) for point in self.dots}
        return tuple(
            point
            for point in self.line
            if id(point) in shown
            or (point.value is not None and point.is_tentative and self.role != "ahead")
        )


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened to the series: a vertical line with a short label.

    The line is dotted, but solid and thicker for a classification break, on both sides of which
    figures cannot be compared. Where many marks are near each other the labels are numbers, and
    `text`, which then begins with the number, tells the rest. `level` is the row of the label
    above the plot, from 0, so that near labels do not overlap; the label reaches to the right of
    its line or, with `is_leftward`, to the left.
    """

    position: float
    label: str
    text: str
    level: int = 0
    is_leftward: bool = False
    kind: MarkKind = "history"


@dataclass(frozen=True, slots=True)
class Guide:
    """A line across the plot at one value (a mean, a limit, a median) with its label.

    `label` has its line breaks; `label_at` is its middle in units of the value axis, moved apart
    from the other labels. `is_main` is drawn solid, the others dashed.
    """

    value: float
    label: str
    text: str = ""
    label_at: float = 0.0
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A shaded stretch of the value axis, low to high, behind everything else.

    `label` says what it is and its ends; it is for those who point at it.
    """

    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True)
class AgeBar:
    """One age group, or one sex of it. `row` counts from the youngest, 0, at the bottom.

    `end` is where the bar ends on the horizontal axis: negative for men, who stand on the left of
    zero; `value` is the figure itself. `outline` is the end of the same bar in the comparison,
    None where it has no value, and `outline_value` its figure.
    """

    row: int
    label: str
    side: Side
    value: float
    end: float
    value_text: str
    text: str
    outline: float | None = None
    outline_value: float | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """One area of a strip. `offset` is how far it stands from the middle line, in dot widths.

    Highlighted areas have role "own" or "benchmark" and, if few, a `label`, which is in row
    `level` above the strip, from 0, and reaches to the right of its dot or, with `is_leftward`,
    to the left.
    """

    key: str
    name: str
    role: Role
    order: int
    value: float
    offset: float
    text: str
    label: str = ""
    level: int = 0
    is_leftward: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One area of a ranking; `is_gap` stands for areas left out and has no value.

    `height` is that of its row in pixels. `mark` is the same figure elsewhere, a line across.
    """

    key: str
    label: str
    role: Role
    value: float
    value_text: str
    text: str
    height: float
    order: int = 0
    is_gap: bool = False
    is_tentative: bool = False
    mark: float | None = None

    @property
    def reach(self) -> float:
        """Where what is drawn of it ends, and its figure begins."""
        if self.mark is None:
            return self.value
        return min(self.value, self.mark) if self.value < 0 else max(self.value, self.mark)

    def stands_out(self, others: tuple[Bar, ...]) -> bool:
        """True where its text is drawn strong: it is no peer, and not all are alike."""
        return self.role != "peer" and any(one.role != self.role for one in others)


@dataclass(frozen=True, slots=True)
class ValueClass:
    """A class of values, low <= value <= high; `step` is its place on the colour ramp.

    A sequential ramp has steps 0 … count−1 from low to high; a diverging one −3 … −1 and 1 … 3.
    """

    low: float
    high: float
    step: int
    label: str


@dataclass(frozen=True, slots=True)
class Region:
    """One area of a map or tile map; `value_class` is None where there is no value."""

    key: str
    name: str
    value: float | None
    value_text: str
    text: str
    value_class: int | None
    is_own: bool = False
    feature_id: str = ""
    row: int = 0
    col: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """The table twin: the same figures as text (`rows`) and as raw values (`values`)."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    values: tuple[tuple[str | float | None, ...], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChartSpecification:
    """A whole chart. `height` is in pixels; `alternative` tells the chart in words.

    A chart with nothing to draw has `is_empty` and says so in `alternative`.

    What belongs to one kind only:
        trend: `fan`, where a course may lead: positions with the ends of its span, within the axis,
            and `outer_fan`, a wider span of which the edges alone are drawn.
        multiples: `panels`, of kind trend, all with this chart's axes; `title` of a panel is its
            area; `marks` are numbered, and a panel has those of its area; `columns` is a hint for
            a page of fixed width.
        pyramid: `ages`; `sides` are the headings left and right of the middle, empty where sex is
            not split and all bars go to the right; `fill_label` and `outline_label` say what the
            bars and the outline are, the latter empty without a comparison.
        control: one of `series`, `bands` (the natural limits), `guides` (centre line, limits).
        strip: `dots`, `bands` (the middle half of the areas) and `guides` (their median); the
            values are on the horizontal axis.
        ranges: `ranges`, from the top; the values are on the horizontal axis, `y_axis` has the
            heading of their bases.
        bullets: `bullets`, from the top, on a horizontal axis in per cent of what is planned.
    """

    kind: Kind
    title: str
    subtitle: str
    unit: str
    decimals: int
    language: str
    alternative: str
    table: Table
    source: str = ""
    notes: tuple[str, ...] = ()
    height: int = 320
    x_axis: Axis | None = None
    y_axis: Axis | None = None
    zero_line: bool = False
    series: tuple[Series, ...] = ()
    marks: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()
    regions: tuple[Region, ...] = ()
    classes: tuple[ValueClass, ...] = ()
    ramp: Ramp = "sequential"
    missing_label: str = ""
    geography: Geography | None = field(default=None, repr=False)
    panels: tuple[ChartSpecification, ...] = ()
    columns: int = 3
    ages: tuple[AgeBar, ...] = ()
    sides: tuple[str, ...] = ()
    fill_label: str = ""
    outline_label: str = ""
    bands: tuple[Band, ...] = ()
    guides: tuple[Guide, ...] = ()
    dots: tuple[Dot, ...] = ()
    fan: tuple[tuple[float, float, float], ...] = ()
    outer_fan: tuple[tuple[float, float, float], ...] = ()
    ranges: tuple[Range, ...] = ()
    bullets: tuple[Bullet, ...] = ()

    @property
    def mark_rows(self) -> int:
        """How many rows of labels the marks need above the plot."""
        return max((mark.level for mark in self.marks), default=-1) + 1

    @property
    def is_empty(self) -> bool:
        """True where no value can be drawn."""
        values = [point for series in self.series for point in series.valued]
        regions = [region for region in self.regions if region.value is not None]
        panels = [panel for panel in self.panels if not panel.is_empty]
        drawn = self.bars or self.ages or self.dots or self.ranges or self.bullets
        return not (values or regions or panels or drawn)
