"""Small multiples on the page: the matrix's figures over time, and what they do not show."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from seutukuva import (
    definitions,
    export,
    formats,
    measures,
    picture,
    records,
    rug,
    selectors,
    texts,
)
from seutukuva.charts import ChartSpecification
from seutukuva.headlines import Courses
from seutukuva.ui import multiples
from seutukuva.ui import rug as matrix
from tests.pages import everything_said, open_page

FOUND = definitions.load()
OWN = "FI-KU729"
AREAS = ("FI-KU729", "FI-KU931", "FI-KU226")
BENCHMARK = "FI-SSS"


@pytest.fixture
def english(starter: Path) -> Iterator[Path]:
    """Starter data, shown in English."""
    texts.use("en")
    yield starter
    texts.use(texts.DEFAULT)


def _drawn(indicator_id: str, form: str, courses: Courses | None = None) -> ChartSpecification:
    indicator = FOUND.indicators[indicator_id]
    known = courses or picture.courses([indicator], [*AREAS, BENCHMARK])
    return multiples.specification(multiples.Chosen(indicator, OWN, AREAS, form, BENCHMARK), known)


def _made(indicator_id: str, figures: dict[str, dict[str, float]]) -> Courses:
    return Courses(
        {
            "indicator_id": indicator_id,
            "area_id": area,
            "period": period,
            "value": value,
            "status": "final",
        }
        for area, values in figures.items()
        for period, value in values.items()
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "form",
    [
        measures.INDEX,
        pytest.param(measures.LEVEL, marks=pytest.mark.slow),
        pytest.param(measures.PER_1000, marks=pytest.mark.slow),
        pytest.param(measures.CHANGE_YEAR, marks=pytest.mark.slow),
    ],
)
def test_the_matrix_and_the_courses_on_one_page_agree(english: Path, form: str) -> None:
    choice = rug.Choice(form, rug.POSITION, BENCHMARK)
    names = selectors.names_apart(FOUND, [*AREAS, BENCHMARK], "en")
    seen = 0
    for row in picture.rug_rows(OWN, picture.available(), AREAS, choice):
        year_before = formats.same_period_last_year(row.period)
        # A change over two years has no place in a course of yearly changes.
        if form == measures.CHANGE_YEAR and row.earlier != year_before:
            continue
        if form == measures.INDEX and not row.base:
            continue
        table = _drawn(row.indicator.id, form).table
        period = formats.period(row.period, "en")
        (newest,) = [line for line in table.rows if line[0] == period]
        for cell in row.cells:
            if names[cell.area_id] not in table.columns:
                assert cell.value is None
                continue
            there = newest[table.columns.index(names[cell.area_id])]
            # Beside a number of the table there is no unit.
            bare = formats.observation(
                cell.value, cell.status, row.measure.decimals, "", "en", signed=row.measure.signed
            )
            assert bare == there, (row.indicator.id, cell)
            seen += cell.value is not None
    assert seen > 20


def test_the_base_of_an_index_is_named_and_a_benchmark_without_it_left_out(english: Path) -> None:
    own = {"2006": 50.0, "2010": 60.0, "2025": 75.0}
    figures = {**dict.fromkeys(AREAS, own), BENCHMARK: {"2010": 1000.0, "2025": 1200.0}}
    chart = _drawn("jobs", measures.INDEX, _made("jobs", figures))
    name = selectors.names_apart(FOUND, [*AREAS, BENCHMARK], "en")[BENCHMARK]
    assert chart.unit == "Index, 2006 = 100"
    assert {panel.subtitle for panel in chart.panels} == {"150.0 (2025)"}
    assert "Dashed line" not in chart.subtitle
    assert any(f"base period: {name}." in note for note in chart.notes)


def test_another_form_than_asked_for_is_told(english: Path) -> None:
    asked = f"“{texts._(measures.TITLES[measures.DEVIATIONS])}”"
    chart = _drawn("net_migration", measures.DEVIATIONS)
    assert "Per 1,000 inhabitants" in chart.unit
    told = f"{asked} cannot be drawn over time here. Drawn instead: Per 1,000 inhabitants."
    assert told in chart.notes
    only = _made("jobs", {"FI-KU729": {"2025": 1.0}, "FI-KU931": {"2024": 1.0, "2025": 2.0}})
    chart = _drawn("jobs", measures.INDEX, only)
    assert any(note.endswith("Drawn instead: Figure as published.") for note in chart.notes)
    assert not any("Drawn instead" in note for note in _drawn("jobs", measures.LEVEL).notes)


def test_events_stand_in_the_panels_of_their_areas_and_in_the_file(english: Path) -> None:
    indicator = FOUND.indicators["unemployment_share"]
    courses = picture.courses([indicator], [*AREAS, BENCHMARK])
    event = {"kind": "event", "text": "", "area_id": AREAS[1], "area_ids": [AREAS[1]]}
    events = [
        {**event, "date": "2019-05-03", "title": "Mill closed"},
        {**event, "date": "2020", "title": "Lockdown", "area_ids": [*AREAS]},
    ]
    chart = multiples.specification(
        multiples.Chosen(indicator, OWN, AREAS, measures.LEVEL, BENCHMARK), courses, events
    )
    assert [[mark.label for mark in panel.marks] for panel in chart.panels] == [
        ["2"],
        ["1", "2"],
        ["2"],
    ]
    closed = "[1] 3 May 2019, Viitasaari: Mill closed."
    assert closed in chart.notes and closed in chart.alternative and closed in chart.table.note
    assert "[2] 2020: Lockdown." in chart.notes
    assert export.of_chart(chart, file_name="x").events == (closed, "[2] 2020: Lockdown.")


def test_entered_events_stand_on_the_page_and_in_the_file_of_the_matrix(
    starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(starter_folder / "build", tmp_path / "build")
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    monkeypatch.delenv("SEUTUKUVA_PUBLIC", raising=False)
    for title, names in {"Mill closed": [], "Births only": ["live_births"]}.items():
        body = {"title": title, "kind": "event", "date_from": "2019-05-03"}
        records.append("event", body | {"areas": [OWN], "indicators": names}, by="local")
    link = {"area": OWN, "lang": "en", "indicator": "unemployment_share"}
    at = open_page("situation/side_by_side", **link)
    assert not at.exception and not at.error
    told = "[1] 3 May 2019, Saarijärvi: Mill closed."
    assert told in everything_said(at).replace(formats.NBSP, " ")
    texts.use("en")
    choice = rug.Choice(measures.LEVEL, rug.POSITION, BENCHMARK)
    rows = picture.rug_rows(OWN, [FOUND.indicators["unemployment_share"]], AREAS, choice)
    take = matrix.taken("Side by side", rows, AREAS, OWN, choice)
    texts.use(texts.DEFAULT)
    assert take.events == ("3 May 2019, Saarijärvi: Mill closed.",)


def test_the_page_opens_where_another_form_is_drawn(starter: Path) -> None:
    at = open_page("situation/side_by_side", area=OWN, value="deviations", lang="en")
    assert not at.exception and not at.error
    assert "cannot be drawn over time here" in everything_said(at)
