"""Which project is looked at: ``?project=S11010``, however the code is written."""

from __future__ import annotations

from datetime import date

import streamlit as st

from seutukuva import selectors
from seutukuva.projects import register
from seutukuva.projects.model import Project
from seutukuva.texts import _

PROJECT = "project"


def chosen(on: date) -> Project | None:
    """The project of the address as it is on a day; none where none is chosen.

    The region's own can be chosen from a list that is searched by typing; any other of the
    register is opened by its address.
    """
    label = _("Project (type to search by code or name)")

    def known(code: str) -> str | None:
        if not code:
            return ""
        found = register.project(code, on)
        return found.code if found else None

    (code,) = selectors.from_address(PROJECT, ("",), known, _("Project"))[:1]
    project = register.project(code, on) if code else None
    titles = register.titles()
    if project and project.key not in titles:
        titles = {project.key: f"{project.code} · {project.name}", **titles}
    st.session_state[selectors.widget_key(PROJECT)] = project.key if project else None
    st.selectbox(
        label,
        list(titles),
        format_func=titles.__getitem__,
        key=selectors.widget_key(PROJECT),
        on_change=selectors.write_address,
        args=(PROJECT, ("",)),
        placeholder=_("Choose a project"),
    )
    return project
