"""CSV: programs read the numbers, spreadsheets run nothing."""

from __future__ import annotations

import math

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
    assert row["Contents"] == "Population: persons, 2023–2025."
    assert "Statistics Finland" in row["Source"]
    assert "updated 29 May 2026" in row["Source"]
    assert row["Licence"] == "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/"
    assert row["Data version"] == "20261122T000000Z-abcdef01"
    assert row["Retrieved"] == "22 November 2026"
    assert row["Link"] == "https://example.org/indicator?area=FI-KU729"


def test_many_sources_are_each_named_once() -> None:
    row = frame(small(origins=(ORIGIN, ORIGIN))).iloc[0]
    assert row["Source"] == "Statistics Finland, Population structure (29 May 2026)"


@pytest.mark.parametrize("text", ["=1+1", "+358", "-1", "@a", "\t=1", "＝1", '="x"'])
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
    assert read["Contents"][0] == f"'{text}: persons, 2023–2025."
    assert read["Link"][0] == read["Data version"][0] == f"'{text}"


@pytest.mark.parametrize("value", [0.1 + 0.2, 1e-9, 1e15, 123456789.125, -0.0, 5_600_000.0])
def test_numbers_lose_nothing(value: float) -> None:
    read = frame(small(columns=("Value",), rows=((Cell(value, "x"),),)))
    assert pd.to_numeric(read["Value"])[0] == value


def test_excel_is_told_the_letters() -> None:
    written = export.csv(small())
    assert written.startswith(b"\xef\xbb\xbf")
    assert "Saarijärvi" in written.decode("utf-8-sig")
