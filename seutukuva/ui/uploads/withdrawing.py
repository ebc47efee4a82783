"""Taking something that was accepted out of every result, and letting it count again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import streamlit as st

from seutukuva import texts
from seutukuva.errors import RecordsError
from seutukuva.texts import _
from seutukuva.ui import refusals
from seutukuva.ui.uploads.desk import Desk


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """What can be done with what is stored, and in which words; these are in a reader's language.

    Attributes:
        title: of all of it; ``choose``: of the list to choose from.
        stays: what withdrawing does; ``returns``: what bringing back does.
        why: the question for the reason; ``button``: for withdrawing.
        gone, back: what is said when it is done.
        withdraw: takes the id and the reason; ``bring_back`` takes the id.
    """

    title: str
    choose: str
    stays: str
    returns: str
    why: str
    button: str
    gone: str
    back: str
    withdraw: Callable[[str, str], object]
    bring_back: Callable[[str], object]


def withdrawing(
    key: str, desk: Desk, titles: Mapping[str, str], withdrawn: Collection[str], own: Withdrawing
) -> None:
    """One of what is stored, to be withdrawn or brought back.

    Args:
        key: what the keys of the widgets begin with.
        desk: where word is left of what became of it.
        titles: id → what it is called.
        withdrawn: ids of those that do not count.
    """
    with st.expander(own.title, icon=":material/undo:"):
        chosen = st.selectbox(
            own.choose,
            list(titles),
            format_func=dict(titles).__getitem__,
            key=f"{key}_chosen",
            placeholder=_("Choose"),
        )
        with st.form(f"{key}_form", enter_to_submit=False):
            if chosen in withdrawn:
                st.caption(own.returns)
                st.form_submit_button(
                    _("Bring back"),
                    key=f"{key}_bring_back",
                    on_click=_bring_back,
                    args=(desk, chosen, own, texts.language()),
                )
            else:
                st.caption(own.stays)
                st.text_input(own.why, key=f"{key}_reason", autocomplete="off")
                st.form_submit_button(
                    own.button,
                    key=f"{key}_withdraw",
                    on_click=_withdraw,
                    args=(desk, chosen, own, f"{key}_reason", texts.language()),
                )


def _withdraw(desk: Desk, id: str, own: Withdrawing, reason: str, language: str) -> None:
    texts.use(language)
    try:
        own.withdraw(id, st.session_state[reason])
    except RecordsError as error:
        desk.tell("warning", refusals.told(error))
        return
    st.session_state[reason] = ""
    desk.tell("done", own.gone)


def _bring_back(desk: Desk, id: str, own: Withdrawing, language: str) -> None:
    texts.use(language)
    try:
        own.bring_back(id)
    except RecordsError as error:
        desk.tell("warning", refusals.told(error))
        return
    desk.tell("done", own.back)
