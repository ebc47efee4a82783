"""Trend of five shares or rates: the method of Fingertips' trend markers.

Source: Fingertips technical guidance, "Trend markers" (fingertips.phe.org.uk, public health
technical guidance), and the published calculation of the same name. Two tests, one rule: the test
must exceed 9.5495 (chi-square with one degree of freedom at 99.8 %), **and** the slope must keep
its sign in all six fits: through all points, and through those left when any one is taken out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

POINTS = 5
THRESHOLD = 9.54953570608324


@dataclass(frozen=True, slots=True)
class Tested:
    """Result of a test for trend.

    Attributes:
        chi_square: with one degree of freedom.
        p_value: probability of a greater one by chance alone.
        slope: change per period in the unit of the values (of shares: of count ÷ denominator).
        direction: 1 or −1 where all six slopes agree, else 0.
    """

    chi_square: float
    p_value: float
    slope: float
    direction: int

    @property
    def is_clear(self) -> bool:
        """True where the change is a trend by the published rule."""
        return self.direction != 0 and self.chi_square > THRESHOLD


def tail(chi_square: float) -> float:
    """Probability that chi-square with one degree of freedom is greater."""
    return math.erfc(math.sqrt(chi_square / 2))


def proportion_trend(counts: Sequence[float], denominators: Sequence[float]) -> Tested:
    """Chi-square for trend of shares; the signs are those of the slopes of the logits.

    χ² = N·(N·Σxt − Σx·Σnt)² ÷ (Σx·(N − Σx)·(N·Σnt² − (Σnt)²)), N = Σn, t = 1, 2, …

    Args:
        counts: x, each above zero and below its denominator: a logit has no other.
        denominators: n.
    """
    times = range(1, len(counts) + 1)
    total, people = sum(counts), sum(denominators)
    counts_in_time = sum(x * t for x, t in zip(counts, times, strict=True))
    people_in_time = sum(n * t for n, t in zip(denominators, times, strict=True))
    people_in_square = sum(n * t * t for n, t in zip(denominators, times, strict=True))
    across = people * counts_in_time - total * people_in_time
    along = people * people_in_square - people_in_time**2
    chi_square = people * across**2 / (total * (people - total) * along)
    logits = [math.log(x / (n - x)) for x, n in zip(counts, denominators, strict=True)]
    slope = across / along
    direction = _same_sign([slope, *_slopes(logits, [1.0] * len(logits))])
    return Tested(chi_square, tail(chi_square), slope, direction)


def interval_trend(
    values: Sequence[float], lows: Sequence[float], highs: Sequence[float]
) -> Tested:
    """Inverse-variance regression of rates on time; standard errors from 95 % intervals.

    SE = (high − low) ÷ 3.92, weights 1 ÷ SE², χ² = (slope ÷ its standard error)².

    Raises:
        ValueError: an interval has no width, so that its weight would be endless.
    """
    widths = [(high - low) / 3.92 for low, high in zip(lows, highs, strict=True)]
    if min(widths) <= 0:
        raise ValueError("an interval without width")
    weights = [1 / width**2 for width in widths]
    slopes = _slopes(values, weights)
    weight, in_time, in_square = _moments(weights)
    # The slope's variance is weight ÷ (weight·Σwt² − (Σwt)²).
    chi_square = slopes[0] ** 2 * (weight * in_square - in_time**2) / weight
    return Tested(chi_square, tail(chi_square), slopes[0], _same_sign(slopes))


def _slopes(values: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Weighted least-squares slope through all points, then without each in turn."""
    found = [_slope(values, weights)]
    for left_out in range(len(values)):
        kept = [0.0 if place == left_out else one for place, one in enumerate(weights)]
        found.append(_slope(values, kept))
    return found


def _slope(values: Sequence[float], weights: Sequence[float]) -> float:
    weight, in_time, in_square = _moments(weights)
    mean_time = in_time / weight
    # Deviations from the mean time, so that equal values give exactly nothing.
    steady = sum(w * v for w, v in zip(weights, values, strict=True)) / weight
    across = sum(
        w * (t - mean_time) * (v - steady)
        for t, (w, v) in enumerate(zip(weights, values, strict=True), 1)
    )
    return across / (in_square - in_time**2 / weight)


def _moments(weights: Sequence[float]) -> tuple[float, float, float]:
    """Σw, Σwt, Σwt² with t = 1, 2, …"""
    return (
        sum(weights),
        sum(w * t for t, w in enumerate(weights, 1)),
        sum(w * t * t for t, w in enumerate(weights, 1)),
    )


def _same_sign(slopes: Iterable[float]) -> int:
    signs = {(slope > 0) - (slope < 0) for slope in slopes}
    return signs.pop() if len(signs) == 1 else 0
