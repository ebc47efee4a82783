"""The matrix of areas side by side: what a figure is compared with, and when it has a mark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seutukuva import definitions, measures, picture, rug
from seutukuva.headlines import Courses
from seutukuva.profile import Everywhere

FOUND = definitions.load()
OWN, PEER, COUNTRY = "FI-KU729", "FI-KU931", "FI-SSS"
ALIKE = frozenset(
    area.id
    for area in FOUND.areas.values()
    if area.kind == "municipality" and area.country == "FI" and not area.valid_to
)
LEVEL = rug.Choice(measures.LEVEL, rug.POSITION, COUNTRY)
Rows = list[dict[str, Any]]


def _course(
    indicator_id: str, area_id: str, figures: dict[str, float | None], broken: str = ""
) -> Rows:
    return [
        {
            "indicator_id": indicator_id,
            "area_id": area_id,
            "period": period,
            "value": value,
            "status": "missing" if value is None else "break" if period == broken else "final",
        }
        for period, value in figures.items()
    ]


def _newest(indicator_id: str, values: dict[str, float], period: str, **more: Any) -> Rows:
    return [
        {
            "indicator_id": indicator_id,
            "area_id": area,
            "period": period,
            "value": value,
            "status": "final",
            "earlier_value": None,
            "population": 1000.0,
            **more,
        }
        for area, value in values.items()
    ]


def _row(
    indicator_id: str,
    courses: Rows,
    choice: rug.Choice = LEVEL,
    areas: tuple[str, ...] = (OWN,),
    country: Rows | None = None,
) -> rug.RugRow:
    bases = measures.bases(FOUND)
    company = rug.Company("municipality", ALIKE, Everywhere(FOUND, country or []))
    maker = rug.Rug(Courses(courses), [company], bases, "fi")
    row = maker.row(FOUND.indicators[indicator_id], areas, choice)
    assert row
    return row


def _country(count: int, period: str = "2026M06") -> Rows:
    chosen = sorted(ALIKE - {OWN})[: count - 1]
    values = {area: float(n) for n, area in enumerate(chosen)} | {OWN: 1000.0}
    return _newest("unemployment_share", values, period)


def test_an_older_figure_does_not_stand_beside_a_newer_one() -> None:
    courses = _course("unemployment_share", OWN, {"2026M06": 10.0})
    courses += _course("unemployment_share", PEER, {"2026M05": 12.0})
    row = _row("unemployment_share", courses, LEVEL, (OWN, PEER))
    assert row.period == "2026M06"
    assert [cell.value for cell in row.cells] == [10.0, None]
    assert row.cells[1].text == ".."


@pytest.mark.parametrize(("known", "mark"), [(13, rug.NONE), (153, rug.NONE), (154, rug.HIGH)])
def test_a_quarter_of_the_areas_is_said_with_figures_of_half_of_them(known: int, mark: str) -> None:
    assert len(ALIKE) == 308
    courses = _course("unemployment_share", OWN, {"2026M06": 1000.0})
    row = _row("unemployment_share", courses, country=_country(known))
    assert row.among == (rug.Among("municipality", known, 308, mark != rug.NONE),)
    assert row.cells[0].mark == mark


def test_an_area_of_another_kind_has_no_place_among_them() -> None:
    courses = _course("unemployment_share", OWN, {"2026M06": 1000.0})
    courses += _course("unemployment_share", COUNTRY, {"2026M06": 1000.0})
    row = _row("unemployment_share", courses, LEVEL, (OWN, COUNTRY), _country(200))
    assert [cell.mark for cell in row.cells] == [rug.HIGH, rug.NONE]


@pytest.mark.usefixtures("starter")
def test_a_sub_region_and_its_municipalities_each_have_their_place_among_their_like() -> None:
    programme = FOUND.programme
    areas = (programme.subregion, *programme.areas)
    choice = rug.Choice(measures.COMPARABLE, rug.POSITION, COUNTRY)
    indicators = [FOUND.indicators["median_disposable_income"]]
    (row,) = picture.rug_rows(programme.subregion, indicators, areas, choice)
    assert [(one.kind, one.of) for one in row.among] == [("subregion", 69), ("municipality", 308)]
    alone = {
        one: picture.rug_rows(one, indicators, [one], choice)[0].cells[0].mark for one in areas
    }
    assert {cell.area_id: cell.mark for cell in row.cells} == alone
    assert rug.NONE not in alone.values()


def test_marks_against_a_benchmark_need_an_interval() -> None:
    courses = _course("unemployment_share", OWN, {"2026M06": 20.0})
    courses += _course("unemployment_share", COUNTRY, {"2026M06": 10.0})
    choice = rug.Choice(measures.LEVEL, rug.BENCHMARK, COUNTRY)
    assert _row("unemployment_share", courses, choice).cells[0].mark == rug.NONE
    courses += _course("labour_force", OWN, {"2026M06": 4000.0})
    assert _row("unemployment_share", courses, choice).cells[0].mark == rug.HIGH


@pytest.mark.parametrize("value", [measures.CHANGE_YEAR, measures.INDEX, measures.DEVIATIONS])
def test_a_verdict_on_the_figures_is_no_mark_of_their_changes(value: str) -> None:
    courses = _course("unemployment_share", OWN, {"2025M06": 21.5, "2026M06": 20.0})
    courses += _course("unemployment_share", COUNTRY, {"2025M06": 9.0, "2026M06": 10.0})
    courses += _course("labour_force", OWN, {"2026M06": 4000.0})
    choice = rug.Choice(value, rug.BENCHMARK, COUNTRY)
    row = _row("unemployment_share", courses, choice, country=_country(200))
    assert row.cells[0].value is not None
    assert row.cells[0].mark == rug.NONE


def test_changes_of_a_row_are_all_since_one_period_that_it_names() -> None:
    courses = _course("jobs", OWN, {"2023": 100.0, "2025": 90.0})
    courses += _course("jobs", PEER, {"2023": 100.0, "2025": 110.0})
    choice = rug.Choice(measures.CHANGE, rug.POSITION, COUNTRY)
    row = _row("jobs", courses, choice, (OWN, PEER))
    assert row.earlier == "2023"
    assert [cell.value for cell in row.cells] == pytest.approx([-10.0, 10.0])
    newer = _row("jobs", courses + _course("jobs", PEER, {"2023": 100.0, "2024": 100.0}), choice)
    assert newer.earlier == "2023"
    courses = _course("jobs", OWN, {"2023": 100.0, "2025": 90.0})
    courses += _course("jobs", PEER, {"2024": 100.0, "2025": 110.0})
    row = _row("jobs", courses, choice, (OWN, PEER))
    assert row.earlier == "2024"
    assert row.cells[0].value is None and row.cells[1].value == pytest.approx(10.0)


def test_no_change_reaches_over_a_break() -> None:
    courses = _course("enterprise_openings", OWN, {"2024": 76.0, "2025": 300.0}, "2025")
    choice = rug.Choice(measures.CHANGE, rug.POSITION, COUNTRY)
    assert _row("enterprise_openings", courses, choice).cells[0].text == ".."
    assert _row("enterprise_openings", courses).cells[0].text == "300b"


def test_a_monthly_change_is_since_the_same_month_as_those_it_is_placed_among() -> None:
    figures = {"2025M06": 100.0, "2026M05": 200.0, "2026M06": 110.0}
    courses = _course("labour_force", OWN, figures)
    areas = dict.fromkeys(sorted(ALIKE - {OWN})[:160], 100.0)
    country = _newest("labour_force", areas, "2026M06", earlier_value=100.0)
    choice = rug.Choice(measures.COMPARABLE, rug.POSITION, COUNTRY)
    row = _row("labour_force", courses, choice, country=country)
    assert row.earlier == "2025M06" and row.cells[0].value == pytest.approx(10.0)
    assert row.cells[0].mark == rug.HIGH
    before = rug.Choice(measures.CHANGE, rug.POSITION, COUNTRY)
    row = _row("labour_force", courses, before, country=country)
    assert row.earlier == "2026M05" and row.cells[0].value == pytest.approx(-45.0)
    assert row.cells[0].mark == rug.NONE and row.among == ()


def test_an_index_has_its_base_among_the_areas_and_none_at_the_newest_period() -> None:
    courses = _course("jobs", OWN, {"2006": 50.0, "2010": 60.0, "2025": 75.0})
    courses += _course("jobs", COUNTRY, {"2010": 1000.0, "2025": 1200.0})
    choice = rug.Choice(measures.INDEX, rug.POSITION, COUNTRY)
    row = _row("jobs", courses, choice)
    assert row.base == "2006" and row.cells[0].value == 150.0
    courses += _course("jobs", PEER, {"2025": 10.0})
    row = _row("jobs", courses, choice, (OWN, PEER))
    assert row.base == "" and [cell.text for cell in row.cells] == ["..", ".."]


def test_deviations_say_what_they_are_deviations_of() -> None:
    choice = rug.Choice(measures.DEVIATIONS, rug.POSITION, COUNTRY)
    courses = _course("jobs", OWN, {"2024": 100.0, "2025": 110.0})
    areas = {one: 100.0 + n for n, one in enumerate(sorted(ALIKE))}
    country = _newest("jobs", areas, "2025", earlier_value=100.0)
    row = _row("jobs", courses, choice, country=country)
    assert (row.underlying, row.earlier) == (measures.CHANGE, "2024")
    few = _row("jobs", courses, choice, country=country[:20])
    assert few.among == (rug.Among("municipality", 20, 308, False),)
    assert few.cells[0].text == ".."


@pytest.mark.parametrize("value", ["comparable", "level", "per_1000", "change", "index"])
def test_every_form_of_the_matrix_has_figures_from_starter_data(starter: Path, value: str) -> None:
    indicators = [FOUND.indicators[one] for one in FOUND.programme.headline]
    areas = list(FOUND.programme.areas)
    rows = picture.rug_rows(OWN, indicators, areas, rug.Choice(value, rug.POSITION, COUNTRY))
    assert rows
    for row in rows:
        assert [cell.area_id for cell in row.cells] == areas
        for cell in row.cells:
            assert (cell.value is None) == (cell.status == "missing" or cell.text == "..")


def test_marks_of_the_matrix_and_places_of_the_profile_agree(starter: Path) -> None:
    choice = rug.Choice(measures.COMPARABLE, rug.POSITION, COUNTRY)
    matrix = picture.rug_rows(OWN, picture.available(), FOUND.programme.areas, choice)
    profile = {row.indicator.id: row for row in picture.profile_rows(OWN, FOUND.programme.areas)}
    seen = 0
    for row in matrix:
        own = profile.get(row.indicator.id)
        if own is None or own.headline.period != row.period:
            continue
        refused = own.standing.marks.reason in ("few_areas", "half_missing", "no_figures")
        (among,) = row.among
        assert among.is_placed != refused, row.indicator.id
        assert among.known == own.standing.marks.n, row.indicator.id
        cell = next(one for one in row.cells if one.area_id == OWN)
        assert cell.value == pytest.approx(own.standing.own), row.indicator.id
        seen += 1
    assert seen > 90
