"""Economic structure: sentences, charts and tables of one choice; others are told calmly."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from seutukuva import definitions, economy, texts
from seutukuva.definitions.model import Selection
from seutukuva.economy import reading
from seutukuva.economy.shift_share import ShiftShare
from seutukuva.economy.view import look
from seutukuva.errors import MissingStructures
from seutukuva.ui.economy.growth import CLASSIC, change_chart
from seutukuva.ui.economy.industries import shares_chart
from tests.pages import everything_said, opened, sheets

# Whole pages; the measures themselves are tested apart, and quickly.
pytestmark = pytest.mark.slow

PAGE = "situation/structure"
SECTOR = "jobs_by_sector"
CHARTS = ["shares", "quotients", "change", "by_industry", "flows", "trend"]


def test_a_choice_is_told_in_words_charts_and_tables(starter: Path) -> None:
    at = opened(PAGE, area="FI-KU729", structure=SECTOR, to="2016")
    said = everything_said(at)
    assert at.selectbox(key="widget_beside").value == "FI-SSS"
    # The first year of which the whole country has figures, not 2007.
    assert at.selectbox(key="widget_from").value == "2008"
    assert "Saarijärvi, 2016: the largest industries are Services 66.8%" in said
    assert "there were 543 fewer jobs in 2016 than in 2008 (3,563 → 3,020, −15.2%)" in said
    assert "(Whole country, known industries −4.7%), there would have been 164 fewer" in said
    assert (
        "Because of its industries 74 fewer" in said
        and "Of unknown industry there were 5 more" in said
    )
    assert "By its own development 311 fewer" in said and "mostly from its own development" in said
    assert "published shares, rounded to a tenth of a per cent" in said, "counts are made"
    assert "Industries by TOL 2008" in said and "Source: Statistics Finland" in said
    assert "Saarijärvi–Viitasaari sub-region, 2016, jobs: of 8 municipalities" in said
    assert "2017: 653 worked here and lived in another municipality, 958" in said
    assert "90.6 jobs for a hundred employed residents, 93.7 in 1987" in said
    drawn = at.get("plotly_chart")
    assert len(drawn) == len(CHARTS) == len({one.proto.alt for one in drawn})
    assert "The area’s own development: −311" in drawn[2].proto.alt
    tables = sheets(at)
    assert "Krugman" in tables and "0.181" in tables and "Most are in" in tables
    # The table twins: figures of every industry, with the parts of its change.
    assert any("Because the industry grew otherwise" in one.value.columns for one in at.table)


def test_estebans_split_and_another_reference(starter: Path) -> None:
    query = {"structure": SECTOR, "split": "esteban", "beside": "FI-MK13"}
    at = opened(PAGE, area="FI-KU729", **query)
    said = everything_said(at)
    assert "Of the own development" in said and "(Central Finland, " in said
    # Saarijärvi is too small a part of the region to be told, but not of its own sub-region.
    assert "The area is itself" not in said
    within = everything_said(opened(PAGE, area="FI-KU729", **{**query, "beside": "FI-SK138"}))
    assert "The area is itself 31.3% of the reference area (2016)" in within
    assert any("Having more of what does better here" in one.value.columns for one in at.table)
    assert "Esteban-Marquillas" in said and "As indices" not in said


def test_years_without_the_country_have_another_reference_that_is_named(starter: Path) -> None:
    at = opened(PAGE, area="FI-KU729", structure=SECTOR, **{"from": "2007", "to": "2010"})
    said = everything_said(at)
    assert "The whole country has no figures in both of these years" in said
    assert at.selectbox(key="widget_beside").value == "known"
    assert "municipalities with figures" in said
    assert "FI-SSS" not in at.selectbox(key="widget_beside").options


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ({"structure": "of_the_moon"}, "of_the_moon"),
        ({"beside": "everybody"}, "everybody"),
        ({"from": "once"}, "once"),
        ({"from": "²²²²"}, "²²²²"),
        ({"split": "thrice"}, "thrice"),
    ],
)
def test_an_unknown_choice_is_said(starter: Path, query: dict[str, str], asked: str) -> None:
    at = opened(PAGE, area="FI-KU729", **query)
    assert any(asked in warning.value for warning in at.warning)
    assert at.selectbox(key="widget_structure").value in definitions.load().structures


def test_only_years_of_one_classification_are_offered(starter: Path) -> None:
    at = opened(PAGE, area="FI-KU729", structure="employed_by_industry_2002", to="2016")
    assert at.selectbox(key="widget_to").options[0] == "2007", "the nearest one is shown"
    said = everything_said(at)
    assert "fewer employed residents in 2007 than in " in said and "TOL 2002" in said
    assert "in 2016 than" not in said


@pytest.mark.parametrize("area", ["SE-KU2583", "FI-SSS", "FI-MK13", "FI-KU091"])
def test_areas_with_little_or_nothing_around_them(starter: Path, area: str) -> None:
    said = everything_said(opened(PAGE, area=area))
    if area.startswith("SE"):
        assert "Nothing is known of the industries" in said and "Nothing is known of comm" in said
    if area == "FI-SSS":
        assert "no wider area" in said and "the largest industries are" in said
        assert "By its own development" not in said
        assert "Whole country: there were 101,502 fewer jobs in 2016 than in 2008" in said
        assert "805,713 worked in another municipality than the one they lived in" in said
        assert "Of a whole country it is always 100" in said
    if area == "FI-MK13":
        assert "The sum of municipalities would include commuting within the area" in said


@pytest.mark.parametrize("language", list(texts.LANGUAGES))
def test_page_in_each_language(starter: Path, language: str) -> None:
    at = opened(PAGE, language, area="FI-SK138", split="esteban")
    found = definitions.load().structures[SECTOR]
    assert found.industries[0].title[language] in everything_said(at)
    assert len(at.get("plotly_chart")) == len(CHARTS)


def test_a_version_without_structures_says_so_and_shows_the_rest(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise MissingStructures("made before", where="", todo="")

    monkeypatch.setattr(reading, "_require_stored", missing)
    said = everything_said(opened(PAGE, area="FI-KU729"))
    assert "before it held industries" in said and "worked here and lived in another" in said


def test_summary_for_documents(starter: Path) -> None:
    texts.use("en")
    found = economy.summary("FI-KU729", years=8)
    assert found is not None and found.growth is not None
    assert (found.view.first, found.view.last) == ("2008", "2016")
    assert found.view.reference.name == "Whole country"
    assert isinstance(found.growth.parts, ShiftShare)
    assert round(found.growth.parts.total.change) == -548, "of known industries"
    assert any("543 fewer jobs" in one for one in found.sentences)
    assert next(iter(found.industries)) == "services"
    chart = shares_chart(found.view, found.industries)
    assert chart.bars[0].mark is not None and chart.bars[0].value_text == "66.8 (75.1)"
    parts = change_chart(found.view, found.growth, found.growth.parts, CLASSIC)
    total, *rest = [bar.value for bar in parts.bars]
    assert sum(rest) == pytest.approx(total)
    texts.use("fi")
    told = economy.summary("FI-KU729", years=8)
    assert told is not None and told.sentences != found.sentences
    assert economy.summary("SE-KU2583") is None


def test_figures_that_the_producer_does_not_give_are_said_to_be_sums(starter: Path) -> None:
    texts.use("en")
    made = definitions.load().structures[SECTOR]
    fetched = dataclasses.replace(made, selection=Selection("statfin_115h", "jobs"))
    choice = ("FI-SK138", "FI-SSS", "2008", "2016")
    assert any("sums of their municipalities" in one for one in look(fetched, *choice).notes)
    # Of shares everything is calculated, and that is what is said.
    assert not any("sums of their" in one for one in look(made, *choice).notes)


def test_years_with_a_missing_industry_are_told_and_not_offered(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    structure = definitions.load().structures[SECTOR]
    known = (reading.Known(structure, ("2008", "2016"), ("2011",)),)
    monkeypatch.setattr(reading, "structures", lambda area_id: known)
    at = opened(PAGE, area="FI-KU729")
    assert "lacks a figure cannot be chosen: 2011" in everything_said(at)
    assert at.selectbox(key="widget_from").options == ["2008", "2016"]
    same = everything_said(opened(PAGE, area="FI-KU729", **{"from": "2016"}))
    assert "Choose two different years" in same and "By its own development" not in same
    monkeypatch.setattr(
        reading, "structures", lambda area_id: (reading.Known(structure, (), ("2011",)),)
    )
    said = everything_said(opened(PAGE, area="FI-KU729"))
    assert "In no year is there a figure of every industry" in said


def test_years_on_both_sides_of_a_break_are_not_compared(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    structure = definitions.load().structures[SECTOR]
    years = ("2008", "2011", "2013", "2016")
    known = (reading.Known(structure, years, (), ("2011",)),)
    monkeypatch.setattr(reading, "structures", lambda area_id: known)
    at = opened(PAGE, area="FI-KU729", **{"from": "2008"})
    said = everything_said(at)
    assert "**Figures from 2011 on cannot be compared with earlier ones" in said
    assert "fewer jobs" not in said and "By its own development" not in said
    assert "the largest industries are" in said, "each year for itself is as good as ever"
    found = economy.summary("FI-KU729")
    assert found is not None and (found.view.first, found.view.broken) == ("2011", "")


def test_whoever_has_ten_seconds_reads_what_happened_first(starter: Path) -> None:
    at = opened(PAGE, area="FI-SK138", structure=SECTOR)
    assert at.markdown[1].value == (
        "**Saarijärvi–Viitasaari sub-region: there were 1,733 fewer jobs in 2016 than in 2008 "
        "(11,394 → 9,661, −15.2%).** The difference from the reference area comes mostly from its "
        "own development."
    )
    assert "Old figures: the newest of them is of 2016" in at.caption[0].value
    folded = [one.label for one in at.expander]
    assert "How unevenly industries lie over municipalities" in folded
    few = opened(PAGE, area="FI-KU256", structure="employed_by_industry_2008")
    assert "one firm can turn it over" in few.markdown[1].value
    assert everything_said(few).count("Hollow bar: fewer than 30") == 2, "quotients and growth"
    assert "; few persons or jobs" in few.get("plotly_chart")[3].proto.alt
