"""What has changed since an earlier version of the statistics, the most unusual first?"""

import streamlit as st

from seutukuva import definitions, picture, selectors, texts, ui
from seutukuva.texts import _

PAGE = {"order": 40, "title": "What changed", "icon": ":material/difference:"}

found = definitions.load()
programme = found.programme


def listing() -> None:
    news = picture.news_since(state, areas)
    ui.news_summary(news)
    for kind in ui.NEWS_KINDS:
        ui.guarded(ui.news_of_kind, news, kind, area_id, compared)


head = st.container()
with st.container(border=True):
    where, since = st.columns(2)
    with where:
        area_id = selectors.area()
    with since:
        states = picture.earlier_states()
        state = selectors.choose_one(
            "since",
            _("Compare with the state"),
            list(states),
            next(iter(states)),
            states.__getitem__,
        )
lead = _(
    "New periods, revisions, turned trends and records, the most unusual for its series first."
)
with head:
    ui.title(_("What changed"), lead)
areas = [area_id]
if area_id == programme.subregion:
    areas += [one for one in programme.areas if one != area_id]
    st.caption(_("The sub-region and each of its municipalities."))
compared = _("Now: {now}. Before: {before}.").format(
    now=ui.version_name(texts.language()), before=states[state]
)
st.caption(compared)
ui.guarded(listing)
