"""Size classes of areas: projections of small places miss by more than those of large ones."""

from __future__ import annotations

from bisect import bisect_right

# Inhabitants from which the next class begins.
_BORDERS = (2_000, 5_000, 10_000, 20_000, 50_000)
MUNICIPALITIES = (
    "under_2000",
    "2000_5000",
    "5000_10000",
    "10000_20000",
    "20000_50000",
    "over_50000",
)
LARGER_AREAS = "larger_areas"
UNKNOWN_SIZE = "unknown_size"
POOLS = (*MUNICIPALITIES, LARGER_AREAS, UNKNOWN_SIZE)
# Why a municipality that was merged into another has no projection.
ABOLISHED = "abolished"


def pool_of(kind: str, population: float | None) -> str:
    """The size class of an area.

    Args:
        kind: of area, as in the definitions.
        population: its newest; None where it is not known.
    """
    if kind != "municipality":
        return LARGER_AREAS
    if population is None:
        return UNKNOWN_SIZE
    return MUNICIPALITIES[bisect_right(_BORDERS, population)]
