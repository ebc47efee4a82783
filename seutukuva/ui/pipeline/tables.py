"""A table of the pipeline with its panel: what is shown is what is taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from seutukuva.ui import sheets
from seutukuva.ui.takeaway import table_taken, take_away


def shown(
    title: str,
    told: str,
    columns: Sequence[str],
    lines: Sequence[sheets.Line],
    taken: Mapping[str, Sequence[Any]],
    key: str,
    notes: Sequence[str] = (),
) -> None:
    """Show a table, stacked where the screen is narrow, and let it be taken away.

    Args:
        told: the table in a sentence.
        columns: headings, the row header's first.
        taken: values by heading; may hold more than is shown.
        key: unlike any other on the page; also the file's name, with dashes.
    """
    heads = tuple(map(sheets.text, columns))
    sheets.show([sheets.Sheet(told, heads, tuple(lines), css="sk-needs")])
    take_away(
        lambda: table_taken(
            title=title,
            values=pd.DataFrame(dict(taken)),
            alternative=told,
            notes=tuple(notes),
            file_name=key.replace("_", "-"),
        ),
        key=key,
    )


def line(
    columns: Sequence[str], header: sheets.Cell, *words: str | tuple[str, str] | sheets.Cell
) -> sheets.Line:
    """A row of texts, each labelled with its column for narrow screens.

    Args:
        words: of each further column; a pair is a text with a smaller note.
    """
    cells: list[sheets.Cell] = []
    for label, said in zip(columns[1:], words, strict=True):
        if isinstance(said, sheets.Cell):
            cells.append(said)
            continue
        text, note = (said, "") if isinstance(said, str) else said
        cells.append(sheets.text(text, note, label=label))
    return sheets.Line(header, tuple(cells))
