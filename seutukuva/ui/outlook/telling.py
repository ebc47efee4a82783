"""What became of a click on a button of the grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.texts import _, ngettext
from seutukuva.ui.entry import NOT_STORED
from seutukuva.ui.fields import plain
from seutukuva.ui.outlook import names
from seutukuva.ui.outlook.saving import NOTICE, Slot

# Of a text that is quoted, so many characters.
_QUOTED = 80


def told(form: str) -> None:
    """Say once what became of the last click on a form's button."""
    found: Mapping[str, Any] = st.session_state.get(NOTICE) or {}
    if found.get("form") != form:
        return
    del st.session_state[NOTICE]
    if "conflicts" in found:
        _conflicts(found["conflicts"])
    elif "problems" in found:
        listed = "\n".join(f"- {plain(one)}" for one in found["problems"])
        st.error(f"{_(NOT_STORED)}\n\n{listed}", icon=":material/error:")
    elif "nothing" in found:
        st.info(_("Nothing has been changed, so nothing was saved."), icon=":material/info:")
    else:
        _done(found["done"], found["repeated"])


def _done(n: int, repeated: Sequence[tuple[str, int]]) -> None:
    words = ngettext("Saved: {n} mark.", "Saved: {n} marks.", n)
    st.success(words.format(n=texts.number(n)), icon=":material/check_circle:")
    for text, times in repeated:
        quoted = text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
        same = ngettext(
            "{n} mark has the same reason: “{text}”. Say of each what it rests on.",
            "{n} marks have the same reason: “{text}”. Say of each what it rests on.",
            times,
        )
        st.warning(
            same.format(n=texts.number(times), text=plain(quoted)), icon=":material/content_copy:"
        )


def _conflicts(every: Sequence[tuple[Slot, Mapping[str, Any], Mapping[str, Any]]]) -> None:
    """Both versions side by side: nothing of either is lost."""
    if not every:
        st.warning(_("Somebody else has saved meanwhile. Save again."))
        return
    st.warning(
        _(
            "Somebody else has saved marks here meanwhile. Nothing is lost: yours are still in "
            "the form, and nothing was stored. Compare them, change yours where needed, and save "
            "again; theirs then stay in the history."
        ),
        icon=":material/compare_arrows:",
    )
    columns = {
        _("Mark"): [plain(slot.title) for slot, _own, _theirs in every],
        _("Yours"): [_version(own) for _slot, own, _theirs in every],
        _("Saved meanwhile"): [_version(theirs) for _slot, _own, theirs in every],
    }
    st.table(
        pd.DataFrame(columns),
        hide_index=True,
        border="horizontal",
        alt=_("Your marks beside those that were saved meanwhile."),
    )


def _version(body: Mapping[str, Any]) -> str:
    if body.get("withdrawn"):
        return _("Withdrawn: {reason}").format(reason=plain(str(body.get("reason", ""))))
    score = body.get("score")
    known = {str(one): one for one in names.SIGNS}
    own = names.marked(known[str(score)]) if str(score) in known else "–"
    return f"{plain(own)}: {plain(str(body.get('reason', '')))}"
