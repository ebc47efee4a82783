"""Value classes of a map: five by quantiles or of equal width, or both sides of zero."""

from __future__ import annotations

import bisect
import statistics
from collections.abc import Iterable, Sequence
from typing import Literal

from seutukuva import formats
from seutukuva.charts.specification import ValueClass

Method = Literal["quantile", "equal"]
COUNT = 5
_SIDES = 3


def classes(
    values: Iterable[float], *, decimals: int, language: str, signed: bool, method: Method
) -> tuple[ValueClass, ...]:
    """At most five classes from low to high; of signed figures at most three on either side of 0.

    Boundaries are taken from the values as they are printed, so that no two areas with the same
    printed value stand in different classes, and each label gives the lowest and the highest
    printed value in its class. Fewer different values give fewer classes.
    """
    figures = sorted(float(formats.rounded(value, decimals)) for value in values)
    if signed:
        below = [-figure for figure in figures if figure < 0]
        above = [figure for figure in figures if figure >= 0]
        width = max(map(abs, figures), default=0.0)
        groups = {
            -step - 1: sorted(-figure for figure in group)
            for step, group in _grouped(sorted(below), _SIDES, method, (0.0, width)).items()
        }
        groups |= {
            step + 1: group for step, group in _grouped(above, _SIDES, method, (0.0, width)).items()
        }
    else:
        ends = (figures[0], figures[-1]) if figures else (0.0, 0.0)
        groups = _grouped(figures, COUNT, method, ends)
    return tuple(
        ValueClass(
            group[0],
            group[-1],
            step,
            formats.span(group[0], group[-1], decimals, language, signed=signed),
        )
        for step, group in sorted(groups.items())
    )


def _grouped(
    figures: Sequence[float], count: int, method: Method, ends: tuple[float, float]
) -> dict[int, list[float]]:
    """Sorted figures by class number; a class with nothing in it is left out."""
    bounds = _bounds(figures, count, method, ends)
    groups: dict[int, list[float]] = {}
    for figure in figures:
        groups.setdefault(bisect.bisect_right(bounds, figure), []).append(figure)
    return groups


def _bounds(
    figures: Sequence[float], count: int, method: Method, ends: tuple[float, float]
) -> list[float]:
    """The lower limits of the second and later classes."""
    different = sorted(set(figures))
    if len(different) <= count:
        return different[1:]
    if method == "equal":
        low, high = ends
        return [low + (high - low) * step / count for step in range(1, count)]
    return statistics.quantiles(figures, n=count, method="inclusive")


def class_of(value: float | None, found: Sequence[ValueClass], decimals: int) -> int | None:
    """The index of the class that `value` falls in; None for no value."""
    if value is None:
        return None
    figure = float(formats.rounded(value, decimals))
    return next(index for index, one in enumerate(found) if one.low <= figure <= one.high)
