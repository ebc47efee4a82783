"""Our own projections of a built file's series: made once a version, pages only read them.

All areas of an indicator are projected together (`seutukuva.forecasting`). What is calculated is
rounded to six digits, so that equal inputs give equal facts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from seutukuva import forecasting, formats
from seutukuva.definitions.bounds import bounds
from seutukuva.definitions.model import Definitions, Indicator
from seutukuva.projections.pools import ABOLISHED, POOLS, pool_of

Progress = Callable[[str, int, int], None]
Numbers = NDArray[Any]

TABLES = """
create table fct_projection (indicator_id varchar, area_id varchar, period varchar,
    horizon smallint, value double, low80 double, high80 double, low95 double, high95 double,
    naive double);
create table dim_projection (indicator_id varchar, area_id varchar, origin_period varchar,
    first_period varchar, figures integer, method varchar, reason varchar, shown integer,
    origins integer, mase double, mase_naive double, pool varchar);
create table fct_projection_skill (indicator_id varchar, pool varchar, horizon smallint,
    mase double, mase_naive double, coverage80 double, coverage95 double, errors integer);
"""
# Ordinals as `formats.period_index` gives them.
FIGURES = """
select
    area_id,
    case when $season = 1 then year(period_start)
        else year(period_start) * 12 + month(period_start) - 1 end as at,
    value,
    status = 'break' as breaks
from fct_observation
where indicator_id = $indicator and isfinite(value)
order by area_id, period_start
"""
NEWEST = """
select max(year(period_start)), max(year(period_start) * 12 + month(period_start) - 1)
    filter (indicator_id in (select unnest($monthly)))
from fct_observation
where indicator_id in (select unnest($indicators)) and isfinite(value)
"""
SEASONS = {"year": 1, "month": 12}
CALCULATED = ("value", "low80", "high80", "low95", "high95", "naive")
DIGITS = 6
# A naive projection is a figure that was published: it stays as exact as that.
DIGITS_NAIVE = 12


@dataclass(frozen=True, slots=True)
class _Place:
    pool: int
    is_abolished: bool


@dataclass(frozen=True, slots=True)
class _Series:
    """The series of one indicator as a frame; rows are areas by id."""

    indicator: Indicator
    areas: tuple[str, ...]
    frame: forecasting.Frame
    is_abolished: Numbers


def project(
    con: duckdb.DuckDBPyConnection, defs: Definitions, progress: Progress | None = None
) -> None:
    """Fill ``fct_projection``, ``dim_projection`` and ``fct_projection_skill`` of a built file.

    One row of ``dim_projection`` for every series with a figure, with the reason where nothing is
    projected. What is a projection already is not projected further.

    Args:
        con: its names mean the tables of the built file.
        progress: told ("project", indicators done, indicators in all).
    """
    con.execute(TABLES)
    chosen = [one for _, one in sorted(defs.indicators.items()) if _is_projected(one)]
    now, places = _now(con, chosen), _places(con)
    made: dict[str, list[pa.Table]] = {}
    for number, one in enumerate(chosen):
        if progress:
            progress("project", number, len(chosen))
        series = _series(con, one, places)
        if series is not None:
            for table, rows in _rows(series, now[one.period_kind]).items():
                made.setdefault(table, []).append(rows)
    for table, parts in made.items():
        con.register("arriving", pa.concat_tables(parts))
        con.execute(f"insert into {table} by name from arriving")
        con.unregister("arriving")
    if progress:
        progress("project", len(chosen), len(chosen))


def _is_projected(one: Indicator) -> bool:
    return one.period_kind in SEASONS and one.phrase.verb != "projection"


def _now(con: duckdb.DuckDBPyConnection, chosen: list[Indicator]) -> dict[str, int]:
    """The newest year and month of any figure: equal inputs give equal facts on any day."""
    ids = [one.id for one in chosen]
    monthly = [one.id for one in chosen if one.period_kind == "month"]
    found = con.execute(NEWEST, {"indicators": ids, "monthly": monthly}).fetchone()
    year, month = found or (None, None)
    return {"year": year or 0, "month": month or 0}


def _places(con: duckdb.DuckDBPyConnection) -> dict[str, _Place]:
    rows = con.execute("select area_id, kind, population, valid_to from dim_area").fetchall()
    return {
        area: _Place(POOLS.index(pool_of(kind, population)), bool(valid_to))
        for area, kind, population, valid_to in rows
    }


def _series(
    con: duckdb.DuckDBPyConnection, one: Indicator, places: dict[str, _Place]
) -> _Series | None:
    season = SEASONS[one.period_kind]
    found = con.execute(FIGURES, {"indicator": one.id, "season": season}).fetchnumpy()
    if not len(found["at"]):
        return None
    areas, rows = np.unique(np.asarray(found["area_id"], dtype=str), return_inverse=True)
    first = int(found["at"].min())
    columns = found["at"] - first
    shape = len(areas), int(columns.max()) + 1
    values, breaks = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    values[rows, columns], breaks[rows, columns] = found["value"], found["breaks"]
    known = [places[area] for area in areas]
    lowest, highest = bounds(one)
    frame = forecasting.Frame(
        values,
        first,
        season,
        # A figure beyond its bound is no reason to draw the others there.
        min(lowest, float(np.nanmin(values))),
        max(highest, float(np.nanmax(values))),
        breaks,
        np.array([place.pool for place in known]),
    )
    abolished = np.array([place.is_abolished for place in known])
    return _Series(one, tuple(areas.tolist()), frame, abolished)


def _rows(series: _Series, now: int) -> dict[str, pa.Table]:
    """What each table gets of an indicator."""
    horizons = forecasting.HORIZONS[series.frame.season]
    projected = forecasting.project(series.frame, horizons, now)
    return {
        "fct_projection": pa.table(_points(series, projected)),
        "dim_projection": pa.table(_states(series, projected)),
        "fct_projection_skill": pa.table(_skill(series.indicator.id, projected)),
    }


def _shown(series: _Series, projected: forecasting.Projected) -> Numbers:
    # A municipality that was merged into another has no future of its own.
    return np.where(series.is_abolished, 0, projected.shown)


def _points(series: _Series, projected: forecasting.Projected) -> dict[str, Any]:
    rows, ahead = np.nonzero(
        np.arange(projected.value.shape[1]) < _shown(series, projected)[:, None]
    )
    kind = series.indicator.period_kind
    periods = [formats.period_at(int(at), kind) for at in projected.origin[rows] + ahead + 1]
    found: dict[str, Any] = {
        "indicator_id": pa.array([series.indicator.id] * len(rows), pa.string()),
        "area_id": pa.array([series.areas[row] for row in rows], pa.string()),
        "period": pa.array(periods, pa.string()),
        "horizon": pa.array(ahead + 1, pa.int16()),
    }
    return found | {
        name: _numbers(
            _rounded(
                getattr(projected, name)[rows, ahead], DIGITS_NAIVE if name == "naive" else DIGITS
            )
        )
        for name in CALCULATED
    }


def _states(series: _Series, projected: forecasting.Projected) -> dict[str, Any]:
    kind, frame = series.indicator.period_kind, series.frame
    shown = _shown(series, projected)
    reason = np.where(series.is_abolished, ABOLISHED, projected.reason)
    return {
        "indicator_id": pa.array([series.indicator.id] * len(shown), pa.string()),
        "area_id": pa.array(series.areas, pa.string()),
        "origin_period": [formats.period_at(int(at), kind) for at in projected.origin],
        "first_period": [
            formats.period_at(frame.first + column, kind)
            for column in _first_columns(frame.values, projected.figures)
        ],
        "figures": pa.array(projected.figures, pa.int32()),
        "method": pa.array(np.where(shown > 0, projected.method, "").tolist(), pa.string()),
        "reason": pa.array(reason.tolist(), pa.string()),
        "shown": pa.array(shown, pa.int32()),
        "origins": pa.array(projected.origins, pa.int32()),
        "mase": _numbers(_rounded(np.where(shown > 0, projected.mase, np.nan))),
        "mase_naive": _numbers(_rounded(np.where(shown > 0, projected.mase_naive, np.nan))),
        "pool": pa.array([POOLS[pool] for pool in frame.pools], pa.string()),
    }


def _first_columns(values: Numbers, figures: Numbers) -> list[int]:
    """The column of the first figure that was used: so many figures back from the newest."""
    newer = np.cumsum(~np.isnan(values[:, ::-1]), axis=1)
    back = np.argmax(newer >= np.maximum(figures, 1)[:, None], axis=1)
    return [int(one) for one in values.shape[1] - 1 - back]


def _skill(indicator_id: str, projected: forecasting.Projected) -> dict[str, Any]:
    skill = projected.skill
    found: dict[str, Any] = {
        "indicator_id": pa.array([indicator_id] * len(skill), pa.string()),
        "pool": pa.array([POOLS[one.pool] for one in skill], pa.string()),
        "horizon": pa.array([one.horizon for one in skill], pa.int16()),
        "errors": pa.array([one.errors for one in skill], pa.int32()),
    }
    names = ("mase", "mase_naive", "coverage80", "coverage95")
    return found | {
        name: _numbers(_rounded(np.array([getattr(one, name) for one in skill], dtype=float)))
        for name in names
    }


def _numbers(values: Numbers) -> pa.Array:
    return pa.array(values, pa.float64(), from_pandas=True)


def _rounded(values: Numbers, digits: int = DIGITS) -> Numbers:
    """To so many significant digits: no machine's last digit of a float changes the facts."""
    known = np.isfinite(values) & (values != 0)
    size = np.floor(np.log10(np.abs(np.where(known, values, 1.0))))
    # Powers of ten are exact where they are whole, so that the result prints as it was rounded.
    up = 10.0 ** np.maximum(digits - 1 - size, 0)
    down = 10.0 ** np.maximum(size - digits + 1, 0)
    return np.where(known, np.round(values * up / down) * down / up, values)
