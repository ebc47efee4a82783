"""How the people of an area live on: the law of its country at the deaths counted there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from seutukuva.cohorts import known, survival
from seutukuva.cohorts.known import OBSERVED, OFFICIAL, Known, Start
from seutukuva.cohorts.stepping import Life
from seutukuva.cohorts.survival import Gompertz
from seutukuva.definitions import Demography
from seutukuva.definitions.model import BOTH_SEXES, SEXES

# Newest years whose deaths tell the level.
YEARS = 3


@dataclass(frozen=True, slots=True)
class Dying:
    """The risk of dying of each row of people, and what it was taken from.

    Attributes:
        laws, infants: see ``survival.life``.
        source: ``OBSERVED`` or ``OFFICIAL`` ages of the country, of ``years``.
        deaths: years of the deaths that the level was brought to; empty: it was not.
    """

    laws: tuple[Gompertz, ...]
    infants: tuple[float, ...]
    source: str
    years: tuple[int, int]
    deaths: tuple[int, ...] = ()

    def life(self, ages: int) -> Life:
        """The life table of single years, the last one open."""
        return survival.life(self.laws, self.infants, 1.0, ages)


def dying(country: Known, start: Start, told: Demography) -> Dying | None:
    """The risk of dying in a country, by sex where both its ages and the start's are.

    None where no ages of the country show it.
    """
    for source, found in (
        (OBSERVED, known.counted(country)),
        (OFFICIAL, known.foretold(country, start.year)),
    ):
        rows = len(start.people)
        split = rows > 1 and bool(found) and min(len(pair.before) for pair in found) > 1
        laws = tuple(
            survival.fitted([pair.change(row if split else None) for pair in found])
            for row in range(rows)
        )
        fits = tuple(law for law in laws if law is not None)
        if len(fits) == rows:
            names = SEXES if split else (BOTH_SEXES,) * rows
            infants = tuple(told.infants[name] / 1000 for name in names)
            return _levelled(Dying(fits, infants, source, known.extent(found)), country)
    return None


def _levelled(found: Dying, country: Known) -> Dying:
    """With every risk brought to the deaths counted in the country."""
    begun = known.start(country)
    years = known.newest(country.deaths, begun, YEARS)
    if begun is None or not years:
        return found
    people, rows = begun.people, len(found.laws)
    if len(people) != rows:
        people = np.tile(people.sum(axis=0) / rows, (rows, 1))
    expected = survival.expected_deaths(found.life(people.shape[1]), people)
    counted = float(np.mean([country.deaths[year] for year in years]))
    if counted <= 0 or expected <= 0:
        return found
    factor = counted / expected
    return replace(found, laws=tuple(law.risen(factor) for law in found.laws), deaths=years)
