"""Series, signals and reviews that the tests of early signals are made of."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from seutukuva import definitions, formats
from seutukuva.definitions import Indicator
from seutukuva.signals.register import Rating, Review, Signal

MONTHLY: Indicator = replace(
    definitions.load().indicators["unemployed_jobseekers"], id="made", decimals=0
)
MONTHS = (4, 10)
FIRST_ROUND, SECOND_ROUND, THIRD_ROUND = "2026-04", "2026-10", "2027-04"
# One body that the kind takes.
SIGNAL = {
    "title": "Fewer orders",
    "observation": "Orders have fallen since *spring*.",
    "source": "event",
    "origin": "Trends & Techs, metal industry",
    "theme": "enterprises",
    "direction": "threat",
    "horizon": "1_3",
    "likelihood": "4",
    "likelihood_reason": "Three independent sources.",
    "impact": "3",
    "impact_reason": "A fifth of jobs.",
    "seen_on": "2026-01-15",
    "state": "watching",
}


def monthly(values: Sequence[float | None], last: str = "2026M06") -> list[dict[str, Any]]:
    """Rows of consecutive months of which the newest is `last`; None is a month without a row."""
    end = formats.period_index(last)
    first = end - len(values) + 1
    return [
        {"period": formats.period_at(first + n, "month"), "value": value, "status": "final"}
        for n, value in enumerate(values)
        if value is not None
    ]


def quiet(n: int = 120) -> list[float | None]:
    """Figures that vary around 500 by chance and by season."""
    chance = random.Random(5)
    return [500.0 + 30 * (n % 12 in (0, 6)) + chance.gauss(0, 10) for n in range(n)]


def signal(id: str = "a", *, seen_on: str = "2026-01-15", **more: Any) -> Signal:
    """A signal of likelihood 4 and impact 3, rated so when it was seen."""
    one = Signal(id, 1, title=id, likelihood=4, impact=3, seen_on=seen_on)
    own = replace(one, **more)
    given = own.ratings or (rating(4, 3, own.day),)
    return replace(own, ratings=given)


def rating(likelihood: int, impact: int, day: dt.date, state: str = "watching") -> Rating:
    """How a version was rated."""
    return Rating(1, state, likelihood, impact, day)


def review(signal_id: str, round_id: str, outcome: str = "as_before") -> Review:
    """What became of a signal by a round."""
    return Review(f"{signal_id}-{round_id}", 1, signal_id, round_id, outcome, "Seen again.")
