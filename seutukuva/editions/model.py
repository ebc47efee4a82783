"""What an edition is, and how a row of the log is read as one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from seutukuva import dates
from seutukuva.interviews import rounds
from seutukuva.records import Head
from seutukuva.records.locking import LOCKED

STATES = DRAFT, PRESENTED, APPROVED, PUBLISHED = ("draft", "presented", "approved", "published")
# The round, and what tells several editions of one round apart.
NAME = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(-[a-z0-9]{1,20})?")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition as it stands.

    Attributes:
        row: its own newest row of the log: what whoever changes it has looked at.
        name: round, or round and suffix: ``2026-10``, ``2026-10-extra``.
        meeting: id of the meeting that froze it; "" for none.
        version: of the statistics; ``seq``, ``chain_hash``: the newest row of the log that it
            knows, which is before its own.
        content_hash: over figures, log and definitions; see the function of this name.
        day: on which it was frozen.
        state: one of ``STATES``; ``state_on``: since when.
        by: organisation that took the last step; "" where none was named.
        reason: of the last step.
        missing: what was not there when it was frozen, and was accepted so.
        fingerprint: of the definitions; ``program``: version of the program that froze it.
        areas: the programme's areas then.
    """

    id: str
    row: int
    name: str
    meeting: str
    round: str
    version: str
    seq: int
    chain_hash: str
    content_hash: str
    day: dt.date
    state: str
    state_on: dt.date
    by: str
    reason: str
    missing: tuple[str, ...]
    fingerprint: str
    program: str
    areas: tuple[str, ...]

    @property
    def is_locked(self) -> bool:
        """Whether its round can no longer be changed."""
        return self.state in LOCKED

    @property
    def head(self) -> Head:
        """The newest row of the log that it knows."""
        return Head(self.seq, self.chain_hash)


def edition_of(body: Mapping[str, Any], id: Any, row: Any, by: Any) -> Edition | None:
    """A row as an edition; None where it is a withdrawal, or damaged past reading."""
    texts_of = {
        key: _text(body.get(key))
        for key in (
            *("name", "meeting", "round", "version", "chain_hash", "content_hash", "state"),
            *("reason", "fingerprint", "program"),
        )
    }
    try:
        day, state_on = (
            dt.date.fromisoformat(dates.read(_text(body.get(key)))) for key in ("day", "state_on")
        )
        seq = int(body.get("seq") or 0)
    except ValueError:
        return None
    if not NAME.fullmatch(texts_of["name"]) or not rounds.is_round(texts_of["round"]):
        return None
    if texts_of["state"] not in STATES:
        return None
    return Edition(
        id=str(id),
        row=int(row),
        seq=seq,
        day=day,
        state_on=state_on,
        by=_text(by),
        missing=_texts(body.get("missing")),
        areas=_texts(body.get("areas")),
        **texts_of,
    )


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        return ()
    return tuple(str(one) for one in value)
