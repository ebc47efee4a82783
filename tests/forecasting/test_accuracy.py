"""The measures are those of the M4 competition."""

from __future__ import annotations

import math

import numpy as np
import pytest

from seutukuva.forecasting import accuracy
from tests.forecasting.made import NAN

# sMAPE and MASE of the naive forecast (Naive 2) and others, yearly series, with the published OWA.
NAIVE = (16.342, 3.974)


@pytest.mark.parametrize(
    ("smape", "mase", "owa"),
    [
        (16.342, 3.974, 1.000),
        (16.396, 3.981, 1.003),
        (16.354, 3.550, 0.947),
        (15.198, 3.379, 0.890),
        (14.593, 3.382, 0.872),
        (14.848, 3.280, 0.867),
        (13.176, 2.980, 0.778),
        (21.764, 4.946, 1.288),
    ],
)
def test_the_overall_average_of_the_published_methods(
    smape: float, mase: float, owa: float
) -> None:
    assert accuracy.owa(smape, mase, *NAIVE) == pytest.approx(owa, abs=5e-4)


KNOWN = np.array([[2.0, 4, 3, 6], [5, 5, 5, 5]])
SCALES = accuracy.scale(KNOWN)


def test_the_scale_is_the_mean_change() -> None:
    assert SCALES[0, 0] == pytest.approx((2 + 1 + 3) / 3)
    assert math.isnan(SCALES[1, 0])
    assert accuracy.scale(np.array([[1.0, NAN, 4, 8]]))[0, 0] == 4
    assert accuracy.scale(np.array([[1.0, 9, 3, 5]]), 2)[0, 0] == 3


def test_scaled_and_percentage_errors() -> None:
    actual, foretold = np.array([[7.0, 8, NAN]]), np.array([[6.0, 4, 9]])
    assert accuracy.mase(actual, foretold, SCALES[:1]) == pytest.approx((1 + 4) / 2 / 2)
    assert accuracy.smape(actual, foretold) == pytest.approx((200 / 13 + 800 / 12) / 2)
    assert accuracy.smape(np.array([[0.0]]), np.array([[0.0]])) == 0
    # What never changed measures nothing.
    assert math.isnan(accuracy.mase(np.array([[7.0]]), np.array([[6.0]]), SCALES[1:]))


def test_intervals_are_scored_by_width_and_what_lies_outside() -> None:
    actual = np.array([[5.0, 11, 0, NAN]])
    low, high = np.array([[4.0, 6, 3, 1]]), np.array([[6.0, 10, 5, 2]])
    score = ((2) + (4 + 40 * 1) + (2 + 40 * 3)) / 3 / 2
    assert accuracy.msis(actual, low, high, SCALES[:1], 0.95) == pytest.approx(score)
    assert accuracy.coverage(actual, low, high) == pytest.approx(1 / 3)
    assert math.isnan(accuracy.coverage(actual[:, 3:], low[:, 3:], high[:, 3:]))
