"""Which figures count, and which series carry no projection and why."""

from __future__ import annotations

import numpy as np
import pytest

from seutukuva.forecasting import (
    BROKEN,
    CONSTANT,
    FEW_FIGURES,
    STALE,
    ZEROS,
    Frame,
    project,
)
from seutukuva.forecasting.preparing import newest_stretch, prepare
from tests.forecasting.made import NAN, PEOPLE, frame, now

ZIGZAG = [float(10 + (3 * year) % 7) for year in range(20)]


@pytest.mark.parametrize(
    ("values", "reason", "figures"),
    [
        ([NAN] * 20, FEW_FIGURES, 0),
        ([*[NAN] * 13, *ZIGZAG[:7]], FEW_FIGURES, 7),
        ([*[NAN] * 12, *ZIGZAG[:8]], "", 8),
        ([*ZIGZAG[:10], NAN, NAN, *ZIGZAG[:8]], "", 8),
        ([*ZIGZAG[:10], NAN, NAN, NAN, *ZIGZAG[:7]], BROKEN, 7),
        ([*ZIGZAG[:10], NAN, *ZIGZAG[:9]], "", 19),
        ([*ZIGZAG[:14], *[NAN] * 6], STALE, 14),
        ([*ZIGZAG[:15], *[NAN] * 5], "", 15),
        ([4.2] * 20, CONSTANT, 20),
        ([0.1 + 0.2 if year % 2 else 0.3 for year in range(20)], CONSTANT, 20),
        ([0.0] * 20, ZEROS, 20),
        ([0.0, 0.0, 1.0, 2.0, 0.0] * 4, ZEROS, 20),
        ([np.inf, -np.inf, *ZIGZAG[:7]], FEW_FIGURES, 7),
    ],
)
def test_series_that_carry_nothing_have_a_reason(
    values: list[float], reason: str, figures: int
) -> None:
    one = frame([values])
    ready = prepare(one, now(one))
    assert (str(ready.reason[0]), int(ready.figures[0])) == (reason, figures)
    if reason:
        made = project(one, 5, now(one))
        assert (str(made.reason[0]), str(made.method[0]), int(made.shown[0])) == (reason, "", 0)
        assert np.isnan(made.value).all() and np.isnan(made.naive).all()


def test_a_break_begins_the_series_anew_with_its_own_figure() -> None:
    one = frame([ZIGZAG, ZIGZAG, ZIGZAG], breaks=[(0, 12), (1, 13), (2, 0)])
    ready = prepare(one, now(one))
    assert ready.figures.tolist() == [8, 7, 20]
    assert ready.reason.tolist() == ["", BROKEN, ""]


def test_a_break_where_no_figure_stands_parts_those_beside_it() -> None:
    usable = np.array([[True, True, False, True, True]])
    breaks = np.array([[False, False, True, False, False]])
    assert newest_stretch(usable, breaks).tolist() == [[False, False, False, True, True]]
    after = np.array([[False, False, False, False, True]])
    not_yet = np.array([[True, True, False, True, False]])
    assert newest_stretch(not_yet, after).tolist() == not_yet.tolist()


def test_months_need_four_years_and_are_stale_after_five() -> None:
    months = [float(month % 12 + month % 5) for month in range(60)]
    one = frame([months, [*[NAN] * 13, *months[:47]]], season=12, first=2015 * 12)
    assert prepare(one, now(one)).reason.tolist() == ["", FEW_FIGURES]
    assert prepare(one, now(one) + 60).reason.tolist() == ["", FEW_FIGURES]
    assert prepare(one, now(one) + 61).reason.tolist() == [STALE, STALE]


def test_the_origin_is_the_newest_figure() -> None:
    one = frame([[*PEOPLE, NAN], [NAN, *PEOPLE], [NAN] * 13])
    made = project(one, 3, now(one))
    assert made.origin.tolist() == [2001, 2002, 0]


def test_only_the_newest_sixty_years_are_looked_at() -> None:
    long = [float(year % 7) for year in range(80)]
    one = frame([long], first=1940)
    made = project(one, 3, now(one))
    assert (int(made.figures[0]), int(made.origin[0])) == (60, 2019)


def test_a_frame_without_series_or_periods_gives_nothing() -> None:
    for shape in ((0, 20), (3, 0), (0, 0)):
        empty = Frame(
            np.zeros(shape),
            1990,
            1,
            0.0,
            np.inf,
            np.zeros(shape, dtype=bool),
            np.zeros(shape[0], dtype=np.int64),
        )
        made = project(empty, 4, 2000)
        assert made.value.shape == (shape[0], 4)
        assert made.reason.tolist() == [FEW_FIGURES] * shape[0]
