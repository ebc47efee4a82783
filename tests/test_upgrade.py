"""Data of the first release under this program: read, gone on with, backed up and restored."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

import etl
from etl import build, cli, versions
from etl.backups import making, restoring
from seutukuva import events, forgetting, records, store
from seutukuva.errors import RecordConflict, SeutukuvaError
from seutukuva.records import beside, contacts, log, people, place
from tests import pages
from tests.shell import sit_at

OLD = Path(__file__).parent / "old"
VERSION = "20261123T222457Z-94975293"
HEAD = {"seq": 4, "chain_hash": "54727b6a9d707fb68c759537d32f560f8d08d56dadbee37484ba4d9535ca5d74"}


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder as the first release has left it."""
    sit_at(tmp_path, monkeypatch)
    forgetting.everything_told()
    (tmp_path / "records").mkdir()
    with sqlite3.connect(tmp_path / "records" / "log.sqlite") as connection:
        connection.executescript((OLD / "log-0.1.0.sql").read_text(encoding="utf-8"))
        connection.execute("pragma journal_mode = wal")
    connection.close()
    (tmp_path / "records" / "head.json").write_text(json.dumps(HEAD))
    _published(tmp_path / "build")
    yield tmp_path


def _published(folder: Path) -> None:
    folder.mkdir()
    file = folder / f"seutukuva-{VERSION}.duckdb"
    with duckdb.connect(str(file), config={"storage_compatibility_version": "v1.0.0"}) as con:
        con.execute((OLD / "version-0.1.0.sql").read_text(encoding="utf-8"))
        # Of the first release's tables alone: those that came later are left out of the hash.
        facts = build.content_hash(con)
        con.execute("update build_info set content_hash = ?", [facts])
    told = {"version": VERSION, "file": file.name, "published_at": "2026-11-23T22:24:57Z"}
    told |= {"previous": "", "definitions_hash": "0fe204f197d49144"}
    told |= {"code_revision": "2ae926845471", "content_hash": facts}
    (folder / "current.json").write_text(json.dumps(told))


def test_the_log_is_read_as_it_was_written(old: Path) -> None:
    assert records.verify() == [] and records.latest_seq() == 4
    [shown] = events.listed()
    assert shown["title"] == "Saha suljettiin kokonaan"
    assert [one.body["title"] for one in records.history("a" * 32)] == [
        "Saha suljettiin",
        "Saha suljettiin kokonaan",
    ]
    assert records.history("b" * 32)[-1].reason == "Kirjattu väärään kuntaan"


def test_the_log_goes_on_by_todays_rules(old: Path) -> None:
    body = records.history("a" * 32)[-1].body
    changed = records.append("event", body | {"title": "Uusi"}, id="a" * 32, by="local", expect=3)
    assert changed.seq == 5 and records.verify() == []
    with pytest.raises(RecordConflict):
        records.append("event", body | {"title": "x"}, id="a" * 32, by="local", expect=3)
    with sqlite3.connect(place.file()) as connection:
        # The first release let a head be put in over the old one.
        with pytest.raises(sqlite3.IntegrityError, match="is one row"):
            connection.execute(f"insert or replace into rec_head values (1, 4, '{'0' * 64}')")
        connection.rollback()
        with pytest.raises(sqlite3.IntegrityError, match="never removed"):
            connection.execute("delete from rec_log where seq = 1")
    connection.close()


def test_tables_that_came_later_are_made_where_they_are_needed(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
    assert contacts.names() == [] and contacts.purge() == 0
    with beside.writing(people.metadata) as connection:
        assert connection.execute(people.person_table.select()).all() == []
    assert records.verify() == []


def test_what_was_done_to_an_old_log_is_found(old: Path) -> None:
    with sqlite3.connect(place.file()) as connection:
        connection.execute("drop trigger rec_log_fixed")
        connection.execute("update rec_log set recorded_by = 'other' where seq = 2")
    connection.close()
    assert {one.seq for one in records.verify()} == {2}


def test_a_backup_of_old_data_is_restored(
    old: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = records.since(0)
    made = making.make(tmp_path_factory.mktemp("kept") / "all.zip")
    assert made.manifest.problems == () and made.manifest.version == VERSION
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path_factory.mktemp("new")))
    log._logs.clear()
    forgetting.everything_told()
    restoring.restore(made.file)
    assert records.since(0) == before and records.verify() == []
    assert (versions.current() or VERSION) and store.current_version().id == VERSION


def test_old_figures_are_checked_and_printed(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {"kind": "version", "name": VERSION, "ok": True, "problem": ""} in found
    assert cli.main(["show", "population", "--area", "KU729", "--format", "csv"]) == 0
    years = dict(line.split(",")[3:5] for line in capsys.readouterr().out.splitlines()[1:])
    with duckdb.connect() as con:
        con.execute(f"attach '{old / 'build' / f'seutukuva-{VERSION}.duckdb'}' as o (read_only)")
        stored = con.execute(
            "select period, value from o.fct_observation"
            " where indicator_id = 'population' and area_id = 'FI-KU729'"
        ).fetchall()
    assert stored and {period: float(value) for period, value in years.items()} == dict(stored)


@pytest.mark.slow
@pytest.mark.parametrize("page", ["situation/overview", "situation/changes"])
def test_pages_open_over_figures_of_the_first_release(
    old: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new build may fail at the start: then the old version is served, and no page breaks."""
    shown = pages.everything_said(pages.opened(page))
    assert shown.strip()


@pytest.mark.slow
def test_a_start_builds_anew_and_keeps_the_old_version(old: Path) -> None:
    fresh = etl.ensure_published()
    assert fresh != VERSION and (versions.current() or None) is not None
    assert versions.kept() == sorted([fresh, VERSION], reverse=True)
    assert build.described(versions.file_of(fresh)).indicators > 100
    assert cli.main(["verify"]) == 0 and records.latest_seq() == 4


@pytest.mark.slow
def test_a_start_whose_build_fails_serves_the_old_version(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object, **_named: object) -> None:
        raise SeutukuvaError("the disk is full")

    monkeypatch.setattr(build, "build", fails)
    assert etl.ensure_published() == VERSION
