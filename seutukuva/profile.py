"""One area in all its indicators: newest figure, change, course, trend, and place among others.

Pure: rows come in, rows ready to be printed go out, so that a page, a file and a text agree.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import formats, measures, verdicts
from seutukuva.definitions import Definitions, Indicator, by_theme
from seutukuva.headlines import Courses, Headline
from seutukuva.measures import Measure

Row = Mapping[str, Any]

# A figure older than this is history: it stays findable, but not among what is known now.
YEARS_TO_HISTORY = 8
# Of whom the benchmark is the median.
PEERS, COUNTRY = "peers", "country"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an area stands among others, in a form that compares areas of different size.

    Attributes:
        measure: the form of all figures here.
        own: the area's figure; None where it cannot be calculated.
        peers: figures of the peers at the same period, by area.
        benchmark: median of the peers, None where none of them has a figure; without any peers
            that of all areas of the same kind in the country, None where too few have a figure.
        benchmark_of: `PEERS` or `COUNTRY`.
        marks: spread of all areas of the same kind in the country and the own place around the
            benchmark, or why there is none.
        rank: among the peers and the area itself.
    """

    measure: Measure
    own: float | None
    peers: Mapping[str, float]
    benchmark: float | None
    marks: verdicts.Marks
    rank: verdicts.Rank | None
    benchmark_of: str = PEERS


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One indicator of the area.

    Attributes:
        headline: the newest figure and the one it is compared to.
        course: the rows of the whole series, oldest first.
        trend: verdict on the course.
        denominator: how many the newest share is a share of; None for anything but shares.
        variation: whether small numbers make the figure vary strongly.
    """

    indicator: Indicator
    headline: Headline
    course: tuple[Row, ...]
    trend: verdicts.Trend
    standing: Standing
    denominator: float | None
    variation: verdicts.Variation

    def is_history(self, newest_year: int) -> bool:
        """True for a figure too old to say how things are."""
        return int(self.headline.period[:4]) < newest_year - YEARS_TO_HISTORY


class Everywhere:
    """Newest figures of many areas in comparable form, by indicator and period.

    Args:
        rows: rows of ``shared/newest_everywhere`` or ``shared/newest_of_areas``.
    """

    def __init__(self, found: Definitions, rows: Iterable[Row]) -> None:
        base_ids = measures.bases(found)
        self._values: dict[tuple[str, str], dict[str, float]] = {}
        for row in rows:
            indicator = found.indicators.get(row["indicator_id"])
            if indicator is None:
                continue
            form = measures.comparable(indicator, base_ids)
            value = measures.of_newest(row, form, indicator)
            if value is not None:
                at = (indicator.id, str(row["period"]))
                self._values.setdefault(at, {})[str(row["area_id"])] = value

    def at(self, indicator_id: str, period: str) -> dict[str, float]:
        """Figures by area of those whose newest period is this one."""
        return self._values.get((indicator_id, period), {})


def areas_of_kind(found: Definitions, area_id: str) -> int:
    """How many areas of the same kind its country has today, the area itself among them.

    Raises:
        KeyError: no such area.
    """
    own = found.areas[area_id]
    return len(ids_of_kind(found, own.kind, own.country))


def ids_of_kind(found: Definitions, kind: str, country: str) -> tuple[str, ...]:
    """The areas of a kind that a country has today, in the order of their file."""
    return tuple(
        area.id
        for area in found.areas.values()
        if area.kind == kind and area.country == country and not area.valid_to
    )


def rows(
    found: Definitions,
    area_id: str,
    courses: Courses,
    everywhere: Everywhere,
    named: Everywhere,
    peer_ids: Sequence[str],
    language: str,
) -> tuple[ProfileRow, ...]:
    """The indicators that the area has figures of, by theme and place within it.

    Args:
        courses: the whole series of the area.
        everywhere: newest figures of all areas of its kind and country.
        named: newest figures of the area itself and its peers, of whatever kind.
        peer_ids: whom to compare with; with nobody, the benchmark is the country's median.
    """
    base_ids = measures.bases(found)
    of = areas_of_kind(found, area_id)
    made = []
    for indicator in by_theme(found, found.indicators.values()):
        headline = courses.newest(area_id, indicator)
        if headline is None:
            continue
        form = measures.comparable(indicator, base_ids)
        made.append(
            _row(
                indicator,
                area_id,
                headline,
                courses,
                _standing(
                    indicator,
                    measures.measure(indicator, form, language),
                    everywhere.at(indicator.id, headline.period),
                    named.at(indicator.id, headline.period),
                    area_id,
                    peer_ids,
                    of,
                ),
            )
        )
    return tuple(made)


def _row(
    indicator: Indicator, area_id: str, headline: Headline, courses: Courses, standing: Standing
) -> ProfileRow:
    course = tuple(courses.series(area_id, indicator.id))
    denominators = denominators_of(indicator, area_id, courses)
    return ProfileRow(
        indicator=indicator,
        headline=headline,
        course=course,
        trend=verdicts.trend(indicator, course, denominators),
        standing=standing,
        denominator=denominators.get(headline.period),
        variation=verdicts.varies_strongly(indicator, course, denominators),
    )


def denominators_of(indicator: Indicator, area_id: str, courses: Courses) -> dict[str, float]:
    """Denominators of a share by period; empty for what is no share or has none here."""
    if indicator.rate is None:
        return {}
    return {
        str(row["period"]): float(row["value"])
        for row in courses.series(area_id, indicator.rate.denominator)
        if not formats.is_missing(row["value"])
    }


def _standing(
    indicator: Indicator,
    measure: Measure,
    everywhere: Mapping[str, float],
    named: Mapping[str, float],
    area_id: str,
    peer_ids: Sequence[str],
    of: int,
) -> Standing:
    own = named.get(area_id)
    others = [one for one in peer_ids if one != area_id]
    peers = {one: named[one] for one in others if one in named}
    country = list(everywhere.values())
    if others:
        benchmark = statistics.median(peers.values()) if peers else None
    else:
        spread = verdicts.spread(country, of)
        benchmark = spread.median if spread else None
    marks = verdicts.marks(country, own, benchmark, of=of)
    rank = None
    if own is not None and peers:
        rank = verdicts.rank(own, [own, *peers.values()])
    return Standing(measure, own, peers, benchmark, marks, rank, PEERS if others else COUNTRY)
