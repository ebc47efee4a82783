"""Fair company: where a reader starts, groups without anybody, twins that are told truly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seutukuva import definitions, formats, peering, profile, selectors, store, texts
from seutukuva.twins import Twins, twins
from tests.pages import everything_said, open_page

pytestmark = pytest.mark.slow

FOUND = definitions.load()
SAARIJARVI, VIITASAARI = "FI-KU729", "FI-KU931"
JAMSA, MARIEHAMN = "FI-KU182", "FI-KU478"  # municipalities that are a sub-region alone
NOBODY = "This group has no other areas."


def _said(at: Any) -> str:
    return everything_said(at).replace(formats.NBSP, " ")


def _html(at: Any) -> str:
    return "".join(one.proto.body for one in at.get("html"))


def test_a_municipality_starts_from_its_sub_region(starter: Path) -> None:
    for alike in (True, False):
        assert peering.first_group(FOUND, SAARIJARVI, alike=alike) == "own_subregion"


def test_a_municipality_that_is_alone_starts_from_areas_of_its_size(starter: Path) -> None:
    alone = [
        area.id
        for area in FOUND.areas.values()
        if area.kind == "municipality"
        and area.country == "FI"
        and not area.valid_to
        and not peering.ready_members("own_subregion", area.id)
    ]
    assert {JAMSA, MARIEHAMN} <= set(alone)
    for area_id in alone:
        for alike in (True, False):
            group = peering.first_group(FOUND, area_id, alike=alike)
            assert group == "similar_size"
            members = peering.ready_members(group, area_id)
            assert members and area_id not in members


def test_a_wider_area_is_ranked_among_those_of_its_level(starter: Path) -> None:
    for area_id in ("FI-SK138", "FI-MK13"):
        assert peering.first_group(FOUND, area_id, alike=True) == "similar_size"
    # Elsewhere its own municipalities show it from inside; a region has none in such a group.
    assert peering.first_group(FOUND, "FI-SK138", alike=False) == "own_subregion"
    assert peering.first_group(FOUND, "FI-MK13", alike=False) == "similar_size"


def test_an_area_without_any_company_keeps_the_usual_group(starter: Path) -> None:
    assert peering.first_group(FOUND, "FI-SSS", alike=False) == "own_subregion"


@pytest.mark.parametrize("area_id", [JAMSA, MARIEHAMN])
@pytest.mark.parametrize("page", ["area", "side_by_side"])
def test_pages_of_a_lone_municipality_open_with_company(
    starter: Path, page: str, area_id: str
) -> None:
    at = open_page(f"situation/{page}", area=area_id, lang="en", theme="housing")
    assert not at.exception
    assert at.selectbox(key="widget_peers").value == "similar_size"
    assert "peers" not in at.query_params
    assert NOBODY not in _said(at)


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [
        {"area": MARIEHAMN, "peers": "own_subregion"},
        {"area": "FI-SSS"},
        {"area": SAARIJARVI, "peers": "own_list", "with": SAARIJARVI},
    ],
)
@pytest.mark.parametrize("page", ["area", "side_by_side", "indicator"])
def test_a_group_without_anybody_says_so(starter: Path, page: str, asked: dict[str, str]) -> None:
    at = open_page(f"situation/{page}", **asked, lang="en", theme="housing")
    assert not at.exception
    said = _said(at)
    assert NOBODY in said
    assert "Municipalities of the same sub-region" not in said
    assert "Areas that you chose yourself" not in said
    assert not [one for one in at.expander if one.label.startswith("Areas of the group")]


def test_a_profile_without_company_stands_around_the_countrys_median(starter: Path) -> None:
    at = open_page(
        "situation/area", area=MARIEHAMN, peers="own_subregion", lang="en", theme="population"
    )
    assert not at.exception
    assert "median of the country’s areas of the same kind" in _said(at)
    html = _html(at)
    assert "country’s median" in html and "no figure to compare with" not in html
    with_company = open_page("situation/area", area=SAARIJARVI, lang="en", theme="population")
    assert "country’s median" not in _html(with_company)


def test_the_members_are_named_in_order_and_lead_to_the_same_view(starter: Path) -> None:
    at = open_page(
        "situation/area",
        area=SAARIJARVI,
        peers="own_list",
        **{"with": [VIITASAARI, "FI-KU992"]},
        theme="housing",
        lang="sv",
    )
    assert not at.exception
    html = _html(at)
    names = [selectors.area_name(FOUND, one, "sv") for one in (VIITASAARI, "FI-KU992")]
    names.sort(key=lambda name: formats.sort_key(name, "sv"))
    places = [html.index(f">{name}</a>") for name in names]
    assert places == sorted(places)
    link = html.split('href="area?')[1].partition('"')[0].replace("&amp;", "&")
    kept = f"peers=own_list&with={VIITASAARI}&with=FI-KU992"
    assert kept in link and "lang=sv" in link and "theme=housing" in link
    assert link.count("area=") == 1 and f"area={SAARIJARVI}" not in link


def test_every_name_of_a_group_of_twenty_stands_on_the_profile(starter: Path) -> None:
    at = open_page(
        "situation/area", area=SAARIJARVI, peers="similar_size", theme="housing", lang="en"
    )
    members = peering.ready_members("similar_size", SAARIJARVI)
    assert len(members) == 20
    assert any(one.label == "Areas of the group (20)" for one in at.expander)
    html = _html(at)
    for one in members:
        assert f">{selectors.area_name(FOUND, one, 'en')}</a>" in html


def test_names_with_commas_are_parted_by_semicolons() -> None:
    assert peering.listed(["Keuruu", "Forssa"]) == "Keuruu, Forssa"
    regions = ["Keuru, ekonomisk region", "Imatra, ekonomisk region"]
    assert peering.listed(regions) == "Keuru, ekonomisk region; Imatra, ekonomisk region"


@pytest.mark.parametrize("language", ["sv", "nb"])
def test_twins_of_a_sub_region_can_be_told_apart(language: str) -> None:
    result = Twins((("FI-SK211", 0.1), ("FI-SK011", 0.2)), ("population",), of=2, compared=2)
    texts.use(language)
    try:
        text = peering.explained(FOUND, "FI-SK138", result, {"population": 1.0})
    finally:
        texts.use(texts.DEFAULT)
    names = [selectors.area_name(FOUND, one, language) for one in ("FI-SK211", "FI-SK011")]
    assert any("," in name for name in names) == ("; " in text)


def _explained(result: Twins, area_id: str = SAARIJARVI) -> str:
    texts.use("en")
    try:
        weights = {one: 1.0 for one in (*result.used, *result.unused)}
        return peering.explained(FOUND, area_id, result, weights)
    finally:
        texts.use(texts.DEFAULT)


def test_areas_that_lack_figures_are_counted() -> None:
    found = Twins(((VIITASAARI, 0.5),), ("population",), of=307, compared=303)
    assert "4 of the 307 other areas lack a figure of these and were left out." in _explained(found)
    one = Twins(((VIITASAARI, 0.5),), ("population",), of=307, compared=306)
    assert "1 of the 307 other areas lacks a figure" in _explained(one)
    every = Twins(((VIITASAARI, 0.5),), ("population",), of=307, compared=307)
    assert "left out" not in _explained(every)


def test_why_there_are_no_twins_is_told_truly() -> None:
    alone = _explained(twins("FI-SSS", {"jobs": {"FI-SSS": 1.0}}, {"jobs": 1.0}, of=1), "FI-SSS")
    assert "there are no other areas of the same kind" in alone
    assert "Not used" not in alone and "lacks" not in alone
    unused = _explained(Twins((), (), {"jobs": "few_areas"}, of=307))
    assert "none of the chosen indicators can be used" in unused and "fewer than half" in unused
    scattered = _explained(Twins((), ("jobs", "population"), of=307))
    assert "no other area has all of the chosen figures" in scattered


def test_a_figure_of_a_few_municipalities_makes_no_twins(starter: Path) -> None:
    at = open_page(
        "situation/side_by_side", area=SAARIJARVI, peers="twins", by="land_area", lang="en"
    )
    assert not at.exception
    rows = store.rows(
        "shared/newest_everywhere", indicator_ids=["land_area"], kind="municipality", country="FI"
    )
    assert 2 * len(rows) < profile.areas_of_kind(FOUND, SAARIJARVI) == 308
    said = _said(at)
    assert "No twins can be calculated" in said and "fewer than half" in said
    assert "most like" not in said
