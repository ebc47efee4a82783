"""PxWebApi version 2: groupings, eliminated variables, budgets told in headers only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from etl import connectors, fetch, jsonstat, snapshots
from etl.connectors import pxweb2
from etl.connectors.table import find_total
from etl.snapshots import RawPart
from seutukuva.definitions.model import SourceAreas
from seutukuva.errors import ShapeChanged
from tests.conftest import SHARED
from tests.etl.conftest import QUICK, StandIn, definitions, make_indicator, make_source

pytestmark = pytest.mark.slow

RECORDED = SHARED / "data" / "pxweb"
SSB = "https://data.ssb.no/api/pxwebapi/v2"
SCB = "https://statistikdatabasen.scb.se/api/v2"


def _norway(**areas: Any) -> Any:
    source = make_source(
        "norway",
        "07459",
        "pxweb2",
        url=SSB,
        country="NO",
        dimensions={"area": ("Region",), "time": ("Tid",), "contents": ("ContentsCode",)},
        areas=SourceAreas(kinds=("municipality",), strip="K-", codelist="agg_KommSummer", **areas),
    )
    return definitions(source, make_indicator("population", "norway", "Personer1"))


def _sweden(table: str = "TAB6471", **areas: Any) -> Any:
    source = make_source(
        "sweden",
        table,
        "pxweb2",
        url=SCB,
        country="SE",
        dimensions={"area": ("Region",), "age": ("Alder",), "sex": ("Kon",)},
        areas=SourceAreas(prefix="KU", **areas),
    )
    return definitions(
        source, make_indicator("population", "sweden", "000007SF", age="-4", sex="1")
    )


def test_norwegian_municipalities_of_a_grouping(server: StandIn) -> None:
    defs = _norway()
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert (outcome.state, outcome.error) == ("new", None)
    assert outcome.snapshot is not None
    asked = {s["variableCode"]: s for s in outcome.snapshot.parts[0].query["selection"]}
    assert asked["Region"]["codelist"] == "agg_KommSummer"
    assert len(asked["Region"]["valueCodes"]) == 17
    rows = connectors.parse(defs.sources["norway"], outcome.snapshot, defs).to_pylist()
    figures = {(r["area_id"], r["period"]): r["value"] for r in rows}
    assert len(figures) == 17 * 20
    assert figures["NO-KU4005", "2026"] > 10_000  # Notodden
    (again,) = fetch.fetch(defs, manners=QUICK)
    assert (again.state, again.calls) == ("unchanged", 2)


def test_only_some_municipalities(server: StandIn) -> None:
    (outcome,) = fetch.fetch(_norway(only=("K-4005",)), manners=QUICK)
    assert (outcome.state, outcome.cells) == ("new", 20)


def test_swedish_counties_by_map_with_recorded_figures(server: StandIn) -> None:
    defs = _sweden(only=(), map={"25": "SE-MK25", "00": "SE-SSS"}, kinds=("municipality",))
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert outcome.error is None
    assert outcome.snapshot is not None
    rows = connectors.parse(defs.sources["sweden"], outcome.snapshot, defs).to_pylist()
    areas = {r["area_id"] for r in rows}
    assert {"SE-KU2583", "SE-MK25", "SE-SSS"} <= areas
    assert {r["period"] for r in rows} >= {"2025M01", "2026M04"}


def test_a_place_without_any_figure_is_stored_with_a_warning(server: StandIn) -> None:
    (outcome,) = fetch.fetch(_sweden(only=("2583",)), manners=QUICK)
    assert (outcome.state, outcome.cells) == ("new", 16)
    assert outcome.warnings == ("the producer has no figure for anything that was asked",)


def test_budget_in_headers_holds_where_the_configuration_says_nothing(server: StandIn) -> None:
    server.control(limits={"cells": 100, "calls": 5, "window": 1, "face": "ssb"})
    (outcome,) = fetch.fetch(_norway(), manners=QUICK)
    assert (outcome.state, outcome.error) == ("new", None)
    told = server.summary()["ssb"]
    assert told["most_calls_in_window"] <= 5
    assert told["statuses"] == {"200": told["calls"]}
    cells = [r["cells"] for r in server.data_requests()]
    assert max(cells) <= 100
    assert sum(cells) == outcome.cells == 340


def test_unknown_table_says_what_is_similar(server: StandIn) -> None:
    (outcome,) = fetch.fetch(_sweden("TAB6472"), manners=QUICK)
    assert outcome.state == "failed"
    assert "table TAB6472 is gone" in str(outcome.error)
    assert "similar: TAB6471" in str(outcome.error)


def test_unknown_codelist_is_told(server: StandIn) -> None:
    (outcome,) = fetch.fetch(_sweden(codelist="agg_Nothing"), manners=QUICK)
    assert "Non-existent codelist" in str(outcome.error)


def test_a_value_that_the_table_lost(server: StandIn) -> None:
    defs = definitions(
        _sweden().sources["sweden"], make_indicator("i", "sweden", "000007SF", age="0-3 years")
    )
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert "Alder with 0-3 years" in str(outcome.error)


def test_big_national_table_behind_version_2(server: StandIn) -> None:
    roles = {"area": ("alue",), "age": ("ikaryhma",), "sex": ("sukupuoli",)}
    defs = definitions(
        make_source("copy", "SF11RE", "pxweb2", url=SCB, dimensions=roles, time_from="2020"),
        make_indicator("population", "copy", "vaesto"),
    )
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert (outcome.state, outcome.cells) == ("new", 309 * 6)
    assert outcome.snapshot is not None
    rows = connectors.parse(defs.sources["copy"], outcome.snapshot, defs).to_pylist()
    own = {r["period"]: r["value"] for r in rows if r["area_id"] == "FI-KU729"}
    assert own["2025"] == 8763.0


@pytest.mark.skipif(not RECORDED.is_dir(), reason="no recorded answers on this machine (../shared)")
def test_recorded_metadata_and_answer(data_folder: Path) -> None:
    about = json.loads((RECORDED / "scb_v2_TAB6471_metadata.json").read_bytes())
    by_code = {v.code: v for v in pxweb2.variables(about, where="x")}
    assert [len(v.values) for v in by_code.values()] == [312, 134, 3, 1, 16]
    assert by_code["Region"].eliminable
    assert not by_code["Alder"].eliminable
    assert find_total(by_code["Kon"]) == "TotSa"
    body = (RECORDED / "scb_v2_TAB6471_data.json").read_bytes()
    defs = _sweden(map={"25": "SE-MK25"})
    part = RawPart("u", {}, body, "application/json")
    draft = snapshots.draft(defs.sources["sweden"], [part], {})
    rows = connectors.parse(defs.sources["sweden"], draft.snapshot, defs).to_pylist()
    cube = jsonstat.read(body)
    assert {r["area_id"] for r in rows} <= {"SE-MK25"}
    assert cube.dimension("Tid").codes == ("2026M01", "2026M02", "2026M03", "2026M04")


@pytest.mark.parametrize("about", [[], {}, {"dimension": {}}, {"dimension": [], "id": [1]}])
def test_metadata_of_no_table_are_refused(about: Any) -> None:
    with pytest.raises(ShapeChanged):
        pxweb2.variables(about, where="x")
