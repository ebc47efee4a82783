"""What is due next, what is late and whose, and what will be new before the next meeting?"""

import streamlit as st

from seutukuva import definitions, showing, ui, yearly_clock
from seutukuva.texts import _
from seutukuva.ui import calendar, printing
from seutukuva.yearly_clock import lateness, reading, releases

PAGE = {"order": 10, "title": "Calendar", "icon": ":material/calendar_month:"}

today = showing.today()
known_clock = reading.with_other_meetings(definitions.load().calendar)
known = reading.known(known_clock, today)
clock = reading.in_use(known_clock, known)
late = lateness.late(today, known)
meeting = releases.next_round(clock, today, known.held)


def in_short() -> None:
    every = yearly_clock.coming(clock, today, 366, known.held)
    calendar.in_short(every, meeting, late, has_begun=known.began is not None)


def wheel() -> None:
    st.header(_("The year"), anchor=False)
    calendar.year(clock, today, known.held)


def coming() -> None:
    st.header(_("What comes"), anchor=False)
    calendar.listing(yearly_clock.coming(clock, today, calendar.DAYS, known.held))


def what_is_late() -> None:
    st.header(_("What is late"), anchor=False)
    calendar.late_matters(late)


def new_figures() -> None:
    st.header(_("New statistics"), anchor=False)
    calendar.release_calendar(releases.releases(meeting, today), meeting)


def own_calendar() -> None:
    with printing.unprinted("subscribing"):
        st.header(_("In your own calendar"), anchor=False)
        calendar.subscribing(today)


head = st.container()
if clock.events:
    ui.guarded(in_short)
    ui.guarded(wheel)
    ui.guarded(coming)
else:
    st.info(
        _("This programme has no yearly clock yet. It is written to calendar.toml in its folder."),
        icon=":material/event_note:",
    )
if known.began or late.rows or not clock.events:
    ui.guarded(what_is_late)
ui.guarded(new_figures)
if clock.events:
    ui.guarded(own_calendar)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Calendar"),
        _(
            "What is due next, what is late and whose, and what will be new before the next "
            "meeting: the programme's yearly clock."
        ),
    )
    printing.styles()
