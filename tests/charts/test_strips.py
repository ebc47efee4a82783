"""Strips: every area a dot that covers no other, the middle half, a few names."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from seutukuva import charts
from seutukuva.charts import colours

Rows = list[dict[str, Any]]
Series = Callable[..., Rows]


def test_every_area_is_a_dot_beside_the_others(rate: Any, country: Rows) -> None:
    chart = charts.strip(country, indicator=rate, language="en", own="FI-KU150")
    assert len(chart.dots) == 300 and len({(dot.value, dot.offset) for dot in chart.dots}) == 300
    axis = chart.x_axis
    assert axis is not None
    assert all(axis.low < dot.value < axis.high for dot in chart.dots)
    width = (axis.high - axis.low) / 80
    for one, other in itertools.combinations(chart.dots, 2):
        assert one.offset != other.offset or abs(one.value - other.value) >= width
    figure = charts.figure(chart)
    crowd, own = figure.data
    assert len(crowd.x) == 299 and list(own.customdata) == ["FI-KU150"]
    assert own.marker.color == colours.LIGHT.OWN and own.marker.size > crowd.marker.size


def test_quartiles_are_a_band_a_line_and_words(rate: Any, country: Rows) -> None:
    chart = charts.strip(country, indicator=rate, language="en", own="FI-KU150")
    assert [(band.low, band.high) for band in chart.bands] == [(74.75, 224.25)]
    assert [guide.value for guide in chart.guides] == [149.5]
    assert (
        "The middle half of the areas is within 74.8–224.3, the median is 149.5%."
        in chart.alternative
    )
    assert "rank" in chart.alternative and "Areas: 300." in chart.table.note
    assert chart.table.rows[1:] == (
        ("Highest", "299.0", ""),
        ("Upper quartile", "224.3", ""),
        ("Median", "149.5", ""),
        ("Lower quartile", "74.8", ""),
        ("Lowest", "0.0", ""),
    )
    texts = [note.text for note in charts.figure(chart).layout.annotations]
    assert texts == ["<b>Kunta 150</b>", "Median 149.5%"]


def test_three_areas_are_named_and_others_have_their_shape(rate: Any, country: Rows) -> None:
    wished = ["FI-KU001", "FI-KU002", "FI-KU003", "FI-KU004"]
    chart = charts.strip(country, indicator=rate, language="en", own="FI-KU000", highlighted=wished)
    named = [dot for dot in chart.dots if dot.label]
    assert [dot.name for dot in named] == ["Kunta 000", "Kunta 001", "Kunta 002"]
    assert sum(dot.role == "benchmark" for dot in chart.dots) == 4
    symbols = [trace.marker.symbol for trace in charts.figure(chart).data]
    assert symbols == ["circle", "diamond", "circle"]
    assert [row[0] for row in chart.table.rows][:5] == [f"Kunta 00{at}" for at in range(5)]
    assert "Kunta 004" in next(note for note in chart.notes if note.startswith("Diamonds"))


def test_lines_to_labels_cross_no_label(rate: Any, series: Series) -> None:
    values = {"Own": 40.0, "A long name indeed": 41.0, "Another": 44.0, "Low": 0.0, "High": 100.0}
    rows = [row for name, value in values.items() for row in series(name, {"2025": value})]
    chart = charts.strip(
        rows,
        indicator=rate,
        language="en",
        own="FI-Own",
        highlighted=["FI-A long name indeed", "FI-Another"],
    )
    levels = {dot.value: dot.level for dot in chart.dots if dot.label}
    assert levels == {40.0: 2, 41.0: 1, 44.0: 0}  # all reach to the right


def test_many_equal_values_pile_up_no_higher_than_the_picture(rate: Any, series: Series) -> None:
    rows = [row for at in range(300) for row in series(f"A{at}", {"2025": 5.0})]
    chart = charts.strip(rows, indicator=rate, language="en")
    assert chart.height < 200 and max(abs(dot.offset) for dot in chart.dots) <= 10
    assert chart.bands[0].low == chart.bands[0].high == 5.0


def test_few_areas_have_no_quartiles(rate: Any, series: Series) -> None:
    rows = [row for name in "ABCDEFG" for row in series(name, {"2025": -2.0, "2024": 9.0})]
    rows += series("X", {"2025": (None, "confidential")})
    chart = charts.strip(rows, indicator=rate, language="en", own="FI-X", highlighted=["FI-A"])
    assert not chart.bands and not chart.guides
    assert "Quartiles need at least 8 areas." in chart.notes
    assert "Areas with a figure: 7 of 8." in chart.notes
    assert "X (confidential)" in chart.alternative
    assert chart.table.rows[0] == ("X", "...", "") and chart.table.note.endswith("confidential")


def test_figures_of_fewer_than_half_of_the_areas_have_no_middle_half(
    rate: Any, country: Rows
) -> None:
    few = country[:13]
    chart = charts.strip(few, indicator=rate, language="en", own=few[0]["area_id"], of=308)
    assert len(chart.dots) == 13 and not chart.bands and not chart.guides
    assert "No quartiles: fewer than half of the areas have a figure." in chart.notes
    known = "Areas with a figure: 13 of 308."
    assert known in chart.notes and known in chart.alternative and known in chart.table.note
    assert "middle half" not in " ".join([chart.alternative, *chart.notes])
    assert [row[0] for row in chart.table.rows][1:] == ["Highest", "Lowest"]
    half = charts.strip(country[:154], indicator=rate, language="en", of=308)
    assert half.bands and "Areas with a figure: 154 of 308." in half.notes


def test_one_area_and_none(rate: Any, series: Series) -> None:
    one = charts.strip(series("A", {"2025": 3.0}), indicator=rate, language="fi", own="FI-A")
    assert [dot.offset for dot in one.dots] == [0.0]
    assert charts.figure(one, theme="dark").data[0].marker.color == colours.DARK.OWN
    for rows in ([], series("A", {"2025": None})):
        empty = charts.strip(rows, indicator=rate, language="en", own="FI-A")
        assert empty.is_empty and "no values to show" in empty.alternative


@pytest.mark.parametrize("value", [-1.0, 0.0, 1e9])
def test_net_figures_show_zero(net: Any, series: Series, value: float) -> None:
    chart = charts.strip(series("A", {"2025": value}), indicator=net, language="en")
    assert chart.x_axis is not None and chart.x_axis.has_zero
