"""What is entered into the boxes: a conclusion, its change, its withdrawal, its history."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import access, definitions, selectors, store
from seutukuva.definitions import Kind
from seutukuva.impact import statements, told
from seutukuva.impact.statements import Statement
from seutukuva.projects import register
from seutukuva.texts import _
from seutukuva.ui import edition, entry, opening
from seutukuva.ui.versions import of_entries, version_table

SOURCE = "situation/impact"
# Which area a conclusion is about is said by the page.
_ASKED = (
    *("box", "text", "development_areas", "projects", "measures"),
    *("indicator", "decided_on"),
)
_OPENED = "statement"


def _kind() -> Kind:
    return definitions.load().kinds[statements.KIND]


def entering(area_id: str, is_first: bool) -> None:
    """The form for a new conclusion; where nothing may be entered, why.

    Args:
        is_first: whether the boxes of the area are empty still.
    """
    entry.notice(statements.KIND)
    if not access.may_enter(statements.KIND):
        edition.kept_out(
            _(
                "Challenges, forecasts and goals are entered on the computer that serves these "
                "pages. Here, where others can reach them, they can only be read."
            ),
            kind=statements.KIND,
        )
        return
    # Not in the expander: the first conclusion closes it.
    entry.notice(entry.form_id(statements.KIND))
    with st.expander(_("Fill in the boxes"), icon=":material/add:", expanded=is_first):
        entry.form(_kind(), None, SOURCE, _shape(area_id, ()))


def _shape(area_id: str, named: Sequence[str]) -> entry.Shape:
    def complete(body: entry.Body) -> entry.Body:
        # The form of another area may have left its own in the session.
        return {**body, "area": area_id}

    titles = {code: code for code in named} | register.titles()
    return entry.Shape(
        asked=_ASKED,
        begins_with={"box": statements.CHALLENGE, "area": area_id},
        lists={"projects": titles},
        complete=complete,
    )


def opened(own: Sequence[Statement]) -> Statement | None:
    """The conclusion that is to be changed: ``?statement=…``; none when none is chosen."""
    known = {one.id: one for one in own}
    asked = st.query_params.get(_OPENED, "")
    if asked and asked not in known:
        # Somebody else may have withdrawn it: then the form that would tell is gone. Of one about
        # another area nothing is told: the reader has just left that area.
        is_elsewhere = any(one.id == asked for one in statements.every())
        if not entry.notice(asked) and not is_elsewhere:
            selectors.note_unknown(_OPENED, _("Conclusion"), [asked])
        st.query_params.pop(_OPENED, None)
    titles = {one.id: _titled(one) for one in own}
    label = _("Conclusion to change or withdraw")
    return known.get(opening.opened(_OPENED, label, titles, _("Choose")))


def _titled(one: Statement) -> str:
    return f"{_(told.BOXES[one.box])} · {told.short(one.text)}"


def working(one: Statement) -> None:
    """The forms that change and withdraw it."""
    if not access.may_enter(statements.KIND):
        return
    entry.notice(entry.form_id(statements.KIND, one.id))
    newest = store.history(one.id)[-1]
    with st.expander(_("Change it"), icon=":material/edit:", expanded=True):
        entry.form(_kind(), newest, SOURCE, _shape(one.area_id, one.projects))
    with st.expander(_("Withdraw it"), icon=":material/delete:"):
        entry.withdrawal(newest, SOURCE)


def history(one: Statement) -> None:
    """Every version of it, with who saved it."""
    st.subheader(_("History"), anchor=False)
    version_table(
        _kind(),
        of_entries(store.history(one.id)),
        told=_("Versions of the conclusion, the newest first."),
        key="impact_history",
    )
