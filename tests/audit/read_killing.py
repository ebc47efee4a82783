"""Kills processes that note readings, at random moments: what was shown had been noted."""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import time
from multiprocessing.context import ForkServerProcess
from typing import BinaryIO

from seutukuva import access, audit, settings
from seutukuva.audit import ledger, soundness
from seutukuva.people.model import Grant, Person

AT_ONCE = 3  # processes
# Python's own start takes longer than a reading.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.audit.read_killing", "seutukuva.audit.ledger"])
_LONGEST = 0.8  # seconds of work before a kill


def readings(kills: int, *, seed: int = 8) -> int:
    """Kill readers; how many of their readings had been let through.

    Raises:
        AssertionError: something was shown that was not noted, or the chain is not whole.
    """
    chance, shown, killed, number = random.Random(seed), set[str](), 0, 0
    while killed < kills or (not shown and killed < 9 * kills):
        readers = []
        for _one in range(AT_ONCE):
            number += 1
            readers.append(_begun(number))
        started = time.monotonic()
        for process, said in readers:
            until = started + chance.uniform(0.0, _LONGEST)
            time.sleep(max(0.0, until - time.monotonic()))
            process.kill()
            process.join()
            killed += 1
            with said:
                shown |= {one.decode() for one in said.read().split(b"\n")[:-1]}
        assert soundness.problems() == []
    noted = {one.texts.what for one in ledger.read(most=10**6) if one.texts}
    assert shown <= noted, f"shown and not noted: {shown - noted}"
    # Of what was under way at a kill at most one row a process is there unsaid.
    assert len(noted) - len(shown) <= killed
    return len(shown)


def _begun(number: int) -> tuple[ForkServerProcess, BinaryIO]:
    receiver, sender = FORKS.Pipe(duplex=False)
    told = (number, str(settings.data_folder()), os.environ["SEUTUKUVA_SIGN_IN"], sender)
    process = FORKS.Process(target=_read, args=told)
    process.start()
    sender.close()
    said = os.fdopen(os.dup(receiver.fileno()), "rb")
    receiver.close()
    assert said.readline() == b"ready\n"
    return process, said


def _read(number: int, data_folder: str, sign_in_file: str, told: object) -> None:
    """Read one thing after the other; says each once it may be shown."""
    os.environ |= {"SEUTUKUVA_DATA": data_folder, "SEUTUKUVA_SIGN_IN": sign_in_file}
    os.dup2(told.fileno(), sys.stdout.fileno())  # type: ignore[attr-defined]
    ledger.SECONDS_BETWEEN_TESTIMONIES = 0.0
    person = Person(f"p-{number:016x}", grants=(Grant("coordinator"),), is_signed_in=True)
    print("ready", flush=True)
    with access.acting(person):
        for n in range(10**9):
            audit.read("needs", f"thing {number}-{n}")
            print(f"thing {number}-{n}", flush=True)
