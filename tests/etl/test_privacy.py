"""The commands for personal data: told, handed over, deleted when it is really meant."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from seutukuva import records
from tests.privacy.test_requests import EVENT, NAME
from tests.shell import data, told


@pytest.fixture(autouse=True)
def data_folder(at_own_computer: Path) -> Path:
    return at_own_computer


def test_the_register_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    status, found = data(capsys, "privacy")
    assert status == 0
    needs = next(one for one in found["holdings"] if one["id"] == "needs")
    assert needs["until"] == "Deleted 3 years after the need was last changed."
    assert "Contact persons of firms" in told(capsys, "privacy", "register")[1]


def test_a_person_is_found_handed_over_and_deleted(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = records.append("event", EVENT | {"text": f'=HYPERLINK("x") {NAME}'}, by="local")
    records.append("event", EVENT | {"title": NAME}, by="local")
    status, found = data(capsys, "privacy", "find", NAME)
    assert status == 0 and {one["way"] for one in found["found"]} == {"words"}
    target = data_folder / "out.xlsx"
    assert told(capsys, "privacy", "export", NAME, str(target))[0] == 0
    cells = [
        cell
        for sheet in openpyxl.load_workbook(target)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and NAME in cell.value
    ]
    assert cells and all(cell.data_type != "f" for cell in cells)
    assert target.stat().st_mode & 0o077 == 0
    assert told(capsys, "privacy", "export", NAME, str(target))[0] == 1, "never written over"
    handed = data_folder / "out.json"
    assert told(capsys, "privacy", "export", NAME, str(handed))[0] == 0
    given = json.loads(handed.read_text(encoding="utf-8"))["found"]
    assert {one["texts"][0]["field"] for one in given} == {"Text", "Title"}
    assert all(one["ground"] and one["until"] for one in given)
    status, said, _err = told(capsys, "privacy", "delete", NAME, "--reason", "On request.")
    assert status == 1 and "--yes" in said and records.latest_seq() == 2
    only = f"log:{entry.id}"
    status, found = data(
        capsys, "privacy", "delete", NAME, "--reason", "On request.", "--yes", "--only", only
    )
    assert (status, found["deleted"]) == (0, 1)
    assert [one["id"] for one in data(capsys, "privacy", "find", NAME)[1]["found"]] != [only]
    assert len(data(capsys, "privacy", "find", NAME)[1]["found"]) == 1
    status, said, _err = told(capsys, "verify")
    assert "row" not in said


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("privacy", "find"), 2, "who is looked for"),
        (("privacy", "find", "ab"), 1, "too short"),
        (("privacy", "export", "Somebody"), 2, "which file"),
        (("privacy", "export", "Somebody", "x.csv"), 2, "which file"),
        (("privacy", "delete", "Somebody", "--only", "log:x", "--yes"), 2, "nothing of this name"),
        (("privacy", "delete", "Somebody", "--yes"), 1, "Why"),
    ],
)
def test_wrong_use_is_told(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int, said: str
) -> None:
    ended, _out, err = told(capsys, *arguments)
    assert ended == status and said in err


def test_nothing_is_due_and_that_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    records.append("event", EVENT, by="local")
    for arguments in (("purge",), ("purge", "--dry-run"), ("privacy", "purge")):
        status, said, _err = told(capsys, *arguments)
        assert status == 0 and "Nothing is due today" in said
    status, found = data(capsys, "purge", "--dry-run")
    assert status == 0 and found["dry_run"] and {one["n"] for one in found["due"]} == {0}
    assert records.latest_seq() == 1
