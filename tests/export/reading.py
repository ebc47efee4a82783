"""Reading what was written, as a stranger's program does."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pandas as pd
import python_calamine

from seutukuva import export
from seutukuva.export import Cell, Code, Origin, TakeAway

ORIGIN = Origin(
    attribution="Statistics Finland, Population structure",
    table="Key figures on population by area, vaerak/11ra",
    address="https://stat.fi/tilasto/vaerak",
    licence="CC BY 4.0",
    licence_address="https://creativecommons.org/licenses/by/4.0/",
    updated="29 May 2026",
    fetched="20 November 2026",
)
SMALL = TakeAway(
    title="Population",
    subtitle="persons, 2023–2025.",
    language="en",
    columns=("Period", "Saarijärvi", "Finland"),
    rows=(
        (Cell("2025", "2025"), Cell(8763.0, "8,763*", "preliminary"), Cell(5.6, "5.6")),
        (Cell("2024", "2024"), Cell(None, "..", "missing"), Cell(-3.25, "−3.3")),
        (Cell("2023", "2023"), Cell(8847.0, "8,847"), Cell(None, "...", "confidential")),
    ),
    file_name="population",
    place="Saarijärvi",
    notes=("A note.",),
    events=("1 January 2009: a merger.",),
    origins=(ORIGIN,),
    codes=(Code("area", "FI-KU729", "Saarijärvi"),),
    version="20261122T000000Z-abcdef01",
    link="https://example.org/indicator?area=FI-KU729",
    taken="22 November 2026",
)


def small(**changed: Any) -> TakeAway:
    """A little table with every kind of cell, and some of it changed."""
    return replace(SMALL, **changed)


def full_of(text: str) -> TakeAway:
    """A table with this text wherever one can stand, and a figure below zero."""
    return small(
        title=text,
        subtitle=text,
        columns=(text, "Saarijärvi", text),
        rows=((Cell(text, text), Cell(-1.5, "−1,5"), Cell(text, text)),),
        place=text,
        notes=(text,),
        origins=(Origin(text, text, text, text, text, text, text),),
        version=text,
        link=text,
        taken=text,
    )


def workbook(take: TakeAway) -> openpyxl.Workbook:
    """The workbook of a take-away, formulas as such."""
    return openpyxl.load_workbook(io.BytesIO(export.xlsx(take)))


def table(sheet: Any) -> list[list[Any]]:
    """The cells' values of the one table of a sheet, headings first."""
    (only,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[only.ref]]


def cells(take: TakeAway) -> list[list[Any]]:
    """The first table of a take-away's workbook, headings first, for tests of many workbooks.

    calamine reads values alone, in a tenth of the time.
    """
    content = io.BytesIO(export.xlsx(take))
    book = python_calamine.load_workbook(content, load_tables=True)
    first = book.get_table_by_name(book.table_names[0])
    assert first.sheet == book.sheet_names[0]
    return [list(first.columns), *([_whole(one) for one in line] for line in first.to_python())]


def _whole(value: Any) -> Any:
    """A cell as openpyxl gives it: numbers of a workbook are all of one kind."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value


def frame(take: TakeAway, **options: Any) -> pd.DataFrame:
    """The CSV file of a take-away as pandas reads it, told nothing."""
    return pd.read_csv(io.BytesIO(export.csv(take)), **options)
