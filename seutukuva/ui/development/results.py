"""The projects of a development area: their results together, and each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import definitions, texts
from seutukuva.definitions import DevelopmentArea
from seutukuva.projects import rag, register
from seutukuva.projects.measuring import is_number
from seutukuva.projects.register import Filter, PortfolioRow
from seutukuva.projects.sums import Combined, SumRow, combined
from seutukuva.texts import _, ngettext
from seutukuva.ui import entry, plans, printing, sheets
from seutukuva.ui.development import names
from seutukuva.ui.development.view import View
from seutukuva.ui.portfolio import names as project_names
from seutukuva.ui.portfolio import sources
from seutukuva.ui.portfolio.listing import project_table
from seutukuva.ui.projects.names import SHAPES
from seutukuva.ui.takeaway import take_away_table

# More projects than these are looked at in the portfolio, and not named on paper.
_MOST, _MOST_NAMED = 200, 12


def results(area: DevelopmentArea, view: View) -> None:
    """What the area's projects had planned and realised together by the day, then the projects."""
    asked = Filter(development_areas=(area.code,))
    found = register.portfolio(asked, limit=_MOST, on=view.choice.on)
    if not found.rows:
        st.info(
            _(
                "No project has been placed in this development area. Its place is entered on "
                "the project’s own page."
            ),
            icon=":material/inbox:",
        )
        return
    title = _("Projects of {area} together").format(area=names.areas()[area.code])
    _together(title, f"results_{area.code}", found.rows, found.count, view.choice.on)


def unplaced(area: DevelopmentArea, view: View) -> None:
    """The owner's projects that stand in no development area: of none yet, and in no sum of one."""
    asked = Filter(owners=(area.owner,), own_only=True)
    found = register.portfolio(asked, limit=_MOST, on=view.choice.on)
    rows = [row for row in found.rows if not row.development_area]
    if not rows:
        return
    owner = names.organisation(area.owner)
    st.header(_("Projects of the owner in no development area"), anchor=False)
    told = _(
        "{owner} carries out or owns these, and nobody has placed them in a development area yet: "
        "they count in none. The place is entered on the project’s own page."
    )
    st.caption(told.format(owner=owner))
    title = _("Projects of {owner} in no development area, together").format(owner=owner)
    _together(title, f"unplaced_{area.code}", rows, len(rows), view.choice.on)


def _together(title: str, key: str, rows: Sequence[PortfolioRow], count: int, on: dt.date) -> None:
    pictures = register.pictures([row.key for row in rows], on)
    together = combined(pictures, definitions.load())
    st.markdown(_named(rows, count))
    sheets.put(sheets.html(_sheet(title, together)))
    take_away_table(
        key=key,
        title=title,
        subtitle=_("By {day}").format(day=project_names.day(on)),
        values=pd.DataFrame([_taken(row) for row in together.rows]),
        notes=sources.of_pictures(pictures),
        alternative=title,
        file_name=f"project-{key.replace('_', '-')}",
    )
    with printing.unprinted(key):
        plans.sum_chart(together, pictures, title, f"chart_{key}")
        project_table(rows, on, lambda: rows, f"list_{key}")
        if count > len(rows):
            words = _("The newest {n} projects; the others stand in the portfolio.")
            st.caption(words.format(n=texts.number(_MOST)))


def _named(rows: Sequence[PortfolioRow], count: int) -> str:
    """How many projects, and what the newest are called."""
    told = ngettext("**{n} project:** {projects}", "**{n} projects:** {projects}", count)
    said = ", ".join(entry.plain(one.name) for one in rows[:_MOST_NAMED])
    if count > _MOST_NAMED:
        said += ", …"
    return told.format(n=texts.number(count), projects=said)


def _sheet(caption: str, together: Combined) -> sheets.Sheet:
    columns = (
        sheets.text(_("Results of the projects")),
        sheets.text(_("Planned"), css="sk-number"),
        sheets.text(_("Realised"), css="sk-number"),
        sheets.text(_("Achievement"), css="sk-number"),
        sheets.text(_("Reported"), css="sk-number"),
        sheets.text(_("Verdict")),
    )
    lines = tuple(_line(row) for row in together.rows)
    return sheets.Sheet(caption, columns, lines, css="sk-profile sk-targets")


def _taken(row: SumRow) -> dict[str, object]:
    """A row for a file: numbers as numbers."""
    achievement = row.achievement
    return {
        _("Results of the projects"): row.measure.sum_title[texts.language()],
        _("Planned"): row.planned,
        _("Realised"): row.of_plans,
        _("Realised where none was planned"): row.besides or None,
        _("Achievement, %"): 100 * achievement if is_number(achievement) else None,
        _("Projects that plan it"): row.plan_projects,
        _("Of them reported"): row.reported,
        _("Verdict"): rag.words(row.status),
    }


def _line(row: SumRow) -> sheets.Line:
    unit = row.measure.unit
    share = (
        project_names.percent(row.achievement)
        if is_number(row.achievement)
        else project_names.why(row.achievement)
    )
    of = _("{n} of {all} projects").format(
        n=texts.number(row.reported), all=texts.number(row.plan_projects)
    )
    letter, judged = row.status.letter, rag.words(row.status)
    if letter != rag.GREY:
        judged = f"{SHAPES[letter]} {_(rag.COLOURS[letter])}: {judged}"
    cells = (
        sheets.text(project_names.amount(row.planned, unit), "", "sk-number", _("Planned")),
        sheets.text(project_names.realised_of_plans(row), "", "sk-number", _("Realised")),
        sheets.text(share, "", "sk-number", _("Achievement")),
        sheets.text(of, "", "sk-number", _("Reported")),
        sheets.text(judged, label=_("Verdict")),
    )
    return sheets.Line(sheets.text(row.measure.sum_title[texts.language()]), cells)
