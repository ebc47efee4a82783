"""Published versions: immutable files, a pointer to the current one, one builder at a time."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
import sys
import time
from collections.abc import Iterator, Set
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from seutukuva import published, settings
from seutukuva.errors import SeutukuvaError
from seutukuva.records.locking import named_versions

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

log = logging.getLogger(__name__)

POINTER = "current.json"
PINNED = "pinned.json"
LOCK = "build.lock"
# Windows locks bytes against reading too: a byte far behind the text leaves the text readable.
LOCKED_BYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Pointer:
    """What ``current.json`` says: the current version, and the one before it ("" = none)."""

    version: str
    file: str
    published_at: str
    previous: str
    definitions_hash: str = ""
    code_revision: str = ""
    content_hash: str = ""

    @property
    def path(self) -> Path:
        """The version's file."""
        return settings.build_folder() / self.file


class Busy(SeutukuvaError):
    """Another process builds right now."""


def file_of(version: str) -> Path:
    """The file of a version, whether or not it exists."""
    return published.file_of(settings.build_folder(), version)


def current() -> Pointer | None:
    """The current version; None when nothing usable is published."""
    try:
        entry = json.loads((settings.build_folder() / POINTER).read_text(encoding="utf-8"))
        known = {key: str(entry.get(key) or "") for key in Pointer.__slots__}
    except (OSError, ValueError, AttributeError):
        return None
    pointer = Pointer(**known)
    return pointer if pointer.version and pointer.path.is_file() else None


def kept() -> list[str]:
    """Versions whose files exist, newest first."""
    files = settings.build_folder().glob("seutukuva-*.duckdb")
    return sorted((file.stem.removeprefix("seutukuva-") for file in files), reverse=True)


def pinned() -> list[str]:
    """Versions that somebody keeps for good (``pinned.json``, a list of names).

    Raises:
        SeutukuvaError: the list cannot be read; nothing is pruned then.
    """
    file = settings.build_folder() / PINNED
    if not file.exists():
        return []
    try:
        names = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        names = error
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise SeutukuvaError(
            "the list of pinned versions cannot be read",
            where=str(file),
            todo='write a list of version names: ["20261001T060000Z-1a2b3c4d"]',
        )
    return names


def point_to(pointer: Pointer) -> None:
    """Make a version the current one, in one step that survives a power cut."""
    file = settings.build_folder() / POINTER
    fresh = file.with_name(f"{POINTER}.{os.getpid()}.tmp")
    with fresh.open("w", encoding="utf-8") as handle:
        json.dump(asdict(pointer), handle, indent=2)
        handle.flush()
        os.fsync(handle.fileno())
    fresh.replace(file)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut; Windows does so by itself."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def prune() -> list[str]:
    """Remove versions other than the current, the one before, pinned ones and those of editions.

    Returns:
        The versions removed. Without a readable pointer nothing is: the last good file may be
        any of them. Nor is anything where the log cannot be read, which names the editions.
    """
    pointer = current()
    if pointer is None:
        return []
    try:
        needed = {pointer.version, pointer.previous, *pinned()}
        # Each turn in the log costs a write to the disk: only where there is something to remove.
        if needed.issuperset(kept()):
            return []
        with named_versions() as named:
            return _removed(needed | named)
    except SeutukuvaError as error:
        log.warning("no old version was removed: %s", error)
        return []


def _removed(needed: Set[str]) -> list[str]:
    removed = []
    for version in kept():
        if version not in needed:
            # Windows cannot remove a file that is open: the next run will.
            with contextlib.suppress(OSError):
                file_of(version).unlink()
                removed.append(version)
    return removed


def sweep() -> None:
    """Remove what a killed run left behind; only the holder of the lock may."""
    folder = settings.build_folder()
    leftovers = [*folder.glob("building-*"), *folder.glob(f"{POINTER}.*.tmp")]
    leftovers += [*folder.glob("reports/*.tmp"), *folder.glob("geo/*.tmp")]
    leftovers += folder.glob("seutukuva-*.duckdb.wal")
    for leftover in leftovers:
        with contextlib.suppress(OSError):
            leftover.unlink()
    shutil.rmtree(folder / "spill", ignore_errors=True)
    prune()


@contextlib.contextmanager
def builder_lock(*, wait: float = 0.0) -> Iterator[None]:
    """Be the only builder of this data folder.

    The system frees the lock of a process that ends, however it ends, so none is ever stale.

    Args:
        wait: seconds to wait for another builder.

    Raises:
        Busy: another process builds; says which.
    """
    file = settings.build_folder() / LOCK
    deadline = time.monotonic() + wait
    with _lock_file(file) as handle:
        while not _locked(handle):
            if time.monotonic() >= deadline:
                raise Busy(
                    f"another process is building (pid {_holder(handle)})",
                    where=str(file),
                    todo="wait until it is done",
                )
            time.sleep(0.1)
        handle.seek(0)
        handle.truncate()
        handle.write(str(os.getpid()))
        handle.flush()
        try:
            sweep()
            yield
        finally:
            _unlock(handle)


def _lock_file(file: Path) -> IO[str]:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return file.open("a+", encoding="utf-8")
    except OSError as error:
        raise SeutukuvaError(
            f"nothing can be built here: {error.strerror or error}",
            where=str(file),
            todo="see that the folder can be written and the disk is not full",
        ) from error


def builder() -> str:
    """The pid of the process that builds right now, "" when none does."""
    file = settings.build_folder() / LOCK
    try:
        with file.open("r+", encoding="utf-8") as handle:
            if _locked(handle):
                _unlock(handle)
                return ""
            return _holder(handle)
    except OSError:
        return ""  # never built here, or nobody can


def _holder(handle: IO[str]) -> str:
    handle.seek(0)
    return handle.read().strip() or "unknown"


def _locked(handle: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            handle.seek(LOCKED_BYTE)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _unlock(handle: IO[str]) -> None:
    if sys.platform == "win32":
        handle.seek(LOCKED_BYTE)
        msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_UN)
