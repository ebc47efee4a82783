"""Sentences about many figures: where nothing differs, one list in twenty says something false."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import scipy.stats

from seutukuva.interviews.balances import Balance
from seutukuva.interviews.chance import LEVEL, holm, p_value
from seutukuva.interviews.changes import change
from seutukuva.interviews.group_balances import spoken_of
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.told import (
    ALL,
    EXACT,
    FEW_TO_CLAIM,
    Group,
    GroupBalance,
    GroupChange,
    QuestionBalance,
)
from tests.interviews.voting import of_counts

pytestmark = pytest.mark.slow

ROUNDING = Rounding(b"x")
FIVE = {-1.0: 0.1, -0.5: 0.25, 0.0: 0.3, 0.5: 0.25, 1.0: 0.1}
THREE = {-1.0: 0.3, 0.0: 0.4, 1.0: 0.3}
# As a round asks them: some with five answers, some with three.
ASKED = [FIVE] * 5 + [THREE] * 6


@pytest.mark.parametrize("firms", [12, 31, 120])
def test_p_values_are_those_of_student(firms: int) -> None:
    for far in (0.0, 0.5, -1.96, 3.5):
        true = 2 * scipy.stats.t.sf(abs(far), firms - 1)
        assert p_value(far * 7, 7, firms) == pytest.approx(true, rel=0.01)


def test_what_cannot_be_otherwise_is_certain() -> None:
    assert (p_value(0, 0, 30), p_value(1, 0, 30)) == (1, 0)


def test_the_clearest_is_judged_among_all_and_each_next_one_among_fewer() -> None:
    assert holm([0.03, 0.01, 0.04]) == [False, True, False]
    assert holm([0.024, 0.01, 0.04]) == [True, True, True]
    # One that chance may have made ends the list, whatever stands behind it.
    assert holm([0.02, 0.03, 0.02]) == [False, False, False]
    assert holm([LEVEL]) == [True]
    assert holm([]) == []


# -- without any true difference


def drawn(shares: dict[float, float], firms: int, random: np.random.Generator) -> Balance:
    """A balance of firms of which as many expect better as worse, of rounded counts."""
    true = random.multinomial(firms, [*shares.values()])
    counts = ROUNDING.told(true, random.random(), random.random(len(true)))
    (base,) = ROUNDING.told([firms], random.random(), random.random(1))
    return of_counts(dict(zip(shares, counts.tolist(), strict=True)), int(base), rounding=ROUNDING)


def question(name: str, now: Balance, was: Balance, group: Group = ALL) -> QuestionBalance:
    enough = min(now.n, was.n) >= 30
    balance = GroupBalance(group, EXACT, "", now.n, now, is_claimable=now.n >= 30)
    moved = GroupChange(group, EXACT, "" if enough else FEW_TO_CLAIM, was, now, change(was, now))
    return QuestionBalance(name, (balance,), (moved,))


def says_something(found: Sequence[QuestionBalance]) -> bool:
    return any(
        any(one.is_clear for one in each.groups) or any(one.direction for one in each.changes)
        for each in found
    )


@pytest.mark.parametrize("firms", [32, 60])
def test_without_any_difference_one_round_in_twenty_says_something(firms: int) -> None:
    random = np.random.default_rng(firms)
    false, plain = 0, 0
    for _round in range(400):
        given = [
            question(str(n), drawn(one, firms, random), drawn(one, firms, random))
            for n, one in enumerate(ASKED)
        ]
        false += says_something(spoken_of(given))
        plain += any(not one.all.balance.low <= 0 <= one.all.balance.high for one in given)
    assert plain / 400 > 0.4, "each interval by itself would speak in every other round"
    assert false / 400 < 0.075


def test_a_balance_is_judged_steadier_than_it_is_drawn() -> None:
    random = np.random.default_rng(32)
    found = [drawn(THREE, 32, random) for _round in range(3000)]
    missed = np.mean([not one.low <= 0 <= one.high for one in found])
    spoken = np.mean([one.p_value < LEVEL for one in found])
    assert missed > 0.07 and spoken < 0.055


def test_a_steady_balance_is_one_with_two_answers_more() -> None:
    given = of_counts({1.0: 24, 0.5: 6, 0.0: 20, -1.0: 13}, population=400)
    more = of_counts({1.0: 25, 0.5: 6, 0.0: 20, -1.0: 14})
    steady = given.steady
    assert (steady.value, steady.n_eff) == (pytest.approx(more.value), 65)
    assert steady.se == pytest.approx(more.se * given.correction)
    assert steady.spread == pytest.approx(more.spread)
    # Of fewer than thirty they stand in the interval already.
    few = of_counts({1.0: 9, -1.0: 3})
    assert few.steady.se == few.se
    assert few.steady.value == pytest.approx(few.value * 12 / 14)


# -- with differences


def test_groups_of_a_question_are_judged_among_themselves() -> None:
    clear, even = of_counts({1.0: 40, 0.0: 30, -1.0: 22}), of_counts({1.0: 31, -1.0: 30})
    towns = [Group("municipality", str(n)) for n in range(9)]
    sizes = [Group("size_class", "small")]

    def asked(name: str, all_of_it: Balance, by_group: dict[Group, Balance]) -> QuestionBalance:
        groups = {ALL: all_of_it, **by_group}
        return QuestionBalance(
            name,
            tuple(GroupBalance(g, EXACT, "", b.n, b, is_claimable=True) for g, b in groups.items()),
        )

    many = asked("a", clear, {**dict.fromkeys(towns, even), towns[0]: clear, sizes[0]: clear})
    (found,) = spoken_of([many])
    assert {one.group: one.is_clear for one in found.groups if one.is_clear} == {
        ALL: True, sizes[0]: True,
    }  # fmt: skip


def test_a_change_is_told_by_where_it_goes() -> None:
    low, high = of_counts({1.0: 10, -1.0: 50}), of_counts({1.0: 50, -1.0: 10})
    up, down = spoken_of([question("up", high, low), question("down", low, high)])
    assert (up.changes[0].direction, down.changes[0].direction) == ("up", "down")
    assert up.all.is_clear and down.all.is_clear
