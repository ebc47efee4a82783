"""Balances of one question, by group and against the earlier round: made of rounded counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from seutukuva.definitions.interviewing import Interviewing, Question
from seutukuva.interviews import balances, changes
from seutukuva.interviews.balances import Stratum
from seutukuva.interviews.chance import holm
from seutukuva.interviews.changes import Panel
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
from seutukuva.interviews.weighing import Weighing

_BALANCE, _CHANGE = "balance", "change"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of one round: rounded counts by group, and the score of each category, of which
    no two are alike; the last is None: cannot say.

    `base` is of the true answers, for `earlier` alone.
    """

    cells: Mapping[Group, Cell]
    scores: tuple[float | None, ...]
    rounding: Rounding
    base: Base

    def stratum(self, cell: Cell, weight: float = 1.0) -> Stratum:
        """The firms of a cell, counted by score."""
        return Stratum(dict(zip(self.scores, cell.counts, strict=True)), cell.base, weight)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The question in an earlier round, and the firms of each group that answered both times:
    of groups where they are enough for figures."""

    asked: Asked
    panels: Mapping[Group, Panel]


def asked(gate: Gate, question: Question) -> Asked:
    """A balance question in one round. An answer without a score is none: not in the base.

    Options of one score are one category, rounded once: so many roundings are in the intervals.
    """
    own = [one.score for one in question.options.values()]
    scores = list(dict.fromkeys(score for score in own if score is not None))
    places = [-1 if score is None else scores.index(score) for score in own]
    base = choices(gate.data, question)
    category = np.array([*places, len(scores)])[base.category]
    base = Base(base.at[category >= 0], category[category >= 0])
    cells = gate.cells(base, len(scores) + 1, question.id)
    return Asked(cells, (*scores, None), gate.rule.rounding, base)


def earlier(question: str, after: Asked, before: Asked, gate: Gate, partner: np.ndarray) -> Earlier:
    """An earlier round, with how far the firms that answered both times moved.

    Only that is counted, and rounded as all else: neither from which answer nor to which.

    Args:
        gate, partner: of the firms in both rounds, as of `Gate.beside`.
    """
    now, was = ([score or 0.0 for score in one.scores] for one in (after, before))
    place = pd.Index(before.base.at).get_indexer(pd.Index(partner[after.base.at]))
    is_both = place >= 0
    moved = np.abs(
        np.array(now)[after.base.category[is_both]]
        - np.array(was)[before.base.category[place[is_both]]]
    )
    # All that there could be, and not those that there are.
    sizes = np.unique(np.abs(np.subtract.outer(now, was)))
    base = Base(after.base.at[is_both], np.searchsorted(sizes, moved))
    cells = gate.cells(base, len(sizes), f"{question}\nmoved")
    panels = {
        group: Panel(dict(zip(sizes.tolist(), cell.counts, strict=True)), cell.base)
        for group, cell in cells.items()
        if cell.level == EXACT and cell.base
    }
    return Earlier(before, panels)


def question_balance(
    question: str,
    after: Asked,
    before: Earlier | None,
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
    moves: tuple[GroupChange, ...] = ()
    if before is not None:
        moves = tuple(_change(one, before, interviewing, population) for one in groups)
    return QuestionBalance(question, groups, moves)


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
    """The balance of all firms with its weighted one, which is made of told counts only; where it
    is not told as a figure itself, as it is."""
    if not weighing.by:
        return one
    if one.group != ALL:
        return replace(one, weighted_reason=ALL_ONLY)
    if one.told != EXACT:
        return one
    strata = weighing.strata(data.cells, data.stratum)
    if not strata:
        return replace(one, weighted_reason=NO_WEIGHTS)
    found = balances.balance(strata, population=population, rounding=data.rounding)
    return replace(one, weighted=found)


def _change(
    one: GroupBalance,
    before: Earlier,
    interviewing: Interviewing,
    population: Mapping[Group, int],
) -> GroupChange:
    cell, own = before.asked.cells.get(one.group), population.get(one.group)
    was = None if cell is None else _group(before.asked, cell, interviewing, own)
    if one.balance is None or was is None or was.balance is None:
        return GroupChange(one.group, HIDDEN, NOT_COMPARABLE)
    found = changes.change(was.balance, one.balance, before.panels.get(one.group))
    reason = "" if one.is_claimable and was.is_claimable else FEW_TO_CLAIM
    return GroupChange(one.group, EXACT, reason, was.balance, one.balance, found)


def spoken_of(questions: Sequence[QuestionBalance]) -> tuple[QuestionBalance, ...]:
    """The balances and changes of a round, with which of them are beyond chance.

    Those that are read together are judged together: all questions of all firms, which head the
    page, with their changes; and of one question the groups of one dimension.
    """
    lists: dict[tuple[str, str], dict[tuple[str, Group, str], float]] = {}
    for question in questions:
        for group, what, likely in _likely(question):
            name = ("", "") if group == ALL else (question.question, group.dimension)
            lists.setdefault(name, {})[question.question, group, what] = likely
    clear = {
        key
        for one in lists.values()
        for key, is_clear in zip(one, holm([*one.values()]), strict=True)
        if is_clear
    }
    return tuple(
        replace(
            one,
            groups=tuple(
                replace(each, is_clear=(one.question, each.group, _BALANCE) in clear)
                for each in one.groups
            ),
            changes=tuple(
                replace(each, direction=_direction(each))
                if (one.question, each.group, _CHANGE) in clear
                else each
                for each in one.changes
            ),
        )
        for one in questions
    )


def _likely(question: QuestionBalance) -> Iterator[tuple[Group, str, float]]:
    """The figures of a question that may be spoken of, and how likely chance makes them."""
    for one in question.groups:
        if one.is_claimable and one.balance:
            yield one.group, _BALANCE, one.balance.p_value
    for change in question.changes:
        if change.change and not change.reason:
            yield change.group, _CHANGE, change.change.p_value


def _direction(one: GroupChange) -> str:
    return "up" if one.change and one.change.value > 0 else "down"
