"""All development areas side by side: owner, and how many KPIs stand how against their targets."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from seutukuva import definitions, texts
from seutukuva.charts import target_cells
from seutukuva.definitions import DevelopmentArea
from seutukuva.development import areas, verdicts
from seutukuva.errors import MissingData
from seutukuva.projects import register
from seutukuva.projects.register import Filter
from seutukuva.texts import _, ngettext
from seutukuva.ui import sheets
from seutukuva.ui.development import names
from seutukuva.ui.development.view import View
from seutukuva.ui.takeaway import table_taken, take_away

# Shown where there are any.
_RARE = (areas.HIDDEN, areas.INVENTED)


def _states(view: View) -> tuple[str, ...]:
    every = {one.counted for own in view.standings.values() for one in own}
    rare = (state for state in _RARE if state in every)
    return (*verdicts.STATES, areas.NO_TARGET, *rare)


def overview(view: View) -> None:
    """A row a development area, which leads to its own page."""
    every = definitions.load().programme.development_areas
    projects = {one.code: _projects(one, view) for one in every}
    told = _("Development areas with their owners, KPIs by verdict, and projects.")
    columns = (
        sheets.text(_("Development area")),
        sheets.text(_("Owner"), css="sk-words"),
        *(sheets.text(_(names.STATES[state])) for state in _states(view)),
        sheets.text(_("Projects")),
    )
    lines = tuple(_line(one, view, projects[one.code]) for one in every)
    sheets.put(
        sheets.html(sheets.Sheet(told, columns, lines, css="sk-figures sk-needs sk-targets"))
    )
    notes = _notes(view)
    if notes:
        st.caption("  \n".join(notes))
    take_away(
        lambda: table_taken(
            title=_("Targets of the development areas"),
            notes=notes,
            values=_frame(view, projects),
            place=names.place(view.choice.place),
            alternative=told,
            file_name="development_areas",
        ),
        key="development_areas",
    )


def _notes(view: View) -> list[str]:
    """What must be known of the verdicts that are counted."""
    every = [one for own in view.standings.values() for one in own if one.main]
    old = sum(one.main.verdict.is_old for one in every if one.main)
    told = [names.earlier(view.choice.on)] if view.choice.is_earlier else []
    if old:
        words = ngettext(
            "{n} verdict rests on a figure that is more than three years old.",
            "{n} verdicts rest on figures that are more than three years old.",
            old,
        )
        told.append(words.format(n=texts.number(old)))
    if any(one.counted == areas.INVENTED for one in every):
        told.append(_("Verdicts that rest on invented interviews are counted apart."))
    return told


def _projects(area: DevelopmentArea, view: View) -> int | None:
    """How many projects there are; None where nothing is published to know them from."""
    asked = Filter(development_areas=(area.code,))
    try:
        return register.portfolio(asked, limit=1, on=view.choice.on).count
    except MissingData:
        return None


def _line(area: DevelopmentArea, view: View, projects: int | None) -> sheets.Line:
    speak = texts.language()
    query = {"development_area": area.code, "lang": speak, "place": view.choice.place}
    link = (
        f'<a href="trends?{sheets.escape(urlencode(query))}" target="_self">'
        f"{sheets.escape(names.areas()[area.code])}</a>"
    )
    counted = areas.counts(view.standings[area.code])
    known = names.NOTHING if projects is None else texts.number(projects)
    cells = (
        sheets.text(names.organisation(area.owner), label=_("Owner")),
        *(_count(state, counted[state]) for state in _states(view)),
        sheets.text(known, css="sk-number", label=_("Projects")),
    )
    return sheets.Line(sheets.Cell(link), cells)


def _count(state: str, n: int) -> sheets.Cell:
    label = _(names.STATES[state])
    if not n:
        return sheets.text(names.NOTHING, css="sk-number", label=label)
    shape = sheets.picture(target_cells.verdict_svg(state))
    words = f'<span class="sk-counted">{shape}{sheets.escape(texts.number(n))}</span>'
    return sheets.Cell(words, "sk-number", label)


def _frame(view: View, projects: dict[str, int | None]) -> pd.DataFrame:
    rows = []
    for one in definitions.load().programme.development_areas:
        counted = areas.counts(view.standings[one.code])
        row: dict[str, object] = {
            _("Development area"): names.areas()[one.code],
            _("Owner"): names.organisation(one.owner),
        }
        row |= {_(names.STATES[state]): counted[state] for state in _states(view)}
        rows.append(row | {_("Projects"): projects[one.code]})
    return pd.DataFrame(rows)
