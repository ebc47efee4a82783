"""What a round looks at again, what became of it, and how ratings moved."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from seutukuva.signals.rounds_of import Move, following, moves, of_round, standing
from tests.signals.made import (
    FIRST_ROUND,
    MONTHS,
    SECOND_ROUND,
    THIRD_ROUND,
    rating,
    review,
    signal,
)


def test_a_round_looks_at_what_was_seen_before_its_own_time() -> None:
    # The time of October's round begins when April's has ended.
    before, own, later = (
        signal(name, seen_on=day)
        for name, day in (("a", "2026-04-30"), ("b", "2026-05"), ("c", "2026-11-01"))
    )
    found = of_round(SECOND_ROUND, [before, own, later], [], MONTHS)
    assert found.waiting == (before,) and (found.n, found.fresh) == (1, 1)
    assert of_round(THIRD_ROUND, [before, own, later], [], MONTHS).waiting == (before, own)
    assert following(SECOND_ROUND, MONTHS) == THIRD_ROUND


def test_reviews_are_counted_by_outcome_with_n_of_all() -> None:
    signals = [signal(name) for name in "abcd"]
    reviews = [
        review("a", SECOND_ROUND, "stronger"),
        review("b", SECOND_ROUND, "stronger"),
        review("c", SECOND_ROUND, "wrong"),
        review("d", FIRST_ROUND, "weaker"),
        review("withdrawn", SECOND_ROUND, "came_true"),
    ]
    found = of_round(SECOND_ROUND, signals, reviews, MONTHS)
    assert found.outcomes() == {"stronger": 2, "wrong": 1}
    assert (len(found.reviewed), found.n) == (3, 4)
    assert [one.id for one in found.waiting] == ["d"]


@pytest.mark.parametrize("outcome", ["came_true", "passed", "wrong"])
def test_what_ended_in_an_earlier_round_is_not_asked_for_again(outcome: str) -> None:
    one = signal("a")
    reviews = [review("a", SECOND_ROUND, outcome)]
    assert of_round(THIRD_ROUND, [one], reviews, MONTHS).n == 0
    # The round that said so keeps it.
    assert of_round(SECOND_ROUND, [one], reviews, MONTHS).n == 1
    # What went on is asked for.
    assert of_round(THIRD_ROUND, [one], [review("a", SECOND_ROUND)], MONTHS).n == 1


def test_a_signal_closed_before_the_round_began_is_not_asked_for() -> None:
    closed = signal(
        "a",
        state="passed",
        ratings=(
            rating(4, 3, dt.date(2026, 1, 15)),
            rating(4, 3, dt.date(2026, 10, 20), state="passed"),
        ),
    )
    assert of_round(THIRD_ROUND, [closed], [], MONTHS).n == 0
    # As October's round began it was open, and nobody told the round what became of it.
    assert of_round(SECOND_ROUND, [closed], [], MONTHS).waiting == (closed,)


def test_a_move_is_from_where_the_newest_reviews_round_began() -> None:
    one = signal(
        "a",
        likelihood=5,
        impact=2,
        ratings=(
            rating(2, 2, dt.date(2026, 1, 15)),
            rating(3, 2, dt.date(2026, 6, 1)),
            rating(5, 2, dt.date(2026, 12, 1)),
        ),
    )
    reviews = [review("a", SECOND_ROUND), review("a", THIRD_ROUND), review("gone", THIRD_ROUND)]
    assert moves([one, signal("b")], reviews, MONTHS) == {
        "a": Move(THIRD_ROUND, likelihood=(3, 5), impact=(2, 2))
    }
    assert standing(one, dt.date(2020, 1, 1)) == one.ratings[0]


@pytest.mark.parametrize(
    ("likelihood", "impact", "direction"),
    [
        ((2, 3), (2, 2), "up"),
        ((2, 3), (2, 3), "up"),
        ((3, 3), (3, 1), "down"),
        ((3, 3), (1, 1), "same"),
        ((3, 4), (4, 3), "both"),
        ((None, 4), (3, 3), "same"),
    ],
)
def test_direction_of_a_move(
    likelihood: tuple[int | None, int], impact: tuple[int, int], direction: str
) -> None:
    assert Move(THIRD_ROUND, likelihood, impact).direction == direction


def test_a_signal_without_a_day_is_as_old_as_its_first_version() -> None:
    one = replace(signal("a"), seen_on="")
    assert one.day == dt.date(2026, 1, 15)
    assert replace(one, seen_on="yesterday").day == dt.date(2026, 1, 15)
