"""Kills writers of the log at random moments: what was said to be stored is; nothing is torn."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import sys
import time
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import BinaryIO

from seutukuva import records, settings
from seutukuva.errors import RecordConflict

AT_ONCE = 3  # writers
SHARED = 4  # records that all of them change
# Python's own start takes longer than an edit, and stores nothing.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.records.edit_killing", "seutukuva.records.log"])
_LONGEST = 0.5  # seconds of work before a kill


@dataclass
class Told:
    """What writers have said: rows that were stored, with their texts."""

    rows: dict[int, str]
    killed: int = 0
    at_work: int = 0


def edits(data_folder: Path, kills: int, *, seed: int = 2) -> Told:
    """Let writers change the same records at once and kill each of them at a random moment.

    Args:
        data_folder: the one that the settings name.

    Raises:
        AssertionError: a row that was said to be stored is not there as it was said, or the log is
            not whole.
    """
    chance, told = random.Random(seed), Told({})
    number = 0
    while told.killed < kills or (not told.at_work and told.killed < 9 * kills):
        writers = []
        for _one in range(AT_ONCE):
            number += 1
            writers.append(_begun(number))
        started = time.monotonic()
        for process, said in writers:
            until = started + chance.uniform(0.0, _LONGEST)
            time.sleep(max(0.0, until - time.monotonic()))
            process.kill()
            process.join()
            told.killed += 1
            told.at_work += _heard(said, told.rows)
        assert records.verify() == []
    stored = {one.seq: str(one.body.get("title")) for one in records.since(0)}
    lost = {seq: title for seq, title in told.rows.items() if stored.get(seq) != title}
    assert not lost, f"acknowledged and lost: {lost}"
    # Of what was under way at a kill at most one row a writer is there unsaid.
    assert len(stored) - len(told.rows) <= told.killed
    assert _goes_on()
    return told


def _begun(number: int) -> tuple[ForkServerProcess, BinaryIO]:
    receiver, sender = FORKS.Pipe(duplex=False)
    data_folder = str(settings.data_folder())
    process = FORKS.Process(target=_write, args=(number, data_folder, sender))
    process.start()
    sender.close()
    said = os.fdopen(os.dup(receiver.fileno()), "rb")
    receiver.close()
    assert said.readline() == b"ready\n"
    return process, said


def _write(number: int, data_folder: str, told: object) -> None:
    """Change one of the shared records again and again; says each row once it is stored."""
    os.environ["SEUTUKUVA_DATA"] = data_folder
    os.dup2(told.fileno(), sys.stdout.fileno())  # type: ignore[attr-defined]
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
