"""What is in this list of projects, what is wrong in it, and what will be stored of it?"""

import streamlit as st

from seutukuva import access, intake, ui
from seutukuva.texts import _
from seutukuva.ui import project_lists as lists

PAGE = {"order": 90, "title": "Import project lists", "icon": ":material/upload_file:"}


def new_list() -> None:
    access.require_entry("project_batch")
    intake.tidy()
    st.header(_("A new list"), anchor=False)
    lists.starting()
    done = lists.DESK.bring()
    if lists.DESK.current():
        lists.telling()
    if "check" in done:
        lists.in_short()
    lists.reading()
    lists.DESK.undoing()
    if "map" in done:
        st.subheader(_("What was read"), anchor=False)
        lists.matching()
    if "check" in done:
        lists.totals()
        st.subheader(_("Problems"), anchor=False)
        lists.problems()
        st.subheader(_("Store"), anchor=False)
        lists.accepting()


def kept() -> None:
    st.header(_("Stored lists"), anchor=False)
    lists.stored()


ui.title(
    _("Import project lists"),
    _(
        "Drop a list of projects as it came, or paste the page of one. You see what was read and "
        "what is wrong in it, and nothing is stored before you accept."
    ),
)
if access.may_enter("project_batch"):
    ui.guarded(new_list)
ui.guarded(kept)
