"""Maps and tile maps with Plotly."""

from __future__ import annotations

import math
from typing import Any

from seutukuva.charts import colours
from seutukuva.charts.colours import Palette
from seutukuva.charts.geography import Geography, mercator
from seutukuva.charts.specification import ChartSpecification, Region
from seutukuva.charts.styles import class_colours

Drawn = tuple[list[dict[str, Any]], dict[str, Any]]
# The narrowest screen that must show the whole map.
_NARROWEST = 330
_WORLD = 512  # pixels of the world at zoom 0
_LEGEND_ROW = 22
_CLEAR = "rgba(0,0,0,0)"


def draw_map(specification: ChartSpecification, palette: Palette) -> Drawn:
    """One trace a class, so that each has its own entry in the legend."""
    geography = specification.geography
    if geography is None:
        raise ValueError("a map needs its geography")
    data = []
    fills = class_colours(specification, palette)
    for at, (one, colour) in enumerate(zip(specification.classes, fills, strict=True)):
        members = [region for region in specification.regions if region.value_class == at]
        data.append(_layer(members, colour, one.label, geography, palette))
    without = [region for region in specification.regions if region.value_class is None]
    if without:
        name = specification.missing_label
        data.append(_layer(without, palette.MISSING, name, geography, palette))
    own = [region for region in specification.regions if region.is_own]
    if own:
        data += _outline(own, geography, palette)
    return data, _map_layout(specification, geography, palette, len(fills) + bool(without))


def _layer(
    regions: list[Region], colour: str, name: str, geography: Geography, palette: Palette
) -> dict[str, Any]:
    return {
        "type": "choroplethmap",
        "geojson": geography.geojson,
        "featureidkey": geography.feature_id_key,
        "locations": [region.feature_id for region in regions],
        "z": [1] * len(regions),
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "showlegend": True,
        "name": name,
        "marker": {"line": {"color": palette.AXIS, "width": 0.5}},
        "hovertext": [region.text for region in regions],
        "hoverinfo": "text",
        "customdata": [region.key for region in regions],
    }


def _outline(own: list[Region], geography: Geography, palette: Palette) -> list[dict[str, Any]]:
    """A strong line with a halo, so that it stands out from light and dark classes alike."""
    layer = _layer(own, _CLEAR, "", geography, palette) | {"showlegend": False}
    lines = ({"color": palette.BACKGROUND, "width": 6}, {"color": palette.TEXT, "width": 2.5})
    return [layer | {"marker": {"line": line}} for line in lines]


def _map_layout(
    specification: ChartSpecification, geography: Geography, palette: Palette, entries: int
) -> dict[str, Any]:
    legend = _LEGEND_ROW * entries + 30
    return {
        "height": specification.height + legend,
        "margin": {"l": 0, "r": 0, "t": 0, "b": legend, "pad": 0},
        "dragmode": "pan",
        "showlegend": True,
        "legend": _legend(specification, palette),
        "map": {
            "style": _style(palette),
            "center": _centre(geography),
            "zoom": _zoom(geography, specification.height),
        },
    }


def _style(palette: Palette) -> str | dict[str, Any]:
    """A map without anything but our areas: nothing is asked from another host."""
    if palette is colours.LIGHT:
        return "white-bg"
    paint = {"background-color": palette.BACKGROUND}
    ground = {"id": "ground", "type": "background", "paint": paint}
    return {"version": 8, "sources": {}, "layers": [ground]}


def _centre(geography: Geography) -> dict[str, float]:
    west, south, east, north = geography.bounds
    middle = math.radians((mercator(south) + mercator(north)) / 2)
    lat = math.degrees(2 * math.atan(math.exp(middle)) - math.pi / 2)
    return {"lon": (west + east) / 2, "lat": lat}


def _zoom(geography: Geography, height: int) -> float:
    """The largest zoom at which the bounds fit the height and the narrowest screen."""
    tall, wide = geography.extent
    across = _NARROWEST * 360 / _WORLD / max(wide, 1e-6)
    down = height * 0.94 * 360 / _WORLD / max(tall, 1e-6)
    return math.log2(min(across, down))


def _legend(specification: ChartSpecification, palette: Palette) -> dict[str, Any]:
    return {
        "title": {"text": specification.unit, "font": {"size": 12, "color": palette.SOFT_TEXT}},
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "yref": "paper",
        "font": {"size": 12, "color": palette.TEXT},
        "bgcolor": _CLEAR,
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
        "itemsizing": "constant",
    }


# Tiles


def draw_tiles(specification: ChartSpecification, palette: Palette) -> Drawn:
    """One filled square an area; its text is black or white, whichever reads better on it."""
    fills = class_colours(specification, palette)
    ordered = sorted(specification.regions, key=lambda region: region.is_own)  # own on top
    data = [_square(region, fills, palette) for region in ordered]
    data += [_frame(region, palette) for region in ordered if region.is_own]
    data += _swatches(specification, fills, palette)
    rows = [region.row for region in specification.regions]
    cols = [region.col for region in specification.regions]
    legend = _LEGEND_ROW * (len(fills) + bool(specification.missing_label)) + 30
    return data, {
        "height": specification.height + legend,
        "margin": {"l": 0, "r": 0, "t": 0, "b": legend, "pad": 0},
        "showlegend": True,
        "legend": _legend(specification, palette),
        "xaxis": {
            "visible": False,
            "fixedrange": True,
            "range": [min(cols) - 0.5, max(cols) + 0.5],
        },
        "yaxis": {
            "visible": False,
            "fixedrange": True,
            "range": [max(rows) + 0.5, min(rows) - 0.5],
            "scaleanchor": "x",
            "constrain": "domain",
        },
        "annotations": [_tile_text(region, fills, palette) for region in specification.regions],
    }


def _fill(region: Region, fills: list[str], palette: Palette) -> str:
    return palette.MISSING if region.value_class is None else fills[region.value_class]


def _square(region: Region, fills: list[str], palette: Palette) -> dict[str, Any]:
    square = _edges(region, 0.43 if region.is_own else 0.47) | {
        "fill": "toself",
        "fillcolor": _fill(region, fills, palette),
        "line": {"color": palette.AXIS, "width": 1},
        "hoveron": "fills",
        "text": region.text,
        "hoverinfo": "text",
    }
    if region.value_class is None:
        square["fillpattern"] = _hatch(palette)
    return square


def _frame(region: Region, palette: Palette) -> dict[str, Any]:
    """A frame apart from the fill, which is seen around light and dark classes alike."""
    line = {"color": palette.TEXT, "width": 3}
    return _edges(region, 0.47) | {"line": line, "hoverinfo": "skip"}


def _edges(region: Region, half: float) -> dict[str, Any]:
    left, right = region.col - half, region.col + half
    top, bottom = region.row - half, region.row + half
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [left, right, right, left, left],
        "y": [top, top, bottom, bottom, top],
        "showlegend": False,
        "name": region.name,
    }


def _hatch(palette: Palette) -> dict[str, Any]:
    return {
        "shape": "/",
        "size": 8,
        "solidity": 0.12,
        "fgcolor": palette.AXIS,
        "bgcolor": palette.BACKGROUND,
    }


def _tile_text(region: Region, fills: list[str], palette: Palette) -> dict[str, Any]:
    if region.value_class is None:
        colour = palette.TEXT
    else:
        colour = colours.text_on(_fill(region, fills, palette))
    name = region.name.replace("\n", "<br>")
    return {
        "x": region.col,
        "y": region.row,
        "text": f"{name}<br><b>{region.value_text}</b>",
        "showarrow": False,
        "font": {"size": 12, "color": colour},
        "bgcolor": palette.BACKGROUND if region.value_class is None else _CLEAR,
    }


def _swatches(
    specification: ChartSpecification, fills: list[str], palette: Palette
) -> list[dict[str, Any]]:
    """Entries of the legend; nothing is drawn."""
    markers: list[tuple[str, dict[str, Any]]] = [
        (one.label, {"color": fill}) for one, fill in zip(specification.classes, fills, strict=True)
    ]
    if specification.missing_label:
        hatched = {"color": palette.BACKGROUND, "pattern": _hatch(palette)}
        markers.append((specification.missing_label, hatched))
    return [
        {
            "type": "bar",
            "x": [None],
            "y": [None],
            "name": name,
            "marker": marker | {"line": {"color": palette.AXIS, "width": 1}},
            "showlegend": True,
            "hoverinfo": "skip",
        }
        for name, marker in markers
    ]
