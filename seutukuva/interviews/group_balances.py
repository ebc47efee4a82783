"""Balances of one question, by group and against the earlier round: made of rounded counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from seutukuva.definitions.interviewing import Interviewing, Question
from seutukuva.interviews import balances
from seutukuva.interviews.balances import Stratum
from seutukuva.interviews.counting import Base, choices
from seutukuva.interviews.protection import Cell, Gate
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.told import (
    ALL,
    ALL_ONLY,
    CLASS,
    EXACT,
    FEW_FIRMS,
    FEW_TO_CLAIM,
    HIDDEN,
    NEARLY_ALL,
    NO_WEIGHTS,
    NOT_COMPARABLE,
    SMALL,
    Group,
    GroupBalance,
    GroupChange,
    QuestionBalance,
)

PERSONNEL, STOCK = "personnel", "stock"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of one round: rounded counts by group, and the score of each category."""

    cells: Mapping[Group, Cell]
    scores: tuple[float | None, ...]
    rounding: Rounding

    def stratum(self, cell: Cell, weight: float = 1.0) -> Stratum:
        """The firms of a cell, counted by score; options of one score are one count."""
        counts: dict[float | None, float] = {}
        for score, count in zip(self.scores, cell.counts, strict=True):
            counts[score] = counts.get(score, 0) + count
        return Stratum(counts, cell.base, weight)


@dataclass(frozen=True, slots=True)
class Weighing:
    """How all firms are weighted.

    Attributes:
        by: "", PERSONNEL or STOCK.
        dimension: of the groups that the weights are of.
        weight_of: persons of a typical firm by size class, or firms there are by municipality.
    """

    by: str = ""
    dimension: str = ""
    weight_of: Mapping[str, float] | None = None


def asked(gate: Gate, question: Question) -> Asked:
    """A balance question in one round. An answer without a score is none: not in the base."""
    scores: list[float | None] = [one.score for one in question.options.values()]
    base = choices(gate.data, question)
    is_scored = np.array([*(one is not None for one in scores), True])[base.category]
    base = Base(base.at[is_scored], base.category[is_scored])
    cells = gate.cells(base, len(scores) + 1, question.id)
    return Asked(cells, (*scores, None), gate.rule.rounding)


def question_balance(
    question: str,
    after: Asked,
    before: Asked | None,
    interviewing: Interviewing,
    *,
    population: Mapping[Group, int],
    weighing: Weighing,
) -> QuestionBalance:
    """One question as it is told.

    Args:
        population: firms there are, of the groups where that is known; for the correction of
            the finite population.
    """
    groups = tuple(
        _weighted(
            _group(after, cell, interviewing, population.get(group)),
            after,
            weighing,
            population.get(ALL),
        )
        for group, cell in after.cells.items()
    )
    changes: tuple[GroupChange, ...] = ()
    if before is not None:
        changes = tuple(_change(one, before, interviewing, population) for one in groups)
    return QuestionBalance(question, groups, changes)


def _group(
    data: Asked, cell: Cell, interviewing: Interviewing, population: int | None
) -> GroupBalance:
    if cell.level == HIDDEN or not cell.base:
        return GroupBalance(cell.group, HIDDEN, FEW_FIRMS)
    found = balances.balance([data.stratum(cell)], population=population, rounding=data.rounding)
    if cell.level == CLASS:
        side = balances.side_of(found.value)
        return GroupBalance(cell.group, CLASS, SMALL, klass=side)
    klass = balances.class_of(found.value)
    if cell.is_one_sided:
        return GroupBalance(cell.group, CLASS, NEARLY_ALL, cell.base, klass=klass)
    return GroupBalance(
        cell.group, EXACT, "", cell.base, found, klass,
        is_claimable=cell.base >= interviewing.claims_from,
    )  # fmt: skip


def _weighted(
    one: GroupBalance, data: Asked, weighing: Weighing, population: int | None
) -> GroupBalance:
    """The balance of all firms with its weighted one, which is made of told counts only.

    Each group that is told in counts has its weight; all others, and firms whose group is not
    known, are what all firms leave, and share one weight.
    """
    if not weighing.by:
        return one
    if one.group != ALL:
        return replace(one, weighted_reason=ALL_ONLY)
    if one.told != EXACT:
        return replace(one, weighted_reason=one.reason)
    strata = _strata(data, weighing)
    if not strata:
        return replace(one, weighted_reason=NO_WEIGHTS)
    found = balances.balance(strata, population=population, rounding=data.rounding)
    return replace(one, weighted=found)


def _strata(data: Asked, weighing: Weighing) -> list[Stratum]:
    """Told groups and the rest; empty where a weight is not known."""
    known = weighing.weight_of or {}
    left = data.stratum(data.cells[ALL])
    strata, rest = [], dict(known)
    for group, cell in data.cells.items():
        if group.dimension != weighing.dimension or cell.level != EXACT or not cell.base:
            continue
        weight = rest.pop(group.id, 0.0) / (cell.base if weighing.by == STOCK else 1)
        if weight <= 0:
            return []
        own = data.stratum(cell, weight)
        strata.append(own)
        counts = {score: max(0, n - own.counts[score]) for score, n in left.counts.items()}
        left = Stratum(counts, left.firms - own.firms)
    if left.firms > 0 and sum(left.counts.values()) > 0:
        if weighing.by == STOCK:
            weight = sum(rest.values()) / left.firms
        else:
            small = [rest[g.id] for g in data.cells if g.id in rest]
            weight = sum(small) / len(small) if small else 0.0
        if weight > 0:
            strata.append(Stratum(left.counts, left.firms, weight))
    return strata


def _change(
    one: GroupBalance,
    before: Asked,
    interviewing: Interviewing,
    population: Mapping[Group, int],
) -> GroupChange:
    cell = before.cells.get(one.group)
    was = None if cell is None else _group(before, cell, interviewing, population.get(one.group))
    if one.balance is None or was is None or was.balance is None:
        return GroupChange(one.group, HIDDEN, NOT_COMPARABLE)
    found = balances.change(was.balance, one.balance)
    is_claimable = one.is_claimable and was.is_claimable
    direction = ""
    if is_claimable and found.is_beyond_chance:
        direction = "up" if found.value > 0 else "down"
    reason = "" if is_claimable else FEW_TO_CLAIM
    return GroupChange(one.group, EXACT, reason, was.balance, one.balance, found, direction)
