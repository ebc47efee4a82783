"""What has happened here that explains the figures?"""

import streamlit as st

from seutukuva import access, events, selectors, ui
from seutukuva.texts import _

PAGE = {"order": 50, "title": "Events and annotations", "icon": ":material/event_note:"}
SOURCE = "situation/events"


def listed(area_id: str) -> None:
    rows = events.touching(events.listed(), [area_id])
    ui.event_table(rows)
    ui.entry.notice(events.KIND)
    if opened := ui.opened_event(rows):
        one_event(opened)


def one_event(event_id: str) -> None:
    newest = ui.newest_version(event_id)
    if newest.is_withdrawn:
        st.info(_("This event has been withdrawn. It is no longer shown."), icon=":material/block:")
        # Somebody else may have withdrawn it: then the form that would tell is gone.
        ui.entry.notice(event_id)
    st.subheader(_("History"), anchor=False)
    ui.event_history(event_id)
    if not access.may_enter("event"):
        return
    with st.expander(_("Change this event"), icon=":material/edit:", expanded=True):
        ui.entry.form(ui.events.kind(), newest, SOURCE)
    if not newest.is_withdrawn:
        with st.expander(_("Withdraw this event"), icon=":material/delete:"):
            ui.entry.withdrawal(newest, SOURCE)


def entering() -> None:
    st.header(_("Enter an event"), anchor=False)
    if not access.may_enter("event"):
        ui.edition.kept_out(
            _(
                "Events are entered on the computer that serves these pages. "
                "Here, where others can reach them, they can only be read."
            ),
            kind="event",
        )
        return
    ui.entry.form(ui.events.kind(), None, SOURCE)


ui.title(
    _("Events and annotations"),
    _(
        "What has happened here that explains the figures, or disturbs their comparison? "
        "Events stand on the time axis of charts."
    ),
)
ui.guarded(ui.failed_sources)
area_id = selectors.area()
st.caption(
    _(
        "Shown are the events of the area, of the areas around it, of the municipalities of a "
        "sub-region, and those of the whole programme."
    )
)
ui.guarded(listed, area_id)
ui.guarded(entering)
