"""A closer look at one series: what people entered stands on its time axis too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from seutukuva import records, store
from tests.pages import everything_said, open_page
from tests.records.conftest import SAWMILL, Home, home, postgresql

pytestmark = pytest.mark.slow

__all__ = ["home", "postgresql"]


def test_usual_variation_tells_the_events_that_the_course_tells(
    starter_folder: Path, home: Home
) -> None:
    shutil.copytree(starter_folder / "build", home.folder / "build")
    store._rows.cache_clear()
    body = {**SAWMILL, "title": "A sawmill closed", "date_from": "2023-03"}
    records.append("event", body, by="local")
    at = open_page(
        "situation/indicator", area="FI-KU729", indicator="unemployment_share", lang="en"
    )
    assert not at.exception and not at.error
    alternatives = [chart.proto.alt for chart in at.get("plotly_chart")]
    told = [alt for alt in alternatives if "A sawmill closed" in alt]
    assert len(told) == 2, "course and usual variation"
    assert any("natural limits" in alt for alt in told)


@pytest.mark.parametrize(
    ("indicator", "is_share"),
    [("employed_in_home_municipality_share", True), ("jobs", False)],
)
def test_means_of_a_share_are_said_to_be_of_all_years_together(
    starter: Path, indicator: str, is_share: bool
) -> None:
    at = open_page("situation/indicator", area="FI-KU729", indicator=indicator, mean="1", lang="en")
    assert not at.exception and not at.error
    said = everything_said(at)
    assert "Thick line: three-year mean" in said and "No means" not in said
    assert ("The mean of shares is the share of all its periods together." in said) == is_share


def test_a_share_of_an_unknown_number_has_no_means_and_that_is_said(starter: Path) -> None:
    query = {"area": "FI-KU729", "indicator": "tertiary_share", "lang": "en"}
    at = open_page("situation/indicator", mean="1", **query)
    assert not at.exception and not at.error
    assert "No means: they need" in everything_said(at)
    assert "Thick line" not in everything_said(at)
    assert "No means" not in everything_said(open_page("situation/indicator", **query))
