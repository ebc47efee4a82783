"""The pages' only door to data: every read is a named query of a published version.

A published version is a file that never changes; the cursor's search path picks it, and a cache
key holds it, so that nothing ever has to be invalidated.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from seutukuva import access, instances, listed, mirror, records, settings, showing
from seutukuva.errors import MissingBatch, MissingData, MissingList, QueryError
from seutukuva.lending import lent
from seutukuva.made_tables import MadeTable
from seutukuva.published import Version, kept_beside, pointed
from seutukuva.turns import Turns

MOST_KEPT = 600  # answers, of some 60 KB each
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


def hold_edition(version: Version, head: records.Head) -> None:
    """Stay with a version and a row of the log until called again; see ``hold_version``."""
    _held.set(version)
    _held_head.set([head])


@contextmanager
def at(version: Version, head: records.Head) -> Iterator[None]:
    """Inside, every question is asked of that version, and of the log up to that row."""
    before = _held.get(), _held_head.get()
    hold_edition(version, head)
    try:
        yield
    finally:
        _held.set(before[0])
        _held_head.set(before[1])


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


def run_now(name: str, **params: Any) -> pd.DataFrame:
    """As ``run``, of records up to the newest row, whatever state this run shows.

    What is told of editions themselves is asked so: what an edition became is not in it.
    """
    head = records.head()
    params["as_of"] = head.seq
    return _kept(None, name, params, head)


def history(id: str) -> list[records.Entry]:
    """Every version of a record that this run knows, oldest first; empty for an unknown id.

    While an edition is shown, those that were entered later are not told.

    Raises:
        AccessRefused: its kind is confidential, and other computers reach this process.
        RecordsError: the log cannot be read.
    """
    versions = records.history(id)
    if not showing.shown():
        return versions
    newest = current_head().seq
    return [one for one in versions if one.seq <= newest]


def of_made_table(made: MadeTable, name: str, **params: Any) -> pd.DataFrame:
    """As ``run``, of a table that is made once for a state of the data, and kept.

    Raises:
        QueryError, MissingData: as ``run``, also of what the table is made of.
    """
    version, folder = current_version(), str(settings.build_folder())
    base = _sql(made.base.query) if made.base else ""
    making, sql = (_sql(made.query), base), _sql(name)
    found = _of_made_table(version, folder, made, making, (name, sql), _frozen(params))
    return lent(found)


def _recorded(name: str, params: dict[str, Any]) -> pd.DataFrame:
    """Rows of the log up to the newest of this run, however many others write meanwhile."""
    head = _capped(params)
    return _kept(None, name, params, head)


def _capped(params: dict[str, Any]) -> records.Head:
    """The newest row of this run, which ``as_of`` becomes where it asks for none or a later one."""
    head = current_head()
    asked = params.get("as_of")
    params["as_of"] = head.seq if asked is None else min(int(asked), head.seq)
    return head


def _told(name: str, params: dict[str, Any]) -> pd.DataFrame:
    """Rows of accepted batches, whatever version of the statistics is shown."""
    if not params.get("files"):
        raise QueryError("no batch is named", where=name, todo="ask of one file at least")
    frozen = _frozen(params)
    found = _interviews(str(settings.build_folder()), name, _sql(name), frozen)
    if len(found) > MOST_ROWS_KEPT:
        # Made again sooner than it fills the memory of a process that others read from, too.
        _interviews.cache_clear()
    return lent(found)


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
    """As ``run``, without remembering the answer: for large ones that nobody asks for twice.

    Of statistics and records.
    """
    sql, folder = _sql(name), str(settings.build_folder())
    if name.startswith(access.RECORDS):
        head = _capped(params)
        return _asked(None, folder, name, sql, params, head)
    return _asked(current_version(), folder, name, sql, params)


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
    return lent(kept)


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
def _of_made_table(
    version: Version,
    folder: str,
    made: MadeTable,
    making: tuple[str, str],
    asked: tuple[str, str],
    params: tuple[tuple[str, Any], ...],
) -> pd.DataFrame:
    name, sql = asked
    with _turns, instances.cursor(version, folder) as cursor:
        _bring_lists(cursor, made.batches)
        with _asking(made.query):
            schema = instances.instance(folder).tables.schema(cursor, made, *making)
        cursor.execute(f'use memory."{schema}"')
        with _asking(name):
            return cursor.execute(sql, _values(params) or None).df()


def _bring_lists(cursor: duckdb.DuckDBPyConnection, batches: Sequence[str]) -> None:
    for batch in batches:
        try:
            listed.bring(cursor, [batch])
        except (duckdb.Error, UnicodeError) as error:
            raise MissingList(batch) from error


def forget_answers() -> None:
    """Let go of all answers, as those of a version that nobody asks any more would stay long."""
    _rows.cache_clear()
    _of_made_table.cache_clear()


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
        with instances.cursor(None, folder) as cursor:
            mirror.bring(cursor, head)
    with _turns, instances.cursor(version, folder) as cursor:
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


def geojson_file(layer: str) -> Path | None:
    """The file of a published border layer, or none when no borders were fetched."""
    rows = run("shared/geo_layers")
    chosen = rows[rows["layer_id"] == layer]
    if chosen.empty:
        return None
    file = settings.build_folder() / str(chosen.iloc[-1]["file"])
    return file if file.exists() else None
