"""The marked-up copy of a file: cells as they came, problems marked and listed."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import openpyxl
import pyarrow as pa
import pytest

from etl.interviews.checking import marked
from etl.interviews.reading import tables
from etl.interviews.reading.cells import DATE, ERROR, NUMBER, TEXT
from seutukuva import texts
from seutukuva.errors import UploadRefused

HEADINGS = ["Y-tunnus", "Kunta", "Haaste", "Päivä", "Määrä"]
ROWS = [
    ["2077474-1", "Saarijärvi", "=cmd|' /C calc'!A0", "2026-10-05", "4695.7"],
    ["0109862-8", None, "https://example.com", "1899-12-31", "5"],
]


def problem(severity: str, row: int | None, column: str, message: str) -> dict:
    return {
        **{"severity": severity, "row": row, "column": column, "heading": "h", "value": "v"},
        **{"code": "c", "message": message, "allowed": "a"},
    }


PROBLEMS = [
    problem("error", 3, "A", "The check digit does not fit."),
    problem("error", 4, "B", "There is no municipality."),
    problem("warning", 3, "A", "Look at it."),
    problem("warning", 4, "", "The interview broke off."),
    problem("warning", None, "", "No consent."),
]


@pytest.fixture
def folder(tmp_path):
    """An upload with a title row above its headings, as inspect and check leave it."""
    texts.use("en")
    title = ["Kysely 2026", None, None, None, None]
    columns = [pa.array(column, pa.string()) for column in zip(title, HEADINGS, *ROWS, strict=True)]
    cells = {f"c{n}": column.dictionary_encode() for n, column in enumerate(columns)}
    cells["k3"] = pa.array(np.array([0, TEXT, DATE, DATE], np.uint8))
    cells["k4"] = pa.array(np.array([0, TEXT, NUMBER, ERROR], np.uint8))
    tables.keep(pa.table(cells), tmp_path, 1, [])
    sheets = [
        {
            **{"index": 1, "name": "Vastaukset: [2026]/x", "header_rows": [2], "first_row": 3},
            "file": "sheet-1.arrow",
        }
    ]
    inspected = {"proposed_sheet": 1, "sheets": sheets}
    (tmp_path / "inspected.json").write_text(json.dumps(inspected))
    (tmp_path / "problems.json").write_text(json.dumps(PROBLEMS))
    yield tmp_path
    texts.use(texts.DEFAULT)


@pytest.fixture
def book(folder):
    assert marked.run(folder, lambda share, doing: None) == {"file": "marked.xlsx", "marked": 4}
    return openpyxl.load_workbook(folder / "marked.xlsx")


def test_the_first_sheet_lists_the_problems(book) -> None:
    sheet = book.worksheets[0]
    assert sheet.title == "Problems"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["Severity", "Row", "Column", "Heading", "Value", "Problem", "Allowed"]
    assert rows[1] == ["Error", "3", "A", "h", "v", "The check digit does not fit.", "a"]
    assert len(rows) == 1 + len(PROBLEMS)
    assert sheet["B2"].hyperlink.location.endswith("!A3")


def test_the_second_sheet_holds_the_cells_where_they_were(book) -> None:
    sheet = book.worksheets[1]
    assert sheet.title == "Vastaukset   2026  x"
    assert sheet["A1"].value == "Kysely 2026"
    assert [cell.value for cell in sheet[2]] == HEADINGS
    assert [sheet["A3"].value, sheet["B3"].value, sheet["E3"].value] == [
        "2077474-1",
        "Saarijärvi",
        4695.7,
    ]
    assert sheet["A4"].value == "0109862-8"
    assert sheet["D3"].value == dt.datetime(2026, 10, 5)
    # Before Excel's calendar begins a day is told in words; a failed formula is no number.
    assert sheet["D4"].value == "1899-12-31"
    assert sheet["E4"].value == "5"


def test_no_text_becomes_a_formula_or_a_link(book) -> None:
    sheet = book.worksheets[1]
    assert (sheet["C3"].value, sheet["C3"].data_type) == ("=cmd|' /C calc'!A0", "s")
    assert sheet["C4"].hyperlink is None


def test_problem_cells_are_coloured_and_say_why(book) -> None:
    sheet = book.worksheets[1]
    assert sheet["A3"].fill.fgColor.rgb == "FFF6C7C1"
    said = sheet["A3"].comment.text
    assert said.index("Error: The check digit") < said.index("Warning: Look at it.")
    assert "Allowed: a" in said
    # An empty cell can be wrong as well; a whole row is marked at its first cell.
    assert sheet["B4"].fill.fgColor.rgb == "FFF6C7C1"
    assert "broke off" in sheet["A4"].comment.text
    assert "No consent" in sheet["A2"].comment.text
    assert sheet["C3"].comment is None and sheet["C3"].fill.fgColor.rgb == "00000000"


def test_an_upload_that_was_not_checked_has_no_copy(folder) -> None:
    (folder / "problems.json").unlink()
    with pytest.raises(UploadRefused, match="not been checked"):
        marked.run(folder, lambda share, doing: None)
    assert not (folder / "marked.xlsx").exists()


def test_a_sheet_named_as_the_list_gets_another_name(folder) -> None:
    inspected = json.loads((folder / "inspected.json").read_text())
    inspected["sheets"][0]["name"] = "problems"
    (folder / "inspected.json").write_text(json.dumps(inspected))
    marked.run(folder, lambda share, doing: None)
    book = openpyxl.load_workbook(folder / "marked.xlsx")
    assert book.sheetnames == ["Problems", "problems (2)"]


def test_a_sheet_that_was_not_read_is_a_sentence(folder) -> None:
    (folder / "choices.json").write_text(json.dumps({"sheet": 7}))
    with pytest.raises(UploadRefused, match="the sheet has not been read"):
        marked.run(folder, lambda share, doing: None)
