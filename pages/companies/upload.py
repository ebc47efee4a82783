"""What is in this spreadsheet of interviews, what is wrong in it, and what will be stored?"""

import streamlit as st

from seutukuva import access, intake, ui
from seutukuva.texts import _
from seutukuva.ui import uploads

PAGE = {
    "order": 30,
    "title": "Upload interviews",
    "icon": ":material/upload_file:",
    "confidential": "uploads",
}


def new_file() -> None:
    access.require("uploads")
    if not access.may_enter("interview_batch"):
        return
    intake.tidy()
    st.header(_("A new file"), anchor=False)
    uploads.starting()
    done = uploads.work.bring()
    if "check" in done:
        uploads.in_short()
    if "map" in done:
        uploads.round_of_file()
    uploads.reading(uploads.work.DESK)
    uploads.work.DESK.undoing()
    if "map" in done:
        st.subheader(_("Columns and answers"), anchor=False)
        uploads.matching()
    if "check" in done:
        st.subheader(_("Problems"), anchor=False)
        uploads.problems(uploads.work.DESK)
        st.subheader(_("Store"), anchor=False)
        uploads.accepting()


def kept() -> None:
    access.require("uploads")
    st.header(_("Stored interviews"), anchor=False)
    uploads.stored()


ui.title(
    _("Upload interviews"),
    _(
        "Drop a spreadsheet of company interviews as it came. You see what will be stored and "
        "what is wrong in it, and nothing is stored before you accept."
    ),
)
ui.guarded(new_file)
ui.guarded(kept)
