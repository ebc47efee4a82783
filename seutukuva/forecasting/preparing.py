"""Which figures of each series count: the newest stretch without a break or a longer gap."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seutukuva.forecasting.model import (
    BROKEN,
    CONSTANT,
    FEW_FIGURES,
    FEWEST,
    STALE,
    STALE_YEARS,
    ZEROS,
    Flags,
    Floats,
    Frame,
    Integers,
)

# A single missing period is stepped over.
FURTHEST_STEP = 2
# Figures that differ by less than this part of their size are equal: a float's last digits.
EQUAL = 1e-9
# Beyond this, squares and sums of figures are no longer finite.
LARGEST = 1e100


@dataclass(frozen=True, slots=True)
class Prepared:
    """The figures to forecast from.

    Attributes:
        reason: (series,) why a series is not projected, or "".
        figures: (series,) how many figures count.
        newest: (series,) column of the newest figure, -1 where there is none.
        begin: (series,) column of the first figure that counts.
        values: (series, periods) the figures that count less `centre`, in `unit`; else NaN.
        centre, unit: (series,) newest figure, and mean absolute difference of neighbours.
    """

    reason: NDArray[np.str_]
    figures: Integers
    newest: Integers
    begin: Integers
    values: Floats
    centre: Floats
    unit: Floats


def prepare(frame: Frame, now: int) -> Prepared:
    """The newest stretch of each series, or why it carries no projection."""
    values = np.asarray(frame.values, dtype=np.float64)
    usable = np.isfinite(values) & (np.abs(np.where(np.isfinite(values), values, 0.0)) < LARGEST)
    counts = newest_stretch(usable, np.asarray(frame.breaks, dtype=bool))
    kept = np.where(counts, values, np.nan)
    figures = counts.sum(axis=1)
    columns = np.arange(values.shape[1])
    newest = np.where(usable.any(axis=1), (usable * (columns + 1)).max(axis=1, initial=0) - 1, -1)
    begin = np.where(figures > 0, newest - _length(counts) + 1, 0)
    centre = np.where(usable & (columns == newest[:, None]), values, 0.0).sum(axis=1)
    moved = kept - centre[:, None]
    unit = mean_change(moved, frame.season)
    size = np.nan_to_num(np.abs(kept)).max(axis=1, initial=0.0)
    flat = ~(unit > EQUAL * np.maximum(size, np.finfo(float).tiny))
    zeros = (counts & (values == 0)).sum(axis=1) * 2 > figures
    old = frame.first + newest < now - STALE_YEARS * frame.season
    few = figures < FEWEST[frame.season]
    reason = np.select(
        [newest < 0, old, few & (usable.sum(axis=1) > figures), few, zeros, flat],
        [FEW_FIGURES, STALE, BROKEN, FEW_FIGURES, ZEROS, CONSTANT],
        "",
    )
    shown = (reason == "")[:, None]
    scaled = np.where(shown, moved, np.nan) / np.where(flat, 1.0, unit)[:, None]
    return Prepared(reason, figures, newest, begin, scaled, centre, np.where(flat, 1.0, unit))


def newest_stretch(usable: Flags, breaks: Flags) -> Flags:
    """Which figures belong to the newest stretch without a break or more than one gap in a row."""
    counts = np.zeros_like(usable)
    # Column of the earliest figure found so far; none yet: as far as can be.
    earliest = np.full(len(usable), -1)
    closed = np.zeros(len(usable), dtype=bool)
    for column in range(usable.shape[1] - 1, -1, -1):
        reached = (earliest < 0) | (earliest - column <= FURTHEST_STEP)
        taken = usable[:, column] & reached & ~closed
        counts[:, column] = taken
        closed |= ~reached
        earliest[taken] = column
        closed |= breaks[:, column] & (earliest >= 0)
    return counts


def mean_change(values: Floats, season: int) -> Floats:
    """Mean absolute difference from the figure a season before; NaN where there is no pair."""
    changes = np.abs(values[:, season:] - values[:, :-season])
    pairs = np.isfinite(changes).sum(axis=1)
    return np.where(pairs > 0, np.nansum(changes, axis=1) / np.maximum(pairs, 1), np.nan)


def _length(counts: Flags) -> Integers:
    """Columns from the first to the last figure of each row."""
    columns = np.arange(counts.shape[1])
    first = np.where(counts, columns, counts.shape[1]).min(axis=1, initial=counts.shape[1])
    last = np.where(counts, columns, -1).max(axis=1, initial=-1)
    return np.maximum(last - first + 1, 0)
