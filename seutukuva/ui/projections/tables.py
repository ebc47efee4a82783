"""Tables of numbers: texts on the page, numbers in what is taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva.ui import sheets
from seutukuva.ui.takeaway import take_away_table

# A cell as text on the page and as what is taken away.
Cell = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is about, where that leads, and its cells."""

    title: str
    cells: tuple[Cell, ...]
    address: str = ""


def put(
    title: str,
    key: str,
    columns: Sequence[str],
    rows: Sequence[Row],
    notes: Sequence[str] = (),
    **more: Any,
) -> None:
    """A table whose numbers stand under each other, its notes, and the same to take away.

    On a phone each row stands alone.

    Args:
        title: what it shows; the heading above it says it to those who see it.
        key: unlike any other on the page.
        columns: headings, the first that of the rows' titles.
        rows: at least one.
        more: as of `takeaway.table_taken`.
    """
    looks = ("", *(_look(value) or "sk-words" for _words, value in rows[0].cells))
    heads = tuple(sheets.text(name, css=css) for name, css in zip(columns, looks, strict=True))
    lines = tuple(_line(row, columns[1:]) for row in rows)
    sheets.put(sheets.html(sheets.Sheet(title, heads, lines, css="sk-figures sk-needs")))
    if notes:
        st.caption("  \n".join(notes))
    take_away_table(
        key=key,
        title=title,
        values=_frame(columns, rows, 1),
        shown=_frame(columns, rows, 0),
        notes=notes,
        **more,
    )


def _frame(columns: Sequence[str], rows: Sequence[Row], which: int) -> pd.DataFrame:
    return pd.DataFrame(
        [[row.title, *(cell[which] for cell in row.cells)] for row in rows], columns=list(columns)
    )


def _line(row: Row, columns: Sequence[str]) -> sheets.Line:
    head = sheets.text(row.title)
    if row.address:
        link = f'<a href="{sheets.escape(row.address)}" target="_self">{head.html}</a>'
        head = sheets.Cell(link)
    return sheets.Line(
        head,
        tuple(
            sheets.text(words, css=_look(value), label=label)
            for (words, value), label in zip(row.cells, columns, strict=True)
        ),
    )


def _look(value: Any) -> str:
    return "" if isinstance(value, str) else "sk-number"
