"""One list under check: its rows, which column holds which field, and what was found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from etl.interviews.checking.problems import NOTE, WARNING, Problems
from etl.interviews.values import days as day_reading
from etl.projects import values
from etl.projects.sheets import Listed
from etl.projects.values import Days, Numbers
from seutukuva.definitions import Definitions, ListField, ListFormat
from seutukuva.projects.implementers import Implementer, all_harmonised, once
from seutukuva.projects.model import folded

# Of a text that the form does not have.
LONGEST_TEXT = 1000


@dataclass
class Case:
    """All that a check looks at.

    ``fields``: field → its column. ``decimal``: the mark that somebody has said, or "".
    ``list_date``: the day the list is of, none where nobody has said. ``flags``: of each row.
    ``left``: rows that are not stored though nothing is wrong with them: a project that stands
    twice.
    """

    defs: Definitions
    form: ListFormat
    fields: Mapping[str, int]
    listed: Listed
    problems: Problems
    decimal: str
    list_date: dt.date | None
    today: dt.date
    language: str
    flags: list[list[str]] = field(default_factory=list)
    left: np.ndarray = field(default_factory=lambda: np.empty(0, bool))

    def __post_init__(self) -> None:
        self.flags = [[] for _row in range(self.listed.n)]
        self.left = np.zeros(self.listed.n, bool)

    @property
    def n(self) -> int:
        """How many data rows there are."""
        return self.listed.n

    def flag(self, rows: Sequence[int] | np.ndarray, code: str) -> None:
        """Mark rows with what is odd in them, once."""
        for row in np.asarray(rows, dtype=np.int64).tolist():
            if code not in self.flags[row]:
                self.flags[row].append(code)

    def told(
        self,
        severity: str,
        code: str,
        rows: Sequence[int] | np.ndarray,
        name: str | None,
        message: str,
        repair: str = "",
        flag: str = "",
    ) -> None:
        """Note a problem of rows in the column of a field.

        Args:
            repair: what to do about it.
            flag: what the projects are marked with, where it is kept with them.
        """
        places = np.asarray(rows, dtype=np.int64)
        column = None if name is None else self.fields.get(name)
        self.problems.rows(severity, code, places, column, message, repair)
        if flag and severity in (WARNING, NOTE):
            self.flag(places, flag)

    def raw(self, name: str) -> list[str]:
        """The cells of a field as they came; empty texts where it has no column."""
        at = self.fields.get(name)
        return [""] * self.n if at is None else self.listed.cells[at]

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        return {}

    def texts(self, name: str) -> list[str]:
        """The cells of a field in one writing."""
        if name not in self._texts:
            once_each = {text: values.written(text, self.form) for text in set(self.raw(name))}
            # A code that is too long is refused; cut, it could be another project's.
            most = None if name == "code" else self.longest(name)
            self._texts[name] = [once_each[text][:most] for text in self.raw(name)]
        return self._texts[name]

    def longest(self, name: str) -> int:
        """How many characters of a field are kept: as many as the form takes."""
        fields = {one.id: one for one in self.defs.kinds["project"].fields}
        return fields[name].max_length or LONGEST_TEXT if name in fields else LONGEST_TEXT

    @cached_property
    def keys(self) -> list[str]:
        """Each row's code as it is compared; "" without one."""
        return [folded(text) for text in self.texts("code")]

    @cached_property
    def _days(self) -> dict[str, Days]:
        return {}

    def days(self, name: str) -> Days:
        """A field's days."""
        if name not in self._days:
            cells = self.raw(name)
            order = day_reading.order(dict.fromkeys(cells))
            self._days[name] = values.read_days(cells, order, is_first=name == "start")
        return self._days[name]

    @cached_property
    def figures(self) -> list[tuple[ListField, Numbers]]:
        """The figures that the list has columns for."""
        found = []
        for name, at in self.fields.items():
            if self.defs.list_fields[name].measure:
                read = values.read_numbers(self.raw(name), self.listed.kinds[at], self.decimal)
                found.append((self.defs.list_fields[name], read))
        return found

    def figure(self, measure: str, side: str, part: str = "all") -> np.ndarray | None:
        """A figure of every row, nan where it is not told; none where no column tells it."""
        for one, read in self.figures:
            if (one.measure, one.side, one.part) == (measure, side, part):
                return read.values
        return None

    @cached_property
    def implementers(self) -> list[Implementer]:
        """Who each row's implementer is."""
        known = all_harmonised(set(self.named))
        return [known[text] for text in self.named]

    @cached_property
    def named(self) -> list[str]:
        """Each row's implementer as the list tells it, without what is glued to the name."""
        return [once(text) for text in self.texts("implementer")]

    @cached_property
    def as_of(self) -> list[dt.date | None]:
        """The day that each row's figures are of: its own, or else the list's."""
        own = self.days("as_of").values
        return [self.list_date if day is None else dt.date.fromisoformat(day) for day in own]

    @property
    def personal_columns(self) -> set[int]:
        """Columns that are of no field: never shown or kept."""
        used = set(self.fields.values())
        return {at for at in range(len(self.listed.headings)) if at not in used}
