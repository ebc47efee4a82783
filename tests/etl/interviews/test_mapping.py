"""Columns find their questions; what an analyst says goes before."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from etl.interviews.matching import mapping
from etl.interviews.matching.filemap import from_json
from etl.interviews.matching.mapping import propose
from etl.interviews.reading import inspecting
from seutukuva import definitions
from seutukuva.errors import UploadRefused
from tests.etl.interviews.forms import asking, read, table
from tests.etl.interviews.small_form import FORM, asked, empty_log

__all__ = ["empty_log"]


@pytest.mark.parametrize(
    ("heading", "question_id", "how"),
    [
        ("Y-tunnus", "id", "exact"),
        ("y tunnus ", "id", "exact"),
        ("1. Y-tunnus", "id", "exact"),
        ("challenge", "challenge", "exact"),
        ("Liikevaihdon näkymä", "turnover", "synonym"),
        ("LIIKEVAIHDON NÄKYMÄ", "turnover", "synonym"),
        # The year of another wave, another bracket, a slip of the pen.
        ("Miten liikevaihto kehittyy vuonna 2027?", "turnover", "fuzzy"),
        ("Henkilöstön määrä", "staff", "fuzzy"),
        ("Miten liikevaihto kehityy vuona 2027", "turnover", "fuzzy"),
        ("Näkymät – Liikevaihdon näkymä", "turnover", "synonym"),
        # Another question, though nearly all of its letters are the same.
        ("Miten vienti kehittyy vuonna 2026?", None, "none"),
        ("Suurin tilaisuus", None, "none"),
    ],
)
def test_a_heading_finds_its_question(heading: str, question_id: str | None, how: str) -> None:
    cell = {"turnover": "Paranee", "staff": "5"}.get(question_id or "", "x")
    [found] = asked(propose(table([heading], [cell]), FORM))
    assert found == (question_id, how)


def test_a_heading_much_like_a_question_needs_cells_that_can_be_answers() -> None:
    heading = "Miten liikevaihto kehityy vuona 2027"
    made = table([heading], ["Omin sanoin jotain"], ["Toinen lause"])
    assert asked(propose(made, FORM)) == [(None, "none")]


def test_one_question_gets_one_column_the_surest() -> None:
    made = table(["Liikevaihdon näkymä", "turnover"], ["Paranee", "Heikkenee"])
    assert asked(propose(made, FORM)) == [(None, "none"), ("turnover", "exact")]


def test_cells_speak_where_headings_do_not() -> None:
    made = table(
        ["A", "B", "C", "D", "E"],
        ["2077474-0", "Saarijärvi", "9.11.2026 13:00", "matti@example.org", "1"],
        ["0109862-8", "Viitasaari, keskusta", "10.11.2026", "maija@example.org", "2"],
    )
    found = propose(made, FORM, places=["Saarijärvi", "Viitasaari"])
    assert asked(found) == [
        ("id", "content"), ("place", "content"), ("day", "content"), ("email", "content"),
        (None, "none"),
    ]  # fmt: skip


def test_answers_that_are_those_of_two_questions_are_those_of_none() -> None:
    rows = [["Paranee"], ["Ennallaan"], ["Heikkenee"]]
    assert asked(propose(table(["A"], *rows), FORM)) == [(None, "none")]
    one = asking(FORM.questions["turnover"])
    assert asked(propose(table(["A"], *rows), one)) == [("turnover", "content")]


def test_what_looks_personal_is_left_out_and_said() -> None:
    made = table(
        ["Vastaajan nimi", "E-mail", "Lisätieto", "Kuka", "Yrityksen nimi", "Muuta"],
        ["Matti Meikäläinen", "a@example.org", "040 123 4567", "Maija Virtanen", "Oy Ab", "jotain"],
        ["Liisa Laine", "b@example.org", "+358 40 765 4321", "Jussi Mäki", "Ky Oy", "muuta"],
        ["Liisa Lehto", "c@example.org", "0401112223", "Anni Aho-Salo", "Tmi", "ja vielä"],
    )
    found = propose(made, FORM)
    assert [one.keep for one in found.columns] == [False] * 6
    left_out = [note["where"] for note in found.notes if note["code"] == "personal_left_out"]
    assert left_out == ["Vastaajan nimi", "Lisätieto", "Kuka"]
    text = str(found.as_json())
    for person in ("Meikäläinen", "example.org", "4567", "Virtanen"):
        assert person not in text
    assert "jotain" in text


def test_a_person_is_never_an_answer_and_is_never_kept() -> None:
    made = table(["Sähköpostiosoite", "Suurin haaste"], ["a@example.org", "Työvoima"])
    kept = {"columns": {"0": {"keep": True}}}
    found = propose(made, FORM, corrections=kept)
    assert (found.columns[0].question, found.columns[0].keep) == ("email", False)
    assert list(read(made, found, FORM)) == ["challenge"]


def test_the_analyst_goes_before_everything() -> None:
    made = table(["turnover", "Muu", "Suurin haaste"], ["Paranee", "Ennallaan", "x"])
    told = {
        "columns": {
            "1": {"question": "turnover", "option": None, "keep": True},
            "2": {"question": None, "option": None, "keep": False},
        }
    }
    found = propose(made, FORM, corrections=told)
    assert asked(found) == [(None, "none"), ("turnover", "analyst"), (None, "analyst")]
    assert [one.keep for one in found.columns] == [False, True, False]
    assert "challenge" in found.unasked and "turnover" not in found.unasked
    assert read(made, found, FORM)["turnover"][0]["option"] == "same"


def test_two_columns_for_one_question_are_refused_with_a_note() -> None:
    one = {"question": "turnover", "option": None}
    found = propose(
        table(["A", "B"], ["Paranee", "x"]), FORM, corrections={"columns": {"0": one, "1": one}}
    )
    assert asked(found) == [("turnover", "analyst"), (None, "analyst")]
    assert [note["code"] for note in found.notes] == ["question_twice"]


@pytest.mark.parametrize(
    "told",
    [
        {"columns": {"0": {"question": "nothing"}}},
        {"columns": {"0": {"question": "turnover", "option": "best"}}},
        {"columns": {"7": {"question": "turnover"}}},
        {"columns": {"x": {"question": "turnover"}}},
        {"labels": {"nothing": {"a": "better"}}},
        {"labels": {"turnover": {"a": "best"}}},
    ],
)
def test_a_correction_of_what_there_is_not_is_refused(told: dict) -> None:
    with pytest.raises(UploadRefused):
        propose(table(["A"], ["x"]), FORM, corrections=told)


def test_a_map_survives_its_file() -> None:
    made = table(["turnover", "staff"], ["Paranee", "4 695,70"], ["Huono", "5"])
    found = propose(made, FORM)
    assert from_json(found.as_json()) == found
    assert found.columns[1].decimal == ","


def test_numbers_that_are_cells_and_numbers_that_are_text() -> None:
    made = table(
        ["staff"], [4695.7], ["4 695,70"], ["2000-3400"], ["12 hlö"], ["Optiot"], ["EOS"], [None]
    )
    rows = read(made, propose(made, FORM), FORM)["staff"]
    assert [(one["response"], one["number"], one["text"], one["state"]) for one in rows] == [
        (0, 4695.7, None, "answered"),
        (1, 4695.7, None, "answered"),
        (2, 2700.0, "2000-3400", "answered"),
        (3, 12.0, "12 hlö", "answered"),
        (4, None, "Optiot", "invalid"),
        (5, None, None, "cannot_say"),
    ]


def test_personnel_given_as_a_class_is_the_answer_to_the_class() -> None:
    made = table(["staff"], ["0-4"], ["5+"], ["7"], ["3–12"])
    found = read(made, propose(made, FORM), FORM)
    assert [(one["response"], one["option"]) for one in found["size"]] == [(0, "s0"), (1, "s5")]
    assert [one["number"] for one in found["staff"]] == [None, None, 7.0, 7.5]
    assert {one["state"] for one in found["staff"]} == {"answered"}
    # Where the form's own question of the class was asked, that one is the answer.
    both = table(["staff", "size"], ["0-4", "5+"])
    assert [one["option"] for one in read(both, propose(both, FORM), FORM)["size"]] == ["s5"]


def test_days_are_read_as_their_column_tells() -> None:
    made = table(["Haastattelupäivä"], ["3/4/2026"], ["11/25/2026"], [46000], ["eilen"])
    found = propose(made, FORM)
    assert found.columns[0].day_order == "mdy"
    assert [(one["text"], one["state"]) for one in read(made, found, FORM)["day"]] == [
        ("2026-03-04", "answered"), ("2026-11-25", "answered"), ("2025-12-09", "answered"),
        ("eilen", "invalid"),
    ]  # fmt: skip


def test_free_text_stays_as_it_is_but_for_texts_that_say_nothing() -> None:
    made = table(
        ["Suurin haaste"], ["Ei työvoimaa"], ["-"], ["EOS"], ["En tiedä, ehkä raha"], [" "]
    )
    assert [
        (one["response"], one["text"], one["state"])
        for one in read(made, propose(made, FORM), FORM)["challenge"]
    ] == [
        (0, "Ei työvoimaa", "answered"), (2, None, "cannot_say"),
        (3, "En tiedä, ehkä raha", "answered"),
    ]  # fmt: skip


def test_an_empty_table_has_no_answers() -> None:
    made = table(["turnover", "staff", "Suurin haaste"])
    assert read(made, propose(made, FORM), FORM) == {}


def test_a_column_of_no_question_is_kept_where_the_analyst_says_so() -> None:
    made = table(["Muuta", "Sisäinen"], ["jotain", "muuta"])
    assert [one.keep for one in propose(made, FORM).columns] == [False, False]
    told = {"columns": {"1": {"keep": True}}}
    assert [one.keep for one in propose(made, FORM, corrections=told).columns] == [False, True]


@pytest.mark.parametrize(
    "heading",
    [
        *("Lomakkeen täyttäjä", "Laatija", "Kirjaaja", "Neuvoja", "Osoite", "Katuosoite"),
        *("Yrityksen käyntiosoite", "Rådgivare", "Utfylt av", "Filled in by", "Sukunimi"),
    ],
)
def test_headings_under_which_persons_stand(heading: str) -> None:
    [found] = propose(table([heading], ["jotain"]), FORM).columns
    assert found.is_personal and "jotain" not in str(found.sample)


def test_a_firm_is_no_person() -> None:
    [found] = propose(table(["Yrityksen nimi"], ["Laine Oy"]), FORM).columns
    assert not found.is_personal


FILE = """Kooste;;
Y-tunnus;Liikevaihdon näkymä;Henkilöstön määrä
2077474-0;Paranee;4,5
0109862-8;EOS;1 000
"""


@pytest.fixture
def upload(tmp_path: Path, empty_log: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an upload whose file has been looked at."""
    found = replace(definitions.load(), questionnaires={"small": FORM})
    monkeypatch.setattr(definitions, "load", lambda: found)
    folder = tmp_path / "upload"
    folder.mkdir()
    (folder / "file").write_text(FILE, encoding="latin-1")
    (folder / "upload.json").write_text('{"questionnaire": "small"}', encoding="utf-8")
    inspecting.inspect(folder, lambda *_told: None)
    return folder


def test_the_step_writes_the_map_of_an_upload(upload: Path) -> None:
    told: list[float] = []
    done = mapping.run(upload, lambda share, _doing: told.append(share))
    found = from_json(json.loads((upload / "mapping.json").read_text(encoding="utf-8")))
    assert (done["columns"], done["unknown_labels"]) == (3, 0)
    assert done["fingerprint"] == found.fingerprint
    assert told[0] == 0.0 and told[-1] == 1.0
    rows = read(mapping.opened(upload), found, FORM)
    assert [one["state"] for one in rows["turnover"]] == ["answered", "cannot_say"]
    assert [one["number"] for one in rows["staff"]] == [4.5, 1000.0]


def test_the_step_does_what_the_analyst_has_chosen(upload: Path) -> None:
    choices = {"sheet": 0, "header_rows": [2], "first_row": 4, "decimal": "."}
    (upload / "choices.json").write_text(json.dumps(choices), encoding="utf-8")
    told = {"columns": {"1": {"question": "profit", "option": None}}}
    (upload / "corrections.json").write_text(json.dumps(told), encoding="utf-8")
    mapping.run(upload, lambda *_told: None)
    found = from_json(json.loads((upload / "mapping.json").read_text(encoding="utf-8")))
    assert asked(found)[1] == ("profit", "analyst")
    assert found.columns[2].decimal == "."
    assert [one["response"] for one in read(mapping.opened(upload), found, FORM)["staff"]] == [0]


def test_a_step_without_a_sheet_or_a_form_is_refused(upload: Path) -> None:
    (upload / "choices.json").write_text('{"sheet": 9}', encoding="utf-8")
    with pytest.raises(UploadRefused, match="9"):
        mapping.run(upload, lambda *_told: None)
    (upload / "choices.json").unlink()
    (upload / "upload.json").write_text('{"questionnaire": "gone"}', encoding="utf-8")
    with pytest.raises(UploadRefused, match="gone"):
        mapping.run(upload, lambda *_told: None)


@pytest.mark.parametrize(
    "corrections",
    [
        {"headings": {"Kunta": {"question": "", "option": "yes"}}},
        {"columns": {"0": {"question": None, "option": "yes"}}},
        {"columns": {"²": {"question": "place"}}},
        {"columns": {"٣": {"question": "place"}}},
    ],
)
def test_corrections_that_cannot_be_are_refused(corrections: dict) -> None:
    with pytest.raises(UploadRefused):
        propose(table(["Kunta", "b"], ["Saarijärvi", "x"]), FORM, corrections=corrections)
