"""What did each project of the year plan, gain and propose, on one sheet each?"""

import streamlit as st

from seutukuva import showing, ui
from seutukuva.texts import _, ngettext
from seutukuva.ui import plans, printing

PAGE = {"order": 70, "title": "Project day", "icon": ":material/newspaper:"}


def whole_page() -> None:
    with printing.unprinted("choices"):
        year = plans.choose_year(showing.today())
    st.header(f"{year.title}, {year.year}", anchor=False)
    if not year.pictures:
        st.info(_("No project ran or reported in this year."), icon=":material/inbox:")
        return
    summary(year)
    every_sheet(year)


def summary(year: plans.Year) -> None:
    st.subheader(_("Summary of the year"), anchor=False)
    plans.year_summary(year)


def every_sheet(year: plans.Year) -> None:
    n = len(year.pictures)
    st.subheader(_("A sheet for each project"), anchor=False)
    with printing.unprinted("hint"):
        words = ngettext(
            "{n} sheet. Printed from the browser, each project begins on a sheet of its own.",
            "{n} sheets. Printed from the browser, each project begins on a sheet of its own.",
            n,
        )
        st.caption(words.format(n=n))
    plans.day_sheets(year)


head = st.container()
ui.guarded(whole_page)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Project day"),
        _(
            "What did each project of the year plan, gain and propose? One sheet a project for the "
            "project day, and a draft of the area’s summary of the year."
        ),
    )
    printing.styles()
