"""On a disk that is full, or that can only be read: words, what there is can be read, no harm."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from etl import cli, versions
from etl.backups import making, restoring
from seutukuva import forgetting, records, settings, store
from seutukuva.errors import RecordsError, SeutukuvaError
from seutukuva.records import batches, drafts, engines, log
from tests.etl.backups import filled
from tests.etl.backups.killing import checked
from tests.records.conftest import SAWMILL
from tests.records.tiny_batch import upload

pytestmark = pytest.mark.slow

SIZE = 24 << 20


class Disk:
    """A small disk of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self, leave: int = 0) -> None:
        """Use it up but for some bytes."""
        with self._filler.open("ab", buffering=0) as handle:
            try:
                while handle.write(b"x" * 65536):
                    pass
            except OSError:
                size = handle.tell()
        os.truncate(self._filler, max(0, size - leave))

    def free(self) -> None:
        """Make room again."""
        self._filler.unlink()

    def only_read(self) -> None:
        """Nothing can be written from now on."""
        subprocess.run(["mount", "-o", "remount,ro", self.folder], check=True)


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a disk can only be mounted by root, on Linux")
    try:
        monkeypatch.setenv("SEUTUKUVA_DATA", str(folder))
        monkeypatch.setenv("SEUTUKUVA_DATABASE", "")
        monkeypatch.setenv("SEUTUKUVA_CONTACTS", "1")
        monkeypatch.setenv("SEUTUKUVA_LANGUAGE", "en")
        monkeypatch.setattr(log, "_logs", {})
        forgetting.everything_told()
        filled.fill(folder)
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def said(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    """What a refused command says; never a traceback."""
    capsys.readouterr()
    assert cli.main(list(command)) == cli.REFUSED
    told = capsys.readouterr().err
    assert told.startswith("Error: ") and "Traceback" not in told and told.count("\n") == 1
    return told


def entered(title: str) -> int:
    return records.append("event", {**SAWMILL, "title": title}, by="local").seq


def not_stored(work: Callable[[], object], left: dict[str, object]) -> None:
    with pytest.raises(RecordsError) as told:
        work()
    assert told.value.where and told.value.todo
    assert filled.state() == left


@pytest.mark.parametrize("room", [0, 20 << 10, 400 << 10])
def test_a_full_disk(disk: Disk, capsys: pytest.CaptureFixture[str], room: int) -> None:
    new = upload(disk.folder.parent / "upload", {"1111111-1": "grows"}, padding=4_000_000)
    disk.fill(room)
    before = filled.state()
    assert before["problems"] == [] and len(before["rows"]) == 5, "what there is can be read"
    if not room:
        not_stored(lambda: entered("Full"), before)
    not_stored(lambda: batches.accept(new, by="local"), before)
    assert "disk" in said(capsys, "backup", str(disk.folder))
    assert not list(disk.folder.glob("*.zip")) and not list(disk.folder.glob(".seutukuva*"))
    current = versions.current()
    said(capsys, "run", "--offline")
    assert versions.current() == current and store.current_version().id == current.version
    disk.free()
    assert filled.state() == before
    assert entered("Freed") == 6 and batches.accept(new, by="local").seq == 7
    assert records.verify() == [] and len(batches.standing()) == 2


def test_what_is_half_written_of_a_draft_goes(disk: Disk) -> None:
    disk.fill()
    with pytest.raises(RecordsError, match="No space left"):
        drafts.keep("event", "a", None, {"title": "x" * 9000})
    assert not list((settings.records_folder() / "drafts").glob("*.tmp"))


def test_a_restore_onto_a_disk_that_is_too_small(
    disk: Disk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    made = making.make(tmp_path / "all.zip")
    before = filled.state()
    disk.fill(1 << 20)
    assert "MB left" in said(capsys, "restore", str(made.file), "--replace")
    disk.free()
    assert filled.state() == before


def test_a_disk_that_fills_up_while_a_backup_is_restored(
    disk: Disk,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = making.make(tmp_path / "all.zip")
    before = filled.state()
    disk.fill(200 << 10)
    monkeypatch.setattr(restoring, "_must_have_room", lambda manifest: None)
    assert "No space left" in said(capsys, "restore", str(made.file), "--replace")
    disk.free()
    assert filled.state() == before and not list(disk.folder.glob("re[sp]*"))


def test_a_disk_that_can_only_be_read(
    disk: Disk, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = filled.state()
    disk.only_read()
    store.hold_version()
    assert records.since(0) == before["rows"] and records.verify() == []
    with pytest.raises(RecordsError, match="readonly"):
        entered("Refused")
    with pytest.raises(RecordsError, match="Read-only"):
        batches.accept(upload(tmp_path / "upload", {"1": "grows"}), by="local")
    for command in (["run", "--offline"], ["backup", str(disk.folder)]):
        assert "Read-only" in said(capsys, *command)
    assert cli.main(["status"]) == 0
    # A disk that fails is often turned to reading only: just then a backup is wanted.
    made = making.make(tmp_path / "rescued.zip")
    assert checked(made.file).problems == () and made.manifest.log_seq == 5


def test_words_for_a_disk_that_says_something_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_given: object) -> None:
        raise OSError(5, "Input/output error", "/data/build/x")

    monkeypatch.setenv("SEUTUKUVA_LANGUAGE", "en")
    monkeypatch.setitem(cli.COMMANDS, "status", broken)
    told = said(capsys, "status")
    assert "Input/output error" in told and "/data/build/x" in told
    assert isinstance(cli._of_the_disk(OSError("odd")), SeutukuvaError)


def test_a_place_that_others_write_to_is_not_taken_for_still(disk: Disk, tmp_path: Path) -> None:
    """A service that may only read sees the same; what it reads may change under it."""
    file = disk.folder / "records" / "log.sqlite"
    assert engines.still(file) == "", "it can be written"
    other = tmp_path / "other"
    other.mkdir()
    subprocess.run(["mount", "--bind", disk.folder, other], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", other], check=True)
        assert os.statvfs(other).f_flag & os.ST_RDONLY
        assert engines.still(other / "records" / "log.sqlite") == ""
    finally:
        subprocess.run(["umount", "-l", other], check=True)
    disk.only_read()
    assert engines.still(file).endswith("immutable=1")
