"""Control limits: Wheeler's constants, signals, runs, and differences from the year before."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import verdicts
from seutukuva.verdicts import control
from tests.verdicts.made import rows

# Mean 10, moving ranges all 2: limits 10 ± 5.32.
ZIGZAG = [9.0, 11.0] * 6


def test_limits_are_the_mean_moving_range_times_2_66() -> None:
    found = verdicts.control_limits(rows(ZIGZAG, "2025M01"))
    assert found is not None
    assert found.centre == 10
    assert found.upper == pytest.approx(10 + 2.66 * 2)
    assert found.lower == pytest.approx(10 - 2.66 * 2)
    assert found.range_limit == pytest.approx(3.27 * 2)
    assert [point.signal for point in found.points] == [None] * 12
    assert [point.period for point in found.points][::11] == ["2025M01", "2025M12"]


def test_the_constants_are_those_of_ranges_of_two() -> None:
    # 3/d2 and D4 of two values: d2 = 2/√π = 1.128, d3 = 0.8525.
    assert pytest.approx(3 / 1.128379, abs=0.005) == control.TO_LIMIT
    assert pytest.approx(1 + 3 * 0.852502 / 1.128379, abs=0.005) == control.TO_RANGE_LIMIT


def test_a_point_outside_is_a_signal() -> None:
    found = verdicts.control_limits(rows([*ZIGZAG, 40.0], "2025M01"), centre=10.0)
    assert found is not None
    assert [point.signal for point in found.points][-2:] == [None, "outside"]


def test_eight_on_one_side_are_a_run_and_seven_are_none() -> None:
    def signals(length: int) -> list[str | None]:
        values = [9.0, *[11.0, 12.0] * 8][: length + 1]
        points = [
            control.Point(at, f"{2000 + at}", value, "final") for at, value in enumerate(values)
        ]
        return [point.signal for point in control.limits_of(points, centre=10.0).points]

    assert signals(7) == [None] * 8
    assert signals(8) == [None, *["run"] * 8]


def test_equal_figures_have_limits_without_width_and_no_signal() -> None:
    found = verdicts.control_limits(rows([0.1] * 20, "2025M01"))
    assert found is not None
    assert found.lower == pytest.approx(0.1) and found.upper == pytest.approx(0.1)
    assert {point.signal for point in found.points} == {None}


def test_the_floor_holds_the_lower_limit_only() -> None:
    values = [1.0, 5.0] * 6
    free = verdicts.control_limits(rows(values, "2025M01"))
    held = verdicts.control_limits(rows(values, "2025M01"), floor=0.0)
    assert free is not None and held is not None
    assert free.lower < 0 == held.lower
    assert held.upper == free.upper


@pytest.mark.parametrize("values", [[], [1.0], [1.0] * 11, [*range(30), None, *range(11)]])
def test_too_few_points_have_no_limits(values: list[float | None]) -> None:
    assert verdicts.control_limits(rows(values, "2020M01")) is None


def test_limits_need_two_points() -> None:
    with pytest.raises(ValueError, match="two"):
        control.limits_of([])


def test_limits_begin_after_a_break_and_look_three_years_back() -> None:
    found = verdicts.control_limits(rows([100.0] * 5 + ZIGZAG, "2025M01", _2025M06="break"))
    assert found is not None and found.centre == 10
    long = verdicts.control_limits(rows([50.0] * 30 + [9.0, 11.0] * 18, "2020M01"))
    assert long is not None and (len(long.points), long.centre) == (36, 10)


def test_differences_take_the_season_away() -> None:
    season = [float(month) for month in range(12)]
    made = rows([*season, *(one + 2 for one in season)], "2024M01")
    found = verdicts.year_before_differences(made)
    assert [row["value"] for row in found] == [2.0] * 12
    assert [row["period"] for row in found][::11] == ["2025M01", "2025M12"]
    assert set(found[0]) == {"period", "value", "status"}


def test_differences_do_not_reach_over_a_break_or_a_gap() -> None:
    values: list[float | None] = [1.0] * 30
    values[2] = None
    over_gap = [row["period"] for row in verdicts.year_before_differences(rows(values, "2020M01"))]
    assert "2021M03" not in over_gap and "2021M04" in over_gap
    made = rows([1.0] * 30, "2020M01", _2021M01="break")
    found = verdicts.year_before_differences(made)
    assert [row["period"] for row in found] == [f"2022M{month:02d}" for month in range(1, 7)]
    assert verdicts.year_before_differences([]) == []


@given(st.lists(st.integers(-1000, 1000).map(float), min_size=12, max_size=36))
def test_turning_the_sign_mirrors_the_limits(values: list[float]) -> None:
    there = verdicts.control_limits(rows(values, "2020M01"))
    back = verdicts.control_limits(rows([-one for one in values], "2020M01"))
    assert there is not None and back is not None
    assert back.upper == pytest.approx(-there.lower) and back.centre == pytest.approx(-there.centre)
    assert [point.signal for point in back.points] == [point.signal for point in there.points]
