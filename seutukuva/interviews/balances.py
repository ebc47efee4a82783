"""Balances of answers: how much more often firms expect better than worse, and how sure that is.

A balance is the share of positive answers less the share of negative ones, from −100 to 100, and
no percentage of change. Five-step answers count half where they are half: (PP + ½P) − (½M + MM).
Who cannot say stays in the base, as in the European Commission's business surveys (DG ECFIN, The
Joint Harmonised EU Programme of Business and Consumer Surveys: User guide); the base is printed.

Variance of a score s of −1, −½, 0, ½ or 1: Σ p s² − B², which for three steps is
p₊ + p₋ − (p₊ − p₋)². Weights: n is replaced by n_eff = (Σw)² ÷ Σw² (L. Kish, Survey Sampling,
1965). Of a small population: standard error × √((N − n) ÷ (N − 1)), as in W. G. Cochran, Sampling
Techniques, 1977, chapter 2. Below 30 firms one answer of each extreme is added before the interval
is calculated (D. G. Bonett and R. M. Price (2012), Adjusted Wald confidence interval for a
difference of binomial proportions based on paired data), which holds what it promises where the
plain one is too narrow, and has a width where all firms agree.

Counts are rounded (`rounding`): what that adds to the variance is in each interval.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from seutukuva.interviews.rounding import Rounding
from seutukuva.verdicts.intervals import Z

# A balance is told as a class where an exact figure would tell too much. Bounds in points of the
# balance; a third is one firm in three more of one kind.
CLASSES = ("clearly_negative", "negative", "even", "positive", "clearly_positive")
_CLEAR, _SLIGHT = 100 / 3, 10.0
ONE_FIRM, WEIGHTED = "one_firm_one_vote", "weighted"
# Below so many firms the plain interval is too narrow.
_SMALL, _ADDED = 30, 2
# Firms that change or close between the count of all and the interviews may be that many of them.
_MOST_OF_ALL = 0.5


@dataclass(frozen=True, slots=True)
class Stratum:
    """Firms that weigh the same.

    Attributes:
        counts: firms by score; the key None: cannot say.
        firms: in the base; rounded counts do not add up to it.
        weight: of one firm, above zero.
    """

    counts: Mapping[float | None, float]
    firms: float
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance and how sure it is.

    Attributes:
        n: firms in the base, with those who cannot say.
        positive, same, negative, cannot_say: shares in per cent of the base; `same` are answers
            with the score 0, half answers count fully as positive or negative. Of rounded counts
            they do not add up to 100.
        value: the balance, −100 to 100.
        se: standard error in points, of chance and of rounding.
        low, high: 95 % interval, within −100 and 100.
        n_eff: firms that as many equally weighted ones would be.
        population: firms the sample is of; None where not known, or not used (see `correction`).
        correction: factor of the finite population, 1 where not used.
        method: "one_firm_one_vote" or "weighted".
    """

    n: int
    positive: float
    same: float
    negative: float
    cannot_say: float
    value: float
    se: float
    low: float
    high: float
    n_eff: float
    population: int | None = None
    correction: float = 1.0
    method: str = ONE_FIRM

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval leaves zero outside."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Change:
    """The difference of two balances, the later less the earlier, in points."""

    value: float
    se: float
    low: float
    high: float

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval leaves zero outside."""
        return self.low > 0 or self.high < 0


def correction(n: float, population: float | None) -> float:
    """√((N − n) ÷ (N − 1)); 1 where N is not known.

    1 also where n is more than half of N: N is of other firms and another year than the
    interviews, and taken at its word it would make any figure certain.
    """
    if population is None or population <= 1 or n > _MOST_OF_ALL * population:
        return 1.0
    return math.sqrt((population - n) / (population - 1))


def balance(
    strata: Sequence[Stratum], *, population: int | None = None, rounding: Rounding | None = None
) -> Balance:
    """The balance of firms counted by score.

    Args:
        strata: one or more, with firms; several of them make it a weighted balance.
        population: firms the sample is of.
        rounding: of the counts; left out, they are true ones.

    Raises:
        ValueError: no firms, or a weight that is not above zero.
    """
    if not all(one.weight > 0 and one.firms > 0 for one in strata) or not strata:
        raise ValueError("a balance needs firms, and weights above zero")
    found = _Sums(strata, rounding)
    factor = correction(found.firms, population)
    se = math.hypot(found.se * factor, found.noise) * 100
    low, high = _interval(found.centre * 100, se, 100.0)
    value = found.value * 100
    share = found.shares()
    return Balance(
        round(found.firms), share["positive"], share["same"], share["negative"],
        share["cannot_say"], value, se, min(low, value), max(high, value), found.n_eff,
        None if factor == 1.0 else population, factor,
        ONE_FIRM if len(strata) == 1 else WEIGHTED,
    )  # fmt: skip


@dataclass(slots=True)
class _Sums:
    """Moments of scores over strata."""

    strata: Sequence[Stratum]
    rounding: Rounding | None
    firms: float = field(init=False)
    total: float = field(init=False)
    n_eff: float = field(init=False)
    value: float = field(init=False)
    centre: float = field(init=False)
    se: float = field(init=False)
    noise: float = field(init=False)

    def __post_init__(self) -> None:
        self.firms = sum(one.firms for one in self.strata)
        self.total = sum(one.weight * one.firms for one in self.strata)
        self.n_eff = self.total**2 / sum(one.weight**2 * one.firms for one in self.strata)
        # Rounded counts may add up to more than the base.
        self.value = max(-1.0, min(1.0, self._mean(1)))
        square = min(1.0, max(self._mean(2), abs(self.value)))
        n, self.centre = self.n_eff, self.value
        if self.firms < _SMALL:
            self.centre = self.value * n / (n + _ADDED)
            square = (square * n + _ADDED) / (n + _ADDED)
            n += _ADDED
        self.se = math.sqrt(max(0.0, square - self.centre**2) / n)
        self.noise = math.sqrt(sum(map(self._noise, self.strata))) / self.total

    def _mean(self, power: int) -> float:
        return (
            sum(
                one.weight * score**power * count
                for one in self.strata
                for score, count in one.counts.items()
                if score is not None
            )
            / self.total
        )

    def _noise(self, one: Stratum) -> float:
        if self.rounding is None:
            return 0.0
        counts = self.rounding.variance_of(score for score in one.counts if score is not None)
        return one.weight**2 * (counts + self.value**2 * self.rounding.base_variance)

    def shares(self) -> dict[str, float]:
        """Shares of kinds of answers in per cent, each at most 100."""
        found = dict.fromkeys(("positive", "same", "negative", "cannot_say"), 0.0)
        for one in self.strata:
            for score, count in one.counts.items():
                found[_kind(score)] += one.weight * count / self.total * 100
        return {kind: min(100.0, share) for kind, share in found.items()}


def _kind(score: float | None) -> str:
    if score is None:
        return "cannot_say"
    if score == 0:
        return "same"
    return "positive" if score > 0 else "negative"


def of_counts(
    counts: Mapping[float | None, float],
    firms: float | None = None,
    *,
    population: int | None = None,
    rounding: Rounding | None = None,
) -> Balance:
    """The balance of firms counted by score, one vote each; the key None: cannot say.

    Args:
        firms: in the base; left out, all that are counted.
    """
    base = sum(counts.values()) if firms is None else firms
    return balance([Stratum(counts, base)], population=population, rounding=rounding)


def _interval(value: float, se: float, most: float) -> tuple[float, float]:
    return max(-most, value - Z * se), min(most, value + Z * se)


def change(before: Balance, after: Balance) -> Change:
    """How a balance changed between two rounds of interviews.

    The change is the difference of the two balances as they are told, so that a reader who
    subtracts finds the same. The variance is that of independent samples, SE₁² + SE₂². Where many
    firms answered both times it is smaller in truth: then the interval is wider than it need be,
    and a change that is told holds all the more. Which firms they are is not counted, for that
    would be a figure beside the rounded ones.
    """
    value, se = after.value - before.value, math.hypot(before.se, after.se)
    return Change(value, se, *_interval(value, se, 200.0))


def class_of(value: float) -> str:
    """The class of a balance: one of `CLASSES`.

    Even within ten points of zero, clear from a third on: more than twice as many firms of one
    kind as of the other when all take a side.
    """
    if abs(value) <= _SLIGHT:
        return "even"
    is_clear = abs(value) >= _CLEAR
    if value > 0:
        return "clearly_positive" if is_clear else "positive"
    return "clearly_negative" if is_clear else "negative"


def side_of(value: float) -> str:
    """The class of a balance of so few firms that only its side can be told."""
    return class_of(value).removeprefix("clearly_")
