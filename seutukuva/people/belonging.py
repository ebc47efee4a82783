"""Whose a record is: the organisation that its fields name, directly or by what they refer to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from seutukuva import definitions
from seutukuva.projects.model import folded

NOBODYS: frozenset[str] = frozenset()
PROJECT = "project"
_DEEPEST = 4


class Lookup(Protocol):
    """Where other records are looked up: in the log as it is now, or within a turn of writing."""

    def newest(self, id: str) -> tuple[str, Mapping[str, Any]] | None:
        """Kind and newest whole body of a record; None where there is no such."""

    def projects(self, key: str) -> list[Mapping[str, Any]]:
        """The bodies of all records of a project that stand; ``key``: its folded code."""

    def listed_owner(self, key: str) -> str:
        """The organisation whose a project is by the lists and what came with the program."""


def organisations(kind: str, body: Mapping[str, Any], look: Lookup) -> frozenset[str]:
    """The organisations whose a record is, all of which must agree; empty: nobody's.

    Args:
        kind: id of its kind.
        body: its fields.
        look: where records that it refers to are found.
    """
    return _of(kind, body, look, 0)


def claimed_by_others(kind: str, body: Mapping[str, Any], look: Lookup) -> frozenset[str]:
    """Of a project's record: those whose the project is already, whatever this record says.

    Else anybody could make a project their own by a second record of it.
    """
    if kind != PROJECT or not body.get("code"):
        return NOBODYS
    return _of_project(str(body["code"]), look, 1)


def _of(kind: str, body: Mapping[str, Any], look: Lookup, depth: int) -> frozenset[str]:
    if depth > _DEEPEST:
        return NOBODYS
    found = definitions.load()
    known = found.kinds.get(kind)
    types = {one.id: one.type for one in known.fields} if known else {}
    for field in found.roles.belonging.get(kind, ()):
        if value := str(body.get(field) or ""):
            return _named(types.get(field, ""), field, value, look, depth)
    if kind == PROJECT and body.get("code"):
        # What a record leaves empty, the lists go on telling.
        return _listed(folded(str(body["code"])), look)
    return NOBODYS


def _listed(key: str, look: Lookup) -> frozenset[str]:
    owner = look.listed_owner(key)
    return frozenset({owner}) if owner else NOBODYS


def _named(type_: str, field: str, value: str, look: Lookup, depth: int) -> frozenset[str]:
    """Those that the value of a field names."""
    found = definitions.load()
    if type_ == "organisation":
        return frozenset({value})
    if type_ == "service_group":
        group = found.interviewing.service_groups.get(value)
        return frozenset({group.organisation}) if group and group.organisation else NOBODYS
    if type_ == "development_area":
        areas = found.programme.development_areas
        return frozenset(one.owner for one in areas if one.code == value)
    if type_ == "project":
        return _of_project(value, look, depth + 1)
    wanted = definitions.LINKS.get(field, type_)
    linked = look.newest(value)
    if linked is None or linked[0] != wanted:
        return NOBODYS
    return _of(wanted, linked[1], look, depth + 1)


def _of_project(code: str, look: Lookup, depth: int) -> frozenset[str]:
    """Those that a project's records name; without any, whose it is by the lists."""
    key = folded(code)
    if bodies := look.projects(key):
        return frozenset().union(*(_of(PROJECT, one, look, depth) for one in bodies))
    return _listed(key, look)
