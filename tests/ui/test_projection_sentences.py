"""Where a figure is heading, in sentences: what is said, and what is left unsaid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from seutukuva import definitions, forecasting, texts
from seutukuva.projections import official, pools
from seutukuva.projections.own import Own, Point, Skill
from seutukuva.projections.record import Record
from seutukuva.ui.projections import names, sentences
from seutukuva.ui.projections.overview import _furthest
from seutukuva.ui.projections.record import too_new
from seutukuva.ui.projections.view import View, subject

FOUND = definitions.load()
POPULATION = FOUND.indicators["population"]
POINTS = (
    Point("2026", 8700.0, 8600.0, 8800.0, 8500.0, 8900.0, 8763.0),
    Point("2027", 8650.0, 8500.0, 8800.0, 8400.0, 8950.0, 8763.0),
)
OWN = Own(
    *("population", "FI-KU729", "", forecasting.DAMPED, "2025", "1972", 53, 2, 40, 0.6, 1.0),
    pool="5000_10000",
    points=POINTS,
)
SKILLS = (
    Skill("5000_10000", 1, 0.7, 1.1, 0.81, 0.95, 3000),
    Skill("5000_10000", 2, 1.1, 2.0, 0.54, 0.80, 1500),
    Skill("5000_10000", 3, 1.5, 2.0, 0.10, 0.20, 900),
)
RECORD = Record(
    *("population_projection_2019", "2019", "2018", "FI-SK138", "2025", 7, 25917.0, 26387.0),
    *("final", 100 * (25917 - 26387) / 26387),
)


@pytest.fixture(autouse=True)
def english() -> Any:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def view(own: Own | None = OWN, area: str = "FI-KU729", **more: Any) -> View:
    rows = pd.DataFrame([("2025", 8763.0, "final")], columns=["period", "value", "status"])
    return View(POPULATION, area, more.pop("rows", rows), own, (), (), **more)


def test_the_sentence_has_figure_span_and_change() -> None:
    said = sentences.where(view())
    assert said.startswith("**Population, Saarijärvi, 2027: about 8,650**")
    assert "in four cases of five between 8,500 and 8,800" in said
    assert said.endswith("Change from 2025 (8,763): about −110 (−1.3%).")


@pytest.mark.parametrize(
    ("half", "told"),
    [
        (4.0, "about 8,650** if all goes on as before; in four cases of five between 8,646 and"),
        (940.0, "about 8,650** if all goes on as before; in four cases of five between 7,710 and"),
        (4082.0, "about 8,700** if all goes on as before; in four cases of five between 4,600"),
        (0.0, "between 8,650 and 8,650. Change from 2025 (8,763): about −113 (−1.3%)."),
        (4082.0, "12,700. Change from 2025 (8,763): about −100 (−1%)."),
    ],
)
def test_no_more_digits_are_told_than_the_span_carries(half: float, told: str) -> None:
    last = replace(POINTS[1], low80=8650.0 - half, high80=8650.0 + half)
    assert told in sentences.where(view(replace(OWN, points=(last,))))


def test_shares_lose_their_decimals_where_the_span_is_wide() -> None:
    share = FOUND.indicators["share_15_64"]
    last = Point("2029", 61.94, 44.7, 79.1, 40.0, 85.0, 61.9)
    wide = replace(view(replace(OWN, points=(last,))), indicator=share)
    assert "about 62%**" in sentences.where(wide) and "45% and 79%" in sentences.where(wide)
    narrow = replace(last, low80=60.9, high80=62.9)
    near = replace(wide, own=replace(OWN, points=(narrow,)))
    assert "about 61.9%**" in sentences.where(near) and "60.9% and 62.9%" in sentences.where(near)


def months(first: int, count: int) -> tuple[Point, ...]:
    periods = (f"{2026 + at // 12}M{at % 12 + 1:02d}" for at in range(first, first + count))
    return tuple(Point(one, 12.24, 11.1, 13.2, 10.4, 13.9, 12.0) for one in periods)


def test_a_month_is_held_against_the_same_month_and_not_against_another_season() -> None:
    share = FOUND.indicators["unemployment_share"]
    known = [("2025M04", 12.5, "final"), ("2026M04", 12.0, "final"), ("2026M06", 11.1, "final")]
    rows = pd.DataFrame(known, columns=["period", "value", "status"])
    own = replace(OWN, points=months(6, 10), origin="2026M06")
    said = sentences.where(replace(view(own, rows=rows), indicator=share)).replace("\u00a0", " ")
    assert "April 2027: about 12.2%**" in said
    assert said.endswith("Change from April 2026 (12.0%): about +0.2 pp.")
    texts.use("fi")
    assert sentences.where(replace(view(own, rows=rows), indicator=share)).endswith("%-yks.")
    texts.use("en")
    none = replace(view(own, rows=rows.iloc[2:]), indicator=share)
    assert "Change from" not in sentences.where(none)


@pytest.mark.parametrize(("count", "told"), [(10, "2027M04"), (13, "2027M06"), (24, "2028M06")])
def test_the_overview_tells_a_month_like_the_newest_one(count: int, told: str) -> None:
    share = FOUND.indicators["unemployment_share"]
    assert _furthest(share, replace(OWN, points=months(6, count))).period == told
    assert _furthest(POPULATION, OWN).period == "2027"


def test_a_preliminary_figure_is_marked_where_the_change_is_told() -> None:
    rows = pd.DataFrame([("2025", 8763.0, "preliminary")], columns=["period", "value", "status"])
    assert "Change from 2025 (8,763*): about" in sentences.where(view(rows=rows))


@pytest.mark.parametrize("reason", [*forecasting.REASONS, pools.ABOLISHED])
def test_every_reason_is_told_with_what_would_change_it(reason: str) -> None:
    none = replace(OWN, reason=reason, points=(), shown=0, figures=3)
    said = sentences.where(view(none))
    assert said.startswith("**No own projection.** ") and "{" not in said
    assert any(way in said for way in ("will be possible", "Look at", "may have", "may change"))
    assert names.SHORT_REASONS[reason]
    if reason in (forecasting.FEW_FIGURES, forecasting.BROKEN):
        assert "3, and 8 are needed" in said
    if reason == forecasting.STALE:
        assert "of 2025, more than 5 years" in said
    assert sentences.made(none) == ""


def test_figures_that_are_enough_but_cannot_be_tested_are_not_called_too_few_in_a_row() -> None:
    few = replace(OWN, reason=forecasting.FEW_FIGURES, points=(), figures=9)
    said = names.why_none(POPULATION, few)
    assert "enough figures to project from, 9, but too few to test" in said and "8" not in said


def test_months_need_more_figures_than_years() -> None:
    monthly = next(one for one in FOUND.indicators.values() if one.period_kind == "month")
    few = replace(OWN, reason=forecasting.FEW_FIGURES, points=(), figures=3, origin="2025M01")
    assert "3, and 48 are needed" in names.why_none(monthly, few)


def test_an_older_version_no_figure_and_quarters_are_told_apart() -> None:
    empty = view().rows.iloc[:0]
    older = sentences.where(view(None, is_older=True))
    nothing = sentences.where(view(None, rows=empty))
    quarters = sentences.where(view(None))
    assert "before projections were calculated" in older
    assert "no figure of Saarijärvi" in nothing
    assert "Only yearly and monthly" in quarters


def test_the_test_is_told_against_that_nothing_changes() -> None:
    assert "from 40 earlier moments" in sentences.tested(OWN)
    assert "40% smaller" in sentences.tested(OWN)
    for mase in (1.0, 1.2, 0.999):
        assert "came no nearer" in sentences.tested(replace(OWN, mase=mase))
    assert "too short" in sentences.tested(replace(OWN, mase=None, origins=0))


def test_coverage_is_told_of_the_nearest_and_the_furthest_shown() -> None:
    said = sentences.covered(SKILLS, OWN, "year")
    assert "5,000–10,000" in said and "81% 1 year ahead (3,000 tested)" in said
    assert "54% 2 years ahead (1,500 tested)" in said and "3 years" not in said
    assert "too narrow" in said


@pytest.mark.parametrize(
    ("share", "errors", "told"),
    [
        (0.74, 1500, "too narrow"),
        (0.80, 1500, "keeps what it promises"),
        (0.90, 1500, "rather wide"),
        (0.54, 19, "So few tests"),
    ],
)
def test_a_span_is_judged_by_what_it_held(share: float, errors: int, told: str) -> None:
    furthest = replace(SKILLS[1], coverage80=share, errors=errors)
    assert told in sentences.covered((SKILLS[0], furthest), OWN, "year")
    alone = sentences.covered((furthest,), replace(OWN, shown=furthest.horizon), "month")
    assert told in alone and "2 months ahead" in alone and alone.count("ahead (") == 1
    assert sentences.covered((replace(furthest, coverage80=None),), OWN, "year") == ""


def test_a_record_has_the_sign_of_too_little_and_too_much() -> None:
    said = sentences.held(RECORD, POPULATION)
    assert said == (
        "The projection made in 2019 put Saarijärvi–Viitasaari sub-region at 25,917 for 2025; it "
        "was 26,387, −1.8%: too little was projected."
    )
    much = replace(RECORD, projected=26400.0, error_pct=0.05)
    assert "+0.0%" not in sentences.held(much, POPULATION)
    assert "too much was projected" in sentences.held(much, POPULATION)
    hit = replace(RECORD, projected=26387.4, error_pct=0.0)
    assert "the projection hit" in sentences.held(hit, POPULATION)
    none = replace(RECORD, actual=0.0, error_pct=None)
    assert "–: too much" in sentences.held(none, POPULATION)


def test_the_newest_year_of_each_vintage_stands_first() -> None:
    older = replace(RECORD, indicator_id="population_projection_2012", made="2012", period="2020")
    found = sentences.newest_held([older, replace(RECORD, period="2020"), RECORD])
    assert [(one.made, one.period) for one in found] == [("2019", "2025"), ("2012", "2020")]


def test_only_the_count_of_a_larger_area_is_said_to_be_no_sum() -> None:
    assert "need not equal the sum" in sentences.no_sum(view(area="FI-SK138"))
    assert sentences.no_sum(view()) == ""
    assert sentences.no_sum(view(None, area="FI-SK138")) == ""
    whole = view(area="FI-SK138")
    members = (OWN, replace(OWN, area_id="FI-KU931"))
    told = sentences.no_sum(whole, members)
    assert "2 municipalities" in told and told.endswith("add up to 17,300 in 2027.")
    shorter = replace(OWN, points=POINTS[:1])
    assert "need not equal the sum" in sentences.no_sum(whole, (OWN, shorter))
    mean = replace(view(area="FI-SK138"), indicator=FOUND.indicators["mean_age"])
    assert sentences.no_sum(mean) == ""


def test_an_official_projection_is_looked_at_as_what_it_projects() -> None:
    assert subject(FOUND.indicators["population_projection_2019"]) == POPULATION
    assert subject(POPULATION) is POPULATION


def test_a_vintage_of_which_nothing_has_come_yet_says_when_it_will() -> None:
    points = (official.Point("2024", 1.0, False), official.Point("2026", 2.0, False))
    vintage = official.Vintage("p", "FI-KU729", "population", "2025", "2024", "source", points)
    said = too_new(vintage)
    assert "made in 2025 cannot be judged yet" in said and said.endswith("The first is 2026.")
    assert too_new(replace(vintage, points=points[:1])).endswith("The first is –.")
