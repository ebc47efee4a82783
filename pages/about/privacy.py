"""What is kept of persons and firms, why and until when; and how is somebody's data deleted?"""

import streamlit as st

from seutukuva import access, ui
from seutukuva.texts import _
from seutukuva.ui import printing, privacy, sheets

PAGE = {"order": 70, "title": "Privacy", "icon": ":material/shield_person:"}


def register() -> None:
    st.header(_("What is kept"), anchor=False)
    privacy.register()


def request() -> None:
    with printing.unprinted("request"):
        st.header(_("A person or a firm asks"), anchor=False)
        privacy.search()
        privacy.found()


def ending() -> None:
    st.header(_("What ends next"), anchor=False)
    privacy.ending()


head = st.container()
if access.may_see("privacy") and access.may_enter("erasure"):
    ui.guarded(request)
    ui.guarded(ending)
ui.guarded(register)
with head:
    ui.title(
        _("Privacy"),
        _("What is kept of persons and firms, why, who sees it and until when."),
    )
    sheets.styles()
printing.styles()
