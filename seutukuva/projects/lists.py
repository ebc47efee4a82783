"""Accepted lists of projects: which count, what became of each, and where their files are.

Everything can be asked as of a row of the log, and then is what it was.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from seutukuva import settings, store
from seutukuva.errors import QueryError
from seutukuva.records.batch_files import file_of
from seutukuva.records.project_batches import PARTS

ACCEPTED, WITHDRAWN, BROUGHT_BACK = "accepted", "withdrawn", "brought_back"
Totals = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class ListBatch:
    """One accepted list.

    Attributes:
        id: of its record; ``batch`` is the hash of its content.
        format: which list it is, an id of ``data/definitions/project_lists``.
        list_date: the day that it is of; None where the row of the log does not say.
        projects: stored; ``refused`` rows were not.
        totals: fund to what is summed, ``projects`` or ``<measure>_<side>``.
        seq: its newest row of the log; ``first_seq`` that by which it was accepted first.
        accepted_at: when it was accepted first, UTC; ``recorded_at``: its newest row.
        state: ``accepted``, ``withdrawn`` or ``brought_back``; ``reason`` of a withdrawal.
    """

    id: str
    seq: int
    first_seq: int
    batch: str
    format: str
    list_date: dt.date | None
    file_name: str
    file_sha256: str
    projects: int
    refused: int
    totals: Totals
    state: str
    reason: str
    accepted_at: dt.datetime
    accepted_by: str
    recorded_at: dt.datetime
    recorded_by: str

    @property
    def is_withdrawn(self) -> bool:
        """Whether it no longer counts."""
        return self.state == WITHDRAWN


@dataclass(frozen=True, slots=True)
class ListEvent:
    """Something that became of a list; ``event`` is a ``ListBatch.state``."""

    seq: int
    event: str
    reason: str
    recorded_at: dt.datetime
    recorded_by: str
    source: str


def every(as_of: int | None = None) -> list[ListBatch]:
    """Every list as of a row of the log, withdrawn ones too; the latest accepted first.

    Raises:
        RecordsError: the log cannot be read.
    """
    rows = store.run("records/project_batch", programme=settings.programme_id(), as_of=as_of)
    return [
        ListBatch(
            **{
                **row,
                "list_date": _day(row["list_date"]),
                "totals": _totals(row["totals"]),
            }
        )
        for row in _plain(rows)
    ]


def standing(as_of: int | None = None) -> list[ListBatch]:
    """The lists that count as of a row of the log; the latest accepted first."""
    return [one for one in every(as_of) if not one.is_withdrawn]


def history(id: str, as_of: int | None = None) -> list[ListEvent]:
    """What became of a list, in order; nothing for an unknown one."""
    rows = store.run(
        "records/project_batch_history",
        programme=settings.programme_id(),
        id=id,
        as_of=as_of,
    )
    return [ListEvent(**row) for row in _plain(rows)]


def files(batches: Sequence[ListBatch], part: str) -> list[str]:
    """The files of a part of some lists: ``projects``, ``figures`` or ``raw``."""
    if part not in PARTS:
        raise QueryError(f"a list has no part {part!r}", todo="one of " + ", ".join(PARTS))
    return [str(file_of(one.batch, part)) for one in batches]


def _plain(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            str(name): value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
            for name, value in row.items()
        }
        for row in rows.to_dict("records")
    ]


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _totals(text: Any) -> Totals:
    """Sums of a row of the log, as far as they are sums: it may have been changed there."""
    try:
        found = json.loads(text) if isinstance(text, str) else {}
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        fund: {name: float(value) for name, value in sums.items() if isinstance(value, int | float)}
        for fund, sums in found.items()
        if isinstance(sums, dict)
    }
