"""How marks look: a sign, a word and a colour that goes with them, the same on light and dark."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st

from seutukuva.charts import colours
from seutukuva.outlook.cells import Cell
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.outlook import names

_CSS = Path(__file__).with_name("marks.css")
CLASSES = {2: "sk-o2", 1: "sk-o1", 0: "sk-o0", -1: "sk-u1", -2: "sk-u2"}


def styles() -> None:
    """Put the marks' styles on the page, in the colours of the reader's theme; once a page."""
    palette = colours.PALETTES[sheets.theme()]
    grounds = {
        css.removeprefix("sk-"): palette.DIVERGING.get(score, palette.BAND)
        for score, css in CLASSES.items()
    }
    own = "".join(
        f"--sk-{name}:{colour};--sk-on-{name}:{colours.text_on(colour)};"
        for name, colour in grounds.items()
    )
    st.html(f"<style>:root{{{own}}}{_CSS.read_text(encoding='utf-8')}</style>")


def css(cell: Cell | None) -> str:
    """The colour of a cell."""
    return "sk-none" if cell is None else CLASSES[cell.colour]


def mark(cell: Cell | None, *, is_short: bool = False, label: str = "") -> sheets.Cell:
    """A cell of a sheet: the sign, and the word below it; where it is short, for the ear alone.

    Args:
        label: what the cell is of, on a narrow screen where column heads are gone.
    """
    sign, words = names.of_cell(cell), names.cell_words(cell)
    if cell is not None and cell.n > 1:
        words = _("{words}, {n} groups").format(words=words, n=cell.n)
    if is_short:
        spoken = f'<b role="img" aria-label="{escape(words)}">{escape(sign)}</b>'
        return sheets.Cell(spoken, css(cell), label)
    return sheets.Cell(f"<b>{escape(sign)}</b><small>{escape(words)}</small>", css(cell), label)


def signed(score: int) -> str:
    """A mark with its words on its colour; HTML."""
    return f'<span class="sk-sign {CLASSES[score]}">{escape(names.marked(score))}</span>'


def legend() -> None:
    """What the marks mean: under every picture of them."""
    scale = ", ".join(names.marked(one) for one in (2, 1, 0, -1, -2))
    st.caption(
        _(
            "{scale}. A plus is always good: when unemployment grows, the mark is −. A mark tells "
            "direction, not level, so areas are not compared by it."
        ).format(scale=scale)
    )
