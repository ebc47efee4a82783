"""A stop that loses nothing: what is being written is written to its end, nothing new begins.

At the signal (SIGTERM, Ctrl+C) the server goes on for a moment: runs of pages that are under way
end, also one that stores an import or an edition; clicks that come now wait for the next process,
to which the browser connects by itself. Then connections are closed, and what still writes has a
last moment. Whoever does not end by then is stopped as by a power cut, after which nothing is torn
either. A command is interrupted at once, but what it holds it does to its end.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

log = logging.getLogger(__name__)

# Together less than the 20 seconds that a stop may take.
SECONDS_FOR_RUNS = 12.0
SECONDS_FOR_CONNECTIONS = 3
SECONDS_FOR_WRITES = 3.0
SECONDS_AT_MOST = 19.0
_LOOKS = 0.05  # seconds between two looks

_changed = threading.Condition()
_held = 0
_since: float | None = None
# The signal that a command was asked to end by.
_asked = 0


class Stopped(KeyboardInterrupt):
    """A command was asked to end: whatever it had begun is taken back on the way out."""


@contextmanager
def held() -> Iterator[None]:
    """Around what must not be cut off in the middle: the process waits for its end.

    Raises:
        Stopped: the command was asked to end, before it began or meanwhile; then it is done.
    """
    global _held
    _end_here()
    with _changed:
        _held += 1
    try:
        yield
    finally:
        with _changed:
            _held -= 1
            _changed.notify_all()
    _end_here()


def begin() -> None:
    """Say that the process is to end; without a lock, for a signal may interrupt who holds it."""
    global _since
    if _since is None:
        _since = time.monotonic()


def is_stopping() -> bool:
    """Whether the process is to end: nothing new may begin."""
    return _since is not None


def asked() -> int:
    """The signal by which this command was asked to end; 0: it was not."""
    return _asked


@contextmanager
def commanded() -> Iterator[None]:
    """Around a command: SIGTERM and Ctrl+C end it where it can be left whole.

    A second signal ends it at once, as a power cut would.
    """
    global _asked, _since
    if threading.current_thread() is not threading.main_thread():
        # Whoever works in another thread of a program is not the one who is signalled.
        yield
        return
    before = {one: signal.signal(one, _interrupted) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
        if _asked:
            _asked, _since = 0, None


def _interrupted(number: int, _frame: object) -> None:
    global _asked
    if _asked:
        os._exit(128 + number)
    _asked = number
    begin()
    threading.Thread(target=_insist, args=(128 + number,), daemon=True).start()
    _end_here()


def _end_here() -> None:
    """End a command that was asked to, unless it holds something."""
    if _asked and not _held and threading.current_thread() is threading.main_thread():
        raise Stopped


def wait_for_writes(seconds: float) -> bool:
    """Wait until nothing is held any more, at most so long; gives whether it is so."""
    with _changed:
        return _changed.wait_for(lambda: not _held, seconds)


def runs_at_work() -> int:
    """How many pages are being made at this moment by Streamlit's runtime in this process."""
    from streamlit import runtime
    from streamlit.runtime.app_session import AppSessionState

    if not runtime.exists():
        return 0
    own = runtime.get_instance()
    active = own._session_mgr.list_active_sessions()
    return sum(one.session._state == AppSessionState.APP_IS_RUNNING for one in active)


def wait_for_runs(seconds: float, at_work: Callable[[], int] = runs_at_work) -> bool:
    """Wait until no page is being made and nothing is held; gives whether it is so."""
    until = time.monotonic() + seconds
    while at_work() or not wait_for_writes(0):
        if time.monotonic() >= until:
            log.warning("stopped while %d pages were being made", at_work())
            return False
        time.sleep(_LOOKS)
    return True


def server(configuration: Any) -> Any:
    """A server of uvicorn that lets runs end before it closes their connections.

    Args:
        configuration: ``uvicorn.Config``.
    """
    import uvicorn

    class Patient(uvicorn.Server):
        def handle_exit(self, sig: int, frame: Any) -> None:
            if is_stopping():
                # Who asks twice does not want to wait.
                super().handle_exit(sig, frame)
                return
            begin()
            threading.Thread(target=_insist, name="stop-at-last", daemon=True).start()
            threading.Thread(
                target=self._let_end, args=(sig, frame), name="stop", daemon=True
            ).start()

        def _let_end(self, sig: int, frame: Any) -> None:
            wait_for_runs(SECONDS_FOR_RUNS)
            uvicorn.Server.handle_exit(self, sig, frame)

    return Patient(configuration)


def _insist(status: int = 1) -> None:
    """End the process when its time is over, whatever still runs in it."""
    time.sleep(SECONDS_AT_MOST)
    if is_stopping():
        log.error("the process did not stop in time and is ended")
        os._exit(status)
