"""Maps and tile maps as SVG."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from seutukuva.charts import colours
from seutukuva.charts.colours import Palette
from seutukuva.charts.geography import Geography, mercator
from seutukuva.charts.render_svg_canvas import Canvas, measure, widest
from seutukuva.charts.render_svg_frame import Box
from seutukuva.charts.specification import ChartSpecification, Region
from seutukuva.charts.styles import class_colours

_LABEL = 12.0
_TILE = 104.0
_MAP_HEIGHT = 640.0
_LEGEND_ROW = 22.0
_SWATCH = 14.0
_GAP = 28.0  # between a map and its legend
Place = tuple[float, float]
Ring = list[Place]


def draw_tiles(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, box: Box
) -> float:
    """One square an area with its name and value, and the classes beside them."""
    rows = [region.row for region in specification.regions]
    cols = [region.col for region in specification.regions]
    beside = _legend_width(specification) + _GAP
    side = min(_TILE, (box.width - beside) / (max(cols) - min(cols) + 1))
    fills = class_colours(specification, palette)
    for region in sorted(specification.regions, key=lambda one: one.is_own):  # own on top
        at = (box.left + (region.col - min(cols)) * side, box.top + (region.row - min(rows)) * side)
        _tile(canvas, region, _fill(canvas, region, fills, palette), palette, at, side)
    right = box.left + side * (max(cols) - min(cols) + 1)
    bottom = box.top + side * (max(rows) - min(rows) + 1)
    return max(bottom, _legend(canvas, specification, palette, (right + _GAP, box.top)))


def _fill(canvas: Canvas, region: Region, fills: Sequence[str], palette: Palette) -> str:
    if region.value_class is None:
        return canvas.hatch(palette.MISSING, palette.BACKGROUND)
    return fills[region.value_class]


def _tile(
    canvas: Canvas, region: Region, fill: str, palette: Palette, at: Place, side: float
) -> None:
    frame = {"fill": fill, "stroke": palette.AXIS, "stroke_width": 1.0}
    # A frame apart from the fill is seen around light and dark classes alike.
    inset = 0.07 * side if region.is_own else 0.03 * side
    _square(canvas, region.text, at, side, inset, frame)
    if region.is_own:
        outline = {"fill": "none", "stroke": palette.TEXT, "stroke_width": 3.0}
        _square(canvas, "", at, side, 0.025 * side, outline)
    colour = palette.TEXT if region.value_class is None else colours.text_on(fill)
    lines = region.name.split("\n")
    size = min(_LABEL, _LABEL * 0.86 * side / max(widest(lines, _LABEL), 1.0))
    middle = at[0] + side / 2
    y = at[1] + side / 2 - 1.25 * _LABEL * len(lines) / 2 + 4
    canvas.text((middle, y), region.name, colour, size, anchor="middle", leading=1.25 * _LABEL)
    y += 1.25 * _LABEL * len(lines)
    canvas.text((middle, y), region.value_text, colour, _LABEL, anchor="middle", bold=True)


def _square(
    canvas: Canvas, tip: str, at: Place, side: float, inset: float, look: dict[str, Any]
) -> None:
    place = {"x": at[0] + inset, "y": at[1] + inset}
    canvas.shape("rect", tip, **place, width=side - 2 * inset, height=side - 2 * inset, **look)


def draw_map(
    canvas: Canvas,
    specification: ChartSpecification,
    palette: Palette,
    box: Box,
    borders: Path | None,
) -> float:
    """The areas in their classes, the own one outlined, and the classes beside them."""
    geography = specification.geography
    if geography is None:
        raise ValueError("a map needs its geography")
    rings = _rings(geography, borders)
    tall, wide = geography.extent
    room = box.width - _legend_width(specification) - _GAP
    scale = min(room / wide, _MAP_HEIGHT / tall)
    west, _south, _east, north = geography.bounds
    corner = (box.left - west * scale, box.top + mercator(north) * scale)
    fills = class_colours(specification, palette)
    for region in specification.regions:
        fill = _fill(canvas, region, fills, palette)
        shape = _placed(rings.get(region.feature_id, ()), corner, scale)
        look = {"fill": fill, "fill_rule": "evenodd", "stroke": palette.AXIS, "stroke_width": 0.5}
        canvas.path(shape, closed=True, tip=region.text, **look)
    for region in specification.regions:
        if region.is_own:
            _outline(canvas, _placed(rings.get(region.feature_id, ()), corner, scale), palette)
    legend = (box.left + wide * scale + _GAP, box.top)
    return max(box.top + tall * scale, _legend(canvas, specification, palette, legend))


def _outline(canvas: Canvas, shape: list[Ring], palette: Palette) -> None:
    """A strong line with a halo, so that it stands out from light and dark classes alike."""
    for colour, width in ((palette.BACKGROUND, 5.0), (palette.TEXT, 2.25)):
        look = {"fill": "none", "stroke": colour, "stroke_linejoin": "round"}
        canvas.path(shape, closed=True, stroke_width=width, **look)


def _rings(geography: Geography, borders: Path | None) -> Mapping[str, tuple[Ring, ...]]:
    """Outlines by feature id, in degrees with the latitude as on a Mercator map."""
    if not isinstance(geography.geojson, str):
        return _read(geography.geojson, geography.feature_id_key)
    if borders is None:
        raise ValueError("a map outside a browser needs the file of its borders")
    return _read_file(borders, borders.stat().st_mtime_ns, geography.feature_id_key)


@lru_cache(maxsize=1)
def _read_file(file: Path, stamp: int, key: str) -> Mapping[str, tuple[Ring, ...]]:
    return _read(json.loads(file.read_text(encoding="utf-8")), key)


def _read(geojson: Mapping[str, Any], key: str) -> Mapping[str, tuple[Ring, ...]]:
    found = {}
    for feature in geojson["features"]:
        value: Any = feature
        for name in key.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        shape = (feature.get("geometry") or {}).get("coordinates", [])
        found[str(value)] = tuple(_outlines(shape))
    return found


def _outlines(shape: Sequence[Any]) -> Iterable[Ring]:
    """Every ring of a polygon or of several."""
    if shape and shape[0] and isinstance(shape[0][0], int | float):
        yield [(float(point[0]), mercator(float(point[1]))) for point in shape]
        return
    for part in shape:
        yield from _outlines(part)


def _placed(rings: Iterable[Ring], corner: Place, scale: float) -> list[Ring]:
    """Rings in units of the picture, without points that no one could tell apart."""
    found = []
    for ring in rings:
        placed: Ring = []
        for lon, lat in ring:
            point = (round(corner[0] + lon * scale, 1), round(corner[1] - lat * scale, 1))
            if not placed or point != placed[-1]:
                placed.append(point)
        if len(placed) > 2:
            found.append(placed)
    return found


def _entries(specification: ChartSpecification) -> list[str]:
    labels = [one.label for one in specification.classes]
    return [*labels, specification.missing_label] if specification.missing_label else labels


def _legend_width(specification: ChartSpecification) -> float:
    entries = widest(_entries(specification), _LABEL)
    return max(1.04 * entries + _SWATCH + 10, measure(specification.unit, _LABEL), 60.0)


def _legend(
    canvas: Canvas, specification: ChartSpecification, palette: Palette, at: Place
) -> float:
    """The classes with their limits, under the unit; gives the lower edge."""
    x, y = at
    canvas.text((x, y + 10), specification.unit, palette.SOFT_TEXT, _LABEL)
    y += 22 if specification.unit else 0
    fills = class_colours(specification, palette)
    if specification.missing_label:
        fills.append(canvas.hatch(palette.MISSING, palette.BACKGROUND))
    for label, fill in zip(_entries(specification), fills, strict=True):
        frame: dict[str, Any] = {"stroke": palette.AXIS, "stroke_width": 1.0}
        canvas.shape("rect", x=x, y=y, width=_SWATCH, height=_SWATCH, fill=fill, **frame)
        canvas.text((x + _SWATCH + 8, y + 11), label, palette.TEXT, _LABEL)
        y += _LEGEND_ROW
    return y
