"""Official projections in every stored vintage, in the areas of today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import definitions, store
from seutukuva.definitions import Indicator
from seutukuva.definitions.official import Official


@dataclass(frozen=True, slots=True)
class Point:
    """What was projected for a period; ``is_computed`` where it is summed over municipalities."""

    period: str
    value: float
    is_computed: bool


@dataclass(frozen=True, slots=True)
class Vintage:
    """One official projection of an indicator in an area.

    Attributes:
        indicator_id: of the projection itself.
        projects: the indicator that it projects.
        made: the year it was published.
        base: the newest period whose figure was known to it.
        source_id: where it comes from.
        points: what it says, the earliest period first; single years may be all it has.
    """

    indicator_id: str
    area_id: str
    projects: str
    made: str
    base: str
    source_id: str
    points: tuple[Point, ...]


def projecting(indicator_id: str) -> tuple[Indicator, ...]:
    """The definitions of the official projections of an indicator, the first made first."""
    known = [(one.official, one) for one in definitions.load().indicators.values()]
    chosen = [(by, one) for by, one in known if by and by.projects == indicator_id]
    return tuple(one for by, one in sorted(chosen, key=lambda two: (two[0].made, two[1].id)))


def without_older(known: Iterable[Indicator]) -> list[Indicator]:
    """Indicators without those official projections of which a country has a later one.

    Of what a country's producer has projected several times, the latest is what stands beside
    figures of today; the others are there to be held against what came.
    """
    known = list(known)
    sources = definitions.load().sources
    latest: dict[tuple[str, str], str] = {}
    of = {
        one.id: (one.official.projects, sources[one.source_id].country)
        for one in known
        if one.official
    }
    for one in known:
        if one.official:
            latest[of[one.id]] = max(one.official.made, latest.get(of[one.id], ""))
    return [one for one in known if one.official is None or one.official.made == latest[of[one.id]]]


def vintages(indicator_id: str, area_id: str) -> tuple[Vintage, ...]:
    """The official projections of an indicator in an area, the first made first.

    A municipality that others have been merged into since is projected together with them.

    Args:
        indicator_id: what is projected, e.g. "population".

    Raises:
        MissingData: nothing has been published.
    """
    return of_areas(indicator_id, [area_id])


def of_areas(indicator_id: str, area_ids: Sequence[str]) -> tuple[Vintage, ...]:
    """The same of several areas: vintage by vintage, areas by id.

    Raises:
        MissingData: nothing has been published.
    """
    chosen = projecting(indicator_id)
    rows = store.run(
        "pages/situation/projection_official",
        indicator_ids=[one.id for one in chosen],
        area_ids=list(area_ids),
    ).to_dict("records")
    points: dict[tuple[str, str], list[Point]] = {}
    for row in rows:
        points.setdefault((row["indicator_id"], row["area_id"]), []).append(_point(row))
    return tuple(
        _vintage(one, one.official, area, points[one.id, area])
        for one in chosen
        if one.official
        for area in sorted(set(area_ids))
        if (one.id, area) in points
    )


def _point(row: Mapping[str, Any]) -> Point:
    return Point(str(row["period"]), float(row["value"]), row["origin"] == "computed")


def _vintage(one: Indicator, by: Official, area_id: str, points: Sequence[Point]) -> Vintage:
    return Vintage(one.id, area_id, by.projects, by.made, by.base, one.source_id, tuple(points))
