"""Packs of a whole year: the same figures everywhere, and who gets what of them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import duckdb
import openpyxl
import pytest
from pptx import Presentation
from pypdf import PdfReader

from seutukuva import access, definitions, formats, records, settings, showing, store, texts
from seutukuva import made as made_once
from seutukuva.editions.register import Edition
from seutukuva.errors import PackRefused
from seutukuva.outlook import register
from seutukuva.pack import delivery, document, frozen, making, projects, slides, workbook
from seutukuva.pack.model import MUNICIPALITY, PUBLIC, STEERING_GROUP, Pack, Section
from seutukuva.pack.scope import Scope
from tests.export.tags import roles, tagged
from tests.pack import filled

pytestmark = pytest.mark.slow
SUBREGION, SAARIJARVI = "FI-SK138", "FI-KU729"


@pytest.fixture(scope="module")
def made() -> dict[str, Pack]:
    return {}


@pytest.fixture
def steering(year: dict[str, Edition], made: dict[str, Pack]) -> Pack:
    if "steering" not in made:
        made["steering"] = making.made(year["2026-10"], STEERING_GROUP, SUBREGION, "fi")
    return made["steering"]


def plain(text: str) -> str:
    """Letters and digits alone: what breaks a line in a document is nobody's figure."""
    return re.sub(r"[\W_]+", "", text)


def plain_spaces(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_everything_a_steering_group_needs_is_there(steering: Pack) -> None:
    assert steering.failed == ()
    known = {one.id for one in steering.known}
    wanted = {
        *("in_short", "changed", "headline", "ahead", "outlook", "reasons", "interviews"),
        *("targets", "projects", "pipeline", "ideas", "conclusions", "actions", "freshness"),
    }
    assert wanted <= known
    assert [one.id for one in steering.absent] == ["hindsight"], "no mark is a year old yet"
    assert all(len(one.finding) <= 110 for one in steering.known), "titles of slides are short"
    deck = slides.deck(steering)
    assert 10 <= len(deck.slides) + 1 <= 14
    assert all(one.notes or one.bullets for one in deck.slides)


def test_the_document_has_every_figure_of_every_section(steering: Pack) -> None:
    reader = PdfReader(io.BytesIO(document.pdf(steering)))
    assert 6 <= len(reader.pages) <= 12
    pages = [page.extract_text() for page in reader.pages]
    told = plain(" ".join(pages))
    for one in steering.known:
        for words in (one.finding, *one.sentences):
            assert plain(words) in told, words
        if one.listing is None:
            continue
        for row in one.listing.shown:
            for cell in row:
                assert plain(cell) in told, (one.id, cell)
    for page in pages:
        assert plain(steering.footer) in plain(page), "the edition is named on every page"


def test_the_document_is_read_by_screen_readers(steering: Pack) -> None:
    reader = PdfReader(io.BytesIO(document.pdf(steering)))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "fi" and root["/MarkInfo"]["/Marked"].value is True
    assert "<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data().decode()
    assert reader.metadata is not None and reader.metadata.title == steering.title
    found = roles(reader)
    levels = [int(one[2:]) for one in found if re.fullmatch(r"/H\d", one)]
    assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    pictures = {str(one.get("/Alt", "")) for one in tagged(reader) if one["/S"] == "/Figure"}
    assert pictures == {one.drawn.alternative for one in steering.known if one.drawn}
    tables = [one for one in tagged(reader) if one["/S"] == "/Table"]
    assert len(tables) == sum(one.listing is not None for one in steering.known)
    assert found.count("/TH") >= len(tables), "every table names its columns"


def test_the_workbook_has_the_same_figures(steering: Pack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(steering)))
    sheets = {one.take.subtitle: name for name, one in _named(steering, book.sheetnames)}
    for one in steering.known:
        if one.listing is None:
            continue
        cells = _below_head(book[sheets[one.listing.caption]], one.listing.columns[0])
        numbers = [value for row in cells for value in row if isinstance(value, int | float)]
        wanted = [v for row in one.listing.values for v in row if isinstance(v, int | float)]
        # Years among the texts are numbers there, too; besides them there is nothing else.
        left = iter(numbers)
        for value in wanted:
            assert any(number == pytest.approx(value) for number in left), (one.id, value)


def test_the_slides_have_the_same_figures(steering: Pack) -> None:
    content = slides.pptx(steering)
    show = Presentation(io.BytesIO(content))
    shown = [one for one in slides.chosen(steering)]
    by_title = {one.shapes.title.text: one for one in show.slides if one.shapes.title}
    for one in shown:
        slide = by_title[one.finding]
        if one.drawn is not None:
            assert _numbers(slide) >= _drawn(one), one.id
        elif one.listing is not None:
            rows = one.listing.shown[: one.listing.most_on_slide]
            assert {cell for row in rows for cell in row} <= _cells(show, one.finding), one.id
        notes = slide.notes_slide.notes_text_frame.text
        assert all(line in notes for line in one.sources), "the speaker has the sources"
    said = [shape.text_frame.text for one in show.slides for shape in one.shapes if _text(shape)]
    assert said.count(steering.footer) >= len(shown)


def test_a_municipality_is_told_its_own_figures_and_nothing_of_firms(
    year: dict[str, Edition],
) -> None:
    own = making.made(year["2026-10"], MUNICIPALITY, SAARIJARVI, "en")
    assert not {"interviews", "pipeline", "ideas"} & {one.id for one in own.sections}
    assert "Saarijärvi" in own.title and own.section("headline") is not None
    beside = own.section("beside")
    assert beside is not None and beside.listing is not None
    assert [*beside.listing.columns][2:] == [
        *("Saarijärvi", "Saarijärvi–Viitasaari", "Central Finland", "Whole country"),
    ]
    kpis = own.section("targets")
    assert kpis is not None and kpis.listing is not None
    assert not [row for row in kpis.listing.shown if "Interviews" in row[1]]
    # 22 rows of five development areas; Jobs and the tertiary degrees are of two areas each.
    assert kpis.title == "No target has been decided on for any of the 20 KPIs"
    marks = own.section("outlook")
    assert marks is not None and marks.listing is not None
    name, *signs = marks.listing.shown[0]
    ahead = [one.rsplit(" → ", 1)[1] for one in signs]
    assert (name, sorted(ahead)) == ("Saarijärvi", ["0", "−", "−−"])
    # Its own three marks, and not those of the areas around it that stand below.
    assert marks.title == "A year ahead: better in 0 and weaker in 2 of 3 marks"
    texts.use("en")


def test_areas_between_two_classes_are_told_apart(
    year: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One group says + of the year ahead, another 0: the area is neither better nor as before."""
    known = register.marks()
    (first,) = [
        one
        for one in known
        if one.cell == (SUBREGION, "business", "12") and one.round == filled.SECOND
    ]
    other = replace(first, id="other", group="KS", score=first.score + 1)
    monkeypatch.setattr(register, "marks", lambda: [*known, other])
    made_once.forget()
    own = making.made(year["2026-10"], STEERING_GROUP, SUBREGION, "en").section("outlook")
    made_once.forget()
    assert own is not None
    business = own.sentences[0]
    assert business.endswith(" Between two classes: 1.")
    told = [int(n) for n in re.findall(r"(?:better|before|weaker|classes:) (\d+)", business)]
    assert sum(told) == len(definitions.load().outlook.areas)
    texts.use("en")


def test_a_baseline_that_the_figures_no_longer_bear_out_says_so(steering: Pack) -> None:
    aims = steering.section("targets")
    assert aims is not None and aims.listing is not None
    (jobs,) = [row for row in aims.listing.shown if row[0] == "A2"]
    assert "9 000 (2014;" in plain_spaces(jobs[2]) and "9 921" in plain_spaces(jobs[2])


def test_the_public_is_not_told_of_very_few_persons_in_any_way(year: dict[str, Edition]) -> None:
    running = {"start": "2026-01-01", "end": "2026-06-30", "state": "ended", "owner": "KS"}
    plan = {"project": "K9", "decided_on": "2026-01-02", "planned": {"participants": {"all": 10}}}
    report = {"project": "K9", "type": "final", "until": "2026-06-30", "received": "2026-07-01"}
    for kind, body in (
        ("project", {"code": "K9", "name": "Courses", **running}),
        ("project_plan", plan),
        ("project_report", {**report, "realised": {"participants": {"all": 2}}}),
    ):
        records.append(kind, body, by=access.LOCAL, source="test")
    store.hold_version()
    for audience, is_told in ((MUNICIPALITY, True), (PUBLIC, False)):
        (own,) = projects.sections(Scope(audience, SUBREGION, frozen.draft()))
        assert own.listing is not None
        (row,) = [one for one in own.listing.shown if one[0].startswith("Participations")]
        assert (row[1] == "10", row[1] == "[c]") == (is_told, not is_told)
        assert any("articipations" in one for one in own.sentences) == is_told
        assert (own.chart is not None) == is_told


def test_the_day_of_a_figure_is_that_of_the_table_it_was_read_from(
    steering: Pack, year_folder: Path
) -> None:
    """By one question over the file: an indicator may have several sources."""
    (file,) = (year_folder / "build").glob("seutukuva-*.duckdb")
    asked = """
        select s.producer_updated
        from fct_observation as o join raw_snapshot as s using (snapshot_id)
        where o.indicator_id = ? and o.area_id = ? and o.value is not null
        order by o.period desc limit 1"""
    fresh = steering.section("freshness")
    assert fresh is not None and fresh.listing is not None
    with duckdb.connect(str(file), read_only=True) as statistics:
        for indicator, row in zip(fresh.indicators, fresh.listing.shown, strict=True):
            found = statistics.execute(asked, [indicator, SUBREGION]).fetchone()
            assert found and row[3] == formats.date(found[0], "fi"), indicator


def test_two_packs_of_the_same_edition_are_the_same(
    year: dict[str, Edition], steering: Pack
) -> None:
    again = making.made(year["2026-10"], STEERING_GROUP, SUBREGION, "fi")
    assert again == steering
    for first, second in pairwise([document.pdf(steering), document.pdf(again)]):
        assert first == second


def test_the_public_gets_published_editions_only(year: dict[str, Edition]) -> None:
    for edition in (None, year["2026-10"]):
        with pytest.raises(PackRefused, match="only gets editions that are published"):
            making.made(edition, PUBLIC, SUBREGION, "en")
    own = making.made(year["2026-04"], PUBLIC, SUBREGION, "en")
    ids = {one.id for one in own.sections}
    assert not {"interviews", "pipeline", "ideas", "actions"} & ids
    whole = workbook.book(own)
    told = repr(whole) + repr(document.document(own))
    for word in ("nterview", "signal", "2026-10"):
        assert word not in told.replace("interviews of", ""), word
    assert filled.CONCLUSION in told, "what was concluded is published"
    assert "published since" in own.footer


def test_where_others_reach_the_pages_drafts_and_firms_stay_inside(
    year: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEUTUKUVA_PUBLIC", "1")
    assert not access.sight(), settings.is_public()
    for edition, audience, area in (
        (year["2026-04"], STEERING_GROUP, SUBREGION),
        (year["2026-10"], MUNICIPALITY, SAARIJARVI),
        (None, MUNICIPALITY, SAARIJARVI),
    ):
        with pytest.raises(PackRefused):
            making.made(edition, audience, area, "en")
    own = making.made(year["2026-04"], MUNICIPALITY, SAARIJARVI, "en")
    assert own.failed == () and own.section("interviews") is None


def test_a_pack_needs_an_area_of_the_programme(year: dict[str, Edition]) -> None:
    with pytest.raises(PackRefused, match="sub-region or one of its municipalities"):
        making.made(None, STEERING_GROUP, "FI-KU091", "en")
    with pytest.raises(PackRefused, match="needs a municipality"):
        making.made(None, MUNICIPALITY, SUBREGION, "en")


def test_an_edition_is_what_it_was_and_the_state_before_comes_back(
    year: dict[str, Edition],
) -> None:
    held = store.current_head()
    own = making.made(year["2026-04"], STEERING_GROUP, SUBREGION, "en")
    pipeline, marks = own.section("pipeline"), own.section("outlook")
    assert pipeline is not None and "No need or idea" in pipeline.missing, "ideas came later"
    assert marks is not None and marks.listing is not None
    assert "April 2026" in marks.listing.caption
    assert own.section("changed").missing.startswith("There is no earlier edition")  # type: ignore[union-attr]
    assert store.current_head() == held and showing.shown() is None
    later = making.made(year["2026-10"], STEERING_GROUP, SUBREGION, "en")
    assert later.section("changed").title.startswith("Since edition April 2026")  # type: ignore[union-attr]
    assert later.stamp.content_hash != own.stamp.content_hash


def test_a_section_that_fails_leaves_the_others(
    year: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise KeyError("FI-KU999")

    monkeypatch.setattr(projects, "sections", broken)
    own = making.made(None, STEERING_GROUP, SUBREGION, "en")
    assert [one.split(":")[0] for one in own.failed] == ["Projects: planned and realised"[:8]]
    assert "could not be made" in own.section("projects").missing  # type: ignore[union-attr]
    assert own.section("headline").listing is not None  # type: ignore[union-attr]
    assert "not frozen" in own.footer and document.pdf(own)


def test_every_language_has_its_own_words(year: dict[str, Edition]) -> None:
    texts.use("fi")
    own = making.made(year["2026-10"], MUNICIPALITY, SAARIJARVI, "sv")
    assert texts.language() == "fi", "the page goes on in its own language"
    assert own.language == "sv" and own.section("headline").heading == "Nyckeltal"  # type: ignore[union-attr]


def test_all_municipalities_come_in_one_archive(year: dict[str, Edition]) -> None:
    seen: list[str] = []
    content = delivery.of_municipalities(
        year["2026-10"],
        "en",
        ("xlsx",),
        on_progress=lambda _share, words: seen.append(words),
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    assert len(names) == len(set(names)) == 8 and len(seen) == 8
    assert all(one.startswith("pack-2026-10-ku") and one.endswith(".xlsx") for one in names)


def _named(pack: Pack, names: list[str]) -> list[tuple[str, object]]:
    return list(zip(names[1:-3], workbook.book(pack).tables, strict=True))  # type: ignore[arg-type]


def _below_head(sheet: object, first: str) -> list[list[object]]:
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]  # type: ignore[attr-defined]
    at = next(n for n, row in enumerate(rows) if row[0] == first and any(row[1:]))
    return rows[at + 1 :]


def _text(shape: object) -> bool:
    return bool(getattr(shape, "has_text_frame", False))


def _cells(show: object, title: str) -> set[str]:
    """The texts of the tables of a slide and of those that go on from it."""
    found: set[str] = set()
    for slide in show.slides:  # type: ignore[attr-defined]
        own = slide.shapes.title.text if slide.shapes.title else ""
        if own == title or own.startswith(title):
            for shape in slide.shapes:
                if shape.has_table:
                    rows = shape.table.rows
                    found |= {cell.text for row in rows for cell in row.cells}
    return found


def _numbers(slide: object) -> set[float]:
    """The numbers of a slide's charts as they stand in the chart and in its workbook alike."""
    found: set[float] = set()
    for shape in slide.shapes:  # type: ignore[attr-defined]
        if not shape.has_chart:
            continue
        chart = shape.chart
        drawn = {
            round(float(value), 6)
            for value in re.findall(r"<c:v>(-?[\d.]+(?:E[-+]?\d+)?)</c:v>", _xml(chart))
        }
        book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        kept = {
            round(float(cell), 6)
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for cell in row
            if isinstance(cell, int | float)
        }
        assert drawn <= kept | {0.0}, "a chart shows nothing that its workbook lacks"
        found |= drawn
    return found


def _xml(chart: object) -> str:
    return chart.part.blob.decode()  # type: ignore[attr-defined]


def _drawn(one: Section) -> set[float]:
    """What the screen draws: the ends of lines and bars."""
    chart = one.drawn
    assert chart is not None
    points = {
        round(float(each.end.value), 6)
        for each in chart.series
        if each.end is not None and each.end.value is not None
    }
    bars = {round(float(bar.value), 6) for bar in chart.bars}
    return points | bars
