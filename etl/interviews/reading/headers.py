"""Which rows of a sheet are its headings, and what each column is called.

Above the headings there may be titles, below them blank rows; headings may take two or three rows,
where a title stands over several columns. What is found is a proposal that an analyst can change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.interviews.reading.cells import EMPTY, TEXT
from seutukuva import formats

LOOKED_AT = 60  # rows of a sheet, from its first
MOST_ROWS = 3
# A row with fewer of the columns filled is a title, or a row of group titles.
FILLED = 0.6
MOSTLY = 0.75
ALL_WORDS = 0.9
JOIN = " – "
FIGURE = re.compile(
    r"[-+−]?\d[\d\s.,]*%?|\d{1,2}\.\d{1,2}\.\d{2,4}.*|\d{4}-\d{2}-\d{2}.*", re.DOTALL
)

Merge = tuple[int, int, int, int]  # first row, first column, last row, last column; from 0


@dataclass(frozen=True, slots=True)
class Top:
    """The first rows of a sheet; ``kinds`` as in ``cells``."""

    texts: Sequence[Sequence[str]]
    kinds: Sequence[Sequence[int]]
    merges: Sequence[Merge] = ()

    def filled(self, row: int) -> int:
        """How many cells of a row hold more than spaces."""
        return sum(1 for text in self.texts[row] if text.strip())

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell holds more than spaces."""
        cells = self.texts[row]
        return column < len(cells) and bool(cells[column].strip())

    def is_words(self, row: int, share: float = 0.7) -> bool:
        """Whether at least this share of a row's cells are words, not figures or dates."""
        cells = [
            (text, kind)
            for text, kind in zip(self.texts[row], self.kinds[row], strict=True)
            if text.strip()
        ]
        words = [
            text for text, kind in cells if kind == TEXT and not FIGURE.fullmatch(text.strip())
        ]
        return len(words) >= share * len(cells) > 0


def top_of_texts(rows: Sequence[Sequence[str]]) -> Top:
    """The first rows of a file that holds nothing but text."""
    return Top(rows, [[TEXT if text else EMPTY for text in row] for row in rows])


def propose(top: Top) -> tuple[tuple[int, ...], int]:
    """The rows that hold the headings, and the first row of data.

    Returns:
        Rows counted from 1; no headings and row 1 where the sheet is empty.
    """
    rows = [row for row in range(len(top.texts)) if top.filled(row)]
    if not rows:
        return (), 1
    main = _main_row(top, rows)
    found = [*_above(top, main), main]
    found += _below(top, found)
    last = max(found)
    after = next((row for row in rows if row > last), last + 1)
    return tuple(row + 1 for row in sorted(found)), after + 1


def headings(top: Top, rows: Sequence[int], columns: int) -> list[str]:
    """What the columns are called, each differently.

    Args:
        rows: those of the headings, counted from 1.
        columns: how many columns there are.
    """
    lines = [_line(top, row - 1, rows, columns) for row in rows if 0 < row <= len(top.texts)]
    names: list[str] = []
    for column in range(columns):
        parts: list[str] = []
        for line in lines:
            if line[column] and line[column] not in parts:
                parts.append(line[column])
        # A column without a heading goes by its letter, in every language the same.
        names.append(JOIN.join(parts) or f"({formats.column_letters(column + 1)})")
    return _distinct(names)


def _main_row(top: Top, rows: Sequence[int]) -> int:
    """The first row that is about as full as the sheet is wide."""
    fills = sorted(top.filled(row) for row in rows)
    width = fills[min(len(fills) - 1, int(0.9 * len(fills)))]
    first = next((row for row in rows if _may_name(top, row, width)), rows[0])
    if top.filled(first) >= MOSTLY * width:
        return first
    # A fuller row of words right below, with figures below it, is what the columns are called.
    for row in range(first + 1, min(first + MOST_ROWS, len(top.texts) - 1)):
        is_last = top.filled(row + 1) > 0 and not top.is_words(row + 1, ALL_WORDS)
        if top.is_words(row, ALL_WORDS) and is_last and top.filled(row) > top.filled(first):
            return row
    return first


def _may_name(top: Top, row: int, width: int) -> bool:
    """Whether a row may be what the columns are called: full enough, or words with gaps."""
    filled = top.filled(row)
    return filled >= FILLED * width or (filled >= max(2, width / 2) and top.is_words(row))


def _above(top: Top, main: int) -> list[int]:
    """Rows of group titles right above, each over some of the columns."""
    found: list[int] = []
    for row in range(main - 1, max(-1, main - MOST_ROWS), -1):
        spans = [merge for merge in _spans(top, row) if merge[3] > merge[1]]
        starts = top.holds(row, 0) and top.filled(row) == 1
        if starts or not (top.filled(row) >= 2 or spans) or not top.is_words(row):
            break
        found.append(row)
    return found


def _below(top: Top, found: Sequence[int]) -> list[int]:
    """Rows that headings reach down to, by merged cells or by filling what was left open."""
    main = max(found)
    ends = [merge[2] for row in found for merge in _spans(top, row) if merge[2] > merge[0]]
    if ends and any(top.filled(row) for row in range(max(ends) + 1, len(top.texts))):
        return [row for row in range(main + 1, max(ends) + 1) if top.filled(row)]
    below = main + 1
    if below + 1 >= len(top.texts) or not top.filled(below) or not top.is_words(below):
        return []
    is_over = any(merge[3] > merge[1] for merge in _spans(top, main))
    return [below] if is_over or _completes(top, main, below) else []


def _completes(top: Top, main: int, below: int) -> bool:
    """Whether a row fills just the columns that the headings left open.

    The title of a group stands over its first column, so that one may be filled in both.
    """
    width = max(len(top.texts[main]), len(top.texts[below]))
    open_columns = {column for column in range(width) if not top.holds(main, column)}
    filled = {column for column in range(width) if top.holds(below, column)}
    open_columns &= set(range(max(filled) + 1))
    starts = {column - 1 for column in open_columns}
    return (
        bool(open_columns)
        and open_columns <= filled
        and filled <= open_columns | starts
        and len(filled) < width
    )


def _spans(top: Top, row: int) -> list[Merge]:
    return [merge for merge in top.merges if merge[0] == row]


def _line(top: Top, row: int, rows: Sequence[int], columns: int) -> list[str]:
    """A row of headings, its titles filled over the columns that they stand for."""
    cells = [" ".join(text.split()) for text in top.texts[row][:columns]]
    cells += [""] * (columns - len(cells))
    merged = [merge for merge in top.merges if merge[0] <= row <= merge[2]]
    for first_row, first, _last_row, last in merged:
        if first_row + 1 not in rows and first_row != row:
            continue
        title = _text(top, first_row, first)
        for column in range(first, min(last + 1, columns)):
            cells[column] = cells[column] or title
    if row + 1 != max(rows) and not any(last > first for _r, first, _l, last in merged):
        _fill_right(top, row, rows, cells)
    return cells


def _fill_right(top: Top, row: int, rows: Sequence[int], cells: list[str]) -> None:
    """A group's title that was not merged stands for the open columns right of it.

    It ends where another title begins, in its own row or in one above. A title that the next row
    repeats is the column's own.
    """
    upper = [other - 1 for other in rows if other - 1 < row]
    lower = [other - 1 for other in rows if other - 1 > row]
    title = ""
    for column in range(len(cells)):
        if cells[column]:
            below = [_text(top, other, column) for other in lower]
            title = cells[column] if any(below) and cells[column] not in below else ""
        elif any(top.holds(other, column) for other in upper):
            title = ""
        elif title and any(top.holds(other, column) for other in lower):
            cells[column] = title
        else:
            title = ""


def _text(top: Top, row: int, column: int) -> str:
    cells = top.texts[row] if row < len(top.texts) else ()
    return " ".join(cells[column].split()) if column < len(cells) else ""


def _distinct(names: Sequence[str]) -> list[str]:
    taken: set[str] = set(names)
    seen: set[str] = set()
    out = []
    for name in names:
        free, number = name, 1
        while free in seen or (number > 1 and free in taken):
            number += 1
            free = f"{name} ({number})"
        seen.add(free)
        out.append(free)
    return out
