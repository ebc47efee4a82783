"""Choosing what is uploaded: the form, the round, who has asked, and the file."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from seutukuva import definitions, export, intake, texts
from seutukuva.definitions import Definitions, Questionnaire
from seutukuva.errors import UploadRefused
from seutukuva.export.questionnaires import template
from seutukuva.interviews import rounds
from seutukuva.texts import _
from seutukuva.ui import refusals, takeaway
from seutukuva.ui.entry import plain
from seutukuva.ui.uploads import work

ROUNDS_BEFORE, ROUNDS_AFTER = 7, 1
_CHOSEN = "chosen_for_uploads"
_KNOWN = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"]


def starting() -> None:
    """The choices and the place to drop a file; afterwards, what is worked at."""
    if work.current():
        _at_work()
        return
    found = definitions.load()
    if not found.questionnaires:
        st.info(
            _("This programme has no questionnaire yet. See “add a questionnaire” in the docs."),
            icon=":material/quiz:",
        )
        return
    speak = texts.language()
    # Widgets that were not on the page forget what was chosen.
    for key, value in st.session_state.get(_CHOSEN, {}).items():
        st.session_state.setdefault(key, value)
    left, middle, right = st.columns(3)
    newest_first = list(found.questionnaires)[::-1]
    with left:
        form = st.selectbox(
            _("Questionnaire"),
            newest_first,
            format_func=lambda one: found.questionnaires[one].title[speak],
            key="upload_questionnaire",
            placeholder=_("Choose"),
        )
    with middle:
        wave = _round(found, speak)
    with right:
        organisation = _organisation(found, speak)
    _template(found.questionnaires[form], found, speak)
    _file(str(form), wave, organisation)


def _round(found: Definitions, speak: str) -> str:
    options = rounds.around(
        dt.date.today(), found.interviewing.rounds, before=ROUNDS_BEFORE, after=ROUNDS_AFTER
    )
    return str(
        st.selectbox(
            _("Round for which firms were interviewed"),
            options,
            format_func=lambda one: rounds.name(one, speak),
            key="upload_wave",
            placeholder=_("Choose"),
        )
    )


def _organisation(found: Definitions, speak: str) -> str:
    asking = list(found.interviewing.summaries_from) or list(found.programme.organisations)

    names = {one: found.programme.organisations[one].name[speak] for one in asking}
    names = {"": _("as the file says, row by row"), **names}
    chosen = st.selectbox(
        _("Who has interviewed"),
        list(names),
        format_func=names.__getitem__,
        key="upload_organisation",
        placeholder=_("Choose"),
    )
    return str(chosen)


def _template(form: Questionnaire, found: Definitions, speak: str) -> None:
    takeaway.workbook(
        _("Empty spreadsheet of this questionnaire (XLSX)"),
        lambda: template(form, speak, found),
        export.file_name(form.id, speak) + ".xlsx",
        "upload_template",
    )


def _file(form: str, wave: str, organisation: str) -> None:
    # The list is for the file dialog only: what a file is, its content decides.
    most = intake.MAX_BYTES >> 20
    file = st.file_uploader(
        _("Spreadsheet as it came: Excel, OpenDocument or CSV, at most {n} MB").format(n=most),
        type=_KNOWN,
        max_upload_size=most,
        key="upload_file",
    )
    if file is None:
        return
    try:
        upload = intake.receive(
            file.name,
            file.getvalue(),
            questionnaire=form,
            wave=wave,
            organisation=organisation,
        )
    except UploadRefused as error:
        st.error(refusals.told(error), icon=":material/block:")
        return
    keys = ("upload_questionnaire", "upload_wave", "upload_organisation")
    st.session_state[_CHOSEN] = {key: st.session_state[key] for key in keys}
    work.begin(upload.id)
    st.rerun()


def _at_work() -> None:
    found = definitions.load()
    speak = texts.language()
    upload = work.read("upload")
    parts = [
        f"**{plain(upload['name'])}**",
        found.questionnaires[upload["questionnaire"]].title[speak],
        rounds.name(upload["wave"], speak),
    ]
    if upload["organisation"]:
        parts.append(found.programme.organisations[upload["organisation"]].name[speak])
    st.markdown(" · ".join(parts))
    st.button(
        _("Leave this file, take another"),
        icon=":material/close:",
        key="upload_leave",
        on_click=work.leave,
    )
