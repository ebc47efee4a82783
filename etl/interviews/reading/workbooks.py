"""Sheets of workbooks of any kind as columns of text, read by calamine.

It runs in a process of its own: calamine can end a process in ways that no ``except`` catches.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import python_calamine as calamine

from etl.interviews.reading import binary, compound, open_document, scanning
from etl.interviews.reading.cells import Columns, ErrorCell
from etl.interviews.reading.content import damaged, locked
from etl.interviews.reading.headers import Merge
from etl.interviews.reading.packages import Package
from etl.interviews.reading.scanning import Scan
from seutukuva import texts
from seutukuva.errors import UploadRefused
from seutukuva.texts import _

Progress = Callable[[float, str], None]
Marks = Mapping[tuple[int, int], Any]

MAX_ROWS = 250_000
MAX_COLUMNS = 2_000
MAX_CELLS = 6_000_000  # with content
MAX_AREA = 12_000_000  # from the first cell to the last corner
# Smaller sheets are looked through before they are read; a larger one meanwhile, for what is
# looked for is found long before its reader could come to harm.
READ_MEANWHILE = 16 << 20
BYTES_A_SECOND = 50e6
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
STATES = {"Visible": "visible", "Hidden": "hidden", "VeryHidden": "very_hidden"}


@dataclass
class Sheet:
    """A sheet of a file; ``table``: its cells, none where they were not read.

    ``state``: visible, hidden, very_hidden, chart or macro; ``refused``: why a sheet with content
    was not read; ``is_looked_through``: whether errors in its cells were looked for.
    """

    index: int
    name: str
    state: str
    table: pa.Table | None = None
    merges: list[Merge] = field(default_factory=list)
    scan: Scan = field(default_factory=Scan)
    refused: UploadRefused | None = None
    is_looked_through: bool = False

    @property
    def is_hidden(self) -> bool:
        """Whether somebody, or a program, has hidden it."""
        return self.state in ("hidden", "very_hidden")


def read(file: Path, format: str, progress: Progress) -> list[Sheet]:
    """Every sheet of a workbook; cells of the visible ones.

    Raises:
        UploadRefused: the workbook is damaged, has a password, or is more than is read.
    """
    progress(0.02, "checking")
    scans = _scans(Package(file), format) if format != "xls" else {}
    book = _opened(file, format)
    sheets = [
        Sheet(index, told.name, _state(told)) for index, told in enumerate(book.sheets_metadata)
    ]
    if format == "xls":
        found = compound.scans(file.read_bytes())
        for sheet, scan in zip(sheets, found or (), strict=False):
            scans[sheet.name] = partial(_same, scan)
    visible = [sheet for sheet in sheets if sheet.state == "visible"]
    for number, sheet in enumerate(visible):

        def tell(share: float, doing: str, number: int = number) -> None:
            progress(0.05 + 0.8 * (number + share) / len(visible), doing)

        try:
            _read_sheet(book, sheet, scans.get(sheet.name), tell)
        except UploadRefused as error:
            sheet.refused = UploadRefused(error.what, where=_place(sheet, error), todo=error.todo)
    return sheets


def _place(sheet: Sheet, error: UploadRefused) -> str:
    """The sheet that something is said of, before the part of the file or the cell."""
    return ": ".join(one for one in (sheet.name, error.where) if one)


def _opened(file: Path, format: str) -> Any:
    """The workbook under a name that says its format: without one, calamine tries them all and
    does not tell why the right one failed."""
    named = file.with_name(f"{file.name}.{format}")
    named.unlink(missing_ok=True)
    try:
        os.link(file, named)
    except OSError:  # not every file system has links
        shutil.copyfile(file, named)
    try:
        return _guarded(lambda: calamine.CalamineWorkbook.from_path(str(named)))
    finally:
        with contextlib.suppress(OSError):  # some systems do not let go of an open file's name
            named.unlink()


def too_large(rows: int, columns: int, values: int = 0) -> None:
    """Refuse a sheet that is more than is read.

    Raises:
        UploadRefused: too many rows, columns or cells.
    """
    if rows > MAX_ROWS:
        what = _("The sheet has {n} rows; {most} are read at most").format(
            n=texts.number(rows), most=texts.number(MAX_ROWS)
        )
    elif columns > MAX_COLUMNS:
        what = _("The sheet has {n} columns; {most} are read at most").format(
            n=texts.number(columns), most=texts.number(MAX_COLUMNS)
        )
    elif values > MAX_CELLS or rows * columns > MAX_AREA:
        what = _("The sheet has {n} cells; {most} are read at most").format(
            n=texts.number(max(values, rows * columns)), most=texts.number(MAX_CELLS)
        )
    else:
        return
    raise UploadRefused(
        what,
        todo=_(
            "Delete what lies outside the table, also single cells far right or below, or divide"
            " the table into several files."
        ),
    )


def _guarded(job: Callable[[], Any]) -> Any:
    """What calamine gives, or a refusal; its panics are no ``Exception``.

    What it says of the damage is English and about XML: it stays with the error behind this one.
    """
    try:
        return job()
    except calamine.PasswordError as error:
        raise locked() from error
    except (UploadRefused, MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise damaged() from error


def _state(told: Any) -> str:
    kind = str(told.typ).rpartition(".")[2]
    if kind != "WorkSheet":
        return "chart" if kind == "ChartSheet" else "macro"
    return STATES[str(told.visible).rpartition(".")[2]]


def _scans(package: Package, format: str) -> dict[str, Callable[[], Scan]]:
    """How each sheet's own part is looked through; all other parts have been."""
    if format == "ods":
        package.check(but={"content.xml"})
        found = open_document.scans(package.pieces("content.xml"))
        for scan in found.values():  # all sheets are read when the document is opened
            too_large(scan.rows, scan.columns, scan.values)
        return {name: partial(_same, one) for name, one in found.items()}
    parts = _sheet_parts(package)
    package.check(but=set(parts.values()))
    look = binary.scan if format == "xlsb" else scanning.scan
    return {
        name: _Look(look, package, part) for name, part in parts.items() if part in package.parts
    }


def _same(scan: Scan) -> Scan:
    return scan


@dataclass
class _Look:
    """Looks through a sheet's part when called."""

    how: Callable[[Iterable[bytes]], Scan]
    package: Package
    part: str

    def __call__(self) -> Scan:
        return self.how(self.package.pieces(self.part))

    @property
    def size(self) -> int:
        return self.package.parts[self.part].file_size


def _sheet_parts(package: Package) -> dict[str, str]:
    """Which part of the archive holds which sheet, by the sheet's name."""
    book = next(
        (name for name in package.parts if name.lower().endswith(("workbook.xml", "workbook.bin"))),
        "",
    )
    folder = PurePosixPath(book).parent
    relations = f"{folder}/_rels/{PurePosixPath(book).name}.rels"
    if relations not in package.parts:
        raise damaged(relations)
    try:
        targets = {
            one.get("Id", ""): str(one.get("Target", ""))
            for one in ElementTree.fromstring(package.read(relations))
        }
        names = (
            binary.sheet_names(package.read(book))
            if book.endswith(".bin")
            else _sheet_names(package.read(book))
        )
    except ElementTree.ParseError as error:
        raise damaged(book) from error
    return {
        name: targets[id].lstrip("/") if targets[id].startswith("/") else f"{folder}/{targets[id]}"
        for name, id in names.items()
        if id in targets
    }


def _sheet_names(book: bytes) -> dict[str, str]:
    return {
        str(one.get("name", "")): one.get(RELATION) or one.get(STRICT_RELATION) or ""
        for one in ElementTree.fromstring(book).iter()
        if one.tag.rpartition("}")[2] == "sheet"
    }


def _read_sheet(book: Any, sheet: Sheet, look: Any, tell: Progress) -> None:
    reading = _Reading(lambda: book.get_sheet_by_index(sheet.index))
    size = getattr(look, "size", 0)
    if size >= READ_MEANWHILE:
        reading.start()
    if look is not None:
        sheet.scan = look()
        too_large(sheet.scan.rows, sheet.scan.columns, sheet.scan.values)
    cells = reading.result(tell, size)
    if cells.end is None and not sheet.scan.errors:
        return
    if cells.end is not None:
        too_large(cells.end[0] + 1, cells.end[1] + 1)
    sheet.merges = [(*first, *last) for first, last in cells.merged_cell_ranges or []]
    sheet.merges += sheet.scan.merges
    sheet.is_looked_through = look is not None
    marks = {place: ErrorCell(text) for place, text in sheet.scan.errors.items()}
    columns = Columns()
    tell(0.8, "reading")
    columns.add(_rows(cells, {**marks, **sheet.scan.truths}))
    sheet.table = columns.table()
    tell(1.0, "reading")


class _Reading(threading.Thread):
    """A sheet being read by calamine, which lets others work meanwhile."""

    def __init__(self, job: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self._job, self._found = job, None
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._found = self._job()
        except BaseException as error:  # it belongs to whoever waits
            self._error = error

    def result(self, tell: Progress, size: int) -> Any:
        """What was read; tells meanwhile about how far it may be."""
        began = time.monotonic()
        if self.ident is None:
            self.start()
        while self.is_alive():
            self.join(0.25)
            gone = (time.monotonic() - began) * BYTES_A_SECOND
            tell(0.75 * min(1.0, gone / max(size, BYTES_A_SECOND)), "reading")
        return _guarded(self._outcome)

    def _outcome(self) -> Any:
        # Here and not in the thread, which does not know the language of the run.
        if self._error is not None:
            raise self._error
        return self._found


def _rows(cells: Any, marks: Marks) -> Iterator[Sequence[Any]]:
    """Rows from the sheet's first row and column on, with what calamine leaves out put in."""
    left = cells.start[1] if cells.start else 0
    if not left and not marks:
        yield from cells.iter_rows()
        return
    by_row: dict[int, dict[int, Any]] = {}
    for (row, column), value in marks.items():
        by_row.setdefault(row, {})[column] = value
    number = -1
    for number, found in enumerate(cells.iter_rows()):
        yield _put_in([*[None] * left, *found], by_row.get(number, {}))
    for after in range(number + 1, max(by_row, default=number) + 1):
        yield _put_in([], by_row.get(after, {}))


def _put_in(row: list[Any], values: Mapping[int, Any]) -> list[Any]:
    if values:
        row += [None] * (max(values) + 1 - len(row))
        for column, value in values.items():
            row[column] = value
    return row
