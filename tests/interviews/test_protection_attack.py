"""Nobody who knows the firms and everything ever told finds out what one of them answered."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seutukuva.interviews.protection import WHOLE, Answers, Rule, published
from seutukuva.interviews.told import CLASS, EXACT
from tests.interviews import attacking

# Whole ways from file to page: the quick check has their parts.
pytestmark = pytest.mark.slow

BALANCE, COUNT = Rule(), Rule(counts=True)


def world(seed: int, firms: int, states: int = 1, *, nested: bool = False) -> Answers:
    """Firms of a few municipalities, some with one to six firms, that answer much alike."""
    random = np.random.default_rng(seed)
    municipalities = random.integers(2, 8)
    shares = random.dirichlet(np.full(municipalities, 0.8))
    municipality = random.choice(municipalities, firms, p=shares)
    section = random.choice(5, firms, p=random.dirichlet(np.full(5, 0.9)))
    if nested:
        # Nearly each industry in one municipality only, as in a mill town.
        section = np.where(random.random(firms) < 0.9, municipality % 5, section)
    size = random.choice(4, firms, p=[0.5, 0.25, 0.15, 0.1])
    size[random.random(firms) < 0.05] = -1
    category = random.choice(4, firms, p=random.dirichlet(np.full(4, 0.5)))
    return _in_states(random, firms, np.c_[municipality, section, size], category, states)


def _in_states(
    random: np.random.Generator,
    firms: int,
    groups: np.ndarray,
    category: np.ndarray,
    states: int,
) -> Answers:
    """Batches that come, go and come back; some firms answer again, and otherwise."""
    firm = np.arange(firms)
    again = np.flatnonzero(random.random(firms) < (0.1 if states > 1 else 0))
    answer_of = np.concatenate([firm, again])
    groups = groups[answer_of]
    category = np.concatenate([category, random.integers(0, 4, len(again))])
    # The second answer of a firm is in a batch of its own.
    batch = np.concatenate([random.integers(0, states, firms), np.full(len(again), states)])
    stands = np.zeros((states * 2 + 1, len(batch)), dtype=bool)
    standing: set[int] = set()
    for state in range(len(stands)):
        one = state % (states + 1) if state <= states else int(random.integers(0, states + 1))
        standing ^= {one}
        stands[state] = np.isin(batch, list(standing))
        if states in standing:
            stands[state][again] = False
    return Answers(answer_of, groups, category, stands if states > 1 else stands[:1])


def two_kinds(answers: Answers) -> Answers:
    """The same firms, who mention something (1) or do not (0)."""
    return Answers(
        answers.firm, answers.groups, (answers.category == 0).astype(int), answers.states
    )


def attack(answers: Answers, rule: Rule) -> None:
    known = attacking.told_in_sequence(answers, rule)
    if not known.rows:
        return
    least = min(rule.least_exact, 5) - 1
    assert attacking.leverages(known).max() < 1 - 1e-7
    assert attacking.smallest_sum(known, answers.firm, least if len(known.rows) < 40 else 2) is None


@given(st.integers(0, 10**6), st.integers(5, 34), st.booleans())
@settings(max_examples=25, deadline=None)
def test_no_sum_over_fewer_than_five_firms(seed: int, firms: int, nested: bool) -> None:
    answers = world(seed, firms, nested=nested)
    attack(answers, BALANCE)
    attack(two_kinds(answers), COUNT)


# What was told of a state must not be decided anew by what came after it.
@example(142126, 22, 4)
@given(st.integers(0, 10**6), st.integers(8, 30), st.integers(2, 4))
@settings(max_examples=12, deadline=None)
def test_no_such_sum_from_states_together(seed: int, firms: int, states: int) -> None:
    answers = world(seed, firms, states)
    attack(answers, BALANCE)
    attack(two_kinds(answers), COUNT)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_larger_worlds_in_several_states(seed: int) -> None:
    answers = world(seed, 60 + seed, 1 + seed % 4, nested=seed % 2 == 0)
    for rule, asked in ((BALANCE, answers), (COUNT, two_kinds(answers))):
        known = attacking.told_in_sequence(asked, rule)
        assert attacking.leverages(known).max() < 1 - 1e-7
        assert attacking.smallest_sum(known, asked.firm, 2) is None


def nobody_is_certain(answers: Answers) -> None:
    known = attacking.told_in_sequence(answers, BALANCE)
    if known.rows:
        assert attacking.certain(known, answers, 4) == []


@pytest.mark.parametrize("seed", range(6))
def test_bounds_leave_each_firm_a_choice(seed: int) -> None:
    nobody_is_certain(world(seed, 40, 1 + seed % 3, nested=seed % 2 == 0))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 160))
def test_bounds_leave_each_firm_a_choice_in_many_worlds(seed: int) -> None:
    nobody_is_certain(world(seed, 30 + seed % 50, 1 + seed % 3, nested=seed % 2 == 0))


@pytest.mark.parametrize("seed", range(6))
def test_a_mention_is_never_certain(seed: int) -> None:
    asked = two_kinds(world(seed, 40, 1 + seed % 2, nested=seed % 2 == 0))
    known = attacking.told_in_sequence(asked, COUNT)
    if known.rows:
        # That nobody mentioned something may be told; that a firm did may not.
        assert [one for one in attacking.certain(known, asked, 2) if one[1] == 1] == []


def answers_of(groups: list[tuple[int, int, int]], category: list[int], states=None) -> Answers:
    n = len(groups)
    stands = np.ones((1, n), dtype=bool) if states is None else np.array(states, dtype=bool)
    return Answers(np.arange(n), np.array(groups), np.array(category), stands)


def test_a_small_group_takes_another_with_it() -> None:
    # 20, 12 and 3 firms: with the total and both large groups told, the three would be known.
    groups = [(0, -1, -1)] * 20 + [(1, -1, -1)] * 12 + [(2, -1, -1)] * 3
    found = published(answers_of(groups, [0, 1, 2] * 11 + [0, 1]), BALANCE)
    assert found[WHOLE].level == found[0, 0].level == EXACT
    assert found[0, 1].level != EXACT
    assert (found[0, 2].level, found[0, 2].reason) == ("hidden", "few_firms")


def test_groups_of_two_dimensions_that_differ_by_few_firms() -> None:
    # The industry is the municipality and two firms more.
    groups = [(0, 0, -1)] * 18 + [(1, 0, -1)] * 2 + [(1, 1, -1)] * 20
    found = published(answers_of(groups, [0, 1, 2, 0] * 10), BALANCE)
    assert found[WHOLE].level == EXACT
    assert {found[0, 0].level, found[1, 0].level} != {EXACT}


@pytest.mark.parametrize("n", [5, 9, 10, 25])
def test_unanimity_is_never_told(n: int) -> None:
    found = published(answers_of([(0, -1, -1)] * n, [0] * n), BALANCE)
    assert {one.level for one in found.values()} <= {CLASS, "hidden"}
    mentioned = published(answers_of([(0, -1, -1)] * n, [1] * n), COUNT)
    assert EXACT not in {one.level for one in mentioned.values()}


def test_few_new_firms_wait_and_many_do_not() -> None:
    groups, category = [(0, -1, -1)] * 40, [0, 1, 2, 0] * 10
    few = [[i < 20 for i in range(40)], [i < 23 for i in range(40)]]
    found = published(answers_of(groups, category, few), BALANCE)
    assert (found[WHOLE].level, found[WHOLE].reason, found[WHOLE].state) == (EXACT, "waits", 0)
    assert found[WHOLE].counts.sum() == 20
    many = [few[0], [True] * 40]
    now = published(answers_of(groups, category, many), BALANCE)
    assert (now[WHOLE].reason, now[WHOLE].state) == ("", 1)


def test_a_withdrawn_batch_brings_the_earlier_figure_back() -> None:
    first = [i < 20 for i in range(40)]
    found = published(
        answers_of([(0, -1, -1)] * 40, [0, 1, 2, 0] * 10, [first, [True] * 40, first]), BALANCE
    )
    assert (found[WHOLE].level, found[WHOLE].reason, found[WHOLE].state) == (EXACT, "", 2)


def test_one_corrected_answer_waits() -> None:
    # Firm 0 answers again, and otherwise: before and after would tell its answer.
    answers = answers_of([(0, -1, -1)] * 31, [0, 1, 2] * 10 + [2])
    firm = np.append(np.arange(30), 0)
    before, after = np.arange(31) < 30, np.arange(31) > 0
    states = np.array([before, after])
    found = published(Answers(firm, answers.groups, answers.category, states), BALANCE)
    assert (found[WHOLE].reason, found[WHOLE].state) == ("waits", 0)


@pytest.mark.parametrize("seed", range(5))
def test_most_groups_of_a_plausible_round_are_told(seed: int) -> None:
    random = np.random.default_rng(seed)
    shares = np.array([30, 20, 15, 12, 8, 6, 5, 4]) / 100
    groups = np.c_[
        random.choice(8, 110, p=shares),
        random.choice(8, 110, p=shares[::-1]),
        random.choice(5, 110, p=[0.4, 0.25, 0.18, 0.1, 0.07]),
    ]
    category = random.choice(4, 110, p=[0.3, 0.4, 0.2, 0.1])
    found = published(
        Answers(np.arange(110), groups, category, np.ones((1, 110), dtype=bool)), BALANCE
    )
    large = [one for key, one in found.items() if key != WHOLE and one.counts.sum() >= 10]
    assert found[WHOLE].level == EXACT
    assert len(large) >= 8
    assert sum(one.level == EXACT for one in large) >= 0.7 * len(large)


def test_the_same_each_time() -> None:
    answers = world(3, 80, 3)
    first, second = (published(answers, BALANCE) for _time in range(2))
    assert {k: (t.level, t.reason, t.state) for k, t in first.items()} == {
        k: (t.level, t.reason, t.state) for k, t in second.items()
    }
