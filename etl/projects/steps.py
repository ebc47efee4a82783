"""The steps of a list of projects: what the file is, what its columns hold, what is wrong in it.

Each is done by a process of its own (``etl.interviews.worker``) and leaves its findings in the
upload's folder; nothing is stored.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from etl.interviews import folder as kept
from etl.interviews.checking.problems import ERROR, NOTE, WARNING, Problems
from etl.interviews.matching import evidence
from etl.interviews.reading import inspecting
from etl.interviews.reading.cells import Columns
from etl.interviews.reading.noting import of_table
from etl.interviews.reading.workbooks import Sheet
from etl.interviews.values import distinct
from etl.projects import amounts, checking, leaving, pages, shapes, sheets, wording
from etl.projects.case import Case
from etl.projects.shapes import Chosen
from seutukuva import dates, definitions, texts
from seutukuva.definitions import Definitions, ListFormat
from seutukuva.errors import UploadRefused
from seutukuva.interviews.keys import fingerprint
from seutukuva.projects import remembering
from seutukuva.records import project_batches
from seutukuva.texts import _

Progress = Callable[..., None]
MAPPING = "mapping.json"
SAMPLES, SAMPLE_LENGTH = 3, 80
PAGE = "page"


def inspect(folder: Path, progress: Progress) -> dict[str, Any]:
    """Read the file of an upload, keep its cells and say what was found.

    Writes ``inspected.json`` and a ``sheet-<n>.arrow`` a sheet, as for interviews; the text of a
    project's page becomes a sheet of one row a project.

    Raises:
        UploadRefused: the file cannot be taken.
    """
    progress(0.0, "checking")
    forms = [one for one in definitions.load().project_lists.values() if one.is_page]
    for form in forms:
        found = pages.of_file((folder / "file").read_bytes(), [form])
        if found:
            return _inspect_page(folder, form, found)
    try:
        return inspecting.inspect(folder, progress)
    except UploadRefused as error:
        raise wording.of_projects(error) from error


def _inspect_page(folder: Path, form: ListFormat, found: list[dict[str, str]]) -> dict[str, Any]:
    cells = Columns()
    cells.add(pages.table(found, form))
    choices = {"header_rows": [1], "first_row": 2}
    told = inspecting.described(folder, Sheet(0, "", "visible", cells.table()), choices)
    inspected = {
        **{"format": PAGE, "encoding": "", "separator": "", "decimal": ","},
        **{"sheets": [told], "proposed_sheet": 0, "list_format": form.id},
        "notes": of_table(told),
    }
    kept.write(folder / "inspected.json", inspected)
    return {
        **{"format": PAGE, "sheets": 1, "proposed_sheet": 0},
        **{"rows": told["rows"], "columns": told["columns"]},
    }


def map(folder: Path, progress: Progress) -> dict[str, Any]:
    """Say what each column holds; writes ``mapping.json``.

    Raises:
        UploadRefused: the sheet is gone, there is no such shape of list, or a correction is wrong.
    """
    progress(0.0, "mapping")
    # Taken before anything is read: what is decided from now on is not in the map.
    decided = project_batches.decided(folder)
    upload, inspected = (kept.read(folder / f"{name}.json") for name in ("upload", "inspected"))
    choices = kept.read(folder / "choices.json")
    defs = definitions.load()
    table = sheets.opened(folder)
    headings = list(table.headings[: sheets.width(table, inspected["format"] == "csv")])
    shape = fingerprint(headings)
    said = remembering.known(shape)
    likeliest = shapes.likeliest(headings, defs)
    form = _form(
        choices.get("format") or upload.get("format") or inspected.get("list_format", ""),
        _remembered(said, defs) or likeliest[0],
        defs,
    )
    corrections = kept.read(folder / "corrections.json")
    chosen = shapes.proposed(headings, form, defs, said.get("columns") or {}, corrections)
    fields = {one.field: at for at, one in enumerate(chosen) if one.field}
    listed = sheets.listed(table, fields, _types(chosen, defs), form.footer_rows)
    told_day = choices.get("list_date") or upload.get("list_date") or ""
    day, day_from = _list_date(folder, told_day, listed.footers)
    mapping = {
        **{"format": form.id, "formats": likeliest},
        **{"list_date": day, "list_date_from": day_from},
        "fingerprint": shape,
        "columns": [
            _column(at, headings[at], one, table.columns[at]) for at, one in enumerate(chosen)
        ],
        **_lacking(fields, day, listed, defs),
        **{"notes": [], "decided": decided},
    }
    kept.write(folder / MAPPING, mapping)
    progress(1.0, "mapping")
    return {
        **{"format": form.id, "columns": len(fields), "list_date": day},
        "fingerprint": mapping["fingerprint"],
    }


def _form(told: str, proposed: str, defs: Definitions) -> ListFormat:
    if told and told not in defs.project_lists:
        raise UploadRefused(
            _("there is no such shape of list"),
            where=told,
            todo=_("Choose one of: {names}.").format(names=", ".join(defs.project_lists)),
        )
    return defs.project_lists[told or proposed]


def _remembered(said: Mapping[str, Any], defs: Definitions) -> str:
    """The shape that such a list had before; "" where it has gone from the definitions."""
    form = str(said.get("format") or "")
    return form if form in defs.project_lists else ""


def _types(chosen: list[Chosen], defs: Definitions) -> list[str]:
    """The types of the columns' fields; a name is a type of its own, for no two are alike."""
    types = [defs.list_fields[one.field].type if one.field else "" for one in chosen]
    return [
        "name" if one.field == "name" else kind for one, kind in zip(chosen, types, strict=True)
    ]


def _list_date(folder: Path, told: str, footers: tuple[tuple[int, str], ...]) -> tuple[str, str]:
    """The day of the list, and whether somebody or the file told it."""
    if told:
        try:
            day = dt.date.fromisoformat(told)
            if day.year < dates.FIRST_YEAR:
                raise ValueError(told)
            return day.isoformat(), "told"
        except ValueError as error:
            raise UploadRefused(
                _("“{text}” is no day").format(text=told),
                todo=_("Write a day such as 2026-12-31."),
            ) from error
    # Of two days nobody knows which one is the list's.
    found = sheets.dates_around(folder, footers)
    return (found[0], "file") if len(found) == 1 else ("", "")


def _column(at: int, heading: str, one: Chosen, cells: Any) -> dict[str, Any]:
    held = distinct.of(cells)
    is_personal = one.field is None and (
        evidence.personal_heading(heading) or evidence.personal_content(held)
    )
    sample = [text.strip() for text in held.texts[:SAMPLES].to_pylist() if text.strip()]
    return {
        **{"column": at, "heading": heading, "field": one.field, "how": one.how},
        "sample": [
            evidence.masked(text) if is_personal else text[:SAMPLE_LENGTH] for text in sample
        ],
        **{"filled": held.filled, "distinct": len(held.texts), "is_personal": bool(is_personal)},
    }


def _lacking(
    fields: Mapping[str, int], day: str, listed: sheets.Listed, defs: Definitions
) -> dict[str, Any]:
    """Fields that every project needs and no column holds, and what somebody has to say."""
    missing = [
        one.id for one in defs.list_fields.values() if one.is_required and one.id not in fields
    ]
    at = fields.get("as_of")
    has_days = at is not None and any(text.strip() for text in listed.cells[at])
    return {"missing": missing, "needs": [*missing, *(() if day or has_days else ["list_date"])]}


def check(folder: Path, progress: Progress) -> dict[str, Any]:
    """Judge every row of a list whose columns have been given their fields.

    Returns:
        ``read``, ``stored`` (projects), ``refused``, ``errors``, ``warnings``, ``batch``.

    Raises:
        UploadRefused: the list has no row.
    """
    progress(0.0, "reading")
    mapping = kept.read(folder / MAPPING)
    case = opened(folder, mapping)
    progress(0.3, "checking")
    checking.check(case)
    amounts.check(case)
    progress(0.6, "writing")
    summary = _left(folder, case, mapping)
    progress(1.0, "writing")
    keys = ("read", "stored", "refused", "errors", "warnings", "batch", "already")
    return {key: summary[key] for key in keys}


def opened(folder: Path, mapping: Mapping[str, Any], today: dt.date | None = None) -> Case:
    """A list whose columns have their fields, before anything is judged."""
    defs = definitions.load()
    form = _form(mapping["format"], "", defs)
    chosen = [Chosen(one["field"], one["how"]) for one in mapping["columns"]]
    fields = {one.field: at for at, one in enumerate(chosen) if one.field}
    table = sheets.opened(folder)
    listed = sheets.listed(table, fields, _types(chosen, defs), form.footer_rows)
    if not listed.n:
        raise UploadRefused(
            _("the list has no project"),
            where=str(kept.read(folder / "upload.json").get("name", "")),
            todo=_("Choose another sheet, or the row in which the headings stand."),
        )
    return Case(
        defs=defs,
        form=form,
        fields=fields,
        listed=listed,
        problems=Problems(listed.n),
        decimal=kept.read(folder / "choices.json").get("decimal") or "",
        list_date=checking.day_of(mapping["list_date"]),
        today=today or dt.date.today(),
        language=texts.language(),
    )


def _left(folder: Path, case: Case, mapping: Mapping[str, Any]) -> dict[str, Any]:
    """Write what would be stored, the problems and the summary; returns the summary."""
    rows = np.flatnonzero(~case.problems.refused & ~case.left).tolist()
    if not rows:
        sentence = _("No row can be stored until the errors are corrected.")
        case.problems.file(NOTE, "nothing_left", sentence)
    tables = {
        "projects": leaving.projects(case, rows),
        "figures": leaving.figures(case, rows),
        "raw": leaving.raw(case, rows),
    }
    digests = leaving.write(folder, tables)
    told = {"format": case.form.id, "list_date": mapping["list_date"]}
    batch = project_batches.identity(told, digests)
    problems = case.problems.written(
        case.listed.cell, case.listed.row_numbers, case.listed.headings, case.personal_columns
    )
    kept.write(folder / "problems.json", [_with_repair(one) for one in problems])
    summary = {
        **told,
        **_counts(case),
        "stored": tables["projects"].num_rows,
        "projects": tables["projects"].num_rows,
        "figures": tables["figures"].num_rows,
        "totals": leaving.totals(tables["figures"], tables["projects"]),
        **{"batch": batch, "files": digests},
        "already": project_batches.record_id(batch) in project_batches.standing(),
        # What was decided when the columns were mapped: whoever accepts compares.
        "decided": mapping["decided"],
    }
    kept.write(folder / "summary.json", summary)
    return summary


def _with_repair(problem: Mapping[str, Any]) -> dict[str, Any]:
    """A problem whose sentence ends with what to do about it: ``repair`` has that alone."""
    repair = problem["allowed"]
    message = " ".join(part for part in (problem["message"], repair) if part)
    return {**problem, "message": message, "allowed": "", "repair": repair}


def _counts(case: Case) -> dict[str, Any]:
    problems = case.problems
    return {
        "read": case.n,
        "refused": int(problems.refused.sum()),
        "repeated": int((case.left & ~problems.refused).sum()),
        "footers": len(case.listed.footers),
        "blank_rows": case.listed.blank_rows,
        "errors": problems.count(ERROR),
        "warnings": problems.count(WARNING),
        "notes": problems.count(NOTE),
        "by_code": problems.by_code(),
        "severity": {one.code: one.severity for one in problems.findings},
        "columns_left_out": [
            case.listed.headings[column] for column in sorted(case.personal_columns)
        ],
    }
