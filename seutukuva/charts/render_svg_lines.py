"""Lines over time as SVG: trends with their marks and means, and sparklines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seutukuva.charts import colours
from seutukuva.charts.colours import Palette
from seutukuva.charts.render_svg_canvas import Canvas, widest
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
from seutukuva.charts.specification import ChartSpecification, Point, Series
from seutukuva.charts.styles import DASHES, MARK_STYLES, LineStyle, led, line_style

_LABEL, _LABEL_LEADING = 12.0, 15.0
LEVEL = 17.0  # height of a row of labels of marks


def draw_trend(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """Lines with direct labels; gives the lower edge of what was drawn."""
    across, up = both_axes(specification)
    named = [one for one in specification.series if one.label and one.end]
    left = box.left + ticks_width(up)
    labels = widest((one.label for one in named), _LABEL, True)
    right = box.right - (1.04 * labels + 8 if named else 8)
    top = box.top + (22 if up.title else 6) + LEVEL * specification.mark_rows
    plot = Plot(left, top, right - left, specification.height, across, up)
    if up.title:
        canvas.text((box.left, box.top + 6), up.title, palette.SOFT_TEXT)
    _draw_fan(canvas, specification, palette, plot)
    draw_grid(canvas, plot, palette)
    if specification.zero_line:
        draw_zero(canvas, plot, palette)
    draw_marks(canvas, specification, palette, plot)
    draw_across(canvas, plot, palette)
    draw_series(canvas, specification.series, palette, plot)
    _name(canvas, specification.series, led(specification), palette, plot)
    return plot.bottom + ticks_height(across)


def _draw_fan(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, plot: Plot
) -> None:
    """The span of where a course may lead, shaded; with a wider one around it both have edges."""
    inner = _ends(specification.fan, plot)
    if not inner:
        return
    low, high = inner
    canvas.path([[*low, *high[::-1]]], closed=True, fill=palette.BAND)
    outer = _ends(specification.outer_fan, plot)
    if outer:
        for ends, dash in ((inner, "solid"), (outer, "dot")):
            look: dict[str, Any] = {"stroke": palette.AXIS, "stroke_dasharray": DASHES[dash].chart}
            canvas.path(ends, fill="none", **look)


def _ends(fan: Sequence[tuple[float, float, float]], plot: Plot) -> list[list[tuple[float, float]]]:
    """The lower and the upper end of a span as strokes; nothing without one."""
    return [[(plot.x(one[0]), plot.y(one[end])) for one in fan] for end in (1, 2)] if fan else []


def draw_sparkline(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """The small line of one area, without axes."""
    across, up = both_axes(specification)
    plot = Plot(box.left, box.top, box.width, specification.height, across, up)
    for series in specification.series:
        draw_line(canvas, series, LineStyle(palette.OWN, 2, colours.OWN_DASH), palette, plot)
    return plot.bottom


def draw_series(canvas: Canvas, found: Sequence[Series], palette: Palette, plot: Plot) -> None:
    """Every line, the own area's on top."""
    has_own = any(one.role == "own" for one in found)
    for one in reversed(found):
        drawn = line_style(one, palette, has_own)
        if one.average:
            for point in one.valued:
                _marker(canvas, point, LineStyle(drawn.colour, 1, "solid"), palette, plot, 2.2)
            drawn = LineStyle(drawn.colour, drawn.width + 1.5, drawn.dash)
        draw_line(canvas, one, drawn, palette, plot)


def draw_line(
    canvas: Canvas, series: Series, drawn: LineStyle, palette: Palette, plot: Plot
) -> None:
    """One line: solid where figures are firm, dashed where tentative, open where broken."""
    tentative = LineStyle(drawn.colour, drawn.width, colours.TENTATIVE_DASH)
    for one, wanted in ((drawn, False), (tentative, True)):
        canvas.path(
            _strokes(series, wanted, plot),
            fill="none",
            stroke=one.colour,
            stroke_width=one.width,
            stroke_linejoin="round",
            stroke_linecap="butt" if one.dash != "solid" else "round",
            stroke_dasharray=DASHES[one.dash].chart,
        )
    marked = {id(point) for point in series.marked}
    for point in series.line:
        if point.value is None:
            continue
        if id(point) in marked:
            _marker(canvas, point, drawn, palette, plot, 1.6 + 0.75 * drawn.width)
        else:
            at = {"cx": plot.x(point.position), "cy": plot.y(point.value), "r": 5}
            canvas.shape("circle", point.text, **at, fill="none", pointer_events="all")


def _strokes(series: Series, tentative: bool, plot: Plot) -> list[list[tuple[float, float]]]:
    return [
        [(plot.x(point.position), plot.y(point.value or 0.0)) for point in stretch]
        for stretch in series.stretches(tentative=tentative)
    ]


def _marker(
    canvas: Canvas, point: Point, drawn: LineStyle, palette: Palette, plot: Plot, radius: float
) -> None:
    canvas.shape(
        "circle",
        point.text,
        cx=plot.x(point.position),
        cy=plot.y(point.value or 0.0),
        r=radius,
        fill=palette.BACKGROUND if point.is_tentative else drawn.colour,
        stroke=drawn.colour,
        stroke_width=1.5,
    )


def draw_marks(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, plot: Plot
) -> None:
    """What happened: vertical lines with labels in rows above the plot."""
    for mark in specification.marks:
        x = plot.x(mark.position)
        width, dash = MARK_STYLES[mark.kind]
        top = plot.top - 3 - LEVEL * mark.level
        canvas.line((x, top), (x, plot.bottom), palette.MARK, width, dash)
        anchor, shift = ("end", -4) if mark.is_leftward else ("start", 4)
        at, halo = (x + shift, top - 2), palette.BACKGROUND
        canvas.text(at, mark.label, palette.MARK, _LABEL, anchor=anchor, halo=halo)


def _name(
    canvas: Canvas, found: Sequence[Series], led_to: Sequence[Series], palette: Palette, plot: Plot
) -> None:
    """Direct labels, and to some of them a leader from the end of the line."""
    ends = [(one, one.end) for one in found if one.label and one.end]
    last = max((end.position for _one, end in ends), default=0.0)
    has_own = any(one.role == "own" for one in found)
    for one, end in ends:
        drawn = line_style(one, palette, has_own)
        start = (plot.x(end.position), plot.y(end.value or 0.0))
        y = plot.y(one.label_at)
        # A long leader, from a series that ended early, must not look like its line.
        dash = "dot" if end.position < last else "solid"
        if one in led_to:
            canvas.line(start, (plot.right, y), drawn.colour, 1, dash, 0.7)
        is_muted = one.role == "peer" and drawn.colour == palette.PEER
        first = y + 4 - _LABEL_LEADING * one.label.count("\n") / 2
        canvas.text(
            (plot.right + 5, first),
            one.label,
            palette.SOFT_TEXT if is_muted else palette.TEXT,
            _LABEL,
            bold=one.role == "own",
            leading=_LABEL_LEADING,
        )
