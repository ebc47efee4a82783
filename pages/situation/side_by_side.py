"""How do the municipalities compare, indicator by indicator, and how have they developed?"""

import streamlit as st

from seutukuva import (
    definitions,
    events,
    measures,
    peering,
    picture,
    rug,
    selectors,
    store,
    texts,
    ui,
)
from seutukuva.texts import _

PAGE = {"order": 30, "title": "Side by side", "icon": ":material/grid_on:"}

found = definitions.load()
programme = found.programme


def chosen_indicators() -> list:
    if theme_id:
        return [one for one in picture.available() if one.theme == theme_id]
    return [found.indicators[one] for one in programme.headline]


def matrix() -> None:
    st.header(_("Figures and marks"))
    rows = picture.rug_rows(area_id, chosen_indicators(), areas, choice)
    if not rows:
        st.info(_("None of these indicators has a figure in this form for these areas."))
        return
    ui.matrix(_("Side by side"), rows, areas, area_id, choice)


def multiples() -> None:
    st.header(_("One indicator over time"))
    with st.container(border=True):
        available = store.run("shared/available_indicators").set_index("indicator_id")
        indicator = selectors.indicator(available.index)
    courses = picture.courses([indicator], [*areas, benchmark])
    marks = events.marks(areas, indicator.id, texts.language())
    ui.small_multiples(indicator, area_id, areas, value, benchmark, courses, marks)


head = st.container()
with st.container(border=True):
    where, what, how = st.columns(3)
    with where:
        area_id = selectors.area()
        peers = peering.peers(area_id)
    with what:
        theme_id = selectors.theme(_("Headline figures"))
        value = selectors.choose_one(
            "value",
            _("Show as"),
            list(measures.TITLES),
            measures.COMPARABLE,
            lambda one: _(measures.TITLES[one]),
        )
    with how:
        marks = selectors.choose_one(
            "marks",
            _("Marks"),
            [rug.POSITION, rug.BENCHMARK],
            rug.POSITION,
            lambda one: _(ui.MARK_TITLES[one]),
        )
        benchmark = selectors.choose_one(
            "benchmark",
            _("Benchmark"),
            programme.compare,
            programme.compare[-1],
            lambda one: selectors.area_name(found, one, texts.language()),
        )
lead = _("How do the municipalities compare, indicator by indicator, and how have they developed?")
with head:
    ui.title(_("Side by side"), lead)
areas = tuple(dict.fromkeys([area_id, *peers.area_ids]))
choice = rug.Choice(value, marks, benchmark)
st.caption(f"**{peers.title}.** {peers.description}")
ui.guarded(matrix)
ui.guarded(multiples)
