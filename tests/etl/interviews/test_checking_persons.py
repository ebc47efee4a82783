"""The check of an upload leaves no person behind, but for contacts where they are kept."""

from __future__ import annotations

import json

import numpy as np
import pytest

from etl.interviews.checking.problems import Problems
from seutukuva import settings
from seutukuva.records import contacts
from tests.etl.interviews.leaving import leave, place, table
from tests.etl.interviews.sheets import COLUMNS, UPLOAD, good

__all__ = ["place"]

PARTS = ("answers", "responses", "raw", "words")


def test_persons_are_left_out_and_texts_are_redacted(tmp_path) -> None:
    columns = {
        **COLUMNS,
        "Tärkein haaste": "challenge",
        "Yhteyshenkilö": "contact_name",
        "Sähköposti": "contact_email",
    }
    row = good(
        1,
        Yhteyshenkilö="Maija Merihelmi",
        Sähköposti="maija@example.com",
        **{"Tärkein haaste": "Soita Maija Merihelmelle 040 123 4567 tai maija@example.com"},
    )
    case, summary = leave(tmp_path / "up", [row, good(2, Suostumus="Ei")], columns=columns)
    assert summary["columns_left_out"] == ["Yhteyshenkilö", "Sähköposti"]
    for part in PARTS:
        text = json.dumps(table(tmp_path / "up", part), ensure_ascii=False, default=str).lower()
        for personal in ("merihelm", "maija@", "123 4567"):
            assert personal not in text, part
    challenge = [one for one in table(tmp_path / "up", "answers") if one["question"] == "challenge"]
    assert challenge[0]["text"].startswith("Soita [")
    raw = {one["heading"] for one in table(tmp_path / "up", "raw")}
    assert "Tärkein haaste" in raw and "Yhteyshenkilö" not in raw


def everything(folder) -> str:
    """All that would be stored of an upload, as one text."""
    parts = [table(folder, part) for part in PARTS]
    return json.dumps(parts, ensure_ascii=False, default=str)


def test_names_of_every_personal_column_are_taken_out_of_texts(tmp_path) -> None:
    rows = [
        good(
            1,
            Etunimi="Maija",
            Sukunimi="Merihelmi",
            Täyttäjä="Tuulikki Kotila",
            Posti="seppo.raudikko@yritys.fi",
            Osoite="Koivukuja 3",
            **{"Tärkein haaste": "maija merihelmi, Kotila ja Raudikko asuvat Koivukujalla"},
        ),
        good(2, Posti="info@yritys.fi", **{"Tärkein haaste": "Info puuttuu"}),
    ]
    leave(tmp_path / "up", rows, columns={**COLUMNS, "Tärkein haaste": "challenge"})
    told = {one["text"] for one in table(tmp_path / "up", "answers") if one["text"]}
    assert "[name], [name] ja [name] asuvat Koivukujalla" in told
    assert "Info puuttuu" in told
    for personal in ("merihelm", "kotila", "raudik", "koivukuja 3"):
        assert personal not in everything(tmp_path / "up").lower()


def test_contact_persons_kept_of_earlier_files_are_taken_out(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(contacts, "names", lambda: ["Aapo Raudikko"])
    row = good(1, **{"Tärkein haaste": "Kysykää Raudikolta"})
    leave(tmp_path / "up", [row], columns={**COLUMNS, "Tärkein haaste": "challenge"})
    assert "Raudik" not in everything(tmp_path / "up")


def test_a_cell_that_is_no_number_day_or_code_is_redacted(tmp_path) -> None:
    cells = {
        "Haastattelupäivä": "1.10.2026 Matti Virtanen 040 123 4567",
        "Henkilöstön määrä": "kysy Virtaselta 040 123 4567",
        "Toimiala": "rakennus / Virtanen 040 123 4567",
        "Yrityksen nimi": "Tmi Virtanen 040 123 4567",
    }
    columns = {**COLUMNS, "Haastattelija": "interviewer"}
    rows = [good(1, Haastattelija="Matti Virtanen", **cells), good(2)]
    leave(tmp_path / "up", rows, columns=columns)
    text = everything(tmp_path / "up")
    assert "123 4567" not in text and "Virtaselta" not in text and "Matti" not in text
    first, second = table(tmp_path / "up", "responses")
    assert first["firm_name"] == "Tmi Virtanen [phone]"
    assert (second["firm_name"], second["industry"]) == ("Esimerkki Oy", "41200")
    raw = {one["heading"]: one["text"] for one in table(tmp_path / "up", "raw") if one["row"] == 3}
    assert raw["Haastattelupäivä"] == "2026-10-05" and raw["Henkilöstön määrä"] == "12"
    assert raw["Y-tunnus"] == good(2)["Y-tunnus"] and raw["Toimiala"] == "41200"


@pytest.mark.parametrize("text", ["040 123 4567", "0401234567", "+358401234567"])
def test_a_telephone_number_is_no_number_of_persons(tmp_path, text: str) -> None:
    leave(tmp_path / "up", [good(1, **{"Henkilöstön määrä": text})])
    raw = {one["heading"]: one["text"] for one in table(tmp_path / "up", "raw")}
    assert raw["Henkilöstön määrä"] == "[phone]"


def test_the_files_own_words_are_noted_where_they_name_persons(tmp_path) -> None:
    rows = [good(1, Haastattelija="Matti Virtanen", **{"Liikevaihto 12 kk": "Virtanen: kasvaa"})]
    upload = {**UPLOAD, "name": "Virtasen_haastattelut.xlsx"}
    columns = {**COLUMNS, "Haastattelija": "interviewer"}
    leave(tmp_path / "up", rows, columns=columns, upload=upload)
    known = json.loads((tmp_path / "up" / "mapping.json").read_text())["redacted"]
    assert known["Virtasen_haastattelut.xlsx"] == "[name]_haastattelut.xlsx"
    assert known["Virtanen: kasvaa"] == "[name]: kasvaa"
    assert "Liikevaihto 12 kk" not in known


def test_a_business_id_is_no_telephone_number(tmp_path) -> None:
    leave(tmp_path / "up", [good(4, **{"Y-tunnus": "01098628"})])
    raw = table(tmp_path / "up", "raw")
    assert [one["text"] for one in raw if one["heading"] == "Y-tunnus"] == ["01098628"]
    assert table(tmp_path / "up", "responses")[0]["y_tunnus"] == "0109862-8"


def test_contact_persons_are_left_for_acceptance_only_where_they_are_kept(
    tmp_path, monkeypatch
) -> None:
    columns = {**COLUMNS, "Yhteyshenkilö": "contact_name", "Yhteydenotto": "wants_contact"}
    rows = [
        good(1, Yhteyshenkilö="Maija Meri", Yhteydenotto="Kyllä"),
        good(2, Yhteyshenkilö="Tauno Tuuli", Yhteydenotto="Ei"),
        good(3, Yhteyshenkilö="Saara Salo", Yhteydenotto="Kyllä", Suostumus="Ei"),
    ]
    leave(tmp_path / "up", rows, columns=columns)
    assert not (tmp_path / "up" / "contacts.json").exists()
    monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
    assert settings.keeps_contacts()
    leave(tmp_path / "up", rows, columns=columns)
    kept = json.loads((tmp_path / "up" / "contacts.json").read_text())
    assert kept == [{"response": 0, "name": "Maija Meri"}]


def test_where_nobody_asked_about_contact_no_person_is_kept(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
    rows = [good(1, Yhteyshenkilö="Maija Meri")]
    leave(tmp_path / "up", rows, columns={**COLUMNS, "Yhteyshenkilö": "contact_name"})
    assert json.loads((tmp_path / "up" / "contacts.json").read_text()) == []


def test_personal_values_are_not_shown() -> None:
    problems = Problems(1)
    problems.rows("error", "any", np.array([0]), 0, "“{value}”")
    [written] = problems.written(lambda row, column: "Maija", np.array([2]), ["Nimi"], {0})
    assert "Maija" not in json.dumps(written)
