"""What became of signals by a round, and which of them nobody has looked at again.

A round is a month of the yearly clock (`seutukuva.interviews.rounds`). Whatever comes after the
round before is for it. So a round looks again at the signals seen before its own time began, as
far as they were still open then; those seen in its time are new, and are looked at in the next.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from seutukuva.interviews import rounds
from seutukuva.signals.register import CLOSED, Rating, Review, Signal

# What became of a signal for good: later rounds do not look at it again.
ENDED = ("came_true", *CLOSED)


@dataclass(frozen=True, slots=True)
class Round:
    """The signals that a round looks at again.

    Attributes:
        id: the round, ``2027-04``.
        reviewed: with what became of each by the round, in the order of the signals.
        waiting: those that nobody has reviewed for it.
        fresh: how many were seen in its own time.
    """

    id: str
    reviewed: tuple[tuple[Signal, Review], ...]
    waiting: tuple[Signal, ...]
    fresh: int

    @property
    def n(self) -> int:
        """How many it looks at."""
        return len(self.reviewed) + len(self.waiting)

    def outcomes(self) -> Counter[str]:
        """How many reviewed signals came out how."""
        return Counter(review.outcome for _signal, review in self.reviewed)


def of_round(
    round_id: str, signals: Iterable[Signal], reviews: Sequence[Review], months: Sequence[int]
) -> Round:
    """What a round looks at, and what became of it.

    Args:
        reviews: of all rounds; those of signals that are not among `signals` do not count.
        months: months of the yearly clock, 1 to 12.
    """
    since = rounds.begins(round_id, months)
    after = rounds.begins(following(round_id, months), months)
    own = {one.signal: one for one in reviews if one.round == round_id}
    ended = {one.signal for one in reviews if one.round < round_id and one.outcome in ENDED}
    reviewed, waiting, fresh = [], [], 0
    for signal in signals:
        if signal.id in own:
            reviewed.append((signal, own[signal.id]))
        elif signal.day >= since:
            fresh += signal.day < after
        elif signal.id not in ended and was_open(signal, since):
            waiting.append(signal)
    return Round(round_id, tuple(reviewed), tuple(waiting), fresh)


def following(round_id: str, months: Sequence[int]) -> str:
    """The round after this one."""
    return rounds.around(rounds.first_day(round_id), months, before=0, after=2)[0]


def was_open(signal: Signal, day: dt.date) -> bool:
    """Whether a signal was still awaited when a day began."""
    return standing(signal, day).state not in CLOSED


def standing(signal: Signal, day: dt.date) -> Rating:
    """How a signal was rated when a day began; one that came later, how it came."""
    earlier = [one for one in signal.ratings if one.day < day]
    return earlier[-1] if earlier else signal.ratings[0]


@dataclass(frozen=True, slots=True)
class Move:
    """How a signal's ratings went from when its newest review's round began until now.

    Attributes:
        round: of the newest review.
        likelihood, impact: before and now; None where a version said neither.
    """

    round: str
    likelihood: tuple[int | None, int | None]
    impact: tuple[int | None, int | None]

    @property
    def direction(self) -> str:
        """ "up", "down" or "same"; "both" where one went up and the other down."""
        ways = {_way(*self.likelihood), _way(*self.impact)} - {0}
        if len(ways) > 1:
            return "both"
        return {1: "up", -1: "down", 0: "same"}[ways.pop() if ways else 0]


def _way(before: int | None, after: int | None) -> int:
    if before is None or after is None:
        return 0
    return (after > before) - (after < before)


def moves(
    signals: Iterable[Signal], reviews: Iterable[Review], months: Sequence[int]
) -> dict[str, Move]:
    """How each signal that has been reviewed moved by its newest review, by the signal's id."""
    newest: dict[str, str] = {}
    for review in reviews:
        newest[review.signal] = max(review.round, newest.get(review.signal, ""))
    found = {}
    for signal in signals:
        if round_id := newest.get(signal.id, ""):
            before = standing(signal, rounds.begins(round_id, months))
            found[signal.id] = Move(
                round_id,
                (before.likelihood, signal.likelihood),
                (before.impact, signal.impact),
            )
    return found
