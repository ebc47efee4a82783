"""Limits that hold where figures follow each other: seldom wrong, and still able to see."""

from __future__ import annotations

import math
import random
from statistics import stdev

import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import verdicts
from seutukuva.verdicts import control, dependent
from tests.verdicts.made import indicator, rows

pytestmark = pytest.mark.slow

MONTHLY = indicator(period_kind="month", decimals=3)
SEASON = [8.0, 7.5, 7, 6.5, 6, 6.8, 7.4, 6.6, 6.1, 6.3, 6.8, 7.9]
TEN_YEARS = 12 * 12


def made(chance: random.Random, rho: float, n: int = TEN_YEARS) -> list[float]:
    """A season on top of a stationary series of variance 1 whose neighbours correlate by rho."""
    shock = math.sqrt(1 - rho * rho)
    level, values = chance.gauss(0, 1), []
    for at in range(n):
        values.append(level + SEASON[at % 12])
        level = rho * level + chance.gauss(0, shock)
    return values


def direction(values: list[float]) -> int:
    return verdicts.trend(MONTHLY, rows(values, "2014M01")).direction


def usual_step(rho: float) -> float:
    """Standard deviation of the differences from the year before."""
    return math.sqrt(2 * (1 - rho**12))


def test_a_quantile_is_that_of_the_table() -> None:
    # Coverage 99.73 %, JCGM 100:2008 (Guide to the expression of uncertainty), table G.2.
    for degrees, factor in ((5, 5.51), (10, 3.96), (20, 3.42), (50, 3.16)):
        assert dependent.student(degrees) == pytest.approx(factor, rel=0.02)
    assert dependent.student(1e9) == pytest.approx(3)
    # Exact: scipy.stats.t.isf(norm.sf(3), 3).
    assert dependent.student(3) == pytest.approx(
        scipy.stats.t.isf(scipy.stats.norm.sf(3), 3), rel=0.03
    )


def test_figures_that_do_not_follow_each_other_are_worth_their_number() -> None:
    chance = random.Random(1)
    values = [chance.gauss(0, 2) for _ in range(400)]
    found = dependent.spread_of(values, 10)
    assert found.deviation == pytest.approx(stdev(values))
    assert 350 < found.effective <= 400


def test_figures_that_follow_each_other_are_worth_fewer() -> None:
    chance = random.Random(2)
    values = [one - SEASON[at % 12] for at, one in enumerate(made(chance, 0.8, 8000))]
    # Of a first-order autoregression: n (1 − ρ²) ÷ (1 + ρ²).
    expected = 8000 * (1 - 0.64) / (1 + 0.64)
    assert dependent.spread_of(values, 40).effective == pytest.approx(expected, rel=0.15)


def test_equal_figures_vary_by_their_rounding() -> None:
    found = dependent.spread_of([0.1] * 30, 12, rounded_to=0.1)
    assert found.deviation == pytest.approx(0.1 * math.sqrt(1 / 6)) and found.effective == 30
    assert dependent.spread_of([0.1] * 30, 12).reach == 0
    with pytest.raises(ValueError, match="two"):
        dependent.spread_of([1.0], 3)


@given(st.lists(st.floats(-1e300, 1e300), min_size=2, max_size=40), st.integers(1, 50))
def test_a_spread_is_a_number(values: list[float], lags: int) -> None:
    found = dependent.spread_of(values, lags)
    assert 0 < found.effective <= len(values) and found.deviation >= 0
    assert not math.isnan(found.reach)


def test_ranges_alone_would_be_crossed_all_the_time() -> None:
    values = made(random.Random(3), 0.9)
    differences = verdicts.year_before_differences(rows(values, "2014M01"))
    plain = verdicts.control_limits(differences, centre=0.0)
    wide = verdicts.usual_limits(rows(values, "2014M01"))
    assert plain is not None and wide is not None
    assert wide.upper > 1.5 * plain.upper and wide.lower == -wide.upper
    assert sum(point.signal is not None for point in plain.points) > 5
    assert {point.signal for point in wide.points} == {None}
    assert (wide.n, wide.usual, len(wide.points)) == (120, ("2015M01", "2024M12"), control.MOST)


def test_limits_are_never_narrower_than_those_of_ranges() -> None:
    # Up and down in turn: ranges are larger than the standard deviation lets expect.
    values = [SEASON[at % 12] + (at // 12) % 2 * (1 - 2 * (at % 2)) for at in range(72)]
    found = verdicts.usual_limits(rows([float(one) for one in values], "2019M01"))
    assert found is not None
    assert found.upper >= 2.66 * found.range_limit / 3.27 - 1e-9


def test_the_newest_year_does_not_widen_the_limits_that_it_is_held_against() -> None:
    values = made(random.Random(4), 0.8)
    calm = verdicts.usual_limits(rows(values, "2014M01"))
    risen = verdicts.usual_limits(rows([*values[:-12], *(v + 9 for v in values[-12:])], "2014M01"))
    assert calm is not None and risen is not None
    assert risen.upper == pytest.approx(calm.upper)
    assert [point.signal for point in risen.points][-12:] == ["outside"] * 12


def test_too_few_differences_have_no_limits() -> None:
    enough = control.figures_needed(12)
    values = made(random.Random(5), 0.5, enough)
    assert verdicts.usual_limits(rows(values, "2019M01")) is not None
    assert verdicts.usual_limits(rows(values[1:], "2019M02")) is None
    assert verdicts.usual_limits([]) is None


def alarms(rho: float, series: int, n: int = TEN_YEARS, seed: int = 6) -> float:
    chance = random.Random(seed)
    return sum(direction(made(chance, rho, n)) != 0 for _ in range(series)) / series


@pytest.mark.parametrize("rho", [0.0, 0.9])
def test_a_series_without_a_trend_seldom_has_one(rho: float) -> None:
    assert alarms(rho, 300) <= 0.01


@pytest.mark.slow
@pytest.mark.parametrize("rho", [0.0, 0.5, 0.8, 0.9])
def test_false_alarms_are_as_rare_as_is_counted(rho: float) -> None:
    # Of 6,000 series 18 are counted on; two standard deviations of that are 8.
    assert alarms(rho, 6000) <= control.FALSE_ALARMS + 8 / 6000


@pytest.mark.slow
@pytest.mark.parametrize("rho", [0.0, 0.8, 0.9])
def test_the_shortest_series_alarm_seldom_too(rho: float) -> None:
    assert alarms(rho, 4000, control.figures_needed(12)) <= 0.008


def found_in_its_first_year(rho: float, size: float, series: int) -> float:
    """Share of level shifts, in usual differences, that are told within twelve months."""
    chance, found = random.Random(7), 0
    for _ in range(series):
        values = made(chance, rho, TEN_YEARS + 12)
        shifted = [
            one + size * usual_step(rho) * (at >= TEN_YEARS) for at, one in enumerate(values)
        ]
        ends = range(TEN_YEARS + 1, TEN_YEARS + 13)
        found += any(direction(shifted[end - TEN_YEARS : end]) > 0 for end in ends)
    return found / series


@pytest.mark.parametrize(("rho", "share"), [(0.0, 0.9), (0.9, 0.6)])
def test_a_shift_of_three_usual_differences_is_found(rho: float, share: float) -> None:
    assert found_in_its_first_year(rho, 3, 60) >= share


@pytest.mark.parametrize("rho", [0.0, 0.8, 0.9])
def test_a_shift_of_four_is_found_nearly_always(rho: float) -> None:
    assert found_in_its_first_year(rho, 4, 40) >= 0.85


def test_a_steady_drift_is_found_although_it_is_what_the_series_usually_does() -> None:
    chance, found = random.Random(8), 0
    for _ in range(40):
        slope = 4 * usual_step(0.8) / 12
        drifting = [one - slope * at for at, one in enumerate(made(chance, 0.8))]
        found += direction(drifting) < 0
    assert found >= 0.6 * 40
