"""Headline cards: a figure, its change, a small trend, and the same figure elsewhere."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from seutukuva import charts, definitions, formats, texts, wording
from seutukuva.definitions import Indicator
from seutukuva.texts import _

CARD_WIDTH = 235


def headline_cards(
    indicators: list[Indicator],
    area_id: str,
    latest: pd.DataFrame,
    compared: pd.DataFrame,
    course: pd.DataFrame,
) -> None:
    """One card an indicator.

    Args:
        indicators: in the order of the cards.
        area_id: the area looked at.
        latest: rows of ``pages/situation/headline``.
        compared: rows of ``pages/situation/compared``.
        course: rows of ``pages/situation/recent_course``.
    """
    speak = texts.language()
    grid = st.grid("auto", min_column_width=CARD_WIDTH)
    without = []
    for indicator in indicators:
        row = latest[latest["indicator_id"] == indicator.id]
        if row.empty:
            without.append(indicator.short_title[speak])
            continue
        with grid.container(border=True, height="stretch"):
            own = compared[compared["indicator_id"] == indicator.id]
            trend = course[course["indicator_id"] == indicator.id]
            _card(indicator, area_id, row.iloc[0], own, trend)
            st.page_link(
                "pages/situation/indicator.py",
                label=_("Look closer"),
                icon=":material/arrow_forward:",
                query_params={"indicator": indicator.id, "area": area_id, "lang": speak},
            )
    if without:
        st.caption(
            _("Nothing has been published for this area of: {indicators}.").format(
                indicators=", ".join(without)
            )
        )


def _card(
    indicator: Indicator, area_id: str, row: pd.Series, compared: pd.DataFrame, trend: pd.DataFrame
) -> None:
    speak = texts.language()
    found = definitions.load()
    rows = trend.assign(area_id=area_id, area_name=found.areas[area_id].name[speak])
    small, line = charts.sparkline(rows, indicator=indicator, language=speak, _=_)
    change = wording.change_since(indicator, row, speak)
    st.metric(
        indicator.short_title[speak],
        wording.value(indicator, row["value"], row["status"], speak),
        delta=change.text if change else None,
        delta_color="blue",
        delta_arrow=change.arrow if change else "off",
        delta_description=change.since if change else None,
        chart_data=line if len(line) > 2 else None,
        chart_type="line",
        help=f"{indicator.label(speak)}. {indicator.description[speak]}\n\n{small.alternative}",
    )
    elsewhere = wording.compared_to(indicator, area_id, compared, found, speak)
    st.caption(f"**{formats.period(row['period'], speak)}**  \n{elsewhere}")
