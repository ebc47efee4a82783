"""A development area on a day: its KPIs, the targets in force, verdicts and projections."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seutukuva import formats
from seutukuva.definitions import DevelopmentArea, Thresholds
from seutukuva.development import projection, targets, verdicts
from seutukuva.development.kpis import CONFIDENTIAL, Course, Point
from seutukuva.development.projection import Projection
from seutukuva.development.targets import Decision
from seutukuva.development.verdicts import Verdict

# What is counted beside the states of verdicts: nobody has decided on a target, whether anybody
# has is not shown here, the verdict rests on invented figures.
NO_TARGET, HIDDEN, INVENTED = "no_target", "hidden", "invented"
# A picture shows so many years before the baseline, for whence a target is aimed at.
_YEARS_BEFORE = 5


@dataclass(frozen=True, slots=True)
class Aim:
    """One target in force: how the KPI stands against it, and where its course leads by then."""

    decision: Decision
    verdict: Verdict
    projection: Projection


@dataclass(frozen=True, slots=True)
class Standing:
    """One KPI of a development area; ``aims``: the nearest target year first."""

    course: Course
    aims: tuple[Aim, ...]
    is_headline: bool

    @property
    def main(self) -> Aim | None:
        """The target that an overview tells of: the nearest one that is not over, else the last."""
        coming = [one for one in self.aims if not one.verdict.is_over]
        return next(iter(coming or self.aims[-1:]), None)

    @property
    def recent(self) -> tuple[Point, ...]:
        """The figures that a picture shows: some years before the first baseline and later."""
        begun = [targets.moment(one.decision.baseline_period) for one in self.aims]
        return self.course.since(min(begun, default=math.inf) - _YEARS_BEFORE)

    @property
    def state(self) -> str:
        """The state of the main target's verdict, `HIDDEN` or `NO_TARGET`."""
        if self.main:
            return self.main.verdict.state
        return HIDDEN if self.course.reason == CONFIDENTIAL else NO_TARGET

    @property
    def counted(self) -> str:
        """What it is counted as: its state, but invented figures stand for nothing."""
        return INVENTED if self.main and self.course.is_demonstration else self.state


def standings(
    area: DevelopmentArea,
    place: str,
    courses: Mapping[str, Course],
    decisions: Iterable[Decision],
    on: dt.date,
    thresholds: Thresholds | None,
) -> tuple[Standing, ...]:
    """The KPIs of a development area in the order of its definition.

    Args:
        place: id of the area that the figures are of.
        courses: by KPI; one without is left out.
        decisions: on any targets; those in force on the day count.
    """
    valid = targets.in_force(decisions, on)
    return tuple(
        Standing(
            courses[name],
            tuple(
                _aim(one, courses[name], thresholds, on)
                for one in targets.of(valid, area.code, name, place)
            ),
            name in area.headline,
        )
        for name in area.kpis
        if name in courses
    )


def _aim(decision: Decision, course: Course, thresholds: Thresholds | None, on: dt.date) -> Aim:
    return Aim(
        decision,
        verdicts.verdict(decision, course.basis(decision.baseline_period), thresholds, on),
        _projected(course, decision.target_period),
    )


def _projected(course: Course, due: str) -> Projection:
    at, led = targets.moment(due), course.led
    if led is None:
        return projection.projection(course.comparable, at, course.kpi.lowest, course.kpi.highest)
    kinds = {formats.period_kind(one.period) for one in course.valued[-1:]}
    if kinds != {"month"} or formats.period_kind(due) != "year":
        return projection.stored(led, at)
    if course.kpi.indicator is None or course.kpi.indicator.is_count:
        # Some numbers of months add up to a year, others do not.
        return Projection(projection.BY_MONTH)
    known = [(targets.moment(one.period), one.value or 0.0) for one in course.valued]
    return projection.stored_mean(led, known, formats.period_index(due))


def counts(found: Iterable[Standing]) -> Counter[str]:
    """How many KPIs are in each state of their main target, and how many have no target."""
    return Counter(one.counted for one in found)
