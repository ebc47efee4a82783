"""A figure, or the reason why it is not defined."""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import StrEnum
from typing import TypeGuard


class Undefined(StrEnum):
    """Why a figure of economic structure is not defined.

    ``MISSING``: a figure that it needs is not known. ``NOTHING``: it would be a share of nothing.
    ``NEW``: the industry had no jobs in the area at first, so that it has no rate of growth.
    ``NOT_THERE``: the area compared with has none of an industry that the area has. ``ALONE``:
    there is one part only, among which nothing can be unequal.
    """

    MISSING = "missing"
    NOTHING = "nothing"
    NEW = "new"
    NOT_THERE = "not_there"
    ALONE = "alone"


Number = float | Undefined


def is_number(value: Number | None) -> TypeGuard[float]:
    """Whether it is a figure and no reason."""
    return value is not None and not isinstance(value, Undefined)


def are_amounts(figures: Iterable[float | None]) -> bool:
    """Whether all are amounts: known, finite and not below zero."""
    return all(one is not None and math.isfinite(one) and one >= 0 for one in figures)


def summed(figures: Iterable[Number]) -> Number:
    """The sum; the first reason where a part of it is not defined."""
    total = 0.0
    for one in figures:
        if not is_number(one):
            return one
        total += one
    return total
