"""Who has signed in, and until when: tables beside the log, whose rows are really deleted.

The log knows a person by a pseudonym; what it means stands here alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    MetaData,
    String,
    Table,
    delete,
    inspect,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, IntegrityError

from seutukuva.records import beside, place
from seutukuva.records.log import current

metadata = MetaData()

person_table = Table(
    "person",
    metadata,
    Column("id", String(18), primary_key=True),
    # Both empty while only the address is known: somebody who has not signed in yet.
    Column("issuer", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("email", String, nullable=False),
    Column("name", String, nullable=False),
    Column("first_seen", String, nullable=False),
    Column("last_seen", String, nullable=False),
    Index("person_by_account", "issuer", "subject"),
)
# One row a sign-in, named by a fingerprint of what the provider said then.
sign_in_table = Table(
    "sign_in",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("person_id", String(18), nullable=False),
    Column("began_at", BigInteger, nullable=False),
    Column("last_used_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger, nullable=False),
    Index("sign_in_by_person", "person_id"),
)
session_end_table = Table(
    "session_end",
    metadata,
    Column("person_id", String(18), primary_key=True),
    Column("ended_at", BigInteger, nullable=False),
)

Row = Mapping[str, Any]


def persons() -> list[Row]:
    """Everyone known, in the order in which they came."""
    order = (person_table.c.first_seen, person_table.c.id)
    (found,) = _read(select(person_table).order_by(*order))
    return found


def sign_ins(since: int) -> tuple[list[Row], list[Row]]:
    """The sign-ins that began since a moment, and since when which person's are ended."""
    recent = select(sign_in_table).where(sign_in_table.c.began_at >= since)
    begun, ended = _read(recent, select(session_end_table))
    return begun, ended


def _read(*questions: Any) -> list[list[Row]]:
    if not place.is_there():
        return [[] for _one in questions]
    with current().reading() as connection:
        return [_answer(connection, question) for question in questions]


def _answer(connection: Connection, question: Any) -> list[Row]:
    try:
        return [dict(row) for row in connection.execute(question).mappings()]
    except DBAPIError:
        # Asked every second: whether there is such a table is asked only when there is no answer.
        connection.rollback()
        if not inspect(connection).has_table(question.get_final_froms()[0].name):
            return []
        # It was made at this moment; whatever else is wrong is wrong once more.
        return [dict(row) for row in connection.execute(question).mappings()]


def add(row: Row) -> Row:
    """Enter a person, or find who has come in meanwhile: the row of the account or address."""
    with beside.writing(metadata) as connection:
        found = connection.execute(_same(row)).mappings().first()
        if found is None:
            connection.execute(person_table.insert().values(**row))
            return row
        return dict(found)


def _same(row: Row) -> Any:
    columns = person_table.c
    question = select(person_table)
    if row["issuer"]:
        return question.where(columns.issuer == row["issuer"], columns.subject == row["subject"])
    return question.where(columns.email == row["email"], columns.issuer == "")


def change(id: str, **values: Any) -> bool:
    """Change what is known of a person; whether there is one."""
    with beside.writing(metadata) as connection:
        which = update(person_table).where(person_table.c.id == id)
        return connection.execute(which.values(**values)).rowcount > 0


def claim(id: str, **values: Any) -> bool:
    """Give a row of somebody who has not signed in yet to an account; once."""
    with beside.writing(metadata) as connection:
        free = (person_table.c.id == id, person_table.c.issuer == "")
        return connection.execute(update(person_table).where(*free).values(**values)).rowcount > 0


def remove(id: str, now: int) -> bool:
    """Really delete a person, whose sign-ins end; whether there was one."""
    log = current()
    with beside.writing(metadata, log) as connection:
        gone = connection.execute(delete(person_table).where(person_table.c.id == id)).rowcount
        _end(connection, id, now)
    log.leave_nothing(person_table, gone)
    return gone > 0


def begin(row: Row) -> None:
    """Enter a sign-in, unless it is there."""
    try:
        with beside.writing(metadata) as connection:
            known = select(sign_in_table.c.id).where(sign_in_table.c.id == row["id"])
            if connection.execute(known).first() is None:
                connection.execute(sign_in_table.insert().values(**row))
    except IntegrityError:  # pragma: no cover: another process at the same moment
        return


def end(person_id: str, now: int) -> int:
    """End every sign-in of a person up to now; how many were open."""
    with beside.writing(metadata) as connection:
        return _end(connection, person_id, now)


def end_all(mark: str, now: int) -> int:
    """End every sign-in there is, whatever the clock said when it began; how many were open.

    Args:
        mark: stands for everyone where the ends of persons stand.
    """
    with beside.writing(metadata) as connection:
        _note_end(connection, mark, now)
        every = update(sign_in_table).where(sign_in_table.c.ended_at == 0)
        return int(connection.execute(every.values(ended_at=now)).rowcount)


def _end(connection: Connection, person_id: str, now: int) -> int:
    _note_end(connection, person_id, now)
    open_ones = (sign_in_table.c.person_id == person_id, sign_in_table.c.ended_at == 0)
    ended = update(sign_in_table).where(*open_ones).values(ended_at=now)
    return int(connection.execute(ended).rowcount)


def _note_end(connection: Connection, person_id: str, now: int) -> None:
    columns = session_end_table.c
    known = select(session_end_table).where(columns.person_id == person_id)
    if connection.execute(known).first() is None:
        connection.execute(session_end_table.insert().values(person_id=person_id, ended_at=now))
    else:
        which = update(session_end_table).where(columns.person_id == person_id)
        connection.execute(which.values(ended_at=now))


def used(moments: Mapping[str, int]) -> None:
    """When sign-ins were last used, by id; an earlier moment than the kept one says nothing."""
    with beside.writing(metadata) as connection:
        columns = sign_in_table.c
        for id, moment in moments.items():
            which = update(sign_in_table).where(columns.id == id, columns.last_used_at < moment)
            connection.execute(which.values(last_used_at=moment))


def forget_before(moment: int) -> int:
    """Delete sign-ins that began before a moment, when none of them can count any more."""
    with beside.writing(metadata) as connection:
        old = delete(sign_in_table).where(sign_in_table.c.began_at < moment)
        n = connection.execute(old).rowcount
        ends = delete(session_end_table).where(session_end_table.c.ended_at < moment)
        return int(n + connection.execute(ends).rowcount)
