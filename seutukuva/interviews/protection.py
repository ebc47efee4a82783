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
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

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
        state: a secret number for the responses that stand in the state.
        unlisted: groups of hardly any firm. That one of them is there would tell who is in it.
    """

    data: Counted
    stands: np.ndarray
    marks: np.ndarray
    rule: Rule
    state: int
    unlisted: frozenset[Group] = frozenset()

    def cells(self, base: Base, kinds: int, figure: str) -> dict[Group, Cell]:
        """Firms by category 0 … `kinds` − 1 in every group of the state.

        Args:
            figure: what is counted. Within a state, the same figure of the same firms with the
                same answers is rounded in the same way. All groups of a figure are rounded anew
                when one answer of any firm is another, and everything is in another state: what
                else has changed would tell whose answer it was.
        """
        base = base.within(self.stands)
        groups, at, place = self._places(base.at)
        category, marks = base.category[at], self.marks[base.at[at]]
        true = np.bincount(place * kinds + category, minlength=len(groups) * kinds)
        true = true.reshape(len(groups), kinds)
        firms = true.sum(axis=1)
        who = _sums(place, marks, len(groups))
        said = _sums(place, mixed(marks ^ (category + 1).astype(np.uint64)), len(groups))
        # The first group is all firms.
        figure = f"{figure}\n{said[0]}"
        return {
            group: self._cell(group, int(firms[n]), true[n], figure, int(who[n]), int(said[n]))
            for n, group in enumerate(groups)
        }

    def beside(self, earlier: Gate) -> tuple[Gate, np.ndarray]:
        """The gate to the firms that stand in the shown state of an earlier round as well.

        A group is of the firms that belong to it in both rounds. Nothing but the base is another
        one: these firms are told by the same thresholds, and rounded by who they are.

        Returns:
            The gate, of responses of this round; and, of each, the position of the same firm's
            response in the earlier round, −1 where it has none.
        """
        partner = _partners(self.data, earlier)
        groups = np.where((partner >= 0)[:, None], self.data.groups, -1)
        for place, (labels, others) in enumerate(
            zip(self.data.labels, earlier.data.labels, strict=True)
        ):
            # The last place is for what is not known, which is no group in either.
            same = np.append(pd.Index(labels).get_indexer(pd.Index(others)), -1)
            groups[same[earlier.data.groups[partner, place]] != groups[:, place], place] = -1
        stands = self.stands & (partner >= 0)
        data, state = replace(self.data, groups=groups), self.state ^ earlier.state
        return replace(self, data=data, stands=stands, state=state), partner

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
            # By counting, which is much faster than sorting.
            present = np.flatnonzero(np.bincount(codes[self.stands] + 1, minlength=1)[1:])
            is_listed = [
                code >= 0 and Group(dimension, labels[code]) not in self.unlisted
                for code in present
            ]
            present = present[np.array(is_listed, dtype=bool)]
            place_of = np.full(len(labels) + 1, -1)
            place_of[present] = len(groups) + np.arange(len(present))
            groups += [Group(dimension, labels[code]) for code in present]
            own = place_of[codes[at]]
            members.append(np.flatnonzero(own >= 0))
            places.append(own[own >= 0])
        return groups, np.concatenate(members), np.concatenate(places)

    def _base(self, firms: int, who: int, figure: str = "") -> int:
        rounding = self.rule.rounding
        near, further = rounding.draws(2, "base", who, self.state)
        # The same base in each question, or it could be averaged; but now and then another, or
        # one that differs would be proof that somebody left the question out.
        other, own_near, own_further = rounding.draws(3, "own base", who, self.state, figure)
        if other < 2 * rounding.tail:
            near, further = own_near, own_further
        told = int(rounding.told([firms], near, np.array([further]))[0])
        # That they are enough is told by the group being told.
        return told if firms < self.rule.shown else max(told, rounding.base)

    def _cell(
        self, group: Group, firms: int, true: np.ndarray, figure: str, who: int, said: int
    ) -> Cell:
        level = self.rule.level(firms)
        if level == HIDDEN:
            return Cell(group, HIDDEN, 0, (0,) * len(true))
        near, *further = self.rule.rounding.draws(1 + len(true), figure, who, said, self.state)
        told = self.rule.rounding.told(true, near, np.array(further))
        return Cell(group, level, self._base(firms, who, figure), tuple(map(int, told)))


def gates(data: Counted, states: Sequence[int], rule: Rule) -> tuple[Gate, ...]:
    """The gates to some states of a round."""
    marks = rule.rounding.marks(data.firms)[data.firm]
    # What is accepted never changes: a response is known by where it stands.
    batch, batches = pd.factorize(data.responses["batch"])
    row = data.responses["response"].to_numpy(dtype=np.uint64)
    responses = mixed(rule.rounding.marks(batches)[batch] ^ mixed(row))
    return tuple(
        _listing(Gate(data, stands, marks, rule, int(responses[stands].sum(dtype=np.uint64))))
        for stands in data.states[list(states)]
    )


def _listing(gate: Gate) -> Gate:
    """The gate, without the groups that the rounded number of their firms does not show."""
    return replace(gate, unlisted=frozenset(g for g, n in gate.coverage().items() if not n) - {ALL})


def _partners(data: Counted, earlier: Gate) -> np.ndarray:
    """Of each response, the position of the one of the same firm in an earlier state, or −1."""
    firms = earlier.data.firm
    standing = np.flatnonzero(earlier.stands)
    # The last place is that of firms that the earlier round does not know.
    response_of = np.full(len(earlier.data.firms) + 1, -1)
    response_of[firms[standing]] = standing
    return response_of[pd.Index(earlier.data.firms).get_indexer(pd.Index(data.firms))[data.firm]]


def _sums(place: np.ndarray, numbers: np.ndarray, n: int) -> np.ndarray:
    """Sums of numbers of 64 bits by place: what a set of firms is known by, in any order."""
    found = np.zeros(n, dtype=np.uint64)
    np.add.at(found, place, numbers)
    return found
