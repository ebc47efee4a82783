"""What is known of where an indicator of an area is heading, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from seutukuva import definitions, formats, store
from seutukuva.definitions import Indicator
from seutukuva.errors import MissingProjections
from seutukuva.projections import official, own, record
from seutukuva.projections.official import Vintage
from seutukuva.projections.own import Own
from seutukuva.projections.record import Record

# What happened is shown for as long as tells where it is heading; the rest is one click away.
_YEARS_BACK = {"year": 30, "month": 10}
_USUAL_YEARS = 30


@dataclass(frozen=True)
class View:
    """An indicator of an area and everything that projects it.

    Attributes:
        rows: what happened of late: area_id, period, value, status.
        own: our own projection, or why there is none; None without a single figure.
        is_older: the version was made before projections were calculated.
        vintages: the official ones, the first made first.
        records: what they said of years that have come.
    """

    indicator: Indicator
    area_id: str
    rows: pd.DataFrame
    own: Own | None
    vintages: tuple[Vintage, ...]
    records: tuple[Record, ...]
    is_older: bool = False

    @property
    def newest(self) -> Mapping[str, Any] | None:
        """The newest figure there is, as period, value and status."""
        known = self.rows.dropna(subset=["value"])
        if known.empty:
            return None
        newest: Mapping[str, Any] = known.iloc[-1].to_dict()
        return newest

    @property
    def is_projected(self) -> bool:
        """Whether there is a projection of our own."""
        return self.own is not None and bool(self.own.points)


def subject(indicator: Indicator) -> Indicator:
    """What is looked at: of an official projection the indicator that it projects."""
    if indicator.official is None:
        return indicator
    return definitions.load().indicators[indicator.official.projects]


def look(indicator: Indicator, area_id: str) -> View:
    """Everything that is known of an indicator's future in an area.

    Args:
        indicator: no official projection itself.

    Raises:
        MissingData: nothing has been published.
    """
    rows = store.run(
        "pages/situation/course",
        indicator_id=indicator.id,
        area_ids=[area_id],
        year_from=1,
        year_to=9999,
    )
    is_older = False
    try:
        projected = own.projection(indicator.id, area_id)
    except MissingProjections:
        projected, is_older = None, True
    return View(
        indicator,
        area_id,
        _recent(rows, indicator),
        projected,
        official.vintages(indicator.id, area_id),
        record.records(indicator.id, [area_id]),
        is_older,
    )


def _recent(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Those from so many years before the newest figure on."""
    known = rows.dropna(subset=["value"])
    if known.empty:
        return known
    years = _YEARS_BACK.get(indicator.period_kind, _USUAL_YEARS)
    last = formats.period_start(str(known["period"].iloc[-1])).year
    begun = f"{last - years:04d}"
    return rows[(rows["period"].str[:4] >= begun) & (rows["period"] <= known["period"].iloc[-1])]
