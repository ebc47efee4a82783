"""Composites and ranks: what moves them, what does not, and what lies within their ranges."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from seutukuva.vitality import ranks as ranked
from seutukuva.vitality.composites import ENOUGH, composites, means, shares
from seutukuva.vitality.ranks import drawn_weights, ranking, ranks

NAMES = ("work", "people", "money", "skills")
EQUAL = np.ones(4)
AREAS = 12
SCORES = np.round(np.random.default_rng(20).normal(size=(AREAS, 4)), 3)


def same(one: ranked.Ranking, other: ranked.Ranking, areas: np.ndarray | None = None) -> bool:
    order = np.arange(AREAS) if areas is None else areas
    return all(
        np.array_equal(getattr(one, part)[order], getattr(other, part), equal_nan=True)
        for part in ("values", "rank", "low", "high")
    )


def test_equal_weights_are_the_mean_however_large() -> None:
    mean = SCORES.mean(axis=1)
    for weights in (EQUAL, 5 * EQUAL):
        assert composites(SCORES, weights).values == pytest.approx(mean, abs=0.00501)


def test_a_weight_is_as_many_indicators_of_the_same_scores() -> None:
    twice = composites(SCORES, np.array([2.0, 1, 1, 1])).values
    assert np.array_equal(twice, composites(SCORES[:, [0, 0, 1, 2, 3]], np.ones(5)).values)


@pytest.mark.parametrize("part", range(4))
def test_a_better_part_never_lowers_composite_or_rank(part: int) -> None:
    before = ranking(SCORES, EQUAL, NAMES)
    better = SCORES.copy()
    better[3, part] += 0.8
    after = ranking(better, EQUAL, NAMES)
    assert after.values[3] > before.values[3]
    assert after.rank[3] <= before.rank[3]
    assert after.low[3] <= before.low[3] and after.high[3] <= before.high[3]


def test_equals_share_the_better_rank() -> None:
    values = np.array([0.1, 0.5, 0.5, np.nan, -1.0])
    assert ranks(values).tolist()[:3] == [3, 1, 1]
    assert np.isnan(ranks(values)[3]) and ranks(values)[4] == 4


def test_what_prints_the_same_is_equal() -> None:
    found = ranking(np.array([[0.101], [0.104], [-0.5]]), np.ones(1), ("work",))
    assert found.rank.tolist() == [1, 1, 3] and found.values.tolist() == [0.1, 0.1, -0.5]


def test_the_order_of_areas_and_of_indicators_changes_nothing() -> None:
    found = ranking(SCORES, EQUAL, NAMES)
    areas = np.random.default_rng(2).permutation(AREAS)
    assert same(found, ranking(SCORES[areas], EQUAL, NAMES), areas)
    turned = [2, 0, 3, 1]
    other = ranking(SCORES[:, turned], EQUAL, [NAMES[at] for at in turned])
    assert same(found, other)
    assert np.array_equal(found.without[:, turned], other.without)


def test_the_same_input_gives_the_same_ranges() -> None:
    assert same(ranking(SCORES, EQUAL, NAMES), ranking(SCORES, EQUAL, NAMES))


def test_a_range_contains_the_rank_and_stays_among_the_ranks() -> None:
    for weights in (EQUAL, np.array([5.0, 0, 1, 2])):
        found = ranking(SCORES, weights, NAMES)
        assert (found.low <= found.rank).all() and (found.rank <= found.high).all()
        assert found.low.min() >= 1 and found.high.max() <= AREAS


def test_other_weights_are_between_half_and_twice_and_none_stays_none() -> None:
    drawn = drawn_weights(np.array([4.0, 0, 1, 2]), NAMES)
    assert drawn.shape == (ranked.DRAWS, 4)
    assert (drawn[:, 1] == 0).all()
    assert drawn[:, 0].min() >= 2 and drawn[:, 0].max() <= 8
    # Half is as likely as twice.
    assert np.log2(drawn[:, 2]).mean() == pytest.approx(0, abs=0.08)


def test_without_an_indicator_is_the_rank_by_the_others() -> None:
    found = ranking(SCORES, EQUAL, NAMES)
    others = composites(SCORES[:, 1:], np.ones(3)).values
    assert np.array_equal(found.without[:, 0], ranks(others))
    zero = ranking(SCORES, np.array([1.0, 0, 1, 1]), NAMES)
    assert np.isnan(zero.without[:, 1]).all()
    alone = ranking(SCORES[:, :1], np.ones(1), NAMES[:1])
    assert np.isnan(alone.without).all()


def test_who_is_ahead_in_everything_is_told_apart_and_who_trades_is_not() -> None:
    scores = np.array([[2.0, 2, 2, 2], [1, -1, 1, -1], [-1, 1, -1, 1], [-2, -2, -2, -2]])
    found = ranking(scores, EQUAL, NAMES)
    assert found.alike.sum(axis=1).tolist() == [0, 1, 1, 0]
    assert found.alike[1, 2] and found.alike[2, 1]
    assert found.ahead[0].tolist()[1:] == [1, 1, 1] and found.ahead[1, 2] == pytest.approx(
        1 - found.ahead[2, 1]
    )


@pytest.mark.parametrize(
    ("share", "is_alike"), [(0.5, True), (0.94, True), (0.96, False), (0.04, False), (0.06, True)]
)
def test_told_apart_is_an_order_that_holds_in_nineteen_draws_of_twenty(
    share: float, is_alike: bool
) -> None:
    nothing = np.zeros(2)
    ahead = np.array([[0.5, share], [1 - share, 0.5]])
    found = ranked.Ranking(nothing, nothing, nothing, nothing, nothing, np.zeros((2, 1)), ahead)
    assert found.alike.tolist() == [[False, is_alike], [is_alike, False]]


def test_one_who_lacks_little_is_told_by_the_others_and_one_who_lacks_much_is_not() -> None:
    scores = SCORES.copy()
    scores[0, 0] = scores[1, 0] = scores[1, 1] = np.nan
    found = composites(scores, EQUAL)
    assert found.known[:3].tolist() == [ENOUGH, 0.5, 1]
    assert found.values[0] == pytest.approx(scores[0, 1:].mean(), abs=0.005)
    assert np.isnan(found.values[1])
    whole = ranking(scores, EQUAL, NAMES)
    assert whole.of == AREAS - 1 and np.isnan([whole.rank[1], whole.low[1]]).all()
    assert not whole.alike[1].any() and not whole.alike[:, 1].any()
    # What lacks weighs: an indicator of little weight may lack.
    assert np.isfinite(composites(scores, np.array([1.0, 1, 3, 3])).values[1])


@pytest.mark.parametrize("weights", [np.zeros(4), np.zeros(0)])
def test_nothing_weighed_is_nothing_told(weights: np.ndarray) -> None:
    scores = SCORES[:, : len(weights)]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = ranking(scores, weights, NAMES[: len(weights)])
    assert found.of == 0 and not shares(scores, weights).any()
    assert np.isnan(means(scores, weights[None, :])).all()
