"""How work grows with its size: told without a clock's absolute times, on a busy machine too."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

PARTS = 4
# Processor time is told in steps, and the first pages of memory are dear.
NOISE = 0.05


def grows_evenly(work: Callable[[str], object], text: str) -> bool:
    """Whether all of the text takes about as much a letter as a quarter of it does.

    Even work takes four times as long, quadratic work sixteen times.
    """

    def spent(some: str) -> float:
        # What other tests have left in memory is not to be gone through on this one's account.
        gc.collect()
        gc.disable()
        try:
            begin = time.thread_time()
            work(some)
            return time.thread_time() - begin
        finally:
            gc.enable()

    few = min(spent(text[: len(text) // PARTS]) for _ in range(3))
    most = 2.5 * PARTS * few + NOISE
    # A neighbour on the machine can make one try dear, hardly three.
    return any(spent(text) <= most for _ in range(3))
