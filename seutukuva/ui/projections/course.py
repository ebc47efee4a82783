"""Where one indicator of an area is heading: a sentence, and a chart with all that is projected."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import charts, definitions, texts
from seutukuva.charts import ChartSpecification, Official
from seutukuva.definitions import Indicator
from seutukuva.projections import own
from seutukuva.projections.own import Own
from seutukuva.texts import _
from seutukuva.ui import figures
from seutukuva.ui.projections import names, sentences
from seutukuva.ui.projections.view import View


def course(view: View) -> None:
    """The sentence and the chart; the sentence alone where there is nothing to draw."""
    st.markdown(sentences.where(view))
    if view.newest is None and not view.vintages:
        return
    about = figures.About(
        view.indicator, view.area_id, (view.area_id,), "projections", _official(view)
    )
    figures.draw(lambda: specification(view), "projection", about)
    if told := sentences.no_sum(view, _members(view)):
        st.caption(told)
    if view.indicator.id == "population":
        st.page_link(
            "pages/situation/population.py",
            label=_("Population ahead"),
            icon=":material/arrow_forward:",
            query_params={"area": view.area_id, "lang": texts.language()},
        )


def _members(view: View) -> Sequence[Own]:
    """The projections of a sub-region's municipalities; none unless each has one."""
    municipalities = [
        one.id
        for one in definitions.load().areas.values()
        if one.subregion_id == view.area_id and one.kind == "municipality" and not one.valid_to
    ]
    if not municipalities or not view.is_projected or not view.indicator.is_count:
        return ()
    found = own.projections([view.indicator.id], municipalities)
    return found if len(found) == len(municipalities) else ()


def specification(view: View) -> ChartSpecification:
    """The chart of what happened and what is projected."""
    known = [view.indicator] if view.newest is not None else []
    sources = [
        source
        for one in (*known, *_official(view))
        for source in figures.source_of(one, [view.area_id]).split("; ")
    ]
    return charts.projection_course(
        figures.named(view.rows) if len(view.rows) else [],
        view.own.points if view.own else (),
        [
            Official(one.made, tuple((point.period, point.value) for point in one.points))
            for one in view.vintages
        ],
        indicator=view.indicator,
        language=texts.language(),
        place=names.place(view.area_id),
        source="; ".join(dict.fromkeys(filter(None, sources))),
        notes=_summed(view),
        # What is projected the chart says itself.
        said="" if view.is_projected else sentences.where(view).replace("**", ""),
        _=_,
    )


def _official(view: View) -> tuple[Indicator, ...]:
    known = definitions.load().indicators
    return tuple(known[one.indicator_id] for one in view.vintages)


def _summed(view: View) -> list[str]:
    """Which official projections are sums of those of the area's municipalities."""
    summed = [one.made for one in view.vintages if any(each.is_computed for each in one.points)]
    if not summed:
        return []
    words = _("Official projections summed over the municipalities of the area: {years}.")
    return [words.format(years=", ".join(summed))]
