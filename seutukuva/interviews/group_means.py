"""Grades and other answers in numbers, as they may be told."""

from __future__ import annotations

import math

import numpy as np

from seutukuva.definitions.interviewing import Interviewing, Question
from seutukuva.interviews.alike import WHOLE, Answers, Spans
from seutukuva.interviews.balances import correction
from seutukuva.interviews.counting import Base, Counted, numbers
from seutukuva.interviews.group_balances import firms_told
from seutukuva.interviews.protection import Rule, Told, published
from seutukuva.interviews.told import (
    DOMINATED,
    EXACT,
    FEW_FIRMS,
    HIDDEN,
    NOBODY,
    PROTECTED,
    Grades,
    Group,
    GroupMean,
    Numbers,
)
from seutukuva.verdicts.intervals import Z

# Two firms together may have this much more of a sum than one alone (dominance rule).
_TWO_MORE = 0.1


def grades(
    question: Question,
    after: Counted,
    before: Counted | None,
    interviewing: Interviewing,
    spans: tuple[Spans, Spans],
    population: dict[Group, int],
) -> Grades:
    """The mean grade of each group; classes of it are not told."""
    now = _graded(after, question, interviewing, spans[0])
    was = None if before is None else _graded(before, question, interviewing, spans[1])
    groups = []
    for group in after.groups_of():
        one = _mean(group, after, *now, interviewing, population.get(group), question)
        if was is not None and before is not None and one.told == EXACT:
            earlier = _mean(group, before, *was, interviewing, None, question)
            one = GroupMean(
                one.group, one.told, one.reason, one.firms, 0, one.mean, one.low, one.high,
                earlier.mean,
            )  # fmt: skip
        groups.append(one)
    return Grades(question.id, tuple(groups))


def _graded(
    data: Counted, question: Question, interviewing: Interviewing, spans: Spans
) -> tuple[np.ndarray, dict[tuple[int, int], Told]]:
    """The grades given, ascending, and the told groups with firms by grade."""
    at, values = numbers(data, question)
    marks, category = np.unique(values, return_inverse=True)
    answers = data.answers(Base(at, category.astype(np.int64)))
    return marks, published(answers, Rule.of(interviewing), spans)


def _mean(
    group: Group,
    data: Counted,
    marks: np.ndarray,
    found: dict[tuple[int, int], Told],
    interviewing: Interviewing,
    population: int | None,
    question: Question,
) -> GroupMean:
    key = data.key(group)
    told = None if key is None else found.get(key)
    if told is None:
        return GroupMean(group, HIDDEN, NOBODY, 0)
    firms, fewer_than = firms_told(told, interviewing)
    if told.level != EXACT:
        return GroupMean(group, HIDDEN, told.reason or PROTECTED, firms, fewer_than)
    n = int(told.counts.sum())
    values = np.repeat(marks, told.counts[: len(marks)])
    mean = float(values.mean())
    half = Z * float(values.std(ddof=1)) / math.sqrt(n) * correction(n, population)
    low = mean - half if question.low is None else max(question.low, mean - half)
    high = mean + half if question.high is None else min(question.high, mean + half)
    return GroupMean(group, EXACT, told.reason, firms, 0, mean, low, high)


def total(data: Counted, question: Question, interviewing: Interviewing, spans: Spans) -> Numbers:
    """Sum and mean of all firms, unless one or two firms make up most of the sum.

    Told as balances are: from `classes_below` firms on, not where nearly all answered the same,
    and a newer state only when as many firms are new in it.
    """
    at, values = numbers(data, question)
    marks, category = np.unique(values, return_inverse=True)
    answers = data.answers(Base(at, category.astype(np.int64)))
    alone = Answers(answers.firm, answers.groups[:, :0], answers.category, answers.states)
    told = published(alone, Rule.of(interviewing), spans).get(WHOLE)
    if told is None:
        return Numbers(question.id, HIDDEN, NOBODY)
    firms, _fewer_than = firms_told(told, interviewing)
    if told.level != EXACT:
        return Numbers(question.id, HIDDEN, told.reason or FEW_FIRMS, firms)
    given = np.repeat(marks, told.counts[: len(marks)])
    if _is_dominated(given, interviewing.dominance):
        return Numbers(question.id, HIDDEN, DOMINATED, firms)
    return Numbers(question.id, EXACT, told.reason, firms, float(given.sum()), float(given.mean()))


def _is_dominated(values: np.ndarray, most: float) -> bool:
    """Whether one firm has more than `most` of the sum, or two firms more than that and a tenth.

    (n, k) dominance rule: Hundepool et al. (2012), Statistical Disclosure Control, chapter 4.2.
    """
    sizes = np.sort(np.abs(values))[::-1]
    whole = float(sizes.sum())
    if whole <= 0:
        return False
    return bool(sizes[0] > most * whole or sizes[:2].sum() > min(1.0, most + _TWO_MORE) * whole)
