"""How many of which age will live here, and what if more moved in?"""

import streamlit as st

from seutukuva import ui
from seutukuva.texts import _
from seutukuva.ui import cohorts, printing

PAGE = {"order": 26, "title": "Population ahead", "icon": ":material/diversity_3:"}


def heading() -> None:
    st.header(_("Inhabitants through the years"), anchor=False)
    cohorts.course(view)


def at_year() -> None:
    st.header(_("Ages in a year"), anchor=False)
    cohorts.at_year(view)


def yearly() -> None:
    st.header(_("Year by year"), anchor=False)
    cohorts.year_by_year(view)


def made_of() -> None:
    st.header(_("What it is made of"), anchor=False)
    cohorts.made_of(view)


head = st.container()
with printing.unprinted("choice"), st.container(border=True):
    choice = cohorts.choose()
    levers = st.container()
ui.guarded(ui.failed_sources)
prepared, missing = cohorts.starting(choice)
cohorts.unknown(missing, choice, is_alone=not prepared)
if prepared:
    with levers:
        tried = cohorts.levers(cohorts.inhabitants(prepared), cohorts.net_migration(prepared))
    view = cohorts.look(prepared, tried)
    for section in (heading, at_year, yearly, made_of):
        ui.guarded(section)
with head:
    ui.title(
        _("Population ahead"),
        _(
            "How many of which age will live here if births, deaths and moves go on as now, and "
            "what if more moved in?"
        ),
    )
    printing.styles()
