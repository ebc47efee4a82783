"""What was kept long enough goes by itself; a backup does not bring back what was deleted."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from seutukuva import access, clocks, definitions, inbox, records, settings
from seutukuva.people.model import NOBODY
from seutukuva.privacy import again, deleting, finding, retention
from seutukuva.records import batch_files, batches, contacts, drafts, emptying, place, purging
from tests.privacy.test_requests import EVENT, FIRM, NAME, NEED, PERSON
from tests.records.tiny_batch import accepted

TODAY = dt.date.today()


def _in(months: int) -> dt.date:
    """A day so many months from now, and one more."""
    return TODAY + dt.timedelta(days=31 * months + 2)


def _due(day: dt.date, **more: Any) -> dict[str, int]:
    found = retention.purge_due(day, **more)
    assert not any(one.problem for one in found)
    return {one.holding: one.n for one in found if one.n}


@pytest.mark.parametrize(
    ("today", "months", "before"),
    [
        ("2026-11-23", 12, "2025-11-23"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2028-02-29", 12, "2027-02-28"),
        ("2026-05-31", 3, "2026-02-28"),
        ("2028-05-31", 3, "2028-02-29"),
        ("2026-12-31", 1, "2026-11-30"),
        ("2026-12-31", 24, "2024-12-31"),
    ],
)
def test_months_are_counted_back_by_the_calendar(today: str, months: int, before: str) -> None:
    assert retention.cutoff(dt.date.fromisoformat(today), months).isoformat() == before


def test_needs_go_36_months_after_their_last_change_and_others_stay(folder: Path) -> None:
    first = records.append("need", NEED, id="one", by="local")
    changed = NEED | {"state": "answered", "answered": "2026-11-01"}
    records.append("need", changed, id="one", by="local", expect=first.seq)
    records.append("event", EVENT, by="local")
    assert _due(_in(35)) == {} and _due(_in(36), dry_run=True) == {"needs": 1}
    assert records.history("one")[0].body_text is not None
    assert _due(_in(36)) == {"needs": 1}
    assert [one.body_text for one in records.history("one")] == [None, None]
    assert records.newest_of("event")[0].body == EVENT
    (said,) = records.newest_of("erasure")
    assert (said.body["cause"], said.body["rows"]) == ("time", [1, 2])
    assert _due(_in(37)) == {} and records.verify() == []


def test_interviews_go_with_their_contact_persons(folder: Path) -> None:
    old = accepted(folder / "in", contacts=[PERSON])
    months = definitions.load().privacy["interviews"].keep_months
    assert months == 84
    assert _due(_in(84), dry_run=True)["interviews"] == 1
    assert batches.standing() and len(list(settings.batches_folder().glob("*.parquet"))) == 4
    found = _due(_in(84))
    assert found["interviews"] == 1
    assert batches.standing() == {} and contacts.matching(bool) == []
    assert list(settings.batches_folder().glob("*.parquet")) == []
    assert records.history(old.id)[-1].is_withdrawn and records.verify() == []
    assert "interviews" not in _due(_in(85))


def test_contact_persons_go_by_their_own_day(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted(folder / "in", contacts=[PERSON])
    assert contacts.due() == 0 and contacts.due(_in(12)) == 1
    assert "contacts" not in _due(TODAY)


def test_who_has_not_signed_in_for_two_years_is_forgotten(folder: Path) -> None:
    from seutukuva.people import persons

    known = persons.add("hilla@example.fi")
    assert _due(_in(23)) == {}
    assert _due(_in(24)) == {"people": 1} and persons.known(known.id) is None


def test_it_is_done_where_nobody_may_do_anything(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records.append("need", NEED, by="local")
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    with access.acting(NOBODY):
        assert _due(_in(36)) == {"needs": 1}


def test_one_that_fails_does_not_stop_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from seutukuva.errors import RecordsError

    def broken(*_given: object) -> int:
        raise RecordsError("the disk is full")

    records.append("need", NEED, by="local")
    monkeypatch.setitem(retention._WAYS, "contacts", broken)
    found = {one.holding: one for one in retention.purge_due(_in(36))}
    assert found["needs"].n == 1 and "disk is full" in found["contacts"].problem
    assert "contacts" in caplog.text


def test_a_restored_backup_does_not_bring_back_what_was_deleted(folder: Path) -> None:
    if settings.database_url():
        pytest.skip("the file is SQLite's")
    accepted(folder / "in")
    gone = accepted(folder / "in2", firms={"7777777-7": "grows"}, wave="2026-04")
    for name in ("in", "in2"):
        shutil.rmtree(folder / name)
    records.append("event", EVENT | {"text": NAME}, by="local")
    backup = folder.parent / f"{folder.name}-backup"
    shutil.copytree(folder, backup)
    for asked in (NAME, FIRM):
        deleting.delete(asked, finding.find(asked), why="On request.", by="local")
    batches.withdraw(gone.id, by="local", reason="A wrong round.")
    purging.purge(gone.id, by="local", reason="All of them asked.")
    assert emptying.deleted_file().exists()
    # As a restore does: the old log and its files, without the mark of the newer row.
    for file in (*place.file().parent.glob("log.sqlite*"), place.witness_file()):
        file.unlink()
    for file in (backup / "records").glob("log.sqlite*"):
        shutil.copy(file, folder / "records" / file.name)
    for file in (backup / "records" / "batches").glob("*.parquet"):
        shutil.copy(file, settings.batches_folder() / file.name)
    assert finding.find(NAME) and finding.find(FIRM)
    assert again() == 3
    assert finding.find(NAME) == [] and finding.find(FIRM) == []
    (stands,) = batches.standing().values()
    assert batch_files.are_whole(stands.body) and stands.body["responses"] == 1
    assert again() == 0
    assert [one.what for one in records.verify()] == []
    for file in folder.rglob("*"):
        assert not file.is_file() or NAME.encode() not in file.read_bytes(), file


def test_once_a_day_and_not_by_a_clock_that_is_years_ahead(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[dt.date] = []
    monkeypatch.setattr(retention, "purge_due", asked.append)
    monkeypatch.setattr(retention, "_last", [])
    retention.daily(TODAY)
    assert asked == [], "there is no log"
    records.append("event", EVENT, by="local")
    retention.daily(TODAY)
    retention.daily(TODAY)
    tomorrow = TODAY + dt.timedelta(days=1)
    retention.daily(tomorrow)
    assert asked == [TODAY, tomorrow]
    retention.daily(TODAY + dt.timedelta(days=500))
    assert asked == [TODAY, tomorrow] and "clock says" in caplog.text
    retention.daily(TODAY + dt.timedelta(days=399))
    assert len(asked) == 3


def test_a_clock_that_is_years_ahead_deletes_nothing_anywhere_until_somebody_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    accepted(folder / "in", contacts=[PERSON])
    drafts.keep("event", "one", None, EVENT)
    inbox.put(settings.records_folder() / "drafts" / "other.json", b"{}")
    sent = settings.inbox_folder() / ("a" * 32)
    sent.mkdir(parents=True)
    days = contacts.matching(bool)[0].purge_on - TODAY + dt.timedelta(days=600)

    def left() -> tuple[int, int, bool]:
        kept = list((settings.records_folder() / "drafts").glob("*"))
        return len(contacts.matching(bool)), len(kept), sent.exists()

    class Ahead(dt.date):
        @classmethod
        def today(cls) -> dt.date:
            return TODAY + days

    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + days.total_seconds())
    for module in (clocks, contacts):
        monkeypatch.setattr(module, "dt", SimpleNamespace(date=Ahead))
    assert contacts.due() == 1
    assert contacts.purge() == 0 and inbox.forget_older(1) == 0
    drafts.forget_older()
    assert left() == (1, 2, True)
    assert caplog.text.count("clock says") == 3

    # Somebody has entered something on a day so late: the clock is right.
    monkeypatch.setattr(clocks, "_newest_day", lambda: Ahead.today() - dt.timedelta(days=400))
    drafts.forget_older()
    assert contacts.purge() == 1 and inbox.forget_older(1) == 1
    assert left() == (0, 0, False)


def test_whoever_purges_says_that_the_clock_is_right(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts.keep("event", "one", None, EVENT)
    now = time.time() + 15 * 86_400
    monkeypatch.setattr(time, "time", lambda: now)
    monkeypatch.setattr(clocks, "runs_ahead", lambda _today=None: True)
    drafts.forget_older()
    (kept,) = (settings.records_folder() / "drafts").glob("*")
    retention.purge_due(TODAY)
    assert not kept.exists()
