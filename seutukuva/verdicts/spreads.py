"""Where an area stands among all areas of its kind: quartiles, spine position, rank.

The axis is that of a spine chart: the benchmark in the middle, and the farther of the two ends,
lowest or highest figure, at distance 1 (Fingertips technical guidance, "Spine charts"). Distances
are signed: −5 is 8 below a benchmark of +3.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva.formats import finite

# Quartiles of fewer areas than this say more about the areas than about how figures spread.
FEWEST = 8


@dataclass(frozen=True, slots=True)
class Spread:
    """How the figures of many areas lie, in their own unit."""

    minimum: float
    q1: float
    median: float
    q3: float
    maximum: float
    n: int


@dataclass(frozen=True, slots=True)
class Place:
    """Positions on the spine, −1 to 1 with the benchmark at 0.

    Attributes:
        position: of the area's own figure.
        quartile: 1 for the lowest quarter of the areas to 4 for the highest, by the figures; None
            where all areas have the same figure.
        minimum, q1, median, q3, maximum: positions of the five marks.
    """

    position: float
    quartile: int | None
    minimum: float
    q1: float
    median: float
    q3: float
    maximum: float


@dataclass(frozen=True, slots=True)
class Rank:
    """Place in an order from the highest figure, 1, to the lowest.

    Attributes:
        rank: 1 more than the number of areas with a higher figure.
        of: areas with a figure, the own one among them.
        ties: other areas with the same figure.
    """

    rank: int
    of: int
    ties: int


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything that one row of a spine chart needs.

    Attributes:
        place: None where there is nothing to place: see `reason`.
        n: areas that have a figure, of `of` areas of the kind.
        reason: code of `wording.REASONS`: why there is no spine or no own mark on it; "" if both.
    """

    place: Place | None
    spread: Spread | None
    n: int
    of: int
    reason: str


def spread(values: Iterable[Any], of: int | None = None) -> Spread | None:
    """Quartiles by linear interpolation, as numpy.percentile takes them.

    Args:
        values: a figure an area; None and NaN are areas without one.
        of: how many areas of the kind there are.

    Returns:
        None with fewer than 8 figures, or with figures of fewer than half of the areas.
    """
    return _spread(_ordered(values), of)


def _ordered(values: Iterable[Any]) -> list[float]:
    figures = list(values)
    # Nearly always all of them are good, and a page has tens of thousands.
    if not (set(map(type, figures)) == {float} and all(map(math.isfinite, figures))):
        figures = [value for one in figures if (value := finite(one)) is not None]
    return sorted(figures)


def _spread(ordered: Sequence[float], of: int | None) -> Spread | None:
    n = len(ordered)
    if n < FEWEST or (of is not None and 2 * n < of):
        return None
    q1, median, q3 = (_quantile(ordered, share) for share in (0.25, 0.5, 0.75))
    return Spread(ordered[0], q1, median, q3, ordered[-1], n)


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    if below + 1 == len(ordered):
        return ordered[-1]
    step = ordered[below + 1] - ordered[below]
    # Never beyond the next figure, which adding may miss by the last digit.
    return min(ordered[below] + (place - below) * step, ordered[below + 1])


def place(value: float, benchmark: float, spread: Spread) -> Place:
    """Where a figure and the five marks lie around a benchmark.

    Low is on the left whichever direction is wanted: every row is read the same way.
    """
    longest = max(abs(spread.maximum - benchmark), abs(spread.minimum - benchmark))

    def position(figure: float) -> float:
        away = (figure - benchmark) / longest if longest else 0.0
        return min(1.0, max(-1.0, away))

    return Place(
        position=position(value),
        quartile=_quartile(value, spread),
        minimum=position(spread.minimum),
        q1=position(spread.q1),
        median=position(spread.median),
        q3=position(spread.q3),
        maximum=position(spread.maximum),
    )


def _quartile(value: float, spread: Spread) -> int | None:
    if spread.minimum == spread.maximum == value:
        return None
    if value < spread.q1:
        return 1
    if value > spread.q3:
        return 4
    return 2 if value < spread.median else 3


def rank(own: float, values: Iterable[Any]) -> Rank:
    """Rank of a figure among those of all areas, of which it is one.

    A figure that is not among `values` is counted in. Areas without a figure are no company.
    """
    ordered = _ordered(values)
    below, upto = bisect_left(ordered, own), bisect_right(ordered, own)
    higher = len(ordered) - upto
    ties = max(0, upto - below - 1)
    return Rank(higher + 1, len(ordered) + (upto == below), ties)


def marks(values: Sequence[Any], own: Any, benchmark: Any, *, of: int | None = None) -> Marks:
    """A row of a spine chart.

    Args:
        values: figures of all municipalities or sub-regions of the country; None and NaN for
            those without one.
        own: the area's figure; None without one.
        benchmark: figure of the middle line.
        of: how many areas of the kind there are, where `values` lists only those with a figure.
    """
    known = _ordered(values)
    kind = len(values) if of is None else of
    figure, middle = finite(own), finite(benchmark)
    found = _spread(known, kind)
    reason = ""
    if not known:
        reason = "no_figures"
    elif found is None:
        reason = "few_areas" if len(known) < FEWEST else "half_missing"
    elif middle is None:
        reason = "no_benchmark"
    elif figure is None:
        reason = "no_own_figure"
    placed = None
    if not reason and figure is not None and middle is not None and found is not None:
        placed = place(figure, middle, found)
    return Marks(placed, found, len(known), kind, reason)
