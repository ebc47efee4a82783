"""Presentation mode: the same pages for a meeting room, large and without what only one reads.

The choice is in the address, ``?present=1``, and is remembered for the session like every other.
Streamlit has no setting for the size of letters of one session, so the one style of it is here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from seutukuva import selectors
from seutukuva.texts import _
from seutukuva.ui import walking
from seutukuva.ui.frame import guarded

KEY, ON, OFF = "present", "1", "0"
# Letters of charts are drawn in pixels and do not follow the letters of the page.
CHART_SCALE = 1.5
CARD_SCALE = 1.35
_STYLE = Path(__file__).with_name("presentation.css")


def choose() -> bool:
    """Read the choice from the address or the session, once at the start of a run."""
    known = {ON: ON, OFF: OFF}
    (chosen,) = selectors.from_address(KEY, (OFF,), known.get, KEY)[:1]
    return chosen == ON


def is_on() -> bool:
    """Whether this run is for the meeting room; ``choose`` has been called."""
    return st.query_params.get(KEY) == ON


def navigation_position() -> Literal["top", "sidebar"]:
    """Where the menu is: a line at the top instead of the side bar."""
    return "top" if is_on() else "sidebar"


def scale() -> float:
    """How much larger than usual a chart is to be drawn: 1.0 when not presenting."""
    return CHART_SCALE if is_on() else 1.0


def card_width(usual: int) -> int:
    """The least width of a card, in pixels, for letters of the present size."""
    return round(usual * CARD_SCALE) if is_on() else usual


def switch() -> None:
    """The way in, in the side bar; while presenting the style and the way out instead."""
    if not is_on():
        st.sidebar.button(
            _("Present"),
            key="present_start",
            icon=":material/slideshow:",
            help=_("Large letters, no side bar: for a meeting room."),
            on_click=_turn,
            args=(ON,),
        )
        return
    st.html(f"<style>{_STYLE.read_text(encoding='utf-8')}</style>")
    with st.container(key="present_end_place", width="content"):
        st.button(
            _("End presentation"),
            key="present_end",
            icon=":material/close:",
            on_click=_turn,
            args=(OFF,),
        )
    guarded(walking.strip)


def _turn(choice: str) -> None:
    st.session_state[selectors.widget_key(KEY)] = choice
    selectors.write_address(KEY, (OFF,))
    if choice == OFF:
        walking.end()
