"""Entries about projects that do not agree with what is known are refused, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from seutukuva import texts
from seutukuva.errors import InvalidRecord
from seutukuva.projects import checking
from seutukuva.projects.model import Goal, Project

START, END, TODAY = date(2009, 5, 1), date(2012, 4, 30), date(2026, 11, 22)
PROJECT = {"code": "S11010", "name": "Hanke", "start": "2009", "end": "2012", "state": "ended"}
THERE = Project(code="S11010", key="s11010", name="Kumppanuushanke")
PLAN = {"project": "S11010", "decided_on": "2011-01-10"}
REPORT = {"project": "S11010", "type": "interim"}
GOAL = {"project": "S11010", "level": "result", "text": "Työpaikkoja"}
FIGURES = {"jobs": {"all": 2}}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def refused(check: Callable[..., Any], *told: Any) -> dict[str, str]:
    """Why a body is refused, by field; nothing where it is not."""
    try:
        check(*told)
    except InvalidRecord as error:
        return dict(error.problems)
    return {}


def known(code: str) -> Project | None:
    return THERE if "".join(code.split()).casefold() == "s11010" else None


@pytest.mark.parametrize("code", ["S11010", " s11010", "S 11010"])
def test_a_new_project_with_a_code_that_exists_is_refused_and_says_where_to_go(code: str) -> None:
    found = refused(checking.project, PROJECT | {"code": code}, "", known)
    assert found.keys() == {"code"}
    assert "Kumppanuushanke" in found["code"] and "change it there" in found["code"]
    assert not refused(checking.project, PROJECT | {"code": "S11011"}, "", known)


def test_a_projects_code_stays() -> None:
    assert not refused(checking.project, PROJECT | {"code": "s 11010"}, "s11010", known)
    found = refused(checking.project, PROJECT | {"code": "S11011"}, "s11010", known)
    assert "stays as it is" in found["code"]


def test_a_project_that_ends_before_it_starts_is_refused() -> None:
    found = refused(checking.project, PROJECT | {"code": "X", "end": "2008"}, "", known)
    assert found.keys() == {"end"} and "is before" in found["end"]


def test_what_fields_complain_of_is_told_together_with_what_does_not_agree() -> None:
    body = PROJECT | {"name": "", "end": "when it is ready"}
    assert refused(checking.project, body, "", known).keys() == {"code", "name", "end"}


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({}, {"planned"}),
        ({"reason": "No change"}, set()),
        ({"planned": FIGURES}, set()),
        ({"end": "31.10.2012"}, set()),
        ({"end": "2009-04"}, {"end"}),
        ({"start": "2012-05-01"}, {"end"}),
        ({"start": "2012-05-01", "end": "2013"}, set()),
        ({"start": "2012-05-01", "end": "2011"}, {"end"}),
    ],
)
def test_a_decision_says_something_and_does_not_turn_time_round(
    more: dict[str, Any], fields: set[str]
) -> None:
    assert refused(checking.plan, PLAN | more, START, END).keys() == fields


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"due": "2010"}, set()),
        ({"received": "2010"}, set()),
        ({}, {"due"}),
        ({"realised": FIGURES}, {"until"}),
        ({"realised": FIGURES, "until": "2010-10"}, set()),
        ({"realised": FIGURES, "until": "2026-11-23"}, {"until"}),
        ({"realised": FIGURES, "until": "2009-04-30"}, {"until"}),
        ({"realised": FIGURES, "until": "2009"}, set()),
        ({"realised": FIGURES, "until": "2014"}, set()),
        ({"received": "2027"}, {"received"}),
        ({"realised": FIGURES, "until": "2026-11"}, {"until"}),
        ({"realised": FIGURES, "until": "2026"}, {"until"}),
        ({"realised": FIGURES, "until": "2026-10"}, set()),
        ({"received": "2026-11"}, {"received"}),
    ],
)
def test_figures_of_a_report_have_a_day_that_can_be(more: dict[str, Any], fields: set[str]) -> None:
    assert refused(checking.report, REPORT | more, START, TODAY).keys() == fields


def test_a_report_with_figures_has_come() -> None:
    told = REPORT | {"realised": FIGURES, "until": "2010-10"}
    assert checking.report(told, START, TODAY)["received"] == "2026-11-22"
    assert checking.report(told | {"received": "2010-11"}, START, TODAY)["received"] == "2010-11"
    assert "received" not in checking.report(REPORT | {"due": "2030"}, START, TODAY)


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"level": "vision"}, set()),
        ({}, {"indicator", "due"}),
        ({"measure": "jobs"}, {"due"}),
        ({"indicator": "Visits", "due": "2012"}, set()),
        ({"indicator": "  ", "due": "2012-04-30"}, {"indicator"}),
        ({"measure": "jobs", "due": "2012-05-01"}, {"due"}),
        ({"measure": "jobs", "due": "2012-04-30", "reached": 3}, {"seen_on"}),
        ({"measure": "jobs", "due": "2012-04-30", "reached": 0, "seen_on": "2012"}, set()),
        ({"level": "effect", "measure": "jobs", "due": "2012-04-30"}, {"due"}),
        ({"level": "effect", "measure": "jobs", "due": "2015-04-29"}, {"due"}),
        ({"level": "effect", "measure": "jobs", "due": "2015-04-30"}, set()),
        ({"level": "effect", "measure": "jobs", "due": "2015"}, set()),
        ({"level": "effect", "measure": "jobs", "due": "2017-04-30"}, set()),
        ({"level": "effect", "measure": "jobs", "due": "2017-05-01"}, {"due"}),
    ],
)
def test_a_goal_below_the_vision_is_measured_and_dated(
    more: dict[str, Any], fields: set[str]
) -> None:
    assert refused(checking.goal, GOAL | more, END).keys() == fields


def test_an_effect_is_told_between_which_days_it_falls_due() -> None:
    body = GOAL | {"level": "effect", "measure": "jobs", "due": "2013"}
    found = refused(checking.goal, body, END)["due"]
    assert "3–5 years" in found and "30 April 2015" in found and "30 April 2017" in found
    assert not refused(checking.goal, body, None), "nobody knows when the project ends"


def test_a_goal_whose_project_got_another_end_can_still_be_changed() -> None:
    body = GOAL | {"measure": "jobs", "due": "2013", "reached": 3, "seen_on": "2012"}
    told = {"id": "x", "seq": 1, "code": "s11010", "by": "local", "recorded_at": ""}
    before = Goal(**told, level="result", text="", due=date(2013, 12, 31))
    assert refused(checking.goal, body, END).keys() == {"due"}
    assert not refused(checking.goal, body, END, before)
    assert refused(checking.goal, body | {"due": "2014"}, END, before).keys() == {"due"}


def test_four_years_after_a_leap_day_is_its_eve_where_there_is_none() -> None:
    assert checking.later(date(2012, 2, 29), 3) == date(2015, 2, 28)
    assert checking.later(date(2012, 2, 29), 4) == date(2016, 2, 29)


def test_whoever_acts_on_a_deviation_says_how() -> None:
    told = {"project": "S11010", "noticed": "2011", "type": "goal", "text": "No jobs"}
    for state, fields in (("open", set()), ("in_progress", {"action"}), ("settled", {"action"})):
        assert refused(checking.deviation, told | {"state": state}).keys() == fields
    assert not refused(checking.deviation, told | {"state": "settled", "action": "Talks"})


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({}, set()),
        ({"done": "2011-03-10"}, {"outcome"}),
        ({"done": "2011-03-10", "outcome": "go_on"}, set()),
        ({"outcome": "stop"}, {"done"}),
        ({"done": "2027-03-10", "outcome": "go_on"}, {"done"}),
        ({"type": "milestone", "done": "2011-03-10"}, set()),
    ],
)
def test_a_decision_point_that_was_passed_says_what_was_decided(
    more: dict[str, Any], fields: set[str]
) -> None:
    told = {"project": "S11010", "type": "decision", "text": "Go on?", "due": "2011-03"}
    assert refused(checking.milestone, told | more, TODAY).keys() == fields


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        ({"implementer": "Tmi Aino Virtanen"}, {"implementer"}),
        ({"implementer": "Saarijärven kaupunki", "roles": {"leader": "project manager"}}, set()),
        ({"roles": {"leader": "Matti Meikäläinen"}}, {"roles"}),
        ({"roles": {"leader": "project manager, 040 123 4567"}}, {"roles"}),
        ({"summary": "Ask matti@hanke.fi"}, {"summary"}),
        ({"name": "Hanke 010190-123A"}, {"name"}),
    ],
)
def test_a_project_keeps_no_person(told: dict[str, Any], fields: set[str]) -> None:
    assert refused(checking.project, PROJECT | told, "", lambda _code: None).keys() == fields
