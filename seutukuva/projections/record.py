"""How official projections have hit: each held against what happened, and how far they missed."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seutukuva import formats, store
from seutukuva.projections import official
from seutukuva.projections.official import Vintage


@dataclass(frozen=True, slots=True)
class Record:
    """One projected figure and the one that came.

    Attributes:
        indicator_id: of the projection.
        ahead: periods from the newest that was known to it.
        actual: what happened, as it is known now; ``status`` of that figure.
        error_pct: per cent that was projected above what happened, below as negative; None where
            nothing was left to be per cent of.
    """

    indicator_id: str
    made: str
    base: str
    area_id: str
    period: str
    ahead: int
    projected: float
    actual: float
    status: str
    error_pct: float | None


@dataclass(frozen=True, slots=True)
class Missed:
    """How projections missed, so many periods ahead.

    Attributes:
        ahead: periods from the newest that was known.
        mean_error: mean of the errors in per cent; above 0 where too much was projected.
        mean_absolute_error: mean of their sizes.
        areas: of how many areas; ``records``: of how many projected figures.
    """

    ahead: int
    mean_error: float
    mean_absolute_error: float
    areas: int
    records: int


def records(indicator_id: str, area_ids: Sequence[str]) -> tuple[Record, ...]:
    """Every official projection of an indicator against what happened, vintage by vintage.

    Args:
        indicator_id: what was projected, e.g. "population".

    Raises:
        MissingData: nothing has been published.
    """
    rows = store.run(
        "pages/situation/projection_actual", indicator_id=indicator_id, area_ids=list(area_ids)
    )
    happened = {
        (row["area_id"], str(row["period"])): (float(row["value"]), str(row["status"]))
        for row in rows.to_dict("records")
    }
    return tuple(
        held_against(vintage, point.period, point.value, *happened[vintage.area_id, point.period])
        for vintage in official.of_areas(indicator_id, area_ids)
        for point in vintage.points
        if point.period > vintage.base and (vintage.area_id, point.period) in happened
    )


def held_against(
    vintage: Vintage, period: str, projected: float, actual: float, status: str
) -> Record:
    """A projected figure against the one that came."""
    return Record(
        vintage.indicator_id,
        vintage.made,
        vintage.base,
        vintage.area_id,
        period,
        formats.period_index(period) - formats.period_index(vintage.base),
        projected,
        actual,
        status,
        100 * (projected - actual) / abs(actual) if actual else None,
    )


def summary(found: Iterable[Record]) -> tuple[Missed, ...]:
    """How far projections missed on average, by how many periods ahead they looked.

    Every record weighs the same: give those of areas of one kind, and of one vintage where one
    is meant.
    """
    by_ahead: dict[int, list[tuple[str, float]]] = {}
    for one in found:
        if one.error_pct is not None:
            by_ahead.setdefault(one.ahead, []).append((one.area_id, one.error_pct))
    return tuple(_missed(ahead, errors) for ahead, errors in sorted(by_ahead.items()))


def _missed(ahead: int, errors: Sequence[tuple[str, float]]) -> Missed:
    return Missed(
        ahead,
        statistics.fmean(error for _, error in errors),
        statistics.fmean(abs(error) for _, error in errors),
        len({area for area, _ in errors}),
        len(errors),
    )
