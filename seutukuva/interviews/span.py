"""What can be calculated from sums that were told: no combination may touch fewer than some firms.

Every told sum is a row of numbers, one a firm: 1 for those it counts, 0 for others (or weights).
Whoever adds, subtracts or solves equations with told sums gets a row of their linear span, so the
span says everything such an attack can find: a row with a single firm is that firm's answer
(leverage 1), a row with two or three nearly so. A span is safe when each of its rows but the zero
row touches at least `least` firms. That covers differences of nested groups, a total less its
parts, overlaps of two dimensions, and earlier states.

L. Willenborg and T. de Waal (2001), Elements of Statistical Disclosure Control, chapters 1 and 6,
on differencing and on hidden cells as linear equations; leverage as in D. C. Hoaglin and R. E.
Welsch (1978), The hat matrix in regression and ANOVA, The American Statistician 32, 17–22.

Safety is proved, not searched for. With H the projection on the span, a row v of it is H v. Where
v is greatest, at firm i and there 1, the other |v| being at most 1: 1 ≤ Σ |H_ij| over the firms
that v touches. If for each firm the greatest such sum over fewer than `least` firms stays below 1,
there is no such v. What cannot be proved safe counts as unsafe.
"""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

_ZERO = 1e-9
# Below this a sum that ought to reach 1 is taken to reach it: floats, on the safe side.
_ALMOST = 1e-6
# More would take too much room, and more rounds hardly ever prove more.
_MOST_CELLS = 16_000_000
_MOST_ROUNDS = 3
_MOST_PARTS = 16
# Multiplications that one processor does by itself.
_ALONE = 250_000


class Span:
    """The span of told rows over classes of firms that no row tells apart; never changed.

    Attributes:
        size: firms (or answers) of each class.
        cost: firms of each class for counting: less than its size where the same firm has
            several answers, so that two answers of one firm never count as two.
        least: firms that each row but zero must touch.
    """

    __slots__ = (
        "size",
        "cost",
        "least",
        "_root",
        "_basis",
        "_small",
        "_units",
        "_budget",
        "_asked",
    )

    def __init__(self, size: np.ndarray, cost: np.ndarray, least: int) -> None:
        self.size, self.cost, self.least = size, cost, least
        self._root = np.sqrt(size)
        self._basis = np.empty((0, len(size)))
        # A row never tells the firms of a class apart, so a class of `least` touches enough.
        self._small = np.flatnonzero(cost < least - _ZERO)
        small = cost[self._small]
        # Costs are counted in the largest unit that they are whole in: 1, ½, ¼ …
        parts = 1
        while parts < _MOST_PARTS and (small * parts != np.round(small * parts)).any():
            parts *= 2
        # Never more than the cost, so on the safe side.
        self._units = np.maximum(1, np.floor(small * parts + _ZERO)).astype(int)
        self._budget = least * parts - 1
        self._asked: dict[bytes, Span | None] = {}

    @property
    def rank(self) -> int:
        """Independent rows."""
        return len(self._basis)

    def with_rows(self, rows: np.ndarray) -> Span | None:
        """The span with these rows (rows × classes) too; None where it would not be safe.

        Answers are remembered: several figures of the same firms ask the same.
        """
        name = blake2b(rows.tobytes(), digest_size=16).digest()
        if name not in self._asked:
            self._asked[name] = self._with_rows(np.atleast_2d(rows))
        return self._asked[name]

    def _with_rows(self, rows: np.ndarray) -> Span | None:
        other = self.knowing(rows)
        return other if other is self or other._is_safe() else None

    def knowing(self, rows: np.ndarray) -> Span:
        """The span with rows that are known already, safe or not."""
        new = self._new(np.atleast_2d(rows))
        if not len(new):
            return self
        other = Span.__new__(Span)
        other.size, other.cost, other.least = self.size, self.cost, self.least
        other._root, other._small = self._root, self._small
        other._units, other._budget = self._units, self._budget
        other._basis, other._asked = np.vstack([self._basis, new]), {}
        return other

    def holds(self, row: np.ndarray) -> bool:
        """Whether a row can be calculated from the told ones."""
        return not len(self._new(np.atleast_2d(row)))

    def _new(self, rows: np.ndarray) -> np.ndarray:
        """An orthonormal basis of what the rows add."""
        scaled = rows * self._root
        norms = np.sqrt((scaled**2).sum(axis=1))
        scaled = scaled[norms > 0] / norms[norms > 0, None]
        # Twice, for what the first round leaves of rounding.
        for _round in range(2):
            scaled = scaled - (scaled @ self._basis.T) @ self._basis
        if len(scaled) == 1:
            norm = np.sqrt((scaled**2).sum())
            return scaled / norm if norm > _ALMOST else scaled[:0]
        if not len(scaled):
            return scaled
        _u, values, right = np.linalg.svd(scaled, full_matrices=False)
        return right[values > _ALMOST]

    def _is_safe(self) -> bool:
        if not len(self._small):
            return True
        basis = self._basis[:, self._small]
        size, units = self.size[self._small], self._units
        own = (basis**2).sum(axis=0)
        if (own >= 1 - _ALMOST).any():
            return False
        # |H_ij| is at most the root of the product of both leverages: settles most firms.
        reach = np.sqrt(own * size)[None, :]
        most = _filled(reach, units, np.array([self._budget]))[0]
        rows = np.flatnonzero(np.sqrt(own / size) * most >= 1 - _ALMOST)
        if not len(rows):
            return True
        if len(size) * len(rows) > _MOST_CELLS:
            return False
        bound = np.ones(len(size))
        left = self._budget - units
        bound[rows] = _filled(_shares(basis, own, size, rows), units, left[rows])
        if (bound < 1 - _ALMOST)[rows].all():
            return True
        # What a class cannot reach makes the others reach less.
        if len(size) ** 2 > _MOST_CELLS:
            return False
        shares = _shares(basis, own, size, np.arange(len(size)))
        for _round in range(_MOST_ROUNDS):
            bound = np.minimum(bound, _filled(shares * bound, units, left))
            if (bound < 1 - _ALMOST).all():
                return True
        return False


def _shares(basis: np.ndarray, own: np.ndarray, size: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """How much of a row of the span at these classes comes from each other class, at most."""
    found = np.empty((len(rows), len(size)))
    # In pieces so small that they are not shared out among processors: waiting takes longer.
    step = max(1, _ALONE // max(1, basis.size))
    for start in range(0, len(rows), step):
        piece = rows[start : start + step]
        found[start : start + step] = basis[:, piece].T @ basis
    np.abs(found, out=found)
    found *= np.sqrt(size)
    found /= (np.sqrt(size) * (1 - own))[rows, None]
    found[np.arange(len(rows)), rows] = 0
    return found


def _filled(values: np.ndarray, units: np.ndarray, budget: np.ndarray) -> np.ndarray:
    """The greatest sum of values (rows × classes) that costs no more than each row's budget.

    A class costs so many units, and may be taken in part, so the true greatest sum is at most
    this: the greatest values a unit, as many as the budget has units.
    """
    each = np.repeat(values / units, units, axis=1)
    top = min(int(budget.max()), each.shape[1])
    if top <= 0:
        return np.zeros(len(values))
    if each.shape[1] > top:
        each = np.partition(each, each.shape[1] - top, axis=1)[:, -top:]
    sums = np.cumsum(np.sort(each, axis=1)[:, ::-1], axis=1)
    last = np.minimum(budget, top) - 1
    return np.where(last >= 0, sums[np.arange(len(sums)), np.maximum(last, 0)], 0.0)
