"""Choosing what is uploaded: the form, the round, who has asked, and the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from seutukuva import definitions, export, formats, intake, texts
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
_CHOICES = ("upload_questionnaire", "upload_wave", "upload_organisation")
_DAYS, _WIDTH = ("first", "last"), 400
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
    titles = {one: found.questionnaires[one].title[speak] for one in newest_first}
    with left:
        form = st.selectbox(
            _("Questionnaire"),
            newest_first,
            format_func=titles.__getitem__,
            key="upload_questionnaire",
            placeholder=_("Choose"),
        )
    with middle:
        wave = _round(speak)
    with right:
        organisation = _organisation(found, speak)
    st.session_state[_CHOSEN] = {key: st.session_state[key] for key in _CHOICES}
    _template(found.questionnaires[form], found, speak)
    _file(str(form), wave, organisation)


def _round(speak: str) -> str:
    names = {"": _("as the dates in the file say")}
    names |= {one: rounds.name(one, speak) for one in _rounds()}
    return str(
        st.selectbox(
            _("Round for which firms were interviewed"),
            list(names),
            format_func=names.__getitem__,
            key="upload_wave",
            placeholder=_("Choose"),
        )
    )


def _rounds() -> list[str]:
    """The rounds to choose from, the next one first."""
    months = definitions.load().interviewing.rounds
    today = dt.date.today()
    return rounds.around(today, months, before=ROUNDS_BEFORE, after=ROUNDS_AFTER)


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
            wave=wave or _rounds()[0],
            organisation=organisation,
        )
    except UploadRefused as error:
        st.error(refusals.told(error), icon=":material/block:")
        return
    work.begin(upload.id)
    if not wave:
        work.write("choices", {"round": work.OPEN})
    st.rerun()


def _at_work() -> None:
    found = definitions.load()
    speak = texts.language()
    upload = work.read("upload")
    parts = [
        f"**{plain(upload['name'])}**",
        found.questionnaires[upload["questionnaire"]].title[speak],
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


def round_of_file() -> None:
    """The round that the file is taken for, why, and another one instead."""
    speak = texts.language()
    wave, days = work.read("upload")["wave"], work.read("mapping")["days"]
    every = sorted({*_rounds(), wave, days["round"] or wave}, reverse=True)
    names = {one: rounds.name(one, speak) for one in every}
    # Named by what is chosen: a round that the file has said since is shown, and no older choice.
    key = f"upload_round_{wave}"
    st.selectbox(
        _("Round for which firms were interviewed"),
        every,
        index=every.index(wave),
        format_func=names.__getitem__,
        key=key,
        placeholder=_("Choose"),
        on_change=_take_for,
        args=(key, speak),
        width=_WIDTH,
    )
    if days["round"] in ("", wave):
        st.caption(_dated(days, speak))
    else:
        told = [_dated(days, speak)]
        if days["by"] == "days":
            told.append(_("They suit the round {round}.").format(round=names[days["round"]]))
        st.warning(" ".join(told), icon=":material/event_busy:")


def _dated(days: Mapping[str, str], speak: str) -> str:
    """When the interviews were made, as the file tells it."""
    if days["by"] == "name":
        words = _("The name of the file speaks of the round {round}.")
        return words.format(round=rounds.name(days["round"], speak))
    if not days["by"]:
        return _("The file does not say when firms were interviewed.")
    first, last = (formats.date(dt.date.fromisoformat(days[key]), speak) for key in _DAYS)
    span = first if first == last else f"{first} – {last}"
    return _("The interviews of the file are of {days}.").format(days=span)


def _take_for(key: str, language: str) -> None:
    work.use(language)
    try:
        work.take_for(str(st.session_state[key]))
    except UploadRefused as error:
        st.session_state[work.NOTICE] = {"kind": "warning", "text": refusals.told(error)}
