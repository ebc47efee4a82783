"""How is the area doing now? Its headline figures, their change, and the same figures elsewhere."""

import streamlit as st

from seutukuva import benchmarks, definitions, picture, selectors, showing, store, texts, ui
from seutukuva.texts import _
from seutukuva.ui import calendar

PAGE = {"order": 10, "title": "Overview", "icon": ":material/dashboard:"}

found = definitions.load()
programme = found.programme


def in_words(area_id: str) -> None:
    st.markdown(picture.headline_text(area_id))


def headline_figures(area_id: str) -> None:
    indicators = [found.indicators[name] for name in programme.headline]
    compare = benchmarks.wider(found, area_id)
    courses = store.run(
        "pages/situation/courses",
        indicator_ids=list(dict.fromkeys(["population", *programme.headline])),
        area_ids=[area_id, *compare],
    )
    ui.headline_cards(indicators, area_id, compare, courses)
    st.caption(
        _(
            "Arrows show the direction of a change, not whether it is good. Elsewhere, counts are "
            "given as their change or per 1,000 inhabitants, shares as such, at the same period."
        )
    )


def municipalities() -> None:
    st.header(_("Municipalities of the programme"))
    indicators = [found.indicators[name] for name in programme.headline]
    ids = [one.id for one in indicators]
    areas = [*programme.areas, programme.subregion]
    rows = store.run("pages/situation/newest_side_by_side", indicator_ids=ids, area_ids=areas)
    ui.side_by_side(programme, indicators, rows)


def news(area_id: str) -> None:
    st.header(_("New since the previous version"))
    areas = [area_id, *programme.areas] if area_id == programme.subregion else [area_id]
    ui.news(store.run("pages/situation/news", area_ids=areas))


ui.title(
    programme.title[texts.language()],
    _("How is the area doing now? Headline figures, their change, and the same figure elsewhere."),
)
ui.guarded(calendar.line, showing.today())
chosen = selectors.area()
ui.guarded(ui.failed_sources, [found.indicators[name] for name in programme.headline])
ui.guarded(in_words, chosen)
ui.guarded(headline_figures, chosen)
ui.guarded(municipalities)
ui.guarded(news, chosen)
