"""Fields of forms: stored values in words, and what a form of a certain shape asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from seutukuva import definitions, texts
from seutukuva.definitions import Field
from seutukuva.ui.entry import Shape
from seutukuva.ui.fields import as_typed, empty, own_list, shown

FOUND = definitions.load()
NEED = FOUND.kinds["need"]
CONCLUSION = {one.id: one for one in FOUND.kinds["impact_statement"].fields}


def field(field_id: str) -> Field:
    return next(one for one in NEED.fields if one.id == field_id)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


@pytest.mark.parametrize(
    ("field_id", "stored", "words"),
    [
        ("organisation", "POKE", "Learning Centre of Northern Central Finland"),
        ("service_group", "training", "Training and skills"),
        ("municipality", "FI-KU729", "Saarijärvi"),
        ("organisation", "GONE", "GONE"),
        ("organisation", "", "–"),
        ("due", "2026-11-22", "22 November 2026"),
        ("state", "in_progress", "In progress"),
    ],
)
def test_a_stored_value_in_words(field_id: str, stored: str, words: str) -> None:
    assert shown(field(field_id), stored, FOUND) == words


def test_the_programme_has_the_lists() -> None:
    assert list(own_list("municipality", FOUND)) == list(FOUND.programme.areas)
    assert list(own_list("organisation", FOUND)) == list(FOUND.programme.organisations)
    groups = FOUND.interviewing.service_groups
    assert list(own_list("service_group", FOUND)) == list(groups)


def test_nothing_is_chosen_for_whoever_enters() -> None:
    assert empty(field("organisation")) is None and empty(field("service_group")) is None
    assert empty(field("state")) == "open" and empty(field("outcome")) is None
    assert empty(field("text")) == ""


def test_what_programs_keep_is_not_asked_for() -> None:
    asked = [one.id for one in Shape().fields(NEED)]
    assert "origin" not in asked and "firm" in asked
    assert [one.id for one in Shape(asked=("due", "firm")).fields(NEED)] == ["due", "firm"]


def test_a_list_of_codes_in_words() -> None:
    areas, projects = CONCLUSION["development_areas"], CONCLUSION["projects"]
    assert shown(areas, ["A1", "GONE"], FOUND) == "A1 Encouraging entrepreneurship, GONE"
    assert shown(projects, ["S10001", "A2"], FOUND) == "S10001, A2"
    assert shown(areas, [], FOUND) == "–"
    assert empty(areas) == [] and empty(projects) == []


DAMAGED = (None, 1e308, True, [1, None, {"a": []}], {"a": {"b": None}}, "a\ud800b", "9999-12-31")


@pytest.mark.parametrize("value", DAMAGED)
@pytest.mark.parametrize("kind", ["meeting", "idea", "signal", "action", "need", "project_plan"])
def test_a_row_changed_past_the_rules_can_still_be_shown_and_mended(kind: str, value: Any) -> None:
    for one in FOUND.kinds[kind].fields:
        shown(one, value, FOUND).encode("utf-8")
        if one.type == "data":
            continue
        begins = as_typed(one, value)
        if one.type in ("areas", "indicators", "development_areas", "projects"):
            assert all(isinstance(each, str) for each in begins)
        elif one.type == "date":
            assert begins == ""
        elif isinstance(begins, str):
            assert "\ud800" not in begins


def test_what_a_list_of_a_row_holds_besides_names_is_passed_over() -> None:
    areas = next(one for one in FOUND.kinds["idea"].fields if one.type == "areas")
    assert shown(areas, ["FI-KU729", None, {"a": 1}], FOUND) == "Saarijärvi"
    assert shown(areas, True, FOUND) == "–"
