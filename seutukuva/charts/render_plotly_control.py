"""Control charts with Plotly: a series within its natural limits."""

from __future__ import annotations

from typing import Any

from seutukuva.charts import colours
from seutukuva.charts.colours import Palette
from seutukuva.charts.render_plotly_axes import (
    LETTER,
    Drawn,
    lines,
    zero_line,
)
from seutukuva.charts.render_plotly_lines import framed, mark_lines, traces
from seutukuva.charts.specification import ChartSpecification, Guide, Point, Series, Signal

_SHAPES: dict[Signal, str] = {"outside": "diamond", "run": "square"}


def draw_control(specification: ChartSpecification, palette: Palette) -> Drawn:
    """The line before its band, and signals with a shape of their own on top."""
    style = {"color": palette.OWN, "width": 2, "dash": colours.OWN_DASH}
    data: list[dict[str, Any]] = []
    for one in specification.series:
        data += [*traces(one, style), *_signals(one, palette)]
    labels = [line for guide in specification.guides for line in guide.label.split("\n")]
    width = max(map(len, labels), default=0)
    shapes = [
        *_bands(specification, palette),
        *zero_line(specification, palette),
        *mark_lines(specification, palette),
        *(_line(guide, palette) for guide in specification.guides),
    ]
    named = [_label(guide, palette) for guide in specification.guides]
    return data, framed(specification, palette, round(width * LETTER) + 10, shapes, named)


def _bands(specification: ChartSpecification, palette: Palette) -> list[dict[str, Any]]:
    return [
        {
            "type": "rect",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": band.low,
            "y1": band.high,
            "fillcolor": palette.BAND,
            "line": {"width": 0},
            "layer": "below",
        }
        for band in specification.bands
    ]


def _line(guide: Guide, palette: Palette) -> dict[str, Any]:
    dash = "solid" if guide.is_main else "dash"
    line = {"color": palette.AXIS, "width": 1.5 if guide.is_main else 1, "dash": dash}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "line": line, "layer": "below"} | {
        "y0": guide.value,
        "y1": guide.value,
    }


def _label(guide: Guide, palette: Palette) -> dict[str, Any]:
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 4,
        "y": guide.label_at,
        "yanchor": "middle",
        "align": "left",
        "text": lines(guide.label),
        "hovertext": lines(guide.text),
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": 12, "color": palette.TEXT if guide.is_main else palette.SOFT_TEXT},
    }


def _signals(series: Series, palette: Palette) -> list[dict[str, Any]]:
    """One trace a kind of signal, the rarer and stronger on top."""
    fills: dict[Signal, str] = {"run": palette.BENCHMARKS[2], "outside": palette.BENCHMARKS[0]}
    found = {
        signal: [point for point in series.valued if point.signal == signal] for signal in fills
    }
    return [
        _signal(points, signal, fills[signal], palette)
        for signal, points in found.items()
        if points
    ]


def _signal(points: list[Point], signal: Signal, colour: str, palette: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [point.position for point in points],
        "y": [point.value for point in points],
        "marker": {
            "size": 11 if signal == "outside" else 8,
            "symbol": _SHAPES[signal],
            "color": colour,
            "line": {"width": 1.5, "color": palette.BACKGROUND},
        },
        "hovertext": [lines(point.text) for point in points],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
