"""Which events touch what, and how they come to charts."""

from __future__ import annotations

from typing import Any

import pytest

from seutukuva import charts, definitions, events, records
from tests.records.conftest import SAWMILL, Home, home, postgresql

__all__ = ["home", "postgresql"]

FOUND = definitions.load()
OWN, NEIGHBOUR, ELSEWHERE = "FI-KU729", "FI-KU931", "FI-KU091"
SUBREGION, REGION, COUNTRY = "FI-SK138", "FI-MK13", "FI-SSS"


@pytest.mark.parametrize(
    ("event_areas", "touched"),
    [
        ([OWN], {OWN, SUBREGION}),
        ([SUBREGION], {OWN, NEIGHBOUR, SUBREGION}),
        ([REGION], {OWN, NEIGHBOUR, SUBREGION, REGION}),
        ([COUNTRY], {OWN, NEIGHBOUR, SUBREGION, REGION, COUNTRY, ELSEWHERE}),
        ([], {OWN, NEIGHBOUR, SUBREGION}),
        (["FI-KU000"], set()),
    ],
)
def test_an_event_touches_what_lies_within_and_the_sub_region_around(
    event_areas: list[str], touched: set[str]
) -> None:
    areas = {OWN, NEIGHBOUR, SUBREGION, REGION, COUNTRY, ELSEWHERE}
    found = {one for one in areas if events.touches(FOUND, event_areas, one)}
    # Saarijärvi and Viitasaari lie in one sub-region.
    assert found == touched


def test_marks_are_those_of_area_and_indicator(home: Home) -> None:
    def enter(title: str, **more: Any) -> None:
        records.append("event", {**SAWMILL, "title": title, **more}, by="local")

    enter("Of all figures", date_from="2015")
    enter("Of jobs", indicators=["jobs"], date_from="2014-05")
    enter("Elsewhere", areas=[ELSEWHERE])
    enter("Of the programme", areas=[], date_from="2016-01-01")
    titles = [mark["title"] for mark in events.marks([OWN], "population")]
    assert titles == ["Of all figures", "Of the programme"]
    assert [mark["title"] for mark in events.marks([OWN], "jobs")][0] == "Of jobs"
    assert len(events.marks([OWN])) == 3
    assert [mark["title"] for mark in events.marks([ELSEWHERE])] == ["Elsewhere"]
    assert len(events.marks([OWN, ELSEWHERE])) == 4
    assert events.marks([OWN], "jobs", as_of=1) == events.marks([OWN], "population", as_of=1)


def test_a_mark_belongs_to_the_first_area_that_it_touches(home: Home) -> None:
    records.append("event", {**SAWMILL, "areas": [SUBREGION]}, by="local")
    (mark,) = events.marks([OWN, SUBREGION])
    assert mark["area_id"] == OWN


def test_the_end_of_what_lasted_is_told(home: Home) -> None:
    body = {**SAWMILL, "date_to": "2026-06", "text": "Two\nlines"}
    records.append("event", body, by="local")
    (mark,) = events.marks([OWN], language="en")
    assert mark["text"] == "14 March 2026 – June\u00a02026 · Two lines"
    assert (mark["date"], mark["date_to"]) == ("2026-03-14", "2026-06")


def test_a_chart_draws_them(home: Home) -> None:
    for kind, day in (
        ("event", "2022"),
        ("annotation", "2023-05"),
        ("classification_break", "2024-01-01"),
    ):
        body = {"title": f"An {kind}", "kind": kind, "date_from": day, "areas": [OWN]}
        records.append("event", body, by="local")
    rows = [
        {
            "area_id": OWN,
            "period": str(year),
            "value": 100.0 + year,
            "status": "final",
            "area_name": "A",
        }
        for year in range(2020, 2026)
    ]
    chart = charts.trend(
        rows,
        indicator=FOUND.indicators["population"],
        language="en",
        own=OWN,
        marks=events.marks([OWN], "population"),
        source="",
        _=lambda text: text,
    )
    assert [mark.kind for mark in chart.marks] == ["event", "annotation", "classification_break"]
    assert "An event" in chart.marks[0].text
