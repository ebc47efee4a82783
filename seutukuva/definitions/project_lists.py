"""Lists of projects as data: which heading of which list is which field of a project.

``data/definitions/project_list_fields.toml`` and ``data/definitions/project_lists/<shape>.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import LANGUAGES, Text
from seutukuva.definitions.projects import Measure
from seutukuva.definitions.reading import Keys, toml, tomls

FIELD_TYPES = (
    *("code", "text", "day", "state", "implementer", "business_id", "places", "currency"),
    "number",
)
# A place of the funder's own tree, the highest first.
HIERARCHY = ("programme", "part", "priority", "objective")
STATES = ("planned", "running", "ended", "interrupted")
STAGES = ("plan_at_decision", "current_plan", "promised", "reported", "verified")
_BY_SEX, _BY_FIRM = ("women",), ("new", "existing")


@dataclass(frozen=True, slots=True)
class ListField:
    """What a column of a list may hold.

    ``id``: of a figure ``<measure>.<side>.<part>``; ``measure``, ``side`` and ``part`` are empty
    of everything else. ``is_required``: a row without it is no project.
    """

    id: str
    type: str
    title: Text
    is_required: bool = False
    measure: str = ""
    side: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class ListFormat:
    """A shape of list.

    Attributes:
        recognised_by: headings that all stand in a list of this shape.
        headings: field → the headings under which it stands.
        codes: how its codes begin → the fund they are of; none: nothing is known of them.
        programme: what is written where no column tells the programme.
        commas_as_spaces: commas inside its texts stand as spaces, or unquoted.
        footer_rows: at most so many rows below the last project are none.
        is_page: the description of one project, as text.
        is_own: its headings are the titles of the fields.
        stages: side → how sure its figures are.
        states: state → how it is written; ``funds``: fund → how it is written otherwise.
        spellings: pattern → what is written instead, of authorities.
    """

    id: str
    order: int
    title: Text
    description: Text
    recognised_by: tuple[str, ...]
    headings: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, str]
    programme: str
    commas_as_spaces: bool
    footer_rows: int
    is_page: bool
    is_own: bool
    stages: Mapping[str, str]
    states: Mapping[str, tuple[str, ...]]
    funds: Mapping[str, tuple[str, ...]]
    spellings: Mapping[str, str]


def list_fields(file: Path, measures: Mapping[str, Measure]) -> dict[str, ListField]:
    """Every field that a column may hold: those of the file, then a figure's a measure.

    None where there is no such file: without lists of projects nothing asks for their fields.
    """
    if not file.exists():
        return {}
    keys = toml(file)
    sides = _texts(keys.table("side"))
    parts = _texts(keys.table("part"))
    found: dict[str, ListField] = {}
    for entry in keys.tables("field"):
        one = ListField(
            id=entry.name(),
            type=entry.string("type", allowed=FIELD_TYPES),
            title=entry.text("title"),
            is_required=entry.boolean("required", False),
        )
        entry.finish()
        if one.id in found:
            raise entry.error("id", f"{one.id!r} stands twice")
        found[one.id] = one
    keys.finish()
    for measure in measures.values():
        own = (*_BY_SEX * measure.by_sex, *_BY_FIRM * measure.by_firm)
        for side, side_title in sides.items():
            for part in ("all", *own):
                one = _figure(measure, side, side_title, part, parts)
                found[one.id] = one
    return found


def _figure(
    measure: Measure, side: str, side_title: Text, part: str, parts: Mapping[str, Text]
) -> ListField:
    titles = {}
    for language in LANGUAGES:
        said = [measure.title[language], side_title[language]]
        titles[language] = ", ".join(said if part == "all" else [*said, parts[part][language]])
    return ListField(
        id=f"{measure.id}.{side}.{part}",
        type="number",
        title=MappingProxyType(titles),
        measure=measure.id,
        side=side,
        part=part,
    )


def _texts(keys: Keys) -> dict[str, Text]:
    found = {name: keys.text(name) for name in keys.names()}
    keys.finish()
    return found


def project_lists(folder: Path, fields: Mapping[str, ListField]) -> dict[str, ListFormat]:
    """Every shape of list, in their order."""
    found = [_format(name, keys, fields) for name, keys in tomls(folder)]
    return {one.id: one for one in sorted(found, key=lambda one: (one.order, one.id))}


def _format(name: str, keys: Keys, fields: Mapping[str, ListField]) -> ListFormat:
    planned = keys.string("planned_stage", "current_plan", allowed=STAGES)
    realised = keys.string("realised_stage", "verified", allowed=STAGES)
    found = ListFormat(
        id=name,
        order=keys.integer("order"),
        title=keys.text("title"),
        description=keys.text("description"),
        recognised_by=keys.strings("recognised_by"),
        headings=_headings(keys.table("headings"), fields),
        codes=_named(keys.table("codes", {})),
        programme=keys.string("programme", ""),
        commas_as_spaces=keys.boolean("commas_as_spaces", False),
        footer_rows=keys.integer("footer_rows", 5, high=20),
        is_page=keys.boolean("is_page", False),
        is_own=keys.boolean("is_own", False),
        stages=MappingProxyType({"planned": planned, "realised": realised, "forecast": "promised"}),
        states=_lists(keys.table("states", {}), STATES),
        funds=_lists(keys.table("funds", {})),
        spellings=_spellings(keys.table("spellings", {})),
    )
    keys.finish()
    for state, names in found.states.items():
        # The template offers each state in its language.
        if found.is_own and len(names) != len(LANGUAGES):
            raise keys.error(f"states.{state}", "not a name in each of " + ", ".join(LANGUAGES))
    return found


def _headings(keys: Keys, fields: Mapping[str, ListField]) -> Mapping[str, tuple[str, ...]]:
    for name in keys.names():
        if name not in fields:
            raise keys.error(name, "no such field", "one of: " + ", ".join(fields))
    return _lists(keys)


def _lists(keys: Keys, allowed: tuple[str, ...] = ()) -> Mapping[str, tuple[str, ...]]:
    for name in keys.names():
        if allowed and name not in allowed:
            raise keys.error(name, "is not allowed", "allowed: " + ", ".join(allowed))
    found = {name: keys.strings(name) for name in keys.names()}
    keys.finish()
    return MappingProxyType(found)


def _named(keys: Keys) -> Mapping[str, str]:
    found = {name: keys.string(name) for name in keys.names()}
    keys.finish()
    return MappingProxyType(found)


def _spellings(keys: Keys) -> Mapping[str, str]:
    for pattern in keys.names():
        try:
            re.compile(pattern)
        except re.error as error:
            raise keys.error(pattern, f"is no pattern: {error}") from None
    return _named(keys)
