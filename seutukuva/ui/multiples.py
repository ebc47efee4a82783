"""One indicator in several areas over time, each in its own small panel on shared axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import charts, definitions, export, measures, selectors, texts
from seutukuva.charts import ChartSpecification, render_panels
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses
from seutukuva.texts import _
from seutukuva.ui import made, sheets
from seutukuva.ui.figures import source_of
from seutukuva.ui.takeaway import surroundings, take_away


@dataclass(frozen=True, slots=True)
class _Shown:
    """The chart and its panels as HTML."""

    specification: ChartSpecification
    panels: str


def small_multiples(
    indicator: Indicator,
    own: str,
    area_ids: Sequence[str],
    form: str,
    benchmark: str,
    courses: Courses,
) -> None:
    """Panels of areas, with the benchmark in each.

    Args:
        form: a form of ``measures``; one that has no course over time shows the level.
        courses: the series of all areas and of the benchmark, with ``population``.
    """
    choice = (indicator.id, own, tuple(area_ids), form, benchmark)

    def make() -> _Shown:
        specification = _specification(indicator, own, area_ids, form, benchmark, courses)
        return _Shown(specification, sheets.with_pictures(render_panels.panels(specification)))

    shown = made.once(make, "multiples", sheets.theme(), *choice)
    specification = shown.specification
    st.caption(specification.subtitle)
    if shown.panels:
        sheets.put(shown.panels)
    else:
        st.info(specification.alternative, icon=":material/block:")
    source = _("Source: {attribution}").format(attribution=specification.source)
    st.caption("  \n".join([*specification.notes, source]))
    twin = specification.table
    if not twin.rows:
        return
    with st.expander(_("The same as a table"), icon=":material/table:"):
        st.markdown(specification.alternative)
        table = pd.DataFrame(twin.rows, columns=list(twin.columns))
        st.table(table, hide_index=True, border="horizontal", alt=specification.alternative)
        st.caption(twin.note)
    take_away(
        lambda: export.of_chart(
            specification,
            place=selectors.area_name(definitions.load(), own, texts.language()),
            **surroundings([indicator], area_ids, indicator.id, "side-by-side"),
        ),
        key="multiples",
        chart=specification,
    )


def _specification(
    indicator: Indicator,
    own: str,
    area_ids: Sequence[str],
    form: str,
    benchmark: str,
    courses: Courses,
) -> ChartSpecification:
    speak = texts.language()
    form = _over_time(indicator, form)
    measure = measures.measure(indicator, form, speak)
    asked = list(dict.fromkeys([*area_ids, benchmark]))
    rows = _rows(indicator, asked, form, courses)
    return charts.small_multiples(
        pd.DataFrame(rows, columns=["area_id", "area_name", "period", "value", "status"]),
        indicator=indicator,
        language=speak,
        own=own,
        order=list(area_ids),
        benchmark=benchmark if benchmark not in area_ids else None,
        value_label="" if form == measures.LEVEL else _(measures.TITLES[form]),
        unit=None if form == measures.LEVEL else measure.unit,
        decimals=measure.decimals,
        signed=measure.signed,
        source=source_of(indicator, asked),
        _=_,
    )


def _over_time(indicator: Indicator, form: str) -> str:
    """The form of a course; what compares areas at one period becomes a rate or the level."""
    if form == measures.COMPARABLE:
        form = measures.comparable(indicator, measures.bases(definitions.load()))
        # How a population changes shows best in an index.
        form = measures.INDEX if form == measures.CHANGE else form
    if form == measures.DEVIATIONS or not measures.is_possible(indicator, form):
        return measures.LEVEL
    return form


def _rows(
    indicator: Indicator, area_ids: Sequence[str], form: str, courses: Courses
) -> list[dict[str, Any]]:
    names = selectors.names_apart(definitions.load(), area_ids, texts.language())
    series = {one: courses.series(one, indicator.id) for one in area_ids}
    base = measures.common_base({one: rows for one, rows in series.items() if rows})
    made_rows = []
    for one, rows in series.items():
        population = courses.inhabitants(one) if form == measures.PER_1000 else {}
        for row in measures.course(rows, form, indicator, population, base):
            made_rows.append({**row, "area_id": one, "area_name": names[one]})
    return made_rows
