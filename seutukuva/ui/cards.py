"""Headline cards: a figure, its change, a small trend, and the same figure elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from seutukuva import charts, definitions, formats, texts, wording
from seutukuva.definitions import Indicator
from seutukuva.headlines import Courses, Headline, Row
from seutukuva.texts import _
from seutukuva.ui import made

CARD_WIDTH = 235


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
    indicators: Sequence[Indicator], area_id: str, compare: Sequence[str], courses: pd.DataFrame
) -> None:
    """One card an indicator.

    Args:
        indicators: in the order of the cards.
        area_id: the area looked at.
        compare: the areas that it is compared with, in their order.
        courses: rows of ``pages/situation/courses`` for all of them, with ``population``.
    """
    ids = tuple(one.id for one in indicators)
    cards = made.once(
        lambda: _cards(indicators, area_id, compare, Courses(courses.to_dict("records"))),
        *("cards", area_id, ids, tuple(compare)),
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


def _cards(
    indicators: Sequence[Indicator], area_id: str, compare: Sequence[str], courses: Courses
) -> tuple[Card, ...]:
    cards = []
    for indicator in indicators:
        own = courses.newest(area_id, indicator)
        if own is None:
            cards.append(Card(indicator.id, indicator.short_title[texts.language()]))
            continue
        elsewhere = {
            one: courses.at(one, indicator.id, own.period, own.earlier_period)
            for one in compare
            if one != area_id
        }
        cards.append(
            _card(indicator, area_id, own, elsewhere, courses.series(area_id, indicator.id))
        )
    return tuple(cards)


def _card(
    indicator: Indicator,
    area_id: str,
    own: Headline,
    elsewhere: Mapping[str, Headline],
    course: Sequence[Row],
) -> Card:
    speak = texts.language()
    areas = definitions.load().areas
    rows = [{**one, "area_name": areas[area_id].name[speak]} for one in course]
    small, line = charts.sparkline(rows, indicator=indicator, language=speak, _=_)
    named = [(areas[one].name[speak], headline) for one, headline in elsewhere.items()]
    compared = wording.compared_to(indicator, own, named, speak)
    return Card(
        indicator_id=indicator.id,
        title=indicator.short_title[speak],
        value=wording.value(indicator, own.value, own.status, speak),
        change=wording.change_since(indicator, own, speak),
        line=tuple(line),
        help=f"{indicator.label(speak)}. {indicator.description[speak]}\n\n{small.alternative}",
        caption=f"**{formats.period(own.period, speak)}**  \n{compared}",
    )
