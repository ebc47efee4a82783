"""How people of a country live on: Gompertz's law fitted to what its age groups lost.

From fifty the risk of dying doubles every seven years or so (B. Gompertz (1825), On the nature of
the function expressive of the law of human mortality, Philosophical Transactions of the Royal
Society 115, 513–583). In a whole country few move at these ages, so what a cohort lost between two
years it lost by death. The line of the logarithms is weighted by deaths, as their scatter goes with
the inverse of these. Below fifty the line is led on downwards, which is a little too low for young
adults, of whom very few die; infants have their own rate. The whole is brought to the deaths that
were counted: a projection's ages die as it expects them to, and in counted ages moves hide some.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from seutukuva.cohorts.stepping import Floats, Life

# Below, migration and accidents hide the law; above, there are few people and old ages are doubted.
FROM_AGE, TO_AGE = 50, 95
# Nobody of the table lives longer.
LAST_AGE = 125
# Of those who die as infants, how long they live on average, in years (A. J. Coale and
# P. Demeny (1983), Regional model life tables and stable populations: where few die).
INFANT_YEARS = 0.1
_FEWEST = 10  # points of the line


@dataclass(frozen=True, slots=True)
class Change:
    """People of the same area at two moments: (ages,) single years, the last one open."""

    before: Floats
    after: Floats
    gap: int


@dataclass(frozen=True, slots=True)
class Gompertz:
    """The yearly risk of dying at exact age x is exp(level + slope × x)."""

    level: float
    slope: float

    def risen(self, factor: float) -> Gompertz:
        """The same with every risk times ``factor``."""
        return replace(self, level=self.level + math.log(factor))

    def risk(self, low: Floats, high: Floats) -> Floats:
        """The risk added up from one exact age to another."""
        found: Floats = (np.exp(self.slope * high) - np.exp(self.slope * low)) * (
            math.exp(self.level) / self.slope
        )
        return found


def fitted(changes: Sequence[Change]) -> Gompertz | None:
    """The law behind what cohorts of a country lost; None where the figures do not show it."""
    parts = [_points(one) for one in changes]
    age, risk, lost, gap = (
        np.concatenate([part[n] for part in parts] or [np.zeros(0)]) for n in range(4)
    )
    if len(age) < _FEWEST:
        return None
    middle = float((lost * age).sum() / lost.sum())
    mean = float((lost * np.log(risk)).sum() / lost.sum())
    spread = float((lost * (age - middle) ** 2).sum())
    slope = float((lost * (age - middle) * np.log(risk)).sum() / spread) if spread > 0 else 0.0
    if slope <= 0:
        return None
    # A mean of a risk that grows is more than the risk in the middle of the gap.
    bent = float((lost * np.log(np.sinh(slope * gap / 2) / (slope * gap / 2))).sum() / lost.sum())
    return Gompertz(mean - bent - slope * middle, slope)


def _points(change: Change) -> tuple[Floats, Floats, Floats, Floats]:
    """Age in the middle of the gap, yearly risk, how many were lost, and the gap itself."""
    ages = np.arange(FROM_AGE, min(TO_AGE, len(change.before) - 1 - change.gap))
    before, after = change.before[ages], change.after[ages + change.gap]
    known = (after > 0) & (before > after)
    ages, before, after = ages[known], before[known], after[known]
    # Who is 50 has lived 50.5 years on average.
    middle = (ages + 0.5 + change.gap / 2).astype(np.float64)
    gaps: Floats = np.full(len(ages), change.gap, dtype=np.float64)
    risk: Floats = np.log(before / after) / change.gap
    return middle, risk, before - after, gaps


def life(laws: Sequence[Gompertz], infants: Sequence[float], factor: float, groups: int) -> Life:
    """A life table of single years, one row for each law.

    Args:
        infants: deaths before the first birthday of one birth, for each law.
        factor: what every risk is multiplied by.
        groups: ages, the last one open.
    """
    rows = [
        _lived(law.risen(factor), min(1.0, of_infants * factor), groups)
        for law, of_infants in zip(laws, infants, strict=True)
    ]
    return Life(np.array(rows), 1.0)


def _lived(law: Gompertz, infants: float, groups: int) -> Floats:
    ages = np.arange(1, LAST_AGE, dtype=float)
    reached = (1 - infants) * np.exp(-law.risk(np.ones_like(ages), ages + 0.5))
    lived = np.concatenate([[1 - (1 - INFANT_YEARS) * infants], reached])
    return np.append(lived[: groups - 1], lived[groups - 1 :].sum())


def expected_deaths(table: Life, people: Floats) -> float:
    """Deaths of the year at whose end these people lived, without infants of that year.

    Args:
        people: (rows, ages) at the end of the year.
    """
    # Who is 60 then was led on from 59; the open group from itself.
    before = np.concatenate([np.ones((len(people), 1)), table.kept[:, :-2], table.kept[:, -1:]], 1)
    return float((people * (1 / before - 1)).sum())


def kept_through(table: Life, row: int, gap: int) -> Floats:
    """(ages,) share of each age that is alive after ``gap`` years."""
    kept = table.kept[row]
    alive = np.ones(len(kept))
    for ahead in range(gap):
        alive *= kept[np.minimum(np.arange(len(kept)) + ahead, len(kept) - 1)]
    return alive


def kept_in(country: Change, alive: Floats) -> Floats:
    """The same, from fifty on as it was with the cohorts of the whole country.

    The census survival ratio method: what a cohort of an area changed by beside that of its country
    is migration (J. S. Siegel and D. A. Swanson (2004), The Methods and Materials of Demography,
    chapter 19). So no shape of a law is taken for moves of the old.

    Args:
        alive: as of ``kept_through``, for the same gap.
    """
    gap, last = country.gap, len(alive) - 1
    found = alive.copy()
    closed = slice(FROM_AGE, last - gap)
    before = country.before[closed]
    there = before > 0
    ratio = np.divide(
        country.after[FROM_AGE + gap : last], before, out=alive[closed].copy(), where=there
    )
    found[closed] = np.minimum(ratio, 1.0)
    # Those who end in the open group are known together only.
    oldest = float((country.before[last - gap :] * alive[last - gap :]).sum())
    if oldest > 0:
        found[last - gap :] *= country.after[last] / oldest
    return np.minimum(found, 1.0)
