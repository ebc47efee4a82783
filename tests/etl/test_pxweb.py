"""PxWeb version 1: roles by metadata, parts within limits, observations as the contract says."""

from __future__ import annotations

import gzip
import itertools
import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl import connectors, fetch, snapshots
from etl.connectors import pxweb
from etl.connectors.table import (
    Plan,
    Selected,
    Variable,
    find_total,
    find_value,
    find_variable,
    plan,
    roles,
    split,
    stem,
)
from etl.connectors.wanted import Wanted, area_id, period, wanted_of
from etl.snapshots import RawPart
from seutukuva.definitions.model import Selection, SourceAreas
from seutukuva.errors import ShapeChanged, SourceError
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

RECORDED = SHARED / "data" / "pxweb"
needs_recorded = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="no recorded answers on this machine (../shared)"
)
TWO_MORE = {
    "area": ("alue",),
    "time": ("timeperiod",),
    "contents": ("contentscode",),
    "age": ("ikaryhma", "Ikä"),
    "sex": ("sukupuoli",),
}
POPULATION = make_source("population", "vaerak/11re", dimensions=TWO_MORE)


def _variable(code: str, *values: str, text: str = "", **more: Any) -> Variable:
    return Variable(code, text or code, values, values, **more)


# -- roles, values and totals


@pytest.mark.parametrize(
    ("role", "names", "found"),
    [
        ("area", ("alue",), "alue_23_20260101"),
        ("area", ("alue_23_20250101",), "alue_23_20260101"),
        ("area", ("Alue",), "alue_23_20260101"),
        ("time", ("Vuosi",), "timeperiod_y"),
        ("time", (), "timeperiod_y"),
        ("contents", (), "contentscode"),
        ("age", ("Ikä",), "ikaryhma_10_20180101"),
        ("age", ("Age", "ikaryhma"), "ikaryhma_10_20180101"),
        ("region", ("Alueluokka",), None),
    ],
)
def test_variable_by_code_stem_text_or_flag(
    role: str, names: tuple[str, ...], found: str | None
) -> None:
    variables = [
        _variable("alue_23_20260101", "SSS", text="Alue 2026"),
        _variable("ikaryhma_10_20180101", "SSS", text="Ikä"),
        _variable("timeperiod_y", "2025", text="Vuosi", role="time"),
        _variable("contentscode", "vaerak-vaesto", text="Tiedot"),
    ]
    variable = find_variable(variables, role, names, where="x")
    assert (variable.code if variable else None) == found


def test_two_that_fit_are_not_guessed_between() -> None:
    two = [_variable("alue_1_20250101", "SSS"), _variable("alue_2_20260101", "SSS")]
    with pytest.raises(ShapeChanged, match="one variable for area"):
        find_variable(two, "area", ("alue",), where="x")


def test_exact_code_wins_over_stem() -> None:
    two = [_variable("Alue", "SSS"), _variable("alue_2_20260101", "SSS")]
    found = find_variable(two, "area", ("Alue",), where="x")
    assert found is two[0]


def test_one_variable_cannot_play_two_roles() -> None:
    source = make_source("x", "x", dimensions={**TWO_MORE, "sex": ("ikaryhma",)})
    with pytest.raises(ShapeChanged, match="one role a variable"):
        roles([_variable("ikaryhma_10_20180101", "SSS")], source, where="x")


def test_stem() -> None:
    assert stem("alue_23_20260101") == stem("Alue") == "alue"
    assert stem("timeperiod_y") == "timeperiod_y"


@pytest.mark.parametrize(
    ("declared", "found"),
    [
        ("vaesto", "vaerak-vaesto"),
        ("vaerak-vaesto", "vaerak-vaesto"),
        ("vm01", "vm01"),
        ("muutl-vm01", "vm01"),
        ("Kuolleet", "vm11"),
        ("VM11", "vm11"),
        ("vaesto_alle15_p", None),
        ("esto", None),
    ],
)
def test_contents_by_suffix_after_the_dash(declared: str, found: str | None) -> None:
    codes, texts = ("vaerak-vaesto", "vm01", "vm11"), ("Väestö", "Elävänä syntyneet", "Kuolleet")
    assert find_value(codes, texts, declared, suffix=True) == found


def test_suffix_is_for_contents_only_and_must_be_the_only_one() -> None:
    assert find_value(("15-19", "0-19"), ("a", "b"), "19", suffix=False) is None
    assert find_value(("a-x", "b-x"), ("a", "b"), "x", suffix=True) is None


def test_total_by_metadata_code_label_or_only_value() -> None:
    assert find_total(_variable("a", "1", "2", total="2")) == "2"
    assert find_total(_variable("a", "1", "SSS")) == "SSS"
    assert find_total(Variable("Kon", "kön", ("1", "4"), ("män", "totalt"))) == "4"
    assert find_total(_variable("a", "1")) == "1"
    assert find_total(_variable("a", "1", "2")) == ""


@pytest.mark.parametrize(
    ("code", "label", "found"),
    [
        ("2025", "", "2025"),
        ("2026M6", "", "2026M06"),
        ("2024Q1*", "", "2024Q1"),
        ("2024K2", "", "2024Q2"),
        ("0", "1990", "1990"),
        ("2024M13", "", None),
        ("2024U05", "", None),
        ("SSS", "Total", None),
    ],
)
def test_periods(code: str, label: str, found: str | None) -> None:
    assert period(code, label) == found


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("SSS", "FI-SSS"),
        ("KU091", "FI-KU091"),
        ("SK138", "FI-SK138"),
        ("MK13", "FI-MK13"),
        ("091", "FI-KU091"),
        ("KUJOU", None),
        ("MK91", None),
        ("SK902", None),
        ("ELY09", None),
        ("HVA15", None),
        ("MA1", None),
        ("KU91", None),
    ],
)
def test_finnish_area_codes(code: str, found: str | None) -> None:
    assert area_id(code, POPULATION) == found


def test_foreign_area_codes_and_the_source_s_rules() -> None:
    norway = make_source("n", "07459", country="NO", areas=SourceAreas(strip="K-"))
    assert [area_id(c, norway) for c in ("K-4005", "K.4005", "K_4005", "4005", "40")] == [
        "NO-KU4005"
    ] * 4 + [None]
    sweden = make_source(
        "s", "x", country="SE", areas=SourceAreas(prefix="KU", only=("2583",), map={"00": "SE-SSS"})
    )
    assert [area_id(c, sweden) for c in ("2583", "0114", "00", "25")] == [
        "SE-KU2583",
        None,
        "SE-SSS",
        None,
    ]
    regions = make_source("r", "x", areas=SourceAreas(kinds=("region",)))
    assert [area_id(c, regions) for c in ("MK13", "KU729", "SSS")] == ["FI-MK13", None, None]


# -- the plan


def _population_variables() -> list[Variable]:
    return [
        _variable("alue_23_20260101", "SSS", "KU729", "KU931", "KUJOU"),
        _variable("ikaryhma_10_20180101", "SSS", "000", "001", eliminable=True),
        _variable("sukupuoli_9_20180101", "SSS", "1", "2", eliminable=True),
        _variable("timeperiod_y", "1972", "2024", "2025", role="time"),
        _variable("contentscode", "vaerak-vaesto", "vaerak-muu"),
    ]


def _wanted(*selections: tuple[str, dict[str, str]]) -> Wanted:
    return Wanted(
        "population", tuple(Selection("population", c, tuple(s.items())) for c, s in selections)
    )


def test_plan_is_the_union_of_what_indicators_want() -> None:
    wanted = _wanted(("vaesto", {"age": "SSS", "sex": "1"}), ("vaesto", {"age": "001"}))
    whole = plan(_population_variables(), POPULATION, wanted, where="x")
    assert {s.variable: s.codes for s in whole.selected} == {
        "alue_23_20260101": ("SSS", "KU729", "KU931"),
        "ikaryhma_10_20180101": ("SSS", "001"),
        "sukupuoli_9_20180101": ("SSS", "1"),
        "timeperiod_y": ("1972", "2024", "2025"),
        "contentscode": ("vaerak-vaesto",),
    }
    assert (whole.cells, whole.left_out, whole.warnings) == (36, (), ())


def test_first_period_of_the_source() -> None:
    source = make_source("population", "vaerak/11re", dimensions=TWO_MORE, time_from="2000")
    whole = plan(_population_variables(), source, _wanted(("vaesto", {})), where="x")
    assert whole.selected[3].codes == ("2024", "2025")


def test_what_has_no_total_is_left_out_only_where_that_is_allowed() -> None:
    variables = [*_population_variables(), _variable("kieli", "fi", "sv", eliminable=True)]
    whole = plan(variables, POPULATION, _wanted(("vaesto", {})), where="x")
    assert whole.left_out == ("kieli",)
    variables[-1] = _variable("kieli", "fi", "sv")
    with pytest.raises(ShapeChanged, match="a total of kieli, got fi, sv"):
        plan(variables, POPULATION, _wanted(("vaesto", {})), where="x")


def test_a_lost_value_is_a_warning_and_all_lost_an_error() -> None:
    wanted = _wanted(("vaesto", {}), ("kuolleet", {}))
    whole = plan(_population_variables(), POPULATION, wanted, where="x")
    assert whole.warnings == ("contentscode: no value 'kuolleet' in the table",)
    with pytest.raises(ShapeChanged, match="contentscode with kuolleet"):
        plan(_population_variables(), POPULATION, _wanted(("kuolleet", {})), where="x")


@pytest.mark.parametrize(
    "lost", ["timeperiod_y", "contentscode", "alue_23_20260101", "sukupuoli_9_20180101"]
)
def test_a_table_without_a_role_is_refused(lost: str) -> None:
    variables = [v for v in _population_variables() if v.code != lost]
    with pytest.raises(ShapeChanged, match="a variable for"):
        plan(variables, POPULATION, _wanted(("vaesto", {"sex": "1"})), where="x")


def test_a_table_without_sexes_answers_for_both(data_folder: Path) -> None:
    variables = [v for v in _population_variables() if v.code != "sukupuoli_9_20180101"]
    wanted = _wanted(("vaesto", {}), ("vaesto", {"sex": "SSS"}))
    assert len(plan(variables, POPULATION, wanted, where="x").selected) == 4
    body = (RESPONSES / "sparse.json").read_bytes()
    roles = {"area": ("geo",), "contents": ("unit",), "sex": ("sex",)}
    source = make_source("y", "y", dimensions=roles)
    rows = _parsed(body, source, _wanted(("NR", {"sex": "SSS"}), ("NR", {"sex": "1"})), data_folder)
    assert {r["series"] for r in rows} == {"contents=NR|sex=SSS"}


@settings(deadline=None)
@given(
    sizes=st.lists(st.integers(1, 12), min_size=2, max_size=4),
    most=st.integers(1, 200),
    most_values=st.sampled_from([0, 0, 20, 60]),
)
def test_parts_hold_every_cell_once_and_keep_to_the_limit(
    sizes: list[int], most: int, most_values: int
) -> None:
    whole = Plan(
        tuple(
            Selected(f"v{n}", tuple(f"{n}.{i}" for i in range(size)), is_time=n == 0)
            for n, size in enumerate(sizes)
        )
    )
    cells: list[tuple[str, ...]] = []
    for part in split(whole, most, most_values):
        assert part.cells <= most
        cells += itertools.product(*(s.codes for s in part.selected))
    assert len(cells) == len(set(cells)) == math.prod(sizes)


def test_time_is_cut_last() -> None:
    time = Selected("time", tuple(str(y) for y in range(1000)), is_time=True)
    area = Selected("area", ("a", "b", "c", "d"))
    parts = list(split(Plan((time, area)), 2000))
    assert [p.selected[1].codes for p in parts] == [("a", "b"), ("c", "d")]
    assert all(len(p.selected[0].codes) == 1000 for p in parts)
    parts = list(split(Plan((time, area)), 500))
    assert len(parts) == 8
    assert all(p.cells == 500 for p in parts)


# -- reading back


def _parsed(body: bytes, source: Any, wanted: Wanted, folder: Path) -> list[dict[str, Any]]:
    draft = snapshots.draft(source, [RawPart("u", {}, body, "application/json")], {})
    return pxweb.parse(source, draft.snapshot, wanted).to_pylist()


def test_px_json_and_json_stat_say_the_same_of_a_cell(data_folder: Path) -> None:
    source = make_source("x", "x")
    px = _parsed(
        (RESPONSES / "pxjson.json").read_bytes(),
        source,
        _wanted(("vaesto", {}), ("osuus", {})),
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
        (RESPONSES / "sparse.json").read_bytes(), sparse, _wanted(("NR", {})), data_folder
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
    rows = _parsed(body, make_source("x", "x"), _wanted(("TYOTOSUUS", {})), data_folder)
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
        body, source, _wanted(("vaesto", {"sex": "SSS"}), ("vaesto", {"sex": "1"})), data_folder
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
