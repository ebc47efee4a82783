"""How all firms are weighted together: by persons of their size class, or by firms there are.

A group that weighs much and has few firms makes a weighted figure one of few firms. Such a group
has no counts of its own: it is a part of what the told groups leave of all firms, which has the
rounding errors of all of them. What is left is used where it has firms enough, and left out where
it weighs little; else there is no weighted figure.

The firms of the rest share one weight, though their own differ. What that costs in certainty is
counted as L. Kish does (Survey Sampling, 1965): firms of the weights w are as many as
(Σw)² ÷ Σw² of one weight.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from seutukuva.interviews.balances import Stratum
from seutukuva.interviews.protection import Cell
from seutukuva.interviews.told import ALL, EXACT, Group

PERSONNEL, STOCK = "personnel", "stock"
# A small rest of at most this share of all weight is left out.
_LITTLE = 0.05
# Firms of a class that is rounded to none: it may have one or two, and one large firm may outweigh
# all others. With this many the intervals hold; with none they are too narrow where size matters.
_UNSEEN = 0.2


@dataclass(frozen=True, slots=True)
class Weighing:
    """How all firms are weighted.

    Attributes:
        by: "", PERSONNEL or STOCK.
        dimension: of the groups that the weights are of.
        weight_of: persons of a typical firm by size class, or firms there are by municipality.
        interviewed: firms interviewed by group, rounded.
        enough: firms from which figures are told, also of the rest.
    """

    by: str = ""
    dimension: str = ""
    weight_of: Mapping[str, float] = field(default_factory=dict)
    interviewed: Mapping[Group, int] = field(default_factory=dict)
    enough: int = 10

    def strata(
        self, cells: Mapping[Group, Cell], stratum: Callable[[Cell, float], Stratum]
    ) -> list[Stratum]:
        """Told groups, and the rest as one.

        Args:
            cells: of one question, with ALL.
            stratum: of a cell and its weight.

        Returns:
            Nothing where no group is told, a weight is not known, or the rest is small and heavy.
        """
        told = {
            group.id: cell
            for group, cell in cells.items()
            if group.dimension == self.dimension and cell.level == EXACT and cell.base
        }
        if not told or not all(self.weight_of.get(name, 0) > 0 for name in told):
            return []
        own = [stratum(cell, self._weight(name, cell)) for name, cell in told.items()]
        rest = _left(stratum(cells[ALL], 1.0), own)
        hidden = {name: each for name, each in self.weight_of.items() if name not in told}
        heavy, weight, unlike = self._rest(hidden, rest.firms)
        if weight > 0 and rest.firms >= self.enough:
            return [*own, replace(rest, weight=weight, unlike=unlike)]
        light = _LITTLE / (1 - _LITTLE) * sum(one.weight * one.firms for one in own)
        return own if heavy <= light else []

    def _weight(self, name: str, cell: Cell) -> float:
        """Of one firm of a told group."""
        return self.weight_of[name] / (cell.base if self.by == STOCK else 1)

    def _rest(self, hidden: Mapping[str, float], left: float) -> tuple[float, float, float]:
        """Weight of the rest together and of one firm in it, and how unlike the weights are."""
        if self.by == STOCK:
            heavy = sum(hidden.values())
            return heavy, heavy / max(left, 1.0), 1.0
        seen = {name: self.interviewed.get(Group(self.dimension, name), 0) for name in hidden}
        firms = {name: n or _UNSEEN for name, n in seen.items()}
        total, weight, square = (
            sum(n * hidden[name] ** power for name, n in firms.items()) for power in (0, 1, 2)
        )
        if not weight:
            return 0.0, 0.0, 1.0
        heavy = sum(n * hidden[name] for name, n in seen.items())
        return heavy, weight / total, square * total / weight**2


def _left(whole: Stratum, own: list[Stratum]) -> Stratum:
    """What groups leave of all firms: counts below zero stand, or they would not be unbiased."""
    counts = {score: n - sum(one.counts[score] for one in own) for score, n in whole.counts.items()}
    firms = whole.firms - sum(one.firms for one in own)
    return Stratum(counts, firms, roundings=1 + len(own))
