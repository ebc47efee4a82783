"""Clicks on what a session was never shown: nothing comes of them, and they are noted.

A button's name is the same for everybody, so whoever once saw it, or reads the program, can send a
click on it. Nothing that is not on the page is ever called; that it was tried is worth knowing. A
page that stood open while the server was started anew may be noted so once, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx

from seutukuva import audit

PRESS = "press"
# The page's own name of a button stands at the end of what the browser sends.
_NAME = re.compile(r"[a-z0-9_]{1,60}")


def noted() -> None:
    """Note such clicks of this run; once at its start, where people sign in."""
    if not audit.is_on():
        return
    run = get_script_run_ctx(suppress_warning=True)
    for id in _pressed(getattr(getattr(run, "session_state", None), "_state", None)):
        name = id.rpartition("-")[2]
        audit.refused("", PRESS, name if _NAME.fullmatch(name) else "")


def _pressed(state: Any) -> Iterator[str]:
    """The buttons that the browser says were pressed and this session knows nothing of."""
    sent = getattr(state, "_new_widget_state", None)
    for id, own in dict(getattr(sent, "states", {})).items():
        told = getattr(own, "value", None)
        is_pressed = getattr(told, "trigger_value", False) is True
        if is_pressed and id not in sent.widget_metadata:  # type: ignore[union-attr]
            yield id
