"""Horizontal bars as native charts: rankings, pyramids, plans with results, classes of maps."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from seutukuva import formats, texts
from seutukuva.charts.colours import LIGHT
from seutukuva.charts.specification import AgeBar, Axis, Bar, ChartSpecification, Region
from seutukuva.charts.styles import bar_colour, bullet_colour, class_colours
from seutukuva.export import slides_text, slides_xml
from seutukuva.export.slides_book import Book, Cell, Ref
from seutukuva.export.slides_scatter import DATA, Frame, Made, value_axis
from seutukuva.export.slides_xml import Label, Paint, ValueAxis

_NAMES, _VALUES = 333333, 444444  # numbers of the two axes
_MOST_AREAS = 26  # of a map that each have a bar; of more only the classes have
_THICKEST = 30.0  # points of a bar
_NAME_SHARE = 0.38  # of the width that names take at most


@dataclass(frozen=True, slots=True)
class Stripe:
    """A series of bars. `points` are (fill, edge, is hatched) of single ones."""

    ref: Ref
    fill: str
    edge: str = ""
    points: Mapping[int, tuple[str, str, bool]] = field(default_factory=dict)
    labels: Sequence[Label] = ()

    def xml(self, at: int, names: Ref, paint: Paint) -> str:
        """The element."""
        points = "".join(
            f'<c:dPt><c:idx val="{row}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
            f"{_look(paint, *look)}</c:dPt>"
            for row, look in sorted(self.points.items())
        )
        return (
            f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{slides_xml.name(self.ref)}'
            f'{_look(paint, self.fill, self.edge)}<c:invertIfNegative val="0"/>{points}'
            f"{slides_xml.labels(self.labels)}<c:cat>{slides_xml.words(names)}</c:cat>"
            f"<c:val>{slides_xml.numbers(self.ref)}</c:val></c:ser>"
        )


def _look(paint: Paint, fill: str, edge: str, hatched: bool = False) -> str:
    if not hatched:
        return paint.shape(fill, edge, 1.5)
    return (
        f'<c:spPr><a:pattFill prst="wdUpDiag"><a:fgClr>{paint.colour(fill)}</a:fgClr><a:bgClr>'
        f"{paint.colour(LIGHT.BACKGROUND)}</a:bgClr></a:pattFill>{paint.line(edge, 1.5)}</c:spPr>"
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """How a chart of bars stands: its axis of values, the order of rows, its legend."""

    axis: ValueAxis
    reverse: bool = True
    gap: int = 45
    below: float = 0.0  # points that the axis' texts take
    legend: Sequence[int] | None = None  # series without an entry; None for no legend


def _drawn(frame: Frame, book: Book, names: Ref, stripes: Sequence[Stripe], look: _Look) -> Made:
    rows = [str(name) for name in names.values]
    room = min(slides_text.widest(rows, frame.size) + 14, _NAME_SHARE * frame.width)
    above = 2.6 * frame.size if look.legend is not None else 4.0
    place = slides_xml.layout(
        room / frame.width,
        above / frame.height,
        1 - (room + 8) / frame.width,
        1 - (above + look.below + 4) / frame.height,
    )
    row = (frame.height - above - look.below) / max(len(rows), 1)
    gap = max(look.gap, round(100 * (row / _THICKEST - 1)))
    drawn = "".join(one.xml(at, names, frame.paint) for at, one in enumerate(stripes))
    letters = frame.letters()
    plot = (
        f'{place}<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{drawn}<c:gapWidth val="{min(gap, 500)}"/><c:overlap val="100"/>'
        f'<c:axId val="{_NAMES}"/><c:axId val="{_VALUES}"/></c:barChart>'
        + slides_xml.category_axis(
            _NAMES, _VALUES, frame.letters(LIGHT.TEXT), LIGHT.AXIS, reverse=look.reverse
        )
        + look.axis.xml(_VALUES, _NAMES, letters).replace("midCat", "between")
    )
    legend = slides_xml.legend(letters, look.legend) if look.legend is not None else ""
    return Made(slides_xml.chart(plot, letters, legend=legend), book)


def in_one_line(text: str) -> str:
    """A label without its line breaks: programs break names by themselves."""
    return re.sub(r"(?<=[\-–/])\n", "", text).replace("\n", " ")


def figure_label(
    at: int, value: float, shown: str, frame: Frame, *, bold: bool = False, side: str = "outEnd"
) -> Label:
    """The figure of a bar as the page writes it: by a format of numbers where one can say it."""
    letters = frame.letters(LIGHT.TEXT, bold=bold)
    sign = "." if frame.language == "en" else ","
    found = re.search(rf"\d(?:\{sign}(\d+))?(\D*)$", shown)
    if found:
        decimals, suffix = len(found[1] or ""), found[2]
        signed = shown.startswith("+")
        written = formats.number(value, decimals, frame.language, signed=signed) + suffix
        if written == shown and not math.isnan(value):
            code = slides_xml.number_format(decimals, frame.language, signed=signed, suffix=suffix)
            return Label(at, letters, side, code=code)
    return Label(at, letters, side, text=shown)


def ranking(specification: ChartSpecification, frame: Frame) -> Made:
    """Areas in order, the figures at the ends of their bars."""
    _ = texts.translator(specification.language)
    bars, book = specification.bars, Book()
    names = book.add(DATA, _head(specification, 0, _("Name")), [in_one_line(b.label) for b in bars])
    values = book.add(
        DATA,
        " – ".join(filter(None, (specification.title, specification.unit))),
        [None if bar.is_gap else bar.value for bar in bars],
    )
    labels: list[Label] = []
    outer: list[Label] = []
    for at, bar in enumerate(bars):
        if not bar.is_gap and bar.value_text:
            drawn = bar.value if bar.reach == bar.value else math.nan
            label = figure_label(at, drawn, bar.value_text, frame, bold=bar.stands_out(bars))
            (labels if bar.reach == bar.value else outer).append(label)
    points = {at: _bar_look(bar) for at, bar in enumerate(bars) if not bar.is_gap}
    stripes = [Stripe(values, LIGHT.OWN, points=points, labels=labels)]
    if any(bar.mark is not None for bar in bars):
        marks = book.add(DATA, _("Comparison"), [bar.mark for bar in bars])
        stripes.append(Stripe(marks, "", LIGHT.BENCHMARKS[0], labels=outer))
    axis = specification.x_axis or Axis(0, 1)
    return _drawn(frame, book, names, stripes, _Look(_hidden(axis)))


def _bar_look(bar: Bar) -> tuple[str, str, bool]:
    colour = bar_colour(bar, LIGHT)
    return colour, colour if bar.is_tentative else "", bar.is_tentative


def _hidden(axis: Axis) -> ValueAxis:
    """An axis that is not seen: every bar has its figure."""
    return ValueAxis(
        axis.low, axis.high, (axis.high - axis.low) or 1.0, "General", "b", is_hidden=True
    )


def _head(specification: ChartSpecification, at: int, otherwise: str) -> str:
    columns = specification.table.columns
    return columns[at] if at < len(columns) and columns[at] else otherwise


def pyramid(specification: ChartSpecification, frame: Frame) -> Made:
    """Men on the left and women on the right of zero, what it is compared with as outlines."""
    _ = texts.translator(specification.language)
    rows = {bar.row: bar.label for bar in specification.ages}
    order, book = sorted(rows), Book()
    names = book.add(DATA, _("Age"), [rows[at] for at in order])
    sides = [side for side in ("men", "women", "total") if _of(specification.ages, side)]
    headings = dict(zip(("men", "women"), specification.sides, strict=False))
    stripes = []
    for side in sides:
        bars = _of(specification.ages, side)
        name = headings.get(side, "")
        told = ", ".join(filter(None, (name, specification.fill_label))) or specification.title
        ref = book.add(DATA, told, [bars[at].end if at in bars else None for at in order])
        stripes.append(Stripe(ref, LIGHT.SIDES[1 if side == "women" else 0]))
    for side in sides if specification.outline_label else []:
        bars = _of(specification.ages, side)
        told = ", ".join(filter(None, (headings.get(side, ""), specification.outline_label)))
        ref = book.add(DATA, told, [bars[at].outline if at in bars else None for at in order])
        stripes.append(Stripe(ref, "", LIGHT.TEXT))
    axis = specification.x_axis or Axis(-1, 1)
    values = value_axis(axis, "b", frame.language, grid=LIGHT.GRID)
    below = (3.6 if axis.title else 2.0) * frame.size
    has_legend = bool(specification.sides or specification.outline_label)
    look = _Look(values, reverse=False, gap=14, below=below, legend=() if has_legend else None)
    return _drawn(frame, book, names, stripes, look)


def _of(ages: Sequence[AgeBar], side: str) -> dict[int, AgeBar]:
    return {bar.row: bar for bar in ages if bar.side == side}


def bullets(specification: ChartSpecification, frame: Frame) -> Made:
    """What is realised in per cent of what is planned, and what was expected as outlines."""
    _ = texts.translator(specification.language)
    rows, book = specification.bullets, Book()
    names = [
        " · ".join((*row.lines[:2], *(row.words if row.realised is None else ()))) for row in rows
    ]
    named = book.add(DATA, _("Name"), names)
    values = book.add(DATA, _("Realised, % of planned"), [row.realised for row in rows])
    labels: list[Label] = []
    outer: list[Label] = []
    for at, row in enumerate(rows):
        if row.realised is not None:
            judged = " ".join(filter(None, (row.status, in_one_line(row.status_words))))
            shown = formats.percent(row.realised, 0, frame.language)
            if row.markers and row.markers[0].at > row.realised:
                letters = frame.letters(LIGHT.TEXT, bold=True)
                outer.append(Label(at, letters, "outEnd", f"{shown}  {judged}"))
            else:
                label = figure_label(at, row.realised, shown, frame, bold=True)
                labels.append(_with(label, judged))
    points = {at: (bullet_colour(row, LIGHT), "", False) for at, row in enumerate(rows)}
    stripes = [Stripe(values, LIGHT.OWN, points=points, labels=labels)]
    expected: list[Cell] = [row.markers[0].at if row.markers else None for row in rows]
    if any(value is not None for value in expected):
        ref = book.add(DATA, _("Expected by now, % of planned"), expected)
        stripes.append(Stripe(ref, "", LIGHT.TEXT, labels=outer))
    axis = specification.x_axis or Axis(0, 100)
    values_axis = value_axis(axis, "b", frame.language, room=0.45, grid=LIGHT.GRID)
    values_axis = replace(values_axis, is_far=True)
    legend = () if len(stripes) > 1 else None
    look = _Look(values_axis, gap=60, below=3.6 * frame.size, legend=legend)
    return _drawn(frame, book, named, stripes, look)


def _with(label: Label, more: str) -> Label:
    """The same label followed by words, which stay when the figure is edited."""
    if not more or label.text:
        return label
    parts = label.code.split(";")
    after = more.replace('"', "").replace(";", ",")
    return Label(
        label.at, label.letters, label.side, code=";".join(f'{p}"  {after}"' for p in parts)
    )


def areas(specification: ChartSpecification, frame: Frame) -> Made:
    """A map as bars: of each area in the colour of its class, or how many areas each class has."""
    _ = texts.translator(specification.language)
    valued = [one for one in specification.regions if one.value is not None]
    book = Book()
    if len(valued) > _MOST_AREAS:
        return _class_counts(specification, frame, book)
    ordered = sorted(valued, key=lambda one: (-(one.value or 0.0), one.name))
    names = book.add(DATA, _("Area"), [one.name for one in ordered])
    values = book.add(DATA, specification.title, [one.value for one in ordered])
    ramp = class_colours(specification, LIGHT)
    points = {at: (*_class_look(one, ramp), False) for at, one in enumerate(ordered)}
    labels = [
        figure_label(at, one.value or 0.0, one.value_text, frame, bold=one.is_own)
        for at, one in enumerate(ordered)
    ]
    drawn = [one.value or 0.0 for one in ordered] or [0.0]
    axis = _with_room(min(0.0, *drawn), max(0.0, *drawn))
    stripes = [Stripe(values, LIGHT.PEER, points=points, labels=labels)]
    return _drawn(frame, book, names, stripes, _Look(axis))


def _class_look(one: Region, ramp: Sequence[str]) -> tuple[str, str]:
    fill = ramp[one.value_class] if one.value_class is not None else LIGHT.MISSING
    return fill, LIGHT.TEXT if one.is_own else LIGHT.AXIS


def _class_counts(specification: ChartSpecification, frame: Frame, book: Book) -> Made:
    _ = texts.translator(specification.language)
    classes = specification.classes[::-1]
    counts = [
        sum(one.value_class == at for one in specification.regions)
        for at in reversed(range(len(classes)))
    ]
    names = book.add(DATA, specification.title, [one.label for one in classes])
    values = book.add(DATA, _("Number of areas"), counts)
    ramp = class_colours(specification, LIGHT)[::-1]
    points = {at: (colour, LIGHT.AXIS, False) for at, colour in enumerate(ramp)}
    labels = [
        figure_label(at, count, formats.number(count, 0, frame.language), frame)
        for at, count in enumerate(counts)
    ]
    stripes = [Stripe(values, LIGHT.OWN, points=points, labels=labels)]
    return _drawn(
        frame, book, names, stripes, _Look(_with_room(0.0, float(max(counts, default=1))))
    )


def _with_room(low: float, high: float) -> ValueAxis:
    room = 0.22 * ((high - low) or 1.0)
    return _hidden(Axis(low - (room if low < 0 else 0.0), high + room))
