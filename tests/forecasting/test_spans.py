"""Intervals hold what they promise, by what errors were known."""

from __future__ import annotations

import numpy as np
import pytest

from seutukuva.forecasting import spans
from seutukuva.forecasting.courses import Course
from tests.forecasting.made import drifting, frame, prepared

ORIGINS = 30


def course(series: int, pools: list[int] | None = None) -> Course:
    """So many series of thirty years."""
    return prepared(frame(drifting(series, ORIGINS), pools=pools))[1]


def normal(series: int, size: float = 1.0, horizons: int = 1) -> np.ndarray:
    """Absolute errors of a normal distribution."""
    dice = np.random.default_rng(7)
    return size * np.abs(dice.normal(0, 1, (series, ORIGINS, horizons)))


def test_widths_hold_the_share_they_are_named_after() -> None:
    narrow, wide = spans.widths(course(60), normal(60))
    assert narrow[0, -1, 0] == pytest.approx(1.28, abs=0.2)
    assert wide[0, -1, 0] == pytest.approx(1.96, abs=0.3)
    coming = normal(60)[:, 15:, 0]
    held = coming <= narrow[:, 15:, 0]
    assert 0.75 < held.mean() < 0.85


def test_each_size_class_has_its_own_width() -> None:
    pools = [0] * 30 + [1] * 30
    errors = np.concatenate([normal(30, 3.0), normal(30, 0.5)])
    narrow, _ = spans.widths(course(60, pools), errors)
    assert narrow[0, -1, 0] > 4 * narrow[59, -1, 0]
    # Too few to be a class: the width of all.
    small, _ = spans.widths(course(60, [0] * 56 + [1] * 4), errors)
    assert small[59, -1, 0] > 2 * narrow[59, -1, 0]


def test_nineteen_errors_are_needed_for_ninety_five_per_cent() -> None:
    alone = normal(1)
    narrow, wide = spans.widths(course(1), alone)
    # An error is known a year later: with the twentieth origin there are nineteen.
    assert np.isnan(wide[0, :19, 0]).all() and np.isfinite(wide[0, 19:, 0]).all()
    assert np.isnan(narrow[0, :4, 0]).all() and np.isfinite(narrow[0, 4:, 0]).all()


def test_newer_errors_weigh_more() -> None:
    calm_then_wild = np.ones((60, ORIGINS, 1))
    calm_then_wild[:, -5:] = 3.0
    narrow, _ = spans.widths(course(60), calm_then_wild)
    assert narrow[0, 24, 0] == pytest.approx(1, rel=0.05)
    assert narrow[0, -1, 0] >= 2.9


def test_intervals_that_did_not_hold_become_wider(monkeypatch: pytest.MonkeyPatch) -> None:
    growing = normal(60) * 1.25 ** np.arange(ORIGINS)[None, :, None] / 50
    corrected, _ = spans.widths(course(60), growing)
    monkeypatch.setattr(spans, "MOST_FACTOR", 1.0)
    plain, _ = spans.widths(course(60), growing)

    def held(width: np.ndarray) -> float:
        return float((growing <= width)[:, 20:].mean())

    assert held(plain) < 0.75 < held(corrected)


def test_widths_never_narrow_further_ahead_and_end_at_the_first_unknown() -> None:
    errors = normal(60, 1.0, 4)
    errors[:, :, 1] /= 10
    errors[:, :, 2] = np.nan
    narrow, wide = spans.widths(course(60), errors)
    assert narrow[0, -1, 1] == narrow[0, -1, 0]
    assert np.isnan(narrow[0, -1, 2:]).all()
    assert (wide[:, -1, :2] >= narrow[:, -1, :2]).all()


def test_what_did_not_hold_one_year_ahead_widens_only_that(monkeypatch: pytest.MonkeyPatch) -> None:
    errors = normal(60, 1.0, 2)
    errors[:, :, 0] *= 1.25 ** np.arange(ORIGINS) / 1000
    errors[:, :, 1] += 2.0
    corrected, _ = spans.widths(course(60), errors)
    monkeypatch.setattr(spans, "MOST_FACTOR", 1.0)
    plain, _ = spans.widths(course(60), errors)
    factor = (corrected / plain)[0, -1]
    assert factor[0] > 1.2 and factor[1] < 1.1


def test_a_lucky_time_hardly_narrows(monkeypatch: pytest.MonkeyPatch) -> None:
    shrinking = normal(60) * 0.7 ** np.arange(ORIGINS)[None, :, None] * 100
    corrected, _ = spans.widths(course(60), shrinking)
    monkeypatch.setattr(spans, "LEAST_FACTOR", 1.0)
    plain, _ = spans.widths(course(60), shrinking)
    assert (corrected / plain)[0, -1, 0] == pytest.approx(0.9)


def test_a_class_leans_on_all_errors_where_it_has_few_of_its_own() -> None:
    pools = [0] * 40 + [1] * 20
    errors = np.concatenate([normal(40, 8.0), normal(20, 0.5)])
    known = errors.copy()
    # Of the calm class one series alone was tested, and that long ago.
    known[41:] = np.nan
    known[40, 10:] = np.nan
    one, _ = spans.widths(course(60, pools), known)
    many, _ = spans.widths(course(60, pools), errors)
    assert one[40, -1, 0] > 4 * many[40, -1, 0]
    # Shares of its own old errors and of all errors, as a hundred of its own would weigh.
    ever = np.array([[[100.0, 0.0]], [[100.0, 800.0]]])
    assert spans._usual(ever)[0, 0] == pytest.approx([0.5 + 0.5 / 9, 0.5 * 8 / 9])
    assert spans._usual(0 * ever).tolist() == (0 * ever).tolist()
