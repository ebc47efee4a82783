"""KPIs and their courses from the store: indicators of statistics, balances of interviews.

The only module of its room that asks for data, and only through what others ask too, so that a
figure here is the same as on its own page. Balances are confidential: where they may not be seen
neither they nor targets set for them are told.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from seutukuva import (
    access,
    dates,
    definitions,
    formats,
    picture,
    profile,
    settings,
    store,
    verdicts,
)
from seutukuva.definitions import LANGUAGES, QUESTION, Definitions, Indicator, Text
from seutukuva.definitions.bounds import bounds
from seutukuva.development import leading, targets
from seutukuva.development.projection import Led
from seutukuva.development.targets import Decision
from seutukuva.development.verdicts import NO_FIGURE, NO_SAME_SEASON, Basis
from seutukuva.errors import MissingData
from seutukuva.interviews import batches, reports, told
from seutukuva.interviews.batches import Wave
from seutukuva.interviews.told import GroupBalance, QuestionBalance

KIND = "kpi_target"
# Why a KPI has no figures.
CONFIDENTIAL, NO_INTERVIEWS, NO_FIGURES, UNREADABLE = (
    "confidential",
    "no_interviews",
    "no_figures",
    "unreadable",
)
_NO_UNIT: Text = MappingProxyType(dict.fromkeys(LANGUAGES, ""))
# So many figures make a course, however old they are.
_FEW = 12
# Ends of a balance, and of a share in per cent.
_BALANCE = 100.0


@dataclass(frozen=True, slots=True)
class Kpi:
    """What is measured; with what a chart needs to know of an indicator.

    Attributes:
        indicator: the indicator, None for a balance of interviews.
        lowest, highest: what a figure can be.
    """

    id: str
    title: Text
    short_title: Text
    unit: Text
    decimals: int
    display: str
    age_base: str
    polarity: str
    indicator: Indicator | None = None
    lowest: float = -math.inf
    highest: float = math.inf

    @property
    def is_balance(self) -> bool:
        """Whether it is told in interviews, and so confidential."""
        return self.indicator is None


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a course; a balance with its 95 % interval and how many firms it is of.

    ``klass``: of a balance that is told as a class only.
    """

    period: str
    value: float | None
    status: str
    low: float | None = None
    high: float | None = None
    firms: int | None = None
    klass: str = ""

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval; None of figures that have none."""
        return None if self.low is None or self.high is None else (self.low, self.high)


@dataclass(frozen=True, slots=True)
class Course:
    """A KPI over time in one area, oldest first.

    Attributes:
        reason: why there are no figures, else "".
        trend: verdict on the course of an indicator.
        direction: of a balance since the round before: "up", "down", "" not beyond chance; None
            where that is not told.
        is_demonstration: the figures are invented.
        led: where it leads, as stored for all pages; None where the course itself says it.
    """

    kpi: Kpi
    area: str
    points: tuple[Point, ...] = ()
    reason: str = ""
    trend: verdicts.Trend | None = None
    led: Led | None = None
    direction: str | None = None
    is_demonstration: bool = False

    @property
    def valued(self) -> tuple[Point, ...]:
        """The points with a figure."""
        return tuple(one for one in self.points if one.value is not None)

    @property
    def newest(self) -> Point | None:
        """The newest point: of a balance also one that is told as a class only."""
        return next((p for p in reversed(self.points) if p.value is not None or p.klass), None)

    def since(self, moment: float) -> tuple[Point, ...]:
        """The points with a figure from a moment in years on, and at least the newest few."""
        known = self.valued
        return tuple(
            one
            for place, one in enumerate(known)
            if targets.moment(one.period) >= moment or place >= len(known) - _FEW
        )

    @property
    def comparable(self) -> tuple[tuple[float, float], ...]:
        """Moments and figures that can be compared: since the last break, and of series by month
        or quarter only those of the newest one's time of year."""
        known = self.valued
        if not self.kpi.is_balance and known:
            season = known[-1].period[4:]
            known = tuple(one for one in known if one.period[4:] == season)
        cut = max((at for at, one in enumerate(known) if one.status == "break"), default=0)
        return tuple(
            (targets.moment(one.period), one.value) for one in known[cut:] if one.value is not None
        )

    def basis(self, since: str) -> Basis:
        """The newest figure that can be held against a baseline of some period.

        Figures by month or quarter go up and down with the season: they are held against the same
        month of another year, or as the mean of a whole one.
        """
        known = self.valued
        made = Basis("", None, self.kpi.polarity, self.kpi.decimals)
        if not known:
            return made
        newest = known[-1]
        if not self.kpi.is_balance and formats.period_kind(newest.period) != "year":
            found = self._of_a_season(since)
            reason = NO_FIGURE if found else NO_SAME_SEASON
            period, value = found or ("", None)
            return replace(made, period=period, value=value, reason=reason)
        return replace(made, period=newest.period, value=newest.value, interval=newest.interval)

    def _of_a_season(self, since: str) -> tuple[str, float] | None:
        newest = reversed(self.valued)
        if formats.period_kind(since) == "year":
            periods = dict.fromkeys(one.period[:4] for one in newest)
        else:
            periods = dict.fromkeys(one.period for one in newest if one.period[4:] == since[4:])
        found = ((period, self.at(period)) for period in periods)
        return next(((period, value) for period, value in found if value is not None), None)

    def at(self, period: str) -> float | None:
        """The figure of a period; of a year where figures are by month or quarter, their mean.

        None where there is none, and of a number by month, which may be one to be summed up.
        """
        own = [one for one in self.valued if one.period == period]
        if own:
            return own[-1].value
        parts = [one for one in self.valued if len(period) == 4 and one.period[:4] == period]
        indicator = self.kpi.indicator
        if not parts or indicator is None or indicator.is_count:
            return None
        if len(parts) < formats.periods_a_year(formats.period_kind(parts[0].period)):
            return None
        return sum(one.value or 0.0 for one in parts) / len(parts)


def kpi(kpi_id: str, found: Definitions) -> Kpi | None:
    """A KPI by its id; None where neither indicator nor question is known."""
    if not kpi_id.startswith(QUESTION):
        one = found.indicators.get(kpi_id)
        return None if one is None else _statistic(one)
    name = kpi_id.removeprefix(QUESTION)
    asked = [
        form.questions[name] for form in found.questionnaires.values() if name in form.questions
    ]
    if not asked:
        return None
    question = asked[-1]
    short = question.label if any(question.label.values()) else question.title
    return Kpi(
        kpi_id, question.title, short, _NO_UNIT, 0, "signed", "", "up", None, -_BALANCE, _BALANCE
    )


def _statistic(one: Indicator) -> Kpi:
    lowest, highest = bounds(one)
    return Kpi(
        one.id,
        one.title,
        one.short_title,
        one.unit,
        one.decimals,
        one.display,
        one.age_base,
        one.polarity,
        one,
        lowest,
        highest,
    )


def courses(kpi_ids: Iterable[str], area: str, until: dt.date | None = None) -> dict[str, Course]:
    """The courses of some KPIs in an area, by id, in their order.

    A balance of a municipality is there only as far as its firms are enough to be told of.

    Args:
        until: only figures of periods that had ended by that day, as they are known now; None:
            all there are.
    """
    found = definitions.load()
    known = [one for name in kpi_ids if (one := kpi(name, found))]
    made = _statistics([one for one in known if one.indicator], area, until)
    made |= _balances([one for one in known if one.is_balance], area, until)
    return {one.id: made[one.id] for one in known}


def _is_by(period: str, until: dt.date | None) -> bool:
    return until is None or targets.last_day(period) <= until


def _statistics(known: list[Kpi], area: str, until: dt.date | None) -> dict[str, Course]:
    indicators = [one.indicator for one in known if one.indicator]
    if not indicators:
        return {}
    try:
        rows = picture.courses(indicators, [area])
    except MissingData:
        return {one.id: Course(one, area, reason=NO_FIGURES) for one in known}
    made = {}
    for one in known:
        if one.indicator is None:
            continue
        course = [row for row in rows.series(area, one.id) if _is_by(str(row["period"]), until)]
        points = tuple(_figure(row) for row in course)
        is_empty = not any(point.value is not None for point in points)
        denominators = profile.denominators_of(one.indicator, area, rows)
        made[one.id] = Course(
            one,
            area,
            points,
            NO_FIGURES if is_empty else "",
            verdicts.trend(one.indicator, course, denominators),
        )
    newest = {name: one.valued[-1].value or 0.0 for name, one in made.items() if one.valued}
    led = leading.led(newest, area) if until is None else {}
    return {name: replace(one, led=led.get(name)) for name, one in made.items()}


def _figure(row: Mapping[str, Any]) -> Point:
    value = formats.finite(row["value"])
    return Point(str(row["period"]), value, str(row["status"] or "missing"))


def _balances(known: list[Kpi], area: str, until: dt.date | None) -> dict[str, Course]:
    if not known:
        return {}
    if not access.may_see("interviews"):
        return {one.id: Course(one, area, reason=CONFIDENTIAL) for one in known}
    waves = [one for one in _waves() if _is_by(targets.period(one.id), until)]
    if not waves:
        return {one.id: Course(one, area, reason=NO_INTERVIEWS) for one in known}
    try:
        every = [
            (wave, reports.of(wave, before).results.balances)
            for before, wave in zip([None, *waves], waves, strict=False)
        ]
    except MissingData:
        return {one.id: Course(one, area, reason=UNREADABLE) for one in known}
    return {one.id: _balance(one, area, every) for one in known}


def _waves() -> list[Wave]:
    """Rounds of one kind, the earliest first: invented ones only while there are no real ones."""
    waves = sorted(batches.waves(), key=lambda wave: wave.id)
    real = [one for one in waves if not one.is_demonstration]
    return real or waves


def _balance(one: Kpi, area: str, every: list[tuple[Wave, tuple[QuestionBalance, ...]]]) -> Course:
    name = one.id.removeprefix(QUESTION)
    points: list[Point] = []
    direction: str | None = None
    for wave, balances in every:
        direction = None
        asked = next((each for each in balances if each.question == name), None)
        group = None if asked is None else _group(asked, area)
        if asked is None or group is None or group.told == told.HIDDEN:
            continue
        points.append(_told(wave, group))
        direction = _direction(asked, group)
    return Course(
        one,
        area,
        tuple(points),
        "" if points else NO_FIGURES,
        direction=direction,
        is_demonstration=every[-1][0].is_demonstration,
    )


def _group(asked: QuestionBalance, area: str) -> GroupBalance | None:
    if area == definitions.load().programme.subregion:
        return asked.all
    return next((one for one in asked.of("municipality") if one.group.id == area), None)


def _told(wave: Wave, group: GroupBalance) -> Point:
    period, balance = targets.period(wave.id), group.balance
    if balance is None:
        return Point(period, None, "confidential", firms=group.firms, klass=group.klass)
    return Point(
        period, balance.value, "final", balance.low, balance.high, group.firms, group.klass
    )


def _direction(asked: QuestionBalance, group: GroupBalance) -> str | None:
    change = next((one for one in asked.changes if one.group == group.group), None)
    return None if change is None or change.reason else change.direction


def decisions() -> tuple[Decision, ...]:
    """Every decision on a target, also replaced and withdrawn ones, the one decided last first.

    Those on balances only where interviews may be seen: their baselines are figures of them. What
    cannot be read as a decision, changed past the log's rules, is left out.

    Raises:
        RecordsError: the log cannot be read.
    """
    rows = store.run("records/kpi_target", programme=settings.programme_id(), as_of=None)
    made = [one for row in rows.to_dict("records") if (one := _decision(row))]
    may_see = access.may_see("interviews")
    return targets.history(one for one in made if may_see or not one.kpi.startswith(QUESTION))


def _decision(row: Mapping[str, Any]) -> Decision | None:
    given = {name: "" if formats.is_missing(value) else value for name, value in row.items()}
    try:
        one = Decision(
            id=str(given["id"]),
            seq=int(given["seq"]),
            development_area=str(given["development_area"]),
            kpi=str(given["kpi"]),
            area=str(given["area"]),
            baseline=float(given["baseline"]),
            baseline_period=targets.period(str(given["baseline_period"])),
            target=float(given["target"]),
            target_period=targets.period(str(given["target_period"])),
            decided_on=dates.first_day(str(given["decided_on"])),
            reason=str(given["reason"]),
            by=str(given["recorded_by"]),
            recorded_at=str(given["recorded_at"]),
            source=str(given["source"]),
            withdrawn_on=_day(given["withdrawn_at"]),
            withdrawn_by=str(given["withdrawn_by"]),
            withdrawn_reason=str(given["withdrawn_reason"]),
        )
    except ValueError:
        return None
    is_forward = targets.moment(one.baseline_period) < targets.moment(one.target_period)
    return one if is_forward else None


def _day(value: Any) -> dt.date | None:
    return dates.day_saved(value) if value else None
