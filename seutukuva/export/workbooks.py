"""XLSX of several tables: a sheet of contents, a sheet a table, then notes, sources and codes.

Every sheet follows the pattern of `sheets`: one table, no formulas, numbers as numbers.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from seutukuva import texts
from seutukuva.export import sheets
from seutukuva.export.citations import origin_line
from seutukuva.export.sheets import Sheet
from seutukuva.export.takeaway import Code, Origin, TakeAway, unlike

_LONGEST_NAME = 31  # of a sheet
_LINE = 100  # characters of the widest column


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its table, and what must be known of it."""

    name: str
    take: TakeAway


@dataclass(frozen=True, slots=True)
class Book:
    """A whole workbook, in one language.

    Attributes:
        about: what it is of, a line each, above the contents.
        notes: subject and text, beside those of the tables.
    """

    title: str
    language: str
    tables: tuple[Table, ...]
    about: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    origins: tuple[Origin, ...] = ()
    codes: tuple[Code, ...] = ()


def xlsx(book: Book) -> bytes:
    """The workbook."""
    _ = texts.translator(book.language)
    names = sheet_names([_("Contents"), *(one.name for one in book.tables)])
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, sheets.OPTIONS) as workbook:
        workbook.set_properties({"title": book.title, "author": "Seutukuva"})
        workbook.set_custom_property("Language", book.language)
        styles: sheets.Styles = {}
        _contents(Sheet(workbook, names[0], styles), book, names[1:])
        for name, one in zip(names[1:], book.tables, strict=True):
            sheets.figures(Sheet(workbook, name, styles), one.take)
        _notes(Sheet(workbook, _("Notes"), styles), book)
        _sources(Sheet(workbook, _("Sources"), styles), book)
        sheets.codes(Sheet(workbook, _("Codes"), styles), book.codes, book.language)
    return written.getvalue()


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Names that a workbook takes: short, without its own signs, no two the same."""
    spaced = (re.sub(r"[\[\]:*?/\\'\s]+", " ", one).strip() for one in wanted)
    plain = [one or "–" for one in spaced]
    found: list[str] = []
    # A number needs its place where a cut name occurs again.
    for one in unlike(each[: _LONGEST_NAME - 5] for each in plain):
        found.append(one[:_LONGEST_NAME])
    return found


def _contents(sheet: Sheet, book: Book, names: Sequence[str]) -> None:
    _ = texts.translator(book.language)
    sheet.line(book.title, bold=True, font_size=14)
    for line in book.about:
        sheet.line(line)
    wrapped = sheet.style(text_wrap=True, valign="top")
    rows: sheets.Grid = [
        [name, one.take.title, one.take.subtitle]
        for name, one in zip(names, book.tables, strict=True)
    ]
    sheet.table([_("Sheet"), _("Contents"), _("Table")], rows, [[wrapped] * 3] * len(rows))
    sheet.widths([32, 70, 60])
    sheet.for_print(landscape=True)


def _notes(sheet: Sheet, book: Book) -> None:
    _ = texts.translator(book.language)
    rows: sheets.Grid = [[subject, text] for subject, text in book.notes if text]
    rows += [[one.name, note] for one in book.tables for note in one.take.notes if note]
    rows += [[one.name, one.take.alternative] for one in book.tables if one.take.alternative]
    wrapped = sheet.style(text_wrap=True, valign="top")
    sheet.line(_("Notes"), bold=True, font_size=14)
    sheet.table([_("Subject"), _("Text")], rows, [[wrapped, wrapped]] * len(rows))
    sheet.widths([32, _LINE])
    sheet.for_print(landscape=False)


def _sources(sheet: Sheet, book: Book) -> None:
    _ = texts.translator(book.language)
    rows: sheets.Grid = [
        [
            origin_line(Origin(one.attribution, one.table, "", "", "", "", ""), book.language),
            one.updated,
            one.fetched,
            f"{one.licence} {one.licence_address}".strip(),
            one.address,
        ]
        for one in book.origins
    ]
    wrapped = sheet.style(text_wrap=True, valign="top")
    columns = [_("Source"), _("Updated by the producer"), _("Fetched"), _("Licence"), _("Address")]
    sheet.line(_("Sources"), bold=True, font_size=14)
    sheet.table(columns, rows, [[wrapped] * 5] * len(rows))
    sheet.widths([60, 16, 16, 40, 50])
    sheet.for_print(landscape=True)
