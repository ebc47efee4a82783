"""The command for accepted lists of projects: what is stored, withdrawn and brought back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seutukuva.records.batch_files import file_of
from tests.records.tiny_list import accepted
from tests.shell import told

# Whole pages and stores; the rules themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def data_folder(at_own_computer: Path) -> Path:
    return at_own_computer


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    return told(capsys, "lists", *arguments)


def test_lists_are_listed_withdrawn_and_brought_back(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "No list of projects" in _told(capsys)[1]
    id = accepted(data_folder / "in").id
    said = _told(capsys, "list")[1]
    assert said.startswith(id)
    assert "2016-01-04, eura2007, Hankkeet 2015.csv, 2 projects (accepted)" in said
    status, said, _err = _told(capsys, "withdraw", id, "--reason", "an older list")
    assert status == 0 and "(withdrawn: an older list)" in said
    status, said, _err = _told(capsys, "bring-back", id, "--json")
    (found,) = json.loads(said)["lists"]
    assert (status, found["id"], found["state"]) == (0, id, "brought_back")
    assert found["totals"]["ESR"]["eu_state_planned"] == 268_625.0


def test_a_list_whose_file_is_gone_is_told(
    data_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = accepted(data_folder / "in")
    file_of(entry.body["batch"], "figures").unlink()
    assert "(accepted; its files are missing or damaged)" in _told(capsys)[1]
    assert json.loads(_told(capsys, "--json")[1])["lists"][0]["damaged"] is True
    said = _told(capsys, "withdraw", entry.id, "--reason", "lost")[1]
    assert "(withdrawn: lost)" in said, "what does not count takes nothing down"


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("withdraw",), 2, "which list"),
        (("withdraw", "projects-x", "--reason", "x"), 1, "no such list"),
        (("withdraw", "x", "--reason", "x"), 1, "Choose one of the accepted lists"),
        (("bring-back", "x"), 1, "no such list"),
    ],
)
def test_what_is_no_list_is_told(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], status: int, says: str
) -> None:
    found, _out, err = _told(capsys, *arguments)
    assert found == status and says in err
