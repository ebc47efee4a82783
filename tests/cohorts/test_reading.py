"""Cohorts of real areas, from the figures that come with the program."""

from __future__ import annotations

import ast
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from seutukuva import cohorts
from seutukuva.cohorts import preparing
from seutukuva.cohorts.preparing import Missing, Prepared
from seutukuva.errors import MissingData
from tests.cohorts import made
from tests.conftest import REPOSITORY
from tests.pages import everything_said, opened

EIGHT = ("216", "226", "256", "265", "312", "601", "729", "931")


def test_data_is_asked_for_in_one_place() -> None:
    for file in sorted((REPOSITORY / "seutukuva" / "cohorts").glob("*.py")):
        asked = {
            alias.name
            for node in ast.walk(ast.parse(file.read_text("utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module == "seutukuva"
            for alias in node.names
        }
        assert not asked & {"store", "made"} or file.name == "reading.py", file.name


def test_without_data_it_is_said(nothing_published: Path) -> None:
    with pytest.raises(MissingData):
        cohorts.summary("FI-SK138")


@pytest.mark.slow
def test_the_sub_region_in_short(starter: Path) -> None:
    found = cohorts.summary("FI-SK138")
    assert (found.reason, found.first, found.last, found.estimated) == ("", 2025, 2035, True)
    assert found.total[0] == pytest.approx(26_387)
    # 11.9 % under 15 and 38.7 % over 64 of the inhabitants.
    assert found.dependency[0] == pytest.approx(100 * 50.6 / 49.4, abs=0.01)
    assert found.low < found.total[1] < found.high < found.total[0]
    assert found.school[1] < found.school[0]
    assert found.still > found.total[1]
    assert cohorts.summary("FI-SK138", horizon=5).last == 2030


@pytest.mark.slow
def test_what_the_areas_start_from(starter: Path) -> None:
    region, town = cohorts.of_area("FI-SK138"), cohorts.of_area("FI-KU265")
    assert isinstance(region, Prepared) and isinstance(town, Prepared)
    assert region.births.area_id == "FI-SK138"
    # A few children a year tell little: the level of the sub-region around is weighed in.
    assert (town.births.area_id, town.births.weighed) == ("FI-KU265", "FI-SK138")
    assert region.births.children == pytest.approx(1.46, abs=0.01)
    assert region.moving.newest == (2025, -33)
    assert region.dying.deaths == (2025,)
    country = cohorts.of_area("FI-SSS")
    assert isinstance(country, Prepared)
    assert country.births.children == pytest.approx(1.3, abs=0.02)
    first = preparing.together([country], cohorts.Levers(), 1, cohorts.CENTRAL)
    assert first.deaths[0] == pytest.approx(59_209, rel=0.04)


@pytest.mark.slow
def test_the_municipalities_together_are_about_their_sub_region(starter: Path) -> None:
    ids = [f"FI-KU{code}" for code in EIGHT]
    parts = [cohorts.of_area(one) for one in ids]
    ready = [one for one in parts if isinstance(one, Prepared)]
    assert len(ready) == 8
    course = preparing.together(ready, cohorts.Levers(), 10, cohorts.CENTRAL)
    assert course.people[0].sum() == pytest.approx(26_387)
    whole = cohorts.summary("FI-SK138")
    assert course.people[-1].sum() == pytest.approx(whole.total[1], rel=0.01)
    official_id, official = cohorts.official(ids)
    assert (official_id, official[2025]) == ("population_projection_2019", 25_917)
    assert cohorts.official(["FI-SK138"])[1][2025] == 25_917
    assert cohorts.history(ids)[2025] == 26_387
    assert cohorts.history([]) == {}


@pytest.mark.slow
@pytest.mark.parametrize("area_id", ["NO-KU4005", "SE-KU2583", "FI-KU091"])
def test_an_area_without_ages_has_a_reason(starter: Path, area_id: str) -> None:
    found = cohorts.of_area(area_id)
    assert isinstance(found, Missing)
    assert found.reason == cohorts.NO_AGES
    assert cohorts.summary(area_id).reason == cohorts.NO_AGES
    assert cohorts.official([area_id, "NO-KU4005"]) == ("", {})


def counted_by_sex(data: Path) -> None:
    """Put made people by age and sex into the published version: of a country and of a town."""
    (file,) = data.glob("build/*.duckdb")
    of = {
        "FI-SSS": made.country(rows=2).observed,
        "FI-KU729": made.through(
            made.stationary(9000, 2), made.movers(-30, 2), range(2020, 2026), children=1.6
        ),
    }
    rows = [
        (area_id, str(year), age, sex, round(float(value), 3))
        for area_id, years in of.items()
        for year, people in years.items()
        for sex, ages in zip(("men", "women"), people, strict=True)
        for age, value in enumerate(ages)
    ]
    frame = pd.DataFrame(rows, columns=["area_id", "period", "age", "sex", "value"])
    with duckdb.connect(str(file)) as con:
        con.register("made", frame)
        con.execute(
            "insert into fct_breakdown by name select 'population_by_age_and_sex' as breakdown_id, "
            "made.*, 'final' as status, 'published' as origin, (select any_value(snapshot_id) "
            "from raw_snapshot where source_id = 'statfin_11re') as snapshot_id from made"
        )


@pytest.mark.slow
def test_counted_ages_by_sex_go_before_an_estimate(entering: Path) -> None:
    counted_by_sex(entering)
    found = cohorts.of_area("FI-KU729")
    assert isinstance(found, Prepared)
    assert found.by_sex and not found.start.estimated
    assert found.basis.people.sum() == pytest.approx(9000, rel=0.1)
    assert found.moving.source == cohorts.OBSERVED
    assert found.basis.moves.sum() == pytest.approx(-30, abs=3)
    assert found.basis.moves.shape == (2, 102)
    # An area that was not counted still borrows how people live on from a country that was.
    other = cohorts.of_area("FI-KU931")
    assert isinstance(other, Prepared)
    assert other.start.estimated and not other.by_sex
    assert other.dying.source == cohorts.OBSERVED
    at = opened("situation/population", area="FI-KU729", in_year="2030")
    said = everything_said(at)
    assert "counted inhabitants by age and sex at the end of 2025" in said
    assert "are an estimate" not in said and "Men and women together" not in said
    assert "2030" in at.get("plotly_chart")[1].proto.alt
    both = opened("situation/population", area="FI-KU729", also="FI-KU931")
    assert "Men and women together: they are not known apart." in everything_said(both)
