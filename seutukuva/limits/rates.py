"""How fast somebody may ask: so many at once, then so many a second."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

# Whoever has not asked for so long that all is forgiven anyway is forgotten first.
MOST_KNOWN = 10_000


class Bucket:
    """Fills by ``per_second`` until ``at_once``; each request takes one out.

    Args:
        clock: seconds that never go back.
    """

    __slots__ = ("_at", "_clock", "_left", "at_once", "per_second")

    def __init__(
        self, per_second: float, at_once: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.per_second, self.at_once, self._clock = per_second, at_once, clock
        self._left, self._at = float(at_once), clock()

    def wait(self) -> float:
        """Take one; gives the seconds after which it may be used, 0 where at once.

        Who waits has already taken: callers who wait are let through one after another.
        """
        self._fill()
        self._left -= 1
        return max(0.0, -self._left / self.per_second)

    def take(self) -> float:
        """Take one if there is one; gives 0, or the seconds until there is one."""
        self._fill()
        if self._left < 1:
            return (1 - self._left) / self.per_second
        self._left -= 1
        return 0.0

    def _fill(self) -> None:
        now = self._clock()
        self._left = min(self.at_once, self._left + (now - self._at) * self.per_second)
        self._at = now


class Buckets:
    """A bucket for everyone who asks; the longest silent are forgotten when there are many."""

    def __init__(
        self, per_second: float, at_once: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._made = per_second, at_once, clock
        self._known: OrderedDict[str, Bucket] = OrderedDict()

    def of(self, who: str) -> Bucket:
        """The bucket of somebody."""
        if who not in self._known:
            self._known[who] = Bucket(*self._made)
            while len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
        self._known.move_to_end(who)
        return self._known[who]


class Places:
    """So many at the same moment in all, and so many of one."""

    def __init__(self, places: int, of_one: int) -> None:
        self.places, self.of_one = places, of_one
        self.taken: dict[str, int] = {}

    @property
    def all_taken(self) -> int:
        """How many are taken by all together."""
        return sum(self.taken.values())

    def why_not(self, who: str) -> str:
        """``"all"`` where none is free, ``"own"`` where ``who`` has enough, else nothing.

        Args:
            who: nobody, ``""``, has no limit of their own.
        """
        if self.all_taken >= self.places:
            return "all"
        return "own" if who and self.taken.get(who, 0) >= self.of_one else ""

    def take(self, who: str) -> None:
        """Take a place."""
        self.taken[who] = self.taken.get(who, 0) + 1

    def leave(self, who: str) -> None:
        """Give it back."""
        left = self.taken[who] - 1
        if left:
            self.taken[who] = left
        else:
            del self.taken[who]
