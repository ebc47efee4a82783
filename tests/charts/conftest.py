"""Small rows and indicators that every chart test builds on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

Row = dict[str, Any]


@dataclass(frozen=True)
class FakeIndicator:
    """What a chart asks of an indicator."""

    title: dict[str, str]
    unit: dict[str, str]
    decimals: int = 1
    display: str = "level"
    age_base: str = ""
    aggregation: str = "none"


@pytest.fixture
def rate() -> FakeIndicator:
    """A share: level, one decimal, with an age base."""
    return FakeIndicator(
        title={"fi": "Työllisyysaste", "sv": "Sysselsättningsgrad", "en": "Employment rate"},
        unit=dict.fromkeys(("fi", "sv", "en"), "%"),
        age_base="18-64",
    )


@pytest.fixture
def total() -> FakeIndicator:
    """A count that adds up over areas."""
    return FakeIndicator(
        title={"fi": "Väkiluku", "sv": "Folkmängd", "en": "Population"},
        unit={"fi": "asukasta", "sv": "invånare", "en": "inhabitants"},
        decimals=0,
        aggregation="sum",
    )


@pytest.fixture
def net() -> FakeIndicator:
    """A net figure: always with its sign."""
    return FakeIndicator(
        title={"fi": "Nettomuutto", "sv": "Nettoflyttning", "en": "Net migration"},
        unit={"fi": "henkeä", "sv": "personer", "en": "persons"},
        decimals=0,
        display="signed",
    )


@pytest.fixture
def series() -> Callable[..., list[Row]]:
    """series("A", {"2019": 1.0, "2020": (2.0, "preliminary")}) as rows; None is missing."""

    def rows(area: str, values: dict[str, Any]) -> list[Row]:
        made = []
        for period, given in values.items():
            value, status = given if isinstance(given, tuple) else (given, "final")
            made.append(
                {
                    "area_id": f"FI-{area}",
                    "area_name": area,
                    "period": period,
                    "value": value,
                    "status": status,
                }
            )
        return made

    return rows


@pytest.fixture
def country() -> list[Row]:
    """300 areas of 2025, the values 0 … 299 in a scattered order."""
    return [
        {
            "area_id": f"FI-KU{at:03d}",
            "area_name": f"Kunta {at:03d}",
            "period": "2025",
            "value": float(at * 7 % 300),
            "status": "final",
        }
        for at in range(300)
    ]
