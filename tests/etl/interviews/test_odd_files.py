"""Files made to be difficult: headings of several rows, hostile archives, encodings, dates."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from etl.interviews.reading import commas, tables, workbooks
from etl.interviews.reading.cells import BOOL, DATE, ERROR, TEXT, number_text
from seutukuva import texts
from seutukuva.errors import UploadRefused
from tests.etl.interviews import making
from tests.etl.interviews.making import codes, inspected, proposed

HEADINGS = ["Yritys", "Kunta", "Henkilöstö"]


@pytest.fixture(autouse=True)
def english() -> None:
    """Messages as they are written."""
    texts.use("en")


def _opened(folder: Path, found: Any) -> tables.Table:
    sheet = proposed(found)
    return tables.open_sheet(folder, sheet["index"], sheet["header_rows"], sheet["first_row"])


def _column(table: tables.Table, column: int) -> list[str | None]:
    return table.columns[column].cast(pa.string()).to_pylist()


def _refusal(folder: Path, content: bytes) -> UploadRefused:
    with pytest.raises(UploadRefused) as caught:
        inspected(folder, content)
    assert caught.value.todo or caught.value.where
    assert {file.name for file in folder.iterdir()} == {"file"}
    return caught.value


# ── headings ─────────────────────────────────────────────────────────────────────────────────


def _merged_two(book: Any) -> None:
    sheet = book.add_worksheet()
    sheet.write(0, 0, "Yrityshaastattelut 2026")
    sheet.merge_range(2, 0, 3, 0, "Yritys")
    sheet.merge_range(2, 1, 2, 3, "Näkymät")
    sheet.merge_range(2, 4, 2, 5, "Tarpeet")
    sheet.write_row(3, 1, ["Liikevaihto", "Henkilöstö", "Vienti", "Rahoitus", "Osaaminen"])
    sheet.write_row(4, 0, ["Oy A Ab", "paranee", "ennallaan", "heikkenee", "kyllä", "ei"])
    sheet.write_row(5, 0, ["B Oy", "paranee", "paranee", "ennallaan", "ei", "ei"])


def _merged_three(book: Any) -> None:
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 2, 0, "Yritys")
    sheet.merge_range(0, 1, 0, 4, "Arvio")
    sheet.merge_range(1, 1, 1, 2, "Mennyt")
    sheet.merge_range(1, 3, 1, 4, "Tuleva")
    sheet.write_row(2, 1, ["Liikevaihto", "Väki", "Liikevaihto", "Väki"])
    sheet.write_row(3, 0, ["Oy A Ab", 1, 2, 3, 4])
    sheet.write_row(4, 0, ["B Oy", 5, 6, 7, 8])


def test_titles_over_several_columns_are_part_of_their_headings(tmp_path: Path) -> None:
    found = inspected(tmp_path, making.workbook(_merged_two))
    sheet = proposed(found)
    assert sheet["header_rows"] == [3, 4]
    assert sheet["first_row"] == 5
    assert sheet["headings"] == [
        "Yritys",
        "Näkymät – Liikevaihto",
        "Näkymät – Henkilöstö",
        "Näkymät – Vienti",
        "Tarpeet – Rahoitus",
        "Tarpeet – Osaaminen",
    ]
    assert _column(_opened(tmp_path, found), 0) == ["Oy A Ab", "B Oy"]


def test_headings_of_three_rows(tmp_path: Path) -> None:
    sheet = proposed(inspected(tmp_path, making.workbook(_merged_three)))
    assert sheet["header_rows"] == [1, 2, 3]
    assert sheet["headings"] == [
        "Yritys",
        "Arvio – Mennyt – Liikevaihto",
        "Arvio – Mennyt – Väki",
        "Arvio – Tuleva – Liikevaihto",
        "Arvio – Tuleva – Väki",
    ]


def test_options_on_the_row_below_their_question(tmp_path: Path) -> None:
    rows = [
        ["Yritys", "Kunta", "Tarpeet", "", "", "Väki"],
        ["", "", "Rahoitus", "Osaaminen", "Vienti", ""],
        ["Oy A Ab", "Karstula", "x", "", "x", 5],
        ["B Oy", "Kyyjärvi", "", "x", "", 7],
    ]
    sheet = proposed(inspected(tmp_path, making.sheet_of(rows)))
    assert sheet["header_rows"] == [1, 2]
    assert sheet["headings"][2:] == [
        "Tarpeet – Rahoitus",
        "Tarpeet – Osaaminen",
        "Tarpeet – Vienti",
        "Väki",
    ]


def test_rows_of_words_are_data_where_nothing_says_otherwise(tmp_path: Path) -> None:
    rows = [HEADINGS, ["Oy A Ab", "Karstula", "alle 5"], ["B Oy", "Kyyjärvi", "yli 5"]]
    sheet = proposed(inspected(tmp_path, making.sheet_of(rows)))
    assert sheet["header_rows"] == [1]
    assert sheet["data_rows"] == 2


def test_an_analyst_says_where_the_headings_are(tmp_path: Path) -> None:
    rows = [["Vastaukset", "", ""], HEADINGS, ["Oy A Ab", "Karstula", 5], ["B Oy", "Kyyjärvi", 9]]
    found = inspected(tmp_path, making.sheet_of(rows), {"sheet": 0, "header_rows": [3]})
    sheet = proposed(found)
    assert sheet["headings"] == ["Oy A Ab", "Karstula", "5"]
    assert sheet["first_row"] == 4
    assert _opened(tmp_path, found).row_numbers.tolist() == [4]


def test_equal_and_empty_headings_are_told_apart(tmp_path: Path) -> None:
    rows = [["Muu", "", "Muu", "Muu (2)", "Muu"], ["a", "b", "c", "d", "e"], ["f", 1, 2, 3, 4]]
    sheet = proposed(inspected(tmp_path, making.sheet_of(rows)))
    assert sheet["headings"] == ["Muu", "Column 2", "Muu (3)", "Muu (2)", "Muu (4)"]


def test_two_hundred_columns(tmp_path: Path) -> None:
    rows = [[f"K{n}" for n in range(200)], *([n % 7 for n in range(200)] for _row in range(30))]
    found = inspected(tmp_path, making.sheet_of(rows))
    assert len(proposed(found)["headings"]) == 200
    assert _column(_opened(tmp_path, found), 199) == ["3"] * 30


def test_blank_rows_are_left_out_and_numbered(tmp_path: Path) -> None:
    rows = [HEADINGS, [], ["Oy A Ab", "Karstula", 5], ["  ", "", ""], ["B Oy", "Kyyjärvi", 9]]
    found = inspected(tmp_path, making.sheet_of(rows))
    table = _opened(tmp_path, found)
    assert table.row_numbers.tolist() == [3, 5]
    assert table.blank_rows.tolist() == [4]
    assert "rows_blank" in codes(found)


# ── cells ────────────────────────────────────────────────────────────────────────────────────

FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "=1+1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_texts_that_look_like_formulas_stay_texts(kind: str, tmp_path: Path) -> None:
    if kind == "xlsx":
        content = making.sheet_of([["Vapaa", "Luku"], *([text, 1] for text in FORMULAS)])
    else:
        lines = ["Vapaa;Luku", *(f'"{text.replace(chr(34), chr(34) * 2)}";1' for text in FORMULAS)]
        content = "\n".join(lines).encode()
    found = inspected(tmp_path, content)
    assert _column(_opened(tmp_path, found), 0) == FORMULAS


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
    table = _opened(tmp_path, found)
    assert _column(table, 0) == ["2026-10-05", "1999-12-31"]
    assert table.kinds[0] is not None and set(table.kinds[0]) == {DATE}
    assert _column(table, 1) == ["45000", "45000"]


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
    table = _opened(tmp_path, found)
    assert _column(table, 1) == ["#DIV/0!", "7", "#N/A"]
    assert table.kinds[1] is not None and table.kinds[1].tolist()[::2] == [ERROR, ERROR]
    assert table.kinds[0] is not None and table.kinds[0].tolist()[1] == BOOL
    assert _column(table, 0) == ["1", "TRUE", None]


def test_a_text_that_reads_like_an_error_is_text(tmp_path: Path) -> None:
    found = inspected(tmp_path, making.sheet_of([["Nimi", "Arvo"], ["a", "#N/A"], ["b", "c"]]))
    assert _opened(tmp_path, found).kinds[1] is None
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
    refusal = _refusal(tmp_path, making.with_cells(_formulas(40)))
    assert refusal.what == "40 cells hold formulas whose values were never calculated"
    assert "A2, A3" in refusal.where


def test_prefixed_and_apostrophed_sheets_are_looked_through_too(tmp_path: Path) -> None:
    parts = making.parts_of(making.with_cells(""))
    parts[making.SHEET] = (
        b"<x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        b"<x:sheetData><x:row r='1'><x:c r='A1'><x:v>1</x:v></x:c></x:row>"
        b"<x:row r='1048576'><x:c r='XFD1048576'><x:v>1</x:v></x:c></x:row>"
        b"</x:sheetData></x:worksheet>"
    )
    assert "1,048,576 rows" in _refusal(tmp_path, making.archive_of(parts)).what


# ── limits ───────────────────────────────────────────────────────────────────────────────────


def test_one_cell_in_the_last_corner(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cells += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "1,048,576 rows" in _refusal(tmp_path, making.with_cells(cells)).what


def test_one_cell_far_right(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    assert "16,384 columns" in _refusal(tmp_path, making.with_cells(cells)).what


@pytest.mark.parametrize("place", ["ZZZZ99999999999", "XFE1", "A1048577", "AAAAAAA1"])
def test_a_cell_that_no_sheet_has(place: str, tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cells += f'<row r="2"><c r="{place}"><v>1</v></c></row>'
    assert "damaged" in _refusal(tmp_path, making.with_cells(cells)).what


def test_coloured_empty_cells_far_away_do_no_harm(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
    cells += '<row r="1048576"><c r="A1048576" s="0"/></row>'
    assert proposed(inspected(tmp_path, making.with_cells(cells)))["rows"] == 1


@pytest.mark.slow
def test_a_million_rows(tmp_path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 1_000_001))
    # Honestly packed rows of numbers are not taken for a bomb.
    assert "1,000,000 rows" in _refusal(tmp_path, making.with_cells(cells)).what


def test_a_million_lines(tmp_path: Path) -> None:
    refusal = _refusal(tmp_path, b"a;b\n" + b"1;2\n" * 1_000_000)
    assert refusal.what.startswith("The sheet has 1,000,001 rows")


def test_a_bomb_by_ratio(tmp_path: Path) -> None:
    parts = making.parts_of(making.sheet_of([["x"]]))
    parts["xl/worksheets/sheet1.xml"] += b" " * (60 << 20)
    content = making.archive_of(parts)
    assert len(content) < 200_000
    assert "would unpack to" in _refusal(tmp_path, content).what


@pytest.mark.parametrize(
    "part",
    ["xl/worksheets/sheet1.xml", pytest.param("xl/sharedStrings.xml", marks=pytest.mark.slow)],
)
def test_a_bomb_that_lies_about_its_size(part: str, tmp_path: Path) -> None:
    parts = making.parts_of(making.sheet_of([["x"]]))
    honest = len(parts[part])
    check = zlib.crc32(parts[part])
    parts[part] += b" " * (60 << 20)
    content = making.lying(making.archive_of(parts), part, honest, check)
    assert "larger inside than it says" in _refusal(tmp_path, content).what


def test_two_parts_of_one_name(tmp_path: Path) -> None:
    out = io.BytesIO(making.sheet_of([["x"]]))
    with pytest.warns(UserWarning), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert "damaged" in _refusal(tmp_path, out.getvalue()).what


def test_declared_entities_are_refused(tmp_path: Path) -> None:
    parts = making.parts_of(making.sheet_of([["x"]]))
    parts["xl/workbook.xml"] = (
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
        + parts["xl/workbook.xml"].partition(b"?>")[2]
    )
    refusal = _refusal(tmp_path, making.archive_of(parts))
    assert refusal.where == "xl/workbook.xml"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_they_are_refused_however_they_are_written(tmp_path: Path, encoding: str) -> None:
    parts = making.parts_of(making.sheet_of([["x"]]))
    hidden = f'<?xml version="1.0"?>{" " * 1000}<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    parts["docProps/core.xml"] = hidden.encode(encoding)
    refusal = _refusal(tmp_path, making.archive_of(parts))
    assert refusal.where == "docProps/core.xml"


def test_a_file_cut_off_anywhere(tmp_path: Path) -> None:
    content = making.sheet_of([HEADINGS, *(["Oy A Ab", "Karstula", n] for n in range(200))])
    chance = random.Random(7)
    for number in range(40):
        cut = content[: chance.randrange(1, len(content) - 1)]
        folder = tmp_path / str(number)
        folder.mkdir()
        assert _refusal(folder, cut).what


# ── other formats ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\x00" * 300, "is empty"),
        (b"\r\n \r\n", "is empty"),
        (b"\n<html><body><table><tr><td>1</td></tr></table>", "web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "web page"),
        (b'<?xml version="1.0"?><html xmlns="x"><body/></html>', "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "an XML file"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n....", "a picture"),
        (bytes(range(256)) * 20, "something that is not text"),
        (making.archive_of({"word/document.xml": b"<x/>"}), "a text document"),
        (making.archive_of({"ppt/presentation.xml": b"<x/>"}), "a set of slides"),
        (making.archive_of({"vastaukset.xlsx": b"PK"}), "holds other files"),
        (making.archive_of({"a/b.dat": b"x"}), "without a workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 600, "damaged"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "protected with a password",
        ),
    ],
)
def test_what_is_no_spreadsheet_is_named(content: bytes, says: str, tmp_path: Path) -> None:
    assert says in _refusal(tmp_path, content).what


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    content = bytearray(making.sheet_of([["x"]]))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        content[archive.start_dir + 8] |= 1
    assert "password" in _refusal(tmp_path, bytes(content)).what


def test_an_old_workbook(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Vastaukset")
    hidden = book.add_sheet("Koodit")
    hidden.visibility = 1
    hidden.write(0, 0, "salainen")
    date = xlwt.easyxf(num_format_str="D.M.YYYY")
    for column, name in enumerate(["Yritys", "Päivä", "Lupa"]):
        sheet.write(0, column, name)
    sheet.write(1, 0, "Oy Ä Ab")
    sheet.write(1, 1, dt.date(2026, 10, 5), date)
    sheet.write(1, 2, True)
    out = io.BytesIO()
    book.save(out)
    found = inspected(tmp_path, out.getvalue())
    table = _opened(tmp_path, found)
    assert found["format"] == "xls"
    assert [_column(table, column) for column in range(3)] == [
        ["Oy Ä Ab"],
        ["2026-10-05"],
        ["TRUE"],
    ]
    assert {one["state"]: one["file"] for one in found["sheets"]}["hidden"] is None


@pytest.mark.parametrize("rows", [3, 3_000])
def test_errors_of_an_old_workbook(rows: int, tmp_path: Path) -> None:
    # Few cells stand in the small sectors of the file, many in its ordinary ones.
    book = xlwt.Workbook()
    sheet = book.add_sheet("Vastaukset")
    sheet.write(0, 0, "Nimi")
    sheet.write(0, 1, "Arvo")
    for row in range(1, rows + 1):
        sheet.write(row, 0, f"Oy {row} Ab")
        if row != 2:
            sheet.write(row, 1, row)
    sheet.row(2).set_cell_error(1, 0x2A)
    out = io.BytesIO()
    book.save(out)
    found = inspected(tmp_path, out.getvalue())
    table = _opened(tmp_path, found)
    assert _column(table, 1)[:3] == ["1", "#N/A", "3"]
    assert table.kinds[1] is not None and table.kinds[1].tolist().count(ERROR) == 1
    assert "cells_failed" in codes(found)


def _open_document() -> bytes:
    document = OpenDocumentSpreadsheet()
    sheet = Table(name="Vastaukset")

    def row(*cells: TableCell) -> None:
        line = TableRow()
        for cell in cells:
            line.addElement(cell)
        sheet.addElement(line)

    def text(value: str, **told: Any) -> TableCell:
        cell = TableCell(valuetype="string", **told)
        cell.addElement(P(text=value))
        return cell

    row(text("Yritys", numberrowsspanned=2), text("Arvio", numbercolumnsspanned=2))
    row(CoveredTableCell(), text("Lupa"), text("Väki"))
    row(
        text("Oy Ä Ab"),
        TableCell(valuetype="boolean", booleanvalue="true"),
        TableCell(valuetype="float", value="5"),
    )
    row(
        text("B Oy"),
        TableCell(valuetype="boolean", booleanvalue="false"),
        TableCell(valuetype="float", value="7.5"),
    )
    document.spreadsheet.addElement(sheet)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_an_open_document(tmp_path: Path) -> None:
    found = inspected(tmp_path, _open_document())
    sheet = proposed(found)
    assert found["format"] == "ods"
    assert sheet["headings"] == ["Yritys", "Arvio – Lupa", "Arvio – Väki"]
    table = _opened(tmp_path, found)
    assert _column(table, 1) == ["TRUE", "FALSE"]
    assert _column(table, 2) == ["5", "7.5"]


def test_an_open_document_whose_cells_are_repeated_without_end(tmp_path: Path) -> None:
    parts = making.parts_of(_open_document())
    parts["content.xml"] = parts["content.xml"].replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">', 1
    )
    assert parts["content.xml"].count(b"repeated") == 1
    assert "rows" in _refusal(tmp_path, making.archive_of(parts)).what


# ── text files ───────────────────────────────────────────────────────────────────────────────

ROWS = [["Yritys", "Kunta", "Väki"], ["Oy Ääkkönen Ab", "Viitasaari – Keitele", "12,5"]]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]
)
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_encodings_and_separators(encoding: str, separator: str, tmp_path: Path) -> None:
    text = "\r\n".join(separator.join(row) for row in ROWS)
    found = inspected(tmp_path, text.encode(encoding))
    table = _opened(tmp_path, found)
    assert [_column(table, column)[0] for column in range(3)] == ROWS[1]
    assert found["separator"] == separator
    assert found["decimal"] == ","


def test_the_line_that_names_the_separator(tmp_path: Path) -> None:
    found = inspected(tmp_path, b"sep=;\nYritys;Arvio, sana\nOy A, B;hyv\xe4\n")
    table = _opened(tmp_path, found)
    assert table.headings == ["Yritys", "Arvio, sana"]
    assert table.row_numbers.tolist() == [3]
    assert _column(table, 1) == ["hyvä"]


def test_choices_of_an_analyst_win(tmp_path: Path) -> None:
    content = "a,b;c\nä,1;2\n".encode("cp850")
    choices = {"encoding": "cp850", "separator": ",", "decimal": ","}
    found = inspected(tmp_path, content, choices)
    assert proposed(found)["headings"] == ["a", "b;c"]
    assert (found["encoding"], found["decimal"]) == ("cp850", ",")


def test_an_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "choices.json").write_text('{"encoding": "utf-8"}', encoding="utf-8")
    with pytest.raises(UploadRefused, match="not text in the encoding utf-8"):
        inspected(tmp_path, b"a;b\n\xe4;1\n")


def test_a_quotation_mark_that_is_not_closed(tmp_path: Path) -> None:
    lines = ["nimi;sana", 'a;"alku', *(f"b{n};{'sana' * 20}" for n in range(5_000))]
    found = inspected(tmp_path, "\n".join(lines).encode())
    assert "quotes_unclosed" in codes(found)
    assert proposed(found)["data_rows"] == 5_001


@pytest.mark.parametrize(
    ("lines", "separator"),
    [
        (["a;b,c", "1,5;2", "2,5;3"], ";"),
        (["a,b,c", "1,2,3"], ","),
        (["yksi sarake", "kaksi, kolme"], ""),
        (['"a;b";c', '"d;e";f'], ";"),
    ],
)
def test_separator_is_what_divides_lines_alike(lines: Sequence[str], separator: str) -> None:
    assert commas.separator_of(lines) == separator


def test_cells_are_read_at_most_so_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(workbooks, "MAX_AREA", 50)
    assert "60 cells" in _refusal(tmp_path, making.sheet_of([[1] * 6] * 10)).what


def test_dictionaries_hold_only_what_occurs_below_the_headings(tmp_path: Path) -> None:
    found = inspected(tmp_path, making.sheet_of([["Kunta", "x"], ["Karstula", 1], ["Karstula", 2]]))
    column = _opened(tmp_path, found).columns[0]
    assert column.dictionary.to_pylist() == ["Karstula"]
    assert TEXT == 1
