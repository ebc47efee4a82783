"""How does each development area stand against its targets, and what have its projects brought?"""

import streamlit as st

from seutukuva import access, ui
from seutukuva.texts import _
from seutukuva.ui import development, printing

PAGE = {"order": 10, "title": "Targets and trends", "icon": ":material/flag:"}
SOURCE = "development/trends"


def shown() -> None:
    choice = development.choose()
    view = development.look(choice)
    if choice.area is None:
        development.overview(view)
        return
    development.heading(choice.area, view)
    ui.guarded(development.kpi_tables, choice.area, view)
    st.header(_("Projects and their results"), anchor=False)
    ui.guarded(development.results, choice.area, view)
    with printing.unprinted("unplaced"):
        ui.guarded(development.unplaced, choice.area, view)
    with printing.unprinted("closer"):
        st.header(_("One KPI closely"), anchor=False)
        kpi = development.chosen(view)
        if kpi:
            ui.guarded(development.closer, view, kpi)
        st.header(_("Decisions on targets"), anchor=False)
        ui.guarded(development.decided, choice.area, view)
        if access.may_enter("kpi_target", {"development_area": choice.area.code}):
            ui.guarded(development.enter, choice.area, view, kpi, SOURCE)


head = st.container()
ui.guarded(ui.failed_sources)
ui.guarded(shown)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Targets and trends"),
        _(
            "The KPIs of the development areas against the targets that their owners have decided "
            "on, and the results of their projects."
        ),
    )
    printing.styles()
