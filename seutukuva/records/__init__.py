"""What people enter: one append-only log. A change is a new row of the same id.

Light to import: the database library is loaded when there is a log, or a first row for one.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from seutukuva import access, definitions, settings
from seutukuva.definitions import Kind
from seutukuva.errors import InvalidRecord, RecordConflict, RecordsError
from seutukuva.records import locking, place
from seutukuva.records.bodies import Unfit, checked, impersonal, plain
from seutukuva.records.entries import (
    EMPTY,
    Entry,
    Head,
    canonical,
    fingerprint,
    withdrawal,
)
from seutukuva.texts import _

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from seutukuva.records.log import Log
    from seutukuva.records.soundness import Problem

__all__ = [
    "EMPTY",
    "Entry",
    "Head",
    "address",
    "append",
    "append_all",
    "fitting",
    "head",
    "history",
    "latest_seq",
    "new_id",
    "newest_of",
    "since",
    "verify",
    "withdraw",
]

LONGEST_ID, LONGEST_AUTHOR, LONGEST_REASON = 64, 100, 500


def append(
    kind: str,
    body: Mapping[str, Any],
    *,
    id: str | None = None,
    by: str,
    source: str = "app",
    expect: int | None = None,
) -> Entry:
    """Store a new record, or a new version of one.

    Args:
        kind: id of a kind of ``data/definitions/kinds/``.
        body: its fields; empty ones may be left out.
        id: the record; a new one by default.
        by: who enters it, never a person's name. Where people sign in it is whoever has,
            whatever is said here.
        source: where it comes from: a page, an import.
        expect: seq of the version that the writer looked at; needed to change a record. If a
            newer one says the same, that one is returned and nothing is stored.

    Raises:
        InvalidRecord: the body does not fit its kind; holds every problem.
        RecordConflict: somebody else has written a newer version; holds both.
        RecordRefused: whoever asks may not enter it, or its round's edition is locked.
        AccessRefused: the kind is confidential, and whoever asks may not see it.
        RecordsError: unknown kind, the record is another programme's, or the log cannot be used.
    """
    with access.entering(kind):
        access.require_kind(kind)
        own_id = new_id() if id is None else id
        return _written(kind, fitting(kind, body), own_id, by, source, expect)


def append_all(
    kind: str,
    bodies: Mapping[str, Mapping[str, Any]],
    *,
    by: str,
    source: str = "app",
    expect: Mapping[str, int | None] | None = None,
) -> list[Entry]:
    """Store many records of a kind in one turn: all of them, or none.

    Args:
        bodies: by id of the record.
        expect: seqs of the versions that the writer looked at, by id; new records have none.

    Raises:
        InvalidRecord, RecordConflict, RecordRefused, AccessRefused, RecordsError: as ``append``.
    """
    with access.entering(kind):
        access.require_kind(kind)
        fit = {id: canonical(fitting(kind, body)) for id, body in bodies.items()}
        return _all_written(kind, fit, by, source, expect or {}) if fit else []


def _all_written(
    kind: str, fit: Mapping[str, str], by: str, source: str, expect: Mapping[str, int | None]
) -> list[Entry]:
    log = _log()
    with log.writing() as (connection, newest):
        written = []
        for id, text in fit.items():
            seen = expect.get(id)
            entry = _next(log, connection, newest, (kind, text, id, by, source), seen)
            if entry.seq > newest.seq:
                newest = Head(entry.seq, entry.chain_hash)
            written.append(entry)
    return written


def fitting(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """A body as ``append`` would store it.

    Raises:
        InvalidRecord: it does not fit its kind; holds every problem.
        RecordsError: unknown kind.
    """
    return checked(_kind(kind), body, definitions.load())


def withdraw(id: str, by: str, reason: str, expect: int, *, source: str = "app") -> Entry:
    """Take a record away; its versions stay in the log.

    Args:
        expect: seq of the version that the writer looked at.

    Raises:
        InvalidRecord: no reason was given, too long a one, one that is not plain text, or of a
            confidential kind one that reaches a person.
        RecordConflict, RecordRefused, AccessRefused, RecordsError: as ``append``.
    """
    with access.entering():
        versions = history(id)
    if not versions:
        raise RecordsError("there is no such record", where=id, todo="see records.history")
    kind = versions[0].kind
    with access.entering(kind):
        try:
            own = definitions.load().kinds.get(kind)
            clean = _reason(reason, is_confidential=own is not None and own.is_confidential)
        except Unfit as error:
            raise InvalidRecord(kind, [("reason", str(error))]) from None
        return _written(kind, withdrawal(clean), id, by, source, expect)


def new_id() -> str:
    """An id that no other record has."""
    return uuid.uuid4().hex


def head() -> Head:
    """The newest row of the log; ``EMPTY`` where there is none. One quick question.

    Raises:
        RecordsError: the log cannot be read, or has been removed. So do the questions below: what
            was lost must not look as if nobody had ever entered anything.
    """
    return _log().head() if _is_there() else EMPTY


def latest_seq() -> int:
    """Number of the newest row; 0 where there is none."""
    return head().seq


def since(seq: int) -> list[Entry]:
    """The rows after row ``seq``, in order: of every kind, so only for the store's mirror."""
    return _log().since(seq) if _is_there() else []


def history(id: str) -> list[Entry]:
    """Every version of a record, oldest first; empty for an unknown id.

    Raises:
        AccessRefused: its kind is confidential, and whoever asks may not see it.
    """
    versions = _log().history(id) if _is_there() else []
    for kind in {one.kind for one in versions}:
        access.require_kind(kind)
    return versions


def newest_of(kind: str) -> list[Entry]:
    """The newest version of every record of a kind of this programme, withdrawn ones too.

    Raises:
        AccessRefused: the kind is confidential, and whoever asks may not see it.
    """
    access.require_kind(kind)
    programme = settings.programme_id()
    found = _log().newest_of(kind) if _is_there() else []
    return [one for one in found if one.programme == programme]


def verify() -> list[Problem]:
    """Read the whole log and the files it names again; what is not as it was, each with its row."""
    if not place.is_there() and not place.witness_file().exists():
        return []
    from seutukuva.records import batches, project_batches, salt, soundness

    log = _log()
    found = soundness.problems(log)
    if log.is_gone():
        return found
    return [*found, *batches.damages(log), *project_batches.damages(log), *salt.damages(log)]


def address() -> str:
    """Where the log is, for people; without a password."""
    if not settings.database_url():
        return str(place.file())
    return _log().name


def _log() -> Log:
    from seutukuva.records import log

    return log.current()


def _is_there() -> bool:
    """Whether there is a log.

    Raises:
        RecordsError: there was one, and its file is gone.
    """
    # Asked once more: somebody may have written the first row between the two questions.
    if not place.is_there() and place.witness_file().exists() and not place.is_there():
        raise place.removed(str(place.file()), place.witness_file())
    return place.is_there()


def _kind(kind: str) -> Kind:
    kinds = definitions.load().kinds
    if kind not in kinds:
        raise RecordsError("no such kind of record", where=kind, todo="one of: " + ", ".join(kinds))
    return kinds[kind]


def _reason(reason: str, *, is_confidential: bool) -> str:
    try:
        clean = plain(reason)
        if is_confidential:
            impersonal(clean)
    except Unfit as error:
        raise Unfit(f"{_('Why it is withdrawn')}: {error}") from None
    if not clean:
        raise Unfit(_("Write why it is withdrawn."))
    if len(clean) > LONGEST_REASON:
        raise Unfit(_("The reason is too long: at most {n} characters.").format(n=LONGEST_REASON))
    return clean


def _named(value: str, what: str, longest: int) -> str:
    if not value.isprintable() or not 0 < len(value.strip()) <= longest:
        raise RecordsError(
            f"the {what} is empty, longer than {longest} characters or not plain text",
            where=repr(value[:80]),
        )
    return value


def _written(
    kind: str,
    body: Mapping[str, Any],
    record_id: str,
    by: str,
    source: str,
    expect: int | None,
) -> Entry:
    text = canonical(body)
    log = _log()
    with log.writing() as (connection, newest):
        return _next(log, connection, newest, (kind, text, record_id, by, source), expect)


def _next(
    log: Log,
    connection: Connection,
    newest: Head,
    said: tuple[str, str, str, str, str],
    expect: int | None,
) -> Entry:
    """The row that is added behind the newest; or the one that already says the same.

    Args:
        said: kind, canonical body, id, author and source.
    """
    kind, text, record_id, by, source = said
    _named(record_id, "id", LONGEST_ID)
    _named(by, "author", LONGEST_AUTHOR)
    _named(source, "source", LONGEST_AUTHOR)
    versions = log.versions(connection, record_id)
    fresh_body = json.loads(text)
    # It asks here in its turn.
    from seutukuva.records import owning

    owning.require(log, connection, kind, fresh_body, versions)
    if standing := _standing(versions, kind, text, expect):
        return standing
    bodies = [fresh_body, *(one.body for one in versions[-1:])]
    locking.require_open(log, connection, definitions.load().kinds.get(kind), bodies)
    fresh = Entry(
        seq=newest.seq + 1,
        id=record_id,
        kind=kind,
        programme=settings.programme_id(),
        body_text=text,
        body_hash=fingerprint(text),
        chain_hash="",
        recorded_at=dt.datetime.now(dt.UTC).isoformat(timespec="microseconds"),
        recorded_by=access.author_of(by),
        source=source,
    )
    fresh = replace(fresh, chain_hash=fresh.link(newest.chain_hash))
    log.add(connection, fresh)
    return fresh


def _standing(versions: list[Entry], kind: str, text: str, expect: int | None) -> Entry | None:
    """The version that already says what is to be written; None when there is something to write.

    Raises:
        RecordConflict: a newer version than the expected says something else.
        RecordsError: the record is of another programme or kind, or there is none to expect.
    """
    if not versions:
        if expect is None:
            return None
        raise RecordsError("there is no such version", where=f"row {expect}")
    newest = versions[-1]
    if newest.programme != settings.programme_id():
        raise RecordsError(
            f"the record belongs to the programme {newest.programme}",
            where=newest.id,
            todo="change it in that programme's pages",
        )
    if newest.kind != kind:
        raise RecordsError(f"the record is of the kind {newest.kind}, not {kind}", where=newest.id)
    # The same twice: a double click, or two people with the same correction.
    if newest.body_text == text:
        return newest
    if newest.seq != expect:
        raise RecordConflict(json.loads(text), newest, where=newest.id)
    return None
