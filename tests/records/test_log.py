"""The log: nothing is lost, nothing is changed unseen; the same in SQLite and PostgreSQL."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from seutukuva import definitions, records, settings, texts
from seutukuva.errors import InvalidRecord, RecordConflict, RecordRefused, RecordsError
from seutukuva.records import place
from seutukuva.texts import _
from tests.conftest import REPOSITORY
from tests.records.conftest import SAWMILL, Home, titled

pytestmark = pytest.mark.slow


def _start(home: Home, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.records.writer", name, str(count)],
        cwd=REPOSITORY,
        env=home.environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_without_a_log_there_is_nothing_and_nothing_is_made(home: Home) -> None:
    assert records.head() == records.EMPTY
    assert (records.since(0), records.history("x"), records.verify()) == ([], [], [])
    assert not place.file().exists()


def test_a_record_is_kept_as_it_was_entered(home: Home) -> None:
    body = {**SAWMILL, "title": "  Ääkkösiä 🌲 'lainaus' \"%s\" ;--", "date_from": "14.3.2026"}
    entry = records.append("event", body, by="local", source="situation/events")
    (stored,) = records.history(entry.id)
    assert stored == entry
    assert stored.body == {**SAWMILL, "title": "Ääkkösiä 🌲 'lainaus' \"%s\" ;--"}
    assert (stored.seq, stored.kind, stored.programme) == (1, "event", settings.programme_id())
    assert (stored.recorded_by, stored.source) == ("local", "situation/events")
    assert stored.recorded_at.endswith("+00:00") and len(stored.recorded_at) == 32
    assert records.head() == records.Head(1, entry.chain_hash)
    assert records.verify() == []


def test_a_change_is_a_new_row(home: Home) -> None:
    first = records.append("event", SAWMILL, by="local")
    second = records.append(
        "event", titled("Saha supisti"), id=first.id, by="local", expect=first.seq
    )
    assert [one.body["title"] for one in records.history(first.id)] == [
        "Saha suljettiin",
        "Saha supisti",
    ]
    assert records.since(1) == [second]
    assert records.latest_seq() == 2


def test_two_who_change_the_same_thing_are_told(home: Home) -> None:
    first = records.append("event", SAWMILL, by="one")
    theirs = records.append("event", titled("Theirs"), id=first.id, by="one", expect=first.seq)
    with pytest.raises(RecordConflict) as caught:
        records.append("event", titled("Mine"), id=first.id, by="two", expect=first.seq)
    assert caught.value.mine["title"] == "Mine"
    assert caught.value.theirs == theirs
    with pytest.raises(RecordConflict):
        records.append("event", titled("Mine"), id=first.id, by="two")
    with pytest.raises(RecordConflict):
        records.withdraw(first.id, "two", "a mistake", first.seq)
    assert records.latest_seq() == 2
    mine = records.append("event", titled("Mine"), id=first.id, by="two", expect=theirs.seq)
    assert [one.body["title"] for one in records.history(first.id)][1:] == ["Theirs", "Mine"]
    assert mine.seq == 3


def test_the_same_twice_is_stored_once(home: Home) -> None:
    first = records.append("event", SAWMILL, id="a", by="local")
    assert records.append("event", dict(reversed(SAWMILL.items())), id="a", by="local") == first
    assert records.latest_seq() == 1


def test_a_withdrawn_record_keeps_its_history_and_can_return(home: Home) -> None:
    first = records.append("event", SAWMILL, by="local")
    gone = records.withdraw(first.id, "local", " entered twice ", first.seq)
    assert gone.is_withdrawn and gone.reason == "entered twice"
    back = records.append("event", SAWMILL, id=first.id, by="local", expect=gone.seq)
    assert [one.is_withdrawn for one in records.history(first.id)] == [False, True, False]
    assert not back.is_withdrawn and records.verify() == []


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_withdrawal_says_why(home: Home, reason: str) -> None:
    first = records.append("event", SAWMILL, by="local")
    with pytest.raises(InvalidRecord):
        records.withdraw(first.id, "local", reason, first.seq)
    assert records.latest_seq() == 1


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\ud800", "\u202e", "\u2066"])
def test_a_withdrawal_says_why_in_plain_text(home: Home, sign: str) -> None:
    first = records.append("event", SAWMILL, by="local")
    with pytest.raises(InvalidRecord) as caught:
        records.withdraw(first.id, "local", f"entered{sign}twice", first.seq)
    ((field, said),) = caught.value.problems
    assert field == "reason" and said.startswith(_("Why it is withdrawn"))
    assert records.latest_seq() == 1


def test_a_record_keeps_its_kind(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    first = records.append("event", SAWMILL, by="local")
    found = definitions.load()
    memo = replace(found.kinds["event"], id="memo")
    both = replace(found, kinds={**found.kinds, "memo": memo})
    monkeypatch.setattr(definitions, "load", lambda: both)
    with pytest.raises(RecordsError, match="of the kind event, not memo"):
        records.append("memo", titled("A memo"), id=first.id, by="local", expect=first.seq)
    assert records.history(first.id) == [first]


def test_a_record_is_changed_in_its_own_programme_only(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = records.append("event", SAWMILL, by="local")
    found = definitions.load()
    monkeypatch.setattr(definitions, "load", lambda: found)
    monkeypatch.setattr(settings, "programme_id", lambda: "elsewhere")
    with pytest.raises(RecordsError, match="belongs to the programme"):
        records.append("event", titled("Taken over"), id=first.id, by="local", expect=first.seq)
    with pytest.raises(RecordsError, match="belongs to the programme"):
        records.append("event", SAWMILL, id=first.id, by="local", expect=first.seq)
    with pytest.raises(RecordsError, match="belongs to the programme"):
        records.withdraw(first.id, "local", "not ours", first.seq)
    assert records.since(0) == [first]


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("rumour", {}, "event"),
        ("event", {"id": ""}, "id"),
        ("event", {"id": "x" * 65}, "id"),
        ("event", {"by": ""}, "author"),
        ("event", {"by": "a\x00b"}, "author"),
        ("event", {"source": "\n"}, "source"),
        ("event", {"id": "new", "expect": 7}, "no such version"),
    ],
)
def test_a_row_without_its_particulars_is_refused(
    home: Home, kind: str, more: dict[str, object], said: str
) -> None:
    with pytest.raises(RecordsError, match=said):
        records.append(kind, SAWMILL, **{"by": "local", **more})  # type: ignore[arg-type]
    assert records.latest_seq() == 0


def test_nothing_is_stored_where_others_reach_the_pages(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = records.append("event", SAWMILL, by="local")
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    with pytest.raises(RecordRefused, match="SEUTUKUVA_PUBLIC"):
        records.append("event", SAWMILL, by="local")
    with pytest.raises(RecordRefused):
        records.withdraw(first.id, "local", "why", first.seq)
    monkeypatch.delenv("SEUTUKUVA_PUBLIC")
    settings.announce_public(True)
    with pytest.raises(RecordRefused):
        records.append("event", SAWMILL, by="local")
    assert records.latest_seq() == 1 and records.history(first.id) == [first]


def _without_its_file(home: Home) -> None:
    """A log of three rows whose file is gone while this process runs."""
    if home.url:
        pytest.skip("the file is SQLite's")
    for number in range(3):
        records.append("event", titled(f"Event {number}"), by="local")
    assert records.latest_seq() == 3
    for file in place.file().parent.glob("log.sqlite*"):
        file.unlink()


def test_nothing_is_stored_in_a_file_that_was_removed(home: Home) -> None:
    texts.use("en")
    _without_its_file(home)
    with pytest.raises(RecordsError, match=f"has been removed.*{home.witness.name}"):
        records.append("event", SAWMILL, by="local")
    assert [problem.seq for problem in records.verify()] == [1]
    home.witness.unlink()
    assert records.append("event", SAWMILL, by="local").seq == 1
    assert records.verify() == []


@pytest.mark.parametrize("is_emptied", [False, True])
def test_a_log_that_was_removed_is_not_one_in_which_nothing_stands(
    home: Home, is_emptied: bool
) -> None:
    texts.use("en")
    _without_its_file(home)
    if is_emptied:
        place.file().write_bytes(b"")
    asked = (
        records.head,
        lambda: records.since(0),
        lambda: records.history("a"),
        lambda: records.newest_of("event"),
    )
    for ask in asked:
        with pytest.raises(RecordsError, match=f"has been removed.*{home.witness.name}"):
            ask()
    home.witness.unlink()
    assert records.head() == records.EMPTY and records.since(0) == records.history("a") == []


def test_rows_go_to_the_file_that_stands_in_the_place_of_another(home: Home) -> None:
    if home.url:
        pytest.skip("the file is SQLite's")
    records.append("event", titled("Event 0"), by="local")
    copy = place.file().with_name("copy.sqlite")
    shutil.copy(place.file(), copy)
    records.append("event", titled("Event 1"), by="local")
    copy.replace(place.file())
    entry = records.append("event", titled("Event 2"), by="local")
    assert entry.seq == 2
    with sqlite3.connect(place.file()) as connection:
        assert connection.execute("select max(seq) from rec_log").fetchone() == (2,)
    connection.close()


@pytest.mark.parametrize("name", ["what? really", "a%41b", "x?mode=memory&y=#1", "åäö 🌲"])
def test_a_folder_may_have_any_name(home: Home, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    if home.url:
        pytest.skip("the file is SQLite's")
    folder = home.folder / name
    monkeypatch.setenv("SEUTUKUVA_DATA", str(folder))
    entry = records.append("event", SAWMILL, by="local")
    assert place.file().is_relative_to(folder) and place.file().stat().st_size
    assert records.history(entry.id) == [entry] and records.verify() == []
    assert [one.name for one in home.folder.iterdir()] == [name]


def test_threads_that_write_at_once_lose_nothing(home: Home) -> None:
    def write(number: int) -> int:
        return records.append("event", titled(f"Event {number}"), by="local").seq

    with ThreadPoolExecutor(8) as writers:
        rows = list(writers.map(write, range(40)))
    assert sorted(rows) == list(range(1, 41))
    assert records.verify() == []


@pytest.mark.slow
def test_three_processes_that_write_at_once_lose_nothing(home: Home) -> None:
    names, count = ("one", "two", "three"), 40
    writers = [_start(home, name, count) for name in names]
    told = [int(row) for writer in writers for row in writer.communicate(timeout=60)[0].split()]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert sorted(told) == list(range(1, len(names) * count + 1))
    rows = records.since(0)
    assert [row.seq for row in rows] == sorted(told)
    for name in names:
        own = [row.body["title"] for row in rows if row.recorded_by == name]
        assert own == [f"{name} {number}" for number in range(count)]
    assert records.verify() == []
    assert place.testimony(home.witness) == records.head()


@pytest.mark.slow
def test_a_killed_writer_leaves_the_log_whole(home: Home) -> None:
    for attempt, after in enumerate((0.0, 0.02, 0.11)):
        writer = _start(home, f"writer{attempt}", 100_000)
        assert writer.stdout
        first = writer.stdout.readline()
        time.sleep(after)
        writer.kill()
        told = [int(row) for row in [first, *writer.stdout.read().split("\n")[:-1]]]
        writer.wait()
        assert records.verify() == []
        assert told[-1] <= records.latest_seq() <= told[-1] + 1
    entry = records.append("event", SAWMILL, by="local")
    assert [row.seq for row in records.since(0)] == list(range(1, entry.seq + 1))
    assert records.verify() == []


def test_a_failed_write_leaves_nothing_behind(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    from seutukuva.records.log import Log

    records.append("event", SAWMILL, by="local")
    add = Log.add

    def broken(self: Log, *args: object) -> None:
        add(self, *args)  # type: ignore[arg-type]
        raise DatabaseError("insert", {}, Exception("disk full"))

    monkeypatch.setattr(Log, "add", broken)
    with pytest.raises(RecordsError, match="disk full"):
        records.append("event", SAWMILL, by="local")
    monkeypatch.undo()
    monkeypatch.setenv("SEUTUKUVA_DATA", str(home.folder))
    monkeypatch.setenv("SEUTUKUVA_DATABASE", home.url)
    assert records.latest_seq() == 1 and records.verify() == []
    assert records.append("event", SAWMILL, by="local").seq == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_the_log_is_its_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    before = os.umask(0)
    try:
        records.append("event", SAWMILL, by="local")
        held = sqlite3.connect(place.file())
        held.execute("select * from rec_log").fetchall()
        kept = [place.file().parent, *place.file().parent.iterdir()]
        assert len(kept) >= 3 and not [one for one in kept if one.stat().st_mode & 0o077]
        held.close()
        for one in (place.file(), place.witness_file()):
            one.chmod(0o644)
        place.file().parent.chmod(0o755)
        place.keep_private()
    finally:
        os.umask(before)
    kept = [place.file().parent, *place.file().parent.iterdir()]
    assert not [one for one in kept if one.stat().st_mode & 0o077]
