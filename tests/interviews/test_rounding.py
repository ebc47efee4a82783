"""Random rounding: right on average, always the same for the same firms, never excluding one."""

from __future__ import annotations

import numpy as np
import pytest

from seutukuva.interviews.rounding import Rounding
from tests.interviews.attacking import likelihood, part

ROUNDING = Rounding(b"a secret of tests")


@pytest.mark.parametrize("base", [3, 5])
@pytest.mark.parametrize("count", [30, 31, 32, 33, 34])
def test_a_count_is_right_on_average_and_its_variance_is_stated(base: int, count: int) -> None:
    rounding = Rounding(b"x", base)
    near, further = np.random.default_rng(count).random((2, 200_000))
    found = rounding.told(np.full(200_000, count), near, further)
    assert set(np.mod(found, base)) == {0}
    assert found.mean() == pytest.approx(count, abs=0.03)
    rest = count % base
    steps = rounding.variance - rounding.near_variance
    assert found.var() == pytest.approx(rest * (base - rest) + steps, rel=0.05)
    nearest = rounding.near(np.full(200_000, count), near)
    assert np.abs(nearest - count).max() < base


def test_the_stated_variance_is_that_of_all_remainders() -> None:
    near, further = np.random.default_rng(1).random((2, 300_000))
    counts = np.random.default_rng(2).integers(30, 60, 300_000)
    errors = ROUNDING.told(counts, near, further) - counts
    assert errors.var() == pytest.approx(ROUNDING.variance, rel=0.03)
    assert (np.abs(errors) <= 2).mean() > 0.95


@pytest.mark.parametrize("count", [0, 1, 2, 3, 10, 32])
def test_what_an_attacker_knows_is_how_it_is_drawn(count: int) -> None:
    near, further = np.random.default_rng(7).random((2, 100_000))
    found = ROUNDING.told(np.full(100_000, count), near, further)
    told = range(0, 90, 3)
    chances = [likelihood(ROUNDING, [one], [count]) for one in told]
    assert sum(chances) == pytest.approx(1)
    for one, chance in zip(told, chances, strict=True):
        assert (found == one).mean() == pytest.approx(chance, abs=0.005)


def test_counts_of_one_question_share_a_draw_and_their_chances_say_so() -> None:
    random = np.random.default_rng(9)
    true = (7, 4, 2)
    drawn = [tuple(ROUNDING.told(true, random.random(), random.random(3))) for _n in range(30_000)]
    for told in ((6, 3, 3), (9, 6, 3), (6, 3, 0), (9, 3, 3)):
        share = np.mean([one == told for one in drawn])
        assert share == pytest.approx(likelihood(ROUNDING, told, true), abs=0.01)


def test_half_of_the_error_goes_out_of_a_difference() -> None:
    random = np.random.default_rng(3)
    true = random.integers(20, 60, (40_000, 2))
    near, further = random.random((40_000, 1)), random.random((40_000, 2))
    errors = ROUNDING.told(true, near, further) - true
    assert (errors[:, 0] - errors[:, 1]).var() == pytest.approx(
        ROUNDING.variance_of([1, -1]), rel=0.04
    )
    assert errors.sum(axis=1).var() == pytest.approx(ROUNDING.variance_of([1, 1]), rel=0.04)


def test_every_told_number_is_possible_for_every_true_one() -> None:
    for each in range(3):
        for count in range(40):
            assert all(part(ROUNDING, each, told, count) > 0 for told in range(0, 60, 3))


def test_one_firm_more_or_less_is_never_much_less_likely() -> None:
    worst = max(
        max(likelihood(ROUNDING, [told], [n]) / likelihood(ROUNDING, [told], [n + 1]),
            likelihood(ROUNDING, [told], [n + 1]) / likelihood(ROUNDING, [told], [n]))
        for n in range(40) for told in range(0, 60, 3)
    )  # fmt: skip
    # (1 + 2q) ÷ 3q, when q is the tail: of a count at the end of its nearest steps.
    assert worst <= (1 + 2 * ROUNDING.tail) / (3 * ROUNDING.tail) + 1e-9


def test_draws_are_even_and_the_same_again() -> None:
    found = np.concatenate([ROUNDING.draws(20, "figure", n) for n in range(2000)])
    assert found.min() >= 0 and found.max() < 1
    assert np.histogram(found, 10, (0, 1))[0] == pytest.approx(4000, rel=0.07)
    assert (
        ROUNDING.draws(20, "figure", 1) == Rounding(ROUNDING.secret).draws(20, "figure", 1)
    ).all()
    assert (ROUNDING.draws(9, "a") != Rounding(b"another").draws(9, "a")).all()
    assert (ROUNDING.marks(["a", "b"]) == ROUNDING.marks(["b", "a"])[::-1]).all()
