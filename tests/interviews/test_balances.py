"""Balances: published reference values, known formulas, and chance itself."""

from __future__ import annotations

import math

import numpy as np
import pytest
import scipy.stats

from seutukuva.interviews import balances
from seutukuva.interviews.balances import (
    Stratum,
    balance,
    class_of,
    correction,
    side_of,
)
from seutukuva.interviews.rounding import Rounding
from tests.interviews.voting import of_counts


def counted(scores: np.ndarray, population: int | None = None) -> balances.Balance:
    values, counts = np.unique(scores, return_counts=True)
    given = dict(zip(values.tolist(), counts.tolist(), strict=True))
    return of_counts(given, population=population)


def test_standard_error_of_a_published_survey() -> None:
    # 46 % up, 42 % down, 12 % the same, 1,013 answers.
    found = of_counts({1: 0.46 * 1013, 0: 0.12 * 1013, -1: 0.42 * 1013})
    assert found.value == pytest.approx(4)
    assert round(found.se / 100, 6) == 0.029447


@pytest.mark.parametrize(
    ("n", "low", "high"), [(100, -3.7, 23.7), (30, -15.0, 35.0)], ids=["100 firms", "30 firms"]
)
def test_thirty_grow_twenty_shrink_is_ten(n: int, low: float, high: float) -> None:
    found = of_counts({1: n * 0.3, 0: n * 0.5, -1: n * 0.2})
    assert found.value == pytest.approx(10)
    assert (round(found.low, 1), round(found.high, 1)) == (low, high)
    assert found.low < 0 < found.high and found.p_value > 0.05
    assert (found.positive, found.same, found.negative) == pytest.approx((30, 50, 20))


def test_margin_of_a_hundred_firms() -> None:
    found = of_counts({1: 30, 0: 50, -1: 20})
    assert round(found.high - found.value, 1) == 13.7


def test_finite_population() -> None:
    assert round(correction(80, 200), 3) == 0.777
    assert correction(80, None) == 1
    part, free = (of_counts({1: 30, -1: 50}, population=n) for n in (200, None))
    assert part.se == pytest.approx(free.se * correction(80, 200))
    assert (part.population, free.population) == (200, None)


@pytest.mark.parametrize("population", [159, 80, 60, 1, 0])
def test_nothing_is_certain_where_most_of_all_firms_were_asked(population: int) -> None:
    assert correction(80, population) == 1
    whole = of_counts({1: 30, -1: 50}, population=population)
    assert whole.population is None
    assert whole.low < whole.value < whole.high


def test_half_answers_count_half() -> None:
    # (PP + ½P) − (½M + MM) with 10, 20, 40, 20 and 10 of 100.
    found = of_counts({1: 10, 0.5: 20, 0: 40, -0.5: 20, -1: 10})
    assert found.value == 0
    assert found.se == pytest.approx(math.sqrt((0.1 + 0.05 + 0.05 + 0.1) / 100) * 100)
    assert of_counts({1: 30, 0.5: 40, -1: 30}).value == pytest.approx(20)


def test_who_cannot_say_is_in_the_base() -> None:
    found = of_counts({1: 30, -1: 20, None: 50})
    assert (found.n, found.value, found.cannot_say) == (100, 10, 50)


def test_weights_make_fewer_of_the_firms() -> None:
    counts = {1: 20, 0: 10, -1: 20, None: 10}
    half = {score: n / 2 for score, n in counts.items()}
    equal, plain = balance([Stratum(half, 30, 3), Stratum(half, 30, 3)]), of_counts(counts)
    assert equal.n_eff == pytest.approx(60)
    assert (equal.value, equal.se) == pytest.approx((plain.value, plain.se))
    found = balance([Stratum({1: 40}, 40, 3), Stratum({-1: 40}, 40, 1)])
    assert found.value == 50
    assert found.n_eff == pytest.approx(160**2 / 400)
    assert (found.method, plain.method) == ("weighted", "one_firm_one_vote")
    for strata in ([], [Stratum({1: 3}, 3, 0)], [Stratum({1: 3}, 0)]):
        with pytest.raises(ValueError, match="weight"):
            balance(strata)


def test_rounding_widens_the_interval() -> None:
    counts, rounding = {1: 30, 0: 51, -1: 21}, Rounding(b"x")
    plain, rounded = of_counts(counts, 102), of_counts(counts, 102, rounding=rounding)
    own = (
        math.sqrt(
            4 / 3 + 2 * rounding.tail_variance + (rounded.value / 100) ** 2 * rounding.variance
        )
        / 102
        * 100
    )
    assert rounded.se == pytest.approx(math.hypot(plain.se, own))
    assert (rounded.noise, rounded.chance) == pytest.approx((own, plain.se))


@pytest.mark.parametrize("n", [12, 100])
def test_the_spread_is_that_of_single_answers(n: int) -> None:
    found = of_counts({1: n * 0.25, 0: n * 0.5, -1: n * 0.25}, population=2 * n)
    more = 2 if n < 30 else 0
    assert found.spread == pytest.approx(100 * math.sqrt((n / 2 + more) / (n + more)))


def test_rounded_counts_beyond_the_base_stay_a_balance() -> None:
    found = of_counts({1: 15, 0: 3, -1: 0}, 12, rounding=Rounding(b"x"))
    assert (found.value, found.positive) == (100, 100)
    assert found.low < found.high <= 100


@pytest.mark.parametrize("shares", [(0.35, 0.4, 0.25), (0.9, 0.08, 0.02), (0.6, 0.1, 0.3)])
def test_the_interval_of_few_firms_holds_what_it_promises(shares: tuple[float, ...]) -> None:
    random = np.random.default_rng(2)
    for n in (12, 18, 27):
        held = 0
        for better, same, worse in random.multinomial(n, shares, 2000):
            found = of_counts({1: better, 0: same, -1: worse})
            held += found.low <= (shares[0] - shares[2]) * 100 <= found.high
        assert held / 2000 > 0.93


def test_all_alike_are_not_certain() -> None:
    assert of_counts({1: 12}).low < 100


def test_standard_error_is_that_of_the_bootstrap() -> None:
    random = np.random.default_rng(7)
    scores = random.choice([1, 0.5, 0, -0.5, -1], 160, p=[0.2, 0.2, 0.3, 0.2, 0.1])
    again = scipy.stats.bootstrap(
        (scores,), np.mean, n_resamples=4000, rng=random, method="percentile"
    )
    found = counted(scores)
    assert found.se / 100 == pytest.approx(again.standard_error, rel=0.04)
    assert found.low / 100 == pytest.approx(again.confidence_interval.low, abs=0.02)


def test_finite_interval_holds_the_truth_19_times_of_20() -> None:
    random = np.random.default_rng(11)
    firms = random.choice([1, 0, -1], 200, p=[0.35, 0.4, 0.25])
    held = 0
    for _sample in range(1500):
        found = counted(random.choice(firms, 80, replace=False), population=200)
        held += found.low <= firms.mean() * 100 <= found.high
    assert held / 1500 == pytest.approx(0.95, abs=0.02)


def test_classes_are_symmetric_and_the_least_firms_never_tell_all() -> None:
    for value in np.linspace(0, 100, 401):
        place = balances.CLASSES.index(class_of(value))
        assert balances.CLASSES.index(class_of(-value)) == 4 - place
    assert [class_of(v) for v in (-100, -20, 0, 20, 100)] == list(balances.CLASSES)
    # The end classes hold more than the one set of answers that all share.
    for n in range(5, 10):
        sums = [s for s in range(-n, n + 1) if class_of(s / n * 100) == "clearly_positive"]
        assert len(sums) >= 3


def test_few_firms_are_told_by_their_side() -> None:
    assert [side_of(v) for v in (-100, -20, 0, 20, 100)] == [
        *("negative", "negative", "even", "positive", "positive")
    ]
