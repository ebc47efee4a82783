"""One indicator in several areas over time, each in its own small panel on shared axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import (
    charts,
    definitions,
    export,
    made,
    measures,
    selectors,
    texts,
)
from seutukuva.charts import ChartSpecification, render_panels
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses
from seutukuva.texts import _
from seutukuva.ui import markup, rug, sheets
from seutukuva.ui.figures import source_of
from seutukuva.ui.takeaway import surroundings, take_away


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be drawn; see ``small_multiples``."""

    indicator: Indicator
    own: str
    area_ids: tuple[str, ...]
    form: str
    benchmark: str


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
    events: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Panels of areas, with the benchmark in each.

    Args:
        form: a form of ``measures``; one that has no course over time is replaced, and that is
            told.
        courses: the series of all areas and of the benchmark, with ``population``.
        events: what people entered on the time axis, as ``charts.small_multiples`` takes marks.
    """
    choice = (indicator.id, own, tuple(area_ids), form, benchmark, repr(events))

    def make() -> _Shown:
        chosen = Chosen(indicator, own, tuple(area_ids), form, benchmark)
        drawn = specification(chosen, courses, events)
        return _Shown(drawn, sheets.with_pictures(render_panels.panels(drawn)))

    shown = made.once(make, "multiples", sheets.theme(), *choice)
    _show(shown)
    if not shown.specification.table.rows:
        return
    take_away(
        lambda: export.of_chart(
            shown.specification,
            place=selectors.area_name(definitions.load(), own, texts.language()),
            **surroundings([indicator], area_ids, indicator.id, "side-by-side"),
        ),
        key="multiples",
        chart=shown.specification,
    )


def _show(shown: _Shown) -> None:
    drawn = shown.specification
    st.caption(markup.calm(drawn.subtitle))
    if shown.panels:
        sheets.put(shown.panels)
    else:
        st.info(drawn.alternative, icon=":material/block:")
    source = _("Source: {attribution}").format(attribution=drawn.source)
    st.caption(markup.lines([*drawn.notes, source]))
    twin = drawn.table
    if not twin.rows:
        return
    with st.expander(_("The same as a table"), icon=":material/table:"):
        st.markdown(markup.calm(drawn.alternative))
        table = pd.DataFrame(markup.cells(twin.rows), columns=list(twin.columns))
        st.table(table, hide_index=True, border="horizontal", alt=drawn.alternative)
        st.caption(markup.calm(twin.note))


def specification(
    chosen: Chosen, courses: Courses, events: Sequence[Mapping[str, Any]] = ()
) -> ChartSpecification:
    """The chart; arguments as of ``small_multiples``."""
    speak = texts.language()
    indicator, area_ids = chosen.indicator, list(chosen.area_ids)
    series = {one: courses.series(one, indicator.id) for one in area_ids}
    # That of the matrix: the benchmark may begin later than the areas.
    base = measures.common_base({one: rows for one, rows in series.items() if rows})
    form = _over_time(indicator, chosen.form, base)
    measure = measures.measure(indicator, form, speak)
    asked = list(dict.fromkeys([*area_ids, chosen.benchmark]))
    rows = _rows(indicator, asked, form, courses, base)
    return charts.small_multiples(
        pd.DataFrame(rows, columns=["area_id", "area_name", "period", "value", "status"]),
        indicator=indicator,
        language=speak,
        own=chosen.own,
        order=area_ids,
        benchmark=chosen.benchmark if chosen.benchmark not in area_ids else None,
        marks=events,
        notes=_told(chosen, form, rows, base),
        value_label=_label(form, base),
        unit=None if form == measures.LEVEL else measure.unit,
        decimals=measure.decimals,
        signed=measure.signed,
        source=source_of(indicator, asked),
        _=_,
    )


def _label(form: str, base: str) -> str:
    if form == measures.LEVEL:
        return ""
    is_index = form == measures.INDEX
    return rug.index_words(base, texts.language()) if is_index else _(measures.TITLES[form])


def _over_time(indicator: Indicator, form: str, base: str) -> str:
    """The form of a course; what compares areas at one period becomes a rate or the level."""
    if form in (measures.COMPARABLE, measures.DEVIATIONS):
        form = measures.comparable(indicator, measures.bases(definitions.load()))
        # How a population changes shows best in an index.
        form = measures.INDEX if form in measures.CHANGES else form
    if not measures.is_possible(indicator, form) or (form == measures.INDEX and not base):
        return measures.LEVEL
    return form


def _told(chosen: Chosen, form: str, rows: Sequence[Mapping[str, Any]], base: str) -> list[str]:
    """That another form is drawn than the one asked for, and whom an index leaves out."""
    told = []
    if chosen.form not in (form, measures.COMPARABLE):
        told.append(
            _("“{asked}” cannot be drawn over time here. Drawn instead: {form}.").format(
                asked=_(measures.TITLES[chosen.form]), form=_(measures.TITLES[form])
            )
        )
    if form == measures.INDEX:
        based = {row["area_id"] for row in rows if row["period"] == base and row["value"]}
        names = dict.fromkeys(row["area_name"] for row in rows if row["area_id"] not in based)
        if names:
            text = _("No index, because there is no value above zero in the base period: {areas}.")
            told.append(text.format(areas=", ".join(names)))
    return told


def _rows(
    indicator: Indicator, area_ids: Sequence[str], form: str, courses: Courses, base: str
) -> list[dict[str, Any]]:
    names = selectors.names_apart(definitions.load(), area_ids, texts.language())
    made_rows = []
    for one in area_ids:
        population = courses.inhabitants(one) if form == measures.PER_1000 else {}
        series = courses.series(one, indicator.id)
        for row in measures.course(series, form, indicator, population, base):
            made_rows.append({**row, "area_id": one, "area_name": names[one]})
    return made_rows
