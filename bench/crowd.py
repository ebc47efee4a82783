"""A hundred readers for a quarter of an hour, over all pages, while interviews come in and new
statistics are published.

Each reader opens a page, reads, chooses in one of its lists or goes to another page, and now and
then closes the tab and comes back. Every third is not signed in and sees the public pages; the
others have one role each. Meanwhile a workbook of interviews is imported and a version of the
statistics published by processes of their own, as an analyst and a timer do. What is timed is what
a reader waits for: from the click to the last message of the page.

The server and its readers go before other work of the machine, where the system lets them, so that
a busy machine measures the program and not its neighbours.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from websockets.exceptions import WebSocketException

from bench import signed, uploads, versions
from bench.reader import PageFailed, Reader
from bench.report import Options, Report
from bench.serving import Server, busy_seconds
from bench.signed import Group, Site
from bench.timing import quantile
from seutukuva import navigation, settings
from tests.pack import filled

MOST_P95 = 1000.0  # milliseconds
MOST_SLOPE = 1.0  # MiB a minute
CHOOSES, STAYS = 0.5, 0.95
MOST_OPTIONS = 100
SEED = 8
_SHARE = Path("/proc/self/autogroup")
FIRST = -10  # how politely the server and its readers work; others have 0
GROUPS = (
    Group("viewers", "viewer"),
    Group("analysts", "analyst", "SSYP"),
    Group("owners", "area_owner", "SSYP"),
    Group("coordinators", "coordinator"),
    Group("administrators", "administrator"),
)
_SAMPLE = 5.0  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Size:
    """How much is tried; seconds and counts.

    Attributes:
        warm: seconds of the same with hastier readers, before anything is measured: what is kept
            of what was shown fills, and a workbook and a version come.
        think: between two clicks of a reader, on average; ``hasty``: while it gets warm.
        processes: servers that share the readers, each reader staying with one.
        rows: of the workbook that is imported.
    """

    users: int = 100
    seconds: float = 900.0
    warm: float = 240.0
    think: float = 10.0
    hasty: float = 5.0
    processes: int = 1
    rows: int = 2000


QUICK = Size(users=8, seconds=20.0, warm=8.0, think=1.5, hasty=1.0, rows=60)


@dataclass(slots=True)
class Met:
    """What the readers met with.

    Attributes:
        waits: (page, milliseconds) of every choice in a list of a page.
        openings: likewise of every page that was opened.
        errors: what went wrong, in words, how often.
        memory: (seconds since the start, MiB of all servers).
    """

    waits: list[tuple[str, float]] = field(default_factory=list)
    openings: list[tuple[str, float]] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[float, float]] = field(default_factory=list)
    work: dict[str, tuple[int, float]] = field(default_factory=dict)
    busy: tuple[float, float, float] = (0.0, 0.0, 0.0)
    sessions: int = 0


def run(options: Options) -> Report:
    """Real servers on a programme's year of entries, one client process."""
    report = Report("crowd")
    size = QUICK if options.quick else Size(processes=int(os.environ.get("CROWD_PROCESSES", "1")))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        data = Path(folder)
        books = _filled(data, size)
        sites = []
        for number in range(size.processes):
            place = data / f"site-{number}"
            place.mkdir()
            sites.append(stack.enter_context(signed.served(data, place, GROUPS)))
        if not _go_first([os.getpid(), *(one.process for one in sites)]):
            report.notes.append("other work of the machine counts: nobody may go before it here")
        met = asyncio.run(_meet(size, sites, books[1:], data))
    _tell(report, size, met)
    return report


def _filled(data: Path, size: Size) -> list[Path]:
    """A year of entries, and workbooks of interviews: one is stored, two are to be imported."""
    versions.starter(data)
    books = []
    for name, rows in (("first", max(60, size.rows // 10)), ("second", size.rows), ("third", 0)):
        books.append(data / f"{name}.xlsx")
        uploads.write(books[-1], rows or size.rows + 1)
    with versions.looking_at(data):
        filled.year()
    asyncio.run(_done(_import(books[0], "2026-04"), data))
    return books


def _go_first(processes: Sequence[int]) -> bool:
    """Let processes go before others; gives whether the system allows it."""
    try:
        # Where each terminal's programs share the processor as one, that share decides.
        if _SHARE.exists():
            _SHARE.write_text(str(FIRST), encoding="ascii")
        for process in processes:
            for thread in Path(f"/proc/{process}/task").iterdir():
                os.setpriority(os.PRIO_PROCESS, int(thread.name), FIRST)
    except OSError:
        return False
    return True


def _import(book: Path, wave: str) -> list[str]:
    return ["import", "interviews", str(book), "--wave", wave, "--organisation", "SSYP", "--yes"]


async def _done(command: Sequence[str], data: Path) -> tuple[int, float]:
    """Status and seconds of a command of the program."""
    start = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        # As politely as if nobody here went first.
        *("nice", "-n", str(-os.getpriority(os.PRIO_PROCESS, 0))),
        *(sys.executable, "-m", "etl", *command),
        cwd=settings.REPOSITORY,
        env={**os.environ, "SEUTUKUVA_DATA": str(data)},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )
    return await process.wait(), time.perf_counter() - start


async def _work(seconds: float, book: Path, data: Path, met: Met) -> None:
    """An import after a quarter of the time, and a version of the statistics at the half."""
    start = time.perf_counter()
    await asyncio.sleep(seconds / 4)
    met.work["import"] = await _done(_import(book, "2026-10"), data)
    await asyncio.sleep(max(0.0, start + seconds / 2 - time.perf_counter()))
    met.work["publish"] = await _done(["run", "--offline"], data)


async def _meet(size: Size, sites: Sequence[Site], books: Sequence[Path], data: Path) -> Met:
    warming, met = Met(), Met()
    until = time.perf_counter() + size.warm
    async with asyncio.TaskGroup() as group:
        # Warm is who has seen all kinds of work once: what grows then grows with each of them.
        group.create_task(_work(size.warm, books[0], data, warming))
        for number in range(size.users):
            hasty = _Visitor(size.hasty, sites[number % len(sites)], number, until)
            group.create_task(_browse(hasty, warming))
    met.errors += warming.errors
    servers = [Server(one.address, one.process) for one in sites]
    start, client = time.perf_counter(), time.process_time()
    before, busy = sum(one.processor_seconds() for one in servers), busy_seconds()
    until = start + size.seconds

    async def watch() -> None:
        while time.perf_counter() < until:
            met.memory.append((time.perf_counter() - start, sum(one.memory() for one in servers)))
            await asyncio.sleep(min(_SAMPLE, size.seconds / 20))

    async with asyncio.TaskGroup() as group:
        group.create_task(_work(size.seconds, books[1], data, met))
        group.create_task(watch())
        for number in range(size.users):
            one = _Visitor(size.think, sites[number % len(sites)], number, until)
            group.create_task(_browse(one, met))
    passed = time.perf_counter() - start
    ours = (sum(one.processor_seconds() for one in servers) - before) / passed
    own = (time.process_time() - client) / passed
    met.busy = ours, own, (busy_seconds() - busy) / passed - ours - own
    return met


@dataclass(frozen=True, slots=True)
class _Visitor:
    """A reader with a number, who stays with one server until the time is over."""

    think: float
    site: Site
    number: int
    until: float

    async def arrive(self) -> Reader:
        """Open a tab: two of three are signed in, in every role."""
        value = ""
        if self.number % 3:
            group = GROUPS[self.number % len(GROUPS)]
            told = signed.claims(f"reader-{self.number}", (group.name,), nonce=str(self.number))
            value = signed.cookie(self.site, told)
        return await signed.arrive_as(self.site, value)


async def _browse(visitor: _Visitor, met: Met) -> None:
    """One reader, until the time is over."""
    dice = random.Random(SEED + visitor.number)
    pages = ["", *(page.name for page in navigation.found()[1:])]
    reader: Reader | None = None
    pause, page = dice.uniform(0, visitor.think), ""
    while time.perf_counter() + pause < visitor.until:
        await asyncio.sleep(pause)
        pause = dice.expovariate(1 / visitor.think)
        try:
            if reader is None:
                reader = await visitor.arrive()
                met.sessions += 1
                page = dice.choice(pages)
                met.openings.append((page, (await reader.visit(page)).seconds * 1000))
                continue
            share = dice.random()
            if share < CHOOSES and (chosen := _choice(reader, dice)):
                met.waits.append((page, (await reader.choose(*chosen)).seconds * 1000))
            elif share < STAYS:
                page = dice.choice(pages)
                met.openings.append((page, (await reader.visit(page)).seconds * 1000))
            else:
                await reader.leave()
                reader = None
        except (PageFailed, WebSocketException, OSError) as error:
            met.errors[f"/{page}: {type(error).__name__}: {str(error)[:300]}"] += 1
            if reader:
                with suppress(WebSocketException, OSError):
                    await reader.leave()
            reader = None
    if reader:
        await reader.leave()


def _choice(reader: Reader, dice: random.Random) -> tuple[str, str] | None:
    """Another option of one of the page's lists; None where there is nothing to choose."""
    open_lists = [
        (key, others)
        for key, one in sorted(reader.choices.items())
        if (others := [name for name in one.options[:MOST_OPTIONS] if name != one.value])
    ]
    if not open_lists:
        return None
    key, others = dice.choice(open_lists)
    return key, dice.choice(others)


def slope(memory: Sequence[tuple[float, float]], since: float = 0.0) -> float:
    """MiB a minute by which memory grows after the first ``since`` seconds: least squares.

    NaN where there are fewer than three samples.
    """
    after = [(at / 60, used) for at, used in memory if at >= since]
    if len(after) < 3:
        return float("nan")
    minutes, used = np.array(after).T
    return float(np.polyfit(minutes, used, 1)[0])


def _tell(report: Report, size: Size, met: Met) -> None:
    report.add("readers at once", size.users)
    report.add("server processes", size.processes)
    report.add("minutes", size.seconds / 60)
    report.add("minutes of getting warm before", size.warm / 60)
    report.add("seconds between two clicks of a reader, on average", size.think)
    report.add("sessions opened", met.sessions)
    for name, found in (("reruns", met.waits), ("pages opened", met.openings)):
        waits = [wait for _page, wait in found]
        report.add(f"{name}", len(waits), least=1)
        report.add(f"{name}: median", statistics.median(waits), "ms")
        report.add(f"{name}: p95", quantile(waits, 0.95), "ms", most=MOST_P95)
        report.add(f"{name}: longest", max(waits), "ms")
    report.add("errors", sum(met.errors.values()), most=0)
    for name, (status, seconds) in met.work.items():
        report.add(f"{name} meanwhile: exit status", status, most=0)
        report.add(f"{name} meanwhile", seconds, "s")
    report.add("memory at the start", met.memory[0][1], "MiB")
    report.add("memory at the end", met.memory[-1][1], "MiB")
    is_whole = size.seconds >= Size().seconds
    grown = slope(met.memory)
    report.add("memory after warm-up", grown, "MiB/min", most=MOST_SLOPE if is_whole else None)
    for name, processors in zip(("the servers", "the client", "all else"), met.busy, strict=True):
        report.add(f"processors that {name} kept busy", processors)
    for page, wait in _slowest(met):
        report.notes.append(f"slowest: /{page}: p95 {wait:.0f} ms")
    report.notes += [f"{count} × {words}" for words, count in met.errors.most_common(8)]
    steps = met.memory[:: max(1, len(met.memory) // 15)]
    report.notes.append("memory: " + ", ".join(f"{at / 60:.1f} min {mib:.0f}" for at, mib in steps))


def _slowest(met: Met, most: int = 5) -> list[tuple[str, float]]:
    by_page: dict[str, list[float]] = {}
    for page, wait in (*met.waits, *met.openings):
        by_page.setdefault(page, []).append(wait)
    found = [(page, quantile(waits, 0.95)) for page, waits in by_page.items()]
    return sorted(found, key=lambda one: -one[1])[:most]
