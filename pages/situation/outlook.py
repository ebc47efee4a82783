"""Where is the area going, and how well did we foresee it?"""

import streamlit as st

from seutukuva import definitions, showing, ui
from seutukuva.outlook import judging, register
from seutukuva.texts import _
from seutukuva.ui import outlook, printing

PAGE = {"order": 47, "title": "Regional outlook", "icon": ":material/wb_twilight:"}

today = showing.today()
rules = definitions.load().outlook


def page() -> None:
    if not rules.is_used:
        st.info(_("This programme marks no outlook."), icon=":material/info:")
        return
    every = register.marks()
    outlook.styles()
    short = st.container()
    with printing.unprinted("choice"):
        place = outlook.chosen(every, today)
    with short:
        outlook.in_short(place, every, judging.tally(today))

    def giving() -> None:
        with printing.unprinted("giving"):
            outlook.entering(place, every)
            outlook.closely(place, every)

    ui.guarded(lambda: outlook.area_marks(place, every))
    ui.guarded(lambda: outlook.spread(place, every))
    ui.guarded(giving)
    ui.guarded(lambda: outlook.areas(place, every))
    ui.guarded(lambda: outlook.counts(place, every))
    ui.guarded(lambda: outlook.placing(place, every))
    ui.guarded(lambda: outlook.history(place, every))
    ui.guarded(lambda: outlook.looking_back(judging.judged(today), every))


head = st.container()
ui.guarded(page)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Regional outlook"),
        _(
            "Where is the area going, and how well did we foresee it? Marks from ++ to −− with "
            "their reasons, for now, in 6 and in 12 months."
        ),
    )
    printing.styles()
