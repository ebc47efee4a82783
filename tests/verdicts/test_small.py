"""Figures of few people: marked, and offered as means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import verdicts
from tests.verdicts.made import indicator, rows, shares


def test_fewer_than_twenty_cases_vary_strongly() -> None:
    made, bases = shares([40, 30, 19], [900, 900, 900])
    found = verdicts.varies_strongly(indicator(factor=100), made, bases)
    assert (found.is_strong, found.reason) == (True, "few_cases")
    assert (found.count, found.denominator) == (19, 900)
    assert bool(found) is True
    made, bases = shares([10, 10, 20], [900, 900, 900])
    assert not verdicts.varies_strongly(indicator(factor=100), made, bases)


def test_all_but_a_few_vary_as_much() -> None:
    made, bases = shares([885], [900])
    found = verdicts.varies_strongly(indicator(factor=100), made, bases)
    assert (found.reason, found.count) == ("few_others", 885)


def test_small_counts_vary_strongly_and_large_ones_do_not() -> None:
    count = indicator(adds_up=True)
    assert verdicts.varies_strongly(count, rows([50.0, 12.0])).reason == "few_cases"
    assert verdicts.varies_strongly(count, rows([5.0, 500.0])).reason == ""


def test_jumps_are_told_from_slow_change() -> None:
    jumping = verdicts.varies_strongly(indicator(), rows([100.0, 140, 90, 150, 95, 145, 100]))
    assert (jumping.reason, jumping.count) == ("jumpy", None)
    # Each is 50 or so off the mean of its neighbours.
    assert jumping.typical_jump == pytest.approx(52.5, abs=5)
    slow = verdicts.varies_strongly(indicator(), rows([100.0, 130, 160, 190, 220, 250, 280]))
    assert (slow.reason, slow.typical_jump) == ("", 0.0)


def test_a_balance_jumps_when_it_is_as_large_as_itself() -> None:
    balance = indicator(adds_up=True, display="signed")
    assert verdicts.varies_strongly(balance, rows([-5.0, 8, -7, 9, -6])).reason == "jumpy"
    assert verdicts.varies_strongly(balance, rows([-50.0, -52, -49, -55, -51])).reason == ""


def test_known_cases_are_not_blamed_for_the_economy() -> None:
    # Hundreds of unemployed: the figure leaps, but not because they are few.
    made, bases = shares([400, 200, 500, 150, 450, 210], [3000] * 6)
    assert verdicts.varies_strongly(indicator(factor=100), made, bases).reason == ""
    assert verdicts.varies_strongly(indicator(factor=100), made).reason == "jumpy"


@pytest.mark.parametrize("values", [[], [None], [0.0], [0.0] * 8, [5.0]])
def test_thin_series_are_not_marked(values: list[float | None]) -> None:
    assert verdicts.varies_strongly(indicator(), rows(values)).reason == ""


def test_means_of_three_years() -> None:
    found = verdicts.rolling(rows([1.0, 2, 6, 4], _2013="preliminary"))
    assert [(one["first_period"], one["period"], one["value"]) for one in found] == [
        ("2010", "2012", 3.0),
        ("2011", "2013", 4.0),
    ]
    assert [(one["status"], one["n"]) for one in found] == [("final", 3), ("preliminary", 3)]


def test_means_of_shares_are_those_of_all_people_together() -> None:
    made, bases = shares([10, 30, 20], [100, 500, 400])
    found = verdicts.rolling(made, 3, bases)
    assert [one["value"] for one in found] == [pytest.approx(6.0)]
    assert verdicts.rolling(made, 3)[0]["value"] == pytest.approx((10 + 6 + 5) / 3)
    assert verdicts.rolling(made, 3, {**bases, "2015": 0}) == []
    assert verdicts.rolling(made, 3, {"2014": 100}) == []


def test_means_do_not_reach_over_gaps_and_breaks() -> None:
    assert verdicts.rolling(rows([1.0, 2, None, 4, 5])) == []
    found = verdicts.rolling(rows([1.0, 2, 3, 4, 5, 6], _2013="break"))
    assert [one["period"] for one in found] == ["2012", "2015"]
    assert verdicts.rolling(rows([1.0, 2])) == []
    assert verdicts.rolling([]) == []


def test_a_window_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="window"):
        verdicts.rolling(rows([1.0]), 0)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.integers(1, 6))
def test_means_lie_among_their_figures(values: list[float], window: int) -> None:
    found = verdicts.rolling(rows(values, "1990"), window)
    assert len(found) == max(0, len(values) - window + 1)
    for place, one in enumerate(found):
        part = values[place : place + window]
        assert min(part) - 1e-6 <= one["value"] <= max(part) + 1e-6
