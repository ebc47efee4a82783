"""Areas side by side: scores, composites and ranks of now, and ranks over the years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from seutukuva.texts import N_
from seutukuva.vitality.ranks import Ranking, Ranks, drawn_ranks, ranking
from seutukuva.vitality.reading import Figures
from seutukuva.vitality.scores import Floats, Truths, cut, scores, usable

# A year in which fewer of the areas have a figure would leave too many of them out.
MOST_OF_GROUP = 0.9
# Why an indicator is not counted; each goes on after "because" and ends before a full stop.
REASONS = {
    "no_weight": N_("its weight is zero"),
    "few_areas": N_("fewer than half of the country’s areas have a figure of the same time"),
    "all_equal": N_("all areas have the same figure"),
    "few_here": N_("fewer than half of these areas have a figure of it"),
    "no_side": N_("neither side of it is better"),
    "projection": N_("it is a projection"),
}


@dataclass(frozen=True)
class Field:
    """What areas are held against, and by what.

    Attributes:
        area_ids: the areas side by side.
        every: all areas of their kind in the country, themselves among them.
        better: by indicator, 1 where more is better and −1 where less is.
        weights: by indicator, 0 or more; the indicators are in this order everywhere.
    """

    area_ids: tuple[str, ...]
    every: tuple[str, ...]
    better: Mapping[str, int]
    weights: Mapping[str, float]


@dataclass(frozen=True)
class Assessed:
    """What came of it.

    Attributes:
        area_ids: the areas; the first axis of everything here is in their order.
        indicators: those that count; the second axis.
        weights: of those that count.
        figures: theirs, also of the areas around.
        scores: (areas, indicators) how much better than the country's mean; NaN for none.
        is_cut: (areas, indicators) true where a score would be beyond the limit.
        unused: code of `REASONS` by indicator that does not count.
    """

    area_ids: tuple[str, ...]
    indicators: tuple[str, ...]
    weights: Floats
    figures: Mapping[str, Figures]
    scores: Floats
    is_cut: Truths
    unused: Mapping[str, str]

    @cached_property
    def ranking(self) -> Ranking:
        """Composites and ranks."""
        return ranking(self.scores, self.weights, self.indicators)


def assess(field: Field, figures: Mapping[str, Figures]) -> Assessed:
    """The areas by the given figures.

    Args:
        figures: by indicator; one without any stands in none.
    """
    unused: dict[str, str] = {}
    for name, weight in field.weights.items():
        reason = "no_weight" if not weight > 0 else _refusal(field, figures.get(name))
        if reason:
            unused[name] = reason
    names = tuple(name for name in field.weights if name not in unused)
    table, better = _table(field, [figures[name] for name in names])
    place = {area: at for at, area in enumerate(field.every)}
    rows = [place[area] for area in field.area_ids]
    of = len(field.every)
    return Assessed(
        area_ids=field.area_ids,
        indicators=names,
        weights=np.array([field.weights[name] for name in names], dtype=float),
        figures={name: figures[name] for name in names},
        scores=scores(table, better, of)[rows],
        is_cut=cut(table, better, of)[rows],
        unused=unused,
    )


def _refusal(field: Field, figures: Figures | None) -> str:
    if figures is None:
        return "few_areas"
    table, _better = _table(field, [figures])
    if usable(table, len(field.every))[0]:
        return ""
    known = table[np.isfinite(table)]
    return "all_equal" if 2 * len(known) >= len(table) and np.ptp(known) == 0 else "few_areas"


def _table(field: Field, figures: Sequence[Figures]) -> tuple[Floats, Floats]:
    """(areas of the country, indicators) of figures, and which side is better."""
    columns = [[one.values.get(area, np.nan) for area in field.every] for one in figures]
    table = np.array(columns, dtype=float).reshape(len(figures), len(field.every)).T
    return table, np.array([field.better[one.indicator_id] for one in figures], dtype=float)


def known_years(
    field: Field, figures: Mapping[tuple[str, str], Figures]
) -> dict[str, frozenset[str]]:
    """By indicator, the years in which it can be scored and nearly all the areas have it.

    Args:
        figures: by indicator and year.
    """
    least = MOST_OF_GROUP * len(field.area_ids)
    found: dict[str, set[str]] = {name: set() for name in field.weights}
    for (name, year), one in figures.items():
        known = sum(area in one.values for area in field.area_ids)
        if known >= least and not _refusal(field, one):
            found[name].add(year)
    return {name: frozenset(years) for name, years in found.items()}


@dataclass(frozen=True, slots=True)
class OverYears:
    """Ranks over years, among the areas that have all figures in each of them.

    Attributes:
        years: the earliest first.
        area_ids: the areas ranked; ``left_out``: those that lack a figure in some year.
        rank, low, high: (areas, years) as of `Ranking`.
        risen, fallen: (areas,) with what share of the drawn weights the rank of the last year is
            better, or worse, than that of the first.
    """

    years: tuple[str, ...]
    area_ids: tuple[str, ...]
    left_out: tuple[str, ...]
    rank: Ranks
    low: Ranks
    high: Ranks
    risen: Floats
    fallen: Floats


def over_years(
    field: Field, figures: Mapping[tuple[str, str], Figures], years: Iterable[str]
) -> OverYears:
    """Ranks in each of the years, by the figures of that year.

    Args:
        figures: by indicator and year, at least those of the field's weights and these years.
    """
    chosen = tuple(years)
    each = [assess(field, {name: figures[name, year] for name in field.weights}) for year in chosen]
    kept: Truths = np.ones(len(field.area_ids), dtype=bool)
    for one in each:
        # A composite of other indicators than the year before would be another one.
        kept &= np.isfinite(one.scores).all(axis=1)
    found = [ranking(one.scores[kept], one.weights, one.indicators) for one in each]
    ids = np.array(field.area_ids, dtype=object)
    shape = (len(chosen), int(kept.sum()))

    def column(part: str) -> Floats:
        return np.array([getattr(one, part) for one in found]).reshape(shape).T

    return OverYears(
        chosen,
        tuple(ids[kept]),
        tuple(ids[~kept]),
        column("rank"),
        column("low"),
        column("high"),
        *_moved(each, kept),
    )


def _moved(each: Sequence[Assessed], kept: Truths) -> tuple[Floats, Floats]:
    if not each or not kept.any():
        return np.zeros(0), np.zeros(0)
    before, after = (
        drawn_ranks(one.scores[kept], one.weights, one.indicators) for one in (each[0], each[-1])
    )
    return (after < before).mean(axis=1), (after > before).mean(axis=1)
