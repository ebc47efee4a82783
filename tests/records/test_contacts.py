"""Contact persons: off by default, each look on the record, and really deleted."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import serve
from seutukuva import instances, records, settings, store, texts
from seutukuva.errors import InvalidRecord, RecordsError
from seutukuva.records import batches, contacts, log, place
from tests.records.conftest import Home
from tests.records.tiny_batch import upload

# Whole ways from file to page: the quick check has their parts.
pytestmark = pytest.mark.slow

LATER = dt.date(2100, 1, 1)
PERSONS: list[dict[str, Any]] = [
    {
        "response": 0,
        "name": "Maija Mallikas",
        "role": "toimitusjohtaja",
        "email": "maija@yritys.fi",
    },
    {"response": 1, "name": "Kalle Kokeilija", "phone": "+358 40 123 4567"},
]
SECRETS = [b"Maija Mallikas", b"maija@yritys.fi", b"Kalle Kokeilija", b"123 4567"]


@pytest.fixture(autouse=True)
def kept(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def _accepted(home: Home, **more: Any) -> str:
    folder = upload(home.folder / "in", contacts=PERSONS, **more)
    entry = batches.accept(folder, by="local")
    assert not (folder / "contacts.json").exists()
    return entry.id


def _names(id: str) -> list[str]:
    found = contacts.of([(id, 0), (id, 1)], by="local", why="a meeting is arranged")
    return [one.name for one in found]


def _bytes(home: Home) -> bytes:
    """Everything that the database has on the disk."""
    if not home.url:
        files = sorted(place.file().parent.glob(f"{place.FILE}*"))
        return b"".join(file.read_bytes() for file in files)
    with log.current()._engine.connect() as connection:
        asked = connection.exec_driver_sql(
            "select current_setting('data_directory'), pg_relation_filepath('contact')"
        )
        folder, file = asked.one()
        connection.exec_driver_sql("checkpoint")
    return (Path(folder) / file).read_bytes()


def test_they_are_kept_with_their_batch(home: Home) -> None:
    id = _accepted(home)
    first, second = contacts.of([(id, 1), (id, 0)], by="local", why="x")
    assert (first.name, first.phone, first.email) == ("Kalle Kokeilija", "+358 40 123 4567", "")
    assert (second.name, second.role) == ("Maija Mallikas", "toimitusjohtaja")
    assert second.purge_on > dt.date.today() + dt.timedelta(days=330)
    assert contacts.holders([id]) == {(id, 0), (id, 1)}
    assert contacts.of([(id, 7), ("another", 0)], by="local", why="x") == []


def test_off_by_default_they_are_dropped(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SEUTUKUVA_CONTACTS")
    id = _accepted(home)
    for way in (lambda: _names(id), lambda: contacts.holders([id])):
        with pytest.raises(RecordsError, match="SEUTUKUVA_CONTACTS=1"):
            way()
    assert contacts.purge() == contacts.forget(id) == 0
    assert not log.current().has(contacts_table())
    if not home.url:
        assert not any(secret in _bytes(home) for secret in SECRETS)


def contacts_table() -> Any:
    from seutukuva.records.schema import contact_table

    return contact_table


def test_without_consent_none_is_kept(home: Home) -> None:
    id = _accepted(home, consent="unknown")
    assert _names(id) == [] and contacts.holders([id]) == set()


def test_an_upload_without_a_list_needs_none(home: Home) -> None:
    entry = batches.accept(upload(home.folder / "in"), by="local")
    assert _names(entry.id) == []


def test_each_look_is_entered_and_names_nobody(home: Home) -> None:
    id = _accepted(home)
    before = records.latest_seq()
    contacts.of([(id, 1), (id, 0)], by="adviser", why="a meeting is arranged")
    (view,) = records.since(before)
    assert (view.kind, view.recorded_by) == ("contact_view", "adviser")
    assert view.body == {"batch": id, "responses": [0, 1], "why": "a meeting is arranged"}
    with pytest.raises(InvalidRecord):
        contacts.of([(id, 1)], by="local", why=" ")
    text = "".join(entry.body_text or "" for entry in records.since(0))
    assert not any(secret.decode() in text for secret in SECRETS)


def test_a_look_that_cannot_be_entered_shows_nothing(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = _accepted(home)
    monkeypatch.setattr(records, "append", lambda *given, **named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        _names(id)


def test_one_is_really_deleted(home: Home) -> None:
    id = _accepted(home)
    maija = contacts.of([(id, 0)], by="local", why="x")[0]
    assert b"Maija Mallikas" in _bytes(home)
    assert contacts.delete(maija.id) and not contacts.delete(maija.id)
    assert _names(id) == ["Kalle Kokeilija"]
    stored = _bytes(home)
    assert b"Maija" not in stored and b"maija@" not in stored and b"Kalle Kokeilija" in stored


def test_a_withdrawn_batch_takes_them_along_and_does_not_bring_them_back(home: Home) -> None:
    id = _accepted(home)
    batches.withdraw(id, by="local", reason="wrong round")
    assert not any(secret in _bytes(home) for secret in SECRETS)
    batches.bring_back(id, by="local")
    assert _names(id) == []
    assert records.verify() == []


def test_their_day_comes(home: Home) -> None:
    id = _accepted(home)
    day = contacts.of([(id, 0)], by="local", why="x")[0].purge_on
    assert contacts.purge(day - dt.timedelta(days=1)) == 0
    assert contacts.purge(day) == 2
    assert not any(secret in _bytes(home) for secret in SECRETS)
    assert _names(id) == []


def test_what_is_past_its_day_is_not_shown_and_goes_at_the_next_look(home: Home) -> None:
    id = _accepted(home)
    contacts.keep(id, PERSONS, dt.date.today())
    assert contacts.holders([id]) == set()
    assert _names(id) == []
    assert not any(secret in _bytes(home) for secret in SECRETS)


def test_those_of_a_batch_that_was_never_counted_go(home: Home) -> None:
    _accepted(home)
    contacts.keep("interviews-never", [{"response": 0, "name": "Nobody Ever"}], LATER)
    assert contacts.holders(["interviews-never"]) == set()
    assert contacts.purge() == 1
    assert b"Nobody Ever" not in _bytes(home)


def test_purging_goes_on_where_they_are_no_longer_kept_and_on_a_public_server(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    _accepted(home)
    monkeypatch.delenv("SEUTUKUVA_CONTACTS")
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    assert contacts.purge(LATER) == 2


def test_many_are_deleted_without_a_trace(home: Home) -> None:
    id = _accepted(home)
    crowd = [
        {"response": number, "name": f"Person Number{number:04d}", "email": "e" * 150}
        for number in range(400)
    ]
    contacts.keep(id, crowd, LATER)
    assert contacts.keep(id, crowd[:3], LATER) == 3, "in place of those before"
    assert _bytes(home).count(b"Person Number") == 3
    assert contacts.forget(id) == 3
    assert b"Person Number" not in _bytes(home)


def test_they_are_nowhere_else(home: Home) -> None:
    id = _accepted(home)
    assert _names(id)
    store.run("records/interview_batch", programme=settings.programme_id(), as_of=None)
    with instances.cursor(None, str(settings.build_folder())) as cursor:
        tables = cursor.execute("select table_name from duckdb_tables()").fetchall()
        assert "contact" not in str(tables)
        mirrored = str(cursor.execute("from memory.rec_log").fetchall())
    for file in settings.batches_folder().iterdir():
        assert not any(secret in file.read_bytes() for secret in SECRETS), file
    assert not any(secret.decode() in mirrored for secret in SECRETS)


def test_a_message_about_an_error_names_nobody(home: Home) -> None:
    id = _accepted(home)
    if home.url:
        refusal = "alter table contact add constraint short check (length(name) < 5) not valid"
    else:
        refusal = (
            "create trigger short before insert on contact begin select raise(abort, 'no'); end"
        )
    home.tamper(refusal, rules=True)
    with pytest.raises(RecordsError) as caught:
        contacts.keep(id, PERSONS, LATER)
    assert "Mallikas" not in "".join(traceback.format_exception(caught.value))


def test_a_damaged_list_stores_nothing(home: Home) -> None:
    folder = upload(home.folder / "in", contacts=PERSONS)
    (folder / "contacts.json").write_text(json.dumps([{"name": "without a response"}]))
    with pytest.raises(RecordsError, match="list of contact persons"):
        batches.accept(folder, by="local")
    assert records.latest_seq() == 0


def test_a_reader_who_is_in_the_way_is_told_of(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if home.url:
        pytest.skip("readers of PostgreSQL are waited for")
    id = _accepted(home)
    reader = sqlite3.connect(place.file())
    reader.execute("begin")
    reader.execute("select count(*) from rec_log").fetchone()
    monkeypatch.setattr(log, "PATIENCE", 0.1)
    home.opened_anew()
    assert contacts.forget(id) == 2
    assert "etl contacts purge" in caplog.text
    reader.close()
    assert contacts.purge() == 0
    assert not any(secret in _bytes(home) for secret in SECRETS)


def test_a_server_that_starts_deletes_those_whose_day_has_come(
    home: Home, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    id = _accepted(home)
    contacts.keep(id, PERSONS, dt.date.today())
    serve._forget()
    assert not any(secret in _bytes(home) for secret in SECRETS)
    monkeypatch.setenv("SEUTUKUVA_DATABASE", "postgresql://user@/x?host=/nowhere/at/all")
    serve._forget()
    assert "could not be deleted" in caplog.text, "and the start goes on"
