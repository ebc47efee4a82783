"""Verdicts: the way expected by now, the same for both wishes, calm where nothing can be said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seutukuva.development import verdicts
from seutukuva.development.verdicts import Verdict, verdict
from tests.development.made import JOBS, LIMITS, decision

FIGURES = st.floats(-1e5, 1e5).map(lambda value: round(value, 3))
OPPOSITE = {"up": "down", "down": "up", "none": "none"}


def judged(
    value: float | None, period: str = "2025", polarity: str = "up", **more: float
) -> Verdict:
    return verdict(decision(**more), period, value, polarity, LIMITS)


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
    assert (one.state, one.reason, one.is_floor) == (other.state, other.reason, other.is_floor)
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
    assert judged(90.0, target=80.0).is_floor


def test_without_polarity_the_target_says_which_way() -> None:
    assert judged(75.0, polarity="none", target=50.0).state == verdicts.ON_COURSE
    assert judged(110.0, polarity="none", target=50.0).state == verdicts.WRONG_WAY
    assert judged(110.0, polarity="none", target=100.0).reason == verdicts.NO_DIRECTION


def test_nothing_is_said_without_ground() -> None:
    assert judged(None).reason == verdicts.NO_FIGURE
    assert judged(150.0, "").reason == verdicts.NO_FIGURE
    assert judged(150.0, "2020").reason == verdicts.NOTHING_NEWER
    assert judged(150.0, "2019").expected is None
    assert verdict(JOBS, "2025", 150.0, "up", None).reason == verdicts.NO_THRESHOLDS
    assert judged(None).state == verdicts.UNKNOWN


def test_a_balance_within_chance_of_what_is_expected_is_not_judged() -> None:
    found = verdict(JOBS, "2025", 120.0, "up", LIMITS, (80.0, 160.0))
    assert (found.state, found.reason) == (verdicts.UNKNOWN, verdicts.WITHIN_CHANCE)
    assert found.expected == 150.0
    assert verdict(JOBS, "2025", 120.0, "up", LIMITS, (110.0, 130.0)).state == verdicts.BEHIND
