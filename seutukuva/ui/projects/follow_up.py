"""Decisions, reports, goals, deviations and milestones of one project, each as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import streamlit as st

from seutukuva import definitions, texts
from seutukuva.projects import goals as judging
from seutukuva.projects.figures import Key
from seutukuva.projects.model import (
    ALL,
    FORECAST,
    PLANNED,
    REALISED,
    RECORDED,
    Deviation,
    Figure,
    Goal,
    Milestone,
    Plan,
    Report,
    Told,
)
from seutukuva.projects.picture import Picture
from seutukuva.projects.rag import AMBER, RED
from seutukuva.texts import _, ngettext
from seutukuva.ui.fields import quiet
from seutukuva.ui.portfolio.names import amount, lasts
from seutukuva.ui.projects import names
from seutukuva.ui.projects.listing import Cell, listed

_DEVIATION, _REPORT = "project_deviation", "project_report"


def decisions(plans: Sequence[Plan], figures: Iterable[Figure]) -> None:
    """Every decision, the earliest first: one that amends leaves those before it as they were."""
    rows = [*_decided_elsewhere(figures), *(_decision(one) for one in plans)]
    if not rows:
        st.info(_("No decision has been told yet."), icon=":material/inbox:")
        return
    columns = (_("In force from"), _("Time"), _("Planned"), _("Reason"), _("Told by"))
    told = _("Decisions about the project, the earliest first; none overwrites another.")
    listed("project_decisions", _("Decisions"), told, columns, rows)


def _decision(plan: Plan) -> list[Cell]:
    return [
        (names.day(plan.decided_on), plan.decided_by),
        (_changed_time(plan.start, plan.end), ""),
        (names.figures(plan.planned) if plan.planned else _("as before"), ""),
        (plan.reason or names.NOTHING, ""),
        _entered(plan),
    ]


def _changed_time(start: date | None, end: date | None) -> str:
    if start and end:
        return lasts(start, end)
    if end:
        return _("until {day}").format(day=names.day(end))
    return _("from {day}").format(day=names.day(start)) if start else _("as before")


def _decided_elsewhere(figures: Iterable[Figure]) -> list[list[Cell]]:
    """What sources and lists say was planned, a row a day."""
    by_day: dict[tuple[date, str], dict[str, dict[str, float]]] = {}
    for one in figures:
        if one.side == PLANNED and one.origin != RECORDED:
            own = by_day.setdefault((one.as_of, one.source), {})
            own.setdefault(one.measure, {})[one.part] = one.value
    return [
        [
            (names.day(day), ""),
            (names.NOTHING, ""),
            (names.figures(planned), ""),
            (names.NOTHING, ""),
            (names.source(source), ""),
        ]
        for (day, source), planned in sorted(by_day.items())
    ]


def _entered(one: Told) -> Cell:
    return names.entered(one.by, one.recorded_at), ""


def reports(rows: Sequence[Report], on: date, told_of: Iterable[Figure]) -> None:
    """Reports that are due and have come, with the figures that each told.

    Args:
        told_of: every figure of the project, of which each split is shown or hidden.
    """
    if not rows:
        st.info(_("No report is due, and none has come."), icon=":material/inbox:")
        return
    columns = (
        *(_("Report"), _("Due"), _("Received"), _("Figures up to")),
        *(_("Realised since the start"), _("The owner’s forecast"), _("Entered by")),
    )
    told = _("Reports of the project with the day they are due and came, and their figures.")
    hidden = names.hidden(told_of)
    lines = [_report(one, on, hidden) for one in rows]
    listed("project_reports", _("Reports"), told, columns, lines)
    for one in rows:
        if one.results or one.continuation:
            with st.expander(
                quiet(f"{_type(one)} · {names.day(one.until or one.received or one.due)}")
            ):
                st.text(one.results)
                if one.continuation:
                    st.markdown(f"**{names.title('continuation', _REPORT)}**")
                    st.text(one.continuation)


def _type(report: Report) -> str:
    return names.choice(_REPORT, "type", report.type)


def _report(one: Report, on: date, hidden: Iterable[Figure]) -> list[Cell]:
    own = [figure for figure in hidden if figure.source == one.id]
    come, expected = (
        {figure.measure for figure in own if figure.side == side} for side in (REALISED, FORECAST)
    )
    verified = _("verified by the funder") if one.is_verified else ""
    return [
        (_type(one), verified),
        (names.day(one.due), _lateness(one, on)),
        (names.day(one.received), ""),
        (names.day(one.until), ""),
        (names.figures(one.realised, come), ""),
        (names.figures(one.forecast, expected), ""),
        _entered(one),
    ]


def _lateness(one: Report, on: date) -> str:
    """How late a report is or was; "" where it is in time, or has days of grace left."""
    if one.due is None:
        return ""
    grace = timedelta(days=definitions.load().projects.grace_days)
    came = one.received or on
    if came <= one.due + (timedelta() if one.received else grace):
        return ""
    late = (came - one.due).days
    if one.received:
        words = ngettext("came {n} day late", "came {n} days late", late)
    else:
        words = ngettext("{n} day late", "{n} days late", late)
    return words.format(n=texts.number(late))


def goals(rows: Sequence[Goal], in_force: Mapping[Key, Figure], on: date) -> None:
    """Goals by level, from the vision down: how each is measured, and whether it is reached."""
    if not rows:
        st.info(_("No goal has been entered yet."), icon=":material/inbox:")
        return
    columns = (
        *(_("Goal"), _("Level"), _("Measured by"), _("Baseline"), _("Target")),
        *(_("By when"), _("Reached"), _("State"), _("Entered by")),
    )
    told = _("Goals of the project by level, with what they are measured by and how they stand.")
    levels = [*definitions.load().projects.goal_levels]
    ordered = sorted(rows, key=lambda one: levels.index(one.level) if one.level in levels else 99)
    lines = [_goal(one, in_force, on) for one in ordered]
    listed("project_goals", _("Goals"), told, columns, lines, (columns[3], columns[4], columns[6]))


def _goal(one: Goal, in_force: Mapping[Key, Figure], on: date) -> list[Cell]:
    found = definitions.load()
    level = found.projects.goal_levels.get(one.level)
    measure = found.measures.get(one.measure)
    unit = measure.unit if measure else ""
    stands = judging.standing(one, in_force.get((one.measure, REALISED, ALL)), on)
    of_reports = _("from reports") if stands.is_of_reports else ""
    seen = ", ".join(part for part in (_day(stands.seen_on), of_reports) if part)
    state = f"{names.GOAL_SHAPES[stands.state]} {_(names.STANDINGS[stands.state])}"
    # A vision is neither measured nor dated: nobody asks whether it has been reached.
    is_measured = level is None or level.is_measurable or one.target is not None
    return [
        (one.text, one.note),
        (level.title[texts.language()] if level else one.level, ""),
        (names.measure(measure.id) if measure else one.indicator or names.NOTHING, ""),
        (amount(one.baseline, unit), ""),
        (amount(one.target, unit), ""),
        (names.day(one.due), ""),
        (amount(stands.value, unit), seen),
        (state if is_measured else names.NOTHING, ""),
        _entered(one),
    ]


def _day(day: date | None) -> str:
    return names.day(day) if day else ""


def deviations(rows: Sequence[Deviation], picture: Picture, on: date) -> None:
    """What goes otherwise than planned, why, and what is done; and what nobody has explained."""
    if unexplained := _unexplained(rows, picture):
        words = _("Behind what was expected, and no deviation tells why: {measures}.")
        st.info(words.format(measures=", ".join(unexplained)), icon=":material/help:")
    if not rows:
        st.caption(_("No deviation has been entered."))
        return
    columns = (
        *(_("Deviation"), _("Noticed"), _("Cause"), _("Action")),
        *(_("Action by"), _("State"), _("Entered by")),
    )
    told = _("Deviations of the project with cause, action and state.")
    listed("project_deviations", _("Deviations"), told, columns, [_deviation(o, on) for o in rows])


def _unexplained(rows: Sequence[Deviation], picture: Picture) -> list[str]:
    """Measures that are judged to be behind, and of which no deviation tells."""
    told = {one.measure for one in rows}
    return [
        names.measure(row.measure.id)
        for row in picture.rows
        if row.status.letter in (AMBER, RED) and row.measure.id not in told
    ]


def _deviation(one: Deviation, on: date) -> list[Cell]:
    kind = names.choice(_DEVIATION, "type", one.type)
    about = f"{kind} · {names.measure(one.measure)}" if one.measure else kind
    waits = one.state in ("open", "in_progress")
    late = _("overdue") if waits and one.due and one.due < on else ""
    return [
        (one.text, about),
        (names.day(one.noticed), ""),
        (one.cause or names.NOTHING, ""),
        (one.action or names.NOTHING, ""),
        (names.day(one.due), late),
        (names.choice(_DEVIATION, "state", one.state), ""),
        _entered(one),
    ]


def milestones(rows: Sequence[Milestone], on: date) -> None:
    """Decision points and milestones in time, and how each went."""
    if not rows:
        st.info(_("No decision point or milestone has been entered."), icon=":material/inbox:")
        return
    columns = (_("What"), _("Phase"), _("Planned day"), _("Actual day"), _("Decision"))
    told = _("Decision points and milestones of the project in time.")
    lines = [_milestone(one, on) for one in rows]
    titles = (*columns, _("Entered by"))
    listed("project_milestones", _("Decision points and milestones"), told, titles, lines)


def _milestone(one: Milestone, on: date) -> list[Cell]:
    phase = definitions.load().projects.phases.get(one.phase)
    is_late = one.done is None and one.due < on
    outcome = names.choice("project_milestone", "outcome", one.outcome) if one.outcome else ""
    return [
        (one.text, names.choice("project_milestone", "type", one.type)),
        (phase[texts.language()] if phase else names.NOTHING, ""),
        (names.day(one.due), _("the day has passed") if is_late else ""),
        (names.day(one.done), ""),
        (outcome or names.NOTHING, one.note),
        _entered(one),
    ]
