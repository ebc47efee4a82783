"""The pages that a meeting walks through: their order, adding one, and the way to begin."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import access, records, texts
from seutukuva.meetings import register, walking
from seutukuva.meetings.register import Meeting
from seutukuva.texts import N_, _
from seutukuva.ui import entry
from seutukuva.ui import walking as strip
from seutukuva.ui.meetings import names
from seutukuva.ui.meetings.noting import change
from seutukuva.ui.printing import unprinted

_PASTED, _PAGE = "walk_address", "walk_page"
DONE = N_("The pages to walk through have been changed.")


def pages(meeting: Meeting) -> None:
    """The pages in order, each as a link into the walk."""
    steps = walking.steps(meeting.pages)
    shown = [one for one in steps if strip.may_open(one)]
    if shown:
        st.page_link(
            shown[0].file,
            label=_("Begin the walk"),
            icon=":material/slideshow:",
            query_params=strip.link(shown[0], meeting.id, 0),
        )
        st.caption(
            _("In presentation mode a strip above each page leads to the one before and the next.")
        )
    else:
        st.info(_("No pages to walk through have been chosen."), icon=":material/slideshow:")
    for place, one in enumerate(meeting.pages):
        _row(meeting, place, one)
    if access.may_enter(register.KIND):
        with unprinted("walk_add"):
            _adding(meeting)


def _row(meeting: Meeting, place: int, stored: str) -> None:
    title = f"{texts.number(place + 1)}. {names.page_title(stored)}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"walk_row_{place}"):
        st.markdown(entry.plain(title), width="stretch")
        if not access.may_enter(register.KIND):
            return
        with st.container(horizontal=True, width="content", key=f"unprinted_walk_{place}"):
            if place:
                _button("up", place, _("Move up"), ":material/arrow_upward:", meeting)
            _button("gone", place, _("Remove"), ":material/close:", meeting)


def _button(what: str, place: int, label: str, icon: str, meeting: Meeting) -> None:
    kept = [one for at, one in enumerate(meeting.pages) if at != place]
    st.button(
        label,
        key=f"walk_{place}_{what}",
        icon=icon,
        type="tertiary",
        on_click=_store,
        args=(meeting, walking.moved(meeting.pages, place, -1) if what == "up" else kept),
    )


def _adding(meeting: Meeting) -> None:
    titles = {one: _(page.title) for one, page in walking.pages().items()}
    with (
        st.expander(_("Add a page to the walk"), icon=":material/add:"),
        st.form("walk_add", enter_to_submit=False, border=False),
    ):
        st.selectbox(
            _("Page"),
            list(titles),
            index=None,
            format_func=titles.__getitem__,
            key=_PAGE,
            placeholder=_("Choose"),
        )
        st.text_input(
            _("Or the address of a page with its choices, copied from the browser"),
            key=_PASTED,
            autocomplete="off",
        )
        st.form_submit_button(
            _("Add the page"),
            key="walk_add_save",
            on_click=_add,
            args=(meeting, texts.language()),
        )


def _add(meeting: Meeting, language: str) -> None:
    texts.use(language)
    state = st.session_state
    pasted, chosen = str(state.get(_PASTED) or "").strip(), state.get(_PAGE)
    try:
        added = walking.read(pasted) if pasted else chosen
    except walking.NoPage as error:
        entry.tell(meeting.id, problems=(str(error),))
        return
    if not added:
        entry.tell(meeting.id, problems=(_("Choose a page, or paste the address of one."),))
    elif len(meeting.pages) >= walking.MOST:
        words = _("At most {most} pages can be walked through.")
        told = words.format(most=texts.number(walking.MOST))
        entry.tell(meeting.id, problems=(told,))
    else:
        state[_PASTED], state[_PAGE] = "", None
        _store(meeting, [*meeting.pages, added])


def _store(meeting: Meeting, stored: Sequence[str]) -> None:
    newest = records.history(meeting.id)[-1]
    change(meeting.id, meeting.row, {**newest.body, "pages": list(stored)}, DONE)
