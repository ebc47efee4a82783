"""What does the meeting need, treat and decide, and what became of earlier decisions?"""

import streamlit as st

from seutukuva import access, showing, ui
from seutukuva.errors import MissingData
from seutukuva.meetings import checklist, register
from seutukuva.texts import _
from seutukuva.ui import meetings, presentation, printing

PAGE = {
    "order": 20,
    "title": "Meeting",
    "icon": ":material/groups:",
    "confidential": "notes",
}

today = showing.today()


def needs(meeting: register.Meeting) -> checklist.Checklist:
    return checklist.checklist(meeting.round, today)


def workspace() -> None:
    access.require("notes")
    every = register.listed()
    with printing.unprinted("choice"):
        chosen = meetings.choose(every, today)
    ui.entry.notice(register.KIND)
    if chosen is None:
        st.info(
            _("No meeting has been prepared yet. Begin with one that the yearly clock proposes."),
            icon=":material/event:",
        )
    else:
        ui.entry.notice(chosen.id)
        of_meeting(chosen, every)
    if access.may_enter(register.KIND) and not presentation.is_on():
        with printing.unprinted("planning"):
            st.header(_("Prepare a meeting"), anchor=False)
            ui.guarded(meetings.planning, every, today)


def of_meeting(chosen: register.Meeting, every: list[register.Meeting]) -> None:
    actions = register.followed_up(chosen, register.actions(), every, today)
    try:
        needed = needs(chosen)
    except MissingData:
        # Without figures nothing can be ready; the meeting's own parts need none.
        needed = checklist.Checklist(chosen.round, ())
    ui.guarded(meetings.in_short, chosen, needed, actions, today)
    with printing.unprinted("progress"):
        ui.guarded(meetings.progress, chosen, needed, actions, today)
    ui.guarded(meetings.lacking, chosen, needed)
    for part, section in (
        (meetings.ACTIONS, lambda: follow_up(chosen, every, actions)),
        (meetings.CHECKLIST, lambda: meetings.matrix(needed)),
        (meetings.AGENDA, lambda: treated(chosen)),
        (meetings.WALK, lambda: meetings.pages(chosen)),
        (meetings.SIGNALS, lambda: meetings.signals(chosen, today)),
        (meetings.MARKS, lambda: meetings.marks(chosen, needed)),
        (meetings.CONCLUSIONS, lambda: concluded(chosen)),
        (meetings.DECIDED, lambda: meetings.deciding(chosen, register.actions(), today)),
        (meetings.EDITION, lambda: meetings.edition(chosen)),
        (meetings.DECISIONS, lambda: approved(chosen)),
    ):
        st.header(_(meetings.TITLES[part]), anchor=part)
        ui.guarded(section)
    # On a projector and on paper nothing of these would be left but their headings.
    if not presentation.is_on():
        with printing.unprinted("settings"):
            st.header(_(meetings.TITLES[meetings.SETTINGS]), anchor=meetings.SETTINGS)
            ui.guarded(meetings.settings, chosen, today)


def follow_up(
    chosen: register.Meeting, every: list[register.Meeting], actions: list[register.Action]
) -> None:
    known = {one.id: one for one in every}
    meetings.following(actions, register.before(chosen, of=every), known, today)


def treated(chosen: register.Meeting) -> None:
    ui.entry.notice(register.NOTE)
    if not chosen.items:
        meetings.without_agenda(chosen)
    meetings.noting(chosen, register.notes(chosen.id))


def concluded(chosen: register.Meeting) -> None:
    meetings.concluding(chosen, register.conclusions(chosen.id))


def approved(chosen: register.Meeting) -> None:
    meetings.approving(chosen, register.approvals(chosen.id), today)


head = st.container()
ui.guarded(workspace)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Meeting"),
        _("What does the meeting need, treat and decide, and what became of earlier decisions?"),
    )
    printing.styles()
