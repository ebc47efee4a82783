"""The one gate between the answers of firms and what is told of them: rounded counts by group.

Groups are all firms, and groups by one dimension at a time. Of each, three things decide what is
told: fewer than `shown` firms in the base, nothing; fewer than `classes_below`, only on which side
most answers are; from there on, counts. Every count is rounded at random (see `rounding`), bases
too, and nothing else leaves this module: balances, shares, intervals, means, changes and weighted
figures are calculated from what it gives. So they tell nothing that the rounded counts do not.

What this holds for is stated and tested: each told table is possible with another answer of any
firm; no answer is ever certain; an attacker who knows everything that was told guesses single
answers little better than who knows what most firms of each group have answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seutukuva.definitions.interviewing import Interviewing
from seutukuva.interviews.counting import Base, Counted, mixed
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.told import ALL, CLASS, DIMENSIONS, EXACT, HIDDEN, Group


@dataclass(frozen=True, slots=True)
class Rule:
    """The thresholds by which a group is told, and how counts are rounded."""

    shown: int
    classes_below: int
    rounding: Rounding

    @classmethod
    def of(cls, interviewing: Interviewing, secret: bytes) -> Rule:
        """The rule of a programme, in an installation."""
        below = max(interviewing.classes_below, interviewing.shown)
        return cls(interviewing.shown, below, Rounding(secret, interviewing.exist))

    def level(self, firms: int) -> str:
        """How a group with so many firms in its base is told."""
        if firms < self.shown:
            return HIDDEN
        return CLASS if firms < self.classes_below else EXACT


@dataclass(frozen=True, slots=True)
class Cell:
    """What leaves this module of one group: all of it may be told, and is rounded.

    Attributes:
        level: EXACT, CLASS or HIDDEN.
        base: firms in the base, rounded; 0 where hidden. Of a CLASS only its span is told.
        counts: firms by category, rounded; all 0 where hidden.
    """

    group: Group
    level: str
    base: int
    counts: tuple[int, ...]

    def is_nearly_all(self, count: int) -> bool:
        """Whether a rounded count is as large as the rounded base, or larger."""
        return 0 < self.base <= count

    @property
    def is_one_sided(self) -> bool:
        """Whether nearly all firms have given the same answer."""
        return any(map(self.is_nearly_all, self.counts))


@dataclass(frozen=True, slots=True)
class Gate:
    """The released state of a round, of which cells are told.

    Attributes:
        stands: of each response, whether it stands in the state.
        marks: of each response, a secret number of its firm.
    """

    data: Counted
    stands: np.ndarray
    marks: np.ndarray
    rule: Rule

    def cells(self, base: Base, kinds: int, figure: str) -> dict[Group, Cell]:
        """Firms by category 0 … `kinds` − 1 in every group of the state.

        Args:
            figure: what is counted. The same figure of the same firms with the same answers is
                rounded in the same way, in whichever state or round it stands.
        """
        base = base.within(self.stands)
        groups, at, place = self._places(base.at)
        category, marks = base.category[at], self.marks[base.at[at]]
        true = np.bincount(place * kinds + category, minlength=len(groups) * kinds)
        true = true.reshape(len(groups), kinds)
        firms = true.sum(axis=1)
        who = _sums(place, marks, len(groups))
        said = _sums(place, mixed(marks ^ (category + 1).astype(np.uint64)), len(groups))
        return {
            group: self._cell(group, int(firms[n]), true[n], figure, int(who[n]), int(said[n]))
            for n, group in enumerate(groups)
        }

    def coverage(self) -> dict[Group, int]:
        """Firms interviewed by group, rounded: also of groups too small for any answer."""
        everybody = np.flatnonzero(self.stands)
        groups, at, place = self._places(everybody)
        firms = np.bincount(place, minlength=len(groups))
        who = _sums(place, self.marks[everybody[at]], len(groups))
        return {
            group: self._base(int(n), int(key))
            for group, n, key in zip(groups, firms, who, strict=True)
        }

    def _places(self, at: np.ndarray) -> tuple[list[Group], np.ndarray, np.ndarray]:
        """Groups of the state; and, of each membership, the place in `at` and that of the group."""
        groups = [ALL]
        members, places = [np.arange(len(at))], [np.zeros(len(at), dtype=np.int64)]
        for dimension, labels, codes in zip(
            DIMENSIONS, self.data.labels, self.data.groups.T, strict=True
        ):
            present = np.unique(codes[self.stands])
            present = present[present >= 0]
            place_of = np.full(len(labels) + 1, -1)
            place_of[present] = len(groups) + np.arange(len(present))
            groups += [Group(dimension, labels[code]) for code in present]
            own = place_of[codes[at]]
            members.append(np.flatnonzero(own >= 0))
            places.append(own[own >= 0])
        return groups, np.concatenate(members), np.concatenate(places)

    def _base(self, firms: int, who: int) -> int:
        return int(self.rule.rounding.near([firms], self.rule.rounding.draws(1, "base", who))[0])

    def _cell(
        self, group: Group, firms: int, true: np.ndarray, figure: str, who: int, said: int
    ) -> Cell:
        level = self.rule.level(firms)
        if level == HIDDEN:
            return Cell(group, HIDDEN, 0, (0,) * len(true))
        near, *further = self.rule.rounding.draws(1 + len(true), figure, who, said)
        told = self.rule.rounding.told(true, near, np.array(further))
        return Cell(group, level, self._base(firms, who), tuple(map(int, told)))


def gates(data: Counted, states: Sequence[int], rule: Rule) -> tuple[Gate, ...]:
    """The gates to some states of a round."""
    marks = rule.rounding.marks(data.firms)[data.firm]
    return tuple(Gate(data, data.states[state], marks, rule) for state in states)


def _sums(place: np.ndarray, numbers: np.ndarray, n: int) -> np.ndarray:
    """Sums of numbers of 64 bits by place: what a set of firms is known by, in any order."""
    found = np.zeros(n, dtype=np.uint64)
    np.add.at(found, place, numbers)
    return found
