"""What one process keeps in memory for good, and keeps out of the garbage collector's way."""

from __future__ import annotations

import atexit
import gc
import threading

_lock = threading.Lock()
_settled = False


def settle() -> bool:
    """Take what the first run of a page loaded out of every later garbage collection.

    A full collection walks every module, schema and definition there is while it holds the
    interpreter: tens of milliseconds during which no one else's page moves. What is alive after
    the first run stays alive anyway. (Streamlit's own collection after each run is switched off
    in `.streamlit/config.toml`: Python collects when there is something to collect.) To be called
    at the end of the frame; only the first call of a process does anything.

    Returns:
        True when this call did it.
    """
    global _settled
    if _settled or not _lock.acquire(blocking=False):
        return False
    try:
        if _settled:
            return False
        gc.collect()
        gc.freeze()
        # At the end everything is let go again, or the database reports its types as leaked.
        atexit.register(gc.unfreeze)
        _settled = True
        return True
    finally:
        _lock.release()
