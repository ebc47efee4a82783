"""A population led on year by year, and what is read from it.

All of it is pure: what an area starts from is a ``Basis``, what somebody tries out are ``Levers``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from seutukuva.cohorts import survival
from seutukuva.cohorts.stepping import Floats, Rates, step
from seutukuva.cohorts.survival import Gompertz

LOW, CENTRAL, HIGH = "low", "central", "high"
VARIANTS = (LOW, CENTRAL, HIGH)
# What low and high differ by from central: net migrants a year of a thousand inhabitants, per cent
# of births, per cent of the risk of dying. Together they make some four per cent in ten years,
# about what official projections of single municipalities have missed by on average.
SPREAD_MOVES, SPREAD_BIRTHS, SPREAD_DEATHS = 3.0, 10.0, 5.0
SCHOOL_AGE = 7
YOUNG, OLD, OLDEST = 15, 65, 75


@dataclass(frozen=True, slots=True)
class Basis:
    """What a projection of one area starts from; single years of age, the last one open.

    Attributes:
        year: whose end the people are those of.
        people: (rows, ages): men and women, or one row for both together.
        laws, infants: the risk of dying of each row, see ``survival.life``.
        fertility: (ages,) children a year of each person of the mothers' row.
        mothers: that row.
        newborn: (rows,) share of births that each row gets.
        moves: (rows, ages + 1) net migrants of a year by cohort, see ``stepping``.
    """

    year: int
    people: Floats
    laws: tuple[Gompertz, ...]
    infants: tuple[float, ...]
    fertility: Floats
    mothers: int
    newborn: Floats
    moves: Floats


@dataclass(frozen=True, slots=True)
class Levers:
    """What is tried out, in per cent of what the basis says, and more net migrants a year."""

    migration: float = 100.0
    fertility: float = 100.0
    mortality: float = 100.0
    more: float = 0.0


NOBODY_MOVES = Levers(migration=0.0)


@dataclass(frozen=True, slots=True)
class Course:
    """A population through the years.

    Attributes:
        first: year of the people at the beginning.
        people: (years + 1, rows, ages).
        births, deaths, moved: (years,) of each year.
        held: (years,) moves out that there was nobody left to make.
    """

    first: int
    people: Floats
    births: Floats
    deaths: Floats
    moved: Floats
    held: Floats

    @property
    def years(self) -> tuple[int, ...]:
        """The years whose end the people are those of."""
        return tuple(range(self.first, self.first + len(self.people)))

    @property
    def last(self) -> int:
        """The last of the years."""
        return self.first + len(self.people) - 1


@dataclass(frozen=True, slots=True)
class Results:
    """What is read from a course, each (years + 1,).

    Attributes:
        dependency: inhabitants under 15 and over 64 of a hundred aged 15–64; NaN without these.
        school: those aged 7. ``working``: aged 15–64. ``oldest``: aged 75 and over, among ``old``.
    """

    total: Floats
    young: Floats
    working: Floats
    old: Floats
    oldest: Floats
    school: Floats
    dependency: Floats


def led(basis: Basis, levers: Levers, years: int, variant: str = CENTRAL) -> Course:
    """The population so many years ahead, every year between included."""
    people, found = basis.people, [basis.people]
    told: list[tuple[float, float, float, float]] = []
    for _year in range(years):
        one = step(people, _rates(basis, levers, variant, float(people.sum())))
        people = one.people
        found.append(people)
        told.append((float(one.born.sum()), one.deaths.sum(), one.moved.sum(), one.held))
    flows = np.array(told, dtype=float).reshape(years, 4).T
    return Course(basis.year, np.array(found), *flows)


def _rates(basis: Basis, levers: Levers, variant: str, inhabitants: float) -> Rates:
    side = {LOW: -1.0, CENTRAL: 0.0, HIGH: 1.0}[variant]
    groups = basis.people.shape[1]
    deaths = levers.mortality / 100 * (1 - side * SPREAD_DEATHS / 100)
    births = levers.fertility / 100 * (1 + side * SPREAD_BIRTHS / 100)
    part = levers.migration / 100
    # Where nobody moves, nobody moves in the low and the high variant either.
    added = levers.more + side * SPREAD_MOVES / 1000 * inhabitants * part
    return Rates(
        life=survival.life(basis.laws, basis.infants, deaths, groups),
        fertility=basis.fertility * births,
        mothers=basis.mothers,
        newborn=basis.newborn,
        moves=basis.moves * part + added * _movers(basis.moves),
    )


def _movers(moves: Floats) -> Floats:
    """The share of each age among those who move, whichever way; together 1."""
    size = np.abs(moves)
    found: Floats = size / size.sum() if size.sum() > 0 else np.full_like(moves, 1 / moves.size)
    return found


def together(courses: Sequence[Course]) -> Course:
    """Courses of several areas from the same year on, added; both sexes where one has no others.

    Raises:
        ValueError: they begin in different years, or there are none.
    """
    if len({(one.first, len(one.people)) for one in courses}) != 1:
        raise ValueError("courses of different years cannot be added")
    split = all(one.people.shape[1] > 1 for one in courses)
    people = [one.people if split else one.people.sum(axis=1, keepdims=True) for one in courses]
    parts = {
        name: sum(getattr(one, name) for one in courses)
        for name in ("births", "deaths", "moved", "held")
    }
    return Course(courses[0].first, np.sum(people, axis=0), **parts)


def since(course: Course, year: int) -> Course:
    """The same course from a later year on."""
    at = year - course.first
    parts = {name: getattr(course, name)[at:] for name in ("births", "deaths", "moved", "held")}
    return replace(course, first=year, people=course.people[at:], **parts)


def results(course: Course) -> Results:
    """Totals and age groups of every year."""
    ages = course.people.sum(axis=1)
    young, old = ages[:, :YOUNG].sum(axis=1), ages[:, OLD:].sum(axis=1)
    working = ages[:, YOUNG:OLD].sum(axis=1)
    none = np.full_like(working, np.nan)
    return Results(
        total=ages.sum(axis=1),
        young=young,
        working=working,
        old=old,
        oldest=ages[:, OLDEST:].sum(axis=1),
        school=ages[:, SCHOOL_AGE],
        dependency=np.divide(100 * (young + old), working, out=none, where=working > 0),
    )


def raked(
    people: Floats, total: float, young: float | None, old: float | None, born: float | None = None
) -> Floats:
    """People brought to a known total and, where they are known, to shares of age groups.

    Args:
        people: (rows, ages) of another count or projection; sexes keep their shares of each age.
        young, old: per cent under 15 and over 64 of the total; None where not both are known.
        born: live births of the year, who are aged 0 at its end; None where they are not known.
    """
    groups = [(slice(0, None), total)]
    if young is not None and old is not None:
        groups = [
            (slice(0, YOUNG), total * young / 100),
            (slice(YOUNG, OLD), total * (100 - young - old) / 100),
            (slice(OLD, None), total * old / 100),
        ]
    youngest, size = groups[0]
    if born is not None and born < size:
        # One or two of a thousand die, about as many move: neither is told of one municipality.
        groups[:1] = [(slice(0, 1), born), (slice(1, youngest.stop), size - born)]
    found = people.astype(np.float64)
    for part, size in groups:
        there = float(found[:, part].sum())
        # Nobody was expected there: every age alike.
        found[:, part] *= size / there if there > 0 else 0.0
        found[:, part] += size / found[:, part].size if there <= 0 else 0.0
    return found
