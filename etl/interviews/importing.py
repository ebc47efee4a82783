"""``python -m etl import interviews FILE``: a spreadsheet from file to stored, without a page.

The file is read, mapped and checked by the same processes as an upload of a page, with the same
limits: a hostile file costs its sender a message. Nothing is stored before all of it is checked;
then one row of the log counts it in.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from etl import importing_files
from etl.interviews.matching import dating, mapfile
from seutukuva import access, intake, texts
from seutukuva.definitions import Definitions, Questionnaire
from seutukuva.errors import SeutukuvaError, UploadRefused
from seutukuva.interviews import redacted, remembering, rounds
from seutukuva.records import batches
from seutukuva.texts import _

_KEYS = ("severity", "row", "column", "heading", "value", "code", "message", "allowed")


class Unknown(SeutukuvaError):
    """An option names what the programme does not have."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--map", type=Path, metavar="M.toml", help="the question of each column")
    parser.add_argument("--dry-run", action="store_true", help="check, and store nothing")
    parser.add_argument("--yes", action="store_true", help="store in spite of warnings")
    parser.add_argument("--questionnaire", default="", metavar="Q", help="the newest otherwise")
    parser.add_argument(
        "--wave", default="", metavar="W", help="2026-10; as its days say otherwise"
    )
    parser.add_argument("--organisation", default="", metavar="O", help="who interviewed")
    parser.add_argument(
        "--sheet", type=importing_files.from_one, metavar="N", help="number of the sheet, from 1"
    )
    parser.add_argument(
        "--header-row",
        type=importing_files.from_one,
        action="append",
        metavar="N",
        help="row of the headings",
    )


def run(wish: argparse.Namespace, defs: Definitions) -> dict[str, Any]:
    """Import a file; what stands in the way of storing it is in the answer, not raised.

    Returns:
        ok, read, stored, refused, problems (row, column, value, code, message …), batch; of what
        was or would be stored: questionnaire, wave, organisation, warnings, blank_rows, dry_run,
        already; error (code, what, where, todo) where the file or its warnings were refused;
        not_remembered, of the same shape, where all was stored but the map was not kept.

    Raises:
        Unknown: an option names what the programme does not have.
        AccessRefused: nothing confidential may be handled here.
    """
    form = _form(wish.questionnaire, defs)
    wave = _wave(wish.wave, defs)
    organisation = _organisation(wish.organisation, defs)
    access.require_entry("interview_batch")
    access.require("uploads")
    base = {
        **{"ok": False, "read": 0, "stored": 0, "refused": 0, "problems": [], "batch": None},
        **{"file": wish.file.name, "questionnaire": form.id, "wave": wave},
        **{"organisation": organisation, "dry_run": bool(wish.dry_run), "error": None},
    }
    try:
        corrections = mapfile.read(wish.map) if wish.map else {}
        content = importing_files.content(wish.file)
    except UploadRefused as error:
        return base | importing_files.refusal(error)
    intake.clean()
    upload = None
    try:
        upload = intake.receive(
            wish.file.name,
            content,
            questionnaire=form.id,
            wave=wave,
            organisation=organisation,
        )
        return base | _imported(wish, upload.id, corrections)
    except UploadRefused as error:
        return base | importing_files.refusal(error)
    finally:
        if upload:
            intake.discard(upload.id)


def _imported(
    wish: argparse.Namespace, upload_id: str, corrections: Mapping[str, Any]
) -> dict[str, Any]:
    choices: dict[str, Any] = {} if wish.wave else {"round": dating.OPEN}
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
    importing_files.must_be_unchanged(wish.file, intake.read(upload_id, "upload")["sha256"])
    found = _found(upload_id)
    if wish.dry_run or not found["stored"]:
        return {**found, "ok": bool(found["stored"])}
    try:
        # What stands already has been accepted before.
        accepted = wish.yes or found["already"]
        folder = intake.folder(upload_id)
        entry = batches.accept(
            folder, by=access.LOCAL, source=importing_files.SOURCE, accepted_warnings=accepted
        )
    except UploadRefused as error:
        # What was checked is told all the same; of it nothing was stored.
        return {**found, "stored": 0, "error": importing_files.as_object(error)}
    stored = {**found, "ok": True, "record": entry.id, "not_remembered": None}
    if wish.map:
        try:
            mapping = intake.read(upload_id, "mapping")
            remembering.remember(
                mapping, corrections, by=access.LOCAL, source=importing_files.SOURCE
            )
        except SeutukuvaError as error:  # the interviews count all the same
            stored["not_remembered"] = importing_files.as_object(error)
    return stored


def _found(upload_id: str) -> dict[str, Any]:
    """What the check says, without what reaches a person."""
    summary = intake.read(upload_id, "summary")
    mapping = intake.read(upload_id, "mapping")
    inspected = intake.read(upload_id, "inspected")
    columns = mapping["columns"]
    return {
        "wave": intake.read(upload_id, "upload")["wave"],
        **{key: summary[key] for key in ("read", "stored", "refused", "batch", "already")},
        **{key: summary[key] for key in ("errors", "warnings", "notes", "by_code", "blank_rows")},
        "problems": [
            {**{key: one[key] for key in _KEYS}, **_impersonal(one)}
            for one in intake.read(upload_id, "problems").get("problems", [])
        ],
        "remarks": [
            {"code": one["code"], "message": one["message"]}
            for one in (*inspected["notes"], *mapping["notes"])
        ],
        "columns": len(columns),
        "columns_mapped": sum(one["question"] is not None for one in columns),
        "columns_left_out": summary["columns_left_out"],
    }


def _impersonal(problem: Mapping[str, Any]) -> dict[str, str]:
    return {key: redacted.without_personal(problem[key]) for key in ("value", "message")}


def _form(name: str, defs: Definitions) -> Questionnaire:
    forms = defs.questionnaires
    if name:
        if name not in forms:
            raise Unknown(
                "no such questionnaire", where=name, todo="perhaps: " + ", ".join(sorted(forms))
            )
        return forms[name]
    if not forms:
        raise Unknown("the programme has no questionnaire", where=defs.programme.id)
    in_use = [one for one in forms.values() if one.valid_from <= dt.date.today()]
    return (in_use or list(forms.values()))[-1]


def _wave(text: str, defs: Definitions) -> str:
    if text and not rounds.is_round(text):
        raise Unknown("no such round", where=text, todo="write a month, e.g. 2026-10")
    return text or rounds.following(dt.date.today(), defs.interviewing.rounds)


def _organisation(name: str, defs: Definitions) -> str:
    known = {one.casefold(): one for one in defs.programme.organisations}
    if name and name.casefold() not in known:
        raise Unknown(
            "no such organisation", where=name, todo="one of: " + ", ".join(known.values())
        )
    return known.get(name.casefold(), "")


def lines(found: Mapping[str, Any], defs: Definitions) -> Iterator[str]:
    """What the command prints for people."""
    if "columns" not in found:
        return
    language = texts.language()
    form = defs.questionnaires[found["questionnaire"]]
    yield _(
        "{file}: rows read: {rows}; columns that answer a question: {mapped} of {columns}"
    ).format(
        file=found["file"],
        rows=texts.number(found["read"]),
        mapped=texts.number(found["columns_mapped"]),
        columns=texts.number(found["columns"]),
    )
    yield _("Questionnaire: {form}; round: {round}").format(
        form=form.title[language], round=rounds.name(found["wave"], language)
    )
    if found["columns_left_out"]:
        named = ", ".join(importing_files.quoted(heading) for heading in found["columns_left_out"])
        yield _("Columns that are not kept: {names}").format(names=named)
    for one in found["remarks"]:
        yield f"  {one['message']}"
    yield _outcome(found)
    yield _("Errors: {errors}; warnings: {warnings}; notes: {notes}").format(
        **{key: texts.number(found[key]) for key in ("errors", "warnings", "notes")}
    )
    if kept_not := found.get("not_remembered"):
        yield _("The map of columns was not kept for the next file: {why}").format(
            why=kept_not["what"]
        )
    yield from importing_files.problems(found["problems"])


def _outcome(found: Mapping[str, Any]) -> str:
    stored, refused = texts.number(found["stored"]), texts.number(found["refused"])
    if found["dry_run"]:
        sentence = _(
            "Nothing stored, as asked. Interviews that can be stored: {stored}; "
            "rows refused: {refused}"
        )
    elif not found["ok"]:
        return _("Nothing stored")
    elif found["already"]:
        sentence = _("Stored already, nothing changed. Interviews: {stored} (batch {batch})")
    else:
        sentence = _("Interviews stored: {stored}; rows refused: {refused} (batch {batch})")
    return sentence.format(stored=stored, refused=refused, batch=found["batch"])
