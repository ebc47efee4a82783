"""What a convener is told to do next."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from seutukuva.meetings import register
from seutukuva.meetings.checklist import LATE, THERE, Checklist, Item
from seutukuva.ui.meetings.progress import (
    ACTIONS,
    AGENDA,
    CHECKLIST,
    CONCLUSIONS,
    DECIDED,
    DECISIONS,
    DONE,
    EDITION,
    SETTINGS,
    WALK,
    Progress,
    progress_of,
)
from tests.meetings.made import FIRST, action, stored_action, stored_meeting

TODAY = dt.date(2026, 10, 1)
PARTS = (ACTIONS, CHECKLIST, AGENDA, WALK, CONCLUSIONS, DECIDED, EDITION, DECISIONS)
DAY = SETTINGS  # entered with the meeting itself


def standing(*done: str, is_over: bool = False) -> Progress:
    """A meeting of which only these parts are done."""
    return Progress({one: one in done for one in PARTS} | {DAY: True}, 3, is_over)


@pytest.mark.parametrize(
    ("done", "is_over", "following"),
    [
        ((), False, AGENDA),
        ((AGENDA,), False, WALK),
        ((AGENDA, WALK), False, ACTIONS),
        ((AGENDA, WALK, ACTIONS), False, CHECKLIST),
        ((AGENDA, WALK, ACTIONS, CHECKLIST), False, EDITION),
        # What was frozen without some inputs is not asked for any more.
        ((AGENDA, WALK, EDITION), False, CONCLUSIONS),
        ((EDITION,), False, AGENDA),
        ((), True, CONCLUSIONS),
        ((CONCLUSIONS, DECIDED), True, EDITION),
        ((CONCLUSIONS, DECIDED, EDITION), True, DECISIONS),
        ((CONCLUSIONS, DECIDED, EDITION, DECISIONS), True, DONE),
    ],
)
def test_the_next_step_is_the_first_that_is_open(
    done: tuple[str, ...], is_over: bool, following: str
) -> None:
    found = standing(*done, is_over=is_over)
    assert found.next == following
    assert found.is_ready == (done == (AGENDA, WALK, EDITION))


@pytest.mark.parametrize("is_over", [True, False])
def test_a_day_comes_before_everything_else(is_over: bool) -> None:
    parts = {one: one == EDITION for one in (*PARTS, DAY)}
    assert Progress(parts, 0, is_over).next == DAY


def item(state: str) -> Item:
    """An input of the checklist."""
    return Item("summaries", "KS", state, 0, 1, state, "companies/summaries")


def test_the_parts_are_read_from_what_was_entered(entering: Path) -> None:
    stored_meeting()
    (meeting,) = register.listed()
    needed = Checklist(meeting.round, (item(LATE), item(LATE), item(THERE)))
    late = [action("late", due=dt.date(2026, 9, 1))]
    found = progress_of(meeting, needed, late, TODAY)
    assert found.lacking == 2 and not found.is_over
    assert {one for one, is_done in found.parts.items() if is_done} == {AGENDA, WALK, DAY}
    stored_action("decided", meeting=FIRST)
    after = progress_of(meeting, Checklist(meeting.round, (item(THERE),)), [], TODAY)
    assert {one for one, is_done in after.parts.items() if is_done} == {
        AGENDA,
        WALK,
        DECIDED,
        ACTIONS,
        CHECKLIST,
        DAY,
    }


def test_a_meeting_is_over_from_its_day_and_of_a_month_from_its_last(entering: Path) -> None:
    stored_meeting()
    stored_meeting("m-month", held_on="2026-10")
    none = Checklist("2026-10", ())
    for own, day, is_over in (
        (FIRST, dt.date(2026, 10, 13), False),
        (FIRST, dt.date(2026, 10, 14), True),
        ("m-month", dt.date(2026, 10, 30), False),
        ("m-month", dt.date(2026, 10, 31), True),
    ):
        meeting = register.named(own)
        assert meeting is not None
        found = progress_of(meeting, none, [], day)
        assert found.is_over is is_over and found.parts[DAY] == (own == FIRST)
