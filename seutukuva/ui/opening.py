"""The one record of many that is looked at closely: its id stands in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import streamlit as st

from seutukuva import selectors


def opened(key: str, label: str, titles: Mapping[str, str], placeholder: str) -> str:
    """The id that the address names, ``?signal=…``; "" when none is chosen.

    It is not carried to other pages, and what the address names and is not in the list opens
    nothing: why, only the page can tell.

    Args:
        key: its name in the address.
        titles: by id, in the order of the list; without any there is no list.
    """
    asked = st.query_params.get(key, "")
    chosen = asked if asked in titles else ""
    if titles:
        widget = selectors.widget_key(key)
        st.session_state[widget] = chosen or None
        st.selectbox(
            label,
            list(titles),
            format_func=_told_apart(titles).__getitem__,
            key=widget,
            on_change=_write_address,
            args=(key,),
            placeholder=placeholder,
        )
    return chosen


def _told_apart(titles: Mapping[str, str]) -> dict[str, str]:
    """Each title unlike any other: a list takes the first of equal ones."""
    times: Counter[str] = Counter()
    found = {}
    for one, title in titles.items():
        times[title] += 1
        found[one] = title if times[title] == 1 else f"{title} ({times[title]})"
    return found


def _write_address(key: str) -> None:
    chosen = st.session_state[selectors.widget_key(key)]
    if chosen:
        st.query_params[key] = chosen
    else:
        st.query_params.pop(key, None)
