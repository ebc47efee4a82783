"""Attacks on generated worlds: by subtraction, through other filters, by worlds like each other.

Each attack is shown to succeed where what it is against is taken away.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seutukuva.interviews import group_means
from seutukuva.interviews.counting import choices
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.told import EXACT, HIDDEN
from tests.interviews import disclosing, worlds
from tests.interviews.differing import FEW, by_one_answer, through_filters
from tests.interviews.worlds import NUMBERS, QUESTIONS, World, otherwise, ready, unsaid

pytestmark = pytest.mark.slow

ANSWERED_ONCE = ("turnover_outlook", "growth_aim")
WORLDS = st.builds(
    World,
    seed=st.integers(0, 10**6),
    firms=st.integers(12, 70),
    batches=st.integers(1, 4),
    blank=st.sampled_from((0.0, 0.1, 0.4)),
    withdraws=st.booleans(),
)
SMALL = World(seed=5, firms=32, batches=2, blank=0.1, withdraws=False)


def as_they_are(_self: Rounding, counts: Any, _near: Any, _further: Any) -> np.ndarray:
    return np.asarray(counts)


# -- by subtraction


@given(WORLDS, st.sampled_from(ANSWERED_ONCE))
@settings(max_examples=10)
def test_no_small_number_follows_from_everything_told(world: World, question: str) -> None:
    found = disclosing.attacked(ready(world.round()), question)
    assert not found.is_contradictory, "what was told is what the attacker knows to be possible"
    assert found.disclosed == {}


def test_exact_numbers_give_hidden_groups_away_by_subtraction(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Rounding, "told", as_they_are)
    now = ready(SMALL.round())
    found = disclosing.attacked(now, ANSWERED_ONCE[0], disclosing.exactly)
    assert found.right == len(found.disclosed) > found.cells / 4
    base = choices(now.data, now.questions[ANSWERED_ONCE[0]])
    told = [gate.cells(base, 4, ANSWERED_ONCE[0]) for gate in now.gates]
    levels = {told[one.state][one.group].level for one in found.disclosed}
    assert levels >= {HIDDEN, EXACT}


def test_rounding_without_further_steps_gives_some_numbers_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        Rounding, "told", lambda self, counts, near, _further: self.near(counts, near)
    )
    found = [
        disclosing.attacked(ready(world.round()), ANSWERED_ONCE[0], disclosing.nearly)
        for world in (replace(SMALL, seed=seed, batches=3) for seed in range(4))
    ]
    assert sum(len(one.disclosed) for one in found) == sum(one.right for one in found) > 0


def test_without_thresholds_exact_numbers_of_few_firms_are_read_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Rounding, "told", as_they_are)
    few = worlds.rules().shown
    open_rules = replace(worlds.rules(), shown=1, classes_below=1, exist=1)
    monkeypatch.setattr(worlds, "rules", lambda: open_rules)
    now = ready(replace(SMALL, batches=1).round())
    found = disclosing.attacked(now, ANSWERED_ONCE[0], disclosing.exactly, few)
    assert found.right == len(found.disclosed) == found.cells > 0


# -- through other filters


@given(WORLDS)
@settings(max_examples=3)
def test_no_filter_weight_wave_or_edition_draws_a_figure_anew(world: World) -> None:
    tried, wrong = through_filters(world, ("", "personnel"), ("", "A2"))
    assert tried >= 8 and wrong == []


def test_a_figure_that_each_look_draws_anew_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(1)
    monkeypatch.setattr(Rounding, "draws", lambda _self, n, *_about: random.random(n))
    _tried, wrong = through_filters(replace(SMALL, batches=1), ("",), ("", "A2"))
    assert any(".count" in one for one in wrong)


# -- by worlds that differ by one answer


@given(WORLDS, st.sampled_from([*QUESTIONS, *NUMBERS, "theme"]), st.booleans(), st.data())
@settings(max_examples=3)
def test_nothing_told_proves_which_answer_somebody_gave(
    world: World, question: str, is_earlier: bool, data: st.DataObject
) -> None:
    now, before = world.round(), world.round("2025-10")
    changed = before if is_earlier else now
    asked = changed.mentions if question == "theme" else changed.answers
    assert asked is not None
    own = len(asked) if question == "theme" else int((asked["question"] == question).sum())
    if not own:
        return
    row = data.draw(st.integers(0, own - 1))
    other = unsaid(changed, row) if question == "theme" else otherwise(changed, question, row)
    pair = (now, other) if is_earlier else (other, before)
    assert by_one_answer((now, before), pair) == []


@pytest.mark.parametrize("question", [QUESTIONS[0], QUESTIONS[3]])
def test_an_answer_that_is_counted_exactly_is_found(
    question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Rounding, "told", as_they_are)
    now, before = SMALL.round(), SMALL.round("2025-10")
    assert by_one_answer((now, before), (otherwise(now, question, 3), before), most=FEW)


def test_a_sum_that_is_told_as_it_is_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Rounding, "sum", lambda _self, value, *_draws: value)
    monkeypatch.setattr(group_means, "is_dominated", lambda *_all: False)
    now, before = SMALL.round(), SMALL.round("2025-10")
    other = otherwise(now, "recruitment_number", 3)
    apart = by_one_answer((now, before), (other, before), most=FEW)
    assert any(".total" in one for one in apart)
