"""The log's rows inside DuckDB, so that every question is asked in the same SQL.

Each instance has one table, ``memory.rec_log``. New rows are brought in when a question needs
them: one insert of the new rows only. Rows never change, so a reader who asks as of an earlier
row is not disturbed.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from seutukuva import records
from seutukuva.records import EMPTY, Entry, Head

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
            names = ", ".join(COLUMNS)
            cursor.execute(f"insert into memory.rec_log select {names} from fresh_rows")
            cursor.unregister("fresh_rows")
        cursor.execute("commit")
    except BaseException:
        cursor.execute("rollback")
        raise


def _arrow(rows: list[Entry]) -> pa.Table:
    import pyarrow as pa

    columns = {
        name: [getattr(row, "body_text" if name == "body" else name) for row in rows]
        for name in COLUMNS
    }
    schema = pa.schema(
        [(name, pa.int64() if kind == "bigint" else pa.string()) for name, kind in COLUMNS.items()]
    )
    return pa.table(columns, schema=schema)
