"""Links to pages, and parts of pages that are not everybody's: what is said in their place."""

from __future__ import annotations

from typing import Any

import streamlit as st

from seutukuva import access, navigation, settings


def offered(file: str) -> bool:
    """Whether a page is offered to whoever looks; ``file``: ``pages/companies/needs.py``."""
    section, name = file.removeprefix("pages/").removesuffix(".py").split("/")
    own = [one for one in navigation.found() if (one.section, one.name) == (section, name)]
    return not own or not own[0].subject or access.may_see(own[0].subject)


def page_link(file: str, **options: Any) -> None:
    """As ``st.page_link``, of a page of the navigation; nothing where it is not offered."""
    if offered(file):
        st.page_link(file, **options)


def kept_away(subject: str, what: str, elsewhere: str) -> None:
    """Say why a part of a page is not shown to whoever looks, and who may see it.

    Args:
        what: it is and why it is confidential, a sentence.
        elsewhere: the same with where it is shown, where nobody signs in.
    """
    signs_in = settings.mode() == "sign_in"
    words = f"{what} {access.why_not(subject)}" if signs_in else elsewhere
    st.info(words, icon=":material/lock:")
