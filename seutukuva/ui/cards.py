"""Headline cards: a figure, its change, a small trend, and the same figure elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from seutukuva import (
    charts,
    definitions,
    formats,
    made,
    selectors,
    texts,
    wording,
)
from seutukuva.charts import cells
from seutukuva.definitions import Indicator
from seutukuva.export import TakeAway
from seutukuva.headlines import Courses, Headline, Row
from seutukuva.texts import _
from seutukuva.ui import presentation, sheets
from seutukuva.ui.takeaway import table_taken, take_away

CARD_WIDTH = 235
_LINE_WIDTH, _LINE_HEIGHT = 220, 44


@dataclass(frozen=True, slots=True)
class Card:
    """Everything on a card, ready to print; ``value`` is empty where nothing was published.

    ``picture`` is HTML, empty where there are too few figures for a line.
    """

    indicator_id: str
    title: str
    headline: Headline | None = None
    value: str = ""
    change: wording.Change | None = None
    picture: str = ""
    help: str = ""
    elsewhere: str = ""

    @property
    def caption(self) -> str:
        """The period and the same figure in other areas."""
        period = self.headline.period if self.headline else ""
        when = formats.period(period, texts.language()) if period else ""
        return f"**{when}**  \n{self.elsewhere}"


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
        *("cards", area_id, ids, tuple(compare), sheets.theme()),
    )
    grid = st.grid("auto", min_column_width=presentation.card_width(CARD_WIDTH))
    for card in cards:
        if card.value:
            with grid.container(border=True, height="stretch"):
                _show(card, area_id)
    without = [card.title for card in cards if not card.value]
    if without:
        st.caption(
            _("Not in this data for this area: {indicators}.").format(indicators=", ".join(without))
        )
    _take_away(indicators, area_id, compare, [card for card in cards if card.value])


def _take_away(
    indicators: Sequence[Indicator], area_id: str, compare: Sequence[str], cards: Sequence[Card]
) -> None:
    """The cards as one table."""
    if not cards:
        return
    found = definitions.load()
    by_id = {one.id: one for one in indicators}

    def make() -> TakeAway:
        lines = [_line(card, by_id[card.indicator_id]) for card in cards]
        values, shown, statuses = (pd.DataFrame(part) for part in zip(*lines, strict=True))
        name = selectors.area_name(found, area_id, texts.language())
        return table_taken(
            title=_("Headline figures: {area}").format(area=name),
            values=values,
            shown=shown,
            statuses=statuses,
            indicators=indicators,
            area_ids=list(dict.fromkeys([area_id, *compare])),
            file_name=f"headlines-{found.areas[area_id].code}",
        )

    take_away(make, key="headlines")


def _line(card: Card, indicator: Indicator) -> tuple[dict[str, Any], ...]:
    """What a card says as one row: figures, texts, statuses."""
    speak, own = texts.language(), card.headline
    before = own.earlier_value if own else None
    earlier = own.earlier_period if own and before is not None else ""
    figure = wording.value(indicator, before, "final", speak)
    words = {
        _("Indicator"): indicator.label(speak),
        _("Unit"): indicator.unit[speak],
        _("Period"): formats.period(own.period, speak) if own else "",
        _("Figure"): card.value,
        _("Earlier period"): formats.period(earlier, speak) if earlier else "",
        _("Earlier figure"): figure if earlier else "",
        _("Change"): card.change.text if card.change else "",
        _("Elsewhere"): card.elsewhere,
    }
    figures = words | {_("Figure"): own.value if own else None, _("Earlier figure"): before}
    statuses = dict.fromkeys(words, "") | {_("Figure"): own.status if own else ""}
    return figures, words, statuses


def _show(card: Card, area_id: str) -> None:
    change = card.change
    st.metric(
        card.title,
        card.value,
        delta=change.text if change else None,
        delta_color="blue",
        delta_arrow=change.arrow if change else "off",
        delta_description=change.since if change else None,
        help=card.help,
    )
    if card.picture:
        st.html(card.picture)
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
        headline=own,
        value=wording.value(indicator, own.value, own.status, speak),
        change=wording.change_since(indicator, own, speak),
        picture=_picture(line, small.alternative),
        help=f"{indicator.label(speak)}. {indicator.description[speak]}\n\n{small.alternative}",
        elsewhere=compared,
    )


def _picture(line: Sequence[float], words: str) -> str:
    """The course as wide as the card; not Streamlit's, which reads every point aloud, unnamed."""
    if len(line) <= 2:
        return ""
    drawn = cells.sparkline_svg(line, width=_LINE_WIDTH, height=_LINE_HEIGHT, label="")
    image = sheets.picture(drawn, words)
    return image.replace("<img ", '<img style="width:100%;height:auto;display:block" ', 1)
