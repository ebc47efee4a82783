"""No firm's answer can be told for certain from all tables ever shown, nor guessed much better."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from seutukuva.interviews.counting import Base, counted
from seutukuva.interviews.group_counts import of_theme
from seutukuva.interviews.protection import gates
from seutukuva.interviews.released import released
from seutukuva.interviews.told import ALL, CLASS, DIMENSIONS, EXACT, HIDDEN
from tests.interviews.attacking import (
    Twice,
    World,
    attacked,
    likelihood,
    rule,
    twice,
    world,
)

pytestmark = pytest.mark.slow

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
    for seed in range(40):
        one = world(seed)
        one.states = one.states[:1]
        other = one.answers.copy()
        firm = np.flatnonzero(one.states[0])[0]
        other[firm] = (other[firm] + 1) % 3
        before, after = one.cells()[0][0], one.cells(answers=other)[0][0]
        assert before.group == ALL
        third = 3 - one.answers[firm] - other[firm]
        changed += [
            before.counts[n] != after.counts[n] for n in (one.answers[firm], other[firm], third)
        ]
    assert changed[2] > 5


def test_a_firm_may_be_in_a_base_or_not() -> None:
    """Each base is possible with one firm more and with one less, also for the extreme draws."""
    rounding = rule().rounding
    bases = [cell.base for seed in range(5) for cells in world(seed).cells() for cell in cells]
    assert len(set(bases)) > 10
    for told in set(bases) - {0}:
        for true in range(max(5, told - 6), told + 7):
            chances = [likelihood(rounding, [told], [firms]) for firms in (true, true + 1)]
            assert min(chances) > 0
    moved = [abs(one.cell.base - len(one.members)) for n in range(12) for one in world(n).tables()]
    assert 0.003 < np.mean(np.array(moved) > 2) < 0.05, "some move by a further step"


# -- (1) another answer of any firm could have given the same tables


def chances(of: World | Twice) -> list[float]:
    """How probable each table is, with each answer of each firm that is in it."""
    rounding = rule().rounding
    found = []
    for one in of.tables():
        told = one.cell.counts
        counts = np.bincount(one.view[of.answers[one.members]], minlength=len(told))
        # Firms with the same answer in it are the same to it.
        for was in np.flatnonzero(counts):
            for answer in range(len(told)):
                other = counts.copy()
                other[was] -= 1
                other[answer] += 1
                found.append(likelihood(rounding, told, other.tolist()))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_for_every_firm_another_answer_could_have_been_told_just_so(seed: int) -> None:
    """Even for somebody who knows all other answers: the probability stays above zero."""
    found = chances(world(seed))
    assert len(found) > 100
    assert min(found) > 0


@pytest.mark.parametrize("seed", range(4))
def test_for_every_firm_other_answers_in_two_rounds_could_have_been_told(seed: int) -> None:
    """With what is told of those who answered both times: to and from each other answer."""
    both = twice(seed)
    assert len(both.moves()) > 5
    assert min(chances(both)) > 0


# -- the same firms in another round


def test_the_same_firms_in_the_wrong_round_and_then_in_the_right_one_tell_nothing() -> None:
    """Taken from each other: that a figure is another is no proof that somebody has answered
    otherwise since then, nor is it one that nobody has when it is the same."""
    right = world(1)
    right.states = right.states[:1]
    firm = int(np.flatnonzero(right.states[0])[0])
    answers = right.answers.copy()
    answers[firm] = (answers[firm] + 1) % 3
    other = []
    for n in range(30):
        found, same, changed = (
            one.cells(b"%d" % n)[0]
            for one in (right, replace(right, file="a"), replace(right, file="a", answers=answers))
        )
        for cell, alike, moved in zip(found, same, changed, strict=True):
            if cell.level != HIDDEN and firm in right.members(0, cell):
                other.append((cell.counts != alike.counts, cell.counts != moved.counts))
    without, with_it = np.mean(other, axis=0)
    assert 0.4 < without < with_it + 0.05
    assert with_it < 0.9


def test_of_the_same_answers_of_the_same_firms_only_that_nobody_moved_is_told() -> None:
    right = world(1)
    right.states = right.states[:1]
    moves = Twice(replace(right, file="a"), right).moves()
    assert len(moves) > 5
    stayed = [table.cell.counts[0] >= table.cell.base - 6 for table in moves]
    moved = [sum(table.cell.counts[1:]) for table in moves]
    assert all(stayed)
    assert max(moved) <= 6


def test_a_theme_that_one_firm_more_speaks_of_is_drawn_anew_in_every_group() -> None:
    """Else the groups with a new figure would tell which firm has said the word."""
    one = world(2)
    data = counted(one.round())
    everybody = np.arange(len(data.firm))
    speak = everybody[::3]
    other = np.append(speak, 1)
    elsewhere, same = 0, []
    for seed in range(12):
        gate = gates(data, [0], rule(b"%d" % seed))[0]
        plain, more = (of_theme(gate, everybody, gave).cells for gave in (speak, other))
        same.append(of_theme(gate, everybody, speak[::-1]).cells == plain)
        for group, cell in plain.items():
            place = DIMENSIONS.index(group.dimension) if group.dimension else 0
            if group != ALL and int(group.id) != one.groups[1, place]:
                elsewhere += cell.counts != more[group].counts
    assert all(same)
    assert elsewhere > 20


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

BOUND_OF_ONE_STATE, BOUND_OF_MANY = 0.04, 0.1


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


@pytest.mark.slow
def test_firms_in_two_rounds_tell_more_of_who_moved_than_of_what_they_answered() -> None:
    """What pairing adds is nearly all that most firms stay; not what a firm says."""
    alone, paired, by_group, two, two_by_group = [], [], [], [], []
    for seed in range(10):
        both = twice(seed, firms=40)
        again = both.earlier.states[-1] & both.later.states[-1]
        seen = both.earlier.states[-1] | both.later.states[-1]
        for is_paired, found in ((False, alone), (True, paired)):
            guess = attacked(replace(both, is_paired=is_paired), chains=4, sweeps=30)
            later = guess.beliefs.reshape(-1, 3, 3).sum(axis=1).argmax(axis=1)
            found += (later == both.later.answers[seen])[again[seen]].tolist()
        two += guess.is_right[again[seen]].tolist()
        two_by_group += guess.by_group[again[seen]].tolist()
        by_group += [
            answer == np.bincount(both.later.answers[both.groups[:, 0] == group]).argmax()
            for answer, group in zip(both.later.answers[again], both.groups[again, 0], strict=True)
        ]
    assert np.mean(paired) - np.mean(alone) < BOUND_OF_ONE_STATE
    assert np.mean(paired) - np.mean(by_group) < BOUND_OF_ONE_STATE
    assert np.mean(two) - np.mean(two_by_group) < BOUND_OF_MANY
