"""How has one indicator developed, and where does the area stand among the others?"""

import streamlit as st

from seutukuva import (
    benchmarks,
    definitions,
    events,
    measures,
    peering,
    picture,
    profile,
    selectors,
    store,
    texts,
    ui,
)
from seutukuva.texts import _

PAGE = {"order": 20, "title": "Indicator", "icon": ":material/query_stats:"}

found = definitions.load()


def trend() -> None:
    st.header(_("Course over time"))
    areas = [area_id, *wider]
    rows = store.run(
        "pages/situation/course",
        indicator_id=indicator.id,
        area_ids=areas,
        year_from=years[0],
        year_to=years[1],
    )
    means = None
    if indicator.period_kind == "year" and selectors.switch("mean", _("Three-year means")):
        own = rows[rows["area_id"] == area_id].to_dict("records")
        means = picture.rolling_means(area_id, indicator, own)
    marks = events.marks(areas, indicator.id, texts.language())
    history = store.run("shared/area_history", area_ids=areas)
    ui.trend(indicator, area_id, rows, history, marks, means, benchmarks=wider)
    ui.guarded(judgement)
    ui.guarded(ui.projections.ahead, indicator, area_id)


def judgement() -> None:
    courses = picture.courses([indicator], [area_id])
    benchmark, value = picture.benchmark(area_id, indicator)
    ui.verdict(
        indicator,
        courses.series(area_id, indicator.id),
        profile.denominators_of(indicator, area_id, courses),
        selectors.area_name(found, benchmark, texts.language()) if benchmark else "",
        value,
    )


def usual_variation() -> None:
    if indicator.period_kind == "year":
        return
    st.header(_("Usual variation"))
    st.markdown(
        _(
            "Each figure less that of the same period a year before. Between the limits the "
            "series varies as it usually does; a mark outside them deserves an explanation."
        )
    )
    course = picture.courses([indicator], [area_id]).series(area_id, indicator.id)
    marks = events.marks([area_id], indicator.id, texts.language())
    history = store.run("shared/area_history", area_ids=[area_id])
    ui.usual_variation(indicator, area_id, course, history, marks)


def ranking() -> None:
    st.header(_("Among its peers"))
    areas = list(dict.fromkeys([area_id, *peers.area_ids, *wider]))
    st.caption(f"**{peers.title}.** {peers.description}")
    rows = store.run(
        "pages/situation/cross_section", indicator_id=indicator.id, period=period, area_ids=areas
    )
    ui.ranking(indicator, area_id, period, rows, peers.area_ids, wider)


def in_the_country() -> None:
    # Counts of areas of every size side by side would show their size only.
    if measures.comparable(indicator, measures.bases(found)) != measures.LEVEL:
        return
    st.header(_("Among all areas of the country"))
    ui.in_the_country(indicator, area_id, period)


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
        peers = peering.peers(area_id)
with head:
    speak = texts.language()
    ui.title(indicator.label(speak), ui.first_sentence(indicator.description[speak]))
ui.guarded(ui.failed_sources, [indicator])
periods = store.run("pages/situation/periods", indicator_id=indicator.id, area_id=area_id)
wider = benchmarks.wider(found, area_id)
if periods.empty:
    ui.no_figures(indicator, area_id)
else:
    period = periods["period"].iloc[0]
    for section in (trend, usual_variation, ranking, in_the_country, on_the_map, about_the_figure):
        ui.guarded(section)
