"""What waits for somebody in the follow-up of projects: one entry a matter, with whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from seutukuva.definitions import ProjectRules
from seutukuva.projects.measuring import is_number
from seutukuva.projects.model import (
    VERIFIED,
    Deviation,
    Goal,
    Project,
    Report,
)
from seutukuva.projects.picture import Picture

REPORT_LATE, REPORT_DUE = "report_late", "report_due"
WITHOUT_ACTION, ACTION_LATE = "deviation_without_action", "action_late"
AHEAD, EFFECT_DUE = "spending_ahead", "effect_due"
NO_FINAL, ENDS_SOON = "ended_without_final_report", "ends_soon_without_final_report"
# The most urgent first.
KINDS = (
    *(REPORT_LATE, NO_FINAL, ACTION_LATE, WITHOUT_ACTION),
    *(AHEAD, EFFECT_DUE, REPORT_DUE, ENDS_SOON),
)
FINAL, FOLLOW_UP = "final", "follow_up"
# A report is announced so many days before, and a project's end: time enough to write either.
REPORT_AHEAD, END_AHEAD = 30, 60
_WAITING = ("open", "in_progress")
_OVER = ("ended", "interrupted")
_NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reminder:
    """One matter that waits.

    Attributes:
        kind: one of ``KINDS``.
        owner: organisation of the programme that follows the project up; "" where nobody does.
        due: the day by which, or since when; none where there is none.
        days: how many days after it, below zero how many are left.
        detail: the report's type, the deviation's or the goal's text, or the id of the measure
            that lags.
        record: id of the record that it is about; "" where it is about the project.
        gap: of ``AHEAD``, how far the money is ahead, as a share; ``gap_on``: up to which day
            both the money and the result that lags are told.
    """

    kind: str
    project: Project
    owner: str
    due: date | None
    days: int
    detail: str = ""
    record: str = ""
    gap: float | None = None
    gap_on: date | None = None


def reminders(
    projects: Iterable[Project],
    pictures: Iterable[Picture],
    reports: Mapping[str, Sequence[Report]],
    goals: Mapping[str, Sequence[Goal]],
    deviations: Mapping[str, Sequence[Deviation]],
    on: date,
    rules: ProjectRules,
    owners: Mapping[str, str] = _NOBODY,
) -> list[Reminder]:
    """Everything that waits on a day, the most urgent kind first, then what waits longest.

    Args:
        projects: each counts once; what the other arguments hold of others is left out.
        reports, goals, deviations: by the project's key, as ``recorded`` gives them.
        owners: organisation by development area, for projects that name no owner.
    """
    seen = {one.project.key: one for one in pictures}
    found: list[Reminder] = []
    for key, project in {one.key: one for one in projects}.items():
        own = _Own(project, project.owner or owners.get(project.development_area, ""), on)
        found += _of_reports(own, reports.get(key, ()), seen.get(key), rules)
        found += _of_deviations(own, deviations.get(key, ()))
        found += _of_spending(own, seen.get(key), rules)
        found += _of_effects(own, goals.get(key, ()), reports.get(key, ()), seen.get(key), rules)
    return sorted(
        found, key=lambda one: (KINDS.index(one.kind), -one.days, one.project.key, one.record)
    )


def effect_window(goal: Goal, end: date | None, rules: ProjectRules) -> tuple[date, date] | None:
    """When an effect is followed up: from the first to the last day; none where it is no effect.

    ``years_after_end`` of the goal's level says it, counted from the project's end in force; a day
    that the goal names itself is the last.
    """
    level = rules.goal_levels.get(goal.level)
    if level is None or level.years_after_end is None or end is None:
        return None
    first, last = (_years_after(end, years) for years in level.years_after_end)
    last = goal.due or last
    return min(first, last), last


@dataclass(frozen=True, slots=True)
class _Own:
    """A project on a day, with whom it concerns."""

    project: Project
    owner: str
    on: date

    def reminder(self, kind: str, due: date | None, detail: str = "", record: str = "") -> Reminder:
        days = (self.on - due).days if due else 0
        return Reminder(kind, self.project, self.owner, due, days, detail, record)

    @property
    def has_ended(self) -> bool:
        end = self.project.end
        return self.project.state in _OVER or (end is not None and end < self.on)


def _of_reports(
    own: _Own, reports: Sequence[Report], picture: Picture | None, rules: ProjectRules
) -> Iterator[Reminder]:
    for one in reports:
        if one.due is None or (one.received and one.received <= own.on):
            continue
        if own.on > one.due + timedelta(days=rules.grace_days):
            yield own.reminder(REPORT_LATE, one.due, one.type, one.id)
        elif own.on >= one.due - timedelta(days=REPORT_AHEAD):
            yield own.reminder(REPORT_DUE, one.due, one.type, one.id)
    end = own.project.end
    # Of a project that only stands in a list, nobody here awaits a report.
    is_followed = bool(own.project.record or own.owner or reports)
    if end is None or not is_followed or any(one.type == FINAL for one in reports):
        return
    if own.has_ended:
        # What the funder has verified of the end stands in the place of a report.
        if end <= own.on and not _is_verified(picture):
            yield own.reminder(NO_FINAL, end)
    elif end <= own.on + timedelta(days=END_AHEAD):
        yield own.reminder(ENDS_SOON, end)


def _is_verified(picture: Picture | None) -> bool:
    """Whether the funder tells any figure of the project's end."""
    rows = picture.rows if picture else ()
    return any(one.is_final and one.realised and one.realised.stage == VERIFIED for one in rows)


def _of_deviations(own: _Own, deviations: Sequence[Deviation]) -> Iterator[Reminder]:
    for one in deviations:
        if one.state not in _WAITING or one.noticed > own.on:
            continue
        if not one.action.strip():
            yield own.reminder(WITHOUT_ACTION, one.noticed, one.text, one.id)
        elif one.due and one.due < own.on:
            yield own.reminder(ACTION_LATE, one.due, one.text, one.id)


def _of_spending(own: _Own, picture: Picture | None, rules: ProjectRules) -> Iterator[Reminder]:
    """While something can still be done: the money is further ahead than a green result may lag."""
    limits = rules.on(own.on)
    if picture is None or limits is None or own.has_ended or not is_number(picture.elapsed):
        return
    gap, lagging = picture.payment_gap, picture.gap_measure
    if picture.elapsed < limits.least_elapsed or lagging is None or not is_number(gap):
        return
    if gap > 1 - limits.green + 1e-9:
        yield replace(own.reminder(AHEAD, None, lagging.id), gap=gap, gap_on=picture.gap_on)


def _of_effects(
    own: _Own,
    goals: Sequence[Goal],
    reports: Sequence[Report],
    picture: Picture | None,
    rules: ProjectRules,
) -> Iterator[Reminder]:
    for one in goals:
        window = effect_window(one, own.project.end, rules)
        if window is None or own.on < window[0]:
            continue
        # What was seen before is what the project left behind, and not yet its effect.
        seen = _days_seen(one, reports, picture)
        if not any(window[0] <= day <= own.on for day in seen):
            yield own.reminder(EFFECT_DUE, window[1], one.text, one.id)


def _days_seen(goal: Goal, reports: Sequence[Report], picture: Picture | None) -> list[date]:
    """The days of which anything tells how the effect stands."""
    row = picture.row(goal.measure) if picture else None
    seen = [goal.seen_on if goal.reached is not None else None]
    seen += [row.realised.as_of if row and row.realised else None]
    seen += [one.received for one in reports if one.type == FOLLOW_UP]
    return [day for day in seen if day]


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
