"""Workbooks: numbers are numbers, texts are texts, and all that a reader needs is in them."""

from __future__ import annotations

import io
import zipfile

import pytest

from seutukuva import export, texts
from seutukuva.export import Cell
from seutukuva.export.sheets import number_format
from tests.export.reading import ORIGIN, full_of, small, table, workbook

HOSTILE = ['=HYPERLINK("http://evil.example","x")', "+1", "-1+2", "@SUM(A1)", "=1+1", "http://x.y"]


def test_numbers_are_numbers_and_what_is_missing_has_its_sign() -> None:
    sheet = workbook(small()).worksheets[0]
    headings, *rows = table(sheet)
    assert headings == ["Period", "Saarijärvi", "Saarijärvi: status", "Finland"]
    assert rows == [
        [2025, 8763, "[p] preliminary", 5.6],
        [2024, "[x]", "[x] missing", -3.25],
        [2023, 8847, None, "[c]"],
    ]


def test_not_yet_published_is_told_from_missing() -> None:
    rows = (
        (Cell(None, ":", "not_published"),),
        (Cell(None, "..", "missing"),),
        (Cell(None, ".", "not_applicable"),),
    )
    sheet = workbook(small(columns=("Value",), rows=rows)).worksheets[0]
    assert table(sheet)[1:] == [
        ["[x]", "[x] not yet published"],
        ["[x]", "[x] missing"],
        ["[z]", "[z] not applicable"],
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_or_a_link(text: str) -> None:
    book = workbook(full_of(text))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    assert book.worksheets[0]["A1"].value == text
    assert table(book.worksheets[0])[1] == [text, -1.5, text]


def test_headings_that_are_alike_are_told_apart() -> None:
    take = small(columns=("Area", "area", ""), rows=((Cell("a", "a"),) * 3,))
    assert table(workbook(take).worksheets[0])[0] == ["Area", "area (2)", "–"]


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("a", "a", "a (2)"), ["a", "a (2)", "a (2) (2)"]),
        (("A (2)", "a", "a"), ["A (2)", "a", "a (3)"]),
    ],
)
def test_a_heading_that_looks_numbered_is_told_apart_too(
    names: tuple[str, ...], wanted: list[str]
) -> None:
    take = small(columns=names, rows=((Cell("1", "1"),) * 3,))
    assert table(workbook(take).worksheets[0])[0] == wanted


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\uffff", "\ufffe", "\ud800"])
def test_a_heading_has_no_sign_that_a_workbook_cannot_hold(sign: str) -> None:
    take = small(columns=(f"a{sign}b", f"{sign}", "c\nd"), rows=((Cell("1", "1"),) * 3,))
    assert table(workbook(take).worksheets[0])[0] == ["ab", "–", "c d"]


@pytest.mark.parametrize(
    ("shown", "status", "language", "wanted"),
    [
        ("8\u00a0763", "", "fi", "#,##0"),
        ("8,763", "", "en", "#,##0"),
        ("1,234.50", "", "en", "#,##0.00"),
        ("12,3\u00a0%", "", "fi", '#,##0.0"\u00a0%"'),
        ("12.3%*", "preliminary", "en", '#,##0.0"%"'),
        ("−3,25", "", "sv", "#,##0.00"),
        ("+4", "", "nb", "+#,##0;-#,##0;#,##0"),
        ("2\u00a0816\u00a0€e", "estimated", "fi", '#,##0"\u00a0€"'),
        ('5\u00a0m"x', "", "fi", '#,##0"\u00a0mx"'),
        ('12"', "", "en", "#,##0"),
        ("", "", "fi", "General"),
    ],
)
def test_numbers_look_as_on_the_page(shown: str, status: str, language: str, wanted: str) -> None:
    assert number_format(Cell(1.0, shown, status), language) == wanted


@pytest.mark.parametrize(
    ("value", "shown", "wanted"),
    [
        (-0.04, "0,0", "#,##0.0;#,##0.0"),
        (-0.4, "0\u00a0%", '#,##0"\u00a0%";#,##0"\u00a0%"'),
        (0.04, "0,0", "#,##0.0"),
        (-0.06, "−0,1", "#,##0.0"),
        (-0.06, "-0,1", "#,##0.0"),
    ],
)
def test_what_rounds_to_zero_has_no_sign(value: float, shown: str, wanted: str) -> None:
    assert number_format(Cell(value, shown), "fi") == wanted


def test_everything_that_a_reader_must_know_is_there() -> None:
    book = workbook(small())
    assert [sheet.title for sheet in book] == ["Table", "Notes", "Codes"]
    facts = {name: text for name, text in table(book["Notes"])[1:]}
    for name, text in {
        "Title": "Population",
        "Note": "A note.",
        "Event": "1 January 2009: a merger.",
        "Licence": "CC BY 4.0 https://creativecommons.org/licenses/by/4.0/",
        "Updated by the producer": "29 May 2026",
        "Data version": "20261122T000000Z-abcdef01",
        "Link": "https://example.org/indicator?area=FI-KU729",
        "Citation": export.citation(small()),
    }.items():
        assert facts[name] == text
    codes = table(book["Codes"])
    assert ["Sign", "[u]", "unreliable, varies strongly"] in codes
    assert ["Area", "FI-KU729", "Saarijärvi"] in codes
    assert book.properties.title == "Population"
    assert book.custom_doc_props["Language"].value == "en"


def test_the_heading_stays_in_view_and_the_screen_is_not_full_of_sources() -> None:
    sheet = workbook(small(origins=(ORIGIN,) * 9)).worksheets[0]
    frozen = int(sheet.freeze_panes.removeprefix("A"))
    (only,) = sheet.tables.values()
    assert only.ref.startswith(f"A{frozen - 1}:")
    assert frozen <= 8


@pytest.mark.parametrize("language", list(texts.LANGUAGES))
def test_every_language_makes_a_workbook(language: str) -> None:
    book = workbook(small(language=language))
    assert len({sheet.title for sheet in book}) == 3
    assert book.custom_doc_props["Language"].value == language


def test_a_table_without_rows_is_a_workbook_too() -> None:
    sheet = workbook(small(rows=())).worksheets[0]
    assert table(sheet)[0] == ["Period", "Saarijärvi", "Finland"]


def test_letters_that_a_workbook_cannot_hold_do_not_break_it() -> None:
    take = small(title="A\x00B\x1f", notes=("x" * 40_000,))
    with zipfile.ZipFile(io.BytesIO(export.xlsx(take))) as archive:
        assert archive.testzip() is None
    notes = [text for name, text in table(workbook(take)["Notes"]) if name == "Note"]
    assert len(notes[0]) == 32_767
    assert notes[0].endswith("…")


def test_rows_are_as_high_as_their_texts() -> None:
    long = "Order books are thin and nobody invests. " * 5
    rows = ((Cell("One", "One"), Cell(long, long)), (Cell("Two", "Two"), Cell("short", "short")))
    book = workbook(small(columns=("Name", "Reason"), rows=rows))
    sheet = book.worksheets[0]
    top = next(one for one in range(1, 20) if sheet.cell(one, 1).value == "One")
    width = sheet.column_dimensions["B"].width
    height = sheet.row_dimensions[top].height
    assert height is not None and height % 15 == 0
    # Enough for all letters, and not twice as much.
    assert len(long) / width <= height / 15 <= 2 * len(long) / width
    assert sheet.row_dimensions[top + 1].height is None
