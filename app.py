"""The frame around every page: configuration, language, navigation, footer."""

import streamlit as st

from seutukuva import memory, navigation, selectors, settings, store, ui
from seutukuva.texts import _

st.set_page_config(
    page_title="Seutukuva",
    page_icon=str(settings.REPOSITORY / "seutukuva" / "icon.svg"),
    layout="wide",
    initial_sidebar_state="auto",
)
store.hold_version()
selectors.language()
sections: dict[str, list] = {}
for page in navigation.found():
    sections.setdefault(_(navigation.SECTIONS[page.section]), []).append(
        st.Page(page.file, title=_(page.title), icon=page.icon, url_path=page.name)
    )
chosen = st.navigation(sections)
ui.run_page(chosen)
ui.footer()
memory.settle()
