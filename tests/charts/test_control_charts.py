"""Control charts: band, centre line, signals by shape, words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from seutukuva import charts
from seutukuva.charts import colours

Rows = list[dict[str, Any]]
Series = Callable[..., Rows]
PERIODS = [f"2024M{month:02d}" for month in range(1, 13)]
VALUES = dict(zip(PERIODS, [10.0, 12, 11, 14, 15, 14, 13, 14, 15, 16, 30, 12], strict=True))


@dataclass(frozen=True)
class FakeLimits:
    """What a control chart asks of limits."""

    centre: float
    lower: float
    upper: float
    points: tuple[tuple[str, float, str | None], ...]


def limits(signals: dict[str, str], first: int = 0) -> FakeLimits:
    points = tuple((p, VALUES[p], signals.get(p)) for p in PERIODS[first:])
    return FakeLimits(13.0, 4.0, 22.0, points)


SIGNALS = {**dict.fromkeys(PERIODS[3:10], "run"), PERIODS[10]: "outside"}


def test_signals_have_shapes_of_their_own_within_band_and_lines(total: Any, series: Series) -> None:
    rows = series("A", VALUES)
    chart = charts.control(rows, limits(SIGNALS), indicator=total, language="en")
    assert [point.signal for point in chart.series[0].points][2:] == [
        *("", *["run"] * 7, "outside", "")
    ]
    assert [(band.low, band.high) for band in chart.bands] == [(4.0, 22.0)]
    assert [(guide.value, guide.is_main) for guide in chart.guides] == [
        *((4.0, False), (13.0, True), (22.0, False))
    ]
    figure = charts.figure(chart)
    shapes = {t.marker.symbol: list(t.y) for t in figure.data if t.mode == "markers"}
    assert shapes["diamond"] == [30.0] and len(shapes["square"]) == 7
    (band,) = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert (band.y0, band.y1, band.fillcolor) == (4.0, 22.0, colours.LIGHT.BAND)
    texts = [note.text for note in figure.layout.annotations]
    assert "centre line 13" in texts and "upper limit 22" in texts
    assert "Outside the natural limits" in chart.series[0].points[10].text


def test_words_tell_limits_and_signals_and_join_a_run_to_a_stretch(
    total: Any, series: Series
) -> None:
    signals = SIGNALS | {PERIODS[5]: "outside"}
    chart = charts.control(
        series("A", VALUES), limits(signals), indicator=total, language="en", source="S"
    )
    told = chart.alternative.replace("\u00a0", " ")
    assert "Centre line 13, natural limits 4–22." in told
    assert "Outside the limits: June 2024; November 2024." in told
    assert "one side of the centre line: April 2024 – October 2024." in told
    assert chart.table.columns == ("Period", "A", "Signal")
    assert chart.table.values[1] == ("2024M11", 30.0, "Outside the natural limits")
    assert any("Diamond" in note for note in chart.notes)


def test_without_signals_the_variation_is_usual(total: Any, series: Series) -> None:
    chart = charts.control(series("A", VALUES), limits({}), indicator=total, language="en")
    assert "No signals" in chart.alternative
    assert not any("Diamond" in note for note in chart.notes)
    assert {t.marker.symbol for t in charts.figure(chart).data if t.mode == "markers"} == {"circle"}


def test_the_band_and_the_marks_that_there_are_are_explained(total: Any, series: Series) -> None:
    rows = series("A", VALUES)
    chart = charts.control(
        rows,
        limits({PERIODS[10]: "outside"}),
        indicator=total,
        language="en",
        band_note="Shaded band: what is usual.",
    )
    assert chart.notes[:2] == ("Shaded band: what is usual.", "Diamond: outside the limits.")
    plain = charts.control(rows, limits(SIGNALS), indicator=total, language="en")
    assert "2.66" in plain.notes[0] and "Square" in plain.notes[1]


def test_figures_before_the_limits_are_in_the_table_only(total: Any, series: Series) -> None:
    chart = charts.control(series("A", VALUES), limits({}, 4), indicator=total, language="en")
    assert [point.period for point in chart.series[0].points] == PERIODS[4:]
    assert len(chart.table.rows) == 12


def test_limits_that_cannot_be_calculated_are_told(total: Any, series: Series) -> None:
    rows = series("A", {"2024M01": 3.0, "2024M03": -2.0})
    chart = charts.control(rows, None, indicator=total, language="en", value_label="Change")
    assert not chart.bands and not chart.guides and chart.unit == "Change, inhabitants"
    assert any("cannot be calculated" in note for note in chart.notes)
    assert "cannot be calculated" in chart.alternative
    assert chart.zero_line and charts.figure(chart).layout.shapes[0].y0 == 0


def test_equal_figures_have_limits_of_no_width(total: Any, series: Series) -> None:
    rows = series("A", dict.fromkeys(PERIODS, 7.0))
    flat = FakeLimits(7.0, 7.0, 7.0, tuple((period, 7.0, None) for period in PERIODS))
    chart = charts.control(rows, flat, indicator=total, language="en")
    low, middle, high = (guide.label_at for guide in chart.guides)
    assert chart.y_axis is not None
    letter = (chart.y_axis.high - chart.y_axis.low) * 15 / 260
    assert middle - low >= letter and high - middle >= letter
    assert "natural limits 7" in chart.alternative


@pytest.mark.parametrize("values", [{}, {"2024M01": None}])
def test_nothing_is_said_in_words(total: Any, series: Series, values: Any) -> None:
    chart = charts.control(series("A", values), None, indicator=total, language="en")
    assert chart.is_empty and "no values to show" in charts.figure(chart).layout.annotations[0].text


EVENT = {"date": "2024-06", "kind": "event", "title": "A sawmill closed", "text": "Forty jobs."}


def test_what_happened_stands_above_the_plot_and_in_words(total: Any, series: Series) -> None:
    chart = charts.control(
        series("A", VALUES),
        limits({}),
        indicator=total,
        language="en",
        marks=[EVENT, {**EVENT, "date": "2019", "title": "Long before"}],
    )
    told = "June\u00a02024: A sawmill closed. Forty jobs."
    assert [mark.text for mark in chart.marks] == [told]
    assert told in chart.notes
    assert told in chart.alternative and told in chart.table.note
    plain = charts.control(series("A", VALUES), limits({}), indicator=total, language="en")
    drawn, without = charts.figure(chart), charts.figure(plain)
    assert "A sawmill closed" in [note.text for note in drawn.layout.annotations]
    assert len(drawn.layout.shapes) == len(without.layout.shapes) + 1
    assert drawn.layout.margin.t == without.layout.margin.t + 17
    assert drawn.layout.height == without.layout.height + 17
    assert ">A sawmill closed</text>" in charts.svg(chart)


def test_two_areas_are_refused(total: Any, series: Series) -> None:
    rows = [*series("A", VALUES), *series("B", VALUES)]
    with pytest.raises(ValueError, match="one area"):
        charts.control(rows, None, indicator=total, language="en")
