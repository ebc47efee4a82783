"""The page of the population ahead: levers, years, ages, sums of areas, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import cohorts, texts
from seutukuva.projections import own
from seutukuva.ui.cohorts import choosing, look, missing_text, starting, yearly
from tests.pages import everything_said, opened, pressed, sheets

# Whole pages; the calculation itself is tested apart, and quickly.
pytestmark = pytest.mark.slow

PAGE = "situation/population"
LEVERS = ("migration", "more", "fertility", "mortality")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What the tests say themselves is said in the language of the page."""
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def metrics(at: AppTest) -> dict[str, str]:
    return {one.label: one.value for one in at.metric}


def pulled(at: AppTest, key: str, value: int) -> AppTest:
    at.slider(key=f"widget_{key}").set_value(value).run()
    assert not at.exception and not at.error
    return at


def test_page_tells_of_the_years_ahead(starter: Path) -> None:
    at = opened(PAGE)
    said, short = everything_said(at), cohorts.summary("FI-SK138")
    assert "**26,387** inhabitants of 2025" in said
    shown = metrics(at)
    assert shown["Inhabitants"] == f"{short.total[1]:,.0f}"
    assert shown["School starters, 7 years old"] == f"{short.school[1]:,.0f}"
    assert shown["Aged 75 or over"] == f"{short.oldest[1]:,.0f}"
    assert shown["Demographic dependency ratio"] == f"{short.dependency[1]:.1f}"
    assert f"If nobody moved, 2035: {short.still:,.0f}." in said
    # Of whom, what it is not, and why three figures of one year stand on two pages.
    assert "**Saarijärvi–Viitasaari.** If births" in said
    assert "not a forecast" in said
    alone = own.projection("population", "FI-SK138")
    assert alone is not None
    ahead = {one.period: one.value for one in alone.points}
    assert "the official projection those of the years up to 2018" in said
    assert ("2035" not in ahead) or f"“Projections” ({ahead['2035']:,.0f} in 2035)" in said
    assert "The official projection of 2019 has 22,718 in 2035" in said
    # What it rests on, and what the variants assume.
    for words in (
        "an estimate of 2025",
        "projection of 2019 had",
        "138 a year (2025)",
        "−116 a year, what the inhabitants changed by in 2020–2025",
        "Counted in 2025: −33",
        "Those aged 0 are the children born that year.",
        "5% higher",
    ):
        assert words in said, words
    assert "World Population Prospects 2022" in said
    table = sheets(at)
    assert f">{short.low:,.0f}<" in table and f">{short.high:,.0f}<" in table
    assert table.count("<tr>") == 1 + 21
    alternatives = [one.proto.alt for one in at.get("plotly_chart")]
    assert "As now, 2045" in alternatives[0] and "2035: 21," in alternatives[1]
    assert at.button(key="population_back").disabled


def test_levers_move_the_years_and_the_address_and_go_back(starter: Path) -> None:
    at = opened(PAGE, area="FI-KU729")
    now = metrics(at)
    pulled(at, "fertility", 150)
    more_children = metrics(at)
    assert more_children["Inhabitants"] > now["Inhabitants"]
    assert more_children["Aged 75 or over"] == now["Aged 75 or over"]
    assert at.query_params["fertility"] in ("150", ["150"])
    pulled(at, "more", 40)
    assert metrics(at)["Inhabitants"] > more_children["Inhabitants"]
    said = everything_said(at)
    assert "With the levers as they are set" in said
    assert f"With nothing changed, 2035: {now['Inhabitants']}." in said
    # On paper, where there are no levers, it is told how they were set.
    assert "net migration 100% and 40 persons a year more, births 150%" in said
    pulled(at, "migration", 50)
    # Half of the moves are half as far between low and high.
    assert "net migration is 1.5 persons a year per thousand" in everything_said(at)
    pulled(at, "migration", 100)
    pulled(at, "mortality", 50)
    assert metrics(at)["Aged 75 or over"] > now["Aged 75 or over"]
    pressed(at, "population_back")
    assert metrics(at) == now
    assert not set(LEVERS) & set(at.query_params)


def test_what_is_taken_away_is_what_the_page_shows(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: dict[str, Any] = {}
    monkeypatch.setattr(yearly, "take_away_table", lambda **given: taken.update(given))
    asked = choosing.Choice(("FI-KU729",), ())
    view = look(starting(asked)[0], cohorts.Levers(migration=150))
    yearly.year_by_year(view)
    values, shown = taken["values"], taken["shown"]
    assert list(values) == list(shown) and len(values) == 21
    for name in [one for one in values if one != "Year"]:
        for value, text in zip(values[name].dropna(), shown[name][shown[name] != ""], strict=True):
            decimals = 1 if name == "Dependency ratio" else 0
            printed = float(text.replace(",", "").replace("−", "-"))
            assert value == round(value, 1) and abs(value - printed) <= 0.56 * 0.1**decimals
    # Everybody is accounted for.
    change = values["Inhabitants"].diff()[1:]
    flows = values["Births"] - values["Deaths"] + values["Net migration"]
    assert (change - flows[1:]).abs().max() < 0.35
    assert any("4.5 persons a year" in one for one in taken["notes"])


def turned(at: AppTest) -> AppTest:
    """The page when its clock has rung."""
    at.session_state["population_turn"] = True
    at.run()
    assert not at.exception and not at.error
    return at


def test_years_are_chosen_and_played_to_the_end(starter: Path) -> None:
    at = opened(PAGE, in_year="2025")
    assert metrics(at)["Inhabitants"] == "26,387"
    pulled(at, "in_year", 2043)
    pressed(at, "population_play_button")
    assert at.button(key="population_play_button").label == "Stop"
    # Whatever else is done meanwhile, only the clock turns the year.
    assert at.run().slider(key="widget_in_year").value == 2043
    assert turned(at).slider(key="widget_in_year").value == 2044
    assert turned(at).slider(key="widget_in_year").value == 2045
    assert at.button(key="population_play_button").label == "Play"
    assert turned(at).slider(key="widget_in_year").value == 2045
    # Once more from the beginning, and stopped.
    pressed(at, "population_play_button")
    assert turned(at).slider(key="widget_in_year").value == 2026
    pressed(at, "population_play_button")
    assert turned(at).slider(key="widget_in_year").value == 2026
    assert at.query_params["in_year"] in ("2026", ["2026"])


def test_areas_are_added_and_parts_are_counted_once(starter: Path) -> None:
    at = opened(PAGE, area="FI-KU265", also=["FI-KU256", "FI-KU091"])
    said = everything_said(at)
    assert "Inhabitants, Kivijärvi, Kinnula." in said
    assert "Helsinki is left out. " + missing_text(cohorts.NO_AGES) in said
    at = opened(PAGE, area="FI-SK138", also=["FI-KU931"], in_year="2025")
    assert "Viitasaari is a part of" in everything_said(at)
    assert metrics(at)["Inhabitants"] == "26,387"


def test_a_lever_that_empties_an_age_is_told_calmly(starter: Path) -> None:
    at = opened(PAGE, area="FI-KU265", migration="200", more="-900", in_year="2045")
    said = everything_said(at)
    assert "Each age stops at nobody" in said
    assert at.slider(key="widget_more").value == at.slider(key="widget_more").min == -50
    assert "−900 was asked for, but this goes from −50 to 50." in said
    assert "−" not in metrics(at)["Inhabitants"]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_without_ages_the_page_says_what_is_missing(starter: Path, language: str) -> None:
    at = opened(PAGE, language, area="NO-KU4005")
    texts.use(language)
    assert missing_text(cohorts.NO_AGES) in everything_said(at)
    assert not at.metric and not at.slider


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_reason_has_words(language: str) -> None:
    texts.use(language)
    said = {missing_text(reason) for reason in cohorts.REASONS}
    assert len(said) == len(cohorts.REASONS) and all(len(one) > 20 for one in said)


def test_what_the_address_asks_for_in_vain_is_said(starter: Path) -> None:
    at = opened(PAGE, fertility="many", in_year="soon", also="FI-KU000", area="FI-XX1")
    said = everything_said(at)
    for asked in ("many", "soon", "FI-KU000", "FI-XX1"):
        assert f"“{asked}”" in said
    assert metrics(at)
