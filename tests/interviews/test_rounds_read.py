"""Which interviews of a round are counted together, and as one firm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pytest

from seutukuva import definitions, records, settings, texts
from seutukuva.errors import RecordsError
from seutukuva.interviews import batches, firm_names, reading, redacted, reports
from seutukuva.records import batches as stored
from seutukuva.records import purging, salt
from tests.interviews.needy import FORM, QUESTION, Firm, accepted

pytestmark = pytest.mark.slow

SIX = [Firm(f"Firm {n}", ("training",)) for n in range(6)]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    monkeypatch.setattr(settings, "_announced_public", None)
    return tmp_path


def upload(data: Path, name: str) -> Path:
    folder = data / name
    folder.mkdir()
    return folder


def test_rows_of_one_name_without_a_business_id_are_one_firm() -> None:
    rows = pd.DataFrame(
        {
            "firm_name": ["Saha Oy", "SAHA  OY", "Saha Oy", "Saha Oy", "", None],
            "municipality": ["FI-KU729", "FI-KU729", "FI-KU931", "FI-KU729", None, None],
            "y_tunnus": [None, "", None, "2077474-0", None, None],
            "firm_key": list("abcdef"),
        }
    )
    first, second, elsewhere, known, *nameless = batches._one_key_a_name(rows)["firm_key"]
    assert first == second not in "abcdef"
    assert elsewhere not in (first, *"abcdef")
    assert [known, *nameless] == ["d", "e", "f"]


@pytest.mark.parametrize(
    "name",
    [
        "Kivinen",
        "Oy Kivinen Ab",
        "KIVINEN OY",
        "Kivinen Oy (toimipiste)",
        "Kivinen T:mi",
        "Kivinen Oy.",
    ],
)
def test_a_firm_is_known_without_its_legal_form_and_remarks(name: str) -> None:
    assert firm_names.key(name) == "kivinen"
    assert firm_names.key(f"{name} Saha") != "kivinen"


@pytest.mark.parametrize("name", ["Salong Åsa", "SALONG A\u030aSA AB"])
def test_a_word_with_a_ring_is_no_legal_form(name: str) -> None:
    assert firm_names.key(name) == "salong asa" != firm_names.key("Salong")
    assert firm_names.key("Salong ASA") == "salong"


def test_a_name_that_is_nothing_but_a_legal_form_still_is_one() -> None:
    assert firm_names.key("Osuuskunta") == "osuuskunta" and firm_names.key("") == ""


def test_answers_to_another_form_are_not_counted_with_these_and_that_is_said(data: Path) -> None:
    accepted(upload(data, "one"), *SIX, questionnaire="another_form")
    accepted(upload(data, "two"), *(Firm(f"Other {n}", ("exports",)) for n in range(7)))
    (wave,) = batches.waves()
    assert {len(state) for state in reading.read(wave, {}).states} <= {0, 7}
    report = reports.of(wave)
    assert report.others == ("another_form",)
    assert report.form.id == "company_interview"


def test_what_only_an_older_form_asks_has_words_too(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = definitions.load()
    older = found.questionnaires[FORM]
    left = {name: one for name, one in older.questions.items() if name != QUESTION}
    newer = replace(older, id="newer_form", questions=MappingProxyType(left))
    forms = MappingProxyType({**found.questionnaires, newer.id: newer})
    monkeypatch.setattr(definitions, "load", lambda: replace(found, questionnaires=forms))
    accepted(upload(data, "one"), *SIX)
    (wave,) = batches.waves()
    report = reports.of(wave)
    assert report.form.id == "newer_form"
    (need,) = report.results.needs
    assert report.form.questions[need.question] == older.questions[QUESTION]
    assert list(report.form.questions)[: len(left)] == list(left)


def test_figures_are_the_same_after_another_start(data: Path) -> None:
    accepted(upload(data, "one"), *SIX)
    (wave,) = batches.waves()
    once = reports.of(wave).results
    reports._of.cache_clear()
    reports._prepared.cache_clear()
    assert reports.of(wave).results == once
    assert (settings.records_folder() / "rounding.key").exists()


def test_figures_are_refused_without_their_secret_and_made_anew_with_another(data: Path) -> None:
    texts.use("en")
    accepted(upload(data, "one"), *SIX)
    (wave,) = batches.waves()
    once = reports.of(wave)
    assert reports.of(wave) is once
    key = salt.file().read_text(encoding="ascii")
    salt.file().unlink()
    with pytest.raises(RecordsError, match="missing"):
        reports.of(wave)
    salt.file().write_text(key, encoding="ascii")
    assert reports.of(wave) is once
    salt.file().unlink()
    salt.renew(by="local", why="the disk broke")
    assert reports.of(wave) is not once


def test_figures_are_made_anew_only_after_what_they_are_made_of(data: Path) -> None:
    accepted(upload(data, "one"), *SIX)
    (wave,) = batches.waves()
    once = reports.of(wave)
    records.append("basket", {"name": "Any", "owner_group": "KS"}, by="local")
    assert reports.of(wave) is once
    words = {"title": "Any", "words": "saha", "theme": "own_any"}
    records.append("theme_words", words, by="local")
    assert reports.of(wave) is not once


def test_words_are_those_of_the_state_that_is_shown(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(upload(data, "one"), *SIX)
    (wave,) = batches.waves()
    whole, asked = reports._moment, []
    monkeypatch.setattr(reports, "_moment", lambda: asked.append(1) or whole())
    before = reports.spoken(wave).words
    assert len(asked) == 1, "of one state of the log"
    late = accepted(upload(data, "two"), Firm("Late", ("exports",)))
    after = reports.spoken(wave).words
    assert late.body["batch"] not in set(after["batch"])
    assert after.equals(before)
    assert reports.of(wave).results.waiting


def many(name: str, n: int) -> list[Firm]:
    return [Firm(f"{name} {at}", ("training",)) for at in range(n)]


def test_where_interviews_were_deleted_the_round_begins_anew(data: Path) -> None:
    accepted(upload(data, "one"), *many("First", 20))
    alone = accepted(upload(data, "two"), Firm("Alone", ("exports",)))
    accepted(upload(data, "three"), *many("Third", 4))
    (wave,) = batches.waves()
    assert [len(one) for one in reading.read(wave, {}).states] == [20, 21, 25]
    assert not reading.read(wave, {}).is_cut
    stored.withdraw(alone.id, by="local", reason="a firm asked")
    assert reports.of(wave).results.leaving
    purging.purge(alone.id, by="local", reason="a firm asked")
    assert [len(one) for one in reading.read(wave, {}).states] == [24]
    told = reports.of(wave).results
    assert told.firms and not told.leaving and not told.waiting
    assert len(reports._prepared(reports._moment(), wave).data.responses) == 24
    accepted(upload(data, "four"), Firm("Late", ("exports",)))
    assert [len(one) for one in reading.read(wave, {}).states] == [24, 25]
    assert reading.read(wave, {}).is_cut
    assert reports.of(wave).results.waiting


def test_deleted_interviews_that_are_accepted_again_count_again(data: Path) -> None:
    accepted(upload(data, "one"), *many("First", 20))
    entry = accepted(upload(data, "two"), *many("Second", 6))
    stored.withdraw(entry.id, by="local", reason="a firm asked")
    purging.purge(entry.id, by="local", reason="a firm asked")
    (wave,) = batches.waves()
    assert [len(one) for one in reading.read(wave, {}).states] == [20]
    accepted(data / "two", *many("Second", 6))
    assert [len(one) for one in reading.read(wave, {}).states] == [20, 26]
    assert not reports.of(wave).results.waiting


def test_a_text_is_read_only_where_the_check_found_ordinary_words_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = {"batch": "b", "response": [0, 0, 1], "question": ["a", "b", "a"]}
    answers = pd.DataFrame({**told, "text": ["one", "two", "three"]})
    words = pd.DataFrame({**told, "word": [redacted.QUOTABLE, "saha", "saha"], "is_part": False})
    monkeypatch.setattr(batches, "_asked", lambda *_asked: words)
    read = reading._without_names(answers, batches.quotable([]))
    assert read["text"].dropna().tolist() == ["one"]
    assert reading._without_names(answers, words[:0])["text"].isna().all()
    counted = pd.DataFrame({"batch": "b", "response": [0, 1]})
    assert batches.words([], counted)["word"].tolist() == ["saha", "saha"]
