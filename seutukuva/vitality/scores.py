"""Figures of different kinds on one scale: distance from the country's mean."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]

# One area that is far from all others must not decide a composite alone.
LIMIT = 3.0
# Fewer areas say little about how figures spread.
FEWEST = 8
FEWEST_SHARE = 0.5


def scores(figures: Floats, better: Floats, of: int) -> Floats:
    """Standard scores of areas: how many standard deviations better than the mean of all.

    z = (x − mean) ÷ standard deviation of the population, cut to ±`LIMIT` (Handbook on
    Constructing Composite Indicators, OECD and Joint Research Centre, 2008, step 5).

    Args:
        figures: (areas, indicators) of every area of one kind in a country; NaN is none.
        better: (indicators,) 1 where more is better, −1 where less is.
        of: how many areas of the kind there are.

    Returns:
        (areas, indicators); NaN without a figure, and for an indicator that cannot be scored.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        mean, spread = _moments(figures)
        found = (figures - mean) / spread * better
    found[:, ~usable(figures, of)] = np.nan
    return np.clip(found, -LIMIT, LIMIT)


def usable(figures: Floats, of: int) -> Truths:
    """(indicators,) true where enough areas have a figure and not all have the same.

    Args:
        figures, of: as in `scores`.
    """
    known = np.isfinite(figures).sum(axis=0)
    _mean, spread = _moments(figures)
    return (known >= max(FEWEST, FEWEST_SHARE * of)) & np.isfinite(spread)


def cut(figures: Floats, better: Floats, of: int) -> Truths:
    """(areas, indicators) true where a score is cut to the limit."""
    return np.abs(scores(figures, better, of)) == LIMIT


def _moments(figures: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation of each indicator; NaN where all are alike or there is none."""
    is_known = np.isfinite(figures)
    filled = np.where(is_known, figures, 0.0)
    count = np.maximum(is_known.sum(axis=0), 1)
    mean = filled.sum(axis=0) / count
    spread = np.sqrt((np.where(is_known, figures - mean, 0.0) ** 2).sum(axis=0) / count)
    # Equal figures may miss their mean by a last digit.
    is_flat = spread <= 1e-12 * np.maximum(np.abs(mean), 1e-300)
    return mean, np.where(is_flat, np.nan, spread)
