"""Grades and other answers in numbers: grades of rounded counts, sums of all firms only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from seutukuva.definitions.interviewing import Interviewing, Question
from seutukuva.interviews.balances import correction
from seutukuva.interviews.counting import Base, mixed, numbers
from seutukuva.interviews.protection import Cell, Gate
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.told import (
    ALL,
    DOMINATED,
    EXACT,
    FEW_FIRMS,
    HIDDEN,
    Grades,
    Group,
    GroupMean,
    Numbers,
)
from seutukuva.verdicts.intervals import Z

# Who is second must not be able to estimate the first nearer than this (p% rule).
_NEAREST = 0.15
# What sums are told with.
_DIGITS = 2
# Units of which a sum says nothing.
_PERCENT = frozenset(("%", "per cent", "percent", "prosenttia", "procent", "prosent"))


def grades(
    question: Question,
    after: Gate,
    before: Gate | None,
    interviewing: Interviewing,
    population: Mapping[Group, int],
) -> Grades:
    """The mean grade of each group; of grades between the whole ones, the nearest counts.

    From `claims_from` firms on: a scale has many grades, and of few firms rounding would leave
    little of it.
    """
    least = interviewing.claims_from
    marks, now = _graded(after, question)
    was = None if before is None else _graded(before, question)
    groups = []
    for group, cell in now.items():
        one = _mean(cell, marks, after.rule.rounding, population.get(group), question, least)
        earlier = None
        if was is not None and one.told == EXACT and group in was[1]:
            earlier = _mean(was[1][group], was[0], after.rule.rounding, None, question, least).mean
        groups.append(
            GroupMean(
                one.group, one.told, one.reason, one.firms, one.mean, one.low, one.high, earlier
            )
        )
    return Grades(question.id, tuple(groups))


def _graded(gate: Gate, question: Question) -> tuple[np.ndarray, dict[Group, Cell]]:
    """The grades that can be given, or else were, and firms by grade."""
    at, values = numbers(gate.data, question)
    whole = np.rint(values)
    marks = np.unique(whole)
    if question.low is not None and question.high is not None:
        # The scale, and not what was given: that nobody gave a grade is a figure as well.
        marks = np.arange(math.floor(question.low), math.ceil(question.high) + 1, dtype=float)
    category = np.searchsorted(marks, np.clip(whole, marks[0], marks[-1])) if len(marks) else whole
    return marks, gate.cells(Base(at, category.astype(np.int64)), max(len(marks), 1), question.id)


def _mean(
    cell: Cell,
    marks: np.ndarray,
    rounding: Rounding,
    population: int | None,
    question: Question,
    least: int,
) -> GroupMean:
    """Mean of rounded counts. Its variance is that of the grades over the firms, and that of the
    rounding: of Σ (x − mean) × count, ÷ n²."""
    counts = np.array(cell.counts, dtype=float)
    n = counts.sum()
    if cell.level != EXACT or cell.base < least or not n:
        return GroupMean(cell.group, HIDDEN, FEW_FIRMS)
    mean = float(counts @ marks / n)
    chance = float(counts @ (marks - mean) ** 2) / (n * max(n - 1, 1))
    noise = rounding.variance_of((marks - mean).tolist()) / n**2
    half = Z * math.hypot(math.sqrt(chance) * correction(n, population), math.sqrt(noise))
    low = mean - half if question.low is None else max(question.low, mean - half)
    high = mean + half if question.high is None else min(question.high, mean + half)
    return GroupMean(cell.group, EXACT, "", cell.base, mean, low, high)


def total(gates: Sequence[Gate], question: Question, interviewing: Interviewing) -> Numbers:
    """Sum and mean of all firms, unless one or two firms make up most of the sum.

    Nor is it told where they make up most of the difference to a sum that was told before.

    Args:
        gates: to every state that was shown, the newest last.
    """
    told: list[np.ndarray] = []
    found = Numbers(question.id, HIDDEN, FEW_FIRMS)
    for gate in gates:
        values = _by_firm(gate, question)
        known = np.isfinite(values)
        found = Numbers(question.id, HIDDEN, FEW_FIRMS)
        if gate.rule.level(int(known.sum())) != EXACT:
            continue
        found = Numbers(question.id, HIDDEN, DOMINATED)
        steps = [np.nan_to_num(values) - np.nan_to_num(earlier) for earlier in told]
        if any(is_dominated(step, interviewing.dominance) for step in (values[known], *steps)):
            continue
        told.append(values)
        found = _sum(gate, question)
    return found


def _by_firm(gate: Gate, question: Question) -> np.ndarray:
    at, values = numbers(gate.data, question)
    stands = gate.stands[at]
    found = np.full(len(gate.data.firms), math.nan)
    found[gate.data.firm[at[stands]]] = values[stands]
    return found


def _sum(gate: Gate, question: Question) -> Numbers:
    at, values = numbers(gate.data, question)
    stands = gate.stands[at]
    at, values = at[stands], values[stands]
    # Drawn by who gave which number, as a count is.
    key = int(mixed(gate.marks[at] ^ values.view(np.uint64)).sum(dtype=np.uint64))
    draw = float(gate.rule.rounding.draws(1, "sum", question.id, key)[0])
    near = rounded_sum(float(values.sum()), draw)
    firms = gate.cells(Base(at, np.zeros_like(at)), 1, question.id)[ALL].base
    is_share = bool(_PERCENT.intersection(question.unit.values()))
    return Numbers(question.id, EXACT, "", firms, None if is_share else near, near / firms)


def rounded_sum(value: float, draw: float) -> float:
    """A sum at random at one of the two numbers of two digits beside it: unbiased."""
    if not value:
        return 0.0
    unit = 10.0 ** (math.floor(math.log10(abs(value))) + 1 - _DIGITS)
    down = math.floor(value / unit)
    return (down + (draw < value / unit - down)) * unit


def is_dominated(values: np.ndarray, most: float) -> bool:
    """Whether one firm has more than `most` of the sum, or the second could tell the first.

    Dominance rule and p% rule: Hundepool et al. (2012), Statistical Disclosure Control, chapter
    4.2: what the others have besides the second is less than 15 per cent of the first.
    """
    sizes = np.sort(np.abs(values))[::-1]
    whole = float(sizes.sum())
    if whole <= 0:
        return False
    return bool(sizes[0] > most * whole or whole - sizes[:2].sum() < _NEAREST * sizes[0])
