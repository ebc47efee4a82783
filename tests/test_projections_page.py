"""The page of projections: where a figure leads, how far to trust it, and calm where nowhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import duckdb
import pytest

from seutukuva import definitions, store, texts
from seutukuva.projections import own
from tests.pages import everything_said, opened, sheets

# Whole pages; the sentences and the chart are tested apart, and quickly.
pytestmark = pytest.mark.slow

PAGE = "situation/projections"
# Projected in 2019 for 31.12.2025, against what happened, in per cent.
RECORD_2019 = {
    "Saarijärvi": "−4.0%",
    "Viitasaari": "−3.4%",
    "Karstula": "+2.4%",
    "Pihtipudas": "−0.8%",
    "Kannonkoski": "+6.1%",
    "Kinnula": "−2.1%",
    "Kivijärvi": "−10.0%",
    "Kyyjärvi": "+7.4%",
    "Saarijärvi–Viitasaari": "−1.8%",
    "Heinola": "−1.1%",
    "Hartola": "+0.8%",
    "Sysmä": "−2.4%",
    "Kemi": "+0.6%",
    "Tornio": "+0.8%",
}
OTHERS = ["FI-KU111", "FI-KU081", "FI-KU781", "FI-KU240", "FI-KU851"]


def rows(table: str) -> dict[str, list[str]]:
    """The cells of a table by the heading of their row."""
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[-1]):
        head, *cells = (
            re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<t[hd].*?</t[hd]>", row)
        )
        found[head] = cells
    return found


def last(indicator: str, area: str) -> str:
    """The last period that is shown of a projection."""
    found = own.projection(indicator, area)
    assert found is not None and found.points
    return found.points[-1].period


def table(body: str, caption: str) -> str:
    """The one table with a caption that begins so."""
    (found,) = [one for one in body.split("</table>") if f"<caption>{caption}" in one]
    return found


@pytest.mark.parametrize("language", list(texts.LANGUAGES))
def test_page_in_each_language(starter: Path, language: str) -> None:
    at = opened(PAGE, language, area="FI-SK138")
    said = re.sub(r"[\u00a0\u202f ]", "", everything_said(at)).replace(",", "")
    ahead = last("population", "FI-SK138")
    assert "25917" in said and "26387" in said and ahead in said
    (chart,) = at.get("plotly_chart")
    assert "2019" in chart.proto.alt and ahead in chart.proto.alt
    assert definitions.load().indicators["population"].label(language) in everything_said(at)


def test_what_leads_where_how_it_was_tested_and_what_others_said(starter: Path) -> None:
    at = opened(PAGE, area="FI-SK138", peers="own_list", **{"with": OTHERS})
    said, body = everything_said(at), sheets(at)
    ahead = last("population", "FI-SK138")
    assert f"**Population, Saarijärvi–Viitasaari sub-region, {ahead}: about" in said
    assert "in four cases of five between" in said
    held = [own.projection("population", one) for one in definitions.load().programme.areas]
    together = sum(one.points[-1].value for one in held if one)
    assert f"8 municipalities, each from its own, add up to {together:,.0f} in {ahead}" in said
    assert "smaller than if nothing had changed" in said
    assert "put Saarijärvi–Viitasaari sub-region at 25,917 for 2025; it was 26,387, −1.8%" in said
    held = rows(table(body, "Projected in 2019 for 2025"))
    assert {area: cells[-1] for area, cells in held.items()} == RECORD_2019
    assert held["Saarijärvi–Viitasaari"][:3] == ["25,917", "26,387", "−470"]
    skill = rows(table(body, "Tests by how far ahead"))
    assert list(skill)[:2] == ["1\xa0year", "2\xa0years"] and skill["1\xa0year"][-1] == "yes"
    assert float(skill["1\xa0year"][0]) < float(skill["1\xa0year"][1])
    assert [cells[-1] for cells in skill.values()].count("yes") == int(ahead) - 2025
    missed = rows(table(body, "How far the projection of 2019 missed"))
    assert set(missed) == {"2 years", "7 years"}, "of other years few areas have both figures"
    assert "few areas have both figures: 1 year, 3 years, 4 years, 5 years." in said
    assert len(at.get("plotly_chart")) == 1


def test_another_vintage_is_chosen_by_address_and_an_unknown_one_is_said(starter: Path) -> None:
    at = opened(PAGE, area="FI-KU729", made="2012")
    assert "Saarijärvi" in rows(table(sheets(at), "Projected in 2012 for 2020"))
    at = opened(PAGE, area="FI-KU729", made="1999")
    assert any("1999" in one.value for one in at.warning)
    assert table(sheets(at), "Projected in 2019 for 2025")


def test_everything_of_an_area_is_listed_with_figures_or_the_reason(starter: Path) -> None:
    at = opened(PAGE, area="FI-SSS", indicator="mean_age")
    body = sheets(at)
    projected = rows(table(body, "Projections of Whole country"))
    (mean_age,) = [cells for name, cells in projected.items() if name.endswith("Mean age")]
    now, period, value, ahead, low, high, method = mean_age
    assert (period, ahead) == ("2025", last("mean_age", "FI-SSS")) and now and method
    assert float(low) <= float(value) <= float(high)
    assert f"Mean age, Whole country, {ahead}: about {value[:3]}" in everything_said(at)
    assert "projections?indicator=mean_age" in body
    others = rows(table(body, "Not projected, and why"))
    assert len(others) > 20 and all(cells[-1] for cells in others.values())
    assert "Producers do not project this indicator" in everything_said(at)
    assert not set(projected) & set(others)


@pytest.mark.parametrize(
    ("area", "indicator", "told"),
    [
        ("FI-KU729", "jobs", "The newest figure is of 2017"),
        ("FI-KU729", "live_births", "There are too few figures in a row"),
        ("SE-KU2583", "population", "There is no figure of Haparanda"),
        ("NO-KU4005", "population", "No official projection of Notodden"),
        ("FI-KU999", "population", "about"),
    ],
)
def test_where_there_is_none_the_reason_is_said_calmly(
    starter: Path, area: str, indicator: str, told: str
) -> None:
    at = opened(PAGE, area=area, indicator=indicator)
    assert told in everything_said(at)
    assert ("FI-KU999" in " ".join(one.value for one in at.warning)) == (area == "FI-KU999")


def test_an_older_version_of_the_data_says_that_it_has_none(
    starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(starter_folder / "build", tmp_path / "build")
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    with duckdb.connect(str(tmp_path / "build" / store.current_version().file)) as older:
        for name in ("fct_projection", "dim_projection", "fct_projection_skill"):
            older.execute(f"drop table {name}")
    at = opened(PAGE, area="FI-SK138")
    told = "before projections were calculated"
    assert told in everything_said(at) and any(told in one.value for one in at.info)
    assert "it was 26,387, −1.8%" in everything_said(at), "official ones have their record"


def test_the_page_of_an_indicator_tells_shortly_what_is_ahead(starter: Path) -> None:
    at = opened("situation/indicator", area="FI-SK138", indicator="population")
    said = everything_said(at)
    ahead = last("population", "FI-SK138")
    assert (
        "What is ahead" in said
        and f"Population, Saarijärvi–Viitasaari sub-region, {ahead}: about" in said
    )
    assert "it was 26,387, −1.8%" in said
    at = opened("situation/indicator", area="FI-SK138", indicator="population_projection_2019")
    assert "it was 26,387, −1.8%" in everything_said(at)
    assert "Own projection" not in everything_said(at)


def test_an_official_projection_asked_for_is_shown_as_what_it_projects(starter: Path) -> None:
    at = opened(PAGE, area="FI-SK138", indicator="population_projection_2019")
    assert "is shown here as a projection of: Population." in everything_said(at)
    assert not at.warning
