"""Kills writers of the log at random moments: what was said to be stored is; nothing is torn."""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from typing import BinaryIO

from seutukuva import records
from seutukuva.errors import RecordConflict
from tests import killing

AT_ONCE = 3  # writers
SHARED = 4  # records that all of them change
_LONGEST = 0.5  # seconds of work before a kill


@dataclass
class Told:
    """What writers have said: rows that were stored, with their texts."""

    rows: dict[int, str]
    killed: int = 0
    at_work: int = 0


def edits(kills: int, *, seed: int = 2) -> Told:
    """Let writers change the same records at once and kill each of them at a random moment.

    Raises:
        AssertionError: a row that was said to be stored is not there as it was said, or the log is
            not whole.
    """
    chance, told = random.Random(seed), Told({})
    number, longest = 0, _LONGEST
    while told.killed < kills or (not told.at_work and told.killed < 9 * kills):
        writers = []
        for _one in range(AT_ONCE):
            number += 1
            writers.append(killing.ready(_write, number))
        started = time.monotonic()
        for process, said in writers:
            until = started + chance.uniform(0.0, longest)
            time.sleep(max(0.0, until - time.monotonic()))
            process.kill()
            process.join()
            told.killed += 1
            told.at_work += _heard(said, told.rows)
        # Others need the machine as well: kills must not come too early for ever.
        longest *= 1.0 if told.at_work else 1.2
        assert records.verify() == []
    stored = {one.seq: str(one.body.get("title")) for one in records.since(0)}
    lost = [seq for seq, title in told.rows.items() if stored.get(seq) != title]
    assert not lost[:3], f"{len(lost)} acknowledged and lost"
    # Of what was under way at a kill at most one row a writer is there unsaid.
    assert len(stored) - len(told.rows) <= told.killed
    assert _goes_on()
    return told


def _write(number: int) -> None:
    """Change one of the shared records again and again; says each row once it is stored."""
    records.history("shared-0")  # brings what an edit needs
    print("ready", flush=True)
    for n in range(10**9):
        id = f"shared-{(number + n) % SHARED}"
        body = {"title": f"writer {number} edit {n}", "kind": "event", "date_from": "2026"}
        versions = records.history(id)
        try:
            expect = versions[-1].seq if versions else None
            entry = records.append("event", body, id=id, by="local", expect=expect)
        except RecordConflict:
            continue  # told, and nothing of it stored
        print(json.dumps([entry.seq, body["title"]]), flush=True)


def _heard(said: BinaryIO, rows: dict[int, str]) -> bool:
    """Note what a writer has said; whether it said anything before it was killed."""
    with said:
        lines = [line for line in said.read().split(b"\n") if line.endswith(b"]")]
    for line in lines:
        seq, title = json.loads(line)
        assert seq not in rows, "two writers were told the same row"
        rows[seq] = title
    return bool(lines)


def _goes_on() -> bool:
    body = {"title": "after all of it", "kind": "event", "date_from": "2026"}
    return records.append("event", body, by="local").seq == records.latest_seq()
