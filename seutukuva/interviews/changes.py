"""How a balance changed between two rounds, and how sure that is where the same firms answered.

The variance of the difference of two means from samples that overlap is V₁ + V₂ − 2C. Of simple
random samples of n₁ and n₂ of N firms, n₁₂ of them in both, C = (n₁₂ ÷ (n₁n₂) − 1 ÷ N) S₁₂, where
S₁₂ is the covariance of the firms' answers (S. M. Tam (1984), On covariance from overlapping
samples, The American Statistician 38, 288–289; without N: L. Kish, Survey Sampling, 1965, chapter
12; P. Knottnerus and A. van Delden (2012), On variances of changes estimated from rotating panels
and dynamic strata, Survey Methodology 38, 43–52). V is that of a balance, with the same N.

It is calculated as V₁ + V₂ − 2 P R √(V₁V₂): P what of it is overlap, R the correlation of the
answers, each within −1 and 1, so that the variance is never below zero (Y. G. Berger (2004),
Variance estimation for measures of change in probability sampling, The Canadian Journal of
Statistics 32, 451–467). As 2 S₁₂ = S₁² + S₂² − D, where D is the variance of a firm's change, it
needs of the firms in both rounds only how many changed their answer by how much: a few counts,
with little to lose in rounding, and less to learn from than who went from which answer to which.

D is taken about zero and not about the mean change, for which it would have to be known who went up
and who down: of firms of which many go the same way the interval is a little too wide. Two changed
firms are added, as D. G. Bonett and R. M. Price (2012) do: rounding may have hidden them, and firms
of which none has changed would else make the change certain. What rounding adds to each of the two
balances is in the interval as if drawn apart.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from seutukuva.interviews.balances import Balance, interval
from seutukuva.interviews.chance import p_value

# Firms that are added, and how far they moved: a step; among few firms from end to end.
_ADDED, _STEP, _END = 2, 1.0, 2.0
# Below so many the plain interval is too narrow, and they count as firms.
_FEW = 30


@dataclass(frozen=True, slots=True)
class Change:
    """The difference of two balances, the later less the earlier, in points.

    Attributes:
        se: standard error, of chance and of rounding.
        low, high: 95 % interval, within −200 and 200.
        both: firms that answered both times, rounded; None where they are too few, or not known,
            and the interval is as if other firms had answered each time.
        p_value: of no change, by the balances as they are when steady (`Balance.steady`).
    """

    value: float
    se: float
    low: float
    high: float
    both: int | None = None
    p_value: float = 1.0


@dataclass(frozen=True, slots=True)
class Panel:
    """Firms that answered both times.

    Attributes:
        moved: firms by how far their score moved, up or down: from 0 to 2.
        firms: all of them; rounded counts do not add up to it.
    """

    moved: Mapping[float, float]
    firms: int

    @property
    def variance(self) -> float:
        """Mean square of the moves, with two firms added: one step each, and in few firms from
        end to end."""
        square = sum(by**2 * count for by, count in self.moved.items())
        if self.firms < _FEW:
            return (square + _ADDED * _END**2) / (self.firms + _ADDED)
        return (square + _ADDED * _STEP**2) / self.firms


def change(before: Balance, after: Balance, panel: Panel | None = None) -> Change:
    """How a balance changed between two rounds of interviews.

    The change is the difference of the two balances as they are told, so that a reader who
    subtracts finds the same.

    Args:
        before, after: of one firm, one vote.
        panel: firms in both; left out, the variance is that of independent samples.
    """
    value, se = after.value - before.value, _se(before, after, panel)
    both = None if panel is None else panel.firms
    early, late = before.steady, after.steady
    likely = p_value(
        late.value - early.value, _se(early, late, panel), min(before.n_eff, after.n_eff)
    )
    return Change(value, se, *interval(value, se, 200.0), both, likely)


def _se(before: Balance, after: Balance, panel: Panel | None) -> float:
    """Standard error of the difference, in points."""
    variance = before.chance**2 + after.chance**2
    if panel is not None:
        variance -= 2 * _covariance(before, after, panel)
    return math.sqrt(max(0.0, variance) + before.noise**2 + after.noise**2)


def _covariance(before: Balance, after: Balance, panel: Panel) -> float:
    """C above, in square points."""
    spreads = before.spread * after.spread
    if not spreads:
        return 0.0
    squares = before.spread**2 + after.spread**2
    alike = (squares - panel.variance * 100**2) / (2 * spreads)
    correlation = max(-1.0, min(1.0, alike))
    return _overlap(before, after, panel.firms) * correlation * before.chance * after.chance


def _overlap(before: Balance, after: Balance, both: int) -> float:
    """P above: the correlation of the balances were no answer ever changed, at most 1."""
    parts = [1 / one.population if one.population else 0.0 for one in (before, after)]
    own = [1 / one.n - part for one, part in zip((before, after), parts, strict=True)]
    shared = both / (before.n * after.n) - max(parts)
    return max(-1.0, min(1.0, shared / math.sqrt(math.prod(own))))
