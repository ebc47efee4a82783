"""Text files of cells: their encoding, separator and decimal mark are found out and proposed."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from etl.interviews.reading import headers
from etl.interviews.reading.cells import Columns
from etl.interviews.reading.encodings import BROKEN, decoded, encoding_of
from etl.interviews.reading.workbooks import MAX_COLUMNS, Progress, too_large
from seutukuva import texts
from seutukuva.errors import UploadRefused
from seutukuva.texts import _

SEPARATORS = (";", ",", "\t", "|")
# Stands for "no separator": a sign that no text holds.
NONE = "\x1f"
SAMPLE_LINES = 300
LONGEST_CELL = 200_000
SEP_LINE = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE)
WITH_COMMA = re.compile(r"[-+−]?\d{1,3}(?:[ .\u00a0\u202f]?\d{3})*,\d+\s*%?")
WITH_POINT = re.compile(r"[-+−]?\d{1,3}(?:[ ,\u00a0\u202f]?\d{3})*\.\d+\s*%?")
DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})?")


@dataclass
class Text:
    """A text file that was read.

    ``separator``: empty where each line is one cell; ``decimal``: comma or point, as most figures
    have it; ``long_rows``: rows, counted from 1, with more cells than headings, ``joined``: those
    whose cells were put together again at commas that had not been meant to divide, ``short_rows``:
    those with fewer, ``broken_rows``: those with a sign that is none in the encoding.
    ``is_guessed``: nothing in the file says its encoding. ``unclosed``: the file's quotation marks
    do not match and were read as letters.
    """

    encoding: str
    separator: str
    decimal: str
    table: pa.Table
    long_rows: list[int] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    short_rows: list[int] = field(default_factory=list)
    broken_rows: list[int] = field(default_factory=list)
    is_guessed: bool = False
    unclosed: bool = False


def read(
    file: Path, progress: Progress, encoding: str = "", separator: str = "", decimal: str = ""
) -> Text:
    """A text file as columns of text.

    Args:
        encoding, separator, decimal: what an analyst chose instead of what would be found.

    Raises:
        UploadRefused: it is no text in that encoding, or more than is read.
    """
    progress(0.05, "reading")
    content = file.read_bytes()
    found, is_guessed = (encoding, False) if encoding else encoding_of(content)
    text = decoded(content, found, is_chosen=bool(encoding))
    if '"' not in text:  # otherwise a row may go over several lines
        too_large(text.count("\n"), 1)
    lines = _sample(text)
    separator = separator or separator_of(lines)
    dialect = _Dialect(separator or NONE, _spaced(lines, separator))
    out = Text(found, separator, decimal or ".", pa.table({}), is_guessed=is_guessed)
    try:
        out.table = _taken(_Rows(dialect, out), text, progress)
    except csv.Error:
        out = Text(found, separator, out.decimal, out.table, is_guessed=is_guessed, unclosed=True)
        dialect.quoted = False
        out.table = _unquoted(_Rows(dialect, out), text, progress)
    out.decimal = decimal or decimal_of(out.table)
    return out


def separator_of(lines: Sequence[str]) -> str:
    """What divides the cells of most lines alike; empty where nothing does."""
    if lines and (match := SEP_LINE.fullmatch(lines[0].rstrip("\r\n"))):
        return match[1]
    best, score = "", (0.0, 0)
    for separator in SEPARATORS:
        with_it = [len(row) for row in _parsed(lines, separator) if any(row)]
        if max(with_it[:5], default=0) < 2:
            continue
        usual, often = Counter(with_it).most_common(1)[0]
        # A sign that also stands inside texts divides lines unevenly.
        if usual > 1 and (often / len(with_it), usual) > score:
            best, score = separator, (often / len(with_it), usual)
    return best


def decimal_of(table: pa.Table) -> str:
    """The decimal mark of most figures of the first rows: comma or point."""
    commas = points = 0
    for column in table.slice(0, 2_000).columns:
        for text in set(column.cast(pa.string()).to_pylist()) - {None}:
            cell = text.strip()
            commas += bool(WITH_COMMA.fullmatch(cell))
            points += bool(WITH_POINT.fullmatch(cell)) and not DATE.fullmatch(cell)
    return "," if commas > points else "."


def _sample(text: str) -> list[str]:
    handle = io.StringIO(text, newline="")
    lines = []
    for line in handle:
        lines.append(line)
        if len(lines) == SAMPLE_LINES:
            break
    return lines


def _parsed(lines: Sequence[str], separator: str, spaced: bool = False) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=separator, skipinitialspace=spaced))
    except csv.Error:
        # A line that no separator divides may be longer than a cell can be.
        with contextlib.suppress(csv.Error):
            return list(csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE))
    return []


def _spaced(lines: Sequence[str], separator: str) -> bool:
    """Whether a space after each separator belongs to it, as the first line shows."""
    first = next((line for line in lines if line.strip()), "")
    inner = first.strip().count(separator) if separator.strip() else 0
    return inner > 1 and first.count(f"{separator} ") == inner


@dataclass
class _Dialect:
    separator: str
    spaced: bool
    quoted: bool = True


class _Rows:
    """Rows of a text file, with what is wrong with them noted on the way."""

    def __init__(self, dialect: _Dialect, out: Text) -> None:
        self.dialect, self.out = dialect, out
        self.is_broken = False
        self.reader: Any = None

    @property
    def line(self) -> int:
        """The line of the file that is being read, counted from 1."""
        return int(self.reader.line_num)

    def of(self, text: str, progress: Progress) -> Iterator[list[str]]:
        handle = io.StringIO(text, newline="")
        csv.field_size_limit(LONGEST_CELL)
        self.is_broken = BROKEN in text
        self.reader = reader = csv.reader(
            handle,
            delimiter=self.dialect.separator,
            skipinitialspace=self.dialect.spaced,
            quoting=csv.QUOTE_MINIMAL if self.dialect.quoted else csv.QUOTE_NONE,
        )
        head: list[list[str]] = []
        width = first = 0
        for number, row in enumerate(reader, 1):
            if (
                number == 1
                and len(row) <= 2
                and SEP_LINE.fullmatch(self.dialect.separator.join(row))
            ):
                row = []
            if width:
                yield self._checked(row, number, width, first)
            else:
                head.append(row)
                if number == headers.LOOKED_AT:
                    width, first = self._width(head)
                    yield from self._from_head(head, width, first)
            if number % 20_000 == 0:
                progress(0.1 + 0.75 * handle.tell() / max(1, len(text)), "reading")
        if not width:
            yield from self._from_head(head, *self._width(head))

    def _from_head(self, head: list[list[str]], width: int, first: int) -> Iterator[list[str]]:
        for number, row in enumerate(head, 1):
            yield self._checked(row, number, width, first)

    def _width(self, head: list[list[str]]) -> tuple[int, int]:
        """How many headings there are, and the first row of data, counted from 1."""
        rows, first = headers.propose(headers.top_of_texts(head))
        return max((_length(head[row - 1]) for row in rows), default=0), first

    def _checked(self, row: list[str], number: int, width: int, first: int) -> list[str]:
        length = _length(row)
        if self.is_broken and any(BROKEN in cell for cell in row):
            self.out.broken_rows.append(number)
        if number < first or length <= width:
            if number >= first and length > 0 and len(row) < width:
                self.out.short_rows.append(number)
            return row
        if self.dialect.separator == "," and len(again := _joined(row)) == width:
            self.out.joined.append(number)
            return again
        self.out.long_rows.append(number)
        return row


def _unquoted(rows: _Rows, text: str, progress: Progress) -> pa.Table:
    """As ``_taken``, where nothing is left to be done about a cell that does not end."""
    try:
        return _taken(rows, text, progress)
    except csv.Error as error:
        raise UploadRefused(
            _("A cell of the file holds more than {n} letters").format(
                n=texts.number(LONGEST_CELL)
            ),
            where=_("row {row}").format(row=texts.number(rows.line)),
            todo=_("Check the signs between the cells, or save the file as an XLSX workbook."),
        ) from error


def _taken(rows: _Rows, text: str, progress: Progress) -> pa.Table:
    columns = Columns()
    for count, row in enumerate(rows.of(text, progress)):
        if len(row) > MAX_COLUMNS:
            row = row[: _length(row)]
        if len(row) > MAX_COLUMNS or count % 10_000 == 0:
            too_large(count, len(row))
        columns.add((row,))
    return columns.table()


def _length(row: Sequence[str]) -> int:
    """Cells of a row; empty ones at its end do not count."""
    for count in range(len(row), 0, -1):
        if row[count - 1].strip():
            return count
    return 0


def _joined(row: Sequence[str]) -> list[str]:
    """A row put together where a comma was followed by a space: there it stood inside a text."""
    out: list[str] = []
    for cell in row:
        if out and cell.startswith(" "):
            out[-1] += f",{cell}"
        else:
            out.append(cell)
    return out
