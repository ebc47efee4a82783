"""What the definitions want from one source, and how its codes become areas and periods."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from seutukuva.definitions.model import Breakdown, Definitions, Selection, Source
from seutukuva.definitions.structures import Structure

KIND_BY_PREFIX = {"SSS": "country", "MK": "region", "SK": "subregion", "KU": "municipality"}
FINNISH_CODE = re.compile(r"(SSS)|(KU)\d{3,4}|(SK)\d{3}|(MK)\d{2}")
# Codes that producers use for "unknown" within a kind; they are no areas.
UNKNOWN_CODE = re.compile(r"MK9\d|SK9\d\d")
MUNICIPALITY_DIGITS = {"FI": 3, "SE": 4, "NO": 4}
PERIOD = re.compile(r"(\d{4})(?:([MQK])(\d{1,2}))?")
SEPARATORS = "-._"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted from one source.

    Attributes:
        selections: one a series, no series twice.
        municipalities: how many municipalities the country has now (0 = not known); an answer
            about all municipalities that holds far fewer is a damaged one.
        breakdowns: by age and sex; their series are known only from the table.
        structures: by industry.
    """

    source_id: str
    selections: tuple[Selection, ...]
    municipalities: int = 0
    breakdowns: tuple[Breakdown, ...] = ()
    structures: tuple[Structure, ...] = ()

    @property
    def contents(self) -> tuple[str, ...]:
        """The contents codes, as declared, each once."""
        return tuple(dict.fromkeys(s.contents for s in self.selections))

    def values(self, role: str) -> tuple[str | None, ...]:
        """What is declared for a role over all series; None = somewhere its total is meant."""
        return tuple(dict.fromkeys(dict(s.select).get(role) for s in self.selections))


def wanted_of(source: Source, defs: Definitions) -> Wanted:
    """The union of what all indicators, breakdowns and structures want from the source."""
    found: dict[str, Selection] = {}
    for indicator in defs.indicators.values():
        for selection in indicator.selections:
            if selection.source_id == source.id:
                found.setdefault(selection.series_key, selection)
    now = [
        a
        for a in defs.areas.values()
        if a.kind == "municipality" and a.country == source.country and not a.valid_to
    ]
    series = tuple(found[key] for key in sorted(found))
    broken_down = tuple(one for one in defs.breakdowns.values() if one.source_id == source.id)
    by_industry = tuple(one for one in defs.structures.values() if one.source_id == source.id)
    return Wanted(source.id, series, len(now), broken_down, by_industry)


def plan_hash(source: Source, wanted: Wanted) -> str:
    """Changes when the definitions ask for something else than before."""
    areas = source.areas
    plan = [
        source.connector,
        source.url,
        source.table,
        sorted((role, list(names)) for role, names in source.dimensions.items()),
        [sorted(areas.kinds), areas.prefix, areas.strip, areas.codelist, sorted(areas.only)],
        sorted(areas.map.items()),
        source.time_from,
        sorted(s.series_key for s in wanted.selections),
    ]
    if wanted.breakdowns:
        plan.append(sorted(_breakdown_plan(one) for one in wanted.breakdowns))
    if wanted.structures:
        plan.append(sorted(_structure_plan(one) for one in wanted.structures))
    return hashlib.sha256(orjson.dumps(plan)).hexdigest()[:16]


def _breakdown_plan(one: Breakdown) -> list[str]:
    parts = [one.id, one.selection.series_key, one.first_period, str(one.oldest), *one.ages]
    return [*parts, *(f"{sex}={code}" for sex, code in one.sexes.items())]


def _structure_plan(one: Structure) -> list[str]:
    return [one.first_period, *(f"{key}: {series.series_key}" for series, key in one.series())]


def area_id(code: str, source: Source) -> str | None:
    """The area id of a producer's code; None for what the source is not asked about.

    ``KU729`` → ``FI-KU729``; ``K-4005`` (strip "K-") → ``NO-KU4005``; ``2583`` (prefix "KU") →
    ``SE-KU2583``; special codes by the source's map. Unknown areas and other kinds are None.
    """
    areas = source.areas
    if code in areas.map:
        return areas.map[code] or None
    bare = _stripped(code, areas.strip)
    if bare in areas.map:
        return areas.map[bare] or None
    if areas.only and not {code, bare, areas.prefix + bare} & set(areas.only):
        return None
    own = _own_code(bare, source)
    found = FINNISH_CODE.fullmatch(own)
    if not found or UNKNOWN_CODE.fullmatch(own):
        return None
    if KIND_BY_PREFIX[next(g for g in found.groups() if g)] not in areas.kinds:
        return None
    return f"{source.country}-{own}"


def _stripped(code: str, strip: str) -> str:
    """The code without its prefix, however the server spells it (K-4001, K.4001, K_4001)."""
    if not strip:
        return code
    if code.startswith(strip):
        return code[len(strip) :]
    stem = strip.rstrip(SEPARATORS)
    if code.startswith(stem) and code[len(stem) : len(stem) + 1] in tuple(SEPARATORS):
        return code[len(stem) + 1 :]
    return code


def _own_code(code: str, source: Source) -> str:
    """Codes without a kind are municipalities when they have as many digits as those have."""
    if code.isdecimal() and len(code) == MUNICIPALITY_DIGITS.get(source.country):
        return f"{source.areas.prefix or 'KU'}{code}"
    return code


def period(code: str, label: str = "") -> str | None:
    """``2025``, ``2026M06``, ``2024Q1`` of a producer's time code; None when it is none.

    A star (preliminary) is left out; Swedish and Norwegian quarters (``2024K1``) become ``Q``.
    Where the code is only a running number the label is the period.
    """
    for text in (code, label):
        found = PERIOD.fullmatch(text.strip().rstrip("*").strip())
        if not found:
            continue
        year, kind, number = found.groups()
        if kind is None:
            return year
        if kind == "M" and 1 <= int(number) <= 12:
            return f"{year}M{int(number):02d}"
        if kind in "QK" and 1 <= int(number) <= 4:
            return f"{year}Q{int(number)}"
    return None


def is_preliminary(code: str, label: str = "") -> bool:
    """Whether the producer marks a period as preliminary."""
    return code.rstrip().endswith("*") or label.rstrip().endswith("*")


def listed(values: Iterable[str], most: int = 8) -> str:
    """A few of the values, and how many there are, for an error that a person reads."""
    values = list(values)
    shown = ", ".join(values[:most])
    return shown if len(values) <= most else f"{shown} … ({len(values)} in all)"
