"""Ages, births and moves of areas from the store; the only module of its room that asks for data.

What is made of them is kept for a version, since a lever is pulled many times.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from seutukuva import definitions, formats, made, store
from seutukuva.cohorts import courses
from seutukuva.cohorts.courses import CENTRAL, HIGH, LOW, NOBODY_MOVES, Levers
from seutukuva.cohorts.known import Known
from seutukuva.cohorts.preparing import Missing, Prepared, prepared
from seutukuva.cohorts.stepping import Floats
from seutukuva.definitions import Breakdown, Indicator
from seutukuva.definitions.model import BOTH_SEXES, SEXES

POPULATION, YOUNG, OLD = "population", "share_under_15", "share_over_64"
BIRTHS, DEATHS, NET = "live_births", "deaths", "net_migration"
_ASKED = (POPULATION, YOUNG, OLD, BIRTHS, DEATHS, NET)


@dataclass(frozen=True, slots=True)
class Summary:
    """An area's own projection in a few numbers; pairs are now and then.

    Attributes:
        reason: why there is none, as of ``preparing.REASONS``, else "" and the rest is filled.
        first, last: the years of now and then.
        estimated: today's ages are an estimate, not a count.
        low, high: inhabitants then in the low and high variant; ``still``: if nobody moved.
        dependency: inhabitants under 15 and over 64 of a hundred aged 15–64.
        school: those aged 7; ``working``: aged 15–64; ``oldest``: aged 75 and over.
    """

    area_id: str
    reason: str = ""
    first: int = 0
    last: int = 0
    estimated: bool = False
    total: tuple[float, float] = (0.0, 0.0)
    low: float = 0.0
    high: float = 0.0
    still: float = 0.0
    dependency: tuple[float, float] = (0.0, 0.0)
    school: tuple[float, float] = (0.0, 0.0)
    working: tuple[float, float] = (0.0, 0.0)
    oldest: tuple[float, float] = (0.0, 0.0)


def of_area(area_id: str) -> Prepared | Missing:
    """What the projection of an area starts from.

    Raises:
        MissingData: nothing has been published.
    """
    return made.once(lambda: _prepared(area_id), "cohorts", area_id)


def summary(area_id: str, horizon: int = 10) -> Summary:
    """Where an area's population leads so many years ahead, with nothing changed.

    Raises:
        MissingData: nothing has been published.
    """
    return made.once(lambda: _summary(area_id, horizon), "cohorts in short", area_id, horizon)


def _summary(area_id: str, horizon: int) -> Summary:
    found = of_area(area_id)
    if isinstance(found, Missing):
        return Summary(area_id, found.reason)
    now = Levers()
    central = courses.results(courses.led(found.basis, now, horizon, CENTRAL))

    def total(variant: str, levers: Levers) -> float:
        return float(courses.led(found.basis, levers, horizon, variant).people[-1].sum())

    def ends(values: Floats) -> tuple[float, float]:
        return float(values[0]), float(values[-1])

    return Summary(
        area_id=area_id,
        first=found.basis.year,
        last=found.basis.year + horizon,
        estimated=found.start.estimated,
        total=ends(central.total),
        low=total(LOW, now),
        high=total(HIGH, now),
        still=total(CENTRAL, NOBODY_MOVES),
        dependency=ends(central.dependency),
        school=ends(central.school),
        working=ends(central.working),
        oldest=ends(central.oldest),
    )


def _prepared(area_id: str) -> Prepared | Missing:
    found = definitions.load()
    area = found.areas[area_id]
    around = [area.subregion_id, area.region_id, area.country_id]
    wider = [_known(one) for one in dict.fromkeys(around) if one and one != area_id]
    own = _known(area_id)
    country = next((one for one in (own, *wider) if one.area_id == area.country_id), own)
    return prepared(own, wider, country, found.demography.get(area.country))


def _known(area_id: str) -> Known:
    return made.once(lambda: _read(area_id), "cohorts known", area_id)


def _read(area_id: str) -> Known:
    values: dict[str, dict[int, float]] = {name: {} for name in _ASKED}
    rows = store.rows("pages/situation/courses", indicator_ids=list(_ASKED), area_ids=[area_id])
    for row in rows:
        if not formats.is_missing(row["value"]):
            values[row["indicator_id"]][int(row["period"])] = float(row["value"])
    by_age = _by_age(area_id)
    observed, official = _breakdowns(by_age)
    return Known(
        area_id=area_id,
        observed=_people(area_id, observed, by_age),
        official=_people(area_id, official, by_age),
        made=_made(definitions.load().indicators[official.total]) if official else "",
        total=values[POPULATION],
        young=values[YOUNG],
        old=values[OLD],
        births=values[BIRTHS],
        deaths=values[DEATHS],
        net=values[NET],
    )


def _by_age(area_id: str) -> dict[str, list[str]]:
    """The years of each breakdown that has figures of the area, oldest first."""
    found: dict[str, list[str]] = {}
    for row in store.rows("shared/breakdowns", area_id=area_id):
        found.setdefault(row["breakdown_id"], []).append(row["period"])
    return {name: sorted(periods) for name, periods in found.items()}


def _breakdowns(by_age: Mapping[str, Sequence[str]]) -> tuple[Breakdown | None, Breakdown | None]:
    """Which of them counts the inhabitants, and which is the newest official projection."""
    found = definitions.load()
    known = [one for one in found.breakdowns.values() if one.id in by_age]
    counted = [one for one in known if one.total == POPULATION]
    made_of = {one.id: _made(found.indicators[one.total]) for one in known}
    foretold = [one for one in known if made_of[one.id]]
    newest = max(foretold, key=lambda one: made_of[one.id], default=None)
    return (counted[0] if counted else None), newest


def _made(indicator: Indicator) -> str:
    """When an official projection of inhabitants was made; "" of anything else."""
    told = indicator.official
    return told.made if told and told.projects == POPULATION else ""


def _people(
    area_id: str, breakdown: Breakdown | None, by_age: Mapping[str, list[str]]
) -> dict[int, Floats]:
    """(rows, ages) of each year of which every age is known."""
    if breakdown is None:
        return {}
    rows = store.rows(
        "pages/situation/age_structure",
        breakdown_id=breakdown.id,
        area_ids=[area_id],
        periods=by_age[breakdown.id],
    )
    sexes = SEXES if breakdown.sexes else (BOTH_SEXES,)
    found: dict[int, Floats] = {}
    for row in rows:
        year = int(row["period"])
        if year not in found:
            found[year] = np.full((len(sexes), breakdown.oldest + 1), np.nan)
        if row["sex"] in sexes and row["age"] <= breakdown.oldest:
            value = np.nan if formats.is_missing(row["value"]) else float(row["value"])
            found[year][sexes.index(row["sex"]), row["age"]] = value
    return {year: one for year, one in found.items() if np.isfinite(one).all()}


def official(area_ids: Sequence[str]) -> tuple[str, dict[int, float]]:
    """The newest official projection's totals by year where it has all areas, and its indicator.

    Returns:
        "" and nothing where no projection has all of them.
    """
    known = {one.id: _made(one) for one in definitions.load().indicators.values() if _made(one)}
    rows = store.rows("pages/situation/courses", indicator_ids=list(known), area_ids=list(area_ids))
    sums: dict[str, dict[int, list[float]]] = {}
    for row in rows:
        if not formats.is_missing(row["value"]):
            years = sums.setdefault(row["indicator_id"], {})
            years.setdefault(int(row["period"]), []).append(float(row["value"]))
    whole = {
        name: {year: sum(values) for year, values in years.items() if len(values) == len(area_ids)}
        for name, years in sums.items()
    }
    whole = {name: years for name, years in whole.items() if len(years) > 1}
    newest = max(whole, key=known.__getitem__, default="")
    return newest, whole.get(newest, {})


def history(area_ids: Sequence[str]) -> dict[int, float]:
    """Inhabitants of all the areas together by year, where all of them have a figure."""
    years = [_known(one).total for one in area_ids]
    common = set(years[0]).intersection(*years[1:]) if years else set()
    return {year: sum(one[year] for one in years) for year in sorted(common)}
