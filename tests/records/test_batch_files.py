"""The files of accepted interviews: a change is told, and what nobody counts goes."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from etl import cli
from seutukuva import records, settings, store
from seutukuva.errors import MissingData, RecordsError
from seutukuva.interviews import batches as reading
from seutukuva.records import batch_files, batches
from tests.records.conftest import Home
from tests.records.tiny_batch import accepted, stored_files

pytestmark = pytest.mark.usefixtures("in_english")


@pytest.mark.parametrize("state", ["standing", "withdrawn"])
@pytest.mark.parametrize("damage", ["changed", "missing"])
def test_a_changed_file_is_told(
    home: Home, capsys: pytest.CaptureFixture[str], damage: str, state: str
) -> None:
    entry = accepted(home.folder / "in")
    assert records.verify() == []
    if state == "withdrawn":
        batches.withdraw(entry.id, by="local", reason="x")
    (file,) = settings.batches_folder().glob("*.answers.parquet")
    if damage == "missing":
        file.unlink()
    else:
        content = bytearray(file.read_bytes())
        content[20] ^= 1
        file.write_bytes(content)
    (problem,) = records.verify()
    assert problem.seq == records.latest_seq() and file.name in problem.what
    capsys.readouterr()
    assert cli.main(["verify"]) == 1
    assert file.name in capsys.readouterr().out
    if state == "withdrawn":
        with pytest.raises(RecordsError, match="not there as they were"):
            batches.bring_back(entry.id, by="local")
    elif damage == "missing":
        with pytest.raises(MissingData, match="etl verify"):
            reading.answers(reading.standing())
    # The same file again mends it.
    mended = accepted(home.folder / "in")
    assert records.verify() == [] and len(reading.answers(reading.standing())) == 2
    assert mended.seq == (1 if state == "standing" else 3)


@pytest.mark.parametrize("part", [pytest.param("responses", marks=pytest.mark.slow), "answers"])
def test_a_damaged_file_ends_in_its_figures_or_in_a_sentence(home: Home, part: str) -> None:
    accepted(home.folder / "in")
    batch = reading.standing()
    (file,) = settings.batches_folder().glob(f"*.{part}.parquet")
    sound, refused = file.read_bytes(), 0
    damaged = [
        sound[:at] + bytes([sound[at] ^ 0xFF]) + sound[at + 1 :] for at in range(0, len(sound), 61)
    ]
    damaged += [b"", b"PAR1", sound[: len(sound) // 2], sound[:-1], b"x" * len(sound)]
    for content in damaged:
        file.write_bytes(content)
        store._interviews.cache_clear()
        try:
            reading.answers(batch)
        except MissingData as error:
            assert "etl verify" in error.todo
            refused += 1
        assert [problem.seq for problem in records.verify()] == [1]
    assert refused > 5


def test_what_a_stopped_program_has_left_goes_after_a_day(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = accepted(home.folder / "kept", wave="2026-04")
    with monkeypatch.context() as stopped:
        stopped.setattr(records, "append", lambda *given, **named: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            accepted(home.folder / "in")
    left = [name for name in stored_files() if kept.id[11:] not in name]
    assert len(left) == 5, "four files and their mark"
    assert [one.id for one in reading.every()] == [kept.id] and records.verify() == []
    accepted(home.folder / "other", wave="2025-10")
    assert set(left) <= set(stored_files()), "somebody may be at it"
    (mark,) = settings.batches_folder().glob("*.under-way")
    os.utime(mark, (time.time() - 90_000,) * 2)
    accepted(home.folder / "another", wave="2025-04")
    assert not set(left) & set(stored_files())
    assert len(stored_files()) == 12 and records.verify() == []


def test_files_that_the_log_once_counted_stay_whatever_log_is_asked(
    home: Home, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    accepted(home.folder / "in")
    kept = stored_files()
    monkeypatch.setenv("SEUTUKUVA_DATABASE", f"sqlite:///{tmp_path / 'another.sqlite'}")
    with batch_files.turn():
        assert batch_files.sweep(lambda batch: False, time.time() + 10**7) == []
    assert stored_files() == kept


def test_the_files_are_their_owners_alone(home: Home) -> None:
    accepted(home.folder / "in")
    assert settings.batches_folder().stat().st_mode & 0o077 == 0


def test_a_disk_that_takes_nothing_is_told(home: Home) -> None:
    home.folder.joinpath("records").mkdir()
    settings.batches_folder().write_text("no folder")
    with pytest.raises(RecordsError, match="cannot be written"):
        accepted(home.folder / "in")
    assert records.latest_seq() == 0
