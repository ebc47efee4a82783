"""What is beginning to change, and what did we decide to do about it?"""

import streamlit as st

from seutukuva import access, definitions, showing, ui
from seutukuva.errors import MissingData, RecordsError
from seutukuva.interviews import rounds
from seutukuva.signals import register, rounds_of
from seutukuva.signals.watch import Watch
from seutukuva.texts import _
from seutukuva.ui import printing, signals

PAGE = {"order": 46, "title": "Early signals", "icon": ":material/sensors:"}

today = showing.today()
months = definitions.load().interviewing.rounds


def seen() -> Watch | None:
    try:
        return signals.watch()
    except MissingData:
        # The register needs no statistics; the section of figures says that there are none.
        return None


def registered() -> list[register.Signal] | None:
    try:
        return register.listed()
    except RecordsError:
        # It may not be seen here, or cannot be read: its own section says why.
        return None


def figures() -> None:
    st.header(_("What the figures show"), anchor=False)
    found = signals.watch()
    signals.watching(found, registered())
    signals.unwatched(found)
    with printing.unprinted("closely"):
        if one := signals.chosen_series(found):
            signals.closely(one)
            signals.button(one)


def entered() -> None:
    if not access.may_see("signals"):
        signals.kept_away()
        return
    every, reviews = register.listed(), register.reviews()
    moves = rounds_of.moves(every, reviews, months)
    st.header(_("Register of signals"), anchor=False)
    ui.entry.notice(register.KIND)
    if not every:
        # The address may name one that has been withdrawn.
        signals.opened(every, every)
        signals.nothing_yet()
    else:
        # The one that is opened stands above the choices that narrow the rest.
        top = st.container()
        with printing.unprinted("choice"):
            shown = signals.chosen(every)
        with top:
            with printing.unprinted("opening"):
                left, right = st.columns([1, 2])
                with left:
                    round_id = signals.round_of(today)
                with right:
                    opened = signals.opened(every, shown.rows)
            if opened:
                with st.container(border=True):
                    signals.facts(opened, moves.get(opened.id))
                    signals.working(opened, reviews, round_id, today)
        signals.narrowed(shown, every)
        if shown.rows:
            signals.placing(shown.rows, moves)
            signals.listing(shown.rows, moves)
        else:
            st.info(_("No signal is in this state here."), icon=":material/filter_alt_off:")
        st.header(_("What became of the signals"), anchor=False)
        signals.became(rounds_of.of_round(round_id, every, reviews, months))


def entering() -> None:
    if access.may_enter(register.KIND):
        with printing.unprinted("entering"):
            signals.entering(seen(), register.listed(), today)


def in_short() -> None:
    if every := registered():
        coming = rounds.following(today, months)
        looked_at = rounds_of.of_round(coming, every, register.reviews(), months)
        signals.in_short(every, looked_at, seen())
        signals.reminder(looked_at, today)


head = st.container()
ui.guarded(in_short)
# What somebody came for by a link stands first.
first = {signals.BEGIN: entering, signals.OPENED: entered}.get(signals.came_for(), figures)
for section in sorted((figures, entering, entered), key=lambda one: one is not first):
    ui.guarded(section)
with head:
    # Afterwards: it says what the address asks for and nobody knows.
    ui.title(
        _("Early signals"),
        _(
            "What is beginning to change, and what did we decide to do about it? Findings of "
            "monthly figures, and the register of what people have seen."
        ),
    )
    printing.styles()
