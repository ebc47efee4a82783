"""Choosing what is imported: which list, of which day, and the file or the text of a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from seutukuva import definitions, export, intake, texts
from seutukuva.errors import UploadRefused
from seutukuva.export.project_lists import template
from seutukuva.texts import _
from seutukuva.ui import refusals, takeaway
from seutukuva.ui.entry import plain
from seutukuva.ui.project_lists.telling import day_choice, day_told, format_choice
from seutukuva.ui.project_lists.work import DESK

# For the file dialog only: what a file is, its content decides.
_KNOWN = ["csv", "tsv", "txt", "html", "htm", "xlsx", "xlsm", "xlsb", "xls", "ods"]
_HEIGHT = 160  # pixels


def starting() -> None:
    """The choices and the place to drop a list; afterwards, what is worked at."""
    if DESK.current():
        _at_work()
        return
    left, right = st.columns(2)
    with left:
        chosen = format_choice("", "format")
    with right:
        day = day_choice("", "day")
    if known := definitions.load().project_lists.get(chosen):
        st.caption(known.description[texts.language()])
    _file(chosen, day)
    with st.expander(_("Or paste the text of a project’s page"), icon=":material/content_paste:"):
        _text(chosen, day)
    speak = texts.language()
    takeaway.workbook(
        _("Empty template for figures that only the owners know (XLSX)"),
        partial(template, speak, definitions.load()),
        export.file_name("projects", speak) + ".xlsx",
        DESK.key("template"),
    )


def _file(chosen: str, day: str) -> None:
    most = intake.MAX_BYTES >> 20
    file = st.file_uploader(
        _(
            "List as it came: CSV, Excel, OpenDocument, or a saved page of a project (HTML or "
            "text), at most {n} MB"
        ).format(n=most),
        type=_KNOWN,
        max_upload_size=most,
        key=DESK.key("file"),
    )
    if file is not None:
        _take(file.name, file.getvalue, chosen, day)


def _text(chosen: str, day: str) -> None:
    with st.form(DESK.key("text_form"), enter_to_submit=False):
        text = st.text_area(
            _("Text of the page, from its beginning to its end"),
            height=_HEIGHT,
            key=DESK.key("text"),
        )
        is_sent = st.form_submit_button(_("Read the text"), key=DESK.key("read_text"))
    if not is_sent:
        return
    if text.strip():
        _take(f"{_('Page of a project')}.txt", text.encode, chosen, day)
    else:
        st.warning(_("Paste the text of the page first."), icon=":material/content_paste:")


def _take(name: str, content: Callable[[], bytes], chosen: str, day: str) -> None:
    try:
        upload = intake.receive(
            name, content(), room="projects", format=chosen, list_date=day_told(day)
        )
    except UploadRefused as error:
        st.error(refusals.told(error), icon=":material/block:")
        return
    DESK.begin(upload.id)
    st.rerun()


def _at_work() -> None:
    st.markdown(f"**{plain(DESK.read('upload')['name'])}**")
    st.button(
        _("Leave this list, take another"),
        icon=":material/close:",
        key=DESK.key("leave"),
        on_click=DESK.leave,
    )
