"""A row of the log, and what ties it to the row before: canonical bodies, hashes, the chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seutukuva.errors import RecordsError

# A body with this key says that the record of its id no longer counts, and why.
WITHDRAWN = "withdrawn"
# The kind of the rows that say which contents were deleted; see ``emptying``.
ERASURE = "erasure"
# Likewise of those that say which files were deleted; see ``purging``.
PURGE = "interview_purge"
# What the first row's chain is tied to.
BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row of the log: its number (0 = no row) and its link of the chain."""

    seq: int
    chain_hash: str


EMPTY = Head(0, BEFORE_THE_FIRST)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log, as it was written.

    ``seq``: its place, from 1 without a gap. ``id``: what it is a version of. ``body_text``:
    canonical JSON, None when it was emptied. ``recorded_at``: UTC, ISO 8601 with microseconds.
    """

    seq: int
    id: str
    kind: str
    programme: str
    body_text: str | None
    body_hash: str
    chain_hash: str
    recorded_at: str
    recorded_by: str
    source: str

    @property
    def body(self) -> dict[str, Any]:
        """The fields; empty when the body was emptied, or damaged past reading."""
        try:
            fields = json.loads(self.body_text or "{}")
        except ValueError:
            return {}
        return fields if isinstance(fields, dict) else {}

    @property
    def is_withdrawn(self) -> bool:
        """Whether this version takes the record away, or its content has been deleted."""
        return self.body_text is None or WITHDRAWN in self.body

    @property
    def reason(self) -> str:
        """Why the record was withdrawn; empty when it was not."""
        return str(self.body.get(WITHDRAWN, ""))

    def link(self, before: str) -> str:
        """The chain hash that this row must have after a row with the chain hash ``before``."""
        return chained(
            before,
            self.seq,
            self.id,
            self.kind,
            self.programme,
            self.body_hash,
            self.recorded_at,
            self.recorded_by,
            self.source,
        )

    @property
    def is_as_written(self) -> bool:
        """Whether its body is the one that its hash was taken of; an emptied one is."""
        # A file may hold anything in any place: bytes, numbers, halves of characters.
        text: object = self.body_text
        try:
            return text is None or isinstance(text, str) and fingerprint(text) == self.body_hash
        except UnicodeEncodeError:
            return False


def canonical(value: Any) -> str:
    """JSON that is the same text for the same content: keys sorted, no spaces, letters as such.

    Raises:
        RecordsError: it holds what JSON has no word for, as NaN, dates or half a character.
    """
    try:
        text = json.dumps(
            value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
        )
        text.encode("utf-8")
    except (TypeError, ValueError) as error:
        raise RecordsError(
            f"the body is not JSON: {error}",
            todo="use texts, numbers, true, false, lists and tables",
        ) from error
    return text


def fingerprint(body_text: str) -> str:
    """SHA-256 of a canonical body."""
    return hashlib.sha256(body_text.encode("utf-8")).hexdigest()


def chained(before: str, *fields: str | int) -> str:
    """SHA-256 over the chain hash before and a row's fields.

    Written as a JSON list, so that no field can borrow letters from its neighbour.
    """
    return fingerprint(canonical([before, *fields]))


def withdrawal(reason: str) -> Mapping[str, Any]:
    """The body of a row that takes a record away."""
    return {WITHDRAWN: reason}
