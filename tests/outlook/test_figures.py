"""Figures beside marks: those of the starter data, as they were published."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from seutukuva import definitions
from seutukuva.outlook import figures, hindsight
from seutukuva.outlook.figures import Known
from seutukuva.outlook.hindsight import FigureOutcome, Series
from tests.outlook.made import SEUTU, mark

pytestmark = pytest.mark.slow

THEMES = definitions.load().outlook.themes


def test_published_figures_judge_a_mark_a_year_later(entering: Path) -> None:
    marks = [mark(0, round="2017-10", theme="unemployment"), mark(1, round="2017-10")]
    found = hindsight.by_figures(
        marks, THEMES, figures.at_rounds(marks, THEMES), dt.date(2018, 10, 1)
    )
    by_id: dict[str, FigureOutcome] = {one.figure.indicator: one for one in found}
    jobless = by_id["unemployed_jobseekers"]
    assert (jobless.before, jobless.after) == (
        hindsight.Figure("2017M09", 1597.0, "final"),
        hindsight.Figure("2018M09", 1278.0, "final"),
    )
    assert jobless.change == pytest.approx(-100 * 319 / 1597) and jobless.verdict == "under"
    # 9,661 jobs of 2016 became 9,529: 1.4 per cent fewer is more than the 1 that counts as none.
    assert (by_id["jobs"].way, by_id["jobs"].verdict) == (-1, "over")
    assert by_id["enterprise_openings"].reason == "no_figure"
    assert figures.without_edition(marks) == ["2018-10", "2017-10"]


def test_a_theme_s_figures_stand_with_the_year_before_or_say_why_not(entering: Path) -> None:
    known: dict[str, Known] = {
        one.evidence: one for one in figures.known(THEMES["business"], SEUTU)
    }
    assert list(known) == list(THEMES["business"].evidence)
    jobs = known["indicator:jobs"]
    assert (jobs.period, jobs.value, jobs.before, jobs.way) == ("2017", 9529.0, 9661.0, -1)
    assert (jobs.stood.value, jobs.stood.before) == (9529.0, 9661.0)
    assert known["indicator:enterprise_openings"].reason == "no_figures"
    balance = known["balance:turnover_outlook"]
    assert balance.reason == "no_interviews" and balance.value is None


def test_statistics_that_are_gone_judge_nothing(nothing_published: Path) -> None:
    marks = [mark(1)]
    look_up = figures.at_rounds(marks, THEMES)
    assert look_up("2025-10", "jobs", SEUTU) == Series(())
    assert all(one.reason for one in figures.known(THEMES["labour"], SEUTU))


def test_of_a_balance_only_the_round_is_kept() -> None:
    told = Known("balance:turnover_outlook", "2026M10", 12.0, "final", -3.0)
    assert (told.stood.period, told.stood.value, told.stood.before) == ("2026M10", None, None)
