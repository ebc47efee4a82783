"""Slide shows: what stands on them, in which language, within the edges, and with what figures."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

import openpyxl
import pptx
import pytest
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER

from bench import made_charts
from seutukuva import charts
from seutukuva.charts import specification
from seutukuva.export import slides, slides_tables, slides_text
from seutukuva.export.slides import Deck, Slide, SlideTable

pytestmark = pytest.mark.slow

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
FOOTER = "Edition 2026-10 · approved · 3fa9b1c2d4e5"
EMU = 12700


def opened(deck: Deck, template: bytes | None = None) -> Any:
    return pptx.Presentation(io.BytesIO(slides.pptx(deck, template)))


def deck(*given: Slide, language: str = "en", footer: str = FOOTER) -> Deck:
    return Deck("The situation", "October 2026", language, footer, given, "situation")


@pytest.fixture(scope="module")
def shows() -> dict[str, Any]:
    """A show of every kind of chart in each language."""
    return {
        language: opened(
            deck(
                *(
                    Slide(one.title or "–", chart=one, notes=("For the speaker.",))
                    for one in made_charts.every_kind(language)
                ),
                language=language,
            )
        )
        for language in made_charts.LANGUAGES
    }


def words_of(shape: Any) -> str:
    return "\n".join(one.text or "" for one in shape._element.iter(f"{A}t"))


def graphics(show: Any) -> Iterator[Any]:
    for slide in show.slides:
        yield from (shape for shape in slide.shapes if shape.has_chart or shape.has_table)


def charts_of(show: Any) -> list[Any]:
    return [shape.chart for shape in graphics(show) if shape.has_chart]


def sheets_of(chart: Any) -> Any:
    blob = chart.part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(io.BytesIO(blob))


def plain(value: Any) -> Any:
    return round(float(value), 6) if isinstance(value, int | float) else value


def test_every_slide_has_its_title_footer_and_number_in_the_places_made_for_them(
    shows: dict[str, Any],
) -> None:
    for slide in shows["en"].slides:
        kinds = {one.placeholder_format.type: one for one in slide.placeholders}
        title = kinds.get(PP_PLACEHOLDER.TITLE) or kinds[PP_PLACEHOLDER.CENTER_TITLE]
        assert title.text_frame.text
        assert kinds[PP_PLACEHOLDER.FOOTER].text_frame.text == FOOTER
        number = kinds[PP_PLACEHOLDER.SLIDE_NUMBER]._element
        assert [one.get("type") for one in number.iter(f"{A}fld")] == ["slidenum"]
        # Read aloud in this order: title first, foot last.
        ids = [shape.shape_id for shape in slide.shapes]
        assert ids == sorted(ids) and slide.shapes[0].shape_id == title.shape_id


def test_every_graphic_is_told_in_words(shows: dict[str, Any]) -> None:
    for language, show in shows.items():
        for shape in graphics(show):
            words = shape._element.nvGraphicFramePr.cNvPr.get("descr")
            assert words and len(words) > 10, (language, shape.name)


@pytest.mark.parametrize(
    ("language", "tag"), [("fi", "fi-FI"), ("sv", "sv-FI"), ("en", "en-GB"), ("nb", "nb-NO")]
)
def test_every_text_says_its_language(shows: dict[str, Any], language: str, tag: str) -> None:
    for slide in shows[language].slides:
        parts = [slide._element]
        parts += [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
        parts += [slide.notes_slide.notes_text_frame._txBody] if slide.has_notes_slide else []
        for part in parts:
            runs = [one for one in part.iter(f"{A}r", f"{A}fld")]
            assert {run.find(f"{A}rPr").get("lang") for run in runs} <= {tag}
    charted = charts_of(shows[language])[0]
    assert charted._chartSpace.find(f"{C}lang").get("val") == tag


def test_the_speaker_has_the_notes_and_the_sources() -> None:
    chart = made_charts.every_kind("en")[1]
    show = opened(deck(Slide("Title", chart=chart, notes=("Say this.",))))
    told = show.slides[1].notes_slide.notes_text_frame.text
    assert told.startswith("Say this.") and "Source: Tilastokeskus" in told
    assert all(mark.text in told for mark in chart.marks)
    shown = "\n".join(words_of(shape) for shape in show.slides[1].shapes)
    assert "Source: Tilastokeskus" in shown and "Say this." not in shown


def test_the_workbook_behind_each_chart_has_its_figures_and_the_table_of_the_page() -> None:
    for chart in made_charts.every_kind("fi"):
        show = opened(deck(Slide("–", chart=chart), language="fi"))
        found = charts_of(show)
        wanted = list(chart.panels) or [chart]
        assert len(found) == len(wanted), chart.kind
        for native, one in zip(found, wanted, strict=True):
            book = sheets_of(native)
            _caches_are_the_cells(native, book)
            if one.table.columns:
                rows = [list(row) for row in book.worksheets[-1].iter_rows(values_only=True)]
                assert rows[0] == [" ".join(name.split()) for name in one.table.columns]
                assert [[plain(cell) for cell in row] for row in rows[1:]] == [
                    [plain(cell) if cell != "" else None for cell in row]
                    for row in one.table.values
                ]


def _caches_are_the_cells(native: Any, book: Any) -> None:
    """What programs draw before anyone edits is what stands in the workbook."""
    for reference in native._chartSpace.iter(f"{C}numRef", f"{C}strRef"):
        sheet, _, cells = reference.find(f"{C}f").text.rpartition("!")
        name = sheet.strip("'").replace("''", "'")
        area = book[name][cells.replace("$", "")]
        column = [row[0].value for row in area] if isinstance(area, tuple) else [area.value]
        kept = {
            int(point.get("idx")): point.find(f"{C}v").text for point in reference.iter(f"{C}pt")
        }
        for at, value in enumerate(column):
            if value is None:
                assert at not in kept, (name, cells)
            elif isinstance(value, str):
                assert kept[at] == value
            else:
                assert float(kept[at]) == pytest.approx(value)


def test_a_break_and_a_gap_part_the_line_and_preliminary_figures_are_dashed() -> None:
    chart = made_charts.every_kind("en")[1]
    native = charts_of(opened(deck(Slide("–", chart=chart))))[0]
    rows = [row for row in sheets_of(native)["Data"].iter_rows(values_only=True)]
    table = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    before, after, late = (name for name in rows[0] if name and name.startswith("Saarijärvi"))
    # The year before the break and that of it stand in different columns: no line joins them.
    assert {table["2013"][after], table["2014"][before]} == {None} or {
        table["2013"][before],
        table["2014"][after],
    } == {None}
    assert table["2019"][before] is None and table["2019"][after] is None
    assert late == "Saarijärvi, preliminary"
    assert (table["2023"][late], table["2024"][late]) == (71.2, 72.4)
    # Dashes begin at the last firm figure.
    assert table["2022"][late] == made_charts.BROKEN["2022"] and table["2021"][late] is None
    dashed = [
        one.find(f"{C}spPr/{A}ln/{A}prstDash").get("val")
        for one in native._chartSpace.iter(f"{C}ser")
        if one.find(f".//{C}tx//{C}v").text == late
    ]
    assert dashed == ["sysDash"]
    assert native._chartSpace.find(f".//{C}dispBlanksAs").get("val") == "gap"


def test_every_figure_of_a_line_stands_in_the_workbook_once_or_where_two_lines_meet() -> None:
    chart = made_charts.every_kind("en")[1]
    native = charts_of(opened(deck(Slide("–", chart=chart))))[0]
    rows = list(sheets_of(native)["Data"].iter_rows(values_only=True))
    for series in chart.series:
        own = [at for at, name in enumerate(rows[0]) if name and name.startswith(series.name)]
        found = {
            row[0]: {row[at] for at in own if row[at] is not None} for row in rows[1:] if row[0]
        }
        wanted = {point.period: {point.value} for point in series.points if point.value is not None}
        assert {period: values for period, values in found.items() if values} == wanted


def test_figures_at_bars_are_numbers_with_a_true_minus_and_their_sign() -> None:
    chart = next(one for one in made_charts.every_kind("fi") if one.kind == "ranking")
    native = charts_of(opened(deck(Slide("–", chart=chart), language="fi")))[0]
    codes = {one.get("formatCode") for one in native._chartSpace.iter(f"{C}numFmt")}
    assert any('"−"#,##0"*"' in code for code in codes), codes
    assert any(code.startswith('[$-40B]"+"#,##0;') for code in codes), codes
    assert [round(value) for value in native.plots[0].series[0].values if value is not None] == [
        round(bar.value) for bar in chart.bars if not bar.is_gap
    ]


def test_direct_labels_stand_in_place_of_a_legend(shows: dict[str, Any]) -> None:
    found = charts_of(shows["en"])[0]
    assert not found.has_legend
    labels = [one.text for one in found._chartSpace.iter(f"{A}t")]
    assert "Saarijärvi" in labels and "Koko maa" in labels
    titles = [one for one in found._chartSpace.iter(f"{C}title")]
    assert [text.text for one in titles for text in one.iter(f"{A}t")] == ["%"]


LONG = (
    "A sentence of some length that goes on and on, so that it needs more than a line of a slide."
)


def boxes(show: Any) -> Iterator[tuple[Any, float, float]]:
    for slide in show.slides:
        for shape in slide.shapes:
            yield shape, (shape.left + shape.width) / EMU, (shape.top + shape.height) / EMU


def test_nothing_leaves_the_slide_and_long_content_goes_on_on_the_next() -> None:
    table = SlideTable(
        ("What", "Who", "Euros"),
        tuple((f"{LONG} {at}", "Town", f"{at}") for at in range(40)),
        numeric=(False, False, True),
    )
    show = opened(
        deck(
            Slide("A long list", bullets=tuple(f"{at} {LONG}" for at in range(40))),
            Slide("A long table", table=table),
            Slide(f"{LONG} {LONG} {LONG}", bullets=(LONG * 30,), below=(LONG,) * 9),
        )
    )
    wide, high = show.slide_width / EMU, show.slide_height / EMU
    for shape, right, bottom in boxes(show):
        assert shape.left >= 0 and shape.top >= 0, shape.name
        assert right <= wide + 0.1 and bottom <= high + 0.1, (shape.name, right, bottom)
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert "A long list (2)" in titles and "A long table (3)" in titles
    said = "\n".join(words_of(shape) for slide in show.slides for shape in slide.shapes)
    assert all(f"{at} {LONG}" in said for at in range(40)), "a text is lost"
    rows = [row for one in graphics(show) for row in list(one.table.rows)[1:]]
    assert len(rows) == 40
    for shape in graphics(show):
        assert [cell.text for cell in shape.table.rows[0].cells] == ["What", "Who", "Euros"]


def test_texts_fit_their_boxes_by_the_widths_of_their_letters() -> None:
    show = opened(deck(Slide("A list", bullets=tuple(f"{at} {LONG}" for at in range(40)))))
    for slide in list(show.slides)[1:]:
        body = next(one for one in slide.placeholders if one.placeholder_format.idx == 1)
        size = body.text_frame.paragraphs[0].runs[0].font.size
        points = size.pt if size else 18
        wide, high = body.width / EMU - 31, body.height / EMU
        told = [one.text for one in body.text_frame.paragraphs]
        assert slides_text.height(told, wide, points, 8) <= high


def test_sections_closing_and_empty_charts_have_their_words() -> None:
    nothing = replace(made_charts.every_kind("en")[1], series=(), alternative="No figures yet.")
    show = opened(
        deck(
            Slide("Part two", subtitle="What next", kind="section"),
            Slide("No chart", chart=nothing),
            Slide("Thank you", kind="closing"),
        )
    )
    said = ["\n".join(words_of(shape) for shape in slide.shapes) for slide in show.slides]
    assert "The situation" in said[0] and "October 2026" in said[0]
    assert "Part two" in said[1] and "What next" in said[1]
    assert "No figures yet." in said[2] and not charts_of(show)
    assert "Thank you" in said[3]
    kinds = [one.placeholder_format.type for one in show.slides[3].placeholders]
    assert PP_PLACEHOLDER.CENTER_TITLE in kinds


def test_hostile_signs_stand_as_they_were_written() -> None:
    hostile = "=HYPERLINK(1) <b>&amp;\x00\x0b \ud800 ]]> \"'"
    table = SlideTable(("a <&>",), ((hostile,),))
    show = opened(deck(Slide(hostile, bullets=(hostile,), table=table, notes=(hostile,))))
    said = "\n".join(words_of(shape) for shape in show.slides[1].shapes)
    assert "=HYPERLINK(1) <b>&amp;" in said and "]]>" in said


def test_the_same_deck_gives_the_same_bytes_without_a_time() -> None:
    given = deck(*(Slide("–", chart=one) for one in made_charts.every_kind("sv")[:3]))
    first, second = slides.pptx(given), slides.pptx(given)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {part.date_time[0] for part in package.infolist()} == {1980}
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
        about = package.read("docProps/core.xml").decode()
    assert "The situation" in about and "dcterms" not in about.replace("xmlns:dcterms", "")


def test_a_table_needs_one_cell_a_column() -> None:
    with pytest.raises(ValueError, match="one cell a column"):
        SlideTable(("a", "b"), (("x",),))
    with pytest.raises(ValueError, match="its side and its width"):
        SlideTable(("a", "b"), (), numeric=(True,))


def test_maps_become_bars_in_the_colours_of_their_classes_with_a_key() -> None:
    kinds = [one for one in made_charts.every_kind("en") if one.kind == "tiles"]
    few, many = (opened(deck(Slide("–", chart=one))) for one in kinds)
    bars = charts_of(few)[0].plots[0].series[0]
    assert sorted(bars.values) == sorted(
        one.value for one in kinds[0].regions if one.value is not None
    )
    assert sum(charts_of(many)[0].plots[0].series[0].values) == 300
    for show, chart in zip((few, many), kinds, strict=True):
        key = next(one.table for one in graphics(show) if one.has_table)
        counts = [int(row.cells[1].text) for row in list(key.rows)[1:]]
        assert sum(counts) == len(chart.regions)


def test_the_widest_letters_of_the_font_are_known() -> None:
    # Of Liberation Sans, which has the widths of Arial: "Hamburgefonts" is 6.78 sizes long.
    assert slides_text.measure("Hamburgefonts", 100) / slides_text.ROOM == pytest.approx(
        678, rel=0.03
    )
    assert slides_text.wrap("one two three", 40, 10) == ("one two", "three")
    assert "".join(slides_text.wrap("x" * 50, 60, 10)) == "x" * 50


def test_no_kind_of_chart_is_forgotten() -> None:
    drawn = {one.kind for one in made_charts.every_kind("en")}
    assert drawn | {"map"} == set(get_args(specification.Kind))


def test_many_rows_go_on_on_the_next_slide_and_a_map_is_drawn_as_bars() -> None:
    towns = [row for at in range(60) for row in made_charts.rows(f"K{at:02d}", {"2025": at + 0.5})]
    ranking = charts.ranking(
        towns, indicator=made_charts.RATE, language="en", most_areas=60, title="Order"
    )
    tiled = [one for one in made_charts.every_kind("en") if one.kind == "tiles"][1]
    drawn = replace(tiled, kind="map")
    show = opened(deck(Slide("Order", chart=ranking), Slide("Map", chart=drawn)))
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert titles == ["The situation", "Order", "Order (2)", "Order (3)", "Map"]
    found = charts_of(show)
    values = [value for one in found[:3] for value in one.plots[0].series[0].values]
    assert len(values) == len(ranking.bars) == 60
    assert sum(found[3].plots[0].series[0].values) == 300


def test_a_fan_of_where_a_course_may_lead_is_two_thin_lines() -> None:
    chart = made_charts.every_kind("en")[1]
    fan = ((2024.0, 70.0, 74.0), (2025.0, 69.0, 75.0))
    show = opened(deck(Slide("–", chart=replace(chart, fan=fan))))
    book = sheets_of(charts_of(show)[0])
    rows = list(book["Low – High"].iter_rows(values_only=True))
    assert rows[1:] == [(2024, 70, 74), (2025, 69, 75)]


def test_a_point_that_is_alone_and_a_rank_axis_are_drawn() -> None:
    alone = charts.trend(
        made_charts.rows("A", {"2025": 3.0}), indicator=made_charts.RATE, language="en", own="FI-A"
    )
    native = charts_of(opened(deck(Slide("–", chart=alone))))[0]
    low, high = native.category_axis.minimum_scale, native.category_axis.maximum_scale
    assert low < 2025 < high
    first = next(native._chartSpace.iter(f"{C}ser"))
    assert [one.find(f"{C}idx").get("val") for one in first.iter(f"{C}dPt")] == ["0"]


def test_a_title_without_end_is_cut_and_told_to_the_speaker_whole() -> None:
    endless = " ".join([LONG] * 12)
    show = opened(deck(Slide(endless, subtitle=endless, bullets=("One",))))
    slide = show.slides[1]
    title = slide.shapes.title
    assert title.text_frame.text.endswith("…") and endless.startswith(
        title.text_frame.text.rstrip("…")
    )
    points = title.text_frame.paragraphs[0].runs[0].font.size.pt
    lines = slides_text.wrap(title.text_frame.text, title.width / EMU - 15, points, bold=True)
    assert len(lines) * points * slides_text.LEADING <= title.height / EMU
    assert endless in slide.notes_slide.notes_text_frame.text


def test_rows_of_a_long_table_are_spread_evenly_over_its_slides() -> None:
    assert slides_tables._evenly([10.0] * 12, 110.0) == [6, 6]
    assert slides_tables._evenly([10.0] * 11, 110.0) == [11]
    # High rows first: the second slide has more rows, and is about as high.
    assert slides_tables._evenly([30.0] * 3 + [10.0] * 9, 170.0) == [3, 9]
    assert slides_tables._evenly([200.0, 10.0], 100.0) == [1, 1]


def test_a_column_is_never_narrower_than_its_words_while_there_is_room() -> None:
    assert slides_text.shared((1, 1, 2), (10.0, 50.0, 10.0), 120.0) == pytest.approx(
        (70 / 3, 50.0, 140 / 3)
    )
    # One column that is widened may leave another too little: it is widened as well.
    assert slides_text.shared((1, 1.2, 4), (60.0, 30.0, 10.0), 120.0) == (60.0, 30.0, 30.0)
    assert slides_text.shared((1, 1), (30.0, 90.0), 60.0) == (15.0, 45.0)
