"""What an analyst says in a map file or on the page is taken, and remembered for the next file."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.interviews.matching import mapfile, remembered
from etl.interviews.matching.mapping import propose
from seutukuva import records
from seutukuva.errors import UploadRefused
from seutukuva.interviews import remembering
from tests.etl.interviews.forms import asking, option, question, read, table
from tests.etl.interviews.small_form import FORM, asked, empty_log

__all__ = ["empty_log"]

MAP = """
[columns]
"Oma otsikko" = "turnover"
"Puuttuva" = "profit"
"Sisäinen" = ""
"Haaste: rekry" = "needs.hiring"

[labels.turnover]
"Nousee" = "better"
"""


def test_a_map_file_is_a_set_of_corrections(tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_text(MAP, encoding="utf-8")
    told = mapfile.read(file)
    needs = question("needs", "multi", option("hiring", "Rekrytointi"))
    form = asking(*FORM.questions.values(), needs)
    made = table(["oma otsikko", "Sisäinen", "Haaste: rekry"], ["Nousee", "x", "x"])
    found = propose(made, form, corrections=told)
    assert [(one.question, one.option, one.keep) for one in found.columns] == [
        ("turnover", None, True), (None, None, False), ("needs", "hiring", True),
    ]  # fmt: skip
    assert read(made, found, form)["turnover"][0]["option"] == "better"
    assert [note["where"] for note in found.notes] == ["Puuttuva"]


@pytest.mark.parametrize(
    "text", ["[columns", "[rows]", "[columns]\na = 1", "labels = 3", "[labels]\nq = 'x'", "\x00"]
)
def test_a_wrong_map_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "map.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UploadRefused, match="map.toml"):
        mapfile.read(file)
    with pytest.raises(UploadRefused):
        mapfile.read(tmp_path / "none.toml")


FIRST = table(["Oma otsikko", "Sisäinen", "Kohta 3"], ["Nousee", "x", "y"], ["Ihan sama", "x", "y"])
TOLD = {
    "columns": {
        "0": {"question": "turnover", "option": None, "keep": True},
        "1": {"question": None, "option": None, "keep": False},
        "2": {"question": "challenge", "option": None, "keep": True},
    },
    "labels": {"turnover": {"Nousee": "better", "Ihan sama": ""}},
}


@pytest.mark.usefixtures("empty_log")
def test_the_next_file_of_the_kind_needs_no_mapping() -> None:
    assert remembered.load("small") == ([], {})
    found = propose(FIRST, FORM, corrections=TOLD)
    remembering.remember(found.as_json(), TOLD, by="local", source="test")
    maps, synonyms = remembered.load("small")
    again = propose(FIRST, FORM, maps, synonyms)
    assert asked(again) == [
        ("turnover", "remembered"), (None, "remembered"), ("challenge", "remembered"),
    ]  # fmt: skip
    assert [one.keep for one in again.columns] == [True, False, True]
    assert {one.label: (one.means, one.how) for one in again.labels} == {
        "Nousee": ("better", "remembered"), "Ihan sama": (None, "none"),
    }  # fmt: skip
    assert remembered.load("another") == ([], {})


@pytest.mark.usefixtures("empty_log")
def test_a_file_of_other_columns_takes_what_it_has_in_common() -> None:
    remembering.remember(
        propose(FIRST, FORM, corrections=TOLD).as_json(), TOLD, by="local", source="test"
    )
    maps, synonyms = remembered.load("small")
    made = table(["staff", "OMA OTSIKKO", "Liikevaihdon näkymä"], ["5", "nousee", "Paranee"])
    assert asked(propose(made, FORM, maps, synonyms)) == [
        ("staff", "exact"), ("turnover", "remembered"), (None, "none"),
    ]  # fmt: skip


@pytest.mark.usefixtures("empty_log")
def test_what_is_said_twice_is_written_once_and_a_change_is_a_new_version() -> None:
    found = propose(FIRST, FORM, corrections=TOLD).as_json()
    first = remembering.remember(found, TOLD, by="local", source="test")
    assert remembering.remember(found, TOLD, by="other", source="test") == first
    assert records.latest_seq() == len(first) == 2
    changed = {"labels": {"turnover": {"NOUSEE": "same"}}}
    [_map, label] = remembering.remember(found, changed, by="local", source="test")
    assert label.id in {one.id for one in first} and len(records.history(label.id)) == 2
    assert remembered.load("small")[1]["turnover"]["NOUSEE"] == "same"
    records.withdraw(label.id, "local", "väärin", label.seq)
    assert remembered.load("small")[1] == {}


@pytest.mark.usefixtures("empty_log")
def test_labels_that_cannot_be_written_are_not_remembered() -> None:
    found = propose(FIRST, FORM).as_json()
    told = {"labels": {"turnover": {"\x00": "better", "a\nb\x07": "same", "x" * 900: "worse"}}}
    written = remembering.remember(found, told, by="local", source="test")
    assert [one.body.get("label") for one in written] == [None, "a b", "x" * 500]


@pytest.mark.usefixtures("empty_log")
def test_no_person_is_remembered() -> None:
    found = propose(FIRST, FORM).as_json()
    found["columns"][1]["heading"] = "Soita 040 123 4567"
    found["redacted"] = {"Kohta 3": "[name]", "kysy Virtaselta": "kysy [name]"}
    labels = {"Soita 040 123 4567": "same", "kysy Virtaselta": "worse", "eipä": "unknown"}
    told = {"labels": {"turnover": labels | {"Nousee": "better", "mitä vain": ""}}}
    written = remembering.remember(found, told, by="local", source="test")
    assert [one.body.get("label") for one in written] == [None, "Nousee"]
    headings = [one["heading"] for one in written[0].body["columns"]]
    assert headings == ["Oma otsikko", "Soita [phone]", "[name]"]


@pytest.mark.usefixtures("empty_log")
def test_what_the_page_has_put_beside_the_file_stands_for_the_log(tmp_path: Path) -> None:
    file = tmp_path / remembered.FILE
    file.write_text('{"maps": [], "synonyms": {"turnover": {"a": "better"}}}', encoding="utf-8")
    assert remembered.load("small", tmp_path) == ([], {"turnover": {"a": "better"}})
