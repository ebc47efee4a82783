"""What it costs to note who reads what, to list it, and to read the whole chain again."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench.report import Options, Report
from seutukuva import access, audit
from seutukuva.audit import ledger, soundness, telling
from seutukuva.audit.ledger import Said
from seutukuva.people.model import LOCAL_PERSON, Grant, Person
from seutukuva.records import place

ROWS, QUICK_ROWS = 200_000, 2_000
AT_ONCE = 1_000  # rows in one transaction, which no reader has
READINGS, AGAIN = 200, 50_000
PEOPLE = 100


def run(options: Options) -> Report:
    """A large audit: one more row, the same again, a page of it, the chain."""
    report = Report("audit")
    rows = QUICK_ROWS if options.quick else ROWS
    with tempfile.TemporaryDirectory() as folder, _own(folder):
        _fill(rows)
        size = place.file().stat().st_size / rows
        report.add("rows", rows)
        report.add("a row", size, "B", most=1_000)
        person = Person("p-00000000000000aa", grants=(Grant("coordinator"),), is_signed_in=True)
        with access.acting(person):
            taken = [_seconds(partial(audit.read, "needs", f"thing {n}")) for n in range(READINGS)]
            report.add("a reading that is noted, median", statistics.median(taken) * 1e3, "ms")
            report.add("the same reading again", _seconds(_again) / AGAIN * 1e6, "us", most=50)
        with access.acting(LOCAL_PERSON):
            shown = _seconds(lambda: telling.listed(telling.Wish(), 200))
            report.add("the newest 200 rows, and how many there are", shown, "s", most=1)
        checked = _seconds(lambda: report.add("problems", len(soundness.problems()), most=0))
        report.add("reading the whole chain again", checked, "s")
    return report


def _again() -> None:
    for _n in range(AGAIN):
        audit.read("needs", "thing 1")


def _fill(rows: int) -> None:
    for _part in range(rows // AT_ONCE):
        said = (f"p-{n % PEOPLE:016x}" for n in range(AT_ONCE))
        ledger.add(
            [Said("read", "needs", one, "analyst:SSYP", "records/need", "needs") for one in said]
        )


@contextmanager
def _own(folder: str) -> Iterator[None]:
    """A server that people sign in to, with an empty log."""
    told = {"SEUTUKUVA_DATA": folder, "SEUTUKUVA_SIGN_IN": str(Path(folder) / "sign-in.toml")}
    gone = ("SEUTUKUVA_DATABASE", "SEUTUKUVA_PUBLIC")
    before = {name: os.environ.get(name) for name in (*told, *gone)}
    os.environ.update(told)
    for name in gone:
        os.environ.pop(name, None)
    audit.forget()
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
