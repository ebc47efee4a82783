"""Measures by which forecasts are judged: those of the M4 competition.

S. Makridakis, E. Spiliotis and V. Assimakopoulos (2020), The M4 Competition: 100,000 time series
and 61 forecasting methods, International Journal of Forecasting 36, 54–74. Arrays are (series,
horizons) and NaN where nothing is known or foretold; what is NaN in one of them does not count.
A measure without anything to count is NaN.
"""

from __future__ import annotations

import numpy as np

from seutukuva.forecasting.model import Floats
from seutukuva.forecasting.preparing import mean_change


def scale(known: Floats, season: int = 1) -> Floats:
    """(series, 1) mean absolute change from a season before of the figures (series, periods).

    NaN where there was no change: nothing can be measured by it.
    """
    found = mean_change(known, season)
    return np.where(found > 0, found, np.nan)[:, None]


def mase(actual: Floats, foretold: Floats, scales: Floats) -> float:
    """Mean absolute scaled error: 1 is how much the figures used to change."""
    return _mean(np.abs(actual - foretold) / scales)


def smape(actual: Floats, foretold: Floats) -> float:
    """Symmetric mean absolute percentage error, 0 to 200; unsafe near zero."""
    size = np.abs(actual) + np.abs(foretold)
    return _mean(200 * np.abs(actual - foretold) / np.where(size > 0, size, 1.0))


def owa(of_smape: float, of_mase: float, naive_smape: float, naive_mase: float) -> float:
    """Overall weighted average: the mean of both, relative to the naive forecast's."""
    return (of_smape / naive_smape + of_mase / naive_mase) / 2


def msis(actual: Floats, low: Floats, high: Floats, scales: Floats, share: float) -> float:
    """Mean scaled interval score: the width, and a penalty for what lies outside.

    Args:
        share: what the interval promises to hold, such as 0.95.
    """
    outside = np.maximum(low - actual, 0) + np.maximum(actual - high, 0)
    return _mean((high - low + 2 / (1 - share) * outside) / scales)


def coverage(actual: Floats, low: Floats, high: Floats) -> float:
    """Share of the figures that lie within their interval."""
    known = np.isfinite(actual) & np.isfinite(low) & np.isfinite(high)
    held = (low <= actual) & (actual <= high)
    return _mean(np.where(known, held, np.nan))


def _mean(figures: Floats) -> float:
    known = figures[np.isfinite(figures)]
    return float(known.mean()) if len(known) else float("nan")
