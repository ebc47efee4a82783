"""Accepted interviews: all or nothing, once, withdrawn and brought back, and never changed."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyarrow import parquet

from seutukuva import records, settings, store
from seutukuva.errors import InvalidRecord, QueryError, RecordsError, UploadRefused
from seutukuva.interviews import batches as reading
from seutukuva.records import batch_files, batches
from tests.conftest import REPOSITORY
from tests.records.conftest import Home
from tests.records.tiny_batch import accepted, stored_files, upload

pytestmark = [pytest.mark.usefixtures("in_english"), pytest.mark.slow]


def test_an_accepted_batch_is_read_in_duckdb(home: Home) -> None:
    entry = accepted(home.folder / "in", organisation="")
    (batch,) = reading.standing()
    assert (batch.id, batch.seq, batch.first_seq) == (entry.id, 1, 1)
    assert entry.id == f"interviews-{batch.batch}"
    assert (batch.wave, batch.responses, batch.state) == ("2026-10", 2, "accepted")
    assert reading.waves() == [reading.Wave("2026-10", False)]
    assert list(reading.responses([batch])["y_tunnus"]) == ["1234567-1", "7654321-2"]
    answers = reading.answers([batch], ["turnover_outlook"])
    assert list(answers["option"]) == ["grows", "shrinks"]
    assert list(answers["municipality"]) == ["FI-KU729", "FI-KU729"]
    assert reading.answers([batch], ["another"]).empty
    assert list(reading.words([batch])["word"]) == ["saha", "saha"]
    [raw] = reading.files([batch], "raw")
    assert [one["text"] for one in parquet.read_table(raw).to_pylist()] == ["grows", "shrinks"]


def test_an_answer_is_remembered_unless_it_is_large(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(home.folder / "in")
    asked = []
    ask = store._asked
    monkeypatch.setattr(store, "_asked", lambda *given: asked.append(given[2]) or ask(*given))
    batch = reading.standing()
    for _time in range(2):
        found = reading.words(batch)
        found["word"] = "changed by whoever got it"
    assert asked.count("interviews/words") == 1
    assert list(reading.words(batch)["word"]) == ["saha", "saha"]
    monkeypatch.setattr(store, "MOST_ROWS_KEPT", 1)
    store._interviews.cache_clear()
    for _time in range(2):
        reading.words(batch)
    assert asked.count("interviews/words") == 3


def test_nothing_stored_is_nothing_to_see(home: Home) -> None:
    assert reading.every() == [] and reading.waves() == []
    assert list(reading.responses([]).columns) == [*reading.RESPONSE_COLUMNS, "wave"]
    assert reading.answers([]).empty and reading.words([]).empty
    with pytest.raises(QueryError, match="one file at least"):
        store.run("interviews/responses", files=[])
    for wrong in ({}, {"questions": None, "more": 1}):
        with pytest.raises(QueryError, match="interviews/answers"):
            store.run("interviews/answers", files=["/x.parquet"], **wrong)


def test_the_same_file_twice_changes_nothing(home: Home) -> None:
    first = accepted(home.folder / "in")
    files = {file: file.stat().st_mtime_ns for file in settings.batches_folder().iterdir()}
    # Another name and another folder: the content is the same.
    again = accepted(home.folder / "again", name="copy of it.xlsx")
    assert again == first and records.latest_seq() == 1
    assert {file: file.stat().st_mtime_ns for file in settings.batches_folder().iterdir()} == files


@pytest.mark.parametrize(
    "other", [{"wave": "2026-04"}, {"is_demonstration": True}, {"firms": {"1234567-1": "same"}}]
)
def test_another_round_or_content_is_another_batch(home: Home, other: dict[str, object]) -> None:
    assert accepted(home.folder / "a").id != accepted(home.folder / "b", **other).id
    assert len(reading.standing()) == 2


def test_withdrawn_and_brought_back(home: Home) -> None:
    entry = accepted(home.folder / "in")
    with pytest.raises(InvalidRecord):
        batches.withdraw(entry.id, by="local", reason=" ")
    gone = batches.withdraw(entry.id, by="local", reason="wrong round")
    assert batches.withdraw(entry.id, by="local", reason="again") == gone
    assert reading.standing() == [] and reading.waves() == []
    (batch,) = reading.every()
    assert (batch.is_withdrawn, batch.reason, batch.wave) == (True, "wrong round", "2026-10")
    back = batches.bring_back(entry.id, by="local")
    assert batches.bring_back(entry.id, by="local") == back
    (batch,) = reading.standing()
    assert (batch.state, batch.first_seq, batch.seq) == ("brought_back", 1, 3)
    assert back.body == entry.body
    batches.withdraw(entry.id, by="local", reason="once more")
    assert accepted(home.folder / "in").seq == 5
    wave = reading.Wave("2026-10", False)
    told = [(one.seq, one.event) for one in reading.events(wave)]
    assert told == [
        *((1, "accepted"), (2, "withdrawn"), (3, "brought_back")),
        *((4, "withdrawn"), (5, "brought_back")),
    ]
    assert reading.events(reading.Wave("2026-10", True)) == []
    assert [len(reading.standing(seq)) for seq in range(6)] == [0, 1, 0, 1, 0, 1]
    assert len(reading.events(wave, 2)) == 2


def test_a_reason_that_reaches_a_person_is_refused(home: Home) -> None:
    entry = accepted(home.folder / "in")
    with pytest.raises(InvalidRecord, match="040 123 4567"):
        batches.withdraw(entry.id, by="local", reason="Virtanen soitti 040 123 4567")
    assert set(batches.standing()) == {entry.id}


def test_what_is_not_there_cannot_be_withdrawn(home: Home) -> None:
    with pytest.raises(RecordsError, match="no such batch"):
        batches.withdraw("interviews-x", by="local", reason="x")
    event = records.append("event", {"title": "A", "kind": "event", "date_from": "2026"}, by="x")
    with pytest.raises(RecordsError, match="no such batch"):
        batches.withdraw(event.id, by="local", reason="x")


def test_warnings_need_a_yes(home: Home) -> None:
    folder = upload(home.folder / "in", warnings=3)
    with pytest.raises(UploadRefused, match="3 warnings"):
        batches.accept(folder, by="local")
    assert stored_files() == [] and records.latest_seq() == 0
    entry = batches.accept(folder, by="local", accepted_warnings=True)
    assert entry.body["accepted_warnings"] == {"late": 3}


def test_a_file_without_a_sound_row_is_refused(home: Home) -> None:
    with pytest.raises(UploadRefused, match="no interview"):
        accepted(home.folder / "in", firms={})
    assert stored_files() == []


@pytest.mark.parametrize("part", batch_files.PARTS)
@pytest.mark.parametrize("damage", ["changed", "missing", "cut"])
def test_what_is_not_as_it_was_checked_is_refused(home: Home, part: str, damage: str) -> None:
    folder = upload(home.folder / "in")
    file = folder / f"{part}.parquet"
    if damage == "missing":
        file.unlink()
    else:
        content = file.read_bytes()
        file.write_bytes(content[:-1] if damage == "cut" else content + b"x")
    with pytest.raises(UploadRefused, match="not been checked"):
        batches.accept(folder, by="local")
    assert records.latest_seq() == 0 and reading.every() == []


def test_choices_changed_after_the_check_are_refused(home: Home) -> None:
    folder = upload(home.folder / "in")
    told = json.loads((folder / "upload.json").read_text())
    (folder / "upload.json").write_text(json.dumps({**told, "wave": "2027-04"}))
    with pytest.raises(UploadRefused, match="not been checked"):
        batches.accept(folder, by="local")
    for content in ("{", "[]", "{}"):
        (folder / "summary.json").write_text(content)
        with pytest.raises(UploadRefused, match="not been checked"):
            batches.accept(folder, by="local")
    assert stored_files() == []


def test_a_map_is_remembered_without_what_firms_have_told(home: Home) -> None:
    folder = upload(home.folder / "in", name="C:\\Users\\x\\Syksy\u202e 2026.xlsx")
    mapping = json.loads((folder / "mapping.json").read_text())
    mapping["columns"][0]["sample"] = ["a secret of a firm"]
    mapping["labels"] = [
        {"question": "turnover_outlook", "label": "Kasvaa!", "means": "grows", "how": "fuzzy"},
        {"question": "turnover_outlook", "label": "Kasvaa", "means": "grows", "how": "option"},
    ]
    (folder / "mapping.json").write_text(json.dumps(mapping))
    body = batches.accept(folder, by="local").body
    assert "secret" not in json.dumps(body)
    assert [one["label"] for one in body["mapping"]["labels"]] == ["Kasvaa!"]
    assert body["file_name"] == "Syksy 2026.xlsx"


def test_the_log_names_nobody_whom_a_file_names(home: Home) -> None:
    folder = upload(home.folder / "in", name="Virtanen 040 123 4567.xlsx")
    mapping = json.loads((folder / "mapping.json").read_text())
    mapping["columns"][0]["heading"] = "Kysy: maija@yritys.fi"
    mapping["labels"] = [
        {"question": "turnover_outlook", "label": label, "means": means, "how": how}
        for label, means, how in (
            ("Virtasen mukaan kasvaa", "grows", "analyst"),
            ("Soita 040 765 4321", None, "none"),
            ("Oma juttu", None, "none"),
            ("Kasvaa", "grows", "option"),
        )
    ]
    mapping["redacted"] = {
        "Virtanen 040 123 4567.xlsx": "[name] [phone].xlsx",
        "Virtasen mukaan kasvaa": "[name] mukaan kasvaa",
    }
    (folder / "mapping.json").write_text(json.dumps(mapping))
    body = batches.accept(folder, by="local").body
    assert body["file_name"] == "[name] [phone].xlsx"
    assert [one["heading"] for one in body["mapping"]["columns"]] == ["Kysy: [email]"]
    assert [one["label"] for one in body["mapping"]["labels"]] == ["[name] mukaan kasvaa"]
    assert body["mapping"]["unknown_labels"] == 2
    text = "".join(one.body_text or "" for one in records.since(0))
    for personal in ("Virta", "123 4567", "765 4321", "maija", "Oma juttu"):
        assert personal not in text


def test_the_newest_answer_of_a_firm_counts(home: Home) -> None:
    def option(batch_list: list[reading.Batch]) -> str:
        (value,) = reading.answers(batch_list)["option"]
        return str(value)

    late, early = dt.date(2026, 10, 20), dt.date(2026, 10, 2)
    accepted(home.folder / "late", firms={"1234567-1": "late"}, day=late)
    assert option(reading.standing()) == "late"
    accepted(home.folder / "early", firms={"1234567-1": "early"}, day=early)
    assert option(reading.standing()) == "late", "an older interview that came later"
    same_day = accepted(home.folder / "same", firms={"1234567-1": "same day"}, day=late)
    assert option(reading.standing()) == "same day"
    batches.withdraw(same_day.id, by="local", reason="x")
    assert option(reading.standing()) == "late"
    accepted(home.folder / "spring", firms={"1234567-1": "spring"}, wave="2026-04")
    assert len(reading.answers(reading.standing())) == 2, "one a wave"
    assert option(reading.of_wave(reading.Wave("2026-04", False))) == "spring"
    assert reading.of_wave(reading.Wave("2026-04", False), family="another") == []


def test_forms_of_two_families_do_not_take_each_others_answers(home: Home) -> None:
    own = {"1234567-1": "grows"}
    batches.accept(upload(home.folder / "one", own), by="local")
    other = upload(home.folder / "two", own, questionnaire="company_interview")
    batches.accept(other, by="local")
    every = reading.standing()
    assert len({one.family for one in every}) == 2
    assert len(reading.responses(every)) == 2, "of the same firm and wave"


def test_without_a_day_the_day_of_acceptance_counts(home: Home) -> None:
    accepted(home.folder / "a", firms={"1234567-1": "old"}, day=dt.date(2020, 1, 1))
    accepted(home.folder / "b", firms={"1234567-1": "undated"}, day=None)
    assert list(reading.answers(reading.standing())["option"]) == ["undated"]


def test_rounds_are_listed_the_newest_first(home: Home) -> None:
    for number, (wave, invented) in enumerate(
        [("2026-04", False), ("2026-10", True), ("2025-10", False), ("2026-10", False)]
    ):
        accepted(home.folder / str(number), wave=wave, is_demonstration=invented)
    assert reading.waves() == [
        reading.Wave("2026-10", False),
        reading.Wave("2026-10", True),
        reading.Wave("2026-04", False),
        reading.Wave("2025-10", False),
    ]


def _in_another_process(home: Home, folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.records.tiny_batch", str(folder)],
        cwd=REPOSITORY,
        env=home.environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout.split()[-1] if done.stdout else done.stderr[-500:]


@pytest.mark.slow
def test_two_people_accept_the_same_and_different_files_at_once(home: Home) -> None:
    same = [upload(home.folder / f"same {n}", name=f"{n}.xlsx") for n in range(3)]
    others = [upload(home.folder / f"other {n}", {f"{n}": "grows"}) for n in range(3)]
    with ThreadPoolExecutor(6) as people:
        found = list(people.map(lambda one: _in_another_process(home, one), same + others))
    assert [status for status, _told in found] == [0] * 6, found
    assert len({told for _status, told in found[:3]}) == 1, "one row for the same content"
    assert len({told for _status, told in found}) == 4 and records.latest_seq() == 4
    assert records.verify() == [] and len(reading.responses(reading.standing())) == 5


@pytest.mark.parametrize("name", ["choices", "corrections", "upload"])
def test_what_is_decided_after_the_check_asks_for_another(tmp_path: Path, name: str) -> None:
    folder = upload(tmp_path / "one")
    file = folder / f"{name}.json"
    before = json.loads(file.read_text("utf-8")) if file.exists() else {}
    file.write_text(json.dumps({**before, "labels": {"turnover_outlook": {"x": "same"}}}), "utf-8")
    with pytest.raises(UploadRefused, match="not been checked as it is now"):
        batches.accept(folder, by="local")
    assert batches.standing() == {}
