"""What the calendar says in ten seconds: the next deadline, the next meeting, what is late."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from seutukuva import access, showing, texts
from seutukuva.texts import _, ngettext
from seutukuva.ui import linked, printing
from seutukuva.ui.calendar import names
from seutukuva.yearly_clock import COMING, NOW, Occurrence
from seutukuva.yearly_clock.lateness import AllLate

# A whole year is no deadline that anybody waits for before its last month.
_LONG = 92


def in_short(
    every: Sequence[Occurrence], meeting: Occurrence | None, late: AllLate, *, has_begun: bool
) -> None:
    """Three figures, each with its words.

    Args:
        every: what is going on or comes, by deadline.
        meeting: the next one that statistics are made for; None where the clock has none.
        has_begun: whether anything of the clock has ever been entered.
    """
    left, middle, right = st.columns(3)
    with left:
        _next(next_deadline(every))
    with middle:
        _meeting(meeting)
    with right:
        _late(late, has_begun=has_begun)
    if not has_begun and not showing.shown():
        _beginning()


def _beginning() -> None:
    """Where to begin, while nobody has."""
    st.info(
        _(
            "Nothing has been entered for the yearly clock yet, so nothing is late. Begin by "
            "preparing the next meeting: from its round on, what is missing is told here."
        ),
        icon=":material/event_available:",
    )
    if access.may_see("notes"):
        with printing.unprinted("beginning"):
            linked.page_link(
                "pages/meetings/meeting.py", label=_("Prepare a meeting"), icon=":material/groups:"
            )


def next_deadline(every: Sequence[Occurrence]) -> Occurrence | None:
    """The occurrence whose last day comes first; long ones only near their end."""
    open_ones = (one for one in every if one.state in (NOW, COMING))
    near = (
        one
        for one in open_ones
        if (one.last_day - one.first_day).days < _LONG or one.days_left < 31
    )
    return min(near, key=lambda one: one.days_left, default=None)


def _next(one: Occurrence | None) -> None:
    if one is None:
        st.metric(_("Next deadline"), names.NOTHING)
        st.caption(_("Nothing of the clock is due within a year."))
        return
    st.metric(_("Next deadline"), names.days(one.days_left))
    st.caption(_told(one))


def _meeting(one: Occurrence | None) -> None:
    title = _("Next round's meeting")
    if one is None:
        st.metric(title, names.NOTHING)
        st.caption(_("The clock names no meeting that statistics are made for."))
        return
    st.metric(title, names.when(one))
    st.caption(_told(one, with_day=False))


def _told(one: Occurrence, *, with_day: bool = True) -> str:
    parts = [f"**{one.event.title[texts.language()]}**"]
    if with_day:
        parts.append(_("{day} at the latest").format(day=names.day(one.last_day)))
    parts.append(names.short(one.owners))
    return " · ".join(part for part in parts if part)


def _late(late: AllLate, *, has_begun: bool) -> None:
    n = late.n
    if not n and not has_begun:
        st.metric(_("Late"), names.NOTHING)
        st.caption(_("Not told before the first entry."))
        return
    value = ngettext("{n} matter", "{n} matters", n).format(n=texts.number(n))
    st.metric(_("Late"), f"! {value}" if n else f"✓ {_('nothing')}")
    counts = [
        f"{names.short([who]) or _('nobody named')} {texts.number(of(late, who))}"
        for who in late.owners
    ]
    st.caption(" · ".join(counts) if counts else _("Everything that was due is done."))


def of(late: AllLate, owner: str) -> int:
    """How many matters are with an organisation; "" with nobody."""
    return sum(one.n for one in late.rows if owner in (one.owners or ("",)))
