"""What the grants of a person add up to on a day: subjects to see, kinds of records to enter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from seutukuva import definitions
from seutukuva.definitions.roles import Roles
from seutukuva.people.model import Grant, Person


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do.

    Attributes:
        sees: subjects.
        enters: kinds of records, of whomever they are.
        enters_own: kinds of records, each with the organisations whose they may be.
    """

    sees: frozenset[str]
    enters: frozenset[str]
    enters_own: Mapping[str, frozenset[str]]

    def may_enter(self, kind: str) -> bool:
        """Whether records of a kind may be entered of somebody at least; "": of any kind."""
        if not kind:
            return bool(self.enters or self.enters_own)
        return kind in self.enters or kind in self.enters_own

    def organisations(self, kind: str) -> frozenset[str] | None:
        """Whose records of a kind may be entered; None: everybody's."""
        return None if kind in self.enters else self.enters_own.get(kind, frozenset())


def today() -> dt.date:
    """The day on which a grant has to hold: this one even while an edition is shown."""
    return dt.date.today()


def of(person: Person) -> Rights:
    """What a person may do today, as the definitions say; not for whoever has full rights."""
    found = definitions.load()
    return _added_up(person.grants, today(), found.fingerprint, _Held(found.roles))


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    """Roles that a cache need not compare: the fingerprint stands for them."""

    roles: Roles

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)


@lru_cache(maxsize=512)
def _added_up(grants: tuple[Grant, ...], day: dt.date, _fingerprint: str, held: _Held) -> Rights:
    sees: set[str] = set()
    enters: set[str] = set()
    own: dict[str, frozenset[str]] = {}
    for grant in grants:
        role = held.roles.roles.get(grant.role)
        if role is None or not grant.holds_on(day):
            continue
        sees |= role.sees
        enters |= role.enters
        # Without an organisation nothing is one's own.
        for kind in role.enters_own if grant.organisation else ():
            own[kind] = own.get(kind, frozenset()) | {grant.organisation}
    return Rights(frozenset(sees), frozenset(enters), MappingProxyType(own))
