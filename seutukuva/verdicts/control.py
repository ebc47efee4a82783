"""Which figures of a frequent series are more than its usual variation: XmR control limits.

Source: D. J. Wheeler, Understanding Variation (1993), and the NHS England guide "Making data
count": limits of individual values lie 2.66 mean moving ranges from the centre, the limit of the
moving ranges is 3.27 times their mean, and eight points on one side are a signal too.

Differences from the year before follow each other, because their years overlap. `usual_limits`
are control limits of such differences: never narrower than those, but as wide as the dependence
asks for (`dependent`), and without the rule of eight, which holds for independent figures only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from seutukuva import formats
from seutukuva.verdicts.dependent import spread_of
from seutukuva.verdicts.series import Point, Row, newest_points, newest_stretch

TO_LIMIT = 2.66
TO_RANGE_LIMIT = 3.27
RUN = 8
FEWEST = 12
# Three years of months: older figures say little about what is usual now.
MOST = 36
OUTSIDE, IN_RUN = "outside", "run"
# What is usual is told by up to ten years of differences before the newest year, of which
# neighbours say nearly the same; with fewer than these (three years of months, five of quarters)
# limits are crossed by chance more often than is promised.
YEARS_USUAL = 10
FEWEST_USUAL = {12: 36, 4: 20, 1: 20}
# Of stationary series with lag-1 correlation 0 to 0.9 two to three in a thousand have a newest
# difference outside (ten years of months), at most six with the fewest; counted as three.
FALSE_ALARMS = 0.003


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
        usual: first and last period of the figures that the limits come from.
        n: how many those are.
    """

    centre: float
    lower: float
    upper: float
    range_limit: float
    points: tuple[ControlPoint, ...]
    usual: tuple[str, str]
    n: int


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
    mean_range = _mean_range(values)
    reach = TO_LIMIT * mean_range
    in_run = _runs([_side(value, middle, _slack(values, middle)) for value in values])
    marked = tuple(
        point._replace(signal=IN_RUN) if run and not point.signal else point
        for point, run in zip(_marked(points, middle, reach), in_run, strict=True)
    )
    lower = middle - reach
    return Limits(
        middle,
        lower if floor is None else max(lower, floor),
        middle + reach,
        TO_RANGE_LIMIT * mean_range,
        marked,
        (points[0].period, points[-1].period),
        len(points),
    )


def usual_limits(rows: Iterable[Row], *, rounded_to: float = 0.0) -> Limits | None:
    """Limits around "no change" of the newest unbroken stretch of differences from a year before.

    They come from the differences of up to ten years before the newest year, so that a change that
    has just come does not widen the limits that it is held against.

    Args:
        rows: of the series itself, monthly or quarterly.
        rounded_to: unit of the last digit of its figures.

    Returns:
        Limits with the newest 36 differences at most, of which only those outside are signals;
        None where there are too few: see `figures_needed`.
    """
    # A year more than is tested, so that the oldest difference has its other end.
    points = newest_points(rows, (YEARS_USUAL + 2) * 12)
    return limits_of_differences(newest_differences(points), rounded_to) if points else None


def newest_differences(points: Sequence[Point]) -> list[Point]:
    """The newest unbroken stretch of differences from the year before, eleven years at most."""
    found = differences(points)
    year = periods_a_year(points[-1]) if points else 0
    return newest_stretch(found, (YEARS_USUAL + 1) * year).points


def limits_of_differences(tested: Sequence[Point], rounded_to: float = 0.0) -> Limits | None:
    """The same of consecutive differences, for calculations that go on."""
    if not tested:
        return None
    year = periods_a_year(tested[-1])
    usual = tested[:-year]
    if len(usual) < FEWEST_USUAL[year]:
        return None
    values = [point.value for point in usual]
    mean_range = _mean_range(values)
    # The season of a difference is a year long, and what one year adds the next takes away.
    wide = spread_of(values, 2 * year, rounded_to).reach
    reach = max(wide, TO_LIMIT * mean_range)
    return Limits(
        0.0,
        -reach,
        reach,
        TO_RANGE_LIMIT * mean_range,
        _marked(tested[-MOST:], 0.0, reach),
        (usual[0].period, usual[-1].period),
        len(usual),
    )


def figures_needed(year: int) -> int:
    """How many figures in a row `usual_limits` need, of series with `year` periods a year."""
    return FEWEST_USUAL[year] + 2 * year


def _mean_range(values: Sequence[float]) -> float:
    steps = [abs(values[i] - values[i - 1]) for i in range(1, len(values))]
    return sum(steps) / len(steps)


def _slack(values: Sequence[float], middle: float) -> float:
    """A mean of equal figures may miss them by the last digit of a float."""
    return 1e-9 * max(1.0, abs(middle), *map(abs, values))


def _side(value: float, middle: float, slack: float) -> int:
    return 0 if abs(value - middle) <= slack else (value > middle) - (value < middle)


def _marked(points: Sequence[Point], middle: float, reach: float) -> tuple[ControlPoint, ...]:
    slack = _slack([point.value for point in points], middle)
    return tuple(
        ControlPoint(
            point.period,
            point.value,
            OUTSIDE if abs(point.value - middle) > reach + slack else None,
        )
        for point in points
    )


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
    return formats.periods_a_year(formats.period_kind(point.period))


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
