"""Demonstration interviews: invented, always the same, plausible, and read without a remark."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from types import MappingProxyType

import pytest
from pyarrow import parquet
from stdnum.fi import ytunnus

from etl.interviews import demonstration
from etl.interviews.checking import checking
from etl.interviews.matching import mapping
from etl.interviews.reading import inspecting
from seutukuva import definitions
from seutukuva.errors import UploadRefused

# Whole ways from file to page: the quick check has their parts.
pytestmark = pytest.mark.slow

FOUND = definitions.load()
FORM = FOUND.questionnaires["company_interview"]
WAVES = tuple(FOUND.demonstration.rounds)
ROUNDS = {wave: demonstration.answers(FORM, FOUND, wave) for wave in WAVES}
EVERY = [row for rows in ROUNDS.values() for row in rows]


def _silent(share: float, doing: str = "") -> None:
    """Progress that nobody wants to know."""


def _of(question: str, rows: list[dict[tuple[str, str], object]] = EVERY) -> list[object]:
    return [row[question, ""] for row in rows if (question, "") in row]


def _upload(folder: Path, wave: str, form: str = FORM.id) -> Path:
    folder.mkdir()
    upload = {
        **{"id": "0" * 32, "name": "x", "questionnaire": form, "wave": wave, "organisation": ""},
        "is_demonstration": True,
    }
    (folder / "upload.json").write_text(json.dumps(upload), encoding="utf-8")
    return folder


def _json(file: Path) -> dict[str, object]:
    return json.loads(file.read_text(encoding="utf-8"))


def test_they_are_the_same_every_time() -> None:
    again = {wave: demonstration.answers(FORM, FOUND, wave) for wave in WAVES}
    assert again == ROUNDS
    assert ROUNDS[WAVES[0]] != ROUNDS[WAVES[1]]


def test_many_firms_answer_in_both_rounds() -> None:
    ids = [set(_of("y_tunnus", rows)) for rows in ROUNDS.values()]
    assert [len(one) for one in ids] == [len(rows) for rows in ROUNDS.values()] == [90, 110]
    assert 60 <= len(ids[0] & ids[1]) < 90
    names = {row["y_tunnus", ""]: row["firm_name", ""] for row in EVERY}
    assert all(names[row["y_tunnus", ""]] == row["firm_name", ""] for row in EVERY)


def test_nobody_is_meant() -> None:
    for row in EVERY:
        assert str(row["firm_name", ""]).startswith("Esimerkkiyritys ")
        number = str(row["y_tunnus", ""])
        assert ytunnus.is_valid(number)
        # Numbers are given in turn, and have not come to four millions.
        assert number.startswith("99")
    personal = {question.id for question in FORM.questions.values() if question.is_personal}
    assert not [key for row in EVERY for key in row if key[0] in personal]


def test_they_are_plausible() -> None:
    towns = Counter(_of("municipality"))
    assert set(towns) == {FOUND.areas[one].name["fi"] for one in FOUND.programme.areas}
    assert towns.most_common(1)[0][0] == FOUND.areas[FOUND.programme.areas[0]].name["fi"]
    assert 1 <= median(float(str(one)) for one in _of("personnel")) <= 5
    for question in FORM.of_topic("balance"):
        scores = {one.title["fi"]: one.score for one in question.options.values()}
        counted = [scores[str(one)] for one in _of(question.id) if str(one) in scores]
        assert -0.5 < sum(one or 0 for one in counted) / len(counted) < 0.5, question.id
        assert len({one for one in counted}) == len(scores), question.id
        if question.id != "export_outlook":
            assert FORM.cannot_say_title["fi"] in _of(question.id), question.id
            assert len(counted) < len(EVERY), "some were silent"
    assert Counter(_of("growth_aim")).most_common()[-1][1] < 20


def test_the_outlook_is_a_little_better_in_the_later_round() -> None:
    balances = []
    for rows in ROUNDS.values():
        said = Counter(_of("turnover_outlook", rows))
        balances.append((said["Kasvaa"] - said["Supistuu"]) / len(rows))
    assert 0 < balances[1] - balances[0] < 0.4


def test_questions_that_hang_on_an_answer_follow_it() -> None:
    for row in EVERY:
        if row.get(("exports_now", "")) == "Ei":
            assert ("export_share", "") not in row
        if row.get(("recruitment_plan", "")) == "Ei":
            assert ("recruitment_number", "") not in row
    assert len(_of("export_share")) > 20
    assert len(_of("recruitment_number")) > 20


def test_what_belongs_to_a_firm_stays_with_it() -> None:
    both = [
        {row["y_tunnus", ""]: row.get(("legal_form", "")) for row in rows}
        for rows in ROUNDS.values()
    ]
    shared = [one for one in both[0] if both[0][one] and both[1].get(one)]
    assert len(shared) > 50
    assert all(both[0][one] == both[1][one] for one in shared)


def test_days_lie_before_the_end_of_their_round() -> None:
    for wave, rows in ROUNDS.items():
        year, month = (int(part) for part in wave.split("-"))
        for day in _of("interviewed_on", rows):
            assert isinstance(day, date)
            assert 0 <= (date(year, month, 7) - day).days <= 60
            assert day.weekday() < 5


def test_sentences_answer_questions_that_take_words() -> None:
    told = {name: one.sentences for name, one in FOUND.demonstration.questions.items()}
    for name, sentences in ((name, those) for name, those in told.items() if those):
        question = FORM.questions[name]
        assert question.type == "text"
        assert len(set(sentences)) == len(sentences) >= 7
        assert all(len(one) <= question.max_length for one in sentences)
    assert len({str(one) for one in _of("challenge")}) > 20


def _checked(folder: Path) -> dict[str, object]:
    demonstration.run(folder, _silent)
    inspecting.inspect(folder, _silent)
    assert mapping.run(folder, _silent)["unknown_labels"] == 0
    return checking.run(folder, _silent)


@pytest.mark.slow
def test_the_file_goes_through_every_step_without_a_remark(tmp_path: Path) -> None:
    folder = _upload(tmp_path / "one", WAVES[1])
    checked = _checked(folder)
    counts = [checked[one] for one in ("stored", "refused", "errors", "warnings")]
    assert counts == [len(ROUNDS[WAVES[1]]), 0, 0, 0]
    upload = _json(folder / "upload.json")
    assert upload["is_demonstration"] is True
    assert upload["bytes"] == (folder / "file").stat().st_size
    responses = parquet.read_table(folder / "responses.parquet").to_pylist()
    assert all(one["municipality"] and one["section"] and one["y_tunnus"] for one in responses)
    assert {one["consent"] for one in responses} == {"yes"}
    assert {one["quotation"] for one in responses} == {True, False}
    # There was an address among the words.
    assert [one for one in _of("greetings", ROUNDS[WAVES[1]]) if "@" in str(one)]
    for part in ("answers", "raw"):
        texts = parquet.read_table(folder / f"{part}.parquet").column("text").to_pylist()
        assert any(texts)
        assert not [text for text in texts if text and "@" in text]


@pytest.mark.slow
def test_the_same_interviews_are_the_same_batch(tmp_path: Path) -> None:
    made = [_checked(_upload(tmp_path / name, WAVES[0])) for name in ("one", "two")]
    assert made[0]["batch"] == made[1]["batch"]


def test_a_shorter_form_has_shorter_interviews() -> None:
    kept = {name: one for name, one in FORM.questions.items() if one.block in ("firm", "growth")}
    form = replace(FORM, questions=MappingProxyType(kept))
    rows = demonstration.answers(form, FOUND, WAVES[0])
    assert len(rows) == 90
    assert {name for row in rows for name, _option in row} <= set(kept)


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    folder = _upload(tmp_path / "one", WAVES[0], "none_such")
    with pytest.raises(UploadRefused, match="none_such"):
        demonstration.run(folder, _silent)
    assert not (folder / "file").exists()
