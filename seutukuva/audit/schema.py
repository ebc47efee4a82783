"""The tables of the audit in the database of the log, and the rules that the database keeps.

Rows are only added, each with the next number. Their texts may become empty when their time has
come, while hash and chain stay; nothing else ever changes.
"""

from __future__ import annotations

from sqlalchemy import Column, Connection, Index, MetaData, String, Table, Text

from seutukuva.records import chains
from seutukuva.records.rules import Rule

metadata = MetaData()

audit_table = Table(
    "aud_log",
    metadata,
    chains.number(),
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
head_table = chains.head_table("aud_head", metadata)
TEXTS = ("salt", "person", "roles", "what", "place", "detail")

_ONLY_EMPTIED = chains.only_emptied(audit_table, TEXTS)
_FORWARD = "new.one = old.one and new.seq > old.seq and new.seq = (select max(seq) from aud_log)"
RULES = (
    *chains.rules_of(audit_table, head_table, "audit"),
    Rule("aud_log_fixed", "aud_log", "update", _ONLY_EMPTIED, "a row of the audit stays as it is"),
    Rule("aud_head_forward", "aud_head", "update", _FORWARD, "the head of the audit moves on"),
)


def exists(connection: Connection) -> bool:
    """Whether the audit has been set up here."""
    return chains.exists(connection, head_table)


def create(connection: Connection) -> None:
    """Set up tables, rules and the head, within the caller's transaction."""
    chains.create(connection, audit_table, head_table, RULES)
