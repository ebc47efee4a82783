"""Borders: the newest division, whole, with codes that are text."""

from __future__ import annotations

from typing import Any

import pytest

from etl import connectors, fetch
from etl.connectors import wfs
from seutukuva.definitions.model import Area
from seutukuva.errors import ShapeChanged
from tests.etl.conftest import QUICK, TEXT, StandIn, definitions, make_source

SOURCE = make_source(
    "borders",
    "tilastointialueet:kunta4500k_YYYY",
    "wfs",
    url="https://geo.stat.fi/geoserver/wfs",
    dimensions={},
)


def _capabilities(*names: str) -> str:
    types = "".join(f"<FeatureType><Name>{n}</Name></FeatureType>" for n in names)
    return f"<wfs:WFS_Capabilities><FeatureTypeList>{types}</FeatureTypeList>"


def _feature(code: Any = "729", geometry: str = "Polygon") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kunta": code},
        "geometry": {"type": geometry, "coordinates": []},
    }


def _collection(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


def test_newest_layer_of_the_name() -> None:
    names = [f"tilastointialueet:kunta{k}_{y}" for k in ("1000k", "4500k") for y in (2024, 2026)]
    assert wfs.newest_layer(_capabilities(*names), SOURCE) == "tilastointialueet:kunta4500k_2026"
    with pytest.raises(ShapeChanged, match="a layer tilastointialueet:kunta4500k_YYYY"):
        wfs.newest_layer(_capabilities("tilastointialueet:seutukunta4500k_2026"), SOURCE)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], "FeatureCollection"),
        ({"type": "Topology"}, "got Topology"),
        (_collection(_feature(729)), "text of three digits, got 729"),
        (_collection(_feature("29")), "'29'"),
        (_collection(_feature("729", "Point")), "a polygon of 729"),
        (_collection(_feature(), _feature()), "each once"),
        (_collection(_feature(), numberMatched=2), "2 matched"),
        (_collection(), "at least"),
    ],
)
def test_unsound_borders_are_refused(content: Any, said: str) -> None:
    with pytest.raises(ShapeChanged, match=said):
        wfs.check(content, 0, where="x")


def test_fetch_stores_borders_and_asks_no_more_until_a_new_division(server: StandIn) -> None:
    defs = definitions(SOURCE)
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert (outcome.state, outcome.error, outcome.cells) == ("new", None, 308)
    assert outcome.snapshot is not None
    assert outcome.snapshot.kind == "geo"
    borders = wfs.borders(outcome.snapshot)
    assert (borders.layer, borders.year) == ("tilastointialueet:kunta4500k_2025", "2025")
    assert len(borders.collection["features"]) == 308
    assert connectors.parse(SOURCE, outcome.snapshot, defs).num_rows == 0
    (again,) = fetch.fetch(defs, manners=QUICK)
    assert (again.state, again.calls) == ("unchanged", 1)


def test_half_a_country_is_refused(server: StandIn) -> None:
    defs = definitions(SOURCE)
    defs.areas = {
        f"FI-KU{n:03d}": Area(
            f"FI-KU{n:03d}",
            "municipality",
            "FI",
            f"KU{n:03d}",
            TEXT,
            "",
            "",
            "",
            "",
            "",
            None,
            None,
        )
        for n in range(308)
    }
    server.fault("shrunken_answer")
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert outcome.state == "failed"
    assert "at least 298 municipalities" in str(outcome.error)
