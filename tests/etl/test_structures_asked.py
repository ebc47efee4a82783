"""Figures by industry: what is asked, and what the answers are read as."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from etl import connectors, fetch
from etl.connectors.breakdowns import plans
from etl.connectors.observations import Collector, collect
from etl.connectors.table import Variable
from etl.connectors.wanted import Wanted, plan_hash, wanted_of
from etl.jsonstat import Cube, Dimension
from seutukuva import definitions as project
from seutukuva.definitions.model import Selection
from seutukuva.definitions.structures import Industry, Structure
from seutukuva.errors import ShapeChanged
from tests.etl.conftest import QUICK, ROLES, TEXT, StandIn, definitions, make_source

ROLES_WITH_INDUSTRY = {**ROLES, "industry": ("toimiala",), "sex": ("sukupuoli",)}
SOURCE = make_source("jobs", "tyokay/115h", dimensions=ROLES_WITH_INDUSTRY, time_from="2007")
BY_INDUSTRY = Structure(
    id="jobs_by_industry",
    title=TEXT,
    unit=TEXT,
    description=TEXT,
    theme="population",
    order=1,
    decimals=0,
    classification="TOL 2008",
    counted="workplace",
    total="jobs",
    selection=Selection("jobs", "tyolliset3", (("sex", "SSS"),)),
    first_period="",
    industries=(
        Industry("farms", TEXT, TEXT, "A"),
        Industry("mills", TEXT, TEXT, "C"),
        Industry("unknown", TEXT, TEXT, "X"),
    ),
    caveats=(),
)
ALL = Selection("jobs", "tyolliset3", (("industry", "SSS"), ("sex", "SSS")))
MILLS = Selection("jobs", "tyolliset3", (("industry", "C"), ("sex", "SSS")))


def variables(*industries: str) -> list[Variable]:
    given = {
        "alue": ("KU729", "KU931"),
        "toimiala": industries or ("SSS", "A", "C", "X"),
        "sukupuoli": ("SSS", "1", "2"),
        "timeperiod_y": ("1990", "2007", "2008"),
        "contentscode": ("tyolliset3",),
    }
    parts = {"alue": "geo", "timeperiod_y": "time", "contentscode": "metric"}
    return [
        Variable(code, code, values, values, code not in parts, "", parts.get(code, ""))
        for code, values in given.items()
    ]


def wanted(*selections: Selection, structure: Structure = BY_INDUSTRY) -> Wanted:
    return Wanted("jobs", selections, structures=(structure,))


def test_industries_are_asked_apart_from_the_indicators() -> None:
    (indicators, industries), warnings = plans(variables(), SOURCE, wanted(ALL), where="x")
    assert (indicators.cells, industries.cells, warnings) == (2 * 2, 2 * 3 * 2, ())
    recent = replace(BY_INDUSTRY, first_period="2008")
    (_, fewer), _ = plans(variables(), SOURCE, wanted(ALL, structure=recent), where="x")
    assert fewer.cells == 2 * 3


def test_no_cell_is_asked_twice() -> None:
    """An answer with a cell twice would stop publishing, and an indicator may be an industry."""
    (industries,), _ = plans(variables(), SOURCE, wanted(MILLS), where="x")
    assert industries.cells == 2 * 3 * 2
    recent = replace(BY_INDUSTRY, first_period="2008")
    found, _ = plans(variables(), SOURCE, wanted(MILLS, structure=recent), where="x")
    assert len(found) == 2, "the structure alone lacks the indicator's first years"


def test_a_table_without_industries_still_gives_the_indicators() -> None:
    found, (warning,) = plans(variables("SSS", "01", "02"), SOURCE, wanted(ALL), where="x")
    assert [one.cells for one in found] == [4]
    assert "jobs_by_industry: " in warning and "toimiala with A, C, X" in warning
    _, (lost,) = plans(variables("SSS", "A", "C"), SOURCE, wanted(ALL), where="x")
    assert lost == "toimiala: no value 'X' in the table"
    with pytest.raises(ShapeChanged, match="toimiala with A, C, X"):
        plans(variables("SSS", "01"), SOURCE, wanted(), where="x")


def test_a_source_is_asked_again_when_its_industries_change() -> None:
    other = replace(BY_INDUSTRY, industries=BY_INDUSTRY.industries[:2])
    hashes = {
        plan_hash(SOURCE, one)
        for one in (
            Wanted("jobs", (ALL,)),
            wanted(ALL),
            wanted(ALL, structure=other),
            wanted(ALL, structure=replace(BY_INDUSTRY, first_period="2010")),
        )
    }
    assert len(hashes) == 4
    assert plan_hash(SOURCE, wanted(ALL)) == plan_hash(
        SOURCE, wanted(ALL, structure=replace(BY_INDUSTRY, order=7))
    )
    assert wanted_of(SOURCE, definitions(SOURCE, BY_INDUSTRY)).structures == (BY_INDUSTRY,)


def test_each_industry_is_a_series_of_its_own() -> None:
    dimensions = tuple(
        Dimension(one.code, one.text, one.values[:1], one.texts[:1], one.role)
        if one.code != "toimiala"
        else Dimension("toimiala", "", ("A", "C"), ("A", "C"))
        for one in variables()
    )
    into = Collector()
    collect(
        Cube("", "", "", dimensions, np.array([3.0, np.nan])),
        SOURCE,
        wanted(MILLS),
        into,
        where="x",
    )
    rows: list[dict[str, Any]] = into.table().to_pylist()
    assert [(row["series"], row["value"], row["status"]) for row in rows] == [
        (MILLS.series_key, None, "missing"),
        ("structure=jobs_by_industry|industry=farms", 3.0, "final"),
        ("structure=jobs_by_industry|industry=mills", None, "missing"),
    ]


@pytest.mark.slow
def test_recorded_industries_of_a_real_table(server: StandIn, data_folder: Path) -> None:
    """Notodden's jobs of every industry, among them those that are an indicator of their own."""
    defs = project.load()
    (outcome,) = fetch.fetch(defs, ["ssb_13470"], manners=QUICK)
    assert (outcome.state, outcome.error, outcome.warnings) == ("new", None, ())
    assert outcome.cells == 17 * 17 * 10
    rows = connectors.parse(defs.sources["ssb_13470"], outcome.snapshot, defs).to_pylist()
    mine = {
        row["series"]: row["value"]
        for row in rows
        if row["area_id"] == "NO-KU4005" and row["period"] == "2025"
    }
    industries = {name: value for name, value in mine.items() if name.startswith("structure=")}
    assert len(industries) == 17 and None not in industries.values()
    manufacturing = "structure=jobs_by_industry_norway|industry=manufacturing"
    assert mine["contents=SysselsatteArb|industry=10-33"] == industries[manufacturing]
    assert len(rows) == (17 + 2) * 17 * 10


@pytest.mark.slow
def test_a_table_that_the_server_lacks_takes_nothing_with_it(server: StandIn) -> None:
    lost, kept = fetch.fetch(project.load(), ["statfin_115h", "statfin_11lj"], manners=QUICK)
    assert (lost.state, kept.state) == ("failed", "new")
    assert "115h is gone" in str(lost.error)
