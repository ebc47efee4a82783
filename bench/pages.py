"""The script run of every page, warm: from its first line to its last message."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.testing.v1 import AppTest, app_test

from bench import versions
from bench.report import Options, Report
from bench.timing import quantile
from seutukuva import definitions, navigation, settings

MOST_WARM = 40.0
ROUNDS, QUICK_ROUNDS = 41, 9
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of one script run."""

    clock: float
    processor: float


@contextmanager
def stopwatch() -> Iterator[list[Run]]:
    """Collects every script run between Streamlit's own start and stop events.

    Seconds on the clock, and of the processor: a busy machine makes the first longer.
    """
    runs: list[Run] = []
    before = app_test.LocalScriptRunner

    class Timed(before):  # type: ignore[misc, valid-type]
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.on_event.connect(self._note, weak=False)

        def _note(self, _sender: Any, event: ScriptRunnerEvent, **_details: Any) -> None:
            if event == ScriptRunnerEvent.SCRIPT_STARTED:
                self.began = Run(time.perf_counter(), time.thread_time())
            elif event == ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS:
                runs.append(
                    Run(
                        time.perf_counter() - self.began.clock,
                        time.thread_time() - self.began.processor,
                    )
                )

    app_test.LocalScriptRunner = Timed  # type: ignore[misc]
    try:
        yield runs
    finally:
        app_test.LocalScriptRunner = before  # type: ignore[misc]


def run(options: Options) -> Report:
    """Every page that is on the disk, each on the starter data, one visit of all a round."""
    report = Report("pages")
    rounds = QUICK_ROUNDS if options.quick else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        versions.starter(Path(folder))
        with versions.looking_at(Path(folder)), stopwatch() as runs:
            again, elsewhere = _visited(runs, rounds)
    for page, times in again.items():
        clock = [one.clock * 1000 for one in times]
        report.add(
            f"{page}: the same view again, median", statistics.median(clock), "ms", most=MOST_WARM
        )
        report.add(f"{page}: the same view again, p95", quantile(clock, 0.95), "ms")
        report.add(
            f"{page}: the same view again, processor's time",
            statistics.median(one.processor for one in times) * 1000,
            "ms",
        )
        report.add(
            f"{page}: another area each time, median",
            statistics.median(one.clock for one in elsewhere[page]) * 1000,
            "ms",
        )
    return report


def _visited(runs: list[Run], rounds: int) -> tuple[dict[str, list[Run]], dict[str, list[Run]]]:
    """Times of the same view and of another area's, by page."""
    areas = definitions.load().programme.areas
    found = {f"{page.section}/{page.name}": page for page in navigation.found()}
    open_pages = {name: _opened(page) for name, page in found.items()}
    again: dict[str, list[Run]] = {name: [] for name in found}
    elsewhere: dict[str, list[Run]] = {name: [] for name in found}
    for number in range(-2, rounds):
        for name, page in found.items():
            times = (
                _timed(open_pages[name], runs),
                _timed(_session(page, areas[number % len(areas)]), runs),
            )
            if number >= 0:
                again[name].append(times[0])
                elsewhere[name].append(times[1])
    return again, elsewhere


def _session(page: navigation.PageEntry, area: str = "") -> AppTest:
    session = AppTest.from_file(str(settings.REPOSITORY / "app.py"), default_timeout=PATIENCE)
    if area:
        session.query_params["area"] = area
    session.switch_page(page.file.relative_to(settings.REPOSITORY).as_posix())
    return session


def _opened(page: navigation.PageEntry) -> AppTest:
    session = _session(page).run()
    if session.exception or session.error:
        raise RuntimeError(f"{page.file} fails: {session.exception or session.error}")
    return session


def _timed(session: AppTest, runs: list[Run]) -> Run:
    before = len(runs)
    session.run()
    if len(runs) == before:
        raise RuntimeError("the script did not run to its end")
    return runs[-1]
