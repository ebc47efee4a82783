"""Persons who have signed in, or may: pseudonym, account, address and name; really deletable.

What people enter is by a pseudonym. Only here stands whose it is; once a row is gone, nobody can
tell any more, and the log stays as it was.
"""

from __future__ import annotations

import datetime as dt
import re
import secrets
import threading
import time
from dataclasses import dataclass, replace
from typing import Any

from seutukuva import access, forgetting, settings
from seutukuva.errors import RecordsError
from seutukuva.people.model import LOCAL, PSEUDONYM
from seutukuva.texts import _

_ADDRESS = re.compile(r"[^@\s]{1,120}@[^@\s]{1,120}")
# Names are read anew when they are older, in seconds: other processes enter persons too.
FRESH = 30.0


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person of the table.

    Attributes:
        id: the pseudonym, ``p-<16 hex>``.
        issuer, subject: the account; "" while only the address is known.
        first_seen, last_seen: days (ISO); ``last_seen`` is "" before the first sign-in.
    """

    id: str
    issuer: str
    subject: str
    email: str
    name: str
    first_seen: str
    last_seen: str

    @property
    def has_signed_in(self) -> bool:
        """Whether there is an account behind it."""
        return bool(self.issuer)


def listed() -> list[KnownPerson]:
    """Everyone known, the first that came first.

    Raises:
        RecordsError: the database cannot be used.
    """
    from seutukuva.records import people

    return [KnownPerson(**row) for row in people.persons()]


def known(id: str) -> KnownPerson | None:
    """A person by the pseudonym; None: nobody, or deleted."""
    return next((one for one in listed() if one.id == id), None)


def found(issuer: str, subject: str) -> KnownPerson | None:
    """The person of an account."""
    if not issuer or not subject:
        return None
    return next((one for one in listed() if (one.issuer, one.subject) == (issuer, subject)), None)


def by_email(email: str) -> list[KnownPerson]:
    """Persons with an address, whatever its letters' size."""
    wanted = email.strip().casefold()
    return [one for one in listed() if wanted and one.email == wanted]


def add(email: str) -> KnownPerson:
    """Enter somebody who has not signed in yet, to be granted a role; or find who is there.

    The first account that signs in with this address, checked by its provider, is this person.

    Raises:
        RecordsError: it is no address, or the database cannot be used.
    """
    from seutukuva.records import people

    address = email.strip().casefold()
    if not _ADDRESS.fullmatch(address) or not address.isprintable():
        raise RecordsError(
            _("this is no e-mail address"),
            where=email.strip()[:80],
            todo=_("Write it as name@organisation.example."),
        )
    if there := by_email(address):
        return there[0]
    fresh = KnownPerson(_new_id(), "", "", address, "", _today(), "")
    entered = people.add(_row(fresh))
    _forget_names()
    return KnownPerson(**entered)


def signed_in(issuer: str, subject: str, email: str, name: str) -> KnownPerson:
    """The person of an account that has just signed in; a new one the first time.

    Args:
        email: "" unless the provider has checked it. Somebody with this address who was entered
            before is this person; that happens once.

    Raises:
        RecordsError: the database cannot be used.
    """
    from seutukuva.records import people

    told = {"email": email, "name": name, "last_seen": _today()}
    person = found(issuer, subject)
    if person is None:
        person = _awaited(issuer, subject, email, told)
    if person is None:
        fresh = KnownPerson(
            _new_id(), issuer, subject, email, name, first_seen=_today(), last_seen=_today()
        )
        person = KnownPerson(**people.add(_row(fresh)))
    # An address that is not vouched for today is still the one of before.
    told["email"] = email or person.email
    told["name"] = name or person.name
    if any(getattr(person, key) != value for key, value in told.items()):
        people.change(person.id, **told)
        person = replace(person, **told)
    _forget_names()
    return person


def _awaited(issuer: str, subject: str, email: str, told: dict[str, str]) -> KnownPerson | None:
    from seutukuva.records import people

    for one in by_email(email):
        account = {"issuer": issuer, "subject": subject}
        if not one.has_signed_in and people.claim(one.id, **account, **told):
            return replace(one, **account, **told)
    return None


def forget(id: str) -> bool:
    """Really delete a person, whose sign-ins end everywhere; whether there was one.

    Raises:
        RecordsError: the database cannot be used.
    """
    from seutukuva.records import drafts, people
    from seutukuva.sign_in import sessions

    drafts.forget_of(id)
    gone = people.remove(id, int(time.time()))
    _forget_names()
    sessions.changed()
    # Also where the name stands in what was made for somebody.
    forgetting.everything_told()
    return gone


def name(id: str) -> str:
    """What somebody is called, for that person's own eyes; "" where nobody knows."""
    return _names().get(id, "")


def shown(by: str) -> str:
    """Who an entry is by, in words for whoever looks.

    A name stands there only for readers who see something confidential: whoever is not signed in,
    or has no role, learns no name.
    """
    if by == LOCAL:
        return _("this computer")
    if not PSEUDONYM.fullmatch(by):
        # As it was written before there were persons: a role.
        return by
    if not access.sight():
        return _("a person")
    return _names().get(by) or _("a person")


# Names by pseudonym, of which database, and when they were read. For every reader the same:
# who may read them is asked at each use.
_held: tuple[str, float, dict[str, str]] | None = None
_lock = threading.Lock()


def _names() -> dict[str, str]:
    global _held
    place = settings.database_url() or str(settings.records_folder())
    held = _held
    if held and held[0] == place and time.monotonic() - held[1] < FRESH:
        return held[2]
    with _lock:
        try:
            names = {one.id: one.name or one.email for one in listed()}
        except RecordsError:
            # The page goes on without names.
            names = {}
        _held = (place, time.monotonic(), names)
    return names


def _forget_names() -> None:
    global _held
    _held = None


def _new_id() -> str:
    return f"p-{secrets.token_hex(8)}"


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def _row(person: KnownPerson) -> dict[str, Any]:
    return {name: getattr(person, name) for name in KnownPerson.__slots__}
