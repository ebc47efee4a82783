"""Documents: tagged, in their language, with every sign as it was written, the same every time."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pypdf import PdfReader

from seutukuva import charts, definitions, texts
from seutukuva.errors import DocumentError
from seutukuva.export import documents
from seutukuva.export.documents import (
    UNSHOWN,
    Break,
    Bullets,
    Document,
    Figure,
    Grid,
    Heading,
    Notice,
    Paragraph,
    Quotation,
    Small,
)
from tests.export.tags import roles, tagged

HOSTILE = (
    '#read("/etc/passwd") #panic("x") $x^2$ *bold* _soft_ `raw` <label> @cite [a] {b} '
    "\\ // note /* more */ = no heading - no list + none ~ -- --- ... \"straight\" 'too' &amp; %s"
)
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80" viewBox="0 0 200 80">'
    '<rect width="200" height="80" fill="#eee"/><text x="9" y="20">Jyväskylä</text></svg>'
)


def made(*blocks: Any, **more: Any) -> PdfReader:
    given = {"title": "A title", "language": "en", "file_name": "it", **more}
    return PdfReader(io.BytesIO(documents.pdf(Document(blocks=blocks, **given))))


def said(reader: PdfReader) -> str:
    """All text of the pages, in one line."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("language", list(texts.LANGUAGES))
def test_a_document_is_tagged_and_says_its_language_and_title(language: str) -> None:
    reader = made(Heading("One"), Paragraph("Two"), language=language, title="Keski-Suomi")
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata is not None and reader.metadata.title == "Keski-Suomi"
    assert "pdfuaid:part" in reader.xmp_metadata.stream.get_data().decode()
    assert {"/H1", "/P"} <= set(roles(reader))
    page = texts.translator(language)("Page {page} of {pages}").format(page=1, pages=1)
    assert page in said(reader)


def test_every_block_says_what_it_was_given() -> None:
    reader = made(
        Heading("Part"),
        Heading("Piece", 2),
        Paragraph("first\nsecond"),
        Small("small print"),
        Notice("do not overlook"),
        Quotation("in her words"),
        Bullets(("milk", "honey")),
        Break(),
        Grid("A table", ("Name", "Figure"), (("Jobs", "1 234"),), (False, True), (2, 1)),
        Figure(DRAWING, "A grey field.", "A drawing", "Source: nobody"),
        subtitle="Below the title",
        footer="At the foot",
    )
    text = said(reader)
    for words in ("Part", "Piece", "second", "small print", "do not overlook", "in her words"):
        assert words in text
    for words in ("milk", "honey", "A table", "1 234", "A drawing", "Source: nobody"):
        assert words in text
    assert len(reader.pages) == 2 and text.count("At the foot") == 2
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= set(roles(reader))
    assert [str(one["/Alt"]) for one in tagged(reader) if "/Alt" in one] == ["A grey field."]


def test_what_somebody_wrote_is_never_markup() -> None:
    reader = made(
        Heading(HOSTILE),
        Paragraph(HOSTILE),
        Small(HOSTILE),
        Notice(HOSTILE),
        Quotation(HOSTILE),
        Bullets((HOSTILE,)),
        Grid(HOSTILE, (HOSTILE,), ((HOSTILE,),)),
        Figure(DRAWING, HOSTILE, HOSTILE, HOSTILE),
        title=HOSTILE,
        subtitle=HOSTILE,
        footer=HOSTILE,
    )
    text = said(reader).replace(" ", "")
    assert text.count(HOSTILE.replace(" ", "")) >= 12
    assert "root:" not in text
    assert "/Link" not in roles(reader) and "/Formula" not in roles(reader)


def test_a_word_longer_than_its_place_is_broken_and_nothing_is_added() -> None:
    word, address = "w" * 300, "https://example.fi/" + "hanke/" * 12
    once = "x" * 2000
    reader = made(
        Quotation(word),
        Small(address),
        Bullets((word,)),
        Grid("", ("A", "B", "C"), ((word, address, "työllisyydenhoitopalvelut"),)),
        Paragraph(once),
    )
    lines = said(reader).split()
    # A line of the page has room for less than so many signs.
    assert max(map(len, lines)) < 150
    whole = "".join(lines)
    assert whole.count(word) >= 2 and address in whole and once in whole


def test_signs_that_nobody_sees_are_left_out() -> None:
    text = said(made(Paragraph("a\u202eb\x00c\x1bd\ud800e\ufefff\r\ng"), Paragraph("")))
    assert "abcdef g" in text


def test_a_letter_that_no_font_has_is_told() -> None:
    text = said(made(Quotation("漢字 and 😀, Кириллица, ñ"), Paragraph("漢")))
    assert f"{UNSHOWN}{UNSHOWN} and {UNSHOWN}, Кириллица, ñ" in text
    assert "letter that the fonts" in text
    assert "letter that the fonts" not in said(made(Paragraph("Jyväskylä Ⅻ → ≥")))


def test_a_long_table_has_its_header_on_every_page() -> None:
    rows = tuple((f"row {n}", str(n)) for n in range(120))
    reader = made(Grid("Long", ("Municipality of the row", "Figure"), rows))
    assert len(reader.pages) >= 3
    assert all("Municipality of the row" in page.extract_text() for page in reader.pages)
    text = said(reader)
    assert all(f"row {n}" in text for n in range(120))


def test_which_rows_have_words_to_break_is_found_before_typesetting() -> None:
    long = "a" * 24
    rows = [
        ["short", "two words"],
        [long[1:], long],
        ["two\nlines", ""],
        [f"{long[1:]} {long[1:]}", ""],
    ]
    assert documents._measured(rows) == {"long": False, "plain": [True, False, False, True]}
    assert documents._measured([["a"]] * 14)["long"] is False
    assert documents._measured([["a"]] * 15)["long"] is True
    assert documents._measured([["ä" * 750]])["long"] is False
    assert documents._measured([["ä" * 751]])["long"] is True


def test_a_figure_needs_words() -> None:
    with pytest.raises(DocumentError, match="alt"):
        made(Figure(DRAWING, "", "Nameless"))
    with pytest.raises(DocumentError):
        made(Figure("<svg", "A broken drawing.", "Broken"))


@pytest.mark.parametrize(
    ("columns", "rows", "more"),
    [
        ((), (), {}),
        (("a",), (("1", "2"),), {}),
        (("a",), (), {"numeric": (True, False)}),
        (("a", "b"), (), {"widths": (1.0,)}),
    ],
)
def test_a_crooked_table_is_refused(columns: Any, rows: Any, more: Any) -> None:
    with pytest.raises(ValueError, match="column"):
        Grid("Crooked", columns, rows, **more)


def test_a_chart_stands_in_a_document_as_on_the_page() -> None:
    rows = [
        {"area_id": "a", "area_name": "Kyyjärvi", "period": str(year), "value": value}
        for year, value in ((2023, 1250), (2024, 1225), (2025, 1203))
    ]
    indicator = definitions.load().indicators["population"]
    chart = charts.trend(rows, indicator=indicator, language="en", own="a", source="Nobody")
    figure = Figure.of(chart)
    reader = made(figure)
    text = said(reader)
    assert figure.alternative == chart.alternative
    assert "Population" in text and "Source: Nobody" in text
    assert "2025" in text and "Kyyjärvi" in text


def test_the_same_document_is_the_same_file() -> None:
    one = Document("Twice", "fi", "twice", blocks=(Paragraph("sama"), Bullets(("yksi",))))
    assert documents.pdf(one) == documents.pdf(one)
