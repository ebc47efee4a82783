"""The log's tables, and the rules that the database itself keeps.

Rows are only added, each with the next number. A body may become empty, so that personal data
can be purged one day while its hash and the chain stay; nothing else ever changes. Triggers
refuse the rest; whoever can remove triggers is found out by the chain.
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

log_table = Table(
    "rec_log",
    metadata,
    Column("seq", BigInteger, CheckConstraint("seq > 0"), primary_key=True, autoincrement=False),
    Column("id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("programme", String, nullable=False),
    Column("body", Text),
    Column("body_hash", String(64), nullable=False),
    Column("chain_hash", String(64), nullable=False),
    Column("recorded_at", String, nullable=False),
    Column("recorded_by", String, nullable=False),
    Column("source", String, nullable=False),
    Index("rec_log_by_id", "id", "seq"),
)
# One row that names the newest row of the log. Writers queue for it, and rows taken off the
# log's end no longer agree with it.
head_table = Table(
    "rec_head",
    metadata,
    Column("one", BigInteger, CheckConstraint("one = 1"), primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("chain_hash", String(64), nullable=False),
)
# Contact persons of interviewed firms: no part of the log, and really deleted. Made only where
# they are kept.
contact_table = Table(
    "contact",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("programme", String, nullable=False),
    Column("batch_id", String, nullable=False),
    Column("response", BigInteger, nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("email", String, nullable=False),
    Column("phone", String, nullable=False),
    Column("purge_on", String(10), nullable=False),
)

_SAME = " and ".join(
    f"new.{column.name} = old.{column.name}"
    for column in log_table.columns
    if column.name != "body"
)
_ONLY_EMPTIED = f"new.body is null and {_SAME}"
_NEXT = "new.seq = (select coalesce(max(seq), 0) + 1 from rec_log)"
_ONLY_ONE = "(select count(*) from rec_head) = 0"
_FORWARD = "new.one = old.one and new.seq = old.seq + 1"

RULES = (
    Rule("rec_log_next", "rec_log", "insert", _NEXT, "a row of the log takes the next number"),
    Rule("rec_log_fixed", "rec_log", "update", _ONLY_EMPTIED, "a row of the log is never changed"),
    Rule("rec_log_kept", "rec_log", "delete", "", "a row of the log is never removed"),
    # Putting in what is there already would replace it, and pass the rules on changes.
    Rule("rec_head_only", "rec_head", "insert", _ONLY_ONE, "the head of the log is one row"),
    Rule("rec_head_forward", "rec_head", "update", _FORWARD, "the head of the log moves on by one"),
    Rule("rec_head_kept", "rec_head", "delete", "", "the head of the log is never removed"),
)


def exists(connection: Connection) -> bool:
    """Whether the log has been set up here."""
    if connection.dialect.name == "postgresql":
        return inspect(connection).has_table(head_table.name)
    # Asked at every entry; the library's own way takes several questions.
    named = text("select 1 from sqlite_master where type = 'table' and name = :name")
    return connection.execute(named, {"name": head_table.name}).first() is not None


def create(connection: Connection) -> None:
    """Set up tables, rules and the head, within the caller's transaction."""
    metadata.create_all(connection, tables=[log_table, head_table])
    rules.add(connection, RULES)
    connection.execute(
        head_table.insert().values(one=1, seq=EMPTY.seq, chain_hash=EMPTY.chain_hash)
    )


def missing_rules(connection: Connection) -> set[str]:
    """The rules that a log which was set up by an older program does not keep."""
    return rules.missing(connection, RULES)


def add_rules(connection: Connection, names: set[str]) -> None:
    """Let the database keep these rules, within the caller's transaction."""
    rules.add(connection, (rule for rule in RULES if rule.name in names))
