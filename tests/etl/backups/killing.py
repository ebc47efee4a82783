"""Kills backups and restores at random moments and looks at what stands."""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl.backups import making, restoring
from etl.backups.archive import opened
from etl.backups.command import checked
from seutukuva import records, settings
from tests import killing
from tests.etl.backups import filled
from tests.records.conftest import SAWMILL

PADDING = 12_000_000  # bytes of a stored answer, so that writing takes a while
STATES = ("older", "newer")


@dataclass(frozen=True, slots=True)
class Found:
    """What kills have left: how many were at work, and how many of these had left something."""

    killed: int
    halfway: int


def backups(folder: Path, kills: int, *, seed: int = 3) -> Found:
    """Kill processes that make backups of the data folder that the settings name.

    Args:
        folder: for the backups.

    Raises:
        AssertionError: a backup is there and is not whole, or the data were harmed.
    """
    chance, killed, halfway = random.Random(seed), 0, 0
    _pad()
    files = filled.files(settings.data_folder())
    whole = _timed(lambda: _run(_make, folder / "first.zip"))
    number = 0
    while killed < kills or (not halfway and killed < 9 * kills):
        number += 1
        target = folder / f"{number}.zip"
        if _killed(_make, target, chance.uniform(0.0, 1.1) * whole):
            killed += 1
            # Others need the machine as well: kills must not come too early for ever.
            whole *= 1.02
            halfway += any(folder.glob(".seutukuva-backup-*"))
        if target.exists():
            checked(target)
            target.unlink()
    _run(_make, folder / "last.zip")
    assert not list(folder.glob(".seutukuva-backup-*")), "the next one clears up"
    assert checked(folder / "last.zip").problems == () and records.verify() == []
    assert filled.files(settings.data_folder()) == files
    return Found(killed, halfway)


def restores(folder: Path, kills: int, *, seed: int = 4) -> Found:
    """Kill processes that restore one of two backups over the data of the other.

    Raises:
        AssertionError: what stands afterwards is neither of the two, whole.
    """
    chance, killed, halfway = random.Random(seed), 0, 0
    _pad()
    for state in STATES:
        _mark(state)
        making.make(folder / f"{state}.zip")
    whole = _timed(lambda: _run(_restore, folder / "older.zip"))
    assert _state() == "older"
    while killed < kills or (not halfway and killed < 9 * kills):
        stood = _state()
        other = next(one for one in STATES if one != stood)
        is_killed = _killed(_restore, folder / f"{other}.zip", chance.uniform(0.2, 1.1) * whole)
        killed += is_killed
        whole *= 1.02 if is_killed else 1.0
        if is_killed and any(settings.data_folder().glob("restoring*")):
            halfway += 1
        restoring.finish()
        assert _state() in (stood, other) if is_killed else _state() == other
        assert records.verify() == []
        for aside in settings.data_folder().glob("replaced-*"):
            shutil.rmtree(aside)
    _run(_restore, folder / "newer.zip")
    assert _state() == "newer" and not list(settings.data_folder().glob("restoring*"))
    return Found(killed, halfway)


def _pad() -> None:
    answer = settings.raw_folder() / "statfin_11re" / "20261002T050000Z-0123abcd"
    answer.mkdir()
    (answer / "part-001.json.gz").write_bytes(random.Random(0).randbytes(PADDING))


def _mark(state: str) -> None:
    """Let records, answers and figures say the same word."""
    records.append("event", {**SAWMILL, "title": state}, by="local")
    (settings.raw_folder() / "statfin_11re" / "state.json").write_text(json.dumps(state))
    (settings.build_folder() / "pinned.json").write_text(json.dumps([state]))


def _state() -> str:
    """The word that all of them say."""
    said = {
        str(records.since(0)[-1].body["title"]),
        json.loads((settings.raw_folder() / "statfin_11re" / "state.json").read_text()),
        json.loads((settings.build_folder() / "pinned.json").read_text())[0],
    }
    assert len(said) == 1, f"torn: {said}"
    return said.pop()


def _make(target: Path) -> None:
    _quietly()
    making.make(target)


def _restore(file: Path) -> None:
    _quietly()
    with opened(file):
        restoring.restore(file, replace=True)


def _quietly() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _run(work: Callable[[Path], None], file: Path) -> None:
    process = killing.begun(work, file)
    process.join()
    assert process.exitcode == 0


def _killed(work: Callable[[Path], None], file: Path, after: float) -> bool:
    """Whether the kill came before the work was done."""
    process = killing.begun(work, file)
    process.join(after)
    if process.exitcode is not None:
        assert process.exitcode == 0
        return False
    process.kill()
    process.join()
    return True


def _timed(work: Callable[[], None]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started
