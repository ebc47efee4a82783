"""Rows of marks by theme and horizon: of areas, groups or rounds, on the page and in files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from seutukuva import definitions
from seutukuva.outlook.cells import Cell, Key
from seutukuva.ui import sheets
from seutukuva.ui.outlook import drawn, names
from seutukuva.ui.takeaway import take_away_table


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its name, and its cells by theme and horizon."""

    name: str
    cells: Mapping[tuple[str, str], Cell]


def of_area(found: Mapping[Key, Cell], area: str) -> dict[tuple[str, str], Cell]:
    """The cells of one area, by theme and horizon."""
    return {(theme, horizon): cell for (own, theme, horizon), cell in found.items() if own == area}


def show(rows: Sequence[Row], first: str, told: str, *, key: str, css: str = "") -> None:
    """The rows as a table with a sign in each cell, whose words are for the ear.

    Args:
        first: what the rows are.
        told: the table in a sentence.
        key: of the panel under it.
    """
    columns = definitions.load().outlook.cells
    heads = (
        sheets.text(first),
        *(sheets.text(names.short_theme(t), names.short_horizon(h)) for t, h in columns),
    )
    lines = tuple(
        sheets.Line(
            sheets.text(row.name),
            tuple(drawn.mark(row.cells.get(one), is_short=True) for one in columns),
        )
        for row in rows
    )
    sheets.show([sheets.Sheet(told, heads, lines, css=f"sk-outlook sk-matrix {css}".strip())])
    taken: dict[str, list[Any]] = {first: [row.name for row in rows]}
    for theme, horizon in columns:
        head = f"{names.short_theme(theme)}, {names.short_horizon(horizon)}"
        taken[head] = [names.cell_words(row.cells.get((theme, horizon))) for row in rows]
    take_away_table(key=key, title=told, values=pd.DataFrame(taken), alternative=told)
