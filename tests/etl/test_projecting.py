"""Own projections in a built file: from every series that carries one, with a reason elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from etl import build, projecting, publish, revisions, stage
from seutukuva.definitions.model import Indicator, Phrase, Rate
from tests.conftest import REPOSITORY
from tests.etl.conftest import TEXT, definitions, make_indicator
from tests.etl.sample import Country, Figure, country

__all__ = ["country"]

Row = tuple[str, str, str, float | None, str]  # indicator, area, period, value, status
COUNT = make_indicator("count", "numbers", "c")
SHARE = replace(
    make_indicator("a_share", "numbers", "s"), unit={"en": "%"}, rate=Rate("count", 100)
)
BALANCE = replace(make_indicator("balance", "numbers", "b"), display="signed")
MONTHLY = replace(make_indicator("monthly", "numbers", "m"), period_kind="month")
AHEAD = replace(make_indicator("ahead", "numbers", "p"), phrase=Phrase(TEXT, (), (), "projection"))
CACHES = shutil.ignore_patterns("__pycache__")
AREAS = [f"FI-KU{number:03d}" for number in range(1, 21)]


def course(
    indicator: str, values: Iterable[float | None], *, area: str, first: int = 1990
) -> list[Row]:
    return [
        (indicator, area, str(first + step), value, "final" if value is not None else "missing")
        for step, value in enumerate(values)
    ]


def everywhere(
    indicator: str, slope: float, *, level: float = 1000.0, spread: float = 4.0, years: int = 36
) -> list[Row]:
    """Twenty areas that rise or fall by about as much every year, each by chance in its own way."""
    chance = np.random.default_rng(6)
    rows = []
    for area in AREAS:
        steps = np.cumsum(slope + chance.normal(0, spread, years))
        rows += course(indicator, (level + steps).tolist(), area=area)
    return rows


def projected(
    rows: Iterable[Row], *chosen: Indicator, areas: Mapping[str, tuple[Any, ...]] | None = None
) -> duckdb.DuckDBPyConnection:
    """The tables of a built file that holds these figures."""
    con = duckdb.connect()
    known = {area: ("municipality", 9000.0, "") for area in AREAS} | dict(areas or {})
    places = [(area, *rest) for area, rest in known.items()]
    figures = [(i, a, p, f"{p[:4]}-{p[5:] or '01'}-01", v, s) for i, a, p, v, s in rows]
    for name, columns, given in (
        ("dim_area", "area_id kind population:double valid_to", places),
        (
            "fct_observation",
            "indicator_id area_id period period_start:date value:double status",
            figures,
        ),
    ):
        kinds = [(column.partition(":")[0], column.partition(":")[2]) for column in columns.split()]
        arriving = pa.table(
            {title: [row[n] for row in given] for n, (title, _) in enumerate(kinds)}
        )
        con.register("arriving", arriving)
        typed = ", ".join(f"{title}::{kind or 'varchar'} as {title}" for title, kind in kinds)
        con.execute(f"create table {name} as select {typed} from arriving")
    projecting.project(con, definitions(*chosen))
    return con


def states(con: duckdb.DuckDBPyConnection, columns: str) -> dict[str, tuple[Any, ...]]:
    found = con.execute(f"select area_id, {columns} from dim_projection").fetchall()
    return {area: tuple(rest) for area, *rest in found}


def test_projections_follow_the_newest_figure_without_a_hole() -> None:
    con = projected(everywhere("count", 20), COUNT)
    assert set(
        states(con, "origin_period, first_period, figures, reason, shown, pool").values()
    ) == {("2025", "1990", 36, "", 10, "5000_10000")}
    rows = con.execute("select * from fct_projection").fetchall()
    assert [row[:4] for row in rows[:2]] == [
        ("count", AREAS[0], "2026", 1),
        ("count", AREAS[0], "2027", 2),
    ]
    assert len(rows) == 200 and rows[9][2:4] == ("2035", 10)
    assert [row[:3] for row in rows] == sorted(row[:3] for row in rows)
    for _, _, _, _, value, low80, high80, low95, high95, naive in rows:
        assert low95 <= low80 <= value <= high80 <= high95
        assert naive < value, "it rises, and the naive one does not"


def test_the_test_of_each_size_class_is_stored() -> None:
    con = projected(everywhere("count", 20), COUNT)
    rows = con.execute("select * from fct_projection_skill order by horizon").fetchall()
    assert [row[:3] for row in rows][:2] == [("count", "5000_10000", 1), ("count", "5000_10000", 2)]
    assert all(mase < naive and errors > 0 for *_, mase, naive, _, _, errors in rows[:3])


def test_months_are_projected_by_the_month() -> None:
    chance = np.random.default_rng(7)
    rows = [
        ("monthly", area, f"{2012 + at // 12}M{at % 12 + 1:02d}", value, "final")
        for area in AREAS
        for at, value in enumerate(
            400
            + 3 * np.arange(150)
            + 40 * np.sin(np.arange(150) * np.pi / 6)
            + chance.normal(0, 3, 150)
        )
    ]
    con = projected(rows, MONTHLY)
    (row,) = con.execute(
        "select origin_period, first_period, figures from dim_projection limit 1"
    ).fetchall()
    assert row == ("2024M06", "2012M01", 150)
    periods = con.execute(
        f"select period from fct_projection where area_id = '{AREAS[0]}' order by horizon"
    ).fetchall()
    assert [one for (one,) in periods[:8]] == [
        *("2024M07", "2024M08", "2024M09", "2024M10", "2024M11", "2024M12", "2025M01", "2025M02")
    ]


def test_what_carries_no_projection_has_a_reason_instead() -> None:
    rows = everywhere("count", 20)
    odd = {
        "FI-KU101": course("count", [100, 101, 102], area="FI-KU101", first=2023),
        "FI-KU102": course("count", [7] * 30, area="FI-KU102", first=1996),
        "FI-KU103": course("count", range(100, 130), area="FI-KU103", first=1990),
        "FI-KU104": [
            (*row[:4], "break" if row[2] == "2022" else "final")
            for row in course("count", range(100, 136), area="FI-KU104")
        ],
        "FI-KU105": course("count", range(100, 136), area="FI-KU105"),
        "FI-KU106": course("count", [*range(30), None, None, None, 33, 34, 35], area="FI-KU106"),
    }
    places = {area: ("municipality", 900.0, "") for area in odd}
    places["FI-KU105"] = ("municipality", None, "2024-12-31")
    con = projected([*rows, *(row for one in odd.values() for row in one)], COUNT, areas=places)
    found = states(con, "reason, method, shown, origin_period, first_period, figures, pool")
    assert {area: found[area] for area in odd} == {
        "FI-KU101": ("few_figures", "", 0, "2025", "2023", 3, "under_2000"),
        "FI-KU102": ("constant", "", 0, "2025", "1996", 30, "under_2000"),
        "FI-KU103": ("stale", "", 0, "2019", "1990", 30, "under_2000"),
        "FI-KU104": ("broken", "", 0, "2025", "2022", 4, "under_2000"),
        "FI-KU105": ("abolished", "", 0, "2025", "1990", 36, "unknown_size"),
        "FI-KU106": ("broken", "", 0, "2025", "2023", 3, "under_2000"),
    }
    assert con.execute(
        "select count(*) from fct_projection where area_id > 'FI-KU1'"
    ).fetchone() == (0,)
    # Nor is told how well it did: the merged one was tested with the others.
    tested = states(con, "mase is null and mase_naive is null")
    assert {area: tested[area] for area in odd} == {area: (True,) for area in odd}


def test_a_year_that_is_missing_is_stepped_over() -> None:
    rows = [row for row in everywhere("count", 20) if row[2] != "2024"]
    con = projected(rows, COUNT)
    assert set(states(con, "origin_period, first_period, figures, reason").values()) == {
        ("2025", "1990", 35, "")
    }


def test_what_is_a_projection_already_is_not_projected() -> None:
    rows = [*everywhere("count", 20), *course("ahead", range(100, 160), area=AREAS[0])]
    con = projected(rows, COUNT, AHEAD)
    assert con.execute("select distinct indicator_id from dim_projection").fetchall() == [
        ("count",)
    ]
    # 2049 is the newest year of the projection: for the figures it is not now.
    assert {reason for (reason,) in states(con, "reason").values()} == {""}


def test_how_old_a_series_is_is_told_by_all_figures() -> None:
    old = everywhere("count", 20, years=30)
    con = projected(old, COUNT, BALANCE)
    assert {reason for (reason,) in states(con, "reason").values()} == {""}
    con = projected([*old, ("balance", AREAS[0], "2025", 1.0, "final")], COUNT, BALANCE)
    assert con.execute(
        "select distinct reason from dim_projection where indicator_id = 'count'"
    ).fetchall() == [("stale",)]


def test_shares_and_counts_stay_within_their_bounds_and_balances_do_not() -> None:
    falling = everywhere("count", -26, spread=2)
    full = everywhere("a_share", 1.15, level=50, spread=0.3)
    free = everywhere("balance", -26, spread=2)
    con = projected([*falling, *full, *free], COUNT, SHARE, BALANCE)
    extremes = dict(
        (name, (low, high))
        for name, low, high in con.execute(
            "select indicator_id, min(low95), max(high95) from fct_projection group by all"
        ).fetchall()
    )
    assert extremes["count"][0] == 0
    assert extremes["a_share"][1] == 100
    assert extremes["balance"][0] < 0


def test_figures_are_rounded_and_the_same_each_time() -> None:
    rows = everywhere("count", 20, level=5_000_000)
    columns = "area_id, value, low80, high80, low95, high95, naive"
    first, second = (
        projected(given, COUNT).execute(f"select {columns} from fct_projection").fetchall()
        for given in (rows, rows[::-1])
    )
    assert first == second
    assert all(float(f"{one:.6g}") == one for row in first for one in row[1:-1])
    newest = {area: value for _, area, period, value, _ in rows if period == "2025"}
    assert all(row[-1] == pytest.approx(newest[row[0]], rel=1e-11) for row in first)


def test_progress_is_told_by_indicator() -> None:
    told: list[tuple[str, int, int]] = []
    con = projected([], COUNT)
    con.execute("drop table fct_projection; drop table dim_projection")
    con.execute("drop table fct_projection_skill")
    projecting.project(con, definitions(COUNT, SHARE), lambda *event: told.append(event))
    assert told == [("project", 0, 2), ("project", 1, 2), ("project", 2, 2)]


@pytest.mark.parametrize(
    "file",
    ["etl/projecting.py", "seutukuva/forecasting/model.py", "seutukuva/definitions/bounds.py"],
)
def test_another_way_to_project_makes_another_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    for folder in (
        "etl",
        "seutukuva/forecasting",
        "seutukuva/projections",
        "seutukuva/definitions",
    ):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder, ignore=CACHES)
    (tmp_path / "seutukuva" / "projects").mkdir()
    implementers = Path("seutukuva/projects/implementers.py")
    shutil.copy(REPOSITORY / implementers, tmp_path / implementers)
    here = revisions.code_revision()
    monkeypatch.setattr(revisions, "HERE", tmp_path / "etl")
    assert revisions.code_revision() == here
    with (tmp_path / file).open("a") as handle:
        handle.write("# another way\n")
    assert revisions.code_revision() != here


FIGURES: list[Figure] = [
    (
        "population",
        area,
        str(1990 + year),
        1000 + number * 500 + 20 * year + (year * number) % 7,
        "final",
    )
    for number, area in enumerate(("FI-KU001", "FI-KU002", "FI-KU003"))
    for year in range(36)
]


@pytest.mark.slow
def test_a_build_holds_them_and_equal_inputs_give_equal_facts(country: Country) -> None:
    country.starter("first", FIGURES)
    first = build.build(country.defs(), stage.stage(country.defs()))
    with build.opened(first.file) as con:
        shown = con.execute("select count(*) from fct_projection").fetchone()
        assert shown and shown[0] >= 30
    again = build.build(country.defs(), stage.stage(country.defs()))
    assert again.content_hash == first.content_hash
    with build.opened(again.file, writable=True) as con:
        con.execute("update fct_projection set value = value + 1e-3 where horizon = 1")
        assert build.content_hash(con) != first.content_hash
        # As a file that was made before projections were calculated.
        for table in ("fct_projection", "dim_projection", "fct_projection_skill"):
            con.execute(f"drop table {table}")
        older = build.content_hash(con)
        assert older != first.content_hash
        con.execute("update fct_observation set value = value + 1")
        assert build.content_hash(con) != older


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("update fct_projection set low80 = high80 + 1", "interval"),
        ("update fct_projection set high95 = 'inf'", "interval"),
        ("update fct_projection set low95 = -1", "bounds"),
        ("delete from fct_projection where horizon = 1", "hole"),
        ("update fct_projection set period = '2020' where horizon = 1", "hole"),
        ("update fct_projection set period = '2099' where horizon = 2", "hole"),
        ("delete from dim_projection", "series"),
        ("update fct_projection set naive = naive + 1", "naive"),
        ("update fct_projection_skill set coverage80 = 1.5", "skill"),
        ("update dim_projection set mase = null", "reason"),
        ("update dim_projection set reason = 'stale'", "reason"),
        ("delete from fct_projection", "reason"),
        ("delete from dim_projection where area_id = 'FI-KU001'", "series"),
    ],
)
def test_an_unsound_projection_stops_publishing(country: Country, change: str, what: str) -> None:
    country.starter("first", FIGURES)
    built = build.build(country.defs(), stage.stage(country.defs()))
    with build.opened(built.file, writable=True) as con:
        con.execute(change)
    review = publish.review(country.defs())
    (found,) = [one for one in review.results if one.check_id == "projections_are_sound"]
    assert review.stopped and what in {row["what"] for row in found.sample}
