"""Which list it is and of which day: said before a file is read, or changed afterwards."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from seutukuva import dates, formats, intake, texts
from seutukuva.errors import UploadRefused
from seutukuva.texts import _
from seutukuva.ui import refusals
from seutukuva.ui.project_lists.work import DESK, format_title, format_titles, needs_day

_LENGTH_OF_A_DAY = 10  # 2026-11-22


def day_told(text: str) -> str:
    """The day that was typed, as ISO text; "" where nothing was.

    Raises:
        UploadRefused: that is no day, or one that has not come yet.
    """
    if not text.strip():
        return ""
    try:
        day = dates.read(text)
    except ValueError:
        day = ""
    if len(day) != _LENGTH_OF_A_DAY:
        raise UploadRefused(
            _("“{text}” is no day").format(text=text.strip()[:40]),
            todo=_("Write the day of the list, for example {day}.").format(
                day=formats.date(dt.date.today(), texts.language())
            ),
        )
    if dates.first_day(day) > dt.date.today():
        raise UploadRefused(
            _("the day of the list has not come yet"),
            where=formats.date(day, texts.language()),
            todo=_("Write the day on which the list was made or fetched."),
        )
    return day


def format_choice(chosen: str, key: str) -> str:
    """The shape of list: recognised by itself, or said."""
    titles = format_titles()
    return str(
        st.selectbox(
            _("Which list it is"),
            list(titles),
            index=list(titles).index(chosen) if chosen in titles else 0,
            format_func=titles.__getitem__,
            key=DESK.key(key),
            placeholder=_("Choose"),
        )
    )


def day_choice(told: str, key: str) -> str:
    """The day of the list, as it is typed."""
    return st.text_input(
        _("Day of the list"),
        value=formats.date(told, texts.language()) if told else "",
        key=DESK.key(key),
        autocomplete="off",
        help=_(
            "The day on which the list was made or fetched: its figures are as they were then. "
            "It may be left empty where the file tells it."
        ),
    )


def telling() -> None:
    """What the file was taken for, and a form to take it for something else."""
    mapping, upload = DESK.read("mapping"), DESK.read("upload")
    found = str(mapping.get("format") or upload["format"])
    day = str(mapping.get("list_date") or upload["list_date"])
    parts = []
    if found:
        parts.append(_("Taken for: {list}.").format(list=format_title(found)))
    if day:
        shown = formats.date(day, texts.language())
        parts.append(_("Day of the list: {day}.").format(day=shown))
    is_needed = needs_day()
    if is_needed:
        words = _("It does not tell of which day it is. Write the day below.")
        st.warning(words, icon=":material/event:")
    st.markdown(" ".join(parts))
    with (
        st.expander(
            _("Is it another list, or of another day?"),
            icon=":material/event:",
            expanded=is_needed,
        ),
        st.form(DESK.key("told_form"), enter_to_submit=False),
    ):
        left, right = st.columns(2)
        with left:
            format_choice(str(upload.get("format") or ""), "told_format")
        with right:
            day_choice(str(upload.get("list_date") or ""), "told_day")
        st.form_submit_button(
            _("Read it so"), key=DESK.key("told"), on_click=_retell, args=(texts.language(),)
        )
        if refused := st.session_state.pop(DESK.key("told_refused"), None):
            st.error(refused, icon=":material/error:")


def _retell(language: str) -> None:
    texts.use(language)
    state, upload_id = st.session_state, DESK.current()
    if not upload_id:
        return
    try:
        day = day_told(str(state[DESK.key("told_day")]))
        chosen = str(state[DESK.key("told_format")])
        intake.retell(upload_id, format=chosen, list_date=day)
    except UploadRefused as error:
        state[DESK.key("told_refused")] = refusals.told(error)
        return
    DESK.redo("map")
