"""No change of a figure proves an answer: it changes as often where nobody answered otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest

from seutukuva.interviews.counting import Base, Counted, Round, counted
from seutukuva.interviews.coverage import Stock, coverage
from seutukuva.interviews.protection import Cell, Gate, gates
from seutukuva.interviews.told import ALL, Group
from tests.interviews.attacking import rule

FIRMS, KINDS, MANY = 60, 3, 60
PLACES = np.random.default_rng(5).choice(["FI-KU226", "FI-KU729", "FI-KU931"], FIRMS)
ANSWERS = np.random.default_rng(6).integers(0, KINDS, FIRMS)
FIVE = np.array([3, 14, 25, 36, 47])
SELF = FIVE[0]


def frame(batch: str, firms: Sequence[int] | np.ndarray) -> pd.DataFrame:
    own = np.asarray(firms)
    return pd.DataFrame(
        {"batch": batch, "response": own, "firm_key": [f"firm {n}" for n in own]}
        | {"municipality": PLACES[own], "section": "C", "size_class": None}
    )


def read(state: pd.DataFrame) -> Counted:
    nothing = pd.DataFrame(columns=["batch", "response", "question", "option", "number", "state"])
    return counted(Round("2026-10", [state], nothing.assign(text=None)))


def told(gate: Gate, answers: np.ndarray, question: str = "q") -> dict[Group, Cell]:
    """All that is told of a question, by group; −1: not answered."""
    own = answers[gate.data.responses["response"].to_numpy()]
    at = np.flatnonzero(own >= 0)
    return gate.cells(Base(at, own[at]), KINDS, question)


def corrected() -> pd.DataFrame:
    """Five firms are corrected by another file."""
    others = np.setdiff1d(np.arange(FIRMS), FIVE)
    return pd.concat([frame("a", others), frame("b", FIVE)])


@pytest.mark.parametrize("answer", [(ANSWERS[SELF] + 1) % KINDS, -1], ids=["another", "none"])
@pytest.mark.parametrize(
    "later", [corrected(), frame("c", range(FIRMS))], ids=["a correction of five", "another round"]
)
def test_figures_change_whether_an_answer_did_or_not(later: pd.DataFrame, answer: int) -> None:
    """One firm answers this question otherwise, or it stays as it was and only others are
    changed: in all groups, its own among them, as many figures change."""
    other = ANSWERS.copy()
    other[SELF] = answer
    groups = [ALL, *(Group("municipality", place) for place in np.unique(PLACES))]
    first, then = read(frame("a", range(FIRMS))), read(later)
    did, did_not = np.zeros(len(groups)), np.zeros(len(groups))
    for n in range(MANY):
        was, now = (gates(data, [0], rule(b"secret %d" % n))[0] for data in (first, then))
        before, changed, same = told(was, ANSWERS), told(now, other), told(now, ANSWERS)
        did += [before[group] != changed[group] for group in groups]
        did_not += [before[group] != same[group] for group in groups]
    for one in (did, did_not):
        assert one.min() > 0.3 * MANY
        assert one.max() < MANY
    assert (did / did_not).max() < 2


def test_a_base_that_differs_is_no_proof_that_somebody_left_a_question_out() -> None:
    same, other = [], []
    group = Group("municipality", PLACES[SELF])
    data, without = read(frame("a", range(FIRMS))), ANSWERS.copy()
    without[SELF] = -1
    for n in range(300):
        (gate,) = gates(data, [0], rule(b"secret %d" % n))
        base, fewer = told(gate, ANSWERS)[group].base, told(gate, without, "r")[group].base
        same.append(base != gate.coverage()[group])
        other.append(base != fewer)
    assert 0 < np.mean(same) < 0.06, "it is the same in each question but for a few"
    assert np.mean(other) > 0.2


def test_a_group_of_hardly_any_firm_is_listed_as_one_of_none() -> None:
    """A row of its own would tell for certain that a firm of it was interviewed."""
    state = frame("a", range(40))
    state.loc[0, ["section", "municipality"]] = ["Q", "FI-KU999"]
    alone = [Group("section", "Q"), Group("municipality", "FI-KU999")]
    stock = Stock({ALL: 900, Group("municipality", "FI-KU312"): 90}, "enterprise_stock", "2020")
    listed = []
    data = read(state)
    for n in range(40):
        (gate,) = gates(data, [0], rule(b"secret %d" % n))
        found = gate.coverage()
        assert set(told(gate, ANSWERS)) == set(found)
        assert all(count for group, count in found.items() if group != ALL)
        listed.append([group in found for group in alone])
        rows = {row.group: row.firms for row in coverage(found, stock)}
        assert rows[Group("municipality", "FI-KU312")] == 0, "municipalities of the area all are"
    assert 0.1 < np.mean(listed) < 0.6


def test_no_more_firms_are_interviewed_than_there_are() -> None:
    one = Group("municipality", "FI-KU312")
    rows = coverage({ALL: 33, one: 12}, Stock({ALL: 500, one: 11}, "enterprise_stock", "2020"))
    assert [row.share for row in rows] == [pytest.approx(6.6), 100]
