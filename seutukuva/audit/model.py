"""A row of the audit: who read, changed or was refused what, and what ties it to the row before.

The texts of a row can be emptied when their time has come, so its hash is taken of them with a
salt that goes with them: of an emptied row nobody can try out whose it was.
"""

from __future__ import annotations

from dataclasses import dataclass

from seutukuva.errors import RecordsError
from seutukuva.records.entries import canonical, chained, fingerprint

READ, CHANGE, REFUSED = "read", "change", "refused"
SIGNED_IN, SIGNED_OUT = "signed_in", "signed_out"
EXPORTED, DELETED, GRANTED = "exported", "deleted", "granted"
ACTIONS = (READ, CHANGE, REFUSED, SIGNED_IN, SIGNED_OUT, EXPORTED, DELETED, GRANTED)
DONE, FAILED = "done", "failed"
# What emptying rows is called in the row that says so.
EMPTIED = "emptied"
OWN_SUBJECT = "audit"


@dataclass(frozen=True, slots=True)
class Texts:
    """What a row says in words; all of it can be emptied.

    Attributes:
        salt: random, so that nobody can try out what an emptied row said.
        person: pseudonym of who it was, ``local`` on the computer itself, empty: not signed in.
        roles: at that moment, ``analyst`` or ``area_owner:FI-KU729``, joined by ", ".
        what: the thing: a kind of record, a query, an id.
        place: address of the page, or ``shell``.
        detail: why it was refused, as ``seutukuva.reasons`` writes it, how many rows; no name of
            anybody.
    """

    salt: str
    person: str
    roles: str
    what: str
    place: str
    detail: str

    @property
    def hash(self) -> str:
        """SHA-256 of the texts."""
        said = (self.salt, self.person, self.roles, self.what, self.place, self.detail)
        return fingerprint(canonical(list(said)))


@dataclass(frozen=True, slots=True)
class Row:
    """One row, as it was written.

    ``seq``: its place, from 1 without a gap. ``at``: UTC, ISO 8601 with microseconds. ``subject``:
    id of what roles see, or of a kind of record that was refused. ``texts``: none when emptied.
    """

    seq: int
    programme: str
    at: str
    action: str
    subject: str
    outcome: str
    texts: Texts | None
    row_hash: str
    chain_hash: str

    def link(self, before: str) -> str:
        """The chain hash that this row must have after a row with the chain hash ``before``."""
        fixed = (self.programme, self.at, self.action, self.subject, self.outcome)
        return chained(before, self.seq, *fixed, self.row_hash)

    @property
    def is_as_written(self) -> bool:
        """Whether its texts are those that its hash was taken of; emptied ones are."""
        try:
            return self.texts is None or self.texts.hash == self.row_hash
        except RecordsError:
            return False


def ranges(numbers: list[int]) -> str:
    """Numbers in order as one text: [1, 2, 3, 7] gives "1-3, 7"."""
    found: list[list[int]] = []
    for one in numbers:
        if found and one == found[-1][1] + 1:
            found[-1][1] = one
        else:
            found.append([one, one])
    return ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in found)


def numbered(text: str) -> list[tuple[int, int]]:
    """First and last number of each part of such a text; empty where it is none."""
    try:
        parts = [part.partition("-") for part in text.split(", ") if part]
        return [(int(first), int(last or first)) for first, _dash, last in parts]
    except ValueError:
        return []


def emptied(what: str) -> list[tuple[int, int]]:
    """First and last of the rows that a row says were emptied; empty where it says nothing."""
    mark, _space, listed = what.partition(" ")
    return numbered(listed) if mark == EMPTIED else []
