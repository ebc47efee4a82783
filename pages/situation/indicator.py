"""How has one indicator developed, and where does the area stand among the others?"""

import streamlit as st

from seutukuva import definitions, selectors, store, texts, ui
from seutukuva.texts import _

PAGE = {"order": 20, "title": "Indicator", "icon": ":material/query_stats:"}

found = definitions.load()
programme = found.programme


def members(group_id: str, area_id: str) -> list[str]:
    return store.run("shared/peers", group_id=group_id, area_id=area_id)["peer_id"].tolist()


def trend() -> None:
    st.header(_("Course over time"))
    areas = list(dict.fromkeys([area_id, *programme.compare]))
    rows = store.run(
        "pages/situation/course",
        indicator_id=indicator.id,
        area_ids=areas,
        year_from=years[0],
        year_to=years[1],
    )
    ui.trend(indicator, area_id, rows, store.run("shared/area_history", area_ids=areas))


def ranking() -> None:
    st.header(_("Among its peers"))
    areas = list(dict.fromkeys([area_id, *peers.area_ids, *programme.compare]))
    st.caption(f"**{peers.title}.** {peers.description}")
    rows = store.run(
        "pages/situation/cross_section", indicator_id=indicator.id, period=period, area_ids=areas
    )
    ui.ranking(indicator, area_id, period, rows, peers.area_ids, programme.compare)


def on_the_map() -> None:
    st.header(_("On the map"))
    ui.area_map(indicator, area_id, period)


def about_the_figure() -> None:
    st.header(_("What the figure is"))
    about, way_back = st.columns([3, 2], gap="large")
    with about:
        ui.definition_panel(indicator, extent)
    with way_back:
        st.markdown("**" + _("Where this figure comes from") + "**")
        ui.provenance(indicator, area_id, period)
        ui.revisions(indicator, area_id)


available = store.run("shared/available_indicators").set_index("indicator_id")
head = st.container()
with st.container(border=True):
    what, where = st.columns(2)
    with what:
        indicator = selectors.indicator(available.index)
        extent = available.loc[indicator.id]
        years = selectors.years(int(extent["first_period"][:4]), int(extent["latest_period"][:4]))
    with where:
        area_id = selectors.area()
        peers = selectors.peers(area_id, members)
with head:
    speak = texts.language()
    ui.title(indicator.label(speak), ui.first_sentence(indicator.description[speak]))
ui.guarded(ui.failed_sources, [indicator])
periods = store.run("pages/situation/periods", indicator_id=indicator.id, area_id=area_id)
if periods.empty:
    ui.no_figures(indicator, area_id)
else:
    period = periods["period"].iloc[0]
    ui.guarded(trend)
    ui.guarded(ranking)
    ui.guarded(on_the_map)
    ui.guarded(about_the_figure)
