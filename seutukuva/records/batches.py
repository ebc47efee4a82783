"""Accepted interviews: Parquet files that never change, and the row of the log that counts them in.

The files come first, each whole and on the disk, then one row of the log. Without the row the
files do not exist for anybody; with it they are all there. Whenever the program is stopped in
between, accepting the same file again completes it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seutukuva import access, definitions, records, settings
from seutukuva.errors import RecordConflict, RecordsError, UploadRefused
from seutukuva.interviews import redacted
from seutukuva.records import batch_files, contacts
from seutukuva.records.batch_files import PARTS, digests_of, unchecked
from seutukuva.records.entries import WITHDRAWN, Entry, canonical
from seutukuva.records.soundness import Problem
from seutukuva.texts import _, ngettext

if TYPE_CHECKING:
    from seutukuva.records.log import Log

KIND, PURGE = "interview_batch", "interview_purge"
# What makes a batch the batch that it is; the words follow from the answers.
_CONTENT = ("answers", "responses", "raw")
_LONGEST_NAME = 200
_MOST_LABELS = 3000


def record_id(batch: str) -> str:
    """The id in the log of the batch of this hash."""
    return f"interviews-{batch}"


def identity(upload: Mapping[str, Any], files: Mapping[str, str]) -> str:
    """The hash that names a batch: the same content for the same round is the same batch.

    Args:
        upload: ``questionnaire``, ``wave``, ``organisation`` and ``is_demonstration``.
        files: SHA-256 of the files ``answers``, ``responses`` and ``raw``; others do not matter.

    Returns:
        32 hexadecimal digits.
    """
    content = [
        *(str(upload.get(key) or "") for key in ("questionnaire", "wave", "organisation")),
        bool(upload.get("is_demonstration")),
        *(files[part] for part in _CONTENT),
    ]
    return hashlib.sha256(canonical(content).encode()).hexdigest()[:32]


def decided(folder: Path) -> str:
    """The hash of what people have decided of an upload: what it is of, its sheet, its columns.

    A check is of what was decided when it was made; whatever is decided later asks for another.
    """
    files = [folder / f"{name}.json" for name in ("upload", "choices", "corrections")]
    digests = [batch_files.digest_of(file) if file.exists() else "" for file in files]
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()[:32]


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
    access.require_entry()
    access.require_confidential()
    upload, summary = _json(folder / "upload.json"), _json(folder / "summary.json")
    _must_be_acceptable(upload, summary, accepted_warnings)
    if summary.get("decided") != decided(folder):
        raise unchecked("summary.json")
    body = _body(folder, upload, summary)
    with batch_files.turn():
        batch_files.sweep(lambda batch: bool(_newest(record_id(batch))))
        newest = _newest(record_id(body["batch"]))
        if newest and not newest.is_withdrawn and batch_files.are_whole(newest.body):
            entry = newest
            batch_files.settled(body["batch"])
        else:
            entry = _stored(folder, body, newest, by, source)
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
    newest = known(id)
    if not newest.is_withdrawn:
        return newest
    body = _last_body(records.history(id))
    if not batch_files.are_whole(body):
        raise RecordsError(
            _("the files of this batch of interviews are not there as they were accepted"),
            where=id,
            todo=_("Upload the same file again, or restore the batch from a backup."),
        )
    return records.append(KIND, body, id=id, by=by, source=source, expect=newest.seq)


def standing() -> dict[str, Entry]:
    """The batches that count, by id."""
    return {one.id: one for one in records.newest_of(KIND) if not one.is_withdrawn}


def damages(kept: Log) -> list[Problem]:
    """Batches of a log whose files are not there as they were accepted, each with its row."""
    found: list[Problem] = []
    purged = {one.body.get("after") for one in kept.newest_of(PURGE)}
    for newest in kept.newest_of(KIND):
        body = _last_body(kept.history(newest.id)) if newest.is_withdrawn else newest.body
        if body and not digests_of(body):
            found.append(Problem(newest.seq, _("it does not say which files it counts in")))
        if newest.seq in purged:
            left = [one for one in PARTS if batch_files.file_of(str(body["batch"]), one).exists()]
            if left:
                what = _("its files were to be deleted, and some are still there")
                found.append(Problem(newest.seq, what))
            continue
        for part, digest in sorted(digests_of(body).items()):
            file = batch_files.file_of(str(body["batch"]), part)
            try:
                if batch_files.digest_of(file) != digest:
                    what = _("the file {file} has been changed").format(file=file)
                    found.append(Problem(newest.seq, what))
            except OSError as error:
                what = _("the file {file} cannot be read: {why}")
                why = error.strerror or error
                found.append(Problem(newest.seq, what.format(file=file, why=why)))
    return found


def known(id: str) -> Entry:
    """The newest row of a batch.

    Raises:
        RecordsError: there is no such batch.
        RecordRefused, AccessRefused: not here.
    """
    access.require_entry()
    access.require_confidential()
    newest = _newest(id)
    if newest is None or newest.kind != KIND:
        raise RecordsError(
            _("there is no such batch of interviews"),
            where=id[: records.LONGEST_ID],
            todo=_("Choose one of the list of accepted batches."),
        )
    return newest


def _newest(id: str) -> Entry | None:
    versions = records.history(id)
    return versions[-1] if versions else None


def _last_body(versions: list[Entry]) -> dict[str, Any]:
    """What the record said before it was withdrawn."""
    return next((one.body for one in reversed(versions) if WITHDRAWN not in one.body), {})


def _json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise unchecked(file.name) from error
    if not isinstance(found, dict):
        raise unchecked(file.name)
    return found


def _must_be_acceptable(
    upload: Mapping[str, Any], summary: Mapping[str, Any], accepted_warnings: bool
) -> None:
    files = digests_of(summary)
    stored, warnings = summary.get("stored"), summary.get("warnings")
    if not isinstance(stored, int) or not isinstance(warnings, int) or set(files) < set(PARTS):
        raise unchecked("summary.json")
    if stored < 1:
        raise UploadRefused(
            _("the file holds no interview that can be stored"),
            where=str(upload.get("name", "")),
            todo=_("Correct what the list of problems says, and upload it again."),
        )
    if warnings and not accepted_warnings:
        text = ngettext(
            "there is {n} warning that nobody has accepted",
            "there are {n} warnings that nobody has accepted",
            warnings,
        )
        raise UploadRefused(
            text.format(n=warnings),
            where=str(upload.get("name", "")),
            todo=_("Read the warnings, then accept them or correct the file."),
        )
    if summary.get("batch") != identity(upload, files):
        raise unchecked("summary.json")


def _body(folder: Path, upload: Mapping[str, Any], summary: Mapping[str, Any]) -> dict[str, Any]:
    mapping = _json(folder / "mapping.json") if (folder / "mapping.json").exists() else {}
    known, name = mapping.get("redacted") or {}, str(upload.get("name") or "")
    body = {
        **{key: upload.get(key) or "" for key in ("questionnaire", "wave", "organisation")},
        "is_demonstration": bool(upload.get("is_demonstration")),
        "file_name": redacted.marked(_clean_name(known.get(name, name))),
        "file_sha256": upload.get("sha256") or "",
        "batch": summary["batch"],
        "files": {part: digests_of(summary)[part] for part in PARTS},
        "responses": summary["stored"],
        "refused": summary.get("refused") or 0,
        "mapping": _remembered(mapping),
        "mapping_fingerprint": mapping.get("fingerprint") or "",
        "accepted_warnings": _warnings(summary) or None,
    }
    # Said before any file is copied, if it does not fit.
    return records.fitting(KIND, body)


def _warnings(summary: Mapping[str, Any]) -> dict[str, int]:
    severity = summary.get("severity") or {}
    counts = summary.get("by_code") or {}
    return {code: n for code, n in counts.items() if severity.get(code, "warning") == "warning"}


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


def _clean_name(name: str) -> str:
    # As some browser sends it: with folders, and signs that nobody can type.
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(sign if sign.isprintable() else " " for sign in last)
    return " ".join(shown.split())[-_LONGEST_NAME:] or "?"


def _stored(
    folder: Path, body: dict[str, Any], newest: Entry | None, by: str, source: str
) -> Entry:
    id = record_id(body["batch"])
    earlier = _last_body(records.history(id)) if newest else {}
    if batch_files.are_whole(earlier):
        # What was read as of an earlier row must stay what it was.
        body["files"] = earlier["files"]
    else:
        batch_files.put(folder, body["batch"], body["files"])
    if settings.keeps_contacts():
        contacts.keep_of(folder, id, _purge_day())
    try:
        entry = records.append(
            *(KIND, body), id=id, by=by, source=source, expect=newest.seq if newest else None
        )
    except RecordConflict as conflict:
        # The same batch, accepted elsewhere on another computer at this moment.
        if conflict.theirs.is_withdrawn:
            raise
        entry = conflict.theirs
    batch_files.settled(body["batch"])
    return entry


def _purge_day() -> dt.date:
    months = definitions.load().interviewing.contact_months
    today = dt.date.today()
    year, month = divmod(today.month - 1 + months, 12)
    return dt.date(today.year + year, month + 1, min(today.day, 28))
