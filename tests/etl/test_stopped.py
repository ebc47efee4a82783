"""A command that is asked to end leaves whole what it writes, and says so."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow

# A command of a few steps; each is noted in a file.
STEPS = """
import sys, time
from pathlib import Path
from etl import cli
from seutukuva import stopping

place, way = Path(sys.argv[1]), sys.argv[2]
note = lambda name: (place / name).touch()

def wait():
    note("begun")
    until = time.monotonic() + 30
    while time.monotonic() < until and not stopping.asked():
        time.sleep(0.01)

def command(wish, defs):
    if way == "held":
        with stopping.held():
            with stopping.held():
                wait()
            note("written")
        note("more")
    else:
        try:
            note("half")
            wait()
        except BaseException:
            (place / "half").unlink()
            # As a library does that tells of it in an error of its own.
            raise RuntimeError("interrupted") from None
    return 0, {}, ()

cli.COMMANDS["status"] = command
sys.exit(cli.main(["status", *sys.argv[3:]]))
"""
# The real run, whose last step waits until it has been asked to end.
PUBLISHING = """
import sys, time
from pathlib import Path
from etl import cli, versions
from seutukuva import stopping

point_to = versions.point_to

def slowly(pointer):
    Path(sys.argv[1]).touch()
    until = time.monotonic() + 30
    while time.monotonic() < until and not stopping.asked():
        time.sleep(0.01)
    point_to(pointer)

versions.point_to = slowly
sys.exit(cli.main(["run", "--offline"]))
"""


@pytest.fixture
def ended(tmp_path: Path) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """Starts a command and asks it to end at a moment: exit status, what it printed, errors."""
    running: list[subprocess.Popen[str]] = []

    def end(
        command: list[str], moment: Callable[[], bool], number: int = signal.SIGTERM
    ) -> tuple[int, str, str]:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=REPOSITORY,
            env={**os.environ, "SEUTUKUVA_DATA": str(tmp_path), "SEUTUKUVA_LANGUAGE": "en"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append(process)
        until = time.monotonic() + 60
        while not moment() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        process.send_signal(number)
        said, errors = process.communicate(timeout=60)
        return process.returncode, said, errors

    yield end
    for process in running:
        process.kill()
        process.wait()


def _any(folder: Path, pattern: str) -> bool:
    return any(folder.glob(pattern))


def test_what_is_held_is_done_and_nothing_more(ended, tmp_path: Path) -> None:
    begun = (tmp_path / "begun").exists
    status, said, errors = ended(["-c", STEPS, str(tmp_path), "held"], begun)
    assert status == 143 and said == ""
    assert (tmp_path / "written").exists() and not (tmp_path / "more").exists()
    assert errors.count("\n") == 1 and "the command was stopped" in errors
    assert "Run the same command again" in errors and "Traceback" not in errors


def test_what_is_not_held_is_taken_back_at_once(ended, tmp_path: Path) -> None:
    command = ["-c", STEPS, str(tmp_path), "free", "--json"]
    status, said, errors = ended(command, (tmp_path / "begun").exists, signal.SIGINT)
    assert status == 130 and "Traceback" not in errors
    assert not (tmp_path / "half").exists()
    told = json.loads(said)
    assert told["ok"] is False and "stopped" in told["error"]["what"]


def test_a_build_that_is_stopped_leaves_nothing_half_made(ended, tmp_path: Path) -> None:
    build = tmp_path / "build"
    building = partial(_any, build, "building-*")
    status, _said, errors = ended(["-m", "etl", "run", "--offline"], building)
    assert status == 143 and "the command was stopped" in errors
    left = {one.name for one in build.iterdir()}
    assert left == {"build.lock", "staging"}
    assert not list((build / "staging").glob("*.tmp"))

    # Its last step is done to its end, and what it took by turns is free again.
    command = ["-c", PUBLISHING, str(tmp_path / "pointing")]
    status, _said, errors = ended(command, (tmp_path / "pointing").exists)
    assert status == 143 and "the command was stopped" in errors
    version = json.loads((build / "current.json").read_text(encoding="utf-8"))["version"]
    left = {one.name for one in build.iterdir() if one.is_file()}
    assert left == {"build.lock", "current.json", f"seutukuva-{version}.duckdb"}
    looked = subprocess.run(
        [sys.executable, "-m", "etl", "check", "--json"],
        cwd=REPOSITORY,
        env={**os.environ, "SEUTUKUVA_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert json.loads(looked.stdout)["version"] == version
    assert "nothing has been built" in looked.stdout, "nobody else holds the lock"
