"""The pages' only door to data: every read is a named query of a published version.

One DuckDB instance a process, one cursor a call. A published version is a file that never
changes, attached read-only; the cursor's search path picks it, and a cache key holds it, so
that nothing ever has to be invalidated.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from seutukuva import access, listed, mirror, records, settings
from seutukuva.editions import Edition, Editions
from seutukuva.errors import MissingBatch, MissingData, MissingList, QueryError
from seutukuva.published import Version, kept_beside, pointed
from seutukuva.turns import Turns

# Two cores' worth of readers need far less; the default of 80 % of the machine would let one
# process starve the others.
MEMORY_LIMIT = "2GB"
MOST_KEPT = 2000  # answers
# Those of interviews can be as large as the files themselves.
MOST_INTERVIEWS_KEPT = 16
MOST_ROWS_KEPT = 200_000

# More questions at work than there are cores make every one of them late: the others wait their
# turn, which takes each of them a fraction of the time.
_turns = Turns(max(2, os.cpu_count() or 2))
_held: ContextVar[Version | None] = ContextVar("version", default=None)
# The log's newest row of this run; an empty list until a query asks for records.
_held_head: ContextVar[list[records.Head] | None] = ContextVar("head", default=None)


def hold_version() -> None:
    """Stay with the version, and the newest row of the log, of this moment until called again.

    Called at the start of a page's run: a version published meanwhile must not share a page with
    the one before it. The log is looked at by the first query of the run that asks for records.
    """
    _held.set(None)
    _held_head.set([])
    with contextlib.suppress(MissingData):
        _held.set(current_version())


def current_version() -> Version:
    """The version held, else the one that the pointer names.

    Raises:
        MissingData: nothing has been published in this data folder.
    """
    if held := _held.get():
        return held
    return pointed(settings.build_folder() / "current.json")


def current_head() -> records.Head:
    """The newest row of the log: the one held, else the one there is now.

    Raises:
        RecordsError: the log cannot be read.
    """
    held = _held_head.get()
    if held is None:
        return records.head()
    if not held:
        held.append(records.head())
    return held[0]


def run(name: str, **params: Any) -> pd.DataFrame:
    """Ask a query of the current version.

    Args:
        name: path under ``queries/`` without ``.sql``, e.g. ``pages/situation/headline``.
        params: exactly the parameters of the query; lists and tuples become SQL lists.
            Queries of ``records/`` take ``as_of``, a row of the log: None means the newest.
            Queries of ``interviews/`` take ``files`` of accepted batches, at least one; those of
            ``projects/`` take ``batches``, accepted lists.

    Returns:
        The rows; columns as the query's header says.

    Raises:
        QueryError: no such query, or other parameters than it takes.
        MissingData: nothing has been published; never raised for ``records/`` and
            ``interviews/``, but for a batch whose file is missing.
        RecordsError: the log cannot be read; only raised for ``records/``.
        AccessRefused: the answer is confidential, and other computers reach this process.
    """
    if name.startswith(access.RECORDS):
        return _recorded(name, params)
    if name.startswith(access.INTERVIEWS):
        return _told(name, params)
    return _kept(current_version(), name, params)


def of_edition(edition: Edition, name: str, **params: Any) -> pd.DataFrame:
    """As ``run``, of a table that is made once for a state of the data, and kept.

    Raises:
        QueryError, MissingData: as ``run``, also of what the table is made of.
    """
    version, folder = current_version(), str(settings.build_folder())
    base = _sql(edition.base.query) if edition.base else ""
    making, sql = (_sql(edition.query), base), _sql(name)
    found = _of_edition(version, folder, edition, making, (name, sql), _frozen(params))
    return found.copy(deep=False)


def _recorded(name: str, params: dict[str, Any]) -> pd.DataFrame:
    """Rows of the log up to the newest of this run, however many others write meanwhile."""
    head = current_head()
    asked = params.get("as_of")
    params["as_of"] = head.seq if asked is None else min(int(asked), head.seq)
    return _kept(None, name, params, head)


def _told(name: str, params: dict[str, Any]) -> pd.DataFrame:
    """Rows of accepted batches, whatever version of the statistics is shown."""
    if not params.get("files"):
        raise QueryError("no batch is named", where=name, todo="ask of one file at least")
    frozen = _frozen(params)
    found = _interviews(str(settings.build_folder()), name, _sql(name), frozen)
    if len(found) > MOST_ROWS_KEPT:
        # Made again sooner than it fills the memory of a process that others read from, too.
        _interviews.cache_clear()
    return found.copy(deep=False)


def versions() -> list[Version]:
    """The published versions that are kept, newest first, whatever program made them.

    Raises:
        MissingData: nothing has been published in this data folder.
    """
    return kept_beside(settings.build_folder(), current_version())


def run_of(version: Version, name: str, **params: Any) -> pd.DataFrame:
    """As ``run``, of another version than the current one.

    Raises:
        QueryError: that version was made by a program whose tables this query does not know.
    """
    return _kept(version, name, params)


def ask(name: str, **params: Any) -> pd.DataFrame:
    """As ``run``, without remembering the answer: for large ones that nobody asks for twice."""
    sql = _sql(name)
    return _asked(current_version(), str(settings.build_folder()), name, sql, params)


def rows(name: str, **params: Any) -> list[dict[str, Any]]:
    """As ``ask``, as plain rows: for those that are looked up one by one. None is no value."""
    sql = _sql(name)
    version, folder = current_version(), str(settings.build_folder())
    found: list[dict[str, Any]] = _asked(version, folder, name, sql, params, take=_plain_rows)
    return found


def _plain_rows(answer: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    # Making rows of a frame takes several times as long.
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def query_text(name: str) -> str:
    """The SQL of a query.

    Raises:
        QueryError: no such query.
    """
    file = settings.queries_folder() / f"{name}.sql"
    try:
        if not access.is_query(name):
            # Its room decides who may ask, and the name says which room.
            raise FileNotFoundError(name)
        return _text(file, file.stat().st_mtime_ns)
    except OSError:
        raise QueryError("no such query", where=name, todo="look into queries/") from None


def _sql(name: str) -> str:
    """The SQL of a query that may be asked here."""
    sql = query_text(name)
    access.require_query(name, sql)
    return sql


@lru_cache(maxsize=256)
def _text(file: Path, stamp: int) -> str:
    return file.read_text(encoding="utf-8")


def _kept(
    version: Version | None, name: str, params: dict[str, Any], head: records.Head | None = None
) -> pd.DataFrame:
    frozen = _frozen(params)
    kept = _rows(version, str(settings.build_folder()), name, _sql(name), frozen, head)
    # pandas copies what is written to: nobody changes what the others get.
    return kept.copy(deep=False)


def _frozen(params: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (key, tuple(value) if isinstance(value, list) else value)
        for key, value in sorted(params.items())
    )


# The folder, the version, the newest row of the log and the SQL are part of the key: another of
# these is another entry. The entries are bounded, the oldest go. Streamlit's own cache takes
# milliseconds to hash a list of areas and to copy the answer; Python's takes microseconds.
@lru_cache(maxsize=MOST_KEPT)
def _rows(
    version: Version | None,
    folder: str,
    name: str,
    sql: str,
    params: tuple[tuple[str, Any], ...],
    head: records.Head | None,
) -> pd.DataFrame:
    found: pd.DataFrame = _asked(version, folder, name, sql, dict(params), head)
    return found


@lru_cache(maxsize=MOST_KEPT)
def _of_edition(
    version: Version,
    folder: str,
    edition: Edition,
    making: tuple[str, str],
    asked: tuple[str, str],
    params: tuple[tuple[str, Any], ...],
) -> pd.DataFrame:
    name, sql = asked
    with _turns, _cursor(version, folder) as cursor:
        _bring_lists(cursor, edition.batches)
        with _asking(edition.query):
            schema = _instance(folder)[1].schema(cursor, edition, *making)
        cursor.execute(f'use memory."{schema}"')
        with _asking(name):
            return cursor.execute(sql, _values(params) or None).df()


def _bring_lists(cursor: duckdb.DuckDBPyConnection, batches: Sequence[str]) -> None:
    for batch in batches:
        try:
            listed.bring(cursor, [batch])
        except (duckdb.Error, UnicodeError) as error:
            raise MissingList(batch) from error


# The files never change, so their names are enough.
@lru_cache(maxsize=MOST_INTERVIEWS_KEPT)
def _interviews(
    folder: str, name: str, sql: str, params: tuple[tuple[str, Any], ...]
) -> pd.DataFrame:
    try:
        found: pd.DataFrame = _asked(None, folder, name, sql, dict(params))
    except (duckdb.Error, UnicodeError, QueryError) as error:
        # DuckDB has no error of its own for a damaged file: it can look like a wrong question, but
        # for one of wrong parameters.
        if isinstance(error, QueryError) and "parameter" in str(error).lower():
            raise
        raise MissingBatch(
            "the file of an accepted batch of interviews cannot be read",
            where=str(settings.batches_folder()),
            todo="python -m etl verify names it; restore it from a backup",
        ) from error
    return found


# What DuckDB raises when a query does not fit its parameters or the tables of a version.
_WRONG_QUESTION = (
    duckdb.InvalidInputException,
    duckdb.ParserException,
    duckdb.BinderException,
    duckdb.CatalogException,
)


def _asked(
    version: Version | None,
    folder: str,
    name: str,
    sql: str,
    params: dict[str, Any],
    head: records.Head | None = None,
    take: Callable[[duckdb.DuckDBPyConnection], Any] = duckdb.DuckDBPyConnection.df,
) -> Any:
    if head:
        # Before its turn: a log on another machine takes its time, and nobody else's.
        with _cursor(None, folder) as cursor:
            mirror.bring(cursor, head)
    with _turns, _cursor(version, folder) as cursor:
        _bring_lists(cursor, params.get("batches") or ())
        with _asking(name):
            return take(cursor.execute(sql, _values(params.items()) or None))


def _values(params: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {key: list(v) if isinstance(v, tuple) else v for key, v in params}


@contextmanager
def _asking(name: str) -> Iterator[None]:
    try:
        yield
    except _WRONG_QUESTION as e:
        raise QueryError(f"the query could not be asked: {e}", where=name) from e


@contextmanager
def _cursor(version: Version | None, folder: str) -> Iterator[duckdb.DuckDBPyConnection]:
    cursor = _instance(folder)[0].cursor()
    try:
        if version:
            alias = _attached(cursor, folder, version)
            cursor.execute(f'use "{alias}"').fetchall()
        yield cursor
    finally:
        cursor.close()


_instance_lock = threading.Lock()
_instances: dict[str, tuple[duckdb.DuckDBPyConnection, Editions]] = {}


def _instance(folder: str) -> tuple[duckdb.DuckDBPyConnection, Editions]:
    # Two threads that come first together would otherwise each make one, and one of them would
    # look for a version that is attached to the other's.
    with _instance_lock:
        if folder not in _instances:
            _instances[folder] = _new_instance(folder), Editions()
        return _instances[folder]


def _new_instance(folder: str) -> duckdb.DuckDBPyConnection:
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
        # A query can read the published versions, the accepted batches of interviews and nothing
        # else on this machine.
        f"set allowed_directories = [{readable}]",
        "set enable_external_access = false",
        "set lock_configuration = true",
    ):
        connection.execute(setting)
    return connection


_attach_lock = threading.Lock()
_attached_versions: set[tuple[str, str]] = set()


def _attached(cursor: duckdb.DuckDBPyConnection, folder: str, version: Version) -> str:
    alias = "v_" + "".join(c if c.isalnum() else "_" for c in version.id)
    if (folder, alias) not in _attached_versions:
        file = str(Path(folder) / version.file).replace("'", "''")
        with _attach_lock:
            if (folder, alias) not in _attached_versions:
                # Reading the empty result ends the statement: before, others may not see it.
                cursor.execute(f"attach '{file}' as \"{alias}\" (read_only)").fetchall()
                _attached_versions.add((folder, alias))
    return alias


def geojson_file(layer: str) -> Path | None:
    """The file of a published border layer, or none when no borders were fetched."""
    rows = run("shared/geo_layers")
    chosen = rows[rows["layer_id"] == layer]
    if chosen.empty:
        return None
    file = settings.build_folder() / str(chosen.iloc[-1]["file"])
    return file if file.exists() else None
