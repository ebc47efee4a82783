"""What one process keeps in memory for good, and keeps out of the garbage collector's way."""

from __future__ import annotations

import asyncio
import atexit
import ctypes
import gc
import sys
import threading

from seutukuva.errors import MissingData

SECONDS_BETWEEN = 30.0
TIMES_BETWEEN_FULL = 10
_lock = threading.Lock()
_settled = False
_seen = _times = 0
_version = ""


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


async def tidied() -> None:
    """Let go of what nobody needs, again and again, as long as somebody reads.

    By itself Python waits until garbage is a quarter of everything alive, tens of megabytes, which
    spread what lives over memory that is never given back: a server of many readers would grow for
    hours.
    """
    while True:
        await asyncio.sleep(SECONDS_BETWEEN)
        await asyncio.to_thread(tidy)


def tidy() -> bool:
    """Collect what sessions and charts leave behind and give free memory back to the system.

    Every tenth time, and at a new version, everything is looked at, which holds all readers up for
    half a second at most; else what came since the last time, some tens of milliseconds.

    Returns:
        Whether anything had been done since the last time.
    """
    global _seen, _times
    done = gc.get_stats()[1]["collections"]
    if done == _seen:
        return False
    is_newer = _forget_older_version()
    _times += 1
    if is_newer or _times % TIMES_BETWEEN_FULL == 0:
        gc.unfreeze()
    gc.collect()
    gc.freeze()
    _seen = gc.get_stats()[1]["collections"]
    _give_back()
    return True


def _forget_older_version() -> bool:
    """What was made of an older version would stay until as much is made of the new one.

    Returns:
        Whether there is a newer version than the last time.
    """
    global _version
    from seutukuva import made, store

    try:
        version = store.current_version().id
    except MissingData:
        return False
    is_newer = _version not in ("", version)
    _version = version
    if is_newer:
        made.forget()
        store.forget_answers()
    return is_newer


def _give_back() -> None:
    """What libraries in C have let go, glibc keeps until it is asked for it."""
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
