"""What an analyst is told about a file that was read: sentences, each with where it applies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from etl.interviews.reading.cells import ERROR
from etl.interviews.reading.commas import Text
from etl.interviews.reading.headers import Merge
from etl.interviews.reading.workbooks import Sheet
from seutukuva import formats, texts
from seutukuva.texts import _, ngettext

NAMED = 20  # rows or cells that a note names

Note = dict[str, str]


def of_text(text: Text) -> list[Note]:
    """Notes on a text file."""
    notes = []
    if text.is_guessed:
        message = _("Nothing in the file says its encoding: check that ä and ö look right.")
        notes.append(_note("encoding_guessed", message))
    if text.unclosed:
        message = _("A quotation mark is not closed; quotation marks were read as letters.")
        notes.append(_note("quotes_unclosed", message))
    rows_and_words: Sequence[tuple[str, list[int], Callable[[int], str]]] = (
        ("rows_joined", text.joined, _joined),
        ("rows_long", text.long_rows, _long),
        ("rows_short", text.short_rows, _short),
        ("rows_broken", text.broken_rows, _broken),
    )
    for code, rows, words in rows_and_words:
        if rows:
            notes.append(_note(code, words(len(rows)), listed(rows)))
    return notes


def of_book(sheets: Sequence[Sheet], format: str) -> list[Note]:
    """Notes on a workbook as a whole."""
    notes = []
    if hidden := [one.name for one in sheets if one.is_hidden]:
        notes.append(_note("sheets_hidden", _("Hidden sheets are not read."), listed(hidden)))
    if charts := [one.name for one in sheets if one.state in ("chart", "macro")]:
        message = _("Sheets that hold charts or macros are not read.")
        notes.append(_note("sheets_of_charts", message, listed(charts)))
    if format == "xlsm":
        message = _("The macros of the file were not run and are not kept.")
        notes.append(_note("macros_ignored", message))
    for sheet in sheets:
        if sheet.refused:
            notes.append(_note("sheet_refused", f"{sheet.refused.what}.", sheet.refused.where))
    return notes


def of_sheet(sheet: Sheet, told: Mapping[str, Any]) -> list[Note]:
    """Notes on the sheet that is proposed."""
    notes = []
    if sheet.scan.unvalued:
        message = _("Formulas whose values were never calculated are read as empty.")
        notes.append(_note("formulas_unvalued", message, listed(sheet.scan.unvalued)))
    if errors := _errors(sheet.table):
        message = ngettext(
            "{n} cell holds an error such as #N/A instead of a value.",
            "{n} cells hold an error such as #N/A instead of a value.",
            len(errors),
        ).format(n=texts.number(len(errors)))
        notes.append(_note("cells_failed", message, listed(errors)))
    if not sheet.is_looked_through:
        message = _("Cells with an error such as #N/A are read as empty in this file.")
        notes.append(_note("errors_unseen", message))
    if merged := _merged_below(sheet.merges, told["first_row"]):
        message = ngettext(
            "{n} group of cells below the headings is merged; only its first cell has the value.",
            "{n} groups of cells below the headings are merged; only the first has the value.",
            len(merged),
        ).format(n=texts.number(len(merged)))
        notes.append(_note("cells_merged", message, listed(merged)))
    return notes


def of_table(told: Mapping[str, Any]) -> list[Note]:
    """Notes on the rows below the headings."""
    notes = []
    if not told["data_rows"]:
        notes.append(_note("no_rows", _("There are no rows below the headings.")))
    if told["blank_rows"]:
        message = _("Blank rows are left out.")
        notes.append(_note("rows_blank", message, listed(told["blank_rows"])))
    return notes


def listed(things: Sequence[object]) -> str:
    """The first of many, and how many more there are."""
    rest = len(things) - NAMED
    text = ", ".join(str(one) for one in things[:NAMED])
    return f"{text} … (+{texts.number(rest)})" if rest > 0 else text


def _note(code: str, message: str, where: str = "") -> Note:
    return {"code": code, "message": message, "where": where}


def _joined(n: int) -> str:
    return ngettext(
        "{n} row had too many cells; commas before a space were read as part of the text.",
        "{n} rows had too many cells; commas before a space were read as part of the text.",
        n,
    ).format(n=texts.number(n))


def _long(n: int) -> str:
    return ngettext(
        "{n} row has more cells than there are headings: its answers may be in wrong columns.",
        "{n} rows have more cells than there are headings: their answers may be in wrong columns.",
        n,
    ).format(n=texts.number(n))


def _short(n: int) -> str:
    return ngettext(
        "{n} row has fewer cells than there are headings.",
        "{n} rows have fewer cells than there are headings.",
        n,
    ).format(n=texts.number(n))


def _broken(n: int) -> str:
    return ngettext(
        "{n} row holds a sign that is none in the file’s encoding and stands as �.",
        "{n} rows hold signs that are none in the file’s encoding and stand as �.",
        n,
    ).format(n=texts.number(n))


def _errors(table: pa.Table | None) -> list[str]:
    """Addresses of the cells that hold an error, column by column."""
    found: list[str] = []
    if table is None:
        return found
    for name in table.column_names:
        if name.startswith("k"):
            rows = np.flatnonzero(table.column(name).to_numpy() == ERROR)
            found += [_address(row, int(name[1:])) for row in rows.tolist()]
    return found


def _merged_below(merges: Sequence[Merge], first_row: int) -> list[str]:
    return [
        f"{_address(one[0], one[1])}:{_address(one[2], one[3])}"
        for one in sorted(merges)
        if one[0] + 1 >= first_row
    ]


def _address(row: int, column: int) -> str:
    """A cell as spreadsheets name it; both count from 0."""
    return f"{formats.column_letters(column + 1)}{row + 1}"
