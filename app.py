"""The frame around every page: configuration, language, navigation, footer."""

import streamlit as st

from seutukuva import memory, navigation, selectors, settings, store, ui
from seutukuva.texts import _

SIDEBAR_WIDTH = 272  # pixels; on a small screen it starts closed

st.set_page_config(
    page_title="Seutukuva",
    page_icon=str(settings.REPOSITORY / "seutukuva" / "icon.svg"),
    layout="wide",
    initial_sidebar_state=SIDEBAR_WIDTH,
)
ui.person.begin()
ui.unasked.noted()
store.hold_version()
presenting = ui.presentation.choose()
selectors.language(shown=not presenting)
ui.edition.choose()
sections: dict[str, list] = {}
for page in navigation.found():
    sections.setdefault(_(navigation.SECTIONS[page.section]), []).append(ui.page(page))
chosen = st.navigation(sections, position=ui.presentation.navigation_position(), expanded=True)
ui.guarded(ui.person.show)
ui.presentation.switch()
ui.guarded(ui.edition.banner)
ui.run_page(chosen)
ui.footer()
memory.settle()
