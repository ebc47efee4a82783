"""Tables that are made once for a state of the data, because making them takes longer than asking.

Each stands in a schema of its own in the instance's memory. The newest ones are kept; an
older one is made again when somebody still asks for it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

# Each is as large as all lists of projects together, some tens of megabytes.
MOST_KEPT = 6


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A table, by everything that it is made of.

    Attributes:
        id: letters and digits that stand for all that it is made of; another state, another id.
        query: that makes the rows, ``projects/register``.
        table: what the rows are called in questions.
        params: of that query.
        given: tables that it reads besides those of the data.
        batches: accepted lists that it reads.
        base: another made table that it reads: what many days have in common is made once.
    """

    id: str
    query: str = field(compare=False)
    table: str = field(compare=False)
    params: Mapping[str, Any] = field(compare=False)
    given: Mapping[str, pa.Table] = field(compare=False)
    batches: tuple[str, ...] = field(default=(), compare=False)
    base: MadeTable | None = field(default=None, compare=False)


class MadeTables:
    """The made tables of one instance."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: OrderedDict[str, str] = OrderedDict()

    def schema(self, cursor: Any, wanted: MadeTable, sql: str, base_sql: str = "") -> str:
        """The schema that holds a made table, made if it is not there.

        Args:
            cursor: an open DuckDB cursor of the instance; its search path is at the version.
            sql: of the table's query; ``base_sql``: of that of its base, where it has one.
        """
        with self._lock:
            if wanted.base and wanted.id not in self._made:
                self._kept(cursor, wanted.base, base_sql)
            return self._kept(cursor, wanted, sql)

    def _kept(self, cursor: Any, wanted: MadeTable, sql: str) -> str:
        if wanted.id not in self._made:
            self._make(cursor, wanted, sql)
        self._made.move_to_end(wanted.id)
        return self._made[wanted.id]

    def _make(self, cursor: Any, wanted: MadeTable, sql: str) -> None:
        schema = f"made_{wanted.id}"
        cursor.execute("begin")
        try:
            for name, table in wanted.given.items():
                cursor.register(name, table)
            if base := wanted.base:
                whole = f'from memory."{self._made[base.id]}"."{base.table}"'
                cursor.execute(f'create or replace temp view "{base.table}" as {whole}')
            cursor.execute(f'create schema memory."{schema}"')
            made = f'create table memory."{schema}"."{wanted.table}" as '
            cursor.execute(made + sql, dict(wanted.params)).fetchall()
            for oldest in list(self._made)[: max(0, len(self._made) + 1 - MOST_KEPT)]:
                # Who is reading it reads on: a transaction sees what was there when it began.
                cursor.execute(f'drop schema memory."{self._made[oldest]}" cascade')
                del self._made[oldest]
            if base:
                cursor.execute(f'drop view temp."{base.table}"')
            cursor.execute("commit")
        except BaseException:
            cursor.execute("rollback")
            raise
        finally:
            for name in wanted.given:
                cursor.unregister(name)
        self._made[wanted.id] = schema
