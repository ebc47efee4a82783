"""Kinds of records that people enter: ``data/definitions/kinds/<kind>.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from seutukuva.definitions.model import EMPTY, Text
from seutukuva.definitions.reading import Keys, tomls

# What a row of the log says beside the fields of its kind.
RESERVED = ("withdrawn",)
FIELD_ID = re.compile(r"[a-z][a-z0-9_]*")
MEASURED = ("text", "url", "data")
FIELD_TYPES = (
    *("text", "date", "choice", "areas", "indicators", "url", "number", "boolean"),
    # One of the programme's own; "data" is what programs keep, and no form asks for.
    *("organisation", "service_group", "municipality", "data"),
    # One of the situation picture's themes.
    "theme",
    # Of the programme's projects: where they stand, and codes and ids of other records.
    *("development_area", "node", "phase", "goal_level", "measure", "kpi", "area"),
    *("project", "basket"),
    # Lists of them.
    *("development_areas", "projects"),
    # Several values by name: of measures and their parts, of sources of money, of roles.
    *("figures", "funding", "roles"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind of record.

    ``max_length``: of texts and addresses. ``is_long``: a text of several lines. ``is_round``: a
    text that names a month of the yearly clock, 2026-10. ``choices``: id and title of what can be
    chosen. ``not_before``: a date that this one may not precede.
    """

    id: str
    type: str
    title: Text
    help: Text
    required: bool
    max_length: int
    is_long: bool
    choices: Mapping[str, Text]
    not_before: str
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record that people enter: its fields in the order of the form.

    ``is_confidential``: only people with a right to what firms have told may read it.
    ``is_impersonal``: its texts are refused where they reach a person, as those of all
    confidential kinds are.
    ``locks_with_edition``: the field that names the round of which a record is a part; while an
    edition of that round is approved or published, it is neither entered nor changed. "" = never.
    """

    id: str
    title: Text
    description: Text
    fields: tuple[Field, ...]
    is_confidential: bool = False
    is_impersonal: bool = False
    locks_with_edition: str = ""


def read(folder: Path) -> dict[str, Kind]:
    """Every kind of the folder."""
    return {name: kind(name, keys) for name, keys in tomls(folder)}


def kind(name: str, keys: Keys) -> Kind:
    """One kind's file."""
    title, description = keys.text("title"), keys.text("description")
    is_confidential = keys.boolean("confidential", False)
    is_impersonal = keys.boolean("impersonal", False) or is_confidential
    locks_with_edition = keys.string("locks_with_edition", "")
    fields: list[Field] = []
    for entry in keys.tables("field"):
        one = _field(entry)
        if one.id in [field.id for field in fields]:
            raise entry.error("id", f"{one.id!r} stands twice")
        fields.append(one)
    of_rounds = [field.id for field in fields if field.is_round]
    if locks_with_edition and locks_with_edition not in of_rounds:
        problem = f"{locks_with_edition!r} is no field of this kind with is_round"
        raise keys.error("locks_with_edition", problem, "name the field of the round")
    keys.finish()
    locked = (is_confidential, is_impersonal, locks_with_edition)
    return Kind(name, title, description, tuple(fields), *locked)


def _field(keys: Keys) -> Field:
    field_id = keys.string("id")
    if not FIELD_ID.fullmatch(field_id) or field_id in RESERVED:
        raise keys.error("id", f"{field_id!r} is no name of a field", "write e.g. date_from")
    field_type = keys.string("type", allowed=FIELD_TYPES)
    found = Field(
        id=field_id,
        type=field_type,
        title=keys.text("title"),
        help=keys.text("help", EMPTY),
        required=keys.boolean("required", False),
        max_length=keys.integer("max_length", low=1) if field_type in MEASURED else 0,
        is_long=keys.boolean("is_long", False) if field_type == "text" else False,
        choices=MappingProxyType(_choices(keys) if field_type == "choice" else {}),
        not_before=keys.string("not_before", "") if field_type == "date" else "",
        is_round=keys.boolean("is_round", False) if field_type == "text" else False,
    )
    keys.finish()
    return found


def _choices(keys: Keys) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for entry in keys.tables("choice"):
        choice = entry.string("id")
        if choice in found:
            raise entry.error("id", f"{choice!r} stands twice")
        found[choice] = entry.text("title")
        entry.finish()
    return found
