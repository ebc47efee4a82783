"""The pace that a target asks for, and how often it was reached."""

from __future__ import annotations

import pytest

from seutukuva.development.reach import Window, need, reached


def test_a_count_is_needed_in_per_cent_a_year_and_a_share_in_points() -> None:
    count = need(1000, 1331, 3, 1, is_rate=True)
    assert count is not None
    assert count.a_year == pytest.approx(10) and (count.way, count.is_rate) == (1, True)
    share = need(12.0, 9.0, 6, -1, is_rate=False)
    assert share is not None
    assert (share.a_year, share.way, share.is_rate) == (-0.5, -1, False)


@pytest.mark.parametrize(
    ("value", "target", "wanted"), [(100, 90, 1), (8, 9, -1), (50, 50, 1), (50, 50, 0)]
)
def test_a_target_that_is_met_asks_for_nothing(value: float, target: float, wanted: int) -> None:
    met = need(value, target, 4, wanted, is_rate=True)
    assert met is not None and (met.way, met.a_year) == (0, 0)


def test_without_a_known_way_the_target_says_it() -> None:
    down = need(50, 40, 4, 0, is_rate=False)
    assert down is not None and (down.way, down.a_year) == (-1, -2.5)


@pytest.mark.parametrize("years", [0, -1.5])
def test_nothing_is_said_of_a_year_that_is_over(years: float) -> None:
    assert need(50, 40, years, 0, is_rate=False) is None


@pytest.mark.parametrize(("value", "target"), [(0, 10), (10, 0), (-5, 10)])
def test_what_begins_or_ends_at_nothing_has_no_rate(value: float, target: float) -> None:
    asked = need(value, target, 5, 0, is_rate=True)
    assert asked is not None and not asked.is_rate
    assert asked.a_year == pytest.approx((target - value) / 5)


def _of(area: str, *figures: float) -> list[Window]:
    return [
        Window(area, str(2000 + at), str(2001 + at), *pair)
        for at, pair in enumerate(zip(figures, figures[1:], strict=False))
    ]


def test_whoever_moved_as_fast_is_counted_by_area_and_by_window() -> None:
    asked = need(100, 110, 1, 1, is_rate=True)
    assert asked is not None
    windows = _of("slow", 100, 101, 102) + _of("fast", 10, 11, 14) + _of("once", 100, 110, 90)
    found = reached(asked, windows)
    assert (found.areas, found.areas_reached, found.windows, found.windows_reached) == (3, 2, 6, 3)
    assert found.fastest is not None
    assert (found.fastest.window.area_id, found.fastest.window.begun) == ("fast", "2001")
    assert found.fastest.a_year == pytest.approx(100 * 3 / 11)


def test_falling_is_fast_where_falling_is_needed() -> None:
    asked = need(10, 8, 1, -1, is_rate=False)
    assert asked is not None
    found = reached(asked, _of("a", 10, 9, 6.5) + _of("b", 10, 20))
    assert (found.areas_reached, found.windows_reached) == (1, 1)
    assert found.fastest is not None and found.fastest.a_year == -2.5


def test_a_window_from_nothing_is_no_rate_and_none_is_no_figure() -> None:
    asked = need(100, 150, 1, 1, is_rate=True)
    assert asked is not None
    assert reached(asked, _of("a", 0, 5)).windows == 0
    assert reached(asked, []).fastest is None


def test_stretches_are_at_least_a_year_long() -> None:
    asked = need(100, 101, 0.4, 1, is_rate=False)
    assert asked is not None and asked.whole_years == 1 and asked.a_year == pytest.approx(2.5)


def test_shorter_stretches_have_their_own_length() -> None:
    asked = need(100, 100 * 1.05**8, 8, 1, is_rate=True)
    assert asked is not None
    (one,) = [Window("a", "2010", "2015", 100.0, 100 * 1.05**5)]
    assert reached(asked, [one]).areas_reached == 0
    assert reached(asked, [one], 5).areas_reached == 1
