"""The back-test over the whole country cuts its series honestly and says what it found."""

from __future__ import annotations

import math

import numpy as np
import pytest

from bench import accuracy_text, peers, tries
from bench.accuracy_text import Beside, Measured, Official, Summary
from bench.series import Series
from seutukuva import definitions
from tests.forecasting.made import drifting, frame

NAN = math.nan


@pytest.fixture(scope="module")
def series() -> Series:
    """Forty municipalities over thirty years, 1990 to 2019."""
    areas = tuple(f"FI-KU{number:03}" for number in range(40))
    return Series(definitions.load().indicators["population"], areas, frame(drifting()))


def test_what_is_known_ends_at_the_origin_and_what_came_begins_there(series: Series) -> None:
    assert series.last == 2019
    known, came = series.until(2009).values, series.after(2009, 15)
    assert known.shape == (40, 20) and (known == series.frame.values[:, :20]).all()
    assert (came[:, :10] == series.frame.values[:, 20:]).all()
    assert np.isnan(came[:, 10:]).all()


def test_what_is_shown_is_part_of_what_can_be_foretold(series: Series) -> None:
    shown, every = tries.shown(series, 2009), tries.everything(series, 2009)
    there = np.isfinite(shown.foretold[0])
    assert there.any() and there.sum() < np.isfinite(every.foretold[0]).sum()
    for ours, theirs in zip(shown.foretold, every.foretold, strict=True):
        assert np.allclose(ours[there], theirs[there])
    assert (
        shown.naive[there] == np.broadcast_to(series.frame.values[:, [19]], there.shape)[there]
    ).all()


def test_series_that_end_before_the_origin_are_not_tried(series: Series) -> None:
    gap = series.frame.values.copy()
    gap[0, 19] = NAN
    cut = Series(series.indicator, series.areas, frame(gap))
    assert np.isnan(tries.shown(cut, 2009).foretold[0][0]).all()
    # Eleven figures are too few to begin with.
    assert np.isnan(tries.everything(series, 2000).foretold[0]).all()


def test_statsmodels_gets_the_figures_after_the_last_missing_one() -> None:
    assert peers.unbroken(np.array([1.0, NAN, 3.0, 4.0])).tolist() == [3, 4]
    assert peers.unbroken(np.array([1.0, 2.0])).tolist() == [1, 2]


def test_the_document_says_what_was_found_and_where_it_was_worse() -> None:
    good, bad = Measured(1234, 0.8, 1.0, 0.8123, 0.9501), Measured(9, 1.2, 1.0, 0.7, 0.9)
    none = Measured(0, NAN, NAN, NAN, NAN)
    names = ("ours", "naive", "ets", "theta")
    beside = Beside(
        10,
        90,
        500,
        dict(zip(names, (1.81, 2.16, 2.07, 1.92), strict=True)),
        {name: [1.0] * 3 for name in names},
        dict.fromkeys(names, 0.9),
        {"ours": 12.1, "ets": 19.8, "theta": 13.3},
        {"ours": 0.81, "ets": 0.62, "theta": 0.72},
        {"ours": 0.95, "ets": 0.8, "theta": 0.88},
    )
    official = Official(
        2023,
        280,
        {"official": 1.99, "ours": 2.13, "naive": 5.76},
        dict.fromkeys(("official", "ours", "naive"), -0.5),
    )
    text = accuracy_text.document(
        Summary(
            308,
            17,
            (1972, 2025),
            good,
            [good, bad, none],
            [good] * 6,
            {"People": good, "Jobs": bad, "Births": none},
            beside,
            [official],
        )
    )
    assert "| 1 | 1,234 | 0.80 | 1.00 | 0.80 | 81.2 % | 95.0 % |" in text
    assert "| 3 | 0 | – | – | – | – | – |" in text
    assert "worse than the naive forecast for 1 of 2: Jobs." in text
    assert "Nothing would have been shown for: Births." in text
    assert "| all | **1.81** | **2.16** | **2.07** | **1.92** |" in text
    assert "| within 80 % | 81.0 % | – | 62.0 % | 72.0 % |" in text
    assert "| 2023 | 280 | 1.99 % | 2.13 % | 5.76 % | -0.50 % | -0.50 % | -0.50 % |" in text
    assert max(len(line) for line in text.splitlines() if "|" not in line) <= 110
