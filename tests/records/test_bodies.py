"""What is entered fits its kind, or is refused in a sentence that says what to do."""

from __future__ import annotations

from typing import Any

import pytest

from seutukuva import definitions, texts
from seutukuva.definitions import Field, Kind
from seutukuva.errors import InvalidRecord
from seutukuva.records.bodies import checked
from tests.records.conftest import SAWMILL

FOUND = definitions.load()
EVENT = FOUND.kinds["event"]


pytestmark = pytest.mark.usefixtures("in_english")


def problems(body: dict[str, Any], kind: Kind = EVENT) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as caught:
        checked(kind, body, FOUND)
    return dict(caught.value.problems)


@pytest.mark.parametrize("wrong", ["2026-4", "2026-13", "26-04", "0000-10", "2026M10", "October"])
@pytest.mark.parametrize("kind", ["conclusion", "meeting_note", "action", "outlook_mark"])
def test_a_round_is_a_month_of_the_calendar_and_nothing_else(kind: str, wrong: str) -> None:
    said = problems({"round": wrong}, FOUND.kinds[kind])["round"]
    assert said == "Round: A round is a month, such as 2026-10."
    texts.use("fi")
    try:
        own = problems({"round": wrong}, FOUND.kinds[kind])["round"]
    finally:
        texts.use("en")
    assert own.startswith("Kierros: ") and "2026-10" in own and own != said


def test_every_kind_s_round_is_one_so_that_a_locked_edition_knows_it() -> None:
    fields = [(kind.id, one) for kind in FOUND.kinds.values() for one in kind.fields]
    assert {name for name, one in fields if one.id == "round" and not one.is_round} == set()
    body = {"meeting": "m1", "round": " 2026-04 ", "text": "Work and skills belong together."}
    assert checked(FOUND.kinds["conclusion"], body, FOUND)["round"] == "2026-04"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "is needed"),
        ("title", "   ", "is needed"),
        ("title", None, "is needed"),
        ("title", 7, "is not a text"),
        ("title", "x" * 81, "81 characters, at most 80"),
        ("text", "x" * 1001, "1,001 characters, at most 1,000"),
        ("title", "a\nb", "on one"),
        ("title", "a\x00b", "not a letter"),
        ("title", "a\ud800b", "not a letter"),
        ("title", "a\u202eb", "not a letter"),
        ("text", "a\u2066b\u2069", "not a letter"),
        ("areas", ["FI-KU729\u202a"], "not a letter"),
        ("kind", "rumour", "Choose one of: Event, "),
        ("date_from", "tomorrow", "14.3.2026"),
        ("date_from", "31.2.2026", "is not a day"),
        ("date_from", 2026, "is not a text"),
        ("date_to", "2025-12-31", "is before “Day”"),
        ("areas", "FI-KU729", "is not a list"),
        ("areas", ["FI-KU000"], "“FI-KU000” is not known"),
        ("indicators", ["happiness"], "“happiness” is not known"),
        ("indicators", [1], "is not a text"),
        ("url", "www.saarijarvi.fi", "https://"),
        ("url", "javascript:alert(1)", "https://"),
        ("url", "https://x/a b", "https://"),
        ("url", "https://[x", "https://"),
        ("url", "https://x/" + "a" * 400, "at most 400"),
        ("colour", "red", "no such field"),
        ("withdrawn", "hidden", "no such field"),
    ],
)
def test_a_wrong_field_is_named_with_what_to_do(field: str, value: Any, said: str) -> None:
    found = problems({**SAWMILL, field: value})
    assert list(found) == [field]
    assert said in found[field]


def test_every_problem_is_told_at_once() -> None:
    found = problems({"title": "", "date_from": "x", "kind": "event", "url": "y"})
    assert list(found) == ["title", "date_from", "url"]
    assert all(text.endswith((".", "…")) for text in found.values())


def test_what_is_stored_is_trimmed_and_exact() -> None:
    body = {
        **SAWMILL,
        "title": "  Saha suljettiin ",
        "date_from": "3.2026",
        "date_to": "",
        "areas": ["FI-KU729", "FI-KU729"],
        "indicators": [],
        "text": "One\r\ntwo ",
        "url": None,
    }
    assert checked(EVENT, body, FOUND) == {
        "title": "Saha suljettiin",
        "kind": "event",
        "date_from": "2026-03",
        "areas": ["FI-KU729"],
        "text": "One\ntwo",
    }


def test_an_end_in_the_same_year_is_not_before_its_beginning() -> None:
    body = {**SAWMILL, "date_from": "2026-03-14", "date_to": "2026"}
    assert checked(EVENT, body, FOUND)["date_to"] == "2026"


def _kind(field_type: str) -> Kind:
    title = {language: field_type for language in definitions.LANGUAGES}
    field = Field("value", field_type, title, {}, False, 0, False, {}, "")
    return Kind("measured", title, title, (field,))


@pytest.mark.parametrize(
    ("field_type", "value"),
    [("number", 0), ("number", -1.5), ("boolean", True), ("boolean", False)],
)
def test_numbers_and_truths_are_kept(field_type: str, value: Any) -> None:
    assert checked(_kind(field_type), {"value": value}, FOUND) == {"value": value}


@pytest.mark.parametrize(
    ("field_type", "value"),
    [
        ("number", "7"),
        ("number", True),
        ("number", float("nan")),
        ("number", float("inf")),
        ("boolean", 1),
        ("boolean", "yes"),
    ],
)
def test_what_is_no_number_or_truth_is_refused(field_type: str, value: Any) -> None:
    assert list(problems({"value": value}, _kind(field_type))) == ["value"]


@pytest.mark.parametrize(
    "text",
    [
        *("Soita 040 123 4567", "maija@yritys.fi", "Hän on 131052-308T"),
        "Tilille FI21 1234 5600 0007 85",
    ],
)
def test_what_reaches_a_person_is_refused_of_kinds_that_keep_no_person(text: str) -> None:
    need = FOUND.kinds["need"]
    body = {"raised": "2026-10-05", "service_group": "", "state": "open", "text": text}
    body["service_group"] = next(iter(FOUND.interviewing.service_groups))
    found = problems(body, need)
    assert list(found) == ["text"] and "reaches a person" in found["text"]
    assert checked(need, body | {"text": "2077474-0, 1 200 000 €, 5.10.2026"}, FOUND)
    assert checked(EVENT, SAWMILL | {"text": text}, FOUND)["text"] == text


def test_projects_targets_and_baskets_keep_no_person() -> None:
    known = {name for name, kind in FOUND.kinds.items() if kind.is_impersonal}
    public = {name for name in known if not FOUND.kinds[name].is_confidential}
    assert {name for name in FOUND.kinds if name.startswith(("basket", "kpi_"))} <= public
    entered = {name for name in FOUND.kinds if name.startswith("project")} - {"project_batch"}
    assert entered <= public
    member = {"basket": "a", "project": "S11010", "since": "2011", "note": "040 123 4567"}
    assert "reaches a person" in problems(member, FOUND.kinds["basket_member"])["note"]


def test_the_number_of_a_decision_is_no_telephone() -> None:
    told = {"project": "S11010", "decided_on": "2021-03-14"}
    reason = "EURA 2014/10123/09 02 01 01/2021/KSL"
    plan = FOUND.kinds["project_plan"]
    assert checked(plan, told | {"reason": reason}, FOUND)["reason"] == reason
    assert list(problems(told | {"reason": "09 02 01 01"}, plan)) == ["reason"]


@pytest.mark.parametrize("value", [1e308, 10**400, -1e13, 1e12 + 1])
def test_a_figure_that_nothing_here_can_have_is_refused(value: float) -> None:
    report = {"project": "S11010", "type": "interim"}
    told = report | {"realised": {"jobs": {"all": abs(value)}}}
    assert "larger than any" in problems(told, FOUND.kinds["project_report"])["realised"]
    goal = {"project": "S11010", "level": "result", "text": "x", "target": value}
    assert "larger than any" in problems(goal, FOUND.kinds["project_goal"])["target"]
    assert checked(FOUND.kinds["project_goal"], goal | {"target": 1e12}, FOUND)["target"] == 1e12


def test_the_hash_of_a_file_is_nobodys_number() -> None:
    look = {"batch": "interviews-" + "0401234567" * 3 + "ab", "responses": [1], "why": "a meeting"}
    assert checked(FOUND.kinds["contact_view"], look, FOUND) == look


def test_a_pseudonym_is_nobodys_number() -> None:
    # One in some dozens has digits in a row that would be a telephone number elsewhere.
    grant = {"person": "p-0401234567abcdef", "role": "viewer", "reason": "Began in the post"}
    assert checked(FOUND.kinds["grant"], grant, FOUND) == grant
    with pytest.raises(InvalidRecord):
        checked(FOUND.kinds["grant"], grant | {"reason": "Call p-0401234567"}, FOUND)
