"""Money and results are compared as both were told up to the same day."""

from __future__ import annotations

from datetime import date

import pytest

from seutukuva.projects.measuring import Undefined
from seutukuva.projects.model import PLANNED, REALISED, VERIFIED, Figure
from seutukuva.projects.pairing import Gap, Pair, pair
from tests.projects.made import ENDS, figure, pictured

SUMMER, AUTUMN, WINTER = date(2010, 6, 30), date(2010, 11, 15), date(2011, 1, 31)


def paid(value: float, on: date) -> Figure:
    return figure("eu_state", REALISED, value, on)


def came(value: float, on: date) -> Figure:
    return figure("participants", REALISED, value, on)


def test_the_newest_day_of_which_both_are_told_counts() -> None:
    money = [paid(100, date(2009, 12, 31)), paid(500, SUMMER), paid(880, AUTUMN)]
    people = [came(10, date(2009, 12, 31)), came(50, SUMMER)]
    assert pair(money, people, WINTER, ENDS) == Pair(500, 50, SUMMER)
    assert pair(money, people, date(2010, 1, 1), ENDS) == Pair(100, 10, date(2009, 12, 31))
    # Of one day the verified figure counts, as everywhere.
    verified = figure("eu_state", REALISED, 480, SUMMER, stage=VERIFIED)
    assert pair([*money, verified], people, WINTER, ENDS) == Pair(480, 50, SUMMER)


def test_days_that_never_meet_make_no_pair() -> None:
    assert pair([paid(880, AUTUMN)], [came(50, SUMMER)], WINTER, ENDS) == Undefined.OTHER_DAYS
    assert pair([paid(880, AUTUMN)], [], WINTER, ENDS) == Undefined.NOT_REPORTED
    assert pair([paid(880, AUTUMN)], [came(50, SUMMER)], SUMMER, ENDS) == Undefined.NOT_REPORTED


def test_figures_of_the_end_stay_as_they_are() -> None:
    later = date(2013, 1, 15)
    assert pair([paid(900, later)], [came(90, ENDS)], later, ENDS) == Pair(900, 90, ENDS)


def test_money_verified_after_the_report_is_no_lag_of_the_results() -> None:
    plans = [figure("eu_state", PLANNED, 1000), figure("participants", PLANNED, 100)]
    plans += [figure("public", PLANNED, 2000), figure("public", REALISED, 1000, SUMMER)]
    told = [*plans, paid(500, SUMMER), came(50, SUMMER), paid(880, AUTUMN)]
    found = pictured([*told, figure("public", REALISED, 1760, AUTUMN)], WINTER)
    assert (found.payment_gap, found.gap_on) == (0, SUMMER)
    assert found.absorption == 0.88
    assert found.cost_per_participant == 1000 / 50
    gap = found.gaps["participants"]
    assert isinstance(gap, Gap) and gap.pair == Pair(500, 50, SUMMER) and gap.share == 0
    apart = pictured([*plans, came(50, SUMMER), paid(880, AUTUMN)], WINTER)
    assert (apart.payment_gap, apart.gap_on) == (Undefined.OTHER_DAYS, None)
    assert apart.cost_per_participant == pytest.approx(20)
