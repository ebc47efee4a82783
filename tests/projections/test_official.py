"""Official projections: every stored vintage in its order, in the areas of today."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import build, publish, stage
from seutukuva import definitions, picture
from seutukuva.projections import official
from tests.etl.sample import Country, Figure, country

__all__ = ["country"]

pytestmark = pytest.mark.slow

CAVEAT = """
[projection_not_forecast]
text = { fi = "Laskelma.", sv = "Beräkning.", en = "A calculation.", nb = "Beregning." }
"""
PROJECTION = """

[official]
projects = "population"
made = "2019"
base = "2018"
"""


def test_vintages_come_in_the_order_they_were_made(starter: Path) -> None:
    first, second = official.vintages("population", "FI-SK138")
    assert (first.made, first.base, first.indicator_id) == (
        "2012",
        "2011",
        "population_projection_2012",
    )
    assert [(one.period, one.value) for one in first.points] == [
        ("2020", 29844),
        ("2030", 28161),
        ("2040", 26963),
    ]
    assert first.source_id == "sotkanet_population_projection"
    assert all(one.is_computed for one in first.points), "a sum over its municipalities"
    assert (second.made, second.base, len(second.points)) == ("2019", "2018", 22)
    assert (second.points[0].period, second.points[-1].period) == ("2019", "2040")
    own, _ = official.vintages("population", "FI-KU729")
    assert not own.points[0].is_computed


def test_an_area_without_any_has_none(starter: Path) -> None:
    assert official.vintages("population", "SE-KU2583") == ()
    assert official.vintages("jobs", "FI-KU729") == ()
    assert official.projecting("jobs") == ()


def test_every_vintage_that_is_defined_is_listed() -> None:
    listed = official.projecting("population")
    made = [one.official.made for one in listed if one.official]
    assert made == sorted(made) and len(made) == len(listed) >= 4
    known = {one.id for one in definitions.load().indicators.values() if one.official}
    assert known == {one.id for one in listed}


def test_of_several_the_latest_of_each_country_stands_beside_figures() -> None:
    known = definitions.load().indicators
    years = ("2012", "2019", "2021", "norway_2020", "norway_2024")
    given = [known["jobs"], *(known[f"population_projection_{year}"] for year in years)]
    kept = [one.id for one in official.without_older(given)]
    assert kept == ["jobs", "population_projection_2021", "population_projection_norway_2024"]
    assert official.without_older(given[1:2]) == given[1:2]


def test_a_page_of_today_has_one_projection(starter: Path) -> None:
    shown = [one.id for one in picture.available() if one.official]
    assert shown == ["population_projection_2019"]


def test_what_was_merged_since_is_projected_together(country: Country) -> None:
    file = country.folder / "definitions" / "indicators" / "jobs.toml"
    text = file.read_text(encoding="utf-8").replace('unit]\nfi = "jobs"', 'unit]\nfi = "people"')
    for language in ("sv", "en", "nb"):
        text = text.replace(f'{language} = "jobs"\n', f'{language} = "people"\n', 1)
    text = text.replace('verb = "count"', 'verb = "projection"') + PROJECTION
    file.write_text('caveats = ["projection_not_forecast"]\n' + text, encoding="utf-8")
    (country.folder / "definitions" / "caveats.toml").write_text(CAVEAT, encoding="utf-8")
    figures: list[Figure] = [
        ("population", "FI-KU003", "2020", 100, "final"),
        # An answer of 2019 gives the two that were merged in 2020 apart from the third.
        ("jobs", "FI-KU003", "2020", 70, "final"),
        ("jobs", "FI-KU004", "2020", 20, "final"),
        ("jobs", "FI-KU005", "2020", 15, "final"),
        ("jobs", "FI-KU003", "2021", 71, "final"),
    ]
    country.starter("apart", figures)
    build.build(country.defs(), stage.stage(country.defs()))
    publish.publish(country.defs())
    (found,) = official.vintages("population", "FI-KU003")
    assert [(one.period, one.value, one.is_computed) for one in found.points] == [
        ("2020", 105, True),
        ("2021", 71, False),
    ]
