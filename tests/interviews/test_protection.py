"""No firm's answer can be told for certain from all tables ever shown, nor guessed much better."""

from __future__ import annotations

import math

import numpy as np
import pytest

from seutukuva.interviews.counting import Base, counted
from seutukuva.interviews.protection import gates
from seutukuva.interviews.released import released
from seutukuva.interviews.told import ALL, CLASS, EXACT, HIDDEN
from tests.interviews.attacking import World, attacked, rule, world

# -- what is told of a group


@pytest.mark.parametrize(
    ("firms", "level"), [(4, HIDDEN), (5, CLASS), (9, CLASS), (10, EXACT), (300, EXACT)]
)
def test_small_groups_are_not_told(firms: int, level: str) -> None:
    one = World(np.zeros((firms, 3), int), np.arange(firms) % 3, 3, np.ones((1, firms), bool))
    data = counted(one.round())
    (gate,) = gates(data, [0], rule())
    found = gate.cells(Base(np.arange(firms), one.answers), 3, "q")
    assert {cell.level for cell in found.values()} == {level}
    if level == HIDDEN:
        assert not any(n for cell in found.values() for n in (cell.base, *cell.counts))


def test_everything_told_is_a_multiple_of_three() -> None:
    for seed in range(5):
        for cells in world(seed).cells():
            assert {n % 3 for cell in cells for n in (cell.base, *cell.counts)} == {0}


def test_the_same_firms_are_the_same_figure_in_every_state_and_after_each_start() -> None:
    one = world(3)
    once, again = one.cells(), world(3).cells()
    assert once == again
    assert once != one.cells(b"another installation")
    # A state in which the first firms stand once more.
    back = World(
        one.groups, one.answers, 3, np.array([one.states[0], ~one.states[0], one.states[0]])
    )
    first, _other, last = back.cells()
    assert first == last


def test_a_changed_answer_draws_all_counts_of_its_groups_anew() -> None:
    """Were only two of three counts drawn anew, they would tell between what it changed."""
    changed = np.zeros(3)
    for seed in range(60):
        one = world(seed)
        other = one.answers.copy()
        firm = np.flatnonzero(one.states[0])[0]
        other[firm] = (other[firm] + 1) % 3
        before, after = one.cells()[0][0], one.cells(answers=other)[0][0]
        assert before.group == ALL
        third = 3 - one.answers[firm] - other[firm]
        changed += [
            before.counts[n] != after.counts[n] for n in (one.answers[firm], other[firm], third)
        ]
    assert changed[2] > 15


# -- (1) another answer of any firm could have given the same tables


@pytest.mark.parametrize("seed", range(6))
def test_for_every_firm_another_answer_could_have_been_told_just_so(seed: int) -> None:
    """Even for somebody who knows all other answers: the probability stays above zero."""
    one = world(seed)
    told = one.cells()
    rounding = rule().rounding
    for firm in range(len(one.answers)):
        for answer in set(range(one.kinds)) - {int(one.answers[firm])}:
            other = one.answers.copy()
            other[firm] = answer
            chance = 0.0
            for state, cells in zip(one.released(), told, strict=True):
                for cell in cells:
                    own = other[one.members(state, cell)]
                    if cell.level == HIDDEN:
                        continue
                    counts = np.bincount(own, minlength=one.kinds)
                    chance += math.log(rounding.likelihood(cell.counts, counts.tolist()))
                    # The base and the level are the same: who answered has not changed.
            assert math.isfinite(chance)


# -- (2) what comes one by one is seen when enough have come


def test_a_state_is_shown_when_enough_firms_differ_from_the_one_shown_before() -> None:
    contents = np.zeros((9, 20), dtype=np.uint64)
    contents[0, :4] = 1  # too few to begin with
    contents[1, :8] = 1
    for state in range(2, 6):  # one firm at a time
        contents[state, : 7 + state] = 1
    contents[6] = contents[5]
    contents[6, 19] = 1  # the fifth
    contents[7] = contents[6]
    contents[7, :4] = 2  # four answer otherwise
    contents[8] = contents[7]
    contents[8, 18] = 1
    assert released(contents, 5) == [1, 6, 8]


def test_what_was_shown_of_a_state_does_not_depend_on_later_ones() -> None:
    random = np.random.default_rng(4)
    contents = random.integers(0, 3, (12, 15)).astype(np.uint64)
    for until in range(13):
        assert released(contents[:until], 5) == [n for n in released(contents, 5) if n < until]


def test_a_firm_that_comes_and_goes_changes_nothing_shown() -> None:
    one = world(5)
    firm = int(np.flatnonzero(~one.states[0])[0])
    with_it = one.states[0].copy()
    with_it[firm] = True
    flicker = World(one.groups, one.answers, 3, np.array([one.states[0], with_it, one.states[0]]))
    assert flicker.released() == [0]


# -- (3) an attacker who knows all tables and how they are rounded

BOUND_OF_ONE_STATE, BOUND_OF_MANY = 0.04, 0.08


@pytest.mark.slow
@pytest.mark.parametrize(("states", "bound"), [(1, BOUND_OF_ONE_STATE), (5, BOUND_OF_MANY)])
def test_an_attacker_hardly_guesses_better_than_by_the_shares_of_a_group(
    states: int, bound: float
) -> None:
    right, by_group, by_all, sure = [], [], [], []
    for seed in range(20):
        one = world(seed)
        one.states = one.states[3:4] if states == 1 else one.states
        guess = attacked(one)
        right += guess.is_right.tolist()
        by_group += guess.by_group.tolist()
        by_all += (one.answers == np.bincount(one.answers).argmax()).tolist()
        sure += guess.is_right[guess.beliefs.max(axis=1) > 0.99].tolist()
    assert np.mean(right) - np.mean(by_group) < bound
    assert np.mean(right) > np.mean(by_all) + 0.05, "the tables tell something, and he finds it"
    if states == 1:
        assert len(sure) < 0.03 * len(right), "he is hardly ever sure"
    else:
        assert 0 < np.mean(sure) < 0.99, "who takes himself for sure is wrong now and then"
