"""Events that people entered, and rolling means, in a line chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from seutukuva import charts
from seutukuva.charts import styles

Rows = list[dict[str, Any]]
Series = Callable[..., Rows]
YEARS = {str(year): 60.0 + year % 7 for year in range(2010, 2021)}
FACTORY = {
    "date": "2013-05-03",
    "kind": "event",
    "title": "Pohjolan vaneritehdas lopetti toimintansa",
    "text": "Työpaikkoja oli 120.",
    "area_id": "FI-A",
}


def drawn(rate: Any, rows: Rows, marks: list[dict[str, Any]]) -> Any:
    return charts.trend(rows, indicator=rate, language="fi", own="FI-A", marks=marks)


def test_an_event_has_a_short_label_and_its_whole_text_elsewhere(rate: Any, series: Series) -> None:
    chart = drawn(rate, series("A", YEARS), [FACTORY])
    (mark,) = chart.marks
    assert mark.kind == "event" and mark.position == pytest.approx(2012.84, abs=0.01)
    assert mark.label == "Pohjolan vaneritehdas…"
    told = "3.5.2013: Pohjolan vaneritehdas lopetti toimintansa. Työpaikkoja oli 120."
    assert mark.text == told and told in chart.notes
    assert chart.alternative.endswith(told) and chart.table.note.endswith(told)
    hover = [note.hovertext for note in charts.figure(chart).layout.annotations]
    assert any(text and "Työpaikkoja" in text for text in hover)


def test_page_and_file_draw_what_happened_alike(
    rate: Any, series: Series, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(styles.MARK_STYLES, "event", (5.0, "longdash"))
    chart = drawn(rate, series("A", YEARS), [FACTORY])
    (line,) = [one.line for one in charts.figure(chart).layout.shapes if one.x0 == one.x1]
    assert (line.width, line.dash) == (5, "longdash")
    assert 'stroke-width="5" stroke-dasharray="12 4"' in charts.svg(chart)
    marks = [FACTORY | {"area_ids": ["FI-A"]}]
    panels = charts.small_multiples(
        series("A", YEARS), indicator=rate, language="fi", own="FI-A", marks=marks
    )
    assert 'stroke-width="5" stroke-dasharray="8 3"' in charts.panels(panels)
    assert all(dash in styles.DASHES for _width, dash in styles.MARK_STYLES.values())


def test_every_kind_has_a_line_of_its_own_and_a_break_is_solid(rate: Any, series: Series) -> None:
    marks = [
        {"date": "2011-01-01", "kind": "merger", "text": "Liitos"},
        {"date": "2013-01-01", "kind": "event", "title": "Tehdas", "text": ""},
        {"date": "2015-01-01", "kind": "classification_break", "title": "", "text": None},
        {"date": "2017-01-01", "kind": "annotation", "title": float("nan"), "text": "Korjattu"},
    ]
    chart = drawn(rate, series("A", YEARS), marks)
    kinds = ["history", "event", "classification_break", "annotation"]
    assert [mark.kind for mark in chart.marks] == kinds
    lines = [one.line.dash for one in charts.figure(chart).layout.shapes if one.x0 == one.x1]
    assert len(set(lines)) == 4 and lines[2] == "solid"
    assert chart.marks[2].text == "1.1.2015: Break in the classification."
    assert chart.marks[3].text == "1.1.2017: Note. Korjattu."
    assert any("a classification changed" in note for note in chart.notes)


@pytest.mark.parametrize(
    ("date", "position", "when"),
    [("2013", 2013.0, "2013"), ("2013-07", 2013.04, "heinäkuu\u00a02013")],
)
def test_a_year_or_month_stands_in_its_middle(
    rate: Any, series: Series, date: str, position: float, when: str
) -> None:
    chart = drawn(rate, series("A", YEARS), [FACTORY | {"date": date}])
    assert chart.marks[0].position == pytest.approx(position, abs=0.01)
    assert chart.marks[0].text.startswith(f"{when}: ")


def test_events_tell_whose_they_are_where_several_areas_are_drawn(
    rate: Any, series: Series
) -> None:
    rows = [*series("A", YEARS), *series("B", YEARS)]
    everywhere = FACTORY | {"title": "Kriisi", "area_id": None, "date": "2016-01-01"}
    elsewhere = FACTORY | {"area_id": "FI-Z"}
    chart = drawn(rate, rows, [FACTORY, everywhere, elsewhere])
    first, second = chart.marks
    assert first.text.startswith("3.5.2013, A: ")
    assert second.text.startswith("1.1.2016: Kriisi.")


def test_near_events_stand_in_rows_and_very_many_become_numbers(rate: Any, series: Series) -> None:
    def events(count: int) -> list[dict[str, Any]]:
        return [
            FACTORY | {"date": f"2014-{month:02d}-01", "title": f"Tapahtuma {month}"}
            for month in range(1, count + 1)
        ]

    chart = drawn(rate, series("A", YEARS), events(3))
    assert [mark.level for mark in chart.marks] == [2, 1, 0]  # so that no line crosses a label
    tops = [line.y1 for line in charts.figure(chart).layout.shapes if line.x0 == line.x1]
    assert tops == sorted(tops, reverse=True) and tops[-1] > 1  # each up to its own label
    many = drawn(rate, series("A", YEARS), events(9)).marks
    assert [mark.label for mark in many] == [str(number) for number in range(1, 10)]
    assert many[8].text.startswith("[9] 1.9.2014: Tapahtuma 9.")


def test_events_of_one_day_share_a_mark(rate: Any, series: Series) -> None:
    both = [FACTORY, FACTORY | {"title": "Toinen", "kind": "classification_break"}]
    (mark,) = drawn(rate, series("A", YEARS), both).marks
    assert mark.label == "Pohjolan vaneritehdas… +1" and mark.kind == "classification_break"
    assert "Toinen" in mark.text and "120" in mark.text


# Rolling means


def means(series: Series, area: str, values: dict[str, float]) -> Rows:
    at = list(values)
    return series(
        area,
        {at[i]: sum(values[period] for period in at[i - 2 : i + 1]) / 3 for i in range(2, len(at))},
    )


def test_a_mean_is_the_line_and_the_figures_are_markers_behind_it(
    total: Any, series: Series
) -> None:
    rows = series("A", YEARS)
    chart = charts.trend(
        rows, indicator=total, language="en", own="FI-A", rolling=means(series, "A", YEARS)
    )
    (line,) = chart.series
    assert len(line.average) == 9
    assert line.label.replace("\n", " ") == "A, three-year mean"
    assert line.end is not None and line.end.value == pytest.approx((62 + 63 + 64) / 3)
    assert chart.table.columns == ("Period", "A", "A, three-year mean")
    assert chart.table.rows[-1][-1] == "" and chart.table.rows[0][-1].count(".") == 1
    assert any("Thick line: three-year mean" in note for note in chart.notes)
    dots, thick, _end = charts.figure(chart).data
    assert dots.mode == "markers" and len(dots.x) == 11
    assert thick.mode == "lines" and thick.line.width > 3 and len(thick.x) == 9


def test_without_means_nothing_changes(total: Any, series: Series) -> None:
    rows = series("A", YEARS)
    plain = charts.trend(rows, indicator=total, language="en")
    empty = charts.trend(rows, indicator=total, language="en", rolling=series("A", {"2012": None}))
    assert plain == empty and not any("mean" in note for note in plain.notes)


@pytest.mark.parametrize(
    ("period", "window", "name"),
    [("2012", 5, "mean of 5 years"), ("2012Q1", 4, "mean of 4 quarters")]
    + [("2012M01", 12, "mean of 12 months")],
)
def test_means_are_named_by_their_length(
    total: Any, series: Series, period: str, window: int, name: str
) -> None:
    rows = series("A", {period: 5.0})
    chart = charts.trend(rows, indicator=total, language="en", rolling=rows, rolling_window=window)
    assert chart.table.columns[-1] == f"A, {name}"


@pytest.mark.parametrize("is_pooled", [True, False])
def test_means_of_shares_are_said_to_be_of_all_periods_together(
    rate: Any, series: Series, is_pooled: bool
) -> None:
    rows = series("A", YEARS)
    rolling = means(series, "A", YEARS)
    chart = charts.trend(
        rows, indicator=rate, language="en", own="FI-A", rolling=rolling, is_pooled=is_pooled
    )
    note = "The mean of shares is the share of all its periods together."
    assert (note in chart.notes) == is_pooled
    plain = charts.trend(rows, indicator=rate, language="en", is_pooled=is_pooled)
    assert note not in plain.notes


def test_the_means_of_an_area_that_is_not_drawn_do_not_move_the_axis(
    total: Any, series: Series
) -> None:
    rows = [*series("A", YEARS), *series("Land", {"2020": 9e6})]
    chart = charts.trend(
        rows,
        indicator=total,
        language="en",
        own="FI-A",
        benchmarks=["FI-Land"],
        rolling=series("Land", {"2020": 9e6}),
    )
    assert chart.y_axis is not None and chart.y_axis.high < 1000


def test_an_index_has_no_mean(total: Any, series: Series) -> None:
    rows = series("A", YEARS)
    with pytest.raises(ValueError, match="rolling mean"):
        charts.trend(rows, indicator=total, language="en", rolling=rows, base_period="2012")
