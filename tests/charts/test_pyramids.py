"""Population pyramids: age groups, sides, shares, the comparison, missing figures."""

from __future__ import annotations

from typing import Any

import pytest

from seutukuva import charts
from seutukuva.charts import ages as people
from seutukuva.charts import colours

Rows = list[dict[str, Any]]


def by_sex(counts: dict[Any, tuple[Any, Any]], period: str = "2025") -> Rows:
    return [
        {"age": age, "sex": sex, "value": value, "period": period}
        for age, pair in counts.items()
        for sex, value in zip(("men", "women"), pair, strict=True)
    ]


GROUPS = {"0-14": (10.0, 10.0), "15-64": (30.0, 20.0), "65+": (10.0, 20.0)}


@pytest.mark.parametrize(
    ("given", "label"),
    [(7, "7"), ("7", "7"), ("0-4", "0–4"), ("0–4", "0–4"), ("85+", "85+"), ("85 -", "85+")],
)
def test_ages_are_understood_as_they_stand_in_data(given: Any, label: str) -> None:
    assert people.age_group(given).label() == label


@pytest.mark.parametrize("given", ["", "all", "9-4", "-5"])
def test_other_ages_are_refused(given: str) -> None:
    with pytest.raises(ValueError, match="age"):
        people.age_group(given)


def test_single_years_become_five_year_groups_and_the_last_is_open() -> None:
    counts: dict[Any, tuple[Any, Any]] = {age: (1.0, 2.0) for age in range(0, 90)}
    found = people.ages(by_sex(counts | {"90+": (3.0, 4.0)}))
    assert [group.label() for group in found.groups][:2] == ["0–4", "5–9"]
    assert found.groups[-1].label() == "90+" and len(found.groups) == 19
    assert found.counts[found.groups[0], "women"] == 10.0
    assert found.total == 90 * 3 + 7
    assert found.median_group is not None and found.median_group.label() == "45–49"


def test_unequal_groups_stay_as_they_are_and_that_is_told() -> None:
    chart = charts.pyramid(by_sex(GROUPS), title="People", language="en")
    assert [bar.label for bar in chart.ages[::2]] == ["0–14", "15–64", "65+"]
    assert "not equally wide" in chart.notes[0]
    even = by_sex({"0-9": (1.0, 1.0), "10-19": (1.0, 1.0), "20+": (1.0, 1.0)})
    assert charts.pyramid(even, title="People", language="en").notes == ()


def test_men_are_left_and_women_right_on_an_axis_that_is_the_same_on_both_sides() -> None:
    chart = charts.pyramid(by_sex(GROUPS), title="People", language="en")
    assert {bar.side: bar.end for bar in chart.ages if bar.row == 1} == {
        "men": -30.0,
        "women": 20.0,
    }
    assert chart.sides == ("Men", "Women")
    axis = chart.x_axis
    assert axis is not None and axis.low == -axis.high
    assert [tick.text for tick in axis.ticks] == [tick.text for tick in axis.ticks[::-1]]
    assert not any("−" in tick.text for tick in axis.ticks)
    figure = charts.figure(chart)
    men, women = figure.data
    assert list(men.x) == [-10, -30, -10] and list(women.x) == [10, 20, 20]
    assert (men.marker.color, women.marker.color) == colours.LIGHT.SIDES
    assert [note.text for note in figure.layout.annotations] == ["<b>Men</b>", "<b>Women</b>"]
    assert list(figure.layout.yaxis.ticktext) == ["0–14", "15–64", "65+"]


def test_the_alternative_tells_size_middle_young_old_and_largest() -> None:
    chart = charts.pyramid(by_sex(GROUPS), title="People", language="en")
    assert chart.alternative == (
        "People. 2025: 100\u00a0persons; the middle person is aged 15–64; aged 0–14: 20.0%; "
        "aged 65+: 30.0%. Largest age groups: 15–64 (50\u00a0persons); 65+ (30\u00a0persons); "
        "0–14 (20\u00a0persons)."
    )
    assert chart.table.columns == ("Age", "Men, 2025", "Women, 2025", "Everyone, 2025")
    assert chart.table.values[0] == ("65+", 10.0, 20.0, 30.0)


def test_a_comparison_is_an_outline() -> None:
    larger = {age: (men * 2, women * 3) for age, (men, women) in GROUPS.items()}
    chart = charts.pyramid(
        by_sex(GROUPS),
        title="People",
        language="en",
        compare_rows=(row for row in by_sex(larger)),
        label="Here",
        compare_label="Country",
    )
    first = chart.ages[0]
    assert first.end == -10.0
    assert first.outline == -20.0
    assert first.text == "0–14, Men\nHere: 10\u00a0persons\nCountry: 20\u00a0persons"
    assert chart.subtitle == "persons. Bars: Here; outline: Country."
    steps = [trace for trace in charts.figure(chart).data if trace.type == "scatter"]
    assert len(steps) == 4  # each side with its halo
    assert list(steps[0].x)[:2] == [first.outline] * 2 and list(steps[0].y)[:2] == [-0.5, 0.5]
    assert len(chart.table.columns) == 7


def test_an_open_group_that_begins_earlier_elsewhere_is_used_for_both() -> None:
    own = by_sex({age: (1.0, 1.0) for age in range(0, 100)})
    other = by_sex({**{age: (2.0, 2.0) for age in range(0, 75)}, "75+": (9.0, 9.0)}, "2000")
    chart = charts.pyramid(own, title="People", language="en", compare_rows=other)
    assert chart.ages[-1].label == "75+" and chart.ages[-1].value == 25.0
    assert chart.ages[-1].outline == 9.0 and chart.outline_label == "2000"


def test_a_comparison_by_other_groups_is_left_out_and_that_is_told() -> None:
    other = by_sex({"0-17": (1.0, 1.0), "18+": (1.0, 1.0)}, "2000")
    chart = charts.pyramid(by_sex(GROUPS), title="People", language="en", compare_rows=other)
    assert all(bar.outline is None for bar in chart.ages) and chart.outline_label == ""
    assert "not drawn" in chart.notes[-1]


def test_where_sex_is_not_split_bars_go_to_the_right_only() -> None:
    rows = [{"age": age, "sex": "total", "value": 5.0} for age in ("0-4", "5-9", "10+")]
    chart = charts.pyramid(rows, title="People", language="en")
    assert chart.sides == () and chart.x_axis is not None and chart.x_axis.low == 0
    assert [bar.side for bar in chart.ages] == ["total"] * 3
    assert len(charts.figure(chart, theme="dark").data) == 1
    assert chart.table.columns == ("Age", "Everyone")


def test_totals_beside_the_sexes_are_not_counted_twice() -> None:
    rows = by_sex(GROUPS) + [{"age": "0-14", "sex": "total", "value": 20.0, "period": "2025"}]
    assert people.ages(rows).total == 100


def test_a_missing_group_is_told_and_stops_the_shares() -> None:
    rows = by_sex(GROUPS | {"65+": (None, 20.0)})
    chart = charts.pyramid(rows, title="People", language="en")
    assert "No value for the ages: 65+ (Men)." in chart.notes
    assert "middle person" not in chart.alternative and "aged" not in chart.alternative
    assert chart.table.rows[0] == ("65+", "..", "20", "..")
    assert ("men", 2) not in {(bar.side, bar.row) for bar in chart.ages}


def test_shares_are_told_only_where_the_groups_end_there() -> None:
    found = people.ages(by_sex({"0-17": (1.0, 1.0), "18-64": (1.0, 1.0), "65+": (1.0, 1.0)}))
    assert found.share(0, 14) is None
    assert found.share(65) == pytest.approx(100 / 3)


@pytest.mark.parametrize(
    "counts", [{}, {"0-4": (None, None)}, {"0-4": (0.0, 0.0), "5+": (0.0, 0.0)}]
)
def test_nobody_is_a_calm_statement(counts: Any) -> None:
    chart = charts.pyramid(by_sex(counts), title="People", language="en")
    assert chart.is_empty and "no values to show" in chart.alternative
    assert "no values to show" in charts.figure(chart).layout.annotations[0].text


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ({"age": "0-14", "sex": "men", "value": 1.0, "period": "2025"}, "two rows"),
        ({"age": "0-14", "sex": "x", "value": 1.0, "period": "2025"}, "sex"),
        ({"age": "70", "sex": "men", "value": -1.0, "period": "2025"}, "fewer"),
        ({"age": "70", "sex": "men", "value": 1.0, "period": "2024"}, "several periods"),
    ],
)
def test_rows_that_cannot_be_trusted_are_refused(extra: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        charts.pyramid([*by_sex(GROUPS), extra], title="People", language="en")


def test_pyramids_that_follow_each_other_share_an_axis() -> None:
    rows = by_sex(GROUPS)
    own, wider = (
        charts.pyramid(rows, title="Ages", language="en", reach=reach) for reach in (0.0, 90.0)
    )
    assert own.x_axis is not None and wider.x_axis is not None
    assert own.x_axis.high < 50 < 90 < wider.x_axis.high
    assert [bar.end for bar in own.ages] == [bar.end for bar in wider.ages]
