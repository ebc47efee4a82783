"""Composites: indicators that are added up, each with its weight, to hold areas side by side."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from seutukuva.definitions.model import Text
from seutukuva.definitions.reading import Keys, tomls

HIGHEST_WEIGHT = 5


@dataclass(frozen=True, slots=True)
class Composite:
    """What a composite is made of at first; a reader may choose other parts and weights.

    Attributes:
        peer_group: the areas that are held side by side.
        weights: each indicator with its weight, 1 … `HIGHEST_WEIGHT`, in the order of the table.
    """

    id: str
    title: Text
    description: Text
    order: int
    peer_group: str
    weights: tuple[tuple[str, int], ...]

    @property
    def indicators(self) -> tuple[str, ...]:
        """Its indicators."""
        return tuple(indicator for indicator, _weight in self.weights)


def composites(folder: Path) -> dict[str, Composite]:
    """Every composite file of the folder, in their order; none without such a folder."""
    found = [_composite(name, keys) for name, keys in tomls(folder)]
    return {one.id: one for one in sorted(found, key=lambda one: (one.order, one.id))}


def _composite(name: str, keys: Keys) -> Composite:
    weights = tuple(_part(part) for part in keys.tables("part"))
    if len(weights) != len(dict(weights)):
        raise keys.error("part", "an indicator stands in two parts")
    found = Composite(
        id=name,
        title=keys.text("title"),
        description=keys.text("description"),
        order=keys.integer("order"),
        peer_group=keys.string("peer_group"),
        weights=weights,
    )
    keys.finish()
    return found


def _part(keys: Keys) -> tuple[str, int]:
    found = keys.string("indicator"), keys.integer("weight", low=1, high=HIGHEST_WEIGHT)
    keys.finish()
    return found
