"""Plans and results with Plotly: a bar in a frame, markers across it, the judgement at its end."""

from __future__ import annotations

import itertools
from typing import Any

from seutukuva.charts.bullets import BAR, LINE, PLANNED
from seutukuva.charts.colours import Palette
from seutukuva.charts.render_plotly_axes import CLEAR, Drawn, lines, no_axis, ruled
from seutukuva.charts.rows import Bullet, Marker
from seutukuva.charts.specification import Axis, ChartSpecification
from seutukuva.charts.styles import badge, bullet_colour

_TOP, _BOTTOM, _LEFT, _BESIDE = 6, 46, 16, 124
_FRAME, _THICK, _INNER = 20.0, 14.0, 5.0
_SIZE = 12
Placed = list[tuple[Bullet, float]]


def draw_bullets(specification: ChartSpecification, palette: Palette) -> Drawn:
    """Rows from the top, in pixels; the horizontal axis is in per cent of what is planned."""
    axis = specification.x_axis or Axis(0, PLANNED)
    tops = list(itertools.accumulate((row.height for row in specification.bullets), initial=0.0))
    placed = list(zip(specification.bullets, tops, strict=False))
    drawn = [(row, top) for row, top in placed if row.realised is not None]
    has_status = any(row.status for row in specification.bullets)
    return [_frames(drawn, palette), _realised(drawn, palette), _women(drawn, palette)], {
        "height": specification.height + _TOP + _BOTTOM,
        "margin": {"l": _LEFT, "r": _BESIDE if has_status else _LEFT, "t": _TOP, "b": _BOTTOM},
        "barmode": "overlay",
        "xaxis": ruled(axis, palette, grid=False)
        | {
            "title": {
                "text": lines(axis.title),
                "standoff": 4,
                "font": {"size": _SIZE, "color": palette.SOFT_TEXT},
            }
        },
        "yaxis": no_axis() | {"range": [tops[-1], 0]},
        "shapes": [shape for row, top in drawn for shape in _lines(row, top, palette)],
        "annotations": [note for row, top in placed for note in _texts(row, top, axis, palette)],
    }


def _bars(drawn: Placed, ends: list[float | None], width: float) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": ends,
        "y": [top + row.bar_at for row, top in drawn],
        "width": width,
        "hovertext": [lines(row.text) for row, _top in drawn],
        "hoverinfo": "text",
        "customdata": [row.key for row, _top in drawn],
        "cliponaxis": False,
    }


def _frames(drawn: Placed, palette: Palette) -> dict[str, Any]:
    look = {"color": palette.BAND, "line": {"color": palette.AXIS, "width": 1}}
    return _bars(drawn, [PLANNED] * len(drawn), _FRAME) | {"marker": look}


def _realised(drawn: Placed, palette: Palette) -> dict[str, Any]:
    look = {"color": [bullet_colour(row, palette) for row, _top in drawn]}
    return _bars(drawn, [row.realised for row, _top in drawn], _THICK) | {"marker": look}


def _women(drawn: Placed, palette: Palette) -> dict[str, Any]:
    return _bars(drawn, [row.women for row, _top in drawn], _INNER) | {
        "marker": {"color": palette.BACKGROUND}
    }


def _lines(row: Bullet, top: float, palette: Palette) -> list[dict[str, Any]]:
    """The plan where the bar goes beyond it, and the markers, each parted from the bar."""
    found = []
    if row.realised is not None and row.realised > PLANNED and not row.is_time:
        found += _across(PLANNED, row, top, palette, 1.5, "solid", _FRAME)
    for marker in row.markers:
        width, dash = (2.0, "3px,3px") if marker.is_dashed else (3.0, "solid")
        found += _across(marker.at, row, top, palette, width, dash, BAR)
    return found


def _across(
    at: float, row: Bullet, top: float, palette: Palette, width: float, dash: str, long: float
) -> list[dict[str, Any]]:
    middle = top + row.bar_at
    place = {"type": "line", "x0": at, "x1": at, "y0": middle - long / 2, "y1": middle + long / 2}
    halo = {"color": palette.BACKGROUND, "width": width + 3}
    line = {"color": palette.TEXT, "width": width, "dash": dash}
    return [place | {"line": halo}, place | {"line": line}]


def _texts(row: Bullet, top: float, axis: Axis, palette: Palette) -> list[dict[str, Any]]:
    name, *figures = (lines(line) for line in row.lines)
    words = [f"<i>{lines(line)}</i>" for line in row.words]
    found = [_text("<br>".join([f"<b>{name}</b>", *figures, *words]), palette) | {"y": top}]
    for marker in row.markers:
        if marker.label:
            found.append(_below(marker, row, top, axis, palette))
    if row.is_cut:
        place = {"x": axis.high, "xref": "x", "xanchor": "center", "yanchor": "middle"}
        found.append(_text("▶", palette) | place | {"y": top + row.bar_at})
    if row.status:
        found += _judged(row, top, palette)
    return found


def _text(text: str, palette: Palette) -> dict[str, Any]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": _SIZE, "color": palette.TEXT},
    }


def _below(marker: Marker, row: Bullet, top: float, axis: Axis, palette: Palette) -> dict[str, Any]:
    side = "left" if marker.at < (axis.low + axis.high) / 2 else "right"
    return _text(lines(marker.label), palette) | {
        "x": marker.at,
        "xref": "x",
        "xanchor": side,
        "y": top + row.bar_at + BAR / 2,
        "font": {"size": _SIZE - 1, "color": palette.SOFT_TEXT},
    }


def _judged(row: Bullet, top: float, palette: Palette) -> list[dict[str, Any]]:
    """The letter in a box and what it means below it, right of the plot."""
    fill, edge, ink = badge(row.look, palette)
    beside = {"x": 1, "xshift": 14, "y": top + 3}
    letter = _text(f"<b>{lines(row.status)}</b>", palette) | beside
    letter |= {"bgcolor": fill or CLEAR, "bordercolor": edge, "borderwidth": 1, "borderpad": 2}
    letter["font"] = {"size": _SIZE, "color": ink}
    # Plotly has no distance in pixels but on this axis, which is in pixels too.
    words = _text(lines(row.status_words), palette) | beside | {"y": top + 3 + 1.4 * LINE}
    return [letter, words]
