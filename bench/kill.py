"""SIGKILL at random moments of build and publish, while a reader looks on through the store."""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from bench import versions
from bench.report import Options, Report
from seutukuva import instances, settings, store
from seutukuva.errors import MissingData
from tests.etl.killing import kill_loop

KILLS, QUICK_KILLS = 50, 5
PAUSE = 0.02  # seconds between two looks: the builds need the processor too


@dataclass
class Looker:
    """Opens whatever is current as a page would, again and again, until told to stop."""

    looks: int = 0
    problems: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def look_on(self) -> None:
        """The thread's work; nothing published yet is no problem before the first version."""
        while not self.stop.wait(PAUSE):
            try:
                problem = _look()
            except MissingData as error:
                problem = str(error) if self.looks else ""
                self.looks -= 1
            except Exception as error:  # whatever it is, a page would have failed
                problem = f"{type(error).__name__}: {error}"
            self.looks += 1
            if problem:
                self.problems.append(problem)


def run(options: Options) -> Report:
    """Kills builds and looks at what stands, after each kill and all the while."""
    report = Report("kill")
    kills = QUICK_KILLS if options.quick else KILLS
    with tempfile.TemporaryDirectory() as folder, versions.looking_at(Path(folder)):
        looker = Looker()
        thread = threading.Thread(target=looker.look_on)
        thread.start()
        try:
            found = kill_loop(Path(folder), kills, seed=int(time.time()))
        finally:
            looker.stop.set()
            thread.join()
    report.add("builds killed at work", len(found), least=kills)
    report.add("moment of the kill, median", statistics.median(o.after for o in found), "s")
    report.add("versions that were current", len({one.version for one in found}))
    problems = [one.problem for one in found if one.problem]
    report.add("kills after which the last good version did not stand", len(problems), most=0)
    report.add("looks of the store meanwhile", looker.looks, least=kills)
    report.add("looks that failed or were inconsistent", len(looker.problems), most=0)
    report.notes.extend(sorted({*problems, *looker.problems})[:5])
    return report


def _look() -> str:
    version = store.current_version()
    with instances.cursor(version, str(settings.build_folder())) as cursor:
        row = cursor.execute(
            "select (select version from build_info), (select count(*) from fct_observation),"
            " (select count(*) from fct_observation_by_area)"
        ).fetchone()
    if row is None or row[0] != version.id or not row[1] or row[1] != row[2]:
        return f"pointed to {version.id}, read {row}"
    return ""
