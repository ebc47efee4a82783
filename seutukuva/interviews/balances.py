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
plain one is too narrow, and has a width where all firms agree. What is said in sentences is judged
with them at every number of firms (`Balance.steady`).

Counts are rounded (`rounding`): what that adds to the variance is in each interval.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from seutukuva.interviews.chance import p_value
from seutukuva.interviews.rounding import Rounding
from seutukuva.verdicts.intervals import Z

# A balance is told as a class where an exact figure would tell too much. Bounds in points of the
# balance; a third is one firm in three more of one kind.
CLASSES = ("clearly_negative", "negative", "even", "positive", "clearly_positive")
_CLEAR, _SLIGHT = 100 / 3, 10.0
ONE_FIRM, WEIGHTED = "one_firm_one_vote", "weighted"
# Below so many firms the plain interval is too narrow: one answer of each extreme is added.
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
        roundings: rounded counts of which each of these is made: what a group leaves of another
            has the errors of both.
        unlike: mean square of the true weights ÷ square of their mean, where `weight` stands for
            weights that are not the same.
    """

    counts: Mapping[float | None, float]
    firms: float
    weight: float = 1.0
    roundings: int = 1
    unlike: float = 1.0


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
        noise: the part of `se` that rounding adds.
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
    noise: float = 0.0

    @property
    def chance(self) -> float:
        """The part of `se` that rounding does not add."""
        return math.sqrt(max(0.0, self.se**2 - self.noise**2))

    @property
    def spread(self) -> float:
        """Standard deviation of the answers of single firms, in points."""
        return self.chance / self.correction * math.sqrt(self.n_eff + added(self.n_eff))

    @property
    def steady(self) -> Balance:
        """With one answer of each extreme added, however many firms there are.

        Of thirty to sixty firms the plain interval leaves the truth outside 6 to 9 times of 100:
        good enough to be looked at, and too often for a sentence.
        """
        n = self.n_eff + _ADDED
        value = self.value * self.n_eff / n
        if added(self.n_eff):
            return replace(self, value=value)
        square = (self.spread**2 + self.value**2) * self.n_eff + _ADDED * 100.0**2
        chance = math.sqrt((square / n - value**2) / n) * self.correction
        se = math.hypot(chance, self.noise)
        low, high = interval(value, se, 100.0)
        return replace(self, value=value, se=se, low=low, high=high, n_eff=n)

    @property
    def p_value(self) -> float:
        """Of as many firms that expect better as worse."""
        steady = self.steady
        return p_value(steady.value, steady.se, self.n_eff)


def correction(n: float, population: float | None) -> float:
    """√((N − n) ÷ (N − 1)); 1 where N is not known.

    1 also where n is more than half of N: N is of other firms and another year than the
    interviews, and taken at its word it would make any figure certain.
    """
    if population is None or population <= 1 or n > _MOST_OF_ALL * population:
        return 1.0
    return math.sqrt((population - n) / (population - 1))


def added(firms: float) -> int:
    """Answers that are added to those of so many firms before an interval is calculated."""
    return _ADDED if firms < _SMALL else 0


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
    # Where weights differ the heavy firms are what is uncertain, and few of all there are.
    factor = correction(found.n_eff, population)
    se = math.hypot(found.se * factor, found.noise) * 100
    low, high = interval(found.centre * 100, se, 100.0)
    value = found.value * 100
    share = found.shares()
    return Balance(
        round(found.firms), share["positive"], share["same"], share["negative"],
        share["cannot_say"], value, se, min(low, value), max(high, value), found.n_eff,
        None if factor == 1.0 else population, factor,
        ONE_FIRM if len(strata) == 1 else WEIGHTED, found.noise * 100,
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
        squares = sum(one.weight**2 * one.firms * one.unlike for one in self.strata)
        self.n_eff = self.total**2 / squares
        # Rounded counts may add up to more than the base.
        self.value = max(-1.0, min(1.0, self._mean(1)))
        square = min(1.0, max(self._mean(2), abs(self.value)))
        more = added(self.n_eff)
        n = self.n_eff + more
        self.centre = self.value * self.n_eff / n
        square = (square * self.n_eff + more) / n
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
        variance = counts + self.value**2 * self.rounding.variance
        return one.weight**2 * one.roundings * variance

    def shares(self) -> dict[str, float]:
        """Shares of kinds of answers in per cent, each from 0 to 100."""
        found = dict.fromkeys(("positive", "same", "negative", "cannot_say"), 0.0)
        for one in self.strata:
            for score, count in one.counts.items():
                found[_kind(score)] += one.weight * count / self.total * 100
        return {kind: max(0.0, min(100.0, share)) for kind, share in found.items()}


def _kind(score: float | None) -> str:
    if score is None:
        return "cannot_say"
    if score == 0:
        return "same"
    return "positive" if score > 0 else "negative"


def interval(value: float, se: float, most: float) -> tuple[float, float]:
    """The 95 % interval about a value, within −`most` and `most`."""
    return max(-most, value - Z * se), min(most, value + Z * se)


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
