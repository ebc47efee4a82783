"""Twin areas: those of the same kind most like an area, by indicators and weights that are chosen.

As Kolada does it: every indicator is put on one scale, its distance from the mean of all areas in
standard deviations (z), and the distance of two areas is the weighted Euclidean one,
√(Σ w·(z₁ − z₂)² ÷ Σ w). Dividing by the weights makes 1 mean "one standard deviation apart on
average" however many indicators are chosen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from seutukuva.texts import N_

# An indicator that fewer areas have would leave out most of the areas.
FEWEST_SHARE = 0.5
# Why an indicator is not used; each goes on after "because" and ends before a full stop.
REASONS = {
    "no_weight": N_("its weight is zero"),
    "no_own_figure": N_("the area has no figure"),
    "few_areas": N_("fewer than half of the areas have a figure"),
    "all_equal": N_("all areas have the same figure"),
}


@dataclass(frozen=True, slots=True)
class Twins:
    """The nearest areas, and by what.

    Attributes:
        nearest: area and distance, the nearest first; areas as near in order of their ids.
        used: indicators that count, in the order of the weights.
        unused: code of `REASONS` by indicator that does not count.
        left_out: areas without a figure of a used indicator, with those that they lack; of areas
            without a figure of any indicator only their number is known, see `of`.
        apart: by indicator, how far the twins' mean is from the area itself, in standard
            deviations: positive where the twins have more.
        of: how many other areas of the kind there are.
        compared: how many of them have all the figures that count, and could be twins.
    """

    nearest: tuple[tuple[str, float], ...]
    used: tuple[str, ...]
    unused: Mapping[str, str] = field(default_factory=dict)
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: Mapping[str, float] = field(default_factory=dict)
    of: int = 0
    compared: int = 0


def twins(
    own_id: str,
    values: Mapping[str, Mapping[str, float]],
    weights: Mapping[str, float],
    n: int = 7,
    *,
    of: int | None = None,
) -> Twins:
    """The `n` areas nearest to `own_id`.

    Args:
        values: figures by indicator and area, of all areas of one kind, the own one among them;
            None, NaN and infinity are no figures.
        weights: how much each indicator counts; what has no weight here does not count.
        of: how many areas of the kind there are, the own one among them. Left out, those that
            have a figure of some indicator are taken for all.
    """
    figures = {one: _finite(values.get(one, {})) for one in weights}
    areas = {area for known in figures.values() for area in known} - {own_id}
    others = len(areas) if of is None else max(of - 1, len(areas))
    unused: dict[str, str] = {}
    scores: dict[str, dict[str, float]] = {}
    for indicator, weight in weights.items():
        reason = _refusal(own_id, figures[indicator], weight, others)
        if reason:
            unused[indicator] = reason
        else:
            scores[indicator] = _standardised(figures[indicator])
    left_out, distances = _distances(own_id, sorted(areas), scores, weights)
    nearest = tuple((area, distance) for distance, area in sorted(distances)[: max(n, 0)])
    apart = _apart(own_id, scores, nearest)
    return Twins(nearest, tuple(scores), unused, left_out, apart, others, len(distances))


def _distances(
    own_id: str,
    areas: Sequence[str],
    scores: Mapping[str, Mapping[str, float]],
    weights: Mapping[str, float],
) -> tuple[dict[str, tuple[str, ...]], list[tuple[float, str]]]:
    """What areas lack, and the distances of those that lack nothing."""
    left_out: dict[str, tuple[str, ...]] = {}
    distances: list[tuple[float, str]] = []
    total = sum(weights[one] for one in scores)
    for area in areas if scores else ():
        lacking = tuple(one for one in scores if area not in scores[one])
        if lacking:
            left_out[area] = lacking
            continue
        square = sum(weights[one] * (z[area] - z[own_id]) ** 2 for one, z in scores.items())
        distances.append((math.sqrt(square / total), area))
    return left_out, distances


def _finite(figures: Mapping[str, float]) -> dict[str, float]:
    return {
        area: float(value)
        for area, value in figures.items()
        if value is not None and math.isfinite(value)
    }


def _refusal(own_id: str, figures: Mapping[str, float], weight: float, areas: int) -> str:
    if not (math.isfinite(weight) and weight > 0):
        return "no_weight"
    if own_id not in figures:
        return "no_own_figure"
    if len(figures) - 1 < FEWEST_SHARE * areas:
        return "few_areas"
    # A mean may miss equal figures by a digit, and tiny differences may square to nothing.
    is_flat = min(figures.values()) == max(figures.values()) or _deviation(figures) == 0
    return "all_equal" if is_flat else ""


def _deviation(figures: Mapping[str, float]) -> float:
    mean = fmean(figures.values())
    return math.sqrt(fmean((value - mean) ** 2 for value in figures.values()))


def _standardised(figures: Mapping[str, float]) -> dict[str, float]:
    mean, deviation = fmean(figures.values()), _deviation(figures)
    return {area: (value - mean) / deviation for area, value in figures.items()}


def _apart(
    own_id: str, scores: Mapping[str, Mapping[str, float]], nearest: tuple[tuple[str, float], ...]
) -> dict[str, float]:
    if not nearest:
        return {}
    return {
        one: fmean(z[area] for area, _distance in nearest) - z[own_id] for one, z in scores.items()
    }
