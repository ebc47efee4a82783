"""How often a host is asked: one budget of calls for all of this program that ask it."""

from __future__ import annotations

import threading
import time
from urllib.parse import urlsplit

from seutukuva import settings


class Limiter:
    """Keeps calls to one host within its budget: at most ``calls`` in any ``window`` seconds.

    A call counts from when it is sent until a window after it was answered, because the server
    may have counted it at any moment between. Safe to share between threads.
    """

    def __init__(self, calls: int, window: float) -> None:
        self.calls, self.window = calls, window
        self._ends: dict[object, float] = {}  # ticket → when it was answered, inf while under way
        self._pause_until = 0.0
        self._changed = threading.Condition()

    def set(self, calls: int, window: float) -> None:
        """Takes over the server's own limits; values that are no limit change nothing."""
        if calls > 0 and window > 0:
            with self._changed:
                self.calls, self.window = calls, window
                self._changed.notify_all()

    def pause(self, seconds: float) -> None:
        """Nobody asks this host for the next ``seconds``."""
        with self._changed:
            self._pause_until = max(self._pause_until, time.monotonic() + seconds)

    def acquire(self) -> object:
        """Waits until a call may be sent; give the ticket back with ``release``."""
        ticket = object()
        with self._changed:
            while (wait := self._wait()) > 0:
                self._changed.wait(wait)
            self._ends[ticket] = float("inf")
        return ticket

    def release(self, ticket: object) -> None:
        """The call was answered (or failed)."""
        with self._changed:
            self._ends[ticket] = time.monotonic()
            self._changed.notify_all()

    def _wait(self) -> float:
        now = time.monotonic()
        kept = self.window * 1.02 + 0.02  # clocks and networks are not exact
        self._ends = {t: end for t, end in self._ends.items() if end + kept > now}
        full = 0.0
        if len(self._ends) >= self.calls:
            full = min(min(self._ends.values()) + kept - now, 1.0)
        return max(full, self._pause_until - now)


_limiters: dict[tuple[str, str], Limiter] = {}
_limiters_lock = threading.Lock()


def limiter(url: str, calls: int, window: float) -> Limiter:
    """The limiter shared by all that ask the host of ``url``; its budget until another is set."""
    key = (settings.sources_base() or "", urlsplit(url).netloc)
    with _limiters_lock:
        return _limiters.setdefault(key, Limiter(calls, window))
