"""One project on a day: S11010 to the last figure, and what is not known yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from seutukuva.projects.measuring import Number, Undefined, is_number
from seutukuva.projects.model import CURRENT, PLANNED, REALISED, VERIFIED
from seutukuva.projects.picture import FINAL, LINEAR, OWN, Picture, Row
from seutukuva.projects.rag import AMBER, GREEN, GREY, RED, STALE
from tests.projects.made import BEGINS, ENDS, S11010, figure, pictured, told

MIDDLE, LATER = date(2010, 10, 31), date(2011, 10, 31)


def row(picture: Picture, measure: str) -> Row:
    found = picture.row(measure)
    assert found
    return found


def percent(share: Number) -> Any:
    return round(share * 100, 1) if is_number(share) else share


@pytest.fixture(scope="module")
def ended() -> Picture:
    return pictured(told(S11010))


@pytest.mark.parametrize(
    ("measure", "achieved", "women", "planned_share", "share", "letter"),
    [
        ("participants", 83.5, 100, 27.2, 32.6, AMBER),
        ("jobs", 0, 0, 50, Undefined.NOTHING, RED),
        ("firms", 0, Undefined.NOTHING, 0, Undefined.NOTHING, RED),
        ("degrees", *(Undefined.NOTHING,) * 4, GREY),
    ],
)
def test_s11010_results_at_its_end(
    ended: Picture,
    measure: str,
    achieved: Any,
    women: Any,
    planned_share: Any,
    share: Any,
    letter: str,
) -> None:
    found = row(ended, measure)
    assert percent(found.achievement) == achieved
    assert percent(found.women_achievement) == women
    assert percent(found.women_share_planned) == planned_share
    assert percent(found.women_share_realised) == share
    assert found.status.letter == letter


def test_s11010_money_at_its_end(ended: Picture) -> None:
    assert [percent(one) for one in (ended.absorption, ended.absorption_public)] == [86.6, 88.6]
    assert ended.absorption_other == 34275 / 34275
    assert ended.cost_per_job_planned == 11425
    assert ended.cost_per_job == Undefined.NONE_REALISED
    assert is_number(ended.cost_per_participant) and round(ended.cost_per_participant) == 2355
    assert {row(ended, name).status.letter for name in ("eu_state", "public")} == {GREEN}
    assert ended.leverage == Undefined.NOT_REPORTED
    assert ended.elapsed == 1


def test_s11010_people_at_its_end(ended: Picture) -> None:
    found = row(ended, "participants")
    assert (found.women_planned, found.men_planned) == (28, 75)
    assert (found.women_realised, found.men_realised, found.is_withheld) == (28, 58, False)
    # All of the money was spent for jobs that did not come.
    assert percent(ended.payment_gap) == 86.6 and ended.gap_measure
    assert ended.gap_measure.id == "jobs"
    assert [one.measure.id for one in ended.rows] == list(S11010)


@pytest.mark.parametrize(
    ("on", "gone"), [(date(2010, 4, 30), 33.3), (MIDDLE, 50.1), (LATER, 83.4), (ENDS, 100)]
)
def test_s11010_time(on: date, gone: float) -> None:
    found = pictured(told(S11010), on)
    assert percent(found.elapsed) == gone
    # What came at the end is not known before it.
    assert bool(row(found, "public").realised) == (on == ENDS)


def running(on: date = MIDDLE, **more: float) -> Picture:
    came = {"participants": 40, "jobs": 2, "public": 114250} | more
    figures = [one for one in told(S11010) if one.side == PLANNED]
    figures += [figure(name, REALISED, value, MIDDLE) for name, value in came.items()]
    return pictured(figures, on)


def test_a_running_project_is_held_against_the_day_of_its_report() -> None:
    found = row(running(LATER, public=114250), "public")
    assert found.expected_on == MIDDLE and percent(found.counted) == 50.1
    assert found.expected == pytest.approx(228500 * 549 / 1096)
    assert found.pace == pytest.approx(114250 / (228500 * 549 / 1096))
    assert found.status.reason == STALE
    assert row(running(), "public").status.letter == GREEN


def test_results_wait_for_the_end() -> None:
    found = row(running(), "jobs")
    assert found.pace == found.linear_forecast == found.status.reason == Undefined.AT_END
    assert found.expected == 0 and percent(found.achievement) == 10
    picture = running()
    # Jobs are not due yet: participants lag.
    assert picture.gap_measure and picture.gap_measure.id == "participants"
    # Of the money, public is the first that has been reported.
    assert picture.payment_gap == pytest.approx(0.5 - 40 / 103)


def test_the_money_ahead_is_of_what_lags_most_of_what_is_due() -> None:
    figures = [figure("participants", PLANNED, 100), figure("jobs", PLANNED, 10)]
    figures += [figure("public", PLANNED, 1000), figure("public", REALISED, 500, MIDDLE)]
    figures += [figure("participants", REALISED, 20, MIDDLE), figure("jobs", REALISED, 0, MIDDLE)]
    found = pictured(figures, MIDDLE)
    assert found.payment_gap == pytest.approx(0.3)
    assert found.gap_measure and found.gap_measure.id == "participants"
    without = pictured([one for one in figures if one.measure != "participants"], MIDDLE)
    assert (without.payment_gap, without.gap_measure) == (Undefined.TOO_EARLY, None)


def test_the_owners_forecast_comes_first_and_the_end_before_it() -> None:
    linear = row(running(), "participants")
    assert linear.outcome == (LINEAR, pytest.approx(40 / (549 / 1096)))
    own = figure("participants", "forecast", 95, MIDDLE)
    planned = [figure("participants", PLANNED, 103), figure("participants", REALISED, 40, MIDDLE)]
    assert row(pictured([*planned, own], MIDDLE), "participants").outcome == (OWN, 95)
    final = figure("participants", REALISED, 86)
    assert row(pictured([*planned, own, final]), "participants").outcome == (FINAL, 86)


def test_an_amendment_leaves_the_decision_and_earlier_days_as_they_were() -> None:
    before = told(S11010)
    amended = figure("participants", PLANNED, 80, LATER, stage=CURRENT)
    found = row(pictured([*before, amended]), "participants")
    assert found.planned and found.decided and found.planned.value == 80
    assert (found.decided.value, found.achievement) == (103, 86 / 80)
    assert pictured([*before, amended], MIDDLE) == pictured(before, MIDDLE)


def test_a_decision_that_is_still_to_come_is_not_told() -> None:
    asked = figure("jobs", PLANNED, 5, BEGINS, stage=CURRENT)
    found = row(pictured([asked, figure("jobs", PLANNED, 9, LATER)], MIDDLE), "jobs")
    assert found.decided is None and found.planned == asked


def test_women_belong_to_the_whole_they_were_told_with() -> None:
    listed = date(2013, 6, 1)
    again = figure("participants", REALISED, 86, listed, stage=VERIFIED)
    assert row(pictured([*told(S11010), again], listed), "participants").women_realised == 28
    changed = replace(again, value=90)
    found = row(pictured([*told(S11010), changed], listed), "participants")
    assert found.women_realised is None and not found.is_withheld
    assert found.women_achievement == Undefined.NOT_REPORTED


def test_women_are_not_held_against_the_whole_of_another_source() -> None:
    own = [figure("jobs", REALISED, 20, MIDDLE), figure("jobs", REALISED, 8, MIDDLE, part="women")]
    other = figure("jobs", REALISED, 25, MIDDLE, stage=VERIFIED, source="list")
    found = row(pictured([*own, other], MIDDLE), "jobs")
    assert found.realised == other and found.women_realised is None and not found.is_withheld
    same = replace(other, value=20)
    assert row(pictured([*own, same], MIDDLE), "jobs").women_realised == 8


def test_a_few_women_are_withheld_everywhere() -> None:
    found = row(pictured(told({"participants": (103, 28, 86, 2)})), "participants")
    assert found.is_withheld and found.women_realised is None and found.men_realised is None
    assert found.women_share_realised == found.women_achievement == Undefined.WITHHELD
    assert found.realised and found.realised.value == 86


def test_new_and_existing_firms_are_told_apart() -> None:
    figures = [
        figure("jobs", REALISED, 3, part="new"),
        figure("jobs", REALISED, 5, part="existing"),
    ]
    found = row(pictured([*figures, figure("jobs", REALISED, 8)]), "jobs")
    assert found.firms == {(REALISED, "new"): 3, (REALISED, "existing"): 5}


def test_a_project_without_days_is_shown_and_not_judged() -> None:
    found = pictured(told(S11010), start=None)
    participants = row(found, "participants")
    assert found.elapsed == participants.status.reason == Undefined.NO_DATES
    assert percent(participants.achievement) == 83.5


def test_a_project_without_figures_has_no_rows() -> None:
    found = pictured([figure("public", PLANNED, 5, date(2026, 1, 1))], BEGINS)
    assert found.rows == () and found.payment_gap == Undefined.NOT_PLANNED
    assert found.value("public", PLANNED) is None
