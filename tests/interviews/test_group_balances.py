"""Changes of balances as they are told: of the firms that answered both times, against pandas."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from seutukuva import definitions
from seutukuva.definitions.interviewing import Question
from seutukuva.interviews import told
from seutukuva.interviews.counting import Round, choices
from seutukuva.interviews.group_balances import Earlier, asked, earlier
from seutukuva.interviews.preparing import Prepared, prepared
from seutukuva.interviews.results import results
from seutukuva.interviews.told import ALL, Group, QuestionBalance
from tests.interviews import firms

pytestmark = pytest.mark.slow

FORM, QUESTION = "company_interview", "business_outlook"
FRAME = firms.responses(150)


def ready(wave: Round) -> Prepared:
    found = definitions.load()
    return prepared(wave, [found.questionnaires[FORM]], found.interviewing, b"a secret of tests")


def round_of(
    frame: pd.DataFrame, seed: int = 1, states: Sequence[pd.DataFrame] | None = None
) -> Round:
    return firms.round_of(frame, definitions.load().questionnaires[FORM], states, seed=seed)


def again(first: Round, frame: pd.DataFrame, stays: float) -> Round:
    """A later round, in which a share of the firms of an earlier one answer the same."""
    other = round_of(frame, seed=2)
    keep = frame["response"][np.random.default_rng(3).random(len(frame)) < stays]
    same = first.answers["response"].isin(keep) & first.answers["response"].isin(frame["response"])
    rest = other.answers[~other.answers["response"].isin(keep)]
    return Round("later", other.states, pd.concat([first.answers[same], rest]), False)


def scored(wave: Round) -> pd.DataFrame:
    """Score and groups of everybody who answered or cannot say, by firm."""
    options = definitions.load().questionnaires[FORM].questions[QUESTION].options
    scores = {one.id: one.score for one in options.values()}
    rows = wave.answers[wave.answers["question"] == QUESTION]
    found = wave.states[-1].merge(rows, on=["batch", "response"]).set_index("firm_key")
    return found.assign(score=found["option"].map(scores).fillna(0.0).astype(float))


def compared(before: Round, after: Round) -> QuestionBalance:
    every = results(ready(after), before=ready(before)).balances
    return next(one for one in every if one.question == QUESTION)


def panels(before: Round, after: Round) -> Earlier:
    now, was = ready(after).gate, ready(before).gate
    question = definitions.load().questionnaires[FORM].questions[QUESTION]
    return earlier(QUESTION, asked(now, question), asked(was, question), *now.beside(was))


@pytest.fixture(scope="module")
def first() -> Round:
    return round_of(FRAME.iloc[:130])


@pytest.fixture(scope="module")
def later(first: Round) -> Round:
    return again(first, FRAME.iloc[30:], 0.8)


def test_a_change_is_surer_by_what_the_firms_in_both_rounds_have_in_common(
    first: Round, later: Round
) -> None:
    one, two = scored(first)["score"], scored(later)["score"]
    both = one.to_frame("one").join(two.rename("two"), how="inner")
    variance = one.var() / len(one) + two.var() / len(two)
    shared = len(both) / (len(one) * len(two)) * both.cov().loc["one", "two"]
    change = compared(first, later).changes[0].change
    assert abs(change.both - len(both)) < 3
    rounding = math.sqrt(2) * 2 / 110 * 100
    true = math.sqrt(variance - 2 * shared) * 100
    assert true < change.se < math.hypot(true, rounding) * 1.1
    assert change.se < 0.75 * math.sqrt(variance) * 100


def test_the_firms_in_both_rounds_are_told_by_how_far_they_moved(
    first: Round, later: Round
) -> None:
    both = scored(first).join(scored(later).add_suffix("_later"), how="inner")
    found = panels(first, later).panels
    for group, panel in found.items():
        name = group.dimension
        own = (
            both
            if group == ALL
            else both[(both[name] == both[f"{name}_later"]) & (both[name] == group.id)]
        )
        moved = (own["score_later"] - own["score"]).abs().value_counts()
        assert len(own) >= 10
        assert abs(panel.firms - len(own)) < 6
        assert {n % 3 for n in (panel.firms, *panel.moved.values())} == {0}
        assert all(abs(n - moved.get(size, 0)) < 6 for size, n in panel.moved.items())
    large = both["municipality"].value_counts()
    assert {Group("municipality", one) for one in large.index[large >= 10]} <= set(found)


def test_of_too_few_firms_in_both_rounds_a_change_is_that_of_other_firms(first: Round) -> None:
    few = round_of(FRAME.iloc[121:], seed=2)
    assert len(scored(first).index.intersection(scored(few).index)) < 10
    found = compared(first, few).changes[0]
    assert found.change.both is None
    assert found.change.se == pytest.approx(math.hypot(found.before.se, found.after.se))


def test_a_firm_that_changed_its_group_is_in_no_panel_of_a_group(first: Round) -> None:
    frame = FRAME.iloc[:130]
    home = frame["municipality"].mode()[0]
    away = frame.assign(municipality=frame["municipality"].replace(home, "FI-KU999"))
    later = round_of(away, seed=1)
    found = panels(first, later).panels
    assert ALL in found
    assert Group("section", "A") in found
    assert not {Group("municipality", home), Group("municipality", "FI-KU999")} & set(found)


def test_who_left_the_earlier_round_is_not_in_both(first: Round) -> None:
    frame = FRAME.iloc[:130]
    left = round_of(frame, states=[frame, frame.iloc[60:]])
    assert len(scored(first)) > 110
    found = panels(left, first).panels
    assert abs(found[ALL].firms - len(scored(left))) < 3
    assert compared(left, first).changes[0].change.both == found[ALL].firms


def test_the_same_answers_of_the_same_firms_are_no_change_and_hardly_unsure(first: Round) -> None:
    found = compared(first, first)
    told_ones = [one for one in found.changes if one.told == told.EXACT]
    assert len(told_ones) > 5
    for one in told_ones:
        assert one.change.value == 0
        assert one.change.both % 3 == 0
        assert abs(one.change.both - one.after.n) <= 6, "each base is a draw of its own"
        # Of few firms two are added that went from end to end.
        alone = math.hypot(one.before.se, one.after.se)
        assert one.change.se < (1.1 if one.after.n < 30 else 0.6) * alone
    assert found.changes[0].change.se < 0.4 * math.sqrt(2) * found.all.balance.se


def scored_by(*scores: float | None) -> Question:
    """The question with five answers, each with another score."""
    question = definitions.load().questionnaires[FORM].questions["situation"]
    options = zip(question.options.values(), scores, strict=True)
    return replace(question, options={one.id: replace(one, score=own) for one, own in options})


def test_answers_of_one_score_are_rounded_together_and_those_of_none_not_at_all(
    first: Round,
) -> None:
    gate, question = ready(first).gate, scored_by(1.0, 1.0, 0.0, -1.0, None)
    found = asked(gate, question)
    given = first.answers[first.answers["question"] == question.id]["option"].value_counts()
    much_better, better, *_others, worst = (given[option] for option in question.options)
    stratum = found.stratum(found.cells[ALL])
    assert found.scores == (*stratum.counts,) == (1.0, 0.0, -1.0, None)
    assert all(len(cell.counts) == 4 for cell in found.cells.values())
    assert abs(stratum.counts[1.0] - much_better - better) < 3
    unsure = first.answers["question"].eq(question.id) & first.answers["state"].eq("cannot_say")
    assert abs(stratum.counts[None] - unsure.sum()) < 3
    assert worst > 6, "so that it would show there"
    assert abs(stratum.firms - (given.sum() + unsure.sum() - worst)) < 3


def test_answers_that_all_differ_are_counted_as_they_are(first: Round) -> None:
    gate, question = ready(first).gate, scored_by(1.0, 0.5, 0.0, -0.5, -1.0)
    plain = gate.cells(choices(gate.data, question), 6, question.id)
    assert asked(gate, question).cells == plain
