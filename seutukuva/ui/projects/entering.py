"""Entering what becomes of a project: a form a kind, and the entries that can be changed.

A form is made when its panel is opened: there are a hundred fields on the page.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from seutukuva import access, settings, showing, store
from seutukuva.projects import checking, register
from seutukuva.projects.model import Deviation, Goal, Milestone, Plan, Project, Report, Told
from seutukuva.texts import _
from seutukuva.ui import entry
from seutukuva.ui.fields import quiet
from seutukuva.ui.projects import names
from seutukuva.ui.versions import of_entries, version_table

SOURCE = "projects/project"
PROJECT = "project"
# What a project's record must tell; what is left empty in it, the lists go on telling.
_NEEDED = ("code", "name", "start", "end", "state")
_LONGEST = 80
_OPEN = "entered_of_project"
_ENTERED = (
    *("project_plan", "project_report", "project_goal", "project_deviation"),
    "project_milestone",
)
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is entered of one kind.

    Attributes:
        invitation: what the panel for a new one is called.
        entries: those there are; ``titled`` names one in a list.
        complete: checks a body; takes the entry that is changed, None for a new one.
        begins_with: what a new one begins with besides the project.
    """

    kind: str
    invitation: str
    entries: Sequence[Told]
    titled: Callable[[Any], str]
    complete: Callable[[Body, Any], Body]
    begins_with: Body


def keep_apart(project: Project) -> None:
    """Forget what was typed of another project: it must not be saved as this one's."""
    state = st.session_state
    if state.get(_OPEN, project.key) != project.key:
        for kind_id in _ENTERED:
            entry.forget(kind_id)
            state.pop(_chosen(kind_id), None)
    state[_OPEN] = project.key


def ledger(project: Project, own: Ledger) -> None:
    """The form for a new entry, and one for any that is there, with its history."""
    entry.notice(own.kind)
    _notice_of_gone(own)
    if not access.may_enter(own.kind, {"project": project.code}):
        return
    shape = _shape(project, own, None)
    with_form = _panel(own.invitation, f"enter_{own.kind}", ":material/add:")
    if with_form.open:
        with with_form:
            entry.form(names.kind(own.kind), None, SOURCE, shape)
    if not own.entries:
        return
    with_change = _panel(
        _("Change, withdraw, see the history"), f"change_{own.kind}", ":material/edit:"
    )
    if with_change.open:
        with with_change:
            _changing(project, own)


def _notice_of_gone(own: Ledger) -> None:
    """Somebody else may have withdrawn what is being changed: then the form is gone."""
    key = _chosen(own.kind)
    gone = st.session_state.get(key)
    if gone and gone not in [one.id for one in own.entries]:
        entry.notice(gone)
        del st.session_state[key]


def _chosen(kind_id: str) -> str:
    return f"changed_{kind_id}"


def _panel(label: str, key: str, icon: str) -> Any:
    return st.expander(label, icon=icon, key=key, on_change="rerun")


def _shape(project: Project, own: Ledger, before: Told | None) -> entry.Shape:
    fields = [one.id for one in names.kind(own.kind).fields if one.type != "data"]
    return entry.Shape(
        # Which project it is about, the page says.
        asked=tuple(one for one in fields if one != PROJECT),
        begins_with={PROJECT: project.code, **own.begins_with},
        complete=lambda body: own.complete({**body, PROJECT: project.code}, before),
    )


def _changing(project: Project, own: Ledger) -> None:
    known = {one.id: one for one in own.entries}
    titles = {one: quiet(own.titled(told))[:_LONGEST] for one, told in known.items()}
    # Two that read alike are told apart: a list takes the first of equal names.
    for at, one in enumerate(titles, 1):
        titles[one] = f"{at}. {titles[one]}"
    chosen = st.selectbox(
        _("Entry to change"),
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        key=_chosen(own.kind),
        placeholder=_("Choose"),
    )
    if chosen:
        _one(chosen, own.kind, _shape(project, own, known[chosen]))


def _one(record_id: str, kind_id: str, shape: entry.Shape) -> None:
    """The newest version in a form, its withdrawal, and every version before."""
    versions = store.history(record_id)
    entry.form(names.kind(kind_id), versions[-1], SOURCE, shape)
    entry.withdrawal(versions[-1], SOURCE)
    version_table(
        names.kind(kind_id),
        of_entries(versions),
        told=_("Versions of this entry, the newest first."),
        key=f"history_{kind_id}",
    )


def of_plans(project: Project, plans: Sequence[Plan]) -> Ledger:
    """Decisions; the days they change stand against those in force."""

    def complete(body: Body, _before: Plan | None) -> Body:
        return checking.plan(body, project.start, project.end)

    return Ledger(
        "project_plan",
        _("Enter a decision or an amendment"),
        plans,
        lambda one: f"{names.day(one.decided_on)} {one.reason}",
        complete,
        {},
    )


def of_reports(project: Project, reports: Sequence[Report], today: date) -> Ledger:
    """Reports and what they say was realised."""

    def complete(body: Body, _before: Report | None) -> Body:
        return checking.report(body, project.start, today)

    return Ledger(
        "project_report",
        _("Enter a report or realised figures"),
        reports,
        lambda one: " ".join(
            (
                names.choice("project_report", "type", one.type),
                names.day(one.until or one.received or one.due),
            )
        ),
        complete,
        {},
    )


def _is_over(project: Project, today: date) -> bool:
    return project.end is not None and project.end < today


def of_goals(project: Project, goals: Sequence[Goal]) -> Ledger:
    """Goals; their days stand against the project's end."""

    def complete(body: Body, before: Goal | None) -> Body:
        return checking.goal(body, project.end, before)

    return Ledger("project_goal", _("Enter a goal"), goals, lambda one: one.text, complete, {})


def of_deviations(deviations: Sequence[Deviation], today: date) -> Ledger:
    """Deviations."""
    return Ledger(
        "project_deviation",
        _("Enter a deviation"),
        deviations,
        lambda one: f"{names.day(one.noticed)} {one.text}",
        lambda body, _before: checking.deviation(body),
        {"noticed": today.isoformat(), "state": "open"},
    )


def of_milestones(milestones: Sequence[Milestone], today: date) -> Ledger:
    """Decision points and milestones."""
    return Ledger(
        "project_milestone",
        _("Enter a decision point or a milestone"),
        milestones,
        lambda one: f"{names.day(one.due)} {one.text}",
        lambda body, _before: checking.milestone(body, today),
        {},
    )


def project_form(project: Project, today: date) -> None:
    """The form for what is known of a project; where only lists tell of it, its first record."""
    entry.notice(PROJECT)
    if not access.may_enter(PROJECT, {"code": project.code}):
        return
    panel = _panel(_("Change what is known of the project"), "change_project", ":material/edit:")
    if not panel.open:
        return
    record_id = project.record or _record_id(project)
    versions = store.history(record_id)
    newest = versions[-1] if versions else None
    shape = entry.Shape(
        begins_with=_begun(project, today),
        record_id=record_id,
        lists={"follows": dict(register.titles())},
        complete=partial(checking.project, own=project.key, known=_known),
    )
    with panel:
        if not project.record:
            st.caption(_("What you leave empty goes on being told by the lists it comes from."))
        entry.form(names.kind(PROJECT), newest, SOURCE, shape)
        if newest and not newest.is_withdrawn:
            entry.withdrawal(newest, SOURCE)
        if versions:
            version_table(
                names.kind(PROJECT),
                of_entries(versions),
                told=_("Versions of this entry, the newest first."),
                key="history_project",
            )


def _record_id(project: Project) -> str:
    """The same for everybody: of two who begin at once, one is told of the other."""
    text = f"{settings.programme_id()}|{project.key}"
    return f"project-{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def _begun(project: Project, today: date) -> Body:
    """What a record of a project that lists tell of begins with: what every record needs."""
    first = project.first_end or project.end
    told = {
        "code": project.code,
        "name": project.name,
        "start": project.start.isoformat() if project.start else "",
        "end": first.isoformat() if first else "",
        "state": project.state or ("ended" if _is_over(project, today) else "running"),
    }
    return {name: told[name] for name in _NEEDED}


def new_project() -> None:
    """The form for a project that the register does not have."""
    if not access.may_enter(PROJECT):
        return
    panel = _panel(_("Enter a new project"), "new_project", ":material/add:")
    if panel.open:
        shape = entry.Shape(
            lists={"follows": dict(register.titles())},
            complete=partial(checking.project, own="", known=_known),
        )
        with panel:
            entry.form(names.kind(PROJECT), None, SOURCE, shape)


def _known(code: str) -> Project | None:
    return register.project(code, showing.today())
