"""Mann–Kendall, tau-b and Sen's slope against another implementation, and their symmetries."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from seutukuva.verdicts import kendall

SERIES = st.lists(st.integers(-20, 20).map(float), min_size=8, max_size=15)


@given(SERIES)
def test_tau_is_that_of_scipy(values: list[float]) -> None:
    found = kendall.mann_kendall(values)
    expected = stats.kendalltau(range(len(values)), values).statistic
    if len(set(values)) == 1:
        assert found.tau is None and math.isnan(expected)
    else:
        assert found.tau == pytest.approx(expected, abs=1e-12)


@given(SERIES)
def test_p_is_that_of_scipy_but_for_the_continuity_correction(values: list[float]) -> None:
    found = kendall.mann_kendall(values)
    if found.s == 0:
        assert found.p_value == 1.0
        return
    uncorrected = math.copysign(abs(found.s), found.s) / math.sqrt(found.variance)
    expected = stats.kendalltau(range(len(values)), values, method="asymptotic").pvalue
    assert 2 * stats.norm.sf(abs(uncorrected)) == pytest.approx(expected, rel=1e-9)
    assert found.p_value == pytest.approx(2 * stats.norm.sf(abs(found.z)), rel=1e-9)
    assert found.p_value > expected


@given(SERIES)
def test_the_slope_is_that_of_theil_and_sen(values: list[float]) -> None:
    expected = stats.theilslopes(values, range(len(values))).slope
    assert kendall.mann_kendall(values).slope == pytest.approx(expected, abs=1e-12)


@given(SERIES)
def test_turning_the_sign_turns_everything(values: list[float]) -> None:
    there = kendall.mann_kendall(values)
    back = kendall.mann_kendall([-value for value in values])
    assert (back.s, back.z, back.slope) == (-there.s, -there.z, -there.slope)
    assert (back.variance, back.p_value) == (there.variance, there.p_value)


@given(SERIES, st.integers(1, 9), st.integers(-100, 100))
def test_only_the_order_matters(values: list[float], times: int, plus: int) -> None:
    there = kendall.mann_kendall(values)
    other = kendall.mann_kendall([times * value + plus for value in values])
    assert (other.s, other.p_value, other.tau) == (there.s, there.p_value, there.tau)


def test_the_variance_without_ties_is_the_published_one() -> None:
    # n = 10: 10·9·25 ÷ 18 = 125.
    assert kendall.mann_kendall([float(n) for n in range(10)]).variance == 125
    # Two pairs of equal values take 2·(2·1·9) = 36 off before the division.
    tied = [0.0, 0.0, 1.0, 1.0, *(float(n) for n in range(2, 8))]
    assert kendall.mann_kendall(tied).variance == pytest.approx(125 - 36 / 18)


def test_five_points_can_never_reach_the_threshold() -> None:
    assert kendall.smallest_exact_p(5) == pytest.approx(2 / 120)
    assert f"{kendall.smallest_exact_p(5):.4f}" == "0.0167"
    assert kendall.smallest_exact_p(5) > kendall.THRESHOLD
    # Counted out: of 120 orders two are as extreme as a monotonous one.
    all_s = [kendall.mann_kendall(order).s for order in itertools.permutations(range(5))]
    assert sum(abs(s) >= 10 for s in all_s) / len(all_s) == pytest.approx(2 / 120)


def test_eight_points_can_reach_it() -> None:
    assert kendall.mann_kendall([float(n) for n in range(8)]).p_value < kendall.THRESHOLD


def test_one_value_has_no_direction() -> None:
    with pytest.raises(ValueError, match="two"):
        kendall.mann_kendall([1.0])
