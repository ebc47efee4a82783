"""Figures by age and sex: what is built of them, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from etl import build, publish, stage
from etl.build import Built
from seutukuva.errors import DefinitionError
from tests.etl.sample import SOURCE, Country, country

pytestmark = pytest.mark.slow

__all__ = ["country"]

A, B, C, OLD1, OLD2 = "FI-KU001", "FI-KU002", "FI-KU003", "FI-KU004", "FI-KU005"
SUBREGION, REGION = "FI-SK138", "FI-MK13"


# -- what is built


def define(place: Country, *, oldest: int = 1, total: str = "population") -> None:
    text = "".join(f'{language} = "x"\n' for language in ("fi", "sv", "en", "nb"))
    body = (
        f'theme = "population"\norder = 1\ndecimals = 0\ntotal = "{total}"\n[title]\n{text}'
        f'[unit]\n{text}[description]\n{text}[source]\nid = "{SOURCE}"\ncontents = "vaesto"\n'
        f'[by]\nage = "all"\noldest = {oldest}\nsex = {{ men = "1", women = "2" }}\n'
    )
    folder = place.folder / "definitions" / "breakdowns"
    folder.mkdir(exist_ok=True)
    (folder / "ages.toml").write_text(body, encoding="utf-8")


@pytest.fixture
def broken_down(country: Country) -> Country:
    """The sample country with a breakdown of two ages and both sexes."""
    define(country)
    # Ages alone make no version.
    country.starter("some", [("unemployment", A, "2000M01", 5, "final")])
    return country


def four(area: str, values: Iterable[float | None], period: str = "2024") -> list[Any]:
    keys = [(age, sex) for age in (0, 1) for sex in ("men", "women")]
    return [
        (
            f"breakdown=ages|age={age}|sex={sex}",
            area,
            period,
            value,
            "missing" if value is None else "final",
        )
        for (age, sex), value in zip(keys, values, strict=True)
    ]


def starter(place: Country, name: str, rows: Iterable[str], origin: str = "published") -> None:
    lines = ["area_id,breakdown_id,period,age,sex,value,status", *rows, ""]
    (place.folder / "starter" / f"{name}.csv").write_text("\n".join(lines), encoding="utf-8")
    with (place.folder / "starter" / "starter_sources.csv").open("a") as handle:
        handle.write(f"{name}.csv,{SOURCE},2020-01-01,{origin},by hand,\n")


def made(place: Country) -> Built:
    return build.build(place.defs(), stage.stage(place.defs()))


def facts(built: Built, area: str, period: str = "2024") -> list[tuple[Any, ...]]:
    with build.opened(built.file) as con:
        return con.execute(
            "select age, sex, value, status, origin, snapshot_id from fct_breakdown"
            " where area_id = $area and period = $period order by age, sex",
            {"area": area, "period": period},
        ).fetchall()


def test_ages_of_an_answer_become_facts_with_their_answer(broken_down: Country) -> None:
    snapshot = broken_down.answer([("population", A, "2024", 10, "final"), *four(A, [1, 2, 3, 4])])
    built = made(broken_down)
    assert facts(built, A) == [
        (0, "men", 1, "final", "published", snapshot),
        (0, "women", 2, "final", "published", snapshot),
        (1, "men", 3, "final", "published", snapshot),
        (1, "women", 4, "final", "published", snapshot),
    ]
    with build.opened(built.file) as con:
        extent = con.execute(
            "select first_period, latest_period, area_count, figure_count, title_fi, oldest_age"
            " from dim_breakdown"
        ).fetchall()
        by_area = con.execute("select count(*) from fct_observation").fetchone()
    assert extent == [("2024", "2024", 1, 4, "x", 1)]
    assert by_area == (2,), "no age is an indicator's figure"


def test_a_subregion_is_the_sum_of_all_its_municipalities(broken_down: Country) -> None:
    broken_down.answer([*four(A, [1, 2, 3, 4]), *four(B, [10, 20, 30, None])])
    found = facts(made(broken_down), SUBREGION)
    assert [row[:5] for row in found] == [
        (0, "men", 11, "final", "computed"),
        (0, "women", 22, "final", "computed"),
        (1, "men", 33, "final", "computed"),
    ]


def test_a_published_figure_stands_before_a_computed_one(broken_down: Country) -> None:
    broken_down.answer(
        [*four(A, [1, 2, 3, 4]), *four(B, [1, 2, 3, 4]), *four(SUBREGION, [9, None, 9, 9])]
    )
    found = facts(made(broken_down), SUBREGION)
    assert [row[2:5] for row in found] == [
        (9, "final", "published"),
        (4, "final", "computed"),
        (9, "final", "published"),
        (9, "final", "published"),
    ]


def test_municipalities_merged_since_are_part_of_their_regions_sum(broken_down: Country) -> None:
    ones = [1, 1, 1, 1]
    broken_down.answer([row for area in (A, B, C, OLD1, OLD2) for row in four(area, ones)])
    assert {row[2] for row in facts(made(broken_down), REGION)} == {5}


def test_an_area_of_nothing_but_two_dots_is_left_out(broken_down: Country) -> None:
    broken_down.answer([*four(A, [1, None, 3, 4]), *four(B, [None] * 4)])
    built = made(broken_down)
    assert facts(built, B) == []
    assert facts(built, A)[1][2:4] == (None, "missing")


def test_a_newer_answer_wins_and_two_dots_never_erase(broken_down: Country) -> None:
    first = broken_down.answer(four(A, [1, 2, 3, 4]))
    second = broken_down.answer(four(A, [5, None, 3, 4]))
    found = facts(made(broken_down), A)
    assert [(row[2], row[5]) for row in found[:2]] == [(5, second), (2, first)]


def test_starter_ages_are_older_than_any_answer(broken_down: Country) -> None:
    starter(broken_down, "first", [f"{A},ages,2024,0,men,7,", f"{A},ages,2023,0,men,6,preliminary"])
    broken_down.answer(four(A, [1, 2, 3, 4]))
    built = made(broken_down)
    assert facts(built, A)[0][2] == 1
    assert facts(built, A, "2023") == [(0, "men", 6, "preliminary", "published", "starter:first")]


def test_the_version_changes_with_a_figure_by_age(broken_down: Country) -> None:
    broken_down.answer([("population", A, "2024", 10, "final"), *four(A, [1, 2, 3, 4])])
    before = made(broken_down).content_hash
    assert made(broken_down).content_hash == before
    broken_down.answer([("population", A, "2024", 10, "final"), *four(A, [2, 1, 3, 4])])
    assert made(broken_down).content_hash != before


def test_a_starter_file_of_other_columns_is_refused(broken_down: Country) -> None:
    file = broken_down.folder / "starter" / "odd.csv"
    starter(broken_down, "odd", [])
    file.write_text("area_id,breakdown_id,period,age,value,status\n")
    with pytest.raises(DefinitionError, match="columns must be .*age,sex,value"):
        made(broken_down)
    file.write_text("area_id,breakdown_id,period,age,sex,value,status\nx,ages,2024,old,men,1,\n")
    with pytest.raises(DefinitionError, match="cannot be read"):
        made(broken_down)


# -- what is refused


def failed(place: Country) -> set[str]:
    made(place)
    review = publish.review(place.defs())
    return {one.check_id for one in review.results if one.stops}


def test_sound_ages_pass(broken_down: Country) -> None:
    broken_down.answer([("population", A, "2024", 10, "final"), *four(A, [1, 2, 3, 4])])
    assert failed(broken_down) == set()


def test_ages_that_do_not_add_up_stop_publishing(broken_down: Country) -> None:
    broken_down.answer([("population", A, "2024", 11, "final"), *four(A, [1, 2, 3, 4])])
    assert failed(broken_down) == {"breakdowns_add_up"}


@pytest.mark.parametrize("why", ["hidden", "some ages", "other answer"])
def test_what_cannot_add_up_is_not_compared(broken_down: Country, why: str) -> None:
    total = ("population", A, "2024", 11, "final")
    if why == "hidden":
        broken_down.answer([total, *four(A, [1, 2, 3, None])])
    elif why == "some ages":
        define(broken_down, oldest=2)
        broken_down.answer([total, *four(A, [1, 2, 3, 4])])
    else:
        broken_down.answer(four(A, [1, 2, 3, 4]))
        broken_down.answer([total])
    assert failed(broken_down) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "check"),
    [
        ("{A},ages,2024,2,men,1,", "breakdowns_are_sound"),
        ("{A},ages,2024,-1,men,1,", "breakdowns_are_sound"),
        ("{A},ages,2024,0,both,1,", "breakdowns_are_sound"),
        ("{A},ages,2024,0,men,-1,", "breakdowns_are_sound"),
        ("{A},ages,2024,0,men,nan,", "breakdowns_are_sound"),
        ("{A},ages,2024,0,men,1,guessed", "breakdowns_are_sound"),
        ("{A},ages,2024,0,men,,final", "breakdowns_are_sound"),
        ("{A},others,2024,0,men,1,", "names_are_known"),
    ],
)
def test_a_wrong_row_stops_publishing(broken_down: Country, row: str, check: str) -> None:
    broken_down.answer([("population", A, "2024", 10, "final")])
    starter(broken_down, "wrong", [row.replace("{A}", A)])
    assert failed(broken_down) == {check}


def test_doubled_ages_are_found(broken_down: Country) -> None:
    broken_down.answer([("population", A, "2024", 10, "final"), *four(A, [1, 2, 3, 4])])
    built = made(broken_down)
    with build.opened(built.file, writable=True) as con:
        con.execute("insert into fct_breakdown from fct_breakdown where age = 0 and sex = 'men'")
    found = {one.check_id for one in publish.review(broken_down.defs()).results if one.stops}
    assert "breakdowns_have_no_duplicate_keys" in found
