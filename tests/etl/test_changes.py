"""The change report: what is new, lost, revised and unusual, for people and as rows."""

from __future__ import annotations

import pytest

from etl import build, publish, report, stage
from etl.changes import Change
from etl.publish import Published
from seutukuva import texts
from tests.etl.sample import Country, Figure, country

pytestmark = pytest.mark.slow

__all__ = ["country"]

A, B, C = "FI-KU001", "FI-KU002", "FI-KU003"


def series(indicator: str, area: str, values: dict[str, float]) -> list[Figure]:
    return [(indicator, area, period, value, "final") for period, value in values.items()]


def published(place: Country) -> Published:
    build.build(place.defs(), stage.stage(place.defs()))
    return publish.publish(place.defs())


def by_kind(done: Published) -> dict[str, list[Change]]:
    found: dict[str, list[Change]] = {}
    for one in done.review.change.changes:
        found.setdefault(one.kind, []).append(one)
    return found


STEADY = {str(2015 + year): 100.0 + year for year in range(8)}  # one more every year to 2022


def test_the_first_version_says_so(country: Country) -> None:
    texts.use("en")
    country.answer(series("population", A, STEADY))
    done = published(country)
    assert done.review.change.previous == "" and done.review.change.changes == ()
    assert "first version" in done.review.report_file.read_text()
    texts.use("fi")


def test_new_periods_indicators_and_areas(country: Country) -> None:
    country.answer(series("population", A, STEADY))
    published(country)
    country.answer(
        [
            *series("population", A, {**STEADY, "2023": 108, "2024": 109}),
            *series("population", C, {"2024": 5}),
            *series("jobs", A, {"2024": 40}),
        ]
    )
    found = by_kind(published(country))
    assert set(found) == {"new_indicator", "new_period", "new_area"}
    # A ratio that became possible is a new indicator as well.
    assert {one.indicator_id for one in found["new_indicator"]} == {"jobs", "jobs_share"}
    (periods,) = found["new_period"]
    assert (periods.indicator_id, periods.period, periods.note) == (
        "population",
        "2024",
        "2023–2024",
    )
    assert (periods.change, periods.after) == (2, 3)
    (area,) = found["new_area"]
    assert (area.indicator_id, area.area_id) == ("population", C)


@pytest.mark.slow
def test_revisions_are_ranked_by_how_unusual_they_are(country: Country) -> None:
    wild = {period: value * (-1) ** int(period) for period, value in STEADY.items()}
    country.answer([*series("population", A, STEADY), *series("population", B, wild)])
    published(country)
    country.answer(
        [
            *series("population", A, {**STEADY, "2020": 115}),
            *series("population", B, {**wild, "2020": 125}),
        ]
    )
    first, second = by_kind(published(country))["revision"]
    # Ten more is much where a year brings one, and twenty is little where it brings two hundred.
    assert (first.area_id, first.before, first.after, first.change) == (A, 105, 115, 10)
    assert second.area_id == B and second.change == 20
    assert first.change_id < second.change_id and first.note and first.note.endswith("×")


def test_a_figure_taken_away_is_the_biggest_revision(country: Country) -> None:
    country.answer(series("population", A, STEADY))
    published(country)
    country.answer(
        [
            *series("population", A, {"2021": 190}),
            ("population", A, "2020", None, "confidential"),
        ]
    )
    first, second = by_kind(published(country))["revision"]
    assert (first.period, first.after, first.note) == ("2020", None, None)
    assert second.period == "2021"


def test_an_unusual_new_figure_is_a_jump(country: Country) -> None:
    country.answer([*series("population", A, STEADY), *series("population", B, STEADY)])
    published(country)
    country.answer(
        [
            *series("population", A, {**STEADY, "2023": 130}),
            *series("population", B, {**STEADY, "2023": 109}),
        ]
    )
    jumps = by_kind(published(country))["jump"]
    jumps = [one for one in jumps if one.area_id in (A, B)]
    assert [(one.area_id, one.period, one.before, one.after) for one in jumps] == [
        (A, "2023", 107, 130)
    ]


@pytest.mark.slow
def test_a_run_that_brings_nothing_keeps_what_was_new(country: Country) -> None:
    country.answer(series("population", A, STEADY))
    published(country)
    country.answer(series("population", A, {**STEADY, "2023": 130}))
    before = published(country)
    again = published(country)
    assert again.review.change.same and again.pointer.version != before.pointer.version
    with build.opened(again.pointer.path) as con:
        kinds = con.execute("select kind from fct_change order by change_id").fetchall()
    assert kinds == [("jump",), ("new_period",)]


@pytest.mark.slow
def test_every_section_says_what_to_do(country: Country) -> None:
    texts.use("en")
    country.answer(series("population", A, STEADY))
    published(country)
    country.answer([*series("population", A, {**STEADY, "2020": 90, "2023": 130})])
    done = published(country)
    text = done.review.report_file.read_text(encoding="utf-8")
    texts.use("fi")
    assert done.review.report_file.name == f"{done.pointer.version}.md"
    sections = [line for line in text.splitlines() if line.startswith("## ")]
    assert [section.split(" (")[0] for section in sections] == [
        "## New periods",
        "## Biggest revisions",
        "## Biggest jumps",
        "## Checks",
    ]
    assert text.count("Action: ") >= 3
    assert "Population, Ähtä, 2020: 105 → 90 (" in text


def test_the_report_speaks_finnish_by_default(country: Country) -> None:
    country.answer(series("population", A, STEADY))
    build.build(country.defs(), stage.stage(country.defs()))
    review = publish.review(country.defs())
    texts.use("fi")
    text = report.markdown(review.change, review.results, country.defs())
    assert text.startswith("# Muutosraportti")
