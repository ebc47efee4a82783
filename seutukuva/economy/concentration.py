"""How one-sided an area is by industry, and how unevenly an industry lies over areas.

Measures and their forms as in the R package REAT, T. Wieland, 2019, "REAT: A regional economic
analysis toolbox for R". Figures are amounts, none below zero; two lists go together by place.
"""

from __future__ import annotations

from collections.abc import Sequence

from seutukuva.economy.undefined import Number, Undefined, are_amounts, is_number

Amounts = Sequence[float]


def herfindahl(amounts: Amounts) -> Number:
    """Sum of squared shares, 1/n … 1: the likelihood that two jobs are of one industry.

    A. O. Hirschman, 1964, "The paternity of an index".
    """
    shares = _shares(amounts)
    return shares if isinstance(shares, Undefined) else sum(one * one for one in shares)


def herfindahl_normalised(amounts: Amounts) -> Number:
    """The same from 0, all alike, to 1, all in one."""
    index, count = herfindahl(amounts), len(amounts)
    if not is_number(index):
        return index
    return (index - 1 / count) / (1 - 1 / count) if count > 1 else Undefined.ALONE


def equivalent_number(amounts: Amounts) -> Number:
    """How many industries of equal size would be as one-sided: 1 by the Herfindahl index."""
    index = herfindahl(amounts)
    return 1 / index if is_number(index) else index


def gini(amounts: Amounts) -> Number:
    """How unevenly amounts are spread, from 0, all alike, to (n − 1)/n, all in one.

    C. Gini, 1912, "Variabilità e mutabilità".
    """
    shares = _shares(amounts)
    if isinstance(shares, Undefined):
        return shares
    return _gini(shares)


def gini_normalised(amounts: Amounts) -> Number:
    """The same from 0 to 1, however many amounts there are."""
    index, count = gini(amounts), len(amounts)
    if not is_number(index):
        return index
    return index * count / (count - 1) if count > 1 else Undefined.ALONE


def gini_concentration(jobs: Amounts, all_jobs: Amounts) -> Number:
    """How unevenly an industry lies over areas, beside all jobs: from 0, nowhere more than else.

    Args:
        jobs: of the industry, by area. ``all_jobs``: of all industries, in the same areas.
    """
    return _relative_gini(jobs, all_jobs)


def gini_specialisation(own: Amounts, there: Amounts) -> Number:
    """How one-sided an area is beside others: from 0, the same industries in the same measure.

    Args:
        own: jobs of the area by industry. ``there``: elsewhere, by the same industries.
    """
    return _relative_gini(own, there)


def krugman(own: Amounts, there: Amounts) -> Number:
    """How far an area's industries are from those elsewhere: 0, the same, to 2, none in common.

    Half of it is the share of jobs that would have to be in other industries.
    P. Krugman, 1991, "Geography and trade".
    """
    both = _both(own, there)
    if isinstance(both, Undefined):
        return both
    return sum(abs(one - other) for one, other in zip(*both, strict=True))


def hoover(amounts: Amounts, reference: Amounts) -> Number:
    """The share that would have to move so that amounts lie as the reference does, 0 … 1.

    E. M. Hoover, 1936, "The measurement of industrial localization".
    """
    distance = krugman(amounts, reference)
    return distance / 2 if is_number(distance) else distance


def _shares(amounts: Amounts) -> list[float] | Undefined:
    if not are_amounts(amounts):
        return Undefined.MISSING
    whole = sum(amounts)
    return [one / whole for one in amounts] if whole > 0 else Undefined.NOTHING


def _both(one: Amounts, other: Amounts) -> tuple[list[float], list[float]] | Undefined:
    if len(one) != len(other):
        return Undefined.MISSING
    first, second = _shares(one), _shares(other)
    if isinstance(first, Undefined):
        return first
    return second if isinstance(second, Undefined) else (first, second)


def _relative_gini(amounts: Amounts, reference: Amounts) -> Number:
    """The Gini coefficient of the location quotients."""
    both = _both(amounts, reference)
    if isinstance(both, Undefined):
        return both
    # What neither has says nothing of how they differ.
    pairs = [(one, other) for one, other in zip(*both, strict=True) if one > 0 or other > 0]
    if any(other <= 0 for _one, other in pairs):
        return Undefined.NOT_THERE
    return _gini([one / other for one, other in pairs])


def _gini(figures: Sequence[float]) -> Number:
    count = len(figures)
    if count < 2:
        return Undefined.ALONE
    mean = sum(figures) / count
    ranked = enumerate(sorted(figures), start=1)
    return 2 / (count * count * mean) * sum(rank * (one - mean) for rank, one in ranked)
