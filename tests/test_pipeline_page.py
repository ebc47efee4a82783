"""The page of project ideas: board, scoring, ranking, decisions, the project that came of it."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, records, texts
from seutukuva.editions import register as editions
from seutukuva.pipeline import entering as typing_in
from seutukuva.pipeline import locking, register
from seutukuva.ui.entry import SAVED, WITHDRAWN
from seutukuva.ui.pipeline.changing import MOVED, OPENED_ROUND
from tests.pages import everything_said, keys, open_page, opened, pressed, saved, sheets

# Whole ways through the page: the quick check has their parts.
pytestmark = pytest.mark.slow

PAGE = "projects/pipeline"
NEW = "entry_idea_new"
TODAY = dt.date.today()
REASON = "Twelve firms have asked for it."
BODY: dict[str, Any] = {
    "title": "Wood <b>network</b>",
    "description": "Small firms bid together.",
    "origin": "bottom_up",
    "development_area": "A3",
    "stage": "steering_group",
    "stage_on": (TODAY - dt.timedelta(days=20)).isoformat(),
    "money_eu_state": 200000,
    "money_total": 300000,
    "jobs": 10,
}


def stored(own_id: str, **more: Any) -> records.Entry:
    return records.append("idea", BODY | more, id=own_id, by="local")


def round_opened() -> None:
    rules = definitions.load().pipeline
    body = locking.opened("2026-1", dt.date(2026, 9, 1), "2026-09", [], rules)
    records.append("criteria_lock", body, id=locking.lock_id("2026-09"), by="local")


def scored(own_id: str, who: str, points: int, **more: int) -> None:
    lock = register.locks()[0]
    assert lock.criteria is not None
    typed: dict[str, tuple[int | None, str]] = {
        one.id: (more.get(one.id, min(points, one.highest)), REASON)
        for one in lock.criteria.of(who)
    }
    body = typing_in.score(own_id, who, lock, typed, lock.round)
    own = typing_in.score_id(lock.round, own_id, who)
    records.append("idea_score", body, id=own, by="local")


def metrics(at: AppTest) -> list[str]:
    return [one.value for one in at.metric]


def test_from_an_empty_pipeline_to_an_idea_that_is_scored_and_decided(entering: Path) -> None:
    at = opened(PAGE)
    assert any("No idea has been entered yet" in one.value for one in at.info) and not at.metric
    # Half an idea is refused, and nothing of it is lost.
    at.text_input(key=f"{NEW}_title").set_value("Wood network")
    at.text_area(key=f"{NEW}_description").set_value("Small firms bid together.")
    at.selectbox(key=f"{NEW}_development_area").set_value("A3")
    at.text_input(key=f"{NEW}_jobs").set_value("12")
    saved(at, NEW)
    assert "from firms or from strategy" in at.error[0].value and records.latest_seq() == 0
    at.selectbox(key=f"{NEW}_origin").set_value("bottom_up")
    at.selectbox(key=f"{NEW}_stage").set_value("steering_group")
    saved(at, NEW)
    assert SAVED in [one.value for one in at.success], [one.value for one in at.error]
    (entry,) = register.ideas()
    assert (entry.stage, entry.owner, entry.jobs) == ("steering_group", "WITAS", 12)
    assert metrics(at) == ["1", "0", "1", "1"]
    # The round is opened once, and its criteria are locked.
    pressed(at, "open_round_save")
    assert OPENED_ROUND in [one.value for one in at.success]
    pressed(at, "open_round_save")
    assert "This round is open already" in at.error[0].value and len(register.locks()) == 1
    # Without scores it can be taken back, and opened anew.
    own_id = register.locks()[0].id
    at.text_input(key=f"withdraw_{own_id}_reason").set_value("Too early.")
    saved(at, f"withdraw_{own_id}")
    assert WITHDRAWN in [one.value for one in at.success] and register.locks() == []
    pressed(at, "open_round_save")
    assert len(register.locks()) == 1
    # An organisation scores: points without a reason are refused, then they count.
    at = opened(PAGE, idea=entry.id, assessor="PELOTON")
    lock = register.locks()[0]
    form = typing_in.score_id(lock.round, entry.id, "PELOTON")
    for name in ("company_orientation", "innovativeness"):
        at.selectbox(key=f"{form}_{name}_value").set_value(3)
    at.text_area(key=f"{form}_innovativeness_reason").set_value(REASON)
    saved(at, form)
    assert "write the reason in words" in at.error[0].value and not register.scores()
    at.text_area(key=f"{form}_company_orientation_reason").set_value(REASON)
    saved(at, form)
    assert SAVED in [one.value for one in at.success]
    assert {name: one.value for name, one in register.scores()[0].marks.items()} == {
        "company_orientation": 3,
        "innovativeness": 3,
    }
    assert "Withdraw the newest round" not in [one.label for one in at.expander]
    # 2 × 3 + 2 × 3 points so far, of 45; the rest is missing.
    assert "12 of 45" in sheets(at) and "scores are missing" in sheets(at)
    assert f"{form.replace('PELOTON', '')}_need_value" not in keys(at), "only Peloton's two"
    # Approved without a whole appraisal: it says why.
    own = "entry_idea_decision_new"
    at.selectbox(key=f"{own}_outcome").set_value("approved")
    at.selectbox(key=f"{own}_decided_by").set_value("SJR")
    at.text_area(key=f"{own}_reason").set_value("The strategy asks for it.")
    saved(at, own)
    assert "it does not reach the minima" in at.error[0].value
    at.text_area(key=f"{own}_departs_because").set_value("The money is there this year only.")
    saved(at, own)
    assert SAVED in [one.value for one in at.success], [one.value for one in at.error]
    (decision,) = register.decisions()
    assert decision.stage == "steering_group" and decision.appraised["verdict"] == "incomplete"
    assert metrics(at)[2] == "0", "what is decided no longer awaits the group"
    # One click takes it where the decision leads.
    pressed(at, f"move_{entry.id}")
    assert MOVED in [one.value for one in at.success]
    assert register.ideas()[0].stage == "funding_decision"
    assert "The project that came of it" in everything_said(at)


def test_board_ranking_and_what_came_of_an_idea(entering: Path) -> None:
    stored("late", stage="screening", stage_on="2026-01-01", title="Late one")
    stored("first")
    stored("tie", title="Equal one", development_area="A2", origin="top_down")
    funded = {"stage": "project", "project": "S11010", "title": "EnterpriseHub"}
    stored("funded", **funded)
    round_opened()
    for name in ("first", "tie"):
        for who, points in (("KS", 3), ("POKE", 2)):
            scored(name, who, points, cooperation=3 * (who == "KS"))
        scored(name, "PELOTON", 2)
    at = opened(PAGE, idea="funded")
    said, tables = everything_said(at), sheets(at)
    assert metrics(at)[:3] == ["3", "1", "2"]
    assert "Longest beyond its time: “Late one”" in said
    assert "&lt;b&gt;network" in tables and "<b>network" not in tables
    assert "▲" in tables and "too long" in tables
    # Both have the same points: means of 3 and 2 on six criteria of weight 9 in all, Peloton's 8,
    # and 1.5 of cooperation.
    assert tables.count("1 of 2, shared with 1 other") == 2 and "↔ far apart" in tables
    # What it promised stands beside what its project plans and has done: S11010 of the starter.
    assert "200,000\u00a0€" in tables and "194,225\u00a0€" in tables and "168,275\u00a0€" in tables
    at = opened(PAGE, idea_area="A2", idea_origin="top_down")
    # The owners' meeting that was held tells since when things are news; one to come does not.
    for day, title in ((5, "Held"), (-5, "To come")):
        on = TODAY - dt.timedelta(days=day)
        body = {"type": "owners", "round": "2026-10", "held_on": on.isoformat(), "state": "held"}
        records.append("meeting", {**body, "title": title}, by="local")
    assert metrics(at)[3] != "0" and metrics(opened(PAGE))[3] == "0", "all came 20 days ago"
    board = next(part for part in sheets(at).split("\n") if "sk-board" in part and "<h3>" in part)
    assert "Equal one" in board and "Late one" not in board
    assert "Ideas shown: 1 of 4" in everything_said(at)
    at = opened(PAGE, going_on="origin:top_down")
    assert "too few for a share" in sheets(at)
    at = open_page(PAGE, lang="en", idea="<script>", idea_area="x", going_on="z", assessor="q")
    assert not at.exception and "<script>" not in sheets(at)
    assert len([one for one in at.warning if "not known here" in one.value]) == 3


def test_two_of_one_organisation_lose_nothing_and_changed_criteria_are_told(entering: Path) -> None:
    stored("one")
    round_opened()
    lock = register.locks()[0]
    at = opened(PAGE, idea="one", assessor="PELOTON")
    form = typing_in.score_id(lock.round, "one", "PELOTON")
    at.selectbox(key=f"{form}_innovativeness_value").set_value(3)
    at.text_area(key=f"{form}_innovativeness_reason").set_value("Mine is well thought of.")
    typed: dict[str, tuple[int | None, str]] = {"innovativeness": (1, "Theirs is thought of, too.")}
    theirs = typing_in.score("one", "PELOTON", lock, typed, lock.round)
    records.append("idea_score", theirs, id=form, by="other")
    saved(at, form)
    beside = next(one.value for one in at.table if "Yours" in one.value)
    assert "Mine is" in beside["Yours"].tolist()[1]
    assert "Theirs is" in beside["Saved meanwhile"].tolist()[1]
    assert register.scores()[0].marks["innovativeness"].value == 1
    saved(at, form)
    assert register.scores()[0].marks["innovativeness"].value == 3, "saved again, knowing theirs"
    # The file says something else than what was locked: told, and the locked criteria go on.
    kept = records.history(lock.id)[-1]
    body = kept.body | {"hash": "0" * 64}
    records.append("criteria_lock", body, id=lock.id, by="local", expect=kept.seq)
    at = opened(PAGE)
    assert any("have been changed in the file since" in one.value for one in at.warning)
    assert "6 of 45" in sheets(at)


def test_the_pipeline_needs_no_statistics_and_says_where_its_project_does(entering: Path) -> None:
    shutil.rmtree(entering / "build")
    stored("one", stage="project", project="S11010")
    at = opened(PAGE, idea="one")
    assert "Small firms bid together" in everything_said(at) and "sk-board" in sheets(at)
    assert "etl run" in everything_said(at), "what its project has done is not known"


def test_an_edition_shows_the_pipeline_as_it_was(entering: Path) -> None:
    entry = stored("one", title="As it was")
    editions.freeze("2026-10", round="2026-10", confirmed=True)
    newer = entry.body | {"title": "As it is", "stage": "dropped", "stage_reason": "No owner."}
    records.append("idea", newer, id="one", by="local", expect=entry.seq)
    assert "As it is" in sheets(opened(PAGE))
    at = opened(PAGE, edition="2026-10", idea="one")
    said = everything_said(at) + sheets(at)
    assert "As it was" in said and "As it is" not in said and metrics(at)[0] == "1"
    assert not {key for key in keys(at) if key.startswith(("entry_", "do_", "score-", "open_"))}


def test_an_idea_is_moved_changed_and_withdrawn_by_one_form_at_a_time(entering: Path) -> None:
    entry = stored("one")
    at = opened(PAGE, idea="one")
    at.selectbox(key="do_one").set_value("move").run()
    form = "entry_idea_one"
    at.selectbox(key=f"{form}_stage").set_value("dropped")
    saved(at, form)
    assert "Write why it is dropped" in at.error[0].value
    at.text_area(key=f"{form}_stage_reason").set_value("Nobody owns it.")
    saved(at, form)
    assert register.ideas()[0].stage == "dropped" and register.ideas()[0].title == BODY["title"]
    at.selectbox(key="do_one").set_value("change").run()
    at.text_input(key=f"{form}_title").set_value("Renamed")
    newer = records.history("one")[-1]
    theirs = newer.body | {"title": "Theirs"}
    records.append("idea", theirs, id="one", by="other", expect=newer.seq)
    saved(at, form)
    assert register.ideas()[0].title == "Theirs" and any("Yours" in t.value for t in at.table)
    saved(at, form)
    assert register.ideas()[0].title == "Renamed" and entry.seq == 1
    # A code that nobody knows: the project is made of what is known of the idea.
    at.selectbox(key="do_one").set_value("project").run()
    at.text_input(key=f"{form}_project").set_value("X777")
    saved(at, form)
    new = "entry_project_new"
    assert "No project X777 is in the register yet" in everything_said(at)
    assert at.text_input(key=f"{new}_name").value == "Renamed"
    assert at.selectbox(key=f"{new}_development_area").value == "A3"
    at.text_input(key=f"{new}_start").set_value("1.1.2027")
    at.text_input(key=f"{new}_end").set_value("31.12.2028")
    saved(at, new)
    assert [one.value for one in at.error] == [] and "not reported" in sheets(at)
    at.selectbox(key="do_one").set_value("withdraw").run()
    at.text_input(key="withdraw_one_reason").set_value("Entered twice")
    saved(at, "withdraw_one")
    assert WITHDRAWN in [one.value for one in at.success] and register.ideas() == []
    assert any("has been withdrawn" in one.value for one in at.info)


def test_the_public_sees_ideas_and_decisions_and_no_scores(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored("one", needs=["n1"])
    round_opened()
    scored("one", "KS", 3)
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = open_page(PAGE, lang="en", idea="one")
    assert not at.exception and not at.error
    said = everything_said(at) + sheets(at)
    assert "Small firms bid together" in said and "It answers 1 need of firms" in said
    assert "working material of the assessors" in said and REASON not in said
    assert not {key for key in keys(at) if key.startswith(("entry_", "withdraw_", "do_", "score-"))}


@pytest.mark.parametrize("language", [one for one in texts.LANGUAGES if one != "en"])
def test_page_in_each_language(entering: Path, language: str) -> None:
    stored("one")
    texts.use(language)
    at = opened(PAGE, language)
    stage = definitions.load().pipeline.stages["steering_group"]
    assert stage.title[language] in sheets(at)
    labels = [one.label for one in [*at.text_input, *at.selectbox, *at.text_area]]
    for field in definitions.load().kinds["idea"].fields[:3]:
        assert any(label.startswith(field.title[language]) for label in labels), field.id
