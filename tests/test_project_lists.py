"""Shapes of lists as data: what they may say, and what is an error that names file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import definitions, settings
from seutukuva.definitions import LANGUAGES
from seutukuva.definitions.project_lists import list_fields, project_lists
from seutukuva.errors import DefinitionError

FOUND = definitions.load()
TITLES = "\n".join(
    f"[{name}]\n" + "\n".join(f'{language} = "X"' for language in LANGUAGES)
    for name in ("title", "description")
)


def read(folder: Path, text: str) -> definitions.ListFormat:
    (folder / "x.toml").write_text(text, encoding="utf-8")
    return project_lists(folder, FOUND.list_fields)["x"]


def test_every_shape_gives_a_project_its_code_and_name() -> None:
    for one in FOUND.project_lists.values():
        assert one.is_own or {"code", "name"} <= set(one.headings), one.id


def test_figures_have_a_field_for_every_part_of_their_measure() -> None:
    of_jobs = {one.part for one in FOUND.list_fields.values() if one.measure == "jobs"}
    of_money = {one.part for one in FOUND.list_fields.values() if one.measure == "public"}
    assert of_jobs == {"all", "women", "new", "existing"}
    assert "women" not in of_money
    assert FOUND.list_fields["jobs.planned.women"].title["fi"] == (
        "Uudet työpaikat, suunniteltu, naiset"
    )


def test_no_heading_of_a_shape_is_two_fields() -> None:
    for one in FOUND.project_lists.values():
        headings = [name for names in one.headings.values() for name in names]
        assert len(headings) == len(set(headings)), one.id


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('order = 1\nrecognised_by = []\n[headings]\ncolour = ["Väri"]', "no such field"),
        ("order = 1\nrecognised_by = []\n[headings]\n[states]\ngone = []", "is not allowed"),
        ('order = 1\nrecognised_by = []\n[headings]\n[spellings]\n"(" = "x"', "is no pattern"),
        ("order = 1\nrecognised_by = []\nis_own = true\n[headings]\n[states]\nended = ['x']",
         "not a name in each of"),
        ("order = 1\nrecognised_by = []\nrealised_stage = 'sure'\n[headings]", "is not allowed"),
        ("order = 1\nrecognised_by = []\ncolour = 1\n[headings]", "unknown key"),
    ],
    ids=["field", "state", "pattern", "language", "stage", "key"],
)  # fmt: skip
def test_what_a_shape_cannot_say_is_an_error(body: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=said):
        read(tmp_path, f"{body}\n{TITLES}")


def test_a_new_shape_is_a_file(tmp_path: Path) -> None:
    body = 'order = 1\nrecognised_by = ["Nr"]\nfooter_rows = 2\n[headings]\ncode = ["Nr"]'
    found = read(tmp_path, f"{body}\n{TITLES}")
    assert (found.headings["code"], found.footer_rows) == (("Nr",), 2)
    assert found.stages["realised"] == "verified"


def test_without_lists_there_are_no_fields(tmp_path: Path) -> None:
    assert list_fields(tmp_path / "none.toml", FOUND.measures) == {}
    file = settings.definitions_folder() / "project_list_fields.toml"
    assert list_fields(file, {}).keys() == {
        name for name, one in FOUND.list_fields.items() if not one.measure
    }
