"""What series were foretold at an origin with what was known then, and what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.series import Series
from seutukuva import forecasting
from seutukuva.forecasting import accuracy
from seutukuva.forecasting.courses import course_of
from seutukuva.forecasting.preparing import prepare
from seutukuva.forecasting.testing import back_test

Numbers = NDArray[np.float64]

HORIZONS = 10
# Series with fewer figures up to an origin are not tried there.
FEWEST_KNOWN = 12


@dataclass(frozen=True, slots=True)
class Tries:
    """Arrays of (tries, horizons), one try a series and origin.

    Attributes:
        actual: what came; NaN where nothing did.
        scale: (tries, 1) mean absolute change until the origin.
        foretold: value, low and high of 80 %, low and high of 95 %; NaN where there is none.
        naive: the newest figure.
        pool: (tries,) size class.
    """

    actual: Numbers
    scale: Numbers
    foretold: tuple[Numbers, ...]
    naive: Numbers
    pool: NDArray[np.int64]

    def at(self, ahead: int) -> Tries:
        """Of one horizon only, counted from 0."""
        column = slice(ahead, ahead + 1)
        return Tries(
            self.actual[:, column],
            self.scale,
            tuple(one[:, column] for one in self.foretold),
            self.naive[:, column],
            self.pool,
        )

    def of(self, chosen: NDArray[np.bool_]) -> Tries:
        """Of some of the tries only."""
        return Tries(
            self.actual[chosen],
            self.scale[chosen],
            tuple(one[chosen] for one in self.foretold),
            self.naive[chosen],
            self.pool[chosen],
        )


def together(parts: Sequence[Tries]) -> Tries:
    """All tries as one."""
    return Tries(
        np.concatenate([one.actual for one in parts]),
        np.concatenate([one.scale for one in parts]),
        tuple(np.concatenate([one.foretold[row] for one in parts]) for row in range(5)),
        np.concatenate([one.naive for one in parts]),
        np.concatenate([one.pool for one in parts]),
    )


def shown(series: Series, year: int) -> Tries:
    """What a build of that year would have shown of each series."""
    made = forecasting.project(series.until(year), HORIZONS, year)
    spans = (made.value, made.low80, made.high80, made.low95, made.high95)
    return _tries(series, year, spans, made.naive)


def everything(series: Series, year: int) -> Tries:
    """What could be foretold of each series, shown or not: no further than tests reach."""
    frame = series.until(year)
    prepared = prepare(frame, year)
    chosen = np.flatnonzero(prepared.reason == "")
    nothing = np.full((len(series.areas), HORIZONS), np.nan)
    out = [nothing.copy() for _ in range(6)]
    if len(chosen):
        unit, centre = prepared.unit[chosen], prepared.centre[chosen]
        course = course_of(frame, prepared, chosen)
        tested = back_test(
            course, HORIZONS, (frame.lowest - centre) / unit, (frame.highest - centre) / unit
        )
        at = (np.arange(len(chosen)), course.newest)
        value, half80, half95 = tested.value[at], tested.half80[at], tested.half95[at]
        within = np.arange(1, HORIZONS + 1) <= prepared.figures[chosen, None] // 2
        spans = (value, value - half80, value + half80, value - half95, value + half95)
        for target, one in zip(out, (*spans, tested.naive[at]), strict=True):
            figures = np.clip(one * unit[:, None] + centre[:, None], frame.lowest, frame.highest)
            target[chosen] = np.where(within & np.isfinite(half95), figures, np.nan)
    return _tries(series, year, tuple(out[:5]), out[5])


def _tries(series: Series, year: int, spans: tuple[Numbers, ...], naive: Numbers) -> Tries:
    known = series.until(year).values
    # Only what ends at the origin, with enough figures before it.
    is_tried = np.isfinite(known[:, -1]) & (np.isfinite(known).sum(axis=1) >= FEWEST_KNOWN)
    hidden = ~is_tried[:, None]
    return Tries(
        series.after(year, HORIZONS),
        accuracy.scale(known),
        tuple(np.where(hidden, np.nan, one) for one in spans),
        np.where(hidden, np.nan, naive),
        series.frame.pools,
    )
