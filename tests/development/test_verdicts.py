"""Verdicts: the way expected by then, the same for both wishes, calm where nothing can be said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva import texts
from seutukuva.development import verdicts
from seutukuva.development.verdicts import Basis, Verdict, verdict
from seutukuva.ui.development import names
from tests.development.made import JOBS, LIMITS, decision


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    texts.use("en")
    yield
    texts.use(texts.DEFAULT)


FIGURES = st.floats(-1e5, 1e5).map(lambda value: round(value, 3))
OPPOSITE = {"up": "down", "down": "up", "none": "none"}


# Soon after the newest figure.
SOON = dt.date(2026, 1, 1)


def judged(
    value: float | None,
    period: str = "2025",
    polarity: str = "up",
    on: dt.date = SOON,
    **more: Any,
) -> Verdict:
    return verdict(decision(**more), Basis(period, value, polarity, 1), LIMITS, on)


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (200.0, verdicts.REACHED),
        (150.0, verdicts.ON_COURSE),
        (142.5, verdicts.ON_COURSE),
        (142.4, verdicts.SOMEWHAT_BEHIND),
        (132.5, verdicts.SOMEWHAT_BEHIND),
        (132.4, verdicts.BEHIND),
        (100.0, verdicts.BEHIND),
        (99.9, verdicts.WRONG_WAY),
    ],
)
def test_half_way_through_half_the_way_is_expected(value: float, state: str) -> None:
    found = judged(value)
    assert (found.state, found.expected) == (state, 150.0)
    assert found.share == pytest.approx((value - 100) / 50)


@given(FIGURES, FIGURES, FIGURES, st.sampled_from(list(OPPOSITE)), st.integers(2021, 2040))
def test_polarity_is_symmetric(
    base: float, aim: float, value: float, polarity: str, year: int
) -> None:
    one = judged(value, str(year), polarity, baseline=base, target=aim)
    other = judged(-value, str(year), OPPOSITE[polarity], baseline=-base, target=-aim)
    assert (one.state, one.reason, one.is_limit) == (other.state, other.reason, other.is_limit)
    assert one.share == pytest.approx(other.share)
    assert (one.expected, one.is_over) == (-(other.expected or 0.0), other.is_over)


@given(FIGURES, FIGURES, FIGURES, st.floats(0, 1e4), st.integers(2021, 2029))
def test_a_better_figure_never_gets_a_worse_verdict(
    base: float, aim: float, value: float, more: float, year: int
) -> None:
    order = [
        *(verdicts.WRONG_WAY, verdicts.BEHIND, verdicts.SOMEWHAT_BEHIND),
        *(verdicts.ON_COURSE, verdicts.REACHED),
    ]
    low, high = (judged(one, str(year), baseline=base, target=aim) for one in (value, value + more))
    assert order.index(low.state) <= order.index(high.state)


def test_when_the_targets_year_has_come_nothing_is_on_course() -> None:
    found = judged(190.0, "2030")
    assert found.state == verdicts.SOMEWHAT_BEHIND and found.is_over
    assert judged(200.0, "2031").state == verdicts.REACHED


def test_a_target_below_the_baseline_is_a_limit_where_more_is_wanted() -> None:
    def held(value: float, period: str = "2025") -> str:
        return judged(value, period, target=80.0).state

    assert held(90.0) == verdicts.ON_COURSE == held(95.0)
    assert held(85.0) == verdicts.SOMEWHAT_BEHIND
    assert held(79.0) == verdicts.BEHIND
    assert (held(80.0, "2030"), held(79.0, "2030")) == (verdicts.REACHED, verdicts.BEHIND)
    assert judged(90.0, target=80.0).is_limit


def test_without_polarity_the_target_says_which_way() -> None:
    assert judged(75.0, polarity="none", target=50.0).state == verdicts.ON_COURSE
    assert judged(110.0, polarity="none", target=50.0).state == verdicts.WRONG_WAY
    assert judged(110.0, polarity="none", target=100.0).reason == verdicts.NO_DIRECTION


def test_nothing_is_said_without_ground() -> None:
    assert judged(None).reason == verdicts.NO_FIGURE
    assert judged(150.0, "").reason == verdicts.NO_FIGURE
    assert judged(150.0, "2020").reason == verdicts.NOTHING_NEWER
    assert judged(150.0, "2019").expected is None
    assert verdict(JOBS, Basis("2025", 150.0, "up"), None, SOON).reason == verdicts.NO_THRESHOLDS
    assert judged(None).state == verdicts.UNKNOWN


def test_a_balance_within_chance_of_what_is_expected_is_not_judged() -> None:
    def told(low: float, high: float) -> Verdict:
        return verdict(JOBS, Basis("2025", 120.0, "up", 0, (low, high)), LIMITS, SOON)

    found = told(80.0, 160.0)
    assert (found.state, found.reason) == (verdicts.UNKNOWN, verdicts.WITHIN_CHANCE)
    assert found.expected == 150.0
    assert told(110.0, 130.0).state == verdicts.BEHIND


def test_once_the_targets_year_has_passed_only_a_figure_of_it_is_judged() -> None:
    late = dt.date(2031, 1, 1)
    for value in (100.0, 190.0, 230.0):
        found = judged(value, "2029", on=late)
        assert (found.state, found.reason) == (verdicts.UNKNOWN, verdicts.TARGET_PASSED)
        assert found.is_over and found.period == "2029"
        assert judged(value, "2029", on=dt.date(2030, 12, 31)).reason == ""
    assert judged(230.0, "2030", on=late).state == verdicts.REACHED
    assert judged(None, on=late).is_over


def test_a_figure_of_more_than_three_years_ago_says_so() -> None:
    assert not judged(150.0, "2025", on=dt.date(2028, 12, 31)).is_old
    found = judged(150.0, "2025", on=dt.date(2029, 1, 10))
    assert found.is_old and found.state == verdicts.ON_COURSE
    assert names.why(found).endswith("newest figure: 2025")
    assert "2025" in names.why(judged(150.0, "2025", on=dt.date(2031, 1, 1)))


def test_what_looks_like_the_baseline_does_not_go_the_wrong_way() -> None:
    assert judged(99.96).state == verdicts.BEHIND
    assert "no change" in names.why(judged(99.96))
    assert judged(99.9).state == verdicts.WRONG_WAY
    assert judged(199.96).state == verdicts.REACHED
    assert judged(199.9).state == verdicts.ON_COURSE


def test_a_targets_year_has_come_when_it_is_over_and_not_in_its_july() -> None:
    july = judged(190.0, "2030M07", on=dt.date(2030, 8, 20))
    assert (july.state, july.is_over) == (verdicts.ON_COURSE, False)
    december = judged(190.0, "2030M12", on=dt.date(2031, 1, 20))
    assert (december.state, december.is_over) == (verdicts.SOMEWHAT_BEHIND, True)


def test_a_limit_is_a_floor_or_a_ceiling_by_what_is_wanted() -> None:
    assert "fall below" in names.why(judged(90.0, target=80.0))
    ceiling = judged(110.0, polarity="down", target=120.0)
    assert ceiling.is_limit and "rise above" in names.why(ceiling)


def test_what_was_expected_is_told_with_the_period_of_the_figure() -> None:
    assert names.why(judged(130.0)) == "60% of the way expected by 2025"
    assert names.why(judged(130.0), is_invented=True).endswith("; invented interviews")
