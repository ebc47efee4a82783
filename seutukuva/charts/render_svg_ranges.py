"""Estimates with their intervals as SVG: one row a dot with whiskers."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

from seutukuva.charts.colours import Palette
from seutukuva.charts.render_svg_canvas import Canvas, widest
from seutukuva.charts.render_svg_frame import Box, Plot, draw_across, ticks_height
from seutukuva.charts.rows import Range
from seutukuva.charts.specification import Axis, ChartSpecification
from seutukuva.charts.styles import range_colour, stands_out

_LABEL, _LEADING = 12.0, 15.0
_HEADING = 20.0
_FAINT = 0.5


def draw_ranges(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """Names on the left, whiskers, the earlier wave hollow, the estimate with its figure; on the
    right, how many it is of."""
    rows = specification.ranges
    axis = specification.x_axis or Axis(-1, 1)
    box, bases = _bases(canvas, specification, palette, box)
    edges = list(itertools.accumulate((row.height for row in rows), initial=0.0))
    left = box.left + widest((row.label for row in rows), _LABEL) + 14
    plot = Plot(left, box.top, box.right - bases - left - 16, edges[-1], axis, Axis(0, 1))
    for tick in axis.ticks:
        x = plot.x(tick.position)
        colour = palette.AXIS if tick.position == 0 else palette.GRID
        canvas.line((x, plot.top), (x, plot.bottom), colour)
    for row, (top, bottom) in zip(rows, itertools.pairwise(edges), strict=True):
        y = box.top + (top + bottom) / 2
        _row(canvas, row, y, palette, plot, is_strong=stands_out(row, rows))
        canvas.text((box.right, y + 4), row.base, palette.SOFT_TEXT, _LABEL, anchor="end")
    draw_across(canvas, plot, palette)
    bottom_line = plot.bottom + ticks_height(axis)
    middle = (plot.left + plot.right) / 2
    canvas.text((middle, bottom_line + 12), axis.title, palette.SOFT_TEXT, anchor="middle")
    return bottom_line + 16


def _bases(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> tuple[Box, float]:
    """What is left of the box below the heading of the bases, and how wide they are."""
    bases = [row.base for row in specification.ranges if row.base]
    if not bases:
        return box, 0.0
    heading = specification.y_axis.title if specification.y_axis else ""
    canvas.text((box.right, box.top + 8), heading, palette.SOFT_TEXT, _LABEL, anchor="end")
    return replace(box, top=box.top + _HEADING), widest([heading, *bases], _LABEL) + 8


def _row(
    canvas: Canvas, row: Range, y: float, palette: Palette, plot: Plot, *, is_strong: bool
) -> None:
    first = y + 4 - _LEADING * row.label.count("\n") / 2
    name_at = (plot.left - 8, first)
    look: dict[str, Any] = {"anchor": "end", "leading": _LEADING}
    canvas.text(name_at, row.label, palette.TEXT, _LABEL, bold=is_strong, **look)
    if row.value is None:
        at = (plot.left + 4, y + 4)
        # No line of the grid goes through the words.
        width = widest([row.value_text], _LABEL) + 6
        place = {"x": plot.left + 1, "y": y - 9, "width": width, "height": 18}
        canvas.shape("rect", row.text, **place, fill=palette.BACKGROUND)
        canvas.text(at, row.value_text, palette.SOFT_TEXT, _LABEL, italic=True)
        return
    opacity, colour = _FAINT if row.is_faint else 1.0, range_colour(row, palette)
    if row.low is not None and row.high is not None:
        start, end = plot.x(row.low), plot.x(row.high)
        place = {"x": start, "y": y - 2, "width": max(end - start, 0.01), "height": 4}
        canvas.shape("rect", row.text, **place, fill=colour, opacity=opacity)
    if row.before is not None:
        look = {"fill": palette.BACKGROUND, "stroke": palette.PEER, "stroke_width": 2}
        canvas.shape("circle", row.text, cx=plot.x(row.before), cy=y, r=5, **look)
    look = {"fill": colour, "opacity": opacity}
    canvas.shape("circle", row.text, cx=plot.x(row.value), cy=y, r=6, **look)
    at = (plot.x(row.value), y - 8)
    canvas.text(at, row.value_text, palette.TEXT, _LABEL, anchor="middle", bold=True)
