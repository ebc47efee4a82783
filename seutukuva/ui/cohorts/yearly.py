"""Every year as a row of figures, on the page and to take away."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva import texts
from seutukuva.texts import _
from seutukuva.ui import sheets
from seutukuva.ui.cohorts import lines as drawn
from seutukuva.ui.cohorts.view import View
from seutukuva.ui.takeaway import take_away_table

Column = tuple[str, Sequence[float | None], int]
# Decimals that are taken away: enough for the sums of a year, no more than a calculation bears.
_KEPT = 1


def year_by_year(view: View) -> None:
    """A row a year: inhabitants between low and high, age groups, births, deaths, moves."""
    columns, years = _columns(view), view.central.years
    title = _("Year by year, {area}").format(area=view.place)
    heads = (sheets.text(_("Year")), *(sheets.text(name, css="sk-number") for name, *_r in columns))
    lines = tuple(
        sheets.Line(
            sheets.text(str(year)),
            tuple(
                sheets.text(_written(values[at], decimals), css="sk-number", label=name)
                for name, values, decimals in columns
            ),
        )
        for at, year in enumerate(years)
    )
    sheets.put(sheets.html(sheets.Sheet(title, heads, lines, css="sk-figures")))
    st.caption(drawn.spread(view))
    _taken(view, title, columns)


def _columns(view: View) -> list[Column]:
    found = view.results()
    low, high = (one.people.sum(axis=(1, 2)) for one in (view.low, view.high))
    flows = [
        (_("Births"), view.central.births),
        (_("Deaths"), view.central.deaths),
        (_("Net migration"), view.central.moved),
    ]
    return [
        (_("Inhabitants"), list(found.total), 0),
        (_("Low"), list(low), 0),
        (_("High"), list(high), 0),
        (_("Under 15"), list(found.young), 0),
        (_("Working age, 15–64"), list(found.working), 0),
        (_("75 or over"), list(found.oldest), 0),
        (_("School starters"), list(found.school), 0),
        (_("Dependency ratio"), list(found.dependency), 1),
        # What happened in the first year is in its figures already.
        *((name, [None, *values], 0) for name, values in flows),
    ]


def _written(value: float | None, decimals: int) -> str:
    return "" if value is None else texts.number(value, decimals)


def _taken(view: View, title: str, columns: Sequence[Column]) -> None:
    years = {_("Year"): [str(year) for year in view.central.years]}
    values = {
        name: [None if figure is None else round(float(figure), _KEPT) for figure in figures]
        for name, figures, _decimals in columns
    }
    shown = {
        name: [_written(figure, decimals) for figure in figures]
        for name, figures, decimals in columns
    }
    take_away_table(
        key="population_years",
        title=title,
        subtitle=_("Persons; the dependency ratio is of every hundred aged 15–64."),
        values=pd.DataFrame(years | values),
        shown=pd.DataFrame(years | shown),
        place=view.place,
        notes=[_("Own calculation by cohorts."), drawn.spread(view), *drawn.tried(view)],
        indicators=view.indicators,
        area_ids=view.area_ids,
        alternative=drawn.where(view).replace("**", ""),
    )
