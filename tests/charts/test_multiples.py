"""Small multiples: shared axes, panels in order, and a grid that is safe to put on a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from seutukuva import charts

Rows = list[dict[str, Any]]
Series = Callable[..., Rows]
NAMES = ("Own", "B", "C")


def rows_of(series: Series, names: tuple[str, ...] = NAMES) -> Rows:
    return [
        row
        for at, name in enumerate(names)
        for row in series(name, {str(year): 60.0 + at + year % 5 for year in range(2015, 2021)})
    ]


def elements(markup: str, tag: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(markup)
    return [one for one in root.iter() if one.tag.rpartition("}")[2] == tag]


def test_panels_stand_in_the_order_asked_on_the_same_axes(rate: Any, series: Series) -> None:
    rows = [*rows_of(series), *series("Land", {"2015": 90.0, "2020": 91.0})]
    chart = charts.small_multiples(
        rows,
        indicator=rate,
        language="en",
        own="FI-Own",
        order=["FI-C", "FI-Own"],
        benchmark="FI-Land",
    )
    assert [panel.title for panel in chart.panels] == ["C", "Own", "B"]
    assert {panel.y_axis for panel in chart.panels} == {chart.y_axis}
    assert {panel.x_axis for panel in chart.panels} == {chart.x_axis}
    assert chart.y_axis is not None and chart.y_axis.high >= 91
    roles = [[one.role for one in panel.series] for panel in chart.panels]
    assert roles == [["peer", "benchmark"], ["own", "benchmark"], ["peer", "benchmark"]]
    assert "Dashed line: Land." in chart.subtitle
    assert "axes are the same" in chart.subtitle
    assert [tick.text for tick in chart.x_axis.ticks] == ["2015", "2020"]
    assert chart.table.columns == ("Period", "C", "Own", "B", "Land")


def test_values_in_another_form_are_named_and_signed(total: Any, series: Series) -> None:
    rows = series("A", {"2019": -1.25, "2020": 2.0})
    chart = charts.small_multiples(
        rows,
        indicator=total,
        language="en",
        value_label="Change from the previous period",
        unit="%",
        decimals=1,
        signed=True,
    )
    assert chart.unit == "Change from the previous period, %"
    assert chart.panels[0].subtitle == "+2.0 (2020)"
    assert chart.zero_line and "−1.3%" in chart.alternative


def test_a_whole_of_another_size_is_not_drawn_behind_its_parts(total: Any, series: Series) -> None:
    rows = [*series("A", {"2020": 9_000.0}), *series("Land", {"2020": 5_600_000.0})]
    chart = charts.small_multiples(rows, indicator=total, language="en", benchmark="FI-Land")
    assert [len(panel.series) for panel in chart.panels] == [1]
    assert any("Land" in note for note in chart.notes) and "Dashed line" not in chart.subtitle


def test_more_than_twelve_areas_are_in_the_table_only(rate: Any, series: Series) -> None:
    names = tuple(f"Area {at:02d} with a name that is long" for at in range(15))
    chart = charts.small_multiples(rows_of(series, names), indicator=rate, language="en")
    assert len(chart.panels) == 12 and len(chart.table.columns) == 16
    assert any(names[-1] in note for note in chart.notes)
    assert charts.panels(chart).count("<figure") == 12


def test_the_grid_is_well_formed_and_holds_nothing_that_acts(rate: Any, series: Series) -> None:
    names = ("<b>&\"'", "Own", "C")
    chart = charts.small_multiples(
        rows_of(series, names), indicator=rate, language="fi", own="FI-Own"
    )
    markup = charts.panels(chart)
    pictures = elements(markup, "svg")
    assert [one.get("aria-label") for one in pictures] == [one.alternative for one in chart.panels]
    assert all(one.get("role") == "img" for one in pictures)
    assert not re.search(r"<script|<style|href|url\(| on\w+=|<foreignObject", markup)
    captions = ["".join(one.itertext()) for one in elements(markup, "b")]
    assert captions == [panel.title for panel in chart.panels]
    assert len(elements(markup, "rect")) == 3 * 6  # one strip a period names its figures
    assert "vector-effect" in charts.panel_style("light")
    assert charts.panel_style("light") != charts.panel_style("dark")


def test_gaps_lonely_and_tentative_figures_are_seen(rate: Any, series: Series) -> None:
    values = {"2015": 1.0, "2016": 2.0, "2017": None, "2018": 4.0, "2020": (5.0, "preliminary")}
    chart = charts.small_multiples(series("A", values), indicator=rate, language="en")
    paths = [one.get("d", "") for one in elements(charts.panels(chart), "path")]
    lines = [path for path in paths if "L" in path]
    dots = [path for path in paths if path.endswith("h0")]
    assert len(lines) == 1 and lines[0].count("L") == 1
    assert len(dots) == 3  # 2018 is lonely; 2020 is the newest, with a hole
    assert chart.panels[0].subtitle == "5.0* (2020)"


def gaps(series: Series, rate: Any, missing: dict[str, list[int]]) -> list[str]:
    """The notes on areas with the values of 2015 … 2025, but for those missing; Land is whole."""
    years = range(2015, 2026)
    rows = [
        row
        for name, without in ({"Land": []} | missing).items()
        for row in series(name, {str(at): None if at in without else 1.0 * at for at in years})
    ]
    chart = charts.small_multiples(
        rows, indicator=rate, language="en", own="FI-Own", benchmark="FI-Land"
    )
    return [note for note in chart.notes if "value" in note or "gaps" in note]


EVERY = "In every panel the area has no value: 2024."


def test_gaps_of_every_panel_are_told(rate: Any, series: Series) -> None:
    everywhere = dict.fromkeys(["Own", "B", "C", "D", "E", "F", "G", "H"], [2024])
    assert gaps(series, rate, everywhere) == [EVERY]
    some = everywhere | {"B": [2020, 2024], "C": [2020, 2024]}
    assert gaps(series, rate, some) == [EVERY, "B; C, no value: 2020."]
    assert gaps(series, rate, {"A": [2019], "Own": []}) == ["A, no value: 2019."]
    assert gaps(series, rate, {"Own": [2019]}) == ["Own, no value: 2019."]
    assert gaps(series, rate, {"Own": [2019], "A": [], "Empty": list(range(2015, 2026))}) == [
        "No value: Empty (missing).",
        "Own, no value: 2019.",
    ]


def test_the_gaps_of_the_benchmark_are_told_by_its_name(rate: Any, series: Series) -> None:
    missing = {"Own": [2024], "B": [2024], "Land": [2020, 2024]}
    assert gaps(series, rate, missing) == [EVERY, "Land, no value: 2020; 2024."]
    missing = {"Own": [2024], "B": [2024], "Land": [2020]}
    assert gaps(series, rate, missing) == [EVERY, "Land, no value: 2020."]


def test_gaps_of_many_kinds_name_their_areas(rate: Any, series: Series) -> None:
    missing = {name: [2016 + at] for at, name in enumerate("ABCDE")} | {"Own": [2024]}
    assert gaps(series, rate, missing) == [
        "Own, no value: 2024.",
        "A, no value: 2016.",
        "B, no value: 2017.",
        "Lines with other gaps: C; D; E.",
    ]


def test_an_area_without_values_has_a_panel_that_says_so(rate: Any, series: Series) -> None:
    rows = [*series("A", {"2020": 1.0}), *series("B", {"2020": (None, "confidential")})]
    chart = charts.small_multiples(rows, indicator=rate, language="en")
    assert [panel.is_empty for panel in chart.panels] == [False, True]
    assert "confidential" in charts.panels(chart)


@pytest.mark.parametrize("value", [5.0, 0.0, -3.0])
def test_equal_values_are_a_line_in_the_picture(rate: Any, series: Series, value: float) -> None:
    rows = [row for name in "AB" for row in series(name, {"2019": value, "2020": value})]
    chart = charts.small_multiples(rows, indicator=rate, language="en")
    assert chart.y_axis is not None and chart.y_axis.low <= value <= chart.y_axis.high
    assert charts.panels(chart).count("<figure") == 2


def test_a_long_monthly_series_is_not_weighed_down_by_strips(rate: Any, series: Series) -> None:
    values = {f"{year}M{month:02d}": 1.0 for year in range(2015, 2025) for month in range(1, 13)}
    chart = charts.small_multiples(series("A", values), indicator=rate, language="fi")
    markup = charts.panels(chart)
    assert not elements(markup, "rect") and len(markup) < 6_000


def test_only_small_multiples_have_panels(rate: Any, series: Series) -> None:
    trend = charts.trend(rows_of(series), indicator=rate, language="en")
    with pytest.raises(ValueError, match="no panels"):
        charts.panels(trend)
    multiples = charts.small_multiples(rows_of(series), indicator=rate, language="en")
    with pytest.raises(ValueError, match="charts.panels"):
        charts.figure(multiples)
    empty = charts.small_multiples([], indicator=rate, language="en")
    assert empty.is_empty and charts.panels(empty) == ""


def test_marks_are_numbered_lines_in_the_panels_of_their_areas(rate: Any, series: Series) -> None:
    event = {"kind": "event", "text": "<b>", "area_ids": ["FI-B"]}
    chart = charts.small_multiples(
        rows_of(series),
        indicator=rate,
        language="en",
        marks=[
            {**event, "date": "2017", "title": "Mill"},
            {**event, "date": "2017-09", "title": "Road", "area_ids": ["FI-B", "FI-C"]},
            {**event, "date": "2019", "kind": "classification_break", "title": "", "text": ""},
            {**event, "date": "1990", "title": "Long ago"},
        ],
    )
    own = {panel.title: [mark.label for mark in panel.marks] for panel in chart.panels}
    assert own == {"B": ["1", "2", "3"], "C": ["2"], "Own": []}
    levels = [mark.level for mark in chart.marks]
    assert levels[0] != levels[1], "numbers near each other stand in rows of their own"
    assert any("a classification changed" in note for note in chart.notes)
    assert "[2] September 2017, B; C: Road. <b>." in [n.replace("\xa0", " ") for n in chart.notes]
    markup = charts.panels(chart)
    panels = [one for one in elements(markup, "figure")]
    numbers = [[one.text for one in panel.iter() if one.get("class") == "sk-m"] for panel in panels]
    assert numbers == [own[panel.title] for panel in chart.panels]
    lines = [
        [one for one in panel.iter() if one.get("d", "").endswith("V1000")] for panel in panels
    ]
    assert [len(found) for found in lines] == [len(found) for found in numbers]
    titles = [panel.alternative for panel in chart.panels]
    assert "Road" in titles[0] and "Mill" in titles[0] and "Mill" not in titles[1]
    drawing = charts.svg(chart)
    texts = [one.text for one in elements(drawing, "text")]
    assert texts.count("1") == 1 and texts.count("2") == 2


def test_a_benchmark_of_one_figure_has_no_line_to_be_told_of(rate: Any, series: Series) -> None:
    rows = [*rows_of(series), *series("Land", {"2020": 91.0})]
    chart = charts.small_multiples(
        rows, indicator=rate, language="en", own="FI-Own", benchmark="FI-Land"
    )
    assert "Dashed line" not in chart.subtitle
