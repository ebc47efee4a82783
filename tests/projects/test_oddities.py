"""What is odd in a project is found and named, and what is usual is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from seutukuva.projects.figures import in_force
from seutukuva.projects.model import Figure, Project, Report
from seutukuva.projects.oddities import odd

PROJECT = {"code": "S1", "key": "s1", "name": "Hanke", "state": "ended"}
TIME = {"start": date(2009, 5, 1), "end": date(2012, 4, 30)}
AFTER = date(2012, 5, 1)


def project(**more: Any) -> Project:
    return Project(**PROJECT | TIME | more)


def figures(planned: float | None, realised: float) -> dict[tuple[str, str, str], Figure]:
    told = {"planned": planned, "realised": realised}
    return {
        ("jobs", side, "all"): Figure("s1", "jobs", side, "all", value, AFTER, "x", "record")
        for side, value in told.items()
        if value is not None
    }


def report(**more: Any) -> Report:
    told = {"id": "x", "seq": 1, "code": "s1", "by": "local", "recorded_at": ""}
    return Report(**told, **{"type": "interim"} | more)


@pytest.mark.parametrize(
    ("planned", "realised", "codes"),
    [
        (20, 20, []),
        (20, 21, ["realised_above_planned"]),
        (0, 1, ["planned_zero"]),
        (0, 0, []),
        (None, 5, []),
    ],
)
def test_more_than_was_planned(planned: float | None, realised: float, codes: list[str]) -> None:
    found = odd(project(), figures(planned, realised), [])
    assert [one.code for one in found] == codes
    assert [one.realised.value for one in found if one.realised] == [realised] * len(codes)


@pytest.mark.parametrize(
    ("course", "before"), [((20, 6), 20), ((6, 20), None), ((6, 6), None), ((25, 20, 6), 20)]
)
def test_what_is_counted_since_the_start_does_not_fall(
    course: tuple[float, ...], before: float | None
) -> None:
    told = [
        Figure("s1", "jobs", "realised", "all", value, date(2010, 1 + at, 1), "x", "record")
        for at, value in enumerate(course)
    ]
    found = odd(project(), in_force(told, AFTER), [], told[::-1])
    assert [one.code for one in found] == ["fallen"] * (before is not None)
    assert [one.before.value for one in found if one.before] == [before] * len(found)
    # Another source of the same day is no earlier figure, and a later one has not come yet.
    same = Figure("s1", "jobs", "realised", "all", 99, told[0].as_of, "x", "list")
    on = told[0].as_of
    assert odd(project(), in_force(told, on), [], [*told, same]) == ()


def test_women_above_the_women_planned_are_nothing_odd() -> None:
    own = figures(20, 5)
    own[("jobs", "realised", "women")] = Figure(
        *("s1", "jobs", "realised", "women", 5, AFTER, "x", "record")
    )
    own[("jobs", "planned", "women")] = Figure(
        *("s1", "jobs", "planned", "women", 0, AFTER, "x", "record")
    )
    assert odd(project(), own, []) == ()


@pytest.mark.parametrize(
    ("more", "is_odd"),
    [
        ({"received": AFTER}, True),
        ({"received": TIME["end"]}, False),
        ({"until": AFTER}, True),
        ({"type": "final", "received": AFTER}, False),
        ({"type": "final", "until": AFTER}, True),
        ({"type": "follow_up", "received": AFTER, "until": AFTER}, False),
        ({"due": AFTER}, False),
    ],
)
def test_a_report_of_a_closed_project(more: dict[str, Any], is_odd: bool) -> None:
    one = report(**more)
    found = odd(project(), {}, [one])
    assert [(own.code, own.report) for own in found] == ([("closed", one)] if is_odd else [])
    assert odd(project(state="running"), {}, [one]) == ()


def test_days_that_cannot_be() -> None:
    codes = [one.code for one in odd(project(end=date(2009, 4, 30)), {}, [])]
    assert codes == ["end_before_start"]
    assert [one.code for one in odd(project(end=None), {}, [])] == ["no_dates"]
    # A list told its end, which came before its start and was not kept.
    turned = project(end=None, flags=("end_before_start",))
    assert [one.code for one in odd(turned, {}, [])] == ["end_before_start"]


def test_what_a_list_said_is_told_once_and_no_longer_where_figures_tell_otherwise() -> None:
    flags = ("twice", "no_dates", "realised_above_planned")
    codes = [one.code for one in odd(project(start=None, flags=flags), {}, [])]
    assert codes == ["no_dates", "twice"]
