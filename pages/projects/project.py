"""What has one project planned, what has come of it, and how is it followed up?"""

import datetime as dt

import streamlit as st

from seutukuva import access, definitions, selectors, showing, ui
from seutukuva.projects import figures, oddities, recorded, register
from seutukuva.projects.by_day import by_day
from seutukuva.projects.model import Project
from seutukuva.projects.picture import picture_of
from seutukuva.texts import _
from seutukuva.ui import plans, printing
from seutukuva.ui import projects as shown

PAGE = {"order": 30, "title": "Project", "icon": ":material/task:"}

today = showing.today()


def which() -> None:
    with printing.unprinted("choices"), st.container(border=True):
        left, right = st.columns([3, 1])
        with right:
            on = selectors.day("on", _("As it stood on"), today) or today
        with left:
            project = shown.chosen(on)
    if project:
        one_project(project, on)
    else:
        # One that was just withdrawn is no longer there to say so itself.
        ui.entry.notice("project")
        st.info(
            _("Choose a project above, or open one from the list of all projects."),
            icon=":material/search:",
        )
        st.page_link("pages/projects/portfolio.py", label=_("All projects"), icon=":material/list:")
    st.header(_("A project that is not in the register"), anchor=False)
    if access.may_enter("project"):
        shown.new_project()
    else:
        ui.edition.kept_out(
            _(
                "Projects are entered on the computer that serves these pages. Here, where "
                "others can reach them, they can only be read."
            ),
            kind="project",
        )


def one_project(project: Project, on: dt.date) -> None:
    shown.keep_apart(project)
    told = register.figures([project.key]).get(project.key, ())
    picture = picture_of(project, told, on, definitions.load())
    in_force = figures.in_force(told, on)
    reports = recorded.reports(project.code).get(project.key, ())
    goals = recorded.goals(project.code).get(project.key, ())
    deviations = recorded.deviations(project.code).get(project.key, ())
    milestones = recorded.milestones(project.code).get(project.key, ())
    decisions = recorded.plans(project.code).get(project.key, ())
    then = by_day(told, decisions, reports, deviations, milestones, on)
    shown.heading(project, on)
    shown.in_short(picture)
    shown.odd(oddities.odd(project, in_force, then.reports, then.figures))
    st.header(_("Planned and realised"), anchor=False)
    shown.planned_and_realised(picture)
    plans.chart(picture, _("Planned and realised"), "project_chart")
    st.header(_("What the project is"), anchor=False)
    shown.facts(project, on)
    ui.guarded(shown.came_from, project)
    shown.project_form(project, today)
    st.header(_("Follow-up"), anchor=False)
    shown.later_left_out(then.later, on)
    tabs = st.tabs(
        [
            _("Reports"),
            _("Goals"),
            _("Deviations"),
            _("Decisions"),
            _("Milestones"),
            _("Who says what"),
        ]
    )
    with tabs[0]:
        shown.reports(then.reports, on, told)
        shown.ledger(project, shown.of_reports(project, reports, today))
    with tabs[1]:
        shown.goals(goals, in_force, on)
        shown.ledger(project, shown.of_goals(project, goals))
    with tabs[2]:
        shown.deviations(then.deviations, picture, on)
        shown.ledger(project, shown.of_deviations(deviations, today))
    with tabs[3]:
        shown.decisions(then.plans, then.figures)
        shown.ledger(project, shown.of_plans(project, decisions))
    with tabs[4]:
        shown.milestones(then.milestones, on)
        shown.ledger(project, shown.of_milestones(milestones, today))
    with tabs[5]:
        shown.stages(then.figures, on)
        shown.every_figure(then.figures)


head = st.container()
ui.guarded(which)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Project"),
        _("What has one project planned, what has come of it, and how is it followed up?"),
    )
    printing.styles()
