"""Made populations: people who live and die by a law that is known, and who move as is told."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np

from seutukuva.cohorts import survival
from seutukuva.cohorts.courses import Basis
from seutukuva.cohorts.fertility import by_single_years
from seutukuva.cohorts.known import Known
from seutukuva.cohorts.migration import brought_to
from seutukuva.cohorts.stepping import Floats, Rates, step
from seutukuva.cohorts.survival import Gompertz
from seutukuva.definitions.demography import Demography, Told

AGES = 101
LAW = Gompertz(-11.3, 0.108)
INFANTS = 0.002
CHILDREN = (
    *((15, 19, 1.7), (20, 24, 13.4), (25, 29, 28.8), (30, 34, 33.4)),
    *((35, 39, 18.1), (40, 44, 4.4), (45, 49, 0.2)),
)
SHAPE = by_single_years(CHILDREN, AGES)
TOLD = Told({}, "2020", "", "")
DEMOGRAPHY = Demography(
    "FI", CHILDREN, TOLD, MappingProxyType({"men": 2.1, "women": 1.5, "total": 1.8}), TOLD
)
LIFE = survival.life([LAW], [INFANTS], 1.0, AGES)


def stationary(size: float, rows: int = 1) -> Floats:
    """People as many of whom are born as die, for ever."""
    lived = survival.life([LAW] * rows, [INFANTS] * rows, 1.0, AGES).lived
    return lived * (size / lived.sum())


def movers(net: float, rows: int = 1) -> Floats:
    """Net migrants by cohort: the young leave, families come; ``net`` in all."""
    ages = np.arange(AGES + 1, dtype=float)
    shape = np.exp(-(((ages - 30) / 6) ** 2)) - 0.6 * np.exp(-(((ages - 19) / 2.5) ** 2))
    shape[0] = shape[1] / 2
    moves = brought_to(shape * (6 * abs(net) + 1) / np.abs(shape).sum(), net)
    return np.tile(moves / rows, (rows, 1))


def basis(size: float = 10_000, net: float = 30, children: float = 1.5, rows: int = 1) -> Basis:
    """A basis of these people."""
    return Basis(
        year=2025,
        people=stationary(size, rows),
        laws=(LAW,) * rows,
        infants=(INFANTS,) * rows,
        fertility=children * SHAPE * (0.5 if rows == 1 else 1.0),
        mothers=rows - 1,
        newborn=np.array([1.0] if rows == 1 else [1.05 / 2.05, 1 / 2.05]),
        moves=movers(net, rows),
    )


def through(
    people: Floats, moves: Floats, years: range, children: float = 1.5
) -> dict[int, Floats]:
    """The same people year by year, with those moves every year."""
    rows = len(people)
    rates = Rates(
        life=survival.life([LAW] * rows, [INFANTS] * rows, 1.0, AGES),
        fertility=children * SHAPE * (0.5 if rows == 1 else 1.0),
        mothers=rows - 1,
        newborn=np.array([1.0] if rows == 1 else [1.05 / 2.05, 1 / 2.05]),
        moves=moves,
    )
    found = {}
    for year in years:
        found[year] = people
        people = step(people, rates).people
    return found


def country(rows: int = 1, **more: object) -> Known:
    """A whole country that has been counted, from which nobody moves."""
    years = through(stationary(5e6, rows), np.zeros((rows, AGES + 1)), range(2020, 2026))
    births = {2025: 50_000.0}
    return Known("FI-SSS", observed=years, births=births, **more)  # type: ignore[arg-type]
