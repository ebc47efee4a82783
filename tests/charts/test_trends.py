"""Lines over time: emphasis, gaps, tentative figures, marks, axes and words."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from seutukuva import charts
from seutukuva.charts import colours

Rows = list[dict[str, Any]]
Series = Callable[..., Rows]
YEARS = {str(year): 60.0 + year % 7 for year in range(2010, 2020)}


def lines_of(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == "lines"]


def markers_of(figure: Any) -> list[Any]:
    return [trace for trace in figure.data if trace.mode == "markers"]


def test_the_own_area_is_emphasised_and_every_line_has_a_style_and_label_of_its_own(
    rate: Any, series: Series
) -> None:
    rows = [row for name in ("Peer", "Own", "Region", "Whole") for row in series(name, YEARS)]
    chart = charts.trend(
        rows, indicator=rate, language="fi", own="FI-Own", benchmarks=["FI-Region", "FI-Whole"]
    )
    assert [(one.name, one.role) for one in chart.series] == [
        *(("Own", "own"), ("Region", "benchmark"), ("Whole", "benchmark"), ("Peer", "peer"))
    ]
    assert [one.label for one in chart.series] == ["Own", "Region", "Whole", "Peer"]
    figure = charts.figure(chart)
    lines = {trace.name: trace.line for trace in lines_of(figure)}
    assert len(lines) == 4 and len(markers_of(figure)) == 4
    assert lines["Own"].color == colours.LIGHT.OWN and lines["Own"].width == 3
    assert lines["Peer"].color == colours.LIGHT.PEER
    assert lines["Peer"].width < lines["Region"].width < lines["Own"].width
    assert len({(line.color, line.dash) for line in lines.values()}) == 4
    assert len({lines[name].dash for name in ("Own", "Region", "Whole")}) == 3
    assert figure.layout.showlegend is False
    texts = [note.text for note in figure.layout.annotations]
    assert "<b>Own</b>" in texts and "Region" in texts


def test_without_an_own_area_the_lines_have_colours_of_their_own(rate: Any, series: Series) -> None:
    rows = [row for name in "ABCDEF" for row in series(name, YEARS)]
    figure = charts.figure(charts.trend(rows, indicator=rate, language="en"))
    assert len({trace.line.color for trace in lines_of(figure)}) == 6


def test_a_missing_period_breaks_the_line(rate: Any, series: Series) -> None:
    values = {"2015": 1.0, "2016": 2.0, "2017": None, "2018": 4.0, "2019": 5.0, "2021": 7.0}
    chart = charts.trend(series("A", values), indicator=rate, language="fi", own="FI-A")
    joined = [point.period for point in chart.series[0].points if point.joined]
    assert joined == ["2016", "2019"]
    (line,) = lines_of(charts.figure(chart))
    assert list(line.x) == [2015, 2016, None, 2018, 2019]
    assert list(line.y) == [1, 2, None, 4, 5]
    assert line.connectgaps is False
    assert "2017; 2020" in chart.alternative
    (markers,) = markers_of(charts.figure(chart))
    assert list(markers.x) == [2021]  # last, and lonely: only its marker shows it


def test_a_survey_of_every_second_year_is_a_line(rate: Any, series: Series) -> None:
    values = {"2013": 1.0, "2015": 2.0, "2017": 3.0, "2021": 4.0}
    chart = charts.trend(series("A", values), indicator=rate, language="fi")
    assert [point.joined for point in chart.series[0].points] == [False, True, True, False]
    assert "2019" in chart.alternative and "2018" not in chart.alternative


def test_a_break_in_the_series_is_never_bridged(rate: Any, series: Series) -> None:
    values = {"2015": 1.0, "2016": 2.0, "2017": (9.0, "break"), "2018": 9.5}
    chart = charts.trend(series("A", values), indicator=rate, language="en", own="FI-A")
    assert [point.joined for point in chart.series[0].points] == [False, True, False, True]
    assert any("cannot be compared" in note for note in chart.notes)


def test_preliminary_values_are_dashed_and_hollow(rate: Any, series: Series) -> None:
    values = {"2017": 1.0, "2018": 2.0, "2019": (3.0, "preliminary"), "2020": (4.0, "estimated")}
    chart = charts.trend(series("A", values), indicator=rate, language="fi", own="FI-A")
    figure = charts.figure(chart)
    firm, tentative = lines_of(figure)
    assert list(firm.x) == [2017, 2018] and firm.line.dash == "solid"
    assert list(tentative.x) == [2018, 2019, 2020]
    assert tentative.line.dash == colours.TENTATIVE_DASH
    (markers,) = markers_of(figure)
    assert list(markers.x) == [2019, 2020] and markers.marker.symbol == "circle-open"
    assert "3,0\u00a0%* (ennakkotieto)" in markers.hovertext[0]
    assert any("preliminary" in note for note in chart.notes)


@pytest.mark.parametrize(
    ("values", "has_zero"),
    [((1.0, 20.0), True), ((60.0, 70.0), False), ((-4.0, 7.0), True), ((-70.0, -60.0), False)],
)
def test_a_cut_axis_is_told(
    rate: Any, series: Series, values: tuple[float, float], has_zero: bool
) -> None:
    rows = series("A", dict(zip(("2019", "2020"), values, strict=True)))
    chart = charts.trend(rows, indicator=rate, language="en")
    assert chart.y_axis is not None and chart.y_axis.has_zero is has_zero
    assert ("does not start at zero" in chart.subtitle) is not has_zero
    assert chart.y_axis.low <= min(values) and chart.y_axis.high >= max(values)


def test_signed_figures_have_a_zero_line_and_signs(net: Any, series: Series) -> None:
    rows = series("A", {"2019": 12.0, "2020": 15.0})
    chart = charts.trend(rows, indicator=net, language="fi", own="FI-A")
    assert chart.zero_line and chart.y_axis is not None and chart.y_axis.has_zero
    assert "+15\u00a0henkeä" in chart.alternative
    zero = charts.figure(chart).layout.shapes[0]
    assert (zero.y0, zero.y1) == (0, 0)


def test_border_history_is_marked_where_it_touches(rate: Any, series: Series) -> None:
    marks = [
        {"date": "2013-01-01", "kind": "merger", "text_fi": "Pikkula liittyi Suurelaan."},
        {"date": "2013-01-01", "kind": "merger", "text_fi": "Pienelä liittyi Suurelaan."},
        {"date": pd.Timestamp("2014-01-01"), "kind": "boundary", "text": "Raja siirtyi"},
        {"date": "1977-01-01", "kind": "merger", "text": "liian vanha"},
    ]
    rows = series("A", YEARS)
    chart = charts.trend(rows, indicator=rate, language="fi", own="FI-A", marks=marks)
    merger, border = chart.marks
    assert (merger.position, border.position) == (2012.5, 2013.5)
    assert merger.label == "Merger of municipalities" and merger.level != border.level
    assert merger.text.count("liittyi") == 2
    assert "1.1.2014: Raja siirtyi." in chart.notes
    dotted = [line for line in charts.figure(chart).layout.shapes if line.x0 == line.x1 == 2012.5]
    assert [line.line.dash for line in dotted] == ["dot"]


@pytest.mark.parametrize(
    ("periods", "first_ticks"),
    [
        ([f"{year}M{m:02d}" for year in (2023, 2024) for m in range(1, 13)], ["tammi\n2023"]),
        ([f"2024M{m:02d}" for m in range(5, 11)], ["touko\n2024", "kesä", "heinä"]),
        ([f"{year}M01" for year in range(2006, 2026)], ["2010", "2015", "2020", "2025"]),
        (["2023Q4", "2024Q1", "2024Q2"], ["2023/4", "2024/1", "2024/2"]),
        ([f"{year}Q2" for year in range(2000, 2021)], ["2005", "2010", "2015", "2020"]),
        ([str(year) for year in range(1972, 2026)], ["1980", "2000", "2020"]),
        (["2025"], ["2025"]),
    ],
)
def test_time_has_our_own_tick_texts(
    rate: Any, series: Series, periods: list[str], first_ticks: list[str]
) -> None:
    rows = series("A", dict.fromkeys(periods, 1.0))
    chart = charts.trend(rows, indicator=rate, language="fi")
    assert chart.x_axis is not None
    texts = [tick.text.replace("\u00a0", " ") for tick in chart.x_axis.ticks]
    assert texts[: len(first_ticks)] == first_ticks
    assert len(texts) <= 6
    drawn = charts.figure(chart).layout.xaxis
    assert list(drawn.ticktext) == [text.replace("\n", "<br>") for text in texts]


def test_the_alternative_tells_first_last_ends_and_comparison(rate: Any, series: Series) -> None:
    rows = [
        *series("Own", {"2018": 61.0, "2019": 64.25, "2020": 59.0, "2021": 60.0}),
        *series("Land", {"2021": 70.04}),
    ]
    chart = charts.trend(rows, indicator=rate, language="en", own="FI-Own", benchmarks=["FI-Land"])
    assert chart.alternative == (
        "Employment rate. Own: 60.0% (2021), 61.0% (2018); highest 64.3% (2019), "
        "lowest 59.0% (2020). Compared with: Land 70.0%."
    )
    assert chart.subtitle == ("%, aged 18–64, 2018–2021. The vertical axis does not start at zero.")


def test_words_go_through_gettext_and_figures_through_the_language(
    rate: Any, series: Series
) -> None:
    rows = series("A", {"2018": 61.0, "2019": None, "2020": 59.0})
    asked: list[str] = []

    def translate(text: str) -> str:
        asked.append(text)
        return f"«{text}»"

    texts = {}
    for language in ("fi", "sv", "en"):
        chart = charts.trend(rows, indicator=rate, language=language, own="FI-A", _=translate)
        texts[language] = chart.alternative
        assert chart.title == rate.title[language]
        assert "«" in chart.subtitle and "«" in chart.notes[0] and "«" in chart.table.columns[0]
    assert "61,0\u00a0%" in texts["fi"] and "61,0\u00a0%" in texts["sv"]
    assert "61.0%" in texts["en"]
    assert all("{" in text or text.isascii() for text in asked)


def test_one_point_has_a_marker_and_a_sentence(rate: Any, series: Series) -> None:
    chart = charts.trend(series("A", {"2020": 59.0}), indicator=rate, language="fi", own="FI-A")
    assert chart.alternative == "Työllisyysaste. A, 2020: 59,0\u00a0%."
    figure = charts.figure(chart)
    assert not lines_of(figure)
    assert list(markers_of(figure)[0].y) == [59.0]


@pytest.mark.parametrize("statuses", [("confidential",), ("missing", "not_published"), ()])
def test_a_chart_without_values_says_so_and_still_draws(
    rate: Any, series: Series, statuses: tuple[str, ...]
) -> None:
    values = {f"20{at + 10}": (None, status) for at, status in enumerate(statuses)}
    chart = charts.trend(series("A", values), indicator=rate, language="en", own="FI-A")
    assert chart.is_empty
    assert chart.alternative.startswith("Employment rate: no values to show.")
    if statuses == ("confidential",):
        assert "A (confidential)" in chart.alternative
    for theme in ("light", "dark"):
        figure = charts.figure(chart, theme=theme, with_title=True)
        assert "no values to show" in figure.layout.annotations[0].text
    assert len(chart.table.rows) == len(statuses)


def test_an_own_area_without_values_is_told_beside_the_others(rate: Any, series: Series) -> None:
    rows = [*series("Own", {"2020": (None, "confidential")}), *series("Land", {"2020": 70.0})]
    chart = charts.trend(rows, indicator=rate, language="en", own="FI-Own", benchmarks=["FI-Land"])
    assert "Own, no value: 2020." in chart.alternative
    assert "Land 70.0%" in chart.alternative
    assert chart.table.rows == (("2020", "...", "70.0"),)
    assert chart.table.note == "... confidential"
    assert len(markers_of(charts.figure(chart))) == 1


def test_300_areas_are_a_grey_crowd_behind_the_own_one(rate: Any, series: Series) -> None:
    rows = [row for at in range(300) for row in series(f"A{at:03d}", YEARS)]
    chart = charts.trend(rows, indicator=rate, language="fi", own="FI-A150")
    assert [one.name for one in chart.series if one.label] == ["A150"]
    figure = charts.figure(chart)
    assert len(lines_of(figure)) == 300
    assert lines_of(figure)[-1].name == "A150"  # drawn last, on top
    assert len(chart.table.columns) == 301


def test_totals_of_another_size_are_in_the_table_only(total: Any, series: Series) -> None:
    rows = [
        *series("Own", {"2020": 9_000.0, "2021": 8_900.0}),
        *series("Land", {"2020": 5_500_000.0, "2021": 5_600_000.0}),
    ]
    chart = charts.trend(rows, indicator=total, language="en", own="FI-Own", benchmarks=["FI-Land"])
    assert [one.name for one in chart.series] == ["Own"]
    assert any("Land" in note for note in chart.notes)
    assert chart.table.columns == ("Period", "Own", "Land")
    assert chart.table.rows[0] == ("2021", "8,900", "5,600,000")
    assert chart.table.values[0] == ("2021", 8900.0, 5600000.0)


def test_indices_make_totals_comparable(total: Any, series: Series) -> None:
    rows = [
        *series("Own", {"2020": 200.0, "2021": 150.0}),
        *series("Land", {"2020": 1_000_000.0, "2021": 1_100_000.0}),
        *series("New", {"2021": 5.0}),
    ]
    chart = charts.trend(
        rows,
        indicator=total,
        language="en",
        own="FI-Own",
        benchmarks=["FI-Land"],
        base_period="2020",
    )
    last = {one.name: one.points[-1].value for one in chart.series}
    assert last == pytest.approx({"Own": 75.0, "Land": 110.0})
    assert chart.unit == "index, 2020 = 100" and "New" in chart.notes[0]
    assert "Own: 75.0 (2021), 100.0 (2020)" in chart.alternative


def test_a_data_frame_is_as_good_as_mappings(rate: Any, series: Series) -> None:
    rows = series("A", {"2018": 61.0, "2019": None, "2020": 59.0})
    frame = pd.DataFrame(rows)
    assert math.isnan(frame["value"][1])
    made = [charts.trend(given, indicator=rate, language="fi") for given in (rows, frame)]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"period": "2018"}, "two rows"),
        ({"status": "odd"}, "odd"),
        ({"period": "2019-1"}, "2019-1"),
    ],
)
def test_rows_that_cannot_be_trusted_are_refused(
    rate: Any, series: Series, change: dict[str, str], message: str
) -> None:
    rows = series("A", {"2018": 61.0, "2019": 60.0})
    rows[1] |= change
    with pytest.raises(ValueError, match=message):
        charts.trend(rows, indicator=rate, language="fi")


def test_names_are_not_read_as_markup(rate: Any, series: Series) -> None:
    rows = series("A <b>&", {"2018": 61.0})
    figure = charts.figure(charts.trend(rows, indicator=rate, language="fi"))
    assert "A &lt;b&gt;&amp;" in figure.data[0].hovertext[0]


def test_a_sparkline_is_a_small_line_and_plain_numbers(total: Any, series: Series) -> None:
    rows = series("A", {"2017": 5.0, "2018": 4.0, "2020": 2.0, "2021": None})
    chart, values = charts.sparkline(rows, indicator=total, language="en")
    assert chart.kind == "sparkline" and chart.height < 100
    assert values[:2] == [5.0, 4.0] and math.isnan(values[2]) and values[3:] == [2.0]
    assert "highest 5\u00a0inhabitants (2017)" in chart.alternative
    figure = charts.figure(chart)
    assert figure.layout.xaxis.visible is False and not figure.layout.annotations
    empty, none = charts.sparkline([], indicator=total, language="en")
    assert empty.is_empty and none == []
    with pytest.raises(ValueError, match="one area"):
        charts.sparkline([*rows, *series("B", {"2017": 1.0})], indicator=total, language="en")
