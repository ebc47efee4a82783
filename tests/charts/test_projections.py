"""Where an area is heading, as a chart: lines, spans, words and the table twin."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pytest

from seutukuva import charts
from seutukuva.charts import ChartSpecification, Official, colours, styles

Rows = Callable[..., list[dict[str, Any]]]
NEWEST = 9000.0


@dataclass(frozen=True)
class Step:
    period: str
    value: float
    low80: float
    high80: float
    low95: float
    high95: float
    naive: float = NEWEST


STEPS = [
    Step(str(2025 + n), NEWEST - 100 * n, 8950 - 120 * n, 9050 - 80 * n, 8800 - 150 * n, 9200)
    for n in range(1, 11)
]
OFFICIAL = [
    Official("2012", (("2020", 9400.0), ("2030", 9000.0), ("2040", 8700.0))),
    Official("2019", tuple((str(year), 9300.0 - 40 * (year - 2019)) for year in range(2019, 2041))),
    Official("2024", tuple((str(year), 9100.0 - 30 * (year - 2024)) for year in range(2024, 2046))),
]


@pytest.fixture
def figures(series: Rows) -> list[dict[str, Any]]:
    values: dict[str, Any] = {str(year): 9000.0 + 60 * (2025 - year) for year in range(2010, 2025)}
    return series("A", values | {"2025": (NEWEST, "preliminary")})


def chart(rows: Any, total: Any, steps: Any = STEPS, official: Any = OFFICIAL) -> Any:
    return charts.projection_course(
        rows, steps, official, indicator=total, language="en", place="A", source="Producer"
    )


def test_course_own_naive_and_each_vintage_have_a_line_and_a_label(
    figures: Any, total: Any
) -> None:
    found: ChartSpecification = chart(figures, total)
    assert [(one.key, one.role) for one in found.series] == [
        *(("course", "own"), ("projection", "ahead"), ("naive", "peer")),
        *((f"official{made}", "benchmark") for made in ("2012", "2019", "2024")),
    ]
    own = found.series[1]
    assert [point.position for point in own.points] == list(range(2025, 2036))
    assert own.points[0].value == NEWEST and own.marked == (own.points[-1],)
    assert "2035: 8,000" in own.label.replace("\n", " ")
    assert "in four cases of five" in own.points[1].text
    assert found.series[0].label.replace("\n", " ") == "A, 2025: 9,000"
    assert found.subtitle == "inhabitants. The vertical axis does not start at zero."
    assert "2019" in found.series[4].label and "2040" in found.series[4].label
    assert found.x_axis is not None and found.x_axis.high > 2045


def test_no_two_vintages_look_alike_even_without_colour_and_with_many_of_them() -> None:
    series = charts.specification.Series("x", "x", "benchmark", 0, ())
    looks = [
        styles.line_style(replace(series, order=order), colours.LIGHT, True) for order in range(9)
    ]
    assert len({(one.colour, one.dash) for one in looks}) == 9
    assert len({one.dash for one in looks[:4]}) == 4


def test_labels_of_nine_vintages_stand_apart_in_a_taller_chart(figures: Any, total: Any) -> None:
    many = [
        Official(str(2018 + n), ((str(2026 + n), 9000.0 + n), (str(2040 + n), 8500.0 + n)))
        for n in range(9)
    ]
    found = chart(figures, total, official=many)
    axis = found.y_axis
    pixel = (axis.high - axis.low) / found.height
    places = sorted((one.label_at, one.label.count("\n") + 1) for one in found.series)
    for (below, lines), (above, others) in pairwise(places):
        assert above - below >= 15 * (lines + others) / 2 * pixel - 1e-6
    assert found.height > chart(figures, total).height
    assert places[-1][0] <= axis.high and places[0][0] >= axis.low


def test_both_spans_open_at_the_newest_figure_and_the_outer_is_wider(
    figures: Any, total: Any
) -> None:
    found = chart(figures, total)
    assert found.fan[0] == found.outer_fan[0] == (2025.0, NEWEST, NEWEST)
    for inner, outer in zip(found.fan[1:], found.outer_fan[1:], strict=True):
        assert outer[1] < inner[1] < inner[2] < outer[2] and inner[0] == outer[0]


def test_a_very_wide_span_does_not_press_the_lines_flat_and_is_told_in_full(
    figures: Any, total: Any
) -> None:
    wide = [replace(one, high95=90_000.0) for one in STEPS]
    found = chart(figures, total, steps=wide)
    assert found.y_axis.high < 20_000
    assert max(high for _at, _low, high in found.outer_fan) == found.y_axis.high
    assert any("90,000" in note for note in found.notes)


def test_words_tell_the_lines_their_spans_and_what_is_tentative(figures: Any, total: Any) -> None:
    found = chart(figures, total)
    for part in ("A", "2025: 9,000", "2035: 8,000", "four cases of five", "Official of 2019, 2040"):
        assert part in found.alternative
    notes = " ".join(found.notes)
    for part in ("Shaded", "Thin grey line", "preliminary", "2012 has figures of 2020; 2030; 2040"):
        assert part in notes
    assert "2019 has figures" not in notes


def test_the_twin_has_every_line_and_marks_what_is_preliminary(figures: Any, total: Any) -> None:
    table = chart(figures, total).table
    rows = {row[0]: row for row in table.rows}
    values = {row[0]: row for row in table.values}
    assert len(table.columns) == len(table.rows[0]) == 11
    assert rows["2025"][1] == "9,000*" and "preliminary" in table.note
    assert values["2035"][2] == 8000.0 and values["2035"][1] is None and rows["2035"][1] == ""
    assert values["2040"][-3:] == (8700.0, 8460.0, 8620.0)
    assert list(rows) == sorted(rows)


def test_only_what_happened_only_official_or_nothing_is_calm(figures: Any, total: Any) -> None:
    course = chart(figures, total, [], [])
    assert [one.key for one in course.series] == ["course"] and not course.fan
    assert course.table.columns == ("Period", "What happened")
    official = chart([], total, [], OFFICIAL[1:])
    assert [one.role for one in official.series] == ["benchmark"] * 2
    assert official.subtitle.startswith("inhabitants, A.")
    nothing = chart([], total, [], [])
    assert nothing.is_empty and "no values" in nothing.alternative
    for one in (course, official, nothing):
        assert charts.figure(one) is not None and ET.fromstring(charts.svg(one)) is not None


def test_months_and_a_figure_that_can_be_negative(series: Rows, net: Any) -> None:
    rows = series("A", {f"{2022 + at // 12}M{at % 12 + 1:02d}": 5.0 - at for at in range(48)})
    steps = [Step(f"2026M{n:02d}", -45.0, -60.0, -30.0, -80.0, 5.0, -43.0) for n in range(1, 13)]
    found = chart(rows, net, steps, [])
    assert found.zero_line and found.x_axis is not None
    assert found.series[1].points[-1].position == 2026 * 12 + 11
    assert "−45" in found.table.rows[-1][2]
    assert "same month a year before" in " ".join(found.notes)


def test_a_chart_of_two_areas_is_refused(series: Rows, total: Any) -> None:
    rows = series("A", {"2025": 1.0}) + series("B", {"2025": 2.0})
    with pytest.raises(ValueError, match="one area"):
        chart(rows, total)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_both_renderers_draw_shade_and_dotted_edges_behind_the_lines(
    figures: Any, total: Any, theme: Any
) -> None:
    found = chart(figures, total)
    data = charts.figure(found, theme=theme).data
    assert data[0].fill == "toself"
    assert [one.line.dash for one in data[1:5]] == ["solid", "solid", "dot", "dot"]
    assert data[-1].hovertext is not None, "the own area is drawn last"
    drawn = charts.svg(found, theme=theme)
    shade = drawn.index(f'fill="{colours.PALETTES[theme].BAND}"')
    assert shade < drawn.index('stroke-dasharray="1.5 3"') < drawn.index("<circle")
    assert ET.fromstring(drawn) is not None


def test_no_leader_crosses_the_spans_as_if_it_were_one_more_course(
    figures: Any, total: Any
) -> None:
    found = chart(figures, total)
    lines = [one for one in charts.figure(found).layout.shapes if one.type == "line"]
    assert [one.x0 for one in lines] == [2045], "only the vintage that ends last"
    assert len(charts.figure(found).layout.annotations) >= len(found.series), "all have labels"
    without = replace(found, outer_fan=())
    assert len(charts.figure(without).layout.shapes) == len(found.series)
    assert charts.svg(without).count("<line") - charts.svg(found).count("<line") == 5
