"""Grants: who has been given which role, by whom, until when and why. Kept in the log.

A grant is a record of the kind ``grant``; revoking withdraws it. Its history is the log's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from seutukuva import access, dates, definitions, people, records, settings
from seutukuva.definitions.roles import MUNICIPALITY, NONE, Role
from seutukuva.errors import InvalidRecord, RecordsError
from seutukuva.people import administrators, rights
from seutukuva.people.model import PSEUDONYM, Grant
from seutukuva.records import place
from seutukuva.texts import _

if TYPE_CHECKING:
    from seutukuva.records.entries import Entry, Head

KIND, SUBJECT, ADMINISTRATOR = administrators.KIND, "people", administrators.ADMINISTRATOR
SOURCE = "about/people"


@dataclass(frozen=True, slots=True)
class Given:
    """A grant as it stands in the log.

    Attributes:
        id: of its record; ``seq`` its newest row.
        person: whose it is, a pseudonym.
        by: who gave it, or wrote its newest row; ``on`` which day; none where the
            row does not say it.
        reason: why; of a revoked one, why it was revoked.
    """

    id: str
    seq: int
    person: str
    grant: Grant
    reason: str
    by: str
    on: dt.date | None
    is_revoked: bool

    def is_standing(self, day: dt.date) -> bool:
        """Whether it counts on a day."""
        return not self.is_revoked and self.grant.holds_on(day)


def of(person_id: str) -> tuple[Grant, ...]:
    """What a person was granted here and has not lost, of whatever day; asked at each sign of life.

    It asks nobody's leave: what somebody may see follows from it.

    Raises:
        RecordsError: the log cannot be read.
    """
    head = records.head()
    known = _standing(records.address(), settings.programme_id(), head) if head.seq else {}
    return known.get(person_id, ())


@lru_cache(maxsize=4)
def _standing(_where: str, programme: str, _head: Head) -> dict[str, tuple[Grant, ...]]:
    if not place.is_there():
        return {}
    from seutukuva.records import log

    found: dict[str, tuple[Grant, ...]] = {}
    for row in log.current().newest_of(KIND):
        if row.programme == programme and not row.is_withdrawn:
            person = str(row.body.get("person") or "")
            found[person] = (*found.get(person, ()), _grant(row))
    return found


def listed() -> list[Given]:
    """Every grant, revoked ones too, in the order in which they were first given.

    Raises:
        AccessRefused: whoever asks may not see people.
        RecordsError: the log cannot be read.
    """
    newest = records.newest_of(KIND)
    return [given for one in newest if (given := _given(one)) is not None]


def of_person(person_id: str) -> list[Given]:
    """As ``listed``, of one person."""
    return [one for one in listed() if one.person == person_id]


def history(id: str) -> list[Entry]:
    """Every version of a grant, oldest first.

    Raises:
        AccessRefused, RecordsError: as ``listed``.
    """
    access.require(SUBJECT, KIND)
    versions = records.history(id)
    return versions if versions and versions[0].kind == KIND else []


def give(
    person_id: str,
    role: str,
    *,
    reason: str,
    organisation: str = "",
    until: dt.date | None = None,
    by: str = access.LOCAL,
    source: str = SOURCE,
) -> Given:
    """Give somebody a role; one that they have already is given once.

    Args:
        person_id: a pseudonym.
        organisation: of the programme, or a municipality's code where the role takes one.
        until: last day on which it holds; none: until it is revoked.

    Raises:
        InvalidRecord: says what does not fit, each with its field.
        RecordRefused, AccessRefused: whoever asks may not grant roles.
        RecordsError: the log cannot be written.
    """
    access.require_entry(KIND)
    if problems := list(_problems(person_id, role, organisation, until)):
        raise InvalidRecord(KIND, problems)
    body = {
        "person": person_id,
        "role": role,
        "organisation": organisation,
        "until": until.isoformat() if until else "",
        "reason": reason,
    }
    entry = records.append(KIND, body, by=by, source=source)
    people.changed()
    given = _given(entry)
    if given is None:
        raise RecordsError("the grant cannot be read back", where=entry.id)
    return given


def revoke(
    id: str, *, reason: str, expect: int | None = None, by: str = access.LOCAL, source: str = SOURCE
) -> Given:
    """Take a role away; it counts no more at the next click of whoever had it.

    Args:
        expect: seq of the version that the writer looked at; by default the newest.

    Raises:
        RecordRefused: no administrator would be left, which only the shell may do; or whoever asks
            may not revoke roles.
        InvalidRecord, RecordConflict, AccessRefused, RecordsError: as ``records.withdraw``.
    """
    access.require_entry(KIND)
    found = {one.id: one for one in listed()}.get(id)
    if found is None:
        raise RecordsError(_("there is no such grant"), where=id)
    if found.is_revoked:
        return found
    entry = records.withdraw(id, by, reason, expect or found.seq, source=source)
    people.changed()
    return _revoked(found, entry)


def fits(role: Role, organisation: str) -> bool:
    """Whether a role can be granted for an organisation; "" is none."""
    programme = definitions.load().programme
    if role.granted_for == NONE:
        return not organisation or organisation in programme.organisations
    if organisation in programme.organisations:
        return True
    return role.granted_for == MUNICIPALITY and organisation in programme.areas


def _problems(
    person_id: str, role: str, organisation: str, until: dt.date | None
) -> Iterable[tuple[str, str]]:
    if not PSEUDONYM.fullmatch(person_id):
        yield "person", _("Choose whom the role is for.")
    known = definitions.load().roles.roles.get(role)
    if known is None:
        yield "role", _("Choose a role.")
    elif not fits(known, organisation):
        yield "organisation", _("Choose the organisation that the role is for.")
    if until is not None and until < rights.today():
        yield "until", _("The last day has passed already.")


def _given(row: Entry) -> Given | None:
    """A grant by its newest row; None of one that tells of nothing any more."""
    if not row.is_withdrawn:
        return _told(row, row.body, reason=str(row.body.get("reason") or ""))
    whole = [one for one in records.history(row.id) if not one.is_withdrawn]
    return _told(row, whole[-1].body, reason=row.reason, is_revoked=True) if whole else None


def _revoked(given: Given, row: Entry) -> Given:
    body = {"person": given.person, "role": given.grant.role}
    body |= {"organisation": given.grant.organisation}
    body |= {"until": given.grant.until.isoformat()} if given.grant.until else {}
    return _told(row, body, reason=row.reason, is_revoked=True)


def _told(
    row: Entry, body: Mapping[str, object], *, reason: str, is_revoked: bool = False
) -> Given:
    return Given(
        id=row.id,
        seq=row.seq,
        person=str(body.get("person") or ""),
        grant=administrators.told(body),
        reason=reason,
        by=row.recorded_by,
        on=dates.day_saved(row.recorded_at),
        is_revoked=is_revoked,
    )


def _grant(row: Entry) -> Grant:
    return administrators.told(row.body)
