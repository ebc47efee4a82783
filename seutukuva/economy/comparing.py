"""An area's industries beside those of a reference, in two years of one classification.

Pure: tables are jobs by industry, None where there is no figure; whoever asks for them has seen
to it that all are of one structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from seutukuva.definitions.structures import UNKNOWN_INDUSTRY
from seutukuva.economy import concentration, quotients
from seutukuva.economy.quotients import Quotient
from seutukuva.economy.shift_share import Course, ShiftShare, shift_share
from seutukuva.economy.undefined import Number, Undefined, are_amounts, is_number

Table = Mapping[str, float | None]


class Years(NamedTuple):
    """Jobs by industry in the first and in the last year."""

    before: Table
    after: Table


@dataclass(frozen=True, slots=True)
class Industry:
    """One industry in the last year, here and in the reference; shares in per cent of all jobs."""

    jobs: float
    share: Number
    there: Number
    quotient: Quotient


@dataclass(frozen=True, slots=True)
class Specialisation:
    """How one-sided an area is in one year; of the measures see ``concentration``.

    ``alike``: the equivalent number of the area; ``alike_there`` that of the reference.
    """

    krugman: Number
    gini: Number
    herfindahl: Number
    normalised: Number
    alike: Number
    alike_there: Number

    @property
    def otherwise(self) -> Number:
        """Per cent of jobs that would have to be in other industries to be as the reference."""
        return self.krugman * 50 if is_number(self.krugman) else self.krugman


@dataclass(frozen=True, slots=True)
class Growth:
    """The change of jobs in parts.

    Jobs of unknown industry stand apart: how many there are says how well industries are known,
    and as an industry of its own they would look like the area's doing.

    Attributes:
        parts: of all jobs of known industries.
        before, after: all jobs, those of ``unknown`` industry among them.
        rate: growth of all jobs in per cent; ``rate_there`` of known industries in the reference.
        unknown: change of the jobs of unknown industry; None where it is not known.
        left_out: industries without a figure in every year.
    """

    parts: ShiftShare | Undefined
    before: float
    after: float
    rate: Number
    rate_there: Number
    unknown: float | None
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concentrated:
    """How unevenly an industry lies over some areas.

    Attributes:
        gini: beside all jobs of these areas. ``hoover``: the share of its jobs, in per cent, that
            would have to move to lie as all jobs do.
        most: the area with most of it, and its per cent.
    """

    jobs: float
    gini: Number
    hoover: Number
    most: str
    share: Number


def industries(own: Table, there: Table) -> dict[str, Industry]:
    """The industries of which both have a figure, in the order of the area's table."""
    known = _known(own, own, there)
    here, elsewhere = _chosen(own, known), _chosen(there, known)
    found = quotients.quotients(here, elsewhere)
    whole, whole_there = sum(here.values()), sum(elsewhere.values())
    return {
        name: Industry(
            here[name], _percent(here[name], whole), _percent(elsewhere[name], whole_there), one
        )
        for name, one in found.items()
    }


def beside(own: Table, there: Years | None) -> dict[str, Industry]:
    """The same in the order of size; of an area without a reference beside itself."""
    found = industries(own, there.after if there else own)
    return dict(sorted(found.items(), key=lambda one: (-one[1].jobs, one[0])))


def growth(own: Years, there: Years) -> Growth:
    """Shift-share of the industries of which all four tables have a figure."""
    every = dict.fromkeys([*own.before, *own.after])
    names = [one for one in every if one != UNKNOWN_INDUSTRY]
    unnamed = _known([UNKNOWN_INDUSTRY], *own)
    known = _known(names, *own, *there)
    here = Course(*(_chosen(one, known) for one in own))
    elsewhere = Course(*(_chosen(one, known) for one in there))
    before, after = (sum(_chosen(one, [*known, *unnamed]).values()) for one in own)
    more = [(own.after[one] or 0.0) - (own.before[one] or 0.0) for one in unnamed]
    return Growth(
        shift_share(here, elsewhere) if known else Undefined.MISSING,
        before,
        after,
        _rate(before, after),
        _rate(*(sum(one.values()) for one in elsewhere)),
        more[0] if more else None,
        tuple(name for name in names if name not in known),
    )


def specialisation(own: Table, there: Table) -> Specialisation:
    """How one-sided the area is; jobs of unknown industry are left out."""
    known = [one for one in _known(own, own, there) if one != UNKNOWN_INDUSTRY]
    here = list(_chosen(own, known).values())
    elsewhere = list(_chosen(there, known).values())
    return Specialisation(
        concentration.krugman(here, elsewhere),
        concentration.gini_specialisation(here, elsewhere),
        concentration.herfindahl(here),
        concentration.herfindahl_normalised(here),
        concentration.equivalent_number(here),
        concentration.equivalent_number(elsewhere),
    )


def concentrations(tables: Mapping[str, Table]) -> dict[str, Concentrated]:
    """How unevenly each industry lies over areas; those with a figure in every area.

    Args:
        tables: by area; none of the areas a part of another.
    """
    names = dict.fromkeys(name for one in tables.values() for name in one)
    known = _known(names, *tables.values())
    every = {area: _chosen(one, known) for area, one in tables.items()}
    all_jobs = {area: sum(one.values()) for area, one in every.items()}
    return {
        name: concentrated({area: one[name] for area, one in every.items()}, all_jobs)
        for name in known
        if name != UNKNOWN_INDUSTRY
    }


def concentrated(jobs: Mapping[str, float], all_jobs: Mapping[str, float]) -> Concentrated:
    """How unevenly an industry lies over areas, beside all jobs of the same areas."""
    here, every = list(jobs.values()), [all_jobs[area] for area in jobs]
    most = max(jobs, key=lambda area: (jobs[area], area), default="")
    hoover = concentration.hoover(here, every)
    return Concentrated(
        sum(here),
        concentration.gini_concentration(here, every),
        100 * hoover if is_number(hoover) else hoover,
        most,
        _percent(jobs.get(most, 0.0), sum(here)),
    )


def summed(tables: Iterable[Table]) -> dict[str, float | None]:
    """Jobs of several areas together; an industry that one has no figure of has none."""
    every = list(tables)
    names = dict.fromkeys(name for one in every for name in one)
    sums: dict[str, float | None] = {}
    for name in names:
        figures = [one.get(name) for one in every]
        sums[name] = sum(one or 0.0 for one in figures) if are_amounts(figures) else None
    return sums


def _known(names: Iterable[str], *tables: Table) -> list[str]:
    return [name for name in names if are_amounts(one.get(name) for one in tables)]


def _chosen(table: Table, names: Sequence[str]) -> dict[str, float]:
    return {name: float(table[name] or 0.0) for name in names}


def _percent(part: float, whole: float) -> Number:
    return 100 * part / whole if whole > 0 else Undefined.NOTHING


def _rate(before: float, after: float) -> Number:
    """Growth in per cent."""
    return 100 * (after - before) / before if before > 0 else Undefined.NOTHING
