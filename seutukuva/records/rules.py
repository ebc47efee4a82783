"""Rules that a database itself keeps of a table: what may be put in, changed, removed.

Whoever can remove such a rule is found out by a chain of hashes, not by the rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, text


class Rule(NamedTuple):
    """One rule.

    ``condition``: that must hold of ``new`` and ``old``; empty: it is never allowed. ``refusal``:
    what the database says to whoever breaks it.
    """

    name: str
    table: str
    event: str
    condition: str
    refusal: str


def missing(connection: Connection, rules: Sequence[Rule]) -> set[str]:
    """The names of rules that the database does not keep yet."""
    if connection.dialect.name == "postgresql":
        tables = ", ".join(f"to_regclass('{one}')" for one in sorted({r.table for r in rules}))
        there = f"select tgname from pg_trigger where tgrelid in ({tables})"
    else:
        there = "select name from sqlite_master where type = 'trigger'"
    return {rule.name for rule in rules} - set(connection.execute(text(there)).scalars())


def add(connection: Connection, rules: Iterable[Rule]) -> None:
    """Let the database keep these rules, within the caller's transaction."""
    make = _postgresql if connection.dialect.name == "postgresql" else _sqlite
    for rule in rules:
        for statement in make(*rule):
            connection.execute(text(statement))


def _sqlite(name: str, table: str, event: str, condition: str, refusal: str) -> list[str]:
    when = f"when not ({condition})" if condition else ""
    return [
        f"create trigger {name} before {event} on {table} {when} "
        f"begin select raise(abort, '{refusal}'); end"
    ]


def _postgresql(name: str, table: str, event: str, condition: str, refusal: str) -> list[str]:
    test = f"not ({condition})" if condition else "true"
    statements = [
        f"create or replace function {name}() returns trigger language plpgsql as $$ begin "
        f"if {test} then raise exception '{refusal}'; end if; return new; end $$",
        f"create trigger {name} before {event} on {table} for each row execute function {name}()",
    ]
    if event == "delete":
        # Emptying a table at once passes the triggers of its rows.
        statements.append(
            f"create trigger {name}_whole before truncate on {table} "
            f"for each statement execute function {name}()"
        )
    return statements
