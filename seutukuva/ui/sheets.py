"""Tables of figures as accessible HTML: row and column headers, marks and small drawings in cells.

Streamlit's own tables hold text only; here a cell may hold a drawing. Every text is escaped, and
nothing in it comes from outside this program except through that escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import streamlit as st

from seutukuva import texts
from seutukuva.charts import cells, colours, render_panels

_VARIABLE = re.compile(r"var\(--sk-([a-z]+),[^)]*\)")
_SIZE = re.compile(r'\b(width|height)="([\d.]+)"')
_LABEL = re.compile(r'aria-label="([^"]*)"')
_DRAWING = re.compile(r"<svg .*?</svg>", re.DOTALL)
# Lines keep their width in a panel that is stretched to its place.
_PANEL_PARTS = "path{fill:none;vector-effect:non-scaling-stroke}rect{fill:transparent}"
# What may stand in an address as it is; the rest is written as %xx.
_PLAIN = " =:/'();,.-+*!"
# The same for ASCII, which nearly every drawing is, in half the time.
_CODED = {code: quote(chr(code), safe=_PLAIN) for code in range(128)}
_CSS = Path(__file__).with_name("sheets.css")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a sheet; ``html`` is safe already, as ``text`` makes it."""

    html: str
    css: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its header and its cells."""

    header: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: what it shows in words, column headers with the row header's first, and rows."""

    caption: str
    columns: tuple[Cell, ...]
    lines: tuple[Line, ...] = field(default=(), repr=False)
    css: str = ""


def text(words: str, note: str = "", css: str = "", label: str = "") -> Cell:
    """A cell of text, with a smaller note below."""
    small = f"<small>{escape(note)}</small>" if note else ""
    return Cell(f"{escape(words)}{small}", css, label)


def link_to_indicator(indicator_id: str, area_id: str, title: str, note: str = "") -> Cell:
    """A cell with an indicator's name, which leads to its own page."""
    address = urlencode({"indicator": indicator_id, "area": area_id, "lang": texts.language()})
    small = f"<small>{escape(note)}</small>" if note else ""
    return Cell(f'<a href="indicator?{escape(address)}" target="_self">{escape(title)}</a>{small}')


def picture(svg: str, words: str = "", css: str = "") -> str:
    """A small drawing of ``charts.cells`` as an image with its words.

    Streamlit takes SVG elements out of a page's HTML, images stay. An image does not know the
    page's colours, so they are written into it, with the rules that its parts rely on.
    """
    palette = _variables(theme())
    drawn = _VARIABLE.sub(lambda match: palette[match[1]], svg)
    head = drawn[: drawn.find(">")]
    size = "".join(f' {name}="{value}"' for name, value in _SIZE.findall(head))
    if css:
        start = len(head) + 1
        drawn = f"{drawn[:start]}<style>{css}</style>{drawn[start:]}"
    address = drawn.translate(_CODED) if drawn.isascii() else quote(drawn, safe=_PLAIN)
    return f'<img alt="{escape(words)}"{size} src="data:image/svg+xml,{address}">'


@lru_cache(maxsize=2)
def _variables(name: colours.ThemeName) -> dict[str, str]:
    return cells.variables(colours.PALETTES[name])


def with_pictures(body: str) -> str:
    """Panels of small multiples whose SVG elements are images, each with the words of its label."""

    def one(match: re.Match[str]) -> str:
        label = _LABEL.search(match[0][: match[0].find(">")])
        return picture(match[0], unescape(label[1]) if label else "", _PANEL_PARTS)

    return _DRAWING.sub(one, body)


def theme() -> colours.ThemeName:
    """The reader's theme; part of what a made table depends on."""
    return "dark" if st.context.theme.type == "dark" else "light"


def html(sheet: Sheet) -> str:
    """The sheet as HTML."""
    columns = "".join(
        f'<th scope="col"{_classed(column.css)}>{column.html}</th>' for column in sheet.columns
    )
    lines = "".join(_line(line) for line in sheet.lines)
    return (
        f'<div class="sk-scroll" role="region" tabindex="0" aria-label="{escape(sheet.caption)}">'
        f'<table class="sk-sheet {sheet.css}"><caption>{escape(sheet.caption)}</caption>'
        f"<thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def show(sheets: Iterable[Sheet]) -> None:
    """Put sheets on the page, one below the other."""
    put("".join(html(sheet) for sheet in sheets))


def put(body: str) -> None:
    """Put made HTML on the page; its styles come with the page, see ``styles``."""
    st.html(_Made(body))


def styles() -> None:
    """Put the styles of all sheets and panels on the page, in the colours of the reader's theme.

    Once a page: with every table they would be a third of all that a page sends.
    """
    st.html(_Made(f"<style>{_style(theme())}</style>"))


@dataclass(frozen=True, slots=True)
class _Made:
    """HTML as it is to be sent: from a plain text Streamlit would first take indents away."""

    body: str

    def _repr_html_(self) -> str:
        return self.body


def _line(line: Line) -> str:
    return f'<tr><th scope="row">{line.header.html}</th>{_cells(line.cells)}</tr>'


def _cells(row: Sequence[Cell]) -> str:
    return "".join(
        f"<td{_classed(cell.css)}{_labelled(cell.label)}>{cell.html}</td>" for cell in row
    )


def _classed(css: str) -> str:
    return f' class="{css}"' if css else ""


def _labelled(label: str) -> str:
    # On a phone each cell stands below the other and says itself what it is.
    return f' data-label="{escape(label)}"' if label else ""


@lru_cache(maxsize=2)
def _style(name: colours.ThemeName) -> str:
    palette = colours.PALETTES[name]
    low, middle, high = palette.DIVERGING[-1], palette.BACKGROUND, palette.DIVERGING[1]
    values = {
        "page": palette.BACKGROUND,
        "low": low,
        "on-low": colours.text_on(low),
        "middle": middle,
        "on-middle": palette.TEXT,
        "high": high,
        "on-high": colours.text_on(high),
    }
    own = "".join(f"--sk-{key}:{value};" for key, value in values.items())
    return f":root{{{own}}}{render_panels.panel_style(name)}{_CSS.read_text(encoding='utf-8')}"
