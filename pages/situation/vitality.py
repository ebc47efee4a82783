"""How do the towns of the sub-regions stand beside each other, and does it depend on what one
weighs?"""

import streamlit as st

from seutukuva import definitions, store, ui
from seutukuva.texts import _
from seutukuva.ui import printing, vitality

PAGE = {"order": 32, "title": "Vitality of towns", "icon": ":material/leaderboard:"}


def chosen() -> None:
    # Without any figures it is said once and not by every section.
    store.current_version()
    ui.guarded(ui.failed_sources)
    if composite is None:
        st.info(_("No composite is defined."), icon=":material/info:")
        return
    with top:
        choice = vitality.choose_group(composite)
    if choice is None:
        return
    with top:
        choice = vitality.choose_parts(choice)
    st.header(_("Ranks, and how far they move"), anchor=False)
    view = vitality.standing(choice)
    if view is None:
        return
    st.header(_("What the composites are made of"), anchor=False)
    ui.guarded(vitality.parts, view)
    st.header(_("Ranks over the years"), anchor=False)
    ui.guarded(vitality.over_years, view)
    vitality.cannot_say()


printing.styles()
head = st.container()
top = st.container(border=True)
composite = next(iter(definitions.load().composites.values()), None)
ui.guarded(chosen)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Vitality of towns"),
        _("How the towns stand beside each other, and whether it depends on what one weighs."),
    )
