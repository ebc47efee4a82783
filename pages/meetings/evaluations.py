"""How well does the work itself go, by criteria fixed beforehand, and what is improved?"""

import streamlit as st

from seutukuva import showing, ui
from seutukuva.evaluations import register, standing
from seutukuva.meetings import register as meetings
from seutukuva.texts import _
from seutukuva.ui import evaluations, printing

PAGE = {"order": 50, "title": "Evaluations", "icon": ":material/grading:"}

today = showing.today()


def evaluated() -> None:
    every = register.listed()
    is_told = ui.entry.notice(register.KIND)
    if not every:
        st.info(
            _(
                "There is no evaluation yet. An evaluation grades the programme by criteria that "
                "are frozen before it opens; a programme has two in its period."
            ),
            icon=":material/grading:",
        )
        evaluations.entering(True, today)
        return
    with printing.unprinted("choices"), st.container(border=True):
        one = evaluations.chosen(every, is_told)
    found = standing.standing(
        one, register.before(one, every), register.grades(), meetings.actions()
    )
    evaluations.in_short(found, today)
    evaluations.facts(found, today)
    st.header(_("Grades"), anchor=False)
    evaluations.table(found, today)
    with printing.unprinted("entering"):
        evaluations.grading(found, today)
        evaluations.working(found, today)
        evaluations.entering(False, today)
        if not showing.shown():
            evaluations.history(found)


head = st.container()
ui.guarded(evaluated)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Evaluations"),
        _(
            "How well does the work itself go, by criteria that were fixed beforehand, and what "
            "is improved?"
        ),
    )
    printing.styles()
