"""What the audit and the log tell of who did what: one list, the newest first, and its file.

Reading and refusals stand in the audit, what people entered in the log; whoever asks who did what
wants both in the order of time. Of the log no contents are told, only who changed which kind.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, literal, select

from seutukuva import access, definitions, settings
from seutukuva.audit import ledger, model
from seutukuva.audit.model import Row
from seutukuva.audit.schema import audit_table
from seutukuva.records import log, place
from seutukuva.records import schema as log_schema
from seutukuva.records.entries import WITHDRAWN as WITHDRAWN_KEY
from seutukuva.records.schema import log_table

SUBJECT = "audit"
# Where a row stands.
IN_AUDIT, IN_LOG = "audit", "log"
# Whoever was not signed in, as a person to look for.
ANONYMOUS = "anonymous"
# What a row of the log did to its record.
ENTERED, CHANGED, WITHDRAWN = "entered", "changed", "withdrawn"
GRANT = "grant"
# Rows of a file at most: what a spreadsheet opens without trouble.
MOST_TAKEN = 100_000


@dataclass(frozen=True, slots=True)
class Wish:
    """Which rows are wanted; what is empty or None does not narrow them.

    Attributes:
        since, until: days by this machine's clock, both included.
    """

    person: str = ""
    action: str = ""
    subject: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody did something, or was refused it.

    Attributes:
        origin: ``IN_AUDIT`` or ``IN_LOG``; ``seq`` is its row there.
        at: UTC, ISO 8601.
        person: a pseudonym, ``local``, or empty: not signed in.
        action: of ``model.ACTIONS``.
        subject: of ``roles.toml``, or a kind of record.
        what: the thing; of a row of the log what became of its record: ``ENTERED`` and so on.
        is_emptied: its texts are gone, for their time had come.
    """

    origin: str
    seq: int
    at: str
    person: str
    roles: str
    action: str
    subject: str
    what: str
    place: str
    outcome: str
    detail: str
    chain_hash: str
    is_emptied: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows, the newest first, and how many there are in all."""

    events: tuple[Event, ...]
    total: int


def listed(wish: Wish, most: int = MOST_TAKEN) -> Listing:
    """What is wanted of the audit and of the log of this programme.

    Raises:
        AccessRefused: whoever asks may not see the audit.
        RecordsError: the database cannot be read.
    """
    access.require(SUBJECT)
    if not place.is_there():
        return Listing((), 0)
    noted, n = _of_audit(wish, most)
    changed, m = _of_log(wish, most)
    every = sorted([*noted, *changed], key=lambda one: one.at, reverse=True)
    return Listing(tuple(every[:most]), n + m)


def persons() -> list[str]:
    """Everyone of whom the audit tells, by pseudonym.

    Raises:
        AccessRefused, RecordsError: as ``listed``.
    """
    access.require(SUBJECT)
    return ledger.values("person")


def newest() -> Row | None:
    """The newest row of the audit: whoever notes down its number and hash elsewhere can tell later
    that nobody has rewritten what stands before it.
    """
    access.require(SUBJECT)
    return next(iter(ledger.read(most=1)), None)


def _of_audit(wish: Wish, most: int) -> tuple[list[Event], int]:
    columns = audit_table.c
    which: list[ColumnElement[bool]] = [columns.programme == settings.programme_id()]
    which += _days(columns.at, wish)
    if wish.person:
        which.append(columns.person == ("" if wish.person == ANONYMOUS else wish.person))
    if wish.action:
        which.append(columns.action == wish.action)
    if wish.subject:
        which.append(columns.subject.in_([wish.subject, *_kinds_of(wish.subject)]))
    return [_event(one) for one in ledger.read(which, most=most)], ledger.counted(which)


def _event(row: Row) -> Event:
    said = row.texts
    return Event(
        IN_AUDIT,
        row.seq,
        row.at,
        said.person if said else "",
        said.roles if said else "",
        row.action,
        row.subject,
        said.what if said else "",
        said.place if said else "",
        row.outcome,
        said.detail if said else "",
        row.chain_hash,
        is_emptied=said is None,
    )


def _of_log(wish: Wish, most: int) -> tuple[list[Event], int]:
    columns = log_table.c
    which: list[ColumnElement[bool]] = [columns.programme == settings.programme_id()]
    which += _days(columns.recorded_at, wish)
    if wish.person:
        which.append(columns.recorded_by == wish.person)
    if wish.action == model.GRANTED:
        which.append(columns.kind == GRANT)
    elif wish.action == model.CHANGE:
        which.append(columns.kind != GRANT)
    elif wish.action:
        return [], 0
    if wish.subject:
        which.append(columns.kind.in_(_kinds_of(wish.subject)))
    before = log_table.alias()
    has_before = exists(
        select(literal(1)).where(before.c.id == columns.id, before.c.seq < columns.seq)
    )
    with log.current().reading() as connection:
        if not log_schema.exists(connection):
            return [], 0
        chosen = select(log_table, has_before.label("has_before")).where(*which)
        found = list(connection.execute(chosen.order_by(columns.seq.desc()).limit(most)))
        granted = _grants(connection, found)
        events = [_change(one, granted) for one in found]
        return events, connection.execute(select(func.count()).where(*which)).scalar_one()


def _change(row: Any, granted: Mapping[str, dict[str, Any]]) -> Event:
    what = CHANGED if row.has_before else ENTERED
    if WITHDRAWN_KEY in _body(row.body):
        what = WITHDRAWN
    is_grant = row.kind == GRANT
    return Event(
        IN_LOG,
        row.seq,
        row.recorded_at,
        row.recorded_by,
        "",
        model.GRANTED if is_grant else model.CHANGE,
        row.kind,
        what,
        row.source,
        model.DONE,
        # Who was granted what is no secret from whoever sees who did what; other contents are.
        _granted(granted.get(row.id, {})) if is_grant else "",
        row.chain_hash,
        is_emptied=row.body is None,
    )


def _granted(body: Mapping[str, Any]) -> str:
    told = (str(body.get(key) or "") for key in ("person", "role", "organisation"))
    return " ".join(one for one in told if one)


def _grants(connection: Connection, rows: Sequence[Any]) -> dict[str, dict[str, Any]]:
    """What was granted, by record: the row that revokes it does not say it."""
    ids = {row.id for row in rows if row.kind == GRANT}
    if not ids:
        return {}
    columns = log_table.c
    asked = select(columns.id, columns.body).where(columns.kind == GRANT).order_by(columns.seq)
    bodies = ((id, _body(body)) for id, body in connection.execute(asked))
    return {id: body for id, body in bodies if id in ids and WITHDRAWN_KEY not in body}


def _body(text: object) -> dict[str, Any]:
    try:
        found = json.loads(text) if isinstance(text, str) else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _days(column: Any, wish: Wish) -> Iterator[ColumnElement[bool]]:
    if wish.since:
        yield column >= _began(wish.since)
    if wish.until and wish.until < dt.date.max:
        yield column < _began(wish.until + dt.timedelta(days=1))


def _began(day: dt.date) -> str:
    """When a day began by this machine's clock, as the beginning of a stored moment (UTC).

    The day on which clocks change has another length than 24 hours.
    """
    try:
        midnight = dt.datetime.combine(day, dt.time()).astimezone(dt.UTC)
    except (OverflowError, ValueError, OSError):  # the first days and the last ones of all
        return day.isoformat()
    # What is stored goes on with its fractions of a second, which sort after this.
    return midnight.isoformat()[: len("2026-11-23T22:00:00")]


def _kinds_of(subject: str) -> Iterable[str]:
    of_kind = definitions.load().roles.subject_of_kind
    return [kind for kind, own in of_kind.items() if own == subject]
