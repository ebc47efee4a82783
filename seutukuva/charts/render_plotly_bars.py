"""Bars in order of size with Plotly."""

from __future__ import annotations

import itertools
from typing import Any

from seutukuva.charts.colours import Palette
from seutukuva.charts.render_plotly_axes import CLEAR, Drawn, lines, no_axis
from seutukuva.charts.specification import Axis, Bar, ChartSpecification
from seutukuva.charts.styles import bar_colour

_BAR_WIDTH = 18  # pixels


def draw_ranking(specification: ChartSpecification, palette: Palette) -> Drawn:
    """Horizontal bars from zero, their figures at the ends."""
    axis = specification.x_axis or Axis(0, 1)
    bars = specification.bars
    edges = list(itertools.accumulate((bar.height for bar in bars), initial=0.0))
    places = [(top + bottom) / 2 for top, bottom in itertools.pairwise(edges)]
    data = {
        "type": "bar",
        "orientation": "h",
        "x": [bar.value for bar in bars],
        "y": places,
        "width": _BAR_WIDTH,
        "marker": {
            "color": [_bar_fill(bar, palette) for bar in bars],
            "line": {"color": [bar_colour(bar, palette) for bar in bars], "width": 1.5},
            "pattern": {
                "shape": ["/" if bar.role == "benchmark" else "" for bar in bars],
                "fgcolor": [bar_colour(bar, palette) for bar in bars],
                "bgcolor": CLEAR,
                "size": 6,
                "solidity": 0.35,
            },
        },
        "text": [_strong(bar.value_text, bar, bars) for bar in bars],
        "textposition": "outside",
        "textfont": {"color": palette.TEXT, "size": 12},
        "cliponaxis": False,
        "hovertext": [lines(bar.text) for bar in bars],
        "hoverinfo": "text",
        "customdata": [bar.key for bar in bars],
    }
    marked = _marked(bars, places, palette)
    if marked:
        # The figures stand behind the lines across, which may lie beyond the ends of the bars.
        data["textposition"] = "none"
    return [data, *marked], {
        "xaxis": no_axis() | {"range": [axis.low, axis.high]},
        "yaxis": _names(bars, places, edges[-1], palette),
        "shapes": _bar_zero(palette),
    }


def _marked(bars: tuple[Bar, ...], places: list[float], palette: Palette) -> list[dict[str, Any]]:
    """Lines across the bars, and the figures of all bars; nothing where no bar has a line."""
    across = [(bar, place) for bar, place in zip(bars, places, strict=True) if bar.mark is not None]
    if not across:
        return []
    quiet = {"type": "scatter", "hoverinfo": "skip", "cliponaxis": False}
    lines_across = {
        "mode": "markers",
        "x": [bar.mark for bar, _place in across],
        "y": [place for _bar, place in across],
        "marker": {
            "symbol": "line-ns",
            "size": _BAR_WIDTH + 6,
            "line": {"width": 3, "color": palette.BENCHMARKS[0]},
        },
    }
    figures = {
        "mode": "text",
        "x": [bar.reach for bar in bars],
        "y": places,
        "text": [f" {_strong(bar.value_text, bar, bars)} " for bar in bars],
        "textposition": ["middle left" if bar.value < 0 else "middle right" for bar in bars],
        "textfont": {"color": palette.TEXT, "size": 12},
    }
    return [quiet | lines_across, quiet | figures]


def _names(
    bars: tuple[Bar, ...], places: list[float], end: float, palette: Palette
) -> dict[str, Any]:
    return {
        "range": [end, 0],
        "tickmode": "array",
        "tickvals": places,
        "ticktext": [_strong(bar.label, bar, bars) for bar in bars],
        "tickfont": {"size": 12, "color": palette.TEXT},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": "width",
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": CLEAR,
    }


def _strong(text: str, bar: Bar, bars: tuple[Bar, ...]) -> str:
    if bar.is_gap:
        return f"<i>{lines(text)}</i>"
    return f"<b>{lines(text)}</b>" if bar.stands_out(bars) else lines(text)


def _bar_fill(bar: Bar, palette: Palette) -> str:
    return CLEAR if bar.is_tentative else bar_colour(bar, palette)


def _bar_zero(palette: Palette) -> list[dict[str, Any]]:
    line = {"color": palette.AXIS, "width": 1}
    return [{"type": "line", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "line": line}]
