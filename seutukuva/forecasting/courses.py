"""Series side by side as the methods take them, and the pools on which they lean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from seutukuva.forecasting.model import Floats, Frame, Integers
from seutukuva.forecasting.preparing import Prepared

# Figures from which the methods begin; the first origin of a test is the last of them.
WARM = {1: 5, 12: 36}
# A size class with fewer series leans on all of them together.
FEWEST_OF_POOL = 15
# A forecast that misses by more counts as this many usual changes: what stood still and then
# jumped would else decide for all.
WORST = 100.0


@dataclass(frozen=True, slots=True)
class Course:
    """The series that are projected.

    Attributes:
        values: (series, periods) scaled figures, NaN where there is none.
        begin, newest: (series,) columns of the first and the last figure.
        nth: (series, periods) how many figures are known by then.
        scale: (series, periods) mean absolute change from a season before, as known by then;
            NaN while there is none.
        pool: (series,) its size class, as a place in ``names``.
        own_pool: (series,) the pool on which a series leans: its size class, or all series, which
            is the pool after the last.
        names: the size classes.
        season: periods a year.
    """

    values: Floats
    begin: Integers
    newest: Integers
    nth: Integers
    scale: Floats
    pool: Integers
    own_pool: Integers
    names: Integers
    season: int

    @property
    def warm(self) -> int:
        """Figures from which the methods begin."""
        return WARM[self.season]

    def pooled(self, figures: Floats) -> Floats:
        """Sums of (series, …) over each pool: (pools + 1, …), the last of them of all series."""
        order = np.argsort(self.pool, kind="stable")
        starts = np.searchsorted(self.pool[order], np.arange(len(self.names)))
        # No product of matrices: its last digits depend on how many threads a machine has.
        sums = np.add.reduceat(figures[order], starts, axis=0)
        return np.concatenate([sums, sums.sum(axis=0, keepdims=True)])

    def leaned(self, sums: Floats, counts: Floats, weight: float) -> Floats:
        """Mean errors of each series, in which its pool counts as ``weight`` errors.

        Args:
            sums: (series, …) of errors.
            counts: (series, …) how many; of one column where it is as many in each.

        Returns:
            (series, …); NaN where neither the series nor its pool has an error.
        """
        of_pool = self.pooled(counts)
        mean = self.pooled(sums) / np.where(of_pool > 0, of_pool, np.nan)
        found: Floats = (sums + weight * mean[self.own_pool]) / (counts + weight)
        return found


def course_of(frame: Frame, prepared: Prepared, chosen: Integers) -> Course:
    """The chosen series of a frame."""
    values = prepared.values[chosen]
    names, place = np.unique(np.asarray(frame.pools)[chosen], return_inverse=True)
    is_large = np.bincount(place)[place] >= FEWEST_OF_POOL
    return Course(
        values,
        prepared.begin[chosen],
        prepared.newest[chosen],
        np.cumsum(np.isfinite(values), axis=1),
        _running_scale(values, frame.season),
        place,
        np.where(is_large, place, len(names)),
        names,
        frame.season,
    )


def _running_scale(values: Floats, season: int) -> Floats:
    changes = np.full_like(values, np.nan)
    changes[:, season:] = np.abs(values[:, season:] - values[:, :-season])
    sums = np.cumsum(np.nan_to_num(changes), axis=1)
    pairs = np.cumsum(np.isfinite(changes), axis=1)
    return np.where(sums > 0, sums / np.maximum(pairs, 1), np.nan)


def carried(values: Floats, season: int) -> Floats:
    """The figures, with that of the season before where one is missing."""
    filled = values.copy()
    for column in range(season, values.shape[1]):
        missing = np.isnan(filled[:, column])
        filled[missing, column] = filled[missing, column - season]
    return filled
