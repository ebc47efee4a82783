"""A population led on: levers, variants, sums of areas, and what is read from it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from seutukuva.cohorts import courses
from seutukuva.cohorts.courses import CENTRAL, HIGH, LOW, VARIANTS, Levers
from tests.cohorts import made


def last(levers: Levers = Levers(), variant: str = CENTRAL, **basis: float) -> float:  # noqa: B008
    return float(courses.led(made.basis(**basis), levers, 15, variant).people[-1].sum())


@pytest.mark.parametrize("rows", [1, 2])
@pytest.mark.parametrize("variant", VARIANTS)
def test_years_balance_to_the_unit(rows: int, variant: str) -> None:
    levers = Levers(migration=150, fertility=80, mortality=120, more=-60)
    found = courses.led(made.basis(rows=rows), levers, 25, variant)
    totals = found.people.sum(axis=(1, 2))
    assert np.diff(totals) == pytest.approx(found.births - found.deaths + found.moved, abs=1e-6)
    assert found.years == tuple(range(2025, 2051))
    assert found.people.min() >= 0


def test_levers_pull_one_way() -> None:
    for name, sign in (("migration", 1), ("fertility", 1), ("mortality", -1), ("more", 1)):
        steps = (-50, 0, 50) if name == "more" else (50, 100, 150)
        totals = [last(replace(Levers(), **{name: value})) for value in steps]
        assert sorted(totals, reverse=sign < 0) == totals, name
        assert len(set(totals)) == 3, name


def test_more_of_a_net_loss_is_a_larger_loss() -> None:
    large = {"size": 50_000, "net": -60}
    nobody, doubled = (last(Levers(migration=one), **large) for one in (0, 200))
    assert doubled < last(**large) < nobody


def test_low_lies_below_and_high_above() -> None:
    assert last(variant=LOW) < last() < last(variant=HIGH)


@pytest.mark.parametrize("variant", VARIANTS)
def test_where_nobody_moves_nobody_moves_in_any_variant(variant: str) -> None:
    found = courses.led(made.basis(), courses.NOBODY_MOVES, 10, variant)
    assert found.moved == pytest.approx(np.zeros(10))


def test_more_who_move_in_are_as_many_as_were_asked_for() -> None:
    asked = courses.led(made.basis(net=30), Levers(more=25), 5)
    assert asked.moved == pytest.approx(np.full(5, 55.0))


def test_a_lever_that_empties_an_age_stops_there_and_tells() -> None:
    found = courses.led(made.basis(size=300, net=-30), Levers(migration=200), 20)
    assert found.people.min() >= 0
    assert found.held.sum() > 1
    assert found.moved.sum() > -60 * 20


def test_mortality_of_no_year_changes_who_is_born_first() -> None:
    few, many = (courses.led(made.basis(), Levers(mortality=one), 1) for one in (50, 150))
    assert few.deaths[0] < many.deaths[0]
    assert few.births[0] == pytest.approx(many.births[0], rel=0.01)


def test_areas_add_up() -> None:
    one, other = (courses.led(made.basis(size=size), Levers(), 10) for size in (4000, 9000))
    both = courses.together([one, other])
    assert both.people == pytest.approx(one.people + other.people)
    assert both.births == pytest.approx(one.births + other.births)
    later = courses.since(both, 2028)
    assert later.years == tuple(range(2028, 2036))
    assert later.people[0] == pytest.approx(both.people[3])
    assert len(later.deaths) == 7


def test_sexes_are_added_where_one_area_does_not_have_them() -> None:
    one = courses.led(made.basis(rows=2), Levers(), 3)
    both = courses.together([one, courses.led(made.basis(rows=1), Levers(), 3)])
    assert both.people.shape == (4, 1, 101)


def test_different_years_do_not_add_up() -> None:
    one = courses.led(made.basis(), Levers(), 3)
    with pytest.raises(ValueError, match="different years"):
        courses.together([one, courses.since(one, 2026)])


def test_results_are_those_of_the_definitions() -> None:
    # Finland at the end of 2011: 16.5 % under 15, 18.1 % over 64.
    ages = np.zeros(101)
    ages[3], ages[7], ages[40], ages[70], ages[80] = 15.5, 1.0, 65.4, 10.1, 8.0
    found = courses.results(
        replace(courses.led(made.basis(), Levers(), 0), people=ages[None, None])
    )
    assert found.dependency[0] == pytest.approx(52.9, abs=0.01)
    assert found.school[0] == 1.0
    assert (found.young[0], found.working[0], found.old[0]) == pytest.approx((16.5, 65.4, 18.1))
    assert found.oldest[0] == pytest.approx(8.0)


def test_without_anybody_of_working_age_there_is_no_ratio() -> None:
    nobody = replace(courses.led(made.basis(), Levers(), 0), people=np.zeros((1, 1, 101)))
    assert np.isnan(courses.results(nobody).dependency[0])


@pytest.mark.parametrize("rows", [1, 2])
def test_raked_people_have_the_total_and_the_shares(rows: int) -> None:
    people = made.stationary(10_000, rows)
    found = courses.raked(people, 8000, 12.0, 35.0)
    assert found.sum() == pytest.approx(8000)
    assert found[:, :15].sum() == pytest.approx(960)
    assert found[:, 65:].sum() == pytest.approx(2800)
    assert found[0, 20] / found[0, 40] == pytest.approx(people[0, 20] / people[0, 40])
    born = courses.raked(people, 8000, 12.0, 35.0, born=40.0)
    assert born[:, 0].sum() == pytest.approx(40) and born[:, :15].sum() == pytest.approx(960)
    assert born.sum() == pytest.approx(8000)
    alone = courses.raked(people, 8000, None, None, born=0.0)
    assert alone[:, 0].sum() == 0 and alone.sum() == pytest.approx(8000)
    people[:, 0] = 0
    unexpected = courses.raked(people, 8000, 12.0, 35.0, born=3.0)
    assert unexpected[:, 0].sum() == pytest.approx(3)
    # More children than there are young people are no such children.
    assert courses.raked(people, 8000, 12.0, 35.0, born=961.0)[:, 0].sum() == 0
    people = made.stationary(10_000, rows)
    only = courses.raked(people, 8000, None, 35.0)
    assert only == pytest.approx(people * 0.8)
