"""Whom an area is compared with: only areas that it is a part of, on every page alike."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from seutukuva import benchmarks, definitions, picture, texts
from seutukuva.definitions import Area
from tests.pages import everything_said, open_page

FOUND = definitions.load()
PROGRAMME = FOUND.programme
TODAY = [area for area in FOUND.areas.values() if not area.valid_to]
HELSINKI, HARTOLA, SAARIJARVI = "FI-KU091", "FI-KU081", "FI-KU729"


def _is_part(area: Area, whole: str) -> bool:
    return whole in (area.subregion_id, area.region_id, area.country_id)


def test_an_area_is_compared_with_what_it_is_a_part_of() -> None:
    assert len(TODAY) > 400
    for area in TODAY:
        around = benchmarks.wider(FOUND, area.id)
        assert area.id not in around
        assert all(_is_part(area, one) for one in around), area.id
        assert not any(_is_part(FOUND.areas[one], area.id) for one in around), area.id
        assert (PROGRAMME.subregion in around) == (area.subregion_id == PROGRAMME.subregion)
        assert set(around) <= {PROGRAMME.subregion, area.region_id, area.country_id}
        assert sorted(benchmarks.of_interest(FOUND, area.id)) == sorted(around)


def test_texts_take_the_region_first_and_pages_the_nearest() -> None:
    assert benchmarks.wider(FOUND, SAARIJARVI) == ("FI-SK138", "FI-MK13", "FI-SSS")
    assert benchmarks.of_interest(FOUND, SAARIJARVI) == ("FI-MK13", "FI-SSS", "FI-SK138")
    assert benchmarks.wider(FOUND, HELSINKI) == ("FI-MK01", "FI-SSS")
    assert benchmarks.of_interest(FOUND, "FI-SK138") == ("FI-MK13", "FI-SSS")
    assert benchmarks.wider(FOUND, "FI-MK01") == ("FI-SSS",)
    assert benchmarks.wider(FOUND, "SE-KU2583") == ("SE-MK25", "SE-SSS")


def test_nothing_is_around_a_country() -> None:
    for country in ("FI-SSS", "SE-SSS", "NO-SSS"):
        assert benchmarks.wider(FOUND, country) == benchmarks.of_interest(FOUND, country) == ()


def test_an_area_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        benchmarks.wider(FOUND, "FI-KU000")


def _texts(area_id: str) -> str:
    rows = picture.profile_rows(area_id, ())
    themes = [
        picture.theme_text(area_id, theme, [row for row in rows if row.indicator.theme == theme])
        for theme in FOUND.themes
    ]
    return " ".join([*themes, picture.headline_text(area_id)])


@pytest.mark.parametrize(
    "language", ["fi", *(pytest.param(one, marks=pytest.mark.slow) for one in ("sv", "en", "nb"))]
)
@pytest.mark.parametrize("area_id", [HELSINKI, HARTOLA, "FI-SK011", "FI-MK01", "FI-SSS"])
def test_texts_name_no_area_that_the_area_is_not_in(
    starter: Path, area_id: str, language: str
) -> None:
    texts.use(language)
    try:
        said = _texts(area_id)
    finally:
        texts.use(texts.DEFAULT)
    foreign = [
        FOUND.area_forms[one.id].inside[language]
        for one in TODAY
        if one.kind != "municipality" and not _is_part(FOUND.areas[area_id], one.id)
    ]
    own = FOUND.area_forms[area_id].inside[language]
    for name in foreign:
        # Two areas may have one name: a region and its town, say.
        if name.lower() not in own.lower():
            assert not re.search(rf"\b{re.escape(name)}\b", said, re.IGNORECASE), (name, said)
    region = FOUND.areas[area_id].region_id
    if region:
        assert FOUND.area_forms[region].inside[language].lower() in said.lower()


def test_the_verdict_compares_with_the_area_that_texts_choose(starter: Path) -> None:
    indicator = FOUND.indicators["unemployment_share"]
    for area_id, expected in ((HELSINKI, "FI-MK01"), (SAARIJARVI, "FI-MK13"), ("FI-SSS", "")):
        benchmark, value = picture.benchmark(area_id, indicator)
        assert benchmark == expected
        assert (value is not None) == bool(expected)
    at = open_page(
        "situation/indicator", area=HELSINKI, indicator=indicator.id, lang="en", theme="all"
    )
    assert not at.exception and not at.error
    compared = next(line for line in everything_said(at).split("\n") if "Comparison:" in line)
    assert "Uusimaa" in compared


def test_the_verdict_goes_on_to_the_country_where_the_region_has_no_figure(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indicator = FOUND.indicators["unemployment_share"]
    monkeypatch.setattr(
        benchmarks, "of_interest", lambda _found, _area: ("SE-MK25", "FI-SSS", "FI-SK138")
    )
    benchmark, value = picture.benchmark(SAARIJARVI, indicator)
    assert benchmark == "FI-SSS" and value is not None


@pytest.mark.slow
@pytest.mark.parametrize("page", ["overview", "indicator", "area"])
@pytest.mark.parametrize("area_id", [HELSINKI, "FI-SSS"])
def test_pages_of_other_areas_do_not_compare_with_the_programmes(
    starter: Path, page: str, area_id: str
) -> None:
    at = open_page(
        f"situation/{page}", area=area_id, lang="en", theme="population", indicator="population"
    )
    assert not at.exception and not at.error
    said = everything_said(at) + "".join(chart.proto.alt for chart in at.get("plotly_chart"))
    said = said.replace(PROGRAMME.title["en"], "")
    assert "Central Finland" not in said
    assert "Saarijärvi–Viitasaari" not in said


@pytest.mark.slow
def test_the_course_of_an_area_is_drawn_on_its_own_scale(starter: Path) -> None:
    # With its region among the other areas a line of 2,000 people would lie flat on the floor.
    at = open_page("situation/indicator", area="FI-KU177", indicator="population", lang="en")
    chart = json.loads(at.get("plotly_chart")[0].proto.spec)
    low, high = chart["layout"]["yaxis"]["range"]
    assert low < 2000 < high < 10_000
    assert "Pirkanmaa" in at.get("plotly_chart")[0].proto.alt + everything_said(at)
