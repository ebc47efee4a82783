"""Which projects are there, whose are they, and how much of their plan has come true?"""

import streamlit as st

from seutukuva import access, showing, ui
from seutukuva.projects import recorded, register
from seutukuva.texts import _
from seutukuva.ui import portfolio as shown

PAGE = {"order": 10, "title": "Project register", "icon": ":material/folder_open:"}

today = showing.today()


def every_project() -> None:
    if not register.count():
        nothing_yet()
        return
    baskets = recorded.baskets()
    wanted = shown.chosen(register.choices(), baskets)
    st.caption(shown.told(wanted, baskets))
    # The figures come before the order in which the list below is put.
    together = st.container()
    order = shown.order()
    at = shown.page(wanted, *order)
    found = one_page(wanted, order, at)
    if not found.count:
        nothing_fits(wanted)
        return
    last = (found.count - 1) // shown.LENGTH
    if at > last:
        at = last
        found = one_page(wanted, order, at)
    with together:
        shown.in_short(found)
        shown.all_sums(found)
    shown.pages(at, found.count)
    shown.project_table(found.rows, today, lambda: all_rows(wanted, order, found.count))
    if last:
        # Whoever has read fifty of them is far from the way on above.
        shown.pages(at, found.count, "below")


def one_page(wanted: register.Filter, order: tuple[str, bool], at: int) -> register.Portfolio:
    return register.portfolio(wanted, *order, at * shown.LENGTH, shown.LENGTH, today)


def all_rows(
    wanted: register.Filter, order: tuple[str, bool], count: int
) -> tuple[register.PortfolioRow, ...]:
    return register.portfolio(wanted, *order, 0, count, today).rows


def nothing_yet() -> None:
    st.info(
        _("No project is known yet. Import a funder’s list, or enter a project by hand."),
        icon=":material/inbox:",
    )


def nothing_fits(wanted: register.Filter) -> None:
    words = _("No project fits these choices.")
    if wanted.own_only:
        words += " " + _("Projects elsewhere are shown by choosing all in the lists.")
    st.info(words, icon=":material/filter_alt_off:")
    if shown.is_narrowed():
        st.button(_("Clear the filters"), key="portfolio_clear", on_click=shown.clear)


def ways_on() -> None:
    with st.container(horizontal=True):
        st.page_link(
            "pages/projects/baskets.py",
            label=_("Project baskets"),
            icon=":material/shopping_basket:",
        )
        if access.may_enter("project"):
            st.page_link(
                "pages/projects/project.py",
                label=_("Enter a new project"),
                icon=":material/add:",
            )
            st.page_link(
                "pages/projects/lists.py",
                label=_("Import a list of projects"),
                icon=":material/upload_file:",
            )


head = st.container()
ui.guarded(every_project)
with head:
    ui.title(
        _("Project register"),
        _(
            "Which projects are there, whose are they, and how much of their plan has come true? "
            "A project’s name opens its own page."
        ),
    )
    ui.guarded(ways_on)
