"""Headline cards: a figure, its change, a small trend, and the same figure elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import charts, definitions, formats, texts, wording
from seutukuva.definitions import Indicator
from seutukuva.texts import _
from seutukuva.ui import made

CARD_WIDTH = 235
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything on a card, ready to print; ``value`` is empty where nothing was published."""

    indicator_id: str
    title: str
    value: str = ""
    change: wording.Change | None = None
    line: tuple[float, ...] = ()
    help: str = ""
    caption: str = ""


def headline_cards(
    indicators: Sequence[Indicator],
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
    ids = tuple(one.id for one in indicators)
    cards = made.once(
        lambda: _cards(indicators, area_id, latest, compared, course), "cards", area_id, ids
    )
    grid = st.grid("auto", min_column_width=CARD_WIDTH)
    for card in cards:
        if card.value:
            with grid.container(border=True, height="stretch"):
                _show(card, area_id)
    without = [card.title for card in cards if not card.value]
    if without:
        st.caption(
            _("Nothing has been published for this area of: {indicators}.").format(
                indicators=", ".join(without)
            )
        )


def _show(card: Card, area_id: str) -> None:
    change = card.change
    st.metric(
        card.title,
        card.value,
        delta=change.text if change else None,
        delta_color="blue",
        delta_arrow=change.arrow if change else "off",
        delta_description=change.since if change else None,
        chart_data=card.line if len(card.line) > 2 else None,
        chart_type="line",
        help=card.help,
    )
    st.caption(card.caption)
    st.page_link(
        "pages/situation/indicator.py",
        label=_("Look closer"),
        icon=":material/arrow_forward:",
        query_params={
            "indicator": card.indicator_id,
            "area": area_id,
            "lang": texts.language(),
        },
    )


def _by_indicator(rows: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows.to_dict("records"):
        found[row["indicator_id"]].append(row)
    return found


def _cards(
    indicators: Sequence[Indicator],
    area_id: str,
    latest: pd.DataFrame,
    compared: pd.DataFrame,
    course: pd.DataFrame,
) -> tuple[Card, ...]:
    newest, elsewhere = _by_indicator(latest), _by_indicator(compared)
    courses = _by_indicator(course)
    return tuple(
        _card(one, area_id, newest[one.id][0], elsewhere[one.id], courses[one.id])
        if newest[one.id]
        else Card(one.id, one.short_title[texts.language()])
        for one in indicators
    )


def _card(
    indicator: Indicator, area_id: str, row: Row, compared: list[Row], course: list[Row]
) -> Card:
    speak = texts.language()
    found = definitions.load()
    name = found.areas[area_id].name[speak]
    own = [{**one, "area_id": area_id, "area_name": name} for one in course]
    small, line = charts.sparkline(own, indicator=indicator, language=speak, _=_)
    elsewhere = wording.compared_to(indicator, area_id, compared, found, speak)
    return Card(
        indicator_id=indicator.id,
        title=indicator.short_title[speak],
        value=wording.value(indicator, row["value"], row["status"], speak),
        change=wording.change_since(indicator, row, speak),
        line=tuple(line),
        help=f"{indicator.label(speak)}. {indicator.description[speak]}\n\n{small.alternative}",
        caption=f"**{formats.period(row['period'], speak)}**  \n{elsewhere}",
    )
