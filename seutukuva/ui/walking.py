"""The strip of a walk through the pages of a meeting: where one is, the page before and the next.

The address says it, ``?present=1&walk=<meeting>&step=3``, and the session remembers it, so that a
look at another page does not end the walk.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from seutukuva import access, records, selectors, showing, store, texts
from seutukuva.errors import RecordsError
from seutukuva.meetings import register, walking
from seutukuva.meetings.register import Meeting
from seutukuva.meetings.walking import Step
from seutukuva.texts import _
from seutukuva.ui import linked

WALK, STEP = "walk", "step"
# What goes along from page to page, where a page's own address says nothing of it.
_ALONG = ("area", "edition", "lang")
MEETING = "pages/meetings/meeting.py"


def link(step: Step, meeting_id: str, place: int) -> dict[str, str]:
    """The address of a page of the walk; ``place`` from 0."""
    return _along() | dict(step.choices) | _own(meeting_id, place)


def _along() -> dict[str, str]:
    return {one: st.query_params[one] for one in _ALONG if one in st.query_params}


def _own(meeting_id: str, place: int) -> dict[str, str]:
    return {"present": "1", WALK: meeting_id, STEP: str(place + 1)}


def may_open(step: Step) -> bool:
    """Whether the page may be seen here."""
    return not step.page.subject or access.may_see(step.page.subject)


def end() -> None:
    """Leave the walk."""
    for key in (WALK, STEP):
        selectors.remember(key, (), ())


def strip() -> None:
    """The strip, while a meeting's pages are walked through; otherwise nothing."""
    chosen = _chosen(WALK)
    if not chosen:
        return
    try:
        meeting = register.named(chosen) or _of_now(chosen)
    except RecordsError:
        # The page itself says that records cannot be read.
        return
    if meeting is None:
        selectors.note_unknown(WALK, _("meeting"), [chosen])
        end()
        return
    steps = [one for one in walking.steps(meeting.pages) if may_open(one)]
    if steps:
        _strip(meeting.id, steps, _place(len(steps)))


def _of_now(meeting_id: str) -> Meeting | None:
    """A meeting that an edition does not know yet: a look back at one does not end its walk."""
    if showing.shown() is None:
        return None
    with store.at(store.current_version(), records.head()):
        return register.named(meeting_id)


def _chosen(key: str) -> str:
    (found,) = selectors.from_address(key, ("",), lambda value: value, key)[:1]
    return found


def _place(n: int) -> int:
    """Which of ``n`` pages it is, from 0."""
    text = _chosen(STEP)
    number = int(text) if text.isdecimal() and len(text) < 4 else 1
    return min(max(number, 1), n) - 1


def _strip(meeting_id: str, steps: list[Step], place: int) -> None:
    n = {"n": texts.number(place + 1), "all": texts.number(len(steps))}
    with st.container(
        horizontal=True, vertical_alignment="center", key="walk_strip", width="content"
    ):
        if place:
            _to(
                steps[place - 1], meeting_id, place - 1, _("Previous page"), ":material/arrow_back:"
            )
        told = _("{n} of {all} · {page}").format(**n, page=_(steps[place].page.title))
        _to(steps[place], meeting_id, place, told, ":material/slideshow:")
        if place + 1 < len(steps):
            _to(steps[place + 1], meeting_id, place + 1, _("Next page"), ":material/arrow_forward:")
        else:
            _page_link(
                MEETING,
                _("Back to the meeting"),
                ":material/flag:",
                {**_along(), "meeting": meeting_id, **_own(meeting_id, place)},
            )


def _to(step: Step, meeting_id: str, place: int, label: str, icon: str) -> None:
    _page_link(step.file, label, icon, link(step, meeting_id, place))


def _page_link(file: str, label: str, icon: str, query: Mapping[str, str]) -> None:
    linked.page_link(file, label=label, icon=icon, query_params=dict(query), width="content")
