"""Money and what came of it, as both were told up to the same day.

Money is often verified later than results are reported: a share of the one by its newest day less
a share of the other by an older day would be a lag that nobody has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from seutukuva.projects.figures import in_force
from seutukuva.projects.measuring import Number, Undefined, achievement, payment_gap
from seutukuva.projects.model import ALL, REALISED, Figure


@dataclass(frozen=True, slots=True)
class Pair:
    """Money paid and what had come of a measure by the same day, ``on``."""

    paid: float
    came: float
    on: date


@dataclass(frozen=True, slots=True)
class Gap:
    """How far money is ahead of a result, both by the day of the pair.

    Attributes:
        money: the measure of the money; ``granted`` and ``planned`` are as they are in force.
    """

    money: str
    granted: float
    planned: float
    pair: Pair

    @property
    def share(self) -> Number:
        """Share of the money that was used less the share of the result that had come."""
        spent = achievement(self.pair.paid, self.granted)
        return payment_gap(spent, achievement(self.pair.came, self.planned))


def pair(
    money: Iterable[Figure], counted: Iterable[Figure], on: date, end: date | None
) -> Pair | Undefined:
    """The newest figures of both on or before a day that are told up to the same day.

    What is told of the project's end stays as it is: then the days need not be the same.

    Args:
        money, counted: figures of one measure each, of one project.
        end: the project's end in force.
    """
    paid, came = _realised(money, on), _realised(counted, on)
    if not paid or not came:
        return Undefined.NOT_REPORTED
    newest = [paid[max(paid)], came[max(came)]]
    if end is not None and all(one.as_of >= end for one in newest):
        return Pair(newest[0].value, newest[1].value, min(one.as_of for one in newest))
    both = set(paid) & set(came)
    if not both:
        return Undefined.OTHER_DAYS
    day = max(both)
    return Pair(paid[day].value, came[day].value, day)


def _realised(figures: Iterable[Figure], on: date) -> dict[date, Figure]:
    """What counted of each day of which anything is told."""
    told = [one for one in figures if (one.side, one.part) == (REALISED, ALL) and one.as_of <= on]
    found: dict[date, Figure] = {}
    for day in {one.as_of for one in told}:
        found.update({one.as_of: one for one in in_force(told, day).values()})
    return found
