"""Balances: published reference values, known formulas, and chance itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.stats

from seutukuva.interviews import balances
from seutukuva.interviews.balances import balance, change, class_of, correction, of_counts


def test_standard_error_of_a_published_survey() -> None:
    # 46 % up, 42 % down, 12 % the same, 1,013 answers.
    found = balances.of_shares(46, 12, 42, 1013)
    assert found.value == pytest.approx(4)
    assert round(found.se / 100, 6) == 0.029447


@pytest.mark.parametrize(
    ("n", "low", "high"), [(100, -3.7, 23.7), (30, -15.0, 35.0)], ids=["100 firms", "30 firms"]
)
def test_thirty_grow_twenty_shrink_is_ten(n: int, low: float, high: float) -> None:
    found = balances.of_shares(30, 50, 20, n)
    assert found.value == pytest.approx(10)
    assert (round(found.low, 1), round(found.high, 1)) == (low, high)
    assert not found.is_beyond_chance
    counted = of_counts({1: n * 0.3, 0: n * 0.5, -1: n * 0.2})
    assert counted.low == pytest.approx(found.low)
    assert (counted.positive, counted.same, counted.negative) == pytest.approx((30, 50, 20))


def test_margin_of_a_hundred_firms() -> None:
    found = balances.of_shares(30, 50, 20, 100)
    assert round(found.high - found.value, 1) == 13.7


def test_finite_population() -> None:
    assert round(correction(80, 200), 3) == 0.777
    assert correction(80, None) == 1
    assert correction(200, 200) == 0 == correction(210, 200)
    whole = of_counts({1: 30, -1: 50}, population=80)
    assert (whole.se, whole.low, whole.high) == (0, whole.value, whole.value)
    part, free = (of_counts({1: 30, -1: 50}, population=n) for n in (200, None))
    assert part.se == pytest.approx(free.se * correction(80, 200))


def test_half_answers_count_half() -> None:
    # (PP + ½P) − (½M + MM) with 10, 20, 40, 20 and 10 of 100.
    found = of_counts({1: 10, 0.5: 20, 0: 40, -0.5: 20, -1: 10})
    assert found.value == 0
    assert found.se == pytest.approx(math.sqrt((0.1 + 0.05 + 0.05 + 0.1) / 100) * 100)
    assert of_counts({1: 30, 0.5: 40, -1: 30}).value == pytest.approx(20)


def test_who_cannot_say_is_in_the_base_unless_told() -> None:
    with_them = of_counts({1: 30, -1: 20, None: 50})
    without = of_counts({1: 30, -1: 20, None: 50}, with_cannot_say=False)
    assert (with_them.n, with_them.value, with_them.cannot_say) == (100, 10, 50)
    assert (without.n, without.value, without.cannot_say) == (50, pytest.approx(20), 0)


def test_weights_make_fewer_of_the_firms() -> None:
    scores = [1, 1, 0, -1, -1, None]
    equal, plain = balance(scores, [3.0] * 6), balance(scores)
    assert equal.n_eff == pytest.approx(6)
    assert (equal.value, equal.se) == pytest.approx((plain.value, plain.se))
    found = balance([1, -1], [3, 1])
    assert found.value == 50
    assert found.n_eff == pytest.approx(16 / 10)
    assert found.method == "weighted"
    for weights in ([1, 0], [1, math.nan], [1]):
        with pytest.raises(ValueError, match="weight"):
            balance([1, -1], weights)


def test_nobody_has_no_balance_and_one_firm_no_interval() -> None:
    assert balance([]) is None
    assert balance([None], with_cannot_say=False) is None
    assert balance([1.0]).se is None


def test_standard_error_is_that_of_the_bootstrap() -> None:
    random = np.random.default_rng(7)
    scores = random.choice([1, 0.5, 0, -0.5, -1], 160, p=[0.2, 0.2, 0.3, 0.2, 0.1])
    again = scipy.stats.bootstrap(
        (scores,), np.mean, n_resamples=4000, rng=random, method="percentile"
    )
    found = balance(scores)
    assert found.se / 100 == pytest.approx(again.standard_error, rel=0.04)
    assert found.low / 100 == pytest.approx(again.confidence_interval.low, abs=0.02)


def test_finite_interval_holds_the_truth_19_times_of_20() -> None:
    random = np.random.default_rng(11)
    firms = random.choice([1, 0, -1], 200, p=[0.35, 0.4, 0.25])
    held = 0
    for _sample in range(1500):
        found = balance(random.choice(firms, 80, replace=False), population=200)
        held += found.low <= firms.mean() * 100 <= found.high
    assert held / 1500 == pytest.approx(0.95, abs=0.02)


def test_change_of_independent_samples() -> None:
    before, after = of_counts({1: 30, 0: 50, -1: 20}), of_counts({1: 50, 0: 40, -1: 10})
    found = change(before, after)
    assert found.value == pytest.approx(30)
    assert found.se == pytest.approx(math.hypot(before.se, after.se))
    assert found.paired == 0 == found.covariance
    assert found.is_beyond_chance


def test_change_of_the_same_firms_is_that_of_their_pairs() -> None:
    random = np.random.default_rng(3)
    first = random.choice([1, 0, -1], 60)
    second = np.where(random.random(60) < 0.7, first, random.choice([1, 0, -1], 60))
    found = change(balance(first), balance(second), (first, second))
    paired = scipy.stats.sem(second - first, ddof=0) * 100
    assert found.se == pytest.approx(paired)
    assert found.se < change(balance(first), balance(second)).se
    assert found.paired == 60


def test_change_of_partly_the_same_firms_has_the_variance_of_many_draws() -> None:
    random = np.random.default_rng(5)
    values, errors = [], []
    for _draw in range(3000):
        first = random.choice([1.0, 0.0, -1.0], 50)
        second = random.choice([1.0, 0.0, -1.0], 60)
        stays = random.random(30) < 0.8
        second[:30] = np.where(stays, first[:30], second[:30])
        found = change(balance(first), balance(second), (first[:30], second[:30]))
        values.append(found.value)
        errors.append(found.se)
    assert np.mean(errors) == pytest.approx(np.std(values), rel=0.03)


def test_few_pairs_take_nothing_off() -> None:
    first, second = np.array([1.0] * 9), np.array([1.0] * 9)
    before = after = of_counts({1: 20, 0: 20, -1: 5})
    assert change(before, after, (first, second)).covariance == 0


def test_classes_are_symmetric_and_the_least_firms_never_tell_all() -> None:
    for value in np.linspace(0, 100, 401):
        place = balances.CLASSES.index(class_of(value))
        assert balances.CLASSES.index(class_of(-value)) == 4 - place
    assert [class_of(v) for v in (-100, -20, 0, 20, 100)] == list(balances.CLASSES)
    # The end classes hold more than the one set of answers that all share.
    for n in range(5, 10):
        sums = [s for s in range(-n, n + 1) if class_of(s / n * 100) == "clearly_positive"]
        assert len(sums) >= 3
