"""The order of indicators wherever they stand in a list."""

from __future__ import annotations

from collections.abc import Iterable

from seutukuva.definitions.model import Definitions, Indicator


def by_theme(found: Definitions, indicators: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Indicators by theme and place within it; those with the same place by their ids."""
    return tuple(
        sorted(indicators, key=lambda one: (found.themes[one.theme].order, one.order, one.id))
    )
