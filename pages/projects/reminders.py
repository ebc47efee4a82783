"""What waits for whom in the follow-up of projects?"""

import streamlit as st

from seutukuva import definitions, showing, ui
from seutukuva.projects import waiting
from seutukuva.texts import _
from seutukuva.ui import reminders as shown

PAGE = {"order": 60, "title": "Reminders", "icon": ":material/notifications:"}

today = showing.today()


def all_that_waits() -> None:
    every = waiting.waiting(today)
    if not every:
        nothing_waits()
        return
    shown.in_short(every)
    st.header(_("By owner"), anchor=False)
    shown.by_owner(every)
    st.header(_("What waits"), anchor=False)
    rows = shown.chosen(every)
    if rows:
        shown.listing(rows)
    else:
        st.info(_("Nothing of this kind waits there."), icon=":material/filter_alt_off:")
    how_it_is_told()


def nothing_waits() -> None:
    st.success(
        _("Nothing waits. Reports, deviations and goals are entered on the pages of projects."),
        icon=":material/task_alt:",
    )
    st.page_link("pages/projects/portfolio.py", label=_("All projects"), icon=":material/list:")


def how_it_is_told() -> None:
    with st.expander(_("When something waits"), icon=":material/help:"):
        for one in shown.rules(definitions.load().projects, today):
            st.markdown(f"- {one}")


head = st.container()
ui.guarded(all_that_waits)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Reminders"),
        _(
            "What waits for whom in the follow-up of projects? Late reports, deviations without an "
            "action, money ahead of results, and effects to be followed up."
        ),
    )
