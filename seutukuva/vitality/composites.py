"""The composite: the weighted mean of standard scores, and for whom it can be told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seutukuva.vitality.scores import Floats

# Of the weights, those of the indicators that an area has figures of.
ENOUGH = 0.75
# What is printed decides who is equal.
DECIMALS = 2
# Sums differ in their last bits with the order of indicators and with the processor; where the
# mean is just between two printed values, that alone would choose.
_CERTAIN = 9


@dataclass(frozen=True, slots=True)
class Composites:
    """Composites of areas.

    Attributes:
        values: (areas,) weighted means of the scores, rounded to `DECIMALS`; NaN where too few
            indicators have a figure.
        known: (areas,) share of the weights whose indicators have a figure, 0 … 1.
    """

    values: Floats
    known: Floats

    @property
    def partial(self) -> np.ndarray:
        """(areas,) true for a composite that lacks a figure."""
        return np.isfinite(self.values) & (self.known < 1 - 1e-9)


def composites(scores: Floats, weights: Floats) -> Composites:
    """Composites of areas; an area that lacks figures is told by the others, if they are enough.

    Args:
        scores: (areas, indicators) as of `scores.scores`.
        weights: (indicators,) 0 or more.
    """
    known = shares(scores, weights)
    values = means(scores, weights[None, :])[:, 0]
    return Composites(np.where(known >= ENOUGH - 1e-9, values, np.nan), known)


def shares(scores: Floats, weights: Floats) -> Floats:
    """(areas,) share of the weights whose indicators have a score; 0 where nothing weighs."""
    total = weights.sum()
    if not total > 0:
        return np.zeros(len(scores))
    return np.asarray(np.isfinite(scores) @ weights / total)


def means(scores: Floats, weights: Floats) -> Floats:
    """(areas, sets) weighted means with several sets of weights, of the scores that are known.

    Args:
        scores: (areas, indicators).
        weights: (sets, indicators).

    Returns:
        Rounded to `DECIMALS`; NaN where what an area has weighs nothing.
    """
    is_known = np.isfinite(scores)
    sums = np.where(is_known, scores, 0.0) @ weights.T
    totals = is_known.astype(float) @ weights.T
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.where(totals > 0, sums / totals, np.nan)
    # Without a minus before a zero.
    return np.asarray(np.round(np.round(found, _CERTAIN), DECIMALS) + 0.0, dtype=np.float64)
