"""An attacker who knows every firm's municipality, industry and size, and all that was ever told.

Each told figure is an equation about the firms' answers. From the equations the attacker tries to
find sums over few firms, and bounds that leave a firm only one answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import scipy.optimize
import scipy.sparse

from seutukuva.interviews.protection import WHOLE, Answers, Rule, Told, published
from seutukuva.interviews.told import CLASS, EXACT


@dataclass
class Known:
    """What was told so far: rows over answers, with the firms of each category."""

    rows: list[np.ndarray] = field(default_factory=list)
    counts: list[np.ndarray] = field(default_factory=list)
    class_rows: list[np.ndarray] = field(default_factory=list)

    def matrix(self) -> np.ndarray:
        """The distinct rows told exactly."""
        return np.unique(np.array(self.rows), axis=0)


def told_in_sequence(answers: Answers, rule: Rule) -> Known:
    """Everything that whoever looks after each state is told."""
    known = Known()
    for state in range(len(answers.states)):
        seen = Answers(answers.firm, answers.groups, answers.category, answers.states[: state + 1])
        for key, told in published(seen, rule).items():
            _learn(known, answers, key, told)
    return known


def _learn(known: Known, answers: Answers, key: tuple[int, int], told: Told) -> None:
    if told.state < 0:
        return
    row = answers.states[told.state].copy()
    if key != WHOLE:
        row &= answers.groups[:, key[0]] == key[1]
    if told.level == EXACT:
        known.rows.append(row.astype(float))
        known.counts.append(told.counts)
    elif told.level == CLASS:
        known.class_rows.append(row.astype(float))


def smallest_sum(known: Known, firm: np.ndarray, most: int) -> int | None:
    """The fewest firms, up to `most`, that a combination of told sums touches; None: more.

    A combination that touches only some answers exists when leaving these out lowers the rank.
    Answers that no row tells apart stand or fall together.
    """
    matrix = known.matrix()
    rank = np.linalg.matrix_rank(matrix)
    if rank == 0:
        return None
    kinds, kind = np.unique(matrix, axis=1, return_inverse=True)
    kind = kind.ravel()
    firms = [frozenset(firm[kind == one].tolist()) for one in range(kinds.shape[1])]
    small = [n for n, of in enumerate(firms) if len(of) <= most and kinds[:, n].any()]
    for size in range(1, most + 1):
        for chosen in combinations(small, size):
            touched = frozenset().union(*(firms[n] for n in chosen))
            if len(touched) > most:
                continue
            left = np.delete(kinds, chosen, axis=1)
            if np.linalg.matrix_rank(left) < rank:
                return len(touched)
    return None


def leverages(known: Known) -> np.ndarray:
    """Of each answer: 1 where it can be calculated from the told sums."""
    matrix = known.matrix()
    _u, values, right = np.linalg.svd(matrix, full_matrices=False)
    return (right[values > 1e-9] ** 2).sum(axis=0)


def certain(known: Known, answers: Answers, categories: int) -> list[tuple[int, int]]:
    """Answers (number, category) of which linear bounds leave only one category.

    Each answer is one of the categories, and each told count an equation; what is possible
    between them is found by linear programming over answers that no row tells apart.
    """
    rows, counts = np.array(known.rows), np.array([_wide(c, categories) for c in known.counts])
    kinds, first, kind = np.unique(rows, axis=1, return_index=True, return_inverse=True)
    kind = kind.ravel()
    size = np.bincount(kind)
    n = len(size)
    equations, right = [], []
    for category in range(categories):
        for row, count in zip(kinds, counts, strict=True):
            block = np.zeros((n, categories))
            block[:, category] = row
            equations.append(block.ravel())
            right.append(count[category])
    for one in range(n):
        block = np.zeros((n, categories))
        block[one] = 1
        equations.append(block.ravel())
        right.append(size[one])
    limits = [(0, float(size[one])) for one in range(n) for _category in range(categories)]
    matrix = scipy.sparse.csr_matrix(np.array(equations))
    found = []
    for one in range(n):
        if not kinds[:, one].any():
            continue
        for category in range(categories):
            goal = np.zeros(n * categories)
            goal[one * categories + category] = 1
            least = scipy.optimize.linprog(goal, A_eq=matrix, b_eq=right, bounds=limits)
            assert least.status == 0, least.message
            if least.fun > size[one] - 0.5:
                found.append((int(first[one]), category))
    return found


def _wide(counts: np.ndarray, categories: int) -> np.ndarray:
    return np.pad(counts, (0, categories - len(counts)))
