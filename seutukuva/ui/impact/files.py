"""The analysis as a file, in a language of one's own choice."""

from __future__ import annotations

from contextvars import copy_context

import streamlit as st

from seutukuva import selectors, texts
from seutukuva.impact import document
from seutukuva.texts import _
from seutukuva.ui import takeaway


def take_the_analysis_away(area_id: str) -> None:
    """The language of the file, and the button that makes it."""
    which, button = st.columns([1, 2], vertical_alignment="bottom")
    with which:
        language = selectors.choose_one(
            "file_language",
            _("Language of the file"),
            list(texts.LANGUAGES),
            texts.language(),
            texts.LANGUAGES.__getitem__,
        )
    # Made when it is pressed, in a thread that knows neither version nor log of this run; and by
    # several threads, of which each needs its own.
    run, address = copy_context(), takeaway.link()

    def make() -> bytes:
        return run.copy().run(document.pdf, area_id, language, address)

    with button:
        takeaway.document(
            _("Take the analysis away (PDF)"),
            make,
            f"{document.file_name(area_id, language)}.pdf",
            "impact_pdf",
        )
