"""Likelihood × impact: which signals stand in which cell, and which cannot be placed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from seutukuva.signals.register import Signal


@dataclass(frozen=True, slots=True)
class Matrix:
    """Signals by likelihood and impact.

    Attributes:
        cells: by (likelihood, impact), each 1 to 5; only cells with a signal.
        unrated: signals of which one of both is not known.
    """

    cells: Mapping[tuple[int, int], tuple[Signal, ...]]
    unrated: tuple[Signal, ...]

    def at(self, likelihood: int, impact: int) -> tuple[Signal, ...]:
        """The signals of a cell."""
        return self.cells.get((likelihood, impact), ())


def matrix(signals: Iterable[Signal]) -> Matrix:
    """The signals in their cells, each cell in the order given."""
    cells: dict[tuple[int, int], tuple[Signal, ...]] = {}
    unrated = []
    for one in signals:
        if one.likelihood is None or one.impact is None:
            unrated.append(one)
        else:
            place = (one.likelihood, one.impact)
            cells[place] = (*cells.get(place, ()), one)
    return Matrix(MappingProxyType(cells), tuple(unrated))
