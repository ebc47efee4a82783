"""The yes to what was found in a file: with its warnings, and all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from seutukuva import texts
from seutukuva.errors import RecordsError, UploadRefused
from seutukuva.texts import _, ngettext
from seutukuva.ui import refusals as refused
from seutukuva.ui.uploads.desk import Desk

Accept = Callable[[str], None]


def in_short(stored: str, can: int, cannot: int, warned: int, refusals: Sequence[str]) -> None:
    """What became of a file, at a glance.

    Args:
        stored: how many can be stored, in words.
        can, cannot, warned: rows that can and cannot be stored, and warnings.
        refusals: why nothing can, where it is for the file as a whole.
    """
    parts = [stored]
    if cannot:
        words = ngettext("{n} row cannot", "{n} rows cannot", cannot)
        parts.append(words.format(n=texts.number(cannot)))
    if warned:
        words = ngettext("{n} warning", "{n} warnings", warned)
        parts.append(words.format(n=texts.number(warned)))
    words = " · ".join(parts)
    if not can:
        st.error("\n\n".join([words, *refusals]), icon=":material/block:")
    elif cannot or warned:
        st.warning(words, icon=":material/rule:")
    else:
        st.success(words, icon=":material/check_circle:")


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
        state[desk.key("not_stored")] = refused.told(error)
