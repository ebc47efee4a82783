"""Births by the age of mothers, and moves by age."""

from __future__ import annotations

import numpy as np
import pytest

from seutukuva.cohorts import fertility, migration, survival
from seutukuva.cohorts.survival import Change
from tests.cohorts import made


def test_single_years_keep_the_sum_of_every_group_and_no_age_is_below_nothing() -> None:
    found = fertility.by_single_years(made.CHILDREN, 101)
    assert found.sum() == pytest.approx(1)
    assert found.min() >= 0
    assert found[:15].sum() == found[50:].sum() == 0
    for low, high, share in made.CHILDREN:
        assert 100 * found[low : high + 1].sum() == pytest.approx(share)


def test_single_years_have_no_steps_between_groups() -> None:
    found = fertility.by_single_years(made.CHILDREN, 101)
    assert np.abs(np.diff(found)).max() < found.max() / 5
    assert 28 <= int(found.argmax()) <= 33


def test_few_births_lean_on_the_level_around_and_many_do_not() -> None:
    assert fertility.weighed(0, 0, 1.5) == 1.5
    # As many as are expected around change nothing.
    assert fertility.weighed(30, 20, 1.5) == pytest.approx(1.5)
    low, high = (fertility.weighed(births, 20, 1.5) for births in (10, 60))
    assert 0.5 < low < 1.5 < high < 3.0
    assert fertility.weighed(60_000, 20_000, 1.5) == pytest.approx(3.0, rel=0.01)


def moved(gap: int) -> tuple[np.ndarray, np.ndarray]:
    """Who moved every year, and what is found of it from people so many years apart."""
    moves = made.movers(-40)
    years = made.through(made.stationary(10_000), moves, range(2020, 2021 + gap))
    change = Change(years[2020][0], years[2020 + gap][0], gap)
    found = migration.yearly([change], [survival.kept_through(made.LIFE, 0, gap)])
    return moves[0], found


@pytest.mark.parametrize("gap", [1, 5])
def test_moves_are_found_in_what_cohorts_changed_by(gap: int) -> None:
    true, found = moved(gap)
    assert found[1:].sum() == pytest.approx(true[1:].sum(), rel=0.03)
    # Smoothed by age, and where they are: the young leave, families come.
    assert found[20] < 0 < found[31]
    assert found[0] == pytest.approx(found[1] / 2)
    for low in range(1, 96, 10):
        assert abs(found[low : low + 10].sum() - true[low : low + 10].sum()) < 20


def test_a_closed_area_has_no_moves() -> None:
    years = made.through(made.stationary(10_000), np.zeros((1, 102)), range(2020, 2022))
    change = Change(years[2020][0], years[2021][0], 1)
    found = migration.yearly([change], [survival.kept_through(made.LIFE, 0, 1)])
    assert found == pytest.approx(np.zeros(102), abs=1e-9)


def test_another_total_changes_gains_and_losses_by_their_size() -> None:
    found = migration.brought_to(np.array([-10.0, 30.0]), 40.0)
    assert found == pytest.approx([-5.0, 45.0])
    assert migration.brought_to(np.zeros(3), 10.0).sum() == 0
