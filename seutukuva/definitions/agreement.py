"""Checks across definition files: what one file names, another must define."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from seutukuva.definitions.model import Definitions, Indicator
from seutukuva.errors import DefinitionError


def check(found: Definitions, folder: Path, programmes_folder: Path) -> None:
    """Raise the first disagreement between the files."""
    for indicator in found.indicators.values():
        _check_indicator(found, indicator, folder / "indicators" / f"{indicator.id}.toml")
    for group in found.peer_groups.values():
        _known(group.areas, found.areas, folder / "peer_groups" / f"{group.id}.toml", "areas")
    for programme in found.programmes.values():
        file = programmes_folder / programme.id / "programme.toml"
        for key, values, known in _programme_references(found, programme.id):
            _known(values, known, file, key)


def _known(values: Iterable[str], known: Iterable[str], file: Path, key: str) -> None:
    for value in values:
        if value not in known:
            raise DefinitionError(file, key, f"{value!r} is not defined anywhere")


def _check_indicator(found: Definitions, indicator: Indicator, file: Path) -> None:
    _known([indicator.theme], found.themes, file, "theme")
    _known(indicator.caveats, found.caveats, file, "caveats")
    _known(indicator.related, found.indicators, file, "related")
    aggregation = indicator.aggregation
    if aggregation.method == "ratio":
        _known([aggregation.numerator], found.indicators, file, "aggregation.numerator")
        _known([aggregation.denominator], found.indicators, file, "aggregation.denominator")
    for selection in indicator.selections:
        _known([selection.source_id], found.sources, file, "source.id")
        source = found.sources[selection.source_id]
        if source.connector in ("pxweb", "pxweb2"):
            roles = [role for role, _ in selection.select]
            _known(roles, source.dimensions, file, "source.select")


def _programme_references(
    found: Definitions, programme_id: str
) -> Iterator[tuple[str, Iterable[str], Iterable[str]]]:
    programme = found.programmes[programme_id]
    yield "areas", programme.areas, found.areas
    yield "subregion", [programme.subregion], found.areas
    yield "region", [programme.region], found.areas
    yield "country", [programme.country], found.areas
    yield "default_area", [programme.default_area], found.areas
    yield "compare", programme.compare, found.areas
    yield "headline", programme.headline, found.indicators
    yield "tile", programme.tiles, programme.areas
    for area in programme.development_areas:
        yield f"development_area {area.code}: owner", [area.owner], programme.organisations
        yield f"development_area {area.code}: kpis", area.kpis, found.indicators
