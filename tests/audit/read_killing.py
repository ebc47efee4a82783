"""Kills processes that note readings, at random moments: what was shown had been noted."""

from __future__ import annotations

import random
import time

from seutukuva import access, audit
from seutukuva.audit import ledger, soundness
from seutukuva.people.model import Grant, Person
from tests import killing

AT_ONCE = 3  # processes
_LONGEST = 0.8  # seconds of work before a kill


def readings(kills: int, *, seed: int = 8) -> int:
    """Kill readers; how many of their readings had been let through.

    Raises:
        AssertionError: something was shown that was not noted, or the chain is not whole.
    """
    chance, shown, killed, number = random.Random(seed), set[str](), 0, 0
    longest = _LONGEST
    while killed < kills or (not shown and killed < 9 * kills):
        readers = []
        for _one in range(AT_ONCE):
            number += 1
            readers.append(killing.ready(_read, number))
        started = time.monotonic()
        for process, said in readers:
            until = started + chance.uniform(0.0, longest)
            time.sleep(max(0.0, until - time.monotonic()))
            process.kill()
            process.join()
            killed += 1
            with said:
                shown |= {one.decode() for one in said.read().split(b"\n")[:-1]}
        # Others need the machine as well: kills must not come too early for ever.
        longest *= 1.0 if shown else 1.2
        assert soundness.problems() == []
    noted = {one.texts.what for one in ledger.read(most=10**6) if one.texts}
    unnoted = sorted(shown - noted)
    assert not unnoted[:3], f"{len(unnoted)} shown and not noted"
    # Of what was under way at a kill at most one row a process is there unsaid.
    assert len(noted) - len(shown) <= killed
    return len(shown)


def _read(number: int) -> None:
    """Read one thing after the other; says each once it may be shown."""
    ledger.SECONDS_BETWEEN_TESTIMONIES = 0.0
    person = Person(f"p-{number:016x}", grants=(Grant("coordinator"),), is_signed_in=True)
    print("ready", flush=True)
    with access.acting(person):
        for n in range(10**9):
            audit.read("needs", f"thing {number}-{n}")
            print(f"thing {number}-{n}", flush=True)
