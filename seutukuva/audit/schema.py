"""The tables of the audit in the database of the log, and the rules that the database keeps.

Rows are only added, each with the next number. Their texts may become empty when their time has
come, while hash and chain stay; nothing else ever changes.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    Index,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    text,
)

from seutukuva.records import rules
from seutukuva.records.entries import EMPTY
from seutukuva.records.rules import Rule

metadata = MetaData()

audit_table = Table(
    "aud_log",
    metadata,
    Column("seq", BigInteger, CheckConstraint("seq > 0"), primary_key=True, autoincrement=False),
    Column("programme", String, nullable=False),
    Column("at", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("salt", String),
    Column("person", String),
    Column("roles", String),
    Column("what", Text),
    Column("place", String),
    Column("detail", Text),
    Column("row_hash", String(64), nullable=False),
    Column("chain_hash", String(64), nullable=False),
    Index("aud_log_by_time", "at"),
    Index("aud_log_by_person", "person", "seq"),
)
head_table = Table(
    "aud_head",
    metadata,
    Column("one", BigInteger, CheckConstraint("one = 1"), primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("chain_hash", String(64), nullable=False),
)
TEXTS = ("salt", "person", "roles", "what", "place", "detail")

_SAME = [f"new.{one.name} = old.{one.name}" for one in audit_table.columns if one.name not in TEXTS]
_ONLY_EMPTIED = " and ".join([*(f"new.{name} is null" for name in TEXTS), *_SAME])
_NEXT = "new.seq = (select coalesce(max(seq), 0) + 1 from aud_log)"
_ONLY_ONE = "(select count(*) from aud_head) = 0"
_FORWARD = "new.one = old.one and new.seq > old.seq and new.seq = (select max(seq) from aud_log)"
RULES = (
    Rule("aud_log_next", "aud_log", "insert", _NEXT, "a row of the audit takes the next number"),
    Rule("aud_log_fixed", "aud_log", "update", _ONLY_EMPTIED, "a row of the audit stays as it is"),
    Rule("aud_log_kept", "aud_log", "delete", "", "a row of the audit is never removed"),
    Rule("aud_head_only", "aud_head", "insert", _ONLY_ONE, "the head of the audit is one row"),
    Rule("aud_head_forward", "aud_head", "update", _FORWARD, "the head of the audit moves on"),
    Rule("aud_head_kept", "aud_head", "delete", "", "the head of the audit is never removed"),
)


def exists(connection: Connection) -> bool:
    """Whether the audit has been set up here."""
    if connection.dialect.name == "postgresql":
        return inspect(connection).has_table(head_table.name)
    named = text("select 1 from sqlite_master where type = 'table' and name = :name")
    return connection.execute(named, {"name": head_table.name}).first() is not None


def create(connection: Connection) -> None:
    """Set up tables, rules and the head, within the caller's transaction."""
    metadata.create_all(connection, tables=[audit_table, head_table])
    add_rules(connection)
    connection.execute(
        head_table.insert().values(one=1, seq=EMPTY.seq, chain_hash=EMPTY.chain_hash)
    )


def add_rules(connection: Connection) -> None:
    """Let the database keep the rules, within the caller's transaction."""
    rules.add(connection, RULES)
