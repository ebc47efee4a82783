"""Whose figures are these, how fresh are they, and when do new ones come?"""

import streamlit as st

from seutukuva import store, ui
from seutukuva.texts import _

PAGE = {"order": 10, "title": "Sources and definitions", "icon": ":material/menu_book:"}


def sources() -> None:
    st.header(_("Sources"))
    ui.source_table(store.run("shared/sources"))


def indicators() -> None:
    st.header(_("Indicators"))
    ui.indicator_table(store.run("pages/about/indicators"))


def legend() -> None:
    st.header(_("Marks in tables"))
    ui.status_legend()


ui.title(
    _("Sources and definitions"),
    _("Whose figures these are, under which licence, how fresh, and when new ones come."),
)
ui.guarded(ui.failed_sources)
ui.guarded(sources)
ui.guarded(indicators)
ui.guarded(legend)
