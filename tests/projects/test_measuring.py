"""Shares, courses and costs; and what cannot be told says why."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seutukuva import definitions
from seutukuva.definitions import Thresholds
from seutukuva.projects import measuring
from seutukuva.projects.measuring import Ended, Number, Undefined
from tests.projects.made import BEGINS, ENDS


@pytest.fixture(scope="module")
def limits() -> Thresholds:
    found = definitions.load().projects.on(ENDS)
    assert found
    return found


@pytest.mark.parametrize(
    ("realised", "planned", "found"),
    [
        (86, 103, 86 / 103),
        (0, 20, 0.0),
        (25, 20, 1.25),
        (0, 0, Undefined.NOTHING),
        (2, 0, Undefined.UNPLANNED),
        (2, None, Undefined.NOT_PLANNED),
        (None, None, Undefined.NOT_PLANNED),
        (None, 20, Undefined.NOT_REPORTED),
        (None, 0, Undefined.NOT_REPORTED),
        (-5, 10, -0.5),
        (1e12, 5e-324, Undefined.UNPLANNED),
        (math.inf, 10, Undefined.NOT_REPORTED),
        (10, math.inf, Undefined.NOT_PLANNED),
        (math.nan, math.nan, Undefined.NOT_PLANNED),
    ],
)
def test_achievement(realised: float | None, planned: float | None, found: Number) -> None:
    assert measuring.achievement(realised, planned) == found
    assert measuring.absorption(realised, planned) == found


@pytest.mark.parametrize(
    ("day", "percent"),
    [
        (date(2010, 4, 30), 33.3),
        (date(2010, 10, 31), 50.1),
        (date(2011, 10, 31), 83.4),
        (date(2009, 4, 30), 0),
        (ENDS, 100),
        (date(2026, 1, 1), 100),
    ],
)
def test_time_elapsed_counts_the_first_and_the_last_day(day: date, percent: float) -> None:
    share = measuring.elapsed(BEGINS, ENDS, day)
    assert measuring.is_number(share) and round(share * 100, 1) == percent
    assert (ENDS - BEGINS).days + 1 == 1096


def test_a_project_of_one_day_has_all_of_its_time_on_it() -> None:
    assert measuring.elapsed(BEGINS, BEGINS, BEGINS) == 1
    assert measuring.elapsed(BEGINS, BEGINS, BEGINS - timedelta(1)) == 0


@pytest.mark.parametrize(("start", "end"), [(None, ENDS), (BEGINS, None), (ENDS, BEGINS)])
def test_without_days_that_fit_no_time_elapses(start: date | None, end: date | None) -> None:
    assert measuring.elapsed(start, end, ENDS) == Undefined.NO_DATES


@pytest.mark.parametrize(
    ("timing", "at_quarter", "at_half"),
    [("linear", 25, 50), ("slow_start", 15.625, 50), ("at_end", 0, 0)],
)
def test_what_is_expected_by_timing(timing: str, at_quarter: float, at_half: float) -> None:
    assert measuring.expected(100, 0.25, timing) == at_quarter
    assert measuring.expected(100, 0.5, timing) == at_half
    assert measuring.expected(100, 0.0, timing) == 0
    assert measuring.expected(100, 1.0, timing) == 100
    assert (measuring.expected(100, 0.999, timing) == 0) == (timing == "at_end")
    assert measuring.expected(None, 0.5, timing) == Undefined.NOT_PLANNED
    assert measuring.expected(100, Undefined.NO_DATES, timing) == Undefined.NO_DATES


def test_payment_gap_is_the_money_ahead_of_the_results() -> None:
    assert measuring.payment_gap(0.75, 0.5) == 0.25
    assert measuring.payment_gap(0.5, 0.75) == -0.25
    assert measuring.payment_gap(0.5, Undefined.NOTHING) == Undefined.NOTHING
    assert measuring.payment_gap(Undefined.NOT_REPORTED, 0.5) == Undefined.NOT_REPORTED


def test_pace_is_told_from_a_fifth_of_the_time(limits: Thresholds) -> None:
    assert measuring.pace(9, 10, limits.pace_from, limits) == 0.9
    assert measuring.pace(9, 10, limits.pace_from - 0.01, limits) == Undefined.TOO_EARLY
    assert measuring.pace(9, 0, 0.5, limits) == Undefined.TOO_EARLY
    assert measuring.pace(None, 10, 0.5, limits) == Undefined.NOT_REPORTED
    assert measuring.pace(9, Undefined.NOT_PLANNED, 0.5, limits) == Undefined.NOT_PLANNED
    assert measuring.pace(9, 10, Undefined.NO_DATES, limits) == Undefined.NO_DATES
    assert measuring.pace(9, 10, 0.5, None) == Undefined.NO_RULES


def test_forecast_is_told_from_a_quarter_of_the_time(limits: Thresholds) -> None:
    assert measuring.forecast(10, limits.forecast_from, limits) == 40
    assert measuring.forecast(10, limits.forecast_from - 0.01, limits) == Undefined.TOO_EARLY
    assert measuring.forecast(None, 0.5, limits) == Undefined.NOT_REPORTED
    assert measuring.forecast(10, Undefined.NO_DATES, limits) == Undefined.NO_DATES
    assert measuring.forecast(10, 0.5, None) == Undefined.NO_RULES


def test_an_interval_is_where_eight_of_ten_ended_projects_came_to() -> None:
    ended = Ended(10, 0.1, 0.9)
    assert measuring.forecast_interval(100, 5, ended) == pytest.approx((10, 90))
    # What has come already cannot go away again.
    assert measuring.forecast_interval(100, 40, ended) == pytest.approx((40, 90))
    assert measuring.forecast_interval(100, 95, ended) == pytest.approx((95, 95))
    assert measuring.forecast_interval(100, 5, Ended(9, 0.1, 0.9)) is None
    assert measuring.forecast_interval(0, 5, ended) is None


def test_costs_leverage_and_shares() -> None:
    assert measuring.cost_per(228500, 20) == 11425
    assert measuring.cost_per(202550, 0) == Undefined.NONE_REALISED
    assert measuring.cost_per(202550, None) == Undefined.NOT_REPORTED
    assert measuring.leverage(150, 100) == 0.5
    assert measuring.leverage(150, 0) == Undefined.NOTHING
    assert measuring.leverage(None, 100) == Undefined.NOT_REPORTED
    assert measuring.share(28, 103) == 28 / 103
    assert measuring.share(0, 0) == Undefined.NOTHING
    assert measuring.share(None, 5) == Undefined.NOT_REPORTED


def test_concentration_is_the_largest_first_and_one_together() -> None:
    found = measuring.concentration({"A2": 25, "A1": 75, "A3": 0})
    assert list(found.items()) == [("A1", 0.75), ("A2", 0.25), ("A3", 0)]
    assert set(measuring.concentration({"A1": 0}).values()) == {Undefined.NOTHING}
    assert measuring.concentration({}) == {}


# Euros and cents, or parts of a job.
_values = st.one_of(st.none(), st.integers(0, 10**14).map(lambda cents: cents / 100))
_shares = st.one_of(st.just(Undefined.NO_DATES), st.floats(0, 1))


@given(_values, _values, _shares, st.sampled_from(["linear", "slow_start", "at_end"]))
@settings(max_examples=80)
def test_whatever_is_told_there_is_a_number_or_a_reason(
    limits: Thresholds, realised: float | None, planned: float | None, gone: Number, timing: str
) -> None:
    due = measuring.expected(planned, gone, timing)
    found = [
        due,
        measuring.achievement(realised, planned),
        measuring.pace(realised, due, gone, limits),
        measuring.forecast(realised, gone, limits),
        measuring.cost_per(realised, planned),
        measuring.leverage(realised, planned),
        measuring.share(realised, planned),
    ]
    for one in found:
        assert isinstance(one, Undefined) or math.isfinite(one)
    if measuring.is_number(due):
        assert planned is not None and 0 <= due <= planned
