"""Accepted interviews: Parquet files that never change, and the row of the log that counts them in.

How files and row come together, ``seutukuva.records.accepting`` says.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seutukuva import access, definitions, records, settings
from seutukuva.interviews import redacted
from seutukuva.records import accepting, batch_files, contacts
from seutukuva.records.accepting import OF_INTERVIEWS, decided, left_by_check
from seutukuva.records.batch_files import digests_of
from seutukuva.records.entries import Entry
from seutukuva.records.soundness import Problem

if TYPE_CHECKING:
    from seutukuva.records.log import Log

__all__ = [
    "KIND",
    "PURGE",
    "accept",
    "bring_back",
    "damages",
    "decided",
    "identity",
    "known",
    "record_id",
    "standing",
    "withdraw",
]

KIND, PURGE = OF_INTERVIEWS.kind, OF_INTERVIEWS.purge
# What makes a batch the batch that it is; the words follow from the answers.
_CONTENT = ("answers", "responses", "raw")
_MOST_LABELS = 3000


def record_id(batch: str) -> str:
    """The id in the log of the batch of this hash."""
    return OF_INTERVIEWS.record_id(batch)


def identity(upload: Mapping[str, Any], files: Mapping[str, str]) -> str:
    """The hash that names a batch: the same content for the same round is the same batch.

    Args:
        upload: ``questionnaire``, ``wave``, ``organisation`` and ``is_demonstration``.
        files: SHA-256 of the files ``answers``, ``responses`` and ``raw``; others do not matter.

    Returns:
        32 hexadecimal digits.
    """
    told = (str(upload.get(key) or "") for key in ("questionnaire", "wave", "organisation"))
    content = [*told, bool(upload.get("is_demonstration"))]
    return accepting.identity(content, files, _CONTENT)


def accept(folder: Path, *, by: str, source: str = "app", accepted_warnings: bool = False) -> Entry:
    """Store a checked upload: all of it, or nothing.

    Args:
        folder: of the upload, with what the check has left there: ``upload.json``,
            ``summary.json``, ``mapping.json``, the Parquet files and perhaps ``contacts.json``.
        by: who accepts; a role, never a person's name.
        source: where it comes from: a page, an import.
        accepted_warnings: whether the analyst has said yes to the warnings.

    Returns:
        The row of the log; of a batch that is stored already, the row that stands. A batch that
        was withdrawn is brought back.

    Raises:
        UploadRefused: there is nothing to store, warnings were not accepted, or the files are
            not those that were checked. Nothing was stored.
        RecordRefused, AccessRefused: not here.
        RecordsError: the log or the disk cannot be written. Nothing was stored.
    """
    access.require_entry(KIND)
    access.require("uploads")
    upload, summary = accepting.acceptable(
        OF_INTERVIEWS,
        folder,
        lambda upload, _summary, files: identity(upload, files),
        accepted_warnings,
    )
    body = _body(folder, upload, summary)

    def persons(id: str) -> None:
        if settings.keeps_contacts():
            contacts.keep_of(folder, id, _purge_day())

    entry = accepting.counted_in(OF_INTERVIEWS, folder, body, by=by, source=source, before=persons)
    contacts.drop(folder)
    return entry


def withdraw(id: str, *, by: str, reason: str, source: str = "app") -> Entry:
    """Take a batch out of every result, and delete its contact persons; the files stay.

    Returns:
        The row of the log; of a batch that was withdrawn already, that row.

    Raises:
        InvalidRecord: no reason was given, or too long a one.
        RecordRefused, AccessRefused, RecordsError: as ``accept``; there is no such batch.
    """
    newest = known(id)
    if not newest.is_withdrawn:
        newest = records.withdraw(id, by, reason, newest.seq, source=source)
    with batch_files.turn():
        contacts.forget(id)
    return newest


def bring_back(id: str, *, by: str, source: str = "app") -> Entry:
    """Let a withdrawn batch count again; contact persons, once deleted, do not come back.

    Raises:
        RecordsError: there is no such batch, or its files are not there as they were.
        RecordRefused, AccessRefused: as ``accept``.
    """
    return accepting.bring_back(OF_INTERVIEWS, known(id), by=by, source=source)


def standing() -> dict[str, Entry]:
    """The batches that count, by id."""
    return accepting.standing(OF_INTERVIEWS)


def damages(kept: Log) -> list[Problem]:
    """Batches of a log whose files are not there as they were accepted, each with its row."""
    return accepting.damages(OF_INTERVIEWS, kept)


def known(id: str) -> Entry:
    """The newest row of a batch.

    Raises:
        RecordsError: there is no such batch.
        RecordRefused, AccessRefused: not here.
    """
    access.require_entry(KIND)
    access.require("uploads")
    return accepting.known(OF_INTERVIEWS, id)


def _body(folder: Path, upload: Mapping[str, Any], summary: Mapping[str, Any]) -> dict[str, Any]:
    has_map = (folder / "mapping.json").exists()
    mapping = left_by_check(folder, "mapping") if has_map else {}
    known, name = mapping.get("redacted") or {}, str(upload.get("name") or "")
    body = {
        **{key: upload.get(key) or "" for key in ("questionnaire", "wave", "organisation")},
        "is_demonstration": bool(upload.get("is_demonstration")),
        "file_name": redacted.marked(accepting.clean_name(known.get(name, name))),
        "file_sha256": upload.get("sha256") or "",
        "batch": summary["batch"],
        "files": digests_of(summary),
        "responses": summary["stored"],
        "refused": summary.get("refused") or 0,
        "mapping": _remembered(mapping),
        "mapping_fingerprint": mapping.get("fingerprint") or "",
        "accepted_warnings": accepting.warnings_of(summary),
    }
    # Said before any file is copied, if it does not fit.
    return records.fitting(KIND, body)


def _remembered(mapping: Mapping[str, Any]) -> dict[str, Any] | None:
    """What a column and a label was taken to mean; without samples of what firms have told.

    Of labels that mean nothing only the number: they are answers in a firm's own words.
    """
    known = mapping.get("redacted") or {}
    columns = [
        {key: one.get(key) for key in ("column", "question", "option", "how")}
        | {"heading": redacted.written(str(one.get("heading") or ""), known)}
        for one in mapping.get("columns") or ()
    ]
    # The form's own words mean what they say.
    said = [one for one in mapping.get("labels") or () if one.get("how") != "option"]
    labels = [
        {key: one.get(key) for key in ("question", "means", "how")}
        | {"label": redacted.written(str(one.get("label") or ""), known)}
        for one in said
        if one.get("means")
    ]
    told = {"columns": columns, "labels": labels[:_MOST_LABELS]}
    return told | {"unknown_labels": len(said) - len(labels)} if columns else None


def _purge_day() -> dt.date:
    months = definitions.load().interviewing.contact_months
    today = dt.date.today()
    year, month = divmod(today.month - 1 + months, 12)
    return dt.date(today.year + year, month + 1, min(today.day, 28))
