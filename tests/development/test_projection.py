"""Projections: a course led on with less each year, a span that widens, and when there is none."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva.development import projection
from seutukuva.development.projection import DAMPING

VALUES = st.lists(st.floats(-1e4, 1e4), min_size=5, max_size=15)


def course(values: list[float], first: float = 2010.5) -> list[tuple[float, float]]:
    return [(first + place, value) for place, value in enumerate(values)]


def led(values: list[float], years: float = 4, **ends: float) -> projection.Projection:
    points = course(values)
    return projection.projection(points, points[-1][0] + years, **ends)


def test_an_even_course_goes_on_with_damped_steps_and_no_span() -> None:
    found = led([10.0, 12.0, 14.0, 16.0, 18.0], 3)
    assert found.value == pytest.approx(18 + 2 * (DAMPING + DAMPING**2 + DAMPING**3))
    assert found.low == pytest.approx(found.high) == pytest.approx(found.value)


def test_one_odd_year_does_not_turn_it() -> None:
    found = led([10.0, 12.0, 99.0, 16.0, 18.0, 20.0, 22.0])
    assert found.path[1][1] - found.path[0][1] == pytest.approx(2 * DAMPING, abs=0.5)


@given(VALUES)
def test_it_begins_at_the_newest_figure_and_its_span_widens(values: list[float]) -> None:
    found = led(values)
    _at, value, low, high = found.path[0]
    assert (value, low, high) == (values[-1],) * 3
    widths = [top - bottom for _at, _value, bottom, top in found.path]
    assert all(later >= before - 1e-6 for before, later in zip(widths, widths[1:], strict=False))
    assert found.path[-1] == (found.at, found.value, found.low, found.high)
    assert found.low <= found.value <= found.high


@given(VALUES)
def test_it_is_symmetric(values: list[float]) -> None:
    one, other = led(values), led([-value for value in values])
    assert one.value == pytest.approx(-other.value)
    assert (one.low, one.high) == pytest.approx((-other.high, -other.low))


@given(VALUES, st.floats(-10, 10))
def test_moving_all_figures_moves_it(values: list[float], by: float) -> None:
    moved = led([value + by for value in values])
    assert moved.value == pytest.approx(led(values).value + by, abs=1e-5)


@given(VALUES)
def test_it_stays_within_what_a_figure_can_be(values: list[float]) -> None:
    clean = [min(100.0, max(0.0, value)) for value in values]
    found = led(clean, lowest=0.0, highest=100.0)
    assert 0 <= found.low <= found.value <= found.high <= 100


def test_why_there_is_none() -> None:
    assert led([1.0, 2.0, 3.0, 4.0]).reason == projection.FEW_FIGURES
    assert led([1.0, 2.0, 3.0, 4.0, 5.0], 5).reason == projection.TOO_FAR
    assert led([1.0, 2.0, 3.0, 4.0, 5.0], 0).reason == projection.OVER
    assert led([1.0, 2.0, 3.0, 4.0, 5.0], 4).reason == ""
    assert projection.projection([], 2030.5).reason == projection.FEW_FIGURES


def test_only_the_newest_ten_count() -> None:
    old = [1000.0 * (-1) ** place for place in range(10)]
    new = [float(place) for place in range(10)]
    assert led([*old, *new]).value == pytest.approx(led(new).value)
    assert math.isfinite(led([*old, *new]).high)


def test_a_stored_one_is_followed_as_far_as_asked() -> None:
    led_on = projection.Led("", ((2020.5, 10, 10, 10), (2021.5, 12, 11, 13), (2022.5, 13, 9, 15)))
    found = projection.stored(led_on, 2022.0)
    assert (found.at, found.value, found.low, found.high) == (2022.0, 12.5, 10.0, 14.0)
    assert found.path == ((2020.5, 10, 10, 10), (2021.5, 12, 11, 13), (2022.0, 12.5, 10.0, 14.0))
    assert projection.stored(led_on, 2021.5).path == led_on.path[:2]
    assert projection.stored(led_on, 2023.5).reason == projection.TOO_FAR
    assert projection.stored(led_on, 2020.5).reason == projection.OVER
    assert projection.stored(projection.Led("no_better"), 2021.5).reason == "no_better"


def month(year: int, number: int) -> float:
    return (12 * year + number - 0.5) / 12


def test_of_a_year_of_months_the_mean_is_told_with_those_that_have_come() -> None:
    known = [(month(2026, number), 10.0) for number in range(1, 7)]
    ahead = [(month(2026, number), 16.0, 14.0, 20.0) for number in range(7, 13)]
    led_on = projection.Led("", ((month(2026, 6), 10.0, 10.0, 10.0), *ahead))
    found = projection.stored_mean(led_on, known, 2026)
    assert (found.at, found.value, found.low, found.high) == (2026.5, 13.0, 12.0, 15.0)
    assert found.path[0][1] == 10.0 and found.path[-1] == (2026.5, 13.0, 12.0, 15.0)
    assert projection.stored_mean(led_on, known, 2027).reason == projection.TOO_FAR
    assert projection.stored_mean(led_on, known[1:], 2026).reason == projection.TOO_FAR
    whole = [(month(2025, number), 1.0) for number in range(1, 13)]
    assert projection.stored_mean(led_on, whole, 2025).reason == projection.OVER
    assert projection.stored_mean(projection.Led("broken"), known, 2026).reason == "broken"


def test_a_path_never_leads_back_in_time() -> None:
    known = [(month(2026, number), 1.0) for number in range(1, 12)]
    led_on = projection.Led(
        "", (*((*one, 1.0, 1.0) for one in known[-1:]), (month(2026, 12), *[13.0] * 3))
    )
    found = projection.stored_mean(led_on, known, 2026)
    assert found.value == 2.0 and found.path == ()
