"""PxWeb version 1: answers as the contract says, and the manners of its servers."""

from __future__ import annotations

import gzip
import itertools
import json
from pathlib import Path
from typing import Any

import pytest

from etl import connectors, fetch, snapshots
from etl.connectors import pxweb
from etl.connectors.table import plan
from etl.connectors.wanted import Wanted, wanted_of
from etl.snapshots import RawPart
from seutukuva.errors import SourceError
from tests.conftest import SHARED
from tests.etl.conftest import (
    QUICK,
    RESPONSES,
    STATFIN,
    StandIn,
    definitions,
    make_indicator,
    make_source,
)
from tests.etl.population import POPULATION, TWO_MORE, make_wanted, population_variables

RECORDED = SHARED / "data" / "pxweb"
needs_recorded = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="no recorded answers on this machine (../shared)"
)


# -- reading back


def _parsed(body: bytes, source: Any, wanted: Wanted, folder: Path) -> list[dict[str, Any]]:
    draft = snapshots.draft(source, [RawPart("u", {}, body, "application/json")], {})
    return pxweb.parse(source, draft.snapshot, wanted).to_pylist()


def test_a_table_without_sexes_answers_for_both(data_folder: Path) -> None:
    variables = [v for v in population_variables() if v.code != "sukupuoli_9_20180101"]
    wanted = make_wanted(("vaesto", {}), ("vaesto", {"sex": "SSS"}))
    assert len(plan(variables, POPULATION, wanted, where="x").selected) == 4
    body = (RESPONSES / "sparse.json").read_bytes()
    roles = {"area": ("geo",), "contents": ("unit",), "sex": ("sex",)}
    source = make_source("y", "y", dimensions=roles)
    rows = _parsed(
        body, source, make_wanted(("NR", {"sex": "SSS"}), ("NR", {"sex": "1"})), data_folder
    )
    assert {r["series"] for r in rows} == {"contents=NR|sex=SSS"}


def test_px_json_and_json_stat_say_the_same_of_a_cell(data_folder: Path) -> None:
    source = make_source("x", "x")
    px = _parsed(
        (RESPONSES / "pxjson.json").read_bytes(),
        source,
        make_wanted(("vaesto", {}), ("osuus", {})),
        data_folder,
    )
    assert {(r["series"], r["area_id"], r["period"]): (r["value"], r["status"]) for r in px} == {
        ("contents=vaesto", "FI-KU729", "2024M12"): (8847.0, "final"),
        ("contents=vaesto", "FI-KU931", "2024M12"): (None, "confidential"),
        ("contents=vaesto", "FI-KU729", "2025M01"): (8840.0, "preliminary"),
        ("contents=vaesto", "FI-KU931", "2025M01"): (None, "missing"),
        ("contents=osuus", "FI-KU729", "2024M12"): (None, "not_applicable"),
        ("contents=osuus", "FI-KU931", "2024M12"): (1.5, "final"),
        ("contents=osuus", "FI-KU729", "2025M01"): (None, "not_applicable"),
        ("contents=osuus", "FI-KU931", "2025M01"): (None, "missing"),
    }
    sparse = make_source("y", "y", dimensions={"area": ("geo",), "contents": ("unit",)})
    rows = _parsed(
        (RESPONSES / "sparse.json").read_bytes(), sparse, make_wanted(("NR", {})), data_folder
    )
    assert [(r["area_id"], r["period"], r["value"], r["status"]) for r in rows] == [
        ("FI-KU729", "2023", 8847.0, "final"),
        ("FI-KU729", "2024", None, "missing"),
        ("FI-KU729", "2025", 8763.0, "preliminary"),
        ("FI-KU931", "2023", None, "missing"),
        ("FI-KU931", "2024", None, "confidential"),
        ("FI-KU931", "2025", 5900.5, "final"),
    ]


@needs_recorded
def test_recorded_answer_after_the_renaming(data_folder: Path) -> None:
    body = (RECORDED / "statfin2026_unemployment_register_kunnat_12r5.json").read_bytes()
    rows = _parsed(body, make_source("x", "x"), make_wanted(("TYOTOSUUS", {})), data_folder)
    share = {r["area_id"]: r["value"] for r in rows}
    assert share["FI-KU729"] == 16.4
    assert {"FI-SSS", "FI-SK138", "FI-MK13"} <= share.keys()
    assert not {"FI-KUJOU", "FI-MK91", "FI-SK902"} & share.keys()
    assert {r["period"] for r in rows} == {"2026M06"}


@needs_recorded
def test_population_of_the_sub_region_is_the_sum_of_its_eight(data_folder: Path) -> None:
    body = (RECORDED / "statfin2026_sex_register_kunnat_11re.json").read_bytes()
    source = make_source("x", "x", dimensions=TWO_MORE | {"age": ()})
    rows = _parsed(
        body, source, make_wanted(("vaesto", {"sex": "SSS"}), ("vaesto", {"sex": "1"})), data_folder
    )
    eight = ("729", "931", "226", "601", "216", "256", "265", "312")
    total = [r["value"] for r in rows if r["area_id"][5:] in eight and r["series"].endswith("SSS")]
    assert (len(total), sum(total)) == (8, 26_387)


# -- against the stand-in


def _population() -> Any:
    return definitions(
        make_source("population", "vaerak/11re", dimensions=TWO_MORE, time_from="2000"),
        make_indicator("population", "population", "vaesto", age="SSS", sex="SSS"),
        make_indicator("population_men", "population", "vaesto", sex="1"),
    )


def test_fetch_asks_codes_by_name_and_reads_real_figures(server: StandIn) -> None:
    defs = _population()
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert (outcome.state, outcome.error, outcome.warnings) == ("new", None, ())
    (request,) = server.data_requests()
    assert request["cells"] == outcome.cells == 309 * 1 * 2 * 26
    assert outcome.snapshot is not None
    asked = outcome.snapshot.parts[0].query
    assert json.loads(request["body"]) == asked
    assert {q["selection"]["filter"] for q in asked["query"]} == {"item"}
    assert len(asked["query"]) == 5, "no variable is left out silently"
    table = connectors.parse(defs.sources["population"], outcome.snapshot, defs)
    figures = {(r["series"], r["area_id"], r["period"]): r for r in table.to_pylist()}
    total = figures["contents=vaesto|age=SSS|sex=SSS", "FI-KU729", "2025"]
    assert (total["value"], total["status"]) == (8763.0, "final")
    assert figures["contents=vaesto|sex=1", "FI-KU729", "2024"]["status"] == "missing"
    assert outcome.snapshot.rows == table.num_rows


@pytest.mark.slow
def test_limits_of_the_server_are_kept_and_no_cell_is_asked_twice(server: StandIn) -> None:
    server.control(limits={"cells": 500, "calls": 5, "window": 1, "face": "statfin"})
    defs = definitions(
        make_source("monthly", "vamuu/11lj"), make_indicator("population", "monthly", "vaesto")
    )
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert (outcome.state, outcome.error) == ("new", None)
    requests = server.data_requests()
    assert all(r["status"] == 200 and r["cells"] <= 500 for r in requests)
    assert sum(r["cells"] for r in requests) == outcome.cells == 13 * 309
    cells: list[tuple[str, ...]] = []
    for r in requests:
        lists = [q["selection"]["values"] for q in json.loads(r["body"])["query"]]
        cells += itertools.product(*lists)
    assert len(cells) == len(set(cells)) == outcome.cells
    told = server.summary()["statfin"]
    assert told["most_calls_in_window"] <= told["allowed"] == 5
    assert told["statuses"] == {"200": told["calls"]}
    assert told["refetched_unchanged"] == []


def test_names_before_june_2026(server: StandIn) -> None:
    server.control(codes="old")
    (outcome,) = fetch.fetch(_population(), manners=QUICK)
    assert (outcome.state, outcome.error) == ("new", None)
    assert outcome.warnings == ("table 11re is now called statfin_vaerak_pxt_11re",)
    assert outcome.snapshot is not None
    assert outcome.snapshot.parts[0].url.endswith("/vaerak/statfin_vaerak_pxt_11re.px")


def test_a_definition_with_an_old_name_finds_the_new_table(server: StandIn) -> None:
    defs = definitions(
        make_source("vital", "ssaaty/statfin_ssaaty_pxt_121w", time_from="2024"),
        make_indicator("births", "vital", "vm01"),
    )
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert (outcome.state, outcome.error) == ("new", None)


def test_another_database_and_the_short_form_without_level(server: StandIn) -> None:
    avainluvut = STATFIN.replace("StatFin", "Kuntien_avainluvut")
    defs = definitions(
        make_source("key", "uusin/142h", url=avainluvut),
        make_source("short", "12dy"),
        make_indicator("jobs", "key", "M152"),
        make_indicator("births", "short", "vm01"),
    )
    outcomes = fetch.fetch(defs, manners=QUICK)
    assert [(o.state, o.error) for o in outcomes] == [("new", None)] * 2


def test_server_that_refuses_fewer_cells_than_it_states(server: StandIn) -> None:
    """Its text says 100,000 cells while its configuration says more: halves are asked then."""
    defs = definitions(
        make_source("monthly", "vamuu/11lj"), make_indicator("population", "monthly", "vaesto")
    )
    task = connectors.Task(
        source=defs.sources["monthly"],
        wanted=wanted_of(defs.sources["monthly"], defs),
        plan_hash="",
        client=fetch.Client(STATFIN, QUICK),
        shared={
            STATFIN.removesuffix("StatFin") + "?config": {"maxCells": 120_000, "maxValues": 120_000}
        },
    )
    server.control(limits={"cells": 1500, "face": "statfin"})
    fetched = pxweb.fetch(task)
    assert isinstance(fetched, connectors.Fetched)
    answered = [r for r in server.data_requests() if r["status"] == 200]
    assert sum(r["cells"] for r in answered) == fetched.cells == 13 * 309


def test_unknown_table_says_what_is_similar(server: StandIn) -> None:
    defs = definitions(make_source("x", "vaerak/11rx"), make_indicator("i", "x", "vaesto"))
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert outcome.state == "failed"
    assert "table vaerak/11rx is gone or has another name" in str(outcome.error)
    assert "similar: 11r" in str(outcome.error)


def test_unknown_subject_is_told(server: StandIn) -> None:
    defs = definitions(make_source("x", "asas/116e"), make_indicator("i", "x", "vaesto"))
    (outcome,) = fetch.fetch(defs, manners=QUICK)
    assert "table asas/116e is gone" in str(outcome.error)


@pytest.mark.parametrize("about", [[], {}, {"variables": []}, {"variables": [{"code": "x"}]}])
def test_metadata_of_no_table_are_refused(about: Any) -> None:
    with pytest.raises(SourceError):
        pxweb.variables(about, where="x")


def test_stored_bytes_are_those_of_the_answer(server: StandIn) -> None:
    (outcome,) = fetch.fetch(_population(), manners=QUICK)
    assert outcome.snapshot is not None
    file = outcome.snapshot.folder / outcome.snapshot.parts[0].file
    (request,) = server.data_requests()
    assert len(gzip.decompress(file.read_bytes())) == request["bytes"]
