"""The list of projects: whose, when, with how much money and what results; and as a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

import pandas as pd

from seutukuva import definitions, texts
from seutukuva.export import TakeAway
from seutukuva.projects import flags, measuring
from seutukuva.projects.measuring import is_number
from seutukuva.projects.model import PLANNED
from seutukuva.projects.register import PortfolioRow
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.portfolio import names, sources
from seutukuva.ui.portfolio.short import MONEY
from seutukuva.ui.takeaway import table_taken, take_away

_RESULTS = ("participants", "jobs", "firms")
_TAKEN = ("eu_state", "public", *_RESULTS)
_Written = Callable[[float | None], str]


def project_table(
    rows: Sequence[PortfolioRow],
    on: date,
    every: Callable[[], Sequence[PortfolioRow]],
    key: str = "projects",
) -> None:
    """The projects of one page.

    Args:
        key: unlike any other on the page.
        on: the day of the figures, by which time has gone.
        every: gives all that are filtered, for a file; called when a file is asked for.
    """
    told = _("Projects with their owner, dates, funding and results, planned and realised.")
    columns = _columns()
    lines = tuple(_line(one, on, columns[1:]) for one in rows)
    heads = tuple(sheets.text(one) for one in columns)
    sheets.show([sheets.Sheet(told, heads, lines, css="sk-needs sk-projects")])
    take_away(lambda: _taken(every(), told), key=key)


def _columns() -> tuple[str, ...]:
    return (
        _("Project"),
        _("Implementer and owner"),
        _("Fund"),
        _("Time and state"),
        _("EU and state funding: paid of granted"),
        _("Results: realised of planned"),
    )


def _line(row: PortfolioRow, on: date, columns: Sequence[str]) -> sheets.Line:
    cells = (
        sheets.text(row.implementer or names.NOTHING, _owned(row)),
        sheets.text(row.fund or names.NOTHING),
        sheets.text(names.lasts(row.start, row.end), _stands(row, on)),
        sheets.Cell(_money(row)),
        sheets.Cell(_results(row)),
    )
    labelled = (
        sheets.Cell(cell.html, "", label) for cell, label in zip(cells, columns, strict=True)
    )
    return sheets.Line(sheets.Cell(_named(row)), tuple(labelled))


def _named(row: PortfolioRow) -> str:
    """Name and code, which lead to the project's page, and what is odd in it."""
    link = f'<a href="{escape(names.address(row.code))}" target="_self">{escape(row.name)}</a>'
    odd = "".join(f"<small>⚠ {escape(flags.words(one))}</small>" for one in row.flags)
    return f"{link}<small>{escape(row.code)}</small>{odd}"


def _owned(row: PortfolioRow) -> str:
    parts = (row.development_area, names.owner(row.owner))
    return " · ".join(part for part in parts if part)


def _stands(row: PortfolioRow, on: date) -> str:
    """The state and its day; of a running project, how much of its time has gone."""
    gone = measuring.elapsed(row.start, row.end, on)
    state = names.stands(row.state, row.state_on, row.end, on)
    if not is_number(gone) or gone in (0, 1):
        return state
    time = _("{share} of the time has gone").format(share=names.percent(gone))
    return f"{state}, {time}" if state else time


def _money(row: PortfolioRow) -> str:
    planned, realised = row.planned.get(MONEY), row.realised.get(MONEY)
    if planned is None and realised is None:
        return names.NOTHING
    used = measuring.absorption(realised, planned)
    figures = escape(names.of(realised, planned, "euros"))
    if not is_number(used):
        told = ", ".join(part for part in (names.why(used), _paid_by(row)) if part)
        return f"{figures}<small>{escape(told)}</small>"
    bar = f'<span class="sk-bar sk-bar-own" style="width:{min(used, 1) * 100:.1f}%"></span>'
    words = names.percent(used)
    if used > 1:
        words = _("{share}: more than granted").format(share=words)
    words = ", ".join(part for part in (words, _paid_by(row)) if part)
    return f'{figures}<small>{escape(words)}</small><span class="sk-track">{bar}</span>'


def _paid_by(row: PortfolioRow) -> str:
    return _("paid by {day}").format(day=names.day(row.paid_on)) if row.paid_on else ""


def _results(row: PortfolioRow) -> str:
    """A line a measure of which anything is told."""
    known = definitions.load().measures
    told = []
    for one in _RESULTS:
        planned, realised = row.planned.get(one), row.realised.get(one)
        if planned is not None or realised is not None:
            title = known[one].title[texts.language()]
            figures = names.of(realised, planned, known[one].unit)
            told.append(f"<small>{escape(title)}: {escape(figures)}</small>")
    return "".join(told) or names.NOTHING


def _taken(rows: Sequence[PortfolioRow], told: str) -> TakeAway:
    """A file of all that are filtered: a figure a column, empty where nobody tells."""
    words, figures = _words(rows), _figures(rows)
    remarks = {_("To be noted"): [" ".join(map(flags.words, one.flags)) for one in rows]}
    shown = {title: [write(one) for one in own] for title, (own, write) in figures.items()}
    values = {title: own for title, (own, _write) in figures.items()}
    return table_taken(
        title=_("Projects"),
        values=pd.DataFrame({**words, **values, **remarks}),
        shown=pd.DataFrame({**words, **shown, **remarks}),
        alternative=told,
        notes=(
            *sources.of_rows(rows),
            _("Realised figures are what has come true since each project’s start."),
            _("Participants of different projects are never added up as persons."),
        ),
        file_name="projects",
    )


def _words(rows: Sequence[PortfolioRow]) -> dict[str, list[str]]:
    # Looked up once: a file may hold tens of thousands of rows.
    states = names.states()
    owners = {one: names.owner(one) for one in {row.owner for row in rows}}
    places = {one: names.municipalities(one) for one in {row.areas for row in rows}}
    return {
        _("Code"): [one.code for one in rows],
        _("Name"): [one.name for one in rows],
        _("Implementer"): [one.implementer for one in rows],
        _("Owner"): [owners[one.owner] for one in rows],
        _("Development area"): [one.development_area for one in rows],
        _("Fund"): [one.fund for one in rows],
        _("Municipalities"): [places[one.areas] for one in rows],
        _("Start"): [names.day(one.start) for one in rows],
        _("End"): [names.day(one.end) for one in rows],
        _("State"): [states.get(one.state, one.state) for one in rows],
        _("State as of"): [names.day(one.state_on) for one in rows],
        _("Funding paid by"): [names.day(one.paid_on) for one in rows],
    }


def _figures(rows: Sequence[PortfolioRow]) -> dict[str, tuple[list[float | None], _Written]]:
    """Columns of figures, each with how one is written."""
    found: dict[str, tuple[list[float | None], _Written]] = {}
    for one in _TAKEN:
        title = names.measure(one)
        for side, words in names.sides().items():
            told = [(row.planned if side == PLANNED else row.realised).get(one) for row in rows]
            found[f"{title}, {words}"] = (told, _figure)
    found[_("Share used (%)")] = ([_share_used(one) for one in rows], _percentage)
    return found


def _figure(value: float | None) -> str:
    return "" if value is None else names.count(value)


def _percentage(value: float | None) -> str:
    return "" if value is None else names.percent(value / 100)


def _share_used(row: PortfolioRow) -> float | None:
    used = measuring.absorption(row.realised.get(MONEY), row.planned.get(MONEY))
    return names.per_cent(used)
