"""Every answer and starter file as one Parquet file of rows, read once and kept.

An answer never changes, so its rows are read again only when the code that reads it or what the
definitions want of it changes. Starter files are the oldest answers of their sources.
"""

from __future__ import annotations

import csv
import hashlib
import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet as pq

from etl import borders, connectors, snapshots
from etl.connectors.wanted import plan_hash, wanted_of
from etl.moments import utc
from etl.revisions import parser_revision
from seutukuva import settings
from seutukuva.definitions.model import Definitions, Source
from seutukuva.errors import DefinitionError, SeutukuvaError

STARTER_COLUMNS = ("area_id", "indicator_id", "period", "value", "status")
BROKEN_DOWN_COLUMNS = ("area_id", "breakdown_id", "period", "age", "sex", "value", "status")
STARTER_SHAPES = {"figures": STARTER_COLUMNS, "breakdown": BROKEN_DOWN_COLUMNS}
STARTER_SOURCES = "starter_sources.csv"
STARTER_SOURCE_COLUMNS = ("file", "source_id", "vintage", "origin", "trail", "licence")
SERIES_COLUMNS = ("snapshot_id", "series", "area_id", "period", "value", "status")
FIGURE_COLUMNS = ("snapshot_id", "indicator_id", "area_id", "period", "value", "status")
KINDS = {"value": "double", "age": "smallint"}
# What the staged files of each shape hold, and the view over them.
SHAPES = {
    "series": ("stg_series", SERIES_COLUMNS),
    "figures": ("stg_starter", FIGURE_COLUMNS),
    "breakdown": ("stg_starter_breakdown", ("snapshot_id", *BROKEN_DOWN_COLUMNS)),
}

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class StagedPart:
    """One answer of a snapshot, or the starter file itself."""

    url: str
    query: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Staged:
    """The rows of one snapshot.

    Attributes:
        vintage: since when these figures are the published ones (UTC).
        origin: "fetched" or "starter".
        value_origin: "published" or "computed" (sums that came with the program).
        file: Parquet; columns by ``shape``, see ``SHAPES``.
    """

    snapshot_id: str
    source_id: str
    vintage: datetime
    origin: str
    value_origin: str
    url: str
    table: str
    fetched_at: datetime | None
    producer_updated: datetime | None
    licence: str
    trail: str
    path: str
    parts: tuple[StagedPart, ...]
    file: Path
    rows: int
    shape: str = "series"


@dataclass(slots=True)
class Staging:
    """Everything that a build reads: snapshots oldest first, source states, border layers."""

    snapshots: list[Staged] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    states: list[tuple[Any, ...]] = field(default_factory=list)
    layers: list[borders.Layer] = field(default_factory=list)

    @property
    def mode(self) -> str:
        """``fetched`` when any figure was fetched, else ``starter``."""
        return "fetched" if any(one.origin == "fetched" for one in self.snapshots) else "starter"


def staging_folder() -> Path:
    """Where the staged Parquet files are kept."""
    return settings.build_folder() / "staging"


def stage(defs: Definitions, *, progress: Progress | None = None) -> Staging:
    """Read whatever was fetched and came with the program; what was read before is reused.

    An answer that cannot be read is left out and named in ``unreadable``: the others stay usable.

    Raises:
        DefinitionError: a starter file or its list is wrong.
    """
    staging_folder().mkdir(parents=True, exist_ok=True)
    found = Staging()
    found.snapshots.extend(_starter_files(defs))
    sources = sorted(defs.sources.values(), key=lambda source: source.id)
    for number, source in enumerate(sources):
        if progress:
            progress("stage", number, len(sources))
        if source.connector == "none":
            continue
        _stage_source(source, defs, found)
    if progress:
        progress("stage", len(sources), len(sources))
    found.snapshots.sort(key=_age)
    _forget_others(one.file for one in found.snapshots)
    return found


def views(con: duckdb.DuckDBPyConnection, staging: Staging) -> None:
    """Create a view over the staged files of each shape (``SHAPES``)."""
    for shape, (name, columns) in SHAPES.items():
        files = [str(one.file) for one in staging.snapshots if one.shape == shape]
        if files:
            listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
            rows = f"from read_parquet([{listed}])"
        else:
            empty = ", ".join(f"null::{KINDS.get(c, 'varchar')} as {c}" for c in columns)
            rows = f"from (select {empty}) where false"
        con.execute(f"create or replace temp view {name} as select {', '.join(columns)} {rows}")


def _age(one: Staged) -> tuple[bool, datetime, str]:
    # What came with the program is older than anything fetched, whatever its date says.
    return one.origin == "fetched", one.fetched_at or one.vintage, one.snapshot_id


def _stage_source(source: Source, defs: Definitions, found: Staging) -> None:
    found.states.append(_state(source.id))
    for snapshot in snapshots.all(source.id):
        if snapshot.kind == "geo":
            continue
        try:
            found.snapshots.append(_stage_snapshot(source, snapshot, defs))
        except SeutukuvaError as error:
            found.unreadable.append((f"{source.id}:{snapshot.snapshot_id}", str(error)))
    layers = borders.layers(source, found.unreadable)
    found.layers.extend(layers)


def _state(source_id: str) -> tuple[Any, ...]:
    state = snapshots.read_state(source_id)
    error = state.last_error or {}
    return (
        source_id,
        utc(state.checked_at),
        error.get("message"),
        utc(error.get("at", "")),
    )


def _stage_snapshot(source: Source, snapshot: snapshots.Snapshot, defs: Definitions) -> Staged:
    snapshot_id = f"{source.id}:{snapshot.snapshot_id}"
    wanted = wanted_of(source, defs)
    key = hashlib.sha256(f"{parser_revision()}{plan_hash(source, wanted)}".encode()).hexdigest()
    file = staging_folder() / f"{source.id}-{snapshot.snapshot_id}-{key[:12]}.parquet"
    rows = _rows_of(file)
    if rows is None:
        table = connectors.parse(source, snapshot, defs)
        rows = _keep(table, snapshot_id, file)
    fetched_at = utc(snapshot.fetched_at)
    updated = utc(snapshot.producer_updated)
    return Staged(
        snapshot_id=snapshot_id,
        source_id=source.id,
        vintage=updated or fetched_at or datetime(1970, 1, 1),
        origin="fetched",
        value_origin="published",
        url=snapshot.url,
        table=source.table,
        fetched_at=fetched_at,
        producer_updated=updated,
        licence=snapshot.licence,
        trail="",
        path=f"raw/{source.id}/{snapshot.snapshot_id}",
        parts=tuple(
            StagedPart(part.url, _query_text(part.query), part.sha256, part.bytes)
            for part in snapshot.parts
        ),
        file=file,
        rows=rows,
    )


def _query_text(query: Any) -> str:
    return query if isinstance(query, str) else orjson.dumps(query).decode()


def _rows_of(file: Path) -> int | None:
    """Number of rows of a staged file; None when there is none or a crash cut it short."""
    try:
        return pq.ParquetFile(file).metadata.num_rows
    except (OSError, pa.ArrowInvalid):
        return None


def _keep(table: pa.Table, snapshot_id: str, file: Path) -> int:
    """Write rows under their snapshot's id; the file is whole or not there."""
    names = pa.DictionaryArray.from_arrays(_zeros(table.num_rows), pa.array([snapshot_id]))
    fresh = file.with_suffix(f".{os.getpid()}.tmp")
    pq.write_table(table.add_column(0, "snapshot_id", names), fresh, compression="zstd")
    fresh.replace(file)
    return int(table.num_rows)


def _zeros(n: int) -> pa.Array:
    return pa.Array.from_buffers(pa.int32(), n, [None, pa.py_buffer(bytes(4 * n))])


def _forget_others(files: Iterable[Path]) -> None:
    """Remove staged files that nothing needs any more."""
    needed = {file.name for file in files}
    for file in staging_folder().iterdir():
        if file.name not in needed:
            file.unlink(missing_ok=True)


def _starter_files(defs: Definitions) -> list[Staged]:
    folder = settings.starter_folder()
    listing = folder / STARTER_SOURCES
    if not listing.exists():
        return []
    with listing.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) != STARTER_SOURCE_COLUMNS:
            raise DefinitionError(
                listing, "line 1", "columns must be " + ",".join(STARTER_SOURCE_COLUMNS)
            )
        return [_starter_file(folder, listing, row, defs) for row in reader]


def _starter_file(folder: Path, listing: Path, row: dict[str, str], defs: Definitions) -> Staged:
    source = defs.sources.get(row["source_id"])
    if source is None:
        raise DefinitionError(listing, row["file"], f"source {row['source_id']!r} is not defined")
    if row["origin"] not in ("published", "computed"):
        raise DefinitionError(listing, row["file"], "origin is published or computed")
    path = folder / row["file"]
    try:
        vintage = datetime.fromisoformat(row["vintage"])
        body = path.read_bytes()
    except ValueError:
        raise DefinitionError(listing, row["file"], "vintage is no ISO date") from None
    except OSError as error:
        raise DefinitionError(listing, row["file"], f"the file cannot be read: {error}") from error
    shape = _starter_shape(path, body)
    digest = hashlib.sha256(body).hexdigest()
    snapshot_id = f"starter:{path.stem}"
    file = staging_folder() / f"starter-{_file_name(path.stem)}-{digest[:12]}.parquet"
    rows = _rows_of(file)
    if rows is None:
        rows = _keep(_starter_table(path, shape), snapshot_id, file)
    return Staged(
        snapshot_id=snapshot_id,
        source_id=source.id,
        vintage=vintage,
        origin="starter",
        value_origin=row["origin"],
        url=source.page,
        table=source.table,
        fetched_at=None,
        producer_updated=vintage,
        licence=row["licence"] or source.licence,
        trail=row["trail"],
        path=f"starter/{path.name}",
        parts=(StagedPart(path.name, "", digest, len(body)),),
        file=file,
        rows=rows,
        shape=shape,
    )


def _file_name(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.-]", "-", text)


def _starter_shape(path: Path, body: bytes) -> str:
    """What a starter file holds, by its columns."""
    first = body.partition(b"\n")[0].decode("utf-8", "replace").strip()
    for shape, columns in STARTER_SHAPES.items():
        if first == ",".join(columns):
            return shape
    allowed = " or ".join(",".join(columns) for columns in STARTER_SHAPES.values())
    raise DefinitionError(path, "line 1", f"columns must be {allowed}")


def _starter_table(path: Path, shape: str) -> pa.Table:
    """The figures of a starter file; an empty status means final, or missing without value."""
    columns = STARTER_SHAPES[shape]
    kinds = dict.fromkeys(columns, pa.string()) | {"value": pa.float64(), "age": pa.int16()}
    try:
        table = pyarrow.csv.read_csv(
            path,
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=kinds, null_values=[""], strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise DefinitionError(path, "", f"the file cannot be read: {error}") from error
    given = pa.compute.if_else(pa.compute.is_null(table["value"]), "missing", "final")
    said = pa.compute.equal(table["status"], "")
    status = pa.compute.if_else(said, given, table["status"])
    return table.set_column(columns.index("status"), "status", status)
