"""Ranks, how far they move when the weights do, and who cannot be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seutukuva.vitality.composites import composites, means
from seutukuva.vitality.scores import Floats, Truths

DRAWS = 500
SEED = 20260401
# A sensible other weight is between half and twice the chosen one.
FURTHEST = 2.0
# What the range holds of the draws; the rest is half on either side.
WITHIN = 0.9
_TAIL = (1 - WITHIN) / 2
# Two areas are told apart where their order is the same in so many of the draws.
APART = 0.95

Ranks = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ranking:
    """Ranks of areas, 1 the best; NaN where an area has no composite.

    Attributes:
        values: (areas,) the composites.
        known: (areas,) share of the weights whose indicators have a figure.
        rank: (areas,) with the chosen weights.
        low, high: (areas,) the best and the worst rank within 90 % of the draws of weights.
        without: (areas, indicators) rank without each indicator; NaN where it weighs nothing or
            is the only one that does.
        ahead: (areas, areas) in what share of the draws the first is ahead of the second; equals
            count half.
    """

    values: Floats
    known: Floats
    rank: Ranks
    low: Ranks
    high: Ranks
    without: Ranks
    ahead: Floats

    @property
    def of(self) -> int:
        """How many areas have a rank."""
        return int(np.isfinite(self.rank).sum())

    @property
    def alike(self) -> Truths:
        """(areas, areas) true for two whose order is the same in less than 95 % of the draws."""
        within = (self.ahead > 1 - APART + 1e-9) & (self.ahead < APART - 1e-9)
        return within & ~np.eye(len(self.rank), dtype=bool)


def ranks(values: Floats) -> Ranks:
    """Ranks along the first axis, the highest value first; equals share the better rank."""
    found = np.full(values.shape, np.nan)
    for at, own in enumerate(values):
        found[at] = np.where(np.isfinite(own), (values > own).sum(axis=0) + 1, np.nan)
    return found


def ranking(scores: Floats, weights: Floats, names: Sequence[str]) -> Ranking:
    """Ranks with the chosen weights, with others around them, and without each indicator.

    The same input gives the same ranges, in whatever order the indicators stand.

    Args:
        scores: (areas, indicators) as of `scores.scores`.
        weights: (indicators,) the chosen ones, 0 or more.
        names: of the indicators; unlike each other.
    """
    chosen = composites(scores, weights)
    has_rank = np.isfinite(chosen.values)
    kept = np.where(has_rank[:, None], scores, np.nan)
    rank = ranks(chosen.values)
    drawn = means(kept, drawn_weights(weights, names))
    low, high = _within(ranks(drawn), rank)
    return Ranking(
        chosen.values, chosen.known, rank, low, high, _without(kept, weights), _ahead(drawn)
    )


def drawn_ranks(scores: Floats, weights: Floats, names: Sequence[str]) -> Ranks:
    """(areas, draws) ranks with each of the other weights, which are the same in every year.

    Args:
        scores, weights, names: as in `ranking`, of areas that have a rank.
    """
    return ranks(means(scores, drawn_weights(weights, names)))


def drawn_weights(weights: Floats, names: Sequence[str]) -> Floats:
    """(draws, indicators) weights around the chosen ones: each times a factor from ½ to 2.

    The logarithm of the factor is even between the ends, so that half is as likely as twice.
    """
    even = np.random.Generator(np.random.PCG64(SEED)).uniform(-1, 1, (len(names), DRAWS))
    place = {name: at for at, name in enumerate(sorted(names))}
    rows = np.array([place[name] for name in names], dtype=np.intp)
    return np.asarray(weights * FURTHEST ** even[rows].T)


def _within(drawn: Ranks, rank: Ranks) -> tuple[Ranks, Ranks]:
    """The ends of the range of each area's ranks; the rank itself is always within."""
    low, high = np.full(len(rank), np.nan), np.full(len(rank), np.nan)
    known = np.isfinite(rank)
    if known.any():
        low[known] = np.quantile(drawn[known], _TAIL, axis=1, method="lower")
        high[known] = np.quantile(drawn[known], 1 - _TAIL, axis=1, method="higher")
    return np.fmin(low, rank), np.fmax(high, rank)


def _without(scores: Floats, weights: Floats) -> Ranks:
    others = np.tile(weights, (len(weights), 1))
    np.fill_diagonal(others, 0.0)
    found = ranks(means(scores, others))
    found[:, weights <= 0] = np.nan
    return found


def _ahead(drawn: Floats) -> Floats:
    """Shares of the draws; NaN where one of the two has no composite."""
    count = len(drawn)
    found = np.full((count, count), np.nan)
    known = np.isfinite(drawn).all(axis=1)
    for at in np.flatnonzero(known):
        wins = (drawn[at] > drawn[known]).mean(axis=1)
        found[at, known] = wins + (drawn[at] == drawn[known]).mean(axis=1) / 2
    return found
