"""Estimates with their intervals with Plotly: one row a dot with whiskers."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from seutukuva.charts.colours import Palette
from seutukuva.charts.render_plotly_axes import CLEAR, Drawn, lines, ruled
from seutukuva.charts.rows import Range
from seutukuva.charts.specification import Axis, ChartSpecification
from seutukuva.charts.styles import range_colour, stands_out

_BOTTOM = 46
# Beside the plot, for how many firms have answered, and above it, for the heading of that.
_BASES, _HEADING = 58, 20
FAINT = 0.5


def draw_ranges(specification: ChartSpecification, palette: Palette) -> Drawn:
    """Whiskers below, the earlier wave hollow, the estimate on top with its figure."""
    axis = specification.x_axis or Axis(-1, 1)
    edges = list(itertools.accumulate((row.height for row in specification.ranges), initial=0.0))
    places = [(top + bottom) / 2 for top, bottom in itertools.pairwise(edges)]
    placed = list(zip(specification.ranges, places, strict=True))
    data = [_earlier(placed, palette), _estimates(placed, palette)]
    has_bases = any(row.base for row in specification.ranges)
    top = _HEADING if has_bases else 8
    return [trace for trace in data if trace["x"]], {
        "height": specification.height + _BOTTOM + top,
        "margin": {"l": 8, "r": _BASES if has_bases else 30, "t": top, "b": _BOTTOM, "pad": 0},
        "xaxis": ruled(axis, palette, grid=True)
        | {
            "title": {
                "text": lines(axis.title),
                "standoff": 4,
                "font": {"size": 12, "color": palette.SOFT_TEXT},
            }
        },
        "yaxis": {
            "range": [edges[-1], 0],
            "tickmode": "array",
            "tickvals": places,
            "ticktext": [_name(row, specification.ranges) for row in specification.ranges],
            "tickfont": {"size": 12, "color": palette.TEXT},
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "automargin": "width",
            "ticks": "outside",
            "ticklen": 4,
            "tickcolor": CLEAR,
        },
        "shapes": [
            *_zero(axis, palette),
            *(_whisker(row, y, palette) for row, y in placed if _has(row)),
        ],
        "annotations": [
            *(_told(row, y, axis, palette) for row, y in placed if row.value is None),
            *(_beside(row.base, y, palette) for row, y in placed if row.base),
            *(_heading(specification.y_axis, palette) if has_bases else ()),
        ],
    }


def _name(row: Range, others: Sequence[Range]) -> str:
    name = lines(row.label)
    return f"<b>{name}</b>" if stands_out(row, others) else name


def _has(row: Range) -> bool:
    return row.low is not None and row.high is not None


def _zero(axis: Axis, palette: Palette) -> list[dict[str, Any]]:
    if not axis.has_zero:
        return []
    line = {"color": palette.AXIS, "width": 1.5}
    place = {"type": "line", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1}
    return [place | {"line": line, "layer": "below"}]


def _whisker(row: Range, y: float, palette: Palette) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": row.low,
        "x1": row.high,
        "y0": y,
        "y1": y,
        "layer": "below",
        "opacity": FAINT if row.is_faint else 1.0,
        "line": {"color": range_colour(row, palette), "width": 4},
    }


def _told(row: Range, y: float, axis: Axis, palette: Palette) -> dict[str, Any]:
    return {
        "x": axis.low,
        "y": y,
        "xanchor": "left",
        "xshift": 4,
        "text": f"<i>{lines(row.value_text)}</i>",
        "showarrow": False,
        # No line of the grid goes through the words.
        "bgcolor": palette.BACKGROUND,
        "font": {"size": 12, "color": palette.SOFT_TEXT},
    }


def _beside(text: str, y: float, palette: Palette) -> dict[str, Any]:
    """How many firms have answered, at the right edge."""
    return {
        "x": 1,
        "xref": "paper",
        "y": y,
        "xanchor": "right",
        "xshift": _BASES - 2,
        "text": lines(text),
        "showarrow": False,
        "font": {"size": 12, "color": palette.SOFT_TEXT},
    }


def _heading(axis: Axis | None, palette: Palette) -> list[dict[str, Any]]:
    if axis is None or not axis.title:
        return []
    return [_beside(axis.title, 1, palette) | {"yref": "paper", "yanchor": "bottom"}]


def _earlier(placed: list[tuple[Range, float]], palette: Palette) -> dict[str, Any]:
    found = [(row, y) for row, y in placed if row.before is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.before for row, _y in found],
        "y": [y for _row, y in found],
        "marker": {
            "size": 10,
            "symbol": "circle",
            "color": palette.BACKGROUND,
            "line": {"width": 2, "color": palette.PEER},
        },
        "hovertext": [lines(row.text) for row, _y in found],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _estimates(placed: list[tuple[Range, float]], palette: Palette) -> dict[str, Any]:
    found = [(row, y) for row, y in placed if row.value is not None]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row.value for row, _y in found],
        "y": [y for _row, y in found],
        "marker": {
            "size": 12,
            "color": [range_colour(row, palette) for row, _y in found],
            "opacity": [FAINT if row.is_faint else 1.0 for row, _y in found],
            "line": {"width": 2, "color": palette.BACKGROUND},
        },
        "text": [f"<b>{lines(row.value_text)}</b>" for row, _y in found],
        "textposition": "top center",
        "textfont": {"size": 12, "color": palette.TEXT},
        "hovertext": [lines(row.text) for row, _y in found],
        "hoverinfo": "text",
        "customdata": [row.key for row, _y in found],
        "cliponaxis": False,
    }
