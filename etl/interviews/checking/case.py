"""One upload under check: its sheet, what its columns mean, its answers, and what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from etl.interviews.checking.answers import Note
from etl.interviews.checking.given import Given
from etl.interviews.checking.problems import Problems
from etl.interviews.values import distinct
from etl.interviews.values.distinct import Distinct
from seutukuva.definitions import Definitions, Question, Questionnaire


@dataclass(frozen=True)
class Sheet:
    """The data rows of a sheet.

    Args:
        headings: of the columns.
        columns: text of the cells; null where nothing stands.
        kinds: of the cells (see ``distinct``), a column; None where all are text.
        row_numbers: the file's own number of each row, from 1.
        blank_rows: rows left out because nothing stands in them.
    """

    headings: list[str]
    columns: list[pa.DictionaryArray]
    kinds: list[np.ndarray | None]
    row_numbers: np.ndarray
    blank_rows: int = 0

    @property
    def n(self) -> int:
        """Data rows."""
        return len(self.row_numbers)

    def cell(self, row: int, column: int) -> str:
        """What stands in a cell; empty where nothing does."""
        return self.columns[column][row].as_py() or ""

    def filled(self, column: int) -> np.ndarray:
        """A truth for each row: something stands in the cell."""
        return self.columns[column].is_valid().to_numpy(zero_copy_only=False)

    def of_kind(self, column: int, *kinds: int) -> np.ndarray:
        """A truth for each row: the cell is of one of these kinds."""
        found = self.kinds[column]
        return np.zeros(self.n, dtype=bool) if found is None else np.isin(found, kinds)


@dataclass(frozen=True)
class Case:
    """All that a check looks at.

    ``upload``: questionnaire, wave, organisation, is_demonstration. ``mapping``: the columns'
    meanings as ``mapping.json`` has them. ``notes``: what was decided when the answers were
    read. ``today``: the day against which dates are judged.
    """

    defs: Definitions
    questionnaire: Questionnaire
    upload: Mapping[str, Any]
    sheet: Sheet
    mapping: Mapping[str, Any]
    given: Given
    notes: tuple[Note, ...]
    problems: Problems
    today: dt.date
    language: str

    @cached_property
    def _held(self) -> dict[int, Distinct]:
        return {}

    @cached_property
    def columns_of(self) -> dict[str, list[int]]:
        """Question → its columns, in the order of the sheet."""
        found: dict[str, list[int]] = {}
        for one in self.mapping["columns"]:
            if one.get("question"):
                found.setdefault(one["question"], []).append(one["column"])
        return found

    @cached_property
    def personal_columns(self) -> set[int]:
        """Columns about persons, and those that nobody has asked to keep: never shown or kept."""
        questions = self.questionnaire.questions
        return {
            one["column"]
            for one in self.mapping["columns"]
            if (one.get("question") in questions and questions[one["question"]].is_personal)
            or not (one.get("question") or one.get("keep"))
        }

    def asked(self, role: str) -> Question | None:
        """The question of a role, where the form has it and the sheet a column for it."""
        found = self.questionnaire.of_role(role)
        return found if found and found.id in self.columns_of else None

    def column(self, question: Question) -> int:
        """The first column of a question that the sheet has."""
        return self.columns_of[question.id][0]

    def distinct(self, question: Question) -> Distinct:
        """What stands in a question's column: each text once, and which row holds which."""
        return self.held(self.column(question))

    def held(self, column: int) -> Distinct:
        """What stands in a column: each text once, and which row holds which."""
        if column not in self._held:
            self._held[column] = distinct.of(self.sheet.columns[column])
        return self._held[column]

    def title(self, question: Question) -> str:
        """A question as people call it."""
        return question.title[self.language]
