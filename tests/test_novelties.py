"""What is new between two states, and how unusual it is for the series."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import definitions, novelties, texts
from seutukuva.definitions import Definitions, Rate
from seutukuva.novelties import Novelties
from tests.verdicts.made import rows

REAL = definitions.load()
AREA = "FI-KU729"
KEY = ("jobs", AREA)
# Changes of 8 to 12 a year.
QUIET = [100.0, 110, 118, 130, 139, 150, 160, 169, 181]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use("fi")


def found(before: list[Any], after: list[Any], key: tuple[str, str] = KEY) -> Novelties:
    return novelties.novelties({key: rows(before)}, {key: rows(after)}, REAL)


def kinds(news: Novelties) -> list[str]:
    return sorted(one.kind for one in news)


def test_the_same_figures_are_no_news() -> None:
    news = found(QUIET, QUIET)
    assert (list(news), len(news), news.tests) == ([], 0, 0)


def test_a_new_period_is_compared_to_the_one_before() -> None:
    news = found(QUIET, [*QUIET, 171.0])
    [new] = [one for one in news if one.kind == "new_period"]
    assert (new.indicator_id, new.area_id, new.period) == ("jobs", AREA, "2019")
    assert (new.before, new.after, new.periods) == (181.0, 171.0, 1)
    # Changes before: 10 8 12 9 11 10 9 12, median 10, MAD 1: −10 is 20 ÷ 1.4826 away.
    assert new.unusual == pytest.approx(20 / 1.4826)
    usual = found(QUIET, [*QUIET, 191.0])
    assert usual[0].unusual == 0.0


def test_many_new_periods_are_one_piece_of_news() -> None:
    news = [one for one in found(QUIET[:3], QUIET) if one.kind == "new_period"]
    assert [(one.period, one.periods) for one in news] == [("2018", 6)]


def test_a_revision_has_both_values_and_the_largest_is_told() -> None:
    revised = [*QUIET]
    revised[2], revised[4] = 119.0, 133.0
    news = found(QUIET, revised)
    [one] = [one for one in news if one.kind == "revision"]
    assert (one.period, one.before, one.after, one.periods) == ("2014", 139.0, 133.0, 2)
    assert one.unusual > 0


def test_a_lost_period_is_told() -> None:
    news = found(QUIET, [*QUIET[:8], None])
    assert [(one.kind, one.period, one.before, one.after) for one in news] == [
        ("lost_period", "2018", 181.0, None)
    ]
    gone = novelties.novelties({KEY: rows(QUIET)}, {}, REAL)
    assert [(one.kind, one.periods) for one in gone] == [("lost_period", 9)]


def test_records_need_a_new_figure_beyond_all_earlier_ones() -> None:
    [high] = [one for one in found(QUIET, [*QUIET, 185.0]) if one.kind == "record_high"]
    assert (high.period, high.before, high.after) == ("2019", 181.0, 185.0)
    assert "record_low" in kinds(found(QUIET, [*QUIET, 99.0]))
    inside = kinds(found(QUIET, [*QUIET, 150.0]))
    assert "record_high" not in inside and "record_low" not in inside
    # An equal one is no record, nor is one among few, nor one of a series that is wholly new.
    assert "record_high" not in kinds(found(QUIET, [*QUIET, 181.0]))
    assert "record_high" not in kinds(found(QUIET[:4], QUIET[:5]))
    assert kinds(novelties.novelties({}, {KEY: rows(QUIET)}, REAL)) == ["new_period"]


def test_a_turned_trend_is_told_with_both_states() -> None:
    before = [10.0, 11, 10, 12, 11, 12, 13, 14]
    after = [*before, 15.0, 16.0, 17.0]
    [turned] = [one for one in found(before, after) if one.kind == "turned_trend"]
    assert (turned.trend_before, turned.trend_after) == ("steady", "rising")
    assert turned.period == "2020"


def test_a_trend_that_was_not_there_before_has_not_turned() -> None:
    news = found(list(range(7)), list(range(9)))
    assert "turned_trend" not in kinds(news)
    assert news.tests == 1


def test_shares_are_tested_with_their_denominators() -> None:
    share = replace(REAL.indicators["jobs"], id="share", rate=Rate("population", 100))
    known: Definitions = replace(REAL, indicators={**REAL.indicators, "share": share})
    people = {("population", AREA): rows([40299.0, 41527, 42811, 44064, 44701], "2014")}
    flat = [2.467, 2.467, 2.467, 2.47, 2.465]
    steep = [
        100 * x / n
        for x, n in zip(
            [994, 1023, 1199, 1332, 1367], [40299, 41527, 42811, 44064, 44701], strict=True
        )
    ]
    before = {("share", AREA): rows(flat, "2014"), **people}
    after = {("share", AREA): rows(steep, "2014"), **people}
    turned = [
        one for one in novelties.novelties(before, after, known) if one.kind == "turned_trend"
    ]
    assert [(one.trend_before, one.trend_after) for one in turned] == [("steady", "rising")]


def test_months_are_compared_to_the_year_before() -> None:
    key = ("unemployed_jobseekers", AREA)
    season = [float(100 + 10 * (month % 12)) for month in range(30)]
    before = {key: rows(season, "2024M01")}
    after = {key: rows([*season, 100.0 + 60], "2024M01")}
    [new] = [one for one in novelties.novelties(before, after, REAL) if one.kind == "new_period"]
    assert (new.period, new.before, new.unusual) == ("2026M07", 160.0, 0.0)


def test_the_most_unusual_comes_first() -> None:
    other = ("enterprise_stock", AREA)
    lively = [100.0, 150, 90, 160, 80, 170, 85, 150, 95]
    before = {KEY: rows(QUIET), other: rows(lively)}
    after = {KEY: rows([*QUIET, 221.0]), other: rows([*lively, 135.0])}
    news = novelties.novelties(before, after, REAL)
    # The same step of forty is a sensation in the quiet series only.
    assert news[0].indicator_id == "jobs"
    assert [one.unusual for one in news] == sorted((one.unusual for one in news), reverse=True)
    assert isinstance(news[:2], tuple) and len(news[:2]) == 2


def test_a_series_that_never_moved_makes_no_endless_number() -> None:
    news = found([5.0] * 9, [*[5.0] * 9, 5000.0])
    assert max(one.unusual for one in news) == novelties.MOST_UNUSUAL
    short = found([5.0, 6.0], [5.0, 6.0, 900.0])
    assert [one.unusual for one in short] == [0.0]


def test_what_nobody_defines_is_left_out() -> None:
    assert list(found(QUIET, [*QUIET, 1.0], ("happiness", AREA))) == []


def test_false_alarms_are_counted() -> None:
    # Each method has its own rate.
    counted = {"mann_kendall": 500, "proportion": 500, "control_limits": 500}
    assert novelties.expected_false_alarms(counted) == pytest.approx(1 + 2 + 3)
    before = {("jobs", f"FI-KU{n:03d}"): rows(QUIET) for n in range(20)}
    after = {key: rows([*QUIET, 190.0]) for key in before}
    news = novelties.novelties(before, after, REAL)
    assert (news.tests, news.tested) == (20, {"mann_kendall": 20})
    assert news.expected_false_alarms == pytest.approx(0.04)


def test_months_are_counted_with_the_rate_of_control_limits() -> None:
    key = ("unemployed_jobseekers", AREA)
    months = [float(100 + 10 * (month % 12) + month % 5) for month in range(72)]
    before, after = rows(months[:-1], "2020M01"), rows(months, "2020M01")
    news = novelties.novelties({key: before}, {key: after}, REAL)
    assert news.tested == {"control_limits": 1}
    assert news.expected_false_alarms == pytest.approx(0.006)


@pytest.mark.slow
@pytest.mark.parametrize("rho", [0.0, 0.9])
def test_months_turn_by_chance_as_seldom_as_is_counted(rho: float) -> None:
    key = ("unemployment_share", AREA)
    known = replace(REAL.indicators[key[0]], decimals=3)
    found = replace(REAL, indicators={**REAL.indicators, key[0]: known})
    chance, turned, tests = random.Random(1), 0, 0
    for _ in range(1500):
        level, values = chance.gauss(0, 1), []
        for _month in range(145):
            values.append(50 + level)
            level = rho * level + chance.gauss(0, math.sqrt(1 - rho * rho))
        after = rows(values, "2014M01")
        news = novelties.novelties({key: after[:-1]}, {key: after}, found)
        turned += sum(one.kind == "turned_trend" for one in news)
        tests += news.tests
    # Of 1,500 tests nine are counted on; two standard deviations of that are six.
    assert tests == 1500
    assert turned <= 1500 * novelties.TURNS_BY_CHANCE["control_limits"] + 6


def test_a_projection_is_neither_a_record_nor_a_new_figure() -> None:
    ids = [one.id for one in REAL.indicators.values() if "projection_not_forecast" in one.caveats]
    assert ids
    for one in ids:
        assert list(found(QUIET, [*QUIET, 99.0], (one, AREA))) == []
    # A new round of the projection is told as what it is.
    assert kinds(found(QUIET, [90.0, *QUIET[1:]], (ids[0], AREA))) == ["revision"]


def test_a_break_begins_records_and_comparisons_anew() -> None:
    after = rows([*QUIET, 300.0], _2019="break")
    news = novelties.novelties({KEY: rows(QUIET)}, {KEY: after}, REAL)
    [new] = news
    assert (new.kind, new.before, new.after, new.unusual) == ("new_period", None, 300.0, 0.0)
    # What stood before the break is no record to beat, and no change to measure by.
    later = rows([1.0] * 3 + QUIET + [150.0], "2010", _2013="break")
    kept = {KEY: later[:-1]}
    assert kinds(novelties.novelties(kept, {KEY: later}, REAL)) == ["new_period"]
    lowest = [*later[:-1], {**later[-1], "value": 90.0}]
    [low] = [
        one for one in novelties.novelties(kept, {KEY: lowest}, REAL) if one.kind == "record_low"
    ]
    assert (low.before, low.after) == (100.0, 90.0)


VALUES = st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6), st.just(math.nan)), max_size=20)


@given(VALUES, VALUES, st.sampled_from(["jobs", "net_migration", "unemployment_share"]))
def test_odd_series_are_told_calmly(
    before: list[float | None], after: list[float | None], indicator_id: str
) -> None:
    first = "2020M01" if REAL.indicators[indicator_id].period_kind == "month" else "2000"
    key = (indicator_id, AREA)
    news = novelties.novelties({key: rows(before, first)}, {key: rows(after, first)}, REAL)
    for one in news:
        assert 0 <= one.unusual <= novelties.MOST_UNUSUAL
        assert one.kind in novelties.KINDS
