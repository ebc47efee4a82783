"""Programmes: the areas, organisations and development areas that one is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.development import DevelopmentArea, development_area
from seutukuva.definitions.model import Text
from seutukuva.definitions.reading import Keys, toml
from seutukuva.errors import DefinitionError


@dataclass(frozen=True, slots=True)
class Organisation:
    """An actor of a programme; roles and organisations, never persons."""

    id: str
    name: Text
    short: str
    kind: str


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme: areas, organisations, development areas, headline figures."""

    id: str
    title: Text
    description: Text
    areas: tuple[str, ...]
    subregion: str
    region: str
    country: str
    default_area: str
    compare: tuple[str, ...]
    headline: tuple[str, ...]
    organisations: Mapping[str, Organisation]
    development_areas: tuple[DevelopmentArea, ...]
    tiles: Mapping[str, tuple[int, int]]


def _organisation(keys: Keys) -> Organisation:
    found = Organisation(
        keys.string("id"), keys.text("name"), keys.string("short"), keys.string("kind")
    )
    keys.finish()
    return found


def _tiles(entries: list[Keys]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for entry in entries:
        place = entry.integer("row"), entry.integer("col")
        if place in found.values():
            raise entry.error("row", f"row {place[0]}, col {place[1]} is taken already")
        found[entry.string("area")] = place
        entry.finish()
    return found


def programme(name: str, keys: Keys) -> Programme:
    """``programme.toml`` of one programme."""
    organisations = [_organisation(entry) for entry in keys.tables("organisation")]
    found = Programme(
        id=name,
        title=keys.text("title"),
        description=keys.text("description"),
        areas=keys.strings("areas"),
        subregion=keys.string("subregion"),
        region=keys.string("region"),
        country=keys.string("country"),
        default_area=keys.string("default_area"),
        compare=keys.strings("compare"),
        headline=keys.strings("headline"),
        organisations=MappingProxyType({one.id: one for one in organisations}),
        development_areas=tuple(
            development_area(entry) for entry in keys.tables("development_area")
        ),
        tiles=MappingProxyType(_tiles(keys.tables("tile", []))),
    )
    keys.finish()
    return found


def programmes(folder: Path) -> dict[str, Programme]:
    """Every programme of the folder."""
    files = sorted(folder.glob("*/programme.toml"))
    return {file.parent.name: programme(file.parent.name, toml(file)) for file in files}


def chosen(programmes: Mapping[str, Programme], asked: str, folder: Path) -> Programme:
    """The programme that is asked for, else the first.

    Raises:
        DefinitionError: there is no such one.
    """
    name = asked or next(iter(programmes), "")
    if name not in programmes:
        raise DefinitionError(
            folder,
            name,
            "no such programme",
            todo="SEUTUKUVA_PROGRAMME is one of: " + ", ".join(programmes),
        )
    return programmes[name]
