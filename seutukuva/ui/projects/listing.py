"""Tables of a project's page: texts with smaller notes below, on a phone one below the other."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from seutukuva.ui import sheets
from seutukuva.ui.takeaway import take_away_table

# A text and what stands below it, smaller.
Cell = tuple[str, str]


def listed(
    key: str,
    title: str,
    told: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    numbers: Sequence[str] = (),
) -> None:
    """A table with a panel to take it away.

    Args:
        key: unlike any other on the page; also the file's name.
        told: the table in a sentence.
        columns: headings, the row header's first.
        numbers: the columns that hold figures.
    """

    def css(column: str) -> str:
        return "sk-number" if column in numbers else ""

    lines = tuple(
        sheets.Line(
            sheets.text(*row[0]),
            tuple(
                sheets.text(words, note, css(column), label=column)
                for column, (words, note) in zip(columns[1:], row[1:], strict=True)
            ),
        )
        for row in rows
    )
    heads = tuple(sheets.text(column, css=css(column)) for column in columns)
    sheets.show([sheets.Sheet(told, heads, lines, css="sk-needs")])
    taken = {column: [_whole(row[at]) for row in rows] for at, column in enumerate(columns)}
    take_away_table(
        key=key,
        title=title,
        values=pd.DataFrame(taken),
        alternative=told,
        file_name=key.replace("_", "-"),
    )


def _whole(cell: Cell) -> str:
    words, note = cell
    return f"{words} ({note})" if note else words
