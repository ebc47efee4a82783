"""Plans and results as SVG: a bar in a frame, markers across it, the judgement at its end."""

from __future__ import annotations

import itertools

from seutukuva.charts.bullets import BAR, LINE, PLANNED
from seutukuva.charts.colours import Palette
from seutukuva.charts.render_svg_canvas import Canvas, measure, widest
from seutukuva.charts.render_svg_frame import Box, Plot, draw_across, ticks_height
from seutukuva.charts.rows import Bullet, Marker
from seutukuva.charts.specification import Axis, ChartSpecification
from seutukuva.charts.styles import badge, bullet_colour

_SIZE = 12.0
_FRAME, _THICK, _INNER = 20.0, 14.0, 5.0
_LETTER = 18.0


def draw_bullets(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """Rows from the top: name and figures, the bar below them, on the right the judgement."""
    rows = specification.bullets
    axis = specification.x_axis or Axis(0, PLANNED)
    tops = list(itertools.accumulate((row.height for row in rows), initial=0.0))
    words = [row.status_words for row in rows if row.status]
    beside = max(widest(words, _SIZE), _LETTER) + 20 if words else 16
    plot = Plot(box.left, box.top, box.width - beside, tops[-1], axis, Axis(0, 1))
    for row, top in zip(rows, tops, strict=False):
        _texts(canvas, row, box.top + top, palette, plot)
        if row.realised is not None:
            _bar(canvas, row, box.top + top + row.bar_at, palette, plot)
        if row.status:
            _judged(canvas, row, box.top + top, palette, plot.right + 16)
    draw_across(canvas, plot, palette)
    below = plot.bottom + ticks_height(axis)
    middle = (plot.left + plot.right) / 2
    canvas.text((middle, below + 12), axis.title, palette.SOFT_TEXT, anchor="middle")
    return below + 16


def _texts(canvas: Canvas, row: Bullet, top: float, palette: Palette, plot: Plot) -> None:
    name, *figures = row.lines
    first = top + _SIZE
    canvas.text((plot.left, first), name, palette.TEXT, _SIZE, bold=True)
    at = (plot.left, first + LINE)
    canvas.text(at, "\n".join(figures), palette.TEXT, _SIZE, leading=LINE)
    at = (plot.left, first + LINE * len(row.lines))
    words = "\n".join(row.words)
    canvas.text(at, words, palette.SOFT_TEXT, _SIZE, italic=True, leading=LINE)


def _bar(canvas: Canvas, row: Bullet, middle: float, palette: Palette, plot: Plot) -> None:
    def stripe(end: float, thick: float, fill: str, edge: str = "") -> None:
        width = max(plot.x(end) - plot.left, 0.01)
        place = {"x": plot.left, "y": middle - thick / 2, "width": width, "height": thick}
        canvas.shape("rect", row.text, **place, fill=fill, stroke=edge)

    stripe(PLANNED, _FRAME, palette.BAND, palette.AXIS)
    stripe(row.realised or 0.0, _THICK, bullet_colour(row, palette))
    if row.women is not None:
        stripe(row.women, _INNER, palette.BACKGROUND)
    if (row.realised or 0.0) > PLANNED and not row.is_time:
        _across(canvas, plot.x(PLANNED), middle, palette, 1.5, _FRAME)
    for marker in row.markers:
        _marker(canvas, marker, middle, palette, plot)
    if row.is_cut:
        right = plot.right + 1
        points = [(right, middle - 7), (right + 9, middle), (right, middle + 7)]
        canvas.path([points], closed=True, fill=bullet_colour(row, palette))


def _marker(canvas: Canvas, marker: Marker, middle: float, palette: Palette, plot: Plot) -> None:
    x = plot.x(marker.at)
    width, dash = (2.0, "3px,4px") if marker.is_dashed else (3.0, "solid")
    _across(canvas, x, middle, palette, width, BAR, dash)
    is_left = marker.at < (plot.across.low + plot.across.high) / 2
    at = (x, middle + BAR / 2 + 11)
    anchor = "start" if is_left else "end"
    canvas.text(at, marker.label, palette.SOFT_TEXT, _SIZE - 1, anchor=anchor)


def _across(
    canvas: Canvas,
    x: float,
    middle: float,
    palette: Palette,
    width: float,
    long: float,
    dash: str = "solid",
) -> None:
    """A line across the bar, parted from it by the colour of the ground."""
    ends = ((x, middle - long / 2), (x, middle + long / 2))
    canvas.line(*ends, palette.BACKGROUND, width + 3)
    canvas.line(*ends, palette.TEXT, width, dash)


def _judged(canvas: Canvas, row: Bullet, top: float, palette: Palette, left: float) -> None:
    fill, edge, ink = badge(row.look, palette)
    width = max(measure(row.status, _SIZE, True) + 8, _LETTER)
    place = {"x": left, "y": top, "width": width, "height": _LETTER}
    canvas.shape("rect", row.text, **place, fill=fill or "none", stroke=edge)
    at = (left + width / 2, top + 13)
    canvas.text(at, row.status, ink, _SIZE, anchor="middle", bold=True)
    at = (left, top + _LETTER + LINE - 2)
    canvas.text(at, row.status_words, palette.TEXT, _SIZE, leading=LINE)
