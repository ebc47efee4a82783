"""The yes to what was found in a file: with its warnings, and all or nothing."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from seutukuva import texts
from seutukuva.errors import RecordsError, UploadRefused
from seutukuva.texts import _, ngettext
from seutukuva.ui import refusals
from seutukuva.ui.uploads.desk import Desk

Accept = Callable[[str], None]


def agreeing(desk: Desk, warnings: int, accept: Accept, *, remember: str = "") -> None:
    """The form in which somebody accepts what was found.

    Args:
        warnings: how many there are; they are accepted by a tick of their own.
        accept: stores the upload of this id; what it refuses is told above the form's next run.
        remember: what may be remembered for the next file, if anything is asked about it.
    """
    with st.form(desk.key("accept_form"), enter_to_submit=False):
        if warnings:
            st.checkbox(
                ngettext(
                    "I have seen the warning and accept it",
                    "I have seen the {n} warnings and accept them",
                    warnings,
                ).format(n=texts.number(warnings)),
                key=desk.key("accept_warnings"),
            )
        if remember:
            st.checkbox(remember, value=True, key=desk.key("remember"))
        st.form_submit_button(
            _("Accept and store"),
            type="primary",
            key=desk.key("accept"),
            on_click=_said_yes,
            args=(desk, desk.current(), bool(warnings), accept, texts.language()),
        )
    if refused := st.session_state.pop(desk.key("not_stored"), None):
        st.error(refused, icon=":material/error:")


def _said_yes(desk: Desk, upload_id: str, warned: bool, accept: Accept, language: str) -> None:
    # A callback runs before the page has said its language.
    texts.use(language)
    state = st.session_state
    if warned and not state.get(desk.key("accept_warnings")):
        words = _("Tick that you have seen the warnings, then accept again.")
        state[desk.key("not_stored")] = words
        return
    try:
        accept(upload_id)
    except (RecordsError, UploadRefused) as error:
        state[desk.key("not_stored")] = refusals.told(error)
