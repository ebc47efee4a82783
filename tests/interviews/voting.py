"""Balances of firms counted by score, as reference values are published."""

from __future__ import annotations

from collections.abc import Mapping

from seutukuva.interviews.balances import Balance, Stratum, balance
from seutukuva.interviews.rounding import Rounding


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
