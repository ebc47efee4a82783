"""Rows of a list whose texts were divided at their commas, put together again.

Nothing in such a file says which comma divides. What the fields hold does: a code and a fund at the
beginning, two days in the middle and money at the end take one cell each, and a text takes the
cells between them. Where several texts stand side by side, those that few values can fill (an
authority, a state) are known by the rows that came whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from etl.interviews.values import days

# More cells than this between two sure ones are no row of a list.
MOST_CELLS = 30
# Of a field with more different values, none says where it ends.
MOST_VALUES = 400
_NUMBER = re.compile(r"-?\d+(?:[ .]\d+)*|")
_CODE = re.compile(r"[^\W\d_]{0,4}\d[\w./-]*")
ONE_CELL = ("code", "day", "number", "currency")
# Whatever few rows say, the next one may say something else.
OPEN = ("name", "implementer")


@dataclass(frozen=True)
class Shape:
    """What the columns of a list hold, in their order.

    ``types``: of the fields, "" for a column of none; ``values``: of a column with few different
    texts, those of the rows that came whole. ``is_strict``: no other text stands there; else a
    cell may hold another one, though not several cells together.
    """

    types: Sequence[str]
    values: Sequence[frozenset[str]]
    is_strict: bool = True

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.types)

    def fits(self, column: int, cells: Sequence[str]) -> bool:
        """Whether a cell, or several together, can stand in a column."""
        text = ",".join(cells)
        kind, plain = self.types[column], text.strip()
        if kind == "day":
            return not plain or days.read(plain).day is not None
        if kind == "number":
            return _NUMBER.fullmatch(plain) is not None
        if kind == "code":
            return _CODE.fullmatch(plain) is not None
        known = self.values[column]
        if not known or plain in known:
            return True
        # A priority is a digit, and no other text is one.
        is_alike = plain.isdecimal() == all(one.isdecimal() for one in known)
        return not self.is_strict and len(cells) == 1 and is_alike


def shape_of(types: Sequence[str], rows: Sequence[Sequence[str]]) -> Shape:
    """The shape that the rows of the right length show.

    Args:
        types: of the fields of the columns.
        rows: those that came whole.
    """
    values = []
    for column, kind in enumerate(types):
        is_told = kind not in (*ONE_CELL, *OPEN)
        found = {row[column].strip() for row in rows} if is_told else set()
        # Texts that are mostly different say nothing about the next one.
        is_closed = 0 < len(found) <= min(MOST_VALUES, max(1, len(rows) // 4))
        values.append(frozenset(found) if is_closed else frozenset())
    return Shape(tuple(types), tuple(values))


def joined(cells: Sequence[str], shape: Shape) -> list[str] | None:
    """A row with too many cells as one of the right length.

    Returns:
        None where it cannot be put together, or in more ways than one.
    """
    if not shape.width < len(cells) <= shape.width + MOST_CELLS:
        return None
    found = _ways(cells, shape) or _ways(cells, replace(shape, is_strict=False))
    return [",".join(cells[first:last]) for first, last in found] if found else None


def _ways(cells: Sequence[str], shape: Shape) -> list[tuple[int, int]] | None:
    """The one way to part the cells among the columns; none where there are none or several.

    ``ways[c][n]`` is in how many ways the columns from ``c`` on take the cells from ``n`` on; where
    it is one, ``steps`` says with which cell the column ends.
    """
    width, n = shape.width, len(cells)
    ways: list[Mapping[int, int]] = [{} for _column in range(width)] + [{n: 1}]
    steps: list[dict[int, int]] = [{} for _column in range(width)]
    for column in range(width - 1, -1, -1):
        counts: dict[int, int] = {}
        longest = 1 if shape.types[column] in ONE_CELL else n
        for first in range(column, min(n, column + n - width + 1)):
            for last in range(first + 1, min(n, first + longest) + 1):
                after = ways[column + 1].get(last, 0)
                if after and shape.fits(column, cells[first:last]):
                    counts[first] = counts.get(first, 0) + after
                    steps[column][first] = last
        ways[column] = counts
    if ways[0].get(0, 0) != 1:
        return None
    found, at = [], 0
    for column in range(width):
        found.append((at, steps[column][at]))
        at = steps[column][at]
    return found


def preferred(cells: Sequence[str], shape: Shape) -> list[str] | None:
    """As ``joined``, after the cells that begin with a space went to those before them.

    A comma that divides has no space after it, and one inside a text mostly has.
    """
    kept: list[str] = []
    for cell in cells:
        if kept and cell.startswith(" ") and cell.strip():
            kept[-1] += f",{cell}"
        else:
            kept.append(cell)
    if len(kept) == shape.width:
        fitting = all(shape.fits(column, [text]) for column, text in enumerate(kept))
        return kept if fitting else joined(cells, shape)
    return joined(kept, shape) or joined(cells, shape)
