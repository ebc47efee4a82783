"""The organisation's own template of slides: checked when it comes, kept for the session."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from seutukuva import access, texts
from seutukuva.errors import TemplateRefused
from seutukuva.export import slides
from seutukuva.texts import _
from seutukuva.ui import refusals
from seutukuva.ui.entry import plain

_KEPT = "pack_template"
_FILE, _ROUND = "pack_template_file", "pack_template_round"
_MOST = 20  # MB


@dataclass(frozen=True, slots=True)
class _Template:
    name: str
    content: bytes


def template() -> bytes | None:
    """The template that slides are made with; None for the built-in one."""
    if not access.may_see("editions"):
        return None
    kept: _Template | None = st.session_state.get(_KEPT)
    panel = st.expander(
        _("The organisation’s own template of slides"),
        icon=":material/style:",
        expanded=kept is not None,
    )
    with panel:
        st.markdown(
            _(
                "A PowerPoint template (.pptx or .potx) gives the slides its colours, fonts and "
                "logo. It is kept until you close the page, and nowhere else."
            )
        )
        _take()
        kept = st.session_state.get(_KEPT)
        if kept is not None:
            words = _("Slides are made with the template “{name}”.")
            st.success(words.format(name=plain(kept.name)), icon=":material/check_circle:")
            st.button(_("Use the built-in look instead"), key="pack_template_drop", on_click=_drop)
        else:
            st.caption(_("Without one the built-in look is used."))
    return kept.content if kept else None


def _take() -> None:
    # A new name empties the field: what was dropped there does not come back by itself.
    key = f"{_FILE}_{st.session_state.get(_ROUND, 0)}"
    file = st.file_uploader(
        _("Template: PowerPoint, at most {n} MB").format(n=_MOST),
        type=["pptx", "potx"],
        max_upload_size=_MOST,
        key=key,
    )
    if file is None:
        return
    content = file.getvalue()
    try:
        slides.check_template(content, texts.language())
    except TemplateRefused as error:
        st.error(refusals.told(error), icon=":material/block:")
        st.info(
            _("The slides are made with the built-in look; nothing else that you chose is lost."),
            icon=":material/info:",
        )
        st.session_state.pop(_KEPT, None)
        return
    st.session_state[_KEPT] = _Template(file.name, content)


def _drop() -> None:
    st.session_state.pop(_KEPT, None)
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
