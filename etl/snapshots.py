"""Raw answers as they came, each fetch a folder that is never changed afterwards."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import secrets
import shutil
import time
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from etl.http import compress
from etl.versions import sync_folder
from seutukuva import settings
from seutukuva.definitions.model import Source
from seutukuva.errors import SourceError

SIDECAR = "snapshot.json"
METADATA = "metadata.json.gz"
STATE = "state.json"
STAMP = "%Y%m%dT%H%M%SZ"
DRAFT_PREFIX = ".draft-"
DRAFT_LIFETIME = 24 * 3600  # seconds; an older draft is what a killed run left behind


@dataclass(frozen=True, slots=True)
class RawPart:
    """One answer that is about to be stored: its bytes as published, and what was asked."""

    url: str
    query: Any
    body: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Part:
    """One stored answer; ``sha256`` and ``bytes`` are those of the body as published."""

    file: str
    url: str
    query: Any
    sha256: str
    bytes: int
    content_type: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One fetch of one source, as stored.

    Attributes:
        kind: "table" (figures) or "geo" (borders).
        fetched_at: UTC, ISO 8601.
        producer_updated: the producer's own time of last change, "" when not stated.
        rows: number of observations that the definitions of that day wanted of it.
    """

    snapshot_id: str
    source_id: str
    connector: str
    kind: str
    fetched_at: str
    producer_updated: str
    plan_hash: str
    url: str
    licence: str
    division: str
    rows: int
    warnings: tuple[str, ...]
    parts: tuple[Part, ...]
    folder: Path

    def read(self, part: Part) -> bytes:
        """The body of a part, checked against its sha256.

        Raises:
            SourceError: the file is gone or was changed.
        """
        path = self.folder / part.file
        body = _gunzip(path)
        if hashlib.sha256(body).hexdigest() != part.sha256:
            raise SourceError(
                "a stored answer is not what was fetched",
                where=str(path),
                todo="remove that snapshot folder and fetch the source again",
            )
        return body

    def metadata(self) -> Any:
        """What the producer said about the table when this was fetched."""
        return orjson.loads(_gunzip(self.folder / METADATA))


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a source's last fetches; empty texts where nothing is."""

    checked_at: str = ""
    last_ok: str = ""
    producer_updated: str = ""
    plan_hash: str = ""
    last_error: dict[str, str] | None = None


@dataclass(slots=True)
class Draft:
    """A snapshot that is written but not yet part of the store."""

    snapshot: Snapshot

    def commit(self, rows: int, warnings: Sequence[str] = ()) -> Snapshot:
        """Makes it the newest snapshot, in one step that a crash cannot halve."""
        source = _source_folder(self.snapshot.source_id)
        final = replace(
            self.snapshot,
            rows=rows,
            warnings=(*self.snapshot.warnings, *warnings),
            folder=source / self.snapshot.snapshot_id,
        )
        _write(self.snapshot.folder / SIDECAR, _sidecar(final))
        sync_folder(self.snapshot.folder)
        if final.folder.exists():  # another process stored the same answer just now
            self.discard()
            return _load(final.folder)
        self.snapshot.folder.rename(final.folder)
        sync_folder(source)
        return final

    def discard(self) -> None:
        """Leaves no trace of it."""
        shutil.rmtree(self.snapshot.folder, ignore_errors=True)


def draft(
    source: Source,
    parts: Sequence[RawPart],
    metadata: Any,
    *,
    producer_updated: str = "",
    plan_hash: str = "",
    kind: str = "table",
    warnings: Sequence[str] = (),
) -> Draft:
    """Writes the answers of one fetch; nothing sees them before ``commit``."""
    now = _next_moment(source.id)
    folder = _source_folder(source.id) / f"{DRAFT_PREFIX}{os.getpid()}-{secrets.token_hex(4)}"
    _sweep(folder.parent)
    folder.mkdir(parents=True)
    stored = []
    for number, part in enumerate(parts, 1):
        file = f"part-{number:03d}.json.gz"
        _write(folder / file, compress(part.body))
        digest = hashlib.sha256(part.body).hexdigest()
        size = len(part.body)
        stored.append(Part(file, part.url, part.query, digest, size, part.content_type))
    _write(folder / METADATA, compress(orjson.dumps(metadata)))
    sha8 = content_hash(stored)[:8]
    snapshot = Snapshot(
        snapshot_id=f"{now.strftime(STAMP)}-{sha8}",
        source_id=source.id,
        connector=source.connector,
        kind=kind,
        fetched_at=now.isoformat(timespec="seconds"),
        producer_updated=producer_updated,
        plan_hash=plan_hash,
        url=source.url,
        licence=source.licence,
        division=source.division,
        rows=0,
        warnings=tuple(warnings),
        parts=tuple(stored),
        folder=folder,
    )
    return Draft(snapshot)


def all(source_id: str) -> list[Snapshot]:
    """The stored snapshots of a source, oldest first; half-written ones are not among them."""
    folder = _source_folder(source_id)
    if not folder.is_dir():
        return []
    folders = sorted(p for p in folder.iterdir() if (p / SIDECAR).is_file())
    return [_load(p) for p in folders if not p.name.startswith(".")]


def latest(source_id: str) -> Snapshot | None:
    """The newest snapshot of a source, None when it was never fetched."""
    stored = all(source_id)
    return stored[-1] if stored else None


def content_hash(parts: Sequence[Part]) -> str:
    """One sha256 of all parts: equal when the producer sent the same bytes."""
    return hashlib.sha256("".join(p.sha256 for p in parts).encode()).hexdigest()


def read_state(source_id: str) -> State:
    """What is known of the source's last fetches; an unreadable file counts as nothing known."""
    try:
        data = orjson.loads((_source_folder(source_id) / STATE).read_bytes())
        return State(**data)
    except (OSError, orjson.JSONDecodeError, TypeError):
        return State()


def note_ok(source_id: str, producer_updated: str, plan_hash: str) -> State:
    """The source was asked and what is stored is its newest data."""
    now = _now()
    return _write_state(source_id, State(now, now, producer_updated, plan_hash, None))


def note_error(source_id: str, error: Exception) -> State:
    """The source was asked in vain; what was known stays known."""
    now = _now()
    failure = {"at": now, "code": type(error).__name__, "message": str(error)}
    return _write_state(
        source_id, replace(read_state(source_id), checked_at=now, last_error=failure)
    )


def _write_state(source_id: str, state: State) -> State:
    folder = _source_folder(source_id)
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{STATE}-{os.getpid()}-{secrets.token_hex(4)}"
    _write(fresh, orjson.dumps(asdict(state), option=orjson.OPT_INDENT_2))
    fresh.replace(folder / STATE)
    sync_folder(folder)
    return state


def _next_moment(source_id: str) -> datetime:
    """Now, but always later than the newest snapshot: their order is their history.

    Matters where two fetches fall into one second, and where a clock was set back.
    """
    now = datetime.now(UTC).replace(microsecond=0)
    folder = _source_folder(source_id)
    for path in folder.iterdir() if folder.is_dir() else ():
        with contextlib.suppress(ValueError):
            stamp = datetime.strptime(path.name.partition("-")[0], STAMP).replace(tzinfo=UTC)
            now = max(now, stamp + timedelta(seconds=1))
    return now


def _load(folder: Path) -> Snapshot:
    path = folder / SIDECAR
    try:
        data = orjson.loads(path.read_bytes())
        parts = tuple(Part(**p) for p in data.pop("parts"))
        warnings = tuple(data.pop("warnings"))
        return Snapshot(**data, warnings=warnings, parts=parts, folder=folder)
    except (OSError, KeyError, TypeError, AttributeError, orjson.JSONDecodeError) as e:
        raise SourceError(
            "the description of a snapshot cannot be read",
            where=str(path),
            todo="remove that snapshot folder and fetch the source again",
        ) from e


def _sidecar(snapshot: Snapshot) -> bytes:
    data = asdict(snapshot)
    del data["folder"]  # the folder may be moved or copied
    return orjson.dumps(data, option=orjson.OPT_INDENT_2)


def _source_folder(source_id: str) -> Path:
    return settings.raw_folder() / source_id


def _write(path: Path, body: bytes) -> None:
    with path.open("wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


def _gunzip(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as e:
        raise SourceError(
            "a stored answer cannot be read",
            where=str(path),
            todo="remove that snapshot folder and fetch the source again",
        ) from e


def _sweep(folder: Path) -> None:
    """Removes what killed runs left behind."""
    for leftover in folder.glob(f"{DRAFT_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - leftover.stat().st_mtime > DRAFT_LIFETIME:
                shutil.rmtree(leftover, ignore_errors=True)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
