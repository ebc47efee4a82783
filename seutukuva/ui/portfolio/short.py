"""What is filtered, together: how many projects, their money and their results."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from seutukuva import definitions, texts
from seutukuva.definitions import Measure
from seutukuva.projects import measuring
from seutukuva.projects.model import PLANNED, REALISED
from seutukuva.projects.register import OF_PLANS, Portfolio
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.portfolio import names
from seutukuva.ui.takeaway import table_taken, take_away

MONEY = "eu_state"
# Two fit beside each other on a telephone; an amount of millions needs more.
_WIDTH, _WIDE = 150, 250


def in_short(portfolio: Portfolio) -> None:
    """How many there are, what was granted and paid, and how much of that is told."""
    planned, realised = _sums(portfolio, MONEY)
    absorption = measuring.absorption(realised, planned)
    unplanned = _unplanned(portfolio, definitions.load().measures[MONEY])
    with st.container(horizontal=True):
        st.metric(_("Projects"), texts.number(portfolio.count), width=_WIDTH)
        st.metric(_("Share used"), names.percent(absorption), width=_WIDTH)
        st.metric(_("EU and state funding granted"), names.money(planned), width=_WIDE)
        st.metric(_("EU and state funding paid"), names.money(realised), width=_WIDE)
    n, of = _reported(portfolio, MONEY)
    words = _("Of the projects filtered. {reported}.")
    if n < of:
        words = _("Of the projects filtered. {reported}: the others may have used money, too.")
    told = words.format(reported=names.reported(n, of))
    parts = (told, unplanned, _counted_up_to(portfolio))
    st.caption(" ".join(part for part in parts if part))


def _counted_up_to(portfolio: Portfolio) -> str:
    """Of which days the money is: of some projects nobody has told anything for years."""
    first, last = portfolio.paid_from, portfolio.paid_by
    if first is None or last is None:
        return ""
    if first == last:
        return _("The money paid is counted up to {day}.").format(day=names.day(last))
    words = _("The money paid is counted up to a day of each project’s own, {first} – {last}.")
    return words.format(first=names.day(first), last=names.day(last))


def all_sums(portfolio: Portfolio) -> None:
    """A row a measure of which anything is told: planned, realised, and of how many projects."""
    rows = [one for one in definitions.load().measures.values() if _is_told(portfolio, one)]
    if not rows:
        return
    told = _("Planned and realised figures of the filtered projects together.")
    lines = tuple(_line(portfolio, one) for one in rows)
    number = "sk-number"
    heads = (
        sheets.text(_("Measure")),
        *(sheets.text(name, css=number) for name in _columns()[:3]),
        sheets.text(_columns()[3]),
    )
    with st.expander(_("Results and all money of these projects"), icon=":material/functions:"):
        sheets.show([sheets.Sheet(told, heads, lines, css="sk-needs")])
        if any(one.is_persons for one in rows):
            st.caption(
                _("One person may take part in several projects: participations, not persons.")
            )
        take_away(
            lambda: table_taken(
                title=told.rstrip("."),
                values=pd.DataFrame([_values(portfolio, one) for one in rows]),
                shown=pd.DataFrame([_shown(portfolio, one) for one in rows]),
                alternative=told,
                file_name="project-sums",
            ),
            key="project_sums",
        )


def _columns() -> tuple[str, str, str, str]:
    return _("Planned"), _("Realised"), _("Share of the plan"), _("Reported")


def _reported(portfolio: Portfolio, measure: str) -> tuple[int, int]:
    """How many have reported, of those that plan it; where none does, of those that tell it."""
    planning = portfolio.planning.get(measure, 0)
    if planning:
        return portfolio.of_plans.get(measure, 0), planning
    n = portfolio.reported.get(measure, 0)
    return n, n


def _sums(portfolio: Portfolio, measure: str) -> tuple[float | None, float | None]:
    """Planned, and realised of the projects that plan it: a share holds the same projects."""
    side = OF_PLANS if portfolio.planning.get(measure) else REALISED
    return portfolio.sums.get((measure, PLANNED)), portfolio.sums.get((measure, side))


def _unplanned(portfolio: Portfolio, measure: Measure) -> str:
    """What came in projects that had planned none, beside those that had; "" where nothing."""
    _planned, of_plans = _sums(portfolio, measure.id)
    more = portfolio.sums.get((measure.id, REALISED), 0.0) - (of_plans or 0.0)
    if more <= 0:
        return ""
    words = _("Besides, {n} in projects that had planned none.")
    return words.format(n=names.amount(more, measure.unit))


def _is_told(portfolio: Portfolio, measure: Measure) -> bool:
    return any(one is not None for one in _sums(portfolio, measure.id))


def _shown(portfolio: Portfolio, measure: Measure) -> dict[str, str]:
    planned, realised = _sums(portfolio, measure.id)
    first, second, third, fourth = _columns()
    reported = names.reported(*_reported(portfolio, measure.id))
    return {
        _("Measure"): measure.sum_title[texts.language()],
        first: names.amount(planned, measure.unit),
        second: names.amount(realised, measure.unit),
        third: names.percent(measuring.achievement(realised, planned)),
        fourth: ". ".join(part for part in (reported, _unplanned(portfolio, measure)) if part),
    }


def _values(portfolio: Portfolio, measure: Measure) -> dict[str, str | float | None]:
    planned, realised = _sums(portfolio, measure.id)
    share = measuring.achievement(realised, planned)
    first, second, third, _fourth = _columns()
    figures = {first: planned, second: realised, third: names.per_cent(share)}
    return {**_shown(portfolio, measure), **figures}


def _line(portfolio: Portfolio, measure: Measure) -> sheets.Line:
    title, *cells = _shown(portfolio, measure).values()
    *figures, reported = (
        sheets.text(words, css="sk-number", label=name)
        for name, words in zip(_columns(), cells, strict=True)
    )
    last = sheets.text(cells[-1], label=_columns()[-1])
    return sheets.Line(sheets.text(title), (*figures, last))
