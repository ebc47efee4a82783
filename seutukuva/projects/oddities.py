"""What is odd in a project's figures and reports: it is kept, shown, and explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seutukuva.projects.figures import Key, history
from seutukuva.projects.model import ALL, PLANNED, REALISED, Figure, Project, Report

ABOVE, UNPLANNED, CLOSED = "realised_above_planned", "planned_zero", "closed"
TURNED, DATELESS = "end_before_start", "no_dates"
FALLEN = "fallen"
FOLLOW_UP, FINAL = "follow_up", "final"


@dataclass(frozen=True, slots=True)
class Oddity:
    """One odd thing; ``code`` as ``flags.words`` knows it.

    ``planned``, ``realised``: the figures it is about; ``before``: the realised one of the day
    before that; ``report``: the report.
    """

    code: str
    planned: Figure | None = None
    realised: Figure | None = None
    before: Figure | None = None
    report: Report | None = None


def odd(
    project: Project,
    figures: Mapping[Key, Figure],
    reports: Iterable[Report],
    told: Iterable[Figure] = (),
) -> tuple[Oddity, ...]:
    """What is odd in a project on a day.

    Args:
        figures: those that count on the day, as ``figures.in_force`` gives them.
        told: every figure of the project; older ones are what newer ones are compared with.
    """
    every = list(told)
    own = [
        *_of_figures(figures),
        *(one for figure in figures.values() for one in _of_fall(figure, every)),
        *_of_reports(project, reports),
        *_of_dates(project),
    ]
    named = {one.code for one in own}
    # What a list's check said of the row, but for what its figures say themselves.
    others = [Oddity(code) for code in project.flags if code not in (*named, ABOVE, UNPLANNED)]
    return (*own, *others)


def _of_figures(figures: Mapping[Key, Figure]) -> Iterable[Oddity]:
    for (measure, side, part), realised in figures.items():
        planned = figures.get((measure, PLANNED, ALL))
        if side != REALISED or part != ALL or planned is None:
            continue
        if planned.value == 0 < realised.value:
            yield Oddity(UNPLANNED, planned, realised)
        elif realised.value > planned.value:
            yield Oddity(ABOVE, planned, realised)


def _of_fall(realised: Figure, every: Iterable[Figure]) -> Iterable[Oddity]:
    """Realised figures are counted since the start: a lower one corrects or errs."""
    if realised.side != REALISED or realised.part != ALL:
        return
    course = history(every, realised.measure, REALISED, ALL)
    before = [one for one in course if one.as_of < realised.as_of]
    if before and before[-1].value > realised.value:
        yield Oddity(FALLEN, realised=realised, before=before[-1])


def _of_reports(project: Project, reports: Iterable[Report]) -> Iterable[Oddity]:
    end = project.end
    if end is None or project.state not in ("ended", "interrupted"):
        return
    for one in reports:
        # A final report comes after the end, and effects are followed for years.
        is_late = one.type != FINAL and one.received is not None and one.received > end
        tells_more = one.until is not None and one.until > end
        if one.type != FOLLOW_UP and (is_late or tells_more):
            yield Oddity(CLOSED, report=one)


def _of_dates(project: Project) -> Iterable[Oddity]:
    if project.start is None or project.end is None:
        # Of a day that a list told and that could not be kept, its check says so itself.
        if TURNED not in project.flags:
            yield Oddity(DATELESS)
    elif project.end < project.start:
        yield Oddity(TURNED)
