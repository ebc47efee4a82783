"""A development area's year in its projects: what ran, what came of it, what was reported.

What stands here is found, not judged: it is the ground of the summary that the area's owner
writes. Figures of several projects are sums of what they tell, with how many have told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from seutukuva.definitions import Definitions, Measure
from seutukuva.projects import rag
from seutukuva.projects.measuring import Number, Undefined
from seutukuva.projects.model import Deviation, Project, Report
from seutukuva.projects.picture import Picture
from seutukuva.projects.sums import Combined, combined, once

FINAL, INTERIM = "final", "interim"
# Of these reports results and proposals are quoted, of one project the later kind first.
QUOTED = (FINAL, INTERIM)
OPEN = ("open", "in_progress")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What a project's newest report of a year says."""

    project: Project
    report: Report


@dataclass(frozen=True, slots=True)
class Behind:
    """A project and those of its measures that are far below what was expected."""

    project: Project
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A year of some projects.

    Attributes:
        on: the last day that is looked at.
        projects: those that ran in the year or reported in it, by code.
        begun, ended: those of them that began and ended in the year.
        elapsed: share of the days of all of them that has gone.
        behind: those with a measure far below what was expected.
        deviations: noticed in the year, or still open.
        results, proposals: reports with key results, and with what is proposed to follow.
        silent: projects of which no report of the year tells any results.
    """

    year: int
    on: date
    projects: tuple[Project, ...]
    begun: tuple[Project, ...]
    ended: tuple[Project, ...]
    combined: Combined
    elapsed: Number
    behind: tuple[Behind, ...]
    deviations: tuple[tuple[Project, Deviation], ...]
    results: tuple[Quoted, ...]
    proposals: tuple[Quoted, ...]
    silent: tuple[Project, ...]


def summary(
    pictures: Iterable[Picture],
    reports: Mapping[str, Sequence[Report]],
    deviations: Mapping[str, Sequence[Deviation]],
    year: int,
    defs: Definitions,
) -> Summary:
    """The year of some projects.

    Args:
        pictures: of one day, the last that is to be looked at; each project counts once.
        reports, deviations: by the project's key.
    """
    every = [one for one in once(pictures) if is_of_year(one.project, reports, year)]
    on = max((one.on for one in every), default=date(year, 12, 31))
    projects = tuple(one.project for one in every)
    newest = {
        one.key: found
        for one in projects
        if (found := newest_report(reports.get(one.key, ()), year, on))
    }
    quoted = [Quoted(one, newest[one.key]) for one in projects if one.key in newest]
    return Summary(
        year=year,
        on=on,
        projects=projects,
        begun=tuple(one for one in projects if one.start and one.start.year == year),
        ended=tuple(one for one in projects if one.end and one.end.year == year and one.end <= on),
        combined=combined(every, defs),
        elapsed=elapsed(every),
        behind=_behind(every),
        deviations=_deviations(projects, deviations, year, on),
        results=tuple(one for one in quoted if one.report.results.strip()),
        proposals=tuple(one for one in quoted if one.report.continuation.strip()),
        silent=tuple(
            one for one in projects if one.key not in newest or not newest[one.key].results.strip()
        ),
    )


def is_of_year(project: Project, reports: Mapping[str, Sequence[Report]], year: int) -> bool:
    """Whether a project ran in a year, or told of itself in it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    has_days = project.start or project.end
    runs = (project.start or first) <= last and (project.end or last) >= first
    told = reports.get(project.key, ())
    return bool(has_days and runs) or any(_year(one) == year for one in told)


def years(projects: Iterable[Project], today: date) -> list[int]:
    """The years in which any of the projects ran, the latest first; never one to come."""
    found = {today.year}
    for one in projects:
        first, last = one.start or one.end, one.end or one.start
        if first and last:
            found.update(range(first.year, min(last.year, today.year) + 1))
    return sorted(found, reverse=True)


def newest_report(reports: Iterable[Report], year: int, on: date) -> Report | None:
    """The newest final or interim report that tells of a year up to a day; final ones first."""
    told = [
        one
        for one in reports
        # One of December comes in January: what counts is what it tells of.
        if one.type in QUOTED and _year(one) == year and (_told_of(one) or date.max) <= on
    ]
    return max(
        told,
        key=lambda one: (one.type == FINAL, _came(one) or date.min, one.seq),
        default=None,
    )


def elapsed(pictures: Iterable[Picture]) -> Number:
    """The days that have gone by those of the whole, of all projects with dates together."""
    gone = whole = 0
    for one in once(pictures):
        start, end = one.project.start, one.project.end
        if start and end and start <= end:
            days = (end - start).days + 1
            whole += days
            gone += min(max((one.on - start).days + 1, 0), days)
    return gone / whole if whole else Undefined.NO_DATES


def _came(report: Report) -> date | None:
    return report.received or report.until


def _told_of(report: Report) -> date | None:
    """The day up to which a report tells; the day it came where it does not say."""
    return report.until or report.received


def _year(report: Report) -> int | None:
    day = _told_of(report)
    return day.year if day else None


def _behind(pictures: Iterable[Picture]) -> tuple[Behind, ...]:
    found = []
    for one in pictures:
        far = tuple(row.measure for row in one.rows if row.status.letter == rag.RED)
        if far:
            found.append(Behind(one.project, far))
    return tuple(found)


def _deviations(
    projects: Iterable[Project],
    deviations: Mapping[str, Sequence[Deviation]],
    year: int,
    on: date,
) -> tuple[tuple[Project, Deviation], ...]:
    return tuple(
        (one, told)
        for one in projects
        for told in deviations.get(one.key, ())
        if told.noticed <= on and (told.noticed.year == year or told.state in OPEN)
    )
