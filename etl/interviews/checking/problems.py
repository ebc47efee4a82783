"""What is wrong in a file: which row and column, what stands there, what is allowed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from seutukuva import formats
from seutukuva.texts import _

ERROR, WARNING, NOTE = "error", "warning", "note"
SEVERITIES = (ERROR, WARNING, NOTE)
# Problems written out; the rest are counted. Of each code at least this many are shown, so that
# one kind of mistake does not hide the others.
SHOWN, SHOWN_OF_A_CODE = 5_000, 200
VALUE_LENGTH = 60
HIDDEN = "•••"
_NOWHERE = np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of problem in one column, or in the file as a whole (no rows, no column).

    ``rows``: positions among the data rows. ``message``: the sentence, or a function of a position;
    ``{value}`` in it is what stands in the cell.
    """

    severity: str
    code: str
    message: str | Callable[[int], str]
    allowed: str = ""
    rows: np.ndarray = field(default_factory=lambda: _NOWHERE)
    column: int | None = None

    @property
    def n(self) -> int:
        """How many problems it is."""
        return len(self.rows) or 1


class Problems:
    """Gathers findings and writes out the first of each.

    Args:
        n_rows: data rows of the sheet.
    """

    def __init__(self, n_rows: int) -> None:
        self.findings: list[Finding] = []
        self.refused = np.zeros(n_rows, dtype=bool)

    def rows(
        self,
        severity: str,
        code: str,
        rows: np.ndarray,
        column: int | None,
        message: str | Callable[[int], str],
        allowed: str = "",
    ) -> None:
        """Problems of these rows; an error refuses them. Nothing happens where there are none."""
        if not len(rows):
            return
        self.findings.append(Finding(severity, code, message, allowed, rows, column))
        if severity == ERROR:
            self.refused[rows] = True

    def file(self, severity: str, code: str, message: str, allowed: str = "") -> None:
        """A problem of the whole file; an error refuses every row."""
        self.findings.append(Finding(severity, code, message, allowed))
        if severity == ERROR:
            self.refused[:] = True

    def count(self, severity: str) -> int:
        """How many problems of a severity there are."""
        return sum(one.n for one in self.findings if one.severity == severity)

    def of_code(self, code: str) -> np.ndarray:
        """A truth for each row: it has a problem of this code."""
        found = np.zeros(len(self.refused), dtype=bool)
        for one in self.findings:
            if one.code == code:
                found[one.rows] = True
        return found

    def by_code(self, *severities: str) -> dict[str, int]:
        """Code → how many problems, of these severities (all when none is named)."""
        found: Counter[str] = Counter()
        for one in self.findings:
            if not severities or one.severity in severities:
                found[one.code] += one.n
        return dict(sorted(found.items()))

    def written(
        self,
        cell: Callable[[int, int], str],
        row_numbers: np.ndarray,
        headings: Sequence[str],
        personal: Collection[int],
    ) -> list[dict[str, Any]]:
        """Problems for people: errors first, then by row and column.

        Args:
            cell: text of a cell by position of the row and column; empty where nothing stands.
            row_numbers: the file's own numbers of the data rows.
            headings: of the columns.
            personal: columns whose values are not shown.
        """
        found = []
        for one, rows in self._chosen():
            places: list[int | None] = [int(row) for row in rows] or [None]
            for row in places:
                value = _value(cell, row, one.column, personal)
                message = one.message if isinstance(one.message, str) else one.message(row or 0)
                found.append(
                    {
                        "severity": one.severity,
                        "row": None if row is None else int(row_numbers[row]),
                        "column": letter(one.column),
                        "heading": "" if one.column is None else short(headings[one.column]),
                        "value": value,
                        "code": one.code,
                        "message": message.replace("{value}", value),
                        "allowed": one.allowed,
                    }
                )
        rank = {severity: place for place, severity in enumerate(SEVERITIES)}
        return sorted(
            found,
            key=lambda one: (
                rank[one["severity"]],
                one["row"] or 0,
                len(one["column"]),
                one["column"],
            ),
        )

    def _chosen(self) -> list[tuple[Finding, np.ndarray]]:
        """Each finding with the rows of it that are written out."""
        order = sorted(self.findings, key=lambda one: SEVERITIES.index(one.severity))
        first: Counter[str] = Counter()
        taken = []
        for one in order:
            n = min(len(one.rows), max(SHOWN_OF_A_CODE - first[one.code], 0))
            first[one.code] += n
            taken.append(n)
        left = SHOWN - sum(taken)
        for place, one in enumerate(order):
            more = min(len(one.rows) - taken[place], max(left, 0))
            taken[place] += more
            left -= more
        return [
            (one, one.rows[:n])
            for one, n in zip(order, taken, strict=True)
            if n or not len(one.rows)
        ]


def letter(column: int | None) -> str:
    """A column as spreadsheets name it: 0 is A, 26 is AA; empty for none."""
    return "" if column is None else formats.column_letters(column + 1)


def short(text: str) -> str:
    """One line of at most sixty characters."""
    line = " ".join(text.split())
    return line if len(line) <= VALUE_LENGTH else line[: VALUE_LENGTH - 1] + "…"


def one_of(names: Sequence[str], most: int = 12) -> str:
    """What is allowed, as a list that stays readable."""
    listed = ", ".join(_("“{text}”").format(text=name) for name in names[:most])
    more = len(names) - most
    return listed if more <= 0 else _("{names} and {n} more").format(names=listed, n=more)


def _value(
    cell: Callable[[int, int], str], row: int | None, column: int | None, personal: Collection[int]
) -> str:
    if row is None or column is None:
        return ""
    text = cell(row, column)
    return HIDDEN if text and column in personal else short(text)
