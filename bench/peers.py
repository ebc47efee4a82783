"""The known forecasts of statsmodels, one series at a time as it makes them."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
SHARES = (0.8, 0.95)


def both(known: Numbers, horizons: int) -> tuple[Numbers, Numbers]:
    """ETS and Theta of a series; NaN where one cannot be fitted."""
    found = []
    for method in (ets, theta):
        try:
            found.append(method(known, horizons))
        except (ValueError, np.linalg.LinAlgError):
            found.append(np.full((5, horizons), np.nan))
    return found[0], found[1]


def ets(known: Numbers, horizons: int) -> Numbers:
    """Exponential smoothing with a damped additive trend, ETS(A,Ad,N).

    Returns:
        (5, horizons): forecast, low and high of 80 %, low and high of 95 %.
    """
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    with _quietly():
        fitted = ETSModel(_series(known), error="add", trend="add", damped_trend=True).fit(
            disp=False
        )
        ahead = fitted.get_prediction(start=len(known), end=len(known) + horizons - 1)
        spans = [np.asarray(ahead.pred_int(alpha=1 - share)).T for share in SHARES]
        return np.vstack([np.asarray(fitted.forecast(horizons))[None], *spans])


def theta(known: Numbers, horizons: int) -> Numbers:
    """The Theta method; the same five rows."""
    from statsmodels.tsa.forecasting.theta import ThetaModel

    with _quietly():
        fitted = ThetaModel(_series(known), period=1, deseasonalize=False).fit()
        middle = np.asarray(fitted.forecast(horizons))
        span = np.asarray(fitted.prediction_intervals(horizons, alpha=1 - SHARES[0]))
    half = (span[:, 1] - span[:, 0]) / 2
    # Its intervals are those of a normal distribution: one of them tells the other.
    wide = half * _reach(SHARES[1]) / _reach(SHARES[0])
    return np.vstack([middle, middle - half, middle + half, middle - wide, middle + wide])


def unbroken(values: Numbers) -> Numbers:
    """The figures after the last missing one, as statsmodels asks for them."""
    missing = np.flatnonzero(~np.isfinite(values))
    return values[missing[-1] + 1 :] if len(missing) else values


def _series(known: Numbers) -> pd.Series:
    return pd.Series(known, index=pd.period_range("1900", periods=len(known), freq="Y"))


def _reach(share: float) -> float:
    return NormalDist().inv_cdf((1 + share) / 2)


@contextmanager
def _quietly() -> Iterator[None]:
    """Without the warnings of fits that do not converge: their forecasts are compared as well."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
