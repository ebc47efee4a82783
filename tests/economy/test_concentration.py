"""Specialisation and concentration: reference values, hand-checked ones, degenerate lists."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva.economy import concentration
from seutukuva.economy.undefined import Number, Undefined

FOUR = (20, 50, 20, 10)


def test_reference_value_of_an_industrys_concentration() -> None:
    found = concentration.gini_concentration(
        (500, 500, 1000, 7000, 1000), (20000, 15000, 20000, 40000, 5000)
    )
    assert found == pytest.approx(0.406896551724, abs=5e-13)


def test_reference_value_of_an_areas_specialisation() -> None:
    found = concentration.gini_specialisation(
        (700, 600, 500, 10000, 40000), (30000, 15000, 10000, 60000, 50000)
    )
    assert found == pytest.approx(0.622222222222, abs=5e-13)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        (concentration.herfindahl, 0.34),
        (concentration.herfindahl_normalised, 0.12),
        (concentration.gini, 0.3),
        (concentration.gini_normalised, 0.4),
    ],
)
def test_reference_values_of_a_distribution(
    measure: Callable[[tuple[float, ...]], Number], value: float
) -> None:
    assert measure(FOUR) == pytest.approx(value, abs=1e-12)


def test_reference_value_of_the_equivalent_number() -> None:
    found = concentration.equivalent_number(FOUR)
    assert found == pytest.approx(1 / 0.34) and round(float(found), 2) == 2.94


def test_krugman_by_hand() -> None:
    # Shares 0.5, 0.3, 0.2 and 0.2, 0.3, 0.5: |0.3| + 0 + |−0.3|.
    assert concentration.krugman((50, 30, 20), (2, 3, 5)) == pytest.approx(0.6)
    assert concentration.krugman((10, 0), (0, 7)) == 2
    assert concentration.krugman((10, 20), (100, 200)) == pytest.approx(0)


def test_hoover_by_hand() -> None:
    # Product 60, 30, 10 beside people 40, 40, 20: two tenths would have to move.
    assert concentration.hoover((60, 30, 10), (40, 40, 20)) == pytest.approx(0.2)
    assert concentration.hoover((1, 1), (5, 5)) == 0


@pytest.mark.parametrize(
    ("amounts", "reason"),
    [
        ((), Undefined.NOTHING),
        ((0, 0), Undefined.NOTHING),
        ((1, math.nan), Undefined.MISSING),
        ((1, -1), Undefined.MISSING),
    ],
)
def test_a_distribution_of_nothing_says_why(amounts: tuple[float, ...], reason: Undefined) -> None:
    for measure in (
        concentration.herfindahl,
        concentration.herfindahl_normalised,
        concentration.equivalent_number,
        concentration.gini,
        concentration.gini_normalised,
    ):
        assert measure(amounts) is reason
    assert concentration.krugman(amounts, FOUR[: len(amounts)]) is reason


def test_among_one_part_nothing_is_unequal() -> None:
    assert concentration.herfindahl((7,)) == 1
    assert concentration.herfindahl_normalised((7,)) is Undefined.ALONE
    assert concentration.gini((7,)) is Undefined.ALONE
    assert concentration.gini_normalised((7,)) is Undefined.ALONE


def test_lists_that_do_not_go_together_say_why() -> None:
    assert concentration.krugman((1, 2), (1, 2, 3)) is Undefined.MISSING
    assert concentration.hoover((1, 2), (0, 0)) is Undefined.NOTHING
    assert concentration.gini_concentration((1, 2), (0, 5)) is Undefined.NOT_THERE


def test_what_neither_has_says_nothing() -> None:
    with_none = concentration.gini_concentration((500, 0, 1000), (2000, 0, 1000))
    assert with_none == concentration.gini_concentration((500, 1000), (2000, 1000))


@given(st.lists(st.integers(0, 10_000), min_size=2, max_size=30))
def test_measures_stay_within_their_bounds(amounts: list[int]) -> None:
    if not sum(amounts):
        return
    alike = [1] * len(amounts)
    for measure, high in (
        (concentration.herfindahl(amounts), 1),
        (concentration.herfindahl_normalised(amounts), 1),
        (concentration.gini_normalised(amounts), 1),
        (concentration.krugman(amounts, alike), 2),
        (concentration.hoover(amounts, alike), 1),
    ):
        assert -1e-9 <= float(measure) <= high + 1e-9
