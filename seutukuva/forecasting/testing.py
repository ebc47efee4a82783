"""The back-test: what every method would have foretold, how far off it was, which one is best.

Everything at an origin is decided by outcomes known by then: parameters, the method, how far
ahead anything is shown, and how wide the intervals are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seutukuva.forecasting import methods, spans
from seutukuva.forecasting.courses import WORST, Course
from seutukuva.forecasting.model import COMBINATION, DAMPED, METHODS, THETA, Flags, Floats, Integers

# Of equals the first.
CANDIDATES = tuple(METHODS.index(name) for name in (COMBINATION, DAMPED, THETA))
# The pool counts as so many errors of the series: for the choice of the method, and for whether
# it is better than the naive forecast.
LEAN_OF_CHOICE, LEAN_OF_SHOWN = 100.0, 20.0
# A horizon is tested from at least so many moments: all areas of one moment share its luck.
FEWEST_MOMENTS = 3
# Sums of the same errors in another order differ by less: so small a lead is none.
ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Tested:
    """The outcome of the back-test; arrays of (series, origins) or (series, origins, horizons).

    Attributes:
        choice: index in ``METHODS``.
        value, naive: what is foretold.
        errors, naive_errors: absolute and scaled; NaN where not known.
        shown: how many horizons are, from the first.
        tried: whether the first horizon has been tested at all.
        half80, half95: half the width of the intervals.
    """

    choice: Integers
    value: Floats
    naive: Floats
    errors: Floats
    naive_errors: Floats
    shown: Integers
    tried: Flags
    half80: Floats
    half95: Floats


def back_test(course: Course, horizons: int, lowest: Floats, highest: Floats) -> Tested:
    """Tests the methods at every origin.

    Args:
        lowest, highest: (series,) what a figure can be, scaled as the course.
    """
    paths = _paths(course, horizons, lowest, highest)
    # Without a naive forecast there is nothing to be better than.
    allowed = _allowed(course, horizons) & np.isfinite(paths[0])
    errors = np.stack([scaled_errors(path, course, allowed) for path in paths])
    counts = known_sums(np.isfinite(errors[0]).astype(np.float64))
    choice = _choice(course, errors, counts)
    rows, columns = np.arange(len(choice))[:, None], np.arange(choice.shape[1])[None, :]
    made, base = errors[choice, rows, columns], errors[0]
    moments = _moments(course, made)
    width80, width95 = spans.widths(course, made)
    testable = allowed & (moments >= FEWEST_MOMENTS) & np.isfinite(width95)
    shown = _shown(testable & _is_better(course, made, base), made, base)
    scale = course.scale[:, :, None]
    return Tested(
        choice,
        paths[choice, rows, columns],
        paths[0],
        made,
        base,
        shown,
        testable[:, :, 0],
        width80 * scale,
        width95 * scale,
    )


def _paths(course: Course, horizons: int, lowest: Floats, highest: Floats) -> Floats:
    """(methods, series, origins, horizons), in the order of ``METHODS``."""
    damped, theta = methods.damped(course, horizons), methods.theta(course, horizons)
    every = np.stack([methods.naive(course, horizons), damped, theta, (damped + theta) / 2])
    found: Floats = np.clip(every, lowest[:, None, None], highest[:, None, None])
    return found


def _allowed(course: Course, horizons: int) -> Flags:
    """(series, origins, horizons): no further ahead than half the figures known by then."""
    ready = np.isfinite(course.values) & (course.nth >= course.warm)
    reach = np.where(ready, course.nth // 2, 0)
    found: Flags = np.arange(1, horizons + 1) <= reach[:, :, None]
    return found


def scaled_errors(paths: Floats, course: Course, allowed: Flags) -> Floats:
    """(series, origins, horizons) absolute errors in the scale known at the origin.

    NaN where no figure came, there is no scale, or nothing so far ahead is foretold.
    """
    _number, periods, horizons = paths.shape
    errors = np.full(paths.shape, np.nan)
    for ahead in range(1, min(horizons, periods - 1) + 1):
        came = course.values[:, ahead:]
        errors[:, :-ahead, ahead - 1] = np.abs(came - paths[:, :-ahead, ahead - 1])
    errors /= course.scale[:, :, None]
    return np.where(allowed, np.minimum(errors, WORST), np.nan)


def known_sums(figures: Floats, kept: float = 1.0) -> Floats:
    """Sums of (series, origins, horizons) over the origins whose outcome is known at each moment.

    NaN adds nothing.

    Args:
        kept: what an origin weighs of the one after it.
    """
    out = np.zeros(figures.shape)
    periods, horizons = figures.shape[1:]
    plain = np.nan_to_num(figures)
    for ahead in range(1, min(horizons, periods - 1) + 1):
        if kept == 1:
            out[:, ahead:, ahead - 1] = np.cumsum(plain[:, :-ahead, ahead - 1], axis=1)
            continue
        for moment in range(ahead, periods):
            before = kept * out[:, moment - 1, ahead - 1]
            out[:, moment, ahead - 1] = before + plain[:, moment - ahead, ahead - 1]
    return out


def _choice(course: Course, errors: Floats, counts: Floats) -> Integers:
    """(series, origins): the method with the smallest mean error over all horizons."""
    scores = []
    for method in CANDIDATES:
        means = course.leaned(known_sums(errors[method]), counts, LEAN_OF_CHOICE)
        scores.append(np.nansum(means, axis=2))
    found: Integers = np.array(CANDIDATES)[np.argmin(scores, axis=0)]
    return found


def _moments(course: Course, made: Floats) -> Floats:
    """(series, origins, horizons): from how many moments the pool's outcomes are known."""
    in_pool = course.pooled(np.isfinite(made).astype(np.float64)) > 0
    sums: Floats = known_sums(in_pool.astype(np.float64))
    return sums[course.own_pool]


def _is_better(course: Course, made: Floats, base: Floats) -> Flags:
    """(series, origins, horizons): better than naive in all tests and lately, pool included."""
    known = np.isfinite(made).astype(np.float64)
    better = np.ones(made.shape, dtype=bool)
    for kept in (1.0, spans.KEPT_A_YEAR ** (1 / course.season)):
        counts = known_sums(known, kept)
        ours, naive = (
            course.leaned(known_sums(one, kept), counts, LEAN_OF_SHOWN) for one in (made, base)
        )
        better &= ours < naive
    return better


def _shown(better: Flags, made: Floats, base: Floats) -> Integers:
    """(series, origins): horizons up to which everything is better, the series' own test too."""
    up_to = np.cumprod(better, axis=2).astype(bool)
    ours, naive = (np.cumsum(known_sums(one), axis=2) for one in (made, base))
    own = ours < naive * (1 - ROUNDING)
    horizons = np.arange(1, made.shape[2] + 1)
    found: Integers = (horizons * (up_to & own)).max(axis=2, initial=0)
    return found
