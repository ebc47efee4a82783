"""Strips with Plotly: one dot an area on the axis of its value."""

from __future__ import annotations

from typing import Any

from seutukuva.charts.colours import Palette
from seutukuva.charts.render_plotly_axes import Drawn, lines, ruled
from seutukuva.charts.specification import Axis, ChartSpecification, Dot, Guide

DOT = 7  # pixels from dot to dot
LABEL_ROW = 18
_BOTTOM = 46
_MEDIAN_ROW = 20  # pixels under the dots for the median's label


def draw_strip(specification: ChartSpecification, palette: Palette) -> Drawn:
    """The crowd in grey, what is highlighted on top with a label above the strip."""
    axis = specification.x_axis or Axis(0, 1)
    levels = max((dot.level for dot in specification.dots if dot.label), default=-1) + 1
    top = 10 + LABEL_ROW * levels
    half = specification.height / 2 / DOT
    below = _MEDIAN_ROW / DOT if specification.guides else 0.0
    tall = specification.height + round(below * DOT)
    ordered = sorted(specification.dots, key=_on_top)
    data = [
        _dots([dot for dot in ordered if dot.role == role], palette)
        for role in ("peer", "benchmark", "own")
    ]
    return [trace for trace in data if trace["x"]], {
        "height": tall + top + _BOTTOM,
        "margin": {"l": 14, "r": 14, "t": top, "b": _BOTTOM, "pad": 0},
        "xaxis": ruled(axis, palette, grid=False)
        | {
            "title": {
                "text": lines(axis.title),
                "standoff": 4,
                "font": {"size": 12, "color": palette.SOFT_TEXT},
            }
        },
        "yaxis": {"visible": False, "fixedrange": True, "range": [-half - below, half]},
        "shapes": [
            *_middle_half(specification, half, below, palette),
            *_leaders(specification, half, tall, palette),
        ],
        "annotations": [
            *(_label(dot, palette) for dot in specification.dots if dot.label),
            *(_median(guide, half, palette) for guide in specification.guides),
        ],
    }


def _on_top(dot: Dot) -> int:
    return ("peer", "benchmark", "own").index(dot.role)


def _dots(dots: list[Dot], palette: Palette) -> dict[str, Any]:
    role = dots[0].role if dots else "peer"
    styles = {
        "peer": {"size": 6, "color": palette.PEER, "opacity": 0.65, "symbol": "circle"},
        "benchmark": {
            "size": 9,
            "color": palette.BENCHMARKS[0],
            "symbol": "diamond",
            "line": {"width": 1, "color": palette.BACKGROUND},
        },
        "own": {
            "size": 13,
            "color": palette.OWN,
            "symbol": "circle",
            "line": {"width": 2, "color": palette.BACKGROUND},
        },
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [dot.value for dot in dots],
        "y": [dot.offset for dot in dots],
        "marker": styles[role],
        "hovertext": [lines(dot.text) for dot in dots],
        "hoverinfo": "text",
        "customdata": [dot.key for dot in dots],
        "cliponaxis": False,
    }


def _middle_half(
    specification: ChartSpecification, half: float, below: float, palette: Palette
) -> list[dict[str, Any]]:
    """The band of the middle half with an edge that is seen, and the median down to its label."""
    edge = {"color": palette.AXIS, "width": 1}
    bands = [
        {"type": "rect", "y0": -half, "y1": half, "layer": "below"}
        | {"x0": band.low, "x1": band.high, "fillcolor": palette.BAND, "line": edge}
        for band in specification.bands
    ]
    strong = {"color": palette.TEXT, "width": 2}
    medians = [
        {"type": "line", "y0": -half - below * 0.8, "y1": half, "layer": "below"}
        | {"x0": guide.value, "x1": guide.value, "line": strong}
        for guide in specification.guides
    ]
    return [*bands, *medians]


def _median(guide: Guide, half: float, palette: Palette) -> dict[str, Any]:
    return {
        "x": guide.value,
        "y": -half,
        "xanchor": "left",
        "xshift": 3,
        "yanchor": "top",
        "text": lines(guide.label),
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": 12, "color": palette.SOFT_TEXT},
    }


def _leaders(
    specification: ChartSpecification, half: float, tall: float, palette: Palette
) -> list[dict[str, Any]]:
    """From each labelled dot up to the edge of the plot, and on to the row of its label."""
    shapes = []
    for dot in specification.dots:
        if not dot.label:
            continue
        colour = palette.OWN if dot.role == "own" else palette.BENCHMARKS[0]
        style = {"color": colour, "width": 1}
        line = {"type": "line", "x0": dot.value, "x1": dot.value, "line": style}
        end = 1 + (LABEL_ROW * dot.level + 14) / tall
        shapes.append(line | {"y0": dot.offset, "y1": half})
        shapes.append(line | {"yref": "paper", "y0": 1, "y1": end})
    return shapes


def _label(dot: Dot, palette: Palette) -> dict[str, Any]:
    text = lines(dot.label)
    return {
        "x": dot.value,
        "y": 1,
        "yref": "paper",
        "xanchor": "right" if dot.is_leftward else "left",
        "xshift": -4 if dot.is_leftward else 4,
        "yanchor": "bottom",
        "yshift": 2 + LABEL_ROW * dot.level,
        "text": f"<b>{text}</b>" if dot.role == "own" else text,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": 12, "color": palette.TEXT},
    }
