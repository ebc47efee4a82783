"""Who may see and enter what, and who has which role?"""

import streamlit as st

from seutukuva import access, ui
from seutukuva.people import grants
from seutukuva.texts import _
from seutukuva.ui import entry, people, printing

PAGE = {"order": 50, "title": "People and roles", "icon": ":material/badge:"}


def persons() -> None:
    if not access.may_see(grants.SUBJECT):
        return
    st.header(_("People"), anchor=False)
    people.became()
    opened = people.everyone()
    if opened:
        with st.container(border=True):
            st.subheader(entry.plain(people.called(opened)), anchor=False)
            people.history(opened)
            with printing.unprinted("working"):
                with st.expander(_("Give a role"), icon=":material/add:", expanded=True):
                    people.giving(opened)
                with st.expander(_("Take a role away"), icon=":material/remove:"):
                    people.taking(opened)
                with st.expander(_("End the sign-ins"), icon=":material/logout:"):
                    people.ending(opened)
    with printing.unprinted("adding"), st.expander(_("Enter a person"), icon=":material/add:"):
        people.adding()


def roles() -> None:
    st.header(_("Roles"), anchor=False)
    people.roles()
    st.subheader(_("What each role sees"), anchor=False)
    people.seen()
    st.subheader(_("What each role enters"), anchor=False)
    people.entered()


head = st.container()
ui.guarded(people.mine)
ui.guarded(persons)
ui.guarded(roles)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("People and roles"),
        _(
            "Who may see and enter what? What no role names, nobody may: a role is given by the "
            "administrator for a programme, and for an organisation where it asks for one."
        ),
    )
    printing.styles()
