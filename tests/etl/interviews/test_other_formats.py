"""Old workbooks, OpenDocument, and what is no spreadsheet although it has the name of one."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

from etl.interviews.reading.cells import ERROR
from tests.etl.interviews import making
from tests.etl.interviews.making import codes, inspected, opened, proposed, refusal, texts_of

pytestmark = pytest.mark.usefixtures("english")


XML_OF_2003 = (
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row/>'
    b"</Table></Worksheet></Workbook>"
)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\x00" * 300, "is empty"),
        (b"\r\n \r\n", "is empty"),
        (b"\n<html><body><table><tr><td>1</td></tr></table>", "web page"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>x", "web page"),
        (b'<?xml version="1.0"?><html xmlns="x"><body/></html>', "web page"),
        (b"<!-- saved -->\n<table><tr><td>1</td></tr></table>", "web page"),
        (b"<style>td{}</style><table border=1><tr><td>1<td>x</table>", "web page"),
        ("<html><table><tr><td>ä</td></tr></table></html>".encode("utf-16"), "web page"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "saved as one file"),
        (b'<?xml version="1.0"?><Workbook/>', "an XML file"),
        (b'<?xml version="1.0"?>' + XML_OF_2003, "an XML spreadsheet"),
        (XML_OF_2003, "an XML spreadsheet"),
        (XML_OF_2003.decode().encode("utf-16"), "an XML spreadsheet"),
        (b'[{"Kunta": "Karstula"}]', "a JSON file"),
        (b'\xef\xbb\xbf{\n  "Kunta": "Karstula"\n}', "a JSON file"),
        (b"<html/>", "web page"),
        (b"<!-- a - -- comment -->\n" * 2_000 + b"<table><tr><td>1", "web page"),
        ("Kunta;Väki\nKarstula;5\n".encode("utf-32-le"), "something that is not text"),
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
    assert says in refusal(tmp_path, content).what


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    content = bytearray(making.sheet_of([["x"]]))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        content[archive.start_dir + 8] |= 1
    assert "password" in refusal(tmp_path, bytes(content)).what


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
    table = opened(tmp_path, found)
    assert found["format"] == "xls"
    assert [texts_of(table, column) for column in range(3)] == [
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
    table = opened(tmp_path, found)
    assert texts_of(table, 1)[:3] == ["1", "#N/A", "3"]
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
    table = opened(tmp_path, found)
    assert texts_of(table, 1) == ["TRUE", "FALSE"]
    assert texts_of(table, 2) == ["5", "7.5"]


def test_an_open_document_whose_cells_are_repeated_without_end(tmp_path: Path) -> None:
    parts = making.parts_of(_open_document())
    parts["content.xml"] = parts["content.xml"].replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="1048576">', 1
    )
    assert parts["content.xml"].count(b"repeated") == 1
    assert "rows" in refusal(tmp_path, making.archive_of(parts)).what


def test_an_open_document_with_a_password(tmp_path: Path) -> None:
    parts = making.parts_of(_open_document())
    parts["META-INF/manifest.xml"] = parts["META-INF/manifest.xml"].replace(
        b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
    )
    parts["content.xml"] = b"\x17\xfa" * 500
    assert "password" in refusal(tmp_path, making.archive_of(parts)).what


@pytest.mark.parametrize(
    ("place", "bits", "says"),
    [
        (6, 0x01, "protected with a password"),  # flags of the first part: encrypted
        (6, 0x40, "damaged"),  # strongly encrypted, which Python does not know
        (8, 0xFF, "damaged"),  # a way of packing that nobody knows
        (38, 0x5A, "damaged"),  # the packed bytes themselves
    ],
)
def test_an_archive_whose_first_part_cannot_be_opened(
    place: int, bits: int, says: str, tmp_path: Path
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet" * 3)
        archive.writestr("content.xml", "<x/>")
    content = bytearray(made.getvalue())
    content[place] ^= bits
    if place < 30:
        # The directory at the end says the same two bytes further on.
        content[content.index(b"PK\x01\x02") + place + 2] ^= bits
    assert says in refusal(tmp_path, bytes(content)).what


def test_an_open_document_without_its_content(tmp_path: Path) -> None:
    parts = making.parts_of(_open_document())
    del parts["content.xml"]
    refused = refusal(tmp_path, making.archive_of(parts))
    assert (refused.what, refused.where) == (
        "The file is damaged and cannot be read",
        "content.xml",
    )
