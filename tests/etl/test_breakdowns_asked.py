"""Figures by age and sex: what is asked, and what the answers are read as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from etl import connectors, fetch
from etl.connectors.breakdowns import cells, plans, single_age
from etl.connectors.observations import Collector, collect
from etl.connectors.table import Variable, roles, split
from etl.connectors.wanted import Wanted, plan_hash, wanted_of
from etl.jsonstat import Cube, Dimension
from seutukuva import definitions as project
from seutukuva.definitions.model import Breakdown, Selection, Source
from seutukuva.errors import ShapeChanged
from tests.etl.conftest import (
    QUICK,
    ROLES,
    StandIn,
    definitions,
    make_breakdown,
    make_indicator,
    make_source,
)

BY_AGE = {**ROLES, "age": ("ikaryhma",), "sex": ("sukupuoli",)}
# Hundreds of thousands of cells take their time on a busy machine.
PATIENT = replace(QUICK, read_timeout=60.0)
SEXES = {"men": "1", "women": "2"}
POPULATION = make_source("population", "vaerak/11re", dimensions=BY_AGE)
PYRAMID = make_breakdown("pyramid", "population", "vaesto", sexes=SEXES, first_period="2024")
TOTAL = Selection("population", "vaesto", (("age", "SSS"), ("sex", "SSS")))


# -- what is asked


@pytest.mark.parametrize(
    ("code", "text", "age"),
    [
        ("000", "0", 0),
        ("017", "17", 17),
        ("100-", "100 -", 100),
        ("105+", "", 105),
        ("x", "100 -", 100),
        ("SSS", "Yhteensä", None),
        ("0-4", "0–4", None),
        ("1990", "1990", None),
        ("-", "", None),
    ],
)
def test_only_single_ages_are_ages(code: str, text: str, age: int | None) -> None:
    assert single_age(code, text) == age


def variable(code: str, *values: str, role: str = "") -> Variable:
    return Variable(code, code, values, values, eliminable=not role, role=role)


def variables(ages: Iterable[str] = ("SSS", "000", "001", "100-")) -> list[Variable]:
    return [
        variable("alue", "SSS", "KU729", "KU931", role="geo"),
        variable("ikaryhma", *ages),
        variable("sukupuoli", "SSS", "1", "2"),
        variable("timeperiod_y", "1972", "2023", "2024", "2025", role="time"),
        variable("contentscode", "vaerak-vaesto", role="metric"),
    ]


def wanted(*breakdowns: Breakdown) -> Wanted:
    return Wanted("population", (TOTAL,), breakdowns=breakdowns)


def test_a_breakdown_is_asked_beside_the_series_of_indicators() -> None:
    (series, ages), warnings = plans(variables(), POPULATION, wanted(PYRAMID), where="x")
    assert warnings == ()
    assert series.cells == 3 * 1 * 1 * 4, "the indicators ask for what they asked before"
    assert {s.variable: s.codes for s in ages.selected} == {
        "alue": ("SSS", "KU729", "KU931"),
        "ikaryhma": ("000", "001", "100-"),
        "sukupuoli": ("1", "2"),
        "timeperiod_y": ("2024", "2025"),
        "contentscode": ("vaerak-vaesto",),
    }


def test_ages_can_be_named_and_sexes_left_together() -> None:
    young = replace(PYRAMID, ages=("000", "001"), sexes={}, first_period="")
    (_, ages), _ = plans(variables(), POPULATION, wanted(young), where="x")
    chosen = {s.variable: s.codes for s in ages.selected}
    assert (chosen["ikaryhma"], chosen["sukupuoli"]) == (("000", "001"), ("SSS",))
    assert len(chosen["timeperiod_y"]) == 4


def test_keys_hold_the_age_and_the_sex_and_not_the_producers_codes() -> None:
    played = roles(variables(), POPULATION, where="x")
    keys = [key for _, key in cells(PYRAMID, played)]
    assert keys[:2] == [
        "breakdown=pyramid|age=0|sex=men",
        "breakdown=pyramid|age=0|sex=women",
    ]
    assert keys[-1] == "breakdown=pyramid|age=100|sex=women" and len(keys) == 6
    together = [key for _, key in cells(replace(PYRAMID, sexes={}), played)]
    assert together[0] == "breakdown=pyramid|age=0|sex=total"


@pytest.mark.parametrize("lost", ["ages", "sexes"])
def test_a_table_without_its_ages_still_gives_the_indicators(lost: str) -> None:
    table = variables(("SSS", "0-14", "15-64")) if lost == "ages" else variables()
    if lost == "sexes":
        table[2] = variable("sukupuoli", "SSS")
    found, warnings = plans(table, POPULATION, wanted(PYRAMID), where="x")
    assert [one.cells for one in found] == [12]
    assert len(warnings) == 1 and "pyramid: " in warnings[0] and "single ages" in warnings[0]


def test_a_source_of_nothing_but_a_breakdown_is_refused_without_it() -> None:
    alone = Wanted("population", (), breakdowns=(PYRAMID,))
    (ages,), _ = plans(variables(), POPULATION, alone, where="x")
    assert ages.cells == 3 * 3 * 2 * 2
    with pytest.raises(ShapeChanged, match="single ages"):
        plans(variables(("SSS",)), POPULATION, alone, where="x")


def test_the_plan_of_the_real_table_keeps_to_the_limits() -> None:
    """309 areas, 101 ages, both sexes, 15 years: as many calls as one minute allows, and fewer."""
    codes = [f"{age:03}" for age in range(100)]
    table = variables(("SSS", *codes, "100-"))
    areas = ("SSS", *(f"KU{n:03}" for n in range(1, 309)))
    years = tuple(str(year) for year in range(1972, 2026))
    table[0] = variable("alue", *areas, role="geo")
    table[3] = variable("timeperiod_y", *years, role="time")
    since = replace(PYRAMID, first_period="2011")
    found, _ = plans(table, POPULATION, wanted(since), where="x")
    parts = [part for whole in found for part in split(whole, 120_000)]
    assert sum(part.cells for part in parts) == 309 * 54 + 309 * 101 * 2 * 15
    assert len(parts) == 1 + 8


def test_a_source_without_breakdowns_is_not_asked_again_because_of_them() -> None:
    source = make_source("population", "x", dimensions=BY_AGE)
    bare, with_ages = wanted(), wanted(PYRAMID)
    assert plan_hash(source, bare) != plan_hash(source, with_ages)
    assert plan_hash(source, with_ages) == plan_hash(source, wanted(replace(PYRAMID, order=7)))
    earlier = wanted(replace(PYRAMID, first_period="2000"))
    assert plan_hash(source, with_ages) != plan_hash(source, earlier)


# -- how it is read


def read(cube: Cube, source: Source, found: Wanted) -> list[dict[str, Any]]:
    into = Collector()
    collect(cube, source, found, into, where="x")
    return into.table().to_pylist()


def cube(ages: tuple[str, ...], sexes: tuple[str, ...], values: list[float]) -> Cube:
    def dimension(id: str, codes: tuple[str, ...]) -> Dimension:
        return Dimension(id, id, codes, codes)

    dimensions = (
        dimension("alue", ("KU729",)),
        dimension("ikaryhma", ages),
        dimension("sukupuoli", sexes),
        Dimension("timeperiod_y", "Vuosi", ("2025",), ("2025",), "time"),
        Dimension("contentscode", "Tiedot", ("vaerak-vaesto",), ("Väestö",), "metric"),
    )
    return Cube("", "", "", dimensions, np.array(values, dtype=float))


def test_each_answer_gives_what_it_holds_and_no_more() -> None:
    both = wanted(PYRAMID)
    rows = read(cube(("000", "100-"), ("1", "2"), [1, 2, 3, float("nan")]), POPULATION, both)
    assert [(r["series"], r["value"], r["status"]) for r in rows] == [
        ("breakdown=pyramid|age=0|sex=men", 1.0, "final"),
        ("breakdown=pyramid|age=0|sex=women", 2.0, "final"),
        ("breakdown=pyramid|age=100|sex=men", 3.0, "final"),
        ("breakdown=pyramid|age=100|sex=women", None, "missing"),
    ]
    rows = read(cube(("SSS",), ("SSS", "1", "2"), [6, 4, 2]), POPULATION, both)
    assert [(r["series"], r["value"]) for r in rows] == [(TOTAL.series_key, 6.0)]


def rows_of(series: str, periods: Iterable[int], area: str = "FI-KU729") -> pa.Table:
    years = [str(year) for year in periods]
    return pa.table(
        {
            "series": [series] * len(years),
            "area_id": [area] * len(years),
            "period": years,
            "value": [1.0] * len(years),
            "status": ["final"] * len(years),
        }
    )


def test_a_window_that_rolls_in_one_series_is_no_loss() -> None:
    long = rows_of("contents=a", range(1972, 2026))
    before = pa.concat_tables([long, rows_of("breakdown=b|age=1|sex=men", range(2011, 2026))])
    later = pa.concat_tables([long, rows_of("breakdown=b|age=1|sex=men", range(2016, 2026))])
    fetch.check_not_shrunken(before, later, "x")
    with pytest.raises(ShapeChanged, match="15 fewer; gone are breakdown=b"):
        fetch.check_not_shrunken(before, long, "x")


# -- against a server


@pytest.mark.slow
def test_recorded_ages_of_a_real_table(server: StandIn, data_folder: Path) -> None:
    """Kangasala is the one municipality whose ages were recorded; their sum is its population."""
    source = make_source("population", "vaerak/11re", dimensions=BY_AGE)
    by_age = make_breakdown("by_age", "population", "vaesto", first_period="2022")
    defs = definitions(
        source, make_indicator("total", "population", "vaesto", age="SSS", sex="SSS"), by_age
    )
    (outcome,) = fetch.fetch(defs, manners=PATIENT)
    assert (outcome.state, outcome.error, outcome.warnings) == ("new", None, ())
    asked = [entry["cells"] for entry in server.data_requests()]
    assert sum(asked) == 309 * 54 + 309 * 101 * 4
    assert max(asked) <= 120_000
    rows = connectors.parse(source, outcome.snapshot, defs).to_pylist()
    mine = [r for r in rows if r["area_id"] == "FI-KU211" and r["period"] == "2023"]
    ages = {r["series"]: r["value"] for r in mine if r["series"].startswith("breakdown=")}
    (total,) = [r["value"] for r in mine if r["series"].startswith("contents=")]
    assert len(ages) == 101 and sum(ages.values()) == total == 33_473


@pytest.mark.slow
def test_the_project_asks_for_its_breakdowns(server: StandIn) -> None:
    defs = project.load()
    asked = wanted_of(defs.sources["statfin_128v"], defs).breakdowns
    assert [one.id for one in asked] == ["population_projection_by_age"]
    (outcome,) = fetch.fetch(defs, ["statfin_128v"], manners=PATIENT)
    assert (outcome.state, outcome.error, outcome.warnings) == ("new", None, ())
    assert outcome.cells == 312 * 22 * (1 + 101)
    assert len(server.data_requests()) == 1 + 6
