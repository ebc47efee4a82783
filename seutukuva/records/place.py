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
from seutukuva.errors import RecordsError
from seutukuva.records.entries import Head
from seutukuva.texts import _

log = logging.getLogger(__name__)

FILE = "log.sqlite"
WITNESS = "head.json"


def file() -> Path:
    """The log's file, when no other database is set."""
    return settings.records_folder() / FILE


def is_there() -> bool:
    """Whether there may be a log: a database is set, or its file exists."""
    return bool(settings.database_url()) or file().exists()


def removed(name: str, witness: Path) -> RecordsError:
    """What is told of a log that is gone while its newest row is still known.

    Args:
        name: where the log was.
        witness: the file that has kept its newest row.
    """
    return RecordsError(
        _("the log of entries has been removed: this computer has kept its newest row"),
        where=name,
        todo=_("Restore it from a backup, or remove {file} to begin a new one.").format(
            file=witness
        ),
    )


def keep_private() -> None:
    """Let nobody but the owner of this process read the log's folder and its files.

    Also repairs what an earlier program has left open; what cannot be changed is logged. Windows
    has no such rights: there the folder's own decide.
    """
    folder = settings.records_folder()
    if not folder.is_dir():
        return
    # The audit, in the same database, has a witness of its own.
    heads = f"{WITNESS.partition('.')[0]}*"
    of_log = (*folder.glob(f"{FILE}*"), *folder.glob(heads), *folder.glob(f"audit-{heads}"))
    for target, mode in ((folder, 0o700), *((one, 0o600) for one in of_log)):
        try:
            if target.stat().st_mode & 0o077:
                target.chmod(mode)
        except FileNotFoundError:
            continue
        except OSError as error:
            log.warning("others may read %s: %s", target, error)


def made_private(target: Path) -> None:
    """Make a file empty and its owner's alone, unless it is there."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


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
        made_private(fresh)
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
