"""The DuckDB instances behind the store: one a data folder and process, one cursor a question.

A published version is attached read-only and picked by the cursor's search path. An older program
made some versions without tables or columns that queries of today ask for; these are stood in for
by empty tables and columns without values, so that what such a version holds can still be read.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from seutukuva import listed, mirror, settings
from seutukuva.errors import MissingData, MissingVersion
from seutukuva.made_tables import MadeTables
from seutukuva.published import Version, pointed

# Two cores' worth of readers need far less; the default of 80 % of the machine would let one
# process starve the others.
MEMORY_LIMIT = "2GB"
_COLUMNS = """
select table_name, column_name, data_type from duckdb_columns()
where database_name = $alias and schema_name = 'main' and not internal
order by table_name, column_index
"""
# Of each table, its columns and their types.
Shape = dict[str, dict[str, str]]


@dataclass(slots=True)
class Instance:
    """A data folder's instance, what was made in it, and the versions attached to it."""

    connection: duckdb.DuckDBPyConnection
    tables: MadeTables = field(default_factory=MadeTables)
    attached: set[str] = field(default_factory=set)
    # By version and the current one: what others read is found there first.
    paths: dict[tuple[str, str], str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


_lock = threading.Lock()
_instances: dict[str, Instance] = {}


def instance(folder: str) -> Instance:
    """The instance of a folder of published versions."""
    # Two threads that come first together would otherwise each make one, and one of them would
    # look for a version that is attached to the other's.
    with _lock:
        if folder not in _instances:
            _instances[folder] = Instance(_new(folder))
        return _instances[folder]


@contextmanager
def cursor(version: Version | None, folder: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor whose tables are those of a version; of none, only what the log holds."""
    own = instance(folder).connection.cursor()
    try:
        if version:
            own.execute(f"set search_path = '{_path(own, folder, version)}'").fetchall()
        yield own
    finally:
        own.close()


def _new(folder: str) -> duckdb.DuckDBPyConnection:
    readable = ", ".join(
        "'{}/'".format(one.replace("'", "''")) for one in (folder, str(settings.batches_folder()))
    )
    connection = duckdb.connect(":memory:")
    for table in (mirror.TABLE, *listed.TABLES):
        connection.execute(table)
    for setting in (
        "set autoinstall_known_extensions = false",
        "set autoload_known_extensions = false",
        "set threads = 1",
        f"set memory_limit = '{MEMORY_LIMIT}'",
        # Else what firms have told is put on the disk where memory is short, in the folder that the
        # server was started in, and stays there when it is killed.
        "set temp_directory = ''",
        # A query can read the published versions, the accepted batches of interviews and nothing
        # else on this machine.
        f"set allowed_directories = [{readable}]",
        "set enable_external_access = false",
        "set lock_configuration = true",
    ):
        connection.execute(setting)
    return connection


def _path(own: duckdb.DuckDBPyConnection, folder: str, version: Version) -> str:
    """Where a version's tables are looked for: its stand-ins first."""
    newest = version
    with suppress(MissingData):
        newest = pointed(Path(folder) / "current.json")
    home, asked = instance(folder), (version.id, newest.id)
    if asked not in home.paths:
        with home.lock:
            if asked not in home.paths:
                is_newest = newest.id == version.id
                alias = (_attached if is_newest else _older)(own, home, folder, version)
                path = f"{alias}.main"
                if not is_newest:
                    like = _attached(own, home, folder, newest)
                    stand_ins = _stand_in(own, alias, like)
                    path = f"memory.{stand_ins},{path}" if stand_ins else path
                home.paths[asked] = path
    return home.paths[asked]


def _older(own: duckdb.DuckDBPyConnection, home: Instance, folder: str, version: Version) -> str:
    try:
        return _attached(own, home, folder, version)
    except duckdb.IOException as error:
        raise MissingVersion(
            "the statistics of an older version are damaged or not there",
            where=version.id,
            todo="bring the file back from a backup",
        ) from error


def _attached(own: duckdb.DuckDBPyConnection, home: Instance, folder: str, version: Version) -> str:
    alias = "v_" + "".join(c if c.isalnum() else "_" for c in version.id)
    if alias not in home.attached:
        file = str(Path(folder) / version.file).replace("'", "''")
        # Reading the empty result ends the statement: before, others may not see it.
        own.execute(f"attach '{file}' as \"{alias}\" (read_only)").fetchall()
        home.attached.add(alias)
    return alias


def _stand_in(own: duckdb.DuckDBPyConnection, alias: str, like: str) -> str:
    """Make what a version lacks beside another one; the schema that holds it, "" for none."""
    there, wanted = _shape(own, alias), _shape(own, like)
    making = []
    schema = f"of_{alias}_as_{like}"
    for table, columns in wanted.items():
        known = there.get(table)
        lacking = {name: kind for name, kind in columns.items() if name not in (known or {})}
        place = f'memory."{schema}"."{table}"'
        if known is None:
            named = ", ".join(f'"{name}" {kind}' for name, kind in lacking.items())
            making.append(f"create table {place} ({named})")
        elif lacking:
            empty = ", ".join(f'null::{kind} as "{name}"' for name, kind in lacking.items())
            making.append(f'create view {place} as select *, {empty} from "{alias}".main."{table}"')
    if not making:
        return ""
    own.execute("begin")
    try:
        own.execute(f'create schema if not exists memory."{schema}"')
        for one in making:
            own.execute(one).fetchall()
        own.execute("commit")
    except BaseException:
        own.execute("rollback")
        raise
    return schema


def _shape(own: duckdb.DuckDBPyConnection, alias: str) -> Shape:
    shape: Shape = {}
    for table, column, kind in own.execute(_COLUMNS, {"alias": alias}).fetchall():
        shape.setdefault(table, {})[column] = kind
    return shape
