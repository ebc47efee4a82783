"""Charts of how values lie, as SVG: control charts, strips of dots, population pyramids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seutukuva.charts import colours
from seutukuva.charts.colours import Palette
from seutukuva.charts.render_svg_canvas import Canvas, measure, widest
from seutukuva.charts.render_svg_frame import (
    Box,
    Plot,
    both_axes,
    draw_across,
    draw_grid,
    draw_zero,
    ticks_height,
    ticks_width,
)
from seutukuva.charts.render_svg_lines import LEVEL, draw_line, draw_marks
from seutukuva.charts.specification import AgeBar, Axis, ChartSpecification, Dot, Guide, Point
from seutukuva.charts.styles import LineStyle

_LABEL, _LEADING = 12.0, 15.0
_DOT = 7.0  # from dot to dot
_ROW = 18.0  # of labels above a strip
_HEADING = 13.0


def draw_control(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """A series before the band of its natural limits; signals have shapes of their own."""
    across, up = both_axes(specification)
    labels = widest((guide.label for guide in specification.guides), _LABEL)
    left = box.left + ticks_width(up)
    right = box.right - 1.04 * labels - 8
    above = box.top + 22 + LEVEL * specification.mark_rows
    plot = Plot(left, above, right - left, specification.height, across, up)
    canvas.text((box.left, box.top + 6), up.title, palette.SOFT_TEXT)
    for band in specification.bands:
        top, bottom = plot.y(band.high), plot.y(band.low)
        place = {"x": plot.left, "y": top, "width": plot.width, "height": bottom - top}
        canvas.shape("rect", band.label, **place, fill=palette.BAND)
    draw_grid(canvas, plot, palette)
    if specification.zero_line:
        draw_zero(canvas, plot, palette)
    for guide in specification.guides:
        _guide(canvas, guide, palette, plot)
    draw_marks(canvas, specification, palette, plot)
    draw_across(canvas, plot, palette)
    for series in specification.series:
        draw_line(canvas, series, LineStyle(palette.OWN, 2, colours.OWN_DASH), palette, plot)
        for point in series.valued:
            if point.signal:
                _signal(canvas, point, palette, plot)
    return plot.bottom + ticks_height(across)


def _guide(canvas: Canvas, guide: Guide, palette: Palette, plot: Plot) -> None:
    y = plot.y(guide.value)
    width, dash = (1.5, "solid") if guide.is_main else (1.0, "dash")
    canvas.line((plot.left, y), (plot.right, y), palette.AXIS, width, dash)
    first = plot.y(guide.label_at) + 4 - _LEADING * guide.label.count("\n") / 2
    colour = palette.TEXT if guide.is_main else palette.SOFT_TEXT
    canvas.text((plot.right + 5, first), guide.label, colour, _LABEL, leading=_LEADING)


def _signal(canvas: Canvas, point: Point, palette: Palette, plot: Plot) -> None:
    """A diamond outside the limits, a square in a run on one side of the mean."""
    x, y = plot.x(point.position), plot.y(point.value or 0.0)
    outside = point.signal == "outside"
    size = 6.0 if outside else 3.8
    corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
    if not outside:
        steps = ((-size, -size), (size, -size), (size, size), (-size, size))
        corners = [(x + across, y + down) for across, down in steps]
    canvas.path(
        [[*corners, corners[0]]],
        tip=point.text,
        fill=palette.BENCHMARKS[0 if outside else 2],
        stroke=palette.BACKGROUND,
        stroke_width=1.5,
    )


def draw_strip(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """One dot an area; what is highlighted lies on top and has a label above the strip."""
    across = specification.x_axis or Axis(0, 1)
    levels = max((dot.level for dot in specification.dots if dot.label), default=-1) + 1
    half = specification.height / 2 / _DOT
    top = box.top + 6 + _ROW * levels
    up = Axis(-half, half)
    plot = Plot(box.left + 8, top, box.width - 16, specification.height, across, up)
    for band in specification.bands:
        left, right = plot.x(band.low), plot.x(band.high)
        place = {"x": left, "y": top + 6, "width": right - left, "height": plot.height - 12}
        look = {"fill": palette.BAND, "stroke": palette.AXIS, "stroke_width": 1.0}
        canvas.shape("rect", band.label, **place, **look)
    for guide in specification.guides:
        x = plot.x(guide.value)
        canvas.line((x, top + 6), (x, plot.bottom - 6), palette.TEXT, 2)
    order = ("peer", "benchmark", "own")
    ordered = sorted(specification.dots, key=lambda one: order.index(one.role))
    for dot in ordered:
        _leader(canvas, dot, palette, plot)
    for dot in ordered:
        _dot(canvas, dot, palette, plot)
    draw_across(canvas, plot, palette)
    bottom = plot.bottom + ticks_height(across)
    middle = (plot.left + plot.right) / 2
    canvas.text((middle, bottom + 12), across.title, palette.SOFT_TEXT, anchor="middle")
    return bottom + (16 if across.title else 0)


def _dot_colour(dot: Dot, palette: Palette) -> str:
    return {"own": palette.OWN, "benchmark": palette.BENCHMARKS[0]}.get(dot.role, palette.PEER)


def _leader(canvas: Canvas, dot: Dot, palette: Palette, plot: Plot) -> None:
    """From a labelled dot to its label above the strip."""
    if dot.label:
        x, top = plot.x(dot.value), plot.top - 2 - _ROW * dot.level
        canvas.line((x, plot.y(dot.offset)), (x, top), _dot_colour(dot, palette))


def _dot(canvas: Canvas, dot: Dot, palette: Palette, plot: Plot) -> None:
    x, y = plot.x(dot.value), plot.y(dot.offset)
    colour = _dot_colour(dot, palette)
    if dot.label:
        shift, anchor = (-4, "end") if dot.is_leftward else (4, "start")
        at, halo = (x + shift, plot.top - 5 - _ROW * dot.level), palette.BACKGROUND
        strong = dot.role == "own"
        canvas.text(at, dot.label, palette.TEXT, _LABEL, anchor=anchor, bold=strong, halo=halo)
    if dot.role == "peer":
        canvas.shape("circle", dot.text, cx=x, cy=y, r=3, fill=colour, opacity=0.65)
        return
    edge: dict[str, Any] = {"fill": colour, "stroke": palette.BACKGROUND, "stroke_width": 1.5}
    if dot.role == "own":
        canvas.shape("circle", dot.text, cx=x, cy=y, r=6.5, **edge)
        return
    corners = [(x, y - 5), (x + 5, y), (x, y + 5), (x - 5, y), (x, y - 5)]
    canvas.path([corners], tip=dot.text, **edge)


def draw_pyramid(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """Bars to both sides of zero, or to the right only; the comparison as a stepped line."""
    across = specification.x_axis or Axis(0, 1)
    ages = specification.ages
    rows = {bar.row: bar.label for bar in ages}
    left = box.left + widest(rows.values(), _LABEL) + 10
    top = _pyramid_head(canvas, specification, palette, box)
    up = Axis(min(rows) - 0.5, max(rows) + 0.5)
    plot = Plot(left, top, box.right - left - 8, specification.height, across, up)
    for tick in across.ticks:
        x = plot.x(tick.position)
        canvas.line((x, plot.top), (x, plot.bottom), palette.GRID)
    for row, label in rows.items():
        at = (plot.left - 8, plot.y(row) + 4)
        canvas.text(at, label, palette.SOFT_TEXT, _LABEL, anchor="end")
    for bar in ages:
        _age(canvas, bar, palette, plot)
    for side in ("men", "women", "total"):
        _outline(canvas, [bar for bar in ages if bar.side == side], palette, plot)
    zero = plot.x(0)
    canvas.line((zero, plot.top), (zero, plot.bottom), palette.AXIS, 1.5)
    shifts = ((-10, "end"), (10, "start"))
    for heading, (shift, anchor) in zip(specification.sides, shifts, strict=False):
        at = (zero + shift, plot.top - 8)
        canvas.text(at, heading, palette.TEXT, _HEADING, anchor=anchor, bold=True)
    draw_across(canvas, plot, palette)
    bottom = plot.bottom + ticks_height(across)
    middle = (plot.left + plot.right) / 2
    canvas.text((middle, bottom + 12), across.title, palette.SOFT_TEXT, anchor="middle")
    return bottom + (16 if across.title else 0)


def _pyramid_head(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """What bars and outline are, where there is an outline; gives the top of the plot."""
    top = box.top
    if specification.outline_label:
        x = box.left
        for at, colour in enumerate(palette.SIDES if specification.sides else palette.SIDES[:1]):
            canvas.shape("rect", x=x + 7 * at, y=top, width=7, height=12, fill=colour)
        canvas.text((x + 20, top + 10), specification.fill_label, palette.TEXT, _LABEL)
        x += 20 + 1.04 * measure(specification.fill_label, _LABEL) + 24
        canvas.line((x, top + 6), (x + 20, top + 6), palette.TEXT, 2)
        canvas.text((x + 26, top + 10), specification.outline_label, palette.TEXT, _LABEL)
        top += 24
    return top + (20 if specification.sides else 6)


def _age(canvas: Canvas, bar: AgeBar, palette: Palette, plot: Plot) -> None:
    start, end = sorted((plot.x(0), plot.x(bar.end)))
    thick = 0.88 * (plot.y(0) - plot.y(1))
    canvas.shape(
        "rect",
        bar.text,
        x=start,
        y=plot.y(bar.row) - thick / 2,
        width=max(end - start, 0.01),
        height=thick,
        fill=palette.SIDES[1 if bar.side == "women" else 0],
    )


def _outline(canvas: Canvas, bars: Sequence[AgeBar], palette: Palette, plot: Plot) -> None:
    """A stepped line with a halo, so that it is seen on the bars and beside them."""
    strokes: list[list[tuple[float, float]]] = [[]]
    for bar in bars:
        if bar.outline is None:
            strokes.append([])
            continue
        x = plot.x(bar.outline)
        strokes[-1] += [(x, plot.y(bar.row - 0.5)), (x, plot.y(bar.row + 0.5))]
    drawn = [stroke for stroke in strokes if stroke]
    for colour, width in ((palette.BACKGROUND, 5.0), (palette.TEXT, 2.0)):
        canvas.path(drawn, fill="none", stroke=colour, stroke_width=width)
