"""When events fall and how they stand: by hand, day by day."""

from __future__ import annotations

import calendar
import datetime as dt
from types import MappingProxyType
from typing import Any

import pytest

from seutukuva.definitions import ClockEvent, YearlyClock
from seutukuva.yearly_clock import (
    COMING,
    DONE,
    LATE,
    MISSED,
    NOW,
    OVER,
    SKIPPED,
    Held,
    awaited,
    coming,
    occurrences,
    windows,
)

D = dt.date
SINCE = D(2020, 1, 1)
NAME = MappingProxyType(dict.fromkeys(("fi", "sv", "en", "nb"), "Name"))


def event(rhythm: str, **more: Any) -> ClockEvent:
    usual: dict[str, Any] = {"kind": "meeting", "title": NAME, "owner": "EKR", "id": "one"}
    usual |= {"done_by": "meeting", "meeting_type": "one"}
    return ClockEvent(**usual | more, rhythm=rhythm)


def clock(*events: ClockEvent, **more: Any) -> YearlyClock:
    return YearlyClock(events, **{"kept_since": SINCE} | more)


def of_year(one: ClockEvent, year: int, **more: Any) -> list[tuple[dt.date, dt.date]]:
    return [(each.first, each.last) for each in windows.of_year(clock(one, **more), one, year)]


def standing(of: YearlyClock, today: dt.date, *held: Held) -> list[tuple[str, str]]:
    """Key and state of what touches the year of a day."""
    every = occurrences(of, D(today.year, 1, 1), D(today.year, 12, 31), today, held)
    return [(one.key, one.state) for one in every]


# ---------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        ("", D(2027, 2, 1), D(2027, 2, 28)),
        ("before", D(2027, 1, 31), D(2027, 1, 31)),
        ("last", D(2027, 2, 28), D(2027, 2, 28)),
        ("15", D(2027, 2, 15), D(2027, 2, 15)),
        # A shorter month ends earlier.
        ("31", D(2027, 2, 28), D(2027, 2, 28)),
        # 1 February 2027 is a Monday.
        ("first monday", D(2027, 2, 1), D(2027, 2, 1)),
        ("second tuesday", D(2027, 2, 9), D(2027, 2, 9)),
        ("fourth sunday", D(2027, 2, 28), D(2027, 2, 28)),
        ("last friday", D(2027, 2, 26), D(2027, 2, 26)),
    ],
)
def test_the_day_of_a_month(day: str, first: dt.date, last: dt.date) -> None:
    assert of_year(event("months", months=(2,), day=day), 2027) == [(first, last)]


def test_weekdays_are_those_of_the_calendar() -> None:
    # Another way: among the days of the month that are such a weekday.
    for month in range(1, 13):
        days = [D(2028, month, n + 1) for n in range(calendar.monthrange(2028, month)[1])]
        fridays = [one for one in days if one.weekday() == 4]
        for place, name in ((0, "first"), (2, "third"), (-1, "last")):
            own = event("months", months=(month,), day=f"{name} friday")
            assert of_year(own, 2028) == [(fridays[place],) * 2]


def test_what_is_due_before_january_is_due_in_december() -> None:
    own = event("months", months=(1, 4), day="before")
    assert of_year(own, 2027) == [(D(2027, 3, 31),) * 2, (D(2027, 12, 31),) * 2]


def test_every_so_many_days_the_stretches_follow_each_other_without_a_gap() -> None:
    own = event("every_days", every_days=45, start=D(2026, 9, 1))
    every = [one for year in range(2024, 2032) for one in of_year(own, year)]
    assert every[0] == (D(2026, 9, 1), D(2026, 10, 15))
    for (first, last), (following, _last) in zip(every, every[1:], strict=False):
        assert (last - first).days == 44 and (following - last).days == 1
    assert of_year(own, 2025) == []


def test_a_number_of_times_a_year_parts_it_into_equal_stretches() -> None:
    assert of_year(event("per_year", per_year=(2, 4)), 2027) == [
        (D(2027, 1, 1), D(2027, 6, 30)),
        (D(2027, 7, 1), D(2027, 12, 31)),
    ]
    for least in (1, 3, 5, 12):
        every = of_year(event("per_year", per_year=(least, 12)), 2028)
        assert len(every) == least
        assert (every[0][0], every[-1][1]) == (D(2028, 1, 1), D(2028, 12, 31))
    # More often than monthly, several share a month.
    assert len(of_year(event("per_year", per_year=(20, 20)), 2028)) == 20


def test_once_in_a_period_is_in_its_first_middle_or_last_year() -> None:
    own = event("per_period", per_period=("start", "middle", "end"))
    years = [
        year for year in range(2018, 2036) for _one in of_year(own, year, periods=((2021, 2027),))
    ]
    assert years == [2021, 2024, 2027]


# ---------------------------------------------------------------- states


def test_a_month_is_to_come_then_now_then_late_then_missed() -> None:
    own = clock(event("months", months=(4,)))
    for today, state in (
        (D(2027, 3, 31), COMING),
        (D(2027, 4, 1), NOW),
        (D(2027, 4, 30), NOW),
        (D(2027, 5, 1), LATE),
        (D(2027, 6, 29), LATE),
        (D(2027, 6, 30), MISSED),
    ):
        assert standing(own, today) == [("2027-04", state)], today
    (one,) = occurrences(own, D(2027, 4, 1), D(2027, 4, 1), D(2027, 5, 3))
    assert one.days_left == -3 and one.round == "2027-04" and one.owners == ("EKR",)


def test_what_nobody_keeps_is_over_and_never_late() -> None:
    assert standing(clock(event("months", months=(4,), done_by="nothing")), D(2027, 5, 9)) == [
        ("2027-04", OVER)
    ]
    before = clock(event("months", months=(4,)), kept_since=D(2027, 4, 2))
    assert standing(before, D(2027, 5, 9)) == [("2027-04", OVER)]
    never = clock(event("months", months=(4,)), kept_since=None)
    assert standing(never, D(2027, 5, 9)) == [("2027-04", OVER)]


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (D(2027, 3, 1), DONE),  # 31 days early
        (D(2027, 2, 28), LATE),
        (D(2027, 4, 14), DONE),
        (D(2027, 5, 7), DONE),  # late, and done
    ],
)
def test_a_meeting_is_counted_for_the_month_that_is_near(day: dt.date, state: str) -> None:
    own = clock(event("months", months=(4, 10)))
    found = dict(standing(own, D(2027, 5, 8), Held("one", day, "m1")))
    assert found["2027-04"] == state and found["2027-10"] == COMING


def test_the_round_that_a_meeting_names_tells_more_than_its_day() -> None:
    own = clock(event("months", months=(4, 10)))
    found = dict(standing(own, D(2027, 12, 9), Held("one", D(2027, 12, 1), "m1", "2027-04")))
    assert found == {"2027-04": DONE, "2027-10": LATE}


def test_a_second_meeting_of_the_month_stands_beside_it() -> None:
    own = clock(event("months", months=(4, 10)))
    held = [Held("one", D(2027, 4, 5), "m1"), Held("one", D(2027, 4, 20), "m2")]
    assert standing(own, D(2027, 5, 1), *held) == [
        ("2027-04", DONE),
        ("held-m2", DONE),
        ("2027-10", COMING),
    ]


def test_an_agreed_second_meeting_is_not_lost_and_never_late() -> None:
    own = clock(event("months", months=(4, 10)))
    held = [Held("one", D(2027, 4, 5), "m1"), Held("one", D(2027, 4, 20), "m2", is_done=False)]
    assert ("held-m2", COMING) in standing(own, D(2027, 4, 8), *held)
    assert ("held-m2", OVER) in standing(own, D(2027, 4, 21), *held)
    # An event without days of its own has those of its meetings.
    other = clock(event("when_needed", done_by="nothing"))
    assert standing(other, D(2027, 4, 8), held[1]) == [("held-m2", COMING)]
    assert standing(other, D(2027, 4, 8)) == []


def test_an_agreed_day_narrows_the_month_and_its_key_stays() -> None:
    own = clock(event("months", months=(10,)))
    agreed = Held("one", D(2027, 10, 14), "m1")
    (one,) = occurrences(own, D(2027, 10, 1), D(2027, 10, 31), D(2027, 9, 1), [agreed])
    assert (one.key, one.first_day, one.last_day) == ("2027-10", agreed.day, agreed.day)
    assert (one.state, one.days_left, one.meeting, one.done_on) == (COMING, 43, "m1", None)
    # Outside the days that it fell on, it is not there.
    assert occurrences(own, D(2027, 10, 15), D(2027, 10, 31), D(2027, 9, 1), [agreed]) == ()


def test_a_meeting_at_which_nothing_is_approved_leaves_the_report_late() -> None:
    own = clock(event("months", months=(11,), done_by="edition"))
    meeting = Held("one", D(2027, 11, 12), "m1", is_done=False)
    assert standing(own, D(2027, 11, 11), meeting) == [("2027-11", COMING)]
    assert standing(own, D(2027, 11, 20), meeting) == [("2027-11", LATE)]
    approved = Held("one", D(2027, 11, 19), "", "2027-11")
    (one,) = occurrences(own, D(2027, 11, 1), D(2027, 11, 30), D(2027, 11, 20), [meeting, approved])
    assert (one.state, one.done_on, one.meeting) == (DONE, approved.day, "m1")


def test_times_a_year_are_counted_whatever_their_month() -> None:
    own = clock(event("per_year", per_year=(2, 4)))
    two = [Held("one", D(2027, 2, 1), "a"), Held("one", D(2027, 3, 1), "b")]
    assert standing(own, D(2027, 8, 1), *two) == [("2027-n1", DONE), ("2027-n2", DONE)]
    assert standing(own, D(2027, 8, 1), *two[:1]) == [("2027-n1", DONE), ("2027-n2", NOW)]
    assert standing(own, D(2027, 8, 1)) == [("2027-n1", LATE), ("2027-n2", NOW)]
    three = [*two, Held("one", D(2027, 4, 1), "c")]
    assert ("held-c", DONE) in standing(own, D(2027, 8, 1), *three)


def test_one_year_may_be_left_out_and_not_two_in_a_row() -> None:
    own = clock(event("between", between=(1, 12), optional_years=1, late_days=366))
    today = D(2030, 2, 1)

    def states(*years: int) -> dict[str, str]:
        held = [Held("one", D(year, 6, 1), str(year)) for year in years]
        every = occurrences(own, D(2027, 1, 1), D(2029, 12, 31), today, held)
        return {one.key: one.state for one in every}

    # A day that was held is another's first and last: its key is the year's.
    assert states(2027, 2029) == {"2027": DONE, "2028": SKIPPED, "2029": DONE}
    assert states(2027) == {"2027": DONE, "2028": SKIPPED, "2029": LATE}


# ---------------------------------------------------------------- what comes


def test_what_comes_is_what_is_due_within_the_days() -> None:
    own = clock(event("months", months=(4, 10)), event("between", id="two", between=(1, 12)))
    found = coming(own, D(2027, 3, 20), 100)
    assert [(one.event.id, one.key) for one in found] == [("one", "2027-04")]
    assert len(coming(own, D(2027, 3, 20), 366)) == 3


def test_of_a_type_the_next_meeting_comes_first_and_a_late_one_until_another_begins() -> None:
    own = clock(event("months", months=(4, 10), late_days=400))

    def found(today: dt.date, *held: Held) -> list[tuple[str, str]]:
        return [(one.key, one.state) for one in awaited(own, "one", today, held)]

    assert found(D(2027, 4, 9))[0] == ("2027-04", NOW)
    assert found(D(2027, 5, 5)) == [("2027-10", COMING), ("2027-04", LATE)]
    # The one in whose place it would come has begun.
    assert found(D(2027, 10, 1)) == [("2027-10", NOW)]
    assert found(D(2027, 5, 5), Held("one", D(2027, 4, 9))) == [("2027-10", COMING)]
    assert awaited(own, "nonsense", D(2027, 5, 5)) == ()


def test_of_meetings_that_follow_on_each_other_none_is_late() -> None:
    own = clock(event("every_days", every_days=45, start=D(2027, 1, 1), late_days=30))
    (one,) = awaited(own, "one", D(2027, 3, 10))
    assert (one.first_day, one.state) == (D(2027, 2, 15), NOW)


def test_the_convener_of_the_year_sees_to_what_is_convened() -> None:
    own = clock(event("months", months=(4,), is_convened=True), conveners={2027: "SSYP"})
    owners = [
        occurrences(own, D(year, 4, 1), D(year, 4, 30), D(2027, 1, 1))[0].owner
        for year in (2027, 2028)
    ]
    assert owners == ["SSYP", "EKR"]
    together = clock(event("months", months=(4,), owner="", participants=("KS", "POKE")))
    (one,) = occurrences(together, D(2027, 4, 1), D(2027, 4, 30), D(2027, 1, 1))
    assert one.owners == ("KS", "POKE")
