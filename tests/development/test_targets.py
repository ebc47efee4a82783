"""Targets: which decision counts on a day, what it expects, and that nothing changes the past."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva.development import targets
from seutukuva.development.targets import Decision
from tests.development.made import JOBS, TODAY, decision

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2030, 1, 1))


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    decided = draw(DAYS)
    gone = draw(st.none() | st.integers(0, 2000))
    return decision(
        id=draw(st.uuids()).hex,
        seq=draw(st.integers(1, 10**6)),
        kpi=draw(st.sampled_from(["jobs", "tertiary_share"])),
        target=draw(st.floats(-1000, 1000)),
        target_period=draw(st.sampled_from(["2030", "2035", "2030M06"])),
        decided_on=decided,
        withdrawn_on=None if gone is None else decided + dt.timedelta(days=gone),
    )


LISTS = st.lists(decisions(), max_size=8, unique_by=lambda one: one.seq)


@given(LISTS, decisions(), DAYS)
def test_a_later_decision_never_changes_what_counted_before(
    before: list[Decision], new: Decision, day: dt.date
) -> None:
    counted = targets.in_force(before, day)
    later = decision(decided_on=day + dt.timedelta(days=1), target_period=new.target_period, seq=0)
    assert targets.in_force([*before, later], day) == counted


@given(LISTS, DAYS, st.integers(1, 1000))
def test_a_withdrawal_changes_nothing_before_its_day(
    given_: list[Decision], day: dt.date, days: int
) -> None:
    counted = targets.in_force(given_, day)
    gone = day + dt.timedelta(days=days)
    withdrawn = [
        decision(**{name: getattr(one, name) for name in one.__slots__} | {"withdrawn_on": gone})
        if one.withdrawn_on is None
        else one
        for one in given_
    ]
    assert [one.id for one in targets.in_force(withdrawn, day)] == [one.id for one in counted]


@given(LISTS, DAYS)
def test_one_of_a_subject_counts_and_the_order_of_entry_does_not_matter(
    given_: list[Decision], day: dt.date
) -> None:
    found = targets.in_force(given_, day)
    assert len({one.subject for one in found}) == len(found)
    assert targets.in_force(given_[::-1], day) == found
    assert all(targets.state(one, given_, day) == targets.IN_FORCE for one in found)


def test_a_new_decision_takes_the_place_of_the_one_with_the_same_year_only() -> None:
    raised = decision(id="b", seq=2, target=220.0, decided_on=dt.date(2023, 1, 1))
    further = decision(id="c", seq=3, target=260.0, target_period="2035", decided_on=TODAY)
    every = [JOBS, raised, further]
    assert targets.in_force(every, TODAY) == (raised, further)
    assert targets.in_force(every, dt.date(2022, 12, 31)) == (JOBS,)
    assert targets.state(JOBS, every, TODAY) == targets.REPLACED
    assert targets.state(raised, every, dt.date(2022, 12, 31)) == targets.TO_COME


def test_of_the_same_day_the_later_row_counts() -> None:
    other = decision(id="b", seq=2, target=1.0)
    assert targets.in_force([other, JOBS], TODAY) == (other,)


def test_a_withdrawn_decision_gives_way_to_the_one_before() -> None:
    wrong = decision(
        id="b", seq=2, decided_on=dt.date(2023, 1, 1), withdrawn_on=dt.date(2024, 1, 1)
    )
    every = [JOBS, wrong]
    assert targets.in_force(every, dt.date(2023, 6, 1)) == (wrong,)
    assert targets.in_force(every, TODAY) == (JOBS,)
    assert targets.state(wrong, every, TODAY) == targets.WITHDRAWN


def test_years_months_and_rounds_stand_on_one_axis() -> None:
    assert targets.moment("2026") == 2026.5
    assert targets.moment("2026M01") < targets.moment("2026Q1") < targets.moment("2026M03")
    assert targets.period("2026-04") == "2026M04"
    for wrong in ("2026-13", "soon", "2026-04-01", ""):
        with pytest.raises(ValueError):
            targets.period(wrong)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_expected_begins_at_the_baseline_and_ends_at_the_target(base: float, aim: float) -> None:
    one = decision(baseline=base, target=aim)
    assert targets.expected(one, "2020") == base
    assert targets.expected(one, "2030") == aim == targets.expected(one, "2040")
    assert targets.expected(one, "2019") is None
    middle = targets.expected(one, "2025")
    assert middle == pytest.approx((base + aim) / 2, abs=1e-6)


def test_a_month_has_gone_its_part_of_the_year() -> None:
    one = decision(target_period="2021")
    # From the middle of 2020 to the middle of December are five and a half months of twelve.
    assert targets.expected(one, "2020M12") == pytest.approx(100 + 100 * 5.5 / 12)


def test_only_a_place_and_kpi_of_its_own() -> None:
    other = decision(id="b", area="FI-KU729")
    assert targets.of([JOBS, other], "A2", "jobs", "FI-KU729") == (other,)
    assert targets.history([JOBS, decision(id="c", decided_on=TODAY)])[0].id == "c"
