"""Figures for sentences, and a trend verdict of as much as sentences read."""

from __future__ import annotations

from dataclasses import dataclass

from seutukuva import definitions
from seutukuva.narrative import Figure

FOUND = definitions.load()


@dataclass(frozen=True)
class Verdict:
    """As much of a trend as sentences read."""

    state: str
    method: str = "proportion"
    judgement: str = ""
    first_period: str = "2021"
    last_period: str = "2025"


def figure(indicator: str, period: str = "2025", value: float | None = None, **more) -> Figure:
    return Figure(FOUND.indicators[indicator], period, value, **more)


POPULATION = figure(
    "population",
    value=8763.0,
    earlier_period="2024",
    earlier_value=8860.0,
    benchmarks=[("FI-MK13", 273273.0, 273000.0)],
)
