"""The rows of accepted lists of projects inside DuckDB, each list read once.

Each instance has the tables ``memory.prj_row`` and ``memory.prj_figure``. A list's files never
change, so a list that is there is never read again; which lists count, a question says.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from seutukuva.records.batch_files import file_of

# Column, kind, and what it is in the file where that is not the column itself.
_CODE = "lower(regexp_replace(code, '\\s', '', 'g'))"
_ROW = (
    ("batch", "varchar", "$batch"),
    ("project_key", "varchar", _CODE),
    *((name, "varchar", name) for name in ("code", "name", "programme", "fund")),
    ("hierarchy", "varchar[]", "hierarchy"),
    *((name, "varchar", name) for name in ("authority", "state")),
    ("starts_on", "date", '"start"'),
    ("ends_on", "date", '"end"'),
    *((name, "varchar", name) for name in ("implementer", "implementer_key", "organisation")),
    *((name, "varchar", name) for name in ("municipality", "business_id")),
    ("municipalities", "varchar[]", "municipalities"),
    ("flags", "varchar[]", "flags"),
)
_FIGURE = (
    ("batch", "varchar", "$batch"),
    ("project_key", "varchar", _CODE),
    *((name, "varchar", name) for name in ("measure", "side", "part")),
    ("value", "double", "value"),
    ("as_of", "date", "as_of"),
    ("stage", "varchar", "stage"),
)
# Table, columns, and the part of a batch that it is filled from.
_TABLES = (("prj_row", _ROW, "projects"), ("prj_figure", _FIGURE, "figures"))
TABLES = tuple(
    f"create table memory.{table} ({', '.join(f'{name} {kind}' for name, kind, _ in columns)})"
    for table, columns, _part in _TABLES
)

_lock = threading.Lock()


def bring(cursor: Any, batches: Sequence[str]) -> None:
    """Make sure that the rows of some lists are there, all of a list or nothing of it.

    Args:
        cursor: an open DuckDB cursor of the instance.
        batches: hashes of accepted lists.

    Raises:
        duckdb.Error: a file is missing or damaged.
    """
    with _lock:
        for batch in batches:
            known = "select 1 from memory.prj_row where batch = $batch limit 1"
            if not cursor.execute(known, {"batch": batch}).fetchall():
                _take(cursor, batch)


def _take(cursor: Any, batch: str) -> None:
    cursor.execute("begin")
    try:
        for table, columns, part in _TABLES:
            taken = ", ".join(f"({what})::{kind}" for _name, kind, what in columns)
            # No parameter can stand for a file's name here; a hash holds no quote, its folder may.
            file = str(file_of(batch, part)).replace("'", "''")
            sql = f"insert into memory.{table} select {taken} from read_parquet('{file}')"
            cursor.execute(sql, {"batch": batch}).fetchall()
        cursor.execute("commit")
    except BaseException:
        cursor.execute("rollback")
        raise
