"""Where the headings of a sheet are, of one, two and three rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.etl.interviews import making
from tests.etl.interviews.making import HEADINGS, codes, inspected, opened, proposed, texts_of

pytestmark = pytest.mark.usefixtures("english")


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
    assert texts_of(opened(tmp_path, found), 0) == ["Oy A Ab", "B Oy"]


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
    assert opened(tmp_path, found).row_numbers.tolist() == [4]


def test_equal_and_empty_headings_are_told_apart(tmp_path: Path) -> None:
    rows = [["Muu", "", "Muu", "Muu (2)", "Muu"], ["a", "b", "c", "d", "e"], ["f", 1, 2, 3, 4]]
    sheet = proposed(inspected(tmp_path, making.sheet_of(rows)))
    assert sheet["headings"] == ["Muu", "(B)", "Muu (3)", "Muu (2)", "Muu (4)"]


def test_two_hundred_columns(tmp_path: Path) -> None:
    rows = [[f"K{n}" for n in range(200)], *([n % 7 for n in range(200)] for _row in range(30))]
    found = inspected(tmp_path, making.sheet_of(rows))
    assert len(proposed(found)["headings"]) == 200
    assert texts_of(opened(tmp_path, found), 199) == ["3"] * 30


def test_blank_rows_are_left_out_and_numbered(tmp_path: Path) -> None:
    rows = [HEADINGS, [], ["Oy A Ab", "Karstula", 5], ["  ", "", ""], ["B Oy", "Kyyjärvi", 9]]
    found = inspected(tmp_path, making.sheet_of(rows))
    table = opened(tmp_path, found)
    assert table.row_numbers.tolist() == [3, 5]
    assert table.blank_rows.tolist() == [4]
    assert "rows_blank" in codes(found)
