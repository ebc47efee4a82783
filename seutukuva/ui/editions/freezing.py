"""Freezing an edition now: for which round, what is missing, and the yes to that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from seutukuva import access, definitions, selectors, texts
from seutukuva.editions import names, register
from seutukuva.editions.register import Edition
from seutukuva.errors import MissingData, RecordsError
from seutukuva.interviews import rounds
from seutukuva.meetings import checklist
from seutukuva.meetings import register as meetings
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import edition, entry
from seutukuva.ui.editions import names as own

FORM = "edition_freeze"
FROZEN = N_("Frozen. Every page can show this state again.")
NEW, NO_MEETING = "new", ""
# Rounds that are over and can still be frozen.
_ROUNDS_BEFORE = 3


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the form is about: one that is frozen anew, or a new one of a round."""

    round: str
    again: Edition | None
    is_another: bool
    missing: tuple[str, ...]


def to_freeze(every: Sequence[Edition], today: dt.date) -> None:
    """The form that freezes this moment."""
    if not access.may_enter(register.KIND):
        if access.shows_edition():
            edition.kept_out()
        return
    with st.expander(
        _("Freeze the present state"),
        icon=":material/ac_unit:",
        expanded=not every or own.ROUND in st.query_params,
        key=f"{FORM}_place",
    ):
        entry.notice(FORM)
        left, right = st.columns(2)
        with left:
            round_id = _round(today)
        with right:
            again = _which(every, round_id)
        if again is None and not _may_be_new(every, round_id):
            _explain_lock(every, round_id)
        missing = checklist.checklist(round_id, today).missing
        is_another = again is None and any(one.name == round_id for one in every)
        _form(_Wanted(round_id, again, is_another, missing))


def _round(today: dt.date) -> str:
    """The round that is frozen: ``?round=2026-10``, as a meeting's page names it."""
    months = definitions.load().interviewing.rounds
    options = rounds.around(today, months, before=_ROUNDS_BEFORE, after=1)
    # The meeting that is nearest: one of last month is still to be frozen.
    middles = {one: rounds.first_day(one).replace(day=15) for one in options}
    nearest = min(options, key=lambda one: abs((middles[one] - today).days))
    asked = [one for one in st.query_params.get_all(own.ROUND) if meetings.is_round(one)]
    options = sorted({*options, *asked}, reverse=True)
    titles = {one: names.round_name(one) for one in options}
    return selectors.choose_one(own.ROUND, _("Round"), options, nearest, titles.__getitem__)


def _which(every: Sequence[Edition], round_id: str) -> Edition | None:
    """The edition that is frozen anew; None for a new one."""
    free = {one.name: one for one in every if one.round == round_id and not one.is_locked}
    titles = {
        name: _("{edition}, {state}: freeze it anew").format(
            edition=names.edition(name), state=register.state_name(one.state)
        )
        for name, one in free.items()
    }
    taken = any(one.name == round_id for one in every)
    titles[NEW] = _("another edition of this round") if taken else _("a new edition")
    key = f"{FORM}_which_{round_id}"
    if st.session_state.get(key) not in titles:
        st.session_state[key] = next(iter(titles))
    chosen = st.selectbox(
        _("Which edition"),
        list(titles),
        format_func=titles.__getitem__,
        key=key,
        placeholder=_("Choose"),
    )
    return free.get(chosen)


def _may_be_new(every: Sequence[Edition], round_id: str) -> bool:
    return not any(one.name == round_id and one.is_locked for one in every)


def _explain_lock(every: Sequence[Edition], round_id: str) -> None:
    locked = next(one for one in every if one.name == round_id)
    st.caption(
        _(
            "The edition {edition} is {state}. It is frozen anew only after it has been unlocked "
            "below, with a reason."
        ).format(edition=names.edition(locked.name), state=register.state_name(locked.state))
    )


def _form(wanted: _Wanted) -> None:
    with st.form(f"{FORM}_form", enter_to_submit=False):
        if wanted.is_another:
            st.text_input(
                _("What tells it apart (needed) – up to 20 small letters or digits"),
                key=f"{FORM}_suffix",
                max_chars=20,
                autocomplete="off",
            )
        _meeting(wanted)
        if wanted.again is not None and wanted.again.state == "presented":
            st.text_input(
                _("Why it is frozen anew (needed)"), key=f"{FORM}_reason", autocomplete="off"
            )
        _missing(wanted)
        st.form_submit_button(
            _("Freeze anew") if wanted.again else _("Freeze now"),
            type="primary",
            key=f"{FORM}_save",
            on_click=_freeze,
            args=(wanted, texts.language()),
        )


def _meeting(wanted: _Wanted) -> None:
    """Which meeting it is frozen for, where the round has one."""
    of_round = [one for one in meetings.listed() if one.round == wanted.round]
    if not of_round:
        return
    titles = {NO_MEETING: _("no meeting named")}
    for one in of_round:
        titles[one.id] = names.meeting(one)
    key = f"{FORM}_meeting_{wanted.round}"
    if st.session_state.get(key) not in titles:
        before = wanted.again.meeting if wanted.again else of_round[-1].id
        st.session_state[key] = before if before in titles else NO_MEETING
    st.selectbox(
        _("Meeting"),
        list(titles),
        format_func=titles.__getitem__,
        key=key,
        placeholder=_("Choose"),
    )


def _missing(wanted: _Wanted) -> None:
    if not wanted.missing:
        st.markdown(_("Everything that the round needs is there."))
        return
    n = len(wanted.missing)
    words = ngettext(
        "{n} input is missing, and will be kept with the edition:",
        "{n} inputs are missing, and will be kept with the edition:",
        n,
    ).format(n=texts.number(n))
    st.markdown("\n".join([words, *(f"- {entry.plain(one)}" for one in wanted.missing)]))
    st.checkbox(_("Yes, freeze without these"), key=f"{FORM}_yes")


def _freeze(wanted: _Wanted, language: str) -> None:
    # A callback runs before the page has said which language it speaks.
    texts.use(language)
    state = st.session_state
    if wanted.missing and not state.get(f"{FORM}_yes"):
        words = _("Something is missing. Say yes to freezing without it, or bring it first.")
        entry.tell(FORM, problems=(words,))
        return
    name = wanted.again.name if wanted.again else wanted.round
    if wanted.is_another:
        name = f"{wanted.round}-{str(state.get(f'{FORM}_suffix') or '').strip()}"
    try:
        found = register.freeze(
            name,
            meeting=str(state.get(f"{FORM}_meeting_{wanted.round}") or ""),
            round=wanted.round,
            missing=wanted.missing,
            confirmed=bool(state.get(f"{FORM}_yes")),
            expect=wanted.again.row if wanted.again else None,
            reason=str(state.get(f"{FORM}_reason") or ""),
        )
    except RecordsError as error:
        own.told(FORM, error)
        return
    except MissingData:
        words = _("The statistics cannot be read just now, so nothing was frozen. Try again.")
        entry.tell(FORM, problems=(words,))
        return
    for key in ("suffix", "reason", "yes", f"which_{wanted.round}"):
        state.pop(f"{FORM}_{key}", None)
    selectors.remember(own.LOOKED_AT, (found.name,), ())
    entry.tell(FORM, FROZEN)
