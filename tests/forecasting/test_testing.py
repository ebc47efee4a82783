"""The back-test is honest: at each origin only what was known by then decides."""

from __future__ import annotations

import math

import numpy as np
import pytest

from seutukuva.forecasting import METHODS, testing
from tests.forecasting.made import drifting, frame, prepared

HORIZONS = 6


def back_tested(
    values: np.ndarray, pools: list[int] | None = None
) -> tuple[testing.Tested, np.ndarray]:
    """The back-test of a frame, and the unit of each series."""
    ready, course = prepared(frame(values, pools=pools))
    free = np.full(len(values), math.inf)
    return testing.back_test(course, HORIZONS, -free, free), ready.unit[:, None, None]


@pytest.fixture(scope="module")
def both() -> tuple[tuple[testing.Tested, np.ndarray], tuple[testing.Tested, np.ndarray]]:
    """Of thirty years, and of the first twenty of them."""
    values, pools = drifting(), [row % 2 for row in range(40)]
    return back_tested(values, pools), back_tested(values[:, :20], pools)


def test_what_comes_later_changes_nothing(
    both: tuple[tuple[testing.Tested, np.ndarray], tuple[testing.Tested, np.ndarray]],
) -> None:
    (later, unit), (then, unit_then) = both
    known = slice(4, 20)
    assert (later.choice[:, known] == then.choice[:, known]).all()
    assert (later.shown[:, known] == then.shown[:, known]).all()
    for name in ("half80", "half95"):
        ours = (getattr(later, name) * unit)[:, known]
        assert np.allclose(ours, (getattr(then, name) * unit_then)[:, known], equal_nan=True)
    # Values are told from the newest figure, which is another one now.
    steps = np.diff(later.value * unit, axis=2)[:, known]
    assert np.allclose(steps, np.diff(then.value * unit_then, axis=2)[:, known])
    assert later.shown[:, 19].max() > 0


def test_forecasts_reach_no_further_than_half_of_what_is_known(
    both: tuple[tuple[testing.Tested, np.ndarray], tuple[testing.Tested, np.ndarray]],
) -> None:
    (found, _), _ = both
    there = np.isfinite(found.errors)
    # The fifth figure is the first origin: two years ahead, and the twelfth six.
    assert there[0, :12].sum(axis=1).tolist() == [0, 0, 0, 0, 2, 3, 3, 4, 4, 5, 5, 6]
    # What has not come yet is no error.
    assert there[0, -3:].sum(axis=1).tolist() == [2, 1, 0]


def test_a_horizon_is_tested_from_three_moments_before_it_is_shown(
    both: tuple[tuple[testing.Tested, np.ndarray], tuple[testing.Tested, np.ndarray]],
) -> None:
    (found, _), _ = both
    # Outcomes of the fifth, sixth and seventh figure one year later: known with the eighth.
    assert found.tried[:, 6].sum() == 0
    assert found.tried[:, 7].all()
    assert found.shown[:, :7].max() == 0 and found.shown[:, 7].max() > 0


def test_outcomes_are_known_when_they_came() -> None:
    errors = np.array([[[1.0, 10.0], [2.0, 20.0], [math.nan, 30.0], [4.0, math.nan]]])
    assert testing.known_sums(errors)[0].tolist() == [[0, 0], [1, 0], [3, 10], [3, 30]]
    # Or with the older ones at half of what the newer weigh.
    faded = testing.known_sums(errors, 0.5)[0].tolist()
    assert faded == [[0, 0], [1, 0], [2.5, 10], [1.25, 25]]


def test_nothing_is_shown_beyond_a_horizon_that_is_not_better() -> None:
    better = np.array([[[True, False, True]], [[True, True, True]], [[False, True, True]]])
    made, base = np.ones((3, 4, 3)), np.full((3, 4, 3), 2.0)
    later = np.repeat(better, 4, axis=1)
    assert testing._shown(later, made, base)[:, -1].tolist() == [1, 3, 0]
    # The pool may be better: where the series' own test is not, nothing is shown.
    assert testing._shown(later, base, made)[:, -1].tolist() == [0, 0, 0]


def test_what_was_better_once_but_not_lately_is_not_shown() -> None:
    _, course = prepared(frame(drifting(20, 30)))
    made, base = np.full((20, 30, 1), 1.0), np.full((20, 30, 1), 2.0)
    # Much better for twenty-four years, a little worse in the newest ones.
    made[:, 24:] = 2.2
    better = testing._is_better(course, made, base)[0, :, 0]
    assert better[24] and not better[29]
    # Nor is what was much worse for twenty-four years, and better in the newest ones.
    made[:, :24], made[:, 24:] = 5.0, 0.1
    assert not testing._is_better(course, made, base)[0, 29, 0]


def test_what_one_series_says_weighs_less_than_its_size_class() -> None:
    _, course = prepared(frame(drifting(20, 30)))
    made, base = np.full((20, 30, 1), 1.0), np.full((20, 30, 1), 2.0)
    made[0] = 2.1
    assert testing._is_better(course, made, base)[0, -1, 0]
    errors = np.full((4, 20, 30, 1), 3.0)
    errors[METHODS.index("damped"), 1:] = 1.0
    errors[METHODS.index("theta"), 0] = 2.5
    counts = testing.known_sums(np.ones(errors.shape[1:]))
    assert testing._choice(course, errors, counts)[0, -1] == METHODS.index("damped")


def test_a_size_class_of_few_leans_on_all() -> None:
    _, course = prepared(frame(drifting(29, 20), pools=[3] * 15 + [5] * 14))
    assert course.own_pool.tolist() == [0] * 15 + [2] * 14


def test_the_combination_is_the_mean_of_both() -> None:
    _, course = prepared(frame(drifting(5, 20)))
    free = np.full(5, math.inf)
    paths = testing._paths(course, 3, -free, free)
    found = {name: paths[row][:, 10:] for row, name in enumerate(METHODS)}
    assert np.allclose(found["combination"], (found["damped"] + found["theta"]) / 2)
    assert not np.allclose(found["damped"], found["theta"])


def test_a_method_is_chosen_by_its_errors_and_the_combination_where_none_is_known(
    both: tuple[tuple[testing.Tested, np.ndarray], tuple[testing.Tested, np.ndarray]],
) -> None:
    (found, _), _ = both
    assert (found.choice[:, 4] == METHODS.index("combination")).all()
    ready, course = prepared(frame(drifting()))
    errors = np.full((4, *course.values.shape, 2), 3.0)
    errors[METHODS.index("damped"), :, :15] = 1.0
    errors[METHODS.index("theta"), :, 15:] = 0.1
    counts = testing.known_sums(np.ones(errors.shape[1:]))
    choice = testing._choice(course, errors, counts)
    assert choice[0, 10] == METHODS.index("damped")
    assert choice[0, 29] == METHODS.index("theta")


def test_a_wild_error_counts_as_a_hundred_usual_changes() -> None:
    values = drifting(20, 20)
    values[3, 10:] += 1e9
    found, _ = back_tested(values)
    assert np.nanmax(found.errors) == 100
