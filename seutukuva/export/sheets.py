"""XLSX: a workbook that reads well with eyes and with a screen reader.

The pattern of the UK Government Analysis Function for spreadsheets: one table a sheet, beginning
in column A under its title and notes; no merged, coloured or empty cells; what is unavailable
has a sign in square brackets; notes and codes have sheets of their own. No text becomes a
formula or a link, wherever it came from.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from functools import lru_cache
from textwrap import wrap
from typing import Any

import xlsxwriter

from seutukuva import formats, texts
from seutukuva.export.citations import citation, origin_line
from seutukuva.export.takeaway import (
    TOLD_BY_SIGN,
    WITHOUT_VALUE,
    Cell,
    Code,
    TakeAway,
    sign,
    sign_told,
    sign_words,
    unlike,
)

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST_TEXT = 32_767  # of a cell
_NARROWEST, _WIDEST = 8, 42  # characters of a column
_NOTE_WIDTH = 100
_LINE_HEIGHT, _HIGHEST = 15, 409  # points of a line of the usual letters, and of any row
_MOST_SOURCES = 2
_YEAR = re.compile(r"\d{4}")
Grid = list[list["float | str"]]
# Cell formats by their properties: a workbook has each once.
Styles = dict[tuple[tuple[str, Any], ...], Any]


def xlsx(take: TakeAway) -> bytes:
    """The workbook: the table, notes, codes."""
    _ = texts.translator(take.language)
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as workbook:
        workbook.set_properties(
            {
                "title": take.title,
                "subject": take.subtitle,
                "author": "Seutukuva",
                "comments": citation(take),
            }
        )
        workbook.set_custom_property("Language", take.language)
        figures(Sheet(workbook, _("Table")), take)
        _notes(Sheet(workbook, _("Notes")), take)
        codes(Sheet(workbook, _("Codes")), take.codes, take.language)
    return written.getvalue()


def sentence(text: str, language: str) -> bytes:
    """A workbook that only says why the one asked for could not be made."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, OPTIONS) as workbook:
        sheet = Sheet(workbook, texts.translator(language)("Notes"))
        sheet.line(text, text_wrap=True, valign="top")
        sheet.widths([_NOTE_WIDTH])
    return written.getvalue()


class Sheet:
    """A worksheet with its lead lines, and under them the one table."""

    def __init__(self, workbook: Any, name: str, styles: Styles | None = None) -> None:
        self._workbook = workbook
        # Excel allows 31 characters and none of these; a name could come from a translation.
        self._sheet = workbook.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:31])
        self._row = 0
        self._formats: Styles = {} if styles is None else styles
        self._wrapping: list[tuple[int, int, str]] = []

    def style(self, **properties: Any) -> Any:
        """A cell format, each made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(properties)
        return self._formats[key]

    def line(self, text: str, **properties: Any) -> None:
        """A line above the table; an empty text makes none."""
        if text:
            style = self.style(**properties)
            self._text(self._row, 0, _cut(text), style)
            self._row += 1

    def _text(self, down: int, across: int, text: str, style: Any) -> None:
        self._sheet.write_string(down, across, text, style)
        if style.text_wrap:
            self._wrapping.append((down, across, text))

    def table(self, headings: Sequence[str], rows: Grid, styles: list[list[Any]]) -> None:
        """The table, marked as one and with its heading always in view."""
        names = unlike(headings)
        first, last = self._row, self._row + max(len(rows), 1)
        wrapped = self.style(bold=True, text_wrap=True, valign="top")
        self._sheet.add_table(
            first,
            0,
            last,
            len(names) - 1,
            {
                "columns": [{"header": name, "header_format": wrapped} for name in names],
                "style": None,
                "autofilter": False,
            },
        )
        self._wrapping += [(first, across, name) for across, name in enumerate(names)]
        for down, (row, row_styles) in enumerate(zip(rows, styles, strict=True), start=first + 1):
            for across, (value, style) in enumerate(zip(row, row_styles, strict=True)):
                if value == "":
                    self._sheet.write_blank(down, across, None, style)
                elif isinstance(value, str):
                    self._text(down, across, _cut(value), style)
                else:
                    self._sheet.write_number(down, across, value, style)
        self._sheet.freeze_panes(first + 1, 0)
        self._sheet.repeat_rows(first)

    def widths(self, widths: Sequence[int]) -> None:
        """Column widths in characters, and rows as high as their texts then are."""
        for at, width in enumerate(widths):
            self._sheet.set_column(at, at, width)
        # Excel would do so by itself, LibreOffice prints the lines over each other.
        for down, lines in _lines(self._wrapping, widths).items():
            self._sheet.set_row(down, min(lines * _LINE_HEIGHT, _HIGHEST))

    def for_print(self, *, landscape: bool) -> None:
        """A4, as wide as the paper."""
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)
        if landscape:
            self._sheet.set_landscape()


def _lines(wrapping: Sequence[tuple[int, int, str]], widths: Sequence[int]) -> dict[int, int]:
    """How many lines each row has whose texts do not stand on one."""
    found: dict[int, int] = {}
    for down, across, text in wrapping:
        width = widths[across]
        if len(text) > width or "\n" in text:
            lines = sum(len(wrap(one, width)) or 1 for one in text.splitlines())
            found[down] = max(found.get(down, 1), lines)
    return found


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else text[: _LONGEST_TEXT - 1] + "…"


def figures(sheet: Sheet, take: TakeAway) -> None:
    """The table of what is taken, under its title, signs and sources."""
    _ = texts.translator(take.language)
    sheet.line(take.title, bold=True, font_size=14)
    sheet.line(", ".join(part for part in (take.place, take.subtitle) if part))
    sheet.line(_signs_told(take))
    for line in _sources(take):
        sheet.line(line)
    if take.version:
        version = _("Seutukuva, data version {version}, retrieved {date}")
        sheet.line(version.format(version=take.version, date=take.taken))
    marked = [_needs_column(take.statuses(at)) for at in range(len(take.columns))]
    years = [_is_years([row[at] for row in take.rows]) for at in range(len(take.columns))]
    headings = take.headings(marked)
    rows: Grid = []
    styles: list[list[Any]] = []
    for cells in take.rows:
        written = [
            one
            for cell, has_status, is_year in zip(cells, marked, years, strict=True)
            for one in _written(cell, sheet, take.language, has_status, is_year)
        ]
        rows.append([value for value, _style in written])
        styles.append([style for _value, style in written])
    sheet.table(headings, rows, styles)
    sheet.widths(_widths(headings, [[str(value) for value in row] for row in rows]))
    sheet.for_print(landscape=len(headings) > 5)


def _sources(take: TakeAway) -> list[str]:
    """One or two sources whole; more would push the table off the screen."""
    _ = texts.translator(take.language)
    if len(take.origins) > _MOST_SOURCES:
        return [_("The sources, their dates and licences are on the sheet of notes.")]
    lines = (origin_line(origin, take.language) for origin in take.origins)
    return [_("Source: {attribution}").format(attribution=line) for line in lines]


def _written(
    cell: Cell, sheet: Sheet, language: str, has_status: bool, is_year: bool
) -> list[tuple[float | str, Any]]:
    """The value with its style, and after it, where its column has one, the status."""
    shown: tuple[float | str, Any]
    if is_year:
        shown = float(cell.shown), sheet.style(num_format="0", align="left")
    elif cell.is_number:
        shown = float(cell.value or 0.0), sheet.style(num_format=number_format(cell, language))
    elif cell.status:
        shown = sign(cell.status), sheet.style(align="right")
    else:
        shown = cell.shown, sheet.style(text_wrap=True, valign="top")
    if not has_status:
        return [shown]
    return [shown, (sign_told(cell.status, language), sheet.style())]


def number_format(cell: Cell, language: str) -> str:
    """The number format that shows a number as the page does: decimals, thousands, plus and unit.

    Taken from the text on the page, so that no table has to say it twice.
    """
    is_below = cell.is_number and float(cell.value or 0.0) < 0
    return _pattern(cell.shown, cell.status, is_below, language)


@lru_cache(maxsize=32)
def _printed(language: str) -> re.Pattern[str]:
    gap, point = (re.escape(formats.number(one, 1, language)[1]) for one in (1000, 0.1))
    return re.compile(rf"[+\u2212-]?\d+(?:{gap}\d{{3}})*(?:{point}(\d+))?")


@lru_cache(maxsize=4096)
def _pattern(shown: str, status: str, is_below: bool, language: str) -> str:
    found = _printed(language).match(shown)
    if not found:
        return "General"
    decimals = len(found[1] or "")
    marks = (formats.status_mark(one) for one in status.split() if one in formats.VALUED)
    unit = shown[found.end() :].removesuffix("".join(marks)).replace('"', "")
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "") + (f'"{unit}"' if unit else "")
    if shown.startswith("+"):
        return f"+{pattern};-{pattern};{pattern}"
    # What rounds to zero has no sign; a spreadsheet would give it one.
    return f"{pattern};{pattern}" if is_below and found[0][0].isdigit() else pattern


def _needs_column(statuses: set[str]) -> bool:
    """True where a sign in the cell itself would not tell all."""
    return bool(statuses - set(TOLD_BY_SIGN))


def _is_years(column: Sequence[Cell]) -> bool:
    return bool(column) and all(
        isinstance(cell.value, str) and cell.value == cell.shown and _YEAR.fullmatch(cell.value)
        for cell in column
    )


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    widths = []
    for at, name in enumerate(headings):
        longest_word = max((len(word) for word in name.split()), default=0)
        longest = max([longest_word, *(len(row[at]) for row in rows)])
        widths.append(min(max(longest + 2, _NARROWEST), _WIDEST))
    return widths


def _signs_told(take: TakeAway) -> str:
    """The signs that occur, in one line."""
    found = {status for at in range(len(take.columns)) for status in take.statuses(at)}
    ordered = [*formats.VALUED[1:], "unreliable", *WITHOUT_VALUE]
    told = [sign_told(one, take.language) for one in ordered if one in found]
    _ = texts.translator(take.language)
    return _("Signs: {signs}.").format(signs="; ".join(told)) if told else ""


def _notes(sheet: Sheet, take: TakeAway) -> None:
    _ = texts.translator(take.language)
    facts = [
        (_("Title"), take.title),
        (_("Area"), take.place),
        (_("Contents"), take.subtitle),
        (_("In words"), take.alternative),
        *((_("Note"), note) for note in take.notes),
        *((_("Event"), event) for event in take.events if event not in take.notes),
    ]
    for origin in take.origins:
        facts += [
            (_("Source"), ", ".join(part for part in (origin.attribution, origin.table) if part)),
            (_("Address"), origin.address),
            (_("Updated by the producer"), origin.updated),
            (_("Fetched"), origin.fetched),
            (_("Licence"), f"{origin.licence} {origin.licence_address}".strip()),
        ]
    facts += [
        (_("Data version"), take.version),
        (_("Retrieved"), take.taken),
        (_("Link"), take.link),
        (_("Citation"), citation(take)),
    ]
    sheet.line(_("Notes"), bold=True, font_size=14)
    rows: Grid = [[name, text] for name, text in facts if text]
    wrapped = sheet.style(text_wrap=True, valign="top")
    sheet.table([_("Subject"), _("Text")], rows, [[wrapped, wrapped]] * len(rows))
    sheet.widths([28, _NOTE_WIDTH])
    sheet.for_print(landscape=False)


def codes(sheet: Sheet, every: Sequence[Code], language: str) -> None:
    """What signs in cells, and codes of areas and indicators, stand for."""
    _ = texts.translator(language)
    kinds = {"area": _("Area"), "indicator": _("Indicator")}
    meanings: dict[str, list[str]] = {}
    for status in (*formats.VALUED[1:], "unreliable", *WITHOUT_VALUE):
        meanings.setdefault(sign(status), []).append(sign_words(status, language))
    rows: Grid = [[_("Sign"), mark, "; ".join(words)] for mark, words in meanings.items()]
    rows += [[kinds[code.kind], code.code, code.name] for code in every]
    sheet.line(_("Codes"), bold=True, font_size=14)
    plain = sheet.style(valign="top")
    sheet.table([_("Kind"), _("Code"), _("Meaning")], rows, [[plain] * 3] * len(rows))
    sheet.widths([16, 34, 60])
    sheet.for_print(landscape=False)
