"""An attacker who knows every firm's groups, who answered what question when, and all tables.

What he does not know are the answers. He knows how counts are rounded, though not the secret, and
so how probable each told table is for each answer of each firm. From there he draws answers of all
firms as probable as everything told makes them (Gibbs sampling), and guesses of each firm the one
that he draws most often. He is given more than the page tells: rounded counts also where only a
class is shown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from seutukuva.interviews.counting import Base, Round, counted
from seutukuva.interviews.protection import Cell, Rule, gates
from seutukuva.interviews.released import released
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.told import DIMENSIONS, HIDDEN

SECRET = b"a secret of tests"


def rule(secret: bytes = SECRET) -> Rule:
    return Rule(5, 10, Rounding(secret))


def likelihood(rounding: Rounding, told: Sequence[int], counts: Sequence[int]) -> float:
    """Probability of the told counts of one group and question, given the true ones: all that an
    attacker can know of the draws."""
    return sum(
        math.prod(part(rounding, each, *both) for both in zip(told, counts, strict=True))
        for each in range(rounding.base)
    ) / rounding.base  # fmt: skip


def part(rounding: Rounding, each: int, told: int, count: int) -> float:
    """Probability of one told count when the shared draw is in a part of `base` equal ones."""
    rest = count % rounding.base
    start = count - rest + (rounding.base if each < rest else 0)
    step = (told - start) // rounding.base
    if told:
        return (1 - rounding.tail) / (1 + rounding.tail) * rounding.tail ** abs(step)
    # All steps down from here are told as zero.
    if step <= 0:
        return rounding.tail**-step / (1 + rounding.tail)
    return 1 - rounding.tail ** (step + 1) / (1 + rounding.tail)


@dataclass
class World:
    """Firms with groups, one answer each, and the states in which they stood; from which file."""

    groups: np.ndarray
    answers: np.ndarray
    kinds: int
    states: np.ndarray
    file: str = "b"

    def cells(self, secret: bytes = SECRET, answers: np.ndarray | None = None) -> list[list[Cell]]:
        """The cells of each state that was shown."""
        given = self.answers if answers is None else answers
        data = counted(self.round())
        shown = gates(data, self.released(), rule(secret))
        ever = data.responses["response"].to_numpy()
        base = Base(np.arange(len(ever)), given[ever])
        return [list(gate.cells(base, self.kinds, "q").values()) for gate in shown]

    def round(self) -> Round:
        firms = pd.DataFrame(
            {"batch": self.file, "response": np.arange(len(self.answers))}
            | {"firm_key": [f"firm {n}" for n in range(len(self.answers))]}
            | {
                name: [f"{code:02d}" for code in of]
                for name, of in zip(DIMENSIONS, self.groups.T, strict=True)
            }
        )
        answers = pd.DataFrame(
            {"batch": self.file, "response": np.arange(len(self.answers)), "question": "q"}
            | {"option": [f"o{one}" for one in self.answers], "number": np.nan, "text": None}
            | {"state": "answered"}
        )
        return Round("2026-10", [firms[stands] for stands in self.states], answers)

    def released(self) -> list[int]:
        return released(counted(self.round()).by_firm(), 5)

    def members(self, state: int, cell: Cell) -> np.ndarray:
        """Firms of a cell, in the order of the world."""
        return members(self.groups, self.states[state], cell)

    def tables(self) -> list[Table]:
        """All that was told."""
        plain = np.arange(self.kinds)
        return [
            Table(cell, self.members(state, cell), plain)
            for state, cells in zip(self.released(), self.cells(), strict=True)
            for cell in cells
            if cell.level != HIDDEN
        ]


@dataclass
class Table:
    """Told counts, of whom they are, and in which of them each answer of a firm is counted."""

    cell: Cell
    members: np.ndarray
    view: np.ndarray


def members(groups: np.ndarray, stands: np.ndarray, cell: Cell) -> np.ndarray:
    """Firms of a cell, of those that stand."""
    if not cell.group.dimension:
        return np.flatnonzero(stands)
    own = groups[:, DIMENSIONS.index(cell.group.dimension)] == int(cell.group.id)
    return np.flatnonzero(stands & own)


@dataclass
class Twice:
    """Two rounds of the same firms. An answer of a firm is that of both: earlier × 3 + later.

    Told is what each round tells, and how far the firms moved that answered both times.
    """

    earlier: World
    later: World
    is_paired: bool = True
    kinds: int = 9

    @property
    def groups(self) -> np.ndarray:
        return self.later.groups

    @property
    def answers(self) -> np.ndarray:
        return self.earlier.answers * 3 + self.later.answers

    def tables(self) -> list[Table]:
        before, after = np.divmod(np.arange(9), 3)
        found = [
            Table(one.cell, one.members, view)
            for world, view in ((self.earlier, before), (self.later, after))
            for one in world.tables()
        ]
        return found + self.moves() if self.is_paired else found

    def moves(self) -> list[Table]:
        """What is told of the firms in both rounds."""
        was, now = (
            gates(counted(one.round()), one.released(), rule())[-1]
            for one in (self.earlier, self.later)
        )
        gate, _partner = now.beside(was)
        ever = gate.data.responses["response"].to_numpy()
        moved = np.abs(self.later.answers - self.earlier.answers)[ever]
        cells = gate.cells(Base(np.arange(len(ever)), moved), 3, "q\nmoved").values()
        both = self.earlier.states[-1] & self.later.states[-1]
        view = np.abs(np.subtract(*np.divmod(np.arange(9), 3)))
        return [
            Table(cell, members(self.groups, both, cell), view)
            for cell in cells
            if cell.level != HIDDEN
        ]


def twice(seed: int, firms: int = 60, stays: float = 0.6) -> Twice:
    """A world in two rounds of one state; some firms answer in one of them only."""
    later = world(seed, firms)
    random = np.random.default_rng((seed, 2))
    again = np.where(random.random(firms) < stays, later.answers, random.choice(3, firms))
    first, last = random.random((2, 1, firms)) < 0.85
    return Twice(World(later.groups, again, 3, first), replace(later, states=last))


def world(seed: int, firms: int = 60, kinds: int = 3, batches: int = 4) -> World:
    """A world of batches that come, and of one that goes; groups are of uneven size."""
    random = np.random.default_rng(seed)
    groups = np.stack(
        [random.choice(n, firms, p=random.dirichlet(np.full(n, 2.0))) for n in (6, 6, 4)], axis=1
    )
    # Groups differ in what they say, so that there is something to find out.
    lean = random.dirichlet(np.full(kinds, 1.0), 6)
    answers = np.array([random.choice(kinds, p=lean[code]) for code in groups[:, 0]])
    batch = random.choice(batches, firms, p=[0.6, *[0.4 / (batches - 1)] * (batches - 1)])
    states = [batch <= last for last in range(batches)]
    states.append((batch < batches) & (batch != 1))
    return World(groups, answers, kinds, np.array(states))


@dataclass
class Guess:
    """What an attacker believes, of each firm that is in a told table.

    Attributes:
        beliefs: firms × kinds.
        is_right: of each firm, whether the likeliest answer is its own.
        by_group: the same of who guesses what most firms of its municipality really answered:
            what any table of true counts is there to tell.
    """

    beliefs: np.ndarray
    is_right: np.ndarray
    by_group: np.ndarray


def attacked(of: World | Twice, chains: int = 6, sweeps: int = 40, seed: int = 0) -> Guess:
    """Guess every firm's answer from everything told."""
    tables = of.tables()
    told = np.array([one.cell.counts for one in tables])
    cells = [
        np.flatnonzero([firm in own for own in (set(one.members.tolist()) for one in tables)])
        for firm in range(len(of.answers))
    ]
    table = _table(int(told.max()) // 3 + 1, len(of.answers) + 3)
    views = np.array([one.view for one in tables])
    attack = _Attack(
        told // 3, [one.members for one in tables], views, cells, _prior(tables), table
    )
    beliefs = attack.beliefs(np.random.default_rng(seed), chains, sweeps)
    seen = np.array([len(own) > 0 for own in cells])
    most = np.array(
        [np.bincount(of.answers[of.groups[:, 0] == code], minlength=of.kinds).argmax()
         for code in of.groups[:, 0]]
    )  # fmt: skip
    is_right = beliefs.argmax(axis=1) == of.answers
    return Guess(beliefs[seen], is_right[seen], (most == of.answers)[seen])


def _prior(tables: list[Table]) -> np.ndarray:
    """Chances of the answers of a firm of which nothing is known: those that agree with what is
    told of all firms."""
    found = np.ones(len(tables[0].view))
    largest: dict[bytes, Table] = {}
    for one in sorted(tables, key=lambda table: len(table.members)):
        largest[one.view.tobytes()] = one
    for _round in range(20):
        for one in largest.values():
            told = np.array(one.cell.counts) + 1.0
            own = np.bincount(one.view, found, len(told))
            found = found * (told / told.sum() / own)[one.view]
    return found / found.sum()


@dataclass
class _Attack:
    told: np.ndarray
    members: list[np.ndarray]
    views: np.ndarray
    cells: list[np.ndarray]
    prior: np.ndarray
    table: np.ndarray

    def beliefs(self, random: np.random.Generator, chains: int, sweeps: int) -> np.ndarray:
        """Mean of the chances of each answer; first all are believed little, then fully.

        Of several chains, each begun anew: one alone gets stuck in what it has come to believe.
        """
        firms, kinds = len(self.cells), len(self.prior)
        drawn = random.choice(kinds, (chains, firms), p=self.prior)
        count = np.array(
            [
                [
                    np.bincount(view[chain[own]], minlength=self.told.shape[1])
                    for view, own in zip(self.views, self.members, strict=True)
                ]
                for chain in drawn
            ]
        )
        each = np.arange(chains)[:, None]
        found = np.zeros((firms, kinds))
        for sweep in range(sweeps):
            heat = min(1.0, (sweep + 1) / (sweeps / 2))
            for firm in random.permutation(firms):
                own = self.cells[firm]
                views = self.views[own]
                count[each, own, views[:, drawn[:, firm]].T] -= 1
                chance = self._chance(self.told[own], count[:, own], views, heat)
                below = chance.cumsum(axis=1)[:, :-1] < random.random((chains, 1))
                drawn[:, firm] = below.sum(axis=1)
                count[each, own, views[:, drawn[:, firm]].T] += 1
                if sweep >= sweeps / 2:
                    found[firm] += chance.sum(axis=0)
        return found / found.sum(axis=1, keepdims=True)

    def _chance(
        self, told: np.ndarray, count: np.ndarray, views: np.ndarray, heat: float
    ) -> np.ndarray:
        """How probable each answer of a firm is in each chain, by the cells that it is in."""
        now, then = self.table[:, told, count], self.table[:, told, count + 1]
        # Parts of the shared draw × chains × cells × categories.
        parts = now.sum(axis=3, keepdims=True) + then - now
        top = parts.max(axis=0)
        weight = top + np.log(np.exp(parts - top).sum(axis=0))
        by_kind = weight[:, np.arange(len(views))[:, None], views].sum(axis=1) * heat
        chance = np.exp(by_kind - by_kind.max(axis=1, keepdims=True)) * self.prior
        return chance / chance.sum(axis=1, keepdims=True)


def _table(most_told: int, most: int) -> np.ndarray:
    """Logarithms of chances: parts of the shared draw × told ÷ 3 × true."""
    rounding = rule().rounding
    return np.log(
        [
            [[part(rounding, each, 3 * told, n) for n in range(most)] for told in range(most_told)]
            for each in range(rounding.base)
        ]
    )
