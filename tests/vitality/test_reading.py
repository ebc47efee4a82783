"""Figures of many areas: in the form that compares them, of one time, as the profile has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import definitions, measures, profile, store
from seutukuva.vitality import reading

FOUND = definitions.load()
TOWNS = FOUND.peer_groups["seutukaupungit"].areas
COMPOSITE = FOUND.composites["vitality"]
pytestmark = pytest.mark.slow


def test_the_default_parts_can_be_chosen_and_what_judges_nothing_cannot(starter: Path) -> None:
    choosable = reading.choosable(TOWNS)
    assert set(COMPOSITE.indicators) <= set(choosable)
    assert all(FOUND.indicators[one].polarity != "none" for one in choosable)
    assert "share_over_64" not in choosable and "population_projection_2019" not in choosable
    # Known of the programme's areas only.
    assert "tax_revenue_per_capita" not in choosable
    assert "tax_revenue_per_capita" in reading.choosable(FOUND.programme.areas)


def test_every_town_has_the_newest_figures_that_the_profile_has(starter: Path) -> None:
    newest = reading.newest(COMPOSITE.indicators, "municipality", "FI")
    rows = store.rows(
        "shared/newest_everywhere",
        indicator_ids=list(COMPOSITE.indicators),
        kind="municipality",
        country="FI",
    )
    everywhere = profile.Everywhere(FOUND, rows)
    for name in COMPOSITE.indicators:
        one = newest[name]
        expected = everywhere.at(name, one.period)
        assert one.values == expected and set(TOWNS) <= set(one.values), name
        assert set(one.statuses) == set(one.values)
    assert newest["population"].form == measures.CHANGE and newest["population"].earlier == "2023"
    assert newest["net_migration"].form == measures.PER_1000
    # Four municipalities have no newer yearly mean, and are not compared with the others' year.
    unemployed = newest["unemployment_share_yearly_mean"]
    assert len(unemployed.elsewhere) == 4 and not unemployed.elsewhere & set(unemployed.values)


def test_yearly_figures_end_in_the_newest_and_months_have_none(starter: Path) -> None:
    names = [*COMPOSITE.indicators, "unemployment_share"]
    newest = reading.newest(names, "municipality", "FI")
    years = reading.yearly(names, "municipality", "FI")
    for name in COMPOSITE.indicators:
        last = max(year for one, year in years if one == name)
        assert last == newest[name].period
        assert years[name, last].values == newest[name].values, name
    assert not [year for one, year in years if one == "unemployment_share"]
    # No figure of the year before: no change, though there is a population.
    assert "FI-KU102" not in years["population", "2013"].values
    assert years["population", "2014"].earlier == "2013"
