"""Intervals against published and exact values, and where there is none."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from seutukuva import verdicts
from seutukuva.verdicts import intervals

NAN = float("nan")


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # R. G. Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3.
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0.0000", "0.1611"),
        (1, 29, "0.0061", "0.1718"),
    ],
)
def test_wilson_is_the_published_one(count: int, of: int, low: str, high: str) -> None:
    found = intervals.wilson(count, of)
    assert (f"{found.low:.4f}", f"{found.high:.4f}") == (low, high)


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_that_of_scipy(pair: tuple[int, int]) -> None:
    count, of = pair
    found = intervals.wilson(count, of)
    expected = stats.binomtest(count, of).proportion_ci(method="wilson")
    assert found.low == pytest.approx(expected.low, abs=1e-9)
    assert found.high == pytest.approx(expected.high, abs=1e-9)
    assert 0 <= found.low <= count / of <= found.high <= 1


@pytest.mark.parametrize("count", [5, 10, 27, 100, 1000, 50_000])
def test_byar_is_near_the_exact_interval(count: int) -> None:
    found = intervals.byar(count)
    assert found.low == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2, rel=0.01)
    assert found.high == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2, rel=0.005)


def test_byar_of_no_case_begins_at_nothing() -> None:
    found = intervals.byar(0)
    assert found.low == 0
    # Exact: 3.69.
    assert found.high == pytest.approx(3.69, rel=0.03)


@pytest.mark.parametrize(("count", "of"), [(1, 0), (-1, 5), (6, 5), (1, -2)])
def test_what_is_no_share_is_refused(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        intervals.wilson(count, of)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="not a count"):
        intervals.byar(-1)


def test_the_interval_is_in_the_unit_of_the_figure() -> None:
    found = verdicts.interval(30.798, 263, 100)
    assert found is not None
    assert (f"{found.low:.2f}", f"{found.high:.2f}") == ("25.53", "36.62")
    rate = verdicts.interval(27.0, 1000, 1000, is_part=False)
    assert rate is not None and rate == pytest.approx(intervals.byar(27))


def test_what_is_above_the_whole_is_a_count() -> None:
    found = verdicts.interval(133.7, 1000, 100)
    assert found is not None and found == pytest.approx([one / 10 for one in intervals.byar(1337)])
    assert verdicts.interval(133.7, 1000, 100, is_part=True) is None


@pytest.mark.parametrize(
    ("value", "of", "factor"),
    [
        (None, 10, 100),
        (NAN, 10, 100),
        (5.0, None, 100),
        (5.0, NAN, 100),
        (5.0, 0, 100),
        (5.0, -3, 100),
        (-5.0, 10, 100),
        (5.0, 10, 0),
        (float("inf"), 10, 100),
    ],
)
def test_where_nothing_can_be_calculated_there_is_no_interval(
    value: float | None, of: float | None, factor: float
) -> None:
    assert verdicts.interval(value, of, factor) is None


@given(st.floats(0, 2000), st.floats(0.1, 1e7), st.sampled_from([1.0, 100.0, 1000.0]))
def test_every_interval_is_a_pair_of_numbers_in_order(
    value: float, of: float, factor: float
) -> None:
    found = verdicts.interval(value, of, factor)
    assert found is not None
    assert math.isfinite(found.low) and math.isfinite(found.high)
    assert 0 <= found.low <= found.high
    # A whole number of cases stands behind the figure: half a case it may be off.
    half = 0.5 / of * factor
    assert found.low - half <= value * (1 + 1e-9) and value <= found.high + half + 1e-6
