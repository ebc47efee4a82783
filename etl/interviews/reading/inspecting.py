"""The first step of an upload: what the file is, which sheets it has, where their tables begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from etl.interviews import folder as kept
from etl.interviews.reading import commas, content, headers, noting, tables, workbooks
from etl.interviews.reading.workbooks import Progress, Sheet
from seutukuva import texts
from seutukuva.errors import UploadRefused
from seutukuva.texts import _

PREVIEW = 20
BLANK = 20  # blank rows that are named
MARKED = 1_000  # rows that are told to later steps
# More cells without a value than this are answers that would be missed without anybody seeing it.
MOST_UNVALUED = 10


def inspect(folder: Path, progress: Progress) -> dict[str, Any]:
    """Read the file of an upload, keep its sheets' cells and say what was found.

    Writes ``inspected.json`` and a ``sheet-<n>.arrow`` for every sheet that was read.

    Args:
        folder: holds ``file`` and, when an analyst chose something, ``choices.json``.
        progress: told how much is done, from 0 to 1, and what is being done.

    Returns:
        format, number of sheets, the sheet proposed, its rows and columns.

    Raises:
        UploadRefused: the file cannot be taken.
    """
    choices = kept.read(folder / "choices.json")
    file = folder / "file"
    progress(0.0, "checking")
    format = content.identify(file)
    if format == "csv":
        found = _inspect_text(folder, file, choices, progress)
    else:
        found = _inspect_workbook(folder, file, format, choices, progress)
    progress(0.95, "writing")
    kept.write(folder / "inspected.json", found)
    sheet = next(one for one in found["sheets"] if one["index"] == found["proposed_sheet"])
    return {
        "format": format,
        "sheets": len(found["sheets"]),
        "proposed_sheet": sheet["index"],
        "rows": sheet["rows"],
        "columns": sheet["columns"],
    }


def _inspect_text(
    folder: Path, file: Path, choices: Mapping[str, Any], progress: Progress
) -> dict[str, Any]:
    text = commas.read(
        file,
        progress,
        str(choices.get("encoding") or ""),
        str(choices.get("separator") or ""),
        str(choices.get("decimal") or ""),
    )
    if not text.table.num_columns:
        raise _without_cells()
    sheet = Sheet(0, "", "visible", text.table)
    told = described(folder, sheet, choices)
    told["ragged_rows"] = sorted(text.long_rows)[:MARKED]
    return {
        "format": "csv",
        "encoding": text.encoding,
        "separator": text.separator,
        "decimal": text.decimal,
        "sheets": [told],
        "proposed_sheet": 0,
        "notes": [*noting.of_text(text), *noting.of_table(told)],
    }


def _inspect_workbook(
    folder: Path, file: Path, format: str, choices: Mapping[str, Any], progress: Progress
) -> dict[str, Any]:
    sheets = workbooks.read(file, format, progress)
    with_cells = [one for one in sheets if one.table is not None and one.table.num_columns]
    if not with_cells:
        raise next((one.refused for one in sheets if one.refused), None) or _without_cells(sheets)
    chosen = next((one for one in with_cells if one.index == choices.get("sheet")), None)
    # The sheet with the most cells filled holds the answers, not a cover or a list of codes.
    sheet = chosen or max(with_cells, key=_filled)
    _refuse_unvalued(sheet)
    told = [described(folder, one, choices) for one in sheets]
    proposed = told[sheet.index]
    notes = [*noting.of_book(sheets, format), *noting.of_sheet(sheet, proposed)]
    return {
        "format": format,
        "encoding": "",
        "separator": "",
        "decimal": ".",
        "sheets": told,
        "proposed_sheet": proposed["index"],
        "notes": [*notes, *noting.of_table(proposed)],
    }


def described(folder: Path, sheet: Sheet, choices: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a sheet; its cells are kept on the way."""
    told: dict[str, Any] = {
        "index": sheet.index,
        "name": sheet.name,
        "state": sheet.state,
        "rows": 0,
        "columns": 0,
        "header_rows": [],
        "first_row": 1,
        "blank_rows": [],
        "headings": [],
        "preview": [],
        "top": [],
        "ragged_rows": [],
        "file": None,
    }
    if sheet.table is None or not sheet.table.num_columns:
        return told
    return told | _of_cells(folder, sheet, sheet.table, choices)


def _of_cells(
    folder: Path, sheet: Sheet, cells: pa.Table, choices: Mapping[str, Any]
) -> dict[str, Any]:
    top = tables.top_of(cells, sheet.merges)
    rows, first = headers.propose(top)
    if _is_for(choices, sheet) and choices.get("header_rows"):
        rows = tuple(max(1, int(row)) for row in choices["header_rows"])
        first = max(1, int(choices.get("first_row") or max(rows) + 1))
    name = tables.keep(cells, folder, sheet.index, sheet.merges)
    filled = tables.filled_rows(cells, first)
    shown = np.flatnonzero(filled)[:PREVIEW]
    last = max([first, *rows, headers.LOOKED_AT, *(shown[-1:] + first).tolist()])
    table = tables.table_of(cells.slice(0, last), sheet.merges, rows, first)
    blank = np.flatnonzero(~filled) + first
    return {
        "rows": cells.num_rows,
        "columns": len(table.headings),
        "data_rows": int(filled.sum()),
        "header_rows": list(rows),
        "first_row": first,
        "blank_rows": blank[:BLANK].tolist(),
        "blank_count": len(blank),
        "headings": table.headings,
        "preview": _texts(table.columns),
        "top": [list(row) for row in top.texts[:PREVIEW]],
        "file": name,
    }


def _is_for(choices: Mapping[str, Any], sheet: Sheet) -> bool:
    return choices.get("sheet") in (None, sheet.index)


def _texts(columns: Sequence[pa.DictionaryArray]) -> list[list[str]]:
    first = [one.slice(0, PREVIEW).cast(pa.string()).fill_null("").to_pylist() for one in columns]
    return [list(row) for row in zip(*first, strict=True)]


def _without_cells(sheets: Sequence[Sheet] = ()) -> UploadRefused:
    if any(sheet.is_hidden for sheet in sheets):
        todo = _("Hidden sheets are not read: show the sheet with the answers and save again.")
    else:
        todo = _("Check that it is the right file: there is no cell with content in it.")
    return UploadRefused(_("The file holds no answers"), todo=todo)


def _filled(sheet: Sheet) -> int:
    if sheet.table is None:
        return 0
    names = [name for name in sheet.table.column_names if name.startswith("c")]
    return sum(sheet.table.num_rows - sheet.table.column(name).null_count for name in names)


def _refuse_unvalued(sheet: Sheet) -> None:
    cells = sheet.scan.unvalued
    if len(cells) > MOST_UNVALUED:
        raise UploadRefused(
            _("{n} cells hold formulas whose values were never calculated").format(
                n=texts.number(len(cells))
            ),
            where=f"{sheet.name}: {noting.listed(cells)}",
            todo=_("Open the file in a spreadsheet program, save it and send it again."),
        )
