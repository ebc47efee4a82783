"""Grades and other answers in numbers: grades of rounded counts, sums of all firms only."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import NormalDist

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
# What sums are told with, and the smallest unit of one; how far off, in logarithms, their size is
# taken to be; and by how much a unit is above the largest number, so that it hardly ever is below.
_DIGITS = 2
LEAST_UNIT = 10.0
_SIZE = 0.1
_ABOVE = 1.25
_FINEST = 2.0**-54
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

    A sum moves on to a newer state only when at least as many firms have given another number, or
    one at all, as figures need, and when one or two of them do not make up most of the difference:
    until then the one told last stands.

    Args:
        gates: to every state that was shown, the newest last.
    """
    told: list[np.ndarray] = []
    found = last = Numbers(question.id, HIDDEN, FEW_FIRMS)
    for gate in gates:
        values = _by_firm(gate, question)
        if gate.rule.level(int(np.isfinite(values).sum())) != EXACT:
            found = Numbers(question.id, HIDDEN, FEW_FIRMS)
        elif any(_is_small_step(values, one, gate.rule.classes_below) for one in told):
            found = last
        else:
            found = _sum(gate, question, told, interviewing.dominance)
            if found.told == EXACT:
                told.append(values)
                last = found
    return found


def _by_firm(gate: Gate, question: Question) -> np.ndarray:
    at, values = numbers(gate.data, question)
    stands = gate.stands[at]
    found = np.full(len(gate.data.firms), math.nan)
    found[gate.data.firm[at[stands]]] = values[stands]
    return found


def _is_small_step(values: np.ndarray, earlier: np.ndarray, least: int) -> bool:
    """Whether some firms, but fewer than `least`, have given another number."""
    is_same = (values == earlier) | (np.isnan(values) & np.isnan(earlier))
    return 0 < int(np.count_nonzero(~is_same)) < least


def _sum(gate: Gate, question: Question, told: Sequence[np.ndarray], most: float) -> Numbers:
    at, values = numbers(gate.data, question)
    stands = gate.stands[at]
    at, values = at[stands], values[stands]
    rounding = gate.rule.rounding
    # Drawn by who gave which number, as a count is.
    key = int(mixed(gate.marks[at] ^ values.view(np.uint64)).sum(dtype=np.uint64))
    size, step, near, further, other = rounding.draws(5, "sum", question.id, key).tolist()
    own = unit(values, rounding, size, step)
    now = np.nan_to_num(_by_firm(gate, question))
    steps = [now - np.nan_to_num(earlier) for earlier in told]
    # Below the smallest unit no number can be estimated. And whether a sum is told must not be
    # proof of anything either: now and then it is as it would else not be.
    is_hidden = own > LEAST_UNIT and any(is_dominated(one, most) for one in (now, *steps))
    if is_hidden != (other < 2 * rounding.tail):
        return Numbers(question.id, HIDDEN, DOMINATED)
    firms = gate.cells(Base(at, np.zeros_like(at)), 1, question.id)[ALL].base
    found = rounding.sum(float(values.sum()), own, near, further)
    is_share = bool(_PERCENT.intersection(question.unit.values()))
    return Numbers(
        question.id, EXACT, "", firms, None if is_share else found, found / firms or None, own
    )


def unit(values: np.ndarray, rounding: Rounding, size: float, step: float) -> float:
    """To whose multiples the sum of the numbers of firms is rounded: 1, 2 or 5 × 10ᵏ.

    Two digits of the sum; but never less than `LEAST_UNIT`, than the largest number, nor than
    `base` average ones, as counts are rounded. So whoever knows the numbers of all other firms
    knows no more of the last one than of a firm that is counted or is not.

    How large the numbers are taken to be for this is drawn near what they are, and the unit moves
    by further steps as counts do: a unit does not tell on which side of a bound a number is.

    Args:
        size, step: the draws of the two.
    """
    drawn = math.exp(_SIZE * NormalDist().inv_cdf(max(size, _FINEST)))
    sizes = np.abs(values) * drawn
    whole = float(sizes.sum())
    digits = 10.0 ** (math.floor(math.log10(whole)) + 1 - _DIGITS) if whole else 0.0
    least = max(LEAST_UNIT, digits, _ABOVE * sizes.max(), rounding.base * sizes.mean())
    power = math.floor(math.log10(least))
    place = next(n for n in range(3 * power, 3 * power + 4) if _unit(n) >= least)
    return max(LEAST_UNIT, _unit(place + int(rounding.steps(np.array(step)))))


def _unit(place: int) -> float:
    return float((1, 2, 5)[place % 3] * 10.0 ** (place // 3))


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
