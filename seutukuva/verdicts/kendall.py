"""Whether a longer series keeps going one way: Mann–Kendall, Kendall's tau-b, Sen's slope.

Sources: H. B. Mann (1945), Nonparametric tests against trend, Econometrica 13, 245–259;
M. G. Kendall (1975), Rank Correlation Methods, 4th edition; P. K. Sen (1968), Estimates of the
regression coefficient based on Kendall's tau, Journal of the American Statistical Association 63,
1379–1389. Ranks only: no assumption about how the figures are distributed, and no outlier decides.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

# The normal approximation is good from eight points on; with five the smallest two-sided p is
# 2/120 = 0.0167, so that no series of five could ever be a trend.
FEWEST = 8
MOST = 15
THRESHOLD = 0.002


@dataclass(frozen=True, slots=True)
class Ranked:
    """Result of a Mann–Kendall test.

    Attributes:
        s: rising pairs less falling pairs.
        variance: of s without a trend, corrected for ties.
        z: s in standard deviations, with continuity correction.
        p_value: two-sided, by the normal approximation.
        tau: Kendall's tau-b, −1 to 1; None where all values are equal.
        slope: Sen's, per period.
    """

    s: int
    variance: float
    z: float
    p_value: float
    tau: float | None
    slope: float


def mann_kendall(values: Sequence[float], times: Sequence[int] = ()) -> Ranked:
    """Test of figures in the order of time, oldest first.

    The test takes ranks and needs no equal steps of time; the slope is per unit of `times`, left
    out one a figure.

    Var = [n(n−1)(2n+5) − Σ g(g−1)(2g+5)] ÷ 18 over groups of g equal values;
    z = sign(S)·(|S| − 1) ÷ √Var.

    Raises:
        ValueError: fewer than two values.
    """
    n = len(values)
    if n < 2:
        raise ValueError("a direction needs two values")
    at = times or range(n)
    s, slopes = 0, []
    for later in range(1, n):
        for earlier in range(later):
            difference = values[later] - values[earlier]
            s += (difference > 0) - (difference < 0)
            slopes.append(difference / (at[later] - at[earlier]))
    groups = [g for g in Counter(values).values() if g > 1]
    variance = (n * (n - 1) * (2 * n + 5) - sum(g * (g - 1) * (2 * g + 5) for g in groups)) / 18
    z = 0.0
    if s and variance > 0:
        z = math.copysign(abs(s) - 1, s) / math.sqrt(variance)
    pairs = n * (n - 1) // 2
    untied = pairs - sum(g * (g - 1) // 2 for g in groups)
    tau = s / math.sqrt(untied * pairs) if untied else None
    return Ranked(s, variance, z, math.erfc(abs(z) / math.sqrt(2)), tau, median(slopes))


def smallest_exact_p(n: int) -> float:
    """The smallest two-sided p that n points can reach: two of n! orders are monotonous."""
    return min(1.0, 2 / math.factorial(n))
