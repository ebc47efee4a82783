"""``python -m etl audit``: who read, changed or was refused what, for people and for programs."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from typing import Any

from etl import lines
from seutukuva import reasons
from seutukuva.downloads import harmless
from seutukuva.errors import SeutukuvaError

COLUMNS = (
    *("stands_in", "row", "at", "person", "roles", "action", "subject", "what"),
    *("place", "outcome", "detail", "chain_hash"),
)
USUAL_MOST = 100


class WrongDay(SeutukuvaError):
    """A day that is none."""


def add_options(commands: Any, output: argparse.ArgumentParser) -> None:
    """The command and its options."""
    own = commands.add_parser("audit", parents=[output], help="who read or changed what, and when")
    own.add_argument("--since", default="", metavar="DAY", help="from this day on, 2026-11-01")
    own.add_argument("--until", default="", metavar="DAY", help="to this day, included")
    own.add_argument("--person", default="", help="pseudonym, as the list says; local; anonymous")
    own.add_argument("--action", default="", help="read, change, refused, signed_in, …")
    own.add_argument("--subject", default="", help="id of a subject of roles.toml")
    own.add_argument("--most", type=int, default=0, help="rows at most; all of them in a file")
    own.add_argument("--csv", action="store_true", help="print as CSV, with every column")


def found(wish: argparse.Namespace) -> list[dict[str, Any]]:
    """The rows that are wanted, the newest first.

    Raises:
        WrongDay: a day cannot be read.
        RecordsError: the database cannot be read.
    """
    # Brings the database library, which few commands need.
    from seutukuva.audit import telling

    wanted = telling.Wish(
        wish.person, wish.action, wish.subject, _day(wish.since), _day(wish.until)
    )
    is_file = wish.json or wish.csv
    most = wish.most if wish.most > 0 else telling.MOST_TAKEN if is_file else USUAL_MOST
    return [
        {
            "stands_in": one.origin,
            "row": one.seq,
            "at": one.at,
            "person": one.person,
            "roles": one.roles,
            "action": one.action,
            "subject": one.subject,
            "what": one.what,
            "place": one.place,
            "outcome": one.outcome,
            "detail": one.detail,
            "chain_hash": one.chain_hash,
        }
        for one in telling.listed(wanted, most).events
    ]


def told(wish: argparse.Namespace, rows: list[dict[str, Any]]) -> Iterator[str]:
    """The rows as a table, or as CSV with every column."""
    if wish.csv:
        # What somebody tried to enter is told as it was: no spreadsheet may run it.
        plain = [{key: harmless(str(value)) for key, value in _worded(row).items()} for row in rows]
        return lines.csv(COLUMNS, plain)
    shown = ("at", "person", "action", "subject", "what", "place", "detail")
    short = [{**_worded(row), "at": row["at"][:19]} for row in rows]
    return lines.table(shown, short)


def _worded(row: dict[str, Any]) -> dict[str, Any]:
    """A row for people: reasons in words; programs are told their codes."""
    return {**row, "detail": reasons.told(row["detail"])}


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise WrongDay("this is no day", where=text, todo="write it as 2026-11-01") from None
