"""Answers of one figure in all states of a round, and the classes that nothing tells apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from seutukuva.interviews.span import Span

Key = tuple[int, int]
WHOLE: Key = (-1, 0)
_WIDEST = 2**48
# Empty spans by sizes and costs of their classes, and `least`.
Spans = dict[tuple[bytes, bytes, int], Span]


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers that any state of a round holds, of one figure.

    Attributes:
        firm: firm of each answer, as a number.
        groups: answers × dimensions, the group of each as a number; −1: not known.
        category: of each answer, from 0; of a balance its options, of a count 1 or 0.
        states: states × answers, whether the answer stands in it. Oldest first.
        closed: groups not to be told although the rule would; by state.
    """

    firm: np.ndarray
    groups: np.ndarray
    category: np.ndarray
    states: np.ndarray
    closed: Sequence[frozenset[Key]] = ()


class Classes:
    """Answers that nothing tells apart, counted together.

    Args:
        until: how many states there are so far; `known`: the answers that stood in one of them.
    """

    def __init__(self, answers: Answers, until: int, known: np.ndarray) -> None:
        firm, groups = answers.firm[known], answers.groups[known]
        category, states = answers.category[known], answers.states[:until, known]
        same = _at_least(np.bincount(firm)[firm])
        first, inverse = _alike([*groups.T, *np.packbits(states, axis=0), same])
        self.size = np.bincount(inverse).astype(float)
        self.cost = self.size / same[first]
        self.groups = groups[first]
        self.states = states[:, first]
        kinds = max(int(answers.category.max(initial=0)) + 1, 2)
        self.counts = np.bincount(inverse * kinds + category, minlength=len(first) * kinds).reshape(
            len(first), kinds
        )

    def span(self, least: int, spans: Spans) -> Span:
        """The empty span over these classes."""
        name = (self.size.tobytes(), self.cost.tobytes(), least)
        return spans.setdefault(name, Span(self.size, self.cost, least))

    def keys(self, state: int) -> list[Key]:
        """All firms and every group of a state, in the order in which they are tried."""
        present = self.states[state]
        keys: list[tuple[float, Key]] = []
        for dimension in range(self.groups.shape[1]):
            codes = self.groups[:, dimension]
            known = present & (codes >= 0)
            sizes = np.bincount(codes[known], self.size[known])
            keys += [(-size, (dimension, code)) for code, size in enumerate(sizes) if size > 0]
        return [WHOLE, *(key for _size, key in sorted(keys))]

    def row(self, state: int, key: Key) -> np.ndarray:
        """1 for the classes of a group in a state, 0 for others."""
        dimension, code = key
        present = self.states[state]
        if key == WHOLE:
            return present.astype(float)
        return (present & (self.groups[:, dimension] == code)).astype(float)


def _at_least(counts: np.ndarray) -> np.ndarray:
    """The next power of two: the answers of a firm share its cost in parts that add up exactly."""
    return 2 ** np.ceil(np.log2(counts)).astype(np.int64)


def _alike(columns: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Rows alike in all columns of whole numbers: the first of each kind, and the kind of each."""
    code, most = np.zeros(len(columns[-1]), dtype=np.int64), 1
    for column in columns:
        low = int(column.min())
        width = int(column.max()) - low + 1
        if most * width > _WIDEST:
            # Small again, so that it never overflows.
            code = np.unique(code, return_inverse=True)[1]
            most = len(code)
        code = code * width + (column.astype(np.int64) - low)
        most *= width
    _code, first, inverse = np.unique(code, return_index=True, return_inverse=True)
    return first, inverse
