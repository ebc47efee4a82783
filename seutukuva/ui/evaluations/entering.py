"""What is entered of an evaluation itself: a new one, its change, its withdrawal, its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import streamlit as st

from seutukuva import access, definitions, records, showing, store, texts
from seutukuva.evaluations import register
from seutukuva.evaluations.standing import Standing
from seutukuva.texts import _
from seutukuva.ui import edition, entry
from seutukuva.ui.evaluations.grading import SOURCE
from seutukuva.ui.versions import Version, of_entries, version_table

_ASKED = (
    *("title", "criteria", "doer", "occasion", "convener"),
    *("frozen_on", "opens_on", "closes_on", "facts"),
)
# What is settled when it opens: then nobody can choose the criteria by the results.
_SETTLED = ("criteria", "frozen_on", "opens_on")


def entering(is_first: bool, today: dt.date) -> None:
    """The form for a new evaluation; where nothing may be entered, why.

    Args:
        is_first: whether there is none yet.
    """
    if showing.shown():
        # The banner says that nothing can be changed.
        return
    if not access.may_enter(register.KIND):
        edition.kept_out(
            _(
                "Evaluations are entered on the computer that serves these pages. Here, where "
                "others can reach them, they can only be read."
            ),
            kind=register.KIND,
        )
        return
    # Not in the expander: the first evaluation closes it.
    entry.notice(entry.form_id(register.KIND))
    with st.expander(_("A new evaluation"), icon=":material/add:", expanded=is_first):
        st.markdown(
            _(
                "Its criteria are frozen with it: what is graded cannot be changed when the "
                "results are known."
            )
        )
        entry.form(definitions.load().kinds[register.KIND], None, SOURCE, _shape(today))


def _shape(today: dt.date) -> entry.Shape:
    def complete(body: entry.Body) -> entry.Body:
        return register.completed(body, today)

    return entry.Shape(
        asked=_ASKED,
        begins_with={
            "doer": register.SELF,
            "occasion": register.OCCASIONS[0],
            "frozen_on": today.isoformat(),
        },
        lists={"criteria": _sets()},
        complete=complete,
    )


def _sets() -> dict[str, str]:
    speak = texts.language()
    return {one.id: one.title[speak] for one in definitions.load().evaluations.values()}


def working(found: Standing, today: dt.date) -> None:
    """The forms that change and withdraw it."""
    if not access.may_enter(register.KIND):
        return
    one = found.evaluation
    newest = records.history(one.id)[-1]
    entry.notice(entry.form_id(register.KIND, one.id))
    with st.expander(_("Change the evaluation"), icon=":material/edit:"):
        kind = definitions.load().kinds[register.KIND]
        if one.has_opened(today):
            st.caption(_("It has opened: its criteria and its day of opening stay."))
            asked = tuple(field for field in _ASKED if field not in _SETTLED)
            shape = entry.Shape(asked=asked, lists={"criteria": _sets()})
        else:
            shape = _shape(today)
        entry.form(kind, newest, SOURCE, shape)
    with st.expander(_("Withdraw the evaluation"), icon=":material/delete:"):
        entry.withdrawal(newest, SOURCE)


def history(found: Standing) -> None:
    """Every version of it, with who saved it."""
    st.subheader(_("History"), anchor=False)
    title = found.evaluation.frozen.title[texts.language()]

    def told(version: Version) -> Mapping[str, Any]:
        # The criteria in every language would fill the page; the set's name stands for them.
        return {**version, "criteria": title, "frozen": ""}

    version_table(
        definitions.load().kinds[register.KIND],
        of_entries(store.history(found.evaluation.id)),
        told,
        told=_("Versions of the evaluation, the newest first."),
        key="evaluation_history",
    )
