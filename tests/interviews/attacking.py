"""An attacker who knows every firm's groups, who answered what question when, and all tables.

What he does not know are the answers. He knows how counts are rounded, though not the secret, and
so how probable each told table is for each answer of each firm. From there he draws answers of all
firms as probable as everything told makes them (Gibbs sampling), and guesses of each firm the one
that he draws most often. He is given more than the page tells: rounded counts also where only a
class is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass
class World:
    """Firms with groups, one answer each, and the states in which they stood."""

    groups: np.ndarray
    answers: np.ndarray
    kinds: int
    states: np.ndarray

    def cells(self, secret: bytes = SECRET, answers: np.ndarray | None = None) -> list[list[Cell]]:
        """The cells of each state that was shown."""
        given = self.answers if answers is None else answers
        data = counted(self.round())
        shown = gates(data, self.released(), rule(secret))
        base = Base(np.arange(len(given)), given)
        return [list(gate.cells(base, self.kinds, "q").values()) for gate in shown]

    def round(self) -> Round:
        firms = pd.DataFrame(
            {"batch": "b", "response": np.arange(len(self.answers))}
            | {"firm_key": [f"firm {n}" for n in range(len(self.answers))]}
            | {
                name: [f"{code:02d}" for code in of]
                for name, of in zip(DIMENSIONS, self.groups.T, strict=True)
            }
        )
        answers = pd.DataFrame(
            {"batch": "b", "response": np.arange(len(self.answers)), "question": "q"}
            | {"option": [f"o{one}" for one in self.answers], "number": np.nan, "text": None}
            | {"state": "answered"}
        )
        return Round("2026-10", [firms[stands] for stands in self.states], answers)

    def released(self) -> list[int]:
        return released(counted(self.round()).by_firm(), 5)

    def members(self, state: int, cell: Cell) -> np.ndarray:
        """Firms of a cell, in the order of the world."""
        stands = self.states[state].copy()
        if cell.group.dimension:
            stands &= self.groups[:, DIMENSIONS.index(cell.group.dimension)] == int(cell.group.id)
        return np.flatnonzero(stands)


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


def attacked(of: World, chains: int = 6, sweeps: int = 40, seed: int = 0) -> Guess:
    """Guess every firm's answer from everything told."""
    told, members = _told(of)
    cells = [np.flatnonzero([firm in own for own in members]) for firm in range(len(of.answers))]
    largest = max(range(len(members)), key=lambda cell: len(members[cell]))
    prior = (told[largest] + 1.0) / (told[largest] + 1.0).sum()
    table = _table(int(told.max()) // 3 + 1, len(of.answers) + 3)
    attack = _Attack(told // 3, members, cells, prior, table)
    # Several begun anew: one alone gets stuck in what it has come to believe.
    every = [attack.beliefs(np.random.default_rng((seed, one)), sweeps) for one in range(chains)]
    beliefs = np.mean(every, axis=0)
    seen = np.array([len(own) > 0 for own in cells])
    most = np.array(
        [np.bincount(of.answers[of.groups[:, 0] == code], minlength=of.kinds).argmax()
         for code in of.groups[:, 0]]
    )  # fmt: skip
    is_right = beliefs.argmax(axis=1) == of.answers
    return Guess(beliefs[seen], is_right[seen], (most == of.answers)[seen])


@dataclass
class _Attack:
    told: np.ndarray
    members: list[set[int]]
    cells: list[np.ndarray]
    prior: np.ndarray
    table: np.ndarray

    def beliefs(self, random: np.random.Generator, sweeps: int) -> np.ndarray:
        """Mean of the chances of each answer; first all are believed little, then fully."""
        firms, kinds = len(self.cells), len(self.prior)
        drawn = random.choice(kinds, firms, p=self.prior)
        count = np.array([np.bincount(drawn[list(own)], minlength=kinds) for own in self.members])
        found = np.zeros((firms, kinds))
        for sweep in range(sweeps):
            heat = min(1.0, (sweep + 1) / (sweeps / 2))
            for firm in random.permutation(firms):
                own = self.cells[firm]
                count[own, drawn[firm]] -= 1
                weight = self._weights(self.told[own], count[own]) * heat
                chance = np.exp(weight - weight.max()) * self.prior
                chance /= chance.sum()
                drawn[firm] = np.searchsorted(chance.cumsum()[:-1], random.random())
                count[own, drawn[firm]] += 1
                if sweep >= sweeps / 2:
                    found[firm] += chance
        return found / found.sum(axis=1, keepdims=True)

    def _weights(self, told: np.ndarray, count: np.ndarray) -> np.ndarray:
        """Logarithm of how probable the cells of a firm are with each of its answers."""
        now, then = self.table[:, told, count], self.table[:, told, count + 1]
        # Parts of the shared draw × cells × answers.
        parts = now.sum(axis=2, keepdims=True) + then - now
        top = parts.max(axis=0)
        return (top + np.log(np.exp(parts - top).sum(axis=0))).sum(axis=0)


def _told(of: World) -> tuple[np.ndarray, list[set[int]]]:
    told, members = [], []
    for state, cells in zip(of.released(), of.cells(), strict=True):
        for cell in cells:
            if cell.level != HIDDEN:
                told.append(cell.counts)
                members.append(set(of.members(state, cell).tolist()))
    return np.array(told), members


def _table(most_told: int, most: int) -> np.ndarray:
    """Logarithms of chances: parts of the shared draw × told ÷ 3 × true."""
    rounding = rule().rounding
    return np.log(
        [
            [[rounding.part(part, 3 * told, n) for n in range(most)] for told in range(most_told)]
            for part in range(rounding.base)
        ]
    )
