"""What cells hold: texts like formulas, dates, numbers, errors, formulas without a value."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from etl.interviews.reading.cells import BOOL, DATE, ERROR, number_text
from tests.etl.interviews import making
from tests.etl.interviews.making import codes, inspected, opened, refusal, texts_of

pytestmark = pytest.mark.usefixtures("english")


FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "=1+1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_texts_that_look_like_formulas_stay_texts(kind: str, tmp_path: Path) -> None:
    if kind == "xlsx":
        content = making.sheet_of([["Vapaa", "Luku"], *([text, 1] for text in FORMULAS)])
    else:
        lines = ["Vapaa;Luku", *(f'"{text.replace(chr(34), chr(34) * 2)}";1' for text in FORMULAS)]
        content = "\n".join(lines).encode()
    found = inspected(tmp_path, content)
    assert texts_of(opened(tmp_path, found), 0) == FORMULAS


@pytest.mark.parametrize("from_1904", [False, True])
def test_dates_of_both_calendars(from_1904: bool, tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_worksheet()
        date = book.add_format({"num_format": "d.m.yyyy"})
        sheet.write_row(0, 0, ["Päivä", "Luku"])
        for row, day in enumerate((dt.date(2026, 10, 5), dt.date(1999, 12, 31)), 1):
            sheet.write_datetime(row, 0, day, date)
            sheet.write_number(row, 1, 45000)

    found = inspected(tmp_path, making.workbook(fill, date_1904=from_1904))
    table = opened(tmp_path, found)
    assert texts_of(table, 0) == ["2026-10-05", "1999-12-31"]
    assert table.kinds[0] is not None and set(table.kinds[0]) == {DATE}
    assert texts_of(table, 1) == ["45000", "45000"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.0, "5"),
        (4695.7, "4695.7"),
        (-0.5, "-0.5"),
        (1e-7, "0.0000001"),
        (123456789012.0, "123456789012"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e20, "100000000000000000000"),
    ],
)
def test_numbers_are_written_without_exponent(value: float, text: str) -> None:
    assert number_text(value) == text
    assert float(text) == value


def test_errors_and_truths_are_kept(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Nimi</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>Arvo</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        '<row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3"><v>7</v></c></row>'
        '<row r="4"><c r="B4" t="e"><v>#N/A</v></c></row>'
    )
    found = inspected(tmp_path, making.with_cells(cells))
    table = opened(tmp_path, found)
    assert texts_of(table, 1) == ["#DIV/0!", "7", "#N/A"]
    assert table.kinds[1] is not None and table.kinds[1].tolist()[::2] == [ERROR, ERROR]
    assert table.kinds[0] is not None and table.kinds[0].tolist()[1] == BOOL
    assert texts_of(table, 0) == ["1", "TRUE", None]


def test_a_text_that_reads_like_an_error_is_text(tmp_path: Path) -> None:
    found = inspected(tmp_path, making.sheet_of([["Nimi", "Arvo"], ["a", "#N/A"], ["b", "c"]]))
    assert opened(tmp_path, found).kinds[1] is None
    assert "cells_failed" not in codes(found)


def _formulas(count: int) -> str:
    rows = ['<row r="1"><c r="A1" t="inlineStr"><is><t>Luku</t></is></c></row>']
    rows += [
        f'<row r="{row}"><c r="A{row}"><f>B{row}*2</f></c><c r="B{row}"><v>{row}</v></c></row>'
        for row in range(2, count + 2)
    ]
    return "".join(rows)


def test_a_few_formulas_that_were_never_calculated_are_named(tmp_path: Path) -> None:
    found = inspected(tmp_path, making.with_cells(_formulas(2)))
    note = next(note for note in found["notes"] if note["code"] == "formulas_unvalued")
    assert note["where"] == "A2, A3"


def test_many_formulas_that_were_never_calculated_are_refused(tmp_path: Path) -> None:
    refused = refusal(tmp_path, making.with_cells(_formulas(40)))
    assert refused.what == "40 cells hold formulas whose values were never calculated"
    assert "A2, A3" in refused.where


def test_prefixed_and_apostrophed_sheets_are_looked_through_too(tmp_path: Path) -> None:
    parts = making.parts_of(making.with_cells(""))
    parts[making.SHEET] = (
        b"<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        b"<x:sheetData><x:row r='1'><x:c r='A1'><x:v>1</x:v></x:c></x:row>"
        b"<x:row r='1048576'><x:c r='XFD1048576'><x:v>1</x:v></x:c></x:row>"
        b"</x:sheetData></x:worksheet>"
    )
    assert "1,048,576 rows" in refusal(tmp_path, making.archive_of(parts)).what


def test_dictionaries_hold_only_what_occurs_below_the_headings(tmp_path: Path) -> None:
    found = inspected(tmp_path, making.sheet_of([["Kunta", "x"], ["Karstula", 1], ["Karstula", 2]]))
    column = opened(tmp_path, found).columns[0]
    assert column.dictionary.to_pylist() == ["Karstula"]
