"""Which organisations have told how their clients are doing, before the next meeting?"""

import streamlit as st

from seutukuva import access, showing, ui
from seutukuva.interviews import summaries
from seutukuva.texts import _
from seutukuva.ui import summaries as shown

PAGE = {
    "order": 50,
    "title": "Advisers' summaries",
    "icon": ":material/assignment:",
    "confidential": "summaries",
}


def given() -> None:
    access.require("summaries")
    shown.completeness(summaries.listed(), showing.today())


def by_round() -> None:
    access.require("summaries")
    st.header(_("Summaries of a round"), anchor=False)
    shown.reading(summaries.listed(), showing.today())


def giving() -> None:
    access.require("summaries")
    st.header(_("Give a summary"), anchor=False)
    shown.giving(showing.today())


ui.title(
    _("Advisers' summaries"),
    _(
        "How are clients doing? Each organisation sums it up before the coordination group meets, "
        "and the group reads all of them side by side."
    ),
)
ui.guarded(given)
ui.guarded(by_round)
ui.guarded(giving)
