"""Where is the area heading, and how far can that be trusted?"""

import streamlit as st

from seutukuva import peering, picture, selectors, texts, ui
from seutukuva.texts import _
from seutukuva.ui import projections

PAGE = {"order": 25, "title": "Projections", "icon": ":material/moving:"}


def heading() -> None:
    st.header(_("Where it leads"), anchor=False)
    if asked.official:
        told = _("{asked} is shown here as a projection of: {indicator}.")
        st.caption(told.format(asked=asked.label(speak), indicator=view.indicator.label(speak)))
    projections.course(view)


def trusted() -> None:
    st.header(_("How far it can be trusted"), anchor=False)
    projections.trust(view)


def hit() -> None:
    st.header(_("How official projections have hit"), anchor=False)
    projections.official_record(view, peers.area_ids)


def everything() -> None:
    st.header(_("Everything that is projected of the area"), anchor=False)
    projections.overview(area_id)


speak = texts.language()
head = st.container()
with st.container(border=True):
    what, where, whom = st.columns(3)
    with what:
        asked = selectors.indicator(one.id for one in picture.available())
    with where:
        area_id = selectors.area()
    with whom:
        peers = peering.peers(area_id, alike=True)
indicator = projections.subject(asked)
ui.guarded(ui.failed_sources, [indicator])
view = projections.look(indicator, area_id)
for section in (heading, trusted, hit, everything):
    ui.guarded(section)
with head:
    ui.title(
        _("Projections"),
        _("Where the area is heading if all goes on as before, and how far that can be trusted."),
    )
