"""The page of towns side by side: weights, groups, ranges, years, and what it is asked wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import definitions, texts
from seutukuva.ui.vitality.parts import score_words
from tests.pages import everything_said, open_page, opened, pressed, sheets

PAGE = "situation/vitality"
slow = pytest.mark.slow


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What the tests say themselves is said in the language of the page."""
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


def alternatives(at: AppTest) -> list[str]:
    return [one.proto.alt for one in at.get("plotly_chart")]


def rank_of(at: AppTest, name: str) -> tuple[int, ...]:
    """Rank, of how many, and the ends of its range, as the sentence says."""
    pattern = rf"\*\*{name}\*\* has rank (\d+) of (\d+); .* between (\d+) and (\d+)\."
    found = re.search(pattern, everything_said(at))
    assert found, name
    return tuple(int(one) for one in found.groups())


@pytest.mark.parametrize(
    ("score", "words", "css"),
    [
        (2.31, "much better", "sk-high"),
        (0.46, "better", "sk-high"),
        (0.44, "as usual", ""),
        (-0.44, "as usual", ""),
        (-0.52, "weaker", "sk-low"),
        (-1.46, "much weaker", "sk-low"),
    ],
)
def test_a_score_is_called_as_it_is_printed(score: float, words: str, css: str) -> None:
    assert score_words(score) == (words, css)


@slow
def test_weights_move_the_ranks_and_the_address_and_go_back(starter: Path) -> None:
    at = opened(PAGE, area="FI-KU729")
    said = everything_said(at)
    rank, of, low, high = before = rank_of(at, "Saarijärvi")
    assert of == 55 and low <= rank <= high
    for words in (
        *("cannot be told apart from it", "With one indicator left out its rank is between"),
        *(
            "mean of all areas of the same kind in the country that are known here (308)",
            "different years, 2016–2025",
        ),
        *(
            "cut to it, so that none decides alone: Hanko (Loan stock",
            "What this cannot say",
            "Beside the country it is best in",
        ),
    ):
        assert words in said, words
    assert f"Saarijärvi has rank {rank} of 55" in alternatives(at)[0]
    # The picture says by what, with each year; the sliders do not stand before the result.
    assert "Employment rate, 2016" in alternatives(at)[0]
    assert "is not the official list" in said and "a proposal and no definition" in said
    panel = next(one for one in at.expander if one.label == "Indicators and weights")
    assert not panel.proto.expanded and len(panel.slider) == 9
    table = sheets(at)
    assert table.count("<tr>") == 1 + 55 and "<strong>Saarijärvi</strong>" in table
    assert "change 2023–2025" in table and "2025, per 1,000" in table
    assert "much weaker" in table and "better" in table
    # Over the years: five indicators have years in common, and each of the others says its own.
    assert "have figures: 2008, 2011, 2013, 2015–2016." in said
    assert "Total net migration: 2025; Education level index: 2025" in said
    assert "**Saarijärvi** had rank" in said and "Shaded" in said
    assert "Whether it has risen or fallen depends on the weights: risen with" in said
    assert "other composites and other ranks than those above" in said
    assert "95% of the draws or more" in said
    assert at.button(key="vitality_back_button").disabled

    at.slider(key="widget_weigh_workplace_self_sufficiency").set_value(5).run()
    at.slider(key="widget_weigh_loan_stock_per_capita").set_value(0).run()
    assert not at.exception and not at.error
    assert sorted(at.query_params["weights"]) == [
        *("loan_stock_per_capita*0", "workplace_self_sufficiency*5"),
    ]
    moved = everything_said(at)
    assert "are the reader’s choice" in moved and "a proposal and no definition" not in moved
    assert "Not used, because its weight is zero: Loan stock per inhabitant." in moved
    assert rank_of(at, "Saarijärvi") != before and "(×\u00a05)" in moved
    pressed(at, "vitality_back_button")
    assert rank_of(at, "Saarijärvi") == before and "weights" not in at.query_params


@slow
def test_groups_areas_and_wrong_links_are_each_told(starter: Path) -> None:
    at = opened(PAGE)
    assert "The towns of Saarijärvi–Viitasaari sub-region in this group" in everything_said(at)
    assert rank_of(at, "Viitasaari")[1] == rank_of(at, "Saarijärvi")[1] == 55
    country = opened(PAGE, area="FI-SSS")
    assert re.search(
        r"Best, with the range .*: Uusikaupunki \(\d+–\d+\), ", everything_said(country)
    )
    abroad = definitions.load().areas["NO-KU4026"]
    assert f"{abroad.name['en']} is not among these areas" in everything_said(
        opened(PAGE, area=abroad.id)
    )
    few = opened(PAGE, area=abroad.id, group="own_list", towns=["FI-KU729", "FI-KU931"])
    assert "too few areas" in everything_said(few)
    larger = opened(PAGE, area="FI-SK138", group="similar_size")
    lacking = r"Not used, because fewer than half of these areas have a figure of it: Unemployed"
    assert re.search(lacking, everything_said(larger))
    assert "that are known here (69)" in everything_said(larger)
    own = opened(PAGE, group="own_subregion", area="FI-KU729", parts=["population", "jobs"])
    assert rank_of(own, "Saarijärvi")[1] == 8
    wrong = open_page(
        *(PAGE,),
        lang="en",
        area="FI-KU601",
        group="moon",
        parts=["x", "share_over_64"],
        weights="population*9",
    )
    told = everything_said(wrong)
    assert not wrong.exception and not wrong.error
    for value in ("moon", "“x”", "population*9", "because neither side of it is better"):
        assert value in told, value
    # What is shown instead is what the page proposes, with the reader's area beside it.
    assert "Pihtipudas is not of this group and is set beside it" in told
    assert rank_of(wrong, "Pihtipudas")[1] == 56


@slow
def test_without_weight_or_years_or_figures_it_is_said_calmly(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = opened(PAGE, parts="population", weights="population*0")
    assert "Nothing can be added up" in everything_said(nothing)
    alone = opened(PAGE, parts=["median_disposable_income", "unemployment_share"])
    said = everything_said(alone)
    assert "Ranks over years need two years" in said
    assert "Median income: 2024; Unemployed, share: no yearly figures" in said or (
        "no yearly figures" in said and "2024" in said
    )
    assert len(alternatives(alone)) == 1
    # One indicator is an order and no composite: no weights could move it.
    one = opened(PAGE, area="FI-KU729", parts="employment_rate")
    assert "of 55 by one indicator, “Employment rate”" in everything_said(one)
    assert "sensible weights drawn" not in everything_said(one)
    some = definitions.load().indicators.values()
    judged = [one.id for one in some if one.polarity != "none"][:40]
    many = opened(PAGE, parts=judged, weights=["population*-1", "jobs*two", "net_migration*99"])
    assert len(many.slider) == 12 and "the first 12 of them are used" in everything_said(many)
    assert "population*-1, jobs*two, net_migration*99" in everything_said(many)
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    empty = opened(PAGE)
    assert "No figures have been published yet" in everything_said(empty)
