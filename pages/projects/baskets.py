"""What have projects that are steered together achieved, and whom have they employed?"""

import datetime as dt

import streamlit as st

from seutukuva import definitions, showing, texts, ui
from seutukuva.projects import baskets, recorded, register
from seutukuva.projects.model import Basket
from seutukuva.projects.picture import Picture
from seutukuva.texts import _, ngettext
from seutukuva.ui import baskets as shown
from seutukuva.ui import entry, plans, printing

PAGE = {"order": 40, "title": "Project baskets", "icon": ":material/shopping_basket:"}

found = definitions.load()
today = showing.today()


def pictures_of(every: tuple[Basket, ...], on: dt.date) -> dict[str, Picture]:
    """Of whoever was, is or will be in one of them."""
    keys = {member.code for one in every for member in one.members}
    return {one.project.key: one for one in register.pictures(sorted(keys), on)} if keys else {}


def all_baskets() -> None:
    every = recorded.baskets()
    is_told = ui.entry.notice(baskets.KIND)
    if not every:
        st.info(
            _(
                "There is no basket yet. A basket holds projects that are steered and reported "
                "together, each from one day to another."
            ),
            icon=":material/shopping_basket:",
        )
        ui.guarded(to_choose_from)
        shown.entering(every, today)
        return
    with printing.unprinted("choices"), st.container(border=True):
        which, when = st.columns(2)
        with which:
            opened = shown.opened(every, is_told)
        with when:
            on = shown.day(today)
    if opened:
        one_basket(opened, every, on)
    else:
        listed(every, on)


def to_choose_from() -> None:
    n = len(register.titles())
    words = ngettext("{n} project can be put into one.", "{n} projects can be put into one.", n)
    st.caption(words.format(n=texts.number(n)))


def listed(every: tuple[Basket, ...], on: dt.date) -> None:
    pictures = pictures_of(every, on)
    rows = [baskets.held(one, pictures, on, found) for one in every]
    together = baskets.together(every, pictures, on, found)
    several = len(baskets.in_several(every, on))
    shown.basket_table(rows, together, pictures.values(), several, on)
    shown.entering(every, today)


def one_basket(basket: Basket, every: tuple[Basket, ...], on: dt.date) -> None:
    with printing.unprinted("ways"), st.container(horizontal=True, vertical_alignment="center"):
        shown.all_of_them()
        is_report = shown.as_report()
    pictures = pictures_of((basket,), on)
    held = baskets.held(basket, pictures, on, found)
    st.header(entry.plain(basket.name), anchor=False)
    shown.facts(held, on)
    shown.employed(held.combined)
    st.header(_("All figures together"), anchor=False)
    own = [pictures[one] for one in held.keys if one in pictures]
    if is_report:
        # On paper nothing can be opened: all figures stand in a table.
        shown.figures(held, own, on)
    else:
        plans.sum_chart(held.combined, own, basket.name, "basket_chart")
    st.header(_("Projects of the basket"), anchor=False)
    shown.members(basket, pictures, on)
    shown.report(basket)
    if not is_report:
        with printing.unprinted("working"):
            members = {key: one.project for key, one in pictures.items()}
            titles = {key: f"{one.code} · {one.name}" for key, one in members.items()}
            ui.guarded(shown.working, basket, every, titles | register.titles(), today)
            ui.guarded(shown.history, basket)


head = st.container()
ui.guarded(all_baskets)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Project baskets"),
        _(
            "What have projects that are steered together achieved, and whom have they employed? "
            "Each project counts for the days on which it is in the basket."
        ),
    )
    printing.styles()
