"""Shift-share: reference values of textbooks, and industries that begin, end or are not known."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva.economy.shift_share import Course, ShiftShare, shift_share
from seutukuva.economy.undefined import Undefined, is_number
from tests.economy.made import INDUSTRIES, NATION, REGIONS, jobs


def found(own: Course, reference: Course = NATION) -> ShiftShare:
    result = shift_share(own, reference)
    assert isinstance(result, ShiftShare)
    return result


@pytest.mark.parametrize(
    ("region", "change", "national", "mix", "regional", "competitive", "allocation"),
    [
        ("A", 25, 27, 1, -3, -0.636364, -2.363636),
        ("B", 55, 24, -1, 32, 18.424242, 13.575758),
        ("C", 85, 114, 0, -29, -33.571901, 4.571901),
    ],
)
def test_reference_values_of_three_regions(
    region: str,
    change: float,
    national: float,
    mix: float,
    regional: float,
    competitive: float,
    allocation: float,
) -> None:
    result = found(REGIONS[region])
    total = result.total
    assert total.change == change
    assert (total.national, total.mix, total.regional) == pytest.approx((national, mix, regional))
    assert result.split == pytest.approx((competitive, allocation), abs=5e-7)


def test_reference_values_by_industry() -> None:
    effects = [found(REGIONS["A"]).industries[name] for name in INDUSTRIES]
    assert [one.change for one in effects] == [10, 20, 0, -5]
    assert [one.as_elsewhere for one in effects] == pytest.approx([9, 8, -1, 12])
    assert [one.regional for one in effects] == pytest.approx([1, 12, 1, -17])


def test_reference_values_of_the_indices() -> None:
    expected = (1.0048309, 0.9855769, 0.9903382)
    assert found(REGIONS["A"]).indices == pytest.approx(expected, abs=5e-8)


def test_the_parts_of_all_regions_make_up_the_nation() -> None:
    totals = [found(one).total for one in REGIONS.values()]
    assert sum(one.change for one in totals) == 165
    for part in ("mix", "regional"):
        assert sum(getattr(one, part) for one in totals) == pytest.approx(0, abs=1e-9)


def test_a_new_industry_is_the_areas_own_and_has_no_rate_to_split() -> None:
    own = Course(jobs(90, 0, 10, 60), jobs(100, 40, 10, 55))
    result = found(own)
    assert result.industries["I2"].as_elsewhere == pytest.approx(0)
    assert result.industries["I2"].regional == 40
    assert result.splits["I2"] == (Undefined.NEW, Undefined.NEW)
    assert result.split.regional is Undefined.NEW and is_number(result.total.regional)


def test_an_industry_that_the_area_never_had_brings_nothing() -> None:
    result = found(Course(jobs(90, 0, 10, 60), jobs(100, 0, 10, 55)))
    assert result.splits["I2"] == (0, 0) and is_number(result.split.regional)
    assert result.industries["I2"].regional == 0


def test_an_industry_new_in_the_whole_country_too() -> None:
    reference = Course(jobs(400, 0, 150, 400), jobs(440, 210, 135, 480))
    result = found(Course(jobs(90, 0, 10, 60), jobs(100, 40, 10, 55)), reference)
    assert result.industries["I2"].regional == 40 and result.splits["I2"] == (0, 40)
    assert result.total.change == pytest.approx(
        result.total.national + result.total.mix + result.total.regional
    )


def test_an_industry_that_ended() -> None:
    effects = found(Course(jobs(90, 20, 10, 60), jobs(100, 0, 10, 55))).industries["I2"]
    assert effects.change == -20 and effects.as_elsewhere == pytest.approx(8)
    assert effects.regional == pytest.approx(-28)


def test_what_the_whole_has_none_of_cannot_be_judged() -> None:
    reference = Course(jobs(400, 0, 150, 400), jobs(440, 210, 135, 480))
    result = found(REGIONS["A"], reference)
    assert result.total.regional is Undefined.NOT_THERE and result.total.change == 25
    assert result.indices.region is Undefined.NOT_THERE
    assert is_number(result.total.national) and is_number(result.industries["I1"].regional)


def test_an_area_without_jobs_at_first() -> None:
    result = found(Course(jobs(0, 0, 0, 0), jobs(5, 0, 0, 0)))
    assert (result.total.national, result.total.mix, result.total.regional) == (0, 0, 5)
    assert result.indices.whole is Undefined.NOTHING


@pytest.mark.parametrize(
    ("own", "reference", "reason"),
    [
        (REGIONS["A"], Course(jobs(0, 0, 0, 0), jobs(1, 1, 1, 1)), Undefined.NOTHING),
        (REGIONS["A"], Course({"I1": 1.0}, {"I1": 1.0}), Undefined.MISSING),
        (Course(jobs(1, 2, 3, math.nan), jobs(1, 2, 3, 4)), NATION, Undefined.MISSING),
        (Course(jobs(1, 2, 3, -4), jobs(1, 2, 3, 4)), NATION, Undefined.MISSING),
        (Course(jobs(1, 2, 3, math.inf), jobs(1, 2, 3, 4)), NATION, Undefined.MISSING),
        (Course({}, {}), Course({}, {}), Undefined.NOTHING),
    ],
)
def test_what_cannot_be_calculated_says_why(
    own: Course, reference: Course, reason: Undefined
) -> None:
    assert shift_share(own, reference) is reason


AMOUNTS = st.tuples(*[st.integers(0, 5000)] * 4)


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_parts_always_make_up_the_change_or_say_why_not(
    before: tuple[int, ...], after: tuple[int, ...], there: tuple[int, ...], then: tuple[int, ...]
) -> None:
    result = shift_share(Course(jobs(*before), jobs(*after)), Course(jobs(*there), jobs(*then)))
    if isinstance(result, Undefined):
        assert result is Undefined.NOTHING and sum(there) == 0
        return
    for effects in (result.total, *result.industries.values()):
        parts = (effects.national, effects.mix, effects.regional)
        if all(is_number(one) for one in parts):
            assert sum(parts) == pytest.approx(effects.change, abs=1e-6)
    if is_number(result.split.regional):
        assert sum(result.split) == pytest.approx(result.total.regional, abs=1e-5)
    for number in (*result.split, *result.indices, *result.total):
        assert isinstance(number, Undefined) or math.isfinite(number)
