"""Changes of balances: the same firms make them surer, by what numpy says of their true answers."""

from __future__ import annotations

import math

import numpy as np
import pytest

from seutukuva.interviews.balances import Balance
from seutukuva.interviews.changes import Change, Panel, change
from seutukuva.interviews.rounding import Rounding
from tests.interviews.voting import of_counts

pytestmark = pytest.mark.slow

SCORES = np.array([-1.0, 0.0, 1.0])
SIZES = (0.0, 1.0, 2.0)
ROUNDING = Rounding(b"x")


def counted(scores: np.ndarray, population: int | None = None) -> Balance:
    counts = {score: int((scores == score).sum()) for score in SCORES.tolist()}
    return of_counts(counts, population=population)


def panel(before: np.ndarray, after: np.ndarray) -> Panel:
    """Of firms in both rounds: their scores."""
    moved = np.abs(after - before)
    return Panel({size: int((moved == size).sum()) for size in SIZES}, len(before))


def test_change_of_independent_samples() -> None:
    before, after = of_counts({1: 30, 0: 50, -1: 20}), of_counts({1: 50, 0: 40, -1: 10})
    found = change(before, after)
    assert found.value == pytest.approx(30)
    assert found.se == pytest.approx(math.hypot(before.se, after.se))
    assert found.low > 0 and found.p_value < 0.05
    assert found.both is None


def test_the_same_firms_with_the_same_answers_are_much_surer_and_never_certain() -> None:
    for n in (12, 60, 300):
        third = np.repeat(SCORES, n // 3)
        one = counted(third)
        alone, together = change(one, one), change(one, one, panel(third, third))
        assert 0 < together.se < alone.se * (0.7 if n < 30 else 0.25)
        assert together.both == n
        assert together.low < 0 < together.high


def test_of_the_same_firms_it_is_the_standard_error_of_their_changes() -> None:
    random = np.random.default_rng(1)
    first = np.repeat(SCORES, 100)
    second = first.copy()
    some = random.choice(300, 120, replace=False)
    second[some] = random.permutation(first[some])
    true = (second - first).std() / math.sqrt(300) * 100
    found = change(counted(first), counted(second), panel(first, second))
    assert found.se == pytest.approx(true, rel=0.02)
    part = change(counted(first, 900), counted(second, 900), panel(first, second))
    assert part.se == pytest.approx(true * math.sqrt(600 / 899), rel=0.02)


@pytest.mark.parametrize("population", [None, 1500])
def test_of_some_of_the_firms_the_covariance_counts_by_how_many_they_are(
    population: int | None,
) -> None:
    """V₁ + V₂ − 2 (n₁₂ ÷ (n₁n₂) − 1 ÷ N) S₁₂, with what numpy makes of the true answers."""
    random = np.random.default_rng(2)
    first = np.tile(SCORES, 100)
    second = np.tile(SCORES, 80)
    stays = random.random(180) < 0.7
    second[:180] = np.where(stays, first[:180], random.permuted(first[:180]))
    before, after = counted(first, population), counted(second, population)
    both = panel(first[:180], second[:180])
    own = np.cov(first[:180], second[:180])[0, 1]
    shared = 180 / (300 * 240) - (1 / population if population else 0)
    variance = before.se**2 + after.se**2 - 2 * shared * own * 100**2
    assert change(before, after, both).se == pytest.approx(math.sqrt(variance), rel=0.03)


def test_firms_that_go_the_other_way_make_it_less_sure() -> None:
    first = np.repeat([-1.0, 1.0], 50)
    one = counted(first)
    opposite = change(one, one, panel(first, -first))
    assert opposite.se == pytest.approx(math.sqrt(2) * change(one, one).se, rel=0.01)


@pytest.mark.parametrize(("both", "firms"), [(40, 400), (100, 400), (100, 10**6)])
def test_the_standard_error_is_how_far_samples_of_one_population_differ(
    both: int, firms: int
) -> None:
    random = np.random.default_rng(both)
    most = min(firms, 2000)
    first = random.choice(SCORES, most)
    second = np.where(random.random(most) < 0.8, first, random.choice(SCORES, most))
    found: list[Change] = []
    for _sample in range(1000):
        chosen = random.permutation(most)[:200]
        early, late = chosen[:120], chosen[120 - both : 220 - both]
        found.append(
            change(
                counted(first[early], firms),
                counted(second[late], firms),
                panel(first[early[-both:]], second[late[:both]]),
            )
        )
    spread = np.std([one.value for one in found])
    assert np.mean([one.se for one in found]) == pytest.approx(spread, rel=0.09)


@pytest.mark.parametrize(
    ("before", "after", "both"), [(12, 12, 12), (30, 30, 30), (60, 50, 20), (110, 110, 80)]
)
@pytest.mark.parametrize("stays", [0.9, 0.3])
def test_the_interval_of_rounded_counts_holds_what_it_promises(
    before: int, after: int, both: int, stays: float
) -> None:
    random = np.random.default_rng(before)
    held, widths, alone = 0, [], []
    for _draw in range(500):
        first = random.choice(SCORES, before)
        second = np.concatenate([first[:both], random.choice(SCORES, after - both)])
        second = np.where(random.random(after) < stays, second, random.choice(SCORES, after))
        early, late = (_rounded(one, random) for one in (first, second))
        moved = np.abs(second[:both] - first[:both])
        counts = _told(np.array([(moved == size).sum() for size in SIZES]), random)
        firms = int(ROUNDING.near([both], random.random())[0])
        found = change(early, late, Panel(dict(zip(SIZES, counts, strict=True)), firms))
        held += found.low <= 0 <= found.high
        widths.append(found.se)
        alone.append(change(early, late).se)
    assert held / 500 > 0.93
    assert np.mean(widths) < np.mean(alone)


def _told(counts: np.ndarray, random: np.random.Generator) -> list[int]:
    return ROUNDING.told(counts, random.random(), random.random(len(counts))).tolist()


def _rounded(scores: np.ndarray, random: np.random.Generator) -> Balance:
    counts = _told(np.array([(scores == one).sum() for one in SCORES]), random)
    base = ROUNDING.near([len(scores)], random.random())[0]
    return of_counts(dict(zip(SCORES.tolist(), counts, strict=True)), base, rounding=ROUNDING)


def test_rounded_counts_that_fit_nothing_stay_an_interval() -> None:
    one, all_alike = of_counts({1: 30, -1: 30}), of_counts({1: 60})
    for panel_of in (Panel({2.0: 90}, 60), Panel({0.0: 0}, 66), Panel({0.0: 90}, 600)):
        assert 0 < change(one, one, panel_of).se < 40
        assert change(one, all_alike, panel_of).se == pytest.approx(one.se)
