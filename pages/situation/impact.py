"""What has become of the area in ten years, where does it lead, and what does the plan answer?"""

import streamlit as st

from seutukuva import definitions, selectors, texts, ui
from seutukuva.impact import analysis, document, statements, told
from seutukuva.texts import _
from seutukuva.ui import impact, printing

PAGE = {"order": 38, "title": "Consequence analysis", "icon": ":material/explore:"}


def analysed() -> None:
    known = analysis.analysis(area_id)
    short.extend(known.in_short)
    with files:
        impact.take_the_analysis_away(area_id)
    st.header(_("The last ten years"), anchor=False)
    impact.sections(known.past, area_id, known.name)
    st.header(_("The next ten years"), anchor=False)
    impact.sections(known.ahead, area_id, known.name)


def concluded() -> None:
    own = statements.of_area(area_id)
    projects = document.projects_of(own)
    place = selectors.area_name(definitions.load(), area_id, texts.language())
    st.header(_("Challenges, forecasts and goals"), anchor=False)
    impact.boxes(own, projects, statements.elsewhere(area_id))
    with printing.unprinted("entering"):
        impact.entering(area_id, not own)
        if one := impact.opened(own):
            impact.working(one)
            impact.history(one)
    st.header(_("What the plan answers"), anchor=False)
    matrix = document.matrix(own, projects)
    impact.answered(matrix, place)
    if short:
        short.append(told.in_short(matrix))


head = st.container()
with printing.unprinted("choices"), st.container(border=True):
    area_id = selectors.area()
    files = st.container()
first_minute = st.container()
short: list[str] = []
ui.guarded(ui.failed_sources)
ui.guarded(analysed)
ui.guarded(concluded)
with first_minute:
    # Afterwards: it sums up what the sections below have found.
    impact.in_short(short)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Consequence analysis"),
        _(
            "What has become of the area in ten years, where does it lead in the next ten, and "
            "what does the plan answer?"
        ),
    )
    printing.styles()
