"""Estimates with their intervals as SVG: one row a dot with whiskers."""

from __future__ import annotations

import itertools

from seutukuva.charts.colours import Palette
from seutukuva.charts.render_svg_canvas import Canvas, widest
from seutukuva.charts.render_svg_frame import Box, Plot, draw_across, ticks_height
from seutukuva.charts.specification import Axis, ChartSpecification, Range

_LABEL, _LEADING = 12.0, 15.0
_FAINT = 0.5


def draw_ranges(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """Names on the left, whiskers, the earlier wave hollow, the estimate with its figure."""
    rows = specification.ranges
    axis = specification.x_axis or Axis(-1, 1)
    edges = list(itertools.accumulate((row.height for row in rows), initial=0.0))
    left = box.left + widest((row.label for row in rows), _LABEL) + 14
    plot = Plot(left, box.top, box.right - left - 16, edges[-1], axis, Axis(0, 1))
    for tick in axis.ticks:
        x = plot.x(tick.position)
        colour = palette.AXIS if tick.position == 0 else palette.GRID
        canvas.line((x, plot.top), (x, plot.bottom), colour)
    for row, (top, bottom) in zip(rows, itertools.pairwise(edges), strict=True):
        _row(canvas, row, box.top + (top + bottom) / 2, palette, plot)
    draw_across(canvas, plot, palette)
    bottom_line = plot.bottom + ticks_height(axis)
    middle = (plot.left + plot.right) / 2
    canvas.text((middle, bottom_line + 12), axis.title, palette.SOFT_TEXT, anchor="middle")
    return bottom_line + 16


def _row(canvas: Canvas, row: Range, y: float, palette: Palette, plot: Plot) -> None:
    first = y + 4 - _LEADING * row.label.count("\n") / 2
    name_at = (plot.left - 8, first)
    canvas.text(name_at, row.label, palette.TEXT, _LABEL, anchor="end", leading=_LEADING)
    if row.value is None:
        at = (plot.left + 4, y + 4)
        canvas.text(at, row.value_text, palette.SOFT_TEXT, _LABEL, italic=True)
        return
    opacity = _FAINT if row.is_faint else 1.0
    if row.low is not None and row.high is not None:
        start, end = plot.x(row.low), plot.x(row.high)
        place = {"x": start, "y": y - 2, "width": max(end - start, 0.01), "height": 4}
        canvas.shape("rect", row.text, **place, fill=palette.OWN, opacity=opacity)
    if row.before is not None:
        look = {"fill": palette.BACKGROUND, "stroke": palette.PEER, "stroke_width": 2}
        canvas.shape("circle", row.text, cx=plot.x(row.before), cy=y, r=5, **look)
    look = {"fill": palette.OWN, "opacity": opacity}
    canvas.shape("circle", row.text, cx=plot.x(row.value), cy=y, r=6, **look)
    at = (plot.x(row.value), y - 8)
    canvas.text(at, row.value_text, palette.TEXT, _LABEL, anchor="middle", bold=True)
