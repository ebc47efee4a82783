"""Where the borders of a map are, and how a Mercator map lays them out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


def mercator(lat: float) -> float:
    """Where a latitude lies on a Mercator map, in degrees at the equator."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


@dataclass(frozen=True, slots=True)
class Geography:
    """Where the borders are: a GeoJSON address or object, the path of its ids, and what to show.

    `bounds` is west, south, east, north in degrees.
    """

    geojson: str | Mapping[str, Any]
    feature_id_key: str
    bounds: tuple[float, float, float, float]

    @property
    def extent(self) -> tuple[float, float]:
        """Height and width of the bounds on a Mercator map, in degrees at the equator."""
        west, south, east, north = self.bounds
        return mercator(north) - mercator(south), east - west
