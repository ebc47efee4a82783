"""What is kept to be taken away, for all pages of a process together; the oldest go first."""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from seutukuva.limits.model import MIB

__all__ = ["MIB", "Shelf"]

Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """Keeps things until others need their room.

    Args:
        size: of a thing, in bytes.
        most: bytes that are kept together; the newest thing is kept whatever its size.
    """

    def __init__(self, size: Callable[[Thing], int], most: Callable[[], int]) -> None:
        self._size, self._most = size, most
        self._things: OrderedDict[str, Thing] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def bytes(self) -> int:
        """What is kept at this moment."""
        return sum(map(self._size, self._things.values()))

    def put(self, thing: Thing) -> str:
        """Keep a thing; gives the ticket to get it by, which nobody can guess."""
        ticket = secrets.token_hex(16)
        with self._lock:
            self._things[ticket] = thing
            while len(self._things) > 1 and self.bytes > self._most():
                self._things.popitem(last=False)
        return ticket

    def get(self, ticket: str) -> Thing | None:
        """A thing that is still kept; it then counts as new."""
        with self._lock:
            if ticket not in self._things:
                return None
            self._things.move_to_end(ticket)
            return self._things[ticket]

    def cache_clear(self) -> None:
        """Keep nothing any longer; ``forgetting`` looks for this name."""
        with self._lock:
            self._things.clear()
