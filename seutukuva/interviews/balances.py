"""Balances of answers: how much more often firms expect better than worse, and how sure that is.

A balance is the share of positive answers less the share of negative ones, from −100 to 100, and
no percentage of change. Five-step answers count half where they are half: (PP + ½P) − (½M + MM).
Who cannot say stays in the base, as in the European Commission's business surveys (DG ECFIN, The
Joint Harmonised EU Programme of Business and Consumer Surveys: User guide); the base is printed.

Variance of a score s of −1, −½, 0, ½ or 1: Σ p s² − B², which for three steps is
p₊ + p₋ − (p₊ − p₋)². Weights: n is replaced by n_eff = (Σw)² ÷ Σw² (L. Kish, Survey Sampling,
1965). Of a small population: standard error × √((N − n) ÷ (N − 1)), as in W. G. Cochran, Sampling
Techniques, 1977, chapter 2.

What is told of them to whom is decided in `protection` and `results`: these are the figures only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from seutukuva.verdicts.intervals import Z

# A balance is told as a class where an exact figure would tell too much. Bounds in points of the
# balance; a third is one firm in three more of one kind.
CLASSES = ("clearly_negative", "negative", "even", "positive", "clearly_positive")
_CLEAR, _SLIGHT = 100 / 3, 10.0
ONE_FIRM, WEIGHTED = "one_firm_one_vote", "weighted"


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance and how sure it is.

    Attributes:
        n: firms in the base, those who cannot say included unless `with_cannot_say` is False.
        positive, same, negative, cannot_say: shares in per cent of the base; `same` are answers
            with the score 0, half answers count fully as positive or negative.
        value: the balance, −100 to 100.
        se: standard error in points, with the finite-population correction where `population`
            is known; None for fewer than two firms.
        low, high: 95 % interval, within −100 and 100; None where `se` is.
        n_eff: firms that as many equally weighted ones would be.
        population: firms the sample is of; None where not known.
        correction: factor of the finite population, 1 where not known.
        method: "one_firm_one_vote" or "weighted".
    """

    n: int
    positive: float
    same: float
    negative: float
    cannot_say: float
    value: float
    se: float | None
    low: float | None
    high: float | None
    n_eff: float
    population: int | None = None
    correction: float = 1.0
    method: str = ONE_FIRM
    with_cannot_say: bool = True

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval leaves zero outside."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, slots=True)
class Change:
    """The difference of two balances, the later less the earlier, in points.

    Attributes:
        paired: firms that answered both times.
        covariance: what the pairs take off the variance, in points²: 0 where none or too few.
    """

    value: float
    se: float | None
    low: float | None
    high: float | None
    paired: int
    covariance: float

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the interval leaves zero outside."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def correction(n: float, population: float | None) -> float:
    """√((N − n) ÷ (N − 1)); 1 where N is not known, 0 where all or more have answered."""
    if population is None or population <= 1:
        return 1.0
    return math.sqrt(max(0.0, population - n) / (population - 1))


def balance(
    scores: Sequence[float | None] | np.ndarray,
    weights: Sequence[float] | np.ndarray | None = None,
    *,
    population: int | None = None,
    with_cannot_say: bool = True,
) -> Balance | None:
    """The balance of single answers.

    Args:
        scores: one a firm, of −1, −½, 0, ½ and 1; None or NaN of who cannot say.
        weights: one a firm, positive; left out: one firm, one vote.
        population: firms the sample is of.
        with_cannot_say: whether who cannot say is in the base.

    Returns:
        None where nobody is in the base.

    Raises:
        ValueError: a weight is not positive and finite, or their number is another.
    """
    given = np.array([math.nan if one is None else one for one in scores], dtype=float)
    weight = np.ones(len(given)) if weights is None else np.asarray(weights, dtype=float)
    if len(weight) != len(given) or not (np.isfinite(weight) & (weight > 0)).all():
        raise ValueError("a weight is needed for each answer, above zero")
    if not with_cannot_say:
        weight, given = weight[~np.isnan(given)], given[~np.isnan(given)]
    if not len(given):
        return None
    known = np.nan_to_num(given)
    total = weight.sum()
    n_eff = float(total**2 / (weight**2).sum())
    share = {
        "positive": weight[known > 0].sum() / total * 100,
        "negative": weight[known < 0].sum() / total * 100,
        "cannot_say": weight[np.isnan(given)].sum() / total * 100,
        "same": weight[(given == 0)].sum() / total * 100,
    }
    value = float((weight * known).sum() / total)
    variance = float((weight * known**2).sum() / total) - value**2
    return _judged(
        len(given), {key: float(one) for key, one in share.items()}, value, variance, n_eff,
        population=population, method=ONE_FIRM if weights is None else WEIGHTED,
        with_cannot_say=with_cannot_say,
    )  # fmt: skip


def of_counts(
    counts: Mapping[float | None, float],
    *,
    population: int | None = None,
    with_cannot_say: bool = True,
) -> Balance | None:
    """The balance of firms counted by score, one vote each; the key None: cannot say."""
    scores: list[float | None] = []
    for score, count in counts.items():
        scores += [score] * round(count)
    return balance(scores, population=population, with_cannot_say=with_cannot_say)


def of_shares(
    positive: float, same: float, negative: float, n: int, population: int | None = None
) -> Balance:
    """The balance of three published shares in per cent, of `n` firms."""
    value = (positive - negative) / 100
    variance = (positive + negative) / 100 - value**2
    share = {"positive": positive, "same": same, "negative": negative, "cannot_say": 0.0}
    return _judged(
        n, share, value, variance, n, population=population, method=ONE_FIRM, with_cannot_say=True
    )


def _judged(
    n: int,
    share: Mapping[str, float],
    value: float,
    variance: float,
    n_eff: float,
    *,
    population: int | None,
    method: str,
    with_cannot_say: bool,
) -> Balance:
    factor = correction(n, population)
    se = None if n < 2 else math.sqrt(max(0.0, variance) / n_eff) * factor * 100
    low, high = _interval(value * 100, se, 100.0)
    return Balance(
        n, share["positive"], share["same"], share["negative"], share["cannot_say"],
        value * 100, se, low, high, n_eff, population, factor, method, with_cannot_say,
    )  # fmt: skip


def _interval(
    value: float, se: float | None, most: float
) -> tuple[float, float] | tuple[None, None]:
    if se is None:
        return None, None
    return max(-most, value - Z * se), min(most, value + Z * se)


def change(
    before: Balance,
    after: Balance,
    pairs: tuple[np.ndarray, np.ndarray] | None = None,
    fewest_pairs: int = 10,
) -> Change:
    """How a balance changed between two rounds of interviews.

    The change is the difference of the two balances as they are told, so that a reader who
    subtracts finds the same. Firms that answered both times do not vary twice: with n₁ and n₂
    firms, m of them in both, the variance is SE₁² + SE₂² − 2 m ÷ (n₁ n₂) × covariance of the
    m pairs. Without pairs that is the variance of independent samples, and where the same firms
    answered both times exactly that of the pairs' differences. Below `fewest_pairs` the
    covariance is too uncertain and taken for 0, which makes the interval wider.

    Args:
        pairs: scores of the firms that answered both times, before and after, one vote each;
            who cannot say has the score 0. Left out for weighted balances.
    """
    value = after.value - before.value
    m = 0 if pairs is None else len(pairs[0])
    covariance = 0.0
    if pairs is not None and m >= fewest_pairs:
        first, second = (np.asarray(one, dtype=float) for one in pairs)
        # Around each round's own balance, so that with the same firms it is the pairs' variance.
        spread = float(((first - before.value / 100) * (second - after.value / 100)).sum())
        factor = before.correction * after.correction
        covariance = spread / (before.n * after.n) * factor * 100**2
    if before.se is None or after.se is None:
        return Change(value, None, None, None, m, covariance)
    variance = before.se**2 + after.se**2 - 2 * covariance
    se = math.sqrt(max(0.0, variance))
    low, high = _interval(value, se, 200.0)
    return Change(value, se, low, high, m, covariance)


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
