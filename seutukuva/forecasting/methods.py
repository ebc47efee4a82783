"""The methods: at every moment of the past, what each would have foretold with what was known.

One pass over time carries the states of all series for a whole grid of parameters. At every
origin those with the smallest errors up to that moment are taken, errors of the size class
included, so that the test of the past knows nothing of what came later and costs no further fit.

* Damped trend with additive errors (E. S. Gardner and E. McKenzie, 1985, Forecasting trends in
  time series, Management Science 31, 1237–1246); for months with an additive season (C. C. Holt,
  1957; P. R. Winters, 1960).
* Theta: simple exponential smoothing with half the slope of the regression line as drift
  (R. J. Hyndman and B. Billah, 2003, Unmasking the Theta method, International Journal of
  Forecasting 19, 287–290), of months without their season.
"""

from __future__ import annotations

import itertools

import numpy as np

from seutukuva.forecasting.courses import WORST, Course, carried
from seutukuva.forecasting.model import Floats

# Smoothing of the level, of the trend (as a part of the level's), of the season, and what is kept
# of a trend from one period to the next.
GRIDS = {
    1: (
        (0.1, 0.2, 0.3, 0.45, 0.6, 0.8, 1.0),
        (0.0, 0.05, 0.15, 0.3, 0.6),
        (0.7, 0.8, 0.9, 0.95, 0.98),
        (0.0,),
    ),
    12: ((0.1, 0.3, 0.5, 0.7, 0.9), (0.0, 0.05, 0.15), (0.8, 0.9, 0.97), (0.05, 0.2)),
}
THETA_ALPHAS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
# The pool counts as much as so many errors of the series itself when parameters are chosen.
LEAN = 30.0


def naive(course: Course, horizons: int) -> Floats:
    """(series, origins, horizons): the newest figure stays; of months that of the year before."""
    values, season = course.values, course.season
    filled = carried(values, season)
    out = np.full((*values.shape, horizons), np.nan)
    for ahead in range(1, horizons + 1):
        back = season * -(-ahead // season) - ahead
        out[:, back:, ahead - 1] = filled[:, : values.shape[1] - back]
    return out


class _Errors:
    """Sums of absolute one-step errors of every choice of parameters, up to now."""

    def __init__(self, course: Course, choices: int) -> None:
        self._course = course
        self._sums = np.zeros((len(course.values), choices))
        self._counts = np.zeros((len(course.values), 1))

    def add(self, errors: Floats, column: int) -> None:
        """The errors (series, choices) of a moment; scaled by what was known before it."""
        course = self._course
        scale = course.scale[:, column - 1]
        counted = (course.nth[:, column] > course.warm // 2) & (scale > 0)
        counted &= np.isfinite(course.values[:, column])
        found = np.abs(errors[counted]) / scale[counted, None]
        self._sums[counted] += np.minimum(found, WORST)
        self._counts[counted] += 1

    def best(self) -> np.ndarray[tuple[int], np.dtype[np.intp]]:
        """(series,) the choice with the smallest errors so far."""
        means = self._course.leaned(self._sums, self._counts, LEAN)
        found: np.ndarray[tuple[int], np.dtype[np.intp]] = np.argmin(means, axis=1)
        return found


def damped(course: Course, horizons: int) -> Floats:
    """(series, origins, horizons) of the damped trend, with the season of months."""
    grid = np.array(list(itertools.product(*GRIDS[course.season])))
    alpha, beta, phi, gamma = grid.T
    start_level, start_trend, start_season = _start(course)
    number, periods = course.values.shape
    level, trend = np.zeros((number, len(grid))), np.zeros((number, len(grid)))
    seasons = np.zeros((course.season, number, len(grid)))
    errors = _Errors(course, len(grid))
    kept = np.cumsum(phi[:, None] ** np.arange(1, horizons + 1), axis=1)
    out = np.full((number, periods, horizons), np.nan)
    rows, steps = np.arange(number), np.arange(1, horizons + 1)
    for column in range(periods):
        beginning = course.begin == column
        level[beginning] = start_level[beginning, None]
        trend[beginning] = start_trend[beginning, None]
        seasons[:, beginning] = start_season[beginning].T[:, :, None]
        month = column % course.season
        trend *= phi
        level += trend
        error = course.values[:, [column]] - level - seasons[month]
        error[np.isnan(error)] = 0.0
        if column:
            errors.add(error, column)
        level += alpha * error
        trend += alpha * beta * error
        if course.season > 1:
            seasons[month] += gamma * (1 - alpha) * error
        ready = _ready(course, column)
        if ready.any():
            best = errors.best()
            ahead = level[rows, best, None] + trend[rows, best, None] * kept[best]
            ahead += seasons[((column + steps) % course.season)[:, None], rows, best].T
            out[ready, column] = ahead[ready]
    return out


def _ready(course: Course, column: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which series have a figure now and enough of them to foretell from."""
    found: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.isfinite(course.values[:, column]) & (
        course.nth[:, column] >= course.warm
    )
    return found


def _start(course: Course) -> tuple[Floats, Floats, Floats]:
    """Level before the first figure, trend and season, by a line through the first figures."""
    values, season = course.values, course.season
    first = np.isfinite(values) & (course.nth <= course.warm)
    at = np.arange(values.shape[1]) - course.begin[:, None]
    number = np.maximum(first.sum(axis=1), 1)
    middle = np.where(first, at, 0.0).sum(axis=1) / number
    mean = np.where(first, values, 0.0).sum(axis=1) / number
    apart = np.where(first, at - middle[:, None], 0.0)
    spread = (apart**2).sum(axis=1)
    slope = (apart * np.where(first, values, 0.0)).sum(axis=1) / np.where(spread > 0, spread, 1)
    seasons = np.zeros((len(values), season))
    if season > 1:
        left = np.where(first, values - mean[:, None] - slope[:, None] * apart, 0.0)
        for month in range(season):
            there = np.maximum(first[:, month::season].sum(axis=1), 1)
            seasons[:, month] = left[:, month::season].sum(axis=1) / there
        seasons -= seasons.mean(axis=1, keepdims=True)
    return mean - slope * (middle + 1), slope, seasons


def theta(course: Course, horizons: int) -> Floats:
    """(series, origins, horizons) of Theta, with the season of months known at each moment."""
    season = course.season
    number, periods = course.values.shape
    indices = _season_indices(course)
    columns = np.arange(periods)
    adjusted = course.values - indices[:, columns, columns % season]
    drift = _drift(adjusted, course)
    alpha = np.array(THETA_ALPHAS)
    level = np.zeros((number, len(alpha)))
    errors = _Errors(course, len(alpha))
    out = np.full((number, periods, horizons), np.nan)
    rows, steps = np.arange(number), np.arange(horizons)
    age = np.maximum(columns - course.begin[:, None] + 1, 1)
    for column in range(periods):
        now = adjusted[:, [column]]
        level = np.where(course.begin[:, None] == column, now, level)
        apart = np.where(np.isnan(now), 0.0, now - level)
        if column:
            errors.add(apart - drift[:, [column - 1]], column)
        level = level + alpha * apart
        ready = _ready(course, column)
        if ready.any():
            best = errors.best()
            chosen = alpha[best]
            lag = (1 - (1 - chosen) ** age[:, column]) / chosen
            ahead = level[rows, best, None] + drift[:, [column]] * (steps + lag[:, None])
            ahead += indices[:, column, (column + 1 + steps) % season]
            out[ready, column] = ahead[ready]
    return out


def _drift(values: Floats, course: Course) -> Floats:
    """Half the slope of the line through all figures up to each moment."""
    known = np.isfinite(values)
    at = np.where(known, np.arange(values.shape[1]) - course.begin[:, None], 0.0)
    figures = np.where(known, values, 0.0)
    n, sum_at, total = (np.cumsum(one, axis=1) for one in (known.astype(np.float64), at, figures))
    squares, products = np.cumsum(at * at, axis=1), np.cumsum(at * figures, axis=1)
    below = n * squares - sum_at * sum_at
    slope = (n * products - sum_at * total) / np.where(below > 0, below, 1.0)
    return np.where(below > 0, slope / 2, 0.0)


def _season_indices(course: Course) -> Floats:
    """(series, periods, months): mean deviations from centred yearly means known by then."""
    values, season = course.values, course.season
    number, periods = values.shape
    out = np.zeros((number, periods, season))
    if season == 1:
        return out
    filled = carried(values, season)
    weights = np.r_[0.5, np.ones(season - 1), 0.5] / season
    total, pairs = np.zeros((number, season)), np.zeros((number, season))
    for column in range(season, periods):
        middle = column - season // 2
        # No product of matrices, as in `Course.pooled`.
        mean_of_year = (filled[:, column - season : column + 1] * weights).sum(axis=1)
        deviation = filled[:, middle] - mean_of_year
        found = np.isfinite(deviation)
        total[found, middle % season] += deviation[found]
        pairs[found, middle % season] += 1
        every = pairs.min(axis=1, keepdims=True) > 0
        mean = np.where(every, total / np.maximum(pairs, 1), 0.0)
        out[:, column] = mean - mean.mean(axis=1, keepdims=True)
    return out
