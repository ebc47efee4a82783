"""The sections of the analysis: a sentence, a chart, a small table, sources and years."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from seutukuva.charts import ChartSpecification
from seutukuva.impact import document
from seutukuva.impact.model import Listing, Section
from seutukuva.texts import _
from seutukuva.ui import figures, frame, printing, sheets
from seutukuva.ui.takeaway import take_away_table


def in_short(lines: Sequence[str]) -> None:
    """The first minute: a line a subject; nothing where nothing is known."""
    if lines:
        st.header(_("In short"), anchor=False)
        st.markdown("\n".join(f"- {one}" for one in lines))


def sections(chosen: Sequence[Section], area_id: str, place: str) -> None:
    """Every section that something is known of, and in one sentence the others.

    Args:
        place: name of the area.
    """
    for one in chosen:
        if not one.is_empty:
            frame.guarded(_section, one, area_id, place)
    if empty := [one for one in chosen if one.is_empty]:
        st.info(document.nothing_known(empty), icon=":material/info:")


def _section(one: Section, area_id: str, place: str) -> None:
    st.subheader(one.title, anchor=False)
    st.markdown(" ".join(one.sentences))
    for words in one.warnings:
        st.warning(words, icon=":material/history:")
    if one.chart is not None:
        # Named: a reader of several charts on one page must know which is which.
        with printing.together(one.id):
            st.markdown(f"**{one.chart.title}**")
            _chart(one, one.chart, area_id, place)
    if one.listing is not None:
        sheets.show([sheet(one.listing)])
        _taken(one, one.listing, place)
    for words in one.remarks:
        st.caption(words)
    if words := document.sources_told(one):
        st.caption(words)


def _chart(one: Section, chart: ChartSpecification, area_id: str, place: str) -> None:
    key, areas = f"impact_{one.id}", one.area_ids or (area_id,)
    if one.drawn:
        about = figures.About(one.drawn[0], area_id, areas, f"impact-{one.id}", one.drawn[1:])
        figures.draw(lambda: chart, key, about)
    else:
        # What it shows is no indicator's: a structure that a table alone adds up.
        figures.draw_own(chart, key, "impact", one.id, area_id, place=place)


def sheet(listing: Listing) -> sheets.Sheet:
    """A listing as a table of the page."""
    columns = tuple(
        sheets.text(name, css="sk-number" if is_figure else "")
        for name, is_figure in zip(listing.columns, listing.numeric, strict=True)
    )
    lines = tuple(
        sheets.Line(
            sheets.text(row[0]),
            tuple(
                sheets.text(cell, css="sk-number" if is_figure else "", label=name)
                for cell, is_figure, name in zip(
                    row[1:], listing.numeric[1:], listing.columns[1:], strict=True
                )
            ),
        )
        for row in listing.shown
    )
    return sheets.Sheet(listing.caption, columns, lines, css="sk-figures sk-needs")


def _taken(one: Section, listing: Listing, place: str) -> None:
    columns = list(listing.columns)
    take_away_table(
        key=f"impact_{one.id}_table",
        title=one.title,
        place=place,
        values=pd.DataFrame(listing.values, columns=columns),
        shown=pd.DataFrame(listing.shown, columns=columns),
        alternative=listing.caption,
        notes=[*one.warnings, *one.remarks],
        indicators=one.indicators,
        area_ids=one.area_ids,
    )
