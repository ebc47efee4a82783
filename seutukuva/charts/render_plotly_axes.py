"""What the drawings with Plotly share: texts, axes, the unit and the line at zero."""

from __future__ import annotations

from typing import Any

from seutukuva.charts.colours import Palette
from seutukuva.charts.specification import Axis, ChartSpecification

LETTER = 6.6  # pixels of an average letter of the font size 13
CLEAR = "rgba(0,0,0,0)"
Drawn = tuple[list[dict[str, Any]], dict[str, Any]]


def lines(text: str) -> str:
    """Our line breaks as Plotly's, and nothing in a name taken for a tag."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("\n", "<br>")


def no_axis() -> dict[str, Any]:
    """An axis that is not drawn."""
    return {"visible": False, "fixedrange": True}


def both_axes(specification: ChartSpecification) -> tuple[Axis, Axis]:
    """Time and values; without either there is nothing to draw lines on: ValueError."""
    if specification.x_axis is None or specification.y_axis is None:
        raise ValueError("a line chart needs both axes")
    return specification.x_axis, specification.y_axis


def ruled(axis: Axis, palette: Palette, *, grid: bool) -> dict[str, Any]:
    """An axis with our own ticks: with grid lines across the plot, or as a line of its own."""
    return {
        "range": [axis.low, axis.high],
        "tickmode": "array",
        "tickvals": [tick.position for tick in axis.ticks],
        "ticktext": [lines(tick.text) for tick in axis.ticks],
        "tickfont": {"color": palette.SOFT_TEXT, "size": 12},
        "ticks": "" if grid else "outside",
        "tickcolor": palette.AXIS,
        "ticklen": 4,
        "showgrid": grid,
        "gridcolor": palette.GRID,
        "zeroline": False,
        "showline": not grid,
        "linecolor": palette.AXIS,
        "fixedrange": True,
    }


def zero_line(specification: ChartSpecification, palette: Palette) -> list[dict[str, Any]]:
    """The line across the plot where values change sign."""
    if not specification.zero_line:
        return []
    line = {"color": palette.AXIS, "width": 1.5}
    return [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": line}
        | {"layer": "below"}
    ]


def unit(axis: Axis, palette: Palette, levels: int) -> list[dict[str, Any]]:
    """What the axis counts, above the plot and its `levels` rows of labels."""
    if not axis.title:
        return []
    return [
        {
            "x": 0,
            "y": 1,
            "xref": "paper",
            "yref": "paper",
            "text": lines(axis.title),
            "showarrow": False,
            "xanchor": "left",
            "yanchor": "bottom",
            "yshift": 4 + 17 * levels,
            "borderpad": 0,
            "font": {"size": 12, "color": palette.SOFT_TEXT},
        }
    ]
