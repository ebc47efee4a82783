"""The upload that a reader works at: which it is, what has been done of it, what is stale.

The session only knows its id; everything of the file stands in the upload's own folder, where
the steps of ``etl`` put it. Interviews and lists of projects each have a desk of their own, so
that a file of the one is not in the way of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from seutukuva import intake
from seutukuva.errors import UploadRefused
from seutukuva.texts import _
from seutukuva.ui import refusals

STEPS = ("inspect", "map", "check")


@dataclass(frozen=True, slots=True)
class Desk:
    """The place at which files of one room are worked at.

    Attributes:
        name: of its state, of the upload in the address, so that a page that is loaded again
            goes on with the file, and what the keys of its widgets begin with.
        notice: under which the session keeps what became of the last click.
        doing: step → what is being done; messages to translate.
        rows: how many rows with something in them, in words.
    """

    name: str
    notice: str
    doing: Mapping[str, str]
    rows: Callable[[int], str]

    def key(self, widget: str) -> str:
        """The key of a widget of this desk; it is forgotten with the file."""
        return f"{self.name}_{widget}"

    def current(self) -> str:
        """Id of the upload at work; empty when there is none, or its file is no longer kept."""
        if self.name not in st.session_state and self.name in st.query_params:
            st.session_state[self.name] = {"id": st.query_params[self.name], "done": []}
        upload_id = str(st.session_state.get(self.name, {}).get("id", ""))
        if upload_id:
            try:
                intake.folder(upload_id)
            except UploadRefused as error:
                self.forget()
                st.warning(refusals.told(error), icon=":material/hourglass_empty:")
                return ""
            st.query_params[self.name] = upload_id
        return upload_id

    def begin(self, upload_id: str) -> None:
        """Work at this upload, from its first step on."""
        if self.current():
            self.leave()
        st.session_state[self.name] = {"id": upload_id, "done": []}

    def leave(self) -> None:
        """Stop working at an upload and forget its file."""
        if upload_id := self.current():
            intake.discard(upload_id)
        self.forget()

    def forget(self) -> None:
        """Stop working at an upload whose file has gone its way."""
        st.session_state.pop(self.name, None)
        st.query_params.pop(self.name, None)
        for key in [key for key in st.session_state if str(key).startswith(self.key(""))]:
            del st.session_state[key]

    def redo(self, step: str) -> None:
        """Do this step and those after it once more: something was decided anew."""
        state = st.session_state.get(self.name)
        if state:
            state["done"] = list(STEPS[: STEPS.index(step)])
            state.pop("refused", None)

    def bring(self) -> list[str]:
        """Do the steps that are not done yet, with a progress bar; gives those that are done.

        A step that was refused says so; what was done before it can be looked at and changed.
        """
        state = st.session_state.get(self.name)
        if not state:
            return []
        missing = [step for step in STEPS if step not in state["done"]]
        if missing and not state.get("refused"):
            self._do(state, missing)
        if refused := state.get("refused"):
            st.error(refused, icon=":material/block:")
        return list(state["done"])

    def corrected(self, corrections: dict[str, Any]) -> None:
        """Keep corrections of the map; the ones before them can be brought back."""
        st.session_state[self.name]["before"] = self.read("corrections")
        self.write("corrections", corrections)
        self.redo("map")

    def undo(self) -> None:
        """Bring back the corrections before the last ones."""
        state = st.session_state.get(self.name, {})
        if self.current() and "before" in state:
            self.write("corrections", state.pop("before"))
            self.redo("map")

    def undoing(self) -> None:
        """A way back from corrections that did not do what was meant."""
        if "before" in st.session_state.get(self.name, {}):
            st.button(
                _("Undo the last corrections"),
                icon=":material/undo:",
                key=self.key("undo"),
                on_click=self.undo,
            )

    def read(self, name: str) -> dict[str, Any]:
        """What a step found: ``inspected``, ``mapping``, ``problems``, ``summary``, …"""
        return dict(intake.read(self.current(), name) or {})

    def write(self, name: str, content: dict[str, Any]) -> None:
        """What the analyst decided: ``choices``, ``corrections``."""
        intake.write(self.current(), name, content)

    def tell(self, kind: str, text: str = "") -> None:
        """Leave word of what became of a click, for the next run: ``done``, ``warning``, …"""
        st.session_state[self.notice] = {"kind": kind, "text": text}

    def _do(self, state: dict[str, Any], missing: list[str]) -> None:
        bar = st.progress(0.0, text=_(self.doing[missing[0]]))
        try:

            def told(step: str, share: float, doing: str) -> None:
                if doing == "done":
                    state["done"] = [*state["done"], step]
                is_waiting = doing == "waiting"
                words = _("Waiting for another upload") if is_waiting else _(self.doing[step])
                done = (missing.index(step) + share) / len(missing)
                bar.progress(min(1.0, done), text=words)

            intake.steps(state["id"], missing, told)
        except UploadRefused as error:
            state["refused"] = refusals.told(error)
        finally:
            bar.empty()
