"""One step of a cohort-component projection, for groups of any equal width.

Who lives is led on by a life table, the open last group with what is left of all years lived
beyond; births come from the mean of mothers at both ends of the step; half of the net migrants of a
cohort come at the beginning and half at the end (S. H. Preston, P. Heuveline and M. Guillot (2001),
Demography: Measuring and Modeling Population Processes, chapter 6, pages 119–129).

Rows are sexes, or one row for both together; columns are age groups, the youngest first, the last
one open. Cohorts have one column more: column 0 is those born during the step, column x + 1 those
who are in group x at its beginning.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Life:
    """A life table.

    Attributes:
        lived: (rows, groups) years that its people live in each group.
        born: how many are born into it during a step: its radix times the width of a group.
    """

    lived: Floats
    born: float

    @property
    def kept(self) -> Floats:
        """(rows, groups) share of a group that is alive a step later."""
        lived = self.lived
        # The last two groups become the open one: what is left of all years lived in both.
        last = lived[:, -1:] / (lived[:, -2:-1] + lived[:, -1:])
        return np.concatenate([lived[:, 1:-1] / lived[:, :-2], last, last], axis=1)

    @property
    def kept_of_births(self) -> Floats:
        """(rows,) share of those born during a step that is alive at its end."""
        found: Floats = self.lived[:, 0] / self.born
        return found


@dataclass(frozen=True, slots=True)
class Rates:
    """What happens during a step.

    Attributes:
        life: the life table.
        fertility: (groups,) children a year of each person of the mothers' row.
        mothers: the row of those who give birth.
        newborn: (rows,) share of births that each row gets.
        moves: (rows, groups + 1) net migrants of the step by cohort.
        width: years of a group, and so of a step.
    """

    life: Life
    fertility: Floats
    mothers: int
    newborn: Floats
    moves: Floats
    width: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """What a step led to; always people + births − deaths + moved = the people after it.

    Attributes:
        people: (rows, groups) at its end.
        births: children born to the mothers, also those of a row that is not led on.
        born: (rows,) the births that became part of the people.
        deaths: (rows, groups + 1) by cohort.
        moved: (rows, groups + 1) net migrants by cohort.
        held: how many moves out there was nobody left to make.
    """

    people: Floats
    births: float
    born: Floats
    deaths: Floats
    moved: Floats
    held: float


def step(people: Floats, rates: Rates) -> Step:
    """The people a step later; no group falls below nobody.

    Args:
        people: (rows, groups) at the beginning.
    """
    half, life = rates.moves / 2, rates.life
    first = np.maximum(half[:, 1:], -people)
    alive = (people + first) * life.kept
    second = np.maximum(half[:, 1:], -alive)
    grown = _older(alive + second)
    mothers = (people[rates.mothers] + grown[rates.mothers]) / 2
    births = float(rates.width * (rates.fertility * mothers).sum())
    born = births * rates.newborn
    young_first = np.maximum(half[:, 0], -born)
    young_alive = (born + young_first) * life.kept_of_births
    young_second = np.maximum(half[:, 0], -young_alive)
    grown[:, 0] = young_alive + young_second
    moved = np.column_stack([young_first + young_second, first + second])
    deaths = np.column_stack([born + young_first - young_alive, people + first - alive])
    return Step(grown, births, born, deaths, moved, float((moved - rates.moves).sum()))


def _older(alive: Floats) -> Floats:
    """Everyone one group on; nobody in the first."""
    grown = np.zeros_like(alive)
    grown[:, 1:] = alive[:, :-1]
    grown[:, -1] += alive[:, -1]
    return grown
