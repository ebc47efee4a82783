"""The upload that a reader works at: which it is, what has been done of it, what is stale.

The session only knows its id; everything of the file stands in the upload's own folder, where
the steps of ``etl.interviews`` put it.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from seutukuva import intake, texts
from seutukuva.errors import UploadRefused
from seutukuva.texts import N_, _
from seutukuva.ui import refusals

_STATE = "upload"
NOTICE = "uploads_notice"
# In the address, so that a page that is loaded again goes on with the file.
_ADDRESS = "upload"
STEPS = ("inspect", "map", "check")
# Of the choices: whether the file may say what round it is for.
OPEN, CHOSEN = "open", "chosen"
_DOING = {
    "inspect": N_("Reading the file"),
    "map": N_("Matching columns and answers with the questions"),
    "check": N_("Checking every row"),
}


def current() -> str:
    """Id of the upload at work; empty when there is none, or its file is no longer kept."""
    if _STATE not in st.session_state and _ADDRESS in st.query_params:
        st.session_state[_STATE] = {"id": st.query_params[_ADDRESS], "done": []}
    upload_id = str(st.session_state.get(_STATE, {}).get("id", ""))
    if upload_id:
        try:
            intake.folder(upload_id)
        except UploadRefused as error:
            forget()
            st.warning(refusals.told(error), icon=":material/hourglass_empty:")
            return ""
        st.query_params[_ADDRESS] = upload_id
    return upload_id


def begin(upload_id: str) -> None:
    """Work at this upload, from its first step on."""
    if current():
        leave()
    st.session_state[_STATE] = {"id": upload_id, "done": []}


def leave() -> None:
    """Stop working at an upload and forget its file."""
    if upload_id := current():
        intake.discard(upload_id)
    forget()


def forget() -> None:
    """Stop working at an upload whose file has gone its way."""
    st.session_state.pop(_STATE, None)
    st.query_params.pop(_ADDRESS, None)
    for key in [key for key in st.session_state if str(key).startswith("upload_")]:
        del st.session_state[key]


def redo(step: str) -> None:
    """Do this step and those after it once more: something was decided anew."""
    state = st.session_state.get(_STATE)
    if state:
        state["done"] = list(STEPS[: STEPS.index(step)])
        state.pop("refused", None)


def bring() -> list[str]:
    """Do the steps that are not done yet, with a progress bar; gives those that are done.

    A step that was refused says so; what was done before it can be looked at and changed.
    """
    state = st.session_state.get(_STATE)
    if not state:
        return []
    missing = [step for step in STEPS if step not in state["done"]]
    if missing and not state.get("refused"):
        _do(state, missing)
    if refused := state.get("refused"):
        st.error(refused, icon=":material/block:")
    return list(state["done"])


def corrected(corrections: dict[str, Any]) -> None:
    """Keep corrections of the map; the ones before them can be brought back."""
    st.session_state[_STATE]["before"] = read("corrections")
    write("corrections", corrections)
    redo("map")


def take_for(round_id: str) -> None:
    """Take the file for another round than the one it was taken for."""
    upload_id = current()
    if upload_id and round_id != read("upload")["wave"]:
        intake.assign(upload_id, round_id)
        write("choices", {**read("choices"), "round": CHOSEN})
        redo("map")


def undo() -> None:
    """Bring back the corrections before the last ones."""
    state = st.session_state.get(_STATE, {})
    if current() and "before" in state:
        write("corrections", state.pop("before"))
        redo("map")


def can_undo() -> bool:
    """Whether there are corrections before the last ones."""
    return "before" in st.session_state.get(_STATE, {})


def _do(state: dict[str, Any], missing: list[str]) -> None:
    bar = st.progress(0.0, text=_(_DOING[missing[0]]))
    try:

        def told(step: str, share: float, doing: str) -> None:
            if doing == "done":
                state["done"] = [*state["done"], step]
            words = _("Waiting for another upload") if doing == "waiting" else _(_DOING[step])
            done = (missing.index(step) + share) / len(missing)
            bar.progress(min(1.0, done), text=words)

        intake.steps(state["id"], missing, told)
    except UploadRefused as error:
        state["refused"] = refusals.told(error)
    finally:
        bar.empty()


def read(name: str) -> dict[str, Any]:
    """What a step found: ``inspected``, ``mapping``, ``problems``, ``summary``, …"""
    return dict(intake.read(current(), name) or {})


def write(name: str, content: dict[str, Any]) -> None:
    """What the analyst decided: ``choices``, ``corrections``."""
    intake.write(current(), name, content)


def use(language: str) -> None:
    """Speak this language in a callback, which runs before the page has said it."""
    texts.use(language)
