"""What was frozen for which meeting, how far has it come, and what has changed since?"""

import streamlit as st

from seutukuva import definitions, showing, ui
from seutukuva.editions import register
from seutukuva.errors import RecordsError
from seutukuva.texts import _
from seutukuva.ui import editions, printing

PAGE = {"order": 30, "title": "Editions", "icon": ":material/inventory_2:"}

today = showing.today()


def in_short() -> None:
    if every := register.seen():
        editions.in_short(every, definitions.load().programme.subregion)
    else:
        editions.nothing_yet()


def listing() -> None:
    if every := register.seen():
        editions.every_edition(every)


def freezing() -> None:
    with printing.unprinted("freezing"):
        editions.to_freeze(register.listed(), today)


def one_edition() -> None:
    every = register.seen()
    if not every:
        return
    st.header(_("One edition"), anchor=False)
    with printing.unprinted("one_edition"):
        one = editions.chosen(every)
    editions.facts(one)
    with printing.unprinted("steps"):
        editions.steps(one, today)
        editions.history(one)


def comparing() -> None:
    every = register.seen()
    if not every:
        return
    st.header(_("What changed between two editions"), anchor=False)
    with printing.unprinted("compared"):
        then, against, area_id = editions.compared_choice(every)
    found = editions.comparison(every, then, against, area_id)
    editions.compared_in_short(found)
    editions.parts(found)


def sections() -> None:
    try:
        register.listed()
    except RecordsError:
        # A click that the log refused is told here: the form that would tell it is not there.
        ui.entry.notice(editions.FORM)
        raise
    for section in (in_short, listing, freezing, one_edition, comparing):
        ui.guarded(section)


head = st.container()
ui.guarded(sections)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Editions"),
        _(
            "What was frozen for which meeting, how far has it come, and what has changed since? "
            "An edition keeps the figures, texts and marks of its day."
        ),
    )
    printing.styles()
