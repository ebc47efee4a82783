"""What waits in the follow-up of projects: how much with whom, and one list an organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import definitions, formats, selectors, texts
from seutukuva.definitions import ProjectRules
from seutukuva.projects import reminders
from seutukuva.projects.reminders import Reminder
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.own_lists import own_list
from seutukuva.ui.portfolio import names
from seutukuva.ui.projects.names import choice
from seutukuva.ui.takeaway import table_taken, take_away, take_away_table

ALL, NOBODY = "all", "none"
KINDS = {
    reminders.REPORT_LATE: N_("Report is late"),
    reminders.NO_FINAL: N_("Ended without a final report"),
    reminders.ACTION_LATE: N_("Action is late"),
    reminders.WITHOUT_ACTION: N_("Deviation without an action"),
    reminders.AHEAD: N_("Money is ahead of results"),
    reminders.EFFECT_DUE: N_("Effects to be followed up"),
    reminders.REPORT_DUE: N_("Report is due"),
    reminders.ENDS_SOON: N_("Ends soon, no final report awaited"),
}
# What is counted together; a kind is in one of them.
GROUPS = (
    (N_("Reports"), (reminders.REPORT_LATE, reminders.REPORT_DUE)),
    (N_("Deviations"), (reminders.WITHOUT_ACTION, reminders.ACTION_LATE)),
    (N_("Money ahead"), (reminders.AHEAD,)),
    (N_("Effects"), (reminders.EFFECT_DUE,)),
    (N_("Project ends"), (reminders.NO_FINAL, reminders.ENDS_SOON)),
)
# All six fit beside each other, and two on a telephone.
_WIDTH = 128


def in_short(rows: Sequence[Reminder]) -> None:
    """How much waits, by what it is about."""
    counts = Counter(one.kind for one in rows)
    with st.container(horizontal=True):
        st.metric(_("Waits in all"), texts.number(len(rows)), width=_WIDTH)
        for title, kinds in GROUPS:
            n = sum(counts[kind] for kind in kinds)
            st.metric(_(title), texts.number(n), width=_WIDTH)


def chosen(rows: Sequence[Reminder]) -> list[Reminder]:
    """The matters of the owner and of the kind that are chosen; both stand in the address."""
    left, right = st.columns(2)
    with left:
        owner = _one("owner", _("Owner"), _owners(rows))
    with right:
        kind = _one("waits", _("What waits"), {one: _(title) for one, title in KINDS.items()})
    return [one for one in rows if owner in (ALL, one.owner or NOBODY) and kind in (ALL, one.kind)]


def _one(key: str, label: str, titles: Mapping[str, str]) -> str:
    every = {ALL: _("all"), **titles}
    return selectors.choose_one(key, label, list(every), ALL, every.__getitem__)


def _owners(rows: Sequence[Reminder]) -> dict[str, str]:
    """Who owns a development area or has something waiting, in the programme's order."""
    found = definitions.load()
    there = {area.owner for area in found.programme.development_areas}
    there |= {one.owner or NOBODY for one in rows}
    every = {**own_list("organisation", found), NOBODY: _whose("")}
    every |= {one: one for one in sorted(there - every.keys())}
    return {one: title for one, title in every.items() if one in there}


def _whose(owner: str) -> str:
    """An organisation's name; of what nobody owns, that nobody does."""
    if not owner:
        return _("No owner named")
    return own_list("organisation", definitions.load()).get(owner, owner)


def by_owner(rows: Sequence[Reminder]) -> None:
    """A row an owner: how much waits there, by what it is about."""
    owners = [one for one in _owners(rows) if any((row.owner or NOBODY) == one for row in rows)]
    counts = [Counter(row.kind for row in rows if (row.owner or NOBODY) == one) for one in owners]
    columns = {_("All"): [one.total() for one in counts]}
    for title, kinds in GROUPS:
        columns[_(title)] = [sum(one[kind] for kind in kinds) for one in counts]
    titles = [_whose("" if one == NOBODY else one) for one in owners]
    told = _("What waits by owner, and what it is about.")
    heads = (_("Owner"), *columns)
    lines = tuple(
        sheets.Line(
            sheets.text(title),
            tuple(
                sheets.text(texts.number(column[place]), css="sk-number", label=name)
                for name, column in columns.items()
            ),
        )
        for place, title in enumerate(titles)
    )
    cells = tuple(sheets.text(one, css="sk-number" if n else "") for n, one in enumerate(heads))
    sheets.show([sheets.Sheet(told, cells, lines, css="sk-figures sk-needs")])
    take_away_table(
        key="reminders_by_owner",
        title=_("What waits by owner"),
        values=pd.DataFrame({_("Owner"): titles, **columns}),
        alternative=told,
    )


def listing(rows: Sequence[Reminder]) -> None:
    """What waits, under its owner; a file holds all of it."""
    for owner in _owners(rows):
        own = [one for one in rows if (one.owner or NOBODY) == owner]
        if own:
            _of_owner("" if owner == NOBODY else owner, own)
    take_away(
        lambda: table_taken(
            title=_("What waits in projects"),
            values=pd.DataFrame(_taken(rows)),
            alternative=_("Reports, deviations, spending and effects that wait for somebody."),
            notes=(_("Days: since the day, below zero how many are left."),),
            file_name="reminders",
        ),
        key="reminders",
    )


def _of_owner(owner: str, rows: Sequence[Reminder]) -> None:
    st.subheader(_whose(owner), anchor=False)
    words = ngettext("{n} matter waits.", "{n} matters wait.", len(rows))
    st.caption(words.format(n=texts.number(len(rows))))
    columns = (_("Project"), _("What waits"), _("What it is about"), _("Day"))
    told = _("What waits for {owner}, the most urgent first.").format(owner=_whose(owner))
    lines = tuple(_line(one, columns) for one in rows)
    sheets.show(
        [sheets.Sheet(told, tuple(map(sheets.text, columns)), lines, css="sk-needs sk-waits")]
    )


def _line(row: Reminder, columns: Sequence[str]) -> sheets.Line:
    name = escape(row.project.name or row.project.code)
    address = escape(names.address(row.project.code))
    link = f'<a href="{address}" target="_self">{name}</a>'
    return sheets.Line(
        sheets.Cell(f"{link}<small>{escape(row.project.code)}</small>"),
        (
            sheets.text(_(KINDS[row.kind]), label=columns[1]),
            sheets.text(about(row) or names.NOTHING, label=columns[2]),
            sheets.Cell(_day(row), label=columns[3]),
        ),
    )


def _day(row: Reminder) -> str:
    if row.due is None:
        return names.NOTHING
    late = ' class="sk-late"' if row.days > 0 else ""
    return f"{escape(names.day(row.due))}<small{late}>{escape(lateness(row))}</small>"


def lateness(row: Reminder) -> str:
    """How long it has waited, or how long there still is."""
    n = texts.number(abs(row.days))
    if row.days < 0:
        return ngettext("{n} day left", "{n} days left", -row.days).format(n=n)
    if row.days == 0:
        return _("today")
    if row.kind == reminders.WITHOUT_ACTION:
        return ngettext("noticed {n} day ago", "noticed {n} days ago", row.days).format(n=n)
    if row.kind == reminders.NO_FINAL:
        return ngettext("ended {n} day ago", "ended {n} days ago", row.days).format(n=n)
    return ngettext("{n} day late", "{n} days late", row.days).format(n=n)


def about(row: Reminder) -> str:
    """The report, the deviation or the goal; of money that is ahead, of what and how far."""
    if row.kind in (reminders.REPORT_LATE, reminders.REPORT_DUE):
        return choice("project_report", "type", row.detail)
    if row.gap is None or row.gap_on is None:
        return row.detail
    ahead = formats.change(0, row.gap * 100, 1, "%", texts.language())
    return _("{measure}: the money is ahead by {points}, both by {day}").format(
        measure=names.measure(row.detail), points=ahead, day=names.day(row.gap_on)
    )


def rules(rules: ProjectRules, on: date) -> list[str]:
    """By what something waits, a sentence each."""
    limits = rules.on(on)
    found = [
        _("A report is announced {ahead} days before its day and is late {grace} days after it."),
        _("A deviation waits until an action is named, and again when the action’s day has gone."),
        _("Effects are followed up in the years after the end that the goal’s level names."),
        _(
            "An ended project waits for its final report until it has come, or the funder has "
            "verified figures of its end; {end} days before its end a day for the report is asked."
        ),
    ]
    if limits:
        found.insert(
            2,
            _(
                "Money is ahead when more of it is paid than of a result has come, by more than "
                "{points}; results expected at the end only count after it."
            ),
        )
    points = formats.change(0, (1 - limits.green) * 100, 0, "%", texts.language()) if limits else ""
    told = {"ahead": reminders.REPORT_AHEAD, "grace": rules.grace_days, "end": reminders.END_AHEAD}
    numbers = {name: texts.number(n) for name, n in told.items()}
    return [one.format(**numbers, points=points.lstrip("+")) for one in found]


def _taken(rows: Sequence[Reminder]) -> dict[str, list[Any]]:
    return {
        _("Owner"): [_whose(one.owner) for one in rows],
        _("What waits"): [_(KINDS[one.kind]) for one in rows],
        _("Code"): [one.project.code for one in rows],
        _("Project"): [one.project.name for one in rows],
        _("What it is about"): [about(one) for one in rows],
        _("Day"): [names.day(one.due) for one in rows],
        _("Days"): [one.days if one.due else None for one in rows],
    }
