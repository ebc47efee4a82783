"""Coroutines of tests, and what must not meet a loop that runs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Answer = TypeVar("Answer")


def in_a_loop(doing: Coroutine[Any, Any, Answer]) -> Answer:
    """What a coroutine gives. In a thread: a browser may keep a loop running in the tests' own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, doing).result()


def away_from_loops(doing: Callable[[], Answer]) -> Answer:
    """What a function gives, in a thread of its own: a browser's own loop may run in the tests'."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(doing).result()
