"""Which test a series gets, what comes out, and calm answers for thin and odd series."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import verdicts
from seutukuva.verdicts import control, kendall
from tests.verdicts.made import indicator, rows, shares

NAN = float("nan")
OPPOSITE = {"rising": "falling", "falling": "rising", "steady": "steady"}


def numbers(found: Any) -> list[float]:
    """Every number of a result."""
    values = dataclasses.asdict(found).values()
    return [value for value in values if isinstance(value, float)]


def test_a_long_yearly_series_is_tested_by_its_ranks() -> None:
    values = [100 + 3 * year + (-1) ** year for year in range(12)]
    found = verdicts.trend(indicator(polarity="up"), rows(values, "2005"))
    assert (found.method, found.state, found.judgement) == ("mann_kendall", "rising", "better")
    assert (found.n, found.first_period, found.last_period) == (12, "2005", "2016")
    assert found.threshold == kendall.THRESHOLD
    assert found.tau is not None and found.tau > 0.9
    assert found.p_value is not None and found.p_value < 0.002
    assert found.slope == pytest.approx(3)


def test_only_the_newest_fifteen_years_count() -> None:
    values = [*range(100, 50, -1), *range(15)]
    found = verdicts.trend(indicator(), rows(values, "1950"))
    assert (found.n, found.state, found.tau) == (15, "rising", 1.0)


def test_a_share_without_all_denominators_is_tested_by_its_ranks() -> None:
    counts, people = list(range(100, 110)), [1000] * 10
    made, bases = shares(counts, people)
    del bases["2021"]
    found = verdicts.trend(indicator(factor=100), made, bases)
    assert (found.method, found.state) == ("mann_kendall", "rising")
    assert verdicts.trend(indicator(factor=100), made).method == "mann_kendall"
    few = verdicts.trend(indicator(factor=100), made[-6:], bases)
    assert (few.reason, few.method) == ("no_denominator", "none")


def test_a_share_of_nobody_cannot_be_calculated() -> None:
    made = rows([10.0, 11.0, 12.0, 13.0, 14.0], "2014")
    bases = {str(year): 100.0 for year in range(2014, 2019)} | {"2016": 0.0}
    found = verdicts.trend(indicator(factor=100), made, bases)
    assert (found.state, found.reason) == ("not_calculated", "zero_denominator")


def test_a_balance_is_no_share_but_has_ranks() -> None:
    bases = {str(year): 1000.0 for year in range(2010, 2022)}
    values = [5.0, 3, 1, -1, -2, -3.5, -5, -6, -9, -10]
    found = verdicts.trend(indicator(factor=1000, polarity="up"), rows(values), bases)
    assert (found.method, found.state, found.judgement) == ("mann_kendall", "falling", "worse")
    few = verdicts.trend(indicator(factor=1000), rows(values[:6]), bases)
    assert (few.state, few.reason) == ("not_calculated", "negative_share")


@pytest.mark.parametrize("polarity", ["up", "down"])
def test_judgement_follows_what_is_wanted(polarity: str) -> None:
    rising = verdicts.trend(indicator(polarity=polarity), rows(list(range(10))))
    assert rising.judgement == ("better" if polarity == "up" else "worse")
    falling = verdicts.trend(indicator(polarity=polarity), rows(list(range(10, 0, -1))))
    assert falling.judgement == ("worse" if polarity == "up" else "better")


def test_nothing_is_judged_where_no_direction_is_wanted() -> None:
    assert verdicts.trend(indicator(polarity="none"), rows(list(range(10)))).judgement == ""


@pytest.mark.parametrize(
    ("values", "statuses", "reason", "n"),
    [
        ([], {}, "no_figures", 0),
        ([None, NAN, None], {}, "no_figures", 0),
        ([float("inf")], {}, "no_figures", 0),
        ([7.0], {}, "too_few_points", 1),
        ([1.0, 2, 3, 4, 5, 6, 7], {}, "too_few_points", 7),
        ([*range(9), None, None, 1.0, 2.0], {}, "gap", 2),
        (list(range(12)), {"_2018": "break"}, "break", 4),
    ],
)
def test_thin_series_have_a_reason(
    values: list[Any], statuses: dict[str, str], reason: str, n: int
) -> None:
    found = verdicts.trend(indicator(polarity="up"), rows(values, **statuses))
    assert (found.state, found.reason, found.n) == ("not_calculated", reason, n)
    assert (found.method, found.judgement, numbers(found)) == ("none", "", [])


def test_figures_not_yet_published_do_not_cut_the_series() -> None:
    found = verdicts.trend(indicator(), rows([*range(9), None, None]))
    assert (found.state, found.last_period) == ("rising", "2018")


def test_a_break_restarts_the_series_and_keeps_its_first_figure() -> None:
    found = verdicts.trend(indicator(), rows([*range(100, 80, -1), *range(8)], _2030="break"))
    assert (found.state, found.n, found.first_period) == ("rising", 8, "2030")
    at_the_start = verdicts.trend(indicator(), rows(list(range(8)), _2010="break"))
    assert at_the_start.state == "rising"


def test_equal_figures_are_steady() -> None:
    found = verdicts.trend(indicator(polarity="up"), rows([4.2] * 9))
    assert (found.state, found.reason, found.judgement) == ("steady", "all_equal", "")
    assert (found.slope, found.p_value, found.tau) == (0.0, 1.0, None)


def test_a_projection_has_no_trend() -> None:
    calculated = indicator(caveats=("projection_not_forecast",))
    assert verdicts.trend(calculated, rows(list(range(20)))).reason == "projection"


def test_the_order_of_rows_does_not_matter() -> None:
    made = rows([5.0, 3, 4, 6, 8, 7, 9, 11, 10])
    assert verdicts.trend(indicator(), made[::-1]) == verdicts.trend(indicator(), made)


SEASON = [8.0, 7.5, 7, 6.5, 6, 6.8, 7.4, 6.6, 6.1, 6.3, 6.8, 7.9]


def months(levels: list[float]) -> list[float]:
    """A season on top of a level for each month."""
    return [level + SEASON[place % 12] for place, level in enumerate(levels)]


NOISE = [0.1 * ((7 * n) % 5 - 2) for n in range(72)]


def test_a_season_is_no_trend() -> None:
    found = verdicts.trend(
        indicator(period_kind="month", polarity="down"), rows(months(NOISE), "2020M01")
    )
    assert (found.method, found.state, found.judgement) == ("control_limits", "steady", "")
    assert (found.n, found.usual) == (48, ("2021M01", "2024M12"))
    assert (found.first_period, found.last_period) == ("2024M12", "2025M12")


def test_a_leap_of_the_newest_month_is_a_signal() -> None:
    noise = [*NOISE[:-1], NOISE[-1] + 3]
    found = verdicts.trend(
        indicator(period_kind="month", polarity="down"), rows(months(noise), "2020M01")
    )
    assert (found.state, found.judgement) == ("rising", "worse")
    assert found.statistic is not None and found.threshold is not None
    assert found.statistic > found.threshold > 0
    assert found.p_value is None and found.slope is None


def test_a_leap_that_is_over_is_no_signal_of_now() -> None:
    noise = [*NOISE]
    noise[-4] += 3
    found = verdicts.trend(indicator(period_kind="month"), rows(months(noise), "2020M01"))
    assert found.state == "steady"


def test_eight_months_a_little_above_the_year_before_are_no_trend() -> None:
    levels = [0.2 * ((n * n) % 7 - 3) for n in range(64)] + [0.0] * 8
    for place in range(64, 72):
        levels[place] = levels[place - 12] + 0.15 + 0.05 * (place % 3)
    made = rows(months(levels), "2020M01")
    found = verdicts.trend(indicator(period_kind="month", polarity="up"), made)
    assert (found.state, found.judgement) == ("steady", "")
    assert found.statistic is not None and found.threshold is not None
    assert 0 < found.statistic < found.threshold


def test_a_steady_rise_is_rising() -> None:
    # Each month exactly as much above the year before: nothing unusual, but no standing still.
    found = verdicts.trend(
        indicator(period_kind="month"), rows(months([0.1 * n for n in range(60)]), "2021M01")
    )
    assert found.state == "rising"


def test_a_difference_of_rounding_is_no_trend() -> None:
    # The same figures year after year, and then one that differs in its last digit.
    values = months([0.0] * 72)
    values[-1] += 0.1
    found = verdicts.trend(indicator(period_kind="month"), rows(values, "2020M01"))
    assert found.state == "steady"


def test_quarters_compare_with_the_same_quarter() -> None:
    values = [10.0, 20, 30, 40] * 8
    found = verdicts.trend(indicator(period_kind="quarter"), rows(values, "2018Q1"))
    assert (found.state, found.reason, found.n) == ("steady", "all_equal", 24)
    assert (found.usual, found.first_period) == (("2019Q1", "2025Q4"), "2024Q4")


@pytest.mark.parametrize(
    ("values", "statuses", "reason", "n"),
    [
        ([], {}, "no_figures", 0),
        ([1.0], {}, "too_few_points", 1),
        ([float(n) for n in range(59)], {}, "too_few_points", 59),
        ([*range(30), None, 4.0], {}, "gap", 1),
        (list(range(99)), {"_2027M06": "break"}, "break", 46),
    ],
)
def test_thin_monthly_series_have_a_reason(
    values: list[Any], statuses: dict[str, str], reason: str, n: int
) -> None:
    found = verdicts.trend(indicator(period_kind="month"), rows(values, "2023M01", **statuses))
    assert (found.state, found.reason, found.n) == ("not_calculated", reason, n)
    assert found.needed == control.figures_needed(12) == 60


def test_a_figure_whose_year_before_is_missing_is_not_judged_by_older_ones() -> None:
    values: list[float | None] = [float(n) for n in range(99)]
    values[86] = None
    found = verdicts.trend(indicator(period_kind="month"), rows(values, "2020M01"))
    assert (found.state, found.reason, found.n) == ("not_calculated", "gap", 12)


ODD = st.lists(
    st.one_of(st.none(), st.just(NAN), st.floats(-1e6, 1e6), st.integers(0, 3).map(float)),
    max_size=40,
)


@given(
    ODD,
    st.sampled_from(["year", "quarter", "month"]),
    st.sampled_from([None, 100.0, 1000.0]),
    st.lists(st.one_of(st.just(NAN), st.floats(0, 1e6), st.integers(0, 3)), max_size=40),
)
def test_no_series_makes_an_exception_or_a_number_that_is_none(
    values: list[float | None], kind: str, factor: float | None, people: list[float]
) -> None:
    first = {"year": "1985", "quarter": "2015Q1", "month": "2020M11"}[kind]
    made = rows(values, first)
    bases = {row["period"]: one for row, one in zip(made, people, strict=False)}
    one = indicator(period_kind=kind, factor=factor, polarity="up")
    found = verdicts.trend(one, made, bases)
    assert all(math.isfinite(value) for value in numbers(found))
    assert found.is_calculated or found.reason
    assert (found.judgement == "") == (found.state in ("steady", "not_calculated"))
    variation = verdicts.varies_strongly(one, made, bases)
    assert all(math.isfinite(value) for value in numbers(variation))
    assert all(math.isfinite(row["value"]) for row in verdicts.rolling(made, 3, bases))
    limits = verdicts.control_limits(made)
    assert limits is None or limits.lower <= limits.centre <= limits.upper


@given(
    st.lists(st.integers(-50, 50).map(float), min_size=1, max_size=40),
    st.sampled_from(["year", "month"]),
)
def test_turning_the_sign_turns_the_trend(values: list[float], kind: str) -> None:
    first = {"year": "1985", "month": "2020M01"}[kind]
    there = verdicts.trend(indicator(period_kind=kind, polarity="up"), rows(values, first))
    back = verdicts.trend(
        indicator(period_kind=kind, polarity="down"), rows([-one for one in values], first)
    )
    assert back.state == OPPOSITE.get(there.state, there.state)
    # What is wanted turns with the sign, so the judgement stays.
    assert (back.judgement, back.reason) == (there.judgement, there.reason)


def test_the_methods_need_what_they_say() -> None:
    eight = verdicts.trend(indicator(), rows([1.0, 2, 4, 3, 5, 6, 7, 8]))
    assert (eight.needed, eight.is_calculated) == (8, True)
    twelve = rows([float(n % 12) for n in range(24)], "2023M01")
    found = verdicts.trend(indicator(period_kind="month"), twelve)
    assert (found.needed, found.n) == (60, 24)


def test_ranks_pass_over_single_missing_years_but_not_over_two() -> None:
    total = indicator(adds_up=True, decimals=0)
    values = [float(-10 * year) for year in range(12)]
    found = verdicts.trend(total, rows([*values, None, -130.0]))
    assert (found.method, found.state, found.n) == ("mann_kendall", "falling", 13)
    # The missing year counts in the slope: 20 less in two years is 10 a year.
    assert found.slope == pytest.approx(-10.0)
    assert verdicts.trend(total, rows([*values, None, None, -130.0])).reason == "gap"


def test_the_reason_counts_the_figures_that_the_test_would_have_taken() -> None:
    total = indicator(adds_up=True, decimals=0)
    found = verdicts.trend(total, rows([5.0, 4.0, 3.0, 2.0, 1.0, None, 2.0, 3.0]))
    assert (found.reason, found.n, found.needed) == ("too_few_points", 7, kendall.FEWEST)
