"""The methods give what the known implementations give for the same parameters.

Reference numbers: statsmodels 0.15.0, computed once. Damped trends with `ETSModel(...,
initialization_method="known")` begun at the line through the first five figures (36 months) and
`smooth` with the parameters named; Theta from `SimpleExpSmoothing(..., initial_level=first
figure)` plus half the slope of `numpy.polyfit`; the season with `seasonal_decompose`.
"""

from __future__ import annotations

import numpy as np
import pytest

from seutukuva.forecasting import methods
from seutukuva.forecasting.model import Floats
from tests.forecasting.made import NAN, PEOPLE, frame, prepared

# Twelve times five months: a season, a slow fall and noise of 0.2.
MONTHS = [
    *(13.9, 12.7, 12.8, 12.0, 11.2, 11.5, 11.8, 11.3, 10.6, 11.6, 11.2, 11.8),
    *(13.2, 12.8, 12.3, 11.8, 11.2, 11.2, 12.1, 11.1, 10.5, 11.0, 11.1, 11.5),
    *(13.0, 12.8, 12.7, 11.6, 10.8, 11.2, 11.5, 10.8, 10.4, 10.6, 10.7, 11.5),
    *(12.2, 12.7, 11.8, 11.1, 10.7, 10.9, 11.4, 10.4, 10.0, 10.2, 10.8, 11.3),
    *(12.6, 12.4, 11.8, 11.0, 10.5, 10.7, 11.2, 10.2, 9.8, 9.5, 10.4, 11.0),
]
MONTHS_AHEAD = [
    *(12.207553, 11.797343, 11.482753, 10.736752, 10.095091, 10.331573, 10.852198),
    *(10.092789, 9.615163, 10.082878, 10.272393, 10.848834, 12.155267, 11.750286),
]
SEASON = [
    *(1.32977431, 1.27248264, 0.76727431, 0.02248264, -0.52230903, -0.30564236),
    *(0.18081597, -0.60251736, -1.11397569, -0.61814236, -0.50043403, 0.09019097),
]


def ahead(method: str, values: list[float], horizons: int, season: int = 1) -> Floats:
    """What a method foretells from the newest figure, in the unit of the figures."""
    first = 2015 * 12 if season == 12 else 1990
    ready, course = prepared(frame([values], season=season, first=first))
    path: Floats = getattr(methods, method)(course, horizons)[0, -1]
    return path * ready.unit[0] + ready.centre[0]


def test_the_damped_trend_equals_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(methods.GRIDS, 1, ((0.6,), (0.15,), (0.9,), (0.0,)))
    expected = [10840.87021237, 10780.59232266, 10726.34222193, 10677.51713127, 10633.57454967]
    assert ahead("damped", PEOPLE, 5) == pytest.approx(expected, abs=1e-6)


def test_theta_equals_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(methods, "THETA_ALPHAS", (0.8,))
    expected = [10834.39320766, 10777.83901185, 10721.28481605, 10664.73062024, 10608.17642444]
    assert ahead("theta", PEOPLE, 5) == pytest.approx(expected, abs=1e-6)


def test_the_damped_trend_of_months_equals_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    # The season's 0.2 is a part of what the level leaves: 0.1 of the error.
    monkeypatch.setitem(methods.GRIDS, 12, ((0.5,), (0.05,), (0.9,), (0.2,)))
    assert ahead("damped", MONTHS, 14, 12) == pytest.approx(MONTHS_AHEAD, abs=1e-6)


def test_the_season_of_theta_equals_the_reference() -> None:
    ready, course = prepared(frame([MONTHS], season=12, first=2015 * 12))
    found = methods._season_indices(course)[0, -1] * ready.unit[0]
    assert found == pytest.approx(SEASON, abs=1e-7)


def test_theta_of_months_goes_on_with_its_season() -> None:
    falling = [20 - 0.05 * month + SEASON[month % 12] for month in range(96)]
    found = ahead("theta", falling, 24, 12)
    # Half the slope a month, and the season above it.
    assert np.diff([found[12:], found[:12]], axis=0)[0] == pytest.approx(0.3, abs=0.05)
    shape = found[:12] - np.mean(found[:12]) - 0.025 * (5.5 - np.arange(12))
    assert shape == pytest.approx(np.array(SEASON) - np.mean(SEASON), abs=0.05)


def test_the_naive_forecast_is_the_newest_figure() -> None:
    assert ahead("naive", PEOPLE, 3).tolist() == pytest.approx([PEOPLE[-1]] * 3)


def test_the_naive_forecast_of_months_is_that_of_the_year_before() -> None:
    assert ahead("naive", MONTHS, 14, 12) == pytest.approx([*MONTHS[-12:], *MONTHS[-12:-10]])


def test_a_missing_month_is_that_of_the_year_before_for_the_naive_forecast() -> None:
    gap = [*MONTHS[:55], NAN, *MONTHS[56:]]
    assert ahead("naive", gap, 12, 12)[7] == pytest.approx(MONTHS[43])


def test_a_straight_line_goes_on() -> None:
    line = [100.0 + 5 * year for year in range(25)]
    # One figure missing is stepped over, and the step after it is not taken for two.
    line[20] = NAN
    for method in ("damped", "theta"):
        steps = np.diff(ahead(method, line, 4))
        assert (steps > 2).all() and (steps < 5.5).all(), method


def test_parameters_lean_on_the_pool_where_the_series_says_little() -> None:
    dice = np.random.default_rng(4)
    walks = np.cumsum(dice.normal(0, 1, (30, 30)), axis=1)
    noise = [float(year % 2) for year in range(30)]
    alone, among = frame([noise]), frame(np.vstack([noise, *walks]))
    _, course = prepared(alone)
    _, joined = prepared(among)
    # By itself what goes up and down is smoothed; among walks it is believed more.
    smoothed, leaned = methods.theta(course, 1)[0, -1, 0], methods.theta(joined, 1)[0, -1, 0]
    assert abs(leaned) < abs(smoothed)


def test_a_wild_error_of_one_step_decides_no_parameters() -> None:
    _, course = prepared(frame(np.random.default_rng(5).normal(0, 1, (20, 12))))
    errors = methods._Errors(course, 2)
    wild = np.full((20, 2), 10.0)
    # The first choice is better by a little everywhere, and once worse beyond measure.
    wild[:, 0] = 1.0
    for column in range(5, 11):
        errors.add(wild * course.scale[:, [column - 1]], column)
    errors.add(np.array([[1e9, 1e6]] * 20), 11)
    assert (errors.best() == 0).all()
