"""Parts as bars: lines across, words for what is not defined, the same in every drawing."""

from __future__ import annotations

import re

import pytest

from seutukuva import charts
from seutukuva.charts import Part, PartFigure, PartsAbout, colours

ABOUT = PartsAbout(
    title="Industries", subtitle="2016, %", unit="%", language="en", drawn=1,
    columns=("Industry", "Jobs", "Share, %"), notes=("Bar: here. Upright line: there.",),
)  # fmt: skip
ROWS = (
    Part("s", "Services", (PartFigure(2017.4), PartFigure(66.8, 1, "%")), "Services: 66.8%",
         66.8, mark=75.1, label="66.8 (75.1)"),
    Part("p", "Primary production and a long name", (PartFigure(359), PartFigure(11.9, 1, "%")),
         "Primary: 11.9%", 11.9, mark=3.0, short="Primary", is_faint=True),
    Part("x", "Mining", (PartFigure(0), PartFigure(None, words="nothing to relate it to")),
         "Mining: nothing", None),
)  # fmt: skip


def steps(*figures: float | None) -> tuple[Part, ...]:
    names = ("Change", "Growth of the whole", "Industries", "Own development")
    return tuple(
        Part(name, name, (PartFigure(at, 0, "", True, "not defined"),), f"{name}: {at}", at,
             is_whole=name == "Change")
        for name, at in zip(names, figures, strict=True)
    )  # fmt: skip


CHANGE = PartsAbout(
    title="Change", subtitle="", unit="jobs", language="en", drawn=0, columns=("Part", "Jobs"),
    has_whole=True,
)  # fmt: skip


def test_words_and_table_hold_every_part() -> None:
    chart = charts.parts(ROWS, ABOUT)
    assert chart.alternative == (
        "Industries. 2016, %. Services: 66.8%; Primary: 11.9%; Mining: nothing."
    )
    assert chart.table.rows == (
        ("Services", "2,017", "66.8"),
        ("Primary production and a long name", "359", "11.9"),
        ("Mining", "0", "nothing to relate it to"),
    )
    assert chart.table.values[0] == ("Services", 2017.4, 66.8)
    assert chart.table.values[2][2] == "nothing to relate it to"
    assert not chart.is_empty and charts.parts((), ABOUT).is_empty
    noisy = Part("n", "New", (PartFigure(0.1 + 0.2), PartFigure(1, 1, "%")), "New", 1)
    assert charts.parts([noisy], ABOUT).table.values[0][1] == 0.3


def test_a_line_across_stands_where_the_same_is_elsewhere() -> None:
    chart = charts.parts(ROWS, ABOUT)
    bars, across, figures = charts.figure(chart).data
    assert list(bars.x) == [66.8, 11.9, 0.0] and bars.textposition == "none"
    assert list(across.x) == [75.1, 3.0] and across.marker.symbol == "line-ns"
    assert list(across.y) == list(bars.y)[:2]
    # Figures begin behind whatever reaches further.
    assert list(figures.x) == [75.1, 11.9, 0.0]
    assert [one.strip() for one in figures.text] == [
        *("66.8 (75.1)", "11.9%", "nothing to relate it to")
    ]
    assert chart.x_axis is not None and chart.x_axis.low == 0 and chart.x_axis.high > 75.1
    drawn = charts.svg(chart)
    assert drawn.count(f'stroke="{colours.LIGHT.BENCHMARKS[0]}" stroke-width="3"') == 2
    assert ">66.8 (75.1)<" in drawn and ">nothing to relate it to<" in drawn


def test_in_the_drawing_the_figure_stands_behind_the_line() -> None:
    drawn = charts.svg(charts.parts(ROWS[:1], ABOUT))
    (line,) = re.findall(r'<line x1="([\d.]+)"[^>]*stroke-width="3"', drawn)
    (text,) = re.findall(r'<text x="([\d.]+)"[^>]*>66.8 \(75.1\)', drawn)
    (bar,) = re.findall(r'<rect x="([\d.]+)"[^>]*width="([\d.]+)"[^>]*stroke-width', drawn)
    assert float(bar[0]) + float(bar[1]) < float(line) < float(text)


def test_little_behind_a_figure_is_hollow_and_a_short_name_is_used() -> None:
    chart = charts.parts(ROWS, ABOUT)
    assert [bar.is_tentative for bar in chart.bars] == [False, True, False]
    assert chart.bars[1].label == "Primary" and "\n" not in chart.bars[1].label
    (bars, *_others) = charts.figure(chart).data
    assert bars.marker.color[1] == "rgba(0,0,0,0)" and bars.marker.color[0] == colours.LIGHT.OWN


def test_the_sum_stands_out_of_its_parts_and_has_no_line_across() -> None:
    chart = charts.parts(steps(25, 27, 1, -3), CHANGE)
    (bars,) = charts.figure(chart).data
    assert list(bars.x) == [25, 27, 1, -3] and bars.textposition == "outside"
    assert list(bars.text) == ["<b>+25</b>", "+27", "+1", "−3"]
    assert bars.marker.color[0] == colours.LIGHT.OWN
    assert bars.marker.color[1] == colours.LIGHT.PEER
    assert chart.x_axis is not None and chart.x_axis.low < -3 and chart.x_axis.high > 27
    # Where all are the area's own, none is stronger than the others.
    assert "<b>" not in "".join(charts.figure(charts.parts(ROWS, ABOUT)).data[2].text)
    svg = charts.svg(chart)
    assert re.search(r'font-weight="600"[^>]*>\+25<', svg)
    assert not re.search(r'font-weight="600"[^>]*>\+27<', svg)


def test_what_is_not_defined_has_words_and_no_bar() -> None:
    chart = charts.parts(steps(25, 27, None, None), CHANGE)
    assert [bar.value for bar in chart.bars] == [25, 27, 0, 0]
    assert chart.bars[2].value_text == "not defined"
    assert chart.table.rows[3] == ("Own development", "not defined")


@pytest.mark.parametrize(("at", "end", "is_cut"), [(5.0, 3, True), (-9.0, -3, True), (2, 2, False)])
def test_a_bar_that_goes_on_is_cut_and_that_is_said(at: float, end: float, is_cut: bool) -> None:
    about = PartsAbout(
        title="Quotients", subtitle="", unit="", language="en", drawn=0,
        columns=("Industry", "Quotient"), low=-3, high=3,
    )  # fmt: skip
    chart = charts.parts([Part("a", "A", (PartFigure(32, 2),), "A: 32", at)], about)
    assert chart.bars[0].value == end
    assert chart.bars[0].value_text == "32.00"
    assert any("beyond" in note for note in chart.notes) == is_cut
