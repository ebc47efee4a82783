"""Sections of the standard industrial classification, in both versions in use.

``data/definitions/industries.csv``: TOL 2008 (NACE Rev. 2) and TOL 2025 (NACE Rev. 2.1). From J
on a letter means another section in the other version, so a letter never stands without one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import LANGUAGES, Text
from seutukuva.definitions.reading import rows
from seutukuva.errors import DefinitionError

COLUMNS = (
    "version",
    "in_use_from",
    "section",
    "first_division",
    "last_division",
    *(f"title_{language}" for language in LANGUAGES),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its letter in one version, and the two-digit divisions it holds, both included.

    ``in_use_from``: the first day on which registers used this version.
    """

    version: str
    in_use_from: date
    letter: str
    first: int
    last: int
    title: Text


def industries(file: Path) -> dict[str, Mapping[str, Section]]:
    """Version → letter → section; nothing where there is no such file.

    Raises:
        DefinitionError: names the line; a letter stands twice, or two sections share a division.
    """
    found: dict[str, dict[str, Section]] = {}
    if not file.exists():
        return {}
    for line, row in rows(file, COLUMNS):
        try:
            first, last = int(row["first_division"]), int(row["last_division"])
        except ValueError:
            raise DefinitionError(file, f"line {line}", "a division is not a number") from None
        one = Section(
            row["version"],
            _day(row["in_use_from"], file, line),
            row["section"],
            first,
            last,
            MappingProxyType({language: row[f"title_{language}"] for language in LANGUAGES}),
        )
        version = found.setdefault(one.version, {})
        if any(one.in_use_from != other.in_use_from for other in version.values()):
            raise DefinitionError(file, f"line {line}", f"{one.version} begins on two days")
        if one.letter in version:
            raise DefinitionError(file, f"line {line}", f"{one.letter!r} stands twice")
        if any(one.first <= other.last and other.first <= one.last for other in version.values()):
            raise DefinitionError(file, f"line {line}", "a division belongs to two sections")
        version[one.letter] = one
    return {version: MappingProxyType(sections) for version, sections in found.items()}


def versions(found: Mapping[str, Mapping[str, Section]]) -> list[tuple[date, str]]:
    """The first day of each version, and the version; in the order of the days."""
    days = {
        (one.in_use_from, one.version) for letters in found.values() for one in letters.values()
    }
    return sorted(days)


def _day(text: str, file: Path, line: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DefinitionError(
            file, f"line {line}", f"{text!r} is no day", todo="write e.g. 2026-01-01"
        ) from None
