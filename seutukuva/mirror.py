"""The log's rows inside DuckDB, so that every question is asked in the same SQL.

Each instance has one table, ``memory.rec_log``. New rows are brought in when a question needs
them: one insert of the new rows only. Rows never change, so a reader who asks as of an earlier
row is not disturbed. But where the log says that contents of rows were deleted for good, they are
deleted here, too.

Whatever became of a row in the log, a query meets a JSON table or null as its body: one damaged
body must not keep every other record from being shown. ``records.verify`` tells of it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from seutukuva import forgetting, records
from seutukuva.records import EMPTY, Entry, Head
from seutukuva.records.entries import ERASURE, PURGE

if TYPE_CHECKING:
    import pyarrow as pa

COLUMNS = {
    "seq": "bigint",
    "id": "varchar",
    "kind": "varchar",
    "programme": "varchar",
    "body": "varchar",
    "chain_hash": "varchar",
    "recorded_at": "varchar",
    "recorded_by": "varchar",
    "source": "varchar",
}
TABLE = (
    "create table memory.rec_log ("
    + ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    + ")"
)
# Each branch is only worked out for the rows that come to it.
_BODY = (
    "case when not json_valid(body) then null when json_type(body) = 'OBJECT' then body end as body"
)
_TAKE = (
    "insert into memory.rec_log select "
    + ", ".join(_BODY if name == "body" else name for name in COLUMNS)
    + " from fresh_rows"
)


_EMPTY = "update memory.rec_log set body = null where list_contains($rows::bigint[], seq)"
_lock = threading.Lock()


def bring(cursor: Any, wanted: Head) -> None:
    """Make sure that the rows up to ``wanted`` are there.

    The chain tells whether they are those of the log: a row's hash holds all rows before it, so
    another log, or one restored from a backup, is noticed and read anew.

    Args:
        cursor: an open DuckDB cursor of the instance.

    Raises:
        RecordsError: the log cannot be read.
    """
    with _lock:
        if wanted == EMPTY or _link(cursor, "where seq = $seq", {"seq": wanted.seq}) == wanted:
            return
        newest = _link(cursor, "order by seq desc limit 1")
        # From the last known row on, to see that the log goes on where the mirror ends.
        fresh = records.since(newest.seq - 1) if newest else records.since(0)
        if newest is None:
            _take(cursor, fresh, replaced=False)
        elif fresh and fresh[0].chain_hash == newest.chain_hash:
            _take(cursor, fresh[1:], replaced=False)
        else:
            _take(cursor, records.since(0), replaced=True)


def _link(cursor: Any, which: str, values: dict[str, int] | None = None) -> Head | None:
    row = cursor.execute(f"select seq, chain_hash from memory.rec_log {which}", values).fetchone()
    return Head(*row) if row else None


def _take(cursor: Any, fresh: list[Entry], *, replaced: bool) -> None:
    cursor.execute("begin")
    try:
        if replaced:
            cursor.execute("delete from memory.rec_log")
        if fresh:
            cursor.register("fresh_rows", _arrow(fresh))
            cursor.execute(_TAKE)
            cursor.unregister("fresh_rows")
        deleted = emptied(fresh)
        if deleted:
            cursor.execute(_EMPTY, {"rows": deleted})
        cursor.execute("commit")
    except BaseException:
        cursor.execute("rollback")
        raise
    if deleted or any(one.kind == PURGE for one in fresh):
        # Answers of earlier rows, which editions ask for, were made while the texts stood.
        forgetting.everything_told()


def emptied(fresh: list[Entry]) -> list[int]:
    """The rows whose contents have been deleted, as these rows say."""
    said = [one.body.get("rows") for one in fresh if one.kind == ERASURE]
    return [row for rows in said if isinstance(rows, list) for row in rows if isinstance(row, int)]


def _arrow(rows: list[Entry]) -> pa.Table:
    import pyarrow as pa

    columns = {
        name: [_sound(getattr(row, "body_text" if name == "body" else name), kind) for row in rows]
        for name, kind in COLUMNS.items()
    }
    schema = pa.schema(
        [(name, pa.int64() if kind == "bigint" else pa.string()) for name, kind in COLUMNS.items()]
    )
    return pa.table(columns, schema=schema)


def _sound(value: Any, kind: str) -> Any:
    # SQLite holds anything in any column; what is not of its kind is as if it were not there.
    if kind == "bigint":
        return value if isinstance(value, int) else None
    if not isinstance(value, str):
        return None
    return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
