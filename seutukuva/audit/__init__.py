"""Who read, changed or was refused what is confidential: an append-only audit with a chain.

Kept only where people sign in: on one's own computer there is one person, and what they change
stands in the log. What can be read is read nowhere but behind ``read``: where that cannot be
noted, it is refused. Light to import: the database library is loaded with the first row.
"""

from __future__ import annotations

import datetime as dt
import logging
import sys
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

from seutukuva import settings, whereabouts
from seutukuva.audit import model
from seutukuva.audit.waiting import Recently, Turns
from seutukuva.errors import NotNoted, RecordsError
from seutukuva.texts import _

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from seutukuva.audit.ledger import Said
    from seutukuva.people.model import Person

journal = logging.getLogger(__name__)
T = TypeVar("T")
Reads = tuple[tuple[str, str], ...]

# The same person and thing within so many seconds is one row.
READ_AGAIN, REFUSED_AGAIN = 600.0, 60.0
# So many refusals of one person within ``READ_AGAIN`` are told one by one: nobody fills the disk.
MOST_REFUSALS = 60
LONGEST = 200

_gathered: ContextVar[dict[tuple[str, str], None] | None] = ContextVar("gathered", default=None)
_recently = Recently()
_turns = Turns()


def is_on() -> bool:
    """Whether it is noted who reads what: where people sign in."""
    return settings.mode() == "sign_in"


def read(subject: str, what: str) -> None:
    """Note that something confidential is about to be read; the same soon again is one row.

    Args:
        subject: of ``roles.toml``.
        what: the thing: a query, a kind of record.

    Raises:
        NotNoted: it could not be noted, so it may not be shown. Whoever works on the computer
            itself is let through: all of it is theirs to read anyway.
    """
    if not is_on():
        return
    person, found = _person(), _gathered.get()
    # What the program looks at by itself is no reading of whoever is shown what it makes of it.
    if found is not None and not person.is_local:
        found[subject, what] = None
    key = (person.id, model.READ, subject, what)
    if _recently.holds(key, READ_AGAIN):
        return
    try:
        _write(model.READ, subject, what, person=person)
    except RecordsError as error:
        journal.error("a reading of %s could not be noted: %s", subject, error)
        if person.is_local:
            return
        raise NotNoted(
            _("what is confidential is not shown while it cannot be noted who reads it"),
            todo=_("The administrator sees why in the log of the server."),
        ) from error
    _recently.keep(key)


def gathered(make: Callable[[], T]) -> tuple[T, Reads]:
    """What ``make`` gives, and what was read for it: subject and thing, each once.

    For caches that others are served from, of whom ``access.require`` has to be asked the same.
    """
    outer, own = _gathered.get(), dict[tuple[str, str], None]()
    token = _gathered.set(own)
    try:
        made = make()
    finally:
        _gathered.reset(token)
        if outer is not None:
            outer.update(own)
    return made, tuple(own)


def refused(subject: str, what: str, why: str = "") -> None:
    """Note that somebody was refused; never fails.

    Args:
        subject: of ``roles.toml``, or the kind of record.
        what: what was tried: to read, to enter, to sign in.
        why: the reason, without names.
    """
    if not is_on():
        return
    person = _person()
    if _recently.holds((person.id, model.REFUSED, subject, what, why), REFUSED_AGAIN, keep=True):
        return
    n = _recently.counted((person.id, model.REFUSED), READ_AGAIN)
    if n > MOST_REFUSALS:
        return
    if n == MOST_REFUSALS:
        subject, what, why = "", "", "further refusals are not told one by one"
    try:
        _write(model.REFUSED, subject, what, detail=why, outcome="refused", person=person)
    except RecordsError as error:
        journal.error("a refusal of %s could not be noted: %s", subject, error)


def note(
    action: str,
    subject: str = "",
    what: str = "",
    detail: str = "",
    *,
    outcome: str = model.DONE,
    person: Person | None = None,
    must: bool = False,
    once: bool = False,
) -> None:
    """Note what somebody did.

    Args:
        action: of ``model.ACTIONS``.
        detail: more about it; names nobody.
        person: by default whoever asks.
        must: whether it may only be done when it could be noted.
        once: whether the same soon again is the same row, as with ``read``.

    Raises:
        NotNoted: it could not be noted, and ``must`` be.
    """
    if action not in model.ACTIONS:
        raise ValueError(f"{action!r} is no action of the audit")
    if not is_on():
        return
    person = person or _person()
    key = (person.id, action, subject, what, detail)
    if once and _recently.holds(key, READ_AGAIN, keep=True):
        return
    try:
        _write(action, subject, what, detail=detail, outcome=outcome, person=person)
    except RecordsError as error:
        journal.error("%s of %s could not be noted: %s", action, subject, error)
        if must:
            raise NotNoted(
                _("this is only done when it can be noted who did it"),
                todo=_("The administrator sees why in the log of the server."),
            ) from error


def empty_before(day: dt.date, *, why: str = "kept long enough") -> int:
    """Empty what rows written before a day say; their places, times and the chain stay.

    Returns:
        How many rows were emptied.

    Raises:
        RecordsError: the database cannot be used.
    """
    from seutukuva.audit import ledger

    return _emptied(lambda: ledger.before(day), why)


def empty_of(person: str, *, why: str = "on request") -> int:
    """Empty what rows say that are of a person or name one; ``person``: the pseudonym."""
    from seutukuva.audit import ledger

    return _emptied(lambda: ledger.of_person(person), why)


def keep_up() -> None:
    """Keep the newest row outside the database where rows came faster; asked every few seconds."""
    # Nothing is owed where no row has been written.
    if ledger := sys.modules.get("seutukuva.audit.ledger"):
        ledger.keep_up()


def forget() -> None:
    """Forget what was noted recently, so that it is noted anew; for tests."""
    _recently.clear()


def _emptied(which: Callable[[], ColumnElement[bool]], why: str) -> int:
    from seutukuva.audit import ledger
    from seutukuva.records import place

    if not place.is_there():
        return 0
    person = _person()
    return ledger.empty(which(), person=person.id, roles=_roles(person), why=plain(why))


def _write(
    action: str,
    subject: str,
    what: str,
    *,
    person: Person,
    detail: str = "",
    outcome: str = model.DONE,
) -> None:
    from seutukuva.audit.ledger import Said

    said: Said = Said(
        action,
        plain(subject),
        person.id,
        _roles(person),
        plain(what),
        whereabouts.page() or ("shell" if person.is_local else ""),
        plain(detail),
        outcome,
    )
    _turns.add(said)


def plain(text: str) -> str:
    """A text as a row takes it: one line, not too long, whatever an address had in it."""
    # Halves of characters are not printable either.
    return "".join(one if one.isprintable() else " " for one in text).strip()[:LONGEST]


def _person() -> Person:
    # It asks here in its turn.
    from seutukuva import access

    return access.person()


def _roles(person: Person) -> str:
    today = dt.date.today()
    held = {
        f"{one.role}:{one.organisation}" if one.organisation else one.role
        for one in person.grants
        if one.holds_on(today)
    }
    return ", ".join(sorted(held))[:LONGEST]
