"""What firms wrote themselves, with their permission."""

from __future__ import annotations

import streamlit as st

from seutukuva.definitions import Questionnaire
from seutukuva.interviews import redacted
from seutukuva.interviews.told import WaveResults
from seutukuva.texts import _
from seutukuva.ui.entry import plain
from seutukuva.ui.interviews import names

_FIRST = 12


def quotations(results: WaveResults, form: Questionnaire) -> None:
    """Quotations by question, in no order that tells who wrote them."""
    st.caption(
        _(
            "Texts of firms that allow it to be quoted. A program leaves out those in which it "
            "finds a name, a place, a figure or a claim to be the only one; it may miss some. "
            "Read them before you show them to others."
        )
    )
    if not results.quotations:
        st.caption(
            _(
                "Nothing is quoted: too few firms have written something that they allow to be "
                "quoted and that tells nothing of who they are."
            )
        )
        return
    shown = results.quotations[:_FIRST]
    _quoted(shown, form)
    if rest := results.quotations[_FIRST:]:
        with st.expander(_("More quotations ({n})").format(n=len(rest))):
            _quoted(rest, form)


def _quoted(some: tuple, form: Questionnaire) -> None:
    for question in dict.fromkeys(one.question for one in some):
        lines = [plain(redacted.shown(one.text, _)) for one in some if one.question == question]
        quoted = "\n\n".join(f"> {line}" for line in lines)
        st.markdown(f"**{names.question(form, question)}**\n\n{quoted}")
