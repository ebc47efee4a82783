"""How a pack is laid out: which sections get slides, what stands at the foot, names of sheets."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from seutukuva import texts
from seutukuva.export import workbooks
from seutukuva.pack import document, frozen, slides, workbook
from seutukuva.pack.model import Listing, Pack, Section, Stamp

STAMP = Stamp(
    "2026-10",
    "approved since 12 November 2026",
    "0123456789abcdef" * 4,
    "20261101T000000Z-aa",
    dt.date(2026, 11, 1),
    dt.date(2026, 11, 2),
    "2026-10",
)
NASTY = "=1+1 #strong[x] <b>"


@pytest.fixture(autouse=True)
def _english() -> None:
    texts.use("en")


def listing(rows: int = 2, **other: int) -> Listing:
    shown = tuple((f"{NASTY} {at}", f"{at}.5 %") for at in range(rows))
    values = tuple((f"{NASTY} {at}", at + 0.5) for at in range(rows))
    return Listing("Shares", ("What", "Share"), shown, values, (False, True), **other)


def pack(*sections: Section) -> Pack:
    return Pack(
        audience="steering_group",
        area_id="FI-SK138",
        place="Here",
        language="en",
        title="Situation picture: Here",
        subtitle="Edition 2026-10",
        footer=frozen.footer(STAMP),
        stamp=STAMP,
        sections=sections,
        file_name="pack",
        told=frozen.told(STAMP),
    )


def test_a_table_has_a_value_for_every_cell() -> None:
    with pytest.raises(ValueError, match="one cell a column"):
        Listing("x", ("a", "b"), (("1", "2"),), ((1.0,),))
    with pytest.raises(ValueError, match="one cell a column"):
        Listing("x", ("a", "b"), (("1", "2"), ("3", "4")), ((1.0, 2.0),))
    assert Listing("x", ("a",), (("1",),)).values == (("1",),)


def test_the_foot_names_edition_state_content_and_the_day_of_the_data() -> None:
    foot = frozen.footer(STAMP)
    assert foot == (
        "Edition 2026-10 · approved since 12 November 2026 · content 0123456789ab · "
        "data of 1 November 2026"
    )
    loose = Stamp("", "draft, not frozen", "", "20261101T0", dt.date(2026, 11, 1), STAMP.day)
    assert "not frozen" in frozen.footer(loose) and "content" not in frozen.footer(loose)
    assert "not to be cited" in frozen.told(loose)[0]
    assert frozen.version_day("20261101T000000Z-aa") == dt.date(2026, 11, 1)
    assert frozen.version_day("latest") is None


def test_of_too_many_slides_the_least_telling_are_left_to_the_document() -> None:
    many = [Section(f"s{at}", f"S{at}", sentences=("x",), priority=at % 5) for at in range(20)]
    own = pack(*many, Section("quiet", "Quiet", sentences=("x",), is_slide=False))
    shown = slides.chosen(own)
    assert len(shown) == slides.MOST - 1, "the title slide is one of them"
    assert [one.id for one in shown] == [one.id for one in many if one in shown], "in order"
    left = [one for one in many if one not in shown]
    assert max(one.priority for one in left) <= min(one.priority for one in shown)
    deck = slides.deck(own)
    assert deck.footer == own.footer and "Quiet" in " ".join(deck.notes)


def test_what_is_missing_is_said_once_and_never_drawn() -> None:
    own = pack(
        Section("in_short", "In short", sentences=("a",)),
        Section("outlook", "Outlook", missing="No marks were given."),
    )
    deck = slides.deck(own)
    assert deck.slides[-1].bullets == ("Outlook: No marks were given.",)
    assert all(one.chart is None and one.table is None for one in deck.slides)
    headings = [one.words for one in document.document(own).blocks if one.kind == "heading"]
    assert headings == ["In short", "What is not in this pack", "Sources and version"]


def test_a_table_longer_than_its_slide_says_what_is_left_out() -> None:
    own = pack(Section("t", "Table", "Finding", listing=listing(9, most_on_slide=4)))
    (slide,) = slides.deck(own).slides
    assert slide.table is not None and len(slide.table.rows) == 4
    assert slide.notes[0] == "5 more rows are in the document and the workbook."
    assert len(workbook.book(own).tables[0].take.rows) == 9


def test_sheets_have_names_that_a_workbook_takes() -> None:
    names = workbooks.sheet_names(["Table/1", "Table 1", "x" * 60, "x" * 60, "[a]:*?'", ""])
    assert len({one.casefold() for one in names}) == len(names)
    assert all(0 < len(one) <= 31 and not set(one) & set("[]:*?/\\'") for one in names)
    assert names[:2] == ["Table 1", "Table 1 (2)"]


def test_a_workbook_has_numbers_as_numbers_and_no_formulas() -> None:
    own = pack(Section("t", NASTY, "Finding", sentences=(NASTY,), listing=listing()))
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(own)))
    assert book.sheetnames[0] == "Contents" and book.sheetnames[-3:] == [
        "Notes",
        "Sources",
        "Codes",
    ]
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in every if cell.data_type == "f"], "no text became a formula"
    sheet = book[book.sheetnames[1]]
    found = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "n"]
    assert [one for one in found if one is not None] == [0.5, 1.5]
    for one in book:
        assert len(one.tables) == 1, "one table a sheet"


def test_a_sheet_is_named_by_whole_words_and_a_chart_says_so() -> None:
    assert workbook._name("Projects: planned and realised") == "Projects planned and…"
    assert workbook._name("Population ahead") == "Population ahead"
    assert workbook._name("x" * 40) == "x" * 25 + "…"
    assert len(workbook._name("Development areas against their targets", 16)) <= 16
