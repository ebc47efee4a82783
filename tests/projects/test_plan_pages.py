"""The pages of planned and realised figures and of the project day, as readers open them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from seutukuva import definitions, records, settings, texts
from seutukuva.projects import sums
from seutukuva.ui.plans import drawn, rows, words
from tests.pages import everything_said, open_page, opened, sheets
from tests.projects import made

# Whole pages and stores; the rules themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow

PLANS, DAY = "projects/plan_vs_actual", "projects/project_day"
AFTER = "2012-12-31"


def enter(kind: str, **body: Any) -> records.Entry:
    return records.append(kind, body, by="local")


@pytest.fixture
def local(entering: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "_announced_public", None)


@pytest.fixture
def followed(local: None) -> None:
    """Two projects of A1: one with figures and a report, one that has told nothing."""
    own = {"owner": "WITAS", "development_area": "A1", "state": "running"}
    times = {"start": "2024-01-01", "end": "2026-12-31"}
    enter("project", code="K1", name="Saha & höylä", **own, **times)
    enter("project", code="K2", name="Second", **own, **times)
    figures = {"jobs": {"all": 10, "women": 5, "new": 4}, "participants": {"all": 40, "women": 20}}
    figures |= {"public": {"all": 100_000}, "eu_state": {"all": 80_000}}
    enter("project_plan", project="K1", decided_on="2024-01-01", planned=figures)
    enter("project_plan", project="K2", decided_on="2024-01-01", planned=figures)
    done = {"participants": {"all": 38, "women": 36}, "eu_state": {"all": 90_000}}
    enter(
        *("project_report",),
        project="K1", type="interim", until="2025-12-31", received="2026-01-15",
        realised=done | {"public": {"all": 110_000}}, forecast={"jobs": {"all": 7}},
        results="A saw <b>was</b> sharpened.", continuation="Sharpen a plane.",
    )  # fmt: skip


def test_s11010_has_its_figures_and_words_for_what_is_not_defined(starter: Path) -> None:
    at = opened(PLANS, project="S11010", on=AFTER)
    said, tables = everything_said(at), sheets(at)
    assert "**100.0% of the time has gone** by 31 December 2012" in said
    assert "**Far below what was expected:** new jobs (0.0%), new firms (0.0%)." in said
    assert "**Below what was expected:** participants started (83.5%)." in said
    assert "**As expected:** EU and state funding (86.6%), public funding in all (88.6%)." in said
    for words_ in ("32.6%", "planned 27.2%", "11,425\u00a0€", "2,355\u00a0€", "+3.1\u00a0pp"):
        assert words_ in tables, words_
    assert "Not defined: none was planned and none has come." in tables
    assert "Not defined: none has come that the money could be divided by." in tables
    assert "Green from 85%" in said and "Limits in force since 1 January 2007" in said


@pytest.mark.parametrize(
    ("on", "share"), [("2010-04-30", "33.3%"), ("2010-10-31", "50.1%"), ("2011-10-31", "83.4%")]
)
def test_time_elapsed_of_s11010_on_a_day(starter: Path, on: str, share: str) -> None:
    assert f"**{share} of the time has gone**" in everything_said(
        opened(PLANS, project="s11010", on=on)
    )


def test_projects_together_tell_how_many_have_reported(followed: None) -> None:
    at = opened(PLANS, development_area="A1", on="2026-02-01")
    said, tables = everything_said(at), sheets(at)
    assert "**2 projects** on 1 February 2026." in said
    assert "1 of 2 projects have reported something." in said
    assert "1 of 2 projects reported" in tables and "planned by 2 of 2" in tables
    assert "Participations started in projects" in tables
    assert "new 8, existing –" in tables
    assert "A1 " in at.header[0].value
    assert "Source: entries of those who follow the projects" in said


def test_a_judgement_says_of_how_many_projects_it_is() -> None:
    texts.use("en")
    silent = made.pictured(
        [one for one in made.told(made.S11010) if one.side == "planned"], code="P2"
    )
    pictures = [made.pictured(made.told(made.S11010)), silent]
    combined = sums.combined(pictures, definitions.load())
    (people,) = [one for one in rows.of_combined(combined, 1.0) if one.key == "participants"]
    assert people.status_words == "Amber: 83.5% of what was expected (1 of 2 projects)"
    assert people.expected is None, "the line would be of both, the judgement is of one"
    (whole,) = [
        one
        for one in rows.of_combined(sums.combined(pictures[:1], definitions.load()), 1.0)
        if one.key == "participants"
    ]
    assert whole.expected == 103 and "projects)" not in whole.status_words


def test_the_owners_forecast_goes_first_and_too_few_men_are_not_shown(followed: None) -> None:
    at = opened(PLANS, project="K1", on="2026-02-01")
    tables = sheets(at)
    assert "the owner’s own forecast" in tables
    assert "Women and men are not shown: too few of one of them." in tables
    assert "94.7%" not in tables, "36 of 38 would tell of the two men"
    assert "112.5%" in tables, "absorption may pass 100 %"
    assert "Promised" not in tables and "Reported by the project, 31 December 2025" in tables
    assert 'href="project?project=K1' in tables and "Saha &amp; höylä" in tables


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (PLANS, {"project": "NOPE"}),
        (PLANS, {"area": "A9"}),
        (PLANS, {"on": "zz"}),
        (PLANS, {"basket": "withdrawn"}),
        (DAY, {"year": "1800"}),
        ("projects/reminders", {"owner": "NOPE"}),
        ("development/trends", {"area": "A9"}),
    ],
)
def test_what_a_link_asks_for_and_nobody_knows_is_said(
    followed: None, page: str, asked: dict[str, str]
) -> None:
    at = opened(page, **asked)
    (value,) = asked.values()
    assert f"“{value}”, which is not known here" in at.warning[0].value


def test_a_link_may_say_area_and_means_the_development_area(followed: None) -> None:
    at = opened(PLANS, area="A1", on="2026-02-01")
    assert "**2 projects**" in everything_said(at)
    assert at.selectbox(key="widget_development_area").value == "A1"
    nobody = opened(PLANS, area="A3", on="2026-02-01")
    assert "No project fits these choices." in everything_said(nobody)


def test_a_basket_holds_its_projects_of_the_day(followed: None) -> None:
    basket = enter("basket", name="Own *basket*", owner_group="WITAS")
    enter("basket_member", basket=basket.id, project="K2", since="2026-01-01")
    inside = opened(PLANS, basket=basket.id, on="2026-02-01")
    assert "**1 project** on 1 February 2026." in everything_said(inside)
    assert "Second" in sheets(inside) and "Saha" not in sheets(inside)
    before = opened(PLANS, basket=basket.id, on="2025-02-01")
    assert "No project fits these choices." in everything_said(before)


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("page", [PLANS, DAY])
def test_every_language(followed: None, page: str, language: str) -> None:
    day = {"on": "2026-02-01"} if page == PLANS else {"year": "2026"}
    for query in ({"development_area": "A1"}, {"project": "K1"}):
        at = opened(page, language, **day, **query)
        assert at.title[0].value and "{" not in everything_said(at)


def test_nothing_published_and_nothing_entered(
    nothing_published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "_announced_public", None)
    for page in (PLANS, DAY):
        at = open_page(page, lang="en")
        assert not at.exception and not at.error


def test_the_project_day_has_a_sheet_for_each_project_of_the_year(followed: None) -> None:
    at = opened(DAY, year="2025", development_area="A1")
    said = sheets(at)
    assert said.count('<section class="sk-day">') == 2
    first, second = said.split('<section class="sk-day">')[1:]
    assert "A saw &lt;b&gt;was&lt;/b&gt; sharpened." in first and "Sharpen a plane." in first
    assert "Interim report, 15 January 2026" in first
    assert "No report of the year tells any." in second
    assert "2 sheets." in everything_said(at)


def test_the_draft_can_be_changed_and_is_printed_as_it_was_changed(followed: None) -> None:
    at = opened(DAY, year="2025", development_area="A1")
    (area,) = at.text_area
    assert area.value.startswith("A1 ") and "“A saw <b>was</b> sharpened.”" in area.value
    assert "1 of 2 projects have reported something." in area.value
    at = area.set_value("Our own <words>.").run()
    assert '<div class="sk-paper"><p>Our own &lt;words&gt;.</p></div>' in sheets(at)


def test_the_year_is_at_first_the_newest_in_which_projects_ran(starter: Path) -> None:
    at = opened(DAY, project="S11010")
    assert at.selectbox(key="widget_year").value == "2012"
    assert at.selectbox(key="widget_year").options[0] == str(dt.date.today().year)
    assert "Heinolan seudun kumppanuushanke, 2012" in at.header[0].value
    assert "Loppuraportin tiivistelmä" in sheets(at), "its own words, as nothing newer is told"


def test_the_chart_of_s11010_says_what_the_page_of_the_project_does() -> None:
    texts.use("en")
    chart = drawn.specification(made.pictured(made.told(made.S11010)), "S11010")
    assert "Participants started: 86 of 103 (83.5%); women 28 of 28, men 58 of 75" in (
        chart.alternative
    )
    shares = {one.key: one.realised for one in chart.bullets}
    assert shares["participants"] == pytest.approx(83.495, abs=0.001)
    assert shares["eu_state"] == pytest.approx(86.639, abs=0.001)
    assert shares["degrees"] is None and shares["jobs"] == 0
    looks = {one.key: one.look for one in chart.bullets}
    assert looks["participants"] == "fair" and looks["jobs"] == "poor"
    assert looks["degrees"] == "none" and looks["public"] == "good"


def test_what_comes_at_the_end_has_no_line_at_zero_before_it() -> None:
    texts.use("en")
    early = made.pictured(made.told(made.S11010), on=dt.date(2010, 10, 31))
    by_key = {one.key: one for one in rows.of_picture(early)}
    assert by_key["jobs"].expected is None
    assert by_key["participants"].expected == pytest.approx(51.6, abs=0.2)
    assert by_key["jobs"].words == "Not defined: nothing has been reported."


def test_every_reason_has_a_sentence() -> None:
    texts.use("en")
    sentences = {words.why(one) for one in words.Undefined}
    assert len(sentences) == len(words.Undefined) and "" not in sentences
    assert words.why(0.5) == "" and words.percent(words.Undefined.NOTHING) == "–"
