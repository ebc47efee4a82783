"""What the forecasts are made from and what comes out.

A frame holds all areas of one indicator: they are projected at once, and lean on each other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

NAIVE, DAMPED, THETA, COMBINATION = "naive", "damped", "theta", "combination"
METHODS = (NAIVE, DAMPED, THETA, COMBINATION)

FEW_FIGURES, BROKEN, CONSTANT = "few_figures", "broken", "constant"
STALE, NO_BETTER, ZEROS, UNEVEN = "stale", "no_better", "zeros", "uneven"
REASONS = (FEW_FIGURES, BROKEN, CONSTANT, STALE, NO_BETTER, ZEROS, UNEVEN)

# How many figures in a row a projection needs, by how many periods make a year.
FEWEST = {1: 8, 12: 48}
# How far back it looks at most: 60 years, fifteen years of months.
MOST = {1: 60, 12: 180}
# How far ahead it looks at most.
HORIZONS = {1: 10, 12: 24}
# A newest figure older than this says nothing about what is ahead of us.
STALE_YEARS = 5


@dataclass(frozen=True, slots=True)
class Frame:
    """The series of one indicator.

    Attributes:
        values: (series, periods); NaN where there is no figure, and what is not finite is none.
        first: ordinal of the first column: a year, or twelve times the year and the month less 1.
        season: periods a year, 1 or 12.
        lowest, highest: what a figure can be; infinite where there is no bound.
        breaks: (series, periods), True where a figure is not comparable with those before it.
        pools: (series,) size class of the area.
    """

    values: Floats
    first: int
    season: int
    lowest: float
    highest: float
    breaks: Flags
    pools: Integers


@dataclass(frozen=True, slots=True)
class Skill:
    """What the back-test of one size class showed so many periods ahead.

    Only of forecasts that would have been shown at their time.

    Attributes:
        pool: size class.
        horizon: periods ahead, from 1.
        mase: mean absolute scaled error of the methods chosen (R. J. Hyndman and A. B. Koehler,
            2006, Another look at measures of forecast accuracy).
        mase_naive: the same if the newest figure stays (of months: that of the year before).
        coverage80, coverage95: share of figures within the intervals. The interval of an origin
            comes from errors that were known by then.
        errors: how many forecasts were compared with what came.
    """

    pool: int
    horizon: int
    mase: float
    mase_naive: float
    coverage80: float
    coverage95: float
    errors: int


@dataclass(frozen=True, slots=True)
class Projected:
    """The projections of a frame; arrays of (series,) or (series, horizons).

    Attributes:
        origin: ordinal of the newest figure; 0 where there is none.
        method: one of ``METHODS``; "" where nothing is projected.
        reason: one of ``REASONS``: why nothing is; "" where something is.
        shown: how many horizons are, from the first.
        figures: how many figures were used: those of the newest unbroken stretch.
        origins: how many moments of the past the back-test of the series forecast from.
        value, low80, high80, low95, high95, naive: NaN beyond what is shown.
        mase, mase_naive: of the series' own back-test over the horizons shown; NaN without one.
        skill: by size class and horizon.
    """

    origin: Integers
    method: NDArray[np.str_]
    reason: NDArray[np.str_]
    shown: Integers
    figures: Integers
    origins: Integers
    value: Floats
    low80: Floats
    high80: Floats
    low95: Floats
    high95: Floats
    naive: Floats
    mase: Floats
    mase_naive: Floats
    skill: tuple[Skill, ...]
