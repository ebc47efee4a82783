"""How the work on needs is going: four figures, and tables by who answers and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.interviews import follow_up
from seutukuva.interviews.follow_up import Count
from seutukuva.interviews.needs import Need
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.needs import names
from seutukuva.ui.takeaway import take_away_table

# Two fit beside each other on a telephone.
_WIDTH = 156
# A heading, a figure for each row, and decimals.
Column = tuple[str, Sequence[float | None], int]
_NUMBER, _LATE = "sk-number", "sk-number sk-figure"


def in_short(rows: Sequence[Need], today: dt.date, since: dt.date) -> None:
    """How many wait, are overdue, were answered this round, and are to be followed up."""
    own = follow_up.count("", rows, today, since)
    to_follow = sum(one.to_follow_up(today) for one in rows)
    figures = (
        (_("Waiting for an answer"), own.waiting),
        (_("Overdue"), own.overdue),
        (_("Answered this round"), own.answered),
        (_("To be followed up"), to_follow),
    )
    with st.container(horizontal=True):
        for label, figure in figures:
            st.metric(label, texts.number(figure), width=_WIDTH)


def by_organisation(rows: Sequence[Need], today: dt.date, since: dt.date) -> None:
    """A row an organisation: what waits for it."""
    counts = follow_up.counted(rows, lambda need: need.organisation, today, since)
    told = _("Needs by the organisation that answers them.")
    titles = [names.of("organisation", one.id) for one in counts]
    _table(_("Organisation"), titles, _columns(counts), told, "needs_by_organisation", rows)
    _explained()


def by_service_group(rows: Sequence[Need], today: dt.date, since: dt.date) -> None:
    """A row a service group, with the median days to an answer."""
    counts = follow_up.counted(rows, lambda need: need.service_group, today, since)
    told = _("Needs by service group, with days from telling to the answer.")
    titles = [names.of("service_group", one.id) for one in counts]
    _table(_("Service group"), titles, _columns(counts), told, "needs_by_service_group", rows)
    _explained()


def by_outcome(rows: Sequence[Need], since: dt.date) -> None:
    """A row an outcome: how many needs were closed with it."""
    counts = follow_up.outcomes(rows, since)
    if not counts:
        st.info(_("No need has been closed yet."), icon=":material/inbox:")
        return
    columns = (
        (_("Closed this round"), [one.recent for one in counts], 0),
        (_("All"), [one.every for one in counts], 0),
    )
    titles = [names.outcomes().get(one.id, one.id) for one in counts]
    told = _("Closed needs by what came of them.")
    _table(_("What came of it"), titles, columns, told, "needs_by_outcome", rows)


def _explained() -> None:
    st.caption(
        _(
            "Days to answer: the median of days from telling to the answer, of all rounds. "
            "Only needs with both days count."
        )
    )


def _columns(counts: Sequence[Count]) -> Sequence[Column]:
    return (
        (_("Waiting"), [one.waiting for one in counts], 0),
        (_("Overdue"), [one.overdue for one in counts], 0),
        (_("Answered this round"), [one.answered for one in counts], 0),
        (_("Days to answer"), [one.median_days for one in counts], 1),
        (_("All"), [one.every for one in counts], 0),
    )


def _table(
    first: str,
    titles: Sequence[str],
    columns: Sequence[Column],
    told: str,
    key: str,
    needs: Sequence[Need],
) -> None:
    lines = tuple(
        sheets.Line(
            sheets.text(title),
            tuple(_cell(name, values[at], decimals) for name, values, decimals in columns),
        )
        for at, title in enumerate(titles)
    )
    heads = tuple(sheets.text(name, css=_NUMBER) for name, _values, _decimals in columns)
    sheets.show([sheets.Sheet(told, (sheets.text(first), *heads), lines, css="sk-needs")])
    values = pd.DataFrame({first: titles, **{name: own for name, own, _decimals in columns}})
    take_away_table(
        key=key,
        title=told.rstrip("."),
        values=values,
        alternative=told,
        subtitle=names.invented(needs),
    )


def _cell(name: str, value: float | None, decimals: int) -> sheets.Cell:
    whole = 0 if value is None or value == int(value) else decimals
    words = "–" if value is None else texts.number(value, whole)
    is_late = name == _("Overdue") and bool(value)
    return sheets.text(words, css=_LATE if is_late else _NUMBER, label=name)
