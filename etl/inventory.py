"""What there is: the published version, what waits, every source, the log of entries."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from etl import build, moments, snapshots, versions
from seutukuva import records, settings, wording
from seutukuva.definitions.model import Definitions, Source
from seutukuva.errors import RecordsError, SeutukuvaError


def inventory(defs: Definitions) -> dict[str, Any]:
    """Published version, candidate, builder at work, log and sources, as plain values."""
    pointer = versions.current()
    return {
        "data_folder": str(settings.data_folder()),
        "published": _published(pointer),
        "kept": versions.kept(),
        "candidate": _described(build.candidate),
        "building": versions.builder(),
        "log": _log(),
        "sources": [_source(source) for source in defs.sources.values()],
    }


def _published(pointer: versions.Pointer | None) -> dict[str, Any] | None:
    if pointer is None:
        return None
    return {**asdict(pointer), **(_described(lambda: build.described(pointer.path)) or {})}


def _described(ask: Any) -> dict[str, Any] | None:
    try:
        built = ask()
    except SeutukuvaError as error:
        return {"problem": str(error)}
    if built is None:
        return None
    names = ("version", "built_at", "mode", "observations", "indicators", "areas")
    return {name: getattr(built, name) for name in names}


def _log() -> dict[str, Any]:
    try:
        head = records.head()
        return {"where": records.address(), "rows": head.seq, "newest": head.chain_hash}
    except RecordsError as error:
        return {"problem": str(error)}


def _source(source: Source) -> dict[str, Any]:
    state = snapshots.read_state(source.id)
    try:
        latest = snapshots.latest(source.id)
        problem = None
    except SeutukuvaError as error:
        latest, problem = None, str(error)
    failure = state.last_error or {}
    return {
        "source_id": source.id,
        "connector": source.connector,
        "state": _state(source, latest is not None, bool(failure) or problem is not None),
        "fetched_at": latest.fetched_at if latest else None,
        "producer_updated": state.producer_updated or None,
        "checked_at": state.checked_at or None,
        "next_release": source.next_release,
        "next_expected": _expected(source, state.producer_updated),
        "last_error": failure.get("message") or problem,
        "last_error_at": failure.get("at"),
    }


def _expected(source: Source, updated: str) -> str | None:
    """The month of the next release by the rhythm, as 2027M04; None where it cannot be told."""
    return wording.expected_month(source.rhythm, moments.utc(updated))


def _state(source: Source, fetched: bool, failed: bool) -> str:
    if source.connector == "none":
        return "starter_only"
    if failed:
        return "failed"
    return "fetched" if fetched else "never_fetched"
