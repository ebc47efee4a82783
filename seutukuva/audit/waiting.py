"""What was noted a moment ago, and the queue of what is being written now."""

from __future__ import annotations

import threading
import time
from collections.abc import Hashable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seutukuva.audit.ledger import Said

_MOST_KEPT = 20_000


class Recently:
    """What was noted within some seconds. Safe to share between threads; it never grows large."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._noted: dict[Hashable, float] = {}
        self._counts: dict[Hashable, tuple[float, int]] = {}

    def holds(self, key: Hashable, seconds: float, *, keep: bool = False) -> bool:
        """Whether a thing was kept within so many seconds; ``keep``: from now on it is."""
        now = time.monotonic()
        with self._lock:
            last = self._noted.get(key)
            is_recent = last is not None and now - last < seconds
            if keep and not is_recent:
                self._keep(key, now)
            return is_recent

    def keep(self, key: Hashable) -> None:
        """Keep a thing as noted now."""
        with self._lock:
            self._keep(key, time.monotonic())

    def counted(self, key: Hashable, seconds: float) -> int:
        """How often a thing was counted before, within so many seconds of its first time."""
        now = time.monotonic()
        with self._lock:
            began, n = self._counts.get(key, (now, 0))
            if now - began >= seconds:
                began, n = now, 0
            if len(self._counts) >= _MOST_KEPT:
                self._counts.clear()
            self._counts[key] = (began, n + 1)
            return n

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._noted.clear()
            self._counts.clear()

    def _keep(self, key: Hashable, now: float) -> None:
        # In the order of their times: the oldest goes first.
        self._noted.pop(key, None)
        self._noted[key] = now
        if len(self._noted) > _MOST_KEPT:
            del self._noted[next(iter(self._noted))]


class _Wish:
    """A row that somebody waits for."""

    __slots__ = ("error", "is_done", "said")

    def __init__(self, said: Said) -> None:
        self.said = said
        self.is_done = False
        self.error: BaseException | None = None


class Turns:
    """Whoever comes first writes for all who wait: many readers at once cost one transaction."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._waiting: list[_Wish] = []

    def add(self, said: Said) -> None:
        """Write a row; when this returns it is stored.

        Raises:
            RecordsError: the database cannot be reached or refuses.
        """
        wish = _Wish(said)
        with self._lock:
            self._waiting.append(wish)
        with self._turn:
            if not wish.is_done:
                self._write()
        if wish.error:
            raise wish.error

    def _write(self) -> None:
        from seutukuva.audit import ledger

        with self._lock:
            batch, self._waiting = self._waiting, []
        try:
            ledger.add([one.said for one in batch])
        except BaseException as error:
            for one in batch:
                one.error = error
        for one in batch:
            one.is_done = True
