"""What an administrator does with persons: sees them, enters new ones, ends their sign-ins.

Roles are given in ``grants``. Each is asked here of whoever asks, and noted before it is done.
"""

from __future__ import annotations

from seutukuva import access, audit
from seutukuva.audit import model
from seutukuva.errors import RecordsError
from seutukuva.people import grants, persons
from seutukuva.people.persons import KnownPerson
from seutukuva.texts import _


def listed() -> list[KnownPerson]:
    """Everyone known, the first that came first.

    Raises:
        AccessRefused: whoever asks may not see people.
        RecordsError: the database cannot be used.
    """
    access.require(grants.SUBJECT, "persons")
    return persons.listed()


def add(email: str) -> KnownPerson:
    """Enter somebody before the first sign-in, to be granted a role; or find who is there.

    Raises:
        RecordRefused: whoever asks may not enter people.
        NotNoted: it could not be noted.
        RecordsError: it is no address, or the database cannot be used.
    """
    access.require_entry(grants.KIND)
    there = persons.by_email(email)
    if there:
        return there[0]
    audit.note(model.CHANGE, grants.SUBJECT, "person entered", must=True)
    return persons.add(email)


def end_sign_ins(person_id: str) -> int:
    """End every sign-in of a person, in every browser; how many were open.

    Raises:
        RecordRefused: whoever asks may not.
        NotNoted: it could not be noted.
        RecordsError: there is nobody of that kind, or the database cannot be used.
    """
    # Brings what only a server with sign-in needs.
    from seutukuva.sign_in import sessions

    access.require_entry(grants.KIND)
    if persons.known(person_id) is None:
        raise RecordsError(_("there is no such person"), where=person_id[:80])
    audit.note(model.CHANGE, grants.SUBJECT, f"sign-ins of {person_id} ended", must=True)
    return sessions.end(person_id)
