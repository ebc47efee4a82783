"""From a built candidate to the published version: reviewed, written through, then pointed to.

A kill at any moment leaves the pointer on a whole file: the last good version or the new one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import build, changes, checks, moments, report, versions
from etl.build import Built
from etl.changes import ChangeReport
from etl.checks import CheckResult
from etl.versions import Pointer
from seutukuva import stopping
from seutukuva.definitions.model import Definitions
from seutukuva.errors import MissingData, SeutukuvaError


@dataclass(frozen=True, slots=True)
class Review:
    """What checks and comparison say of a candidate, and the report written for people."""

    built: Built
    results: tuple[CheckResult, ...]
    change: ChangeReport
    report_file: Path

    @property
    def stopped(self) -> bool:
        """Whether a check keeps the candidate from being published."""
        return any(one.stops for one in self.results)


@dataclass(frozen=True, slots=True)
class Published:
    """A published version with its review, and the versions removed for it."""

    pointer: Pointer
    review: Review
    removed: tuple[str, ...]


def review(defs: Definitions, *, accept: Sequence[str] = ()) -> Review:
    """Check the candidate, compare it with the published version and write both into it.

    Args:
        accept: checks against the version before whose loss is meant.

    Raises:
        MissingData: nothing has been built.
        SeutukuvaError: a check cannot be run.
    """
    built = _candidate()
    pointer = _comparable(versions.current())
    with build.opened(built.file, writable=True) as con:
        checks.attach_previous(con, pointer.path if pointer else None)
        results = tuple(checks.run(con, accept=accept))
        checks.note(con, results)
        previous = pointer.version if pointer else ""
        change = changes.compare(con, version=built.version, previous=previous)
        con.execute("checkpoint built")
    return Review(built, results, change, report.write(change, results, defs))


def _candidate() -> Built:
    built = build.candidate()
    if built is None:
        raise MissingData(
            "nothing has been built since the last publishing",
            where=str(build.candidate_file()),
            todo="run: python -m etl build",
        )
    return built


def _comparable(pointer: Pointer | None) -> Pointer | None:
    """The published version, unless its file is damaged: then the new one is as good as first."""
    if pointer is None:
        return None
    try:
        build.described(pointer.path)
    except MissingData:
        return None
    return pointer


def publish(defs: Definitions, *, accept: Sequence[str] = ()) -> Published:
    """Review the candidate and make it the current version.

    Raises:
        CheckFailed: a check stops it; the last version stays.
        MissingData: nothing has been built.
    """
    reviewed = review(defs, accept=accept)
    checks.stop_if_failed(reviewed.results)
    return publish_reviewed(reviewed)


def publish_reviewed(reviewed: Review) -> Published:
    """Make a candidate that passed its review the current version.

    Raises:
        CheckFailed: it did not pass.
    """
    checks.stop_if_failed(reviewed.results)
    built, before = reviewed.built, versions.current()
    target = versions.file_of(built.version)
    if target.exists():
        raise SeutukuvaError(
            "a version of this name exists already",
            where=str(target),
            todo="run: python -m etl build",
        )
    build.sync_file(built.file)
    pointer = Pointer(
        version=built.version,
        file=target.name,
        published_at=f"{moments.now().isoformat()}Z",
        previous=_previous(before, built.content_hash),
        definitions_hash=built.definitions_hash,
        code_revision=built.code_revision,
        content_hash=built.content_hash,
    )
    with stopping.held():
        built.file.replace(target)
        versions.sync_folder(target.parent)
        versions.point_to(pointer)
        removed = versions.prune()
        _forget_borders()
    return Published(pointer, reviewed, tuple(removed))


def _previous(before: Pointer | None, content_hash: str) -> str:
    """The version to go back to: the last one that says something else."""
    if before is None:
        return ""
    # A nightly run that finds nothing new would otherwise push out the last different version.
    return before.previous if before.content_hash == content_hash else before.version


def _forget_borders() -> None:
    """Remove border files that no kept version names."""
    needed = set()
    for version in versions.kept():
        try:
            with build.opened(versions.file_of(version)) as con:
                needed |= {row[0] for row in con.execute("select file from geo_layer").fetchall()}
        except duckdb.Error:
            return
    folder = build.candidate_file().parent
    for file in folder.glob("geo/*.geojson"):
        if file.relative_to(folder).as_posix() not in needed:
            file.unlink(missing_ok=True)
