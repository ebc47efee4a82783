"""The page of evaluations: entered, graded, improved, read in each language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from seutukuva import records, texts
from seutukuva.evaluations import register
from seutukuva.meetings import register as meetings
from tests.pages import everything_said, keys, opened, saved, sheets

pytestmark = pytest.mark.slow

PAGE = "meetings/evaluations"
NEW = f"entry_{register.KIND}_new"


def stored(id: str, title: str, opens: dt.date, **grades: int) -> None:
    body = {
        "title": title,
        "criteria": "programme_status",
        "doer": "self",
        "occasion": "yearly",
        "convener": "KS",
        "frozen_on": (opens - dt.timedelta(days=30)).isoformat(),
        "opens_on": opens.isoformat(),
    }
    today = dt.date.today()
    records.append(register.KIND, register.completed(body, today), id=id, by="local")
    one = next(each for each in register.listed() if each.id == id)
    for criterion, value in grades.items():
        said = {"grade": str(value), "reason": f"{title}: the minutes & reports of all meetings"}
        complete = register.completed_grade(said, one, criterion, today)
        records.append(register.GRADE, complete, id=register.grade_id(id, criterion), by="local")


def test_an_evaluation_is_entered_graded_and_improved(entering: Path) -> None:
    at = opened(PAGE)
    assert "There is no evaluation yet" in everything_said(at)
    at.text_input(key=f"{NEW}_title").set_value("Status 2026")
    saved(at, NEW)
    (error,) = at.error
    assert "Choose a set of criteria" in error.value and records.latest_seq() == 0
    at.selectbox(key=f"{NEW}_criteria").set_value("programme_status")
    at.selectbox(key=f"{NEW}_convener").set_value("SSYP")
    at.text_input(key=f"{NEW}_frozen_on").set_value("1.9.2026")
    at.text_input(key=f"{NEW}_opens_on").set_value("1.10.2026")
    saved(at, NEW)
    (entry,) = records.since(0)
    assert len(entry.body["frozen"]["criteria"]) == 12 and entry.source == PAGE
    assert "0 of 12 criteria are graded" in everything_said(at)

    form = f"entry_{register.GRADE}_{register.grade_id(entry.id, 'anchoring')}"
    at.selectbox(key=f"{form}_grade").set_value("4")
    at.text_area(key=f"{form}_reason").set_value("good")
    saved(at, form)
    assert any("at least 15 letters" in one.value for one in at.error)
    assert at.text_area(key=f"{form}_reason").value == "good", "nothing typed is lost"
    at.text_area(key=f"{form}_reason").set_value("All eight councils have approved it")
    saved(at, form)
    assert "All eight councils" in sheets(at) and "4 – Considerable" in sheets(at)
    # The next one is offered by itself.
    assert f"entry_{register.GRADE}_{register.grade_id(entry.id, 'steering')}_grade" in keys(at)

    action = f"entry_{meetings.ACTION}_new"
    at.text_area(key=f"{action}_text").set_value("Tell the councils each May")
    at.selectbox(key=f"{action}_owner").set_value("KS")
    at.text_input(key=f"{action}_due").set_value("31.5.2030")
    saved(at, action)
    (one,) = meetings.actions()
    assert register.origin(one) == {"evaluation": entry.id, "criterion": "steering"}
    assert "Tell the councils each May" in sheets(at)
    assert "1 improvement is in the plan" in everything_said(at)


@pytest.mark.parametrize("language", list(texts.LANGUAGES))
def test_grades_stand_beside_those_before(entering: Path, language: str) -> None:
    stored("e0", "Before", dt.date(2025, 2, 1), plan=2, firms=5)
    stored("e1", "Now & then", dt.date(2026, 2, 1), plan=4)
    at = opened(PAGE, language, criterion="firms")
    assert "▲ 2" in sheets(at) and "Now &amp; then: the minutes &amp; reports" in sheets(at)
    assert everything_said(at).count("Before") >= 2, "it is named with the change"


def test_an_open_evaluation_keeps_its_criteria(entering: Path) -> None:
    stored("e1", "Now", dt.date(2026, 2, 1), plan=4)
    at = opened(PAGE)
    form = f"entry_{register.KIND}_e1"
    assert f"{form}_title" in keys(at) and f"{form}_opens_on" not in keys(at)
    at.text_input(key=f"{form}_title").set_value("Another name")
    saved(at, form)
    before, after = records.history("e1")
    assert after.body == before.body | {"title": "Another name"}


def test_before_it_opens_nothing_is_graded(entering: Path) -> None:
    stored("e1", "Next", dt.date.today() + dt.timedelta(days=20))
    at = opened(PAGE)
    assert "It opens in 20 days" in everything_said(at)
    assert not any(one.startswith(f"entry_{register.GRADE}") for one in keys(at))


def test_readers_read(entering: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored("e1", "Now", dt.date(2026, 2, 1), plan=4)
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    at = opened(PAGE)
    assert "4 – Considerable" in sheets(at) and "can only be read" in everything_said(at)
    assert not any(one.startswith("entry_") for one in keys(at))
