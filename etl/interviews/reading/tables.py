"""A sheet as it is kept between the steps, and the table that is read out of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from etl.interviews.reading import headers
from etl.interviews.reading.cells import EMPTY, TEXT
from etl.interviews.reading.headers import LOOKED_AT, Merge, Top

MERGES = b"merges"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the headings.

    ``columns``: an array of dictionary<int32, string> each, null where a cell is empty; the
    dictionary holds just the texts that occur. ``kinds``: an array of uint8 each, as in
    ``cells``; none where a column holds nothing but text. ``row_numbers``: the file's own,
    counted from 1; ``blank_rows``: those left out.
    """

    headings: list[str]
    columns: list[pa.DictionaryArray]
    kinds: list[np.ndarray | None]
    row_numbers: np.ndarray
    blank_rows: np.ndarray


def sheet_file(folder: Path, index: int) -> Path:
    """Where a sheet's cells are kept."""
    return folder / f"sheet-{index}.arrow"


def keep(table: pa.Table, folder: Path, index: int, merges: Sequence[Merge]) -> str:
    """Write a sheet's cells, whole or not at all; gives the file's name."""
    near = [merge for merge in merges if merge[0] < LOOKED_AT]
    table = table.replace_schema_metadata({MERGES: json.dumps(near)})
    target = sheet_file(folder, index)
    fresh = target.with_suffix(".tmp")
    with pa.OSFile(str(fresh), "wb") as out, pa.ipc.new_file(out, table.schema) as writer:
        writer.write_table(table)
    fresh.replace(target)
    return target.name


def top_of(table: pa.Table, merges: Sequence[Merge] = (), rows: int = LOOKED_AT) -> Top:
    """The first rows of a sheet, for finding its headings."""
    first = table.slice(0, rows)
    names = _cell_columns(table)
    texts = [first.column(name).cast(pa.string()).fill_null("").to_pylist() for name in names]
    kinds = []
    for column, name in enumerate(names):
        own = f"k{name[1:]}"
        if own in table.column_names:
            kinds.append(first.column(own).to_pylist())
        else:
            kinds.append([TEXT if text else EMPTY for text in texts[column]])
    return Top(
        [list(row) for row in zip(*texts, strict=True)],
        [list(row) for row in zip(*kinds, strict=True)],
        [merge for merge in merges if merge[0] < LOOKED_AT],
    )


def open_sheet(folder: Path, sheet_index: int, header_rows: Sequence[int], first_row: int) -> Table:
    """The table of a sheet that has been inspected.

    Args:
        header_rows: rows of the headings, counted from 1.
        first_row: the first row of data, counted from 1.

    Raises:
        FileNotFoundError: the sheet was not read.
    """
    with pa.memory_map(str(sheet_file(folder, sheet_index))) as source:
        kept = pa.ipc.open_file(source).read_all()
    merges = [tuple(merge) for merge in json.loads((kept.schema.metadata or {})[MERGES])]
    return table_of(kept, merges, header_rows, first_row)


def table_of(
    kept: pa.Table, merges: Sequence[Any], header_rows: Sequence[int], first_row: int
) -> Table:
    """The rows below the headings of a sheet's cells."""
    names = _cell_columns(kept)
    top = top_of(kept, merges, max([LOOKED_AT, *header_rows]))
    body = kept.slice(max(0, first_row - 1))
    arrays = [_whole(body.column(name)) for name in names]
    filled = _any_filled(arrays, body.num_rows)
    numbers = np.arange(body.num_rows, dtype=np.int32) + max(1, first_row)
    return Table(
        headings=headers.headings(top, header_rows, len(names)),
        columns=[_compact(array, filled) for array in arrays],
        kinds=[
            body.column(f"k{name[1:]}").to_numpy()[filled]
            if f"k{name[1:]}" in kept.column_names
            else None
            for name in names
        ],
        row_numbers=numbers[filled],
        blank_rows=numbers[~filled],
    )


def filled_rows(kept: pa.Table, first_row: int) -> np.ndarray:
    """Whether each row from the first row of data on holds more than spaces."""
    body = kept.slice(max(0, first_row - 1))
    return _any_filled([_whole(body.column(name)) for name in _cell_columns(body)], body.num_rows)


def _cell_columns(kept: pa.Table) -> list[str]:
    return [name for name in kept.column_names if name.startswith("c")]


def _any_filled(arrays: Sequence[pa.DictionaryArray], rows: int) -> np.ndarray:
    filled = np.zeros(rows, bool)
    for array in arrays:
        if filled.all():
            break  # further columns cannot change it
        filled |= _holds(array)
    return filled


def _whole(column: pa.ChunkedArray) -> pa.DictionaryArray:
    joined = column.combine_chunks()
    if isinstance(joined, pa.ChunkedArray):
        joined = joined.chunk(0) if joined.num_chunks else pa.array([], column.type)
    return joined


def _indices(array: pa.DictionaryArray) -> np.ndarray:
    """Places in the dictionary, its length where a cell is empty."""
    return np.asarray(array.indices.fill_null(len(array.dictionary)))


def _holds(array: pa.DictionaryArray) -> np.ndarray:
    """Whether each cell holds more than spaces."""
    texts = array.dictionary.to_pylist()
    return np.array([bool(text.strip()) for text in texts] + [False], bool)[_indices(array)]


def _compact(array: pa.DictionaryArray, rows: np.ndarray) -> pa.DictionaryArray:
    """Some rows of a column, without the texts that stood in the others alone."""
    length = len(array.dictionary)
    indices = _indices(array)[rows]
    used = np.zeros(length + 1, bool)
    used[indices] = True
    used[length] = False
    places = np.cumsum(used, dtype=np.int32) - 1
    return pa.DictionaryArray.from_arrays(
        pa.array(places[indices], pa.int32(), mask=indices == length),
        array.dictionary.filter(pa.array(used[:length])),
    )
