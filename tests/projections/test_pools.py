"""Size classes: every area is in one, those of unknown size in their own."""

from __future__ import annotations

import pytest

from seutukuva.projections import pools


@pytest.mark.parametrize(
    ("kind", "population", "pool"),
    [
        ("municipality", 91, "under_2000"),
        ("municipality", 1999, "under_2000"),
        ("municipality", 2000, "2000_5000"),
        ("municipality", 9999, "5000_10000"),
        ("municipality", 20000, "20000_50000"),
        ("municipality", 690000, "over_50000"),
        ("municipality", None, "unknown_size"),
        ("subregion", 900, "larger_areas"),
        ("region", None, "larger_areas"),
        ("country", 5_600_000, "larger_areas"),
    ],
)
def test_every_area_has_its_size_class(kind: str, population: float | None, pool: str) -> None:
    assert pools.pool_of(kind, population) == pool
    assert pool in pools.POOLS
