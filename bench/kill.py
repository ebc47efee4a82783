"""SIGKILL at random moments of publishing, imports, edits, readings, backups and restores.

After each kill: what was said to be stored is there, and nothing is there in part. While builds
are killed, a reader looks on through the store.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench import versions
from bench.report import Options, Report
from seutukuva import forgetting, instances, settings, store
from seutukuva.errors import MissingData
from tests import signing_in
from tests.audit import read_killing
from tests.etl import import_killing
from tests.etl.backups import filled, killing
from tests.etl.killing import kill_loop
from tests.records import edit_killing

KILLS, QUICK_KILLS = 50, 4  # of each; of imports and of backups half of each of two kinds
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
    """Kills, and looks at what stands after each."""
    report = Report("kill")
    seed = int(time.time())
    for kind, killed in KINDS.items():
        kills = QUICK_KILLS if options.quick else KILLS
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as name, _own_log(Path(name)) as folder:
            killed(report, folder, kills, seed)
        report.add(f"{kind}: time", time.monotonic() - started, "s")
    total = sum(one.value for one in report.figures if one.name.endswith("killed at work"))
    report.add("kills of all kinds", total, least=5 * kills)
    report.notes.append(f"seed {seed}")
    return report


@contextmanager
def _own_log(folder: Path) -> Iterator[Path]:
    """A data folder of its own, without a database."""
    before = {name: os.environ.get(name) for name in ("SEUTUKUVA_DATABASE", "SEUTUKUVA_CONTACTS")}
    os.environ.update({"SEUTUKUVA_DATABASE": "", "SEUTUKUVA_CONTACTS": "1"})
    forgetting.everything_told()
    (folder / "data").mkdir()
    try:
        with versions.looking_at(folder / "data"):
            yield folder
    finally:
        forgetting.everything_told()
        for name, value in before.items():
            os.environ[name] = value or ""


def _publishing(report: Report, folder: Path, kills: int, seed: int) -> None:
    looker = Looker()
    thread = threading.Thread(target=looker.look_on)
    thread.start()
    try:
        found = kill_loop(settings.data_folder(), kills, seed=seed)
    finally:
        looker.stop.set()
        thread.join()
    report.add("publishing: killed at work", len(found), least=kills)
    report.add("moment of the kill, median", statistics.median(o.after for o in found), "s")
    report.add("versions that were current", len({one.version for one in found}))
    problems = [one.problem for one in found if one.problem]
    report.add("kills after which the last good version did not stand", len(problems), most=0)
    report.add("looks of the store meanwhile", looker.looks, least=kills)
    report.add("looks that failed or were inconsistent", len(looker.problems), most=0)
    report.notes.extend(sorted({*problems, *looker.problems})[:5])


def _imports(report: Report, folder: Path, kills: int, seed: int) -> None:
    half = kills // 2
    lost = _counted(report, lambda: import_killing.imports(settings.data_folder(), half, seed=seed))
    report.add("imports: killed at work", half, least=half)
    report.add("imports that were stored in part, or lost", lost, most=0)


def _acceptances(report: Report, folder: Path, kills: int, seed: int) -> None:
    rest = kills - kills // 2
    lost = _counted(
        report, lambda: import_killing.acceptances(settings.data_folder(), rest, seed=seed)
    )
    report.add("acceptances: killed at work", rest, least=rest)
    report.add("acceptances that were stored in part, or lost", lost, most=0)


def _edits(report: Report, folder: Path, kills: int, seed: int) -> None:
    told: list[edit_killing.Told] = []
    lost = _counted(report, lambda: told.append(edit_killing.edits(kills, seed=seed)))
    report.add("edits: killed at work", told[0].killed if told else 0, least=kills)
    report.add("edits that were acknowledged", len(told[0].rows) if told else 0, least=kills)
    report.add("acknowledged edits lost, or logs not whole", lost, most=0)


def _readings(report: Report, folder: Path, kills: int, seed: int) -> None:
    """Readers of what is confidential, where it is noted who reads it."""
    told: list[int] = []
    os.environ["SEUTUKUVA_SIGN_IN"] = str(signing_in.write(folder))
    try:
        lost = _counted(report, lambda: told.append(read_killing.readings(kills, seed=seed)))
    finally:
        del os.environ["SEUTUKUVA_SIGN_IN"]
    report.add("readings: killed at work", kills, least=kills)
    report.add("readings that were let through", told[0] if told else 0, least=kills)
    report.add("readings shown and not noted, or audits not whole", lost, most=0)


def _backups(report: Report, folder: Path, kills: int, seed: int) -> None:
    _copied(report, folder, kills // 2, seed, "backups", killing.backups)


def _restores(report: Report, folder: Path, kills: int, seed: int) -> None:
    _copied(report, folder, kills - kills // 2, seed, "restores", killing.restores)


def _copied(
    report: Report,
    folder: Path,
    kills: int,
    seed: int,
    kind: str,
    killed: Callable[..., killing.Found],
) -> None:
    filled.fill(settings.data_folder())
    found: list[killing.Found] = []
    torn = _counted(report, lambda: found.append(killed(folder, kills, seed=seed)))
    report.add(f"{kind}: killed at work", found[0].killed if found else 0, least=kills)
    report.add(f"{kind}: kills that left something half done", found[0].halfway if found else 0)
    report.add(f"{kind} that left something torn", torn, most=0)


def _counted(report: Report, work: Callable[[], object]) -> int:
    """1 where it found something wrong, which is noted; else 0."""
    try:
        work()
    except AssertionError as error:
        report.notes.append(str(error)[:300])
        return 1
    return 0


KINDS: dict[str, Callable[[Report, Path, int, int], None]] = {
    "publishing": _publishing,
    "imports": _imports,
    "acceptances": _acceptances,
    "edits": _edits,
    "readings": _readings,
    "backups": _backups,
    "restores": _restores,
}


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
