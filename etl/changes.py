"""What a new version changes against the published one, for people who have to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import duckdb

from seutukuva import settings
from seutukuva.errors import SeutukuvaError

KINDS = (
    "new_indicator",
    "lost_indicator",
    "new_period",
    "lost_period",
    "new_area",
    "lost_area",
    "revision",
    "jump",
)
COLUMNS = (
    "change_id",
    "kind",
    "indicator_id",
    "area_id",
    "period",
    "before",
    "after",
    "change",
    "note",
)
EMPTY = (
    "create or replace table fct_change (change_id integer, kind varchar, indicator_id varchar,"
    " area_id varchar, period varchar, before double, after double, change double, note varchar)"
)


@dataclass(frozen=True, slots=True)
class Change:
    """One row of ``fct_change``; kinds and meaning as in ``queries/build/changes.sql``."""

    change_id: int
    kind: str
    indicator_id: str | None
    area_id: str | None
    period: str | None
    before: float | None
    after: float | None
    change: float | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """The change of one version.

    Attributes:
        previous: the version compared with, "" for the first version.
        same: whether the facts are those of the version before; then its changes are kept, so
            that "what is new" outlives a run that brought nothing.
        figures_before, figures_now: numbers of observations.
    """

    version: str
    previous: str
    same: bool
    figures_before: int
    figures_now: int
    changes: tuple[Change, ...]

    def of(self, *kinds: str) -> list[Change]:
        """The changes of some kinds, the weightiest first."""
        return [one for one in self.changes if one.kind in kinds]

    def counts(self) -> dict[str, int]:
        """Number of changes by kind, every kind named."""
        found = Counter(one.kind for one in self.changes)
        return {kind: found[kind] for kind in KINDS}

    def as_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {**asdict(self), "counts": self.counts()}


def compare(con: duckdb.DuckDBPyConnection, *, version: str, previous: str) -> ChangeReport:
    """Fill ``fct_change`` of an opened, writable file beside which ``previous`` is attached.

    Args:
        version: the new version's name.
        previous: the published version's name, "" when this is the first.

    Raises:
        SeutukuvaError: the comparison cannot be made.
    """
    same = bool(previous) and _number(
        con,
        "select count(*) from build_info as now, previous.build_info as before"
        " where before.content_hash = now.content_hash",
    )
    query = settings.queries_folder() / "build" / "changes.sql"
    try:
        if not previous:
            con.execute(EMPTY)
        elif same:
            con.execute("create or replace table fct_change as from previous.fct_change")
        else:
            con.execute(query.read_text(encoding="utf-8"))
    except duckdb.Error as error:
        raise SeutukuvaError(
            f"the versions cannot be compared: {error}", where=f"queries/build/{query.name}"
        ) from error
    return ChangeReport(
        version=version,
        previous=previous,
        same=bool(same),
        figures_before=_number(con, "select count(value) from previous.fct_observation"),
        figures_now=_number(con, "select count(value) from fct_observation"),
        changes=() if same else tuple(read(con)),
    )


def read(con: duckdb.DuckDBPyConnection) -> Sequence[Change]:
    """The changes that a built file holds, the weightiest first."""
    rows = con.execute(f"select {', '.join(COLUMNS)} from fct_change order by change_id").fetchall()
    return [Change(*row) for row in rows]


def _number(con: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = con.execute(sql).fetchone()
    return int(row[0]) if row else 0
