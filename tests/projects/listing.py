"""Accepted lists of projects as tests need them: some projects, some figures, one day."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from seutukuva import records, settings
from seutukuva.records import project_batches
from seutukuva.records.batch_files import file_of
from tests.records.tiny_list import FIGURES, PROJECTS

Told = tuple[str, str, str, float]  # code, measure, side, value
DAY = "2016-01-04"


def accept(
    projects: Iterable[Mapping[str, Any]],
    figures: Iterable[Told] = (),
    *,
    day: str = DAY,
    as_of: str = "",
) -> records.Entry:
    """Store a list; ``as_of`` is the day of its figures, else that of the list.

    A project needs a code; what is not told of it is empty.
    """
    rows = [{"hierarchy": [], "municipalities": [], "flags": [], **one} for one in projects]
    told = [
        {
            **{"code": code, "measure": measure, "side": side, "part": "all", "value": value},
            "as_of": dt.date.fromisoformat(as_of or day),
            "stage": "current_plan" if side == "planned" else "verified",
        }
        for code, measure, side, value in figures
    ]
    batch = hashlib.sha256(repr((rows, told, day)).encode()).hexdigest()[:32]
    settings.batches_folder().mkdir(parents=True, exist_ok=True)
    files = {}
    for part, columns, ones in (("projects", PROJECTS, rows), ("figures", FIGURES, told)):
        table = pa.Table.from_pylist(ones, schema=pa.schema(list(columns.items())))
        parquet.write_table(table, file_of(batch, part))
        files[part] = hashlib.sha256(file_of(batch, part).read_bytes()).hexdigest()
    body = {
        **{"format": "eura2007", "list_date": day, "file_name": "list.csv", "batch": batch},
        **{"file_sha256": "a" * 64, "files": files, "projects": len(rows)},
    }
    return records.append(
        *("project_batch", body), id=project_batches.record_id(batch), by="local", source="test"
    )
