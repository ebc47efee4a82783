"""What a page is on paper: figures and words, without what is pressed, chosen or filled in."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

_CSS = Path(__file__).with_name("printing.css")


def styles() -> None:
    """Put the rules for paper on the page; once a page."""
    st.html(f"<style>{_CSS.read_text(encoding='utf-8')}</style>")


def unprinted(name: str) -> DeltaGenerator:
    """A place for what stays on the screen: choices, hints, buttons.

    Args:
        name: unlike any other on the page.
    """
    return st.container(key=f"unprinted_{name}")


def together(name: str) -> DeltaGenerator:
    """A place for what stays on one sheet: a chart with its title and notes.

    Args:
        name: unlike any other on the page.
    """
    return st.container(key=f"together_{name}")
