"""What the reader chooses on the closer pages: twins, forms, states to compare with."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import definitions, formats, peering, picture
from seutukuva.twins import Twins
from seutukuva.ui import changes
from tests.pages import everything_said, open_page

pytestmark = pytest.mark.slow

FOUND = definitions.load()


def _said(at) -> str:
    return everything_said(at).replace(formats.NBSP, " ")


def test_twins_are_the_nearest_by_the_chosen_indicators_and_weights(starter: Path) -> None:
    at = open_page(
        "situation/area",
        area="FI-KU729",
        peers="twins",
        by=["population", "share_over_64"],
        weight="share_over_64*3",
        lang="en",
    )
    assert not at.exception and not at.error
    assert at.multiselect(key="widget_by").value == ["population", "share_over_64"]
    assert at.selectbox(key="widget_weight_share_over_64").value == "3"
    assert "(× 3)" in _said(at)
    at.selectbox(key="widget_weight_population").set_value("2").run()
    assert set(at.query_params["weight"]) == {"population*2", "share_over_64*3"}
    assert "(× 2)" in _said(at)


def test_twins_of_an_area_without_the_figures_are_said_to_be_missing(starter: Path) -> None:
    at = open_page("situation/side_by_side", area="SE-KU2583", peers="twins", lang="en")
    assert not at.exception and not at.error
    assert "No twins can be calculated" in _said(at)


def test_a_count_is_alike_by_its_logarithm_or_rate() -> None:
    row = {"value": 100.0, "population": 1000.0, "earlier_value": None, "period": "2025"}
    rows = [
        {**row, "indicator_id": "population", "area_id": "a"},
        {**row, "indicator_id": "live_births", "area_id": "a"},
        {**row, "indicator_id": "population", "area_id": "b", "value": 0.0},
    ]
    values = peering.twin_values(FOUND, rows)
    assert values["live_births"]["a"] == 100.0
    assert values["population"] == {"a": pytest.approx(4.605, abs=1e-3)}


def test_twins_are_explained_with_what_was_not_used() -> None:
    result = Twins((("FI-KU931", 0.5),), ("population",), {"jobs": "no_own_figure"})
    text = peering.explained(FOUND, "FI-KU729", result, {"population": 2.0, "jobs": 1.0})
    assert "Saarijärvi" in text and "Viitasaari" in text and "× 2" in text
    assert FOUND.indicators["jobs"].short_title["fi"] in text


@pytest.mark.slow
@pytest.mark.parametrize("value", ["comparable", "per_1000", "change", "index", "deviations"])
def test_the_matrix_opens_in_every_form(starter: Path, value: str) -> None:
    at = open_page("situation/side_by_side", area="FI-KU729", value=value, theme="employment")
    assert not at.exception and not at.error
    assert at.get("html")


def test_an_own_list_of_one_peer_is_a_comparison_too(starter: Path) -> None:
    link = {"area": "FI-KU729", "peers": "own_list", "with": "FI-KU931", "marks": "benchmark"}
    for page in ("situation/area", "situation/side_by_side"):
        at = open_page(page, **link)
        assert not at.exception and not at.error


def test_the_newest_figures_stand_against_those_before_where_one_version_is_kept(
    starter: Path,
) -> None:
    assert picture.WITHOUT_NEWEST in picture.earlier_states()
    news = picture.news_since(picture.WITHOUT_NEWEST, ["FI-KU729"])
    kinds = {one.kind for one in news}
    assert "new_period" in kinds
    assert news.tests > 0
    assert 0.002 * news.tests <= news.expected_false_alarms <= 0.006 * news.tests
    unusual = [one.unusual for one in news]
    assert unusual == sorted(unusual, reverse=True)


@pytest.mark.slow
def test_the_page_of_changes_says_how_many_would_turn_by_chance(starter: Path) -> None:
    at = open_page("situation/changes", since="without_newest", lang="en")
    assert not at.exception and not at.error
    assert "by chance alone" in _said(at)


@pytest.mark.slow
def test_files_of_changes_say_which_states_they_compare(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []
    monkeypatch.setattr(changes, "take_away", lambda make, key: taken.append(make()))
    open_page("situation/changes", since="without_newest", lang="en")
    assert taken
    for take in taken:
        notes = " ".join(take.notes)
        assert "Before: This version without the newest period of each series." in notes
        assert "Unusual: how many times its usual spread" in notes


def test_an_unknown_state_in_the_address_is_said(starter: Path) -> None:
    at = open_page("situation/changes", since="20010101T000000Z-deadbeef", lang="en")
    assert not at.exception and not at.error
    assert any("deadbeef" in one.value for one in at.warning)


def test_changes_of_a_share_are_in_percentage_points_with_their_sign(starter: Path) -> None:
    at = open_page(
        "situation/indicator", area="FI-KU729", indicator="unemployment_share", lang="en"
    )
    assert not at.exception and not at.error
    alternatives = [chart.proto.alt for chart in at.get("plotly_chart")]
    control = next(text for text in alternatives if "natural limits" in text)
    assert "pp" in control.replace(formats.NBSP, " ") and "+" in control
