"""Is what a backup holds whole: the log with its chain, what it counts in, the current version?"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import duckdb

from etl import build
from etl.backups.archive import BATCHES, KEY, LOG, POINTER
from seutukuva.errors import SeutukuvaError
from seutukuva.texts import _

Files = Mapping[str, tuple[int, str]]


def wrong(folder: Path, version: Path | None, files: Files, *, with_key: bool) -> list[str]:
    """Everything that is wrong with what is, or is to be, in a backup.

    Args:
        folder: holds the copy of the log and the key, as in a data folder, where there are any.
        version: file of the current version of the statistics, where one is published.
        files: size and SHA-256 of every file, by name.
        with_key: whether the installation's secret has to be there.
    """
    found = _of_log(folder, files, with_key) if LOG in files else []
    return found + (_of_version(version) if version else [])


def pointed(pointer: Path) -> str:
    """The name, in a backup, of the version that a pointer names; "" where there is none."""
    try:
        file = json.loads(pointer.read_bytes())["file"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return f"{POINTER.rpartition('/')[0]}/{file}"


def _of_log(folder: Path, files: Files, with_key: bool) -> list[str]:
    # Brings the database library, which most commands never need.
    from seutukuva.records import copying

    found = copying.problems(folder / LOG)
    try:
        said = copying.contents(folder / LOG)
    except SeutukuvaError as error:
        return found or [error.what]
    for name, digest in sorted(said.files.items()):
        held = files.get(f"{BATCHES}/{name}")
        if held is None:
            found.append(_("the file {file} is missing").format(file=name))
        elif held[1] != digest:
            found.append(_("the file {file} has been changed").format(file=name))
    if said.key and with_key:
        found += _of_key(folder / KEY, said.key)
    return found


def _of_key(file: Path, noted: str) -> list[str]:
    try:
        kept = hashlib.sha256(file.read_text("ascii", errors="replace").strip().encode())
    except OSError:
        return [_("the secret of the rounding is missing")]
    if kept.hexdigest() != noted:
        return [_("the secret of the rounding is not the one that was used before")]
    return []


def _of_version(file: Path) -> list[str]:
    with contextlib.suppress(SeutukuvaError, duckdb.Error):
        said = build.described(file).content_hash
        with build.opened(file) as con:
            if build.content_hash(con) == said:
                return []
    return [_("the statistics {file} are not what they were").format(file=file.name)]
