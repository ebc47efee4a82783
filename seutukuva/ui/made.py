"""What a page makes of its rows, made once a version, language and choice.

Drawing a chart or wording a card costs more than asking for its rows, and a rerun asks for the
same again. What is kept here is never changed, so every session may have the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import streamlit as st

from seutukuva import definitions, settings, store, texts

T = TypeVar("T")

MOST_KEPT = 600


def once(make: Callable[[], T], *choice: Hashable) -> T:
    """What ``make`` gives, for this version, language and choice.

    Args:
        make: builds it from rows of the current version and nothing else that changes.
        choice: everything that the result depends on besides version, definitions and language.
    """
    return _kept(
        str(settings.build_folder()),
        store.current_version().id,
        definitions.load().fingerprint,
        texts.language(),
        choice,
        make,
    )


@st.cache_resource(max_entries=MOST_KEPT, show_spinner=False)
def _kept(
    folder: str,
    version: str,
    fingerprint: str,
    language: str,
    choice: tuple[Hashable, ...],
    _make: Callable[[], Any],
) -> Any:
    return _make()
