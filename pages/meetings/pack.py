"""What do the steering group, a municipality and the public take along from a meeting?"""

import streamlit as st

from seutukuva import store, ui
from seutukuva.texts import _
from seutukuva.ui import pack, printing

PAGE = {"order": 40, "title": "Meeting pack", "icon": ":material/inventory:"}


def packing() -> None:
    # Without figures there is nothing to pack: this says so, and how to get them.
    store.current_version()
    with printing.unprinted("packing"):
        choice = pack.choose()
        template = pack.template()
        ui.guarded(pack.making, choice, template)
    ui.guarded(pack.delivered)


def ways_on() -> None:
    with printing.unprinted("ways_on"), st.container(horizontal=True):
        st.page_link(
            "pages/meetings/editions.py", label=_("Editions"), icon=":material/inventory_2:"
        )


head = st.container()
ui.guarded(packing)
ui.guarded(ways_on)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Meeting pack"),
        _(
            "Slides, a document and a workbook of one edition, with the same figures in all of "
            "them, ready to be shown and sent."
        ),
    )
    printing.styles()
