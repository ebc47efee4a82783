"""How wide limits of usual variation must be where each figure follows the one before.

Moving ranges tell the spread of figures that do not depend on each other. Of figures that do, as
differences of overlapping years always are, neighbours lie close, moving ranges are small, and
limits from them are crossed all the time. The remedy is the common-cause view of L. C. Alwan and
H. V. Roberts (1988), Time-series modeling for statistical process control, Journal of Business &
Economic Statistics 6, 87–95: limits from the standard deviation of the figures themselves. How
many independent figures they are worth: G. V. Bayley and J. M. Hammersley (1946), The "effective"
number of independent observations in an autocorrelated time series, Supplement to the Journal of
the Royal Statistical Society 8, 184–197. A standard deviation from few of those is itself
uncertain, for which Student's t takes the place of the normal distribution; its quantile is that
of M. Abramowitz and I. A. Stegun (1964), Handbook of Mathematical Functions, formula 26.7.5.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

# What control limits mean by rare: as far out as three standard deviations of a normal one.
DEVIATIONS = 3.0
_FEWEST_DEGREES = 2.0
# A rounded figure is off by up to half a unit, evenly: variance 1/12; a difference has two.
_ROUNDING = math.sqrt(2 / 12)


class Spread(NamedTuple):
    """Spread of figures that may follow each other.

    `deviation`: standard deviation around their mean, in their own unit. `effective`: how many
    independent figures would tell it as exactly; at most their number.
    """

    deviation: float
    effective: float

    @property
    def reach(self) -> float:
        """How far from the centre a new figure may lie by usual variation alone."""
        return student(max(self.effective - 1, _FEWEST_DEGREES)) * self.deviation


def spread_of(values: Sequence[float], lags: int, rounded_to: float = 0.0) -> Spread:
    """The spread of consecutive figures.

    n ÷ (1 + 2 Σ (1 − k/n)·r_k²) of n figures with autocorrelations r_k are independent as far as
    their variance goes.

    Args:
        lags: autocorrelations up to that many periods apart are looked at.
        rounded_to: unit of the last digit of what the figures are differences of; a series whose
            differences happen to be equal still varies by its rounding.

    Raises:
        ValueError: fewer than two values.
    """
    n = len(values)
    if n < 2:
        raise ValueError("a spread needs two values")
    mean = math.fsum(value / n for value in values)
    distances = [value - mean for value in values]
    largest = max(map(abs, distances))
    floor = _ROUNDING * rounded_to
    # Equal figures miss their mean by the last digit of a float, which is no spread.
    if largest <= 1e-9 * max(1.0, abs(mean)):
        return Spread(floor, float(n))
    # Squares of the largest numbers are endless, those of the smallest nothing.
    scaled = [distance / largest for distance in distances]
    squares = math.fsum(one * one for one in scaled)
    correlated = 1.0
    for lag in range(1, min(lags, n - 1) + 1):
        pairs = zip(scaled[lag:], scaled[:-lag], strict=True)
        r = sum(one * other for one, other in pairs) / squares
        correlated += 2 * (1 - lag / n) * r * r
    deviation = largest * math.sqrt(squares / (n - 1))
    return Spread(max(deviation, floor), n / correlated)


def student(degrees: float) -> float:
    """As rare in Student's t as three standard deviations in a normal distribution."""
    z = DEVIATIONS
    return (
        z
        + (z**3 + z) / (4 * degrees)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * degrees**3)
        + (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / (92160 * degrees**4)
    )
