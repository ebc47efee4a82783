"""What does the area live from, and did it grow or shrink by its industries or of itself?"""

import streamlit as st

from seutukuva import selectors, store, ui
from seutukuva.texts import _
from seutukuva.ui import economy

PAGE = {"order": 26, "title": "Economic structure", "icon": ":material/factory:"}


def industries() -> None:
    view = economy.choose(area_id, left, right)
    if view is None:
        return
    ui.guarded(economy.told, view)
    economy.caveats(view)
    st.header(_("What the area lives from"), anchor=False)
    ui.guarded(economy.industries, view)
    if economy.has_reference(view):
        st.header(_("What is more common here than elsewhere"), anchor=False)
        ui.guarded(economy.quotients, view)
        st.header(_("Because of its industries or of itself"), anchor=False)
        ui.guarded(economy.growth, view)
        st.header(_("How one-sided the area is"), anchor=False)
        ui.guarded(economy.specialisation, view)
    st.header(_("Where the industries lie in the area around"), anchor=False)
    ui.guarded(economy.concentrated, view)


def shown() -> None:
    # Without any figures it is said once and not by every section.
    store.current_version()
    ui.guarded(ui.failed_sources)
    ui.guarded(industries)
    st.header(_("Commuting"), anchor=False)
    ui.guarded(economy.commuting, area_id)
    st.header(_("Workplace self-sufficiency"), anchor=False)
    ui.guarded(economy.sufficiency, area_id)


head = st.container()
with st.container(border=True):
    left, right = st.columns(2)
with left:
    area_id = selectors.area()
ui.guarded(shown)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Economic structure"),
        _(
            "What the area lives from, and whether it grew or shrank because of its industries or "
            "of itself."
        ),
    )
