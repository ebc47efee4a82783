"""Who moved, by age: what cohorts changed by beside what deaths would have left of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from seutukuva.cohorts.stepping import Floats
from seutukuva.cohorts.survival import Change

# Newest years whose mean is taken, and years of age that are smoothed together.
YEARS, AGES = 5, 5


def yearly(changes: Sequence[Change], alive: Sequence[Floats]) -> Floats:
    """(ages + 1,) net migrants of a year by cohort, the mean of several changes, smoothed by age.

    Column 0 is those born during the year: children move with their parents, so half as many as
    of those aged 0, who were there for the whole of it.

    Args:
        changes: the same area at moments a year or more apart, at least one.
        alive: for each of them, (ages,) the share of each age that is alive after its gap.
    """
    found = [_of_ages(one, left) for one, left in zip(changes, alive, strict=True)]
    weights = np.array([one.gap for one in changes], dtype=float)
    ages: Floats = _smooth(np.average(found, axis=0, weights=weights))
    return np.append(ages[0] / 2, ages)


def _of_ages(change: Change, alive: Floats) -> Floats:
    """Net migrants of a year by age at its beginning.

    Half of a cohort's migrants come at the beginning and half at the end, as in a step, so that a
    step gives the change of a year back. Where years lie between, each age is crossed by several
    cohorts, and every one of them by an even part a year.
    """
    gap, last = change.gap, len(alive) - 1
    moved = np.zeros(last + 1)
    closed, opened = slice(0, last - gap), slice(last - gap, None)
    moved[closed] = _moved(change.before[closed], change.after[gap:last], alive[closed])
    # Of those who end in the open group only the sum is known.
    there = change.before[opened]
    if there.sum() > 0:
        share = (there * alive[opened]).sum(keepdims=True) / there.sum()
        together = _moved(there.sum(keepdims=True), change.after[last:], share)
        moved[opened] = together * there / there.sum()
    return _spread(moved / gap, gap)


def _moved(before: Floats, after: Floats, kept: Floats) -> Floats:
    """Migrants of whom half come before the deaths and half after them."""
    return (after - before * kept) / ((1 + kept) / 2)


def _spread(moved: Floats, gap: int) -> Floats:
    """Yearly net migrants by age, from those of cohorts by the age that they began at."""
    found = np.zeros(len(moved))
    for age in range(len(moved)):
        # Of the youngest ages the first cohorts were not born when the gap began.
        crossed = moved[max(0, age - gap + 1) : age + 1]
        found[age] = crossed.mean()
    return found


def _smooth(ages: Floats) -> Floats:
    """Means of neighbouring ages, with the same sum."""
    around = np.pad(ages, AGES // 2, mode="edge")
    found: Floats = np.convolve(around, np.full(AGES, 1 / AGES), mode="valid")
    return brought_to(found, float(ages.sum()))


def brought_to(moves: Floats, total: float) -> Floats:
    """The same shape with another sum, where gains and losses may stand side by side.

    Those with a plus and those with a minus are changed by a share of their own, so that no age
    turns from one to the other as long as the total allows it (J. S. Siegel and D. A. Swanson
    (2004), The Methods and Materials of Demography, appendix C: the plus–minus adjustment).
    """
    size = np.abs(moves)
    if size.sum() <= 0:
        return moves
    found: Floats = moves + (total - float(moves.sum())) * size / size.sum()
    return found
