"""Taking turns: a few at work, the others in the order in which they came."""

from __future__ import annotations

import threading
from collections import deque
from types import TracebackType


class Turns:
    """Lets ``places`` callers in at once, first come, first served.

    A semaphore of the standard library lets the one who just left in again before those who
    wait, and the unlucky wait many rounds.
    """

    def __init__(self, places: int) -> None:
        self._free = places
        self._lock = threading.Lock()
        self._waiting: deque[threading.Lock] = deque()

    def __enter__(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            ticket = threading.Lock()
            ticket.acquire()
            self._waiting.append(ticket)
        ticket.acquire()  # until the one who leaves gives the place away

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1
