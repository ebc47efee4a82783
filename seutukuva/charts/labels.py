"""Direct labels: where to break a long name, and how to keep labels from covering each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


def wrap(text: str, width: int) -> str:
    """`text` broken with line feeds at spaces and after dashes; a long word stays whole.

    A no-break space is never broken at.
    """
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and len(lines[-1]) + len(piece.rstrip(" ")) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.strip(" ") for line in lines)


def _pieces(text: str) -> list[str]:
    pieces, start = [], 0
    for at, sign in enumerate(text):
        if sign in " -–":
            pieces.append(text[start : at + 1])
            start = at + 1
    return [*pieces, text[start:]]


@dataclass(slots=True)
class _Block:
    """Labels that touch: `wish` is the mean of where each would like the pile to begin."""

    wish: float
    count: int


def spread(
    wishes: Sequence[float], extents: Sequence[float], low: float, high: float
) -> list[float]:
    """Middles of labels of the given extents, as near their wishes as they can be (least squares).

    None overlaps and all stay within low … high; where they do not fit at all they keep their
    distances and run over the high end. The order is that of the wishes.
    """
    order = sorted(range(len(wishes)), key=lambda index: wishes[index])
    before, total = [], 0.0  # extent of the labels below each one
    for index in order:
        before.append(total)
        total += extents[index]
    starts = _isotonic(
        [wishes[i] - extents[i] / 2 - below for i, below in zip(order, before, strict=True)]
    )
    last_start = max(low, high - total)
    middles = [0.0] * len(wishes)
    for index, below, start in zip(order, before, starts, strict=True):
        middles[index] = min(max(start, low), last_start) + below + extents[index] / 2
    return middles


def _isotonic(wishes: Sequence[float]) -> list[float]:
    """The non-decreasing sequence nearest to `wishes` (pool adjacent violators)."""
    blocks: list[_Block] = []
    for wish in wishes:
        blocks.append(_Block(wish, 1))
        while len(blocks) > 1 and blocks[-2].wish > blocks[-1].wish:
            last = blocks.pop()
            both = blocks[-1].count + last.count
            blocks[-1].wish = (blocks[-1].wish * blocks[-1].count + last.wish * last.count) / both
            blocks[-1].count = both
    return [block.wish for block in blocks for _ in range(block.count)]


def levels(spans: Sequence[tuple[float, float]]) -> list[int]:
    """Rows, from 0, for labels that reach from one place to another: none in a row overlap."""
    rows: list[list[tuple[float, float]]] = []
    result = []
    for left, right in spans:
        free = (
            at
            for at, row in enumerate(rows)
            if all(right <= start or left >= end for start, end in row)
        )
        row = next(free, len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((left, right))
        result.append(row)
    return result
