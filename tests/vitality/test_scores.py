"""Standard scores: beside all areas, the better side plus, cut, and nothing made up."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from seutukuva.vitality.scores import LIMIT, cut, scores, usable

UP, DOWN = np.array([1.0]), np.array([-1.0])


def column(*figures: float) -> np.ndarray:
    return np.array(figures, dtype=float)[:, None]


TEN = column(*range(10))


def test_scores_are_distances_from_the_mean_in_standard_deviations() -> None:
    found = scores(TEN, UP, 10)[:, 0]
    assert found.mean() == pytest.approx(0) and found.std() == pytest.approx(1)
    assert found[9] == pytest.approx((9 - 4.5) / np.std(np.arange(10)))


def test_less_is_better_turns_the_sides() -> None:
    assert scores(TEN, DOWN, 10) == pytest.approx(-scores(TEN, UP, 10))


def test_scores_do_not_depend_on_the_unit_or_on_the_order() -> None:
    assert scores(1000 * TEN - 7, UP, 10) == pytest.approx(scores(TEN, UP, 10))
    order = np.random.default_rng(1).permutation(10)
    assert scores(TEN[order], UP, 10) == pytest.approx(scores(TEN, UP, 10)[order])


def test_one_far_away_is_cut_and_told() -> None:
    far = column(*[0.0, 1.0] * 15, 1e6)
    assert scores(far, UP, 31)[-1, 0] == LIMIT
    assert cut(far, UP, 31)[:, 0].tolist() == [False] * 30 + [True]


def test_a_missing_figure_has_no_score_and_moves_no_other() -> None:
    figures = np.vstack([TEN, [[np.nan]]])
    found = scores(figures, UP, 11)
    assert np.isnan(found[-1, 0]) and found[:-1] == pytest.approx(scores(TEN, UP, 10))


@pytest.mark.parametrize(
    ("figures", "of"),
    [
        (column(*range(7)), 7),  # too few at all
        (TEN, 21),  # fewer than half of the areas
        (column(*[0.1] * 10), 10),  # all alike, but for a last digit of their mean
        (column(*[np.nan] * 10), 10),
    ],
)
def test_what_cannot_be_scored_is_not(figures: np.ndarray, of: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert not usable(figures, of).any()
        assert np.isnan(scores(figures, UP, of)).all()
