"""A table or chart with everything that it needs away from the page."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from seutukuva import formats, texts

if TYPE_CHECKING:
    from seutukuva.charts import ChartSpecification

Value = float | str | None
# Signs of the UK Government Analysis Function for what a cell cannot say with a number.
SIGNS = {
    "preliminary": "[p]",
    "estimated": "[e]",
    "break": "[b]",
    "unreliable": "[u]",
    "missing": "[x]",
    "not_published": "[x]",
    "not_applicable": "[z]",
    "confidential": "[c]",
}
WITHOUT_VALUE = formats.VALUELESS
# A sign says all of these; the others stand beside a number or share their sign.
TOLD_BY_SIGN = ("missing", "not_applicable", "confidential")
_MARKS = {
    formats.status_mark(status): status for status in (*formats.VALUED[1:], *formats.VALUELESS)
}
_LONGEST_NAME = 60
_LONGEST_HEADING = 250  # a workbook's limit less the number of one that occurs again
# What XML, and with it a workbook, cannot hold.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: the value itself, the text that stands on the page, and its status.

    `value` is a number, a text or None; `status` is "" where there is nothing to say, and of a
    figure with two things to say both, with a space between: "preliminary unreliable".
    """

    value: Value
    shown: str
    status: str = ""

    @property
    def is_number(self) -> bool:
        """True where the value is a number."""
        return isinstance(self.value, int | float)


@dataclass(frozen=True, slots=True)
class Origin:
    """A source that figures come from; dates are in words, "" where there is none."""

    attribution: str
    table: str
    address: str
    licence: str
    licence_address: str
    updated: str = ""
    fetched: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code and what it stands for; `kind` is "area" or "indicator"."""

    kind: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TakeAway:
    """Exactly what is shown, and what a reader elsewhere must know of it.

    Attributes:
        language: "fi", "sv", "en" or "nb"; every text is in it.
        columns: headings, one for each cell of a row.
        rows: the cells, row by row.
        place: the area that the figures are about; "" where the columns or rows say it.
        alternative: the table or chart in words.
        events: what happened to the areas and is marked on the chart, a sentence each.
        version: identifier of the data version.
        link: full address that opens the same view; "" where it is not known.
        taken: the day on which it was taken, in words.
        file_name: without its ending; ASCII.
    """

    title: str
    subtitle: str
    language: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    file_name: str
    place: str = ""
    alternative: str = ""
    notes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    codes: tuple[Code, ...] = ()
    version: str = ""
    link: str = ""
    taken: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row needs one cell a column")

    def statuses(self, column: int) -> set[str]:
        """The statuses that occur in a column."""
        return {status for row in self.rows for status in row[column].status.split()}

    def headings(self, marked: Sequence[bool]) -> list[str]:
        """The headings, each `marked` one followed by that of a column which says its statuses."""
        _ = texts.translator(self.language)
        names = []
        for name, has_status in zip(self.columns, marked, strict=True):
            names += [name, _("{column}: status").format(column=name)] if has_status else [name]
        return names


def sign(status: str) -> str:
    """The sign of a status in a file: "[x]", of two "[p][u]"; "" for a final figure."""
    return "".join(SIGNS.get(one, "") for one in status.split())


def sign_words(status: str, language: str) -> str:
    """What a sign means, in words."""
    _ = texts.translator(language)
    return "; ".join(
        _("unreliable, varies strongly")
        if one == "unreliable"
        else formats.status_word(one, language)
        for one in status.split()
    )


def sign_told(status: str, language: str) -> str:
    """A sign and what it means: "[p] preliminary"; "" for a final figure."""
    return f"{sign(status)} {sign_words(status, language)}" if status else ""


def cells(
    values: Iterable[Sequence[Any]],
    shown: Iterable[Sequence[str]],
    statuses: Iterable[Sequence[str]] | None = None,
) -> tuple[tuple[Cell, ...], ...]:
    """Rows of cells from three tables of the same shape.

    Where no statuses are given they are read from the marks of the shown texts ("8 921*", ".."),
    which only a number or the lack of one can have. A status may hold two, see `Cell`.
    """
    rows = []
    wanted = iter(statuses) if statuses is not None else None
    for row, row_shown in zip(values, shown, strict=True):
        row_statuses = next(wanted) if wanted is not None else [None] * len(row)
        rows.append(tuple(_cell(*one) for one in zip(row, row_shown, row_statuses, strict=True)))
    return tuple(rows)


def _cell(value: Any, shown: str, status: str | None) -> Cell:
    kept = _plain(value)
    if status is None:
        status = _marked(kept, shown)
    if isinstance(kept, str):
        status = ""
    return Cell(kept, shown, " ".join(one for one in status.split() if one != "final"))


def _plain(value: Any) -> Value:
    if formats.is_missing(value) or isinstance(value, str):
        return value if isinstance(value, str) else None
    number = float(value)
    return number if math.isfinite(number) else None


def _marked(value: Value, shown: str) -> str:
    if value is None:
        return _MARKS.get(shown, "")
    found = re.search(r"[\d%€]([*eb])$", shown) if isinstance(value, float) else None
    return _MARKS[found[1]] if found else ""


def of_chart(specification: ChartSpecification, **also: Any) -> TakeAway:
    """A chart's table twin with its title, notes and marks; `also` gives the other fields."""
    twin = specification.table
    fields: dict[str, Any] = {
        "title": specification.title,
        "subtitle": specification.subtitle,
        "language": specification.language,
        "columns": twin.columns,
        "rows": cells(twin.values, twin.rows),
        "alternative": specification.alternative,
        "notes": specification.notes,
        "events": tuple(mark.text for mark in specification.marks),
    }
    return TakeAway(**fields | also)


def unlike(names: Iterable[str]) -> list[str]:
    """Headings that every program can tell apart: in one line, not empty, no two the same.

    Capital and small letters are the same here, as they are to a workbook.
    """
    found: dict[str, str] = {}
    for name in names:
        plain = _UNPRINTABLE.sub("", re.sub(r"[\t\r\n]+", " ", name))[:_LONGEST_HEADING] or "–"
        own, count = plain, 1
        while own.casefold() in found:
            count += 1
            own = f"{plain} ({count})"
        found[own.casefold()] = own
    return list(found.values())


def file_name(*parts: str) -> str:
    """A short name for a file: "population-ku729-20261122"; ASCII letters, digits and dashes.

    Of a name that is too long the longest part is cut, so that the others, such as the date of
    the data, still tell one file from another.
    """
    found = [plain for part in parts if (plain := _ascii(part))]
    over = len("-".join(found)) - _LONGEST_NAME
    if over > 0:
        at = max(range(len(found)), key=lambda one: len(found[one]))
        found[at] = found[at][: max(len(found[at]) - over, 1)].strip("-")
    return "-".join(found)[:_LONGEST_NAME].strip("-") or "seutukuva"


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower()).replace("æ", "ae").replace("ø", "o")
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
