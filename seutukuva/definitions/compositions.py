"""Compositions: indicators that are looked at together because they are parts of one whole."""

from __future__ import annotations

from pathlib import Path

from seutukuva.definitions.model import Composition
from seutukuva.definitions.reading import Keys, tomls


def compositions(folder: Path) -> dict[str, Composition]:
    """Every composition file of the folder, in their order; none without such a folder."""
    found = [_composition(name, keys) for name, keys in tomls(folder)]
    return {one.id: one for one in sorted(found, key=lambda one: (one.order, one.id))}


def _composition(name: str, keys: Keys) -> Composition:
    found = Composition(
        id=name,
        title=keys.text("title"),
        description=keys.text("description"),
        theme=keys.string("theme"),
        order=keys.integer("order"),
        indicators=keys.strings("indicators"),
    )
    keys.finish()
    return found
