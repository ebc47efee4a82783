"""Kills real imports and acceptances of interviews at random moments and looks at what stands."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from pyarrow import parquet

from etl.cli import main
from seutukuva import records, settings, store
from seutukuva.interviews import batches as reading
from seutukuva.records import batches
from tests import killing
from tests.records import tiny_batch
from tests.records.tiny_batch import upload

AT_ONCE = 3  # uploads that one process accepts, one after the other
FIRMS = 3
PADDING = 400_000  # bytes, so that files are being copied most of the time


def _uploads(data_folder: Path, number: int) -> list[Path]:
    """Uploads that no other round has."""
    return [
        upload(
            data_folder / "inbox" / f"{number}-{one}",
            {f"{number}-{one}-{firm}": "grows" for firm in range(FIRMS)},
            padding=PADDING,
        )
        for one in range(AT_ONCE)
    ]


def _accept(folders: list[Path]) -> None:
    tiny_batch.main(*map(str, folders))


def _raw(batch: reading.Batch) -> list[int]:
    """Row of each cell that is kept as it came."""
    [file] = reading.files([batch], "raw")
    found: list[int] = parquet.read_table(file, columns=["row"])["row"].to_pylist()
    return found


def _whole(folders: list[Path]) -> int:
    """How many of these a reader finds; each of them is whole."""
    store.hold_version()
    names = {json.loads((folder / "summary.json").read_text())["batch"] for folder in folders}
    found = [one for one in reading.every() if one.batch in names]
    for one in found:
        responses, answers = reading.responses([one]), reading.answers([one])
        assert one.responses == len(responses) == len(answers) == FIRMS
        assert len(reading.words([one])) == FIRMS
        assert _raw(one).count(2) == 1
    return len(found)


def acceptances(data_folder: Path, kills: int, *, seed: int = 0) -> int:
    """Kill the last part of imports alone, where files and a row are written.

    Args:
        data_folder: the one that the settings name.

    Returns:
        How many kills left some uploads stored and others not.

    Raises:
        AssertionError: what was said to be stored is not, or something is there in part.
    """
    chance = random.Random(seed)
    started = time.monotonic()
    first, _said = killing.ready(_accept, _uploads(data_folder, 0))
    assert _done(first) == 0
    whole = time.monotonic() - started
    killed, number, told, halfway = 0, 0, AT_ONCE, 0
    while killed < kills or (not halfway and killed < 9 * kills):
        number += 1
        folders = _uploads(data_folder, number)
        process, told_by_it = killing.ready(_accept, folders)
        started = time.monotonic()
        process.join(chance.uniform(0.0, 1.0) * whole)
        if process.exitcode is not None:
            # Faster than before: aim at this, so that kills do not come too late for ever.
            whole = min(whole, time.monotonic() - started)
        else:
            process.kill()
            process.join()
            killed += 1
            # Others need the machine as well: kills must not come too early for ever.
            whole *= 1.05
        with told_by_it:
            said = told_by_it.read().split()
        stored = _whole(folders)
        assert stored == records.latest_seq() - told
        # What was said to be stored is; of the one under way nobody knows.
        assert len(said) <= stored <= min(len(said) + 1, AT_ONCE)
        halfway += 0 < stored < AT_ONCE
        for folder in folders:
            batches.accept(folder, by="local")
        told += AT_ONCE
        assert records.latest_seq() == told, "the next import completes, and stores nothing twice"
    assert halfway, "some were killed at work"
    store.hold_version()
    assert len(reading.standing()) == told and records.verify() == []
    assert {file.suffix for file in settings.batches_folder().glob("[!.]*")} == {".parquet"}
    return halfway


def _business_id(number: int) -> str:
    """A Finnish business identity code of seven digits and the one that checks them."""
    digits = f"{number:07d}"
    rest = sum(int(d) * w for d, w in zip(digits, (7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    return f"{digits}-{11 - rest if rest else 0}" if rest != 1 else _business_id(number + 500_000)


def _spreadsheet(data_folder: Path, number: int) -> Path:
    file = data_folder / f"interviews {number}.csv"
    firms = [_business_id(1_000_000 + 50 * number + firm) for firm in range(FIRMS)]
    lines = [
        "Y-tunnus;Yrityksen nimi;Kunta;Haastattelupäivä;Suostumus tietojen tallentamiseen;"
        "Liikevaihto seuraavien 12 kuukauden aikana;Palvelutarve omin sanoin",
        *(f"{firm};Yritys {firm};Viitasaari;7.10.2026;Kyllä;Kasvaa;Saha" for firm in firms),
    ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def _done(process: ForkServerProcess) -> int | None:
    process.join()
    return process.exitcode


def _command(file: Path) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    os.dup2(sys.stdout.fileno(), sys.stderr.fileno())
    sys.exit(main(["import", "interviews", str(file), "--wave", "2026-10"]))


def _stored(file: Path) -> bool:
    """Whether a reader finds the batch of a file, and then all of it."""
    store.hold_version()
    found = [one for one in reading.every() if one.file_name == file.name]
    for one in found:
        assert one.responses == len(reading.responses([one])) == FIRMS
        chosen = reading.answers([one], ["turnover_outlook"])
        assert list(chosen["option"]) == ["grows"] * FIRMS
        assert list(reading.words([one])["word"]) == ["saha"] * FIRMS
        assert _raw(one).count(2) == 7
    return len(found) == 1


def imports(data_folder: Path, kills: int, *, seed: int = 1) -> int:
    """Kill whole imports, two at once; how many kills left an upload that was read, not stored.

    Arguments and errors are those of ``acceptances``.
    """
    chance = random.Random(seed)
    started = time.monotonic()
    assert _done(killing.begun(_command, _spreadsheet(data_folder, 0))) == 0
    whole = time.monotonic() - started
    assert _stored(data_folder / "interviews 0.csv")
    killed, number, halfway = 0, 0, 0
    waiting: list[Path] = []
    while killed < kills or (not halfway and killed < 9 * kills):
        # Two analysts at once; what was killed is imported again, beside what is new.
        while len(waiting) < 2:
            number += 1
            waiting.append(_spreadsheet(data_folder, number))
        started = time.monotonic()
        at_work = [(file, killing.begun(_command, file)) for file in waiting[:2]]
        for file, process in at_work:
            until = started + chance.uniform(0.0, 1.2) * whole
            process.join(max(0.0, until - time.monotonic()))
            if process.exitcode is not None:
                whole = time.monotonic() - started
            else:
                process.kill()
                process.join()
                killed += 1
                # Others need the machine as well: kills must not come too early for ever.
                whole *= 1.02
                halfway += any((data_folder / "inbox").glob("*/summary.json"))
            if _stored(file):
                waiting.remove(file)
            else:
                assert process.exitcode != 0, "what was said to be stored is there"
    for file in waiting:
        assert _done(killing.begun(_command, file)) == 0
        assert _stored(file)
    store.hold_version()
    assert len(reading.standing()) == number + 1 and records.verify() == []
    assert halfway, "some were killed behind the check"
    return halfway
