"""How a database of the log is opened, also on a disk that is full or can only be read."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

# Bytes on the disk with which SQLite needs nobody to be alone.
_LEAST_ROOM = 128 << 10


def opened(url: URL, patience: float) -> Engine:
    """An engine for a log's database.

    Args:
        patience: seconds that a writer to a file waits for the others.
    """
    if url.get_backend_name() != "sqlite":
        return create_engine(
            url,
            pool_pre_ping=True,
            # What is stored does not belong into messages about errors.
            hide_parameters=True,
            # A page that cannot reach the log is shown without it, and not much later.
            connect_args={} if "connect_timeout" in url.query else {"connect_timeout": 3},
        )
    # A connection that stays open would go on writing to a file that was removed or replaced, and
    # take its rows along.
    engine = create_engine(
        url, connect_args={"timeout": patience}, poolclass=NullPool, hide_parameters=True
    )
    event.listen(engine, "do_connect", _connected)
    event.listen(engine, "connect", _plain)
    return engine


def still(file: Path) -> str:
    """The address of a file that nothing can change; "" where it may change.

    Beside a log that others may write to, SQLite needs a file of its own, which it cannot make on
    a disk that can only be read.
    """
    disk = _disk(file)
    waits = Path(f"{file}-wal")
    if disk and disk.f_flag & os.ST_RDONLY and not (waits.exists() and waits.stat().st_size):
        return f"{file.resolve().as_uri()}?mode=ro&immutable=1" if _is_for_all(file) else ""
    return ""


def _is_for_all(file: Path) -> bool:
    """Whether nobody can write to the disk: a service may see it so while others write to it."""
    try:
        device = file.stat().st_dev
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    named = f"{os.major(device)}:{os.minor(device)}"
    fields = [line.split() for line in mounts.splitlines()]
    # The last of the fields are the options of the disk itself, the sixth those of this place.
    return any(one[2] == named and "ro" in one[-1].split(",") for one in fields)


def _disk(file: Path) -> os.statvfs_result | None:
    """The disk of a file; None where the file is not there yet, or the system does not tell."""
    try:
        return os.statvfs(file) if hasattr(os, "statvfs") else None
    except OSError:
        return None


def _connected(dialect: Any, _record: Any, where: list[Any], how: dict[str, Any]) -> Any:
    """A connection to a disk that can only be read or is full; None leaves it to the library."""
    file = Path(where[0]) if where else None
    disk = _disk(file) if file else None
    if file is None or disk is None:
        return None
    if address := still(file):
        return dialect.connect(address, **how, uri=True)
    if disk.f_bavail * disk.f_frsize >= _LEAST_ROOM:
        return None
    connection = dialect.connect(*where, **how)
    # No room for the file in which readers and writers meet: alone, none is needed.
    connection.execute("pragma locking_mode = exclusive")
    return connection


def _plain(connection: Any, _record: Any) -> None:
    # Transactions begin where the log says so, not where the driver guesses.
    connection.isolation_level = None
    # One damaged text must not keep the other rows from being read; its hash tells of it.
    connection.text_factory = _text
    # Readers read while one writes. The file remembers it; whoever comes while another switches
    # it on, or opens a file that is none, goes on as it is.
    with suppress(sqlite3.Error):
        connection.execute("pragma journal_mode = wal")
    # A row that was said to be stored survives a power cut.
    connection.execute("pragma synchronous = full")
    # What is deleted is overwritten: contact persons, and nothing else ever is.
    connection.execute("pragma secure_delete = on")


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", "surrogateescape")
