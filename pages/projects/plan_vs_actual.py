"""What was planned in the projects, what has come of it, and what is behind?"""

import streamlit as st

from seutukuva import definitions, showing, ui
from seutukuva.projects import sums
from seutukuva.texts import _
from seutukuva.ui import plans, printing

PAGE = {"order": 20, "title": "Planned and realised", "icon": ":material/data_thresholding:"}


def whole_page() -> None:
    with printing.unprinted("choices"):
        choice = plans.choose(showing.today())
    pictures = plans.pictures(choice)
    title = plans.title(choice, pictures)
    st.header(title, anchor=False)
    if not pictures:
        nothing_fits()
    elif choice.project:
        one_project(choice, title, pictures[0])
    else:
        several(choice, title, pictures)


def nothing_fits() -> None:
    st.info(_("No project fits these choices."), icon=":material/filter_alt_off:")
    st.page_link(
        "pages/projects/portfolio.py", label=_("Project register"), icon=":material/folder_open:"
    )


def one_project(choice: plans.Choice, title: str, picture: plans.Picture) -> None:
    lines = plans.lines_of(picture, [picture])
    plans.of_project(picture, lines)
    plans.chart(picture, title, "plan_vs_actual")
    plans.limits(choice)
    if lines:
        figures(choice, title, picture, lines)
    st.header(_("The project"), anchor=False)
    plans.projects([picture], title)


def several(choice: plans.Choice, title: str, pictures: list[plans.Picture]) -> None:
    combined = sums.combined(pictures, definitions.load())
    lines = plans.lines_of(combined, pictures)
    plans.of_several(combined, pictures, lines)
    plans.sum_chart(combined, pictures, title, "plan_vs_actual")
    plans.limits(choice)
    if lines:
        figures(choice, title, combined, lines)
    st.header(_("Where the money goes"), anchor=False)
    plans.concentration(pictures, title)
    st.header(_("The projects"), anchor=False)
    plans.projects(pictures, title)


def figures(
    choice: plans.Choice,
    title: str,
    own: plans.Picture | plans.Combined,
    lines: list[plans.Line],
) -> None:
    st.header(_("Measure by measure"), anchor=False)
    subtitle = plans.on_day(choice)
    plans.measures(lines, title, subtitle, plans.limits_told(choice))
    st.header(_("Money and what it buys"), anchor=False)
    plans.money_table(own, title, subtitle)
    st.header(_("New and existing firms"), anchor=False)
    plans.firms(own)


head = st.container()
ui.guarded(whole_page)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Planned and realised"),
        _(
            "What was planned in the projects, what has come of it, and what is behind? For the "
            "whole region, a development area, an owner, a basket or one project, on any day."
        ),
    )
    printing.styles()
