"""Tables of chained rows, each beside one row that names its newest: what they have in common.

The log of entries is one such table, the audit is another. Rows are only added, each with the
next number; some texts of a row may become empty, and nothing else ever changes.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Connection,
    MetaData,
    String,
    Table,
    inspect,
    text,
)

from seutukuva.records import rules
from seutukuva.records.entries import EMPTY
from seutukuva.records.rules import Rule


def number() -> Column[int]:
    """The column of a row's place, from 1."""
    return Column(
        "seq", BigInteger, CheckConstraint("seq > 0"), primary_key=True, autoincrement=False
    )


def head_table(name: str, metadata: MetaData) -> Table:
    """A table of one row: the newest row of a chain.

    Writers queue for it, and rows taken off the chain's end no longer agree with it.
    """
    one = Column(
        "one", BigInteger, CheckConstraint("one = 1"), primary_key=True, autoincrement=False
    )
    return Table(
        name,
        metadata,
        one,
        Column("seq", BigInteger, nullable=False),
        Column("chain_hash", String(64), nullable=False),
    )


def rules_of(rows: Table, head: Table, called: str) -> tuple[Rule, ...]:
    """What every chain keeps to, ``called`` so in what the database says to whoever breaks it.

    What of a row may change, and how far the head moves at once, is the chain's own.
    """
    following = f"new.seq = (select coalesce(max(seq), 0) + 1 from {rows.name})"
    only_one = f"(select count(*) from {head.name}) = 0"
    row, newest = f"a row of the {called}", f"the head of the {called}"
    return (
        Rule(f"{rows.name}_next", rows.name, "insert", following, f"{row} takes the next number"),
        Rule(f"{rows.name}_kept", rows.name, "delete", "", f"{row} is never removed"),
        # Putting in what is there already would replace it, and pass the rules on changes.
        Rule(f"{head.name}_only", head.name, "insert", only_one, f"{newest} is one row"),
        Rule(f"{head.name}_kept", head.name, "delete", "", f"{newest} is never removed"),
    )


def only_emptied(rows: Table, texts: Collection[str]) -> str:
    """The condition under which a row may change: these columns become empty, the rest stays."""
    same = [f"new.{one.name} = old.{one.name}" for one in rows.columns if one.name not in texts]
    return " and ".join([*(f"new.{name} is null" for name in texts), *same])


def exists(connection: Connection, head: Table) -> bool:
    """Whether a chain has been set up here."""
    if connection.dialect.name == "postgresql":
        return inspect(connection).has_table(head.name)
    # Asked at every entry; the library's own way takes several questions.
    named = text("select 1 from sqlite_master where type = 'table' and name = :name")
    return connection.execute(named, {"name": head.name}).first() is not None


def create(connection: Connection, rows: Table, head: Table, kept: Collection[Rule]) -> None:
    """Set up tables, rules and the head, within the caller's transaction."""
    rows.metadata.create_all(connection, tables=[rows, head])
    rules.add(connection, kept)
    connection.execute(head.insert().values(one=1, seq=EMPTY.seq, chain_hash=EMPTY.chain_hash))
