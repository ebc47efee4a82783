"""From what is known of an area to what its projection starts from.

Pure: figures come in as they were read, and what was taken from where goes out with the basis, so
that a page can say it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from seutukuva.cohorts import courses, fertility, known
from seutukuva.cohorts.courses import NOBODY_MOVES, Basis, Course, Levers
from seutukuva.cohorts.dying import Dying, dying
from seutukuva.cohorts.known import WOMEN, Known, Start
from seutukuva.cohorts.moving import Country, LeftOver, Moving, moving
from seutukuva.cohorts.stepping import Floats
from seutukuva.definitions import Demography

# What a projection cannot do without.
NO_AGES, NO_BIRTHS, NO_MOVES = "no_ages", "no_births", "no_moves"
NO_SURVIVAL, NO_DEMOGRAPHY = "no_survival", "no_demography"
# Ages whose number in a projection tells the births that it expects, and how many times the level
# around it may have them.
YOUNGEST, MOST_APART = 5, 2.0
REASONS = (NO_AGES, NO_BIRTHS, NO_MOVES, NO_SURVIVAL, NO_DEMOGRAPHY)


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no projection of an area, as of ``REASONS``."""

    area_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Births:
    """The level of births, and what it was taken from.

    Attributes:
        area_id: the area whose births they are; ``years`` theirs, ``mean`` of a year.
        children: of a woman through her life.
        weighed: the area whose level is weighed in, as these are few; "" where they tell enough.
        relative: that level is as much higher or lower as the official projection has it here.
    """

    area_id: str
    years: tuple[int, ...]
    mean: float
    children: float
    weighed: str = ""
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A basis, and what it was made of; ``made``: when the official projection by age was."""

    area_id: str
    basis: Basis
    made: str
    start: Start
    births: Births
    dying: Dying
    moving: Moving

    @property
    def by_sex(self) -> bool:
        """Men and women are told apart."""
        return len(self.basis.people) > 1


def prepared(
    own: Known, wider: Sequence[Known], country: Known, demography: Demography | None
) -> Prepared | Missing:
    """The basis of an area's projection.

    Args:
        wider: areas around it, the nearest first, whose level of births and ages of movers are
            borrowed where its own say too little; the country may be among them.
        country: whose ages tell how people live on.
        demography: of its country.
    """
    start = known.start(own)
    if start is None:
        return Missing(own.area_id, NO_AGES)
    if demography is None:
        return Missing(own.area_id, NO_DEMOGRAPHY)
    risks = dying(country, start, demography)
    if risks is None:
        return Missing(own.area_id, NO_SURVIVAL)
    shape = fertility.by_single_years(demography.children, start.people.shape[1])
    births = _births(own, wider, shape)
    if births is None:
        return Missing(own.area_id, NO_BIRTHS)
    by_sex = len(start.people) > 1
    boys = fertility.BOYS_PER_GIRL / (1 + fertility.BOYS_PER_GIRL)
    basis = Basis(
        year=start.year,
        people=start.people,
        laws=risks.laws,
        infants=risks.infants,
        fertility=births.children * shape * (1.0 if by_sex else 0.5),
        mothers=WOMEN if by_sex else 0,
        newborn=np.array([boys, 1 - boys] if by_sex else [1.0]),
        moves=np.zeros((len(start.people), start.people.shape[1] + 1)),
    )
    there = Country(country, risks.life(start.people.shape[1]))
    moved = moving(own, start, wider, there, _left_over(own, start, basis))
    if moved is None:
        return Missing(own.area_id, NO_MOVES)
    basis = replace(basis, moves=moved.moves)
    return Prepared(own.area_id, basis, own.made, start, births, risks, moved)


def _left_over(own: Known, start: Start, still: Basis) -> LeftOver | None:
    """What an estimated population changed by of late beside the births and deaths of its ages.

    The residual method (J. S. Siegel and D. A. Swanson (2004), The Methods and Materials of
    Demography, chapter 19): people of some years ago are led on as if nobody moved.

    Args:
        still: the basis, without moves.
    """
    begun = known.earlier(own, start.year) if start.estimated else None
    if begun is None:
        return None
    gap = start.year - begun.year
    stayed = courses.led(replace(still, year=begun.year, people=begun.people), NOBODY_MOVES, gap)
    missed = float(start.people.sum() - stayed.people[-1].sum())
    return LeftOver((begun.year + 1, start.year), missed / gap)


@dataclass(frozen=True, slots=True)
class _Level:
    """Births of some years, and how many there would be if every woman had one child."""

    area_id: str
    years: tuple[int, ...]
    born: float
    at_one: float

    def told(self, children: float, weighed: str = "", relative: bool = False) -> Births:
        mean = self.born / len(self.years)
        return Births(self.area_id, self.years, mean, children, weighed, relative)


def _births(own: Known, wider: Sequence[Known], shape: Floats) -> Births | None:
    """The level of births: the area's own, weighed with that of the first around with enough."""
    levels = [found for one in (own, *wider) if (found := _level(one, shape))]
    enough = next((one for one in levels if one.born >= fertility.FEWEST_BIRTHS), None)
    if not levels or (enough is None and levels[0].born <= 0):
        return None
    first = levels[0]
    if enough is None or enough is first or first.area_id != own.area_id:
        of = enough or first
        return of.told(of.born / of.at_one)
    there = next(one for one in wider if one.area_id == enough.area_id)
    ratio = _ratio(own, there, first.years[-1], shape)
    around = enough.born / enough.at_one * (ratio or 1.0)
    children = fertility.weighed(first.born, first.at_one, around)
    return first.told(children, enough.area_id, ratio is not None)


def _ratio(own: Known, there: Known, year: int, shape: Floats) -> float | None:
    """How many times the level there the official projection has of births here; None: not told."""
    here, around = (_foretold(one, year, shape) for one in (own, there))
    if not here or not around:
        return None
    # The few of a village are rounded one by one.
    return min(MOST_APART, max(1 / MOST_APART, here / around))


def _foretold(one: Known, year: int, shape: Floats) -> float:
    """Children of a woman in the official projection, by those aged under five; 0 without any."""
    people = one.official.get(year)
    if people is None or people.shape[1] != len(shape):
        return 0.0
    at_one = float((shape * _women(people)).sum())
    return float(people[:, :YOUNGEST].sum()) / YOUNGEST / at_one if at_one > 0 else 0.0


def _level(one: Known, shape: Floats) -> _Level | None:
    begun = known.start(one)
    years = known.newest(one.births, begun, fertility.YEARS)
    if begun is None or not years:
        return None
    women = [_women(one.observed.get(year, begun.people)) for year in years]
    at_one = float((shape * np.sum(women, axis=0)).sum())
    born = float(sum(one.births[year] for year in years))
    return _Level(one.area_id, years, born, at_one) if at_one > 0 else None


def _women(people: Floats) -> Floats:
    """Women by age; half of everyone where sexes are not told apart."""
    women: Floats = people[WOMEN] if len(people) > 1 else people[0] / 2
    return women


def together(prepared: Sequence[Prepared], levers: Levers, years: int, variant: str) -> Course:
    """Areas led on and added, from the newest year that all of them are known from.

    Args:
        prepared: at least one; who moves in more is shared out by inhabitants.
        years: from that year on.
    """
    first = max(one.basis.year for one in prepared)
    people = [float(one.basis.people.sum()) for one in prepared]
    found = []
    for one, own in zip(prepared, people, strict=True):
        shared = replace(levers, more=levers.more * own / sum(people)) if sum(people) else levers
        ahead = years + first - one.basis.year
        found.append(courses.since(courses.led(one.basis, shared, ahead, variant), first))
    return courses.together(found)
