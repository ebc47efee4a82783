"""The page of reminders: what waits with whom, by how long, and the way to the project."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from seutukuva import definitions, records, texts
from tests.pages import everything_said, opened, sheets

# Whole pages and stores; the rules themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow

PAGE = "projects/reminders"
TODAY = dt.date.today()
OWN = {
    "code": "K1",
    "name": "Saha & höylä",
    "owner": "WITAS",
    "state": "running",
    "start": (TODAY - dt.timedelta(600)).isoformat(),
    "end": (TODAY + dt.timedelta(400)).isoformat(),
}


def days_ago(days: int) -> str:
    return (TODAY - dt.timedelta(days)).isoformat()


def enter(kind: str, **body: Any) -> None:
    records.append(kind, body, by="local")


def late_report(code: str = "K1", days: int = 40) -> None:
    enter("project_report", project=code, type="interim", due=days_ago(days))


def deviation(**more: Any) -> None:
    told = {"project": "K1", "noticed": days_ago(3), "type": "goal", "state": "open"}
    enter("project_deviation", **told | {"text": "Too few *started*"} | more)


@pytest.fixture
def followed(entering: Path) -> None:
    enter("project", **OWN)
    enter(
        "project", **OWN | {"code": "K2", "name": "Second", "owner": "", "development_area": "A1"}
    )
    late_report()
    deviation()
    late_report("K2", -20)


def test_nothing_waits_where_nothing_has_been_entered(entering: Path) -> None:
    at = opened(PAGE)
    assert "Nothing waits" in at.success[0].value and not at.metric


def test_what_waits_stands_with_its_owner(followed: None) -> None:
    at = opened(PAGE)
    assert [one.value for one in at.metric] == ["3", "2", "1", "0", "0", "0"]
    found = definitions.load().programme
    area = next(one for one in found.development_areas if one.code == "A1")
    titles = [found.organisations[one].name["en"] for one in ("WITAS", area.owner)]
    assert {one.value for one in at.subheader} == set(titles)
    table = sheets(at)
    for told in ("Report is late", "Interim report", "40 days late", "noticed 3 days ago"):
        assert told in table
    assert "Report is due" in table and "20 days left" in table
    # Texts of people are texts, and names lead to the project's page.
    assert "Too few *started*" in table and "Saha &amp; höylä" in table
    assert 'href="project?project=K1&amp;lang=en"' in table
    # The most urgent first.
    assert table.index("Report is late") < table.index("Deviation without an action")


@pytest.mark.parametrize(
    ("query", "told", "silent"),
    [
        ({"owner": "WITAS"}, "K1", "K2"),
        ({"waits": "report_due"}, "K2", "noticed 3 days ago"),
        ({"waits": "report_late"}, "40 days late", "20 days left"),
    ],
)
def test_the_address_says_what_is_shown(
    followed: None, query: dict[str, str], told: str, silent: str
) -> None:
    at = opened(PAGE, **query)
    table = sheets(at)
    assert told in table and silent not in table
    # What waits in all is told whatever is chosen.
    assert at.metric[0].value == "3"


def test_a_kind_of_which_nothing_waits(followed: None) -> None:
    at = opened(PAGE, waits="effect_due")
    assert "Nothing of this kind" in at.info[0].value


def test_money_ahead_says_of_what_and_how_far(entering: Path) -> None:
    enter("project", **OWN)
    planned = {"participants": {"all": 100}, "eu_state": {"all": 1000}}
    came = {"participants": {"all": 20}, "eu_state": {"all": 700}}
    enter("project_plan", project="K1", decided_on=OWN["start"], planned=planned)
    until = days_ago(10)
    enter(
        *("project_report",),
        **{"project": "K1", "type": "interim", "received": until, "until": until},
        realised=came,
    )
    table = sheets(opened(PAGE))
    assert "Money is ahead of results" in table
    assert "Participants started: the money is ahead by +50.0" in table


def test_a_project_that_nobody_owns_is_told_last(entering: Path) -> None:
    enter("project", **OWN | {"owner": ""})
    enter("project", **OWN | {"code": "K2"})
    late_report()
    late_report("K2", 60)
    at = opened(PAGE)
    assert at.subheader[-1].value == "No owner named" and len(at.subheader) == 2


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_the_page_in_each_language(followed: None, language: str) -> None:
    at = opened(PAGE, language)
    texts.use(language)
    assert texts.translator(language)("Report is late") in sheets(at)
    rules = definitions.load().projects
    said = everything_said(at)
    assert str(rules.grace_days) in said and "{" not in said
