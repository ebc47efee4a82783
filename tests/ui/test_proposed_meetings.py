"""Which meeting the workspace proposes to prepare: what comes next before what has passed."""

from __future__ import annotations

import datetime as dt

import pytest

from seutukuva import records
from seutukuva.meetings import register
from seutukuva.ui.meetings.planning import _choices, _proposal, proposed
from seutukuva.yearly_clock import COMING, LATE, NOW

pytestmark = pytest.mark.usefixtures("own_log")

NOVEMBER = dt.date(2026, 11, 23)


def of_type(name: str, today: dt.date) -> list[tuple[str, str]]:
    found = proposed(register.listed(), today)
    return [(one.key, one.state) for one in found if one.event.meeting_type == name]


def used_since(round_id: str) -> None:
    """Somebody has entered something of a round, so that the program is in use."""
    body = {"type": "peloton", "round": round_id, "held_on": f"{round_id}-01", "state": "held"}
    records.append(register.KIND, register.completed(body), by="local", source="test")


def test_the_nearest_that_is_due_or_ahead_comes_first_and_a_late_one_last() -> None:
    used_since("2026-10")
    found = proposed(register.listed(), NOVEMBER)
    states = [one.state for one in found]
    assert set(states[:1]) <= {NOW, COMING} and states == sorted(states, key=lambda s: s == LATE)
    ahead = [one.last_day for one in found if one.state != LATE]
    assert ahead == sorted(ahead) and ahead[0] >= NOVEMBER
    # October's was never prepared: it can still be, and says what it is.
    assert of_type("coordination", NOVEMBER) == [("2027-04", COMING), ("2026-10", LATE)]
    told = list(map(_proposal, found))
    late = next(one for one in told if "October 2026" in one and "oordination" in one)
    assert late.endswith("(its time has passed)")
    assert told.index(late) >= len(ahead)
    assert len(_choices(found)) == len(found)


def test_once_the_next_of_its_kind_has_begun_nobody_is_offered_the_old_one() -> None:
    used_since("2026-10")
    assert of_type("coordination", dt.date(2027, 4, 1)) == [("2027-04", NOW)]


def test_of_the_time_before_the_program_was_in_use_nothing_is_proposed() -> None:
    assert of_type("coordination", NOVEMBER) == [("2027-04", COMING)]
    used_since("2027-01")
    assert of_type("coordination", NOVEMBER) == [("2027-04", COMING)]
