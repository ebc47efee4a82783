"""A meeting in ten seconds: when it is, what is ready, what lacks and from whom."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from seutukuva import texts
from seutukuva.editions import register as editions
from seutukuva.editions.register import Edition
from seutukuva.meetings.checklist import BEFORE_USE, LATE, MISSING, THERE, Checklist, Item
from seutukuva.meetings.register import PLANNED, Action, Meeting
from seutukuva.texts import _
from seutukuva.ui import entry
from seutukuva.ui.meetings import names


def in_short(meeting: Meeting, found: Checklist, followed: list[Action], today: dt.date) -> None:
    """When the meeting is, and how much of what it needs is there or late."""
    st.subheader(entry.plain(names.dated(meeting)), anchor=False)
    told = (
        _("round of {round}").format(round=names.round_name(meeting.round)),
        names.choices("meeting", "state").get(meeting.state, meeting.state).lower(),
        _("convener {organisation}").format(organisation=names.organisation(meeting.convener))
        if meeting.convener
        else _("no convener named"),
        _edition(edition_of(meeting)),
    )
    st.caption(" · ".join(entry.plain(one) for one in told))
    late = sum(bool(one.days_late(today)) for one in followed)
    awaited = found.count(THERE, MISSING, LATE, BEFORE_USE)
    ready = _("{n} of {all}").format(n=texts.number(found.count(THERE)), all=texts.number(awaited))
    with st.container(horizontal=True, gap="large"):
        if _is_awaited(meeting, today):
            days = texts.number((meeting.held_on - today).days)
            st.metric(_("Days to the meeting"), days, width="content")
        if found.items:
            st.metric(_("Inputs ready"), ready, width="content")
            st.metric(_("Late inputs"), texts.number(found.count(LATE)), width="content")
        st.metric(_("Late actions"), texts.number(late), width="content")


def edition_of(meeting: Meeting) -> Edition | None:
    """The edition that a meeting froze, else the newest of its round."""
    every = [one for one in editions.listed() if one.round == meeting.round]
    own = [one for one in every if one.meeting == meeting.id]
    return next(iter(own or every), None)


def _edition(one: Edition | None) -> str:
    if one is None:
        return _("not frozen yet")
    return _("edition {edition}: {state}").format(
        edition=one.name, state=editions.state_name(one.state).lower()
    )


def _is_awaited(meeting: Meeting, today: dt.date) -> bool:
    """Whether its day is agreed and still to come."""
    is_day = len(meeting.day) == len("2026-10-14")
    return is_day and meeting.state == PLANNED and meeting.held_on >= today


def lacking(meeting: Meeting, found: Checklist) -> None:
    """Who owes what, a line each; what is nobody's own first.

    Nothing once the edition is locked: nobody is asked for what it was approved without.
    """
    frozen = edition_of(meeting)
    if not found.items or (frozen and frozen.state in editions.LOCKED):
        return
    owed = [one for one in found.items if one.lacks]
    if not owed and found.count(BEFORE_USE):
        words = _("This round was before the program was in use: nobody is asked for what lacks.")
        st.info(words, icon=":material/history:")
        return
    if not owed:
        words = _("Everything that the round needs is there.")
        st.success(words, icon=":material/check_circle:")
        return
    by_owner: dict[str, list[Item]] = {}
    for one in owed:
        by_owner.setdefault(one.organisation, []).append(one)
    lines = []
    for own, items in by_owner.items():
        what = ", ".join(f"{names.subject(one.subject)} ({one.words})" for one in items)
        whose = names.organisation(own) if own else _("Whole programme")
        lines.append(f"- **{entry.plain(whose)}:** {entry.plain(what)}")
    box = st.warning if found.count(LATE) else st.info
    words = "\n".join([_("Still lacking:"), "", *lines])
    box(words, icon=":material/pending_actions:")
