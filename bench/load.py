"""Many readers at once on the fullest page, beside the same page in plain Streamlit and pandas.

Readers choose another area, think, and choose again. Three of four choices are areas of the
programme, as those who work with it look at them; the fourth is any area of the list, which the
server has often not shown before. What is timed is what a reader waits for: from the choice sent
to the last message of the page that it brings.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bench import plain, versions
from bench.reader import Answer, PageFailed, Reader, arrive
from bench.report import Options, Report
from bench.serving import Server, busy_seconds, served, streamlit_run
from bench.timing import quantile
from seutukuva import definitions, navigation

USERS = 50
THINK = 5.0  # seconds, on average
MOST_OVER_SINGLE, MOST_OVER_SINGLE_TWO = 4.0, 8.0
MOST_P95 = 200.0
MOST_SESSION = 1.0
OWN_SHARE = 0.75
QUIET = 0.2  # processors that other work may keep busy
SEED = 3
AREA = "widget_area"


@dataclass(frozen=True, slots=True)
class Size:
    """How much of everything is measured; seconds and counts."""

    users: int
    crowd_seconds: float
    turns: int
    page_turns: int


FULL = Size(users=USERS, crowd_seconds=30.0, turns=40, page_turns=12)
QUICK = Size(users=5, crowd_seconds=6.0, turns=6, page_turns=2)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a server, and the key of the list that its readers choose from."""

    server: Server
    name: str
    key: str = AREA


class Areas:
    """The areas that readers choose: as many draws, in the same order, for whoever is measured."""

    def __init__(self, options: Sequence[str], own: int) -> None:
        self.own, self.others = tuple(options[:own]), tuple(options[own:])
        self._seen: set[tuple[Server, str]] = set()

    def draw(self, seed: int) -> Iterator[str]:
        """Without end; never the same area twice in a row."""
        dice = random.Random(seed)
        last = ""
        while True:
            chosen = dice.choice(self.own if dice.random() < OWN_SHARE else self.others)
            if chosen != last:
                yield chosen
                last = chosen

    def is_first(self, server: Server, area: str) -> bool:
        """Whether a server has not shown the area before; now it has."""
        before = len(self._seen)
        self._seen.add((server, area))
        return len(self._seen) > before


@dataclass(slots=True)
class Crowd:
    """What a crowd of readers met with.

    Attributes:
        waits: milliseconds of every rerun.
        first: those of areas that the server had not shown before.
        server: processors that the servers kept busy; likewise the client, and whatever else
            ran on the machine meanwhile.
    """

    waits: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    server: float = 0.0
    client: float = 0.0
    others: float = 0.0

    @property
    def p50(self) -> float:
        """Median wait in milliseconds."""
        return statistics.median(self.waits)

    @property
    def p95(self) -> float:
        """The wait that one rerun in twenty is longer than, in milliseconds."""
        return quantile(self.waits, 0.95)


def run(options: Options) -> Report:
    """Real server processes on the starter data, one client process."""
    report = Report("load")
    size = QUICK if options.quick else FULL
    with ExitStack() as stack:
        folder, tables = (Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in "ab")
        plain.write_tables(versions.starter(folder), tables)
        ours = [stack.enter_context(served(folder)) for _ in range(2)]
        peer = stack.enter_context(streamlit_run(plain.SCRIPT, tables))
        asyncio.run(_measure(report, size, ours, peer))
    return report


async def _measure(report: Report, size: Size, ours: Sequence[Server], peer: Server) -> None:
    areas = await _areas(ours[0], peer)
    page = Page(ours[0], await _fullest(report, size, ours[0], areas))
    twin, plainly = Page(ours[1], page.name), Page(peer, "", "area")
    for each in (page, twin, plainly):
        await _warm(each, areas)
    alone, peer_alone = await _alone(size, page, plainly, areas)
    report.add("load of the machine before", os.getloadavg()[0])
    report.add("one reader, median", alone.p50, "ms")
    report.add("one reader, p95", alone.p95, "ms")
    readers = await _sessions(report, size, page, areas)
    crowd = await _crowd(size, {page: readers}, areas, SEED * 1000)
    _tell(report, f"{size.users} readers", crowd)
    over = f"p95 of {size.users} readers / median of one"
    report.add(over, crowd.p95 / alone.p50, "×", most=MOST_OVER_SINGLE)
    both = {page: readers, twin: await _opened(twin, size.users)}
    two = await _crowd(size, both, areas, SEED * 2000)
    await _left(*both.values())
    _tell(report, f"{2 * size.users} readers on two processes", two, most=None)
    over = f"p95 of {2 * size.users} readers on two processes / median of one"
    report.add(over, two.p95 / alone.p50, "×", most=MOST_OVER_SINGLE_TWO)
    those = {plainly: await _opened(plainly, size.users)}
    crowded = await _crowd(size, those, areas, SEED * 1000)
    _beside(report, size, (alone, crowd), (peer_alone, crowded))


def _tell(report: Report, who: str, crowd: Crowd, most: float | None = MOST_P95) -> None:
    report.add(f"{who}: reruns", len(crowd.waits))
    report.add(f"{who}: median", crowd.p50, "ms")
    report.add(f"{who}: p95", crowd.p95, "ms", most=most)
    if crowd.first:
        report.add(f"{who}: median of first looks", statistics.median(crowd.first), "ms")
    report.add(f"{who}: processors that the servers kept busy", crowd.server)
    report.add(f"{who}: likewise the client", crowd.client)
    report.add(f"{who}: likewise everything else on this machine", crowd.others)
    if crowd.others > QUIET:
        report.notes.append(f"{who}: other work ran on this machine, the limits say little")


def _beside(
    report: Report, size: Size, ours: tuple[Crowd, Crowd], peer: tuple[Crowd, Crowd]
) -> None:
    who = ("one reader", f"{size.users} readers")
    for name, mine, theirs in zip(who, ours, peer, strict=True):
        report.add(f"plain Streamlit and pandas, {name}: median", theirs.p50, "ms")
        report.add(f"plain Streamlit and pandas, {name}: p95", theirs.p95, "ms")
        report.add(f"plain / ours, {name}: median", theirs.p50 / mine.p50, "×", least=1.0)
        report.add(f"plain / ours, {name}: p95", theirs.p95 / mine.p95, "×", least=1.0)


async def _areas(ours: Server, peer: Server) -> Areas:
    """What both can show, those of the programme first."""
    mine, theirs = await arrive(ours.address), await arrive(peer.address)
    await mine.visit("area")
    await theirs.visit("")
    common = set(theirs.choices["area"].options)
    options = dict.fromkeys(one for one in mine.choices[AREA].options if one in common)
    await _left([mine, theirs])
    programme = definitions.load().programme
    return Areas(list(options), len([*programme.compare, *programme.areas]))


async def _fullest(report: Report, size: Size, server: Server, areas: Areas) -> str:
    """The page whose reruns bring most, of all that have a list of areas."""
    brought = {}
    # The first page is the one at the bare address.
    for name in ["", *(page.name for page in navigation.found()[1:])]:
        reader = await arrive(server.address)
        await reader.visit(name)
        if AREA in reader.choices:
            before = server.processor_seconds()
            draws = areas.draw(SEED)
            answers = [await reader.choose(AREA, next(draws)) for _ in range(size.page_turns)]
            cost = (server.processor_seconds() - before) / len(answers) * 1000
            brought[name] = statistics.median(one.bytes for one in answers) / 1024
            report.add(f"/{name}: processor's time of a rerun", cost, "ms")
            report.add(f"/{name}: messages of a rerun", brought[name], "KiB")
        await reader.leave()
    fullest = max(brought, key=brought.__getitem__)
    report.notes.append(f"the fullest page: /{fullest}")
    return fullest


async def _chosen(reader: Reader, key: str, area: str) -> Answer:
    """Choose an area and see that the page is now about it."""
    answer = await reader.choose(key, area)
    if area.partition(",")[0] not in reader.said():
        raise PageFailed(f"{area} was chosen, the page is about {reader.title}")
    return answer


async def _warm(page: Page, areas: Areas) -> None:
    """A server that has been in use: everyone of the programme has been looked at."""
    reader = await arrive(page.server.address)
    await reader.visit(page.name)
    for area in areas.own:
        areas.is_first(page.server, area)
        await _chosen(reader, page.key, area)
    await reader.leave()


async def _alone(size: Size, page: Page, peer: Page, areas: Areas) -> tuple[Crowd, Crowd]:
    """One reader of each, turn by turn, so that a slow second slows both."""
    crowds = (Crowd(), Crowd())
    readers = [(await _opened(one, 1))[0] for one in (page, peer)]
    draws = areas.draw(SEED + 1)
    for _ in range(size.turns):
        area = next(draws)
        areas.is_first(page.server, area)
        for one, reader, crowd in zip((page, peer), readers, crowds, strict=True):
            crowd.waits.append((await _chosen(reader, one.key, area)).seconds * 1000)
            # The server tidies up after a run; the next one is not to wait for that.
            await asyncio.sleep(0.05)
    await _left(readers)
    return crowds


async def _opened(page: Page, count: int) -> list[Reader]:
    readers = []
    for _ in range(count):
        reader = await arrive(page.server.address)
        await reader.visit(page.name)
        readers.append(reader)
    return readers


async def _sessions(report: Report, size: Size, page: Page, areas: Areas) -> list[Reader]:
    """Sessions that stay open, and what memory each of them takes."""

    async def used(count: int) -> list[Reader]:
        readers = await _opened(page, count)
        for number, reader in enumerate(readers):
            for step in range(3):
                area = areas.own[(number + step) % len(areas.own)]
                await _chosen(reader, page.key, area)
        return readers

    # The first sessions make the process grow by what all later ones share.
    shared = await used(size.users // 5)
    before = page.server.memory()
    readers = await used(size.users)
    after = page.server.memory()
    report.add("memory of the server before the sessions", before, "MiB")
    report.add("memory of a session", (after - before) / len(readers), "MiB", most=MOST_SESSION)
    await _left(shared)
    return readers


async def _crowd(size: Size, readers: dict[Page, list[Reader]], areas: Areas, seed: int) -> Crowd:
    crowd = Crowd()
    servers = [page.server for page in readers]
    start, client = time.perf_counter(), time.process_time()
    before = sum(server.processor_seconds() for server in servers)
    busy = busy_seconds()
    until = start + size.crowd_seconds

    async def one(page: Page, reader: Reader, number: int) -> None:
        dice, draws = random.Random(number), areas.draw(number)
        pause = dice.uniform(0, THINK)
        while time.perf_counter() + pause < until:
            await asyncio.sleep(pause)
            area = next(draws)
            is_first = areas.is_first(page.server, area)
            wait = (await _chosen(reader, page.key, area)).seconds * 1000
            crowd.waits.append(wait)
            if is_first:
                crowd.first.append(wait)
            pause = dice.expovariate(1 / THINK)

    every = [(page, reader) for page, those in readers.items() for reader in those]
    async with asyncio.TaskGroup() as group:
        for number, (page, reader) in enumerate(every):
            group.create_task(one(page, reader, seed + number))
    passed = time.perf_counter() - start
    crowd.server = (sum(server.processor_seconds() for server in servers) - before) / passed
    crowd.client = (time.process_time() - client) / passed
    crowd.others = (busy_seconds() - busy) / passed - crowd.server - crowd.client
    return crowd


async def _left(*readers: Sequence[Reader]) -> None:
    for those in readers:
        for reader in those:
            await reader.leave()
