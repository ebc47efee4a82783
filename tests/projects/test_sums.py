"""Projects together: sums of what they tell, each project once, and how many tell it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seutukuva import definitions
from seutukuva.projects import sums
from seutukuva.projects.measuring import Undefined, is_number
from seutukuva.projects.model import PLANNED, REALISED
from seutukuva.projects.picture import Picture
from seutukuva.projects.rag import AMBER, GREEN, GREY, NONE_JUDGED, RED
from seutukuva.projects.sums import Combined, SumRow
from tests.projects.made import COUNTED, MEASURES, S11010, figure, pictured, pictures, told


def together(*every: Picture) -> Combined:
    return sums.combined(every, definitions.load())


def row(found: Combined, measure: str) -> SumRow:
    one = found.row(measure)
    assert one
    return one


def jobs(
    code: str, planned: float | None, realised: float | None, women: float | None = None
) -> Picture:
    figures = [] if planned is None else [figure("jobs", PLANNED, planned)]
    figures += [] if realised is None else [figure("jobs", REALISED, realised)]
    figures += [] if women is None else [figure("jobs", REALISED, women, part="women")]
    return pictured([*figures, figure("public", REALISED, 1000.0)], code=code)


def test_one_project_is_what_it_is_alone() -> None:
    found = together(pictured(told(S11010)))
    assert (found.projects, found.reported) == (1, 1)
    alone = pictured(told(S11010))
    for one in alone.rows:
        summed = row(found, one.measure.id)
        assert summed.achievement == one.achievement
        assert summed.status.letter == one.status.letter
        assert summed.sex_realised.women == one.women_realised
    assert found.cost_per_job_planned == 11425
    assert found.cost_per_job == Undefined.NONE_REALISED
    assert found.cost_per_participant == alone.cost_per_participant
    assert (found.absorption, found.absorption_public) == (
        alone.absorption,
        alone.absorption_public,
    )


def test_achievement_is_of_the_projects_that_plan_it() -> None:
    every = [jobs("A", 20, 5), jobs("B", 10, None), jobs("C", 0, 7), jobs("D", None, 4)]
    found = row(together(*every), "jobs")
    assert (found.planned, found.realised, found.unplanned) == (30, 16, 11)
    assert (found.plan_projects, found.reported, found.told) == (2, 1, 3)
    assert found.achievement == 5 / 30
    # A project that has not reported is judged by nobody; its plan is in the sum all the same.
    assert (found.judged, found.status.ratio, found.status.letter) == (1, 5 / 20, RED)


def test_nobody_plans_it() -> None:
    assert row(together(jobs("A", 0, 0), jobs("B", 0, 0)), "jobs").achievement == Undefined.NOTHING
    found = row(together(jobs("A", 0, 0), jobs("B", 0, 2)), "jobs")
    assert found.achievement == found.status.reason == Undefined.UNPLANNED
    assert row(together(jobs("A", None, 3)), "jobs").achievement == Undefined.NOT_PLANNED
    assert row(together(jobs("A", 5, None)), "jobs").achievement == Undefined.NOT_REPORTED
    assert together().rows == () and together().on is None


def test_a_group_that_cannot_be_judged_says_why() -> None:
    silent, undated = jobs("A", 5, None), pictured([figure("jobs", PLANNED, 5)], code="B", end=None)
    assert row(together(silent), "jobs").status.reason == Undefined.NOT_REPORTED
    found = row(together(silent, undated), "jobs").status
    assert (found.letter, found.reason) == (GREY, NONE_JUDGED)


@pytest.mark.parametrize(("second", "letter"), [(9, GREEN), (5, AMBER), (1, RED)])
def test_a_group_is_judged_by_the_ratio_of_sums(second: float, letter: str) -> None:
    assert row(together(jobs("A", 10, 8), jobs("B", 10, second)), "jobs").status.letter == letter


def test_a_cost_is_the_ratio_of_sums_of_those_that_tell_both() -> None:
    found = together(jobs("A", 5, 1), jobs("B", 5, 9), jobs("C", 5, None))
    # The mean of the two costs would be 556.
    assert found.cost_per_job == 2000 / 10


def test_a_withheld_split_cannot_be_found_from_two_sums() -> None:
    others = [jobs("A", 10, 10, 5), jobs("B", 10, 8, 4)]
    few, fewer = jobs("C", 10, 9, 2), jobs("C", 10, 9, 1)
    without = row(together(*others), "jobs").sex_realised
    found = row(together(*others, few), "jobs").sex_realised
    assert (without.women, without.whole) == (found.women, found.whole) == (9, 18)
    assert (found.projects, found.withheld) == (2, 1)
    assert found == row(together(*others, fewer), "jobs").sex_realised
    assert row(together(few), "jobs").sex_both == row(together(fewer), "jobs").sex_both
    assert row(together(*others, few), "jobs").realised == 27


def test_women_are_compared_where_both_sides_are_told() -> None:
    both = pictured(told({"jobs": (20, 10, 10, 4)}), code="A")
    planned_only = pictured(told({"jobs": (20, 10, 10, None)}), code="B")
    assert row(together(both, planned_only), "jobs").women_achievement == 4 / 10


def test_realised_of_planned_sexes_are_of_the_same_projects() -> None:
    planning = pictured(told({"jobs": (31, 16, 0, None)}), code="A")
    telling = pictured(told({"jobs": (16, None, 10, 4)}), code="B")
    found = row(together(planning, telling), "jobs")
    assert found.sex_planned.projects == found.sex_realised.projects == 1
    assert [one.projects for one in found.sex_both] == [0, 0]
    both = pictured(told({"jobs": (10, 5, 8, 4)}), code="C")
    planned, realised = row(together(planning, telling, both), "jobs").sex_both
    assert (planned.women, planned.whole, realised.women, realised.whole) == (5, 10, 4, 8)


def test_realised_of_a_plan_leaves_out_what_nobody_had_planned() -> None:
    found = row(together(jobs("A", 10, 4), jobs("B", None, 6)), "jobs")
    assert (found.realised, found.of_plans, found.besides) == (10, 4, 6)
    assert found.achievement == 0.4
    none = row(together(jobs("B", None, 6)), "jobs")
    assert (none.of_plans, none.besides) == (6, 0)
    silent = row(together(jobs("A", 10, None), jobs("B", None, 6)), "jobs")
    assert (silent.of_plans, silent.besides) == (None, 6)


def test_the_money_ahead_is_of_the_projects_that_plan_the_measure() -> None:
    half = pictured(told({"jobs": (10, None, 5, None), "eu_state": (100, None, 50, None)}))
    other = pictured(told({"eu_state": (900, None, 900, None)}), code="B")
    together_ = together(half, other)
    found = row(together_, "jobs")
    assert together_.absorption == 0.95
    assert (found.gap, found.gap_projects) == (0, 1)
    assert row(together(pictured(told({"jobs": (10, 0, 5, 0)}))), "jobs").gap == (
        Undefined.NOT_PLANNED
    )


def test_what_was_expected_stands_beside_the_pace_of_the_same_projects() -> None:
    found = row(together(jobs("A", 10, 4), jobs("B", 10, None)), "jobs")
    assert (found.expected, found.judged_expected, found.status.ratio) == (20, 10, 0.4)


def test_new_and_existing_firms_add_up_each_for_itself() -> None:
    parts = [("A", "new", 3), ("A", "existing", 5), ("B", "new", 1)]
    every = [
        pictured(
            [figure("jobs", REALISED, n, part=part) for own, part, n in parts if own == code],
            code=code,
        )
        for code in "AB"
    ]
    assert row(together(*every), "jobs").firms == {(REALISED, "new"): 4, (REALISED, "existing"): 5}


def test_money_by_area_and_its_concentration() -> None:
    every = [
        pictured([figure("public", PLANNED, value)], code=code, development_area=area)
        for code, area, value in (("A", "A1", 30.0), ("B", "A2", 60.0), ("C", "A1", 10.0))
    ]
    by_area = sums.amounts(every, "public", PLANNED, lambda one: one.development_area)
    assert by_area == {"A1": 40, "A2": 60}
    shares = sums.concentration(every, "public", PLANNED, lambda one: one.development_area)
    assert list(shares.items()) == [("A2", 0.6), ("A1", 0.4)]


# -- properties


@given(pictures(), st.data())
@settings(max_examples=25)
def test_no_figure_counts_twice_and_order_means_nothing(
    every: list[Picture], data: st.DataObject
) -> None:
    again = data.draw(st.permutations([*every, *data.draw(st.lists(st.sampled_from(every)))]))
    assert together(*again) == together(*every)


@given(pictures())
@settings(max_examples=25)
def test_parts_add_up_to_the_whole(every: list[Picture]) -> None:
    whole = together(*every)
    for of in (lambda one: one.development_area, lambda one: one.owner):
        groups = {of(one.project) for one in every}
        parts = [together(*(one for one in every if of(one.project) == name)) for name in groups]
        assert sum(one.projects for one in parts) == whole.projects
        for summed in whole.rows:
            rows = [found for one in parts if (found := one.row(summed.measure.id))]
            for name in ("planned", "realised", "expected"):
                told_of = [getattr(one, name) for one in rows if getattr(one, name) is not None]
                assert getattr(summed, name) == (pytest.approx(sum(told_of)) if told_of else None)
            for name in ("plan_projects", "reported", "told", "unplanned", "judged"):
                assert getattr(summed, name) == sum(getattr(one, name) for one in rows)
            women = sum(one.sex_realised.women or 0 for one in rows)
            assert (summed.sex_realised.women or 0) == women
            assert summed.gap_projects == sum(one.gap_projects for one in rows)
            for side in (0, 1):
                of_both = sum(one.sex_both[side].women or 0 for one in rows)
                assert (summed.sex_both[side].women or 0) == of_both


@given(pictures())
@settings(max_examples=25)
def test_sums_are_of_their_projects(every: list[Picture]) -> None:
    found = together(*every)
    for name in MEASURES:
        for side in (PLANNED, REALISED):
            values = [one.value(name, side) for one in every]
            known = [one for one in values if one is not None]
            summed = found.row(name)
            told_sum = getattr(summed, side) if summed else None
            assert told_sum == (sum(known) if known else None)
            by_owner = sums.amounts(every, name, side, lambda one: one.owner)
            assert sum(by_owner.values()) == sum(known)
            shares = sums.concentration(every, name, side, lambda one: one.owner)
            numbers = [one for one in shares.values() if is_number(one)]
            assert not numbers or sum(numbers) == pytest.approx(1)


@given(pictures())
@settings(max_examples=25)
def test_women_and_men_are_all_whose_sex_is_told(every: list[Picture]) -> None:
    for summed in together(*every).rows:
        for split in (summed.sex_planned, summed.sex_realised, *summed.sex_both):
            if split.women is not None:
                assert split.women + split.men == split.whole
                assert summed.measure.id in COUNTED
        told_whole = summed.sex_realised.whole
        assert told_whole is None or told_whole <= (summed.realised or 0)
