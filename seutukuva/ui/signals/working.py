"""One signal: what is known of it, what became of it by each round, its forms, its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from seutukuva import access, store
from seutukuva.signals import register
from seutukuva.signals.register import Review, Signal
from seutukuva.signals.rounds_of import Move
from seutukuva.texts import _
from seutukuva.ui import entry
from seutukuva.ui.printing import unprinted
from seutukuva.ui.signals import names
from seutukuva.ui.signals.beginning import shape
from seutukuva.ui.versions import of_entries, version_table


def facts(one: Signal, move: Move | None) -> None:
    """Everything that was written of a signal."""
    st.subheader(entry.plain(one.title), anchor=False)
    ratings = ("likelihood", "impact")
    told = [
        (names.heading("observation"), one.observation),
        *((names.heading(name), _rated(one, name)) for name in ratings),
        (names.heading("horizon"), names.choice("horizon", one.horizon)),
        (names.heading("direction"), names.choice("direction", one.direction)),
        (names.heading("areas"), names.areas(one)),
        (names.heading("theme"), names.of("theme", one.theme)),
        (
            names.heading("development_area"),
            names.of("development_area", one.development_area),
        ),
        (names.heading("source"), names.choice("source", one.source)),
        (names.heading("origin"), one.origin),
        (names.heading("seen_on"), names.day(one.seen_on)),
        (names.heading("organisation"), names.of("organisation", one.organisation)),
        (names.heading("state"), names.choice("state", one.state)),
        (names.heading("action"), one.action),
        (_("Since the newest review"), names.move(move)),
    ]
    lines = [
        f"- **{name}:** {entry.plain(value)}"
        for name, value in told
        if value not in ("", names.NOTHING)
    ]
    if one.url:
        lines.append(f"- **{names.heading('url')}:** {entry.link(one.url)}")
    st.markdown("\n".join(lines))


def _rated(one: Signal, field_id: str) -> str:
    reason = getattr(one, f"{field_id}_reason")
    return ". ".join(
        part for part in (names.choice(field_id, getattr(one, field_id)), reason) if part
    )


def working(one: Signal, reviews: Sequence[Review], round_id: str, today: dt.date) -> None:
    """What became of it by each round, the forms, and the history."""
    own = [review for review in reviews if review.signal == one.id]
    for review in own:
        name = names.round_name(review.round)
        told = f"{names.outcome(review.outcome)}. {review.text}"
        st.markdown(f"**{name[:1].upper()}{name[1:]}:** {entry.plain(told)}")
    if access.may_enter(register.KIND):
        with unprinted("signal_forms"):
            _reviewing(one, round_id)
            _changing(one, today)
    # The first version holds all that was written: a page long where the screen is narrow.
    with st.expander(_("History"), icon=":material/history:"):
        version_table(
            names.kind(),
            of_entries(store.history(one.id)),
            names.in_words,
            told=_("Versions of the signal, the newest first."),
            key="signal_history",
        )


def _reviewing(one: Signal, round_id: str) -> None:
    """The form of the round's review; two who write it at once are told of each other."""
    own_id = register.review_id(one.id, round_id)
    versions = store.history(own_id)
    newest = versions[-1] if versions else None
    entry.notice(register.REVIEW)
    heading = _("What became of it by the round of {round}")
    with st.expander(
        heading.format(round=names.round_name(round_id)), icon=":material/rate_review:"
    ):
        st.caption(
            _(
                "If it has become more or less likely, or its impact another, change that in the "
                "signal itself: its history tells the old ratings. So with its state."
            )
        )
        entry.form(
            names.review_kind(),
            newest,
            names.SOURCE,
            entry.Shape(
                asked=("outcome", "text"),
                begins_with={"signal": one.id, "round": round_id},
                record_id=own_id,
                complete=register.completed_review,
            ),
        )
        if newest and not newest.is_withdrawn:
            entry.withdrawal(newest, names.SOURCE)
        if versions:
            version_table(
                names.review_kind(),
                of_entries(versions),
                names.review_in_words,
                told=_("Versions of the review, the newest first."),
                key="signal_review_history",
            )


def _changing(one: Signal, today: dt.date) -> None:
    newest = store.history(one.id)[-1]
    with st.expander(_("Change this signal"), icon=":material/edit:"):
        entry.form(names.kind(), newest, names.SOURCE, shape(today))
    with st.expander(_("Withdraw this signal"), icon=":material/delete:"):
        entry.withdrawal(newest, names.SOURCE)
