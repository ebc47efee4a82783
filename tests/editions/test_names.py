"""How a meeting is called beside its edition."""

from __future__ import annotations

import datetime as dt

import pytest

from seutukuva import texts
from seutukuva.editions import names
from seutukuva.meetings.register import Meeting

FIRST = dt.date(2026, 10, 1)


@pytest.mark.parametrize(
    ("day", "title", "told"),
    [
        # Its month is agreed, and no day of it is made up.
        ("2026-10", "", "Foresight coordination group, October\u00a02026"),
        ("2026-10-14", "", "Foresight coordination group, 14 October 2026"),
        ("2026-10-14", "Autumn meeting", "Autumn meeting, 14 October 2026"),
    ],
)
def test_a_meeting_has_a_name_and_no_day_that_nobody_agreed_on(
    day: str, title: str, told: str
) -> None:
    texts.use("en")
    assert names.meeting(Meeting("m", 1, "coordination", "2026-10", FIRST, title, day=day)) == told
