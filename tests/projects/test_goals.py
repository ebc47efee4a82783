"""A goal is reached, missed or on its way, by the newest value that tells."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from seutukuva.projects.goals import COMING, MISSED, REACHED, UNKNOWN, standing
from seutukuva.projects.model import Figure, Goal

ON = date(2012, 6, 30)
DUE, SEEN, EARLIER = date(2012, 4, 30), date(2012, 4, 1), date(2011, 10, 31)


def goal(**more: Any) -> Goal:
    told = {"id": "x", "seq": 1, "code": "s1", "by": "local", "recorded_at": ""}
    return Goal(**told, **{"level": "result", "text": "Jobs", "due": DUE, "target": 20.0} | more)


def figure(value: float, as_of: date) -> Figure:
    return Figure("s1", "jobs", "realised", "all", value, as_of, "reported", "record")


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"reached": 20, "seen_on": SEEN}, REACHED),
        ({"reached": 19.5, "seen_on": SEEN}, MISSED),
        ({"reached": 19.5, "seen_on": SEEN, "due": date(2012, 6, 30)}, COMING),
        ({"reached": 19.5, "seen_on": SEEN, "due": None}, COMING),
        ({}, UNKNOWN),
        ({"due": date(2013, 1, 1)}, COMING),
        ({"target": None, "reached": 5, "seen_on": SEEN}, UNKNOWN),
        ({"target": 0, "reached": 0, "seen_on": SEEN}, REACHED),
        ({"baseline": 30, "target": 20, "reached": 20, "seen_on": SEEN}, REACHED),
        ({"baseline": 30, "target": 20, "reached": 21, "seen_on": SEEN}, MISSED),
        ({"reached": 20, "seen_on": date(2012, 7, 1)}, UNKNOWN),
    ],
)
def test_where_a_goal_stands(more: dict[str, Any], state: str) -> None:
    assert standing(goal(**more), None, ON).state == state


def test_the_projects_own_figure_tells_where_it_is_newer() -> None:
    told = standing(goal(), figure(20, EARLIER), ON)
    assert (told.state, told.value, told.seen_on) == (REACHED, 20, EARLIER)
    assert told.is_of_reports
    newer = standing(goal(reached=3, seen_on=SEEN), figure(20, EARLIER), ON)
    assert (newer.state, newer.value, newer.is_of_reports) == (MISSED, 3, False)
    older = standing(goal(reached=30, seen_on=EARLIER), figure(2, SEEN), ON)
    assert (older.state, older.value, older.is_of_reports) == (MISSED, 2, True)
