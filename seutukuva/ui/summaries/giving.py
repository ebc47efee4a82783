"""Giving a summary: typed, or the text of a document that is read into the form."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from seutukuva import access, intake, texts
from seutukuva.errors import RecordsError, UploadRefused
from seutukuva.interviews import summaries
from seutukuva.records import contacts
from seutukuva.texts import _, ngettext
from seutukuva.ui import drafts, edition, entry
from seutukuva.ui.summaries import names

# For the file dialog only: what a file is, its content decides.
_KNOWN = ["docx", "odt", "txt", "md"]
# What became of the last document, and how many there have been: a place for files that has been
# used once is exchanged for an empty one, so that no file seems to be waiting there.
_DONE, _TIMES = "summary_document", "summary_documents"


def giving(today: dt.date) -> None:
    """The place to drop a document, and the form that everything goes through."""
    if not access.may_enter(summaries.KIND):
        edition.kept_out(kind=summaries.KIND)
        return
    # Files of others go through the inbox, which is for those who may handle what is in it.
    takes_files = access.may_see("uploads")
    if takes_files:
        words = _(
            "Write the summary below, or drop the document in which it is: its text is put there."
        )
        st.markdown(words)
    form = entry.form_id(summaries.KIND)
    drafts.waiting(names.kind(), form, names.of_draft, but=drafts.current(summaries.KIND))
    if takes_files:
        _document(form)
    entry.form(names.kind(), None, names.SOURCE, names.shape(today))


def _document(form: str) -> None:
    state = st.session_state
    times = state.get(_TIMES, 0)
    most = intake.MAX_BYTES >> 20
    file = st.file_uploader(
        _(
            "Document with the summary: Word (DOCX), OpenDocument (ODT) or text, at most {n} MB"
        ).format(n=most),
        type=_KNOWN,
        max_upload_size=most,
        key=f"summary_file_{times}",
    )
    if file is not None:
        state[_TIMES] = times + 1
        found = _read(file.name, file.getvalue())
        if "text" in found:
            # Looked at before it is stored, as if it had been typed, behind what has been.
            parts = (state.get(f"{form}_text"), found.pop("text"))
            entry.fill(summaries.KIND, text="\n\n".join(part for part in parts if part))
            drafts.keep(summaries.KIND, form, texts.language())
        state[_DONE] = found
        st.rerun()
    done = state.get(_DONE, {})
    if "refused" in done:
        st.error(entry.plain(done["refused"]), icon=":material/block:")
    elif done and state.get(f"{form}_text"):
        # Once it is saved, the form is empty again.
        _told(done["redacted"])


def _read(name: str, content: bytes) -> dict[str, Any]:
    """The text of a document without what reaches a person, or why there is none."""
    try:
        upload = intake.receive(name, content, questionnaire="", wave="", organisation="")
    except UploadRefused as error:
        return {"refused": str(error)}
    try:
        with st.spinner(_("Reading the document")):
            # Whoever reads a strange document is not let near the log.
            intake.write(upload.id, "choices", {"names": contacts.names()})
            intake.step(upload.id, "document")
        found = intake.read(upload.id, "document")
    except (RecordsError, UploadRefused) as error:
        return {"refused": str(error)}
    finally:
        intake.discard(upload.id)
    return {"text": "\n\n".join(found["paragraphs"]), "redacted": int(found["redacted"])}


def _told(redacted: int) -> None:
    words = _("The text of the document stands in the form below. Read it, then save it.")
    if redacted:
        n = texts.number(redacted)
        words += " " + ngettext(
            "{n} place that reached a person was taken out.",
            "{n} places that reached a person were taken out.",
            redacted,
        ).format(n=n)
    st.info(words, icon=":material/description:")
