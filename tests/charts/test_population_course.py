"""The course of a population: lines, the span between variants, words, table twin."""

from __future__ import annotations

from typing import Any

from seutukuva import charts
from seutukuva.charts import ChartSpecification, Line

COUNTED = Line("course", "Counted", "own", {2022: 9100.0, 2023: 9000.0, 2025: 8900.0})
AHEAD = Line("central", "As now", "ahead", {2025: 8900.0, 2026: 8800.0, 2027: 8700.4})
STILL = Line("still", "If nobody moved", "peer", {2025: 8900.0, 2026: 8900.0, 2027: 8905.0})
OFFICIAL = Line("official", "Official of 2019", "benchmark", {2024: 8950.0, 2026: 8700.0})
SPAN = [(2025, 8900.0, 8900.0), (2026, 8700.0, 8900.0), (2027, 8500.0, 8901.0)]


def chart(*lines: Line, **more: Any) -> ChartSpecification:
    found = lines or (COUNTED, AHEAD, STILL, OFFICIAL)
    return charts.population_course(
        found, more.pop("span", SPAN), title="Inhabitants, Region", language="en", **more
    )


def test_every_line_is_labelled_where_it_ends() -> None:
    found = chart()
    assert [one.role for one in found.series] == ["own", "ahead", "peer", "benchmark"]
    assert [one.label.replace("\n", " ") for one in found.series] == [
        *("Counted, 2025: 8,900", "As now, 2027: 8,700", "If nobody moved, 2027: 8,905"),
        "Official of 2019, 2026: 8,700",
    ]
    middles = sorted(one.label_at for one in found.series)
    assert all(high > low for low, high in zip(middles, middles[1:], strict=False))
    second = chart(STILL, Line("unchanged", "As now", "peer", {2025: 1.0}))
    assert [one.order for one in second.series] == [0, 1]


def test_a_year_without_a_figure_is_a_gap() -> None:
    found = chart()
    assert [point.joined for point in found.series[0].points] == [False, True, False]
    # What has not come yet is tentative.
    assert all(point.is_tentative for point in found.series[1].points)


def test_the_span_lies_on_the_axes() -> None:
    found = chart()
    assert found.fan[-1] == (2027.0, 8500.0, 8901.0)
    assert found.y_axis is not None and found.x_axis is not None
    assert found.y_axis.low <= 8500 and found.y_axis.high >= 9100
    assert found.x_axis.low < 2022 and found.x_axis.high > 2027
    assert "does not start at zero" in found.subtitle
    from_zero = chart(Line("course", "Counted", "own", {2025: 10.0, 2026: 90.0}), span=())
    assert "zero" not in from_zero.subtitle
    assert from_zero.fan == ()


def test_words_and_table_say_what_the_lines_do() -> None:
    found = chart(said="It shrinks.", notes=["A note."], source="Somebody")
    for words in ("Inhabitants, Region.", "As now, 2027: 8,700.", "8,500 … 8,901", "It shrinks."):
        assert words in found.alternative
    assert found.table.columns == (
        *("Year", "Counted", "As now", "If nobody moved", "Official of 2019", "Low", "High"),
    )
    assert [row[0] for row in found.table.rows] == ["2022", "2023", "2024", "2025", "2026", "2027"]
    assert found.table.rows[-1] == ("2027", "", "8,700", "8,905", "", "8,500", "8,901")
    assert found.table.values[-1][2] == 8700.4
    assert (found.notes, found.source) == (("A note.",), "Somebody")
    assert "Low" not in chart(span=()).table.columns


def test_both_renderers_draw_it() -> None:
    found = chart()
    assert "As now" in charts.svg(found)
    assert len(charts.figure(found).data) >= 4
