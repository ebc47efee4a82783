"""Who comes to work from elsewhere, who goes elsewhere, and how many jobs there are for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from seutukuva import benchmarks, charts, definitions, picture, selectors, store, texts, wording
from seutukuva.charts import ChartSpecification
from seutukuva.charts.specification import Series
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses
from seutukuva.texts import _
from seutukuva.ui import figures

FLOWS = ("jobs", "employed_residents", "in_commuters", "out_commuters")
SUFFICIENCY = "workplace_self_sufficiency"


@dataclass(frozen=True, slots=True)
class _Persons:
    """What a chart asks of the indicator that it draws; here several that count persons."""

    title: dict[str, str]
    unit: dict[str, str]
    decimals: int = 0
    display: str = "level"
    age_base: str = ""
    aggregation: str = field(default="none")


def commuting(area_id: str) -> None:
    """Commuting both ways beside jobs and employed residents, over the years."""
    found = definitions.load()
    shown = [found.indicators[one] for one in FLOWS]
    known = picture.courses([*shown, found.indicators[SUFFICIENCY]], [area_id])
    shown = [one for one in shown if known.newest(area_id, one)]
    if not shown:
        st.markdown(_("Nothing is known of commuting here."))
        return
    for sentence in told(area_id, known):
        st.markdown(sentence)
    figures.draw_own(
        flows_chart(area_id, shown, known),
        "flows",
        "commuting",
        found.areas[area_id].code,
        place=selectors.area_name(found, area_id, texts.language()),
        indicators=shown,
        areas=[area_id],
    )


def told(area_id: str, known: Courses) -> list[str]:
    """How many come and go, in the newest year that knows both."""
    found = definitions.load().indicators
    inward = _figures(area_id, "in_commuters", known)
    outward = _figures(area_id, "out_commuters", known)
    both = sorted(inward.keys() & outward.keys())
    if not both:
        unknown = _("How many commute from and to other municipalities is not known here.")
        # Why a sum of municipalities would not do, where there is no figure of the whole.
        is_sum = definitions.load().areas[area_id].kind != "municipality"
        reason = found["in_commuters"].aggregation.reason.get(texts.language(), "")
        return [f"{unknown} {reason}" if is_sum and reason else unknown]
    year = both[-1]
    here, away = inward[year], outward[year]
    said = _(
        "{year}: {inward} worked here and lived in another municipality, {outward} lived here and "
        "worked in another municipality; the difference is {net}."
    ).format(
        year=year,
        inward=wording.value(found["in_commuters"], here, "final", texts.language()),
        outward=wording.value(found["out_commuters"], away, "final", texts.language()),
        net=texts.number(here - away, signed=True),
    )
    kind = definitions.load().areas[area_id].kind
    if kind == "municipality":
        return [said]
    if kind == "country":
        # Whoever goes elsewhere comes from elsewhere: one number says it.
        whole = _("{year}: {n} worked in another municipality than the one they lived in.")
        told = wording.value(found["out_commuters"], away, "final", texts.language())
        return [whole.format(year=year, n=told)]
    return [said, _("Commuting between the area’s own municipalities is in both numbers.")]


def sufficiency(area_id: str) -> None:
    """Jobs per hundred employed residents over the years, here and around."""
    found = definitions.load()
    indicator = found.indicators[SUFFICIENCY]
    wider = benchmarks.wider(found, area_id)
    known = picture.courses([indicator], [area_id])
    course = _figures(area_id, SUFFICIENCY, known)
    if not course:
        st.markdown(_("Nothing is known of workplace self-sufficiency here."))
        return
    if found.areas[area_id].kind == "country":
        st.markdown(
            _("Of a whole country it is always 100: jobs and employed residents are counted alike.")
        )
        return
    first, last = min(course), max(course)
    st.markdown(_sufficient(course[last], last, course[first], first))
    areas = [area_id, *wider]
    rows = store.run(
        "pages/situation/course",
        indicator_id=indicator.id,
        area_ids=areas,
        year_from=int(first),
        year_to=int(last),
    )
    history = store.run("shared/area_history", area_ids=areas)
    figures.trend(indicator, area_id, rows, history, benchmarks=wider)


def _sufficient(value: float, last: str, before: float, first: str) -> str:
    told = _("{year}: {value} jobs for a hundred employed residents, {before} in {first}.")
    return told.format(
        year=last, value=texts.number(value, 1), before=texts.number(before, 1), first=first
    )


def _figures(area_id: str, indicator_id: str, known: Courses) -> dict[str, float]:
    """Figures by period; periods without one are left out."""
    rows = known.series(area_id, indicator_id)
    return {
        str(row["period"]): float(row["value"])
        for row in rows
        if row["value"] is not None and row["value"] == row["value"]
    }


def flows_chart(area_id: str, shown: Sequence[Indicator], known: Courses) -> ChartSpecification:
    """One line an indicator; all count persons, so that they stand on one axis."""
    speak = texts.language()
    title = _("Jobs, employed residents and commuting")
    sources = [figures.source_of(one, [area_id]) for one in shown]
    rows: list[dict[str, Any]] = [
        {**row, "area_id": one.id, "area_name": one.short_title[speak]}
        for one in shown
        for row in known.series(area_id, one.id)
    ]
    chart = charts.trend(
        rows,
        indicator=_Persons({speak: title}, {speak: _("persons")}),
        language=speak,
        source="; ".join(dict.fromkeys(source for source in sources if source)),
        _=_,
    )
    return replace(chart, alternative=" ".join([f"{title}.", *map(_course, chart.series)]))


def _course(series: Series) -> str:
    """ "Jobs: 9,489 (2015), 9,529 (2017)."; the first and the last figure."""
    ends = dict.fromkeys((series.valued[0], series.valued[-1])) if series.valued else ()
    said = ", ".join(f"{texts.number(one.value)} ({one.period})" for one in ends)
    return f"{series.name}: {said}." if said else ""
