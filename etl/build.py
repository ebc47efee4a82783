"""Definitions, answers and starter files become one new DuckDB file: the candidate.

The same inputs always make the same facts, and nothing that is published is touched.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from etl import inputs, moments, projecting, revisions
from etl.stage import Staging, views
from seutukuva import __version__, settings
from seutukuva.definitions.model import Definitions
from seutukuva.errors import MissingData, SeutukuvaError

CANDIDATE = "candidate.duckdb"
# DuckDB 1.5 opens the file too, at no cost: the facts use nothing newer.
STORAGE_VERSION = "v1.5.0"
FACTS = {
    "fct_observation": (
        "indicator_id, area_id, period, period_start, value, status, origin, snapshot_id"
    ),
    "fct_observation_by_area": (
        "indicator_id, area_id, period, period_start, value, status, origin, snapshot_id"
    ),
    "fct_vintage": "indicator_id, area_id, period, vintage, value, status, snapshot_id",
    "fct_breakdown": (
        "breakdown_id, area_id, period, age, sex, value, status, origin, snapshot_id"
    ),
    "fct_industry": ("structure_id, area_id, period, industry, value, status, origin, snapshot_id"),
    "dim_project": (
        "programme_id, project_key, code, name, fund, hierarchy, authority, state, starts_on,"
        " ends_on, implementer, implementer_key, organisation, municipality, business_id,"
        " municipalities, summary, is_example, source_id"
    ),
    "fct_project_figure": ("project_key, measure, side, part, value, as_of, stage, source_id"),
    "fct_projection": (
        "indicator_id, area_id, period, horizon, value, low80, high80, low95, high95, naive"
    ),
    "dim_projection": (
        "indicator_id, area_id, origin_period, first_period, figures, method, reason, shown,"
        " origins, mase, mase_naive, pool"
    ),
    "fct_projection_skill": (
        "indicator_id, pool, horizon, mase, mase_naive, coverage80, coverage95, errors"
    ),
}

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A built file that is not published yet.

    Attributes:
        mode: "starter" or "fetched".
        content_hash: of the facts alone; equal inputs give an equal one.
        unreadable: snapshots that could not be read, with the reason.
    """

    file: Path
    version: str
    built_at: datetime
    mode: str
    content_hash: str
    definitions_hash: str
    code_revision: str
    observations: int
    indicators: int
    areas: int
    unreadable: tuple[tuple[str, str], ...] = ()


def candidate_file() -> Path:
    """Where a built and not yet published file stands."""
    return settings.build_folder() / CANDIDATE


def build(defs: Definitions, staging: Staging, *, progress: Progress | None = None) -> Built:
    """Build a candidate from staged figures; it replaces an older candidate in one step.

    Raises:
        MissingData: there is not one figure to build from.
        SeutukuvaError: a build query failed; says which.
    """
    folder = settings.build_folder()
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"building-{os.getpid()}.duckdb"
    remove(fresh)
    try:
        with opened(fresh, writable=True) as con:
            inputs.load(con, defs, staging)
            views(con, staging)
            _run_queries(con, progress)
            projecting.project(con, defs, progress)
            built = _describe(con, staging, candidate_file())
            con.execute("checkpoint built")
        sync_file(fresh)
    except BaseException:
        # A disk that is full would stay so.
        remove(fresh)
        raise
    remove(candidate_file())
    fresh.replace(candidate_file())
    return built


def candidate() -> Built | None:
    """The candidate that an earlier run left, None when there is none."""
    return described(candidate_file()) if candidate_file().exists() else None


def described(file: Path) -> Built:
    """What a built or published file says of itself.

    Raises:
        MissingData: it cannot be opened, or is no file of ours.
    """
    try:
        with opened(file) as con:
            row = con.execute(
                "select version, built_at, mode, content_hash, definitions_hash, code_revision,"
                " (select count(value) from fct_observation),"
                " (select count(*) from dim_indicator where observation_count > 0),"
                " (select count(distinct area_id) from fct_observation) from build_info"
            ).fetchone()
    except duckdb.Error as error:
        raise MissingData(
            f"the file cannot be opened: {error}",
            where=str(file),
            todo="run: python -m etl run --offline",
        ) from error
    if row is None:
        raise MissingData("the file says nothing of itself", where=str(file))
    return Built(file, *row)


@contextmanager
def opened(file: Path, *, writable: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose names mean the tables of ``file``; closed on leaving.

    No extension is looked for, so nothing ever waits for a network.
    """
    con = duckdb.connect(
        ":memory:",
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False},
    )
    try:
        if writable:
            con.execute(f"set temp_directory = {quoted(settings.build_folder() / 'spill')}")
        how = f"storage_version '{STORAGE_VERSION}'" if writable else "read_only"
        con.execute(f"attach {quoted(file)} as built ({how})")
        con.execute("use built")
        yield con
    finally:
        con.close()


def quoted(file: Path) -> str:
    """A path as an SQL text."""
    return "'" + str(file).replace("'", "''") + "'"


def content_hash(con: duckdb.DuckDBPyConnection) -> str:
    """16 hexadecimal digits of all facts, whatever the order of rows and the version of DuckDB.

    A file that an older program made has fewer tables, and the digits that it had then.
    """
    held = {
        name
        for (name,) in con.execute(
            "select table_name from duckdb_tables() where database_name = current_database()"
        ).fetchall()
    }
    digest = hashlib.sha256()
    for table, columns in FACTS.items():
        if table not in held:
            continue
        texts = ", ".join(f"coalesce({name}::varchar, '')" for name in columns.split(", "))
        row = con.execute(
            f"select count(*), bit_xor(md5_number(concat_ws('|', {texts}))) from {table}"
        ).fetchone()
        digest.update(f"{table} {row}".encode())
    return digest.hexdigest()[:16]


def sync_file(file: Path) -> None:
    """Return only when the file's content is on the disk."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())


def remove(file: Path) -> None:
    """Remove a database and what a killed writer left beside it."""
    file.unlink(missing_ok=True)
    file.with_name(file.name + ".wal").unlink(missing_ok=True)


def _run_queries(con: duckdb.DuckDBPyConnection, progress: Progress | None) -> None:
    files = sorted((settings.queries_folder() / "build").glob("[0-9]*.sql"))
    for number, file in enumerate(files):
        if progress:
            progress("build", number, len(files))
        try:
            con.execute(file.read_text(encoding="utf-8"))
        except duckdb.Error as error:
            raise SeutukuvaError(
                f"a build query failed: {error}",
                where=f"queries/build/{file.name}",
                todo="nothing was published; the last version stays",
            ) from error
    if progress:
        progress("build", len(files), len(files))


def _describe(con: duckdb.DuckDBPyConnection, staging: Staging, file: Path) -> Built:
    counts = con.execute(
        "select (select count(value) from fct_observation),"
        " (select count(*) from dim_indicator where observation_count > 0),"
        " (select count(distinct area_id) from fct_observation)"
    ).fetchone()
    if not counts or not counts[1]:
        raise MissingData(
            "there is not one figure to build from",
            where=str(settings.data_folder()),
            todo="run: python -m etl fetch",
        )
    facts = content_hash(con)
    version, built_at = _new_version(facts)
    built = Built(
        file=file,
        version=version,
        built_at=built_at,
        mode=staging.mode,
        content_hash=facts,
        definitions_hash=revisions.definitions_hash(),
        code_revision=revisions.code_revision(),
        observations=counts[0],
        indicators=counts[1],
        areas=counts[2],
        unreadable=tuple(staging.unreadable),
    )
    con.execute(
        "create table build_info as select $version as version, $built_at::timestamp as built_at,"
        " $mode as mode, $code as code_revision, $definitions as definitions_hash,"
        " $program as program_version, $facts as content_hash",
        {
            "version": built.version,
            "built_at": built.built_at,
            "mode": built.mode,
            "code": built.code_revision,
            "definitions": built.definitions_hash,
            "program": __version__,
            "facts": facts,
        },
    )
    return built


def _new_version(facts: str) -> tuple[str, datetime]:
    """Time and content; a name is never used twice, because open readers hold on to a name."""
    built_at = moments.now()
    while True:
        version = f"{built_at:%Y%m%dT%H%M%SZ}-{facts[:8]}"
        if not (settings.build_folder() / f"seutukuva-{version}.duckdb").exists():
            return version, built_at
        built_at += timedelta(seconds=1)
