"""Every query of the pages on a small and on a large published version, and beside SQLite."""

from __future__ import annotations

import random
import re
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import versions
from bench.report import Options, Report
from bench.timing import interleaved, quantile, ratio
from bench.versions import Made
from etl import build
from seutukuva import settings, store

SMALL = 1_000_000
MOST_OF_SMALL = 2.0
MOST_AT_P95 = 100.0
LEAST_OF_SQLITE = 3.0
THREADS = 20
PATIENCE = 20.0  # seconds for one query; a slow one is not measured as often
ROOMS = ("pages", "shared")


@dataclass(frozen=True, slots=True)
class Names:
    """What there is to ask for in one version."""

    areas: list[str]
    indicators: list[tuple[str, str]]
    periods: dict[str, list[str]]
    groups: list[str]


def run(options: Options) -> Report:
    """Builds both versions in a temporary folder and asks them."""
    report = Report("queries")
    rounds = 9 if options.quick else 31
    with tempfile.TemporaryDirectory() as folder:
        base = versions.starter(Path(folder) / "starter")
        small = versions.large(Path(folder) / "small", base, SMALL, "small")
        start = time.perf_counter()
        large = versions.large(Path(folder) / "large", base, options.rows, "large")
        report.add("observations of the small version", small.rows)
        report.add("observations of the large version", large.rows)
        report.add(
            "large version: build of the facts in both orders", time.perf_counter() - start, "s"
        )
        report.add("large version: file", large.file.stat().st_size / 2**20, "MiB")
        _growth(report, small, large, rounds)
        _crowd(report, large, 10 if options.quick else 25)
        _beside_sqlite(report, large, Path(folder), rounds)
    return report


def asked() -> list[str]:
    """Names of the queries that pages ask."""
    root = settings.queries_folder()
    files = sorted(file for room in ROOMS for file in (root / room).rglob("*.sql"))
    return [file.relative_to(root).with_suffix("").as_posix() for file in files]


def ask(made: Made, name: str, params: dict[str, Any]) -> Any:
    """What `store.run` does when the answer is not yet in its cache."""
    folder = str(made.folder / "build")
    return store._asked(made.version, folder, name, store.query_text(name), params)


def ask_text(made: Made, text: str, params: dict[str, Any]) -> Any:
    """As `ask`, a question that no page asks."""
    return store._asked(made.version, str(made.folder / "build"), "bench", text, params)


def names_in(made: Made) -> Names:
    """Areas, indicators, periods and peer groups of a version."""
    with build.opened(made.file) as con:
        areas = [
            r[0]
            for r in con.execute("select distinct area_id from fct_observation_by_area").fetchall()
        ]
        indicators = con.execute("select indicator_id, period_kind from dim_indicator").fetchall()
        periods: dict[str, list[str]] = {}
        for kind, period in con.execute(
            "select distinct i.period_kind, o.period from fct_observation as o"
            " inner join dim_indicator as i using (indicator_id) where o.area_id = 'FI-SSS'"
        ).fetchall():
            periods.setdefault(kind, []).append(period)
        groups = [r[0] for r in con.execute("select distinct group_id from dim_peer").fetchall()]
    return Names(areas, indicators, periods, groups or ["own_region"])


def parameters(name: str, names: Names, dice: random.Random) -> dict[str, Any]:
    """Values for the parameters of a query, as a page would choose them, different every time.

    Raises:
        KeyError: the query takes a parameter that is not known here.
    """
    indicator, kind = dice.choice(names.indicators)
    area = dice.choice(names.areas)
    first = dice.randint(versions.FIRST_YEAR, versions.LAST_YEAR - 10)
    several = [one for one, _ in dice.sample(names.indicators, min(12, len(names.indicators)))]
    known: dict[str, Any] = {
        "area_id": area,
        "area_ids": tuple({area, *dice.sample(names.areas, 8)}),
        "compare_ids": (area, *dice.sample(names.areas, 3)),
        "country": "FI",
        "group_id": dice.choice(names.groups),
        "indicator_id": indicator,
        "indicator_ids": tuple(several),
        "n": dice.randint(10, 400),
        "period": dice.choice(names.periods[kind]),
        "year_from": first,
        "year_to": dice.randint(first + 5, versions.LAST_YEAR),
    }
    return {key: known[key] for key in _wanted(name)}


def _wanted(name: str) -> list[str]:
    found = re.search(r"^-- Params: +(.+)$", store.query_text(name), re.MULTILINE)
    wanted = [one.strip() for one in found.group(1).split(",")] if found else []
    return [] if wanted == ["none"] else wanted


def _growth(report: Report, small: Made, large: Made, rounds: int) -> None:
    """Each query's time on the large version over its time on the small one."""
    both = {"small": (small, names_in(small)), "large": (large, names_in(large))}
    dice = random.Random(5)
    for name in asked():

        def job(which: str, name: str = name) -> Callable[[], Any]:
            made, names = both[which]
            return lambda: ask(made, name, parameters(name, names, dice))

        times = interleaved({which: job(which) for which in both}, rounds, patience=PATIENCE)
        report.add(f"{name}: small", statistics.median(times["small"]) * 1000, "ms")
        report.add(f"{name}: large", statistics.median(times["large"]) * 1000, "ms")
        report.add(
            f"{name}: large / small",
            statistics.median(times["large"]) / statistics.median(times["small"]),
            "×",
            most=MOST_OF_SMALL,
        )


def _crowd(report: Report, large: Made, calls: int) -> None:
    """Twenty threads that ask the pages' queries without a pause, mixed and each by itself."""
    names = names_in(large)
    problems: list[str] = []
    p95 = _p95(large, asked(), names, 4 * calls, problems)
    report.add(f"all queries mixed: p95 with {THREADS} threads", p95, "ms", most=MOST_AT_P95)
    for name in asked():
        p95 = _p95(large, [name], names, calls, problems)
        report.add(f"{name}: p95 with {THREADS} threads", p95, "ms")
    report.add("threads that failed", len(problems), most=0)
    report.notes.extend(sorted(set(problems))[:5])


def _p95(large: Made, queries: list[str], names: Names, calls: int, problems: list[str]) -> float:
    """Milliseconds; NaN when nothing was answered."""
    times: list[float] = []
    gate = threading.Barrier(THREADS)

    def ask_on(seed: int) -> None:
        dice = random.Random(seed)
        gate.wait()
        deadline = time.perf_counter() + PATIENCE
        for _ in range(calls):
            name = dice.choice(queries)
            params = parameters(name, names, dice)
            start = time.perf_counter()
            try:
                ask(large, name, params)
            except Exception as error:  # a thread's error would otherwise only be printed
                problems.append(f"{name}: {str(error).splitlines()[0]}")
                return
            times.append(time.perf_counter() - start)
            if time.perf_counter() > deadline:
                return

    crowd = [threading.Thread(target=ask_on, args=(seed,)) for seed in range(THREADS)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    return quantile(times, 0.95) * 1000 if times else float("nan")


# The newest figure of every indicator in one area with the one before it: what an area's profile
# asks. Each engine is asked in the way that suits it, and the two in one same text.
OURS = """
    select
        indicator_id, max_by(period, period_start, 2) as periods,
        max_by(value, period_start, 2) as figures
    from fct_observation_by_area
    where area_id = $area_id and value is not null
    group by indicator_id
    order by indicator_id
"""
RANKED = """
    with ranked as (
        select
            indicator_id, period, value,
            row_number() over (partition by indicator_id order by period_start desc) as newest
        from {table}
        where area_id = {area} and value is not null
    )
    select indicator_id, period, value, newest
    from ranked
    where newest <= 2
    order by indicator_id, newest
"""
SQLITE_SEEKS = """
    select i.indicator_id, l.period, l.value, e.period, e.value
    from dim_indicator as i
    inner join fct_observation as l on l.rowid = (
        select rowid from fct_observation
        where area_id = ?1 and indicator_id = i.indicator_id and value is not null
        order by period_start desc limit 1
    )
    left join fct_observation as e on e.rowid = (
        select rowid from fct_observation
        where area_id = ?1 and indicator_id = i.indicator_id and value is not null
            and period_start < l.period_start
        order by period_start desc limit 1
    )
    order by i.indicator_id
"""
SQLITE_COLUMNS = "indicator_id, area_id, period, period_start, value, status"


def _beside_sqlite(report: Report, large: Made, folder: Path, rounds: int) -> None:
    file = folder / "peer.sqlite"
    report.add("SQLite: load and two covering indexes", _copied(large, file), "s")
    report.add("SQLite: file", file.stat().st_size / 2**20, "MiB")
    names = names_in(large)
    dice = random.Random(7)
    peer = sqlite3.connect(file)
    ways = {
        "the same text": RANKED.format(table="fct_observation", area="?"),
        "seeks written by hand": SQLITE_SEEKS,
    }
    ours = {
        "the same text": RANKED.format(table="fct_observation_by_area", area="$area_id"),
        "its own way": OURS,
    }

    def seeking(text: str) -> Callable[[], Any]:
        return lambda: peer.execute(text, (dice.choice(names.areas),)).fetchall()

    def asking(text: str) -> Callable[[], Any]:
        return lambda: ask_text(large, text, {"area_id": dice.choice(names.areas)})

    jobs = {f"SQLite, {way}": seeking(text) for way, text in ways.items()}
    jobs |= {f"ours, {way}": asking(text) for way, text in ours.items()}
    times = interleaved(jobs, rounds)
    peer.close()
    for way in jobs:
        middle = statistics.median(times[way]) * 1000
        report.add(f"one area, all indicators: {way}", middle, "ms")
    report.add(
        "one area, all indicators: SQLite / ours, the same text",
        ratio(times["SQLite, the same text"], times["ours, the same text"]),
        "×",
        least=LEAST_OF_SQLITE,
    )
    report.add(
        "one area, all indicators: SQLite by seeks / ours in its own way",
        ratio(times["SQLite, seeks written by hand"], times["ours, its own way"]),
        "×",
    )


def _copied(large: Made, file: Path) -> float:
    """The same rows in SQLite, with one covering index for each of the two orders; seconds."""
    start = time.perf_counter()
    peer = sqlite3.connect(file)
    peer.execute("pragma journal_mode = off")
    peer.execute("pragma synchronous = off")
    peer.execute("pragma cache_size = -1000000")
    peer.execute(f"create table fct_observation ({SQLITE_COLUMNS})")
    with build.opened(large.file) as con:
        rows = con.execute(
            "select indicator_id, area_id, period, period_start::varchar, value, status"
            " from fct_observation"
        )
        while block := rows.fetchmany(200_000):
            peer.executemany("insert into fct_observation values (?, ?, ?, ?, ?, ?)", block)
        indicators = con.execute("select indicator_id, period_kind from dim_indicator").fetchall()
    peer.execute("create table dim_indicator (indicator_id primary key, period_kind)")
    peer.executemany("insert into dim_indicator values (?, ?)", indicators)
    peer.execute(
        "create index by_indicator on fct_observation"
        " (indicator_id, period_start, area_id, period, value, status)"
    )
    peer.execute(
        "create index by_area on fct_observation"
        " (area_id, indicator_id, period_start, period, value, status)"
    )
    peer.execute("analyze")
    peer.commit()
    peer.close()
    return time.perf_counter() - start
