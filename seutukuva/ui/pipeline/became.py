"""The project that came of an idea: linked or made, and its results beside what was promised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from seutukuva import access, definitions, showing, texts
from seutukuva.definitions.criteria import FUNDING
from seutukuva.definitions.criteria import PROJECT as PROJECT_ROLE
from seutukuva.pipeline.model import Decision, Idea
from seutukuva.pipeline.promised import Kept, kept
from seutukuva.projects import checking, register
from seutukuva.projects.model import Project
from seutukuva.texts import _
from seutukuva.ui import entry, fields, sheets
from seutukuva.ui.pipeline import names, tables
from seutukuva.ui.portfolio.names import amount

PROJECT = "project"


def is_due(idea: Idea, decisions: Sequence[Decision]) -> bool:
    """Whether a project is to come of it, or has come."""
    rules = definitions.load().pipeline
    ready = {one.id for one in rules.of_role(FUNDING, PROJECT_ROLE)}
    approved = any(one.idea == idea.id and one.is_positive for one in decisions)
    return (
        bool(idea.project)
        or (idea.stage in ready and approved)
        or idea.stage in {one.id for one in rules.of_role(PROJECT_ROLE)}
    )


def project_of(idea: Idea, today: dt.date) -> None:
    """The project with its results; else how it is linked or made."""
    st.markdown(f"**{_('The project that came of it')}**")
    entry.notice(PROJECT)
    found = register.project(idea.project, showing.today()) if idea.project else None
    if found:
        _results(idea, found, today)
    elif idea.project:
        words = _("No project {code} is in the register yet.")
        st.info(words.format(code=entry.plain(idea.project)), icon=":material/search:")
    if not access.may_enter(PROJECT):
        return
    if not idea.project:
        st.caption(_("Link it below by its code; a new project can then be made from the idea."))
    elif not found:
        _make(idea)


def _make(idea: Idea) -> None:
    """The form of a new project, which begins with what is known of the idea."""
    with st.expander(_("Make the project from the idea"), icon=":material/add:"):
        entry.form(
            definitions.load().kinds[PROJECT],
            None,
            names.SOURCE,
            entry.Shape(
                begins_with=begun(idea),
                lists={"follows": dict(register.titles())},
                complete=partial(checking.project, own="", known=_known),
                is_high=True,
            ),
        )


def begun(idea: Idea) -> dict[str, Any]:
    """What a project that is made of an idea begins with."""
    return {
        "code": idea.project,
        "name": idea.title,
        "node": idea.node,
        "development_area": idea.development_area,
        "owner": idea.owner,
        "partners": idea.partners,
        "areas": list(idea.area_ids),
        "summary": idea.description,
        "state": "planned",
    }


def _known(code: str) -> Project | None:
    return register.project(code, showing.today())


def _results(idea: Idea, project: Project, today: dt.date) -> None:
    st.page_link(
        "pages/projects/project.py",
        label=fields.quiet(f"{project.code} · {project.name}"[:60]),
        icon=":material/task:",
        query_params={"project": project.key},
    )
    pictures = register.pictures([project.code], today)
    rows = kept(idea, pictures[0] if pictures else None)
    if not rows:
        st.caption(_("Neither the idea nor the project tells a figure."))
        return
    columns = (
        *(_("Measure"), _("Promised by the idea"), _("Planned by the project")),
        _("Realised so far"),
    )
    lines = [_line(columns, one) for one in rows]
    titles = {one.measure: _title(one) for one in rows}
    tables.shown(
        _("Promised, planned and realised"),
        _("What the idea promised, what its project plans and what has come true so far."),
        columns,
        lines,
        {
            columns[0]: [titles[one.measure] for one in rows],
            columns[1]: [one.promised for one in rows],
            columns[2]: [one.planned for one in rows],
            columns[3]: [one.realised for one in rows],
        },
        "idea_promised",
    )


def _title(one: Kept) -> str:
    return definitions.load().measures[one.measure].title[texts.language()]


def _line(columns: Sequence[str], one: Kept) -> sheets.Line:
    unit = definitions.load().measures[one.measure].unit
    note = ""
    if one.change:
        sign = "+" if one.change > 0 else "−"
        words = _("{sign}{n} to the idea")
        note = words.format(sign=sign, n=amount(abs(one.change), unit))
    realised = amount(one.realised, unit) if one.realised is not None else _("not reported")
    return tables.line(
        columns,
        sheets.text(_title(one)),
        amount(one.promised, unit),
        (amount(one.planned, unit), note),
        realised,
    )
