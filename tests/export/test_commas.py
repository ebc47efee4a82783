"""CSV: programs read the numbers, spreadsheets run nothing."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace

import pandas as pd
import pytest

from seutukuva import export
from seutukuva.export import Cell
from tests.export.reading import ORIGIN, frame, small


def test_pandas_reads_the_table_told_nothing() -> None:
    read = frame(small())
    assert list(read.columns[:5]) == [
        "Period",
        "Saarijärvi",
        "Saarijärvi: status",
        "Finland",
        "Finland: status",
    ]
    assert read["Period"].tolist() == [2025, 2024, 2023]
    assert read["Saarijärvi"].dtype == float
    assert read["Saarijärvi"].tolist()[::2] == [8763, 8847]
    assert math.isnan(read["Saarijärvi"][1])
    assert read["Saarijärvi: status"].tolist()[:2] == ["[p] preliminary", "[x] missing"]
    assert read["Finland"].tolist()[:2] == [5.6, -3.25]
    assert read["Finland: status"][2] == "[c] confidential"


def test_source_licence_date_version_and_link_are_in_columns() -> None:
    row = frame(small()).iloc[0]
    assert row["Contents"] == "Population, Saarijärvi: persons, 2023–2025."
    assert "Statistics Finland" in row["Source"]
    assert "updated 29 May 2026" in row["Source"]
    assert row["Licence"] == "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"
    assert row["Data version"] == "20261122T000000Z-abcdef01"
    assert row["Retrieved"] == "22 November 2026"
    assert row["Link"] == "https://example.org/indicator?area=FI-KU729"


def test_notes_and_events_are_told_once_each() -> None:
    event = "1 January 2009: a merger."
    row = frame(small(notes=("Figures with a break", event), events=(event, "2011: more."))).iloc[0]
    assert row["Notes"] == "Figures with a break. 1 January 2009: a merger. 2011: more."


def test_headings_are_told_apart_and_empty_columns_left_out() -> None:
    take = small(
        columns=("Source", "Licence", "source"),
        rows=((Cell("a", "a"), Cell("b", "b"), Cell("c", "c")),),
        notes=(),
        events=(),
        link="",
    )
    with_origin = export.csv(take).decode("utf-8-sig").splitlines()[0]
    assert with_origin == (
        "Source,Licence,source (2),Contents,Source (3),Licence (2),Data version,Retrieved"
    )
    without = export.csv(replace(take, origins=())).decode("utf-8-sig").splitlines()[0]
    assert without == "Source,Licence,source (2),Contents,Data version,Retrieved"


def test_many_sources_are_each_named_once() -> None:
    row = frame(small(origins=(ORIGIN, ORIGIN))).iloc[0]
    assert row["Source"] == "Statistics Finland, Population structure (29 May 2026)"


@pytest.mark.parametrize("text", ["=1+1", "+358", "-1", "@a", "＝1", '="x"'])
def test_texts_that_a_spreadsheet_would_run_are_kept_from_it(text: str) -> None:
    take = small(
        title=text,
        columns=(text, "Value"),
        rows=((Cell(text, text), Cell(-3.5, "−3,5")),),
        link=text,
        version=text,
    )
    read = frame(take, dtype=str)
    assert read.columns[0] == f"'{text}"
    assert read.iloc[0, 0] == f"'{text}"
    assert read.iloc[0, 1] == "-3.5"
    assert read["Contents"][0] == f"'{text}, Saarijärvi: persons, 2023–2025."
    assert read["Link"][0] == read["Data version"][0] == f"'{text}"


@pytest.mark.parametrize(
    "text", ["foo;=1+1;bar", "line\n=1+1;x", 'a;"=1+1";b', "a\n-1", "a; @x", "a;\t+1", "\t=1"]
)
@pytest.mark.parametrize("separator", [";", "\t"])
def test_who_parts_cells_otherwise_runs_nothing_either(text: str, separator: str) -> None:
    take = small(
        columns=("Period", text),
        rows=((Cell("2025", "2025"), Cell(text, text)), (Cell(text, text), Cell("", ""))),
        title=text,
        notes=(text,),
        link=text,
    )
    written = export.csv(take).decode("utf-8-sig")
    # Each way of reading quotes: a spreadsheet minds them only where they begin a cell.
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        read = csv.reader(io.StringIO(written), delimiter=separator, quoting=quoting)
        cells = [cell.strip(' "') for row in read for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


@pytest.mark.parametrize("value", [0.1 + 0.2, 1e-9, 1e15, 123456789.125, -0.0, 5_600_000.0])
def test_numbers_lose_nothing(value: float) -> None:
    read = frame(small(columns=("Value",), rows=((Cell(value, "x"),),)))
    assert pd.to_numeric(read["Value"])[0] == value


def test_excel_is_told_the_letters() -> None:
    written = export.csv(small())
    assert written.startswith(b"\xef\xbb\xbf")
    assert "Saarijärvi" in written.decode("utf-8-sig")
