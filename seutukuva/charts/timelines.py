"""The series of several areas over time, and what can be said of them together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from seutukuva import formats
from seutukuva.charts.observations import Observation
from seutukuva.charts.specification import Point, Role
from seutukuva.charts.wording import Wording

_RHYTHM = 3  # periods that make a rhythm

Groups = Mapping[str, list[Observation]]


@dataclass(frozen=True)
class Timelines:
    """Observations of each area in time order, the reader's own area and the benchmarks."""

    groups: Groups
    own: str | None
    benchmarks: tuple[str, ...]

    @cached_property
    def valued(self) -> list[Observation]:
        """All observations that have a value."""
        return [one for group in self.groups.values() for one in group if one.value is not None]

    @cached_property
    def periods(self) -> list[str]:
        """The periods in which anyone has a value, in order."""
        return in_order(self.valued)

    @cached_property
    def pace(self) -> int:
        """How many periods lie between two figures when none is missing.

        See `pace`; a row without a value counts, for somebody expected a value there.
        """
        return pace(in_order(one for group in self.groups.values() for one in group))

    @cached_property
    def expected(self) -> list[str]:
        """Every period from the first to the last at the pace of the series."""
        kind = formats.period_kind(self.periods[0])
        first = formats.period_index(self.periods[0])
        last = formats.period_index(self.periods[-1])
        return [formats.period_at(at, kind) for at in range(first, last + 1, self.pace)]

    def role(self, area_id: str) -> Role:
        """What an area is to the reader."""
        if area_id == self.own:
            return "own"
        return "benchmark" if area_id in self.benchmarks else "peer"

    def missing(self, area_id: str) -> list[str]:
        """The expected periods in which an area has no value."""
        have = {one.period for one in self.groups[area_id] if one.value is not None}
        return [period for period in self.expected if period not in have]

    def at(self, area_id: str, period: str) -> Observation | None:
        """The observation of an area in a period, if there is a row of it."""
        return next((one for one in self.groups[area_id] if one.period == period), None)


def pace(periods: Sequence[str]) -> int:
    """How many periods lie between two rows of a series when none is missing.

    More than one, as for a survey of every second year, only where at least three periods show it.

    Args:
        periods: in time order.
    """
    if len(periods) < _RHYTHM:
        return 1
    indices = [formats.period_index(period) for period in periods]
    steps = zip(indices, indices[1:], strict=False)
    return math.gcd(*(later - first for first, later in steps))


def in_order(found: Iterable[Observation]) -> list[str]:
    """The periods of the observations, each once, in time order."""
    return sorted({one.period for one in found}, key=formats.period_index)


def joined(group: Sequence[Observation], pace: int, words: Wording) -> tuple[Point, ...]:
    """Points in time order; a line comes to each that follows the one before at the pace.

    Not so to the first figure after a break in the series: what lies before is not comparable.
    """
    points: list[Point] = []
    before: Point | None = None
    for one in group:
        position = formats.period_index(one.period)
        is_joined = (
            before is not None
            and before.value is not None
            and one.value is not None
            and position - before.position == pace
            and one.status != "break"
        )
        before = Point(position, one.period, one.value, one.status, words.pointed(one), is_joined)
        points.append(before)
    return tuple(points)
