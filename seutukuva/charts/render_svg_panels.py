"""Small multiples as SVG: one panel an area, all on the same axes."""

from __future__ import annotations

from seutukuva.charts.colours import Palette
from seutukuva.charts.render_svg_canvas import Canvas, widest, wrap
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
from seutukuva.charts.render_svg_lines import MARK_STYLES, draw_series
from seutukuva.charts.specification import ChartSpecification

_TITLE, _FIGURE = 13.0, 11.5
_GAP = 22.0
_TICK = 11.0
_ROW = 14.0  # height of a row of numbers of marks


def draw_multiples(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """Panels in rows; the values' texts stand at the left of each row only."""
    across, up = both_axes(specification)
    left = ticks_width(up)
    count = max(1, min(specification.columns, len(specification.panels)))
    # The last text of one panel and the first of the next meet in the gap, half of each.
    gap = max(_GAP, widest((tick.text for tick in across.ticks), _TICK) + 6)
    width = (box.width - left - gap * (count - 1)) / count
    top = box.top
    if up.title:
        canvas.text((box.left, top + 6), up.title, palette.SOFT_TEXT)
        top += 22
    for first in range(0, len(specification.panels), count):
        row = specification.panels[first : first + count]
        heads = [wrap(panel.title, width, _TITLE, True) for panel in row]
        head = 16.0 * max(map(len, heads)) + 15 * max(len(_figures(one, width)) for one in row) + 6
        head += _ROW * max(panel.mark_rows for panel in row)
        for at, panel in enumerate(row):
            place = Box(box.left + left + at * (width + gap), top, width)
            bottom = _panel(canvas, panel, palette, place, head, is_first=at == 0)
        top = bottom + 16
    return top - 16


def _figures(panel: ChartSpecification, width: float) -> list[str]:
    return wrap(panel.subtitle, width, _FIGURE) if panel.subtitle else []


def _panel(
    canvas: Canvas,
    panel: ChartSpecification,
    palette: Palette,
    box: Box,
    head: float,
    *,
    is_first: bool,
) -> float:
    across, up = both_axes(panel)
    title = wrap(panel.title, box.width, _TITLE, True)
    figures = "\n".join(_figures(panel, box.width))
    at = (box.left, box.top + 12)
    canvas.text(at, "\n".join(title), palette.TEXT, _TITLE, bold=True, leading=16)
    at = (box.left, box.top + 12 + 16.0 * len(title) - 1)
    canvas.text(at, figures, palette.SOFT_TEXT, _FIGURE, leading=15)
    plot = Plot(box.left, box.top + head, box.width, panel.height, across, up)
    draw_grid(canvas, plot, palette, texts=is_first)
    if panel.zero_line:
        draw_zero(canvas, plot, palette)
    _draw_numbers(canvas, panel, palette, plot)
    draw_across(canvas, plot, palette, _TICK)
    draw_series(canvas, panel.series, palette, plot)
    return plot.bottom + ticks_height(across)


def _draw_numbers(canvas: Canvas, panel: ChartSpecification, palette: Palette, plot: Plot) -> None:
    """What happened: vertical lines with their numbers above."""
    tops = [plot.top - _ROW * mark.level for mark in panel.marks]
    for mark, top in zip(panel.marks, tops, strict=True):
        x = plot.x(mark.position)
        width, dash = MARK_STYLES[mark.kind]
        canvas.line((x, top), (x, plot.bottom), palette.MARK, width, dash)
    # On top, so that no line crosses the number of another.
    halo = palette.BACKGROUND
    for mark, top in zip(panel.marks, tops, strict=True):
        at = (plot.x(mark.position), top - 3)
        canvas.text(at, mark.label, palette.MARK, _TICK, anchor="middle", halo=halo)
