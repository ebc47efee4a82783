"""What every import of a file by a command has in common: its bytes, its options, its problems."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from seutukuva import intake, texts, upload_rooms
from seutukuva.errors import SeutukuvaError, UploadRefused
from seutukuva.texts import N_, _

SHOWN = 20  # problems printed for people; --json gives all that are kept
SOURCE = "import"
SEVERITIES = {"error": N_("Error"), "warning": N_("Warning"), "note": N_("Note")}


def from_one(text: str) -> int:
    """A number of an option, counted from 1.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not (text.isascii() and text.isdecimal()) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def content(file: Path, room: str = upload_rooms.INTERVIEWS) -> bytes:
    """The bytes of a file that nobody writes meanwhile.

    Args:
        room: whose file it is, of ``upload_rooms.ROOMS``.

    Raises:
        UploadRefused: it cannot be read, is too large, or changed while it was read.
    """
    try:
        intake.must_fit(file.stat().st_size, room)
        found = file.read_bytes()
    except OSError as error:
        raise UploadRefused(
            _("the file cannot be read"),
            where=f"{file}: {error.strerror or error}",
            todo=_("Give the path of a spreadsheet that is not open elsewhere."),
        ) from error
    must_be_unchanged(file, hashlib.sha256(found).hexdigest())
    return found


def must_be_unchanged(file: Path, digest: str) -> None:
    """Raise where a file is no longer what was read of it.

    Raises:
        UploadRefused: it has changed, or cannot be read any more.
    """
    try:
        with file.open("rb") as handle:
            again = hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        again = ""
    if again != digest:
        raise UploadRefused(
            _("the file changed while it was read"),
            where=file.name,
            todo=_("Save and close it, then import it again."),
        )


def must_have_sheet(upload_id: str, choices: Mapping[str, Any]) -> None:
    """Raise where a sheet was asked for by its number and has not been read.

    Raises:
        UploadRefused: names those that have been.
    """
    sheets = intake.read(upload_id, "inspected").get("sheets")
    index = choices.get("sheet")
    if (
        sheets
        and index is not None
        and not any(one["index"] == index and one["file"] for one in sheets)
    ):
        names = [f"{one['index'] + 1} {quoted(one['name'])}" for one in sheets if one["file"]]
        raise UploadRefused(
            _("there is no sheet {number} that can be read").format(number=index + 1),
            todo=_("Choose one of: {names}.").format(names=", ".join(names)),
        )


def refusal(error: UploadRefused) -> dict[str, Any]:
    """A file that was refused as a whole, as an object of the same shape."""
    told = {"severity": "error", "row": None, "code": "file_refused", "message": str(error)}
    empty = dict.fromkeys(("column", "heading", "value", "allowed"), "")
    return {"problems": [told | empty], "error": as_object(error)}


def as_object(error: SeutukuvaError) -> dict[str, str]:
    """What was refused, for programs."""
    return {
        "code": type(error).__name__,
        "what": error.what,
        "where": error.where,
        "todo": error.todo,
    }


def quoted(text: str) -> str:
    """A text in quotation marks."""
    return _("“{text}”").format(text=text)


def problems(found: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The first problems, as lines for people."""
    for one in found[:SHOWN]:
        where = ""
        if one["row"]:
            where = _("row {row}").format(row=one["row"]) + " "
        if one["column"]:
            where += f"{one['column']} {quoted(one['heading'])} "
        allowed = f" ({_('Allowed: {allowed}').format(allowed=one['allowed'])})"
        sentence = one["message"] + (allowed if one["allowed"] else "")
        yield f"  {_(SEVERITIES[one['severity']])}: {where}{sentence}"
    if len(found) > SHOWN:
        yield "  " + _("and {n} more; --json lists them").format(n=texts.number(len(found) - SHOWN))
