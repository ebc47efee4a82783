"""Everything told of one figure so far, for what two told groups tell about each other.

Differences of pairs are looked at by what they hold, which `span` does not: what is left of a
total, or of a group around another, may not be answers that are all the same.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

# Costs are whole numbers or fractions of some; floats add up to nearly those.
_NOTHING = 0.01
_MOST_ROUNDS = 20


class Memory:
    """Rows of told groups over classes of firms (see `span`), and their firms by category.

    Attributes:
        exact, classes: names (bytes) of the rows told exactly and as classes; a row has the same
            name in each state in which the same answers stand.
    """

    def __init__(
        self,
        size: np.ndarray,
        cost: np.ndarray,
        may_be_left: Callable[[np.ndarray], bool],
        least: int,
        shown: int,
        *,
        counts_one: bool,
    ) -> None:
        """`least`, `shown`: firms by which two rows differ, of two exact ones and of others.
        `counts_one`: only category 1 is a secret."""
        self._counts_one = counts_one
        self._size, self._cost, self._may_be_left = size, cost, may_be_left
        self._least, self._shown = least, shown
        self._rows = np.empty((0, len(size)))
        self._counts: list[np.ndarray] = []
        self._class_rows = np.empty((0, len(size)))
        self.exact: set[bytes] = set()
        self.classes: set[bytes] = set()

    def far(self, rows: np.ndarray, *, as_classes: bool) -> np.ndarray:
        """Of each row, whether it is a told one or differs from each by firms enough."""
        least = self._shown if as_classes else self._least
        return self._far(rows, self._rows, least) & self._far(rows, self._class_rows, self._shown)

    def _far(self, rows: np.ndarray, told: np.ndarray, least: int) -> np.ndarray:
        common = (rows * self._cost) @ told.T
        apart = (rows @ self._cost)[:, None] + (told @ self._cost)[None, :] - 2 * common
        return ~((apart > _NOTHING) & (apart < least - _NOTHING)).any(axis=1)

    def is_enough(self, row: np.ndarray, *, as_classes: bool) -> bool:
        """Whether what a row leaves of a total is nothing, or firms enough."""
        left = float(row @ self._cost)
        return left < _NOTHING or left > (self._shown if as_classes else self._least) - _NOTHING

    def take(self, rows: np.ndarray, counts: np.ndarray, names: set[bytes]) -> bool:
        """Remember rows as told exactly; False, and nothing done, where that tells too much."""
        if not all(map(self._may_be_left, counts)) or not self.far(rows, as_classes=False).all():
            return False
        every, sums = np.vstack([self._rows, rows]), [*self._counts, *counts]
        common = (rows * self._size) @ every.T
        own, theirs = (rows @ self._size)[:, None], (every @ self._size)[None, :]
        is_within = (np.abs(common - np.minimum(own, theirs)) < 0.5) & (own > 0) & (theirs > 0)
        for mine, other in np.argwhere(is_within & (np.abs(own - theirs) > 0.5)):
            if not self._may_be_left(np.abs(counts[mine] - sums[other])):
                return False
        if self._is_certain(every, np.array(sums)):
            return False
        self.know(rows, counts, names)
        return True

    def know(self, rows: np.ndarray, counts: np.ndarray, names: set[bytes]) -> None:
        """Remember rows that have been told exactly, whatever they tell."""
        self._rows, self._counts = np.vstack([self._rows, rows]), [*self._counts, *counts]
        self.exact |= names

    def _is_certain(self, rows: np.ndarray, counts: np.ndarray) -> bool:
        """Whether the sums together leave the answers of a class only one category.

        Bounds of each class and category, narrowed by each sum in turn: what is left of it when
        the others are least or most (L. Buzzigoli and A. Giusti (1999), An algorithm to calculate
        the lower and upper bounds of the elements of an array given its marginals).
        """
        is_in = rows.any(axis=0)
        rows, size = rows[:, is_in], self._size[is_in, None]
        low = np.zeros((len(size), counts.shape[1]))
        high = np.minimum(np.repeat(size, counts.shape[1], axis=1), counts.max(axis=0))
        outside = np.where(rows[:, :, None] > 0, 0.0, np.inf)
        for _round in range(_MOST_ROUNDS):
            before = low.sum() - high.sum()
            room = (counts - rows @ low)[:, None, :] + outside
            high = np.minimum(high, low + room.min(axis=0))
            lack = (counts - rows @ high)[:, None, :] - outside
            low = np.maximum(low, high + lack.max(axis=0))
            others = high.sum(axis=1, keepdims=True) - high
            low = np.maximum(low, size - others)
            others = low.sum(axis=1, keepdims=True) - low
            high = np.minimum(high, size - others)
            if low.sum() - high.sum() - before < 0.5:
                break
        certain = low >= size - _NOTHING
        return bool((certain[:, 1] if self._counts_one else certain).any())

    def take_class(self, row: np.ndarray, name: bytes) -> None:
        """Remember a row as told as a class."""
        self._class_rows = np.vstack([self._class_rows, row])
        self.classes.add(name)
