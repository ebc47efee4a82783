"""Borders of municipalities from a Web Feature Service, as GeoJSON in longitude and latitude."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from etl.connectors.asking import Fetched, Task, Unchanged, similar
from etl.connectors.observations import SCHEMA
from etl.connectors.wanted import Wanted, listed
from etl.http import parse_json
from etl.snapshots import RawPart, Snapshot
from seutukuva.definitions.model import Source
from seutukuva.errors import ShapeChanged

LAYER_NAME = re.compile(r"<(?:\w+:)?Name>\s*([\w:.-]+)\s*</(?:\w+:)?Name>")
CODE = re.compile(r"\d{3}")  # text with leading zeros; a number has lost them
FEWEST_SHARE = 0.97  # of the municipalities that the definitions know; a merger may come first
CODE_FIELD = "kunta"


@dataclass(frozen=True, slots=True)
class Borders:
    """Borders of one division: its layer, its year, and the GeoJSON FeatureCollection."""

    layer: str
    year: str
    collection: Mapping[str, Any]


def fetch(task: Task) -> Fetched | Unchanged:
    """Asks the newest yearly layer whose name starts as the source's table does.

    Raises:
        SourceError: see `etl.http`; ShapeChanged for no such layer, too few municipalities, codes
            that are not text, or other shapes than polygons.
    """
    source, client = task.source, task.client
    common = {"service": "WFS", "version": "2.0.0"}
    capabilities = client.get_xml(source.url, {**common, "request": "GetCapabilities"})
    layer = newest_layer(capabilities.body.decode("utf-8", "replace"), source)
    # a layer of a year is never changed: its name is its time of change
    if task.is_unchanged(layer):
        return Unchanged(layer)
    task.report(0, 1)
    params = {
        **common,
        "request": "GetFeature",
        "typeNames": layer,
        "outputFormat": "application/json",
        "srsName": "EPSG:4326",
    }
    answer = client.get_json(source.url, params)
    count = check(answer.content, task.wanted.municipalities, where=f"{source.url} {layer}")
    task.report(1, 1)
    part = RawPart(answer.url, params, answer.body, answer.content_type)
    return Fetched((part,), {"layer": layer, "updated": layer}, layer, count, kind="geo")


def parse(source: Source, snapshot: Snapshot, wanted: Wanted) -> pa.Table:
    """Borders hold no observations: an empty table of the usual columns."""
    return SCHEMA.empty_table()


def borders(snapshot: Snapshot) -> Borders:
    """The borders of a stored snapshot.

    Raises:
        SourceError: the stored answer cannot be read.
    """
    layer = str(snapshot.metadata()["layer"])
    body = snapshot.read(snapshot.parts[0])
    collection = parse_json(body, where=snapshot.snapshot_id)
    return Borders(layer, layer[-4:], collection)


def newest_layer(capabilities: str, source: Source) -> str:
    """The layer of the latest year, of those that are the source's table and a year.

    Raises:
        ShapeChanged: there is none.
    """
    table = re.sub(r"_(YYYY|\d{4})$", "", source.table)
    names = LAYER_NAME.findall(capabilities)
    own = re.compile(rf"(?:[\w.-]+:)?{re.escape(table.rpartition(':')[2])}_(\d{{4}})")
    years = {found[1]: name for name in names if (found := own.fullmatch(name))}
    if not years:
        near = similar(table, [(n, "") for n in names])
        raise ShapeChanged(
            f"a layer {table}_YYYY",
            listed(near or names),
            where=source.url,
            todo="change `table` in the source's definition",
        )
    return years[max(years)]


def check(content: Any, municipalities: int, *, where: str) -> int:
    """Number of features, all of them sound.

    Raises:
        ShapeChanged: not a FeatureCollection, too few or doubled municipalities, codes that are
            no three-digit text, or features that are no polygons.
    """
    features = content.get("features") if isinstance(content, dict) else None
    if content_type(content) != "FeatureCollection" or not isinstance(features, list):
        raise ShapeChanged("a FeatureCollection", content_type(content), where=where)
    codes = set()
    for feature in features:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        code = properties.get(CODE_FIELD) if isinstance(properties, dict) else None
        if not isinstance(code, str) or not CODE.fullmatch(code):
            raise ShapeChanged("codes as text of three digits", repr(code), where=where)
        if content_type(feature.get("geometry")) not in ("Polygon", "MultiPolygon"):
            raise ShapeChanged(f"a polygon of {code}", "something else", where=where)
        codes.add(code)
    matched = content.get("numberMatched", len(features))
    fewest = max(1, int(municipalities * FEWEST_SHARE))
    complete = not isinstance(matched, int) or matched == len(features)
    if len(codes) != len(features) or len(codes) < fewest or not complete:
        got = f"{len(codes)} different of {len(features)} features ({matched} matched)"
        raise ShapeChanged(f"at least {fewest} municipalities, each once", got, where=where)
    return len(features)


def content_type(content: Any) -> str:
    """The "type" of a GeoJSON object, "nothing" where there is none."""
    return str(content.get("type", "nothing")) if isinstance(content, dict) else "nothing"
