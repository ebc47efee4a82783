"""An area's share held against a benchmark."""

from __future__ import annotations

import pytest

from seutukuva import verdicts
from tests.verdicts.made import indicator

NAN = float("nan")


@pytest.mark.parametrize(
    ("benchmark", "state", "up", "down"),
    [
        (20.0, "higher", "better", "worse"),
        (30.0, "similar", "", ""),
        (40.0, "lower", "worse", "better"),
    ],
)
def test_the_interval_decides(benchmark: float, state: str, up: str, down: str) -> None:
    for polarity, judgement in (("up", up), ("down", down), ("none", "")):
        found = verdicts.compared(indicator(factor=100, polarity=polarity), 30.8, 263, benchmark)
        assert (found.state, found.judgement, found.reason) == (state, judgement, "")
        assert found.low == pytest.approx(25.5, abs=0.1)
        assert found.high == pytest.approx(36.6, abs=0.1)


def test_a_small_area_differs_less_easily() -> None:
    share = indicator(factor=100, polarity="up")
    assert verdicts.compared(share, 25.0, 40, 30.0).state == "similar"
    assert verdicts.compared(share, 25.0, 4000, 30.0).state == "lower"


@pytest.mark.parametrize(
    ("own", "of", "benchmark", "reason"),
    [
        (None, 10, 5.0, "no_figures"),
        (NAN, 10, 5.0, "no_figures"),
        (5.0, 10, None, "no_benchmark"),
        (5.0, None, 5.0, "no_denominator"),
        (5.0, 0, 5.0, "zero_denominator"),
        (-5.0, 10, 5.0, "negative_share"),
    ],
)
def test_what_cannot_be_compared_says_why(
    own: float | None, of: float | None, benchmark: float | None, reason: str
) -> None:
    found = verdicts.compared(indicator(factor=100, polarity="up"), own, of, benchmark)
    assert (found.state, found.reason) == ("not_compared", reason)
    assert (found.judgement, found.low, found.high) == ("", None, None)


def test_totals_have_no_interval() -> None:
    found = verdicts.compared(indicator(adds_up=True, polarity="up"), 5.0, 10, 4.0)
    assert (found.state, found.reason) == ("not_compared", "no_interval")
