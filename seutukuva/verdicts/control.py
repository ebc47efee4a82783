"""Which figures of a frequent series are more than its usual variation: XmR control limits.

Source: D. J. Wheeler, Understanding Variation (1993), and the NHS England guide "Making data
count": limits of individual values lie 2.66 mean moving ranges from the centre, the limit of the
moving ranges is 3.27 times their mean, and eight points on one side are a signal too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from seutukuva import formats
from seutukuva.verdicts.series import Point, Row, newest_points, newest_stretch

TO_LIMIT = 2.66
TO_RANGE_LIMIT = 3.27
RUN = 8
FEWEST = 12
# Three years of months: older figures say little about what is usual now.
MOST = 36
OUTSIDE, IN_RUN = "outside", "run"


class ControlPoint(NamedTuple):
    """A figure and its signal: "outside" the limits, part of a "run" on one side, or None."""

    period: str
    value: float
    signal: str | None


@dataclass(frozen=True, slots=True)
class Limits:
    """Control limits of one stretch of a series.

    Attributes:
        centre: mean of the figures, or what was given.
        lower, upper: limits of natural variation.
        range_limit: a step from one period to the next above this is a signal too.
        points: the figures, oldest first.
    """

    centre: float
    lower: float
    upper: float
    range_limit: float
    points: tuple[ControlPoint, ...]


def control_limits(
    rows: Iterable[Row], *, centre: float | None = None, floor: float | None = None
) -> Limits | None:
    """Limits of the newest unbroken stretch, at most 36 points of it.

    Args:
        centre: the line that signals are told from; left out, the mean.
        floor: the lower limit is not below this: 0 for what cannot be negative.

    Returns:
        None where the stretch has fewer than 12 points.
    """
    stretch = newest_stretch(newest_points(rows, MOST), MOST).points
    return limits_of(stretch, centre, floor) if len(stretch) >= FEWEST else None


def limits_of(
    points: Sequence[Point], centre: float | None = None, floor: float | None = None
) -> Limits:
    """Limits of consecutive points, which must be at least two.

    Raises:
        ValueError: fewer than two points.
    """
    if len(points) < 2:
        raise ValueError("a moving range needs two points")
    values = [point.value for point in points]
    middle = sum(values) / len(values) if centre is None else centre
    steps = [abs(values[i] - values[i - 1]) for i in range(1, len(values))]
    mean_range = sum(steps) / len(steps)
    lower, upper = middle - TO_LIMIT * mean_range, middle + TO_LIMIT * mean_range
    # A mean of equal figures may miss them by the last digit of a float.
    slack = 1e-9 * max(1.0, abs(middle), *map(abs, values))
    in_run = _runs([0 if abs(v - middle) <= slack else (v > middle) - (v < middle) for v in values])
    marked = []
    for place, point in enumerate(points):
        signal = IN_RUN if in_run[place] else None
        if point.value > upper + slack or point.value < lower - slack:
            signal = OUTSIDE
        marked.append(ControlPoint(point.period, point.value, signal))
    if floor is not None:
        lower = max(lower, floor)
    return Limits(middle, lower, upper, TO_RANGE_LIMIT * mean_range, tuple(marked))


def _runs(sides: Sequence[int]) -> list[bool]:
    """For each point, whether it is one of eight or more in a row on the same side."""
    found = [False] * len(sides)
    start = 0
    for place in range(1, len(sides) + 1):
        if place < len(sides) and sides[place] == sides[start]:
            continue
        if sides[start] and place - start >= RUN:
            found[start:place] = [True] * (place - start)
        start = place
    return found


def year_before_differences(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Each figure less that of the same period a year before, oldest first: without the season.

    Rows of `period`, `value`, `status`, as control limits and charts take them; a difference over
    a break in the series is left out, and so is one of which an end is missing.
    """
    return [
        {"period": point.period, "value": point.value, "status": point.status}
        for point in differences(newest_points(rows))
    ]


def periods_a_year(point: Point) -> int:
    """How many periods of its kind make a year: 1, 4 or 12."""
    return point.at - formats.period_index(formats.same_period_last_year(point.period))


def differences(points: Sequence[Point]) -> list[Point]:
    """The same of points, for calculations that go on."""
    if not points:
        return []
    back = periods_a_year(points[-1])
    by_index = {point.at: point for point in points}
    breaks = [point.at for point in points if point.status == "break"]
    since = max(breaks, default=points[0].at)
    found = []
    for point in points:
        earlier = by_index.get(point.at - back)
        if earlier is None or earlier.at < since:
            continue
        status = "final" if point.status == "break" else point.status
        found.append(point._replace(value=point.value - earlier.value, status=status))
    return found
