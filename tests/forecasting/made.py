"""Series and frames that the tests of forecasts are made of."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from seutukuva.forecasting import Frame
from seutukuva.forecasting.courses import Course, course_of
from seutukuva.forecasting.model import Floats
from seutukuva.forecasting.preparing import Prepared, prepare

NAN = math.nan
FIRST = 1990
# Inhabitants of a municipality at the end of 1990 to 2001.
PEOPLE = [12026.0, 11990, 11951, 11890, 11744, 11626, 11503, 11360, 11206, 11083, 10998, 10876]


def frame(
    values: Sequence[Sequence[float]] | Floats,
    *,
    season: int = 1,
    lowest: float = -math.inf,
    highest: float = math.inf,
    breaks: Sequence[tuple[int, int]] = (),
    pools: Sequence[int] | None = None,
    first: int = FIRST,
) -> Frame:
    """A frame; ``breaks`` are (series, column)."""
    figures = np.array(values, dtype=np.float64)
    broken = np.zeros(figures.shape, dtype=bool)
    for one in breaks:
        broken[one] = True
    classes = np.zeros(len(figures), dtype=np.int64) if pools is None else np.array(pools)
    return Frame(figures, first, season, lowest, highest, broken, classes)


def now(one: Frame) -> int:
    """The newest period of a frame."""
    return one.first + one.values.shape[1] - 1


def drifting(series: int = 40, periods: int = 30, seed: int = 1) -> Floats:
    """Series with a trend each and less noise: projections of them are better than naive."""
    dice = np.random.default_rng(seed)
    steps = dice.normal(0, 10, (series, 1)) + dice.normal(0, 3, (series, periods))
    found: Floats = np.round(1000 + np.cumsum(steps, axis=1), 1)
    return found


def prepared(one: Frame) -> tuple[Prepared, Course]:
    """All series of a frame that can be projected."""
    ready = prepare(one, now(one))
    return ready, course_of(one, ready, np.flatnonzero(ready.reason == ""))
