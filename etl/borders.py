"""Fetched borders as small GeoJSON files that the map reads by address."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from etl import snapshots
from etl.connectors import wfs
from etl.moments import utc
from seutukuva import settings
from seutukuva.definitions.model import Source
from seutukuva.errors import SeutukuvaError, ShapeChanged

LAYER = "municipality"
FOLDER = "geo"


@dataclass(frozen=True, slots=True)
class Layer:
    """One border layer; ``file`` is relative to the build folder."""

    layer_id: str
    division_year: str
    file: str
    sha256: str
    source_id: str
    fetched_at: datetime | None


def layers(source: Source, unreadable: list[tuple[str, str]]) -> list[Layer]:
    """The newest borders of a source, written beside the published versions.

    A layer that cannot be read is added to ``unreadable`` as (snapshot id, problem).
    """
    if source.connector != "wfs":
        return []
    for snapshot in reversed(snapshots.all(source.id)):
        try:
            return [_layer(source, snapshot)]
        except SeutukuvaError as error:
            unreadable.append((f"{source.id}:{snapshot.snapshot_id}", str(error)))
    return []


def _layer(source: Source, snapshot: snapshots.Snapshot) -> Layer:
    borders = wfs.borders(snapshot)
    try:
        features = [_feature(one, source.country) for one in borders.collection["features"]]
    except (KeyError, TypeError) as error:
        raise ShapeChanged(
            "GeoJSON of municipalities", repr(error), where=snapshot.snapshot_id
        ) from error
    body = orjson.dumps({"type": "FeatureCollection", "features": features})
    digest = hashlib.sha256(body).hexdigest()
    file = settings.build_folder() / FOLDER / f"{LAYER}-{digest[:12]}.geojson"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}.tmp")
        fresh.write_bytes(body)
        fresh.replace(file)
    return Layer(
        layer_id=LAYER,
        division_year=borders.year,
        file=f"{FOLDER}/{file.name}",
        sha256=digest,
        source_id=source.id,
        fetched_at=utc(snapshot.fetched_at),
    )


def _feature(feature: dict[str, Any], country: str) -> dict[str, Any]:
    """One municipality with the id that the facts use, and nothing more for the map to load."""
    area_id = f"{country}-KU{feature['properties']['kunta']}"
    return {
        "type": "Feature",
        "id": area_id,
        "properties": {"area_id": area_id},
        "geometry": feature["geometry"],
    }
