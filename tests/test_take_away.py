"""Taking away: every table and chart can be, by one way, and the figures are those on the page."""

from __future__ import annotations

import ast
import csv
import io
import re
import shutil
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from seutukuva import (
    charts,
    definitions,
    export,
    formats,
    records,
    selectors,
    store,
    texts,
    wording,
)
from seutukuva.ui import takeaway
from tests.conftest import REPOSITORY
from tests.export.reading import cells
from tests.pages import open_page
from tests.records.conftest import SAWMILL

CODE = [
    REPOSITORY / "app.py",
    *sorted((REPOSITORY / "pages").rglob("*.py")),
    *sorted((REPOSITORY / "seutukuva").rglob("*.py")),
]
# Widgets with a file button of their own, and the one place that may make such a button.
BYPASSES = {"dataframe", "data_editor", "line_chart", "bar_chart", "area_chart", "scatter_chart"}
ONLY_WAY = "seutukuva/ui/takeaway.py"
# Files whose tables have no panel in the same file, and why.
UI = REPOSITORY / "seutukuva" / "ui"
WITHOUT_PANEL = {
    "calendar/line.py": "a line of text, which the calendar tells whole",
    "entry.py": "what somebody is about to enter is nobody's figures yet",
    "outlook/evidence.py": "figures of other pages, beside what somebody is about to enter",
    "outlook/telling.py": "what somebody is about to enter is nobody's figures yet",
    "pipeline/board.py": "the list of the same ideas, below the board, is taken",
    "pipeline/scoring.py": "what somebody is about to enter is nobody's figures yet",
    "plans/year.py": "a text, with a button of its own",
    "profile.py": "one panel gives the rows of all themes, see PANELS",
    "project_lists/matching.py": "a list that is not stored yet",
    "project_lists/totals.py": "a list that is not stored yet",
    "themes.py": "words that somebody is about to change",
    "privacy.py": "“Everything found” holds all of it",
    "uploads/matching.py": "a file that is not stored yet",
    "uploads/problems.py": "the marked-up copy of the file holds all of it",
    "uploads/reading.py": "a file that is not stored yet",
}
SHOWING = {"table", "plotly_chart", "sheets.put", "sheets.show"}
TAKING = {"take_away", "take_away_table"}


def _called(file: Path) -> set[str]:
    """The names of Streamlit's functions that a file calls, on whatever object."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


@pytest.mark.parametrize("file", CODE, ids=lambda file: file.relative_to(REPOSITORY).as_posix())
def test_no_table_or_chart_goes_by_another_way(file: Path) -> None:
    name = file.relative_to(REPOSITORY).as_posix()
    called = _called(file)
    assert not called & BYPASSES
    if name != ONLY_WAY:
        assert "download_button" not in called


def _names(function: ast.FunctionDef) -> set[str]:
    """What a function refers to: its names, and attributes with and without their object."""
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            on = f"{node.value.id}." if isinstance(node.value, ast.Name) else ""
            names |= {f"{on}{node.attr}", node.attr} if on == "st." else {f"{on}{node.attr}"}
    return names - {function.name}


def _without_panel(source: str) -> set[str]:
    """The functions that show a table or chart, by whatever way, and offer nothing to take."""
    found = {
        node.name: _names(node)
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
    }

    def reaches(name: str, wanted: set[str], seen: frozenset[str] = frozenset()) -> bool:
        further = (found[name] & set(found)) - seen - {name}
        return bool(found[name] & wanted) or any(
            reaches(one, wanted, seen | {name}) for one in further
        )

    # What others of the file call is looked at from them.
    called = set().union(*found.values())
    return {
        name for name in set(found) - called if reaches(name, SHOWING) and not reaches(name, TAKING)
    }


@pytest.mark.parametrize(
    "name",
    sorted(file.relative_to(UI).as_posix() for file in UI.rglob("*.py")),
)
def test_every_table_and_chart_has_its_panel(name: str) -> None:
    lacking = _without_panel((UI / name).read_text(encoding="utf-8"))
    assert bool(lacking) == (name in WITHOUT_PANEL), lacking


def test_a_table_without_a_panel_is_found_beside_one_that_has_it() -> None:
    source = """
def one(): _table(); take_away(make)
def other(): _table(); _more()
def third(): sheets.put(html); _more()
def fourth(): draw(); made.once(lambda: _more())
def draw(): st.plotly_chart(figure); _taken()
def _taken(): take_away_table(key="x")
def _table(): st.table(rows)
def _more(): st.caption(words)
"""
    assert _without_panel(source) == {"other", "third"}


def test_what_widgets_give_away_by_themselves_is_switched_off() -> None:
    settings = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["client"]["disableDataExport"] is True


PANELS = [
    ("situation/overview", "headlines", 2),
    ("situation/overview", "side_by_side", 2),
    ("situation/area?theme=population", "profile", 2),
    ("situation/area?theme=population", "ages", 4),
    ("situation/area?theme=transport", "composition_commuting", 2),
    ("situation/side_by_side", "rug", 2),
    ("situation/side_by_side", "multiples", 4),
    ("situation/changes", "news_new_period", 2),
    ("situation/indicator", "trend", 4),
    ("situation/indicator", "ranking", 4),
    ("situation/indicator", "map", 4),
    ("situation/structure", "change", 4),
    ("situation/structure", "specialisation", 2),
    ("situation/vitality", "vitality_parts", 2),
    ("development/trends", "development_areas", 2),
    ("development/trends?development_area=A2", "development_area_A2", 2),
    ("development/trends?development_area=A2", "target_A2_jobs", 4),
    ("about/sources", "sources", 2),
    ("about/sources", "indicators", 2),
    ("about/sources", "marks", 2),
    ("about/data_quality", "checks", 2),
    ("about/data_quality", "statuses", 2),
]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "key", "files"),
    [*PANELS[:2], *(pytest.param(*one, marks=pytest.mark.slow) for one in PANELS[2:])],
)
def test_an_opened_panel_offers_files_and_a_citation(
    starter: Path, page: str, key: str, files: int
) -> None:
    path, _mark, query = page.partition("?")
    at = open_page(path, area="FI-KU729", lang="en", **dict(parse_qsl(query)))
    assert len(at.get("download_button")) == 0, "nothing is made before it is asked for"
    at.session_state[f"{key}_take_away"] = True
    at.run()
    _offers(at, files)


@pytest.mark.parametrize("key", ["events", "event_history"])
def test_events_and_their_history_are_offered_too(
    starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    shutil.copytree(starter_folder / "build", tmp_path / "build")
    monkeypatch.setenv("SEUTUKUVA_DATA", str(tmp_path))
    monkeypatch.delenv("SEUTUKUVA_DATABASE", raising=False)
    entry = records.append("event", SAWMILL, by="local")
    at = open_page("situation/events", area="FI-KU729", event=entry.id, lang="en")
    assert len(at.get("download_button")) == 0
    at.session_state[f"{key}_take_away"] = True
    at.run()
    _offers(at, 2)


def _offers(at: AppTest, files: int) -> None:
    """The one panel that is open has its files and a citation."""
    assert not at.exception
    assert not at.error, [error.value for error in at.error]
    assert len(at.get("download_button")) == files
    citation = at.code[-1].value
    assert store.current_version().id in citation
    assert "Seutukuva" in citation


def _course(indicator_id: str, areas: list[str]) -> pd.DataFrame:
    rows = store.run(
        "pages/situation/course",
        indicator_id=indicator_id,
        area_ids=areas,
        year_from=1900,
        year_to=2100,
    )
    names = selectors.names_apart(definitions.load(), rows["area_id"], "fi")
    assert len(set(names.values())) == len(names), "an area of a chart is known by its name"
    return rows.assign(area_name=[names[area] for area in rows["area_id"]])


def _own_areas() -> list[str]:
    programme = definitions.load().programme
    return list(dict.fromkeys([*programme.areas, *programme.compare]))


def _tips(svg: str) -> dict[str, str]:
    """What the points of a drawing say, by area and period."""
    root = ElementTree.fromstring(svg)
    tips = (one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}title"))
    return {text.partition(": ")[0]: text.partition(": ")[2] for text in tips if ": " in text}


def _by_name(headings: Sequence[Any], lines: Iterable[Sequence[Any]]) -> dict[str, dict[str, Any]]:
    """The cells of a table by row and column; a row is known by its first cell."""
    return {
        str(getattr(line[0], "shown", line[0])): dict(
            zip(map(str, headings[1:]), line[1:], strict=True)
        )
        for line in lines
    }


def _agree(indicator_id: str, areas: list[str]) -> int:
    """Compare each figure in table, picture, CSV and XLSX; gives how many areas have any."""
    texts.use("fi")
    indicator = definitions.load().indicators[indicator_id]
    rows = _course(indicator_id, areas)
    if rows.empty:
        pytest.skip("the starter figures have none of it for these areas")
    specification = charts.trend(
        rows, indicator=indicator, language="fi", own=rows["area_id"].iloc[0]
    )
    take = export.of_chart(specification, **takeaway.surroundings([indicator], areas, indicator_id))
    assert take.origins, "figures have a source"
    csv_headings, *csv_lines = csv.reader(io.StringIO(export.csv(take).decode("utf-8-sig")))
    headings, *lines = cells(take)
    csv_cells, sheet = _by_name(csv_headings, csv_lines), _by_name(headings, lines)
    shown = _by_name(take.columns, take.rows)
    tips = _tips(charts.svg(specification))
    drawn = {series.name for series in specification.series}
    for row in rows.to_dict("records"):
        area, period = row["area_name"], row["period"]
        said = formats.period(period, "fi")
        cell, in_sheet = shown[said][area], sheet[said][area]
        # As texts: a reading of a number may miss its last binary digit.
        in_csv = csv_cells[period][area]
        if formats.is_missing(row["value"]):
            assert in_csv == ""
            assert in_sheet == export.sign(row["status"])
            assert cell.shown == formats.status_mark(row["status"])
            continue
        value = row["value"]
        signed = indicator.display == "signed"
        number = formats.number(value, indicator.decimals, "fi", signed=signed)
        assert float(in_csv) == value
        # A workbook keeps sixteen digits.
        assert in_sheet == pytest.approx(value, rel=1e-15)
        assert cell.shown == number + formats.status_mark(row["status"])
        assert wording.value(indicator, value, row["status"], "fi").startswith(number)
        if area in drawn:
            assert tips[f"{area}, {said}"].startswith(number)
    return rows["area_id"].nunique()


@pytest.mark.slow
@pytest.mark.parametrize("indicator_id", list(definitions.load().indicators))
def test_figures_on_the_page_and_in_files_agree(starter: Path, indicator_id: str) -> None:
    assert _agree(indicator_id, _own_areas()) > 0


@pytest.mark.slow
@pytest.mark.parametrize("indicator_id", list(definitions.load().indicators))
def test_figures_agree_in_every_area_that_has_any(starter: Path, indicator_id: str) -> None:
    areas = list(definitions.load().areas)
    known = store.run(
        "pages/situation/courses", indicator_ids=[indicator_id], area_ids=areas
    ).dropna(subset=["value"])
    assert _agree(indicator_id, areas) >= known["area_id"].nunique()


def test_cards_and_their_file_agree(starter: Path) -> None:
    at = open_page("situation/overview", area="FI-KU729")
    shown = {metric.label: metric.value for metric in at.metric}
    assert shown["Väkiluku"] == "8\u00a0763"
    from seutukuva.ui import cards

    texts.use("fi")
    programme, found = definitions.load().programme, definitions.load()
    indicators = [found.indicators[name] for name in programme.headline]
    courses = store.run(
        "pages/situation/courses",
        indicator_ids=list(dict.fromkeys(["population", *programme.headline])),
        area_ids=["FI-KU729", *programme.compare],
    )
    made = cards._cards(
        indicators, "FI-KU729", programme.compare, cards.Courses(courses.to_dict("records"))
    )
    by_id = {one.id: one for one in indicators}
    for card in made:
        figures, words, _statuses = cards._line(card, by_id[card.indicator_id])
        if card.value:
            assert shown[card.title] == card.value == words[texts._("Figure")]
            decimals = by_id[card.indicator_id].decimals
            number = formats.number(figures[texts._("Figure")], decimals, "fi").lstrip("+")
            assert card.value.lstrip("+").startswith(number)


def test_the_link_opens_the_same_view(monkeypatch: pytest.MonkeyPatch) -> None:
    class Query(dict):
        def get_all(self, key: str) -> list[str]:
            return self[key]

    class Context:
        url = "https://example.org/indicator"

    query = Query({"area": ["FI-KU729"], "with": ["FI-KU111", "FI-KU240"], "lang": ["en"]})
    monkeypatch.setattr(takeaway.st, "query_params", query)
    monkeypatch.setattr(takeaway.st, "context", Context)
    wanted = "?area=FI-KU729&with=FI-KU111&with=FI-KU240&lang=en"
    assert takeaway.link() == f"https://example.org/indicator{wanted}"
    Context.url = "https://example.org"
    assert takeaway.link() == f"https://example.org/{wanted}"
    Context.url = ""
    assert takeaway.link() == ""


def test_files_are_made_without_knowing_the_reader(starter: Path) -> None:
    # The server makes them in a thread of its own: no session, no language of a run.
    texts.use("sv")
    take = takeaway.table_taken(
        title="Tabell", values=pd.DataFrame({"Område": ["=1+1"], "Värde": [1.5]}), file_name="x"
    )
    texts.use("fi")
    assert take.language == "sv"
    assert b"'=1+1" in export.csv(take)
    assert re.fullmatch(r"x-\d{8}", take.file_name)
