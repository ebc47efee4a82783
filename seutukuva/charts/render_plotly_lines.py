"""Lines over time with Plotly: trends with their marks and means, and sparklines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from seutukuva.charts import colours, labels
from seutukuva.charts.colours import Palette
from seutukuva.charts.render_plotly_axes import (
    LETTER,
    Drawn,
    both_axes,
    lines,
    no_axis,
    ruled,
    unit,
    zero_line,
)
from seutukuva.charts.specification import Axis, ChartSpecification, Point, Series
from seutukuva.charts.styles import MARK_STYLES, led, line_style

LABEL_ROW = 17  # pixels of a row of labels above the plot


def draw_trend(specification: ChartSpecification, palette: Palette) -> Drawn:
    """Lines with direct labels, the own area on top, and the marks above them."""
    x_axis, _y_axis = both_axes(specification)
    has_own = any(one.role == "own" for one in specification.series)
    styles = {one.key: _line_style(one, palette, has_own) for one in specification.series}
    data = _fan(specification, palette)
    for one in reversed(specification.series):  # the own area on top
        data += _with_average(one, styles[one.key]) if one.average else traces(one, styles[one.key])
    named = [one for one in specification.series if one.label]
    width = max((len(line) for one in named for line in one.label.split("\n")), default=0)
    shapes = [*zero_line(specification, palette), *mark_lines(specification, palette)]
    texts_at_lines = [_direct_label(one, styles[one.key], palette) for one in named]
    return data, framed(
        specification,
        palette,
        round(width * LETTER) + 14,
        [*shapes, *_leaders(led(specification), styles, x_axis)],
        texts_at_lines,
    )


def _fan(specification: ChartSpecification, palette: Palette) -> list[dict[str, Any]]:
    """The spans of where a course may lead, behind all lines."""
    fan = specification.fan
    if not fan:
        return []
    back = fan[::-1]
    filled = {
        "type": "scatter",
        "mode": "lines",
        "x": [at for at, *_ends in (*fan, *back)],
        "y": [*(low for _at, low, _high in fan), *(high for _at, _low, high in back)],
        "fill": "toself",
        "fillcolor": palette.BAND,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    outer = specification.outer_fan
    if not outer:
        return [filled]
    return [filled, *_edges(fan, "solid", palette), *_edges(outer, "dot", palette)]


def _edges(
    fan: Sequence[tuple[float, float, float]], dash: str, palette: Palette
) -> list[dict[str, Any]]:
    """The lower and the upper end of a span, so that its shade is not the only sign of it."""
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [one[0] for one in fan],
            "y": [one[end] for one in fan],
            "line": {"color": palette.AXIS, "width": 1, "dash": dash},
            "hoverinfo": "skip",
        }
        for end in (1, 2)
    ]


def framed(
    specification: ChartSpecification,
    palette: Palette,
    right: int,
    shapes: list[dict[str, Any]],
    annotations: list[dict[str, Any]],
) -> dict[str, Any]:
    """The layout of lines over time: axes, rows of marks above, room for labels at the right.

    Args:
        right: pixels of that room.
    """
    x_axis, y_axis = both_axes(specification)
    top = 26 + LABEL_ROW * specification.mark_rows
    bottom = 40 if any("\n" in tick.text for tick in x_axis.ticks) else 26
    return {
        "height": specification.height + top + bottom,
        "margin": {"l": 8, "r": right, "t": top, "b": bottom, "pad": 0},
        "xaxis": ruled(x_axis, palette, grid=False),
        "yaxis": ruled(y_axis, palette, grid=True) | {"automargin": "width"},
        "shapes": shapes,
        "annotations": [
            *unit(y_axis, palette, specification.mark_rows),
            *mark_labels(specification, palette),
            *annotations,
        ],
    }


def draw_sparkline(specification: ChartSpecification, palette: Palette) -> Drawn:
    """The small line of one area, without axes."""
    x_axis, y_axis = both_axes(specification)
    (series,) = specification.series
    style = {"color": palette.OWN, "width": 2, "dash": colours.OWN_DASH}
    return traces(series, style), {
        "margin": {"l": 6, "r": 8, "t": 6, "b": 6, "pad": 0},
        "xaxis": no_axis() | {"range": [x_axis.low, x_axis.high]},
        "yaxis": no_axis() | {"range": [y_axis.low, y_axis.high]},
    }


def _line_style(series: Series, palette: Palette, has_own: bool) -> dict[str, Any]:
    style = line_style(series, palette, has_own)
    return {"color": style.colour, "width": style.width, "dash": style.dash}


def _with_average(series: Series, style: dict[str, Any]) -> list[dict[str, Any]]:
    """The mean as a thick line before the figures, which are small markers without a line."""
    thick = style | {"width": style["width"] + 1.5}
    return [_scatter(series, style), *traces(replace(series, points=series.average), thick)]


def _scatter(series: Series, style: dict[str, Any]) -> dict[str, Any]:
    points = series.valued
    symbols = ["circle-open" if point.is_tentative else "circle" for point in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [point.position for point in points],
        "y": [point.value for point in points],
        "marker": {"size": 5, "color": style["color"], "symbol": symbols, "opacity": 0.75},
        "hovertext": [lines(point.text) for point in points],
        "hoverinfo": "text",
        "customdata": [series.key] * len(points),
        "name": series.name,
        "cliponaxis": False,
    }


def traces(series: Series, style: dict[str, Any]) -> list[dict[str, Any]]:
    """The line of the firm figures, the dashed line of the tentative, and the markers."""
    if not series.valued:
        return []
    dashed = style | {"dash": colours.TENTATIVE_DASH}
    traces = [
        _line(series, style, tentative=False),
        _line(series, dashed, tentative=True),
        _markers(series, style),
    ]
    return [trace for trace in traces if trace]


def _line(series: Series, style: dict[str, Any], *, tentative: bool) -> dict[str, Any] | None:
    """The line of one kind of figures; None parts one stretch from the next."""
    drawn: list[Point | None] = []
    for stretch in series.stretches(tentative=tentative):
        drawn += [None, *stretch] if drawn else stretch
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
    points = series.marked
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


def mark_lines(specification: ChartSpecification, palette: Palette) -> list[dict[str, Any]]:
    """Each up to its label, so that it is clear whose label it is."""
    return [
        {
            "type": "line",
            "yref": "paper",
            "x0": mark.position,
            "x1": mark.position,
            "y0": 0,
            "y1": 1 + (LABEL_ROW * mark.level + 12) / specification.height,
            "line": {"color": palette.MARK, "width": width, "dash": dash},
            "layer": "below",
        }
        for mark in specification.marks
        for width, dash in (MARK_STYLES[mark.kind],)
    ]


def mark_labels(specification: ChartSpecification, palette: Palette) -> list[dict[str, Any]]:
    """The labels of the marks, in rows above the plot."""
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
            "xshift": -3 if mark.is_leftward else 3,
            # Where a line has to pass a label it goes behind it.
            "bgcolor": palette.BACKGROUND,
            "yshift": 1 + LABEL_ROW * mark.level,
            "borderpad": 0,
            "font": {"size": 12, "color": palette.MARK},
        }
        for mark in specification.marks
    ]


def _leaders(
    named: list[Series], styles: dict[str, dict[str, Any]], axis: Axis
) -> list[dict[str, Any]]:
    """From the end of each line to its label, which may have moved up or down."""
    ends = [(one, one.end) for one in named if one.end]
    last = max((end.position for _, end in ends), default=0.0)
    return [
        {
            "type": "line",
            "x0": end.position,
            "y0": end.value,
            "x1": axis.high,
            "y1": one.label_at,
            "line": {
                "color": styles[one.key]["color"],
                "width": 1,
                # A long leader, from a series that ended early, must not look like its line.
                "dash": "dot" if end.position < last else "solid",
            },
            "opacity": 0.7,
        }
        for one, end in ends
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
