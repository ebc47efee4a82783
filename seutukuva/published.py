"""Which version of the statistics is the current one: what the pointer beside it says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from seutukuva.errors import MissingData


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of the statistics."""

    id: str
    file: str
    published_at: str


def file_of(folder: Path, version_id: str) -> Path:
    """The file of a version in the folder of builds, whether or not it exists."""
    return folder / f"seutukuva-{version_id}.duckdb"


def pointed(pointer: Path) -> Version:
    """The version that a pointer names.

    Raises:
        MissingData: nothing has been published, or the pointer or the version is damaged.
    """
    try:
        return _read(pointer, pointer.stat().st_mtime_ns)
    except FileNotFoundError:
        raise MissingData(
            "no statistics have been published yet",
            where=str(pointer),
            todo="run: python -m etl run --offline",
        ) from None


def kept_beside(folder: Path, current: Version) -> list[Version]:
    """The current version and the others whose files are in its folder, newest first."""
    kept = {current.id: current}
    for file in folder.glob("seutukuva-*.duckdb"):
        version_id = file.stem.removeprefix("seutukuva-")
        kept.setdefault(version_id, Version(version_id, file.name, ""))
    return [kept[one] for one in sorted(kept, reverse=True)]


@lru_cache(maxsize=16)
def _read(pointer: Path, stamp: int) -> Version:
    try:
        entry = json.loads(pointer.read_text(encoding="utf-8"))
        version = Version(entry["version"], entry["file"], entry["published_at"])
    except (ValueError, KeyError, TypeError) as error:
        raise MissingData(
            "the pointer to the current version is damaged",
            where=str(pointer),
            todo="run: python -m etl run --offline",
        ) from error
    if not (pointer.parent / version.file).exists():
        raise MissingData(
            "the current version's file is missing",
            where=str(pointer.parent / version.file),
            todo="run: python -m etl run --offline",
        )
    return version
