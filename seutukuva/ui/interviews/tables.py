"""Tables of interview results: the same figures on the page and, as numbers, in the files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, texts
from seutukuva.interviews.told import WaveResults
from seutukuva.ui import sheets
from seutukuva.ui.interviews import choosing, names
from seutukuva.ui.sheets import Cell, Line, Sheet
from seutukuva.ui.takeaway import take_away_table


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its values for files, and the texts of them on the page.

    `is_below`: stands under the first column's text on the page, for a telephone has no room.
    """

    heading: str
    values: Sequence[float | str | None]
    shown: Sequence[str]
    is_number: bool = True
    is_below: bool = False


def of_texts(heading: str, texts_: Sequence[str], *, is_below: bool = False) -> Column:
    """A column of texts."""
    return Column(heading, texts_, texts_, is_number=False, is_below=is_below)


def of_numbers(
    heading: str,
    values: Sequence[float | None],
    decimals: int = 0,
    unit: str = "",
    *,
    signed: bool = False,
) -> Column:
    """A column of figures of one unit; a dash where there is none."""
    speak = texts.language()
    shown = [
        "–"
        if value is None
        else formats.value_with_unit(value, decimals, unit, speak, signed=signed)
        for value in values
    ]
    return Column(heading, values, shown)


def put(
    key: str,
    title: str,
    columns: Sequence[Column],
    results: WaveResults,
    notes: Sequence[str],
    by: str = "",
) -> None:
    """A table with its notes and its files.

    Args:
        key: unlike any other on the page, and the end of the files' name.
        by: what the figures are grouped by, "" without.
        columns: the first one has the name of each row; a repeated one is told once to the eye.
        notes: sentences below the table.
    """
    found = definitions.load()
    round_key = choosing.key(results.wave, results.is_demonstration)
    st.html(sheets.html(_sheet(title, columns)))
    if notes:
        st.caption(" ".join(notes))
    take_away_table(
        key=f"interviews_{key}",
        title=title,
        subtitle=names.scope(results),
        place=found.areas[found.programme.subregion].name[texts.language()],
        values=_frame(columns, [one.values for one in columns]),
        shown=_frame(columns, [one.shown for one in columns]),
        alternative=title,
        notes=[*notes, *names.about(results)],
        file_name=f"interviews_{round_key}_{key}_{by}",
    )


def _frame(columns: Sequence[Column], filled: Sequence[Sequence[object]]) -> pd.DataFrame:
    parts = [pd.Series(list(one), dtype=object) for one in filled]
    frame = pd.concat(parts, axis=1)
    frame.columns = pd.Index([one.heading for one in columns])
    return frame


def _sheet(title: str, columns: Sequence[Column]) -> Sheet:
    first, *others = columns
    below = next((one for one in others if one.is_below), None)
    beside = [one for one in others if not one.is_below]
    heads = tuple(
        sheets.text(one.heading, css="" if one.is_number else "sk-words")
        for one in (first, *beside)
    )
    lines = []
    for at, name in enumerate(first.shown):
        is_again = at > 0 and name == first.shown[at - 1] and below is None
        header = _again(name) if is_again else sheets.text(name, below.shown[at] if below else "")
        cells = tuple(
            sheets.text(one.shown[at], css="sk-number" if one.is_number else "") for one in beside
        )
        lines.append(Line(header, cells))
    return Sheet(title, heads, tuple(lines), "sk-figures sk-answers")


def _again(name: str) -> Cell:
    """A name that stands in the row above: for those who hear the table."""
    return Cell(f'<span class="sk-unseen">{sheets.escape(name)}</span>')
