"""Cells of any format as text in one writing, column by column, with what each was."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

EMPTY, TEXT, NUMBER, DATE, DATETIME, BOOL, ERROR, DURATION = range(8)
# Whole numbers below are written without an exponent by every spreadsheet program.
WHOLE_BELOW = 1e15
# Few enough that their cells are still in the processor's cache when they are turned.
ROWS_AT_ONCE = 1_024


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell whose formula failed; ``text``: ``#N/A``, ``#DIV/0!``…"""

    text: str


KINDS: dict[type, int] = {
    str: TEXT,
    int: NUMBER,
    float: NUMBER,
    dt.date: DATE,
    dt.datetime: DATETIME,
    bool: BOOL,
    ErrorCell: ERROR,
    dt.timedelta: DURATION,
    dt.time: DURATION,
    type(None): EMPTY,
}


def number_text(value: float) -> str:
    """A number as it is written without an exponent: 5, 4695.7, 0.00001."""
    if value == math.floor(value) and abs(value) < WHOLE_BELOW:
        return str(int(value))
    text = repr(float(value))
    return format(Decimal(text), "f") if "e" in text else text


def duration_text(value: dt.timedelta) -> str:
    """A duration as hours, minutes, seconds: 30:00:00."""
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def cell_text(value: Any) -> str:
    """A cell's text in the one writing; an empty one is empty."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, ErrorCell):
        return value.text
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value) if math.isfinite(value) else str(value)
    if isinstance(value, dt.timedelta):
        return duration_text(value)
    return str(value.isoformat())


def column_number(letters: str) -> int:
    """1 of A, 27 of AA; 0 of none."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class Columns:
    """Rows go in as they are read, columns of text come out; no row is held longer than a while.

    A column is an Arrow array of dictionary<int32, string>, null where a cell is empty, and its
    kinds an array of uint8, or none where there is nothing but text.
    """

    def __init__(self) -> None:
        self._texts: list[list[pa.Array]] = []
        self._kinds: list[list[np.ndarray | None]] = []
        self._lengths: list[int] = []
        self._waiting: list[Sequence[Any]] = []

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        """Take rows; each may be of a length of its own."""
        for row in rows:
            self._waiting.append(row)
            if len(self._waiting) == ROWS_AT_ONCE:
                self._turn()

    def table(self) -> pa.Table:
        """Everything taken, as columns c0… and, where there is more than text, k0…"""
        self._turn()
        names, arrays = [], []
        for column in range(_used(self._texts)):
            names.append(f"c{column}")
            arrays.append(self._column(column))
            if any(kinds is not None for kinds in self._kinds[column]):
                names.append(f"k{column}")
                arrays.append(pa.array(self._all_kinds(column, arrays[-1]), pa.uint8()))
        return pa.table(arrays, names=names)

    def _turn(self) -> None:
        rows, self._waiting = self._waiting, []
        if not rows:
            return
        width = max(len(row) for row in rows)
        if any(len(row) != width for row in rows):
            rows = [[*row, *[None] * (width - len(row))] for row in rows]
        for column, values in enumerate(zip(*rows, strict=True)):
            if column == len(self._texts):
                self._texts.append([pa.nulls(length, pa.string()) for length in self._lengths])
                self._kinds.append([None] * len(self._lengths))
            texts, kinds = _turned(values)
            self._texts[column].append(texts)
            self._kinds[column].append(kinds)
        for column in range(width, len(self._texts)):
            self._texts[column].append(pa.nulls(len(rows), pa.string()))
            self._kinds[column].append(None)
        self._lengths.append(len(rows))

    def _column(self, column: int) -> pa.Array:
        encoded = pa.chunked_array(self._texts[column], pa.string()).dictionary_encode()
        self._texts[column] = []
        return without_empty(_one(encoded))

    def _all_kinds(self, column: int, texts: pa.Array) -> np.ndarray:
        filled = np.asarray(texts.is_valid())
        kinds = np.concatenate(
            [
                np.full(length, TEXT, np.uint8) if part is None else part
                for part, length in zip(self._kinds[column], self._lengths, strict=True)
            ]
        )
        return np.where(filled, kinds, np.uint8(EMPTY))


def without_empty(array: pa.DictionaryArray) -> pa.DictionaryArray:
    """The same, with null in place of empty texts."""
    at = array.dictionary.index("").as_py()
    if at < 0:
        return array
    indices = pc.if_else(pc.equal(array.indices, at), pa.scalar(None, pa.int32()), array.indices)
    # The empty text goes out of the dictionary too: what is left are the distinct answers.
    texts = pa.DictionaryArray.from_arrays(indices, array.dictionary).cast(pa.string())
    return texts.dictionary_encode()


def _one(encoded: pa.ChunkedArray) -> pa.DictionaryArray:
    joined = encoded.combine_chunks()
    if isinstance(joined, pa.ChunkedArray):
        joined = joined.chunk(0) if joined.num_chunks else pa.array([], encoded.type)
    return joined


def _used(columns: list[list[pa.Array]]) -> int:
    """How many columns there are when empty ones at the end do not count."""
    for count in range(len(columns), 0, -1):
        for part in columns[count - 1]:
            if part.null_count < len(part) and pc.any(pc.not_equal(part, "")).as_py():
                return count
    return 0


def _turned(values: tuple[Any, ...]) -> tuple[pa.Array, np.ndarray | None]:
    """A column's cells as texts and, when not all are text or empty, their kinds."""
    with contextlib.suppress(pa.ArrowException):  # most columns hold nothing but text
        return pa.array(values, pa.string()), None
    types = set(map(type, values))
    if types <= {float, int}:
        return _numbers(values), np.full(len(values), NUMBER, np.uint8)
    kinds = np.fromiter((KINDS.get(type(value), TEXT) for value in values), np.uint8, len(values))
    return pa.array([cell_text(value) for value in values], pa.string()), kinds


def _numbers(values: tuple[Any, ...]) -> pa.Array:
    """Each different number is written once, however often it stands there."""
    encoded = pa.array(values, pa.float64()).dictionary_encode()
    texts = pa.array([cell_text(value) for value in encoded.dictionary.to_pylist()], pa.string())
    return texts.take(encoded.indices)
