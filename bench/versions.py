"""Published versions to measure: one of the starter data, and large ones of made-up figures.

A large version is the starter version's file with other facts: tables, columns, sort orders and
names are those that the program itself builds, only the figures and their number are not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

import etl
from etl import build
from seutukuva import definitions, settings
from seutukuva.store import Version

FIRST_YEAR, LAST_YEAR = 1984, 2024
CHANGES, VINTAGES = 5_000, 50_000
SHARE_WITHOUT_FIGURE = 0.03
AREAS = 300


@dataclass(frozen=True, slots=True)
class Made:
    """A made-up version: its data folder, its version and how many observations it holds."""

    folder: Path
    version: Version
    rows: int

    @property
    def file(self) -> Path:
        """The DuckDB file."""
        return self.folder / "build" / self.version.file


@contextmanager
def looking_at(data_folder: Path) -> Iterator[None]:
    """The program's data folder is this one meanwhile."""
    before = os.environ.get("SEUTUKUVA_DATA")
    os.environ["SEUTUKUVA_DATA"] = str(data_folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["SEUTUKUVA_DATA"]
        else:
            os.environ["SEUTUKUVA_DATA"] = before


def starter(data_folder: Path) -> Path:
    """Publishes the starter data into a data folder; gives the version's file."""
    with looking_at(data_folder):
        version = etl.ensure_published()
        return settings.build_folder() / f"seutukuva-{version}.duckdb"


def large(data_folder: Path, base: Path, rows: int, name: str) -> Made:
    """A version with about ``rows`` observations, published in a data folder of its own."""
    folder = data_folder / "build"
    folder.mkdir(parents=True, exist_ok=True)
    version = Version(name, f"seutukuva-{name}.duckdb", "2026-01-01T00:00:00Z")
    with looking_at(data_folder):
        count = write(folder / version.file, base, rows, name)
    pointer = {
        "version": name,
        "file": version.file,
        "published_at": version.published_at,
        "previous": "",
    }
    (folder / "current.json").write_text(json.dumps(pointer), encoding="utf-8")
    return Made(data_folder, version, count)


def write(file: Path, base: Path, rows: int, name: str, *, salt: int = 0) -> int:
    """Writes a made-up version; another ``salt`` gives other figures. Gives the observations."""
    build.remove(file)
    with build.opened(file, writable=True) as con:
        con.execute(f"attach {build.quoted(base)} as base (read_only)")
        _areas_and_periods(con)
        _series(con, rows)
        _facts(con, salt)
        _indicators(con)
        _changes(con)
        _others(con)
        _describe(con, name)
        count = con.execute("select count(*) from fct_observation").fetchone()
        con.execute("detach base")
        con.execute("checkpoint built")
    return int(count[0]) if count else 0


def _areas_and_periods(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        f"""
        create temp table area as
        select area_id, row_number() over (order by area_id) as number
        from base.dim_area
        where country = 'FI' and valid_to = ''
        order by kind <> 'country', list_contains($programme, area_id) desc,
            kind <> 'municipality', area_id
        limit {AREAS}
        """,
        {"programme": _programme_areas()},
    )
    con.execute(
        f"""
        create temp table time as
        select 'year' as kind, year::varchar as period, make_date(year, 1, 1) as period_start
        from range({FIRST_YEAR}, {LAST_YEAR + 1}) as years(year)
        union all
        select 'quarter', year || 'Q' || quarter, make_date(year, 3 * quarter - 2, 1)
        from range({LAST_YEAR - 9}, {LAST_YEAR + 1}) as years(year), range(1, 5) as q(quarter)
        union all
        select 'month', printf('%dM%02d', year, month), make_date(year, month, 1)
        from range({LAST_YEAR - 3}, {LAST_YEAR + 1}) as years(year), range(1, 13) as m(month)
        """
    )


def _series(con: duckdb.DuckDBPyConnection, rows: int) -> None:
    """Which indicators there are: the real ones, then copies of them."""
    con.execute(
        """
        create temp table series as
        with numbered as (
            select *, row_number() over (
                order by not list_contains($first, indicator_id), theme_order, indicator_order,
                    indicator_id
            ) as number
            from base.dim_indicator
        )
        select
            numbered.* exclude (number, indicator_id),
            indicator_id || case when copy > 0 then '_' || copy else '' end as indicator_id,
            copy * (select max(number) from numbered) + number as number
        from numbered, range(1000) as copies(copy)
        order by number
        limit $limit
        """,
        {
            "first": ["population", *definitions.load().programme.headline],
            "limit": -(-rows // (AREAS * (LAST_YEAR - FIRST_YEAR + 1))),
        },
    )


def _programme_areas() -> list[str]:
    programme = definitions.load().programme
    return [programme.subregion, programme.region, programme.country, *programme.areas]


def _facts(con: duckdb.DuckDBPyConnection, salt: int) -> None:
    snapshots = "(select list(snapshot_id order by snapshot_id) from base.raw_snapshot)"
    con.execute(
        f"""
        create table fct_observation as
        with drawn as (
            select
                series.indicator_id, area.area_id, time.period, time.period_start,
                hash(series.number, area.number, time.period, {salt}) as dice,
                {snapshots} as snapshots, series.number
            from series, area, time
            where time.kind = series.period_kind
        )
        select
            indicator_id, area_id, period, period_start,
            case when dice % 1000 >= {SHARE_WITHOUT_FIGURE * 1000}
                then (dice // 1000 % 1000000)::double / 10 end as value,
            case when dice % 1000 < {SHARE_WITHOUT_FIGURE * 1000} then 'missing'
                when year(period_start) = {LAST_YEAR} then 'preliminary' else 'final' end as status,
            'published' as origin,
            snapshots[1 + number % len(snapshots)] as snapshot_id
        from drawn
        order by indicator_id, area_id, period
        """
    )
    con.execute(
        "create table fct_observation_by_area as select * from fct_observation"
        " order by area_id, indicator_id, period"
    )


def _indicators(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """
        create table dim_indicator as
        select columns(lambda c: c not in ('number')) from (
            select series.* replace (
                extent.latest_period as latest_period, extent.first_period as first_period,
                extent.area_count as area_count, extent.observation_count as observation_count
            )
            from series
            inner join (
                select
                    indicator_id,
                    arg_max(period, period_start) as latest_period,
                    arg_min(period, period_start) as first_period,
                    count(distinct area_id) as area_count,
                    count(*) as observation_count
                from fct_observation
                where value is not null
                group by indicator_id
            ) as extent using (indicator_id)
        )
        order by theme_order, indicator_order, indicator_id
        """
    )


def _changes(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        f"""
        create table fct_change as
        select
            row_number() over () ::integer as change_id, 'revision' as kind, indicator_id, area_id,
            period, value as before, value + 1 as after, 1.0::double as change, '' as note
        from (from fct_observation using sample reservoir({CHANGES} rows) repeatable (2))
        """
    )
    con.execute(
        f"""
        create table fct_vintage as
        select indicator_id, area_id, period, vintage, value + step as value, status, snapshot_id
        from (from fct_observation using sample reservoir({VINTAGES} rows) repeatable (3)),
            (values (0, timestamp '2025-03-31'), (1, timestamp '2026-03-31')) as v(step, vintage)
        order by indicator_id, area_id, period, vintage
        """
    )


def _others(con: duckdb.DuckDBPyConnection) -> None:
    """All other tables are those of the starter version, whatever the program adds to them."""
    made = {
        row[0]
        for row in con.execute(
            "select table_name from duckdb_tables() where database_name = 'built'"
        ).fetchall()
    }
    every = con.execute(
        "select table_name from duckdb_tables() where database_name = 'base'"
    ).fetchall()
    for (table,) in every:
        if table not in made:
            con.execute(f"create table {table} as from base.{table}")


def _describe(con: duckdb.DuckDBPyConnection, name: str) -> None:
    con.execute("update build_info set version = $name", {"name": name})
    con.execute(
        """
        update build_info set content_hash = (
            select count(*) || '|' || sum(value::decimal(38, 1)) from fct_observation
        )
        """
    )
