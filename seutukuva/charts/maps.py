"""One indicator on a map: areas within their borders, or as squares where borders are not drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from seutukuva.charts import labels
from seutukuva.charts.classes import Method, class_of, classes
from seutukuva.charts.geography import Geography
from seutukuva.charts.observations import (
    Indicator,
    Observation,
    Rows,
    latest_period,
    observations,
)
from seutukuva.charts.rankings import highest_first, ranked_alternative, ranked_table
from seutukuva.charts.specification import ChartSpecification, Region, ValueClass
from seutukuva.charts.wording import Translate, Wording, untranslated, wording

FINLAND = (19.0, 59.5, 31.7, 70.2)
MAP_HEIGHT = 560
_LOWEST_MAP = 300
_NARROWEST = 345  # width in pixels of the map on the narrowest screen, and a margin
TILE_HEIGHT = 104  # pixels of one row of squares
_TILE_LABEL = 12  # characters

Bounds = tuple[float, float, float, float]


def same_id(area_id: str) -> str:
    """The id of a feature that is the area_id itself."""
    return area_id


def choropleth(
    rows: Rows,
    *,
    geojson: str | Mapping[str, Any],
    indicator: Indicator,
    language: str,
    period: str | None = None,
    own: str | None = None,
    feature_id: Callable[[str], str] = same_id,
    feature_id_key: str = "id",
    bounds: Bounds | None = None,
    method: Method = "quantile",
    title: str | None = None,
    source: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """A map in value classes.

    Args:
        rows: area_id, area_name, period, value, status of the areas on the map.
        geojson: the address of a feature collection, or the collection itself.
        period: the period shown; None is the latest that has values.
        own: area_id of the area that is outlined.
        feature_id: area_id -> id in the GeoJSON.
        feature_id_key: where that id stands in a feature, as in Plotly's `featureidkey`.
        bounds: west, south, east, north in degrees; None takes them from an inline collection
            (of the features that rows name) and shows Finland for an address.
        method: "quantile" (as many areas in each class) or "equal" (classes of equal width).
    """
    words = wording(indicator, language, _, title=title)
    chart = _chart(observations(rows), period, own, words, method)
    regions = [replace(one, feature_id=feature_id(one.key)) for one in chart.regions]
    notes = chart.notes
    if not isinstance(geojson, str):
        shapes = _shapes(geojson, feature_id_key)
        unknown = [one.name for one in regions if one.feature_id not in shapes]
        if unknown:
            notes.append(_("Not on the map: {areas}.").format(areas=words.listed(unknown)))
        regions = [one for one in regions if one.feature_id in shapes]
        bounds = bounds or _bounds(shapes[one.feature_id] for one in regions)
    geography = Geography(geojson, feature_id_key, bounds or FINLAND)
    return replace(
        _specification(chart, source),
        regions=tuple(regions),
        geography=geography,
        notes=tuple(notes),
        height=_height(geography),
    )


def _height(geography: Geography) -> int:
    tall, wide = geography.extent
    return round(min(MAP_HEIGHT, max(_LOWEST_MAP, _NARROWEST * tall / max(wide, 1e-9))))


def tiles(
    rows: Rows,
    *,
    positions: Mapping[str, tuple[int, int]],
    indicator: Indicator,
    language: str,
    period: str | None = None,
    own: str | None = None,
    method: Method = "quantile",
    title: str | None = None,
    source: str = "",
    _: Translate = untranslated,
) -> ChartSpecification:
    """A tile map: one square an area, with its name and value.

    Args:
        rows: as in `choropleth`; areas without a position are left out.
        positions: area_id -> (row, column), from any number; row 0 is the northernmost.
    """
    words = wording(indicator, language, _, title=title)
    placed = [one for one in observations(rows) if one.area_id in positions]
    chart = _chart(placed, period, own, words, method)
    regions = [
        replace(
            one,
            name=labels.wrap(one.name, _TILE_LABEL),
            row=positions[one.key][0],
            col=positions[one.key][1],
        )
        for one in chart.regions
    ]
    used = {one.row for one in regions}
    rows_used = max(used) - min(used) + 1 if used else 1
    return replace(
        _specification(chart, source),
        kind="tiles",
        regions=tuple(regions),
        height=TILE_HEIGHT * rows_used,
    )


@dataclass(frozen=True, slots=True)
class _Chart:
    found: list[Observation]
    classes: tuple[ValueClass, ...]
    own: str | None
    period: str | None
    words: Wording

    @property
    def missing(self) -> list[Observation]:
        """Those without a value."""
        return [one for one in self.found if one.value is None]

    @property
    def notes(self) -> list[str]:
        """What is missing, in words."""
        without = self.words.without_value(self.missing)
        return [without] if without else []

    @property
    def regions(self) -> list[Region]:
        """The areas with their classes, as yet without a place."""
        words = self.words
        return [
            Region(
                key=one.area_id,
                name=one.area_name,
                value=one.value,
                value_text=words.cell(one),
                text=words.pointed(one),
                value_class=class_of(one.value, self.classes, words.decimals),
                is_own=one.area_id == self.own,
            )
            for one in self.found
        ]


def _chart(
    found: list[Observation], period: str | None, own: str | None, words: Wording, method: Method
) -> _Chart:
    period = period or latest_period(found)
    shown = [one for one in found if one.period == period]
    grouped = classes(
        [one.value for one in shown if one.value is not None],
        decimals=words.decimals,
        language=words.language,
        signed=words.signed,
        method=method,
    )
    return _Chart(shown, grouped, own, period, words)


def _specification(chart: _Chart, source: str) -> ChartSpecification:
    words = chart.words
    _ = words.translate
    ordered = highest_first(chart.found, words.language)
    missing = chart.missing
    when = words.subtitle(words.period(chart.period)) + "." if chart.period else words.subtitle()
    return ChartSpecification(
        kind="map",
        title=words.title,
        subtitle=when,
        unit=words.unit,
        decimals=words.decimals,
        language=words.language,
        alternative=ranked_alternative(ordered, missing, chart.own, words),
        table=ranked_table(ordered, ordered, missing, words),
        source=source,
        notes=tuple(chart.notes),
        classes=chart.classes,
        ramp="diverging" if words.signed else "sequential",
        missing_label=_("no value") if missing else "",
    )


def _shapes(geojson: Mapping[str, Any], feature_id_key: str) -> dict[str, Any]:
    """Coordinates by feature id."""
    found = {}
    for feature in geojson["features"]:
        value: Any = feature
        for key in feature_id_key.split("."):
            value = value.get(key) if isinstance(value, Mapping) else None
        found[str(value)] = (feature.get("geometry") or {}).get("coordinates", [])
    return found


def _bounds(shapes: Iterable[Any]) -> Bounds | None:
    points = [point for shape in shapes for point in _points(shape)]
    if not points:
        return None
    lons, lats = [point[0] for point in points], [point[1] for point in points]
    return min(lons), min(lats), max(lons), max(lats)


def _points(shape: Sequence[Any]) -> Iterable[Sequence[float]]:
    if shape and isinstance(shape[0], int | float):
        yield shape
        return
    for part in shape:
        yield from _points(part)
