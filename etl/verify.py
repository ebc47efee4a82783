"""Is everything still what it was when it was written: published file, raw answers, the log?"""

from __future__ import annotations

from dataclasses import dataclass

from etl import asking, build, snapshots
from seutukuva import records
from seutukuva.definitions.model import Definitions
from seutukuva.errors import RecordsError, SeutukuvaError


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
    """Look at the published version, every stored answer and the log of what people entered."""
    return [_published(), *_answers(defs), *_log()]


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


def _answer(snapshot: snapshots.Snapshot) -> Finding:
    name = f"{snapshot.source_id}:{snapshot.snapshot_id}"
    try:
        for part in snapshot.parts:
            snapshot.read(part)
    except SeutukuvaError as error:
        return Finding("answer", name, str(error))
    return Finding("answer", name)
