"""A copy of an uploaded sheet with its problems marked, for whoever corrects it.

The cells are as they came, persons' columns too: it is the uploader's own file. No text becomes a
formula or a link. A first sheet lists the problems.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import xlsxwriter

from etl.interviews import folder as kept
from etl.interviews.checking.problems import ERROR, NOTE, WARNING
from etl.interviews.reading import tables
from etl.interviews.reading.cells import BOOL, DATE, DATETIME, NUMBER, TEXT, column_number
from seutukuva.errors import UploadRefused
from seutukuva.texts import N_, _

FILE = "marked.xlsx"
SEVERITIES = {ERROR: N_("Error"), WARNING: N_("Warning"), NOTE: N_("Note")}
# Background of a marked cell: told by colour and, in the comment, by word.
_COLOURS = {ERROR: "#F6C7C1", WARNING: "#FBE6A8", NOTE: "#D6E6F5"}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_LONGEST_TEXT = 32_767  # of a cell
_LONGEST_NAME = 31  # of a sheet
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
# Excel's calendar is a day wrong before March 1900.
_FIRST_DAY = dt.date(1900, 3, 1)
_WIDTHS = (12, 8, 8, 30, 30, 70, 50)
_AT_ONCE = 2_000
Progress = Callable[[float, str], None]
Places = dict[tuple[int, int], tuple[str, list[str]]]


def run(folder: Path, progress: Progress) -> dict[str, Any]:
    """Write ``marked.xlsx`` of an upload that has been checked.

    Returns:
        ``file``: its name; ``marked``: how many cells are.

    Raises:
        UploadRefused: the upload has not been checked.
    """
    if not (folder / "problems.json").exists():
        raise UploadRefused(
            _("the file has not been checked yet"), todo=_("Check it, then ask for the copy.")
        )
    problems = kept.read(folder / "problems.json")
    sheet = kept.chosen_sheet(folder)
    progress(0.0, "writing")
    places = places_of(problems, min(sheet["header_rows"], default=1))
    with pa.memory_map(str(tables.sheet_file(folder, sheet["index"]))) as source:
        cells = pa.ipc.open_file(source).read_all()
        fresh = folder / (FILE + ".tmp")
        write(fresh, str(sheet["name"]), cells, problems, places, progress)
    fresh.replace(folder / FILE)
    progress(1.0, "writing")
    return {"file": FILE, "marked": len(places)}


def places_of(problems: Sequence[Mapping[str, Any]], header_row: int) -> Places:
    """The cells to be marked: (row, column) from 0 → the worst severity, and what is said.

    A problem of a whole row names no column and marks its first cell; one of the file as a whole
    the first heading.
    """
    found: Places = {}
    for one in problems:
        row = (one["row"] or header_row) - 1
        place = (row, max(0, column_number(one["column"]) - 1))
        severity, told = found.setdefault(place, (one["severity"], []))
        # The list begins with the worst.
        sentence = f"{_(SEVERITIES[one['severity']])}: {one['message']}"
        if one["allowed"]:
            sentence += "\n" + _("Allowed: {allowed}").format(allowed=one["allowed"])
        told.append(sentence)
    return found


def write(
    file: Path,
    name: str,
    cells: pa.Table,
    problems: Sequence[Mapping[str, Any]],
    places: Places,
    progress: Progress,
) -> None:
    """Write the workbook.

    Args:
        name: of the sheet.
        cells: every row of the sheet: texts c0 …, kinds k0 ….
        places: as ``places_of`` gives them.
    """
    with xlsxwriter.Workbook(str(file), _OPTIONS) as workbook:
        listed = _("Problems")
        own = _sheet_name(name, listed)
        _write_problems(workbook, listed, own, problems)
        _Copy(workbook, own, places).write(cells, progress)


def _write_problems(
    workbook: xlsxwriter.Workbook, name: str, own: str, problems: Sequence[Mapping[str, Any]]
) -> None:
    sheet = workbook.add_worksheet(name)
    head = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
    marks = {
        one: workbook.add_format({"bg_color": colour, "valign": "top"})
        for one, colour in _COLOURS.items()
    }
    headings = (
        *(_("Severity"), _("Row"), _("Column"), _("Heading")),
        *(_("Value"), _("Problem"), _("Allowed")),
    )
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    sheet.freeze_panes(1, 0)
    for row, one in enumerate(problems, 1):
        sheet.write_string(row, 0, _(SEVERITIES[one["severity"]]), marks[one["severity"]])
        if one["row"]:
            target = f"internal:'{own.replace(chr(39), chr(39) * 2)}'!{one['column'] or 'A'}"
            sheet.write_url(row, 1, f"{target}{one['row']}", None, str(one["row"]))
        for column, key in enumerate(("column", "heading", "value", "message", "allowed"), 2):
            sheet.write_string(row, column, str(one[key])[:_LONGEST_TEXT], wrap)
    if problems:
        sheet.autofilter(0, 0, len(problems), len(headings) - 1)


class _Copy:
    """The sheet of the file, cell for cell."""

    def __init__(self, workbook: xlsxwriter.Workbook, name: str, places: Places) -> None:
        self._sheet = workbook.add_worksheet(name)
        self._places = places
        self._told: dict[int, list[tuple[int, list[str]]]] = {}
        for (row, column), (_severity, told) in places.items():
            self._told.setdefault(row, []).append((column, told))
        day, moment = {"num_format": "yyyy-mm-dd"}, {"num_format": "yyyy-mm-dd hh:mm:ss"}
        self._formats = {
            (severity, kind): workbook.add_format(
                {**look, **({"bg_color": _COLOURS[severity]} if severity else {})}
            )
            for severity in ("", *_COLOURS)
            for kind, look in ((TEXT, {}), (DATE, day), (DATETIME, moment))
        }

    def write(self, cells: pa.Table, progress: Progress) -> None:
        n_rows = min(cells.num_rows, _MOST_ROWS)
        for start in range(0, n_rows, _AT_ONCE):
            part = cells.slice(start, min(_AT_ONCE, n_rows - start))
            for row, texts, kinds in _rows(part):
                self._row(start + row, texts, kinds)
            progress(start / n_rows, "writing")

    def _row(self, row: int, texts: Sequence[str | None], kinds: Sequence[int]) -> None:
        for column, (text, kind) in enumerate(zip(texts, kinds, strict=True)):
            severity = self._places.get((row, column), ("", []))[0]
            if text is None:
                if severity:
                    self._sheet.write_blank(row, column, None, self._formats[severity, TEXT])
                continue
            self._cell(row, column, text, kind, severity)
        # Rows are written out one by one: what comes later for a row is lost.
        for column, told in self._told.get(row, ()):
            shown = "\n".join(told)[:_LONGEST_TEXT]
            self._sheet.write_comment(row, column, shown, {"x_scale": 2.5, "y_scale": 1.5})

    def _cell(self, row: int, column: int, text: str, kind: int, severity: str) -> None:
        plain = self._formats[severity, TEXT] if severity else None
        with contextlib.suppress(ValueError):
            if kind == NUMBER:
                self._sheet.write_number(row, column, float(text), plain)
                return
            if kind == BOOL:
                self._sheet.write_boolean(row, column, text == "TRUE", plain)
                return
            if kind in (DATE, DATETIME):
                moment = dt.datetime.fromisoformat(text)
                if moment.date() >= _FIRST_DAY:
                    self._sheet.write_datetime(row, column, moment, self._formats[severity, kind])
                    return
        self._sheet.write_string(row, column, text[:_LONGEST_TEXT], plain)


def _rows(part: pa.Table) -> Iterator[tuple[int, tuple[str | None, ...], tuple[int, ...]]]:
    names = [name for name in part.column_names if name.startswith("c")][:_MOST_COLUMNS]
    texts = [part.column(name).cast(pa.string()).to_pylist() for name in names]
    text_only = np.full(part.num_rows, TEXT).tolist()
    kinds = [
        part.column(f"k{name[1:]}").to_pylist()
        if f"k{name[1:]}" in part.column_names
        else text_only
        for name in names
    ]
    pairs = zip(zip(*texts, strict=True), zip(*kinds, strict=True), strict=True)
    for row, (cells, sorts) in enumerate(pairs):
        yield row, cells, sorts


def _sheet_name(name: str, taken: str) -> str:
    bare = _FORBIDDEN.sub(" ", name).strip().strip("'")[:_LONGEST_NAME].strip()
    if not bare or bare.casefold() == "history":
        bare = _("Answers")
    return bare if bare.casefold() != taken.casefold() else f"{bare[: _LONGEST_NAME - 4]} (2)"
