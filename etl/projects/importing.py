"""``python -m etl import projects FILE…``: lists of projects from file to stored, without a page.

Each file is read, mapped and checked by the same processes as an upload of a page, with the same
limits. Nothing of a file is stored before all of it is checked; then one row of the log counts it
in. Files are taken one after another; one that is refused does not keep the others out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from etl import importing_files
from etl.interviews.matching import mapfile
from seutukuva import access, dates, formats, intake, texts
from seutukuva.definitions import Definitions
from seutukuva.errors import SeutukuvaError, UploadRefused
from seutukuva.records import project_batches
from seutukuva.texts import _
from seutukuva.upload_rooms import PROJECTS

_COUNTS = ("read", "stored", "refused", "repeated", "errors", "warnings", "notes", "by_code")


class Unknown(SeutukuvaError):
    """An option names what there is not."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--format", default="", metavar="F", help="the shape; by its headings else")
    parser.add_argument("--date", default="", metavar="D", help="the day that the list is of")
    parser.add_argument("--map", type=Path, metavar="M.toml", help="the field of each column")
    parser.add_argument("--dry-run", action="store_true", help="check, and store nothing")
    parser.add_argument("--yes", action="store_true", help="store in spite of warnings")
    one = importing_files.from_one
    parser.add_argument("--sheet", type=one, metavar="N", help="number of the sheet, from 1")
    parser.add_argument(
        "--header-row", type=one, action="append", metavar="N", help="row of the headings"
    )


def run(wish: argparse.Namespace, defs: Definitions) -> dict[str, Any]:
    """Import files; what stands in the way of storing one is in the answer, not raised.

    Returns:
        ok (all files are stored, or may be), files: of each file, ok, format, list_date, read,
        stored (projects), refused, problems (row, column, value, code, message, repair …), totals,
        batch, already; error (code, what, where, todo) where the file or its warnings were
        refused.

    Raises:
        Unknown: an option names what there is not.
        RecordRefused: nothing may be entered here.
    """
    if wish.format and wish.format not in defs.project_lists:
        raise Unknown(
            "no such shape of list",
            where=wish.format,
            todo="one of: " + ", ".join(defs.project_lists),
        )
    day = _day(wish.date)
    access.require_entry("project_batch")
    files = [_one(wish, file, day) for file in wish.file]
    return {"ok": all(one["ok"] for one in files), "dry_run": bool(wish.dry_run), "files": files}


def _day(text: str) -> str:
    """A day as ISO text, from any spelling of it."""
    if not text:
        return ""
    try:
        found = dates.read(text)
    except ValueError:
        found = ""
    if len(found) != len("2026-12-31"):
        raise Unknown("no such day", where=text, todo="write a day, e.g. 2026-12-31")
    return found


def _one(wish: argparse.Namespace, file: Path, day: str) -> dict[str, Any]:
    base = {
        **{"ok": False, "file": file.name, "format": wish.format, "list_date": day},
        **dict.fromkeys(("read", "stored", "refused"), 0),
        **{"problems": [], "batch": None, "error": None, "dry_run": bool(wish.dry_run)},
    }
    upload = None
    try:
        corrections = _corrections(wish.map) if wish.map else {}
        content = importing_files.content(file, PROJECTS)
        intake.clean()
        told = {"format": wish.format, "list_date": day}
        upload = intake.receive(file.name, content, room=PROJECTS, **told)
        return base | _imported(wish, file, upload.id, corrections)
    except UploadRefused as error:
        return base | importing_files.refusal(error)
    finally:
        if upload:
            intake.discard(upload.id)


def _corrections(file: Path) -> dict[str, Any]:
    """The field of each heading that a map file names; an empty one leaves the column out."""
    told = mapfile.read(file)["headings"]
    return {
        "headings": {
            heading: {"field": ".".join(part for part in (one["question"], one["option"]) if part)}
            for heading, one in told.items()
        }
    }


def _imported(
    wish: argparse.Namespace, file: Path, upload_id: str, corrections: Mapping[str, Any]
) -> dict[str, Any]:
    choices: dict[str, Any] = {}
    if wish.sheet:
        choices["sheet"] = wish.sheet - 1
    if wish.header_row:
        choices["header_rows"] = sorted(wish.header_row)
    intake.write(upload_id, "choices", choices)
    if corrections:
        intake.write(upload_id, "corrections", corrections)
    try:
        intake.steps(upload_id, ("inspect", "map", "check"))
    except UploadRefused:
        importing_files.must_have_sheet(upload_id, choices)
        raise
    importing_files.must_be_unchanged(file, intake.read(upload_id, "upload")["sha256"])
    found = _found(upload_id)
    if wish.dry_run or not found["stored"]:
        return {**found, "ok": bool(found["stored"])}
    try:
        # What stands already has been accepted before.
        entry = project_batches.accept(
            intake.folder(upload_id),
            by=access.LOCAL,
            source=importing_files.SOURCE,
            accepted_warnings=wish.yes or found["already"],
        )
    except UploadRefused as error:
        # What was checked is told all the same; of it nothing was stored.
        return {**found, "stored": 0, "error": importing_files.as_object(error)}
    return {**found, "ok": True, "record": entry.id}


def _found(upload_id: str) -> dict[str, Any]:
    summary = intake.read(upload_id, "summary")
    mapping = intake.read(upload_id, "mapping")
    return {
        **{key: summary[key] for key in ("format", "list_date", *_COUNTS)},
        **{key: summary[key] for key in ("totals", "footers", "figures", "batch", "already")},
        "problems": intake.read(upload_id, "problems").get("problems", []),
        "remarks": [
            {"code": one["code"], "message": one["message"]}
            for one in intake.read(upload_id, "inspected")["notes"]
        ],
        "columns": {one["heading"]: one["field"] for one in mapping["columns"]},
        "columns_left_out": summary["columns_left_out"],
    }


def lines(found: Mapping[str, Any], defs: Definitions) -> Iterator[str]:
    """What the command prints for people."""
    for one in found["files"]:
        if "columns" in one:
            yield from _lines(one, defs)


def _lines(one: Mapping[str, Any], defs: Definitions) -> Iterator[str]:
    language = texts.language()
    yield _("{file}: {shape}; day of the list: {day}").format(
        file=one["file"],
        shape=defs.project_lists[one["format"]].title[language],
        day=formats.date(one["list_date"], language) if one["list_date"] else "–",
    )
    fields = [field for field in one["columns"].values() if field]
    yield _("Rows read: {rows}; columns with a field: {mapped} of {columns}").format(
        rows=texts.number(one["read"]),
        mapped=texts.number(len(fields)),
        columns=texts.number(len(one["columns"])),
    )
    if one["columns_left_out"]:
        named = ", ".join(importing_files.quoted(name) for name in one["columns_left_out"])
        yield _("Columns that are not kept: {names}").format(names=named)
    for remark in one["remarks"]:
        yield f"  {remark['message']}"
    yield from _sums(one, defs)
    yield _outcome(one)
    yield _("Errors: {errors}; warnings: {warnings}; notes: {notes}").format(
        **{key: texts.number(one[key]) for key in ("errors", "warnings", "notes")}
    )
    yield from importing_files.problems(one["problems"])


def _sums(one: Mapping[str, Any], defs: Definitions) -> Iterator[str]:
    """The sums of each fund, to hold against what the funder says."""
    language = texts.language()
    for fund, sums in one["totals"].items():
        yield _("{fund}: projects {n}").format(
            fund=fund or _("No fund"), n=texts.number(sums["projects"])
        )
        for field in defs.list_fields.values():
            value = sums.get(f"{field.measure}_{field.side}")
            if field.part == "all" and value is not None:
                yield f"  {field.title[language]}: {texts.number(value)}"


def _outcome(one: Mapping[str, Any]) -> str:
    told = {
        "stored": texts.number(one["stored"]),
        "refused": texts.number(one["refused"]),
        "batch": one["batch"],
    }
    if one["dry_run"]:
        sentence = _(
            "Nothing stored, as asked. Projects that can be stored: {stored}; "
            "rows refused: {refused}"
        )
    elif not one["ok"]:
        return _("Nothing stored")
    elif one["already"]:
        sentence = _("Stored already, nothing changed. Projects: {stored} (list {batch})")
    else:
        sentence = _("Projects stored: {stored}; rows refused: {refused} (list {batch})")
    return sentence.format(**told)
