"""Balances: a dot with its interval, words for small groups, the same in every drawing."""

from __future__ import annotations

import dataclasses
import re

import pytest

from seutukuva import charts
from seutukuva.charts import Estimate, colours

ROWS = (
    Estimate("turnover", "Turnover", "112 firms", 24.4, 12.0, 36.8, before=10.0),
    Estimate("staff", "Number of staff in twelve months' time", "14 firms", -3.0, -40.0, 34.0,
             is_faint=True),
    Estimate("export", "Exports", "5–9 firms", words="about even"),
)  # fmt: skip


def made(rows: tuple[Estimate, ...] = ROWS) -> charts.ChartSpecification:
    return charts.balances(
        rows, title="Outlook", subtitle="October 2026.", heading="Question", language="en"
    )


def test_every_row_is_told_in_words_and_in_the_table() -> None:
    chart = made()
    assert chart.alternative == (
        "Outlook. October 2026. Turnover: +24 (+12\u00a0…\u00a0+37). "
        "Number of staff in twelve months' time: \u22123 (\u221240\u00a0…\u00a0+34). "
        "Exports: about even."
    )
    assert chart.table.columns == (
        *("Question", "Balance", "95% interval, from", "95% interval, to", "Earlier round"),
        "Firms that answered",
    )
    assert chart.table.rows[0] == ("Turnover", "+24", "+12", "+37", "+10", "112 firms")
    assert chart.table.rows[2] == ("Exports", "about even", "–", "–", "–", "5–9 firms")
    assert chart.table.values[0][1:5] == (24.4, 12.0, 36.8, 10.0)
    assert [note for note in chart.notes if "Hollow" in note]
    assert [note for note in chart.notes if "Pale" in note]


@pytest.mark.parametrize(("rows", "end"), [(ROWS, 50), (ROWS[2:], 100)])
def test_the_axis_reaches_as_far_to_both_sides(rows: tuple[Estimate, ...], end: int) -> None:
    axis = made(rows).x_axis
    assert axis is not None
    assert (axis.low, axis.high) == (-end, end)
    assert [tick.text for tick in axis.ticks][::2] == [f"\u2212{end}", "0", f"+{end}"]


def test_an_interval_beyond_half_way_has_the_whole_axis() -> None:
    (one,) = ROWS[:1]
    axis = made((dataclasses.replace(one, high=61.0),)).x_axis
    assert axis is not None and axis.high == 100


def test_plotly_draws_dots_whiskers_and_words() -> None:
    figure = charts.figure(made())
    earlier, estimates = figure.data
    assert list(earlier.x) == [10.0]
    assert list(estimates.x) == [24.4, -3.0]
    assert list(estimates.customdata) == ["turnover", "staff"]
    whiskers = [shape for shape in figure.layout.shapes if shape.x0 != shape.x1]
    assert [(shape.x0, shape.x1) for shape in whiskers] == [(12.0, 36.8), (-40.0, 34.0)]
    assert [note.text for note in figure.layout.annotations] == ["<i>about even</i>"]
    assert estimates.marker.opacity[1] < estimates.marker.opacity[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_svg_draws_the_same(theme: colours.ThemeName) -> None:
    drawn = charts.svg(made(), theme=theme)
    assert drawn.count("<circle") == 3
    assert "about even" in drawn
    middles = [float(x) for x in re.findall(r'<circle[^>]* cx="([\d.]+)"', drawn)]
    # The earlier one is drawn first; higher values stand further right.
    assert middles[0] < middles[1] and middles[2] < middles[0]


def test_nothing_to_show_is_said() -> None:
    chart = made(())
    assert chart.is_empty
    assert chart.alternative.endswith("Nothing can be shown.")
