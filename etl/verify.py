"""Is everything still what it was when it was written: published file, raw answers, the log?"""

from __future__ import annotations

from dataclasses import dataclass

from etl import asking, build, snapshots
from seutukuva import records, settings
from seutukuva.definitions.model import Definitions
from seutukuva.errors import RecordsError, SeutukuvaError
from seutukuva.records import place


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``problem`` is empty when it is sound."""

    kind: str
    name: str
    problem: str = ""

    @property
    def ok(self) -> bool:
        """Whether it is sound."""
        return not self.problem


def verify(defs: Definitions) -> list[Finding]:
    """Look at the published version, every stored answer, the log of what people entered, and the
    audit of who read what of it.
    """
    return [_published(), *_answers(defs), *_log(), *_audit()]


def _published() -> Finding:
    try:
        version, file = asking.published_file()
        said = build.described(file).content_hash
        with build.opened(file) as con:
            found = build.content_hash(con)
    except SeutukuvaError as error:
        return Finding("version", "", str(error))
    if found != said:
        return Finding("version", version, f"its facts are {found}, it says {said}")
    return Finding("version", version)


def _answers(defs: Definitions) -> list[Finding]:
    found = []
    for source_id in sorted(defs.sources):
        try:
            stored = snapshots.all(source_id)
        except SeutukuvaError as error:
            found.append(Finding("answer", source_id, str(error)))
            continue
        for snapshot in stored:
            found.append(_answer(snapshot))
    return found


def _log() -> list[Finding]:
    try:
        found = records.verify()
        if not found and records.latest_seq() == 0:
            return []
        where = records.address()
    except RecordsError as error:
        return [Finding("log", "", str(error))]
    return [Finding("log", f"row {one.seq}", one.what) for one in found] or [Finding("log", where)]


def _audit() -> list[Finding]:
    try:
        if not place.is_there():
            kept = settings.records_folder() / "audit-head.json"
            gone = place.removed(str(place.file()), kept)
            return [Finding("audit", "", str(gone))] if kept.exists() else []
        # Brings the database library, which only a log needs.
        from seutukuva.audit import ledger, soundness

        found = soundness.problems()
        if not found and not ledger.read(most=1):
            return []
    except RecordsError as error:
        return [Finding("audit", "", str(error))]
    told = [Finding("audit", f"row {one.seq}", one.what) for one in found]
    return told or [Finding("audit", records.address())]


def _answer(snapshot: snapshots.Snapshot) -> Finding:
    name = f"{snapshot.source_id}:{snapshot.snapshot_id}"
    try:
        for part in snapshot.parts:
            snapshot.read(part)
    except SeutukuvaError as error:
        return Finding("answer", name, str(error))
    return Finding("answer", name)
