"""Indicators and rows that the tests of verdicts are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from seutukuva import definitions, formats
from seutukuva.definitions import Aggregation, Indicator, Rate

_ANY = definitions.load().indicators["population"]


def indicator(
    *,
    polarity: str = "none",
    period_kind: str = "year",
    factor: float | None = None,
    display: str = "level",
    adds_up: bool = False,
    caveats: tuple[str, ...] = (),
    decimals: int = 1,
    name: str = "made",
) -> Indicator:
    """An indicator; with `factor` a share of persons."""
    return replace(
        _ANY,
        id=name,
        polarity=polarity,
        period_kind=period_kind,
        display=display,
        aggregation=Aggregation("sum" if adds_up else "none"),
        caveats=caveats,
        decimals=decimals,
        rate=None if factor is None else Rate("population", factor),
    )


def rows(
    values: Sequence[float | None], first: str = "2010", **statuses: str
) -> list[dict[str, Any]]:
    """Consecutive periods from `first`; statuses are given as ``_2012="break"``."""
    kind, start = formats.period_kind(first), formats.period_index(first)
    made = []
    for place, value in enumerate(values):
        period = formats.period_at(start + place, kind)
        status = statuses.get(f"_{period}", "missing" if value is None else "final")
        made.append({"period": period, "value": value, "status": status})
    return made


def shares(
    counts: Sequence[float], denominators: Sequence[float], first: int = 2014, factor: float = 100
) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """Rows of the shares that counts and denominators make, and the denominators by period."""
    values = [factor * x / n if n else None for x, n in zip(counts, denominators, strict=True)]
    bases = {str(first + place): n for place, n in enumerate(denominators)}
    return rows(values, str(first)), bases
