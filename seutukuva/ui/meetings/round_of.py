"""What else belongs to the round of a meeting: early signals, and how complete the marks are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import streamlit as st

from seutukuva import definitions, texts
from seutukuva.meetings import checklist
from seutukuva.meetings.checklist import Checklist
from seutukuva.meetings.register import Meeting
from seutukuva.signals import register, rounds_of
from seutukuva.signals.register import Signal
from seutukuva.texts import _, ngettext
from seutukuva.ui import entry
from seutukuva.ui.meetings import names

_MOST = 5


def signals(meeting: Meeting, today: dt.date) -> None:
    """How many signals the round looks at again, which are new, and the strongest open ones.

    Raises:
        AccessRefused: signals rest on what firms have told, and may not be seen here.
    """
    every = register.listed()
    months = definitions.load().interviewing.rounds
    one = rounds_of.of_round(meeting.round, every, register.reviews(), months)
    n = {name: texts.number(value) for name, value in (("n", one.n), ("new", one.fresh))}
    if not one.n and not one.fresh:
        st.caption(_("No signal belongs to this round yet."))
    else:
        words = _(
            "{reviewed} of {n} signals of earlier rounds have been looked at again; {new} are new."
        )
        st.markdown(words.format(reviewed=texts.number(len(one.reviewed)), **n))
        _strongest(signal for signal in every if signal.is_open and signal.day <= today)
    names.to_page(
        "situation/signals",
        _("To the early signals"),
        ":material/sensors:",
        signal_round=meeting.round,
    )


def _strongest(every: Iterable[Signal]) -> None:
    """The open ones that are likely and large, those first."""
    rated = [one for one in every if one.is_rated]
    found = sorted(rated, key=lambda one: -(one.likelihood or 0) * (one.impact or 0))[:_MOST]
    if not found:
        return
    lines = [
        "- "
        + entry.plain(
            _("{title}: likelihood {likelihood}, impact {impact}").format(
                title=one.title,
                likelihood=texts.number(one.likelihood or 0),
                impact=texts.number(one.impact or 0),
            )
        )
        for one in found
    ]
    st.markdown("\n".join([f"{_('Open signals, the strongest first:')}", "", *lines]))


def marks(meeting: Meeting, found: Checklist) -> None:
    """How many outlook marks each group has given for the round."""
    own = [one for one in found.items if one.subject == checklist.MARKS]
    if not own:
        st.caption(_("Nobody is asked for outlook marks in this programme."))
    else:
        n, of = sum(one.n for one in own if one.of), sum(one.of for one in own)
        words = ngettext(
            "{n} of {of} expected outlook mark has been given.",
            "{n} of {of} expected outlook marks have been given.",
            of,
        )
        told = [
            f"{names.SIGNS[one.state]} {names.organisation(one.organisation)}: {one.words}"
            for one in own
        ]
        st.markdown(words.format(n=texts.number(n), of=texts.number(of)))
        st.caption(" · ".join(entry.plain(each) for each in told))
    names.to_page(
        "situation/outlook",
        _("To the outlook marks"),
        ":material/rule:",
        outlook_round=meeting.round,
    )
