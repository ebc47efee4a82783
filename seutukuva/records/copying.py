"""The log's database as one file, and back: what it held at one moment, wherever it is kept.

The portable form is a SQLite file with the tables of the program, so that a copy of PostgreSQL can
be restored into a file and the other way round. SQLite copies itself by its backup interface, while
others write. PostgreSQL is read in one repeatable-read transaction.
"""

from __future__ import annotations

import importlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, inspect, select
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from seutukuva import settings
from seutukuva.errors import RecordsError
from seutukuva.records import accepting, addresses, engines, place, rules, salt, soundness
from seutukuva.records.entries import Head
from seutukuva.records.log import PATIENCE, Log
from seutukuva.records.schema import head_table, log_table
from seutukuva.texts import _

# Where the program's tables are: modules with ``metadata`` and, where the database keeps rules of
# them, ``RULES``.
HOMES = ("seutukuva.records.schema", "seutukuva.records.people", "seutukuva.audit.schema")
# Those of them that hold persons by ``id``, who are really deleted.
PERSONS = ("contact", "person")
_AT_ONCE = 1000  # rows


@dataclass(frozen=True, slots=True)
class Contents:
    """What a copy of the log says must stand beside it.

    Attributes:
        head: its newest row.
        files: SHA-256 of the files of accepted batches, by name.
        key: SHA-256 of the installation's secret; "" where none was ever used.
    """

    head: Head
    files: dict[str, str]
    key: str


def tables() -> dict[str, Table]:
    """Every table that the program keeps in the log's database, by name."""
    found: dict[str, Table] = {}
    for home in HOMES:
        found.update(importlib.import_module(home).metadata.tables)
    return found


def copy_to(target: Path) -> bool:
    """Copy the whole database as it is at one moment; others go on writing.

    Args:
        target: a file that is not there yet.

    Returns:
        False where nothing has ever been entered; then no file is made.

    Raises:
        RecordsError: there was a log and it is gone, or it cannot be read.
    """
    if not place.is_there():
        if place.witness_file().exists():
            raise place.removed(str(place.file()), place.witness_file())
        return False
    with _worded():
        if is_embedded():
            place.made_private(target)
            _copied_file(_file(), target)
            return True
        return _copied_tables(target)


def is_embedded() -> bool:
    """Whether the log is kept in a file."""
    address = settings.database_url()
    return not address or addresses.read(address).get_backend_name() == "sqlite"


def load(source: Path) -> bool:
    """Put a copy into the database of the setting, which must hold nothing of the program yet.

    Returns:
        False where it holds this very copy already.

    Raises:
        RecordsError: it holds something else, or cannot be written.
    """
    engine = _engine(addresses.read(settings.database_url()))
    with _worded(), engine.begin() as target, _engine(_of(source)).connect() as copy:
        here = set(inspect(target).get_table_names()) & set(tables())
        if here:
            return _must_be_same(target, copy, here)
        _create(target, names := set(inspect(copy).get_table_names()) & set(tables()))
        for name in sorted(names):
            _pour(copy, target, tables()[name])
        _add_rules(target, names)
    return True


def problems(file: Path) -> list[str]:
    """What is wrong with a copy, each with its row; its files are looked at by ``contents``."""
    with closing(sqlite3.connect(file)) as connection:
        try:
            found = [str(row[0]) for row in connection.execute("pragma integrity_check(20)")]
        except sqlite3.DatabaseError as error:
            return [str(error)]
    if found != ["ok"]:
        return found
    told = _("row {seq}: {what}")
    return [told.format(seq=one.seq, what=one.what) for one in soundness.problems(_log(file))]


def contents(file: Path) -> Contents:
    """What a copy says must stand beside it.

    Raises:
        RecordsError: it cannot be read.
    """
    kept = _log(file)
    noted = kept.history(salt.ID)
    files = {}
    for sort in (accepting.OF_INTERVIEWS, accepting.OF_PROJECTS):
        files.update(_counted(kept, sort))
    key = str(noted[-1].body.get("sha256", "")) if noted else ""
    return Contents(kept.head(), files, key)


def holds(file: Path, table: str) -> bool:
    """Whether a copy has rows in a table of the program."""
    with _worded(), _engine(_of(file)).connect() as copy:
        if not inspect(copy).has_table(table):
            return False
        return copy.execute(select(tables()[table]).limit(1)).first() is not None


def leave_deleted(copy: Path, here: Path) -> int:
    """Take persons out of a copy who have been deleted since from the log that is here.

    Args:
        copy: is changed.
        here: the log that the copy was made of; of another one nothing is taken.

    Returns:
        How many rows were taken out.
    """
    with _worded(), _engine(_of(copy)).begin() as old, _engine(_of(here)).connect() as now:
        if not _is_made_of(old, now):
            return 0
        # Without its table none is there: it is made with the first of them and never removed.
        names = set(inspect(old).get_table_names()) & set(inspect(now).get_table_names())
        n = 0
        for table in (tables()[name] for name in sorted(names & set(PERSONS))):
            left = set(now.execute(select(table.c.id)).scalars())
            gone = [one for one in old.execute(select(table.c.id)).scalars() if one not in left]
            for first in range(0, len(gone), _AT_ONCE):
                chosen = table.c.id.in_(gone[first : first + _AT_ONCE])
                n += old.execute(table.delete().where(chosen)).rowcount
    return n


def emptied(file: Path) -> dict[str, str]:
    """Rows of a log whose contents were deleted: their chain hashes, by number.

    Returns:
        None of a log that is damaged: that may be why a backup is restored.
    """
    columns = log_table.c
    asked = select(columns.seq, columns.chain_hash).where(columns.body.is_(None))
    try:
        with _engine(_of(file)).connect() as kept:
            return {str(seq): link for seq, link in kept.execute(asked)}
    except SQLAlchemyError:
        return {}


def _is_made_of(copy: Connection, log: Connection) -> bool:
    """Whether a log holds the newest row of a copy."""
    try:
        head = copy.execute(select(head_table)).first()
        if head is None:
            return False
        own = select(log_table.c.chain_hash).where(log_table.c.seq == head.seq)
        return bool(log.execute(own).scalar() == head.chain_hash)
    except SQLAlchemyError:
        return False  # what is here is damaged: that may be why a backup is restored


def settle(file: Path) -> None:
    """Leave a copy as one file, with nothing beside it."""
    with _worded(), closing(sqlite3.connect(file)) as connection:
        connection.execute("pragma journal_mode = delete")


def _counted(kept: Log, sort: accepting.Sort) -> dict[str, str]:
    """SHA-256 of the files that a log counts in and that were not deleted for good, by name."""
    purged = {one.body.get("after") for one in kept.newest_of(sort.purge)} if sort.purge else set()
    found = {}
    for newest in kept.newest_of(sort.kind):
        if newest.seq in purged:
            continue
        body = accepting.last_body(kept.history(newest.id)) if newest.is_withdrawn else newest.body
        for part, digest in accepting.digests_of(body, sort.parts).items():
            found[f"{body['batch']}.{part}.parquet"] = digest
    return found


def _log(file: Path) -> Log:
    # Told no file: then it takes the newest row that this computer has kept for its own.
    return Log(_of(file))


def _of(file: Path) -> URL:
    return URL.create("sqlite", database=str(file))


def _file() -> Path:
    address = settings.database_url()
    return Path(addresses.read(address).database or "") if address else place.file()


def _engine(url: URL) -> Engine:
    engine = create_engine(url, poolclass=NullPool, hide_parameters=True)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _overwriting)
    return engine


def _overwriting(connection: Any, _record: Any) -> None:
    # Who is taken out of a copy does not stay in its free pages, however SQLite was made.
    connection.execute("pragma secure_delete = on")


def _copied_file(source: Path, target: Path) -> None:
    address = engines.still(source) or f"{source.resolve().as_uri()}?mode=ro"
    original = sqlite3.connect(address, uri=True, timeout=PATIENCE)
    with closing(original), closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
        copy.execute("pragma journal_mode = delete")


def _copied_tables(target: Path) -> bool:
    engine = _engine(addresses.read(settings.database_url()))
    how = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**how) as source:
        names = set(inspect(source).get_table_names()) & set(tables())
        if head_table.name not in names:
            return False
        place.made_private(target)
        with _engine(_of(target)).begin() as copy:
            _create(copy, names)
            for name in sorted(names):
                _pour(source, copy, tables()[name])
            _add_rules(copy, names)
    return True


def _create(connection: Connection, names: set[str]) -> None:
    for home in HOMES:
        metadata = importlib.import_module(home).metadata
        own = [table for name, table in metadata.tables.items() if name in names]
        metadata.create_all(connection, tables=own)


def _add_rules(connection: Connection, names: set[str]) -> None:
    """Let the database keep the rules of these tables; behind the rows, which they would refuse."""
    for home in HOMES:
        own = getattr(importlib.import_module(home), "RULES", ())
        rules.add(connection, [rule for rule in own if rule.table in names])


def _pour(source: Connection, target: Connection, table: Table) -> None:
    """Copy the rows of a table; columns that an older one lacks stay empty."""
    there = {column["name"] for column in inspect(source).get_columns(table.name)}
    columns = [column for column in table.columns if column.name in there]
    rows = source.execution_options(yield_per=_AT_ONCE).execute(
        select(*columns).order_by(*table.primary_key.columns)
    )
    for some in rows.mappings().partitions():
        target.execute(table.insert(), [dict(row) for row in some])


def _must_be_same(target: Connection, copy: Connection, here: set[str]) -> bool:
    """False where the database holds this copy; a restore that was stopped has put it there."""
    heads = []
    for one in (target, copy):
        row = one.execute(select(head_table)).first() if head_table.name in here else None
        heads.append(row and (row.seq, row.chain_hash))
    if heads[0] and heads[0] == heads[1]:
        return False
    raise RecordsError(
        _("the database holds entries already"),
        where=target.engine.url.render_as_string(),
        todo=_("Make a new, empty database and set SEUTUKUVA_DATABASE to it."),
    )


@contextmanager
def _worded() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        why = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        address = settings.database_url()
        where = addresses.without_secrets(addresses.read(address)) if address else place.file()
        raise RecordsError(
            _("the log of entries cannot be copied: {why}").format(why=why),
            where=str(where),
            todo=_("python -m etl verify tells whether the log is whole."),
        ) from error
