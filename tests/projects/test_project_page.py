"""The page of one project: its figures with their tellers, and everything that can be entered."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import records, texts
from seutukuva.projects import recorded
from seutukuva.ui.entry import SAVED, WITHDRAWN
from tests.pages import everything_said, keys, open_page, opened, pressed, saved, sheets

# Whole pages and stores; the rules themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow

PAGE = "projects/project"
CODE = "S11010"
REPORT = "entry_project_report_new"
NEW = "entry_project_new"
GOAL = {"level": "result", "text": "Jobs", "measure": "jobs", "due": "2012-04-30", "target": 20}


def enter(kind: str, **body: Any) -> records.Entry:
    own = {} if kind == "project" else {"project": CODE}
    return records.append(f"project_{kind}" if own else kind, own | body, by="local")


def with_panel(name: str, language: str = "en", **query: str) -> AppTest:
    """The page with a panel open, as after a click on it."""
    at = opened(PAGE, language, **{"project": CODE, **query})
    at.session_state[name] = True
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize(
    "language",
    [one if one == "en" else pytest.param(one, marks=pytest.mark.slow) for one in texts.LANGUAGES],
)
def test_the_page_in_each_language(entering: Path, language: str) -> None:
    texts.use(language)
    at = opened(PAGE, language, project=CODE)
    said = everything_said(at) + sheets(at)
    assert "Heinolan seudun kumppanuushanke" in said
    words = texts.translator(language)("{realised} of {planned}")
    figures = [words.format(realised=a, planned=b) for a, b in (("86", "103"), ("0", "20"))]
    assert [one.value for one in at.metric][2:] == figures


def test_planned_and_realised_as_the_funders_page_has_them(entering: Path) -> None:
    table = sheets(opened(PAGE, project=CODE))
    for told in ("83.5%", "32.6%", "planned 27.2%", "86.6%", "88.6%", "194,225", "202,550"):
        assert told in table
    assert "not defined<small>0 of 0</small>" in table, "degrees"
    said = everything_said(opened(PAGE, project=CODE))
    for told in ("+86.6", "11,425", "2,355", "none yet", "● Green 2, ▲ Amber 1, ■ Red 2"):
        assert told in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("on", "share"), [("2010-04-30", "33.3%"), ("2010-10-31", "50.1%"), ("2011-10-31", "83.4%")]
)
def test_the_time_gone_on_a_day(entering: Path, on: str, share: str) -> None:
    at = opened(PAGE, project=CODE, on=on)
    assert at.metric[0].value == share
    assert "by 30 April 2012" not in sheets(at), "what came later does not count yet"


def test_a_code_is_found_however_it_is_written(entering: Path) -> None:
    at = opened(PAGE, project=" s 11010 ")
    assert "Heinolan" in everything_said(at) and at.query_params["project"] in (CODE, [CODE])


def test_an_unknown_code_is_told_and_a_project_can_be_chosen(entering: Path) -> None:
    at = open_page(PAGE, lang="en", project="<script>")
    assert not at.exception and "not known here" in at.warning[0].value
    box = at.selectbox(key="widget_project")
    assert len(box.options) > 20 and box.value is None
    box.set_value("s11010").run()
    assert "Heinolan" in everything_said(at) and at.query_params["project"] in (CODE, [CODE])


def test_a_realised_figure_is_entered_and_says_who_entered_it(entering: Path) -> None:
    at = with_panel("enter_project_report")
    at.selectbox(key=f"{REPORT}_type").set_value("follow_up")
    at.text_input(key=f"{REPORT}_realised__jobs__all").set_value("7")
    at.text_input(key=f"{REPORT}_until").set_value("31.12.2014")
    saved(at, REPORT)
    assert [one.value for one in at.success] == [SAVED]
    (report,) = recorded.reports(CODE)["s11010"]
    assert report.realised == {"jobs": {"all": 7}} and report.until == dt.date(2014, 12, 31)
    assert (report.received, report.by) == (dt.date.today(), "local")
    assert records.history(report.id)[0].source == PAGE
    assert at.metric[3].value == "7 of 20"
    table = sheets(at)
    assert "35.0%" in table and "by 31 December 2014; entered by this computer" in table
    # What was told before stands beside it, by who says it.
    assert "Reported by the project" in table and "30 April 2012" in table


@pytest.mark.slow
def test_realised_figures_without_a_day_are_refused(entering: Path) -> None:
    at = with_panel("enter_project_report")
    at.text_input(key=f"{REPORT}_realised__jobs__all").set_value("7")
    at.button(key=f"{REPORT}_save").click().run()
    assert "up to which day" in at.error[0].value and recorded.reports() == {}
    assert at.text_input(key=f"{REPORT}_realised__jobs__all").value == "7"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            {"type": "follow_up", "until": "2014", "realised": {"jobs": {"all": 21}}},
            "New jobs: 21 realised, 20 planned",
        ),
        (
            {"type": "follow_up", "until": "2014", "realised": {"degrees": {"all": 1}}},
            "Degrees completed: 1 realised, 0 planned",
        ),
        ({"type": "interim", "received": "2012-06-30"}, "Interim report, 30 June 2012"),
    ],
)
def test_what_is_odd_is_kept_and_explained(entering: Path, body: dict[str, Any], told: str) -> None:
    enter("report", **body)
    (warning,) = [one.value for one in opened(PAGE, project=CODE).warning]
    assert told in warning.replace("\\", "") and "One thing to look at" in warning


def test_too_few_of_a_sex_are_shown_nowhere(entering: Path) -> None:
    told = {"participants": {"all": 40, "women": 2}}
    enter("report", type="status", until="2011-01-31", realised=told)
    at = opened(PAGE, project=CODE, on="2011-06-30")
    at.session_state["project_every_figure"] = True
    at.run()
    table = sheets(at)
    assert "women not shown" in table and "of which women</small></th>" in table
    assert "women 2;" not in table and "women 2)" not in table and "5.0%" not in table
    assert "not shown</td>" in table, "in the list of every figure, too"


def test_what_is_expected_at_the_end_tells_no_split_that_has_come(entering: Path) -> None:
    firms = {"firms": {"all": 17, "women": 1}, "degrees": {"all": 44, "women": 9}}
    enter("report", type="final", until="2014-01-31", realised=firms, forecast=firms)
    table = sheets(with_panel("project_every_figure"))
    assert table.count("of which women 9") == 3 and not re.search(r"of which women 1\b", table)
    assert table.count("not shown</td>") == 2, "realised and expected"


def test_a_figure_that_falls_is_kept_and_pointed_out(entering: Path) -> None:
    enter("report", type="status", until="2010-06-30", realised={"participants": {"all": 90}})
    (warning,) = [one.value for one in opened(PAGE, project=CODE).warning]
    assert "86 by 30 April 2012, less than 90 by 30 June 2010" in warning.replace("\\", "")


@pytest.mark.slow
def test_an_amendment_leaves_what_was_decided_before(entering: Path) -> None:
    first = {"decided_on": "2009-06-15", "planned": {"jobs": {"all": 15}}}
    enter("plan", **first, decided_by="Ohjausryhmä")
    enter("plan", decided_on="2011-01-10", end="2012-10-31", planned={"jobs": {"all": 12}})
    table = sheets(opened(PAGE, project=CODE))
    assert "12<small>of which women 10; at decision 15</small>" not in table
    assert "at decision 15" in table and "New jobs 15" in table and "New jobs 12" in table
    said = everything_said(opened(PAGE, project=CODE)).replace("\\", "")
    assert "31 October 2012, end moved, first decided 30 April 2012" in said
    before = opened(PAGE, project=CODE, on="2010-12-31")
    assert "31 October 2012" not in everything_said(before)
    assert "Ended" not in everything_said(before), "it had not ended on that day"
    assert before.metric[3].value.endswith("of 15")


@pytest.mark.slow
def test_goals_stand_by_level_and_say_whether_they_are_reached(entering: Path) -> None:
    enter("goal", **GOAL)
    enter("goal", level="vision", text="A lively region")
    table = sheets(opened(PAGE, project=CODE))
    assert table.index("A lively region") < table.index(">Jobs<")
    assert "■ Not reached" in table and "from reports" in table and "Result goal" in table


@pytest.mark.slow
def test_an_effect_due_too_early_is_refused_in_the_form(entering: Path) -> None:
    at = with_panel("enter_project_goal")
    form = "entry_project_goal_new"
    at.selectbox(key=f"{form}_level").set_value("effect")
    at.text_area(key=f"{form}_text").set_value("Firms grow")
    at.text_input(key=f"{form}_indicator").set_value("Turnover")
    at.text_input(key=f"{form}_due").set_value("30.4.2013")
    at.button(key=f"{form}_save").click().run()
    assert "30 April 2015" in at.error[0].value.replace("\\", "") and recorded.goals() == {}
    at.text_input(key=f"{form}_due").set_value("30.4.2015")
    saved(at, form)
    assert recorded.goals()["s11010"][0].due == dt.date(2015, 4, 30)


@pytest.mark.slow
def test_an_entry_is_changed_and_keeps_its_history(entering: Path) -> None:
    told = {"noticed": "2011-03-01", "type": "goal", "text": "No jobs yet", "state": "open"}
    one = enter("deviation", **told, measure="jobs")
    at = with_panel("change_project_deviation")
    at.selectbox(key="changed_project_deviation").set_value(one.id).run()
    form = f"entry_project_deviation_{one.id}"
    assert f"{form}_project" not in keys(at), "the page says which project it is about"
    at.selectbox(key=f"{form}_state").set_value("in_progress")
    at.text_area(key=f"{form}_action").set_value("Talks with firms")
    saved(at, form)
    assert [own.body["state"] for own in records.history(one.id)] == ["open", "in_progress"]
    assert "Talks with firms" in sheets(at)
    (versions,) = [one.value for one in at.table if "Version" in one.value]
    assert versions["Version"].tolist() == ["2", "1"]
    assert "no deviation tells why: Participants started, New firms" in everything_said(at)


@pytest.mark.slow
def test_an_entry_is_withdrawn_and_another_can_be_changed(entering: Path) -> None:
    first, second = (enter("goal", **GOAL, note=name) for name in ("one", "two"))
    at = with_panel("change_project_goal")
    at.selectbox(key="changed_project_goal").set_value(first.id).run()
    at.text_input(key=f"withdraw_{first.id}_reason").set_value("Entered twice")
    saved(at, f"withdraw_{first.id}")
    assert [one.value for one in at.success] == [WITHDRAWN]
    (left,) = recorded.goals()["s11010"]
    assert left.id == second.id and at.selectbox(key="changed_project_goal").value is None
    at.selectbox(key="changed_project_goal").set_value(second.id).run()
    at.text_input(key=f"withdraw_{second.id}_reason").set_value("Mine")
    records.withdraw(second.id, "other", "Theirs", second.seq)
    pressed(at, f"withdraw_{second.id}_save")
    assert not at.success and recorded.goals() == {}
    assert "Somebody else has withdrawn it" in at.warning[0].value


@pytest.mark.slow
def test_a_report_that_has_not_come_is_late(entering: Path) -> None:
    enter("report", type="final", due="2012-06-30")
    assert "days late" in sheets(opened(PAGE, project=CODE))
    in_grace = sheets(opened(PAGE, project=CODE, on="2012-07-14"))
    assert "days late" not in in_grace and "Final report" in in_grace
    assert "15 days late" in sheets(opened(PAGE, project=CODE, on="2012-07-15"))


@pytest.mark.slow
def test_the_baskets_that_it_is_in_on_the_day_are_named(entering: Path) -> None:
    basket = records.append("basket", {"name": "HANKEKORI", "owner_group": "SJR"}, by="local")
    member = {"basket": basket.id, "project": CODE, "since": "2010", "until": "2011"}
    records.append("basket_member", member, by="local")
    assert "HANKEKORI" in everything_said(opened(PAGE, project=CODE, on="2011-12-31"))
    assert "HANKEKORI" not in everything_said(opened(PAGE, project=CODE, on="2012-01-01"))


@pytest.mark.slow
def test_decision_points_say_what_was_decided(entering: Path) -> None:
    told = {"type": "decision", "text": "Go on?", "due": "2011-03-01", "phase": "pre_project"}
    enter("milestone", **told, done="2011-03-10", outcome="change")
    table = sheets(opened(PAGE, project=CODE))
    assert "Go on, changed" in table and "Pre-project" in table and "Decision point" in table


@pytest.mark.slow
def test_what_people_know_of_a_project_joins_what_lists_tell(entering: Path) -> None:
    at = with_panel("change_project")
    (form,) = {key.removesuffix("_code") for key in keys(at) if key.endswith("_code")}
    assert at.text_input(key=f"{form}_name").value == "Heinolan seudun kumppanuushanke"
    assert at.text_input(key=f"{form}_implementer").value == "", "the list goes on telling it"
    at.selectbox(key=f"{form}_development_area").set_value("A1")
    at.text_input(key=f"{form}_roles__steering_group").set_value("Kaupunki ja yhtiö")
    at.text_input(key=f"{form}_funding__municipalities").set_value("34275")
    saved(at, form)
    said = everything_said(at).replace("\\", "")
    assert "Steering group: Kaupunki ja yhtiö" in said and "34,275" in said and "A1" in said
    assert "Lahden Alueen Kehittämisyhtiö Oy" in said and "entered by this computer" in said
    (own,) = recorded.projects().values()
    assert own.record == form.removeprefix("entry_project_")


@pytest.mark.slow
def test_a_code_that_exists_is_refused_and_another_makes_a_project(entering: Path) -> None:
    at = open_page(PAGE, lang="en")
    at.session_state["new_project"] = True
    at.run()
    for name, value in (("code", "s 11010"), ("name", "Uusi"), ("start", "2026"), ("end", "2025")):
        at.text_input(key=f"{NEW}_{name}").set_value(value)
    at.button(key=f"{NEW}_save").click().run()
    told = at.error[0].value.replace("\\", "")
    assert "in the register already" in told and "is before" in told
    at.text_input(key=f"{NEW}_code").set_value("OMA-1")
    at.text_input(key=f"{NEW}_end").set_value("2027")
    saved(at, NEW)
    assert [one.value for one in at.success] == [SAVED]
    at = opened(PAGE, project="oma-1")
    assert "Uusi" in [one.value for one in at.header]
    assert "Nobody has told any figures" in everything_said(at)


@pytest.mark.slow
def test_what_was_typed_of_one_project_is_not_saved_as_anothers(entering: Path) -> None:
    enter("project", code="OMA-1", name="Uusi", start="2026", end="2027", state="running")
    at = with_panel("enter_project_report")
    at.text_input(key=f"{REPORT}_due").set_value("30.6.2026")
    at.selectbox(key="widget_project").set_value("oma-1").run()
    assert at.text_input(key=f"{REPORT}_due").value == ""
    at.text_input(key=f"{REPORT}_due").set_value("31.12.2026")
    saved(at, REPORT)
    assert recorded.reports().keys() == {"oma-1"}


def test_where_others_reach_the_pages_it_is_only_read(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter("goal", **GOAL)
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = opened(PAGE, project=CODE)
    assert "Jobs" in sheets(at) and "can only be read" in everything_said(at)
    assert not {one for one in keys(at) if one.startswith("entry_")}


def test_what_was_entered_is_no_markup(entering: Path) -> None:
    name = "<b>![x](http://e.example)*"
    enter("project", code="<i>", name=name, start="2026", end="2027", state="running")
    enter_of = {"project": "<i>", "level": "vision", "text": name}
    records.append("project_goal", enter_of, by="local")
    at = opened(PAGE, project="<i>")
    assert "<b>!" not in sheets(at) and "&lt;b&gt;" in sheets(at)
    assert "\\!\\[x\\]" in at.header[0].value


def test_the_way_back_to_the_idea_that_it_came_of(entering: Path) -> None:
    idea = {"title": "Wood <b>network</b>", "description": "x", "origin": "bottom_up"}
    idea |= {"development_area": "A3", "stage": "project", "stage_on": "2009-01-02"}
    # However the code is written; an idea of another project stays away.
    for own_id, told in (
        ("i1", {"project": " s 11010 ", "money_total": 300000, "jobs": 10}),
        ("i2", {"project": "S99999"}),
        ("i3", {}),
    ):
        records.append("idea", idea | told, id=own_id, by="local")
    at = opened(PAGE, project=CODE)
    links = [one.proto for one in at.get("page_link") if one.proto.page == "pipeline"]
    assert [(one.label, one.query_string) for one in links] == [
        ("The idea in the pipeline", "idea=i1"),
    ]
    said = everything_said(at)
    assert "**Came from the idea:** Wood \\<b\\>network" in said
    assert "300,000 €" in said.replace("\u00a0", " ") and "10" in said
