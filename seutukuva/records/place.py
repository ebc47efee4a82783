"""Where the log is. Knows no database library, so that a page without a log need not load one."""

from __future__ import annotations

import contextlib
import hashlib
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


def witness_file(database: str = "") -> Path:
    """Where this computer keeps the newest row that it has seen written to a log.

    It stands outside the database, so that rows taken off the log's end are missed. Each log has
    its own: the rows of one say nothing of another.

    Args:
        database: address of the log's database, without a password; empty for the file here.
    """
    if not database:
        return settings.records_folder() / WITNESS
    stem, suffix = WITNESS.split(".")
    own = hashlib.sha256(database.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return settings.records_folder() / f"{stem}-{own}.{suffix}"


def testify(target: Path, head: Head, database: str = "") -> None:
    """Keep the newest row; a failure is logged, for the row itself is stored already."""
    fresh = target.with_name(f"{target.name}.{os.getpid()}.{threading.get_ident()}.tmp")
    told = {"seq": head.seq, "chain_hash": head.chain_hash, "log": database or FILE}
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with fresh.open("w", encoding="utf-8") as handle:
            json.dump(told, handle)
            handle.flush()
            os.fsync(handle.fileno())
        fresh.replace(target)
    except OSError as error:
        log.warning("the newest row could not be kept in %s: %s", target, error)
        with contextlib.suppress(OSError):
            fresh.unlink()


def testimony(target: Path) -> Head | None:
    """The newest row that this computer has seen written; None when it has kept none.

    Raises:
        ValueError: the file is there and cannot be understood.
    """
    try:
        kept = json.loads(target.read_text(encoding="utf-8"))
        return Head(int(kept["seq"]), str(kept["chain_hash"]))
    except FileNotFoundError:
        return None
    except (OSError, KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
