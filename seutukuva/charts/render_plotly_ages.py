"""Population pyramids with Plotly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from seutukuva.charts.colours import Palette
from seutukuva.charts.render_plotly_axes import CLEAR, Drawn, lines, ruled
from seutukuva.charts.specification import AgeBar, Axis, ChartSpecification

_HALF = 0.5  # of a row


def draw_pyramid(specification: ChartSpecification, palette: Palette) -> Drawn:
    """Bars to both sides of zero, or to the right only, and the comparison as a stepped line."""
    axis = specification.x_axis or Axis(0, 1)
    sides = ("men", "women") if specification.sides else ("total",)
    data = []
    for at, side in enumerate(sides):
        bars = [bar for bar in specification.ages if bar.side == side]
        data.append(_bars(bars, palette.SIDES[at]))
        data += _outline(bars, palette)
    rows = {bar.row: bar.label for bar in specification.ages}
    return data, {
        "height": specification.height + 70,
        "barmode": "overlay",
        "bargap": 0.12,
        "margin": {"l": 8, "r": 14, "t": 28, "b": 42, "pad": 0},
        "xaxis": ruled(axis, palette, grid=True)
        | {"title": {"text": lines(axis.title), "standoff": 6, "font": _soft(palette)}},
        "yaxis": _ages(rows, palette),
        "shapes": [_middle(palette)],
        "annotations": _headings(specification.sides, palette),
    }


def _bars(bars: Sequence[AgeBar], colour: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.end for bar in bars],
        "y": [bar.row for bar in bars],
        "marker": {"color": colour},
        "hovertext": [lines(bar.text) for bar in bars],
        "hoverinfo": "text",
    }


def _outline(bars: Sequence[AgeBar], palette: Palette) -> list[dict[str, Any]]:
    """A stepped line with a halo, so that it is seen on the bars and beside them."""
    x: list[float | None] = []
    y: list[float | None] = []
    for bar in bars:
        if bar.outline is None:
            x, y = [*x, None], [*y, None]
            continue
        x += [bar.outline, bar.outline]
        y += [bar.row - _HALF, bar.row + _HALF]
    if not any(value is not None for value in x):
        return []
    line = {"type": "scatter", "mode": "lines", "x": x, "y": y, "hoverinfo": "skip"}
    return [
        line | {"line": {"color": palette.BACKGROUND, "width": 5}},
        line | {"line": {"color": palette.TEXT, "width": 2}},
    ]


def _ages(rows: dict[int, str], palette: Palette) -> dict[str, Any]:
    return {
        "range": [min(rows) - 0.6, max(rows) + 0.6],
        "tickmode": "array",
        "tickvals": list(rows),
        "ticktext": [lines(label) for label in rows.values()],
        "tickfont": _soft(palette),
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": CLEAR,
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": "width",
    }


def _soft(palette: Palette) -> dict[str, Any]:
    return {"size": 12, "color": palette.SOFT_TEXT}


def _middle(palette: Palette) -> dict[str, Any]:
    line = {"color": palette.AXIS, "width": 1.5}
    return {"type": "line", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "line": line}


def _headings(sides: Sequence[str], palette: Palette) -> list[dict[str, Any]]:
    """Each side's name away from the middle, where the other's begins."""
    return [
        {
            "x": 0,
            "xshift": shift,
            "y": 1,
            "yref": "paper",
            "text": f"<b>{lines(name)}</b>",
            "showarrow": False,
            "xanchor": anchor,
            "yanchor": "bottom",
            "yshift": 3,
            "font": {"size": 13, "color": palette.TEXT},
        }
        for name, anchor, shift in zip(sides, ("right", "left"), (-10, 10), strict=False)
    ]
