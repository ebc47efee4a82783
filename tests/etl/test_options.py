"""What is said after a command may be said in any order."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from etl import options

GROUPS = [
    (("people",), [["revoke", "grant-1"], ["--reason", "Left the post"], ["--json"]]),
    (("people",), [["grant", "p-1"], ["--role", "viewer"], ["--until", "2027-12-31"]]),
    (("privacy",), [["delete", "Hilla"], ["--reason", "Asked for it"], ["--only", "a"], ["--yes"]]),
    (("privacy",), [["export", "Hilla", "hilla.json"], ["--json"]]),
    (("batches",), [["withdraw", "batch-1"], ["--reason", "Wrong file"]]),
    (("lists",), [["withdraw", "list-1"], ["--reason", "Wrong file"], ["--json"]]),
    (("contacts",), [["delete", "contact-1"], ["--reason", "Asked for it"]]),
    (("backups",), [["keep", "folder"], ["--daily", "3"], ["--dry-run"]]),
    (("explain",), [["population"], ["--area", "FI-KU729"], ["--period", "2025"]]),
]


def _orders(parts: list[list[str]]) -> list[list[str]]:
    """Every order of the options, each before, between and after what has no name."""
    names, *given = parts
    pieces = [[one] for one in names]
    found = []
    for order in permutations([*pieces, *given]):
        # What has no name keeps its own order.
        if [one for one in order if one in pieces] == pieces:
            found.append([word for piece in order for word in piece])
    return found


@pytest.mark.parametrize(("command", "parts"), GROUPS)
def test_options_may_stand_anywhere(command: tuple[str, ...], parts: list[list[str]]) -> None:
    parser = options.parser()
    usual = parser.parse_args([*command, *(word for one in parts for word in one)])
    orders = _orders(parts)
    assert len(orders) >= 3
    for order in orders:
        assert parser.parse_args([*command, *order]) == usual, order


def test_what_is_left_out_is_as_it_was() -> None:
    parser = options.parser()
    assert parser.parse_args(["people"]).action == "list"
    assert parser.parse_args(["people", "--json"]).who == ""
    told = parser.parse_args(["privacy", "--dry-run", "purge"])
    assert (told.action, told.words, told.file, told.dry_run) == ("purge", "", None, True)
    assert parser.parse_args(["purge", "--dry-run"]).action == "purge"
    taken = parser.parse_args(["backup", "--without-key", "here.zip"])
    assert taken.file == Path("here.zip") and taken.without_key
    assert parser.parse_args(["run", "--source", "a", "--source", "b"]).source == ["a", "b"]


@pytest.mark.parametrize(
    "wrong",
    [
        ["people", "--reason"],
        ["people", "remove"],
        ["people", "revoke", "one", "two"],
        ["people", "--rolle", "viewer"],
        ["contacts"],
        ["explain", "--area", "FI-KU729"],
        ["new-key"],
        ["restore", "--replace"],
        ["import", "somewhere"],
        ["nothing"],
    ],
)
def test_wrong_use_is_still_told(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        options.parser().parse_args(wrong)
    assert ended.value.code == 2 and "usage:" in capsys.readouterr().err
