"""Backups made while others enter, accept, delete and publish: each is whole."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from etl import versions
from etl.backups import making, restoring
from etl.backups.command import checked
from seutukuva import records, settings
from seutukuva.records import batches, purging
from tests.conftest import REPOSITORY
from tests.etl.backups import filled
from tests.etl.backups.conftest import Go, in_a_file
from tests.records.conftest import Home
from tests.records.tiny_batch import accepted

BACKUPS = 4
ROWS = 2000
pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("in_english")]


def _enter(home: Home) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.records.writer", "writer", str(ROWS)]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=REPOSITORY, env=home.environment, stdout=quiet)


def _publish(done: threading.Event) -> None:
    """One version after another, and what is older than the last two goes."""
    number, before = 0, versions.current()
    while before and not done.wait(0.01):
        version = f"2026110{number % 9}T000000Z-{number:08d}"
        shutil.copyfile(before.path, versions.file_of(version))
        told = {"version": version, "file": versions.file_of(version).name}
        fresh = versions.Pointer(**told, published_at="x", previous=before.version)
        versions.point_to(fresh)
        versions.prune()
        number, before = number + 1, fresh


def _accept(folder: Path, done: threading.Event, failed: list[Exception]) -> None:
    """One round of interviews after another, each of which is then deleted for good."""
    number = 0
    while not done.wait(0.01):
        number += 1
        try:
            id = accepted(folder / "in", firms={f"{number}": "grows"}).id
            batches.withdraw(id, by="local", reason="x")
            purging.purge(id, by="local", reason="A firm asked for it.")
        except Exception as error:
            failed.append(error)


@in_a_file
def test_each_is_whole_and_later_than_the_one_before(
    whole: Home, elsewhere: Go, tmp_path: Path
) -> None:
    done, failed = threading.Event(), list[Exception]()
    at_work = (
        threading.Thread(target=_publish, args=(done,), daemon=True),
        threading.Thread(target=_accept, args=(tmp_path, done, failed), daemon=True),
    )
    for work in at_work:
        work.start()
    writer = _enter(whole)
    made = []
    try:
        while len(made) < BACKUPS:
            made.append(making.make(tmp_path / f"{len(made)}.zip"))
    finally:
        done.set()
        writer.kill()
        writer.wait()
        # What still works would write into the folder that is restored to.
        for work in at_work:
            work.join()
    assert not failed
    for one in made:
        assert one.manifest.problems == () and checked(one.file) == one.manifest
    heads = [one.manifest.log_seq for one in made]
    assert heads == sorted(set(heads)), "rows were written meanwhile"
    assert len({one.manifest.version for one in made}) > 1, "versions were published meanwhile"
    elsewhere()
    restoring.restore(made[-1].file)
    assert records.verify() == [] and records.latest_seq() == heads[-1]
    assert (settings.build_folder() / f"seutukuva-{made[-1].manifest.version}.duckdb").exists()
    assert filled.state()["contacts"] == ["Maija"]
