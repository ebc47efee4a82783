"""On which page something happens."""

from __future__ import annotations

import sys


def page() -> str:
    """The address of the page of this run, ``needs``; empty outside of a page's run."""
    if "streamlit.runtime.scriptrunner" not in sys.modules:
        return ""
    from streamlit.runtime.scriptrunner import get_script_run_ctx

    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return ""
    # While a callback runs the pages are those of the run before: the same ones.
    asked = context.page_script_hash or context.pages_manager.intended_page_script_hash
    found = context.pages_manager.get_pages().get(asked or "")
    return str(found.get("url_pathname") or found.get("page_name") or "") if found else ""
