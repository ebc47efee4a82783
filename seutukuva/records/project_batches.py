"""Accepted lists of projects: Parquet files that never change, and the row that counts them in.

How files and row come together, ``seutukuva.records.accepting`` says. What they hold is public.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seutukuva import access, records
from seutukuva.records import accepting
from seutukuva.records.accepting import OF_PROJECTS, decided, left_by_check
from seutukuva.records.batch_files import digests_of
from seutukuva.records.entries import Entry
from seutukuva.records.soundness import Problem

if TYPE_CHECKING:
    from seutukuva.records.log import Log

__all__ = [
    "KIND",
    "PARTS",
    "accept",
    "bring_back",
    "damaged",
    "damages",
    "decided",
    "identity",
    "known",
    "record_id",
    "standing",
    "withdraw",
]

KIND, PARTS = OF_PROJECTS.kind, OF_PROJECTS.parts
_LENGTH_OF_A_DAY = 10  # 2026-11-22


def record_id(batch: str) -> str:
    """The id in the log of the list of this hash."""
    return OF_PROJECTS.record_id(batch)


def identity(told: Mapping[str, Any], files: Mapping[str, str]) -> str:
    """The hash that names a list: the same content of the same day and shape is the same list.

    Args:
        told: ``format`` and ``list_date``, as the check found them.
        files: SHA-256 of each of ``PARTS``.

    Returns:
        32 hexadecimal digits.
    """
    content = [str(told.get(key) or "") for key in ("format", "list_date")]
    return accepting.identity(content, files, PARTS)


def accept(folder: Path, *, by: str, source: str = "app", accepted_warnings: bool = False) -> Entry:
    """Store a checked list: all of it, or nothing.

    Args:
        folder: of the upload, with what the check has left there: ``upload.json``,
            ``summary.json``, ``mapping.json`` and the Parquet files of ``PARTS``.
        by: who accepts; a role, never a person's name.
        source: where it comes from: a page, an import.
        accepted_warnings: whether somebody has said yes to the warnings.

    Returns:
        The row of the log; of a list that is stored already, the row that stands. A list that
        was withdrawn is brought back.

    Raises:
        UploadRefused: there is nothing to store, warnings were not accepted, or the files are
            not those that were checked. Nothing was stored.
        RecordRefused: not here.
        RecordsError: the log or the disk cannot be written. Nothing was stored.
    """
    access.require_entry(KIND)
    upload, summary = accepting.acceptable(
        OF_PROJECTS,
        folder,
        lambda _upload, summary, files: identity(summary, files),
        accepted_warnings,
    )
    body = _body(folder, upload, summary)
    return accepting.counted_in(OF_PROJECTS, folder, body, by=by, source=source)


def withdraw(id: str, *, by: str, reason: str, source: str = "app") -> Entry:
    """Take a list out of every result; its files stay.

    Returns:
        The row of the log; of a list that was withdrawn already, that row.

    Raises:
        InvalidRecord: no reason was given, or too long a one.
        RecordRefused, RecordsError: as ``accept``; there is no such list.
    """
    newest = known(id)
    if newest.is_withdrawn:
        return newest
    return records.withdraw(id, by, reason, newest.seq, source=source)


def bring_back(id: str, *, by: str, source: str = "app") -> Entry:
    """Let a withdrawn list count again.

    Raises:
        RecordsError: there is no such list, or its files are not there as they were.
        RecordRefused: as ``accept``.
    """
    return accepting.bring_back(OF_PROJECTS, known(id), by=by, source=source)


def standing() -> dict[str, Entry]:
    """The lists that count, by id."""
    return accepting.standing(OF_PROJECTS)


def damaged() -> frozenset[str]:
    """Ids of the lists that count and whose files are not there as they were accepted."""
    return accepting.damaged(OF_PROJECTS)


def damages(kept: Log) -> list[Problem]:
    """Lists of a log whose files are not there as they were accepted, each with its row."""
    return accepting.damages(OF_PROJECTS, kept)


def known(id: str) -> Entry:
    """The newest row of a list.

    Raises:
        RecordsError: there is no such list.
        RecordRefused: not here.
    """
    access.require_entry(KIND)
    return accepting.known(OF_PROJECTS, id)


def _body(folder: Path, upload: Mapping[str, Any], summary: Mapping[str, Any]) -> dict[str, Any]:
    has_map = (folder / "mapping.json").exists()
    mapping = left_by_check(folder, "mapping") if has_map else {}
    columns = [
        {key: one.get(key) for key in ("column", "heading", "field", "how")}
        for one in mapping.get("columns") or ()
    ]
    # A list whose rows all tell their own days needs none; then it is of the day that it came.
    day = summary.get("list_date") or str(upload.get("received_at") or "")[:_LENGTH_OF_A_DAY]
    body = {
        "format": summary.get("format") or "",
        "list_date": day,
        "file_name": accepting.clean_name(str(upload.get("name") or "")),
        "file_sha256": upload.get("sha256") or "",
        "batch": summary["batch"],
        "files": digests_of(summary, PARTS),
        "projects": summary["stored"],
        "refused": summary.get("refused") or 0,
        "mapping": {"columns": columns} if columns else None,
        "mapping_fingerprint": mapping.get("fingerprint") or "",
        "totals": summary.get("totals") or None,
        "accepted_warnings": accepting.warnings_of(summary),
    }
    # Said before any file is copied, if it does not fit.
    return records.fitting(KIND, body)
