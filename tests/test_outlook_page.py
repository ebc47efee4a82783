"""The page of the regional outlook: giving marks, two at once, reading them, and hindsight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, records, showing
from seutukuva.editions import register as editions
from seutukuva.outlook import register
from seutukuva.records import drafts
from tests.outlook.made import REASON, SEUTU, given
from tests.pages import everything_said, keys, opened, pressed, sheets

# Whole ways through the page: the quick check has their parts.
pytestmark = pytest.mark.slow

PAGE = "situation/outlook"
ROUND = "2026-10"
ALL = "outlook_save_grid"


def field(theme: str, horizon: str, name: str, group: str = "EKR") -> str:
    return f"{register.mark_id(ROUND, SEUTU, theme, horizon, group)}_{name}"


def grid(group: str = "EKR") -> AppTest:
    return opened(PAGE, outlook_round=ROUND, by=group)


def filled(at: AppTest, theme: str, horizon: str, score: int | None, reason: str) -> AppTest:
    at.selectbox(key=field(theme, horizon, "score")).set_value(score)
    return at.text_area(key=field(theme, horizon, "reason")).set_value(reason).run()


def said(at: AppTest) -> str:
    return everything_said(at) + sheets(at)


def test_marks_are_given_theme_by_theme_and_never_without_a_reason(entering: Path) -> None:
    at = grid()
    assert "Nobody has given marks for this area and round yet." in said(at)
    assert "0 of 9 expected marks of the round are given." in said(at)
    filled(at, "unemployment", "now", -1, "")
    filled(at, "unemployment", "6", 1, "++ --")
    filled(at, "business", "12", 0, REASON)
    own = drafts.listed(register.KIND)
    assert len(own) == 3 and "3 marks are not saved yet" in said(at)
    pressed(at, "outlook_save_theme_unemployment")
    (error,) = at.error
    assert "Unemployment · Now" in error.value and "a mark without one is not saved" in error.value
    assert "in words" in error.value and register.marks() == []
    filled(at, "unemployment", "now", -1, REASON)
    filled(at, "unemployment", "6", 0, REASON)
    at.multiselect(key=field("unemployment", "now", "evidence")).set_value(
        ["indicator:unemployed_jobseekers"]
    ).run()
    pressed(at, "outlook_save_theme_unemployment")
    assert "Saved: 2 marks." in [one.value for one in at.success]
    assert any("2 marks have the same reason" in one.value for one in at.warning)
    marks = {one.horizon: one for one in register.marks()}
    assert set(marks) == {"now", "6"}, "the other theme waits"
    (stood,) = marks["now"].stood
    assert stood.period and stood.value, "the figure as it was known"
    assert len(drafts.listed(register.KIND)) == 1
    again = grid()
    assert again.text_area(key=field("business", "12", "reason")).value == REASON
    pressed(again, ALL)
    assert "3 of 9 expected marks of the round are given." in said(again)
    pressed(again, ALL)
    assert any("Nothing has been changed" in one.value for one in again.info)


def test_the_later_of_two_sees_what_the_earlier_wrote_and_loses_nothing(entering: Path) -> None:
    one, other = grid(), grid()
    filled(one, "business", "12", 1, "The first writer’s reason, with its words.")
    drafts.discard(register.KIND, register.mark_id(ROUND, SEUTU, "business", "12", "EKR"))
    filled(other, "business", "12", -1, "The second writer’s reason, with others.")
    filled(other, "labour", "now", 0, REASON)
    pressed(one, ALL)
    pressed(other, ALL)
    assert len(register.marks()) == 1, "nothing of the second one’s grid is stored"
    (table,) = [one.value for one in other.table]
    assert list(table.columns) == ["Mark", "Yours", "Saved meanwhile"] and len(table) == 1
    assert "first writer" in table.iloc[0, 2] and "second writer" in table.iloc[0, 1]
    kept = other.text_area(key=field("business", "12", "reason")).value
    assert kept == "The second writer’s reason, with others."
    pressed(other, ALL)
    found = {one.theme: one for one in register.marks()}
    assert (found["business"].score, found["business"].versions) == (-1, 2)
    assert found["labour"].reason == REASON


def whole(round_id: str, group: str = "EKR", **scores: int) -> list[register.Given]:
    cells = definitions.load().outlook.cells
    return [
        given(round=round_id, theme=t, horizon=h, group=group, score=scores.get(f"in_{h}", 0))
        for t, h in cells
    ]


@pytest.fixture
def given_marks(entering: Path) -> None:
    """Two years of marks: each year ahead was a class too hopeful, of one group of two."""
    every = whole("2025-10", in_12=1, in_now=2) + whole("2026-10", in_now=0, in_12=-1)
    every += whole("2025-10", "KS", in_12=0) + whole("2026-10", "KS", in_now=0, in_12=2)
    register.save([*every, given(area="FI-KU729", score=-2, evidence=("indicator:jobs",))], {})


def test_a_reader_sees_marks_counts_groups_history_and_hindsight(given_marks: None) -> None:
    at = opened(PAGE)
    words = said(at)
    assert "Of 6 marks given a year ahead, 3 came true, 3 were too hopeful, 0 too gloomy." in words
    assert "in 12 months: Business **− / ++** between weaker and much better" in words
    assert "9 of 9 expected marks of the round are given." in words
    assert "The groups are two classes or more apart in: Business · In 12 months" in words
    assert "6: a year has not passed yet" in words or "7: a year has not passed yet" in words
    assert "50" in words and f"{3} (50%)" in words, "six are enough for a share"
    assert "figures known now stand for them" in words
    assert "October 2025" in words and "sk-u2" in words and REASON in words
    assert "<small>October 2025: + better</small>" not in words, "two groups: between 0 and +"
    assert "<small>October 2025: 0 / + between as before and better</small>" in words
    (chart,) = at.get("plotly_chart")
    assert "Saarijärvi much weaker" in chart.proto.alt
    group = opened(PAGE, outlook_group="KS", outlook_round="2025-10")
    assert "in 12 months: Business **0** as before" in said(group)


def test_a_mark_is_opened_and_taken_back_with_a_reason(given_marks: None) -> None:
    own = register.mark_id(ROUND, "FI-KU729", "business", "12", "EKR")
    at = opened(PAGE, outlook_area="FI-KU729", mark=own)
    assert "Business · In 12 months: −− (EKR)" in said(at).replace("\\", "")
    at.text_input(key=f"withdraw_{own}_reason").set_value("Given for the wrong area")
    pressed(at, f"withdraw_{own}_save")
    assert own not in {one.id for one in register.marks()}
    assert records.history(own)[-1].reason == "Given for the wrong area"


def test_where_others_reach_the_pages_marks_are_read_and_none_is_given(
    given_marks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = opened(PAGE, by="EKR")
    assert ALL not in {one for one in keys(at)} and REASON in said(at)
    assert "Marks are given on the computer that serves these pages." in said(at)


def test_the_round_of_an_approved_edition_is_closed(
    given_marks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_round: str) -> bool:
        return True

    monkeypatch.setattr("seutukuva.editions.register.is_locked", locked)
    at = opened(PAGE, by="EKR", outlook_round=ROUND)
    assert any("so its marks stand" in one.value for one in at.info) and ALL not in keys(at)


def test_an_edition_shows_the_marks_of_its_day_and_takes_no_new_ones(given_marks: None) -> None:
    editions.freeze(ROUND, round=ROUND)
    later = "What was written after the meeting, and not before it."
    register.save([given(group="POKE", reason=later)], {})
    now = opened(PAGE, outlook_round=ROUND)
    assert later in said(now) and "figures known now stand for them: October 2025" in said(now)
    at = opened(PAGE, outlook_round=ROUND, edition=ROUND, by="EKR")
    words = said(at)
    assert later not in words and REASON in words and ALL not in keys(at)
    assert "An edition is shown: nothing can be changed here." in words
    assert "October 2026, October 2025" not in words, "this round’s figures are the edition’s"


def test_a_programme_without_an_outlook_says_so(
    entering: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from seutukuva.definitions.outlook import OutlookRules

    found: Any = replace(definitions.load(), outlook=OutlookRules())
    monkeypatch.setattr(definitions, "load", lambda: found)
    assert any("marks no outlook" in one.value for one in opened(PAGE).info)
    assert showing.shown() is None
