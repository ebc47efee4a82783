"""Decisions on targets: those made, who entered them, and the form for the next one.

A decision is never changed: the next one takes its place from its own day on, and a mistaken one
is withdrawn with a reason.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, selectors, showing, store, texts
from seutukuva.definitions import DevelopmentArea
from seutukuva.development import entering, kpis, targets
from seutukuva.development.kpis import KIND, Kpi
from seutukuva.development.targets import Decision
from seutukuva.people import persons
from seutukuva.texts import N_, _
from seutukuva.ui import entry
from seutukuva.ui.development import names
from seutukuva.ui.development.view import View
from seutukuva.ui.entry import Shape
from seutukuva.ui.takeaway import table_taken, take_away

STATES = {
    targets.IN_FORCE: N_("in force"),
    targets.REPLACED: N_("replaced by a later one"),
    targets.WITHDRAWN: N_("withdrawn"),
    targets.TO_COME: N_("decided later than the day looked at"),
}
# For which development area the form was opened.
_FOR = "target_form_for"
_ASKED = (
    *("kpi", "area", "baseline", "baseline_period", "target", "target_period"),
    *("decided_on", "reason"),
)


def decided(area: DevelopmentArea, view: View) -> None:
    """Every decision on the area's targets with who entered it, the one made last first."""
    own = [one for one in view.decisions if one.development_area == area.code]
    if not own:
        st.caption(_("No target has been decided on yet."))
        return
    told = _("Decisions on targets with who entered them, the one made last first.")
    st.table(
        _frame(own, view.choice.on, is_markup=True),
        hide_index=True,
        border="horizontal",
        alt=told,
    )
    take_away(
        lambda: table_taken(
            title=_("Decisions on targets"),
            subtitle=names.areas()[area.code],
            values=_frame(own, view.choice.on, is_markup=False),
            alternative=told,
            file_name="targets",
        ),
        key=f"targets_{area.code}",
    )


def _frame(own: list[Decision], on: dt.date, *, is_markup: bool) -> pd.DataFrame:
    return pd.DataFrame([_row(one, own, on, is_markup) for one in own])


def _row(one: Decision, every: list[Decision], on: dt.date, is_markup: bool) -> dict[str, str]:
    """A decision in words; what was entered is no markup on the page, and in a file nothing is."""
    written = entry.plain if is_markup else str
    speak = texts.language()
    state = _(STATES[targets.state(one, every, on)])
    if one.withdrawn_on:
        gone = formats.date(one.withdrawn_on, speak)
        state = f"{state}, {gone}: {written(one.withdrawn_reason)}"
    return {
        _("Decided on"): formats.date(one.decided_on, speak),
        _("KPI"): written(names.of_id(one.kpi)),
        _("Area"): written(names.place(one.area)),
        _("Baseline"): f"{_of(one, one.baseline)} ({names.period(one.baseline_period)})",
        _("Target"): f"{_of(one, one.target)} ({names.period(one.target_period)})",
        _("State"): state,
        _("Reason"): written(one.reason) or names.NOTHING,
        _("Entered by"): written(persons.shown(one.by)),
        _("Entered (UTC)"): formats.date(one.recorded_at, speak),
    }


def _of(one: Decision, value: float) -> str:
    kpi = kpis.kpi(one.kpi, definitions.load())
    return names.figure(kpi, value) if kpi else texts.number(value, 1)


def enter(area: DevelopmentArea, view: View, kpi: str, page: str) -> None:
    """The form for a decision, and the one that withdraws a mistaken one.

    Args:
        kpi: the one that is looked at, for which a decision is likely to be entered.
        page: where it is entered, kept as the source of the row.
    """
    kind = definitions.load().kinds[KIND]
    own = {one.course.kpi.id: one.course.kpi for one in view.own}
    # Above the panels, which may have been closed meanwhile.
    entry.notice(KIND)
    entry.notice(entry.form_id(KIND))
    with st.expander(_("Enter a decision on a target"), icon=":material/flag:"):
        st.markdown(
            _(
                "The owner of the development area decides on its targets. A decision is never "
                "changed: a new one takes its place from its own day on, and targets of other "
                "years stand beside it."
            )
        )
        _begin_anew(area)
        entry.form(kind, None, page, _shape(area, view, own, kpi))
    _withdraw(area, view, page)


def _begin_anew(area: DevelopmentArea) -> None:
    """Another development area's form begins anew: its KPIs are others."""
    if st.session_state.get(_FOR, area.code) != area.code:
        entry.forget(KIND)
    st.session_state[_FOR] = area.code


def _shape(area: DevelopmentArea, view: View, own: dict[str, Kpi], kpi: str) -> Shape:
    found = definitions.load()
    places = [found.programme.subregion, *found.programme.areas]
    today = showing.today()
    # No baseline is proposed: it would stay when another KPI is chosen in the form.
    begins = {"kpi": kpi, "area": view.choice.place, "decided_on": today.isoformat()}
    return Shape(
        asked=_ASKED,
        begins_with=begins,
        lists={
            "kpi": {one: names.title(kpi) for one, kpi in own.items()},
            "area": {one: names.place(one) for one in places},
        },
        complete=partial(
            entering.completed, kind=found.kinds[KIND], area=area.code, kpis=set(own), today=today
        ),
    )


def _withdraw(area: DevelopmentArea, view: View, page: str) -> None:
    own = {
        one.id: one
        for one in view.decisions
        if one.development_area == area.code and one.withdrawn_on is None
    }
    if not own:
        return

    def name(record_id: str) -> str:
        one = own[record_id]
        told = f"{names.of_id(one.kpi)}: {_of(one, one.target)} ({names.period(one.target_period)})"
        return f"{formats.date(one.decided_on, texts.language())} · {told}"

    with st.expander(_("Withdraw a decision"), icon=":material/undo:"):
        key = selectors.widget_key("target_to_withdraw")
        if st.session_state.get(key) not in own:
            st.session_state[key] = None
        chosen = st.selectbox(
            _("Decision to withdraw"),
            list(own),
            index=None,
            format_func={one: name(one) for one in own}.__getitem__,
            key=key,
            placeholder=_("Choose"),
        )
        if chosen:
            entry.withdrawal(store.history(chosen)[-1], page)
