"""The log in its database: SQLite in a file here, or PostgreSQL by setting.

Writers take turns inside the database, so that rows are numbered without a gap and tied to each
other whatever number of processes writes: SQLite by a transaction that starts as the only
writer, PostgreSQL by the lock on the one row that names the newest.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Table,
    func,
    inspect,
    select,
    text,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError

from seutukuva import settings, stopping
from seutukuva.errors import RecordsError
from seutukuva.records import engines, place, schema
from seutukuva.records.addresses import identity, read, without_secrets
from seutukuva.records.entries import EMPTY, Entry, Head
from seutukuva.records.schema import head_table, log_table
from seutukuva.texts import _

journal = logging.getLogger(__name__)

# A writer waits this long for the others before it gives up.
PATIENCE = 20.0
# A database that does not answer is left alone this long: every page would wait for it.
REST = 10.0
# Any number, the same in every process: setting up is done by one at a time.
_SETTING_UP = 5_381_077
# Rows of the log have such a number, and nothing else does that was put in past the rules.
_NUMBERED = log_table.c.seq.between(1, 2**63 - 1)


class Log:
    """The log at one address. Safe to share between threads.

    Args:
        url: of its database.
        file: the log's own file, when it is not in another database.
    """

    def __init__(self, url: URL, file: Path | None = None) -> None:
        self.name = str(file) if file else without_secrets(url)
        # The file is nameless for its witness: the folder of both may move.
        self._database = "" if file else identity(url)
        self._embedded = url.get_backend_name() == "sqlite"
        self._engine = engines.opened(url, PATIENCE)
        self._is_there = False
        self._is_set_up = False
        self._rests_until = 0.0
        self._file = file

    @property
    def witness_file(self) -> Path:
        """Where this computer keeps the newest row of this log."""
        return place.witness_file(self._database)

    def head(self) -> Head:
        """The newest row."""
        with self.reading() as connection:
            if not self._stands(connection):
                return EMPTY
            newest = select(log_table.c.seq, log_table.c.chain_hash).where(_NUMBERED)
            row = connection.execute(newest.order_by(log_table.c.seq.desc()).limit(1)).first()
            return Head(row.seq, row.chain_hash) if row else EMPTY

    def since(self, seq: int) -> list[Entry]:
        """The rows after row ``seq``, in order."""
        with self.reading() as connection:
            if not self._stands(connection):
                return []
            later = select(log_table).where(_NUMBERED, log_table.c.seq > seq)
            later = later.order_by(log_table.c.seq)
            return [_entry(row) for row in connection.execute(later)]

    def history(self, record_id: str) -> list[Entry]:
        """Every version of a record, oldest first."""
        with self.reading() as connection:
            return self.versions(connection, record_id) if self._stands(connection) else []

    def newest_of(self, kind: str) -> list[Entry]:
        """The newest version of every record of a kind, in the order of their rows."""
        with self.reading() as connection:
            if not self._stands(connection):
                return []
            seqs = select(func.max(log_table.c.seq)).where(_NUMBERED, log_table.c.kind == kind)
            newest = select(log_table).where(log_table.c.seq.in_(seqs.group_by(log_table.c.id)))
            return [_entry(row) for row in connection.execute(newest.order_by(log_table.c.seq))]

    def every(self, connection: Connection, kind: str) -> list[Entry]:
        """Every version of every record of a kind, in order, within a transaction."""
        own = select(log_table).where(_NUMBERED, log_table.c.kind == kind)
        return [_entry(row) for row in connection.execute(own.order_by(log_table.c.seq))]

    def versions(self, connection: Connection, record_id: str) -> list[Entry]:
        """As ``history``, within a transaction."""
        own = select(log_table).where(_NUMBERED, log_table.c.id == record_id)
        return [_entry(row) for row in connection.execute(own.order_by(log_table.c.seq))]

    @contextmanager
    def writing(self) -> Iterator[tuple[Connection, Head]]:
        """Be the only writer; gives the newest row. Everything is stored at the end, or nothing.

        Raises:
            RecordsError: the database cannot be reached or refuses.
        """
        if self._file:
            # The database's other files take after this one.
            with suppress(OSError):
                place.made_private(self._file)
        with stopping.held(), self._worded(), self._engine.connect() as connection:
            self._set_up(connection)
            yield connection, self._take_turn(connection)
            connection.commit()
            self._testify(connection)

    def add(self, connection: Connection, entry: Entry) -> None:
        """Add the next row within a transaction of ``writing``."""
        values = {name: getattr(entry, name) for name in Entry.__slots__ if name != "body_text"}
        connection.execute(log_table.insert().values(**values, body=entry.body_text))
        connection.execute(head_table.update().values(seq=entry.seq, chain_hash=entry.chain_hash))

    def has(self, table: Table) -> bool:
        """Whether a table beside the log has been made."""
        with self.reading() as connection:
            return inspect(connection).has_table(table.name)

    def leave_nothing(self, table: Table, deleted: int) -> bool:
        """Overwrite what deleted rows of a table have left in the database's files.

        SQLite overwrites rows as they are deleted; what its journal still holds goes here, also
        that of earlier deletions. PostgreSQL writes the table anew.

        Args:
            deleted: how many rows were deleted now.

        Returns:
            Whether it was done: not while others use it for longer than a writer's patience.
        """
        try:
            with self._engine.connect() as connection:
                if self._embedded:
                    row = connection.execute(text("pragma wal_checkpoint(truncate)")).first()
                    return row is None or not row[0]
                if deleted:
                    alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                    alone.execute(text(f"set lock_timeout = '{PATIENCE:.0f}s'"))
                    # A plain vacuum leaves the bytes until something is written over them.
                    alone.execute(text(f"vacuum full {table.name}"))
                return True
        except SQLAlchemyError as error:
            journal.warning("%s: %s", self.name, str(getattr(error, "orig", None) or error).strip())
            return False

    def _testify(self, connection: Connection) -> None:
        """Keep the newest row outside the database; never fails, for what was written is stored.

        In a turn of its own, behind the one that wrote: a row that is not stored yet may never
        be, and without a turn a slower writer would set the kept row back.
        """
        try:
            newest = self._take_turn(connection)
            kept = place.testimony(self.witness_file)
            if kept and not self._holds(connection, kept):
                # The only evidence of rows that were removed, so it stays.
                journal.warning(
                    "%s names row %d, which %s does not hold as it was: run python -m etl verify",
                    *(self.witness_file, kept.seq, self.name),
                )
            elif newest not in (kept, EMPTY):
                place.testify(self.witness_file, newest, self._database)
            connection.rollback()
        except (SQLAlchemyError, ValueError) as error:
            journal.warning("the newest row could not be kept in %s: %s", self.witness_file, error)

    def _holds(self, connection: Connection, kept: Head) -> bool:
        named = select(log_table.c.chain_hash).where(log_table.c.seq == kept.seq)
        return connection.execute(named).scalar() == kept.chain_hash

    @contextmanager
    def everything(self) -> Iterator[tuple[Head | None, Iterator[Entry]]]:
        """The head and all rows in order, as they are at one moment, read a few at a time.

        The head is None where its row is missing.
        """
        with self._worded(), self._engine.connect() as connection:
            if not self._ready(connection):
                yield EMPTY, iter(())
                return
            self._hold_still(connection)
            row = connection.execute(select(head_table)).first()
            # A file may hold anything in any place.
            head = Head(row.seq, row.chain_hash) if row and isinstance(row.seq, int) else None
            every = select(log_table).order_by(log_table.c.seq)
            rows = connection.execution_options(yield_per=1000).execute(every)
            yield head, (_entry(one) for one in rows)
            connection.rollback()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for questions; a database that did not answer a moment ago is left alone.

        Raises:
            RecordsError: the database cannot be reached.
        """
        if time.monotonic() < self._rests_until:
            raise self._failure(_("it did not answer a moment ago"))
        try:
            with self._worded(), self._engine.connect() as connection:
                yield connection
        except RecordsError:
            if not self._embedded:
                self._rests_until = time.monotonic() + REST
            raise
        self._rests_until = 0.0

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """Says what the database says in words that tell where and what to do."""
        try:
            yield
        except SQLAlchemyError as error:
            raise self._failure(str(getattr(error, "orig", None) or error)) from error

    def _failure(self, why: str) -> RecordsError:
        if self._embedded:
            todo = _("See that the folder can be written and the disk is not full.")
        else:
            todo = _("See that the database runs and SEUTUKUVA_DATABASE is right.")
        todo += " " + _("python -m etl verify tells whether the log is whole.")
        what = _("the log of entries cannot be used: {why}")
        why = why.strip().partition("\n")[0]
        return RecordsError(what.format(why=why), where=self.name, todo=todo)

    def _ready(self, connection: Connection) -> bool:
        if self._is_there:
            return True
        found = schema.exists(connection)
        # A file can be removed or replaced while this process runs: asked anew each time.
        self._is_there = found and not self._embedded
        return found

    def _stands(self, connection: Connection) -> bool:
        """Whether the log has been set up here; an error where it had been, and is gone."""
        if not self._ready(connection):
            if self._is_gone(connection):
                raise place.removed(self.name, self.witness_file)
            return False
        return True

    def is_gone(self) -> bool:
        """Whether there was a log here, whose newest row is still known, and is none now."""
        with self.reading() as connection:
            return self._is_gone(connection)

    def _is_gone(self, connection: Connection) -> bool:
        # In this order: another process may write the first row meanwhile, and then keep it.
        return self.witness_file.exists() and not self._ready(connection)

    def _begin_to_write(self, connection: Connection) -> None:
        if self._embedded:
            connection.execute(text("begin immediate"))
        else:
            connection.execute(text(f"set local lock_timeout = '{PATIENCE:.0f}s'"))

    def _take_turn(self, connection: Connection) -> Head:
        self._begin_to_write(connection)
        row = connection.execute(select(head_table).with_for_update()).one()
        return Head(row.seq, row.chain_hash)

    def _hold_still(self, connection: Connection) -> None:
        if self._embedded:
            connection.execute(text("begin"))
        else:
            connection.rollback()
            connection.execute(text("set transaction isolation level repeatable read"))

    def _set_up(self, connection: Connection) -> None:
        if self._is_set_up:
            return
        if schema.exists(connection) and not schema.missing_rules(connection):
            connection.rollback()
        else:
            self._make(connection)
        self._is_set_up = not self._embedded

    def _make(self, connection: Connection) -> None:
        self._begin_to_write(connection)
        if not self._embedded:
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _SETTING_UP})
        if schema.exists(connection):
            self._add_rules(connection)
        else:
            self._must_be_new()
            schema.create(connection)
        connection.commit()

    def _must_be_new(self) -> None:
        if self.witness_file.exists():
            raise place.removed(self.name, self.witness_file)

    def _add_rules(self, connection: Connection) -> None:
        """What an older program has left out; without the right to add it the log still serves."""
        try:
            with connection.begin_nested():
                schema.add_rules(connection, schema.missing_rules(connection))
        except SQLAlchemyError as error:
            why = str(getattr(error, "orig", None) or error).strip()
            journal.warning("rules could not be added to the log %s: %s", self.name, why)


def _entry(row: Row[Any]) -> Entry:
    # The table's columns stand in the order of the fields.
    values: tuple[Any, ...] = tuple(row)
    return Entry(*values)


_lock = threading.Lock()
_logs: dict[str, Log] = {}


def _opened(key: str, url: URL, file: Path | None = None) -> Log:
    """The log at an address, opened once a process."""
    with _lock:
        if key not in _logs:
            place.keep_private()
            _logs[key] = Log(url, file)
        return _logs[key]


def current() -> Log:
    """The log that the settings name; its folder is made.

    Raises:
        RecordsError: the setting is no address of a PostgreSQL or SQLite database, or the folder
            cannot be made.
    """
    if address := settings.database_url():
        return _opened(address, read(address))
    try:
        settings.records_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise RecordsError(
            _("the folder of the log cannot be made: {why}").format(why=error.strerror),
            where=str(settings.records_folder()),
            todo=_("See that the data folder can be written."),
        ) from error
    file = place.file()
    # Not made of text, where a question mark in the folder's name would begin the settings.
    return _opened(str(file), URL.create("sqlite", database=str(file)), file)
