"""The distinct texts of a column, and which row holds which: each is read only once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from etl.interviews.reading.cells import ERROR, NUMBER, TEXT

__all__ = ["ERROR", "NUMBER", "TEXT", "Distinct", "of", "typed"]


@dataclass(frozen=True)
class Distinct:
    """A column's distinct texts.

    Args:
        texts: each once (``pa.Array`` of string).
        codes: index into ``texts`` a row; -1: the cell is empty.
    """

    texts: pa.Array
    codes: np.ndarray

    @cached_property
    def values(self) -> list[str]:
        """The distinct texts."""
        return self.texts.to_pylist()

    @cached_property
    def counts(self) -> np.ndarray:
        """Rows that hold each distinct text."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.texts))

    @property
    def filled(self) -> int:
        """Rows with anything in the cell."""
        return int((self.codes >= 0).sum())

    def rows(self, chosen: np.ndarray) -> np.ndarray:
        """The rows, in order, whose text is chosen.

        Args:
            chosen: a truth for each distinct text.
        """
        return np.flatnonzero(self.spread(chosen, False))

    def spread(self, values: np.ndarray, empty: Any) -> np.ndarray:
        """A value for each distinct text as a value for each row."""
        return np.append(values, np.array([empty], dtype=values.dtype))[self.codes]


def of(column: pa.ChunkedArray | pa.Array) -> Distinct:
    """The distinct texts of a column of strings, dictionary-encoded or not."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if isinstance(whole, pa.ChunkedArray):
        # Dictionaries that cannot be joined stay apart; the plain strings can be.
        whole = pa.concat_arrays([chunk.cast(pa.string()) for chunk in whole.chunks])
    if not pa.types.is_dictionary(whole.type):
        whole = whole.cast(pa.string()).dictionary_encode()
    indices = whole.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    return _used(whole.dictionary.cast(pa.string()), indices)


def _used(texts: pa.Array, codes: np.ndarray) -> Distinct:
    """Without texts that no row holds: a slice keeps the dictionary of the whole."""
    held = np.bincount(codes[codes >= 0], minlength=len(texts)) > 0
    if texts.null_count:
        held &= ~np.asarray(texts.is_null().to_numpy(zero_copy_only=False), dtype=bool)
    if held.all():
        return Distinct(texts, codes)
    fresh = np.full(len(texts) + 1, -1, dtype=np.int32)
    fresh[:-1][held] = np.arange(int(held.sum()), dtype=np.int32)
    return Distinct(texts.filter(pa.array(held)), fresh[codes])


def typed(held: Distinct, kinds: np.ndarray | None, most: int = 5_000) -> list[str]:
    """The texts that somebody has typed: not those of cells that are numbers or days themselves.

    Args:
        kinds: of the column's cells; none: all are text.
        most: so many of them tell enough.
    """
    if kinds is None:
        return held.texts[:most].to_pylist()
    codes = held.codes[(kinds == TEXT) & (held.codes >= 0)]
    chosen = np.flatnonzero(np.bincount(codes, minlength=len(held.texts)))[:most]
    return held.texts.take(pa.array(chosen)).to_pylist()
