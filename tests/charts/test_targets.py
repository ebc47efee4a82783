"""A KPI against its targets: lines, span, words, table twin, and the small pictures."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import pytest

from seutukuva import charts
from seutukuva.charts import ChartSpecification, Led, Told, Way, target_cells

FIGURES = [Told(str(year), 60.0 + year - 2015) for year in range(2015, 2024)]
WAYS = [Way("2020", 64.0, "2027", 72.0), Way("2020", 64.0, "2030", 76.0)]
LEADS = [
    Led(2023.5, 68.0, 68.0, 68.0),
    Led(2024.5, 68.9, 66.0, 71.0),
    Led(2025.5, 69.5, 65.0, 500.0),
]


def chart(rate: Any, *parts: Any, **more: Any) -> ChartSpecification:
    figures, ways, leads = parts or (FIGURES, WAYS, LEADS)
    return charts.target_course(
        figures, ways, leads, indicator=rate, language="en", place="Region", **more
    )


def test_course_targets_and_projection_are_lines_of_their_own(rate: Any) -> None:
    found = chart(rate)
    assert [(one.key, one.role) for one in found.series] == [
        *(("course", "own"), ("target0", "benchmark"), ("target1", "benchmark")),
        ("projection", "peer"),
    ]
    lead = found.series[-1]
    assert [point.is_tentative for point in lead.points] == [False, True, True]
    assert "Projection" in lead.label and "2025" in lead.label
    assert found.x_axis is not None and found.x_axis.low < 2015 and found.x_axis.high > 2030
    middles = sorted(one.label_at for one in found.series)
    assert all(high > low for low, high in zip(middles, middles[1:], strict=False))


def test_a_wide_span_does_not_press_the_course_flat_and_is_told_in_full(rate: Any) -> None:
    found = chart(rate)
    assert found.y_axis is not None and found.y_axis.high < 100
    assert max(high for _at, _low, high in found.fan) <= found.y_axis.high
    assert any("500.0" in note for note in found.notes)


def test_months_and_years_share_an_axis(rate: Any) -> None:
    rounds = [Told("2025M10", 10.0), Told("2026M04", 12.0)]
    found = chart(rate, rounds, [Way("2025M10", 10.0, "2028", 30.0)], [])
    course, aim = found.series
    assert course.points[1].position - course.points[0].position == 6
    assert aim.points[0].position == course.points[0].position
    assert aim.points[1].position == pytest.approx(2028 * 12 + 5.5)


def test_the_twin_has_every_figure_and_says_what_it_is(rate: Any) -> None:
    table = chart(rate).table
    kinds = [row[1] for row in table.rows]
    assert (kinds.count("Course"), kinds.count("Target"), kinds.count("Projection")) == (9, 4, 2)
    assert ("2030", "Target", 76.0, "") in table.values
    assert "baseline" in {row[3] for row in table.rows}


def test_words_tell_what_is_drawn(rate: Any) -> None:
    said = chart(rate, verdict="On course.").alternative
    for part in ("Region", "2023", "68.0", "Target 2027", "Projection 2025", "On course."):
        assert part in said


def test_only_a_target_or_nothing_at_all_is_calm(rate: Any) -> None:
    only = chart(rate, [], WAYS, [])
    assert [one.role for one in only.series] == ["benchmark", "benchmark"] and not only.fan
    nothing = chart(rate, [], [], [])
    assert nothing.is_empty and "no values" in nothing.alternative
    for one in (only, nothing):
        assert charts.figure(one) is not None and ET.fromstring(charts.svg(one)) is not None


def test_both_renderers_draw_the_span_behind_the_lines(rate: Any) -> None:
    found = chart(rate)
    first = charts.figure(found).data[0]
    assert first.fill == "toself" and len(first.x) == 2 * len(found.fan)
    drawn = charts.svg(found, theme="dark")
    assert drawn.index("Z") < drawn.index("stroke-dasharray")


@pytest.mark.parametrize(
    "state", ["reached", "on_course", "somewhat_behind", "behind", "wrong_way", "no_target"]
)
def test_each_verdict_has_a_shape_of_its_own(state: str) -> None:
    drawn = target_cells.verdict_svg(state, label="x")
    others = {"reached", "on_course", "somewhat_behind", "behind", "wrong_way"} - {state}
    assert ET.fromstring(drawn) is not None
    assert all(target_cells.verdict_svg(one, label="x") != drawn for one in others)


def test_a_small_course_has_line_target_and_projection() -> None:
    course = [(2020.5, 1.0), (2021.5, 2.0)]
    drawn = target_cells.course_svg(
        course, [((2020.5, 1.0), (2025.5, 4.0))], [(2021.5, 2.0), (2022.5, 2.5)], label="Course"
    )
    assert drawn.count("stroke-dasharray") == 2 and drawn.count("<circle") == 2
    assert len(drawn) < 1000 and ET.fromstring(drawn).get("aria-label") == "Course"
    assert "<path" not in target_cells.course_svg([], label="")
    assert target_cells.course_svg([(2020.5, 1.0)], label="").count("<circle") == 1
