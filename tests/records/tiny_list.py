"""A checked list of projects as the check leaves it: what ``project_batches.accept`` takes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from seutukuva import records
from seutukuva.records import project_batches

PROJECTS = {
    **dict.fromkeys(("code", "name", "programme", "fund"), pa.string()),
    "hierarchy": pa.list_(pa.string()),
    **dict.fromkeys(("authority", "state"), pa.string()),
    **dict.fromkeys(("start", "end"), pa.date32()),
    **dict.fromkeys(
        ("implementer", "implementer_key", "organisation", "municipality", "business_id"),
        pa.string(),
    ),
    "municipalities": pa.list_(pa.string()),
    "location": pa.string(),
    "flags": pa.list_(pa.string()),
    "row": pa.int32(),
}
FIGURES = {
    **dict.fromkeys(("code", "measure", "side", "part"), pa.string()),
    "value": pa.float64(),
    "as_of": pa.date32(),
    "stage": pa.string(),
    "row": pa.int32(),
}
RAW = {"row": pa.int32(), "column": pa.int32(), "heading": pa.string(), "text": pa.string()}
RECEIVED = "2016-03-01T09:00:00+00:00"
GRANTED = {"S11010": 218_625.0, "S12345": 50_000.0}


def upload(
    folder: Path,
    granted: Mapping[str, float] = GRANTED,
    *,
    warnings: int = 0,
    name: str = "Hankkeet 2015.csv",
    format: str = "eura2007",
    list_date: str = "2016-01-04",
    fingerprint: str = "f" * 64,
    field: str = "code",
) -> Path:
    """Write an upload; the same arguments give the same list.

    Args:
        granted: code of a project → euros.
        field: what the first column was taken for.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = _written(folder, granted, dt.date.fromisoformat(list_date or RECEIVED[:10]))
    told = {"id": "0" * 32, "room": "projects", "name": name, "sha256": "a" * 64, "bytes": 1}
    told["received_at"] = RECEIVED
    (folder / "upload.json").write_text(
        json.dumps({**told, "format": "", "list_date": ""}), encoding="utf-8"
    )
    summary: dict[str, Any] = {
        "read": len(granted),
        "stored": len(granted),
        "refused": 0,
        "errors": 0,
        "warnings": warnings,
        "notes": 0,
        "by_code": {"planned_zero": warnings} if warnings else {},
        "severity": {"planned_zero": "warning"},
        "totals": {"ESR": {"projects": len(granted), "eu_state_planned": sum(granted.values())}},
        "projects": len(granted),
        "format": format,
        "list_date": list_date,
        "files": files,
        "already": False,
        "decided": project_batches.decided(folder),
    }
    summary["batch"] = project_batches.identity(summary, files)
    columns = [
        {"column": 0, "heading": "Koodi", "field": field, "how": "exact", "sample": ["S11010"]}
    ]
    mapping = {"format": format, "fingerprint": fingerprint, "columns": columns, "notes": []}
    for part, content in (("summary", summary), ("mapping", mapping), ("problems", [])):
        (folder / f"{part}.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def accepted(folder: Path, **more: Any) -> records.Entry:
    """Write an upload and store it, with all its warnings accepted."""
    return project_batches.accept(upload(folder, **more), by="local", accepted_warnings=True)


def _written(folder: Path, granted: Mapping[str, float], day: dt.date) -> dict[str, str]:
    """The parts of the list, each as a file; SHA-256 of each."""
    tables = {
        "projects": (PROJECTS, [_project(row, code) for row, code in enumerate(granted, 2)]),
        "figures": (
            FIGURES,
            [_figure(row, code, granted[code], day) for row, code in enumerate(granted, 2)],
        ),
        "raw": (
            RAW,
            [
                {"row": row, "column": 0, "heading": "Koodi", "text": code}
                for row, code in enumerate(granted, 2)
            ],
        ),
    }
    files = {}
    for part, (columns, rows) in tables.items():
        file = folder / f"{part}.parquet"
        parquet.write_table(pa.Table.from_pylist(rows, schema=pa.schema(columns.items())), file)
        files[part] = hashlib.sha256(file.read_bytes()).hexdigest()
    return files


def _project(row: int, code: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": f"Hanke {code}",
        "programme": "Manner-Suomen ESR-ohjelma",
        "fund": "ESR",
        "hierarchy": ["Manner-Suomen ESR-ohjelma", "Toimintalinja 1"],
        "state": "ended",
        "start": dt.date(2008, 9, 1),
        "end": dt.date(2010, 12, 31),
        "implementer": "Viitasaaren kaupunki",
        "implementer_key": "viitasaaren kaupunki",
        "municipality": "FI-KU931",
        "municipalities": ["FI-KU931"],
        "flags": [],
        "row": row,
    }


def _figure(row: int, code: str, euros: float, day: dt.date) -> dict[str, Any]:
    told = {"measure": "eu_state", "side": "planned", "part": "all", "stage": "current_plan"}
    return {"code": code, **told, "value": euros, "as_of": day, "row": row}


def main(*folders: str) -> None:
    """Accept lists in a process of its own: ``python -m tests.records.tiny_list FOLDER …``.

    Prints "ready" when it begins, and the row of each once it is stored.
    """
    print("ready", flush=True)
    for folder in folders:
        print(project_batches.accept(Path(folder), by="local", source="test").seq, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
