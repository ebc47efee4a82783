"""The figures that marks rest on, as they are known now, and as they were known at a round.

The only module of its room that asks for statistics and interviews. At a round with an edition the
figures are the edition's; without one they are those known now, and whoever tells of them says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from seutukuva import definitions, formats, picture, showing, store
from seutukuva.definitions import QUESTION
from seutukuva.definitions.outlook import OutlookTheme, ThemeFigure
from seutukuva.development import kpis
from seutukuva.editions import opening
from seutukuva.editions import register as editions
from seutukuva.errors import MissingData, QueryError
from seutukuva.outlook.hindsight import Figure, Series, a_year_later
from seutukuva.outlook.register import BALANCE, INDICATOR, Mark, Stood

_WAYS = {"up": 1, "down": -1}


@dataclass(frozen=True, slots=True)
class Known:
    """A figure or balance of a theme in one area, as it is known now.

    Attributes:
        evidence: ``indicator:jobs`` or ``balance:turnover_outlook``.
        reason: why there is no figure, as `seutukuva.development.kpis` codes it; "" where there is.
        before: the figure of the same time a year before; of a balance that of the round before.
        change: in the unit of the theme's rule; of a balance in points.
        way: 1 better, 0 as before, −1 worse; None where it cannot be said. Of a balance: whether
            it changed beyond chance.
        low, high: 95 % interval of a balance.
        klass: of a balance that is told as a class only.
    """

    evidence: str
    period: str = ""
    value: float | None = None
    status: str = "missing"
    before: float | None = None
    change: float | None = None
    way: int | None = None
    rule: ThemeFigure | None = None
    reason: str = ""
    low: float | None = None
    high: float | None = None
    firms: int | None = None
    klass: str = ""
    is_demonstration: bool = False

    @property
    def stood(self) -> Stood:
        """What a mark keeps of it: of a balance, which is confidential, the round only."""
        if self.evidence.startswith(BALANCE):
            return Stood(self.evidence, self.period)
        return Stood(self.evidence, self.period, self.value, self.before)


def known(theme: OutlookTheme, area: str) -> list[Known]:
    """The theme's figures and balances in an area, in the theme's order."""
    ids = [one.indicator for one in theme.figures]
    ids += [f"{QUESTION}{one}" for one in theme.balances]
    courses = kpis.courses(ids, area)
    found = [
        _figure(rule, courses[rule.indicator])
        for rule in theme.figures
        if rule.indicator in courses
    ]
    balances = (f"{QUESTION}{one}" for one in theme.balances)
    return found + [_balance(one, courses[one]) for one in balances if one in courses]


def _figure(rule: ThemeFigure, course: kpis.Course) -> Known:
    name = f"{INDICATOR}{rule.indicator}"
    point = course.valued[-1] if course.valued else None
    if point is None or point.value is None:
        return Known(name, rule=rule, reason=course.reason or kpis.NO_FIGURES)
    found = Known(name, point.period, point.value, point.status, rule=rule)
    year_before = formats.same_period_last_year(point.period)
    earlier = next((one.value for one in course.valued if one.period == year_before), None)
    is_broken = any(
        one.status == "break" and year_before < one.period <= point.period for one in course.points
    )
    if earlier is None or is_broken:
        return found
    change, way = rule.change(earlier, point.value), rule.way(earlier, point.value)
    return replace(found, before=earlier, change=change, way=way)


def _balance(kpi_id: str, course: kpis.Course) -> Known:
    name = f"{BALANCE}{kpi_id.removeprefix(QUESTION)}"
    newest = course.newest
    if newest is None:
        return Known(name, reason=course.reason or kpis.NO_FIGURES)
    known_ones = [one for one in course.valued if one.period < newest.period]
    before = known_ones[-1].value if known_ones else None
    change = None if before is None or newest.value is None else newest.value - before
    return Known(
        name,
        newest.period,
        newest.value,
        newest.status,
        before,
        change,
        _WAYS.get(course.direction or "", 0) if course.direction is not None else None,
        low=newest.low,
        high=newest.high,
        firms=newest.firms,
        klass=newest.klass,
        is_demonstration=course.is_demonstration,
    )


def at_rounds(
    marks: Iterable[Mark], themes: Mapping[str, OutlookTheme]
) -> Callable[[str, str, str], Series]:
    """A way to look up the series of marks a year ahead, as their rounds knew them.

    Args:
        marks: whose rounds, areas and themes are asked for.
    """
    every = [one for one in marks if one.theme in themes]
    areas = tuple(sorted({one.area for one in every}))
    indicators = tuple(
        sorted({own.indicator for one in every for own in themes[one.theme].figures})
    )
    by_round = newest_editions()
    made: dict[str, Mapping[tuple[str, str], Series]] = {}

    def look_up(round_id: str, indicator: str, area: str) -> Series:
        edition = by_round.get(round_id)
        name = edition.name if edition else ""
        if name not in made:
            made[name] = _series(indicators, areas, edition)
        return made[name].get((indicator, area), Series((), name))

    return look_up


def newest_editions() -> dict[str, editions.Edition]:
    """The newest edition of each round whose statistics are there, as far as the state shown goes.

    Raises:
        RecordsError: the log cannot be read.
    """
    shown, kept = showing.shown(), _kept()
    found: dict[str, editions.Edition] = {}
    for one in editions.listed():
        if one.version not in kept or (shown and one.seq > shown.head.seq):
            continue
        if one.round not in found or one.seq > found[one.round].seq:
            found[one.round] = one
    return found


def _kept() -> set[str]:
    try:
        return {one.id for one in store.versions()}
    except MissingData:
        return set()


def without_edition(marks: Iterable[Mark]) -> list[str]:
    """Rounds whose figures a judgement needs and that have no edition, the latest first."""
    wanted = {one for mark in marks for one in (mark.round, a_year_later(mark.round))}
    return sorted(wanted - newest_editions().keys(), reverse=True)


def _series(
    indicators: tuple[str, ...], areas: tuple[str, ...], edition: editions.Edition | None
) -> Mapping[tuple[str, str], Series]:
    try:
        if edition is None:
            return _read(indicators, areas, "")
        with store.at(opening.version(edition), edition.head):
            return _read(indicators, areas, edition.name)
    except (MissingData, QueryError):
        # Statistics that are gone cannot be asked: every figure of them is missing.
        return {}


def _read(
    indicators: tuple[str, ...], areas: tuple[str, ...], name: str
) -> Mapping[tuple[str, str], Series]:
    own = definitions.load().indicators
    courses = picture.courses([own[one] for one in indicators], list(areas))
    return {
        (indicator, area): Series(
            tuple(_point(row) for row in courses.series(area, indicator)), name
        )
        for indicator in indicators
        for area in areas
    }


def _point(row: Mapping[str, Any]) -> Figure:
    return Figure(str(row["period"]), formats.finite(row["value"]), str(row["status"] or ""))
