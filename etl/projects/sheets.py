"""The rows of a list: put together again where commas divided them, and without what stands below
the last project."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from etl.interviews import folder as kept
from etl.interviews.reading import tables
from etl.interviews.values import days
from etl.projects import joining

_DAY = re.compile(r"\b(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})\b")
# How a column without a heading is called.
_LETTERS = re.compile(r"\([A-Z]{1,3}\)")
_SUMS = re.compile(r"\s*(?:yhteensä|summa|summat|total|totals|totalt|sum|i alt|samman\w*)\b", re.I)
_LIKE_CODE = re.compile(r"\s*[^\W\d_]{0,6}[- ]?\d[\w./-]*\s*")
# A row below the last project fills hardly a cell.
FEW = 2
# How programs write that there is nothing.
NOTHING = frozenset(("null", "NULL", "N/A", "n/a", "#N/A", "NaN", "-", "–"))


@dataclass
class Listed:
    """The data rows of a list.

    ``headings`` and ``cells``: of the columns that have a heading; a cell is "" where nothing
    stands. ``kinds``: of the cells, none where all are text. ``row_numbers``: the file's own, from
    1. ``joined``, ``uneven``: positions of rows that were put together, and that could not be.
    ``footers``: row number and text of what stands below the last project.
    """

    headings: list[str]
    cells: list[list[str]]
    kinds: list[np.ndarray | None]
    row_numbers: np.ndarray
    blank_rows: int = 0
    joined: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    uneven: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    footers: tuple[tuple[int, str], ...] = ()

    @property
    def n(self) -> int:
        """How many data rows there are."""
        return len(self.row_numbers)

    def cell(self, row: int, column: int) -> str:
        """What stands in a cell."""
        return self.cells[column][row]


def opened(folder: Path) -> tables.Table:
    """The table of an upload: the sheet, headings and rows that were chosen, or were proposed.

    Raises:
        UploadRefused: the file has no sheet that can be read.
    """
    choices = kept.read(folder / "choices.json")
    sheet = kept.chosen_sheet(folder)
    header_rows = choices.get("header_rows") or sheet["header_rows"]
    first_row = choices.get("first_row") or sheet["first_row"]
    return tables.open_sheet(folder, sheet["index"], header_rows, first_row)


def width(table: tables.Table, is_text: bool) -> int:
    """How many columns have a heading; in a text file, what is right of them is no column."""
    n = len(table.headings)
    while is_text and n > 1 and _LETTERS.fullmatch(table.headings[n - 1]):
        n -= 1
    return n


def listed(
    table: tables.Table, fields: Mapping[str, int], types: Sequence[str], footer_rows: int
) -> Listed:
    """The rows of a table.

    Args:
        fields: field → its column.
        types: of the fields of the columns that have a heading, "" where one has none.
        footer_rows: at most so many rows at the end are no projects.
    """
    columns = [_texts(one) for one in table.columns]
    n = len(types)
    found = Listed(
        headings=list(table.headings[:n]),
        cells=columns[:n],
        kinds=list(table.kinds[:n]),
        row_numbers=np.asarray(table.row_numbers),
        blank_rows=len(table.blank_rows),
    )
    if columns[n:]:
        _put_together(found, columns[n:], types)
    _leave_footers(found, fields, footer_rows)
    return found


def _texts(column: pa.DictionaryArray) -> list[str]:
    texts = column.cast(pa.string()).fill_null("").to_pylist()
    return ["" if text in NOTHING else text for text in texts]


def _put_together(found: Listed, beyond: Sequence[Sequence[str]], types: Sequence[str]) -> None:
    over = [row for row in range(found.n) if any(one[row].strip() for one in beyond)]
    if not over:
        return
    is_over = set(over)
    whole = [
        list(row) for at, row in enumerate(zip(*found.cells, strict=True)) if at not in is_over
    ]
    shape = joining.shape_of(types, whole)
    joined, uneven = [], []
    for row in over:
        cells = [*(one[row] for one in found.cells), *(one[row] for one in beyond)]
        while not cells[-1].strip():
            cells.pop()
        again = joining.preferred(cells, shape)
        if again is None:
            uneven.append(row)
            continue
        joined.append(row)
        for column, text in enumerate(again):
            found.cells[column][row] = text
    found.joined = np.array(joined, np.int64)
    found.uneven = np.array(uneven, np.int64)


def _leave_footers(found: Listed, fields: Mapping[str, int], most: int) -> None:
    """Take away what stands below the last project; it is told, and not forgotten."""
    last = found.n
    while last > 0 and found.n - last < most and _is_footer(found, last - 1, fields):
        last -= 1
    if last == found.n:
        return
    found.footers = tuple(
        (int(found.row_numbers[row]), " ".join(_filled(found, row))) for row in range(last, found.n)
    )
    found.cells = [one[:last] for one in found.cells]
    found.kinds = [None if one is None else one[:last] for one in found.kinds]
    found.row_numbers = found.row_numbers[:last]


def _filled(found: Listed, row: int) -> list[str]:
    return [" ".join(one[row].split()) for one in found.cells if one[row].strip()]


def _is_footer(found: Listed, row: int, fields: Mapping[str, int]) -> bool:
    """Whether a row is a remark or a sum: hardly filled, or named so, and without a code."""
    filled = _filled(found, row)
    code = fields.get("code")
    own = "" if code is None else found.cells[code][row]
    if _LIKE_CODE.fullmatch(own):
        return False
    return len(filled) <= FEW or bool(_SUMS.match(filled[0]))


def dates_around(folder: Path, footers: Sequence[tuple[int, str]]) -> list[str]:
    """The days, as ISO text, that the rows above the headings and below the projects name."""
    sheet: Mapping[str, Any] = kept.chosen_sheet(folder)
    above = sheet["top"][: max(0, min(sheet["header_rows"], default=1) - 1)]
    texts = [*(cell for row in above for cell in row), *(text for _row, text in footers)]
    found = {days.read(day).day for text in texts for day in _DAY.findall(text)}
    return sorted(day for day in found if day)
