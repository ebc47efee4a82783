"""Balances: a dot with its interval, words for small groups, the same in every drawing."""

from __future__ import annotations

import dataclasses
import re

import pytest

from seutukuva import charts
from seutukuva.charts import Estimate, colours

ROWS = (
    Estimate("turnover", "Turnover", "111", 24.4, 12.0, 36.8, before=10.0, base=111),
    Estimate("staff", "Number of staff in twelve months' time", "15", -3.0, -40.0, 34.0,
             is_faint=True, base=15),
    Estimate("export", "Exports", "5–9", words="about even"),
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
        *("Firms that answered", "Note"),
    )
    assert chart.table.rows[0] == ("Turnover", "+24", "+12", "+37", "+10", "111", "")
    assert chart.table.rows[2] == ("Exports", "about even", "–", "–", "–", "5–9", "")
    assert chart.table.values[0][1:6] == (24.4, 12.0, 36.8, 10.0, 111)
    assert chart.table.values[2][5] == "5–9"
    assert [note for note in chart.notes if "Hollow" in note]
    assert [note for note in chart.notes if "Pale" in note]


def test_what_is_pale_is_said_in_the_table_and_only_where_something_is() -> None:
    chart = made()
    assert chart.table.rows[1][-1] == "too few firms to draw a conclusion"
    assert "Note" not in made(ROWS[:1]).table.columns


@pytest.mark.parametrize("at", range(3))
def test_every_row_says_of_how_many_firms_it_is(at: int) -> None:
    chart = made()
    base = ("111", "15", "5–9")[at]
    assert chart.ranges[at].base == base
    assert f"Firms that answered: {base}" in chart.ranges[at].text
    beside = [note.text for note in charts.figure(chart).layout.annotations]
    assert base in beside and "Firms" in beside
    drawn = re.sub(r"<title>.*?</title>", "", charts.svg(chart))
    assert f">{base}<" in drawn and ">Firms<" in drawn


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
    (words,) = [note for note in figure.layout.annotations if note.text.startswith("<i>")]
    assert words.text == "<i>about even</i>"
    assert words.bgcolor, "no line of the grid goes through the words"
    assert estimates.marker.opacity[1] < estimates.marker.opacity[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_svg_draws_the_same(theme: colours.ThemeName) -> None:
    drawn = charts.svg(made(), theme=theme)
    assert drawn.count("<circle") == 3
    assert "about even" in drawn
    assert re.search(r"<rect[^>]*>(<title>[^<]*</title></rect>)?\s*<text[^>]*>about even", drawn)
    middles = [float(x) for x in re.findall(r'<circle[^>]* cx="([\d.]+)"', drawn)]
    # The earlier one is drawn first; higher values stand further right.
    assert middles[0] < middles[1] and middles[2] < middles[0]


def test_nothing_to_show_is_said() -> None:
    chart = made(())
    assert chart.is_empty
    assert chart.alternative.endswith("Nothing can be shown.")
