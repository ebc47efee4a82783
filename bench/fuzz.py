"""Bad input by kind, in long runs: what was tried, how it ended, and crashes, of which none may be.

Forms are filled in first, and what was taken of them stands in the log that pages, questions and
rare days are then asked with: so hostile texts go in and come out again.
"""

from __future__ import annotations

import asyncio
import logging
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import serving, signed, versions
from bench.fuzzing import CRASH, REFUSED, TAKEN, Tally, addresses, days, files, typed, uploads
from bench.report import Options, Report
from seutukuva import store, texts

SEED = 20_261
# Tries of each kind, in a long run and in a quick one.
COUNTS = {
    "definition files": (2_000, 40),
    "statistics answers": (40_000, 400),
    "numbers and days typed in": (300_000, 4_000),
    "forms": (6_000, 300),
    "cells of uploaded files": (200, 12),
    "addresses of the open data": (4_000, 150),
    "addresses of pages": (1_500, 40),
}
# Filled-in forms that the pages are asked to show; more would only make each page longer.
SHOWN = 700


def run(options: Options) -> Report:
    """Tries everything and tells how it ended."""
    logging.disable(logging.CRITICAL)
    report = Report("fuzz")
    texts.use("en")
    with tempfile.TemporaryDirectory() as place, versions.looking_at(Path(place) / "data"):
        folder = Path(place)
        versions.starter(folder / "data")
        chance = random.Random(SEED)

        def tried(name: str, work: Callable[[int, random.Random], Tally]) -> None:
            began = time.perf_counter()
            tally = work(COUNTS[name][options.quick], random.Random(chance.random()))
            tell(report, name, tally, time.perf_counter() - began)

        tried("definition files", lambda n, dice: files.of_definitions(n, dice, folder / "own"))
        tried("statistics answers", files.of_answers)
        tried("numbers and days typed in", typed.of_figures)
        tried("forms", lambda n, dice: _forms(n, dice, folder))
        tried("cells of uploaded files", uploads.of_cells)
        tried("addresses of the open data", addresses.of_data)
        tried("addresses of pages", lambda n, dice: _pages(n, dice, folder / "data"))
        of_days = days.of_days(addresses.pages(), days.DAYS[:1] if options.quick else days.DAYS)
        tell(report, "pages on rare days", of_days)
    return report


def tell(report: Report, name: str, tally: Tally, seconds: float = 0.0) -> None:
    """Add what became of the tries of one kind, and say it at once: the whole takes its time."""
    print(f"{name}: {dict(tally.ends)}", file=sys.stderr, flush=True)
    report.add(f"{name}: tried", tally.tries, least=1)
    report.add(f"{name}: taken", tally.ends[TAKEN])
    report.add(f"{name}: refused with words", tally.ends[REFUSED])
    report.add(f"{name}: crashes", tally.ends[CRASH], most=0)
    if seconds:
        report.add(f"{name}: time", seconds, "s")
    report.notes.extend(f"{name}: {one}" for one in tally.said[:5])


def _forms(count: int, chance: random.Random, folder: Path) -> Tally:
    """Forms in a log of their own, then some that stay for the pages."""
    own = folder / "forms"
    shutil.copytree(folder / "data" / "build", own / "build")
    with versions.looking_at(own):
        tally = typed.of_forms(count, chance)
        typed.of_questions(tally)
    kept = typed.of_forms(min(SHOWN, count), chance)
    tally.ends += kept.ends
    tally.said += kept.said
    return tally


def _pages(count: int, chance: random.Random, data: Path) -> Tally:
    # One reader asks more than any person could.
    os.environ.setdefault("SEUTUKUVA_LIMITS", signed.UNLIMITED)
    names = {page: addresses.names_of(page) for page in addresses.pages()}
    store._rows.cache_clear()
    with serving.served(data) as server:
        return asyncio.run(addresses.of_pages(count, chance, server.address, names))
