"""The whole analysis of an area, and the same as a document in another language than the page's."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from seutukuva import cohorts, definitions, economy, store, texts
from seutukuva.errors import MissingProjections, MissingStructures
from seutukuva.export import documents
from seutukuva.export.documents import Figure, Grid
from seutukuva.impact import ahead, analysis, document, industries, plan, statements
from seutukuva.projections import own
from tests.impact.made import entered

pytestmark = pytest.mark.slow

SUBREGION = "FI-SK138"
WRITTEN = "Kädet vähenevät: #panic() *ei* $x$ <b>lihavaa</b>"


def squeezed(text: str) -> str:
    """Text without its spaces: a page breaks lines where it likes."""
    return "".join(text.split())


def pages_of(area_id: str, language: str) -> str:
    reader = PdfReader(io.BytesIO(document.pdf(area_id, language, "http://localhost/impact?x=1")))
    assert reader.trailer["/Root"]["/Lang"] == language
    return squeezed("".join(page.extract_text() for page in reader.pages))


@pytest.mark.parametrize("language", list(texts.LANGUAGES))
def test_the_document_tells_what_the_page_tells_in_its_own_language(
    entering: Path, language: str
) -> None:
    entered(WRITTEN, development_areas=["A1"], projects=["s99999"], measures="Paluumuutto")
    entered("Nettomuutto nollaan", box="goal", decided_on="2026-11-05")
    texts.use("fi" if language != "fi" else "sv")
    page = texts.language()
    said = pages_of(SUBREGION, language)
    assert texts.language() == page, "the page goes on in its own language"
    with texts.speaking(language):
        known = analysis.analysis(SUBREGION)
    told = 0
    for section in known.sections:
        assert squeezed(section.title) in said
        for words in (*section.sentences, *section.warnings, *section.remarks):
            assert squeezed(words) in said, words
        for row in section.listing.shown if section.listing else ():
            assert squeezed("".join(row)) in said, row
            told += 1
    assert told > 30
    assert squeezed(WRITTEN) in said and "Nettomuuttonollaan" in said
    assert squeezed(documents.UNSHOWN) not in said
    assert all(squeezed(words) in said for words in known.in_short)
    assert "http://localhost/impact?x=1" in said and store.current_version().id in said


def test_charts_and_tables_of_the_document_are_those_of_the_page(entering: Path) -> None:
    texts.use("en")
    known = analysis.analysis("FI-KU729")
    blocks = document.document("FI-KU729", "en").blocks
    shown = [one.listing.shown for one in known.sections if one.listing]
    grids = [one.rows for one in blocks if isinstance(one, Grid)]
    assert grids == shown
    charts = [one.chart for one in known.sections if one.chart and not one.chart.is_empty]
    figures = [one for one in blocks if isinstance(one, Figure)]
    assert [one.alternative for one in figures] == [one.alternative for one in charts]
    assert len(charts) >= 8 and all(one.alternative for one in charts)


def test_past_and_future_of_the_subregion(starter: Path) -> None:
    texts.use("en")
    known = analysis.analysis(SUBREGION)
    jobs = known.past[0]
    assert jobs.sentences == (
        "The number of jobs fell by 17.6% in ten years to 9,529 in 2017; in the whole country it "
        "fell by 1.7%.",
    )
    assert "2017" in jobs.warnings[0]
    population = known.ahead[0]
    official, own_words, held = population.sentences
    assert "projection of 2019 there are 22,718 inhabitants in 2035" in official
    assert "change from 2025 (26,387): −3,669 (−13.9%)" in official
    assert "about 24,100" in own_words and "25,917 for 2025; it was 26,387" in held
    first = known.in_short
    assert first[0].startswith("The population fell by 14.5% in ten years to 26,387 in 2025")
    assert "2017" in first[1] and first[1].endswith("No newer figures are held.")
    assert "in June\xa02026" in first[2] and "No newer" not in first[2]
    assert first[3] == f"{official} {own_words}" and len(first) == 4
    rows = {row[0]: row for row in population.listing.values}
    assert rows["Official of 2019"][1:4] == (24162.0, 22718.0, 22718.0 - 26387.0)
    by_cohorts = cohorts.summary(SUBREGION, 10)
    assert rows["Own, by cohorts"][2] == by_cohorts.total[1]
    single = own.projection("population", SUBREGION)
    assert single is not None
    value, last = rows["Own, from the course of the total"][2], single.points[-1]
    # No more exact than its span lets it be.
    assert abs(value - last.value) < 0.05 * (last.high80 - last.low80) and value % 100 == 0
    industries_told = known.past[2]
    summary = economy.summary(SUBREGION)
    assert summary is not None and "Services 64.0%" in industries_told.sentences[0]
    assert "1,733 fewer jobs in 2016 than in 2008" in industries_told.sentences[1]
    # The rest of what is said of them stands below in small print: nothing is lost.
    told = " ".join((*industries_told.sentences, industries_told.remarks[0]))
    assert len(industries_told.sentences) == 3 and all(one in told for one in summary.sentences)
    services = next(row for row in industries_told.listing.values if row[0] == "Services")
    assert services[1:3] == tuple(own_jobs["services"] for own_jobs in summary.view.own)
    ages = next(one for one in known.past if one.id == "ages")
    assert ages.chart.kind == "pyramid"
    # The year nearest to ten years later that has been published by age.
    assert "2025" in ages.chart.subtitle and "2030" in ages.chart.subtitle
    # Beside figures of 2025 a course that ended in 2011 is not drawn.
    education = next(one for one in known.past if one.id == "education")
    assert education.chart is None and "2011" in education.warnings[0]
    employment = known.ahead[1]
    assert "can be projected" in employment.sentences[0]
    assert "Jobs; Employed residents" in employment.remarks[0], "each reason once"


def test_each_source_is_told_once_beside_its_chart(starter: Path) -> None:
    texts.use("en")
    known = {one.id: one for one in analysis.analysis(SUBREGION).sections}
    jobs, education = known["business"], known["education"]
    assert jobs.chart is not None and len(jobs.sources) == 3
    assert [one for one in jobs.other_sources if one in jobs.chart.source] == []
    assert (
        document.sources_told(jobs).startswith("Other sources: ") and len(jobs.other_sources) == 1
    )
    assert all(one in jobs.chart.source or one in jobs.other_sources for one in jobs.sources)
    assert document.sources_told(education).startswith("Sources: ")
    assert document.sources_told(replace(jobs, sources=jobs.sources[:1])) == ""


def test_of_a_whole_country_nothing_is_told_that_is_so_by_definition(starter: Path) -> None:
    texts.use("en")
    known = {one.id: one for one in analysis.analysis("FI-SSS").past}
    told = [one.id for part in ("migration", "commuting") for one in known[part].indicators]
    assert "in_commuters" in told and not set(plan.OF_PARTS) & set(told)
    assert not any("100.0%" in words for words in known["commuting"].sentences)


@pytest.mark.parametrize("area_id", ["FI-SSS", "FI-MK13", "NO-KU4001", "NO-MK40", "FI-KU931"])
def test_every_kind_of_area_is_told_calmly(starter: Path, area_id: str) -> None:
    with texts.speaking("nb"):
        known = analysis.analysis(area_id)
        made = document.document(area_id, "nb")
    assert len(known.past) == 9 and len(known.ahead) == 4
    for section in known.sections:
        assert section.is_empty or section.sentences, section.id
        assert section.chart is None or section.chart.language == "nb"
    assert made.title.endswith(known.name) and made.language == "nb"


def test_a_version_made_before_projections_and_structures(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.use("en")

    def older(*_asked: object) -> None:
        raise MissingProjections("made before")

    def without(*_asked: object) -> None:
        raise MissingStructures("made before")

    monkeypatch.setattr(own, "projections", older)
    monkeypatch.setattr("seutukuva.economy.summary", without)
    section = ahead.section(plan.EMPLOYMENT_AHEAD, SUBREGION)
    assert "before projections" in section.sentences[0] and section.listing is None
    assert industries.section(SUBREGION, 2026).is_empty
    assert "No own projection" in ahead.population(SUBREGION).sentences[1]


def test_what_can_be_projected_has_a_row_with_its_span(starter: Path) -> None:
    texts.use("en")
    section = ahead.section(plan.Part("it", "Population", (("population",),)), "FI-MK13")
    assert section.chart is not None and section.listing is not None
    ((_name, value, span, naive),) = section.listing.values
    last = own.projection("population", "FI-MK13").points[-1]
    assert naive == last.naive and span
    assert abs(value - last.value) < 0.05 * (last.high80 - last.low80)
    assert section.drawn[0] == definitions.load().indicators["population"]


def test_without_conclusions_the_boxes_say_so(entering: Path) -> None:
    assert statements.of_area(SUBREGION) == ()
    with texts.speaking("en"):
        said = pages_of(SUBREGION, "en")
    assert said.count("Nothinghasbeenenteredhereyet.") == 3
    assert "Nochallengehasbeenenteredforthisareayet." in said


def test_an_own_projection_that_does_not_reach_ten_years(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.use("en")
    whole = own.projection("population", SUBREGION)
    assert whole is not None
    short = replace(whole, points=whole.points[:6], shown=6)
    monkeypatch.setattr(own, "projection", lambda *_asked: short)
    rows = {row[0]: row for row in ahead.population(SUBREGION).listing.shown}
    row = rows["Own, from the course of the total"]
    assert row[1] != "–" and row[2:] == ("–", "–", "–")
