"""Sign-ins that count: begun, used, ended; the same in every process, by the log's database.

A cookie that has left the browser cannot be called back. So each sign-in has a row, and a row that
was ended, or is too old, makes the cookie worthless wherever it is. Every process reads the rows
again when a page is used and they are older than a second.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seutukuva import audit, settings
from seutukuva.audit import model
from seutukuva.errors import RecordsError
from seutukuva.people.model import NOBODY, Person
from seutukuva.sign_in import configuration, lifetimes
from seutukuva.sign_in.configuration import MOST_HOURS, SignIn
from seutukuva.sign_in.lifetimes import SKEW, Refused, Told

log = logging.getLogger(__name__)

# Seconds after which the rows are read again, and for which they count if they cannot be.
FRESH, WITHOUT_DATABASE = 1.0, 60.0
SECONDS_BETWEEN_NOTING = 60.0
# The end of every sign-in there was, as after a restored backup.
EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Standing:
    """A sign-in that counts: whose, and when it ends at the latest, in seconds."""

    person_id: str
    ends_at: int


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the database said: sign-ins by id, ends by person; of which one, and when."""

    place: str
    read_at: float
    sign_ins: Mapping[str, Mapping[str, Any]]
    ends: Mapping[str, int]


_rows: _Rows | None = None
_reading, _beginning = threading.Lock(), threading.Lock()
# When sign-ins were last used here, and until when the database knows.
_used: dict[str, int] = {}
_noted: dict[str, int] = {}
_noted_at = 0.0
_generation = 0
# Reasons that honest people do not meet, and the cookies that were told of.
TELLING, MOST_REFUSED = ("foreign", "incomplete", "future"), 1000
_refused: set[tuple[str, str, str]] = set()


def generation() -> int:
    """Another number whenever somebody's sign-in or rights may have changed in this process."""
    return _generation


def changed() -> None:
    """Say that sign-ins or rights have changed: what is held of them is asked anew."""
    global _generation, _rows
    _generation += 1
    _rows = None


def standing(user_info: Mapping[str, Any], *, using: bool = True) -> Standing | None:
    """The sign-in of a page, if it counts now; None: nobody has signed in.

    A sign-in that was never seen begins here.

    Args:
        user_info: what Streamlit took from the signed cookie.
        using: whether somebody does something with it at this moment.

    Raises:
        Refused: there is a sign-in and it does not count (any more).
    """
    by = configuration.load()
    try:
        begun = lifetimes.told(user_info, by)
        return _standing(begun, by, using) if begun else None
    except Refused as refused:
        _note_refusal(user_info, refused.reason)
        raise


def _standing(begun: Told, by: SignIn, using: bool) -> Standing:
    now = time.time()
    lifetimes.require_current(begun, int(now), now, by)
    try:
        row = _row(begun, by)
    except RecordsError as error:
        log.warning("who has signed in cannot be asked: %s", error)
        raise Refused("unknown") from error
    if row["ended_at"]:
        raise Refused("ended")
    last_used = max(int(row["last_used_at"]), _used.get(begun.id, 0))
    lifetimes.require_current(begun, last_used, now, by)
    if using:
        _used[begun.id] = int(now)
    return Standing(str(row["person_id"]), lifetimes.ends_at(begun, by))


def end(person_id: str) -> int:
    """End every sign-in of a person, in every browser; how many were open.

    Raises:
        RecordsError: the database cannot be used.
    """
    from seutukuva.records import people

    n = people.end(person_id, int(time.time()))
    changed()
    return n


def sign_out(person_id: str) -> None:
    """End every sign-in of a person who asks for it, and note it.

    Raises:
        RecordsError: the database cannot be used.
    """
    end(person_id)
    _note(model.SIGNED_OUT, person_id)


def end_everyone() -> None:
    """End every sign-in there was, as after a restored backup, which has forgotten some ends.

    Raises:
        RecordsError: the database cannot be used.
    """
    from seutukuva.records import people

    people.end_all(EVERYONE, int(time.time()))
    changed()


def note_use() -> None:
    """Let the database know which sign-ins were used, and forget those that can count no more.

    Asked often and done once a minute; a failure is logged and tried again.
    """
    global _noted_at
    if time.monotonic() - _noted_at < SECONDS_BETWEEN_NOTING:
        return
    _noted_at = time.monotonic()
    fresh = {id: at for id, at in list(_used.items()) if _noted.get(id, 0) < at}
    if not fresh:
        return
    from seutukuva.records import people

    # Longer than any sign-in can count, also after the file was changed.
    oldest = int(time.time() - MOST_HOURS * 3600) - 2 * SKEW
    try:
        people.used(fresh)
        people.forget_before(oldest)
    except RecordsError as error:
        log.warning("when sign-ins were used could not be noted: %s", error)
        return
    _noted.update(fresh)
    for id in [id for id, at in _used.items() if at < oldest]:
        _used.pop(id, None)
        _noted.pop(id, None)


def _row(begun: Told, by: SignIn) -> Mapping[str, Any]:
    rows = _current()
    if found := rows.sign_ins.get(begun.id):
        return found
    with _beginning:
        rows = _read()
        return rows.sign_ins.get(begun.id) or _begin(begun, rows)


def _begin(begun: Told, rows: _Rows) -> Mapping[str, Any]:
    """Enter a sign-in that has not been seen before.

    Raises:
        Refused: it is of before the person's, or everyone's, last end.
    """
    from seutukuva.people import persons
    from seutukuva.records import people

    earlier = persons.found(begun.issuer, begun.subject)
    last = max(rows.ends.get(earlier.id if earlier else "", 0), rows.ends.get(EVERYONE, 0))
    # Written while this clock was ahead, it would keep people out until that time has come.
    last = min(last, int(time.time()))
    # Signing in again at once must do, also where the provider's clock is a little behind.
    if begun.began_at < last - SKEW:
        raise Refused("ended")
    person = persons.signed_in(begun.issuer, begun.subject, begun.email, begun.name)
    row = {
        "id": begun.id,
        "person_id": person.id,
        # By the clock of this server, as the ends are.
        "began_at": int(time.time()),
        "last_used_at": int(time.time()),
        "ended_at": 0,
    }
    people.begin(row)
    changed()
    _note(model.SIGNED_IN, person.id)
    return row


def _note_refusal(user_info: Mapping[str, Any], reason: str) -> None:
    """What no sign-in of ours says, once; that somebody came back too late is nothing to note."""
    key = (reason, str(user_info.get("iat")), str(user_info.get("sub")))
    if reason not in TELLING or key in _refused:
        return
    if len(_refused) >= MOST_REFUSED:
        _refused.clear()
    _refused.add(key)
    audit.note(model.REFUSED, what="sign_in", detail=reason, outcome=model.REFUSED, person=NOBODY)


def _note(action: str, person_id: str) -> None:
    audit.note(action, person=Person(person_id, is_signed_in=True))


def _current() -> _Rows:
    rows = _rows
    if rows and rows.place == _place() and time.monotonic() - rows.read_at < FRESH:
        return rows
    return _read()


def _read() -> _Rows:
    """The rows as the database has them now.

    Raises:
        RecordsError: it does not answer, and what is known is too old to go by.
    """
    from seutukuva.records import people

    global _rows
    with _reading:
        held = _rows
        try:
            hours = configuration.load().session.hours
            sign_ins, ends = people.sign_ins(int(time.time() - hours * 3600) - 2 * SKEW)
        except RecordsError:
            if held and time.monotonic() - held.read_at < WITHOUT_DATABASE:
                return held
            raise
        _rows = _Rows(
            place=_place(),
            read_at=time.monotonic(),
            sign_ins={str(row["id"]): row for row in sign_ins},
            ends={str(row["person_id"]): int(row["ended_at"]) for row in ends},
        )
        return _rows


def _place() -> str:
    return settings.database_url() or str(settings.records_folder())
