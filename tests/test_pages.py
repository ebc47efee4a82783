"""Every page opens in the frame, in every language, with and without data."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import definitions, navigation, texts
from tests.pages import everything_said, open_page

PAGES = [f"{page.section}/{page.name}" for page in navigation.found()]
# What firms have told, lists of projects and outlook marks are shown without any statistics.
WITHOUT = ["projects/lists", "projects/pipeline", "situation/outlook", "meetings/evaluations"]
WITHOUT += ["about/people", "about/privacy"]
WITHOUT += [f"{page.section}/{page.name}" for page in navigation.found() if page.is_confidential]


@pytest.mark.parametrize("page", PAGES)
def test_page_opens(starter: Path, page: str) -> None:
    at = open_page(page, lang="fi")
    assert not at.exception
    assert not at.error, [error.value for error in at.error]
    assert at.title[0].value


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_when_nothing_is_published(nothing_published: Path, page: str) -> None:
    at = open_page(page)
    assert not at.exception
    assert not at.error, [error.value for error in at.error]
    assert page in WITHOUT or "python -m etl run" in everything_said(at)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_page_says_everything_in_each_language(starter: Path, page: str) -> None:
    english = open_page(page, lang="en")
    in_english = everything_said(english)
    for chart in english.get("plotly_chart"):
        assert len(chart.proto.alt) > 20, "a chart without a text alternative"
    for language in texts.LANGUAGES:
        at = english if language == "en" else open_page(page, lang=language)
        assert not at.exception, language
        assert not at.error, [language, *(error.value for error in at.error)]
        assert at.title[0].value
        said = everything_said(at)
        assert language == "en" or said != in_english
        for word in (" the ", " figures ", "Source:"):
            assert language == "en" or word not in said, f"{page} speaks English in {language}"


@pytest.mark.slow
@pytest.mark.parametrize(
    "area",
    ["FI-KU729", "FI-KU312", "FI-MK13", "FI-SSS", "SE-KU2583", "NO-KU4005", "FI-KU091", "FI-SK071"],
)
@pytest.mark.parametrize(
    "page",
    [
        "situation/overview",
        "situation/area",
        "situation/indicator",
        "situation/projections",
        "situation/side_by_side",
        "situation/changes",
        "situation/structure",
    ],
)
def test_pages_open_for_areas_with_few_or_no_figures(starter: Path, page: str, area: str) -> None:
    at = open_page(page, area=area)
    assert not at.exception
    assert not at.error, [error.value for error in at.error]


@pytest.mark.slow
@pytest.mark.parametrize("indicator", list(definitions.load().indicators))
def test_every_indicator_opens(starter: Path, indicator: str) -> None:
    at = open_page("situation/indicator", indicator=indicator, area="FI-KU729")
    assert not at.exception
    assert not at.error, [error.value for error in at.error]


def test_overview_shows_published_figures(starter: Path) -> None:
    at = open_page("situation/overview", area="FI-KU729")
    values = {metric.label: metric.value for metric in at.metric}
    assert values["Väkiluku"] == "8\u00a0763"
    at = open_page("situation/overview")
    values = {metric.label: metric.value for metric in at.metric}
    assert values["Väkiluku"] == "26\u00a0387"


def test_choosing_an_area_changes_figures_and_address(starter: Path) -> None:
    at = open_page("situation/overview")
    before = [metric.value for metric in at.metric]
    at.selectbox(key="widget_area").set_value("FI-KU931").run()
    assert [metric.value for metric in at.metric] != before
    assert at.query_params["area"] in ("FI-KU931", ["FI-KU931"])


def test_a_choice_survives_a_walk_to_another_page(starter: Path) -> None:
    at = open_page("situation/overview")
    at.selectbox(key="widget_area").set_value("FI-KU256").run()
    at.switch_page("pages/situation/indicator.py").run()
    assert at.selectbox(key="widget_area").value == "FI-KU256"


def test_choosing_an_indicator_changes_the_page(starter: Path) -> None:
    at = open_page("situation/indicator", area="FI-KU729")
    at.selectbox(key="widget_indicator").set_value("mean_age").run()
    assert not at.exception
    assert "keski-ikä" in at.title[0].value.lower()
    assert at.query_params["indicator"] in ("mean_age", ["mean_age"])


def test_peer_groups_and_own_list(starter: Path) -> None:
    for group in definitions.load().peer_groups:
        at = open_page("situation/indicator", area="FI-KU729", peers=group)
        assert not at.exception
        assert not at.error
    at = open_page(
        "situation/indicator",
        area="FI-KU729",
        peers="own_list",
        **{"with": ["FI-KU111", "FI-KU240"]},
    )
    assert at.multiselect(key="widget_with").value == ["FI-KU111", "FI-KU240"]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ({"area": "FI-KU000"}, "FI-KU000"),
        ({"indicator": "happiness"}, "happiness"),
        ({"area": "<script>"}, "<script>"),
        ({"area": "FI-KU588"}, "FI-KU588"),
        ({"area": "KU588"}, "KU588"),
        ({"area": "SE-SSS"}, "SE-SSS"),
    ],
)
def test_an_unknown_choice_in_the_address_is_said(
    starter: Path, query: dict[str, str], asked: str
) -> None:
    at = open_page("situation/indicator", **query)
    assert not at.exception
    assert any(asked in warning.value for warning in at.warning)
    assert at.title[0].value


def test_a_code_without_its_country_is_understood(starter: Path) -> None:
    at = open_page("situation/overview", area="KU931")
    assert at.selectbox(key="widget_area").value == "FI-KU931"


def test_an_unknown_language_falls_back(starter: Path) -> None:
    at = open_page("situation/overview", lang="xx")
    assert not at.exception
    assert "Väkiluku" in {metric.label for metric in at.metric}


def test_a_page_survives_a_broken_section(starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from seutukuva import ui

    def broken(*_args: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(ui, "news", broken)
    at = open_page("situation/overview")
    assert not at.exception
    assert len(at.error) == 1
    assert "secret detail" not in at.error[0].value
    assert at.metric


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_page_opens_on_a_version_without_figures(
    starter: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    from seutukuva import store

    whole = store.run

    def without_rows(name: str, **params: object) -> object:
        rows = whole(name, **params)
        return rows if name in ("shared/build", "shared/sources") else rows.iloc[:0]

    monkeypatch.setattr(store, "run", without_rows)
    at = open_page(page)
    assert not at.exception
    assert not at.error, [error.value for error in at.error]
