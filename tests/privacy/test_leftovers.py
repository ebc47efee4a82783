"""What a deletion could leave behind: beside what was found, under another spelling, in a race."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from seutukuva import records, settings
from seutukuva.audit import model
from seutukuva.audit.model import Row
from seutukuva.privacy import batch_rows, deleting, finding, retention
from seutukuva.records import batches, contacts, copying, emptying, log
from tests.records.tiny_batch import accepted

NAME = "Hilla Huurteinen-Katajisto"
FIRM = "1234567-1"
PERSON = {"response": 0, "name": NAME, "role": "CEO", "email": "hilla@example.fi", "phone": ""}
EVENT = {"title": "Saha suljettiin", "kind": "event", "date_from": "2026-03-14"}
WHY = "The person asked for it."


def _delete(asked: str) -> list[deleting.Outcome]:
    return deleting.delete(asked, finding.find(asked), why=WHY, by="local", source="test")


def _kept() -> list[str]:
    return [one.name for one in contacts.matching(lambda _text: True)]


def _left(folder: Path, text: str) -> list[Path]:
    files = [one for one in folder.rglob("*") if one.is_file()]
    return [one for one in files if text.encode() in one.read_bytes()]


def test_the_contact_persons_of_the_last_firm_go_with_it(folder: Path) -> None:
    accepted(folder / "in", firms={FIRM: "grows"}, contacts=[PERSON])
    shutil.rmtree(folder / "in")
    assert _delete(FIRM)[0].deleted and batches.standing() == {}
    assert _kept() == [] and _left(folder, NAME) == []


def test_contact_persons_go_when_a_purge_is_stopped_and_completed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = accepted(folder / "in", contacts=[PERSON])
    shutil.rmtree(folder / "in")
    forget = contacts.forget
    monkeypatch.setattr(contacts, "forget", lambda _id: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        batch_rows.purge(old.id, why=WHY, by="local", source="test")
    monkeypatch.setattr(contacts, "forget", forget)
    batch_rows.complete()
    assert _kept() == [] and _left(folder, NAME) == []
    assert emptying.remembered()["batches"] == {str(old.body["batch"]): emptying.ALL}


def test_the_cells_of_an_upload_are_searched(folder: Path) -> None:
    waiting = settings.inbox_folder() / ("b" * 32)
    waiting.mkdir(parents=True)
    table = pa.table({"c0": pa.array(["x", NAME]).dictionary_encode()})
    with (
        pa.OSFile(str(waiting / "sheet-0.arrow"), "wb") as out,
        pa.ipc.new_file(out, table.schema) as writer,
    ):
        writer.write_table(table)
    (found,) = finding.find(NAME)
    assert [(hit.row, hit.text) for hit in found.hits] == [(1, NAME)]
    assert _delete(NAME)[0].deleted and not waiting.exists()


def test_a_restored_copy_keeps_no_bytes_of_who_was_deleted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    accepted(folder / "in", contacts=[PERSON])
    copy = tmp_path / "copy.sqlite"
    copying.copy_to(copy)
    contacts.delete_found(contacts.matching(lambda _text: True)[0].id)
    connect = sqlite3.dbapi2.connect

    def careless(*args: Any, **how: Any) -> sqlite3.Connection:
        connection = connect(*args, **how)
        connection.execute("pragma secure_delete = off")
        return connection

    # Not every SQLite overwrites by itself what it deletes.
    monkeypatch.setattr(sqlite3.dbapi2, "connect", careless)
    assert copying.leave_deleted(copy, log.place.file()) == 1
    copying.settle(copy)
    assert NAME.encode() not in copy.read_bytes()


def test_deletions_at_once_are_all_remembered(folder: Path) -> None:
    settings.records_folder().mkdir(parents=True)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: emptying.remember(rows={str(n): "hash"}), range(60)))
    assert len(emptying.remembered()["rows"]) == 60
    assert not list(settings.records_folder().glob("*.tmp"))


def test_a_name_behind_a_line_is_found(folder: Path) -> None:
    records.append("event", EVENT | {"text": "muistio_Huurteinen_2.docx"}, by="local")
    assert len(finding.find("Huurteinen")) == 1


def test_what_the_audit_says_of_somebody_is_told_in_words(folder: Path) -> None:
    row = Row(1, "suupohja", "2026-11-24", model.READ, "needs", model.DONE, None, "", "")
    assert finding._done(row) == "Looked at: Firms' service needs"
    assert finding._done(replace(row, action=model.SIGNED_IN, subject="")) == "Has signed in"


def test_a_deletion_is_no_change_that_lengthens_how_long_it_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = {"meeting": "m", "round": "2026-10", "item": "1", "text": f"{NAME} oli paikalla."}
    kept = records.append("meeting_note", note, by="local")
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=1000)
    clock = SimpleNamespace(UTC=dt.UTC, datetime=SimpleNamespace(now=lambda _zone: later))
    with monkeypatch.context() as then:
        then.setattr(emptying, "dt", clock)
        assert deleting.delete(NAME, finding.find(NAME), why=WHY, by="local")[0].deleted == 1
    newest = records.history(kept.id)[-1]
    assert newest.body["text"] == "[…] oli paikalla." and newest.recorded_at[:4] > "2027"
    day = dt.date.today() + dt.timedelta(days=31 * 60 + 2)
    due = {one.holding: one.n for one in retention.purge_due(day, dry_run=True)}
    assert due["notes"] == 1
