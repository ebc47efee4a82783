"""What is projected of a frame, what is not and why."""

from __future__ import annotations

import dataclasses
import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from seutukuva.forecasting import FEW_FIGURES, METHODS, NO_BETTER, UNEVEN, Frame, Projected, project
from tests.forecasting.made import drifting, frame, now

SHOWN = ("value", "low80", "high80", "low95", "high95", "naive")


@pytest.fixture(scope="module")
def trended() -> Projected:
    """Forty series that go somewhere."""
    one = frame(drifting(), pools=[row % 2 for row in range(40)])
    return project(one, 10, now(one))


def check(made: Projected, one: Frame) -> None:
    """What holds of every projection."""
    horizons = made.value.shape[1]
    within = np.arange(1, horizons + 1) <= made.shown[:, None]
    for name in SHOWN:
        figures = getattr(made, name)
        assert np.isfinite(figures[within]).all() and np.isnan(figures[~within]).all(), name
        assert ((figures[within] >= one.lowest) & (figures[within] <= one.highest)).all(), name
    order = [
        getattr(made, name)[within] for name in ("low95", "low80", "value", "high80", "high95")
    ]
    assert all((low <= high).all() for low, high in zip(order, order[1:], strict=False))
    assert ((made.method == "") == (made.shown == 0)).all()
    assert ((made.reason == "") == (made.shown > 0)).all()
    assert (made.shown <= made.figures // 2).all()
    told = made.shown > 0
    assert (made.mase[told] < made.mase_naive[told]).all()
    assert np.isnan(made.mase[~told]).all()


def test_trends_are_shown_beside_the_newest_figure(trended: Projected) -> None:
    one = frame(drifting())
    check(trended, one)
    assert (trended.shown > 0).mean() > 0.8
    assert set(trended.method) <= {"", *METHODS} - {"naive"}
    row = int(np.argmax(trended.shown))
    assert trended.naive[row, 0] == pytest.approx(one.values[row, -1])
    figures, reach = one.values[row], int(trended.shown[row])
    # By hand: how far off the newest figure was at each moment, in mean changes known by then.
    missed = [
        abs(figures[at + ahead] - figures[at]) / np.abs(np.diff(figures[: at + 1])).mean()
        for at in range(4, 30)
        for ahead in range(1, min(reach, (at + 1) // 2, 29 - at) + 1)
    ]
    assert trended.mase_naive[row] == pytest.approx(np.mean(missed))
    assert (trended.figures == 30).all() and (trended.origins == 25).all()
    assert (trended.origin == 2019).all()


def test_intervals_widen(trended: Projected) -> None:
    width = trended.high80 - trended.low80
    # A third of the figures: from fewer moments a longer reach is not tested.
    assert trended.shown.max() == 9
    rows = width[trended.shown == 9, :9]
    assert (np.diff(rows, axis=1) >= -1e-6).all()
    assert (rows[:, -1] > 2 * rows[:, 0]).all()


def test_skill_is_told_by_size_class_and_horizon(trended: Projected) -> None:
    assert {one.pool for one in trended.skill} == {0, 1}
    first = [one for one in trended.skill if one.horizon == 1]
    assert all(one.mase < one.mase_naive and one.errors > 100 for one in first)
    assert all(0.7 < one.coverage80 < 0.92 < one.coverage95 <= 1 for one in first)


def test_what_goes_nowhere_is_not_projected() -> None:
    dice = np.random.default_rng(3)
    walks = np.cumsum(dice.normal(0, 1, (60, 30)), axis=1)
    one = frame(walks)
    made = project(one, 10, now(one))
    check(made, one)
    assert (made.reason == NO_BETTER).mean() > 0.6


@pytest.mark.parametrize(
    ("row", "factor", "reason"),
    [
        (5, 1.0, ""),
        (6, 1.0, ""),
        (6, 1.5, ""),
        (6, 3.0, UNEVEN),
        (5, 3.0, UNEVEN),
        (5, 1e3, UNEVEN),
    ],
)
def test_one_figure_far_from_the_others_makes_no_projection_leap(
    row: int, factor: float, reason: str
) -> None:
    dice = np.random.default_rng(1)
    values = 1000 + np.cumsum(dice.normal(3, 2, (40, 40)), axis=1)
    values[row, 36] *= factor
    one = frame(values)
    made = project(one, 10, now(one))
    check(made, one)
    assert made.reason[row] == reason
    assert (made.reason == "").mean() > 0.8


def test_too_few_figures_to_be_tested_is_not_the_same_as_no_better() -> None:
    line = [[100.0 + 3 * year + (-1) ** year for year in range(9)]]
    made = project(frame(line), 4, 1998)
    assert (made.reason.tolist(), made.shown.tolist()) == ([FEW_FIGURES], [0])


def test_figures_stay_within_their_bounds() -> None:
    falling = np.maximum(drifting(40, 30, 5) - 800, 0) / 2
    for series, lowest, highest in ((falling, 0.0, math.inf), (100 - falling, -math.inf, 100.0)):
        one = frame(series, lowest=lowest, highest=highest)
        made = project(one, 10, now(one))
        check(made, one)
        assert (made.low95 == lowest).any() or (made.high95 == highest).any()


def test_the_unit_and_the_order_of_series_change_nothing() -> None:
    values = drifting(25, 24, 8)
    turned = np.random.default_rng(1).permutation(25)
    plain = project(frame(values), 6, 2013)
    other = project(frame(values[turned] * 1000 - 5e6), 6, 2013)
    assert (plain.shown[turned] == other.shown).all()
    assert np.allclose(plain.value[turned] * 1000 - 5e6, other.value, equal_nan=True)
    assert np.allclose(plain.high95[turned] * 1000 - 5e6, other.high95, equal_nan=True)


def test_months_are_projected_with_their_season() -> None:
    dice = np.random.default_rng(2)
    season = 3 * np.sin(np.arange(96) / 6 * np.pi)
    drift = np.cumsum(dice.normal(0.05, 0.1, (30, 96)), axis=1)
    one = frame(10 + season + drift, season=12, first=2015 * 12)
    made = project(one, 24, now(one))
    check(made, one)
    assert (made.shown >= 12).mean() > 0.8
    row = int(np.argmax(made.shown))
    ahead = made.value[row, :12]
    assert np.corrcoef(ahead, season[:12])[0, 1] > 0.95
    assert made.naive[row, :12] == pytest.approx(one.values[row, -12:])


def test_no_horizon_gives_no_projection() -> None:
    one = frame(drifting(5, 20))
    made = project(one, 0, now(one))
    assert made.value.shape == (5, 0) and (made.shown == 0).all()


def test_a_dead_end_of_many_gaps_and_breaks_is_calm() -> None:
    values = drifting(20, 40)
    values[::2, 5:9] = np.nan
    values[1, 12] = np.inf
    one = frame(values, breaks=[(2, 25), (4, 39), (6, 35)])
    made = project(one, 10, now(one))
    check(made, one)
    assert made.figures[[2, 4, 6, 1]].tolist() == [15, 1, 5, 39]


def test_what_only_rounding_makes_better_is_not_projected() -> None:
    values = np.zeros((4, 59))
    values[0, [42, 46, 47, 49]] = 18, -8.11731385e15, -9.94530847e-23, -6.94229869e16
    values[0, [50, 53, 56, 57, 58]] = 5.76275735e132, -4.43612951e16, 1, 57, 9
    values[2, [44, 45, 46, 47, 48, 51, 52]] = 1
    values[2, [42, 43, 57]] = 1e100, 1e100, 1e99
    one = frame(values, lowest=0.0, breaks=[(0, 42)])
    made = project(one, 5, now(one))
    check(made, one)
    assert (made.shown == 0).all()


FIGURES = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(0, 20).map(float),
    st.sampled_from([0.0, 1e-300, 1e99, -1e99, 1e308, 5.0, 5.0 + 1e-12]),
)


@given(
    values=arrays.arrays(
        np.float64, st.tuples(st.integers(1, 4), st.integers(1, 64)), elements=FIGURES
    ),
    season=st.sampled_from([1, 12]),
    bounds=st.sampled_from([(-math.inf, math.inf), (0.0, math.inf), (0.0, 100.0)]),
    broken=st.integers(0, 63),
)
@settings(max_examples=40)
def test_no_figures_make_it_warn_or_give_what_is_no_number(
    values: np.ndarray, season: int, bounds: tuple[float, float], broken: int
) -> None:
    one = frame(values, season=season, lowest=bounds[0], highest=bounds[1], first=24_000)
    one.breaks[0, broken % values.shape[1]] = True
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        made = project(one, 5, now(one))
    check(made, one)
    for skill in made.skill:
        assert all(math.isfinite(number) for number in dataclasses.astuple(skill))
