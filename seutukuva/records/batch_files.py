"""The Parquet files of accepted uploads on the disk: whole or not there, and never changed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from seutukuva import settings
from seutukuva.errors import RecordsError, UploadRefused
from seutukuva.records.locks import alone
from seutukuva.texts import _

# Of a batch of interviews; other batches have parts of their own.
PARTS = ("answers", "responses", "raw", "words")
_BATCH = re.compile(r"[0-9a-f]{32}")
# Marks files whose row of the log was not yet written.
_UNDER_WAY = "under-way"
_LOCK = ".lock"
_LEFT_ALONE = 24 * 3600  # seconds: somebody may still be at it


def file_of(batch: str, part: str) -> Path:
    """Where a part of a batch is: its ``answers``, its ``projects``, its ``raw`` cells, …"""
    return settings.batches_folder() / f"{batch}.{part}.parquet"


@contextmanager
def turn() -> Iterator[None]:
    """Be the only one on this computer who adds or removes files, and what goes with them.

    Raises:
        RecordsError: the folder cannot be written.
    """
    folder = settings.batches_folder()
    try:
        # What firms have told is for the owner of this process alone.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alone(folder / _LOCK):
            yield
    except OSError as error:
        raise RecordsError(
            _("what was accepted cannot be written: {why}").format(why=error.strerror or error),
            where=str(folder),
            todo=_("See that the folder can be written and the disk is not full."),
        ) from error


def put(folder: Path, batch: str, digests: Mapping[str, str]) -> None:
    """Copy the parts of a batch; they are marked until ``settled`` says that the log counts them.

    Args:
        folder: of the upload; each part is ``<part>.parquet``.
        digests: SHA-256 that each part must have.

    Raises:
        UploadRefused: a part is missing or another than was checked.
    """
    _mark(batch).touch()
    for part, digest in digests.items():
        _copy(folder / f"{part}.parquet", file_of(batch, part), digest)
    _last_through_a_power_cut(settings.batches_folder())


def settled(batch: str) -> None:
    """The log counts this batch: its files stay."""
    _mark(batch).unlink(missing_ok=True)


def sweep(is_counted: Callable[[str], bool], now: float | None = None) -> list[Path]:
    """Remove what a stopped program has left, a day later; to be called in a turn.

    Only marked files are looked at: whatever log is asked, a batch that was once counted stays.

    Args:
        is_counted: whether the log knows a batch.

    Returns:
        What was removed.
    """
    before = (time.time() if now is None else now) - _LEFT_ALONE
    removed: list[Path] = []
    for mark in sorted(settings.batches_folder().glob(f"*.{_UNDER_WAY}")):
        batch = mark.name.partition(".")[0]
        with contextlib.suppress(FileNotFoundError):
            if mark.stat().st_mtime > before:
                continue
            left = f"{batch}.*.tmp" if is_counted(batch) else f"{batch}.*.parquet*"
            for file in settings.batches_folder().glob(left):
                file.unlink()
                removed.append(file)
            mark.unlink()
    return removed


def remove(batch: str, parts: Sequence[str] = PARTS) -> int:
    """Delete the files of a batch, to be called in a turn; how many there were."""
    found = [file_of(batch, part) for part in parts if file_of(batch, part).exists()]
    for file in found:
        file.unlink(missing_ok=True)
    _last_through_a_power_cut(settings.batches_folder())
    return len(found)


def digests_of(body: Mapping[str, Any], parts: Sequence[str] = PARTS) -> dict[str, str]:
    """SHA-256 of each part, as a row of the log or a summary says; empty if it says none."""
    files = body.get("files")
    if not isinstance(files, Mapping) or not _BATCH.fullmatch(str(body.get("batch"))):
        return {}
    return {part: str(files[part]) for part in parts if part in files}


def are_whole(body: Mapping[str, Any], parts: Sequence[str] = PARTS) -> bool:
    """Whether every part is there as a row of the log says."""
    digests = digests_of(body, parts)
    try:
        return len(digests) == len(parts) and all(
            digest_of(file_of(body["batch"], part)) == digest for part, digest in digests.items()
        )
    except OSError:
        return False


def digest_of(file: Path) -> str:
    """SHA-256 of a file."""
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def unchecked(where: str) -> UploadRefused:
    """What is said of an upload that is not as it was when it was checked."""
    return UploadRefused(
        _("the file has not been checked as it is now"),
        where=where,
        todo=_("Check it once more, then accept it."),
    )


def _mark(batch: str) -> Path:
    return settings.batches_folder() / f"{batch}.{_UNDER_WAY}"


def _copy(source: Path, target: Path, digest: str) -> None:
    # One at a time: what a stopped program has left is written over.
    fresh = target.with_name(f"{target.name}.tmp")
    found = hashlib.sha256()
    try:
        with source.open("rb") as given, fresh.open("wb") as taken:
            while block := given.read(1 << 20):
                found.update(block)
                taken.write(block)
            taken.flush()
            os.fsync(taken.fileno())
        if found.hexdigest() != digest:
            raise unchecked(source.name)
        fresh.replace(target)
    except FileNotFoundError as error:
        raise unchecked(source.name) from error
    finally:
        fresh.unlink(missing_ok=True)


def _last_through_a_power_cut(folder: Path) -> None:
    # A rename is a change of the folder; Windows keeps it by itself.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
