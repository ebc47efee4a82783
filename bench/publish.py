"""Versions published under four readers: every read is of one version, whole and as published."""

from __future__ import annotations

import multiprocessing
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import versions
from bench.report import Options, Report
from etl import build, publish
from etl.changes import ChangeReport
from etl.publish import Review
from seutukuva import instances, settings, store

PROCESSES, THREADS = 2, 2  # four readers
READS, QUICK_READS = 5_000, 400
PUBLISHES, QUICK_PUBLISHES = 12, 3
ROWS, QUICK_ROWS = 1_000_000, 100_000
MOST_INCONSISTENT = 0

# One statement sees one version. That of both fact tables and of the indicators' stated extent
# must be what the version says of itself.
WHOLE = """
    select
        (select version from build_info),
        (select content_hash from build_info),
        (select count(*) || '|' || sum(value::decimal(38, 1)) from fct_observation),
        (select count(*) || '|' || sum(value::decimal(38, 1)) from fct_observation_by_area),
        (select sum(observation_count) from dim_indicator),
        (select count(value) from fct_observation)
"""


@dataclass
class Seen:
    """What one reading process saw."""

    reads: int = 0
    versions: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)


def run(options: Options) -> Report:
    """Publishes prepared candidates one after another while four readers read without a pause."""
    report = Report("publish")
    reads = QUICK_READS if options.quick else READS
    rows = QUICK_ROWS if options.quick else ROWS
    publishes = QUICK_PUBLISHES if options.quick else PUBLISHES
    with tempfile.TemporaryDirectory() as folder, versions.looking_at(Path(folder)):
        base = Path(folder) / "base.duckdb"
        shutil.move(versions.starter(Path(folder)), base)
        shutil.rmtree(settings.build_folder())
        settings.build_folder().mkdir()
        times, seen = _published_under_readers(_candidates(base, rows, publishes), reads)
    every = [problem for one in seen for problem in one.problems]
    report.add("observations of each version", rows)
    report.add("versions published under readers", len(times) - 1)
    report.add("versions that readers saw", len(set().union(*(one.versions for one in seen))))
    report.add("from finished file to pointer, slowest", max(times) * 1000, "ms")
    report.add("from finished file to pointer", statistics.median(times) * 1000, "ms")
    report.add("reads", sum(one.reads for one in seen), least=reads)
    report.add("inconsistent or failed reads", len(every), most=MOST_INCONSISTENT)
    report.notes.extend(sorted(set(every))[:5])
    return report


def _candidates(base: Path, rows: int, publishes: int) -> Iterator[Review]:
    """A candidate each time it is asked, with other figures and another number of them."""
    for number in range(publishes + 1):
        versions.write(
            build.candidate_file(),
            base,
            rows + number * rows // 50,
            f"bench-{number:03d}",
            salt=number,
        )
        made = build.described(build.candidate_file())
        # The figures are made up, so what the checks would say of them means nothing.
        change = ChangeReport(made.version, "", False, 0, made.observations, ())
        yield Review(made, (), change, build.candidate_file())


def _published_under_readers(
    candidates: Iterator[Review], reads: int
) -> tuple[list[float], list[Seen]]:
    times = [_publish(next(candidates))]
    context = multiprocessing.get_context("spawn")
    stop, results = context.Event(), context.Queue()
    counts = [context.Value("q", 0) for _ in range(PROCESSES)]
    readers = [
        context.Process(target=_read_on, args=(str(settings.data_folder()), stop, count, results))
        for count in counts
    ]
    for reader in readers:
        reader.start()
    _until(counts, PROCESSES)
    times += [_publish(candidate) for candidate in candidates]
    _until(counts, reads)
    stop.set()
    seen = [results.get(timeout=60) for _ in readers]
    for reader in readers:
        reader.join()
    return times, seen


def _publish(candidate: Review) -> float:
    start = time.perf_counter()
    publish.publish_reviewed(candidate)
    return time.perf_counter() - start


def _until(counts: list[Any], reads: int) -> None:
    deadline = time.monotonic() + 900
    while sum(count.value for count in counts) < reads and time.monotonic() < deadline:
        time.sleep(0.05)


def _read_on(data_folder: str, stop: Any, count: Any, results: Any) -> None:
    """A reading process: some threads that read until told to stop."""
    with versions.looking_at(Path(data_folder)):
        seen = [Seen() for _ in range(THREADS)]
        threads = [threading.Thread(target=_reads, args=(one, stop, count)) for one in seen]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    results.put(
        Seen(
            sum(one.reads for one in seen),
            set().union(*(one.versions for one in seen)),
            [problem for one in seen for problem in one.problems],
        )
    )


def _reads(seen: Seen, stop: Any, count: Any) -> None:
    while not stop.is_set():
        try:
            problem = _read(seen)
        except Exception as error:  # whatever it is, a page would have failed
            problem = f"{type(error).__name__}: {error}"
        if problem:
            seen.problems.append(problem)
        seen.reads += 1
        with count.get_lock():
            count.value += 1


def _read(seen: Seen) -> str:
    """One read through the store; what is wrong with it, or nothing."""
    version = store.current_version()
    with instances.cursor(version, str(settings.build_folder())) as cursor:
        row = cursor.execute(WHOLE).fetchone()
    if row is None:
        return "no row"
    name, said, by_indicator, by_area, stated, figures = row
    seen.versions.add(name)
    if name != version.id:
        return f"pointed to {version.id}, read {name}"
    if not said == by_indicator == by_area:
        return f"{name} says {said}, holds {by_indicator} and {by_area}"
    if stated != figures:
        return f"{name}: indicators state {stated} figures, there are {figures}"
    return ""
