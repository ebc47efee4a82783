"""Where the log is. Knows no database library, so that a page without a log need not load one."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import threading
from pathlib import Path

from seutukuva import settings
from seutukuva.records.entries import Head

log = logging.getLogger(__name__)

FILE = "log.sqlite"
WITNESS = "head.json"


def file() -> Path:
    """The log's file, when no other database is set."""
    return settings.records_folder() / FILE


def is_there() -> bool:
    """Whether there may be a log: a database is set, or its file exists."""
    return bool(settings.database_url()) or file().exists()


def address() -> str:
    """The database as SQLAlchemy names it."""
    return settings.database_url() or f"sqlite:///{file()}"


def witness_file() -> Path:
    """Where this computer keeps the newest row that it has written.

    It stands outside the database, so that rows taken off the log's end are missed.
    """
    return settings.records_folder() / WITNESS


def testify(head: Head) -> None:
    """Keep the newest row; a failure is logged, for the row itself is stored already."""
    target = witness_file()
    fresh = target.with_name(f"{WITNESS}.{os.getpid()}.{threading.get_ident()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8") as handle:
            json.dump({"seq": head.seq, "chain_hash": head.chain_hash}, handle)
            handle.flush()
            os.fsync(handle.fileno())
        fresh.replace(target)
    except OSError as error:
        log.warning("the newest row could not be kept in %s: %s", target, error)
        with contextlib.suppress(OSError):
            fresh.unlink()


def testimony() -> Head | None:
    """The newest row that this computer has written; None when it has kept none.

    Raises:
        ValueError: the file is there and cannot be understood.
    """
    try:
        kept = json.loads(witness_file().read_text(encoding="utf-8"))
        return Head(int(kept["seq"]), str(kept["chain_hash"]))
    except FileNotFoundError:
        return None
    except (OSError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
