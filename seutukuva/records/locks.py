"""One at a time, whatever number of processes of this computer there are."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_SECONDS_BETWEEN = 0.02


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Wait until nobody else holds this file's lock, and hold it; the system frees it at exit.

    Args:
        file: made with its folder when it is not there; holds nothing.

    Raises:
        OSError: the file cannot be made.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+b") as handle:
        if sys.platform == "win32":
            # Asked to wait, Windows gives up after ten seconds.
            handle.seek(0)
            wait(lambda: msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1))
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        try:
            yield
        finally:
            if sys.platform == "win32":
                handle.seek(0)
                msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_UN)


def wait(take: Callable[[], None]) -> None:
    """Try to take a lock until nobody else has it.

    Raises:
        OSError: it cannot be taken for another reason.
    """
    while True:
        try:
            take()
            return
        except OSError as error:
            if error.errno not in _TAKEN:
                raise
        time.sleep(_SECONDS_BETWEEN)
