"""Years in which all chosen indicators are known, and what to leave out where there are none."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

# A change needs two years; a course, which a proposal aims at, three.
FEWEST_YEARS = 2
COURSE = 3
# Less than half of the weights would be another composite.
LEAST_WEIGHT = 0.5

Known = Mapping[str, frozenset[str]]


def common(known: Known, names: Iterable[str]) -> tuple[str, ...]:
    """The years in which every one of the indicators is known, the earliest first.

    Args:
        known: by indicator, the years in which it is.
    """
    sets = [known.get(name, frozenset()) for name in names]
    return tuple(sorted(frozenset.intersection(*sets))) if sets else ()


def followed(known: Known, weights: Mapping[str, float]) -> tuple[str, ...]:
    """Which indicators to follow: all, or the most weight that has some years in common.

    Those with three years go before those with two; of as much weight the one with more years.

    Args:
        weights: by indicator, above 0.

    Returns:
        Indicators in the order of the weights; empty where none that weigh at least half
        together have two years in common.
    """
    names = tuple(weights)
    if len(common(known, names)) >= FEWEST_YEARS:
        return names
    best: tuple[float, ...] = ()
    found: tuple[str, ...] = ()
    for kept in _enough(names, weights):
        years = len(common(known, kept))
        if years < FEWEST_YEARS:
            continue
        merit = (min(years, COURSE), sum(weights[one] for one in kept), years)
        if merit > best:
            best, found = merit, kept
    return found


def _enough(names: tuple[str, ...], weights: Mapping[str, float]) -> Iterable[tuple[str, ...]]:
    """Every choice of indicators that together weigh at least half, the largest first."""
    least = LEAST_WEIGHT * sum(weights.values())
    for size in range(len(names) - 1, 0, -1):
        for kept in itertools.combinations(names, size):
            if sum(weights[one] for one in kept) >= least:
                yield kept
