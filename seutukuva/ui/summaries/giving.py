"""Giving a summary: typed, or the text of a document that is read into the form."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from seutukuva import formats, intake, texts
from seutukuva.errors import RecordsError, UploadRefused
from seutukuva.interviews import summaries
from seutukuva.records import contacts
from seutukuva.texts import _, ngettext
from seutukuva.ui import entry
from seutukuva.ui.summaries import names

# For the file dialog only: what a file is, its content decides.
_KNOWN = ["docx", "odt", "txt", "md"]
_DONE = "summary_document"


def giving(today: dt.date) -> None:
    """The place to drop a document, and the form that everything goes through."""
    st.markdown(
        _("Write the summary below, or drop the document in which it is: its text is put there.")
    )
    _document()
    entry.form(names.kind(), None, names.SOURCE, names.shape(today))


def _document() -> None:
    file = st.file_uploader(
        _("Document with the summary: Word (DOCX), OpenDocument (ODT) or text"),
        type=_KNOWN,
        key="summary_file",
    )
    if file is None:
        st.session_state.pop(_DONE, None)
        return
    done = st.session_state.get(_DONE, {})
    if done.get("file") != file.file_id:
        done = {"file": file.file_id, **_read(file.name, file.getvalue())}
        st.session_state[_DONE] = done
        if "text" in done:
            # What it says is looked at before it is stored, as if it had been typed.
            entry.fill(summaries.KIND, text=done.pop("text"))
    if "refused" in done:
        st.error(entry.plain(done["refused"]), icon=":material/block:")
    elif st.session_state.get(f"{entry.form_id(summaries.KIND)}_text"):
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
        n = formats.number(redacted, 0, texts.language())
        words += " " + ngettext(
            "{n} place that reached a person was taken out.",
            "{n} places that reached a person were taken out.",
            redacted,
        ).format(n=n)
    st.info(words, icon=":material/description:")
