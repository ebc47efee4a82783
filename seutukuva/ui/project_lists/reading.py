"""How the list was read and what is wrong in it; of a page, whatever sheet it was made into."""

from __future__ import annotations

import streamlit as st

from seutukuva.ui import uploads
from seutukuva.ui.entry import plain
from seutukuva.ui.project_lists.work import DESK, is_page


def reading() -> None:
    """What was read: a sheet with its rows and signs, or the page of one project."""
    if not DESK.current():
        return
    if not _is_page():
        uploads.reading(DESK)
        return
    for note in DESK.read("inspected").get("notes", []):
        st.caption(f":material/info: {plain(note['message'])}")


def problems() -> None:
    """What is wrong, and a copy with its problems marked where there is a sheet to mark."""
    uploads.problems(DESK, by="message", has_sheet=not _is_page())


def _is_page() -> bool:
    return is_page(str(DESK.read("mapping").get("format") or ""))
