"""A person and a firm: found in every place, handed over, and really gone afterwards."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from seutukuva import records, settings
from seutukuva.errors import AccessRefused, InvalidRecord, RecordRefused, RecordsError
from seutukuva.privacy import deleting, finding
from seutukuva.privacy.model import ROWS, STAYS, WHOLE, WORDS
from seutukuva.records import batch_files, batches, contacts, drafts
from tests.records.tiny_batch import accepted, upload

NAME = "Hilla Huurteinen-Katajisto"
FIRM, OTHER = "1234567-1", "7654321-2"
NEED = {
    "subject": "Rahoitus",
    "firm": "Firm 1234567-1",
    "municipality": "FI-KU729",
    "raised": "2026-10-07",
    "service_group": "finance",
    "organisation": "SSYP",
    "due": "2026-10-14",
    "state": "open",
}
EVENT = {"title": "Saha suljettiin", "kind": "event", "date_from": "2026-03-14"}
WHY = "The person asked for it."
PERSON = {"response": 0, "name": NAME, "role": "CEO", "email": "hilla@example.fi", "phone": ""}


def _delete(asked: str, **more: Any) -> list[deleting.Outcome]:
    said = {"why": WHY, "by": "local", "source": "test", **more}
    return deleting.delete(asked, finding.find(asked), **said)


def _by_way(asked: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in finding.find(asked):
        found.setdefault(one.way, []).append(one.id.partition(":")[0])
    return found


def _bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_person_is_found_everywhere_and_gone_afterwards(folder: Path) -> None:
    batch = accepted(folder / "in", contacts=[PERSON])
    shutil.rmtree(folder / "in")
    event = records.append("event", {**EVENT, "text": f"{NAME} kertoi."}, by="local")
    drafts.keep("event", "draft", None, {"title": f"{NAME} lähtee"})
    waiting = settings.inbox_folder() / ("0" * 32)
    waiting.mkdir(parents=True)
    (waiting / "upload.json").write_text(json.dumps({"name": f"{NAME}.xlsx"}), encoding="utf-8")
    found = finding.find(NAME)
    assert [one.id.partition(":")[0] for one in found] == ["contact", "log", "draft", "inbox"]
    (look,) = records.newest_of("contact_view")
    assert look.body["batch"] == batch.id and look.body["responses"] == [0]
    assert _by_way(NAME) == {WHOLE: ["contact", "draft", "inbox"], WORDS: ["log"]}
    (hit,) = next(one for one in found if one.kind == "event").hits
    assert (hit.row, hit.field, hit.text) == (event.seq, "Text", f"{NAME} kertoi.")
    outcomes = _delete(NAME)
    assert [(one.deleted, one.problem) for one in outcomes] == [(1, "")] * 4
    assert finding.find(NAME) == []
    assert NAME.encode() not in _bytes_of(folder)
    assert records.newest_of("event")[0].body["text"] == "[…] kertoi."
    assert contacts.holders([batch.id]) == set() and drafts.listed("event") == []
    assert records.verify() == []


def test_a_firm_goes_out_of_its_batch_with_its_needs_and_nobody_elses(folder: Path) -> None:
    people = [PERSON, PERSON | {"response": 1, "name": "Aino Aava"}]
    old = accepted(folder / "in", contacts=people)
    shutil.rmtree(folder / "in")
    need = records.append("need", NEED, by="local")
    records.append("need", NEED | {"firm": f"Firm {OTHER}"}, by="local")
    assert _by_way(FIRM) == {ROWS: ["batch"], WHOLE: ["log"]}
    assert all(one.deleted and not one.problem for one in _delete(FIRM))
    (stands,) = batches.standing().values()
    assert stands.id != old.id and stands.body["responses"] == 1
    rows = parquet.read_table(batch_files.file_of(stands.body["batch"], "responses")).to_pylist()
    # The numbers of responses stay: needs and contact persons lead to them.
    assert [(row["response"], row["y_tunnus"]) for row in rows] == [(1, OTHER)]
    for part, left in (("answers", 1), ("raw", 1), ("words", 1)):
        table = parquet.read_table(batch_files.file_of(stands.body["batch"], part))
        assert table.num_rows == left, part
    assert not batch_files.file_of(old.body["batch"], "raw").exists()
    assert [one.name for one in contacts.of([(stands.id, 1)], by="local", why="A call.")] == [
        "Aino Aava"
    ]
    assert records.history(need.id)[0].body_text is None
    assert [one.body["firm"] for one in records.newest_of("need") if not one.is_withdrawn] == [
        f"Firm {OTHER}"
    ]
    assert FIRM.encode() not in _bytes_of(folder) and finding.find(FIRM) == []
    assert records.verify() == []
    assert json.loads(json.dumps(stands.body["files"])) == {
        part: batch_files.digest_of(batch_files.file_of(stands.body["batch"], part))
        for part in batch_files.PARTS
    }


def test_the_only_firm_of_a_batch_leaves_no_batch(folder: Path) -> None:
    old = accepted(folder / "in", firms={FIRM: "grows"})
    shutil.rmtree(folder / "in")
    (outcome,) = _delete(FIRM)
    assert outcome.deleted and batches.standing() == {}
    assert list(settings.batches_folder().glob("*.parquet")) == []
    assert records.history(old.id)[-1].is_withdrawn and records.verify() == []


def test_a_name_in_a_withdrawn_batch_goes_too(folder: Path) -> None:
    old = accepted(folder / "in", name=f"{NAME}.xlsx")
    shutil.rmtree(folder / "in")
    batches.withdraw(old.id, by="local", reason="Wrong round.")
    assert _by_way(FIRM) == {ROWS: ["batch"]}
    assert _delete(FIRM)[0].deleted and batches.standing() == {}
    assert list(settings.batches_folder().glob("*.parquet")) == []
    assert _delete(NAME)[0].deleted and NAME.encode() not in _bytes_of(folder)
    assert records.verify() == []


def test_what_is_stopped_in_between_is_completed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from seutukuva.privacy import batch_rows

    old = accepted(folder / "in")
    shutil.rmtree(folder / "in")
    remove = batch_files.remove
    monkeypatch.setattr(batch_files, "remove", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        _delete(FIRM)
    monkeypatch.setattr(batch_files, "remove", remove)
    assert [one.seq for one in records.verify()] == [records.history(old.id)[-1].seq]
    assert batch_rows.complete() == len(batch_files.PARTS)
    assert records.verify() == [] and FIRM.encode() not in _bytes_of(folder)


def test_every_version_is_searched_and_only_those_that_hold_it_are_emptied(folder: Path) -> None:
    first = records.append("event", EVENT, id="one", by="local")
    named = EVENT | {"text": NAME}
    second = records.append("event", named, id="one", by="local", expect=first.seq)
    third = records.append("event", EVENT | {"text": "x"}, id="one", by="local", expect=second.seq)
    (found,) = finding.find("Huurteinen")
    assert [hit.row for hit in found.hits] == [second.seq]
    assert _delete("Huurteinen")[0].deleted == 1
    texts = [one.body_text is None for one in records.history("one")]
    assert texts == [False, True, False]
    assert records.history("one")[-1] == third


def test_a_withdrawal_that_names_somebody_loses_the_name(folder: Path) -> None:
    entry = records.append("event", EVENT, id="one", by="local")
    records.withdraw("one", "local", f"{NAME} asked", entry.seq)
    assert _delete(NAME)[0].deleted == 1
    newest = records.history("one")[-1]
    assert newest.is_withdrawn and newest.reason == "[…] asked" and records.verify() == []


def test_an_address_in_an_address_field_is_left_out(folder: Path) -> None:
    records.append("event", EVENT | {"url": "https://example.fi/katajisto"}, by="local")
    records.append("event", EVENT | {"url": "https://example.fi/other"}, by="local")
    assert [one.deleted for one in _delete("katajisto")] == [1]
    left = {one.body.get("url", "") for one in records.newest_of("event")}
    assert left == {"https://example.fi/other", ""}


def test_what_was_changed_since_it_was_found_is_not_deleted(folder: Path) -> None:
    entry = records.append("event", EVENT | {"text": NAME}, id="one", by="local")
    found = finding.find(NAME)
    records.append("event", EVENT, id="one", by="local", expect=entry.seq)
    (outcome,) = deleting.delete(NAME, found, why=WHY, by="local")
    assert outcome.deleted == 0 and "changed meanwhile" in outcome.problem
    assert records.history("one")[0].body_text is not None


@pytest.mark.parametrize("why", ["", f"{NAME} asked", "hilla@example.fi asked"])
def test_the_reason_stays_and_so_names_nobody(folder: Path, why: str) -> None:
    records.append("event", EVENT | {"text": NAME}, by="local")
    with pytest.raises(InvalidRecord):
        _delete(NAME, why=why)
    assert len(finding.find(NAME)) == 1


def test_a_locked_round_does_not_stand_against_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from seutukuva.records import locking

    note = {"meeting": "m", "round": "2026-10", "item": "1", "text": f"{NAME} oli paikalla."}
    kept = records.append("meeting_note", note, by="local")
    monkeypatch.setattr(locking, "_locked", lambda _editions: {"2026-10": ("2026-10", "approved")})
    with pytest.raises(RecordRefused):
        records.append(
            "meeting_note", note | {"text": "x"}, id=kept.id, by="local", expect=kept.seq
        )
    assert _delete(NAME)[0].deleted == 1
    assert records.history(kept.id)[-1].body["text"] == "[…] oli paikalla."


def test_nobody_looks_or_deletes_from_elsewhere(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.append("event", EVENT | {"text": NAME}, by="local")
    found = finding.find(NAME)
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    with pytest.raises((AccessRefused, RecordRefused)):
        finding.find(NAME)
    with pytest.raises((AccessRefused, RecordRefused)):
        deleting.delete(NAME, found, why=WHY, by="local")
    assert records.since(0)[0].body_text is not None


def test_who_signs_in_is_found_and_forgotten(folder: Path) -> None:
    from seutukuva.people import persons

    known = persons.add("hilla@example.fi")
    found = finding.find("hilla@example.fi")
    assert [one.id for one in found] == [f"person:{known.id}"]
    assert [one.deleted for one in _delete("hilla@example.fi")] == [1]
    assert persons.known(known.id) is None and b"hilla@example.fi" not in _bytes_of(folder)


def test_entries_by_a_pseudonym_are_told_and_stay(folder: Path) -> None:
    from seutukuva.people import persons

    known = persons.add("hilla@example.fi")
    entry = records.append("event", EVENT, by=known.id)
    found = {one.way: one for one in finding.find("hilla@example.fi")}
    assert [hit.row for hit in found[STAYS].hits] == [entry.seq]
    assert [hit.field for hit in found[STAYS].hits] == ["Event or annotation"], "in words"
    assert [one.finding.way for one in _delete("hilla@example.fi")] == [WHOLE]
    assert records.history(entry.id)[0].recorded_by == known.id


def test_nothing_to_look_for_is_said(folder: Path) -> None:
    with pytest.raises(RecordsError, match="nothing is looked for"):
        finding.find("")
    assert finding.find(NAME) == []


def test_an_upload_that_nobody_accepted_is_searched(folder: Path) -> None:
    waiting = upload(settings.inbox_folder() / ("a" * 32))
    assert _by_way(FIRM) == {WHOLE: ["inbox"]}
    os.utime(waiting, (time.time(), time.time()))
    _delete(FIRM)
    assert not waiting.exists()
