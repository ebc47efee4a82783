"""Who has read or changed what is confidential, and when?"""

import streamlit as st

from seutukuva import audit as noted
from seutukuva import ui
from seutukuva.texts import _
from seutukuva.ui import audit, printing

PAGE = {
    "order": 60,
    "title": "Audit log",
    "icon": ":material/policy:",
    "confidential": "audit",
}


def rows() -> None:
    if not noted.is_on():
        st.info(
            _(
                "On this computer one person works, with full rights: who looks at what is not "
                "noted. What was entered and changed stands below. Where people sign in, every "
                "look at something confidential is noted here."
            ),
            icon=":material/info:",
        )
    with printing.unprinted("choice"):
        wish = audit.chosen()
    audit.listing(wish)


def whole() -> None:
    st.header(_("Is it whole?"), anchor=False)
    audit.chain()


head = st.container()
ui.guarded(rows)
ui.guarded(whole)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Audit log"),
        _("Who has read or changed what is confidential, and when? Times are UTC."),
    )
    printing.styles()
