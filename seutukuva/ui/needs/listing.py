"""The list of needs: what is due when, whose it is, and how it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.interviews.needs import WITHDRAWN, Need
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.needs import names
from seutukuva.ui.takeaway import table_taken, take_away

FIRST_SHOWN, MORE = 20, 50
_LENGTH = "rows"


def need_table(rows: Sequence[Need], today: dt.date) -> None:
    """The needs, the most urgent first; a file holds all of them, and no contact person."""
    told = _("Firms' needs with the day they are due, the organisation that answers, the state.")
    columns = (_("Due"), _("Need"), _("Firm"), _("Answered by"), _("State"))
    most = _most_shown()
    lines = tuple(_line(one, today, columns) for one in rows[:most])
    sheets.show([sheets.Sheet(told, tuple(map(sheets.text, columns)), lines, css="sk-needs")])
    if len(rows) > most:
        _more(most, len(rows))
    take_away(
        lambda: table_taken(
            title=_("Firms' needs"),
            subtitle=names.invented(rows),
            values=pd.DataFrame(_taken(rows, today)),
            alternative=told,
            notes=(
                _("Confidential: holds names of firms. Contact persons are left out."),
                _("Days left: of needs that wait for an answer; below zero it is late."),
            ),
            file_name="needs",
        ),
        key="needs",
    )


def _most_shown() -> int:
    """How long the list may be: it stands in the address, so that an opened need leaves it."""
    asked = st.query_params.get(_LENGTH, "")
    return max(FIRST_SHOWN, int(asked)) if asked.isdecimal() and len(asked) < 7 else FIRST_SHOWN


def _more(most: int, n: int) -> None:
    words = _("The first {most} of {n} are shown; a file that you take has all.")
    st.caption(words.format(most=texts.number(most), n=texts.number(n)))
    more = min(MORE, n - most)
    st.button(
        _("Show {n} more").format(n=texts.number(more)),
        key="needs_more",
        on_click=_lengthen,
        args=(most + more,),
        icon=":material/expand_more:",
    )


def _lengthen(most: int) -> None:
    st.query_params[_LENGTH] = str(most)


def _line(need: Need, today: dt.date, columns: Sequence[str]) -> sheets.Line:
    follow = need.to_follow_up(today)
    state_note = _("to be followed up") + f" {names.day(need.follow_up)}" if follow else ""
    return sheets.Line(
        _due(need, today),
        (
            _opens(need, columns[1]),
            sheets.text(firm(need), names.of("municipality", need.municipality), label=columns[2]),
            sheets.text(names.short(need.organisation), label=columns[3]),
            sheets.text(names.state(need), state_note, label=columns[4]),
        ),
    )


def _due(need: Need, today: dt.date) -> sheets.Cell:
    note = escape(names.lateness(need, today))
    late = ' class="sk-late"' if need.is_overdue(today) else ""
    small = f"<small{late}>{note}</small>" if note else ""
    return sheets.Cell(escape(names.day(need.due)) + small)


def _opens(need: Need, label: str) -> sheets.Cell:
    """The need's words, which open it; the view stays as it is."""
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    query |= {"need": [need.id], "lang": [texts.language()]}
    address = escape("needs?" + urlencode(query, doseq=True))
    words = escape(names.subject(need))
    small = escape(names.of("service_group", need.service_group))
    return sheets.Cell(
        f'<a href="{address}" target="_self">{words}</a><small>{small}</small>', label=label
    )


def firm(need: Need) -> str:
    """The firm's name, or why there is none."""
    if need.source == WITHDRAWN:
        return _("interview withdrawn or replaced")
    return need.firm or _("no name given")


def _taken(rows: Sequence[Need], today: dt.date) -> dict[str, list[Any]]:
    """What a file holds: a cell is empty where there is nothing, and days left are a number."""
    columns: dict[str, list[Any]] = {
        _("Due"): [names.day(one.due) for one in rows],
        _("Days left"): [one.days_left(today) for one in rows],
        _("Need"): [names.subject(one) for one in rows],
        _("Service group"): [names.of("service_group", one.service_group) for one in rows],
        _("Firm"): [firm(one) for one in rows],
        _("Municipality"): [names.of("municipality", one.municipality) for one in rows],
        _("Answered by"): [names.of("organisation", one.organisation) for one in rows],
        _("State"): [names.bare_state(one) for one in rows],
        _("Told on"): [names.day(one.raised) for one in rows],
        _("Answered on"): [names.day(one.answered) for one in rows],
        _("What came of it"): [names.outcome(one) for one in rows],
        _("To be followed up on"): [names.day(one.follow_up) for one in rows],
        _("What has been done"): [one.text for one in rows],
    }
    return {
        name: ["" if one == names.NOTHING else one for one in cells]
        for name, cells in columns.items()
    }
