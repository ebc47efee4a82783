"""How far a meeting is, part by part, and what the convener does next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from seutukuva import access, dates, texts
from seutukuva.meetings import register
from seutukuva.meetings.checklist import Checklist
from seutukuva.meetings.register import Action, Meeting
from seutukuva.texts import N_, _, ngettext
from seutukuva.ui import presentation
from seutukuva.ui.meetings.heading import edition_of

# Parts of the page by their place in it, as links lead to them.
ACTIONS, CHECKLIST, AGENDA, WALK = "followed-up", "checklist", "agenda", "walk"
SIGNALS, MARKS, CONCLUSIONS, DECIDED = "signals", "marks", "conclusions", "decided"
EDITION, DECISIONS, SETTINGS = "edition-of-meeting", "decisions", "this-meeting"
TITLES = {
    ACTIONS: N_("Actions of earlier meetings"),
    CHECKLIST: N_("Checklist"),
    AGENDA: N_("Agenda and notes"),
    WALK: N_("Pages to walk through"),
    SIGNALS: N_("Signals of the round"),
    MARKS: N_("Outlook marks"),
    CONCLUSIONS: N_("Conclusions"),
    DECIDED: N_("Actions decided here"),
    EDITION: N_("Edition of this meeting"),
    DECISIONS: N_("Decisions on the situation picture"),
    SETTINGS: N_("This meeting"),
}
DONE = ""
_NEXT = {
    SETTINGS: N_("Agree on the day, and enter it."),
    AGENDA: N_("Write the agenda."),
    WALK: N_("Choose the pages to walk through."),
    ACTIONS: N_("Ask the owners of late actions what came of them."),
    EDITION: N_("Freeze the figures, texts and marks as an edition, as the meeting sees them."),
    CONCLUSIONS: N_("Write the conclusions."),
    DECIDED: N_("Write down what is to be done, by whom and when."),
    DECISIONS: N_("Record what the organisations decide on the situation picture."),
    DONE: N_("Everything of this meeting has been written down."),
}
# What is prepared, and what the meeting itself leaves behind.
_BEFORE, _AFTER = (
    (SETTINGS, AGENDA, WALK, ACTIONS, CHECKLIST, EDITION),
    (CONCLUSIONS, DECIDED, DECISIONS),
)


@dataclass(frozen=True, slots=True)
class Progress:
    """Whether each part that somebody has to fill is done, by its place in the page.

    Attributes:
        lacking: how many inputs the checklist lacks.
        is_over: whether the meeting's day is here or gone.
    """

    parts: dict[str, bool]
    lacking: int
    is_over: bool

    @property
    def next(self) -> str:
        """The part that is done next; ``DONE`` where none is left."""
        order: tuple[str, ...] = (*_BEFORE, *_AFTER)
        if self.is_over:
            order = (SETTINGS, CONCLUSIONS, DECIDED, EDITION, DECISIONS)
        elif self.parts[EDITION]:
            # It was frozen without what lacked.
            order = (SETTINGS, AGENDA, WALK, *_AFTER)
        return next((one for one in order if not self.parts[one]), DONE)

    @property
    def is_ready(self) -> bool:
        """Whether the meeting can come: everything that is prepared for it is there."""
        return not self.is_over and self.next in (*_AFTER, DONE)


def progress_of(
    meeting: Meeting, found: Checklist, followed: Sequence[Action], today: dt.date
) -> Progress:
    """How far a meeting is."""
    lacking = sum(one.lacks for one in found.items)
    parts = {
        ACTIONS: not any(one.days_late(today) for one in followed),
        CHECKLIST: not lacking,
        AGENDA: bool(meeting.items),
        WALK: bool(meeting.pages),
        CONCLUSIONS: bool(register.conclusions(meeting.id)),
        DECIDED: any(one.meeting == meeting.id for one in register.actions()),
        EDITION: edition_of(meeting) is not None,
        DECISIONS: bool(register.approvals(meeting.id)),
        # A month that is agreed is no day yet.
        SETTINGS: len(meeting.day) != len("2026-10"),
    }
    # Of a month that is agreed, the day may be its last.
    last = dates.last_day(meeting.day) if meeting.day else meeting.held_on
    is_over = meeting.state == register.HELD or last <= today
    return Progress(parts, lacking, is_over)


def progress(
    meeting: Meeting, found: Checklist, followed: Sequence[Action], today: dt.date
) -> None:
    """What to do next, and every part of the page with its sign, each a link to it."""
    if meeting.is_cancelled:
        return
    now = progress_of(meeting, found, followed, today)
    if not access.shows_edition():
        st.markdown(f"**{_('Next: {what}').format(what=_words(now))}**")
    # On a projector the meeting's own settings are not shown.
    titles = {
        one: title for one, title in TITLES.items() if one != SETTINGS or not presentation.is_on()
    }
    links = [f"{_sign(now, one)}[{_(title)}](#{one})" for one, title in titles.items()]
    st.markdown(f":small[{' · '.join(links)}]")


def _words(now: Progress) -> str:
    if now.is_ready:
        words = _("An edition is frozen and the pages are chosen: the meeting can begin.")
        return f"[{words}](#{WALK})"
    if now.next == CHECKLIST:
        words = ngettext(
            "Ask for the input that is still lacking.",
            "Ask for the {n} inputs that are still lacking.",
            now.lacking,
        )
        return f"[{words.format(n=texts.number(now.lacking))}](#{CHECKLIST})"
    words = _(_NEXT[now.next])
    return words if now.next == DONE else f"[{words}](#{now.next})"


def _sign(now: Progress, part: str) -> str:
    if part not in now.parts:
        return ""
    # The sign stays on the line of its part.
    return "✓\u00a0" if now.parts[part] else "○\u00a0"
