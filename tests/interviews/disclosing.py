"""An attacker who subtracts: he takes everything told of a round, and solves for what is not.

Of all firms he knows the groups, and of each state that was shown who was interviewed; nobody's
answers. His unknowns are the true numbers of firms by state, group and answer. What he knows of
them are linear equations and bounds:

- the groups of a dimension add up to all firms;
- a group has as many answers at most as firms, and as its level says: hidden, a class, told;
- of a group with the same firms in two states the answers are the same; firms that came only add;
- a told number limits the true one, by how counts are rounded.

A cell is disclosed where the smallest and the largest whole number that fit are the same. The
bounds are those of linear programming; dimensions are never told crossed, and so whole numbers by
group that add up can always be those of some firms.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from seutukuva.interviews.counting import choices
from seutukuva.interviews.preparing import Prepared
from seutukuva.interviews.protection import Cell
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.told import ALL, CLASS, DIMENSIONS, EXACT, HIDDEN, Group

# The true numbers that a told number leaves possible: the smallest and the largest.
Leaves = Callable[[Rounding, int], tuple[int, float]]
_ENOUGH = 10  # solutions at random after which the cells that are left are solved one by one
_FINEST = 1e-6


def certainly(rounding: Rounding, told: int) -> tuple[int, float]:
    """What is left for certain: further steps have no end, so it is every number."""
    return (0, math.inf) if rounding.tail else nearly(rounding, told)


def nearly(rounding: Rounding, told: int) -> tuple[int, float]:
    """What is left by somebody who takes no count to have moved by a further step: 49 of 50."""
    return max(0, told - rounding.base + 1), told + rounding.base - 1


def exactly(rounding: Rounding, told: int) -> tuple[int, float]:
    """What is left where numbers are told as they are."""
    return told, told


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: firms of a group that gave an answer, in one of the states that were shown."""

    state: int
    group: Group
    answer: int


@dataclass(slots=True)
class Found:
    """What an attack came to.

    Attributes:
        cells: fewer firms than `shown` really gave this answer, in a group that has firms.
        disclosed: of these, which number the attacker holds for the only one possible.
        right: how many of these are the true one.
        is_contradictory: nothing fits what was told, as the attacker reads it.
    """

    cells: int = 0
    disclosed: dict[Place, int] = field(default_factory=dict)
    right: int = 0
    is_contradictory: bool = False


def attacked(ready: Prepared, question: str, leaves: Leaves = certainly, few: int = 0) -> Found:
    """Solve for the answers to a question with one answer, from every state that was shown.

    Args:
        few: numbers below this are solved for; 0: below those that are told.
    """
    system = _System.of(ready, question, leaves)
    small = system.small(few or ready.interviewing.shown)
    found = Found(len(small))
    if not small:
        return found
    limits = system.limits([system.at[one] for one in small])
    found.is_contradictory = limits is None
    for place, (low, high) in zip(small, limits or (), strict=False):
        least, most = math.ceil(low - _FINEST), math.floor(high + _FINEST)
        if least >= most:
            found.disclosed[place] = least
            found.right += least == system.true[place]
    return found


@dataclass(slots=True)
class _System:
    """Unknowns by place, and rows of what is known of their sums."""

    at: dict[Place, int] = field(default_factory=dict)
    true: dict[Place, int] = field(default_factory=dict)
    bounds: list[tuple[float, float]] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)
    constraints: tuple[csr_matrix, list[float]] | None = None
    random: np.random.Generator = field(default_factory=lambda: np.random.default_rng(1))

    @classmethod
    def of(cls, ready: Prepared, question: str, leaves: Leaves) -> _System:
        asked = ready.questions[question]
        base, kinds = choices(ready.data, asked), len(asked.options) + 1
        found = cls()
        whose: list[dict[Group, frozenset[int]]] = []
        for state, gate in enumerate(ready.gates):
            told = gate.cells(base, kinds, question)
            own = {group: _members(ready, gate.stands, group) for group in told}
            answer = dict(zip(base.at.tolist(), base.category.tolist(), strict=True))
            for group, cell in told.items():
                gave = [answer[one] for one in own[group] if one in answer]
                true = np.bincount(np.array(gave, dtype=int), minlength=kinds)
                found._cell(state, cell, len(own[group]), true, leaves, gate.rule.rounding)
                found._level(state, cell, kinds, ready)
            found._sums(state, own, kinds)
            for earlier, before in enumerate(whose):
                found._both(earlier, before, state, own, kinds)
            whose.append(own)
        return found

    def small(self, shown: int) -> list[Place]:
        """Cells of few firms, in groups where there is something to find out."""
        return [
            place
            for place, n in self.true.items()
            if n < shown and self.bounds[self.at[place]][1] and place.group != ALL
        ]

    def _cell(
        self, state: int, cell: Cell, firms: int, true: np.ndarray, leaves: Leaves, by: Rounding
    ) -> None:
        for answer, n in enumerate(true.tolist()):
            low, high = (0, math.inf) if cell.level == HIDDEN else leaves(by, cell.counts[answer])
            place = Place(state, cell.group, answer)
            self.at[place], self.true[place] = len(self.bounds), n
            self.bounds.append((low, min(high, firms)))
        low, high = (0, math.inf) if cell.level == HIDDEN else leaves(by, cell.base)
        self.rows.append((self._of(state, cell.group, len(true)), low, min(high, firms)))

    def _level(self, state: int, cell: Cell, kinds: int, ready: Prepared) -> None:
        """How many answers the way in which a group is told leaves possible."""
        shown, enough = ready.interviewing.shown, ready.gate.rule.classes_below
        spans = {HIDDEN: (0, shown - 1), CLASS: (shown, enough - 1), EXACT: (enough, math.inf)}
        self.rows.append((self._of(state, cell.group, kinds), *spans[cell.level]))

    def _of(self, state: int, group: Group, kinds: int) -> dict[int, float]:
        return {self.at[Place(state, group, answer)]: 1.0 for answer in range(kinds)}

    def _sums(self, state: int, own: dict[Group, frozenset[int]], kinds: int) -> None:
        """Groups of a dimension, and who is in none that is listed, are all firms."""
        for dimension in DIMENSIONS:
            listed = [group for group in own if group.dimension == dimension]
            rest = len(own[ALL]) - len(frozenset().union(*(own[group] for group in listed)))
            for answer in range(kinds):
                row = {self.at[Place(state, group, answer)]: -1.0 for group in listed}
                self.rows.append((row | {self.at[Place(state, ALL, answer)]: 1.0}, 0, rest))

    def _both(
        self,
        earlier: int,
        before: dict[Group, frozenset[int]],
        later: int,
        after: dict[Group, frozenset[int]],
        kinds: int,
    ) -> None:
        """What two states have in common: nobody answered otherwise, some came and some went."""
        for group in before.keys() & after.keys():
            came, went = len(after[group] - before[group]), len(before[group] - after[group])
            row: dict[int, float] = {}
            for answer in range(kinds):
                two = {self.at[Place(later, group, answer)]: 1.0}
                two |= {self.at[Place(earlier, group, answer)]: -1.0}
                self.rows.append((two, -went, came))
                row |= two
            self.rows.append((row, -went, came))

    def limits(self, wanted: Sequence[int]) -> list[tuple[float, float]] | None:
        """The smallest and the largest value of some unknowns; None where nothing fits.

        Whatever fits shows at once of many unknowns that several numbers are possible; only the
        others are worth two problems of their own.
        """
        low, high = np.full(len(wanted), math.inf), np.full(len(wanted), -math.inf)
        for goal in self._goals(wanted, low, high):
            solution = self._solved(goal)
            if solution is None:
                return None
            own = solution[list(wanted)]
            low, high = np.minimum(low, own, out=low), np.maximum(high, own, out=high)
        return list(zip(low.tolist(), high.tolist(), strict=True))

    def _goals(
        self, wanted: Sequence[int], low: np.ndarray, high: np.ndarray
    ) -> Iterator[np.ndarray]:
        columns = np.array(wanted)
        for turn in range(_ENOUGH):
            goal = np.zeros(len(self.bounds))
            goal[columns] = (
                self.random.choice([-1.0, 1.0], len(columns)) if turn > 1 else 1 - 2 * turn
            )
            yield goal
            if not _open(low, high).any():
                return
        for place in range(len(columns)):
            for sign in (1.0, -1.0):
                if _open(low, high)[place]:
                    goal = np.zeros(len(self.bounds))
                    goal[columns[place]] = sign
                    yield goal

    def _solved(self, goal: np.ndarray) -> np.ndarray | None:
        matrix, most = self._constraints()
        done = linprog(goal, matrix, most, bounds=self.bounds, method="highs")
        return None if done.x is None else done.x

    def _constraints(self) -> tuple[csr_matrix, list[float]]:
        """Every row as one of at most: made once."""
        if self.constraints is None:
            above = [(row, high) for row, _low, high in self.rows if high < math.inf]
            below = [({at: -x for at, x in row.items()}, -low) for row, low, _high in self.rows]
            every = [*above, *below]
            entries = [(n, at, x) for n, (row, _most) in enumerate(every) for at, x in row.items()]
            line, column, x = zip(*entries, strict=True)
            matrix = csr_matrix((x, (line, column)), (len(every), len(self.bounds)))
            self.constraints = matrix, [limit for _row, limit in every]
        return self.constraints


def _open(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Where what was seen so far leaves one whole number at most."""
    return np.floor(high + _FINEST) <= np.ceil(low - _FINEST)


def _members(ready: Prepared, stands: np.ndarray, group: Group) -> frozenset[int]:
    """Positions of the responses of a group that stand."""
    if group == ALL:
        return frozenset(np.flatnonzero(stands).tolist())
    place = DIMENSIONS.index(group.dimension)
    code = list(ready.data.labels[place]).index(group.id)
    return frozenset(np.flatnonzero(stands & (ready.data.groups[:, place] == code)).tolist())
