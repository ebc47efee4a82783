"""Whose records are, as it is now or within a turn of writing; and the refusal that follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seutukuva import access, records, settings
from seutukuva.errors import MissingData, QueryError
from seutukuva.people import administrators, belonging, rights
from seutukuva.projects.model import folded
from seutukuva.records import place

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from seutukuva.records.entries import Entry, Head
    from seutukuva.records.log import Log

_MOST_KEPT = 4


class InTurn:
    """Other records as they are within a turn of writing."""

    def __init__(self, log: Log, connection: Connection) -> None:
        self._log, self._connection = log, connection

    def newest(self, id: str) -> tuple[str, Mapping[str, Any]] | None:
        """As ``belonging.Lookup``."""
        return _whole(self._log.versions(self._connection, id))

    def projects(self, key: str) -> list[Mapping[str, Any]]:
        """As ``belonging.Lookup``."""
        rows = self._log.every(self._connection, belonging.PROJECT)
        return _by_code(rows).get(key, [])

    def listed_owner(self, key: str) -> str:
        """As ``belonging.Lookup``."""
        return _listed_owner(key)


class Now:
    """Other records as they are now, for what a page offers; writing asks again."""

    def newest(self, id: str) -> tuple[str, Mapping[str, Any]] | None:
        """As ``belonging.Lookup``."""
        if not place.is_there():
            return None
        from seutukuva.records import log

        return _whole(log.current().history(id))

    def projects(self, key: str) -> list[Mapping[str, Any]]:
        """As ``belonging.Lookup``."""
        return _projects(records.address(), settings.programme_id(), records.head()).get(key, [])

    def listed_owner(self, key: str) -> str:
        """As ``belonging.Lookup``."""
        return _listed_owner(key)


def is_own(kind: str, body: Mapping[str, Any], before: Mapping[str, Any] | None) -> bool:
    """Whether whoever asks may enter a record of a kind, as far as it can be told now."""
    who = access.person()
    own = None if who.is_local else rights.of(who).organisations(kind)
    return own is None or _is_of(own, kind, [body, *([before] if before else [])], Now())


def require(
    log: Log,
    connection: Connection,
    kind: str,
    fresh: Mapping[str, Any],
    versions: Sequence[Entry],
) -> None:
    """Refuse to write what whoever asks may not enter: by kind, and by whose it is and would be.

    Args:
        connection: of the transaction that is to write.
        fresh: the body to be stored; a withdrawal leaves the record whose it was.
        versions: of the record, oldest first.

    Raises:
        RecordRefused: says what is missing.
    """
    access.check_entry(kind)
    who = access.person()
    if kind == administrators.KIND and versions and not who.is_local:
        administrators.require_one_left(log.every(connection, kind), versions[-1].id, fresh)
    own = None if who.is_local else rights.of(who).organisations(kind)
    if own is None:
        return
    before = _whole(versions)
    bodies = [before[1]] if before else []
    if "withdrawn" not in fresh:
        bodies.append(fresh)
    if not bodies or not _is_of(own, kind, bodies, InTurn(log, connection)):
        raise access.not_own(kind)


def _is_of(
    own: frozenset[str], kind: str, bodies: Iterable[Mapping[str, Any]], look: belonging.Lookup
) -> bool:
    """Whether every body belongs to some of one's own organisations and to no other."""
    for body in bodies:
        whose = belonging.organisations(kind, body, look)
        if not whose or not whose <= own:
            return False
        if not belonging.claimed_by_others(kind, body, look) <= own:
            return False
    return True


def _whole(versions: Sequence[Entry]) -> tuple[str, Mapping[str, Any]] | None:
    """Kind and body of the newest version that tells something; a withdrawal tells nothing."""
    programme = settings.programme_id()
    told = [one for one in versions if one.programme == programme and not one.is_withdrawn]
    return (told[-1].kind, told[-1].body) if told else None


def _by_code(rows: Iterable[Entry]) -> dict[str, list[Mapping[str, Any]]]:
    """The bodies of projects that stand, by folded code."""
    programme = settings.programme_id()
    newest = {one.id: one for one in rows if one.programme == programme}
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in newest.values():
        if not one.is_withdrawn:
            found.setdefault(folded(str(one.body.get("code") or "")), []).append(one.body)
    return found


@lru_cache(maxsize=_MOST_KEPT)
def _projects(_where: str, _programme: str, _head: Head) -> dict[str, list[Mapping[str, Any]]]:
    if not place.is_there():
        return {}
    from seutukuva.records import log

    return _by_code(log.current().newest_of(belonging.PROJECT))


def _listed_owner(key: str) -> str:
    from seutukuva.projects import register

    try:
        found = register.project(key)
    except (MissingData, QueryError):
        return ""
    return found.owner if found else ""
