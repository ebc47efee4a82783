"""What has been published of an area, and where its projection can start from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from seutukuva.cohorts import courses, migration
from seutukuva.cohorts.stepping import Floats
from seutukuva.cohorts.survival import Change
from seutukuva.definitions.model import SEXES

OBSERVED, OFFICIAL, REGION = "observed", "official", "region"
WOMEN = SEXES.index("women")
# Fewer years than this tell less of moves than a projection's own do; more are no longer of late.
FEWEST_YEARS, MOST_BACK = 3, 8

ByYear = Mapping[int, Floats]
Values = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Known:
    """What has been published of one area, by year.

    Attributes:
        observed: (rows, ages) people at the end of a year: men and women, or one row of both.
        official: the same in the newest official projection, which was ``made`` then.
        total, young, old: inhabitants, and per cent of them under 15 and over 64.
        births, deaths, net: live births, deaths and net migration of a year.
    """

    area_id: str
    observed: ByYear = field(default_factory=dict)
    official: ByYear = field(default_factory=dict)
    made: str = ""
    total: Values = field(default_factory=dict)
    young: Values = field(default_factory=dict)
    old: Values = field(default_factory=dict)
    births: Values = field(default_factory=dict)
    deaths: Values = field(default_factory=dict)
    net: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Start:
    """The people that a projection starts from.

    Attributes:
        people: (rows, ages) at the end of the year.
        estimated: they are those of the official projection, brought to the known total.
        has_shares: and to the known shares of age groups.
        has_born: those aged 0 are the children who were born that year.
    """

    year: int
    people: Floats
    estimated: bool = False
    has_shares: bool = False
    has_born: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """People of an area in two neighbouring years of a table: (rows, ages) each."""

    year: int
    gap: int
    before: Floats
    after: Floats

    def change(self, row: int | None = None) -> Change:
        """Of one row, or of everyone."""
        if row is None:
            return Change(self.before.sum(axis=0), self.after.sum(axis=0), self.gap)
        return Change(self.before[row], self.after[row], self.gap)


def start(known: Known) -> Start | None:
    """The newest people by age: counted, else those of the projection brought to what is known."""
    there = [year for year, people in known.observed.items() if people.sum() > 0]
    if there:
        return Start(max(there), known.observed[max(there)])
    # A newer total is worth more than older shares.
    year = max(_estimable(known), default=None)
    return None if year is None else _estimated(known, year)


def earlier(known: Known, year: int) -> Start | None:
    """An estimate about as many years before as moves are a mean of; none without such a year."""
    years = [one for one in _estimable(known) if MOST_BACK >= year - one >= FEWEST_YEARS]
    if not years:
        return None
    return _estimated(known, min(years, key=lambda one: abs(year - one - migration.YEARS)))


def _estimable(known: Known) -> list[int]:
    """Years of which the official projection has ages, and a total is known."""
    return [
        year
        for year, people in known.official.items()
        if known.total.get(year, 0) > 0 and people.sum() > 0
    ]


def _estimated(known: Known, year: int) -> Start:
    """The official projection's ages of a year brought to what was counted."""
    young, old = known.young.get(year), known.old.get(year)
    has_shares = young is not None and old is not None and young + old <= 100
    shares = (young, old) if has_shares else (None, None)
    born = known.births.get(year)
    people = courses.raked(known.official[year], known.total[year], *shares, born)
    return Start(year, people, True, has_shares, born is not None)


def newest(years: Values, start: Start | None, most: int) -> tuple[int, ...]:
    """The newest years of a series, none of them after the people's own and the next."""
    if start is None:
        return ()
    return tuple(sorted(year for year in years if year <= start.year + 1)[-most:])


def pairs(years: ByYear, first: int, last: int) -> tuple[Pair, ...]:
    """Neighbouring years of which the earlier is not before ``first`` and before ``last``."""
    ordered = sorted(years)
    return tuple(
        Pair(before, after - before, years[before], years[after])
        for before, after in zip(ordered, ordered[1:], strict=False)
        if first <= before < last
    )


def counted(known: Known) -> tuple[Pair, ...]:
    """The newest pairs of counted people."""
    last = max(known.observed, default=0)
    return pairs(known.observed, last - migration.YEARS, last)


def foretold(known: Known, year: int) -> tuple[Pair, ...]:
    """Of the official projection, those that follow a year, or hold it."""
    first = max((one for one in known.official if one <= year), default=year)
    return pairs(known.official, first, year + migration.YEARS)


def extent(found: Sequence[Pair]) -> tuple[int, int]:
    """From when to when."""
    return found[0].year, found[-1].year + found[-1].gap
