"""What a meeting itself is: its day, round, convener, state and agenda, and its history."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from seutukuva import access, store
from seutukuva.meetings import register
from seutukuva.meetings.register import Meeting
from seutukuva.texts import _
from seutukuva.ui import entry
from seutukuva.ui.meetings import names
from seutukuva.ui.meetings.planning import shape
from seutukuva.ui.meetings.working import history


def settings(meeting: Meeting, today: dt.date) -> None:
    """The form of the meeting, its withdrawal and its history."""
    versions = store.history(meeting.id)
    newest = versions[-1]
    if access.may_enter(register.KIND):
        with st.expander(_("Change the meeting or its agenda"), icon=":material/edit:"):
            entry.form(names.kind(register.KIND), newest, names.SOURCE, shape(today))
        with st.expander(_("Withdraw the meeting"), icon=":material/delete:"):
            entry.withdrawal(newest, names.SOURCE)
    history(register.KIND, versions, "meeting")
