"""How a checked upload becomes a batch: its files, and the row of the log that counts them in.

The files come first, each whole and on the disk, then one row of the log. Without the row the
files do not exist for anybody; with it they are all there. Whenever the program is stopped in
between, accepting the same file again completes it.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seutukuva import records, stopping
from seutukuva.errors import RecordConflict, RecordsError, UploadRefused
from seutukuva.records import batch_files
from seutukuva.records.batch_files import digests_of, unchecked
from seutukuva.records.entries import WITHDRAWN, Entry, canonical
from seutukuva.records.soundness import Problem
from seutukuva.texts import N_, _, ngettext

if TYPE_CHECKING:
    from seutukuva.records.log import Log

_LONGEST_NAME = 200
# What the ids of batches' records begin with, of every sort: their files lie in one folder.
INTERVIEWS, PROJECTS = "interviews-", "projects-"


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of batches.

    Attributes:
        kind: of their records.
        prefix: of the ids of their records; the hash of the batch follows.
        parts: the files of a batch.
        purge: kind of the records by which files are deleted for good; "" where there is none.
        unknown, gone, empty: what is said of a batch that is not there, of one whose files are
            not, and of a file without anything to store; ``choose``, ``again``: what to do about
            the first and the second. Messages to translate.
    """

    kind: str
    prefix: str
    parts: tuple[str, ...]
    purge: str
    unknown: str
    gone: str
    empty: str
    choose: str
    again: str

    def record_id(self, batch: str) -> str:
        """The id in the log of the batch of this hash."""
        return f"{self.prefix}{batch}"


OF_INTERVIEWS = Sort(
    kind="interview_batch",
    prefix=INTERVIEWS,
    parts=batch_files.PARTS,
    purge="interview_purge",
    unknown=N_("there is no such batch of interviews"),
    gone=N_("the files of this batch of interviews are not there as they were accepted"),
    empty=N_("the file holds no interview that can be stored"),
    choose=N_("Choose one of the list of accepted batches."),
    again=N_("Upload the same file again, or restore the batch from a backup."),
)
OF_PROJECTS = Sort(
    kind="project_batch",
    prefix=PROJECTS,
    parts=("projects", "figures", "raw"),
    purge="interview_purge",
    unknown=N_("there is no such list of projects"),
    gone=N_("the files of this list of projects are not there as they were accepted"),
    empty=N_("the file holds no project that can be stored"),
    choose=N_("Choose one of the accepted lists."),
    again=N_("Upload the same file again, or restore the list from a backup."),
)


def identity(content: Sequence[object], files: Mapping[str, str], parts: Iterable[str]) -> str:
    """The hash that names a batch: 32 hexadecimal digits.

    Args:
        content: what is said of the file that makes it another batch.
        files: SHA-256 of each part.
        parts: those that make it another batch.
    """
    named = [*content, *(files[part] for part in parts)]
    return hashlib.sha256(canonical(named).encode()).hexdigest()[:32]


def decided(folder: Path) -> str:
    """The hash of what people have decided of an upload: what it is of, its sheet, its columns.

    A check is of what was decided when it was made; whatever is decided later asks for another.
    """
    files = [folder / f"{name}.json" for name in ("upload", "choices", "corrections")]
    digests = [batch_files.digest_of(file) if file.exists() else "" for file in files]
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()[:32]


def left_by_check(folder: Path, name: str) -> dict[str, Any]:
    """What a step has left in an upload's folder under this name.

    Raises:
        UploadRefused: it is not there, or damaged.
    """
    file = folder / f"{name}.json"
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise unchecked(file.name) from error
    if not isinstance(found, dict):
        raise unchecked(file.name)
    return found


def acceptable(
    sort: Sort,
    folder: Path,
    name_of: Callable[[Mapping[str, Any], Mapping[str, Any], Mapping[str, str]], str],
    accepted_warnings: bool,
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an upload says of itself and what its check says, where both may be stored.

    Args:
        name_of: the batch's name, of upload, summary and digests.
        accepted_warnings: whether somebody has said yes to the warnings.

    Raises:
        UploadRefused: there is nothing to store, warnings were not accepted, or something was
            decided after the check.
    """
    upload, summary = left_by_check(folder, "upload"), left_by_check(folder, "summary")
    files = digests_of(summary, sort.parts)
    stored, warnings = summary.get("stored"), summary.get("warnings")
    if not isinstance(stored, int) or not isinstance(warnings, int) or set(files) < set(sort.parts):
        raise unchecked("summary.json")
    if stored < 1:
        raise UploadRefused(
            _(sort.empty),
            where=str(upload.get("name", "")),
            todo=_("Correct what the list of problems says, and upload it again."),
        )
    if warnings and not accepted_warnings:
        raise _unaccepted(warnings, str(upload.get("name", "")))
    is_same = summary.get("batch") == name_of(upload, summary, files)
    if not is_same or summary.get("decided") != decided(folder):
        raise unchecked("summary.json")
    return upload, summary


def _unaccepted(warnings: int, name: str) -> UploadRefused:
    text = ngettext(
        "there is {n} warning that nobody has accepted",
        "there are {n} warnings that nobody has accepted",
        warnings,
    )
    return UploadRefused(
        text.format(n=warnings),
        where=name,
        todo=_("Read the warnings, then accept them or correct the file."),
    )


def warnings_of(summary: Mapping[str, Any]) -> dict[str, int] | None:
    """How often each warning was given; none where there was none."""
    severity = summary.get("severity") or {}
    counts = summary.get("by_code") or {}
    found = {code: n for code, n in counts.items() if severity.get(code, "warning") == "warning"}
    return found or None


def clean_name(name: str) -> str:
    """A file's name as the log keeps it."""
    # As some browser sends it: with folders, and signs that nobody can type.
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(sign if sign.isprintable() else " " for sign in last)
    return " ".join(shown.split())[-_LONGEST_NAME:] or "?"


def counted_in(
    sort: Sort,
    folder: Path,
    body: dict[str, Any],
    *,
    by: str,
    source: str,
    before: Callable[[str], None] | None = None,
) -> Entry:
    """Store the files of an upload and the row that counts them in.

    Args:
        body: of the row; its ``batch`` and ``files`` name the files.
        before: done before the row is written, with its id.

    Returns:
        The row of the log; of a batch that is stored already, the row that stands. A batch that
        was withdrawn is brought back.

    Raises:
        UploadRefused: the files are not those that were checked.
        RecordsError: the log or the disk cannot be written.
    """
    id = sort.record_id(body["batch"])
    with stopping.held(), batch_files.turn():
        batch_files.sweep(_is_counted)
        newest = newest_of(id)
        is_standing = newest is not None and not newest.is_withdrawn
        if newest and is_standing and batch_files.are_whole(newest.body, sort.parts):
            batch_files.settled(body["batch"])
            return newest
        earlier = last_body(records.history(id)) if newest else {}
        if batch_files.are_whole(earlier, sort.parts):
            # What was read as of an earlier row must stay what it was.
            body["files"] = earlier["files"]
        else:
            batch_files.put(folder, body["batch"], body["files"])
        if before:
            before(id)
        entry = _written(sort, id, body, newest, by, source)
        batch_files.settled(body["batch"])
        return entry


def _is_counted(batch: str) -> bool:
    """Whether the log knows a batch, of whatever sort."""
    return any(newest_of(f"{prefix}{batch}") is not None for prefix in (INTERVIEWS, PROJECTS))


def _written(
    sort: Sort, id: str, body: Mapping[str, Any], newest: Entry | None, by: str, source: str
) -> Entry:
    expect = newest.seq if newest else None
    try:
        return records.append(sort.kind, body, id=id, by=by, source=source, expect=expect)
    except RecordConflict as conflict:
        # The same batch, accepted elsewhere on another computer at this moment.
        if conflict.theirs.is_withdrawn:
            raise
        return conflict.theirs


def bring_back(sort: Sort, newest: Entry, *, by: str, source: str) -> Entry:
    """Let a withdrawn batch count again; gives the row of the log.

    Raises:
        RecordsError: its files are not there as they were, or the log cannot be written.
    """
    if not newest.is_withdrawn:
        return newest
    body = last_body(records.history(newest.id))
    if not batch_files.are_whole(body, sort.parts):
        raise RecordsError(
            _(sort.gone),
            where=newest.id,
            todo=_(sort.again),
        )
    return records.append(sort.kind, body, id=newest.id, by=by, source=source, expect=newest.seq)


def standing(sort: Sort) -> dict[str, Entry]:
    """The batches that count, by id."""
    return {one.id: one for one in records.newest_of(sort.kind) if not one.is_withdrawn}


def known(sort: Sort, id: str) -> Entry:
    """The newest row of a batch.

    Raises:
        RecordsError: there is no such batch.
    """
    newest = newest_of(id)
    if newest is None or newest.kind != sort.kind:
        raise RecordsError(
            _(sort.unknown),
            where=id[: records.LONGEST_ID],
            todo=_(sort.choose),
        )
    return newest


def damaged(sort: Sort) -> frozenset[str]:
    """Ids of the batches that count and whose files are not there as they were accepted."""
    counted = standing(sort).items()
    return frozenset(id for id, one in counted if not batch_files.are_whole(one.body, sort.parts))


def damages(sort: Sort, kept: Log) -> list[Problem]:
    """Batches of a log whose files are not there as they were accepted, each with its row."""
    found: list[Problem] = []
    purged = {one.body.get("after") for one in kept.newest_of(sort.purge)} if sort.purge else set()
    for newest in kept.newest_of(sort.kind):
        body = last_body(kept.history(newest.id)) if newest.is_withdrawn else newest.body
        if body and not digests_of(body, sort.parts):
            found.append(Problem(newest.seq, _("it does not say which files it counts in")))
        if newest.seq in purged:
            batch = newest.id.removeprefix(sort.prefix)
            left = [one for one in sort.parts if batch_files.file_of(batch, one).exists()]
            if left:
                what = _("its files were to be deleted, and some are still there")
                found.append(Problem(newest.seq, what))
            continue
        for part, digest in sorted(digests_of(body, sort.parts).items()):
            if what := _damage(_file(body, part), digest):
                found.append(Problem(newest.seq, what))
    return found


def _file(body: Mapping[str, Any], part: str) -> Path:
    return batch_files.file_of(str(body["batch"]), part)


def _damage(file: Path, digest: str) -> str:
    """What is wrong with a file; empty where it is as it was accepted."""
    try:
        if batch_files.digest_of(file) == digest:
            return ""
    except OSError as error:
        what = _("the file {file} cannot be read: {why}")
        return what.format(file=file, why=error.strerror or error)
    return _("the file {file} has been changed").format(file=file)


def newest_of(id: str) -> Entry | None:
    """The newest row of a record; None where there is none."""
    versions = records.history(id)
    return versions[-1] if versions else None


def last_body(versions: Sequence[Entry]) -> dict[str, Any]:
    """What a record said before it was withdrawn."""
    said = (one.body for one in reversed(versions) if one.body_text is not None)
    return next((body for body in said if WITHDRAWN not in body), {})
