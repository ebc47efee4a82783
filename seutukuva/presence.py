"""Who uses the data folder: servers share a lock, and whoever replaces the folder is alone.

The system frees the lock of a process that ends, however it ends, so none is ever stale.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from seutukuva import settings
from seutukuva.errors import SeutukuvaError
from seutukuva.texts import _

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = "serving.lock"
# Windows has no shared locks: each server takes a byte of its own, a restore takes all of them.
_BYTES = 1 << 16


_held: list[IO[bytes]] = []


def serve() -> None:
    """Say that this process serves from the data folder, until it ends; any number may.

    Raises:
        SeutukuvaError: a backup is being restored into it.
    """
    try:
        handle = _opened()
    except OSError:
        return  # what cannot be written cannot be replaced either
    if not taken(handle, shared=True):
        handle.close()
        raise SeutukuvaError(
            _("a backup is being restored into this data folder"),
            where=str(settings.data_folder()),
            todo=_("Start again when it is done."),
        )
    _held.append(handle)


@contextmanager
def alone() -> Iterator[None]:
    """Be sure that no server serves from the data folder meanwhile.

    Raises:
        SeutukuvaError: one does.
        OSError: the folder cannot be written.
    """
    with _opened() as handle:
        if not taken(handle):
            raise SeutukuvaError(
                _("a server is running on this data folder"),
                where=str(settings.data_folder()),
                todo=_("Stop it, restore, and start it again."),
            )
        yield


def taken(handle: IO[bytes], *, shared: bool = False) -> bool:
    """Take the lock of an open file until it is closed; False where somebody else has it."""
    try:
        if sys.platform == "win32":
            handle.seek(os.getpid() % _BYTES if shared else 0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1 if shared else _BYTES)
        else:
            kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _opened() -> IO[bytes]:
    file = settings.build_folder() / LOCK
    file.parent.mkdir(parents=True, exist_ok=True)
    return file.open("ab")
