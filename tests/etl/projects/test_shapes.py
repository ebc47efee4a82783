"""Which shape a list has and what its columns hold: found, corrected, remembered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from etl.projects import shapes
from seutukuva import definitions
from seutukuva.errors import UploadRefused
from seutukuva.records import project_batches
from tests.etl.projects.making import GOOD, HEADINGS, Left, quoted, taken

DEFS = definitions.load()
FOREIGN = ["Ref", "What", "Who", "From", "To", "Contact e-mail", "Funding", "Places"]
ROW = [
    "X-1",
    "Hanke",
    "Saarijärven kaupunki",
    "1.1.2024",
    "31.12.2024",
    "a@example.org",
    "100",
    "2",
]
CHOICES: dict[str, Any] = {
    "columns": {"0": {"field": "code"}, "6": {"field": "total.planned.all"}},
    "headings": {"what": {"field": "name"}, "Places": {"field": "jobs.planned.all"}},
}


@pytest.mark.parametrize(
    "form", [one for one in DEFS.project_lists.values() if one.recognised_by and not one.is_page]
)
def test_every_shape_is_recognised_by_its_headings(form: definitions.ListFormat) -> None:
    first = [names[0] for names in form.headings.values()]
    headings = [*first, *(one for one in form.recognised_by if one not in first), "Muuta"]
    assert shapes.likeliest([f" {one.upper()} " for one in headings], DEFS)[0] == form.id


@pytest.mark.parametrize("language", definitions.LANGUAGES)
def test_the_own_template_is_recognised_in_every_language(language: str) -> None:
    names = ("code", "name", "as_of", "jobs.planned.all", "jobs.planned.women")
    headings = [DEFS.list_fields[name].title[language] for name in names]
    assert shapes.likeliest(headings, DEFS)[0] == "own"
    chosen = shapes.proposed(headings, DEFS.project_lists["own"], DEFS, {}, {})
    assert [one.field for one in chosen] == list(names)
    # Codes and names alone are of any list.
    assert shapes.likeliest(headings[:2], DEFS)[0] == shapes.OTHER


def test_of_several_spellings_of_a_field_the_first_stands_for_it() -> None:
    headings = ["Operation_Unique_Identifier", "Operation_Local_Identifier"]
    chosen = shapes.proposed(headings, DEFS.project_lists["kohesio"], DEFS, {}, {})
    assert [one.field for one in chosen] == [None, "code"]


def test_a_list_that_nobody_has_described_asks_for_its_columns(tmp_path: Path) -> None:
    left = taken(tmp_path, quoted([ROW], FOREIGN))
    mapping = left.json("mapping")
    assert (mapping["format"], mapping["missing"]) == ("other", ["code", "name"])
    assert left.problem("fields_missing")["severity"] == "error"
    assert left.summary["stored"] == 0
    contact = mapping["columns"][5]
    assert contact["is_personal"] and contact["sample"] == ["a@•••••••.•••"]


def test_columns_are_given_their_fields_and_the_rest_is_not_kept(tmp_path: Path) -> None:
    left = taken(tmp_path, quoted([ROW], FOREIGN), corrections=CHOICES)
    assert left.values("X-1") == {"total.planned.all": 100, "jobs.planned.all": 2}
    assert "Contact e-mail" in left.summary["columns_left_out"]
    assert {one["heading"] for one in left.rows("raw")} == {"Ref", "What", "Funding", "Places"}
    hows = {one["heading"]: one["how"] for one in left.json("mapping")["columns"]}
    assert (hows["Ref"], hows["Who"]) == ("analyst", "none")


def test_a_known_list_with_a_changed_heading_needs_one_choice(tmp_path: Path) -> None:
    headings = [one.replace("Projektin nimi", "Nimike") for one in HEADINGS]
    told = {"headings": {"Nimike": {"field": "name"}, "Tl": {"field": None}}}
    left = taken(tmp_path, quoted([GOOD], headings), form="eura2007", corrections=told)
    assert left.fields["Nimike"] == "name"
    assert left.fields["Tl"] is None
    assert left.projects["S19001"]["hierarchy"][-1] == "Etelä-Suomen suuralueosio"


@pytest.mark.parametrize(
    ("corrections", "what"),
    [
        ({"headings": {"Missä": {"field": "name"}}}, "no column “Missä”"),
        ({"columns": {"0": {"field": "colour"}}}, "no field “colour”"),
        ({"columns": {"0": {"field": "name"}, "1": {"field": "name"}}}, "the same field"),
    ],
    ids=["column", "field", "twice"],
)
def test_what_cannot_be_chosen_is_refused(
    corrections: dict[str, Any], what: str, tmp_path: Path
) -> None:
    with pytest.raises(UploadRefused, match=what):
        taken(tmp_path, quoted([ROW], FOREIGN), corrections=corrections)


def test_an_unknown_shape_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(UploadRefused, match="no such shape") as refused:
        taken(tmp_path, quoted([GOOD]), form="eura1999")
    assert "eura2007" in refused.value.todo


def _accepted(left: Left) -> None:
    project_batches.accept(left.folder, by="local", accepted_warnings=True)


def test_what_was_chosen_is_remembered_for_the_next_list_of_its_headings(tmp_path: Path) -> None:
    first = taken(tmp_path / "first", quoted([ROW], FOREIGN), corrections=CHOICES)
    _accepted(first)
    again = taken(tmp_path / "again", quoted([ROW, ["X-2", *ROW[1:]]], FOREIGN))
    assert again.fields == first.fields
    assert set(again.projects) == {"X-1", "X-2"}
    same = taken(tmp_path / "same", quoted([ROW], FOREIGN))
    assert same.summary["already"] and same.summary["batch"] == first.summary["batch"]
