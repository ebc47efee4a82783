"""The texts of an upload without what reaches a person, each distinct one read once."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from etl.interviews.checking.case import Case
from etl.interviews.free_text import redaction
from etl.interviews.values.distinct import Distinct

# Roles whose text is a fact about the firm and no free text: a business ID is no telephone number.
FACTS = frozenset(
    (
        *("response_id", "y_tunnus", "firm_name", "municipality", "industry", "industry_version"),
        *("organisation", "wave", "interviewed_on"),
    )
)


class Cleaning:
    """Redacts columns, and the answers that were read from them.

    Args:
        names: of persons, as the file's own columns give them.
    """

    def __init__(self, case: Case, names: list[str]) -> None:
        self._case, self._names = case, names
        self._columns: dict[int, tuple[Distinct, pa.Array]] = {}

    def column(self, column: int) -> pa.Array:
        """The texts of a column, redacted; null where a cell is empty."""
        held, cleaned = self._cleaned(column)
        return cleaned.take(pa.array(held.codes, mask=held.codes < 0))

    def answers(self, texts: pa.Array, column: int) -> pa.Array:
        """Texts that were read from a column, redacted; those of its own cells at no cost."""
        held, cleaned = self._cleaned(column)
        told = texts.dictionary_encode()
        if told.dictionary.equals(held.texts):
            return cleaned.take(told.indices)
        place = pc.index_in(told.dictionary, value_set=held.texts)
        known = cleaned.take(place)
        others = np.flatnonzero(place.is_null().to_numpy(zero_copy_only=False))
        if len(others):
            parts = self._redacted(told.dictionary.take(pa.array(others)))
            known = pc.replace_with_mask(known, place.is_null(), parts)
        return known.take(told.indices)

    def _cleaned(self, column: int) -> tuple[Distinct, pa.Array]:
        if column not in self._columns:
            held = self._case.held(column)
            self._columns[column] = held, self._redacted(held.texts)
        return self._columns[column]

    def _redacted(self, texts: pa.Array) -> pa.Array:
        return redaction.counted(texts, self._names).texts.cast(pa.string())
