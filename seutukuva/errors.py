"""The errors of Seutukuva: each says what happened, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


class SeutukuvaError(Exception):
    """Base of every error that the program raises on purpose.

    Args:
        what: what happened, one sentence without a final period.
        where: file, key, address or cell that it concerns.
        todo: what the reader can do about it.
    """

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what, self.where, self.todo = what, where, todo
        super().__init__(" — ".join(part for part in (what, where, todo) if part))


class DefinitionError(SeutukuvaError):
    """A definition file is wrong: names the file, the key and what is allowed."""

    def __init__(self, file: Path | str, key: str, problem: str, *, todo: str = "") -> None:
        self.file, self.key = str(file), key
        where = f"{file}: {key}" if key else str(file)
        super().__init__(problem, where=where, todo=todo)


class SourceError(SeutukuvaError):
    """A source could not give usable data; the last good data stays."""


class FetchFailed(SourceError):
    """The server was not reached, refused, or went on failing after every retry."""


class ShapeChanged(SourceError):
    """The answer arrived but is not of the expected shape.

    Args:
        expected: what the definition or the last good answer promised.
        got: what came instead.
    """

    def __init__(self, expected: str, got: str, *, where: str = "", todo: str = "") -> None:
        self.expected, self.got = expected, got
        super().__init__(f"expected {expected}, got {got}", where=where, todo=todo)


class CheckFailed(SeutukuvaError):
    """A check of the built data found bad rows; nothing was published.

    Args:
        check: name of the check.
        rows: the first bad rows, ready to print.
    """

    def __init__(self, check: str, rows: list[str], *, todo: str = "") -> None:
        self.check, self.rows = check, rows
        super().__init__(f"check {check} failed", where="; ".join(rows[:3]), todo=todo)


class MissingData(SeutukuvaError):
    """Nothing has been published yet, or not what was asked for."""


class MissingVersion(MissingData):
    """The version of the statistics that an edition names is not there; ``where`` names it."""


class MissingBatch(MissingData):
    """The file of accepted interviews is missing or damaged; the log still names it."""


class DeletedBatch(MissingBatch):
    """Interviews that the shown edition counted were deleted for good since."""


class MissingList(MissingBatch):
    """A file of an accepted list of projects is missing or damaged.

    Args:
        batch: the hash that names the list.
    """

    def __init__(self, batch: str) -> None:
        self.batch = batch
        super().__init__(
            "a file of an accepted list of projects cannot be read",
            where=batch,
            todo="python -m etl lists says which; withdraw the list, or restore it from a backup",
        )


class MissingProjections(MissingData):
    """The version of the statistics was made before projections were calculated."""


class MissingStructures(MissingData):
    """The version of the statistics was made before structures by industry were known."""


class MissingQuestionnaire(MissingData):
    """Interviews were made with a form that the programme no longer has; ``where`` names it."""


class QueryError(SeutukuvaError):
    """A query was asked with a wrong name or wrong parameters."""


class DocumentError(SeutukuvaError):
    """A document could not be typeset: says which part of it, and why."""


class RecordsError(SeutukuvaError):
    """The log of what people enter could not be read or written; nothing was stored."""


class SecretLost(RecordsError):
    """The secret of this installation is missing, damaged or another one than before.

    ``what`` and ``todo`` are in the language of whoever asked.
    """


class RecordRefused(RecordsError):
    """Whoever asks may not enter this, or nothing may be entered here.

    ``what`` and ``todo`` are in the language of whoever asked. ``reason`` is what the audit keeps,
    in no language: of ``seutukuva.reasons``.
    """

    reason = ""


class AccessRefused(RecordsError):
    """What was asked for is confidential, and whoever asked may not see it.

    ``what`` and ``todo`` are in the language of whoever asked. ``subject`` is what it belongs to,
    "" where that is not told.
    """

    subject = ""


class NotNoted(RecordsError):
    """Something is only done, or shown, where it can be noted who does it, and it cannot.

    ``what`` and ``todo`` are in the language of whoever asked.
    """


class RecordConflict(RecordsError):
    """Somebody else has written a newer version than the one that the writer looked at.

    Args:
        mine: the body that was not stored, as a table of fields.
        theirs: the newer entry, a ``seutukuva.records.Entry``.
    """

    def __init__(self, mine: Mapping[str, Any], theirs: Any, *, where: str = "") -> None:
        self.mine, self.theirs = dict(mine), theirs
        super().__init__(
            f"a newer version was saved meanwhile (row {theirs.seq}, {theirs.recorded_at})",
            where=where,
            todo="compare the two and save again",
        )


class InvalidRecord(RecordsError):
    """A body does not fit its kind; nothing was stored.

    Args:
        kind: id of the kind.
        problems: (field, sentence for the person who entered it) in the order of the fields.
    """

    def __init__(self, kind: str, problems: Sequence[tuple[str, str]]) -> None:
        self.kind, self.problems = kind, tuple(problems)
        super().__init__(" ".join(text for _field, text in problems), where=kind)


class UploadRefused(SeutukuvaError):
    """An uploaded file cannot be taken; nothing of it was stored.

    ``what`` and ``todo`` are in the language of whoever uploaded it.
    """


class TemplateRefused(SeutukuvaError):
    """A file cannot be a template of slides; the built-in one can be taken instead.

    ``what`` and ``todo`` are in the language of whoever gave it.
    """


class PackRefused(SeutukuvaError):
    """Whoever asks gets no pack of this edition, audience or area.

    ``what`` and ``todo`` are in the language of whoever asked for it.
    """


class ExportRefused(SeutukuvaError):
    """A file to take away is not made now, because too many are being made.

    ``what`` and ``todo`` are in the language of whoever asked for it.
    """
