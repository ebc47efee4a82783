"""Grades and sums: near the true ones, and of nobody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from seutukuva import definitions
from seutukuva.interviews import told
from seutukuva.interviews.counting import Round
from seutukuva.interviews.group_means import is_dominated, unit
from seutukuva.interviews.preparing import prepared
from seutukuva.interviews.results import results
from seutukuva.interviews.rounding import Rounding
from seutukuva.interviews.told import Numbers, WaveResults
from tests.interviews import firms

pytestmark = pytest.mark.slow

ROUNDING = Rounding(b"a secret of tests")


@pytest.fixture(scope="module")
def wave() -> Round:
    form = definitions.load().questionnaires["company_interview"]
    return firms.round_of(firms.responses(110), form)


def told_of(wave: Round) -> WaveResults:
    found = definitions.load()
    form = found.questionnaires["company_interview"]
    return results(prepared(wave, [form], found.interviewing, ROUNDING.secret))


def with_numbers(wave: Round, question: str, numbers: pd.Series) -> Round:
    """A round with other numbers given to a question."""
    is_it = wave.answers["question"] == question
    answers = wave.answers.assign(number=wave.answers["number"].mask(is_it, numbers))
    return Round(wave.id, wave.states, answers)


def sums(wave: Round) -> dict[str, Numbers]:
    return {one.question: one for one in told_of(wave).numbers}


def drawn(numbers: np.ndarray, many: int = 4000) -> np.ndarray:
    """A sum of some firms' numbers as it is told, many times."""
    draws = np.random.default_rng(1).random((many, 4))
    whole = float(numbers.sum())
    return np.array(
        [ROUNDING.sum(whole, unit(numbers, ROUNDING, *one[:2]), *one[2:]) for one in draws]
    )


def units(numbers: np.ndarray) -> set[float]:
    """To whose multiples a sum may be rounded."""
    return {unit(numbers, ROUNDING, 0.5, step) for step in (0.5, 0.985, 0.99007, 0.995)}


# -- near the true ones


def test_grades_are_means_within_the_scale(wave: Round) -> None:
    for one in told_of(wave).grades:
        true = wave.answers.loc[wave.answers["question"] == one.question, "number"].mean()
        assert one.groups[0].low < true < one.groups[0].high
        assert any(group.told == told.EXACT for group in one.groups[1:])
        for group in one.groups:
            assert (group.mean is None) == (group.told == told.HIDDEN)
            assert group.told == told.HIDDEN or 4 <= group.low < group.mean < group.high <= 10


@pytest.mark.parametrize(("most", "is_compared"), [(10.0, True), (100.0, False)])
def test_grades_of_another_scale_are_no_earlier_ones(
    wave: Round, most: float, is_compared: bool
) -> None:
    found = definitions.load()
    form = found.questionnaires["company_interview"]
    questions = {
        one.id: replace(one, high=most) if one.topic == "grade" else one
        for one in form.questions.values()
    }
    now, before = (
        prepared(wave, [one], found.interviewing, ROUNDING.secret)
        for one in (form, replace(form, questions=questions))
    )
    grades = results(now, before=before).grades
    assert grades
    assert all((one.groups[0].before_mean is not None) == is_compared for one in grades)


def test_sums_are_multiples_of_a_unit_and_percentages_have_none(wave: Round) -> None:
    found = sums(wave)
    persons, share = found["recruitment_number"], found["export_share"]
    given = wave.answers.loc[wave.answers["question"] == "recruitment_number", "number"]
    assert persons.unit >= given.max()
    assert persons.total == pytest.approx(given.sum(), abs=2 * persons.unit)
    assert persons.total % persons.unit == 0
    assert persons.mean == pytest.approx(persons.total / persons.firms)
    assert share.total is None and share.mean


@pytest.mark.parametrize("largest", [1, 2, 30, 400])
def test_a_sum_is_right_on_average_to_what_the_largest_firm_gives(largest: int) -> None:
    numbers = np.random.default_rng(largest).integers(0, largest + 1, 80).astype(float)
    numbers[0] = largest
    found, step = (
        drawn(numbers),
        max(unit(numbers, ROUNDING, size, 0.5) for size in np.linspace(0.02, 0.98, 20)),
    )
    assert step >= max(10, largest)
    assert step <= max(20, 0.15 * numbers.sum(), 3 * largest)
    assert found.mean() == pytest.approx(numbers.sum(), abs=0.05 * step)
    assert (np.abs(found - numbers.sum()) < step).mean() > 0.95


# -- and of nobody


@pytest.mark.parametrize("seed", range(4))
def test_every_firm_could_have_given_another_number_and_the_sum_be_the_same(seed: int) -> None:
    """Also to somebody who knows all other firms' numbers: by the further steps of units and sums
    each told one is possible, and no number of a firm is excluded."""
    random = np.random.default_rng(seed)
    numbers = random.integers(0, random.integers(2, 40), 30).astype(float)
    told_units = {unit(numbers, ROUNDING, size, 0.5) for size in (0.1, 0.5, 0.9)}
    for firm in range(30):
        own = numbers[firm]
        for other in (own + 1, max(0.0, own - 1), 0.0, 2 * own):
            changed = numbers.copy()
            changed[firm] = other
            assert all(any(one % step == 0 for step in units(changed)) for one in told_units)


def test_of_one_person_more_or_less_a_sum_is_nearly_as_likely() -> None:
    """Five firms come, three of which recruit one person each: 36 and 39 are told alike."""
    numbers = np.repeat([0.0, 1, 2], 12)
    before, after = (drawn(one) for one in (numbers, np.append(numbers, [1, 1, 1, 0, 0])))
    for told_sum in (30.0, 40.0):
        likely, also = ((one == told_sum).mean() for one in (before, after))
        assert 0.01 < likely < 0.99
        assert 0.01 < also < 0.99
        assert max(likely, also) < 5 * min(likely, also)


def test_a_sum_moves_by_further_steps_both_ways_and_not_below_zero() -> None:
    found = drawn(np.full(50, 2.0), 8000)
    assert {80.0, 90.0, 110.0, 120.0} & set(found.tolist())
    assert 0.01 < (found != 100).mean() < 0.04
    assert drawn(np.array([0.0, 1.0])).min() == 0


@pytest.mark.parametrize("numbers", [np.arange(12) % 4 + 1.0, np.repeat([0.0, 1, 2, 9], 3)])
def test_a_small_sum_is_drawn_as_a_count_is(numbers: np.ndarray) -> None:
    """No installation tells it exactly, and another by another secret."""
    found = drawn(numbers, 300)
    assert set(np.mod(found, 10)) == {0}
    assert len(set(found.tolist())) > 1


def test_a_sum_stays_until_ten_firms_have_given_other_numbers(wave: Round) -> None:
    frame = wave.states[0]
    first, few, many = (
        sums(Round(wave.id, [frame.iloc[:60], *more], wave.answers))["recruitment_number"]
        for more in ([], [frame.iloc[:67]], [frame.iloc[:67], frame.iloc[:100]])
    )
    assert few == first
    assert many.total > first.total


def test_that_nobody_recruits_is_told_as_that_hardly_anybody_does(wave: Round) -> None:
    """Zero is no sum: it would be certain that no single firm had given another number."""
    nobody = pd.Series(0.0, wave.answers.index)
    someone = nobody.copy()
    someone[wave.answers.index[wave.answers["question"] == "recruitment_number"][0]] = 2.0
    for numbers in (nobody, someone):
        one = sums(with_numbers(wave, "recruitment_number", numbers))["recruitment_number"]
        assert (one.told, one.total, one.mean, one.unit) == (told.EXACT, 0.0, None, 10.0)


def test_a_large_firm_hides_a_sum_and_what_it_adds() -> None:
    assert is_dominated(np.array([80.0, 10, 10]), 0.75)
    assert is_dominated(np.array([50.0, 45, 5]), 0.75), "the second tells the first"
    assert not is_dominated(np.array([30.0, 25, 25, 20]), 0.75)


def test_a_large_firm_that_comes_later_hides_the_sum(wave: Round) -> None:
    frame = wave.states[0]
    large = (wave.answers["question"] == "recruitment_number") & (wave.answers["response"] == 105)
    assert large.any()
    answers = wave.answers.assign(number=wave.answers["number"].mask(large, 600.0))
    late = Round(wave.id, [frame.iloc[:100], frame], answers)
    assert sums(late)["recruitment_number"].reason == told.DOMINATED
