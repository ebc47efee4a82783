"""Kills real builds at random moments and looks at what stands afterwards."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from etl import build, versions
from tests.conftest import REPOSITORY

COMMAND = (sys.executable, "-m", "etl", "run", "--offline")


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: after how many seconds, and what was current then.

    ``problem`` is empty when the current version opened and its facts were those it names.
    """

    after: float
    version: str
    problem: str


def kill_loop(data_folder: Path, kills: int, *, seed: int = 0) -> list[Kill]:
    """Publish once, then start runs and kill each at a random moment until ``kills`` were killed.

    Args:
        data_folder: an own data folder; what is published in it is read after every kill.

    Returns:
        One ``Kill`` each; runs that were done before the kill came are not counted.
    """
    chance = random.Random(seed)
    started = time.monotonic()
    _run(data_folder).wait()
    whole = time.monotonic() - started
    found: list[Kill] = []
    while len(found) < kills:
        # The interpreter's start is the first fifth and writes nothing.
        after = chance.uniform(0.2, 1.15) * whole
        started = time.monotonic()
        process = _run(data_folder)
        try:
            process.wait(after)
            # Faster than before: aim at this, so that kills do not come too late for ever.
            whole = min(whole, time.monotonic() - started)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            # Others need the machine as well: kills must not come too early for ever.
            whole *= 1.02
            found.append(Kill(after, *_state(data_folder)))
    return found


def _run(data_folder: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SEUTUKUVA_DATA": str(data_folder)}
    return subprocess.Popen(
        COMMAND,
        cwd=REPOSITORY,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _state(data_folder: Path) -> tuple[str, str]:
    """Current version and what is wrong with it, as a reader finds it."""
    before = os.environ.get("SEUTUKUVA_DATA")
    os.environ["SEUTUKUVA_DATA"] = str(data_folder)
    try:
        pointer = versions.current()
        if pointer is None:
            return "", "nothing is published"
        said = build.described(pointer.path)
        with build.opened(pointer.path) as con:
            same = build.content_hash(con) == said.content_hash == pointer.content_hash
        return pointer.version, "" if same else "its facts are not those it names"
    except Exception as error:
        return "", f"{type(error).__name__}: {error}"
    finally:
        if before is None:
            del os.environ["SEUTUKUVA_DATA"]
        else:
            os.environ["SEUTUKUVA_DATA"] = before
