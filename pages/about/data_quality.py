"""Can the figures be trusted today? The last run, its checks and what it changed."""

import streamlit as st

from seutukuva import store, ui
from seutukuva.texts import _

PAGE = {"order": 20, "title": "Data quality", "icon": ":material/verified:"}


def last_run() -> None:
    st.header(_("This version"))
    ui.version_panel(store.run("shared/build").iloc[0], store.run("shared/sources"))


def checks() -> None:
    st.header(_("Checks"))
    ui.check_table(store.run("pages/about/checks"))


def changes() -> None:
    st.header(_("Change report"))
    ui.change_table(store.run("pages/about/changes"))


def statuses() -> None:
    st.header(_("Figures by status"))
    ui.status_table(store.run("pages/about/statuses"))


ui.title(
    _("Data quality"),
    _("Can the figures be trusted today? The last run, its checks and what it changed."),
)
ui.guarded(ui.failed_sources)
ui.guarded(last_run)
ui.guarded(checks)
ui.guarded(changes)
ui.guarded(statuses)
