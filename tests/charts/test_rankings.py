"""Bars in order: ranks, many areas, missing values, signs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from seutukuva import charts
from seutukuva.charts import colours

Rows = list[dict[str, Any]]
Series = Callable[..., Rows]


def one_year(series: Series, values: dict[str, Any]) -> Rows:
    return [row for name, value in values.items() for row in series(name, {"2025": value})]


def test_bars_are_sorted_ranked_and_labelled(rate: Any, series: Series) -> None:
    rows = one_year(series, {"B": 61.04, "A": 60.96, "C": 70.0, "Own": 50.0, "Land": 65.0})
    chart = charts.ranking(
        rows, indicator=rate, language="fi", own="FI-Own", benchmarks=["FI-Land"]
    )
    assert [bar.label.replace("\u00a0", " ") for bar in chart.bars] == [
        *("1. C", "Land", "2. B", "2. A", "4. Own")  # equal as printed, equal in rank
    ]
    assert [bar.role for bar in chart.bars] == ["peer", "benchmark", "peer", "peer", "own"]
    (bars,) = charts.figure(chart).data
    assert list(bars.x) == [70.0, 65.0, 61.04, 60.96, 50.0]
    assert list(bars.y) == sorted(bars.y)
    assert bars.text[0] == "70,0" and bars.text[-1] == "<b>50,0</b>"
    assert bars.marker.color[-1] == colours.LIGHT.OWN
    assert bars.marker.pattern.shape[1] == "/"  # colour is never the only sign
    assert list(bars.customdata) == ["FI-C", "FI-Land", "FI-B", "FI-A", "FI-Own"]
    assert chart.x_axis is not None and chart.x_axis.low == 0


def test_the_alternative_tells_place_ends_comparison_and_missing(rate: Any, series: Series) -> None:
    rows = one_year(
        series, {"Own": 50.0, "A": 70.0, "Land": 65.0, "B": (None, "confidential"), "C": None}
    )
    chart = charts.ranking(
        rows, indicator=rate, language="en", own="FI-Own", benchmarks=["FI-Land"]
    )
    assert chart.alternative == (
        "Employment rate, 2025: Own 50.0%, rank 2 of 2 from the highest. "
        "Highest A 70.0%, lowest Own 50.0%. Compared with: Land 65.0%. "
        "No value: B (confidential); C (missing)."
    )
    assert "No value: B (confidential); C (missing)." in chart.notes
    assert chart.table.rows == (
        ("1", "A", "70.0"),
        ("", "Land", "65.0"),
        ("2", "Own", "50.0"),
        ("", "B", "..."),
        ("", "C", ".."),
    )
    assert chart.table.note == ".. missing; ... confidential"


@pytest.mark.parametrize("own_rank", [1, 2, 8, 12, 150, 295, 300])
def test_of_300_areas_the_ends_and_the_neighbourhood_are_drawn(
    rate: Any, country: Rows, own_rank: int
) -> None:
    by_value = sorted(country, key=lambda row: -row["value"])
    own = by_value[own_rank - 1]["area_id"]
    chart = charts.ranking(country, indicator=rate, language="en", own=own)
    drawn = [bar for bar in chart.bars if not bar.is_gap]
    hidden = sum(int(bar.label.rsplit(" ", 1)[1]) for bar in chart.bars if bar.is_gap)
    assert len(drawn) + hidden == 300 and len(drawn) <= 22
    wanted = {own_rank + step for step in range(-5, 6)} | set(range(1, 6)) | set(range(296, 301))
    ids = {bar.key for bar in drawn}
    assert {by_value[rank - 1]["area_id"] for rank in wanted if 1 <= rank <= 300} <= ids
    assert f"rank {own_rank} of 300" in chart.alternative
    assert any(f"{len(drawn)} of 300" in note for note in chart.notes)
    assert len(chart.table.rows) == 300
    assert len(charts.figure(chart).data[0].x) == len(chart.bars)


def test_a_gap_never_hides_a_single_area(rate: Any, country: Rows) -> None:
    by_value = sorted(country, key=lambda row: -row["value"])
    chart = charts.ranking(country, indicator=rate, language="en", own=by_value[11]["area_id"])
    assert sum(bar.is_gap for bar in chart.bars) == 1 or all(
        not bar.label.endswith(" 1") for bar in chart.bars if bar.is_gap
    )


def test_forty_areas_are_all_drawn(rate: Any, country: Rows) -> None:
    chart = charts.ranking(country[:40], indicator=rate, language="en")
    assert len(chart.bars) == 40 and not chart.notes


def test_signed_bars_stand_on_both_sides_of_zero(net: Any, series: Series) -> None:
    chart = charts.ranking(
        one_year(series, {"A": 12.0, "B": -40.0, "C": 0.0}), indicator=net, language="fi"
    )
    assert [bar.value_text for bar in chart.bars] == ["+12", "0", "\u221240"]
    assert chart.x_axis is not None and chart.x_axis.low < -40 < 12 < chart.x_axis.high
    assert chart.zero_line


def test_the_latest_period_with_values_is_shown_unless_another_is_asked(
    rate: Any, series: Series
) -> None:
    rows = series("A", {"2023": 1.0, "2024": 2.0, "2025": (None, "not_published")})
    latest = charts.ranking(rows, indicator=rate, language="en")
    earlier = charts.ranking(rows, indicator=rate, language="en", period="2023")
    assert [chart.bars[0].value for chart in (latest, earlier)] == [2.0, 1.0]
    assert latest.subtitle == "%, aged 18–64, 2024."


def test_tentative_bars_are_hollow(rate: Any, series: Series) -> None:
    rows = one_year(series, {"A": (12.0, "preliminary"), "B": 4.0})
    chart = charts.ranking(rows, indicator=rate, language="fi")
    colour = charts.figure(chart).data[0].marker.color
    assert colour[0] == "rgba(0,0,0,0)" != colour[1]
    assert chart.bars[0].value_text == "12,0*"


def test_a_total_of_another_size_is_in_the_table_only(total: Any, series: Series) -> None:
    rows = one_year(series, {"A": 9000.0, "Land": 5_600_000.0})
    chart = charts.ranking(rows, indicator=total, language="en", benchmarks=["FI-Land"])
    assert [bar.key for bar in chart.bars] == ["FI-A"]
    assert any("Land" in note for note in chart.notes) and len(chart.table.rows) == 2


@pytest.mark.parametrize("rows", [[], [("A", None)], [("A", None), ("B", (None, "confidential"))]])
def test_nothing_to_rank_is_said_in_words(rate: Any, series: Series, rows: Any) -> None:
    chart = charts.ranking(one_year(series, dict(rows)), indicator=rate, language="en")
    assert chart.is_empty and "no values to show" in chart.alternative
    assert "no values to show" in charts.figure(chart).layout.annotations[0].text


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_one_area(rate: Any, series: Series, language: str) -> None:
    chart = charts.ranking(
        one_year(series, {"A": 0.0}), indicator=rate, language=language, own="FI-A"
    )
    assert len(chart.bars) == 1 and "rank 1 of 1" in chart.alternative
    assert len(charts.figure(chart, theme="dark").data) == 1
