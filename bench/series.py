"""Yearly series of all municipalities of the published version, for the benchmarks of forecasts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import duckdb
import numpy as np
from numpy.typing import NDArray

from seutukuva import definitions, forecasting, settings, store
from seutukuva.definitions.bounds import bounds
from seutukuva.definitions.model import Indicator
from seutukuva.projections.pools import MUNICIPALITIES, pool_of

# A series of fewer years says too little about ten years.
FEWEST_YEARS = 17
# An indicator of the whole country has figures of so many municipalities.
FEWEST_MUNICIPALITIES = 250

FIGURES = """
select area_id, year(period_start) as year, value, status = 'break' as breaks
from fct_observation inner join dim_area using (area_id)
where
    indicator_id = $indicator and isfinite(value) and kind = 'municipality' and country = 'FI'
    and valid_to = '' and population is not null
order by area_id, year
"""
POPULATIONS = """
select area_id, population from dim_area
where kind = 'municipality' and country = 'FI' and valid_to = '' and population is not null
"""


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator of all municipalities of today.

    Attributes:
        indicator: its definition.
        areas: ids of the rows of ``frame``.
        frame: as the builds project it; pools count from the smallest class.
    """

    indicator: Indicator
    areas: tuple[str, ...]
    frame: forecasting.Frame

    @property
    def title(self) -> str:
        """Its name for people."""
        return self.indicator.title["en"]

    @property
    def last(self) -> int:
        """The year of the newest column."""
        return self.frame.first + self.frame.values.shape[1] - 1

    def until(self, year: int) -> forecasting.Frame:
        """What was known at the end of a year."""
        columns = year - self.frame.first + 1
        return replace(
            self.frame,
            values=self.frame.values[:, :columns],
            breaks=self.frame.breaks[:, :columns],
        )

    def after(self, year: int, horizons: int) -> NDArray[np.float64]:
        """(series, horizons) what came after that year; NaN where nothing did."""
        begin = year - self.frame.first + 1
        came = self.frame.values[:, begin : begin + horizons]
        out = np.full((len(self.areas), horizons), np.nan)
        out[:, : came.shape[1]] = came
        return out


def published() -> list[Series]:
    """The long yearly indicators of the published version.

    Raises:
        MissingData: nothing has been published.
    """
    store.hold_version()
    file = settings.build_folder() / store.current_version().file
    with duckdb.connect(str(file), read_only=True) as con:
        sizes = dict(con.execute(POPULATIONS).fetchall())
        chosen = [
            one
            for _, one in sorted(definitions.load().indicators.items())
            if one.period_kind == "year" and one.phrase.verb != "projection"
        ]
        found = [_series(con, one, sizes) for one in chosen]
    return [one for one in found if one is not None]


def _series(
    con: duckdb.DuckDBPyConnection, one: Indicator, sizes: dict[str, float]
) -> Series | None:
    rows = con.execute(FIGURES, {"indicator": one.id}).fetchnumpy()
    if not len(rows["year"]):
        return None
    areas, place = np.unique(np.asarray(rows["area_id"], dtype=str), return_inverse=True)
    first = int(rows["year"].min())
    columns = rows["year"] - first
    shape = len(areas), int(columns.max()) + 1
    values, breaks = np.full(shape, np.nan), np.zeros(shape, dtype=bool)
    values[place, columns], breaks[place, columns] = rows["value"], rows["breaks"]
    long = np.isfinite(values).sum(axis=1) >= FEWEST_YEARS
    if long.sum() < FEWEST_MUNICIPALITIES:
        return None
    lowest, highest = bounds(one)
    chosen = areas[long].tolist()
    pools = [MUNICIPALITIES.index(pool_of("municipality", sizes[area])) for area in chosen]
    frame = forecasting.Frame(
        values[long], first, 1, lowest, highest, breaks[long], np.array(pools)
    )
    return Series(one, tuple(chosen), frame)
