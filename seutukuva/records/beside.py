"""Writing tables that stand beside the log in its database, and are no part of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sqlalchemy import text

from seutukuva import stopping
from seutukuva.records import place
from seutukuva.records.log import Log, current

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData

# Any number, the same in every process: such tables are made and written by one at a time.
_WRITING = 5_381_078


@contextmanager
def writing(tables: MetaData, log: Log | None = None) -> Iterator[Connection]:
    """Be the only writer of such tables; everything is stored at the end, or nothing.

    The log is set up if it is not, and so are the tables. Nothing is entered in the log, so its
    witness has nothing to keep.

    Args:
        tables: what is made if it is not there.
        log: by default the one that the settings name.

    Raises:
        RecordsError: the database cannot be reached or refuses.
    """
    beside = log or current()
    if beside._file:
        # The database's other files take after this one.
        with suppress(OSError):
            place.made_private(beside._file)
    with stopping.held(), beside._worded(), beside._engine.connect() as connection:
        beside._set_up(connection)
        beside._begin_to_write(connection)
        if not beside._embedded:
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _WRITING})
        if (beside.name, id(tables)) not in _made or beside._embedded:
            tables.create_all(connection)
        yield connection
        connection.commit()
    _made.add((beside.name, id(tables)))


# Databases that keep these tables for as long as this process runs; a file can be replaced.
_made: set[tuple[str, int]] = set()
