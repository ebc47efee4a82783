"""The area profile: what is compared with whom, and calm rows where there is little to compare."""

from __future__ import annotations

from pathlib import Path

import pytest

from seutukuva import definitions, picture, profile, texts
from seutukuva.headlines import Courses
from seutukuva.profile import Everywhere
from seutukuva.ui.profile import profile_html

FOUND = definitions.load()
OWN = "FI-KU729"
COUNTRY = [
    area.id
    for area in FOUND.areas.values()
    if area.kind == "municipality" and area.country == "FI" and not area.valid_to
]


def _newest(indicator_id: str, values: dict[str, float | None], period: str = "2025") -> list[dict]:
    return [
        {
            "indicator_id": indicator_id,
            "area_id": area,
            "period": period,
            "value": value,
            "status": "final",
            "earlier_period": None,
            "earlier_value": None,
            "population": 1000.0,
        }
        for area, value in values.items()
    ]


def _course(indicator_id: str, area_id: str, figures: dict[str, float | None]) -> list[dict]:
    return [
        {
            "indicator_id": indicator_id,
            "area_id": area_id,
            "period": period,
            "value": value,
            "status": "final" if value is not None else "missing",
        }
        for period, value in figures.items()
    ]


def _one(
    indicator_id: str,
    figures: dict[str, float | None],
    country: dict[str, float | None],
    peers: list[str],
) -> profile.ProfileRow:
    newest = _newest(indicator_id, country)
    (row,) = profile.rows(
        FOUND,
        OWN,
        Courses(_course(indicator_id, OWN, figures)),
        Everywhere(FOUND, newest),
        Everywhere(FOUND, newest),
        peers,
        "fi",
    )
    return row


def test_the_benchmark_is_the_peers_median_and_the_spread_the_whole_countrys() -> None:
    country = {area: float(n) for n, area in enumerate(sorted(COUNTRY))}
    country[OWN] = 100.0
    peers = sorted(COUNTRY)[:3]
    row = _one("low_income_rate", {"2025": 100.0}, country, peers)
    assert row.standing.benchmark == 1.0
    assert row.standing.rank and (row.standing.rank.rank, row.standing.rank.of) == (1, 4)
    spread = row.standing.marks.spread
    assert spread and spread.n == 308 and spread.minimum == 0.0
    place = row.standing.marks.place
    assert place and 0 < place.position < 1


def test_without_peers_the_benchmark_is_the_countrys_median() -> None:
    country = {area: float(n) for n, area in enumerate(sorted(COUNTRY))}
    country[OWN] = 100.0
    for nobody in ([], [OWN]):
        row = _one("low_income_rate", {"2025": 100.0}, country, nobody)
        standing = row.standing
        assert (standing.benchmark, standing.benchmark_of) == (152.5, profile.COUNTRY)
        assert standing.marks.spread and standing.marks.spread.median == 152.5
        assert standing.marks.place and standing.marks.place.position < 0
        assert standing.rank is None and not standing.peers
        texts.use("en")
        assert "country’s median" in profile_html("caption", OWN, [row])
        texts.use(texts.DEFAULT)


def test_without_peers_and_with_few_areas_there_is_no_benchmark() -> None:
    few = dict.fromkeys(sorted(COUNTRY)[:13], 3.0) | {OWN: 3.0}
    row = _one("low_income_rate", {"2025": 3.0}, few, [])
    assert row.standing.benchmark is None and row.standing.marks.reason == "half_missing"


def test_peers_without_a_figure_are_not_replaced_by_the_country() -> None:
    country = dict.fromkeys(COUNTRY, 3.0)
    del country["FI-KU931"]
    row = _one("low_income_rate", {"2025": 3.0}, country, ["FI-KU931"])
    assert (row.standing.benchmark, row.standing.benchmark_of) == (None, profile.PEERS)


def test_areas_of_a_kind_are_those_of_today_in_one_country() -> None:
    assert profile.areas_of_kind(FOUND, OWN) == len(COUNTRY) == 308
    assert profile.areas_of_kind(FOUND, "FI-SSS") == 1
    with pytest.raises(KeyError):
        profile.areas_of_kind(FOUND, "FI-KU000")


def test_net_migration_keeps_its_sign_around_the_benchmark() -> None:
    country = {area: float(n - 150) for n, area in enumerate(sorted(COUNTRY))}
    country[OWN] = -5.0
    peers = [one for one in sorted(COUNTRY) if country[one] == 3.0]
    row = _one("net_migration", {"2025": -5.0}, country, peers)
    place = row.standing.marks.place
    assert place and place.position < 0


@pytest.mark.parametrize(
    ("figures", "country", "peers"),
    [
        ({"2025": 3.0}, {OWN: 3.0}, []),
        ({"2025": 3.0}, {OWN: 3.0}, ["FI-KU931"]),
        ({"2025": 3.0}, dict.fromkeys(COUNTRY, 3.0), ["FI-KU931"]),
        ({"2025": 0.0, "2024": None, "2010": 5.0}, dict.fromkeys(COUNTRY, 0.0), ["FI-KU931"]),
        ({"2024": -3.0, "2025": -4.0}, {OWN: -4.0, "FI-KU931": 2.0}, ["FI-KU931"]),
    ],
)
@pytest.mark.parametrize("indicator_id", ["low_income_rate", "net_migration", "jobs"])
def test_thin_figures_give_a_calm_row(
    indicator_id: str, figures: dict, country: dict, peers: list[str]
) -> None:
    row = _one(indicator_id, figures, country, peers)
    for language in texts.LANGUAGES:
        texts.use(language)
        html = profile_html("caption", OWN, [row])
        assert "nan" not in html.lower().replace("finan", "")
        assert "None" not in html and "inf" not in html.split("</thead>")[1]
    texts.use(texts.DEFAULT)


def test_texts_in_a_table_are_escaped() -> None:
    row = _one("low_income_rate", {"2025": 3.0}, {OWN: 3.0}, [])
    assert "<script>" not in profile_html("<script>alert(1)</script>", OWN, [row])


def test_the_profile_of_starter_data_says_what_the_overview_says(starter: Path) -> None:
    rows = picture.profile_rows(OWN, ["FI-KU931", "FI-KU226"])
    by_id = {row.indicator.id: row for row in rows}
    assert by_id["population"].headline.value == 8763
    assert by_id["unemployment_share"].headline.period == "2026M06"
    assert by_id["unemployment_share"].denominator
    assert len(rows) > 90
    share = by_id["share_over_64"].standing
    assert share.marks.spread and share.marks.spread.n == 308
    assert set(share.peers) == {"FI-KU931", "FI-KU226"}
