"""Intervals from the errors that were made: their quantiles by horizon and size class.

Split conformal prediction over series and origins (V. Vovk, A. Gammerman and G. Shafer, 2005,
Algorithmic learning in a random world), with weights that fade with age, because errors of one
time are not exchangeable with those of another (R. F. Barber, E. J. Candès, A. Ramdas and R. J.
Tibshirani, 2023, Conformal prediction beyond exchangeability, Annals of Statistics 51, 816–845).

Then the same is done once more with how the intervals held: where the outcomes of the past lay
outside those of their time more often than promised, the intervals become wider by as much as
would have held them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from seutukuva.forecasting.courses import WORST, Course
from seutukuva.forecasting.model import Floats

SHARES = (0.8, 0.95)
# Widths are counted in classes of equal ratio.
EDGES = np.geomspace(0.01, WORST, 231)
STEP = np.log(EDGES[1] / EDGES[0])
# What an error weighs after a year: years differ in how uncertain they are, neighbours less.
KEPT_A_YEAR = 0.6
# All errors ever made count as much as so many recent ones of the size class: its own and, as so
# many of those, the errors of all series.
LEAN, LEAN_OF_CLASS = 20.0, 100.0
# Observed coverage changes a width by no more than this. Hardly narrower: that the few outcomes
# far ahead lay within is soon the luck of a few years, too wide does less harm than too narrow.
LEAST_FACTOR, MOST_FACTOR = 0.9, 4.0


def widths(course: Course, errors: Floats) -> tuple[Floats, Floats]:
    """Half the width, in scale, that holds 80 and 95 % of what comes, as known at each origin.

    Args:
        errors: (series, origins, horizons) absolute and scaled.

    Returns:
        Two of the same shape, which never narrow with the horizon or with the share. NaN where
        too few errors are known for such a share.
    """
    narrow, wide = (
        _corrected(course, errors, found, share)
        for found, share in zip(
            map(_widening, _holding(course, errors, SHARES)), SHARES, strict=True
        )
    )
    return narrow, np.maximum(narrow, wide)


def _corrected(course: Course, errors: Floats, found: Floats, share: float) -> Floats:
    # How many of its widths off each outcome was, by the width of its own time. Each horizon has
    # its own factor: what did not hold one year ahead says nothing about ten.
    factor = _holding(course, errors / found, (share,))[0]
    return _widening(found * np.clip(np.nan_to_num(factor, nan=1.0), LEAST_FACTOR, MOST_FACTOR))


def _holding(course: Course, errors: Floats, shares: Sequence[float]) -> list[Floats]:
    """What holds each share of the errors of the own pool, as known at each origin."""
    out = [np.full(errors.shape, np.nan) for _ in shares]
    for ahead in range(1, min(errors.shape[2], errors.shape[1] - 1) + 1):
        counted = _counted(course, errors[:, :-ahead, ahead - 1])
        recent = _faded(counted, KEPT_A_YEAR ** (1 / course.season))
        ever = np.cumsum(counted, axis=1)
        number = np.maximum(ever[-1:].sum(axis=2), 1.0)
        sums = np.cumsum(recent + LEAN * _usual(ever), axis=2)
        for share, found in zip(shares, out, strict=True):
            # As conformal prediction asks: one error more than were seen.
            asked = share * (1 + 1 / number)
            place = (sums < (asked * sums[:, :, -1])[:, :, None]).sum(axis=2)
            held = EDGES[np.minimum(place, len(EDGES) - 1)]
            held = np.where(asked <= 1, held, np.nan)
            found[:, ahead:, ahead - 1] = held[course.own_pool]
    return out


def _counted(course: Course, errors: Floats) -> Floats:
    """(pools, origins, widths): how many errors (series, origins) were of which size."""
    known = np.isfinite(errors)
    sizes = np.clip(errors[known], EDGES[0], EDGES[-1])
    place = np.ceil(np.log(sizes / EDGES[0]) / STEP - 1e-9).astype(np.int64)
    series, origin = np.nonzero(known)
    shape = (len(course.names), errors.shape[1], len(EDGES))
    flat = (course.pool[series] * shape[1] + origin) * shape[2] + place
    found = np.bincount(flat, minlength=shape[0] * shape[1] * shape[2]).reshape(shape)
    return np.concatenate([found, found.sum(axis=0, keepdims=True)]).astype(np.float64)


def _usual(ever: Floats) -> Floats:
    """How all errors known so far spread: those of the class, of all where it has few of its own.

    Args:
        ever: (pools, origins, widths) running sums; the last pool is all series.
    """
    of_pool = ever.sum(axis=2, keepdims=True)
    shares = ever / np.maximum(of_pool, 1.0)
    found: Floats = (of_pool * shares + LEAN_OF_CLASS * shares[-1:]) / (of_pool + LEAN_OF_CLASS)
    return found


def _faded(counted: Floats, kept: float) -> Floats:
    """Running sums over the origins, in which older ones weigh less."""
    out = counted.copy()
    for origin in range(1, out.shape[1]):
        out[:, origin] += kept * out[:, origin - 1]
    return out


def _widening(width: Floats) -> Floats:
    """Never narrower further ahead; nothing beyond the first that is not known."""
    wider = np.maximum.accumulate(np.nan_to_num(width), axis=2)
    known = np.cumprod(np.isfinite(width), axis=2)
    return np.where(known > 0, wider, np.nan)
