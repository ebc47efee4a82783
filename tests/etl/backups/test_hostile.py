"""A file that somebody gives for a backup: refused with words, and nothing is touched."""

from __future__ import annotations

import json
import random
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl import cli
from etl.backups import archive, making, restoring
from etl.backups.archive import BackupRefused
from seutukuva.errors import SeutukuvaError
from tests.etl.backups import filled
from tests.etl.backups.conftest import Go, in_a_file
from tests.records.conftest import Home

pytestmark = pytest.mark.usefixtures("in_english")

Entries = dict[str, bytes]
FLIPS = 40


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound backup of published figures."""
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("made")
    patch.setenv("SEUTUKUVA_DATA", str(folder / "data"))
    patch.setenv("SEUTUKUVA_DATABASE", "")
    filled.publish(folder / "data")
    made = making.make(folder / "sound.zip")
    patch.undo()
    return made.file


@pytest.fixture
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("SEUTUKUVA_DATA", str(folder))
    monkeypatch.setenv("SEUTUKUVA_DATABASE", "")
    return folder


def held(backup: Path) -> Entries:
    with zipfile.ZipFile(backup) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def written(file: Path, entries: Entries, told: dict[str, Any] | None = None) -> Path:
    """A ZIP of these entries; its manifest is changed by what is told."""
    manifest = json.loads(entries["manifest.json"]) | (told or {})
    with zipfile.ZipFile(file, "w") as target:
        for name, body in entries.items():
            is_manifest = name == "manifest.json"
            target.writestr(name, json.dumps(manifest) if is_manifest else body)
    return file


def with_file(entries: Entries, name: str, body: bytes = b"x") -> tuple[Entries, dict[str, Any]]:
    """The entries and what the manifest says, with one more file that it names."""
    import hashlib

    files = json.loads(entries["manifest.json"])["files"]
    files[name] = [len(body), hashlib.sha256(body).hexdigest()]
    return entries | {name: body}, {"files": files}


def refused(file: Path, folder: Path) -> str:
    """What is said of a file that is refused, which leaves nothing behind."""
    before = sorted(one.name for one in folder.parent.rglob("*"))
    with pytest.raises(BackupRefused) as told:
        restoring.restore(file)
    assert str(file) == told.value.where and told.value.todo
    left = {one.name for one in folder.parent.rglob("*")} - {*before, "data", "build"}
    assert left <= {"serving.lock", "build.lock"}, "nothing was unpacked"
    return str(told.value)


@pytest.mark.parametrize(
    "name",
    [
        *("../evil", "/etc/evil", "records/../../evil", "build/geo/../../../evil.geojson"),
        *("C:/evil", "records\\log.sqlite", "records/batches/../log.sqlite", "raw/a/b/../../c"),
        *("app.py", "records/head.json", "records/drafts/x.json", "raw/a/b/con.json"),
        *("build/candidate.duckdb", "raw/.hidden/state.json", "raw/a/b/c/d", "raw/a/b/c."),
        *("records/", "raw/ä/state.json", "build/seutukuva-x.duckdb\n", "RECORDS/LOG.SQLITE"),
    ],
)
def test_a_name_that_no_backup_has(backup: Path, nothing: Path, tmp_path: Path, name: str) -> None:
    entries, told = with_file(held(backup), name)
    assert "no backup holds" in refused(written(tmp_path / "odd.zip", entries, told), nothing)


def test_a_link(backup: Path, nothing: Path, tmp_path: Path) -> None:
    entries, told = with_file(held(backup), "raw/a/state.json", b"/etc/passwd")
    file = written(tmp_path / "odd.zip", {"manifest.json": entries["manifest.json"]}, told)
    with zipfile.ZipFile(file, "a") as target:
        for name, body in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            if name != "manifest.json":
                target.writestr(entry, body)
    assert "no backup holds" in refused(file, nothing)


def test_a_bomb(backup: Path, nothing: Path, tmp_path: Path) -> None:
    entries, told = with_file(held(backup), "raw/a/state.json", bytes(100 << 20))
    file = tmp_path / "bomb.zip"
    manifest = json.loads(entries["manifest.json"]) | told
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("manifest.json", json.dumps(manifest))
        target.writestr("raw/a/state.json", entries["raw/a/state.json"])
    assert "far more" in refused(file, nothing)


def test_a_file_that_unpacks_to_more_than_it_says(
    backup: Path, nothing: Path, tmp_path: Path
) -> None:
    entries, told = with_file(held(backup), "raw/a/state.json", bytes(5000))
    told["files"]["raw/a/state.json"][0] = 10
    file = tmp_path / "odd.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, body in entries.items():
            is_manifest = name == "manifest.json"
            target.writestr(name, json.dumps(json.loads(body) | told) if is_manifest else body)
    body = file.read_bytes()
    # Its own list says ten bytes as well, so that nothing but reading finds it.
    size = (5000).to_bytes(4, "little")
    assert body.count(size) == 2
    file.write_bytes(body.replace(size, (10).to_bytes(4, "little")))
    assert "damaged" in refused(file, nothing)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda e: {k: v for k, v in e.items() if k != "manifest.json"}, "no backup"),
        (lambda e: e | {"manifest.json": b"[" * 100_000}, "no backup"),
        (lambda e: e | {"manifest.json": b"{}"}, "no backup"),
        (
            lambda e: e | {"manifest.json": b'{"format":"seutukuva-backup","layout":1}'},
            "understood",
        ),
        (lambda e: {k: v for k, v in e.items() if not k.endswith(".duckdb")}, "list of files"),
        (lambda e: e | {"raw/a/state.json": b"{}"}, "list of files"),
        (lambda e: {k: b"other" if k == "build/current.json" else v for k, v in e.items()}, "list"),
    ],
)
def test_a_list_of_files_that_is_not_what_it_holds(
    backup: Path,
    nothing: Path,
    tmp_path: Path,
    change: Callable[[Entries], Entries],
    said: str,
) -> None:
    file = tmp_path / "odd.zip"
    with zipfile.ZipFile(file, "w") as target:
        for name, body in change(held(backup)).items():
            target.writestr(name, body)
    assert said in refused(file, nothing)


def test_one_of_a_newer_program(backup: Path, nothing: Path, tmp_path: Path) -> None:
    file = written(tmp_path / "odd.zip", held(backup), {"layout": 2, "program": "9.0", "files": 7})
    assert "newer program has made this backup (9.0)" in refused(file, nothing)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["build/current.json", "build/CURRENT.json"])
def test_a_name_that_stands_twice(backup: Path, nothing: Path, tmp_path: Path, name: str) -> None:
    file = written(tmp_path / "odd.zip", held(backup))
    with zipfile.ZipFile(file, "a") as target:
        target.writestr(name, b"other")
    assert "twice" in refused(file, nothing)


@pytest.mark.parametrize("body", [b"", b"PK", b"no zip at all" * 99, None])
def test_what_is_no_archive(nothing: Path, tmp_path: Path, body: bytes | None) -> None:
    file = tmp_path / "odd.zip"
    if body is not None:
        file.write_bytes(body)
    said = refused(file, nothing)
    assert ("no such file" if body is None else "no backup") in said


def test_a_changed_version_is_found_by_its_own_content(
    backup: Path, nothing: Path, tmp_path: Path
) -> None:
    """Whoever changes a file and its hash in the list is found by what the file says of itself."""
    import duckdb

    entries = held(backup)
    [name] = [one for one in entries if "1a2b3c4d" in one]
    version = tmp_path / "version.duckdb"
    version.write_bytes(entries[name])
    with duckdb.connect(str(version)) as connection:
        connection.execute("update fct_observation set value = 1")
    changed, told = with_file(entries, name, version.read_bytes())
    assert "not what they were" in refused(written(tmp_path / "odd.zip", changed, told), nothing)


def test_a_damage_anywhere_is_found_or_does_no_harm(
    backup: Path, nothing: Path, tmp_path: Path
) -> None:
    sound, chance, harmless = backup.read_bytes(), random.Random(8), 0
    original = held(backup)
    for number in range(FLIPS):
        body = bytearray(sound)
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
        body = body[: chance.randrange(len(body))] if number % 4 == 0 else body
        file = tmp_path / "odd.zip"
        file.write_bytes(body)
        try:
            with archive.opened(file) as opened:
                opened.read(lambda name: None)
                harmless += 1
                with zipfile.ZipFile(file) as read:
                    assert all(read.read(name) == original[name] for name in original)
        except BackupRefused:
            continue
    assert harmless < FLIPS / 2


def test_a_backup_that_was_sound_is_restored_and_checked_by_its_command(
    backup: Path, nothing: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["backups", "check", str(backup)]) == 0
    assert "statistics 20261001T060000Z-1a2b3c4d" in capsys.readouterr().out
    assert cli.main(["restore", str(backup)]) == 0
    assert (nothing / "build" / "pinned.json").exists()


def test_a_disk_without_room(backup: Path, nothing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = restoring.shutil.disk_usage(backup.parent)._replace(free=70 << 20)
    monkeypatch.setattr(restoring.shutil, "disk_usage", lambda folder: usage)
    monkeypatch.setattr(archive.Manifest, "size", property(lambda self: 8 << 20))
    with pytest.raises(SeutukuvaError, match="70 MB left, and the backup unpacks to 8 MB"):
        restoring.restore(backup)


@in_a_file
def test_a_foreign_log_does_not_take_the_place_of_one(
    whole: Home, elsewhere: Go, tmp_path: Path
) -> None:
    """A log whose rows were changed with the list's hashes is found by its chain."""
    import sqlite3

    entries = held(making.make(tmp_path / "all.zip").file)
    log = tmp_path / "log.sqlite"
    log.write_bytes(entries["records/log.sqlite"])
    with sqlite3.connect(log) as connection:
        connection.execute("drop trigger rec_log_fixed")
        connection.execute("update rec_log set recorded_by = 'other' where seq = 2")
    connection.close()
    changed, told = with_file(entries, "records/log.sqlite", log.read_bytes())
    there = elsewhere()
    assert "row 2" in refused(written(tmp_path / "odd.zip", changed, told), there.folder)
