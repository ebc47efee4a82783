"""The cohort-component step: a published example, and what must hold of every step."""

from __future__ import annotations

import numpy as np
import pytest

from seutukuva.cohorts.stepping import Floats, Life, Rates, Step, step
from tests.cohorts import made


def numbers(text: str) -> Floats:
    return np.array(text.split(), dtype=float)


# Women of Sweden in 1993 and the life table of that year, in groups of five years to 85 and over
# (Preston, Heuveline and Guillot 2001, page 125).
PEOPLE = numbers(
    "293395 248369 240012 261346 285209 314388 281290 286923 304108 324946 247613 211351 215140 "
    "221764 223506 183654 141990 112424"
)
LIVED = numbers(
    "497487 497138 496901 496531 495902 495168 494213 492760 490447 486613 480665 471786 457852 "
    "436153 402775 350358 271512 291707"
)
FERTILITY = numbers("0 0 0 .0120 .0908 .1499 .1125 .0441 .0074 .0003 0 0 0 0 0 0 0 0")
IN_1998 = numbers(
    "293574 293189 248251 239833 261015 284787 313782 280463 285576 301731 320974 243039 205109 "
    "204944 204793 194419 142324 131768"
)


def sweden() -> Step:
    rates = Rates(
        life=Life(LIVED[np.newaxis, :], 5 * 100_000),
        fertility=FERTILITY,
        mothers=0,
        newborn=np.array([1 / 2.05]),
        moves=np.zeros((1, 19)),
        width=5,
    )
    return step(PEOPLE[np.newaxis, :], rates)


def test_sweden_1993_to_1998_comes_out_to_the_unit() -> None:
    found = sweden()
    assert found.births == pytest.approx(604_866.36, abs=0.005)
    assert np.array_equal(found.people[0].round(), IN_1998)
    assert found.people.sum() == pytest.approx(4_449_569.7, abs=0.05)


def any_rates(rng: np.random.Generator, width: int, out: float = 50.0) -> tuple[Floats, Rates]:
    """Two sexes whose people, births, deaths and moves have nothing to do with each other."""
    groups = 101 if width == 1 else 18
    people = rng.uniform(0, 100, (2, groups))
    lived = np.sort(rng.uniform(0.2, 1.0, (2, groups)))[:, ::-1] * width
    fertility = np.zeros(groups)
    fertility[15 // width : 50 // width] = rng.uniform(0, 0.2, 50 // width - 15 // width)
    moves = rng.uniform(-out, 50, (2, groups + 1))
    rates = Rates(
        Life(lived, float(width)), fertility, 1, np.array([1.05, 1.0]) / 2.05, moves, width
    )
    return people, rates


@pytest.mark.parametrize("width", [1, 5])
@pytest.mark.parametrize("seed", range(10))
def test_nobody_vanishes_without_a_death_or_a_move(seed: int, width: int) -> None:
    people, rates = any_rates(np.random.default_rng(seed), width, out=300.0)
    found = step(people, rates)
    balance = people.sum() + found.born.sum() - found.deaths.sum() + found.moved.sum()
    assert found.people.sum() == pytest.approx(balance, abs=1e-6)
    assert found.born.sum() == pytest.approx(found.births)
    assert (found.deaths >= -1e-9).all()


@pytest.mark.parametrize("seed", range(10))
def test_every_cohort_balances_by_itself(seed: int) -> None:
    people, rates = any_rates(np.random.default_rng(seed), 1)
    found = step(people, rates)
    begun = np.column_stack([found.born, people])
    ended = begun - found.deaths + found.moved
    older = ended[:, :-1].copy()
    older[:, -1] += ended[:, -1]
    assert found.people == pytest.approx(older)


@pytest.mark.parametrize("seed", range(10))
def test_an_age_stops_at_nobody_and_what_was_held_back_is_told(seed: int) -> None:
    people, rates = any_rates(np.random.default_rng(seed), 1, out=900.0)
    found = step(people, rates)
    assert found.people.min() >= 0
    assert found.held > 0
    assert found.held == pytest.approx(found.moved.sum() - rates.moves.sum())
    assert (found.moved >= rates.moves - 1e-9).all()


def test_half_of_the_migrants_share_the_deaths_of_the_step() -> None:
    lived = np.array([[1.0, 0.5, 0.25]])
    moves = np.array([[0.0, 10.0, 0.0, 0.0]])
    rates = Rates(Life(lived, 1.0), np.zeros(3), 0, np.array([1.0]), moves)
    found = step(np.array([[100.0, 0.0, 0.0]]), rates)
    # (100 + 5) × 0.5 + 5, and nobody else.
    assert found.people[0] == pytest.approx([0.0, 57.5, 0.0])
    assert found.deaths.sum() == pytest.approx(52.5)


def test_where_as_many_are_born_as_die_nothing_changes() -> None:
    people = made.stationary(10_000)
    expected = float((made.SHAPE * (people[0] / 2)).sum())
    born = people.sum() / made.LIFE.lived.sum()
    rates = Rates(
        life=made.LIFE,
        fertility=made.SHAPE / 2 * (born / expected),
        mothers=0,
        newborn=np.array([1.0]),
        moves=np.zeros((1, 102)),
    )
    found = step(people, rates)
    assert found.people == pytest.approx(people)
    assert found.births == pytest.approx(found.deaths.sum())


def test_where_nobody_lives_nobody_is_born() -> None:
    _people, rates = any_rates(np.random.default_rng(0), 1)
    still = Rates(rates.life, rates.fertility, 1, rates.newborn, np.zeros((2, 102)))
    found = step(np.zeros((2, 101)), still)
    assert found.births == 0
    assert found.people.sum() == 0
