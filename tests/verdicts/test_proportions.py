"""Trend of five shares: the published vectors, the two rules, and what they must not do."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from seutukuva import verdicts
from seutukuva.verdicts import proportions
from tests.verdicts.made import indicator, shares

pytestmark = pytest.mark.slow

# Unit test of the published calculation of Fingertips' trend markers, 2014–2018.
COUNTS = [994, 1023, 1199, 1332, 1367]
DENOMINATORS = [40299, 41527, 42811, 44064, 44701]
VALUES = [24.67, 24.6, 28, 30.2, 30.6]
LOWS = [23.16, 23.15, 26.44, 28.63, 28.98]
HIGHS = [26.25, 26.19, 29.64, 31.9, 32.25]


def test_chi_square_of_the_published_shares() -> None:
    tested = proportions.proportion_trend(COUNTS, DENOMINATORS)
    # R: prop.trend.test gives 47.8966767076.
    assert f"{tested.chi_square:.10f}" == "47.8966767076"
    assert tested.is_clear and tested.direction == 1
    assert tested.p_value == pytest.approx(stats.chi2.sf(47.8966767076, 1), rel=1e-9)


def test_chi_square_of_the_published_rates() -> None:
    tested = proportions.interval_trend(VALUES, LOWS, HIGHS)
    assert f"{tested.chi_square:.10f}" == "46.7653157921"
    assert f"{tested.slope:.6f}" == "1.751566"
    assert tested.is_clear


def test_the_threshold_is_the_quantile_of_99_8_per_cent() -> None:
    assert pytest.approx(stats.chi2.isf(0.002, 1), rel=1e-13) == proportions.THRESHOLD
    assert proportions.tail(proportions.THRESHOLD) == pytest.approx(0.002, rel=1e-12)


def test_published_rates_that_are_no_trend() -> None:
    tested = proportions.interval_trend(
        [20.5506, 19.5952, 19.0349, 21.3966, 18.4372],
        [18.1803, 17.3444, 16.8421, 19.0918, 16.2925],
        [23.1427, 22.0602, 21.4394, 23.8975, 20.7941],
    )
    assert not tested.is_clear
    assert tested.chi_square < 1


def test_published_shares_of_whole_countries() -> None:
    # Diabetes prevalence in England 2020–2024, published as rising.
    rows, bases = shares(
        [3455176, 3491868, 3625401, 3774801, 3938080],
        [48783947, 49122259, 49956777, 50649129, 51441896],
    )
    found = verdicts.trend(indicator(factor=100), rows, bases)
    assert (found.method, found.state) == ("proportion", "rising")
    # Vaccination coverage at two years in Yorkshire and the Humber, published as falling.
    rows, bases = shares(
        [57274, 55865, 53681, 51767, 53185], [61834, 60511, 59074, 57508, 59028], first=2020
    )
    found = verdicts.trend(indicator(factor=100, polarity="up"), rows, bases)
    assert (found.state, found.judgement) == ("falling", "worse")


def test_five_of_five_cannot_be_calculated() -> None:
    rows, bases = shares([5, 3, 1, 1, 2], [5, 5, 5, 4, 4], first=2012)
    found = verdicts.trend(indicator(factor=100, polarity="up"), rows, bases)
    assert found.state == "not_calculated"
    assert found.reason == "count_equals_denominator"
    assert (found.statistic, found.p_value, found.judgement) == (None, None, "")


def test_a_full_count_anywhere_in_the_five_years_refuses() -> None:
    for place in range(5):
        counts = [3, 3, 2, 2, 1]
        counts[place] = 5
        rows, bases = shares(counts, [5] * 5)
        found = verdicts.trend(indicator(factor=100), rows, bases)
        assert found.reason == "count_equals_denominator"


def test_counts_are_whole_numbers_made_of_the_published_share() -> None:
    # 33.3 % of three persons is one person, so that the published test can be repeated.
    rows, bases = shares([1, 1, 1, 2, 2], [3, 3, 3, 3, 3])
    rounded = [{**row, "value": round(row["value"], 1)} for row in rows]
    exact = verdicts.trend(indicator(factor=100), rows, bases)
    assert verdicts.trend(indicator(factor=100), rounded, bases).statistic == exact.statistic


def test_leaving_out_one_year_must_not_turn_the_direction() -> None:
    # Falling but for one leap at the end: chi-square alone calls it a trend.
    counts = [300, 290, 280, 270, 600]
    rows, bases = shares(counts, [1000] * 5)
    found = verdicts.trend(indicator(factor=100, polarity="up"), rows, bases)
    assert found.statistic is not None and found.statistic > proportions.THRESHOLD
    assert (found.state, found.reason, found.judgement) == ("steady", "single_year", "")
    tested = proportions.proportion_trend(counts, [1000] * 5)
    assert tested.direction == 0 and not tested.is_clear
    without = proportions.proportion_trend(counts[:4], [1000] * 4)
    assert without.slope < 0 < tested.slope


def test_only_the_last_five_years_count() -> None:
    rows, bases = shares([900, 100, 900, *COUNTS], [1000, 1000, 1000, *DENOMINATORS], first=2011)
    found = verdicts.trend(indicator(factor=100), rows, bases)
    assert f"{found.statistic:.10f}" == "47.8966767076"
    assert (found.n, found.first_period, found.last_period) == (5, "2014", "2018")
    assert found.slope == pytest.approx(
        100 * proportions.proportion_trend(COUNTS, DENOMINATORS).slope
    )


def test_a_year_without_cases_cannot_be_calculated_but_none_at_all_is_steady() -> None:
    rows, bases = shares([0, 3, 2, 2, 1], [50] * 5)
    assert verdicts.trend(indicator(factor=100), rows, bases).reason == "zero_count"
    rows, bases = shares([0, 0, 0, 0, 0], [50] * 5)
    found = verdicts.trend(indicator(factor=100), rows, bases)
    assert (found.state, found.reason, found.statistic) == ("steady", "all_equal", 0.0)


def test_more_cases_than_people_are_counts_with_intervals() -> None:
    rows, bases = shares([1200, 1300, 1450, 1600, 1700], [1000] * 5, factor=1000)
    found = verdicts.trend(indicator(factor=1000, polarity="down"), rows, bases)
    assert (found.method, found.state, found.judgement) == ("intervals", "rising", "worse")
    assert found.slope == pytest.approx(130, rel=0.05)
    rows, bases = shares([1200] * 5, [1000] * 5, factor=1000)
    found = verdicts.trend(indicator(factor=1000), rows, bases)
    assert (found.method, found.reason) == ("intervals", "all_equal")


def test_an_interval_without_width_has_no_weight() -> None:
    with pytest.raises(ValueError, match="width"):
        proportions.interval_trend([1, 2, 3], [0, 1, 3], [2, 3, 3])


FIVE = st.lists(
    st.integers(2, 100_000).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n))),
    min_size=5,
    max_size=5,
)


@given(FIVE)
def test_turning_time_round_turns_the_direction(pairs: list[tuple[int, int]]) -> None:
    counts, bases = [x for x, _n in pairs], [n for _x, n in pairs]
    there = proportions.proportion_trend(counts, bases)
    back = proportions.proportion_trend(counts[::-1], bases[::-1])
    assert back.chi_square == pytest.approx(there.chi_square, rel=1e-6, abs=1e-9)
    assert back.slope == pytest.approx(-there.slope, rel=1e-6, abs=1e-12)
    # Slopes of nothing but rounding have no sign worth comparing.
    assume(abs(there.slope) > 1e-9)
    assert back.direction in (-there.direction, 0) or there.direction == 0


@given(FIVE)
def test_cases_and_others_move_against_each_other(pairs: list[tuple[int, int]]) -> None:
    counts, bases = [x for x, _n in pairs], [n for _x, n in pairs]
    cases = proportions.proportion_trend(counts, bases)
    others = proportions.proportion_trend([n - x for x, n in pairs], bases)
    assert others.chi_square == pytest.approx(cases.chi_square, rel=1e-6, abs=1e-9)
    assert others.slope == pytest.approx(-cases.slope, rel=1e-6, abs=1e-12)


@given(FIVE)
def test_chi_square_is_that_of_a_weighted_regression(pairs: list[tuple[int, int]]) -> None:
    # The Cochran–Armitage statistic by its other definition: squared covariance of score and case.
    counts, bases = [x for x, _n in pairs], [n for _x, n in pairs]
    total, cases = sum(bases), sum(counts)
    share = cases / total
    mean = sum(n * t for t, n in enumerate(bases, 1)) / total
    covariance = sum(x * (t - mean) for t, x in enumerate(counts, 1))
    spread = sum(n * (t - mean) ** 2 for t, n in enumerate(bases, 1))
    expected = covariance**2 / (share * (1 - share) * spread)
    found = proportions.proportion_trend(counts, bases)
    assert found.chi_square == pytest.approx(expected, rel=1e-6, abs=1e-8)
    assert math.isfinite(found.slope) and 0 <= found.p_value <= 1
