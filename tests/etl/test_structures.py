"""Figures by industry: what is built of answers and of shares, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from etl import build, publish, stage
from etl.build import Built
from tests.etl.sample import SOURCE, Country, country

pytestmark = pytest.mark.slow

__all__ = ["country"]

A, B, C, OLD1, OLD2 = "FI-KU001", "FI-KU002", "FI-KU003", "FI-KU004", "FI-KU005"
SUBREGION, REGION, WHOLE = "FI-SK138", "FI-MK13", "FI-SSS"
NAMES = "{ fi = 'x', sv = 'x', en = 'x', nb = 'x' }"
HEAD = f"""
theme = "population"
order = 1
decimals = 0
classification = "TOL 2008"
counted = "workplace"
title = {NAMES}
unit = {NAMES}
description = {NAMES}
"""
SHARE = f"""
theme = "population"
order = 90
decimals = 1
polarity = "none"
period_kind = "year"
title = {NAMES}
unit = {{ fi = "%", sv = "%", en = "%", nb = "%" }}
description = {NAMES}
source = {{ id = "{SOURCE}", contents = "CONTENTS" }}
aggregation = {{ method = "none", reason = {NAMES} }}
rate = {{ denominator = "jobs", factor = 100 }}
phrase = {{ subject = {NAMES}, verb = "share" }}
"""


def industry(name: str, how: str) -> str:
    return f'[[industry]]\nid = "{name}"\n{how}\ntitle = {NAMES}\n'


def fetched(place: Country, *, total: str = "") -> None:
    """A structure of two industries and an unknown one, read from a table."""
    body = HEAD + (f'total = "{total}"\n' if total else "")
    body += f'[source]\nid = "{SOURCE}"\ncontents = "tyo"\n'
    body += industry("farms", 'code = "A"') + industry("mills", 'code = "C"')
    _define(place, "table", body + industry("unknown", 'code = "X"'))


def from_shares(place: Country) -> None:
    """A structure of two shares of the jobs."""
    for name in ("farm_share", "mill_share"):
        file = place.folder / "definitions" / "indicators" / f"{name}.toml"
        file.write_text(SHARE.replace("CONTENTS", name), encoding="utf-8")
    body = HEAD + 'total = "jobs"\n' + industry("farms", 'share = "farm_share"')
    _define(place, "shares", body + industry("mills", 'share = "mill_share"'))


def _define(place: Country, name: str, body: str) -> None:
    file = place.folder / "definitions" / "structures" / f"{name}.toml"
    file.parent.mkdir(exist_ok=True)
    source = place.folder / "definitions" / "sources" / f"{SOURCE}.toml"
    text = source.read_text(encoding="utf-8")
    if "industry =" not in text:
        text = text.replace('sex = ["sukupuoli"]', 'sex = ["sukupuoli"]\nindustry = ["toimiala"]')
        source.write_text(text, encoding="utf-8")
    file.write_text(body, encoding="utf-8")


@pytest.fixture
def tabled(country: Country) -> Country:
    """The sample country with a structure that is fetched."""
    fetched(country)
    country.starter("some", [("unemployment", A, "2000M01", 5, "final")])
    return country


@pytest.fixture
def shared(country: Country) -> Country:
    """The sample country with a structure that is made of shares."""
    from_shares(country)
    return country


def three(area: str, farms: float | None, mills: float | None, unknown: float | None) -> list[Any]:
    """Jobs by industry, as a table gives them."""
    given = {"farms": farms, "mills": mills, "unknown": unknown}
    return [
        (f"structure=table|industry={name}", area, "2024", value, status(value))
        for name, value in given.items()
    ]


def status(value: float | None) -> str:
    return "missing" if value is None else "final"


def percents(area: str, jobs: float | None, **shares: float) -> list[Any]:
    """Jobs and shares of them, as one answer gives them."""
    rows = [(f"{name}_share", area, "2024", value, "final") for name, value in shares.items()]
    return rows if jobs is None else [("jobs", area, "2024", jobs, "final"), *rows]


def made(place: Country) -> Built:
    return build.build(place.defs(), stage.stage(place.defs()))


def facts(built: Built, area: str) -> dict[str, tuple[Any, ...]]:
    """Industry → value, status, origin."""
    with build.opened(built.file) as con:
        rows = con.execute(
            "select industry, value, status, origin from fct_industry"
            " where area_id = $area and period = '2024'",
            {"area": area},
        ).fetchall()
    return {row[0]: row[1:] for row in rows}


def values(found: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    return {name: row[0] for name, row in found.items()}


# -- fetched


def test_industries_of_an_answer_become_facts_with_their_answer(tabled: Country) -> None:
    snapshot = tabled.answer([*three(A, 1, 2, 0), *three(B, None, None, None)])
    built = made(tabled)
    assert facts(built, A) == {
        "farms": (1, "final", "published"),
        "mills": (2, "final", "published"),
        "unknown": (0, "final", "published"),
    }
    assert facts(built, B) == {}, "an area of nothing but two dots is left out"
    with build.opened(built.file) as con:
        asked = "select distinct snapshot_id from fct_industry"
        assert con.execute(asked).fetchall() == [(snapshot,)]
        extent = con.execute(
            "select structure_id, classification, counted, from_shares, first_period,"
            " latest_period, area_count, figure_count from dim_structure"
        ).fetchall()
        industries = con.execute("select industry, industry_order, code from dim_industry")
        assert industries.fetchall() == [("farms", 1, "A"), ("mills", 2, "C"), ("unknown", 3, "X")]
    assert extent == [("table", "TOL 2008", "workplace", False, "2024", "2024", 1, 3)]


def test_a_newer_answer_wins_and_two_dots_never_erase(tabled: Country) -> None:
    tabled.answer(three(A, 1, 2, 3))
    tabled.answer(three(A, 5, None, 3))
    assert values(facts(made(tabled), A)) == {"farms": 5, "mills": 2, "unknown": 3}


def test_a_subregion_is_the_sum_of_all_its_municipalities(tabled: Country) -> None:
    tabled.answer([*three(A, 1, 2, 3), *three(B, 10, 20, None), *three(SUBREGION, 9, None, None)])
    found = facts(made(tabled), SUBREGION)
    assert found["farms"] == (9, "final", "published"), "what the producer says stands"
    assert found["mills"] == (22, "final", "computed")
    assert found["unknown"] == (None, "missing", "published"), "one municipality has none"


def test_the_country_is_no_sum_where_nothing_vouches_for_it(tabled: Country) -> None:
    tabled.answer([row for area in (A, B, C) for row in three(area, 1, 1, 1)])
    built = made(tabled)
    assert values(facts(built, REGION)) == {"farms": 3, "mills": 3, "unknown": 3}
    assert facts(built, WHOLE) == {}


def test_municipalities_merged_since_are_part_of_their_successor(tabled: Country) -> None:
    areas = (A, B, C, OLD1, OLD2)
    tabled.answer([row for area in areas for row in three(area, 1, 2, 3)])
    built = made(tabled)
    assert facts(built, C)["mills"] == (6, "final", "computed")
    assert facts(built, OLD1)["mills"] == (2, "final", "published")
    assert values(facts(built, REGION)) == {"farms": 5, "mills": 10, "unknown": 15}


def test_what_is_known_in_part_or_from_another_answer_is_not_added(tabled: Country) -> None:
    tabled.answer([*three(C, 1, 2, 3), *three(OLD1, 1, 2, None)])
    tabled.answer(three(OLD2, 1, 2, 3))
    assert facts(made(tabled), C)["mills"] == (2, "final", "published")


def test_the_version_changes_with_a_figure_by_industry(tabled: Country) -> None:
    tabled.answer(three(A, 1, 2, 3))
    before = made(tabled).content_hash
    assert made(tabled).content_hash == before
    tabled.answer(three(A, 2, 1, 3))
    assert made(tabled).content_hash != before


# -- from shares


def test_shares_times_the_total_and_what_they_leave(shared: Country) -> None:
    shared.answer(percents(A, 200, farm=10.5, mill=80))
    built = made(shared)
    assert facts(built, A) == {
        "farms": (21, "final", "computed"),
        "mills": (160, "final", "computed"),
        "unknown": (19, "final", "computed"),
    }
    with build.opened(built.file) as con:
        total = con.execute("select value from fct_observation where indicator_id = 'jobs'")
        assert total.fetchall() == [(200,)], "the parts are no figures of the indicator"


def test_rounded_shares_of_more_than_a_hundred_leave_nothing(shared: Country) -> None:
    shared.answer(percents(A, 1000, farm=50.1, mill=50))
    assert values(facts(made(shared), A)) == {"farms": 501, "mills": 500, "unknown": 0}


def test_a_missing_share_leaves_the_rest_unknown_and_no_total_leaves_nothing(
    shared: Country,
) -> None:
    shared.answer([*percents(A, 100, farm=10), *percents(B, None, farm=10, mill=20)])
    built = made(shared)
    assert facts(built, A) == {
        "farms": (10, "final", "computed"),
        "mills": (None, "missing", "computed"),
    }
    assert facts(built, B) == {}


def test_the_total_of_the_same_answer_comes_before_a_newer_one(shared: Country) -> None:
    shared.answer(percents(A, 100, farm=10, mill=90))
    shared.answer([("jobs", A, "2024", 300, "preliminary")])
    assert values(facts(made(shared), A))["farms"] == 10
    shared.answer(percents(A, None, farm=10, mill=90))
    found = facts(made(shared), A)
    assert found["farms"] == (30, "preliminary", "computed"), "as certain as the least of both"


def test_of_shares_the_exact_sum_stands_before_the_rounded_share(shared: Country) -> None:
    shared.answer(
        [
            *percents(A, 100, farm=10, mill=80),
            *percents(B, 300, farm=50, mill=50),
            *percents(C, 100, farm=0, mill=100),
            *percents(SUBREGION, 400, farm=41, mill=57),
            *percents(REGION, 400, farm=41, mill=57),
            ("jobs", WHOLE, "2024", 500, "final"),
        ]
    )
    built = made(shared)
    assert values(facts(built, SUBREGION)) == {"farms": 160, "mills": 230, "unknown": 10}
    # The published total of the country vouches for a sum over municipalities.
    assert values(facts(built, WHOLE)) == {"farms": 160, "mills": 330, "unknown": 10}


def test_without_every_municipality_the_area_has_its_own_share(shared: Country) -> None:
    shared.answer(
        [
            *percents(A, 100, farm=10, mill=80),
            *percents(B, 300, farm=50),
            *percents(SUBREGION, 400, farm=40, mill=50),
            ("jobs", WHOLE, "2024", 500, "final"),
        ]
    )
    built = made(shared)
    assert values(facts(built, SUBREGION)) == {"farms": 160, "mills": 200, "unknown": 40}
    assert facts(built, WHOLE) == {}


# -- what is refused


def failed(place: Country, *, stops: bool = True) -> set[str]:
    made(place)
    review = publish.review(place.defs())
    return {one.check_id for one in review.results if one.stops or not (stops or one.passed)}


def test_sound_industries_pass(shared: Country) -> None:
    fetched(shared, total="jobs")
    shared.answer([*percents(A, 100, farm=10, mill=80.1), *three(A, 10, 80, 10)])
    assert not {one for one in failed(shared, stops=False) if one.startswith("structures")}


def test_shares_of_more_than_a_hundred_stop_publishing(shared: Country) -> None:
    shared.answer(percents(A, 100, farm=50.2, mill=50))
    assert failed(shared) == {"structures_share_one_whole"}


@pytest.mark.parametrize("why", ["negative", "unexplained"])
def test_a_wrong_figure_stops_publishing(tabled: Country, why: str) -> None:
    rows = three(A, 1, 2, 3)
    rows[0] = (*rows[0][:3], *((-1, "final") if why == "negative" else (None, "final")))
    tabled.answer(rows)
    assert failed(tabled) == {"structures_are_sound"}


def test_doubled_and_unknown_industries_are_found(tabled: Country) -> None:
    tabled.answer(three(A, 1, 2, 3))
    with build.opened(made(tabled).file, writable=True) as con:
        con.execute("insert into fct_industry from fct_industry where industry = 'farms'")
        con.execute("update fct_industry set industry = 'none' where industry = 'mills'")
    found = {one.check_id for one in publish.review(tabled.defs()).results if one.stops}
    assert {"structures_have_no_duplicate_keys", "structures_are_sound"} <= found


def test_industries_that_do_not_make_the_total_are_a_warning(tabled: Country) -> None:
    fetched(tabled, total="jobs")
    tabled.answer([("jobs", A, "2024", 100, "final"), *three(A, 40, 50, 5)])
    assert "structures_add_up" in failed(tabled, stops=False) - failed(tabled)
    tabled.answer([("jobs", A, "2024", 100, "final"), *three(A, 40, 30, 30)])
    assert "structures_add_up" in failed(tabled, stops=False), "a third of unknown industry"
