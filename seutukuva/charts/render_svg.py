"""A chart specification as a standalone SVG: what leaves the page, as a picture or in print.

The same specification as on the page and nothing else: no address of another host, no script, no
font that must be fetched. Text stays text, so that it can be read aloud, searched and corrected.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path

from seutukuva import texts
from seutukuva.charts import (
    colours,
    render_svg_bars,
    render_svg_bullets,
    render_svg_lines,
    render_svg_maps,
    render_svg_panels,
    render_svg_ranges,
    render_svg_spread,
)
from seutukuva.charts.colours import Palette, ThemeName
from seutukuva.charts.render_svg_canvas import FAMILY, Canvas, number, plain, wrap
from seutukuva.charts.render_svg_frame import Box
from seutukuva.charts.specification import ChartSpecification

WIDTH = 720.0
MARGIN = 20.0
_TITLE, _SUBTITLE, _NOTE = 19.0, 13.5, 11.5
Drawer = Callable[[Canvas, ChartSpecification, Palette, Box], float]


def svg(
    specification: ChartSpecification,
    *,
    theme: ThemeName,
    with_title: bool,
    footer: Sequence[str],
    borders: Path | None,
) -> str:
    """See `seutukuva.charts.svg`."""
    palette = colours.PALETTES[theme]
    canvas = Canvas()
    inner = WIDTH - 2 * MARGIN
    top = _head(canvas, specification, palette) if with_title else MARGIN
    bottom = _plot(canvas, specification, palette, Box(MARGIN, top, inner), borders)
    if with_title:
        bottom = _foot(canvas, specification, palette, bottom, footer)
    return _document(canvas, specification, palette, bottom + MARGIN)


def _plot(
    canvas: Canvas,
    specification: ChartSpecification,
    palette: Palette,
    box: Box,
    borders: Path | None,
) -> float:
    if specification.is_empty:
        return _nothing(canvas, specification, palette, box)
    if specification.kind == "map":
        return render_svg_maps.draw_map(canvas, specification, palette, box, borders)
    return _DRAWERS[specification.kind](canvas, specification, palette, box)


def _nothing(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    lines = wrap(specification.alternative, box.width, _SUBTITLE)
    return _lines(canvas, lines, palette.SOFT_TEXT, box.top + 24, _SUBTITLE) + 24


def _head(canvas: Canvas, specification: ChartSpecification, palette: Palette) -> float:
    inner = WIDTH - 2 * MARGIN
    title = wrap(specification.title, inner, _TITLE, True)
    y = _lines(canvas, title, palette.TEXT, MARGIN + 0.75 * _TITLE, _TITLE, bold=True)
    if specification.subtitle:
        subtitle = wrap(specification.subtitle, inner, _SUBTITLE)
        y = _lines(canvas, subtitle, palette.SOFT_TEXT, y + _SUBTITLE + 5, _SUBTITLE)
    return y + 18


def _foot(
    canvas: Canvas,
    specification: ChartSpecification,
    palette: Palette,
    y: float,
    footer: Sequence[str],
) -> float:
    _ = texts.translator(specification.language)
    inner = WIDTH - 2 * MARGIN
    source = _("Source: {attribution}").format(attribution=specification.source)
    y += 10
    for text in (*specification.notes, source if specification.source else "", *footer):
        if text:
            lines = wrap(text, inner, _NOTE)
            y = _lines(canvas, lines, palette.SOFT_TEXT, y + _NOTE + 4, _NOTE)
    return y


def _lines(
    canvas: Canvas, lines: Sequence[str], colour: str, y: float, size: float, *, bold: bool = False
) -> float:
    """Lines of text from the first baseline `y`; gives the last baseline."""
    leading = 1.22 * size
    canvas.text((MARGIN, y), "\n".join(lines), colour, size, bold=bold, leading=leading)
    return y + leading * (len(lines) - 1)


def _document(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, height: float
) -> str:
    # Whole units: a picture has no half points.
    width, tall = number(WIDTH), number(math.ceil(height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{tall}" '
        f'viewBox="0 0 {width} {tall}" role="img" aria-labelledby="title" '
        f'aria-describedby="description" lang="{plain(specification.language)}" '
        f'xml:lang="{plain(specification.language)}" font-family="{FAMILY}">\n'
        f'<title id="title">{plain(specification.title)}</title>\n'
        f'<desc id="description">{plain(specification.alternative)}</desc>\n'
        f'<rect width="{width}" height="{tall}" fill="{palette.BACKGROUND}"/>\n'
        f"{canvas}\n</svg>\n"
    )


_DRAWERS: dict[str, Drawer] = {
    "trend": render_svg_lines.draw_trend,
    "sparkline": render_svg_lines.draw_sparkline,
    "ranking": render_svg_bars.draw_ranking,
    "tiles": render_svg_maps.draw_tiles,
    "multiples": render_svg_panels.draw_multiples,
    "pyramid": render_svg_spread.draw_pyramid,
    "control": render_svg_spread.draw_control,
    "strip": render_svg_spread.draw_strip,
    "ranges": render_svg_ranges.draw_ranges,
    "bullets": render_svg_bullets.draw_bullets,
}
