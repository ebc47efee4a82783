"""What is going on and what comes, by deadline."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.calendar import names
from seutukuva.ui.takeaway import take_away_table
from seutukuva.yearly_clock import NOW, Occurrence

DAYS = 190  # of a round, from one meeting to the next


def listing(every: Sequence[Occurrence]) -> None:
    """A row an occurrence: by when, what, who for whom."""
    if not every:
        st.info(_("Nothing of the clock comes within half a year."), icon=":material/event_busy:")
        return
    told = _("What comes within half a year, by deadline.")
    heads = (_("What"), _("By when"), _("Who"), _("For whom"), _("State"))
    lines = tuple(_line(one, heads) for one in every)
    sheets.show([sheets.Sheet(told, tuple(map(sheets.text, heads)), lines, css="sk-needs")])
    values = {
        heads[0]: [one.event.title[texts.language()] for one in every],
        _("First day"): [names.day(one.first_day) for one in every],
        _("Last day"): [names.day(one.last_day) for one in every],
        _("Days left"): [one.days_left for one in every],
        heads[2]: [", ".join(map(names.organisation, one.owners)) for one in every],
        heads[3]: [", ".join(map(names.organisation, one.event.audience)) for one in every],
        heads[4]: [_state(one).partition(" ")[2] for one in every],
    }
    take_away_table(
        key="coming", title=_("What comes"), values=pd.DataFrame(values), alternative=told
    )


def _line(one: Occurrence, heads: Sequence[str]) -> sheets.Line:
    speak = texts.language()
    last = names.day(one.last_day)
    span = "" if one.first_day == one.last_day else names.when(one)
    note = " · ".join(part for part in (names.days(one.days_left), span) if part)
    return sheets.Line(
        sheets.text(one.event.title[speak], one.event.description.get(speak, "")),
        (
            sheets.text(last, note, label=heads[1]),
            sheets.text(names.short(one.owners) or names.NOTHING, label=heads[2]),
            sheets.text(names.short(one.event.audience) or names.NOTHING, label=heads[3]),
            sheets.text(_state(one), css="sk-nowrap", label=heads[4]),
        ),
    )


def _state(one: Occurrence) -> str:
    if one.meeting:
        return f"○ {_('day agreed')}"
    if one.state == NOW and one.event.meeting_type:
        return f"▸ {_('now, day open')}"
    return names.state(one)
