"""Where a course leads if it goes on as before: a damped trend with a span that widens.

Of an indicator it is what the build has calculated and tested (``stored``), the same as on its own
page. Of balances of interviews, and of earlier days, it is calculated here: the yearly step is the
median of all steps between two figures (P. K. Sen (1968), Estimates of the regression coefficient
based on Kendall's tau, Journal of the American Statistical Association 63, 1379–1389), so that one
odd year decides nothing. Each year ahead keeps only a part of the step before, as damped trends
do, which foretell yearly series better than undamped ones (E. S. Gardner and E. McKenzie (1985),
Forecasting trends in time series, Management Science 31, 1237–1246; S. Makridakis and others
(2020), The M4 Competition, International Journal of Forecasting 36, 54–74). It begins at the
newest figure.

The span is that of a random walk with drift, s √(h (1 + h ÷ (n − 1))), h years ahead of n figures
(R. J. Hyndman and G. Athanasopoulos (2021), Forecasting: principles and practice, 3rd edition,
section 5.5), with s from how far single steps are from the median one. Spans of short series hold
less than they promise, so it is widened by half.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from seutukuva.verdicts.intervals import Z

FEWEST, MOST = 5, 10
DAMPING = 0.9
WIDENED = 1.5
_MONTHS = 12
# Why there is none.
FEW_FIGURES, TOO_FAR, OVER, BY_MONTH = "few_figures", "too_far", "over", "by_month"


@dataclass(frozen=True, slots=True)
class Projection:
    """A course led on to a later moment.

    Attributes:
        reason: why there is none, else "".
        at: moment in years; ``value`` there, ``low`` and ``high`` its span.
        path: moments, values and spans from the newest figure to ``at``, for a drawing.
    """

    reason: str = ""
    at: float = 0.0
    value: float = 0.0
    low: float = 0.0
    high: float = 0.0
    path: tuple[tuple[float, float, float, float], ...] = ()


def projection(
    points: Sequence[tuple[float, float]],
    at: float,
    lowest: float = -math.inf,
    highest: float = math.inf,
) -> Projection:
    """A course led on.

    Args:
        points: moments in years and figures, oldest first, comparable with each other and about
            a year apart or more; only the newest ``MOST`` are looked at.
        at: moment in years.
        lowest, highest: what a figure can be.
    """
    known = list(points)[-MOST:]
    if len(known) < FEWEST:
        return Projection(FEW_FIGURES)
    last, ahead = known[-1][0], at - known[-1][0]
    if ahead <= 0:
        return Projection(OVER)
    # No further ahead than the figures reach back.
    if ahead > last - known[0][0]:
        return Projection(TOO_FAR)
    steps = [
        (later[1] - earlier[1]) / (later[0] - earlier[0])
        for place, later in enumerate(known)
        for earlier in known[:place]
    ]
    course = _Course(known, median(steps), lowest, highest)
    whole = [0.0, *(float(year) for year in range(1, math.ceil(ahead))), ahead]
    path = tuple(course.ahead(one) for one in whole)
    return Projection("", *path[-1], path=path)


@dataclass(frozen=True, slots=True)
class Led:
    """What the build has calculated of a series.

    Attributes:
        reason: why it is not projected, else "".
        path: moments in years, values and spans that hold the figure in four of five cases; the
            newest figure first.
    """

    reason: str
    path: tuple[tuple[float, float, float, float], ...] = ()


def stored(led: Led, at: float) -> Projection:
    """A stored projection as far as a moment; between two of its points what lies between."""
    if led.reason:
        return Projection(led.reason)
    if at <= led.path[0][0]:
        return Projection(OVER)
    later = next((place for place, one in enumerate(led.path) if one[0] >= at), None)
    if later is None:
        return Projection(TOO_FAR)
    before, after = led.path[later - 1], led.path[later]
    share = (at - before[0]) / (after[0] - before[0])
    there = [one + share * (other - one) for one, other in zip(before, after, strict=True)]
    last = (at, there[1], there[2], there[3])
    return Projection("", *last, path=(*led.path[:later], last))


def stored_mean(led: Led, known: Sequence[tuple[float, float]], year: int) -> Projection:
    """The mean of a year's months, of which some may have come already.

    Months go up and down with the season: none of them stands for the year. The ends of the span
    are the means of the months' ends, as if all erred the same way: rather too wide.

    Args:
        known: moments in years and figures, by month.
    """
    if led.reason:
        return Projection(led.reason)
    months = {math.floor(12 * at): (value, value, value) for at, value in known}
    came = [one for one in months if one // 12 == year]
    if len(came) == _MONTHS:
        return Projection(OVER)
    months = {math.floor(12 * one[0]): one[1:] for one in led.path} | months
    parts = [months.get(12 * year + month) for month in range(_MONTHS)]
    if None in parts:
        return Projection(TOO_FAR)
    value, low, high = (sum(ends) / _MONTHS for ends in zip(*filter(None, parts), strict=True))
    last = (year + 0.5, value, low, high)
    begun = tuple(one for one in led.path if one[0] < last[0])
    return Projection("", *last, path=(*begun, last) if begun else ())


@dataclass(frozen=True, slots=True)
class _Course:
    points: list[tuple[float, float]]
    step: float
    lowest: float
    highest: float

    def ahead(self, years: float) -> tuple[float, float, float, float]:
        """Moment, value and span so many years after the newest figure."""
        last, value = self.points[-1]
        # Of whole years the sum of the powers of the damping; between them what lies between.
        kept = DAMPING * (1 - DAMPING**years) / (1 - DAMPING)
        middle = value + self.step * kept
        span = WIDENED * Z * self._spread() * math.sqrt(years * (1 + years / self._reach()))
        low, mid, high = (self._within(one) for one in (middle - span, middle, middle + span))
        return last + years, mid, low, high

    def _reach(self) -> float:
        return self.points[-1][0] - self.points[0][0]

    def _spread(self) -> float:
        """Standard deviation of what a year adds beside the median step."""
        found = [
            (later[1] - earlier[1] - self.step * (later[0] - earlier[0]))
            / math.sqrt(later[0] - earlier[0])
            for earlier, later in zip(self.points, self.points[1:], strict=False)
        ]
        return math.sqrt(sum(one * one for one in found) / max(1, len(found) - 1))

    def _within(self, value: float) -> float:
        return min(self.highest, max(self.lowest, value))
