"""Rows of a query -> observations that a chart can trust."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from seutukuva import formats


class Frame(Protocol):
    """What is asked of a pandas data frame."""

    def to_dict(self, orient: Any) -> Any:
        """The frame as one mapping a row."""


Rows = Iterable[Mapping[str, Any]] | Frame


class Indicator(Protocol):
    """What a chart needs to know of an indicator; texts are by language."""

    @property
    def title(self) -> Mapping[str, str]:
        """Title without year and source."""

    @property
    def unit(self) -> Mapping[str, str]:
        """Unit, lower case, plural; empty for a bare number."""

    @property
    def decimals(self) -> int:
        """Decimals to print."""

    @property
    def display(self) -> str:
        """ "level", or "signed" for net figures."""

    @property
    def age_base(self) -> str:
        """ "18-64", "15+" or empty."""


@dataclass(frozen=True, slots=True)
class Observation:
    """One value of one area in one period; `value` is None for a valueless status."""

    area_id: str
    area_name: str
    period: str
    value: float | None
    status: str


def observations(rows: Rows) -> list[Observation]:
    """Reads rows with columns area_id, area_name, period, value and, if any, status.

    NaN, NA and infinity become None with status "missing". An unknown status and two rows of the
    same area and period are a ValueError: a chart must not choose between them.
    """
    result = [_observation(row) for row in as_mappings(rows)]
    seen = {(one.area_id, one.period) for one in result}
    if len(seen) != len(result):
        raise ValueError("two rows of the same area and period")
    return result


def as_mappings(rows: Rows) -> Iterable[Mapping[str, Any]]:
    """One mapping a row, from a data frame or from mappings."""
    return rows.to_dict("records") if hasattr(rows, "to_dict") else rows


def _observation(row: Mapping[str, Any]) -> Observation:
    value, status = row["value"], row.get("status")
    status = "final" if formats.is_missing(status) or not status else str(status)
    if status not in formats.VALUED and status not in formats.VALUELESS:
        raise ValueError(f"status {status!r} of {row['area_id']} in {row['period']} is not known")
    figure = None if formats.is_missing(value) else float(value)
    if figure is None or math.isinf(figure) or status in formats.VALUELESS:
        figure = None
        status = status if status in formats.VALUELESS else "missing"
    return Observation(
        str(row["area_id"]), str(row["area_name"]), str(row["period"]), figure, status
    )


def by_area(found: Iterable[Observation]) -> dict[str, list[Observation]]:
    """Observations of each area in time order, areas in the order they came."""
    groups: dict[str, list[Observation]] = {}
    for one in found:
        groups.setdefault(one.area_id, []).append(one)
    for group in groups.values():
        group.sort(key=lambda one: formats.period_index(one.period))
    return groups


def latest_period(found: Iterable[Observation]) -> str | None:
    """The last period in which anyone has a value, else the last period of all."""
    found = list(found)
    valued = [one.period for one in found if one.value is not None]
    periods = valued or [one.period for one in found]
    return max(periods, key=formats.period_index, default=None)


def is_total(indicator: Indicator) -> bool:
    """True where the indicator adds up over areas, so that a whole dwarfs its parts."""
    aggregation = getattr(indicator, "aggregation", "")
    return getattr(aggregation, "method", aggregation) == "sum"


# A total more than this many times as large makes the other areas unreadable on the same axis.
_TOO_LARGE = 3


def of_another_size(
    groups: Mapping[str, list[Observation]], benchmarks: Iterable[str], indicator: Indicator
) -> list[str]:
    """The benchmarks that cannot be drawn on the same axis as the others (totals only)."""
    named = [area_id for area_id in benchmarks if area_id in groups]
    others = [group for area_id, group in groups.items() if area_id not in named]
    largest = max((_largest(group) for group in others), default=0.0)
    if not is_total(indicator) or largest == 0:
        return []
    return [area_id for area_id in named if _largest(groups[area_id]) > _TOO_LARGE * largest]


def _largest(group: Iterable[Observation]) -> float:
    return max((abs(one.value) for one in group if one.value is not None), default=0.0)
