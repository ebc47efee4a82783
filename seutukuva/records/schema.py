"""The log's tables, and the rules that the database itself keeps.

Rows are only added, each with the next number. A body may become empty, so that personal data
can be purged one day while its hash and the chain stay; nothing else ever changes. Triggers
refuse the rest; whoever can remove triggers is found out by the chain.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, Index, MetaData, String, Table, Text

from seutukuva.records import chains, rules
from seutukuva.records.rules import Rule

metadata = MetaData()

log_table = Table(
    "rec_log",
    metadata,
    chains.number(),
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
head_table = chains.head_table("rec_head", metadata)
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

_ONLY_EMPTIED = chains.only_emptied(log_table, ("body",))
_FORWARD = "new.one = old.one and new.seq = old.seq + 1"
RULES = (
    *chains.rules_of(log_table, head_table, "log"),
    Rule("rec_log_fixed", "rec_log", "update", _ONLY_EMPTIED, "a row of the log is never changed"),
    Rule("rec_head_forward", "rec_head", "update", _FORWARD, "the head of the log moves on by one"),
)


def exists(connection: Connection) -> bool:
    """Whether the log has been set up here."""
    return chains.exists(connection, head_table)


def create(connection: Connection) -> None:
    """Set up tables, rules and the head, within the caller's transaction."""
    chains.create(connection, log_table, head_table, RULES)


def missing_rules(connection: Connection) -> set[str]:
    """The rules that a log which was set up by an older program does not keep."""
    return rules.missing(connection, RULES)


def add_rules(connection: Connection, names: set[str]) -> None:
    """Let the database keep these rules, within the caller's transaction."""
    rules.add(connection, (rule for rule in RULES if rule.name in names))
