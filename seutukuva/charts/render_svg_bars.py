"""Horizontal bars as SVG: areas in order."""

from __future__ import annotations

import itertools

from seutukuva.charts.colours import Palette
from seutukuva.charts.render_svg_canvas import Canvas, widest
from seutukuva.charts.render_svg_frame import Box, Plot
from seutukuva.charts.specification import Axis, Bar, ChartSpecification
from seutukuva.charts.styles import bar_colour

_LABEL, _LEADING = 12.0, 13.0
_THICK = 18.0


def draw_ranking(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """Bars from zero with names on the left and figures at their ends."""
    bars = specification.bars
    edges = list(itertools.accumulate((bar.height for bar in bars), initial=0.0))
    left = box.left + widest((bar.label for bar in bars), _LABEL, True) + 10
    room = 1.05 * widest((bar.value_text for bar in bars), _LABEL, True) + 8
    axis = _axis(specification, box.right - left, room)
    plot = Plot(left, box.top, box.right - left, edges[-1], axis, Axis(0, 1))
    for bar, (top, bottom) in zip(bars, itertools.pairwise(edges), strict=True):
        is_strong = bar.stands_out(bars) and not bar.is_gap
        _bar(canvas, bar, box.top + (top + bottom) / 2, palette, plot, is_strong)
    zero = plot.x(0)
    canvas.line((zero, plot.top), (zero, plot.bottom), palette.AXIS)
    return plot.bottom


def _axis(specification: ChartSpecification, width: float, room: float) -> Axis:
    """From the lowest to the highest bar with exactly the room that the figures need."""
    bars = [bar for bar in specification.bars if not bar.is_gap]
    values = [at for bar in bars for at in (bar.value, bar.reach)] or [0.0]
    low, high = min(0.0, *values), max(0.0, *values)
    before, after = (room if low < 0 else 0.0), (room if high > 0 else 0.0)
    unit = ((high - low) or 1.0) / max(width - before - after, 1.0)
    return Axis(low - before * unit, high + (after or 1.0) * unit)


def _bar(
    canvas: Canvas, bar: Bar, middle: float, palette: Palette, plot: Plot, is_strong: bool
) -> None:
    first = middle + 4 - _LEADING * bar.label.count("\n") / 2
    colour = palette.SOFT_TEXT if bar.is_gap else palette.TEXT
    canvas.text(
        (plot.left - 8, first),
        bar.label,
        colour,
        _LABEL,
        anchor="end",
        bold=is_strong,
        italic=bar.is_gap,
        leading=_LEADING,
    )
    if bar.is_gap:
        return
    start, end = sorted((plot.x(0), plot.x(bar.value)))
    canvas.shape(
        "rect",
        bar.text,
        x=start,
        y=middle - _THICK / 2,
        width=max(end - start, 0.01),
        height=_THICK,
        fill=_fill(canvas, bar, palette),
        stroke=bar_colour(bar, palette),
        stroke_width=1.5,
    )
    if bar.mark is not None:
        at_mark = plot.x(bar.mark)
        top, bottom = middle - _THICK / 2 - 3, middle + _THICK / 2 + 3
        canvas.line((at_mark, top), (at_mark, bottom), palette.BENCHMARKS[0], 3)
    is_left = bar.value < 0
    at = (plot.x(bar.reach) + (-6 if is_left else 6), middle + 4)
    anchor = "end" if is_left else "start"
    canvas.text(at, bar.value_text, palette.TEXT, _LABEL, anchor=anchor, bold=is_strong)


def _fill(canvas: Canvas, bar: Bar, palette: Palette) -> str:
    if bar.is_tentative:
        return palette.BACKGROUND
    colour = bar_colour(bar, palette)
    return canvas.hatch(colour, palette.BACKGROUND) if bar.role == "benchmark" else colour
