"""The build: what stands, what is kept, what is computed, and that it is always the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import duckdb
import pytest

from etl import build, stage
from etl.build import Built
from seutukuva.errors import DefinitionError, MissingData
from tests.etl.sample import SOURCE, Country, Figure, country

pytestmark = pytest.mark.slow

__all__ = ["country"]

A, B, C, OLD1, OLD2 = "FI-KU001", "FI-KU002", "FI-KU003", "FI-KU004", "FI-KU005"
SUBREGION, REGION, WHOLE = "FI-SK138", "FI-MK13", "FI-SSS"


def final(indicator: str, figures: dict[str, float], period: str = "2024") -> list[Figure]:
    return [(indicator, area, period, value, "final") for area, value in figures.items()]


def made(place: Country) -> Built:
    return build.build(place.defs(), stage.stage(place.defs()))


def ask(built: Built, sql: str) -> list[tuple[Any, ...]]:
    with build.opened(built.file) as con:
        return con.execute(sql).fetchall()


def figure(built: Built, indicator: str, area: str, period: str) -> tuple[Any, ...] | None:
    found = ask(
        built,
        "select value, status, origin, snapshot_id from fct_observation where"
        f" indicator_id = '{indicator}' and area_id = '{area}' and period = '{period}'",
    )
    assert len(found) <= 1
    return found[0] if found else None


def vintages(built: Built) -> list[tuple[Any, ...]]:
    return ask(built, "select area_id, period, value, status, snapshot_id from fct_vintage")


def test_nothing_to_build_from_is_an_error(country: Country) -> None:
    with pytest.raises(MissingData, match="python -m etl fetch"):
        made(country)
    assert build.candidate() is None


def test_starter_file_becomes_facts_in_both_orders(country: Country) -> None:
    country.starter("first", final("population", {A: 100, B: 50}))
    built = made(country)
    assert built.mode == "starter"
    assert figure(built, "population", A, "2024") == (100, "final", "published", "starter:first")
    both = "select * from {} order by indicator_id, area_id, period"
    assert ask(built, both.format("fct_observation")) == ask(
        built, both.format("fct_observation_by_area")
    )
    assert ask(built, "select period_start::varchar from fct_observation limit 1") == [
        ("2024-01-01",)
    ]


def test_an_answer_wins_over_starter_data_and_keeps_what_it_does_not_hold(country: Country) -> None:
    country.starter(
        "old", [*final("population", {A: 90}, "2023"), *final("population", {A: 99}, "2024")]
    )
    new = country.answer([*final("population", {A: 100}, "2024")])
    built = made(country)
    assert built.mode == "fetched"
    assert figure(built, "population", A, "2023") == (90, "final", "published", "starter:old")
    assert figure(built, "population", A, "2024") == (100, "final", "published", new)
    assert vintages(built) == [
        (A, "2024", 99, "final", "starter:old"),
        (A, "2024", 100, "final", new),
    ]


def test_a_rolling_window_keeps_what_is_no_longer_sent(country: Country) -> None:
    first = country.answer(
        [*final("population", {A: 1}, "2022"), *final("population", {A: 2}, "2023")]
    )
    second = country.answer(
        [*final("population", {A: 2}, "2023"), *final("population", {A: 3}, "2024")]
    )
    built = made(country)
    assert [figure(built, "population", A, year) for year in ("2022", "2023", "2024")] == [
        (1, "final", "published", first),
        (2, "final", "published", second),
        (3, "final", "published", second),
    ]
    assert vintages(built) == []


def test_every_step_of_a_revised_figure_is_a_vintage(country: Country) -> None:
    ids = [
        country.answer([("population", A, "2024", value, status)], updated=f"2026-01-0{day}")
        for day, (value, status) in enumerate(
            [(10, "preliminary"), (10, "preliminary"), (10, "final"), (11, "final")], 1
        )
    ]
    built = made(country)
    assert figure(built, "population", A, "2024") == (11, "final", "published", ids[3])
    assert vintages(built) == [
        (A, "2024", 10, "preliminary", ids[0]),
        (A, "2024", 10, "final", ids[2]),
        (A, "2024", 11, "final", ids[3]),
    ]
    times = [row[0] for row in ask(built, "select vintage::date::varchar from fct_vintage")]
    assert times == ["2026-01-01", "2026-01-03", "2026-01-04"]


def test_a_figure_that_becomes_confidential_is_a_revision(country: Country) -> None:
    first = country.answer([("population", A, "2024", 3, "final")])
    second = country.answer(
        [("population", A, "2024", None, "confidential"), *final("population", {B: 5})]
    )
    built = made(country)
    assert figure(built, "population", A, "2024") == (None, "confidential", "published", second)
    assert [row[2:] for row in vintages(built)] == [
        (3, "final", first),
        (None, "confidential", second),
    ]
    # Half a sub-region is no sub-region.
    assert figure(built, "population", SUBREGION, "2024") is None


def test_two_dots_never_erase_a_figure(country: Country) -> None:
    country.starter("old", final("population", {A: 99}))
    country.answer([("population", A, "2024", None, "missing"), *final("population", {B: 5})])
    built = made(country)
    assert figure(built, "population", A, "2024") == (99, "final", "published", "starter:old")
    assert vintages(built) == []


def test_a_series_of_nothing_but_two_dots_is_left_out(country: Country) -> None:
    country.answer(
        [
            ("population", A, "2023", None, "missing"),
            ("population", A, "2024", 1, "final"),
            ("population", B, "2023", None, "missing"),
            ("population", B, "2024", None, "missing"),
        ]
    )
    built = made(country)
    assert figure(built, "population", A, "2023")[:2] == (None, "missing")  # type: ignore[index]
    assert figure(built, "population", B, "2024") is None


def test_sums_need_every_member_and_no_published_figure(country: Country) -> None:
    published = [("population", REGION, "2024", 999, "final")]
    country.answer(
        [
            *final("population", {A: 100, B: 50, C: 10}),
            *published,
            *final("population", {A: 90}, "2023"),
            ("population", A, "2022", 80.25, "final"),
            ("population", B, "2022", 40.5, "preliminary"),
        ]
    )
    built = made(country)
    found = figure(built, "population", SUBREGION, "2024")
    assert found and found[:3] == (150, "final", "computed")
    assert figure(built, "population", REGION, "2024")[0] == 999  # type: ignore[index]
    assert figure(built, "population", SUBREGION, "2023") is None
    assert figure(built, "population", SUBREGION, "2022")[:2] == (  # type: ignore[index]
        120.75,
        "preliminary",
    )


def test_ratios_are_made_of_sums(country: Country) -> None:
    country.answer(
        [
            *final("population", {A: 100, B: 50}),
            *final("jobs", {A: 40, B: 5}),
            *final("jobs_share", {A: 41}),
            *final("population", {B: 0}, "2023"),
            *final("jobs", {B: 3}, "2023"),
        ]
    )
    built = made(country)
    assert figure(built, "jobs_share", A, "2024")[:3] == (  # type: ignore[index]
        41,
        "final",
        "published",
    )
    assert figure(built, "jobs_share", B, "2024")[:3] == (  # type: ignore[index]
        10,
        "final",
        "computed",
    )
    assert figure(built, "jobs_share", SUBREGION, "2024")[0] == 30  # type: ignore[index]
    assert figure(built, "jobs_share", B, "2023") is None  # 3 of nobody is undefined, not zero


def test_what_does_not_add_up_is_not_added_up(country: Country) -> None:
    country.answer(
        [("unemployment", area, "2024M01", value, "final") for area, value in ((A, 5), (B, 7))]
    )
    assert figure(made(country), "unemployment", SUBREGION, "2024M01") is None


def test_a_merger_carries_figures_to_the_municipality_it_founded(country: Country) -> None:
    country.answer(
        [
            *final("population", {OLD1: 6, OLD2: 4}, "2019"),
            *final("population", {OLD1: 5}, "2018"),
            *final("population", {C: 11}, "2020"),
            *final("population", {OLD1: 7, OLD2: 7, C: 13}, "2017"),
        ]
    )
    built = made(country)
    assert figure(built, "population", C, "2019")[:3] == (  # type: ignore[index]
        10,
        "final",
        "computed",
    )
    assert figure(built, "population", C, "2018") is None
    assert figure(built, "population", C, "2017")[0] == 13  # type: ignore[index]


def test_unknown_areas_and_indicators_are_counted(country: Country) -> None:
    country.starter("first", [*final("population", {A: 1}), *final("nonsense", {A: 1})])
    snapshot = country.answer([*final("population", {"FI-KU999": 1, A: 1})])
    rejected = ask(made(country), "select snapshot_id, reason, what, rows from raw_reject")
    assert rejected == [
        (snapshot, "unknown_area", "FI-KU999", 1),
        ("starter:first", "unknown_indicator", "nonsense", 1),
    ]


def test_an_answer_that_cannot_be_read_is_left_out_and_named(country: Country) -> None:
    country.answer(final("population", {A: 1}))
    country.answer(final("population", {A: 2}))
    broken = sorted((country.folder / "data" / "raw" / SOURCE).glob("2026*/part-001.json.gz"))[-1]
    broken.write_bytes(b"\x1f\x8b garbage")
    built = made(country)
    assert figure(built, "population", A, "2024")[0] == 1  # type: ignore[index]
    assert [name for name, _why in built.unreadable] == [f"{SOURCE}:{broken.parent.name}"]


def test_peers(country: Country) -> None:
    country.starter("first", final("population", {A: 100, B: 1000, C: 400}))
    pairs = ask(made(country), "select group_id, area_id, peer_id from dim_peer")
    own = {pair[1:] for pair in pairs if pair[0] == "own_subregion"}
    assert {pair for pair in own if "-KU" in pair[0]} == {(A, B), (B, A)}
    # A sub-region is compared with nothing so well as with its own municipalities.
    assert {peer for area, peer in own if "-SK" in area} >= {A, B}
    # In proportion 400 is nearer to 1000 than to 100.
    assert {pair[1:] for pair in pairs if pair[0] == "similar_size"} == {(A, C), (B, C), (C, B)}
    assert {pair[1:] for pair in pairs if pair[0] == "list"} == {(A, C), (C, A), (B, A), (B, C)}
    assert (OLD1, A) not in {pair[1:] for pair in pairs}


def test_finnish_alphabet(country: Country) -> None:
    country.starter("first", final("population", {A: 1}))
    names = ask(
        made(country), "select name_fi from dim_area where kind = 'municipality' order by sort_fi"
    )
    assert [name for (name,) in names] == ["Entinen", "Vanhala", "Zetala", "Ålanen", "Ähtä"]


def test_the_same_inputs_make_the_same_facts(country: Country) -> None:
    country.starter("first", final("population", {A: 90.1, B: 50.7}, "2023"))
    country.answer([*final("population", {A: 100, B: 50}), *final("jobs", {A: 1 / 3, B: 2 / 3})])
    hashes = {made(country).content_hash for _round in range(3)}
    for file in stage.staging_folder().iterdir():
        file.unlink()
    hashes.add(made(country).content_hash)
    assert len(hashes) == 1
    country.answer(final("population", {A: 101}))
    assert made(country).content_hash not in hashes


def test_staged_files_are_reused_and_forgotten(country: Country) -> None:
    country.answer(final("population", {A: 1}))
    made(country)
    (first,) = list(stage.staging_folder().iterdir())
    written = first.stat().st_mtime_ns
    (stage.staging_folder() / "half.tmp").write_bytes(b"x")
    made(country)
    (second,) = list(stage.staging_folder().iterdir())
    assert (second, second.stat().st_mtime_ns) == (first, written)
    second.write_bytes(b"PAR1 cut short")
    assert figure(made(country), "population", A, "2024")[0] == 1  # type: ignore[index]
    country.define(["population"])
    made(country)
    (other,) = list(stage.staging_folder().iterdir())
    assert other != first


@pytest.mark.parametrize(
    ("listing", "named"),
    [
        ("a,b\n", "columns must be"),
        ("x.csv,nowhere,2024-01-01,published,,\n", "nowhere"),
        (f"x.csv,{SOURCE},yesterday,published,,\n", "ISO date"),
        (f"x.csv,{SOURCE},2024-01-01,guessed,,\n", "origin"),
        (f"gone.csv,{SOURCE},2024-01-01,published,,\n", "cannot be read"),
        (f"x.csv,{SOURCE},2024-01-01,published,,\n", "cannot be read"),
    ],
)
def test_a_wrong_starter_listing_is_named(country: Country, listing: str, named: str) -> None:
    file = country.folder / "starter" / "starter_sources.csv"
    head = "" if listing.startswith("a,") else file.read_text()
    file.write_text(head + listing)
    (country.folder / "starter" / "x.csv").write_text(
        "area_id,indicator_id,period,value,status\nFI-KU001,population,2024,many,final\n"
    )
    with pytest.raises(DefinitionError, match=named):
        made(country)


def test_the_file_opens_with_the_older_storage_too(country: Country) -> None:
    country.starter("first", final("population", {A: 1}))
    built = made(country)
    con = duckdb.connect()
    con.execute(f"attach '{built.file}' as x (read_only)")
    ((tags,),) = con.execute(
        "select tags from duckdb_databases() where database_name = 'x'"
    ).fetchall()
    assert str(tags["storage_version"]).startswith("v1.5.0")


def _names(rows: Iterable[tuple[Any, ...]]) -> set[str]:
    return {row[0] for row in rows}


def test_every_promised_table_is_there(country: Country) -> None:
    country.starter("first", final("population", {A: 1}))
    tables = _names(ask(made(country), "select table_name from duckdb_tables() where not internal"))
    assert tables >= {
        *("build_info", "dim_area", "dim_area_history", "dim_indicator", "dim_source", "dim_peer"),
        *("fct_observation", "fct_observation_by_area", "fct_vintage", "geo_layer"),
        *("raw_part", "raw_reject", "raw_snapshot", "dim_headline"),
    }
    assert not [name for name in tables if name.startswith(("stg_", "def_", "inp_"))]
