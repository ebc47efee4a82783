"""Who moves to and from an area by age: by its cohorts, those of a projection, or its region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from seutukuva.cohorts import known, migration, survival
from seutukuva.cohorts.known import OBSERVED, OFFICIAL, REGION, Known, Pair, Start
from seutukuva.cohorts.stepping import Floats, Life

# What the number of net migrants is taken from: their counts, or what the inhabitants changed by
# beside births and deaths; "" for the cohorts or the projection that tell their ages.
COUNTED, LEFT_OVER = "counted", "left_over"


@dataclass(frozen=True, slots=True)
class Moving:
    """Net migrants of a year, and what they were taken from.

    Attributes:
        moves: (rows, ages + 1) by cohort.
        source: ``OBSERVED``, ``OFFICIAL`` or ``REGION``; ``years``: of what tells their number.
        level: ``COUNTED``, ``LEFT_OVER`` or "".
        newest: year and number of the area's newest net migration; None where it is not known.
    """

    moves: Floats
    source: str
    years: tuple[int, int]
    level: str = ""
    newest: tuple[int, float] | None = None


@dataclass(frozen=True, slots=True)
class LeftOver:
    """Net migrants of a year that the change of a total leaves: of which years, how many."""

    years: tuple[int, int]
    mean: float


@dataclass(frozen=True, slots=True)
class Country:
    """How the cohorts of the whole country lived on: its ages, and its life table."""

    known: Known
    life: Life

    def yearly(self, found: Sequence[Pair], row: int | None, *, official: bool) -> Floats:
        """(ages + 1,) net migrants of a year of pairs of years; of one row, or of everyone."""
        theirs = self.known.official if official else self.known.observed
        # Whole pairs only: of the same years, with the same rows.
        like = {
            (one.year, one.gap): one for one in known.pairs(theirs, min(theirs, default=0), 9999)
        }
        alive = []
        for pair in found:
            there = like.get((pair.year, pair.gap))
            split = row is not None and there is not None and len(there.before) > 1
            kept = survival.kept_through(self._table(row), 0, pair.gap)
            if there is not None:
                kept = survival.kept_in(there.change(row if split else None), kept)
            alive.append(kept)
        return migration.yearly([pair.change(row) for pair in found], alive)

    def _table(self, row: int | None) -> Life:
        lived = self.life.lived
        one = lived.mean(axis=0) if row is None else lived[row]
        return Life(one[np.newaxis, :], self.life.born)


def moving(
    own: Known,
    start: Start,
    wider: Sequence[Known],
    country: Country,
    left_over: LeftOver | None = None,
) -> Moving | None:
    """The net migrants of an area; None where nothing tells of them.

    Args:
        wider: areas around it, the nearest first.
        left_over: what its inhabitants changed by beside births and deaths.
    """
    found = _moving(own, start, wider, country)
    if found and found.source == OFFICIAL and not found.level and left_over:
        # What was expected years ago says less of today than what came.
        moves = migration.brought_to(found.moves, left_over.mean)
        found = replace(found, moves=moves, years=left_over.years, level=LEFT_OVER)
    if found is None or not own.net:
        return found
    newest = max(own.net)
    return replace(found, newest=(newest, own.net[newest]))


def _moving(own: Known, start: Start, wider: Sequence[Known], country: Country) -> Moving | None:
    rows = range(len(start.people))
    if counted := known.counted(own):
        split = [country.yearly(counted, row, official=False) for row in rows]
        return Moving(np.array(split), OBSERVED, known.extent(counted))
    net = sorted(own.net)[-migration.YEARS :]
    mean = float(np.mean([own.net[year] for year in net])) if net else 0.0
    if foretold := known.foretold(own, start.year):
        moves = _foretold(foretold, start, country)
        if len(net) < known.FEWEST_YEARS:
            return Moving(moves, OFFICIAL, known.extent(foretold))
        moves = migration.brought_to(moves, mean)
        return Moving(moves, OFFICIAL, (net[0], net[-1]), COUNTED)
    borrowed = _borrowed(start, wider, country) if net else None
    if borrowed is None:
        return None
    return Moving(migration.brought_to(borrowed, mean), REGION, (net[0], net[-1]), COUNTED)


def _foretold(found: Sequence[Pair], start: Start, country: Country) -> Floats:
    """Those of the official projection; of both sexes alike where it does not tell them apart."""
    rows = len(start.people)
    if min(len(pair.before) for pair in found) == rows:
        return np.array([country.yearly(found, row, official=True) for row in range(rows)])
    even = country.yearly(found, None, official=True) / rows
    return np.tile(even, (rows, 1))


def _borrowed(start: Start, wider: Sequence[Known], country: Country) -> Floats | None:
    """Net migrants as they would be if each age moved as in the first area around."""
    for one in wider:
        begun = known.start(one)
        counted = known.counted(one)
        found = counted or (known.foretold(one, begun.year) if begun else ())
        if begun is None or not found:
            continue
        there = begun.people.sum(axis=0)
        moves = country.yearly(found, None, official=not counted)[1:]
        rates = np.divide(moves, there, out=np.zeros_like(there), where=there > 0)
        rated = rates * start.people
        return np.concatenate([rated[:, :1] / 2, rated], axis=1)
    return None
