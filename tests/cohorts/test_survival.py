"""Gompertz's law is found again where people died by it, and a life table follows from it."""

from __future__ import annotations

import numpy as np
import pytest

from seutukuva.cohorts import survival
from seutukuva.cohorts.survival import Change, Gompertz
from tests.cohorts import made


def closed(gap: int) -> list[Change]:
    years = made.through(made.stationary(5e6), np.zeros((1, 102)), range(2020, 2021 + gap))
    return [Change(years[2020][0], years[2020 + gap][0], gap)]


@pytest.mark.parametrize("gap", [1, 2, 5, 10])
def test_the_law_that_people_died_by_is_found(gap: int) -> None:
    found = survival.fitted(closed(gap))
    assert found is not None
    assert found.slope == pytest.approx(made.LAW.slope, rel=0.01)
    ages = np.array([60.0, 75.0, 90.0])
    assert found.risk(ages, ages + 1) == pytest.approx(made.LAW.risk(ages, ages + 1), rel=0.02)


def test_no_law_is_made_of_nothing() -> None:
    assert survival.fitted([]) is None
    same = np.full(101, 100.0)
    assert survival.fitted([Change(same, same, 1)]) is None


def test_no_law_where_the_old_die_less_than_the_young() -> None:
    before = np.full(101, 1000.0)
    after = np.append(0.0, before[:-1] * np.linspace(0.5, 1.0, 100))
    assert survival.fitted([Change(before, after, 1)]) is None


def test_a_life_table_begins_with_births_and_ends_open() -> None:
    lived = made.LIFE.lived[0]
    assert lived[0] == pytest.approx(1 - 0.9 * made.INFANTS)
    assert (np.diff(lived[:-1]) < 0).all()
    assert 78 < lived.sum() < 88
    ages = np.arange(100, survival.LAST_AGE - 1, dtype=float)
    alive = np.exp(-made.LAW.risk(np.ones_like(ages), ages + 0.5)) * (1 - made.INFANTS)
    assert lived[-1] == pytest.approx(alive.sum(), rel=1e-6)


def test_a_higher_risk_shortens_every_age_and_never_lengthens_one() -> None:
    tables = [survival.life([made.LAW], [0.002], one, 101).lived for one in (0.5, 1.0, 1.5)]
    assert (tables[0] > tables[1]).all()
    assert (tables[1] > tables[2]).all()
    doubled = made.LAW.risen(2)
    ages = np.array([70.0])
    assert doubled.risk(ages, ages + 1) == pytest.approx(2 * made.LAW.risk(ages, ages + 1))


def test_expected_deaths_are_those_that_led_to_the_people() -> None:
    people = made.stationary(10_000)
    born = people.sum() / made.LIFE.lived.sum()
    # Where nothing changes as many die as are born; infants of the year are left out.
    infants = born * (1 - made.LIFE.lived[0, 0])
    assert survival.expected_deaths(made.LIFE, people) == pytest.approx(born - infants, rel=0.01)


@pytest.mark.parametrize("gap", [1, 5])
def test_from_fifty_on_cohorts_of_the_country_tell_who_is_alive(gap: int) -> None:
    (change,) = closed(gap)
    other = survival.life([Gompertz(-10.0, 0.1)], [0.002], 1.0, 101)
    kept = survival.kept_through(other, 0, gap)
    found = survival.kept_in(change, kept)
    true = survival.kept_through(made.LIFE, 0, gap)
    assert found[50 : 100 - gap] == pytest.approx(true[50 : 100 - gap])
    assert found[:50] == pytest.approx(kept[:50])
    together = (change.before * found)[100 - gap :].sum()
    assert together == pytest.approx(change.after[100])


def test_nobody_comes_to_life_where_a_country_gained_people() -> None:
    (change,) = closed(1)
    gained = Change(change.before, change.after * 1.5, 1)
    assert survival.kept_in(gained, survival.kept_through(made.LIFE, 0, 1)).max() <= 1
