"""A chart specification as a Plotly figure, built as one plain dict (several times faster)."""

from __future__ import annotations

import itertools
from typing import Any

from plotly.graph_objects import Figure

from seutukuva.charts import colours, labels, render_plotly_maps
from seutukuva.charts.colours import Palette, ThemeName
from seutukuva.charts.specification import (
    Axis,
    Bar,
    ChartSpecification,
    Point,
    Series,
)

FONT = '"Source Sans", "Source Sans Pro", "Segoe UI", system-ui, sans-serif'
FONT_SIZE = 13
SEPARATORS = {"en": ".,"}  # all the others write a decimal comma and part thousands with a space
_LETTER = 6.6  # pixels of an average letter of the font size 13
_TITLE_WIDTH = 78  # characters of a line above or below a picture that leaves the page
_BAR_WIDTH = 18  # pixels
_DENSE = 100  # points of a line; more of them melt together under a thick line
Drawn = tuple[list[dict[str, Any]], dict[str, Any]]


def figure(specification: ChartSpecification, *, theme: ThemeName, with_title: bool) -> Figure:
    """The figure of a specification; see `seutukuva.charts.figure`."""
    palette = colours.PALETTES[theme]
    data, own = _empty(specification, palette)
    if not specification.is_empty:
        data, own = _DRAWERS[specification.kind](specification, palette)
    layout = _layout(specification, palette) | own
    if with_title:
        _add_title(layout, specification, palette)
    return Figure({"data": data, "layout": layout})


def _layout(specification: ChartSpecification, palette: Palette) -> dict[str, Any]:
    return {
        # An empty template: the default one is half of what would be sent to the browser.
        "template": {},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": FONT_SIZE, "color": palette.TEXT},
        "separators": SEPARATORS.get(specification.language, ",\u00a0"),
        "hoverlabel": {
            "bgcolor": palette.BACKGROUND,
            "bordercolor": palette.AXIS,
            "font": {"color": palette.TEXT, "family": FONT, "size": FONT_SIZE},
            "align": "left",
            "namelength": 0,
        },
        "hovermode": "closest",
        "dragmode": False,
        "showlegend": False,
        "height": specification.height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 0},
    }


def lines(text: str) -> str:
    """Our line breaks as Plotly's, and nothing in a name taken for a tag."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("\n", "<br>")


def _no_axis() -> dict[str, Any]:
    return {"visible": False, "fixedrange": True}


def _empty(specification: ChartSpecification, palette: Palette) -> Drawn:
    words = labels.wrap(specification.alternative, 44)
    return [], {
        "xaxis": _no_axis(),
        "yaxis": _no_axis(),
        "annotations": [
            {
                "text": lines(words),
                "xref": "paper",
                "yref": "paper",
                "x": 0.5,
                "y": 0.5,
                "showarrow": False,
                "font": {"color": palette.SOFT_TEXT},
            }
        ],
    }


# Lines


def _line_style(series: Series, palette: Palette, has_own: bool) -> dict[str, Any]:
    if series.role == "own":
        width = 3 if len(series.points) <= _DENSE else 2
        return {"color": palette.OWN, "width": width, "dash": colours.OWN_DASH}
    if series.role == "benchmark":
        dashes = colours.BENCHMARK_DASHES
        colour = palette.BENCHMARKS[series.order % len(palette.BENCHMARKS)]
        return {"color": colour, "width": 2, "dash": dashes[series.order % len(dashes)]}
    dash = colours.PEER_DASHES[series.order % len(colours.PEER_DASHES)]
    if has_own or series.order >= len(palette.PEERS):
        return {"color": palette.PEER, "width": 1.25, "dash": dash}
    return {"color": palette.PEERS[series.order], "width": 2, "dash": dash}


def _traces(series: Series, style: dict[str, Any]) -> list[dict[str, Any]]:
    """The line of the firm figures, the dashed line of the tentative, and the markers."""
    if not series.valued:
        return []
    dashed = style | {"dash": colours.TENTATIVE_DASH}
    traces = [
        _line(series, style, [not point.is_tentative for point in series.points]),
        _line(series, dashed, [point.is_tentative for point in series.points]),
        _markers(series, style),
    ]
    return [trace for trace in traces if trace]


def _line(series: Series, style: dict[str, Any], wanted: list[bool]) -> dict[str, Any] | None:
    """The joined stretches that end in a wanted point; None parts one stretch from the next."""
    drawn: list[Point | None] = []
    pairs = zip(series.points, series.points[1:], wanted[1:], strict=False)
    for before, point, is_wanted in pairs:
        if not (point.joined and is_wanted):
            continue
        if not drawn:
            drawn = [before]
        elif drawn[-1] is not before:
            drawn += [None, before]
        drawn.append(point)
    if not drawn:
        return None
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [point and point.position for point in drawn],
        "y": [point and point.value for point in drawn],
        "line": style,
        "connectgaps": False,
        "hovertext": [lines(point.text) if point else "" for point in drawn],
        "hoverinfo": "text",
        "name": series.name,
        "cliponaxis": False,
    }


def _markers(series: Series, style: dict[str, Any]) -> dict[str, Any]:
    """Markers where a line alone would not show or not tell: last, lonely, tentative."""
    points = _marked(series.points)
    symbols = ["circle-open" if point.is_tentative else "circle" for point in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [point.position for point in points],
        "y": [point.value for point in points],
        "marker": {
            "size": 3 + 1.5 * style["width"],
            "color": style["color"],
            "symbol": symbols if len(set(symbols)) > 1 else symbols[0],
            "line": {"width": 2, "color": style["color"]},
        },
        "hovertext": [lines(point.text) for point in points],
        "hoverinfo": "text",
        "customdata": [series.key] * len(points),
        "name": series.name,
        "cliponaxis": False,
    }


def _marked(points: tuple[Point, ...]) -> list[Point]:
    valued = [point for point in points if point.value is not None]
    goes_on = [*(point.joined for point in valued[1:]), False]
    return [
        point
        for point, has_next in zip(valued, goes_on, strict=True)
        if point is valued[-1] or point.is_tentative or not (point.joined or has_next)
    ]


def _trend(specification: ChartSpecification, palette: Palette) -> Drawn:
    x_axis, y_axis = _axes(specification)
    has_own = any(one.role == "own" for one in specification.series)
    styles = {one.key: _line_style(one, palette, has_own) for one in specification.series}
    data: list[dict[str, Any]] = []
    for one in reversed(specification.series):  # the own area on top
        data += _traces(one, styles[one.key])
    named = [one for one in specification.series if one.label]
    width = max((len(line) for one in named for line in one.label.split("\n")), default=0)
    levels = max((mark.level for mark in specification.marks), default=-1) + 1
    top = 26 + 17 * levels
    bottom = 40 if any("\n" in tick.text for tick in x_axis.ticks) else 26
    return data, {
        "height": specification.height + top + bottom,
        "margin": {"l": 8, "r": round(width * _LETTER) + 14, "t": top, "b": bottom, "pad": 0},
        "xaxis": _ruled(x_axis, palette, grid=False),
        "yaxis": _ruled(y_axis, palette, grid=True) | {"automargin": "width"},
        "shapes": [
            *_zero_line(specification, palette),
            *_mark_lines(specification, palette),
            *_leaders(named, styles, x_axis),
        ],
        "annotations": [
            *_unit(y_axis, palette, levels),
            *_mark_labels(specification, palette),
            *(_direct_label(one, styles[one.key], palette) for one in named),
        ],
    }


def _axes(specification: ChartSpecification) -> tuple[Axis, Axis]:
    if specification.x_axis is None or specification.y_axis is None:
        raise ValueError("a line chart needs both axes")
    return specification.x_axis, specification.y_axis


def _ruled(axis: Axis, palette: Palette, *, grid: bool) -> dict[str, Any]:
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


def _zero_line(specification: ChartSpecification, palette: Palette) -> list[dict[str, Any]]:
    if not specification.zero_line:
        return []
    line = {"color": palette.AXIS, "width": 1.5}
    return [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": line}
        | {"layer": "below"}
    ]


def _mark_lines(specification: ChartSpecification, palette: Palette) -> list[dict[str, Any]]:
    line = {"color": palette.MARK, "width": 1, "dash": "dot"}
    return [
        {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "line": line, "layer": "below"}
        | {"x0": mark.position, "x1": mark.position}
        for mark in specification.marks
    ]


def _mark_labels(specification: ChartSpecification, palette: Palette) -> list[dict[str, Any]]:
    return [
        {
            "x": mark.position,
            "y": 1,
            "yref": "paper",
            "text": lines(mark.label),
            "hovertext": lines(labels.wrap(mark.text, 44)),
            "showarrow": False,
            "xanchor": "right" if mark.is_leftward else "left",
            "yanchor": "bottom",
            "yshift": 1 + 17 * mark.level,
            "borderpad": 0,
            "font": {"size": 12, "color": palette.MARK},
        }
        for mark in specification.marks
    ]


def _unit(axis: Axis, palette: Palette, levels: int) -> list[dict[str, Any]]:
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


def _leaders(
    named: list[Series], styles: dict[str, dict[str, Any]], axis: Axis
) -> list[dict[str, Any]]:
    """From the end of each line to its label, which may have moved up or down."""
    last = max((one.valued[-1].position for one in named), default=0.0)
    return [
        {
            "type": "line",
            "x0": one.valued[-1].position,
            "y0": one.valued[-1].value,
            "x1": axis.high,
            "y1": one.label_at,
            "line": {
                "color": styles[one.key]["color"],
                "width": 1,
                # A long leader, from a series that ended early, must not look like its line.
                "dash": "dot" if one.valued[-1].position < last else "solid",
            },
            "opacity": 0.7,
        }
        for one in named
    ]


def _direct_label(series: Series, style: dict[str, Any], palette: Palette) -> dict[str, Any]:
    text = lines(series.label)
    is_muted = series.role == "peer" and style["color"] == palette.PEER
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 3,
        "y": series.label_at,
        "yanchor": "middle",
        "align": "left",
        "text": f"<b>{text}</b>" if series.role == "own" else text,
        "showarrow": False,
        "borderpad": 0,
        # The colour of a line needs 3:1, text 4.5:1.
        "font": {"size": 12, "color": palette.SOFT_TEXT if is_muted else palette.TEXT},
    }


def _sparkline(specification: ChartSpecification, palette: Palette) -> Drawn:
    x_axis, y_axis = _axes(specification)
    (series,) = specification.series
    style = {"color": palette.OWN, "width": 2, "dash": colours.OWN_DASH}
    return _traces(series, style), {
        "margin": {"l": 6, "r": 8, "t": 6, "b": 6, "pad": 0},
        "xaxis": _no_axis() | {"range": [x_axis.low, x_axis.high]},
        "yaxis": _no_axis() | {"range": [y_axis.low, y_axis.high]},
    }


# Bars


def _ranking(specification: ChartSpecification, palette: Palette) -> Drawn:
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
            "line": {"color": [_bar_colour(bar, palette) for bar in bars], "width": 1.5},
            "pattern": {
                "shape": ["/" if bar.role == "benchmark" else "" for bar in bars],
                "fgcolor": [_bar_colour(bar, palette) for bar in bars],
                "bgcolor": "rgba(0,0,0,0)",
                "size": 6,
                "solidity": 0.35,
            },
        },
        "text": [_strong(bar.value_text, bar) for bar in bars],
        "textposition": "outside",
        "textfont": {"color": palette.TEXT, "size": 12},
        "cliponaxis": False,
        "hovertext": [lines(bar.text) for bar in bars],
        "hoverinfo": "text",
        "customdata": [bar.key for bar in bars],
    }
    return [data], {
        "xaxis": _no_axis() | {"range": [axis.low, axis.high]},
        "yaxis": _names(bars, places, edges[-1], palette),
        "shapes": _bar_zero(palette),
    }


def _names(
    bars: tuple[Bar, ...], places: list[float], end: float, palette: Palette
) -> dict[str, Any]:
    return {
        "range": [end, 0],
        "tickmode": "array",
        "tickvals": places,
        "ticktext": [_strong(bar.label, bar) for bar in bars],
        "tickfont": {"size": 12, "color": palette.TEXT},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": "width",
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": "rgba(0,0,0,0)",
    }


def _strong(text: str, bar: Bar) -> str:
    if bar.is_gap:
        return f"<i>{lines(text)}</i>"
    return lines(text) if bar.role == "peer" else f"<b>{lines(text)}</b>"


def _bar_colour(bar: Bar, palette: Palette) -> str:
    if bar.role == "benchmark":
        return palette.BENCHMARKS[bar.order % len(palette.BENCHMARKS)]
    return palette.OWN if bar.role == "own" else palette.PEER


def _bar_fill(bar: Bar, palette: Palette) -> str:
    return "rgba(0,0,0,0)" if bar.is_tentative else _bar_colour(bar, palette)


def _bar_zero(palette: Palette) -> list[dict[str, Any]]:
    line = {"color": palette.AXIS, "width": 1}
    return [{"type": "line", "yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1, "line": line}]


# A picture that leaves the page


def _add_title(layout: dict[str, Any], specification: ChartSpecification, palette: Palette) -> None:
    """Title and subtitle above, notes and source below; the picture grows by their lines."""
    title = lines(labels.wrap(specification.title, _TITLE_WIDTH - 10))
    subtitle = lines(labels.wrap(specification.subtitle, _TITLE_WIDTH))
    foot = [*specification.notes, specification.source]
    below = "<br>".join(lines(labels.wrap(text, _TITLE_WIDTH)) for text in foot if text)
    grown = 20 * (title.count("<br>") + 1) + 17 * (subtitle.count("<br>") + 1) + 14
    sunk = 17 * (below.count("<br>") + 1) + 10 if below else 0
    margin = layout["margin"]
    layout["margin"] = margin | {"t": margin["t"] + grown, "b": margin["b"] + sunk}
    layout["height"] += grown + sunk
    layout["title"] = {
        "text": f"<b>{title}</b>",
        "subtitle": {"text": subtitle, "font": {"size": FONT_SIZE, "color": palette.SOFT_TEXT}},
        "font": {"size": 16, "color": palette.TEXT},
        "x": 0,
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "pad": {"l": 8, "t": 8},
    }
    if below:
        layout["annotations"] = [
            *layout.get("annotations", []),
            _footer(below, margin["b"], palette),
        ]


def _footer(text: str, under: int, palette: Palette) -> dict[str, Any]:
    return {
        "x": 0,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -under - 4,
        "align": "left",
        "text": text,
        "showarrow": False,
        "font": {"size": 12, "color": palette.SOFT_TEXT},
    }


_DRAWERS = {
    "trend": _trend,
    "sparkline": _sparkline,
    "ranking": _ranking,
    "map": render_plotly_maps.draw_map,
    "tiles": render_plotly_maps.draw_tiles,
}
