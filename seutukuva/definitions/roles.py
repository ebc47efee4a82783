"""Roles as data: what is confidential, who may see which of it, and who may enter what.

``data/definitions/roles.toml``. Whatever stands there for nobody is nobody's: default deny.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from seutukuva.definitions.kinds import Kind
from seutukuva.definitions.model import Text
from seutukuva.definitions.reading import Keys, toml
from seutukuva.errors import DefinitionError

FILE = "roles.toml"
# What a grant of a role may be for.
NONE, ORGANISATION, MUNICIPALITY = "none", "organisation", "municipality"
# Noted by the program at its first need; no role enters it.
OF_THE_PROGRAM = ("installation_key",)
_BELONGING = ("organisation", "service_group", "development_area", "project", "basket")
# Fields of these kinds hold the id of another record, though their type is a plain text.
LINKS = {"idea": "idea"}


@dataclass(frozen=True, slots=True)
class Subject:
    """Something confidential that somebody may see, and others not.

    Attributes:
        kinds: kinds of records that belong to it.
        rooms: rooms of ``queries/`` that do, ``interviews/``.
        queries: queries of other rooms that belong to it rather than to what they read.
    """

    id: str
    title: Text
    description: Text
    kinds: tuple[str, ...]
    rooms: tuple[str, ...]
    queries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What people of a role may do.

    Attributes:
        sees: subjects.
        enters: kinds of records that they enter and withdraw, of whomever they are.
        enters_own: kinds of which they enter and withdraw those of the organisation that the
            role was granted for.
        granted_for: ``NONE``, ``ORGANISATION`` or ``MUNICIPALITY`` (or an organisation).
    """

    id: str
    title: Text
    description: Text
    sees: frozenset[str]
    enters: frozenset[str]
    enters_own: frozenset[str]
    granted_for: str


@dataclass(frozen=True, slots=True)
class Roles:
    """Subjects, roles, and what says whose a record is.

    Attributes:
        belonging: of a kind the fields that name its organisation, directly or by what they refer
            to; the first that is filled decides.
    """

    subjects: Mapping[str, Subject]
    roles: Mapping[str, Role]
    belonging: Mapping[str, tuple[str, ...]]
    subject_of_kind: Mapping[str, str]
    subject_of_query: Mapping[str, str]
    subject_of_room: Mapping[str, str]


_NONE: Mapping[str, Any] = MappingProxyType({})
# Where nothing is confidential: statistics alone.
NO_ROLES = Roles(_NONE, _NONE, _NONE, _NONE, _NONE, _NONE)


def roles(folder: Path, kinds: Mapping[str, Kind]) -> Roles:
    """The file ``roles.toml`` of a folder, agreed with the kinds of records.

    Raises:
        DefinitionError: also where a confidential kind is of no subject or of two, where somebody
            enters what they may not see, or a kind is entered by its owner and does not say whose
            it is.
    """
    file = folder / FILE
    if not file.exists() and not any(one.is_confidential for one in kinds.values()):
        return NO_ROLES
    keys = toml(file)
    subjects = {one.id: one for one in map(_subject, keys.tables("subject"))}
    found = {one.id: one for one in map(_role, keys.tables("role"))}
    belonging = _belonging(keys, kinds)
    keys.finish()
    made = Roles(
        subjects=MappingProxyType(subjects),
        roles=MappingProxyType(found),
        belonging=MappingProxyType(belonging),
        subject_of_kind=MappingProxyType(_once(file, subjects, "kinds")),
        subject_of_query=MappingProxyType(_once(file, subjects, "queries")),
        subject_of_room=MappingProxyType(_once(file, subjects, "rooms")),
    )
    _check_subjects(file, made, kinds)
    for role in found.values():
        _check_role(file, made, role, kinds)
    return made


def _subject(keys: Keys) -> Subject:
    found = Subject(
        keys.name(),
        keys.text("title"),
        keys.text("description"),
        keys.strings("kinds", ()),
        keys.strings("rooms", ()),
        keys.strings("queries", ()),
    )
    keys.finish()
    return found


def _role(keys: Keys) -> Role:
    found = Role(
        keys.name(),
        keys.text("title"),
        keys.text("description"),
        frozenset(keys.strings("sees", ())),
        frozenset(keys.strings("enters", ())),
        frozenset(keys.strings("enters_own", ())),
        keys.string("granted_for", NONE, allowed=(NONE, ORGANISATION, MUNICIPALITY)),
    )
    keys.finish()
    return found


def _belonging(keys: Keys, kinds: Mapping[str, Kind]) -> dict[str, tuple[str, ...]]:
    table = keys.table("belonging")
    found: dict[str, tuple[str, ...]] = {}
    for name in table.names():
        own = found[name] = table.strings(name)
        if name not in kinds:
            raise table.error(name, "no such kind of record")
        types = {one.id: one.type for one in kinds[name].fields}
        for field in own:
            if field not in LINKS and types.get(field) not in _BELONGING:
                todo = "fields of the types " + ", ".join(_BELONGING)
                raise table.error(name, f"{field!r} names no organisation", todo)
    return found


def _once(file: Path, subjects: Mapping[str, Subject], part: str) -> dict[str, str]:
    """The subject of each kind, room or query; none may be of two."""
    found: dict[str, str] = {}
    for subject in subjects.values():
        for one in getattr(subject, part):
            if one in found:
                problem = f"{one!r} is of {found[one]} already"
                raise DefinitionError(file, f"subject {subject.id}.{part}", problem)
            found[one] = subject.id
    return found


def _check_subjects(file: Path, made: Roles, kinds: Mapping[str, Kind]) -> None:
    for name in made.subject_of_kind:
        if name not in kinds or not kinds[name].is_confidential:
            todo = "name kinds with confidential = true"
            raise DefinitionError(file, "subject.kinds", f"{name!r} is not confidential", todo=todo)
    for kind in kinds.values():
        is_someones = kind.id in made.subject_of_kind or kind.id in OF_THE_PROGRAM
        if kind.is_confidential and not is_someones:
            problem = f"the confidential kind {kind.id!r} is of no subject"
            raise DefinitionError(file, "subject.kinds", problem, todo="add it to one")


def _check_role(file: Path, made: Roles, role: Role, kinds: Mapping[str, Kind]) -> None:
    place = f"role {role.id}"
    _known(file, f"{place}.sees", role.sees, made.subjects)
    _known(file, f"{place}.enters", role.enters, kinds)
    _known(file, f"{place}.enters_own", role.enters_own, made.belonging)
    for kind in sorted(role.enters | role.enters_own):
        subject = made.subject_of_kind.get(kind)
        if kind in OF_THE_PROGRAM or (subject and subject not in role.sees):
            raise DefinitionError(file, place, f"enters {kind!r} without seeing it")
    if twice := sorted(role.enters & role.enters_own):
        raise DefinitionError(file, f"{place}.enters_own", f"{twice[0]!r} stands in enters, too")
    if role.enters_own and role.granted_for != ORGANISATION:
        problem = "what belongs to an organisation is entered for one"
        todo = f'granted_for = "{ORGANISATION}"'
        raise DefinitionError(file, f"{place}.granted_for", problem, todo=todo)


def _known(file: Path, place: str, names: Collection[str], known: Collection[str]) -> None:
    for name in sorted(names):
        if name not in known:
            raise DefinitionError(file, place, f"{name!r} is not known", todo=", ".join(known))
