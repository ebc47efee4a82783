"""How is one area doing in everything that is known of it, and compared with its peers?"""

import streamlit as st

from seutukuva import definitions, peering, picture, selectors, showing, texts, ui
from seutukuva.texts import _

PAGE = {"order": 15, "title": "Area profile", "icon": ":material/assignment:"}

found = definitions.load()


def theme(theme_id: str) -> None:
    mine = [row for row in rows if row.indicator.theme == theme_id]
    if not mine:
        return
    title = found.themes[theme_id].title[speak]
    st.header(title)
    st.markdown(picture.theme_text(area_id, theme_id, mine))
    recent = [row for row in mine if not row.is_history(this_year)]
    history = [row for row in mine if row.is_history(this_year)]
    if recent:
        ui.profile(f"{title}: {name}", area_id, peers, recent)
    if history:
        with st.expander(_("Older figures"), icon=":material/history:"):
            ui.profile(_("Older figures: {theme}").format(theme=title), area_id, peers, history)
    if theme_id == "population":
        ui.guarded(ui.age_structure, area_id)
    for part in found.compositions.values():
        if part.theme == theme_id:
            ui.guarded(composition, part)


def composition(part: definitions.Composition) -> None:
    ui.composition(part, picture.with_wider(area_id), picture.around(area_id))


speak = texts.language()
this_year = showing.today().year
head = st.container()
with st.container(border=True):
    where, whom, what = st.columns(3)
    with where:
        area_id = selectors.area()
    with whom:
        peers = peering.peers(area_id, alike=True)
    with what:
        theme_id = selectors.theme()
name = selectors.area_name(found, area_id, speak)
with head:
    ui.title(name, _("Everything that is known of the area, by theme, compared with its peers."))
ui.guarded(ui.failed_sources)
rows = picture.profile_rows(area_id, peers.area_ids)
if not rows:
    ui.no_figures_of_area(area_id)
else:
    ui.profile_legend(peers)
    ui.members(peers, "area")
    for one in [theme_id] if theme_id else found.themes:
        ui.guarded(theme, one)
    shown = [row for row in rows if theme_id in ("", row.indicator.theme)]
    ui.guarded(ui.profile_take_away, area_id, peers, shown)
