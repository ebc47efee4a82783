"""The audit in the database of the log: rows are added behind each other, read, and emptied.

Writers take turns inside the database, so that rows are numbered without a gap and tied to each
other whatever number of processes writes.
"""

from __future__ import annotations

import datetime as dt
import logging
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, MetaData, and_, func, or_, select, text

from seutukuva import settings
from seutukuva.audit import model, schema
from seutukuva.audit.model import Row, Texts
from seutukuva.audit.schema import audit_table, head_table
from seutukuva.errors import RecordsError
from seutukuva.records import beside, log, place
from seutukuva.records.entries import EMPTY, Head
from seutukuva.records.log import Log

journal = logging.getLogger(__name__)

# The newest row is kept outside the database as often at most: it costs as much as a row, for which
# a reader waits. What was written since is kept a few seconds later; see ``keep_up``.
SECONDS_BETWEEN_TESTIMONIES = 1.0
# Numbers of rows in one question; databases take some thousands.
_AT_ONCE = 500
# Any number, the same in every process: setting up is done by one at a time.
_SETTING_UP = 5_381_078
# The tables come with their rules, so they are made here.
_NONE = MetaData()
columns = audit_table.c
# When the newest row was last kept, by database.
_testified: dict[str, float] = {}
# Databases whose newest row is to be kept yet.
_owed: dict[str, Log] = {}


@dataclass(frozen=True, slots=True)
class Said:
    """What a row is to say. ``person``, ``roles``, ``what``, ``place`` and ``detail`` are texts."""

    action: str
    subject: str
    person: str
    roles: str = ""
    what: str = ""
    place: str = ""
    detail: str = ""
    outcome: str = model.DONE


def add(every: Sequence[Said]) -> None:
    """Add rows, all of them or none; when this returns they are stored.

    Raises:
        RecordsError: the database cannot be reached or refuses.
    """
    own = log.current()
    with beside.writing(_NONE, own) as connection:
        newest = _turn(connection)
        for said in every:
            newest = _added(connection, said, newest)
        _move(connection, newest)
    last = _testified.get(own.name)
    if last is None or time.monotonic() - last >= SECONDS_BETWEEN_TESTIMONIES:
        _testify(own)
    else:
        _owed[own.name] = own


def keep_up() -> None:
    """Keep the newest row that was written a moment after another; it never fails."""
    for name in list(_owed):
        if own := _owed.pop(name, None):
            _testify(own)


def empty(which: ColumnElement[bool], *, person: str, roles: str, why: str) -> int:
    """Empty the texts of rows, and say in a new row which ones; how many.

    Args:
        which: of ``columns``; rows that are empty already are left out.
        why: names nobody.

    Raises:
        RecordsError: the database cannot be reached or refuses.
    """
    own = log.current()
    with beside.writing(_NONE, own) as connection:
        newest = _turn(connection)
        full = select(columns.seq).where(which, columns.salt.is_not(None)).order_by(columns.seq)
        rows = [int(seq) for seq in connection.execute(full).scalars()]
        if not rows:
            return 0
        listed = model.ranges(sorted({*rows, *_said(connection, which)}))
        subject = model.OWN_SUBJECT
        said = Said(model.DELETED, subject, person, roles, f"{model.EMPTIED} {listed}", "", why)
        _move(connection, _added(connection, said, newest))
        nothing = dict.fromkeys(schema.TEXTS)
        for n in range(0, len(rows), _AT_ONCE):
            chosen = audit_table.update().where(columns.seq.in_(rows[n : n + _AT_ONCE]))
            connection.execute(chosen.values(**nothing))
    _testify(own)
    if not own.leave_nothing(audit_table, len(rows)):
        journal.warning("emptied rows of the audit may still stand in the files of %s", own.name)
    return len(rows)


def _said(connection: Connection, which: ColumnElement[bool]) -> Iterator[int]:
    """What rows that are to be emptied say of others: the row that empties them says it on."""
    says = and_(columns.action == model.DELETED, columns.subject == model.OWN_SUBJECT)
    for what in connection.execute(select(columns.what).where(which, says)).scalars():
        for first, last in model.emptied(what or ""):
            yield from range(first, last + 1)


def read(which: Iterable[ColumnElement[bool]] = (), *, most: int, before: int = 0) -> list[Row]:
    """Rows, the newest first.

    Args:
        which: conditions on ``columns``.
        most: rows given at most.
        before: only rows with a lower number; 0: from the newest on.

    Raises:
        RecordsError: the database cannot be reached.
    """
    if not place.is_there():
        return []
    with log.current().reading() as connection:
        if not schema.exists(connection):
            return []
        chosen = select(audit_table).where(*which)
        if before:
            chosen = chosen.where(columns.seq < before)
        found = connection.execute(chosen.order_by(columns.seq.desc()).limit(most))
        return [_row(one) for one in found]


def counted(which: Iterable[ColumnElement[bool]] = ()) -> int:
    """How many rows there are."""
    if not place.is_there():
        return 0
    with log.current().reading() as connection:
        if not schema.exists(connection):
            return 0
        return int(connection.execute(select(func.count(columns.seq)).where(*which)).scalar_one())


def values(column: str, which: Iterable[ColumnElement[bool]] = ()) -> list[str]:
    """The different values of a column; empty ones are left out."""
    if not place.is_there():
        return []
    with log.current().reading() as connection:
        if not schema.exists(connection):
            return []
        chosen = select(columns[column]).where(*which).distinct()
        return sorted(one for one in connection.execute(chosen).scalars() if one)


@contextmanager
def everything() -> Iterator[tuple[Head | None, Iterator[Row]]]:
    """The head and all rows in order, as they are at one moment, read a few at a time.

    The head is None where its row is missing, ``EMPTY`` where nothing has been set up.
    """
    with log.current().reading() as connection:
        if not schema.exists(connection):
            yield EMPTY, iter(())
            return
        _hold_still(connection)
        row = connection.execute(select(head_table)).first()
        head = Head(row.seq, row.chain_hash) if row and isinstance(row.seq, int) else None
        every = select(audit_table).order_by(columns.seq)
        rows = connection.execution_options(yield_per=1000).execute(every)
        yield head, (_row(one) for one in rows)
        connection.rollback()


def before(day: dt.date) -> ColumnElement[bool]:
    """Rows written before a day (UTC)."""
    return columns.at < day.isoformat()


def of_person(person: str) -> ColumnElement[bool]:
    """Rows of a person, or that name the person; those that say what was emptied stay."""
    says = and_(columns.action == model.DELETED, columns.subject == model.OWN_SUBJECT)
    named = or_(columns.person == person, columns.what.contains(person, autoescape=True))
    return and_(named, ~says)


def witness_file() -> Path:
    """Where this computer keeps the newest row of the audit that it has written."""
    # Beside the log's own, whose name tells of which database it is.
    own = log.current().witness_file
    return own.with_name(f"audit-{own.name}")


def _turn(connection: Connection) -> Head:
    """Be the only writer; gives the newest row. Sets up the tables where they are not there."""
    if not schema.exists(connection):
        if connection.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _SETTING_UP})
        if not schema.exists(connection):
            schema.create(connection)
    row = connection.execute(select(head_table).with_for_update()).one()
    return Head(row.seq, row.chain_hash)


def _added(connection: Connection, said: Said, newest: Head) -> Head:
    salt = secrets.token_hex(8)
    texts = Texts(salt, said.person, said.roles, said.what, said.place, said.detail)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    programme, seq = settings.programme_id(), newest.seq + 1
    fixed = (programme, at, said.action, said.subject, said.outcome)
    row = Row(seq, *fixed, texts, texts.hash, "")
    chain_hash = row.link(newest.chain_hash)
    connection.execute(
        audit_table.insert().values(
            seq=seq,
            programme=programme,
            at=at,
            action=said.action,
            subject=said.subject,
            outcome=said.outcome,
            **{name: getattr(texts, name) for name in schema.TEXTS},
            row_hash=row.row_hash,
            chain_hash=chain_hash,
        )
    )
    return Head(seq, chain_hash)


def _move(connection: Connection, newest: Head) -> None:
    connection.execute(head_table.update().values(seq=newest.seq, chain_hash=newest.chain_hash))


def _testify(own: Log) -> None:
    """Keep the newest row outside the database; never fails, for what was written is stored.

    In a turn of its own, as the log does it, so that a slower writer never sets it back.
    """
    _testified[own.name] = time.monotonic()
    _owed.pop(own.name, None)
    try:
        with beside.writing(_NONE, own) as connection:
            newest = _turn(connection)
            kept = place.testimony(witness_file())
            if kept and not _holds(connection, kept):
                # The only evidence of rows that were removed, so it stays.
                journal.warning(
                    "%s names row %d of the audit, which %s does not hold as it was: "
                    "run python -m etl verify",
                    *(witness_file(), kept.seq, own.name),
                )
            elif newest not in (kept, EMPTY):
                place.testify(witness_file(), newest, own.name)
    except (RecordsError, ValueError) as error:
        journal.warning("the audit's newest row could not be kept: %s", error)


def _holds(connection: Connection, kept: Head) -> bool:
    named = select(columns.chain_hash).where(columns.seq == kept.seq)
    return connection.execute(named).scalar() == kept.chain_hash


def _hold_still(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.rollback()
        connection.execute(text("set transaction isolation level repeatable read"))
    else:
        connection.execute(text("begin"))


def _row(one: Any) -> Row:
    said = tuple(getattr(one, name) for name in schema.TEXTS)
    # Only what was emptied as a whole is empty; a single text that is missing is a damage.
    texts = None if all(each is None for each in said) else Texts(*said)
    return Row(
        one.seq,
        one.programme,
        one.at,
        one.action,
        one.subject,
        one.outcome,
        texts,
        one.row_hash,
        one.chain_hash,
    )
