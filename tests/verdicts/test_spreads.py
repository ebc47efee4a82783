"""Quartiles, the spine's signed places, and ranks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seutukuva import verdicts

NAN = float("nan")
FIGURE = st.floats(-1e6, 1e6).map(lambda value: round(value, 3))
MANY = st.lists(FIGURE, min_size=8, max_size=60)


@given(MANY)
def test_quartiles_are_those_of_numpy(values: list[float]) -> None:
    found = verdicts.spread(values)
    assert found is not None
    expected = np.percentile(values, [0, 25, 50, 75, 100])
    got = [found.minimum, found.q1, found.median, found.q3, found.maximum]
    assert got == pytest.approx(list(expected), rel=1e-12, abs=1e-9)
    assert got == sorted(got)


def test_too_few_figures_have_no_quartiles() -> None:
    assert verdicts.spread([1.0] * 7) is None
    assert verdicts.spread([1.0] * 8 + [None, NAN]) is not None
    assert verdicts.spread([]) is None
    assert verdicts.spread([1.0] * 8, of=17) is None
    found = verdicts.spread([1.0] * 8, of=16)
    assert found is not None and found.n == 8


def test_distances_have_a_sign() -> None:
    spread = verdicts.spread([-5.0, *[0.0] * 7, 11.0])
    assert spread is not None
    found = verdicts.place(-5.0, 3.0, spread)
    # −5 is 8 below +3, not 2 away from it.
    assert found.position == -1.0
    assert found.maximum == 1.0
    assert verdicts.place(5.0, 3.0, spread).position == pytest.approx(0.25)
    assert verdicts.place(3.0, 3.0, spread).position == 0


def test_the_farther_end_is_at_one() -> None:
    spread = verdicts.spread([0.0, *[10.0] * 8, 50.0])
    assert spread is not None
    found = verdicts.place(10.0, 10.0, spread)
    assert (found.minimum, found.q1, found.median, found.q3, found.maximum) == (-0.25, 0, 0, 0, 1)


def test_low_is_left() -> None:
    spread = verdicts.spread([float(n) for n in range(9)])
    assert spread is not None
    found = verdicts.place(8.0, 4.0, spread)
    assert (found.position, found.quartile) == (1.0, 4)
    assert (found.minimum, found.q1, found.q3) == (-1.0, -0.5, 0.5)


def test_equal_areas_stand_in_the_middle() -> None:
    spread = verdicts.spread([3.0] * 20)
    assert spread is not None
    found = verdicts.place(3.0, 3.0, spread)
    assert (found.position, found.quartile) == (0.0, None)
    beyond = verdicts.place(4.0, 3.0, spread)
    # Without a scale nothing is drawn away from the middle, but its quarter is said.
    assert (beyond.position, beyond.quartile) == (0.0, 4)


@pytest.mark.parametrize(("value", "quartile"), [(0, 1), (2, 2), (3, 2), (4, 3), (6, 3), (7, 4)])
def test_quarters_of_nine(value: float, quartile: int) -> None:
    spread = verdicts.spread([float(n) for n in range(9)])
    assert spread is not None
    assert verdicts.place(value, 4.0, spread).quartile == quartile


@given(MANY, FIGURE, FIGURE)
def test_positions_stay_on_the_spine(values: list[float], own: float, benchmark: float) -> None:
    spread = verdicts.spread(values)
    assert spread is not None
    found = verdicts.place(own, benchmark, spread)
    marks = [found.minimum, found.q1, found.median, found.q3, found.maximum]
    for position in (found.position, *marks):
        assert math.isfinite(position) and -1 <= position <= 1
    assert marks == sorted(marks)
    if spread.minimum <= own <= spread.maximum:
        assert found.position == 0 or (found.position > 0) == (own > benchmark)


@given(MANY, FIGURE, FIGURE)
def test_turning_the_sign_mirrors_the_spine(
    values: list[float], own: float, benchmark: float
) -> None:
    spread = verdicts.spread(values)
    mirrored = verdicts.spread([-value for value in values])
    assert spread is not None and mirrored is not None
    there = verdicts.place(own, benchmark, spread)
    back = verdicts.place(-own, -benchmark, mirrored)
    assert back.position == pytest.approx(-there.position)
    assert (back.minimum, back.maximum) == pytest.approx((-there.maximum, -there.minimum))


@given(st.lists(FIGURE, min_size=1, max_size=40), st.data())
def test_ranks_do_not_depend_on_order_or_unit(values: list[float], data: st.DataObject) -> None:
    own = data.draw(st.sampled_from(values))
    found = verdicts.rank(own, values)
    assert 1 <= found.rank <= found.rank + found.ties <= found.of == len(values)
    assert verdicts.rank(own, values[::-1]) == found
    assert verdicts.rank(own * 8, [value * 8 for value in values]) == found
    # From the lowest end the order is turned round.
    turned = verdicts.rank(-own, [-value for value in values])
    assert turned.rank == found.of - found.rank - found.ties + 1


def test_a_shared_rank_leaves_places_out() -> None:
    values = [9.0, 7.0, 7.0, 5.0]
    assert verdicts.rank(7.0, values) == verdicts.Rank(2, 4, 1)
    assert verdicts.rank(5.0, values) == verdicts.Rank(4, 4, 0)
    assert verdicts.rank(9.0, values) == verdicts.Rank(1, 4, 0)


def test_peers_of_one_are_first_of_one() -> None:
    assert verdicts.rank(3.0, [3.0]) == verdicts.Rank(1, 1, 0)
    assert verdicts.rank(3.0, []) == verdicts.Rank(1, 1, 0)
    assert verdicts.rank(3.0, [None, NAN, 4.0]) == verdicts.Rank(2, 2, 0)


NINE = [float(n) for n in range(9)]


@pytest.mark.parametrize(
    ("values", "own", "benchmark", "of", "reason"),
    [
        (NINE, 3.0, 4.0, None, ""),
        ([], 3.0, 4.0, None, "no_figures"),
        ([None, NAN], None, 4.0, None, "no_figures"),
        (NINE[:7], 3.0, 4.0, None, "few_areas"),
        ([*NINE, *[None] * 10], 3.0, 4.0, None, "half_missing"),
        (NINE, 3.0, 4.0, 19, "half_missing"),
        (NINE, None, 4.0, None, "no_own_figure"),
        (NINE, 3.0, NAN, None, "no_benchmark"),
    ],
)
def test_a_row_has_its_spine_or_the_reason(
    values: list[float | None],
    own: float | None,
    benchmark: float | None,
    of: int | None,
    reason: str,
) -> None:
    found = verdicts.marks(values, own, benchmark, of=of)
    assert found.reason == reason
    assert (found.place is None) == bool(reason)


def test_a_row_has_everything_it_needs() -> None:
    found = verdicts.marks([*NINE, None], 3.0, 4.0)
    assert (found.n, found.of) == (9, 10)
    assert found.place is not None and found.place.position == -0.25
    assert found.spread is not None and found.spread.median == 4


@given(MANY, FIGURE)
def test_moving_all_figures_moves_no_position(values: list[float], own: float) -> None:
    assume(max(values) - min(values) > 1)
    there = verdicts.marks(values, own, values[0])
    moved = verdicts.marks([value + 1000 for value in values], own + 1000, values[0] + 1000)
    assert there.place is not None and moved.place is not None
    assert moved.place.position == pytest.approx(there.place.position, abs=1e-6)
