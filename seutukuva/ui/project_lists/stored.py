"""The lists that are stored: of which day each is, who has stored it, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import access, formats, texts
from seutukuva.people import persons
from seutukuva.projects import lists
from seutukuva.projects.lists import ListBatch
from seutukuva.records import project_batches
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui.entry import plain
from seutukuva.ui.project_lists.accepting import STORED
from seutukuva.ui.project_lists.work import DESK, SOURCE, format_title
from seutukuva.ui.takeaway import take_away_table
from seutukuva.ui.uploads.withdrawing import Withdrawing, withdrawing

STATES = {
    lists.ACCEPTED: N_("counted"),
    lists.WITHDRAWN: N_("withdrawn"),
    lists.BROUGHT_BACK: N_("counted, brought back"),
}
EVENTS = {
    lists.ACCEPTED: N_("stored"),
    lists.WITHDRAWN: N_("withdrawn"),
    lists.BROUGHT_BACK: N_("brought back"),
}
_REGISTER = "pages/projects/portfolio.py"


def stored() -> None:
    """What became of the last click, the lists, and what can be done with one of them."""
    _notice()
    every = lists.every()
    if not every:
        st.info(_("No list of projects is stored yet."), icon=":material/inbox:")
        return
    _table(every)
    if access.may_enter(project_batches.KIND):
        _one(every)
    _history(every)


def _notice() -> None:
    told = st.session_state.pop(DESK.notice, None)
    if not told:
        return
    if told["kind"] == "stored":
        page = _("Project register")
        st.success(_(STORED).format(page=page), icon=":material/check_circle:")
        st.page_link(_REGISTER, label=page, icon=":material/folder_open:")
    elif told["kind"] == "done":
        st.success(told["text"], icon=":material/check_circle:")
    else:
        st.warning(told["text"], icon=":material/warning:")


def _table(every: Sequence[ListBatch]) -> None:
    speak = texts.language()
    damaged = project_batches.damaged()
    values = pd.DataFrame(
        {
            _("Day of the list"): [formats.date(one.list_date, speak) or "–" for one in every],
            _("List"): [format_title(one.format) for one in every],
            _("File"): [one.file_name for one in every],
            _("Projects"): [texts.number(one.projects) for one in every],
            _("Stored (UTC)"): [formats.moment(one.accepted_at, speak) for one in every],
            _("Saved by"): [persons.shown(one.accepted_by) for one in every],
            _("State"): [_state(one, one.id in damaged) for one in every],
        }
    )
    told = _("Stored lists of projects with their day, file, number, and who has stored them.")
    st.table(values.map(plain), hide_index=True, border="horizontal", alt=told)
    take_away_table(
        key="project_lists",
        title=_("Stored lists"),
        values=values.assign(**{_("Projects"): [one.projects for one in every]}),
        shown=values,
        alternative=told,
    )


def _state(one: ListBatch, is_damaged: bool) -> str:
    words = _(STATES[one.state])
    if is_damaged:
        words = f"{words}; {_('its files are missing or damaged')}"
    return f"{words}: {one.reason}" if one.reason else words


def _name(one: ListBatch) -> str:
    n = ngettext("{n} project", "{n} projects", one.projects).format(n=texts.number(one.projects))
    day = formats.date(one.list_date, texts.language())
    parts = (day, format_title(one.format), one.file_name, n)
    return " · ".join(part for part in parts if part)


def _one(every: Sequence[ListBatch]) -> None:
    withdrawing(
        "project_batch",
        DESK,
        {one.id: f"{_name(one)} – {_(STATES[one.state])}" for one in every},
        {one.id for one in every if one.is_withdrawn},
        Withdrawing(
            title=_("Withdraw a list, or bring it back"),
            choose=_("Stored lists"),
            stays=_("Its projects and figures are no longer counted, and stay in the history."),
            returns=_("Its projects and figures are counted again, as they were."),
            why=_("Why it is withdrawn"),
            button=_("Withdraw the list"),
            gone=_("Withdrawn. The list is no longer counted."),
            back=_("Brought back. The list is counted again."),
            withdraw=lambda id, reason: project_batches.withdraw(
                id, by=access.LOCAL, reason=reason, source=SOURCE
            ),
            bring_back=lambda id: project_batches.bring_back(id, by=access.LOCAL, source=SOURCE),
        ),
    )


def _history(every: Sequence[ListBatch]) -> None:
    """What became of each list that is no longer as it was stored."""
    changed = [one for one in every if one.state != lists.ACCEPTED]
    if not changed:
        return
    speak = texts.language()
    with st.expander(_("What became of the lists"), icon=":material/history:"):
        for one in changed:
            st.markdown(f"**{plain(_name(one))}**")
            st.markdown(
                "\n".join(
                    f"- {formats.moment(event.recorded_at, speak)} · {_(EVENTS[event.event])} · "
                    + plain(
                        " · ".join(filter(None, [persons.shown(event.recorded_by), event.reason]))
                    )
                    for event in lists.history(one.id)
                )
            )
