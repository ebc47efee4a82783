"""Which figure of a project counts on a day, and what decisions and reports tell as figures.

Realised figures are cumulative since the project's start, and planned ones are a decision as a
whole: of either the newest counts, and none is added to an older one. What comes later never
changes what counted on an earlier day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from seutukuva import dates
from seutukuva.formats import finite
from seutukuva.projects.model import (
    CURRENT,
    DECIDED,
    FORECAST,
    PLANNED,
    PROMISED,
    REALISED,
    RECORDED,
    REPORTED,
    STAGES,
    VERIFIED,
    Figure,
    Plan,
    Report,
    Told,
    folded,
)

Key = tuple[str, str, str]


def in_force(figures: Iterable[Figure], on: date) -> dict[Key, Figure]:
    """The figures of one project that count on a day, by measure, side and part.

    The newest by its own day; of one day the later stage, then the later row of the log. What
    lies after the day does not count yet.
    """
    found: dict[Key, Figure] = {}
    for one in figures:
        if one.as_of > on or finite(one.value) is None:
            continue
        key = (one.measure, one.side, one.part)
        if key not in found or _place(found[key]) < _place(one):
            found[key] = one
    return found


def history(figures: Iterable[Figure], measure: str, side: str, part: str) -> list[Figure]:
    """Every figure of one project for a measure, side and part, the oldest first."""
    wanted = [one for one in figures if (one.measure, one.side, one.part) == (measure, side, part)]
    return sorted((one for one in wanted if finite(one.value) is not None), key=_place)


def of_plans(plans: Iterable[Plan]) -> list[Figure]:
    """The figures of decisions: of each project's first, the plan at decision; then amendments."""
    found: list[Figure] = []
    decided: set[str] = set()
    for plan in sorted(plans, key=lambda one: (one.decided_on, one.seq, one.id)):
        stage = CURRENT if folded(plan.code) in decided else DECIDED
        decided.add(folded(plan.code))
        found += _figures(plan, plan.planned, PLANNED, plan.decided_on, stage)
    return found


def of_reports(reports: Iterable[Report]) -> list[Figure]:
    """The figures of reports: what had come true, and what the owner expects of the whole.

    They count from the day up to which the report tells; where it tells none, from the day it
    came, was due or was entered.
    """
    found: list[Figure] = []
    for report in reports:
        day = report.until or report.received or report.due or dates.day_saved(report.recorded_at)
        if day is None:
            continue
        stage = VERIFIED if report.is_verified else REPORTED
        found += _figures(report, report.realised, REALISED, day, stage)
        found += _figures(report, report.forecast, FORECAST, day, PROMISED)
    return found


def _figures(
    told: Told, figures: Mapping[str, Mapping[str, float]], side: str, day: date, stage: str
) -> Iterator[Figure]:
    for measure, parts in figures.items():
        for part, value in parts.items():
            number = finite(value)
            if number is not None:
                yield Figure(
                    code=folded(told.code),
                    measure=measure,
                    side=side,
                    part=part,
                    value=number,
                    as_of=day,
                    stage=stage,
                    origin=RECORDED,
                    source=told.id,
                    by=told.by,
                    recorded_at=told.recorded_at,
                    seq=told.seq,
                )


def _place(one: Figure) -> tuple[date, int, int, str, str, str, float]:
    """Where a figure stands among others of its kind; the last places only make it certain."""
    stage = STAGES.index(one.stage) if one.stage in STAGES else -1
    return one.as_of, stage, one.seq, one.recorded_at, one.origin, one.source, one.value
