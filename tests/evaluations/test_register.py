"""Evaluations in the log: frozen criteria, grades that name facts, the evaluation before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from seutukuva import definitions, records, texts
from seutukuva.errors import DefinitionError, InvalidRecord
from seutukuva.evaluations import frozen, register, standing
from seutukuva.meetings import register as meetings

TODAY = dt.date(2026, 11, 20)
SET = "programme_status"


@pytest.fixture(autouse=True)
def english() -> None:
    texts.use("en")


def body(**own: Any) -> dict[str, Any]:
    return {
        "title": "Mid-term",
        "criteria": SET,
        "doer": "self",
        "occasion": "midterm",
        "convener": "SSYP",
        "frozen_on": "2026-10-01",
        "opens_on": "2026-11-01",
    } | own


def entered(id: str = "e1", **own: Any) -> register.Evaluation:
    complete = register.completed(body(**own), TODAY)
    records.append(register.KIND, complete, id=id, by="local")
    return next(one for one in register.listed() if one.id == id)


def graded(one: register.Evaluation, **values: int) -> None:
    for criterion, value in values.items():
        said = {"grade": str(value), "reason": f"Minutes of three meetings say so: {value}"}
        records.append(
            register.GRADE,
            register.completed_grade(said, one, criterion, TODAY),
            id=register.grade_id(one.id, criterion),
            by="local",
        )


def test_the_ready_set_is_the_norwegian_form() -> None:
    own = definitions.load().evaluations[SET]
    assert len(own.criteria) == 12
    assert [one["en"] for one in own.grades] == [
        *("Not present", "Weak", "Satisfactory", "Considerable", "Top"),
    ]


def test_the_criteria_are_stored_with_the_evaluation(nothing_published: Path) -> None:
    one = entered()
    (entry,) = records.history("e1")
    assert [each["id"] for each in entry.body["frozen"]["criteria"]] == [
        each.id for each in definitions.load().evaluations[SET].criteria
    ]
    assert one.frozen.criteria[0].title["fi"] == "Kuntien sitoutuminen"
    assert not register.is_changed_since(one)


def test_a_changed_file_changes_no_evaluation(
    nothing_published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = entered()
    found = definitions.load()
    own = found.evaluations[SET]
    easier = replace(own, criteria=own.criteria[:3])
    changed = replace(found, evaluations=MappingProxyType({SET: easier}))
    monkeypatch.setattr(definitions, "load", lambda: changed)
    (again,) = register.listed()
    assert len(again.frozen.criteria) == 12 and again.frozen == one.frozen
    assert register.is_changed_since(again)


@pytest.mark.parametrize(
    ("own", "field"),
    [
        ({"criteria": "nobody_knows"}, "criteria"),
        ({"frozen_on": "2026-11-21", "opens_on": "2026-12-01"}, "frozen_on"),
        ({"frozen_on": "2026-11-01"}, "opens_on"),
        ({"opens_on": "2026-09-01"}, "opens_on"),
    ],
)
def test_criteria_are_frozen_before_it_opens(own: Mapping[str, str], field: str) -> None:
    with pytest.raises(InvalidRecord) as refused:
        register.completed(body(**own), TODAY)
    assert [name for name, _words in refused.value.problems] == [field]


@pytest.mark.parametrize(
    ("said", "opens", "criterion", "field"),
    [
        ({"grade": "3", "reason": "Minutes of three meetings"}, "2026-11-21", "plan", "grade"),
        ({"grade": "6", "reason": "Minutes of three meetings"}, "2026-11-01", "plan", "grade"),
        ({"grade": "0", "reason": "Minutes of three meetings"}, "2026-11-01", "plan", "grade"),
        ({"grade": "3", "reason": "1234567890 123456 ok"}, "2026-11-01", "plan", "reason"),
        ({"grade": "3", "reason": "Minutes of three meetings"}, "2026-11-01", "luck", "criterion"),
    ],
)
def test_what_is_no_grade_is_refused(
    nothing_published: Path, said: dict[str, str], opens: str, criterion: str, field: str
) -> None:
    one = entered(opens_on=opens)
    with pytest.raises(InvalidRecord) as refused:
        register.completed_grade(said, one, criterion, TODAY)
    assert [name for name, _words in refused.value.problems] == [field]


def test_grades_stand_beside_those_before(nothing_published: Path) -> None:
    earlier = entered("e0", frozen_on="2025-01-01", opens_on="2025-02-01", title="Before")
    other = entered("e9", criteria="seutu_programme", opens_on="2026-10-15")
    now = entered("e1")
    graded(earlier, anchoring=2, steering=3, plan=4, results=5)
    graded(now, anchoring=3, steering=3, plan=2, ideas=1)
    every = register.listed()
    assert [one.id for one in every] == ["e1", "e9", "e0"]
    assert register.before(now, every) == earlier and register.before(other, every) is None
    found = standing.standing(now, earlier, register.grades(), [])
    changes = {one.criterion.id: one.change for one in found.lines if one.change is not None}
    assert changes == {"anchoring": 1, "steering": 0, "plan": -2}
    assert found.spread == {1: 1, 2: 1, 3: 2, 4: 0, 5: 0}
    assert found.median == 2.5
    assert standing.in_short(found, TODAY) == [
        "4 of 12 criteria are graded. Spread: 2 × grade 3, 1 × grade 2, 1 × grade 1; median 2.5.",
        "Against “Before”, of 3 criteria graded both times 1 rose, 1 fell and 1 stayed.",
    ]


def test_on_another_scale_nothing_is_compared(nothing_published: Path) -> None:
    earlier, now = entered("e0", frozen_on="2025-01-01", opens_on="2025-02-01"), entered("e1")
    graded(earlier, plan=4)
    graded(now, plan=2)
    of_three = replace(earlier, frozen=replace(earlier.frozen, grades=earlier.frozen.grades[:3]))
    found = standing.standing(now, of_three, register.grades(), [])
    assert all(one.before is None for one in found.lines)


def test_improvements_are_actions_that_meetings_follow_up(nothing_published: Path) -> None:
    now = entered()
    for id, due, state in (("a1", "2026-11-01", "open"), ("a2", "2027-01-31", "doing")):
        action = {
            "text": "Ask the firms twice a year",
            "owner": "KS",
            "due": due,
            "state": state,
            "origin": {"evaluation": "e1", "criterion": "firms"},
        }
        records.append(meetings.ACTION, action, id=id, by="local")
    other = {"text": "Something else", "owner": "KS", "due": "2026-10-01", "state": "open"}
    records.append(meetings.ACTION, other, id="a3", by="local")
    every = meetings.actions()
    assert [one.id for one in register.improvements("e1", every)] == ["a1", "a2"]
    found = standing.standing(now, None, [], every)
    (line,) = [one for one in found.lines if one.actions]
    assert line.criterion.id == "firms"
    assert standing.in_short(found, TODAY)[-1] == (
        "2 improvements are in the plan: 2 still open, of them 1 late."
    )


def test_before_it_opens_it_says_when(nothing_published: Path) -> None:
    one = entered(opens_on="2026-12-01")
    (said,) = standing.in_short(standing.standing(one, None, [], []), TODAY)
    assert said == "It opens in 11 days, on 1 December 2026; its 12 criteria are frozen."


def test_a_body_changed_past_the_rules_is_left_out(nothing_published: Path) -> None:
    entered()
    records.append(register.KIND, body() | {"frozen": {"grades": []}}, id="bad", by="local")
    records.append(
        register.GRADE,
        {"evaluation": "e1", "criterion": "plan", "grade": "x", "reason": "because"},
        id="worse",
        by="local",
    )
    assert [one.id for one in register.listed()] == ["e1"] and register.grades() == []


def test_criteria_entered_afterwards_say_so(nothing_published: Path) -> None:
    one = entered()
    assert one.is_entered_late, "the log has it from today, long after it opened"
    assert not replace(one, entered_on=dt.date(2026, 10, 2)).is_entered_late


def test_any_word_changes_the_fingerprint() -> None:
    own = frozen.content(definitions.load().evaluations[SET])
    before = frozen.fingerprint(own)
    own["criteria"][4]["description"]["sv"] += "!"
    assert frozen.fingerprint(own) != before


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "title"),
        ('[[criterion]]\nid = "a"', "title"),
    ],
)
def test_a_wrong_set_is_refused_by_file_and_key(tmp_path: Path, text: str, key: str) -> None:
    from seutukuva.definitions.evaluations import criteria_sets

    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        criteria_sets(tmp_path)
    assert refused.value.file.endswith("own.toml") and key in refused.value.key


WORDS = '{ fi = "a", sv = "a", en = "a", nb = "a" }'
GRADES = f"[[grade]]\ntitle = {WORDS}\n" * 2
CRITERION = f'[[criterion]]\nid = "a"\ntitle = {WORDS}\ndescription = {WORDS}\n'


@pytest.mark.parametrize(
    ("tail", "key"),
    [
        (GRADES + CRITERION * 2, "criterion"),
        (GRADES, "criterion"),
        (GRADES[: len(GRADES) // 2] + CRITERION, "grade"),
        (GRADES + CRITERION.replace('"a"', '"' + "a" * 31 + '"', 1), "criterion"),
    ],
)
def test_a_set_has_a_scale_and_its_criteria_once(tmp_path: Path, tail: str, key: str) -> None:
    from seutukuva.definitions.evaluations import criteria_sets

    head = f"title = {WORDS}\ndescription = {WORDS}\n"
    file = tmp_path / "own.toml"
    file.write_text(head + GRADES + CRITERION, encoding="utf-8")
    assert list(criteria_sets(tmp_path)) == ["own"]
    file.write_text(head + tail, encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        criteria_sets(tmp_path)
    assert refused.value.key == key
