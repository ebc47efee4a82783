"""How far chance alone moves a share or a rate of an area: 95 % intervals.

Shares: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference,
Journal of the American Statistical Association 22, 209–212. Counts: Byar's approximation, in
N. E. Breslow and N. E. Day (1987), Statistical Methods in Cancer Research, volume II, page 69.
Both are what Fingertips publishes beside its shares and crude rates.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from seutukuva.formats import finite

# Standard normal quantile of 97.5 %.
Z = 1.959963984540054
# A published share is rounded: 100.04 stands for 100.
_ROUNDING = 1e-3


class Interval(NamedTuple):
    """Lower and upper limit, in the unit of the figure."""

    low: float
    high: float


def wilson(count: float, denominator: float) -> Interval:
    """95 % interval of count ÷ denominator, both ends within 0 and 1 (Wilson 1927).

    Raises:
        ValueError: `denominator` is not positive, or `count` is not between 0 and it.
    """
    if denominator <= 0 or not 0 <= count <= denominator:
        raise ValueError(f"{count} of {denominator} is not a share")
    share, square = count / denominator, Z * Z
    middle = share + square / (2 * denominator)
    half = Z * math.sqrt(share * (1 - share) / denominator + square / (4 * denominator**2))
    whole = 1 + square / denominator
    # At the ends the formula gives exactly 0 and 1, which floats miss by the last digit.
    low = 0.0 if count == 0 else max(0.0, (middle - half) / whole)
    high = 1.0 if count == denominator else min(1.0, (middle + half) / whole)
    return Interval(low, high)


def byar(count: float) -> Interval:
    """95 % interval of a count of independent events (Breslow & Day 1987).

    Raises:
        ValueError: `count` is negative.
    """
    if count < 0:
        raise ValueError(f"{count} is not a count")
    low = 0.0
    if count > 0:
        low = count * max(0.0, 1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3
    more = count + 1
    return Interval(low, more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3)


def counted(value: float, denominator: float, factor: float) -> int:
    """The whole number behind a published share or rate: value ÷ factor × denominator."""
    return round(value / factor * denominator)


def interval(
    value: Any, denominator: Any, factor: float, *, is_part: bool | None = None
) -> Interval | None:
    """95 % interval of a published share or rate, in its own unit.

    Args:
        value: the figure, factor × count ÷ denominator.
        is_part: what is counted is among the denominator: Wilson; else Byar. Left out, a figure
            up to `factor` is taken for a part, and one above it, which cannot be, for a count.

    Returns:
        None where it cannot be calculated: no value or denominator, a denominator that is not
        positive, a negative value, or a part greater than its whole.
    """
    share, base = finite(value), finite(denominator)
    if share is None or base is None or base <= 0 or factor <= 0 or share < 0:
        return None
    is_within = share <= factor * (1 + _ROUNDING)
    if is_part and not is_within:
        return None
    count = counted(share, base, factor)
    if is_part or (is_part is None and is_within):
        found = wilson(min(count, base), base)
        return Interval(found.low * factor, found.high * factor)
    found = byar(count)
    return Interval(found.low / base * factor, found.high / base * factor)
