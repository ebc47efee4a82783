"""Every file of the collection of odd spreadsheets: a correct table, or a clear message."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest

from etl.interviews.reading import tables
from etl.interviews.reading.cells import DATE, DATETIME, EMPTY, ERROR, NUMBER
from seutukuva.errors import UploadRefused
from tests.conftest import SHARED
from tests.etl.interviews.making import codes, inspected, proposed

pytestmark = pytest.mark.usefixtures("english")

SHEETS = SHARED / "data" / "sheets"


@dataclass(frozen=True)
class Expected:
    """What a person sees who opens the file; ``cells`` by the file's own row and column."""

    header_rows: tuple[int, ...]
    first_row: int
    rows: int  # of data
    headings: tuple[str, ...]
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    notes: frozenset[str] = frozenset()
    columns: int = 0
    first_heading: int = 0


def seen(
    header_rows: tuple[int, ...] | int,
    first_row: int,
    rows: int,
    headings: str | tuple[str, ...],
    cells: dict[tuple[int, int], str] | None = None,
    *notes: str,
    columns: int = 0,
    at: int = 0,
) -> Expected:
    """A table as it is seen."""
    lines = (header_rows,) if isinstance(header_rows, int) else header_rows
    names = tuple(headings.split("|")) if isinstance(headings, str) else headings
    return Expected(lines, first_row, rows, names, cells or {}, frozenset(notes), columns, at)


TABLES: dict[str, Expected] = {
    "any_sheets.xlsx": seen(
        1, 2, 3, "1|2", {(3, 2): "6"}, "sheets_hidden", "sheets_of_charts", columns=2
    ),
    "csv_complex_quotes.csv": seen(
        1, 2, 3, "date|another date|temperature|place",
        {(4, 3): "6,000,000", (3, 4): "Galway and more"},
    ),
    "csv_duplicate_headers.csv": seen(
        1, 2, 2, "id|name|id (2)|age|id (3)", {(2, 5): "001101", (3, 2): "Julie"}
    ),
    "csv_leading_zeros.csv": seen(1, 2, 3, "value", {(2, 1): "01", (4, 1): "00003"}),
    "csv_ragged.csv": seen(
        1, 2, 3, "column_a|column_b|column_c|(D)",
        {(2, 4): "I'm too long!", (3, 2): "I'm too short!", (4, 3): "17"},
        "rows_long", "rows_short",
    ),
    "csv_semicolon.csv": seen(1, 2, 1, "fieldNameA|fieldNameB", {(2, 1): "0123"}),
    "csv_utf8_bom.csv": seen(1, 2, 2, "foo|bar|baz", {(3, 3): "ʤ"}),
    "date_1904.xlsx": seen(
        1, 2, 2, "2021-01-01|15", {(2, 1): "2021-01-02", (3, 1): "255:10:10"}
    ),
    "date_iso_strict.xlsx": seen(
        1, 2, 5, "2021-01-01", {(2, 1): "2021-01-01T10:10:10", (3, 1): "10:10:10"}
    ),
    "error_cells.xlsx": seen(
        1, 2, 6, "#DIV/0!", {(2, 1): "#NAME?", (7, 1): "#N/A"}, "cells_failed"
    ),
    "error_types.xls": seen(
        1, 2, 13, "Error|Bang|Que|Non",
        {(2, 1): "#NULL!", (3, 1): "#DIV/0!", (4, 1): "#VALUE!", (5, 1): "#REF!", (6, 1): "#NAME?",
         (7, 1): "#NUM!", (8, 1): "#N/A", (2, 3): "#NULL?", (2, 8): "TRUE", (6, 2): "#NAME!"},
        "cells_failed",
    ),
    "external_links.xlsx": seen(1, 2, 0, "10|20", {}, "no_rows"),
    "fi_eura2007_latin1_unquoted_commas.csv": seen(
        1, 2, 3000,
        ("Koodi", "Rahasto", "Projektin nimi", "Ohjelma / osio", "Tl", "Viranomainen"),
        {
            (2, 6): "Hämeen elinkeino-, liikenne- ja ympäristökeskus",
            (2, 14): "366699",
            (2, 9): "31.12.2010",
        },
        "rows_joined", "rows_long", "encoding_guessed",
    ),
    "fi_kela_semicolon_decimalcomma_latin1.csv": seen(
        1, 2, 64, "Kuukausi|SaajatYhteensä|EtuudetYhteensä", {(2, 3): "703633,24"}, columns=17
    ),
    "fi_survey_2021_blank_first_row.xlsx": seen(
        1, 3, 500, ("Timestamp", "Missä kaupungissa työpaikkasi pääasiallinen toimisto sijaitsee?"),
        {(502, 2): "Kouvola", (3, 5): "10", (3, 10): "6500"}, "sheets_hidden", columns=14,
    ),
    "fi_survey_2023_fi.xlsx": seen(
        1, 4, 896, "Timestamp|Oletko palkansaaja vai laskuttaja?",
        {(899, 2): "Palkansaaja", (6, 9): "0.5", (6, 11): "95"}, columns=26,
    ),
    "fi_survey_2025_multiselect.xlsx": seen(
        1, 2, 683, ("Timestamp",), {(684, 2): "Employee", (684, 8): "6"}, columns=51
    ),
    "fi_turku_projects_bom_multiline.csv": seen(
        1, 2, 122, "Hanke|AlkuPvm|StrateginenOhjelma", {(2, 5): "null"}, columns=15
    ),
    "fi_turku_projects_small.csv": seen(
        1, 2, 51, "(A)|Hanke|AlkuPvm", {(2, 1): "2", (2, 5): "150000.0"}, columns=10
    ),
    "formulas_no_cached.xlsx": seen(1, 2, 0, "1|2.5|3.25|6.75", {}, "no_rows"),
    "hidden_sheet.xlsx": seen(1, 2, 0, "Sheet2A1", {}, "sheets_hidden", "no_rows"),
    "ie_esf_operations.xlsx": seen(
        2, 3, 595, "Beneficiary Name|Operation Name|Operation Summary|Operation Start Date",
        {(622, 2): "Technical Assistance for OP", (4, 4): "2014-01-01", (4, 10): "0.5"},
        "cells_merged", "rows_blank", columns=13,
    ),
    "inline_str.xlsx": seen(
        1, 2, 1, "NN|Hierarchy|(C)|Outline Number", {(2, 4): "1.", (2, 5): "RQ11610"}
    ),
    "macro.xlsm": seen(1, 2, 0, "This is a macro workbook", {}, "macros_ignored", "no_rows"),
    "merged_cells.ods": seen(1, 2, 2, "A|B|C", {(2, 1): "A", (3, 3): "C"}),
    "merged_title_cells.xlsx": seen(
        1, 2, 1, "Row Merge|Row Merge (2)|Not Merged", {(2, 2): "Chunk Merged"}, "cells_merged"
    ),
    "missing_first_column.xlsx": seen(1, 2, 2, "(A)|1", {(3, 2): "3"}),
    "multiline_headers.xlsx": seen(
        (1, 4, 5), 6, 1,
        (
            "Region",
            "Caloric contribution – (%)",
            "Cumulative impact of changes on cost of food basket – from previous quarter",
            "Cumulative impact of changes on cost of food basket – from baseline (%)",
        ),
        {(6, 4): "D"},
    ),
    "no_dimension_no_refs.xlsx": seen(
        1, 2, 19, "Date|Name|IndexGross", {(2, 2): "GPR 250 EUR AUS", (3, 3): "57.1571880408276"},
        columns=8,
    ),
    "ods_rows_repeated.ods": seen(1, 2, 4, "A|B", {(6, 1): "C"}, "rows_blank"),
    "se_municipal_staff_merged_title.xlsx": seen(
        (4, 5, 6), 7, 325,
        (
            "därav i olika åldersgrupper, % – -29",
            "därav i olika åldersgrupper, % – 30-39",
        ),
        {(7, 1): "Stockholms län", (7, 2): "110443", (7, 12): "44.3"}, columns=12, at=2,
    ),
    "skip_rows_title_above.xlsx": seen(3, 5, 2, "var1|var2", {(7, 2): "v4,2"}),
    "strict_ooxml.xlsx": seen(1, 2, 9, "Lorem|111", {(2, 1): "ipsum", (10, 2): "4995"}),
    "types_mixed.xlsx": seen(
        1, 2, 19, "text|hello world",
        {(4, 2): "1.3", (6, 2): "1.6900000000000002", (7, 2): "TRUE", (11, 2): "2016-02-26",
         (13, 2): "#N/A", (20, 2): "#NULL!"},
        "cells_failed",
    ),
    "unnamed_duplicated_columns.xlsx": seen(
        1, 2, 2, "(A)|var2|(C)|var2 (2)", {(2, 3): "1.1", (3, 4): "bb"}
    ),
    "very_hidden_and_types.xlsb": seen(1, 2, 3, "1|2", {(3, 1): "5"}, "sheets_hidden"),
    "whitespace.xlsx": seen(1, 2, 5, "<-space, space->", {(2, 1): " <-space", (3, 1): "space-> "}),
    "xxe_schema.xlsx": seen(9, 10, 1, "(A)|(B)|/Test/Test", {(10, 3): "1"}),
}  # fmt: skip

REFUSALS: dict[str, str] = {
    "corrupt.xls": "The file is damaged and cannot be read",
    "csv_empty.csv": "The file is empty",
    "empty_zip.xlsx": "The file is a zip archive",
    "encrypted_password.xls": "The file is protected with a password",
    "encrypted_password.xlsx": "The file is protected with a password",
    "fuzz_2.xlsx": "The file is damaged and cannot be read",
    "huge_dimension_last_cell.xlsx": "The sheet has 1,048,576 rows; 250,000 are read at most",
    "many_merges.xlsx": "The file holds no answers",
    "performance_almanac.xlsx": "The file holds no answers",
    "sheet_protected.xlsx": "The file holds no answers",
    "xml_bomb.xlsx": "The file holds instructions that no spreadsheet program writes",
}


def _content(name: str) -> bytes:
    file = SHEETS / name
    if not file.exists():
        pytest.skip(f"{name} is not on this machine (../shared)")
    return file.read_bytes()


def _kept(folder: Path, found: Any) -> pa.Table:
    with pa.memory_map(str(folder / proposed(found)["file"])) as source:
        return pa.ipc.open_file(source).read_all()


def _cell(kept: pa.Table, row: int, column: int) -> str:
    """A cell by the file's own row and column, counted from 1."""
    return kept.column(f"c{column - 1}").slice(row - 1, 1).cast(pa.string())[0].as_py() or ""


def test_every_file_of_the_collection_is_walked() -> None:
    if not SHEETS.is_dir():
        pytest.skip("the collection of spreadsheets is not on this machine (../shared)")
    there = {file.name for file in SHEETS.iterdir()} - {"index.tsv"}
    assert there == set(TABLES) | set(REFUSALS)


@pytest.mark.parametrize("name", TABLES)
def test_table_is_what_a_person_sees(name: str, tmp_path: Path) -> None:
    expected = TABLES[name]
    found = inspected(tmp_path, _content(name))
    sheet = proposed(found)
    assert tuple(sheet["header_rows"]) == expected.header_rows
    assert sheet["first_row"] == expected.first_row
    assert sheet["data_rows"] == expected.rows
    first = expected.first_heading
    assert tuple(sheet["headings"][first : first + len(expected.headings)]) == expected.headings
    assert not expected.columns or sheet["columns"] == expected.columns
    assert expected.notes <= codes(found)
    kept = _kept(tmp_path, found)
    for (row, column), text in expected.cells.items():
        assert _cell(kept, row, column) == text, (row, column)
    table = tables.open_sheet(
        tmp_path, found["proposed_sheet"], sheet["header_rows"], sheet["first_row"]
    )
    assert len(table.row_numbers) == expected.rows
    assert {len(one) for one in table.columns} == {expected.rows}
    assert table.headings == sheet["headings"]


@pytest.mark.parametrize("name", REFUSALS)
def test_message_is_clear_and_nothing_is_left_half_made(name: str, tmp_path: Path) -> None:
    with pytest.raises(UploadRefused) as caught:
        inspected(tmp_path, _content(name))
    assert caught.value.what.startswith(REFUSALS[name])
    assert caught.value.todo
    assert {file.name for file in tmp_path.iterdir()} == {"file"}


WITH_CELLS = [
    name
    for name in TABLES
    if name.endswith((".xlsx", ".xlsm")) and name not in ("strict_ooxml.xlsx", "date_1904.xlsx")
]


@pytest.mark.parametrize(
    "name",
    [
        one if one == "inline_str.xlsx" else pytest.param(one, marks=pytest.mark.slow)
        for one in WITH_CELLS
    ],
)
def test_every_cell_is_what_another_reader_says(name: str, tmp_path: Path) -> None:
    found = inspected(tmp_path, _content(name))
    kept = _kept(tmp_path, found)
    try:
        book = openpyxl.load_workbook(io.BytesIO(_content(name)), data_only=True)
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        pytest.skip(f"the other reader cannot open it: {error}")
    other = book.worksheets
    sheet = next(one for one in other if one.title == proposed(found)["name"])
    compared = 0
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None or str(cell.value) == "":
                continue
            assert _same(_cell(kept, cell.row, cell.column), cell.value), cell.coordinate
            compared += 1
        if compared > 12_000:
            break
    filled = sum(
        len(one) - one.null_count
        for name, one in zip(kept.column_names, kept.columns, strict=True)
        if name.startswith("c")
    )
    assert compared == filled or compared > 12_000


def _same(ours: str, theirs: Any) -> bool:
    if isinstance(theirs, bool):
        return ours == str(theirs).upper()
    if isinstance(theirs, int | float):
        return float(ours) == float(theirs)
    if isinstance(theirs, dt.datetime):
        # A reader may round the fraction of a day another way.
        return abs(dt.datetime.fromisoformat(ours) - theirs) < dt.timedelta(milliseconds=2)
    if isinstance(theirs, dt.date | dt.time):
        return ours == theirs.isoformat()
    return ours == str(theirs)


def test_delimited_text_is_what_the_standard_reader_says(tmp_path: Path) -> None:
    found = inspected(tmp_path, _content("fi_turku_projects_bom_multiline.csv"))
    kept = _kept(tmp_path, found)
    with (tmp_path / "file").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.reader(handle))
    assert found["encoding"] == "utf-8"
    assert kept.num_rows == len(rows)
    for number, row in enumerate(rows, 1):
        assert [_cell(kept, number, column + 1) for column in range(len(row))] == row


def test_decimal_mark_and_separator_are_found(tmp_path: Path) -> None:
    found = inspected(tmp_path, _content("fi_kela_semicolon_decimalcomma_latin1.csv"))
    assert (found["encoding"], found["separator"], found["decimal"]) == ("cp1252", ";", ",")


def test_rows_divided_by_commas_in_their_texts_are_put_together_or_told(tmp_path: Path) -> None:
    name = "fi_eura2007_latin1_unquoted_commas.csv"
    found = inspected(tmp_path, _content(name))
    kept = _kept(tmp_path, found)
    odd = proposed(found)["ragged_rows"]
    assert len(odd) == 16
    # Where the row was put together, its dates and sums stand in their own columns.
    sums = kept.column("c13").cast(pa.string()).to_pylist()[1:]
    ends = kept.column("c8").cast(pa.string()).to_pylist()[1:]
    whole = [number for number in range(2, 3002) if number not in odd]
    assert all(sums[number - 2].removeprefix("-").isdecimal() for number in whole)
    assert all(ends[number - 2].count(".") == 2 for number in whole)


def test_what_a_cell_was_is_kept_beside_its_text(tmp_path: Path) -> None:
    found = inspected(tmp_path, _content("types_mixed.xlsx"))
    kinds = _kept(tmp_path, found).column("k1").to_pylist()
    assert kinds[2] == EMPTY
    assert kinds[3] == NUMBER
    assert kinds[10] == DATE
    assert kinds[12] == ERROR
    found = inspected(tmp_path / "survey", _content("fi_survey_2023_fi.xlsx"))
    assert _kept(tmp_path / "survey", found).column("k0").to_pylist()[3] == DATETIME


def test_errors_are_counted_and_named(tmp_path: Path) -> None:
    found = inspected(tmp_path, _content("error_cells.xlsx"))
    note = next(note for note in found["notes"] if note["code"] == "cells_failed")
    assert note["where"] == "A1, A2, A3, A4, A5, A6, A7"
    assert note["message"].startswith("7 cells")
