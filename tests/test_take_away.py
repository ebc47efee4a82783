"""Taking away: every table and chart can be, by one way, and the figures are those on the page."""

from __future__ import annotations

import ast
import io
import re
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest

from seutukuva import charts, definitions, export, formats, store, texts, wording
from seutukuva.ui import takeaway
from tests.conftest import REPOSITORY
from tests.export.reading import table, workbook
from tests.pages import open_page

CODE = [
    REPOSITORY / "app.py",
    *sorted((REPOSITORY / "pages").rglob("*.py")),
    *sorted((REPOSITORY / "seutukuva").rglob("*.py")),
]
# Widgets with a file button of their own, and the one place that may make such a button.
BYPASSES = {"dataframe", "data_editor", "line_chart", "bar_chart", "area_chart", "scatter_chart"}
ONLY_WAY = "seutukuva/ui/takeaway.py"
# Shows what somebody is about to enter, which is nobody's figures yet.
NOT_FIGURES = {"seutukuva/ui/entry.py"}


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
    if called & {"table", "plotly_chart"} and name.startswith("seutukuva/ui"):
        text = file.read_text(encoding="utf-8")
        assert "take_away" in text or name in NOT_FIGURES, "its tables cannot be taken away"


def test_what_widgets_give_away_by_themselves_is_switched_off() -> None:
    settings = tomllib.loads((REPOSITORY / ".streamlit" / "config.toml").read_text("utf-8"))
    assert settings["client"]["disableDataExport"] is True


PANELS = [
    ("situation/overview", "headlines", 2),
    ("situation/overview", "side_by_side", 2),
    ("situation/indicator", "trend", 4),
    ("situation/indicator", "ranking", 4),
    ("situation/indicator", "map", 4),
    ("about/sources", "sources", 2),
    ("about/sources", "indicators", 2),
    ("about/sources", "marks", 2),
    ("about/data_quality", "checks", 2),
    ("about/data_quality", "statuses", 2),
]


@pytest.mark.parametrize(("page", "key", "files"), PANELS)
def test_an_opened_panel_offers_files_and_a_citation(
    starter: Path, page: str, key: str, files: int
) -> None:
    at = open_page(page, area="FI-KU729", lang="en")
    assert len(at.get("download_button")) == 0, "nothing is made before it is asked for"
    at.session_state[f"{key}_take_away"] = True
    at.run()
    assert not at.exception
    assert not at.error, [error.value for error in at.error]
    assert len(at.get("download_button")) == files
    citation = at.code[-1].value
    assert store.current_version().id in citation
    assert "Seutukuva" in citation


def _course(indicator_id: str, areas: list[str]) -> pd.DataFrame:
    found = definitions.load()
    rows = store.run(
        "pages/situation/course",
        indicator_id=indicator_id,
        area_ids=areas,
        year_from=1900,
        year_to=2100,
    )
    return rows.assign(area_name=[found.areas[area].name["fi"] for area in rows["area_id"]])


def _own_areas() -> list[str]:
    programme = definitions.load().programme
    return list(dict.fromkeys([*programme.areas, *programme.compare]))


def _tips(svg: str) -> dict[str, str]:
    """What the points of a drawing say, by area and period."""
    root = ElementTree.fromstring(svg)
    tips = (one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}title"))
    return {text.partition(": ")[0]: text.partition(": ")[2] for text in tips if ": " in text}


@pytest.mark.parametrize("indicator_id", list(definitions.load().indicators))
def test_figures_on_the_page_and_in_files_agree(starter: Path, indicator_id: str) -> None:
    texts.use("fi")
    found = definitions.load()
    indicator = found.indicators[indicator_id]
    rows = _course(indicator_id, _own_areas())
    if rows.empty:
        pytest.skip("the starter figures have none of it for these areas")
    specification = charts.trend(
        rows, indicator=indicator, language="fi", own=rows["area_id"].iloc[0]
    )
    take = export.of_chart(
        specification, **takeaway.surroundings([indicator], _own_areas(), indicator_id)
    )
    assert take.origins, "figures have a source"
    # As texts: pandas' own reading of a number may miss its last binary digit.
    csv = pd.read_csv(io.BytesIO(export.csv(take)), dtype=str)
    sheet = {str(line[0]): line for line in table(workbook(take).worksheets[0])[1:]}
    headings = table(workbook(take).worksheets[0])[0]
    shown = {row[0].shown: row for row in take.rows}
    tips = _tips(charts.svg(specification))
    by_period = csv.set_index(take.columns[0])
    drawn = {series.name for series in specification.series}
    for row in rows.to_dict("records"):
        area, period = row["area_name"], row["period"]
        said = formats.period(period, "fi")
        cell = shown[said][take.columns.index(area)]
        in_sheet = sheet[said][headings.index(area)]
        in_csv = by_period.loc[period, area]
        if formats.is_missing(row["value"]):
            assert formats.is_missing(in_csv)
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
