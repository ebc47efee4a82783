"""What the column of a role says, row by row: distinct texts, and which row holds which."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa

from etl.interviews.checking.case import Case
from etl.interviews.checking.given import ANSWERED, INVALID
from seutukuva.definitions import Question


def nothing(case: Case, kind: pa.DataType | None = None) -> pa.Array:
    """A null for each data row."""
    return pa.nulls(case.sheet.n, kind or pa.string())


def text(case: Case, role: str) -> pa.Array:
    """The text that each row gives for a role."""
    question = case.asked(role)
    return case.given.texts(question.id) if question else nothing(case)


def option(case: Case, role: str) -> pa.Array:
    """The option that each row chose for a role; its text where there is nothing to choose."""
    question = case.asked(role)
    if question is None:
        return nothing(case)
    return case.given.options(question.id) if question.options else case.given.texts(question.id)


def spread(values: list[Any], codes: np.ndarray, kind: pa.DataType | None = None) -> pa.Array:
    """Values of distinct texts as a value for each row; null where the code is -1."""
    return pa.array(values, kind or pa.string()).take(pa.array(codes, mask=codes < 0))


def rows_of(case: Case, question: Question) -> tuple[pa.Array, np.ndarray]:
    """Distinct texts of a question's column, and which each row holds where it is an answer."""
    found = case.distinct(question)
    # What the analyst has said means "cannot say" or nothing is no value to be checked.
    answered = case.given.has(question.id, ANSWERED, INVALID)
    return found.texts, np.where(answered, found.codes, -1)


class Told:
    """Problems of a role's column, by what each distinct text was found to be.

    Args:
        remarks: of each distinct text, a code or "".
        codes: which distinct text each row holds; -1 for none.
    """

    def __init__(self, case: Case, column: int, remarks: list[str], codes: np.ndarray) -> None:
        self._case, self._column = case, column
        self._remarks, self._codes = remarks, codes

    def rows(self, remark: str) -> np.ndarray:
        """Rows whose text got this remark."""
        flags = np.array([one == remark for one in self._remarks] + [False], dtype=bool)
        return np.flatnonzero(flags[self._codes])

    def tell(
        self, severity: str, remark: str, message: str | Callable[[int], str], allowed: str = ""
    ) -> None:
        """Add these rows to the problems; as ``Problems.rows``."""
        self._case.problems.rows(
            severity, remark, self.rows(remark), self._column, message, allowed
        )
