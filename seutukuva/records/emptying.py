"""Contents of rows of the log deleted for good: the rows stay, with their hashes and their place.

The only way in which a body becomes empty. A row of the log says of which rows, and why, in the
same transaction: so ``verify`` tells a deletion from damage, and every process that mirrors the log
empties its own copy when it meets that row. What stays of a text that was taken out of a record is
a newer version without it. An edition that is locked does not stand against a deletion: whoever
asks for it has a right to it, and the hash of an edition is over hashes, so it stays the same.

What was deleted is also noted beside the log, by numbers and hashes, so that a backup that was
made before does not bring it back.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seutukuva import access, inbox, records, settings
from seutukuva.errors import RecordsError
from seutukuva.records import place
from seutukuva.records.entries import ERASURE, Entry, Head, canonical, fingerprint
from seutukuva.records.locks import alone
from seutukuva.texts import _

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from seutukuva.records.log import Log

journal = logging.getLogger(__name__)

KIND = ERASURE
REQUEST, TIME = "request", "time"
# Of a batch of which nothing is left, in place of the responses that were taken out of it.
ALL = "all"
# So many numbers fit into one row's field, and into one question.
MOST_ROWS, _AT_ONCE = 5000, 500
# Without them nobody could tell a deletion from damage, or a restored file from the right one.
NEVER = frozenset({KIND, "installation_key", "interview_purge"})


class Turn:
    """What is entered and deleted in one transaction; see ``turn``."""

    def __init__(self, log: Log, connection: Connection, newest: Head, by: str, source: str):
        self._log, self._connection, self._newest = log, connection, newest
        self._by, self._source = by, source
        self.emptied: list[Entry] = []

    def newest(self, id: str) -> Entry | None:
        """The newest version of a record."""
        return next(iter(self._log.versions(self._connection, id)[-1:]), None)

    def add(self, kind: str, id: str, body: Mapping[str, Any], programme: str = "") -> int:
        """Enter a row, whatever holds its record still; gives its number."""
        text = canonical(body)
        fresh = Entry(
            seq=self._newest.seq + 1,
            id=id,
            kind=kind,
            programme=programme or settings.programme_id(),
            body_text=text,
            body_hash=fingerprint(text),
            chain_hash="",
            recorded_at=dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"),
            recorded_by=self._by,
            source=self._source,
        )
        fresh = replace(fresh, chain_hash=fresh.link(self._newest.chain_hash))
        self._log.add(self._connection, fresh)
        self._newest = Head(fresh.seq, fresh.chain_hash)
        return fresh.seq

    def empty(self, rows: Iterable[int], cause: str, why: str) -> int:
        """Delete the contents of rows and say so; how many were not empty already.

        Raises:
            InvalidRecord: no reason, or one that reaches a person.
            RecordsError: a row is not there, or may not be emptied.
        """
        wanted = sorted(set(rows))
        told = [
            records.fitting(KIND, {"rows": wanted[n : n + MOST_ROWS], "cause": cause, "why": why})
            for n in range(0, len(wanted), MOST_ROWS)
        ]
        full = self._emptiable(wanted)
        if full:
            for body in told:
                self.add(KIND, records.new_id(), body)
            self._empty([one.seq for one in full])
            self.emptied += full
        return len(full)

    def _emptiable(self, wanted: Sequence[int]) -> list[Entry]:
        found = self._these(wanted)
        if missing := sorted(set(wanted) - {one.seq for one in found}):
            raise RecordsError(_("there is no such row of the log"), where=str(missing[0]))
        for one in found:
            if one.kind in NEVER:
                raise RecordsError(
                    _("the content of this row is needed to know the log from a forged one"),
                    where=f"{one.kind} {one.seq}",
                    todo=_("It holds nothing of a person; leave it."),
                )
        return [one for one in found if one.body_text is not None]

    def _these(self, rows: Sequence[int]) -> list[Entry]:
        from sqlalchemy import select

        from seutukuva.records.schema import log_table

        found: list[Entry] = []
        for n in range(0, len(rows), _AT_ONCE):
            own = select(log_table).where(log_table.c.seq.in_(rows[n : n + _AT_ONCE]))
            found += [Entry(*row) for row in self._connection.execute(own)]
        return sorted(found, key=lambda one: one.seq)

    def _empty(self, rows: Sequence[int]) -> None:
        from seutukuva.records.schema import log_table

        for n in range(0, len(rows), _AT_ONCE):
            own = log_table.update().where(log_table.c.seq.in_(rows[n : n + _AT_ONCE]))
            self._connection.execute(own.values(body=None))


@contextmanager
def turn(*, by: str, source: str) -> Iterator[Turn]:
    """Be the only writer; everything is entered and deleted at the end, or nothing.

    Args:
        by: who does it; a role or a pseudonym, never a person's name.
        source: a page, a command.

    Raises:
        RecordsError: the log cannot be written.
        RecordRefused, AccessRefused: not here.
    """
    access.require_entry(KIND)
    access.require_kind(KIND)
    log = _log()
    with log.writing() as (connection, newest):
        own = Turn(log, connection, newest, by, source)
        yield own
    if own.emptied:
        remember(rows={str(one.seq): one.chain_hash for one in own.emptied})
        forget(log)


def empty(
    rows: Iterable[int],
    *,
    by: str,
    cause: str,
    why: str,
    source: str,
) -> int:
    """Delete the contents of rows for good; all of them, or none.

    Args:
        rows: their numbers; those that are empty already do no harm.
        by: who does it; a role or a pseudonym, never a person's name.
        cause: REQUEST or TIME.
        why: names no person.
        source: a page, a command.

    Returns:
        How many contents were deleted now.

    Raises:
        InvalidRecord: no reason, or one that reaches a person.
        RecordsError: a row may not be emptied, is not there, or the log cannot be written.
        RecordRefused, AccessRefused: not here.
    """
    wanted = list(rows)
    access.require_entry(KIND)
    if not wanted or not place.is_there():
        return 0
    with turn(by=by, source=source) as own:
        return own.empty(wanted, cause, why)


def forget(log: Log | None = None) -> bool:
    """Overwrite what emptied rows have left in the database's files; whether it could be done."""
    from seutukuva.records.schema import log_table

    kept = log or _log()
    done = kept.leave_nothing(log_table, 1)
    if not done:
        journal.warning(
            "deleted contents may still stand in the files of %s, which is in use: "
            "python -m etl privacy purge tries again",
            kept.name,
        )
    return done


def deleted_file() -> Path:
    """Where this computer keeps what was deleted: numbers and hashes, no texts."""
    return settings.records_folder() / "deleted.json"


def remembered(file: Path | None = None) -> dict[str, dict[str, Any]]:
    """What was deleted: ``rows`` by number, the row's chain hash; ``batches`` by their hash."""
    kept = file or deleted_file()
    try:
        found = json.loads(kept.read_text(encoding="utf-8"))
        return {key: dict(found.get(key) or {}) for key in ("rows", "batches")}
    except FileNotFoundError:
        return {"rows": {}, "batches": {}}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        journal.warning("%s cannot be read: %s", kept, error)
        return {"rows": {}, "batches": {}}


def remember(file: Path | None = None, /, **more: Mapping[str, Any]) -> None:
    """Note what was deleted; it never fails, for it is deleted already."""
    file = file or deleted_file()
    try:
        with alone(file.with_name(".deleted.lock")):
            kept = remembered(file)
            for key, values in more.items():
                kept[key].update(values)
            inbox.put(file, json.dumps(kept, sort_keys=True).encode())
    except OSError as error:
        journal.warning("what was deleted could not be noted in %s: %s", file, error)


def _log() -> Log:
    from seutukuva.records import log

    return log.current()
