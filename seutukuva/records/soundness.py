"""Is the log what was written? Every row is read again, with its hash and its place.

Found: a changed body or field, a row missing inside, rows missing at the end (the head in the
database and the newest row that this computer has kept outside it name them), rows put in.
Not found: a log rewritten as a whole, head and kept row included, by someone who can write both.
Only a copy of the newest row's hash kept elsewhere, as ``python -m etl status`` prints it, or a
backup shows that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from seutukuva.errors import RecordsError
from seutukuva.records import place
from seutukuva.records.entries import EMPTY, ERASURE, Entry, Head
from seutukuva.records.log import Log
from seutukuva.texts import _


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the log: the row it shows at, and what it is."""

    seq: int
    what: str


class Chained(Protocol):
    """A row of a chain, as it was read."""

    @property
    def seq(self) -> int:
        """Its place, from 1 without a gap."""

    @property
    def chain_hash(self) -> str:
        """What ties it to the row before."""

    @property
    def is_as_written(self) -> bool:
        """Whether what it says is what its hash was taken of; what was emptied is."""

    def link(self, before: str) -> str:
        """The chain hash that it must have after a row with this one."""


_Noted = TypeVar("_Noted", bound=Chained, contravariant=True)
_Read = TypeVar("_Read", bound=Chained)


class Emptied(Protocol[_Noted]):
    """Rows that say nothing any more, and those that a row says were emptied."""

    def note(self, row: _Noted) -> None:
        """Take a row into account, in the order of the chain."""

    def problems(self) -> list[Problem]:
        """What does not agree."""


def problems(log: Log) -> list[Problem]:
    """Everything wrong with the log, in the order of its rows.

    Raises:
        RecordsError: it cannot be read at all.
    """
    changed = _("its body has been changed")
    return walked(log.everything(), log.witness_file, _Deletions(), changed)


def walked(
    everything: AbstractContextManager[tuple[Head | None, Iterator[_Read]]],
    file: Path,
    emptied: Emptied[_Read],
    changed: str,
) -> list[Problem]:
    """Everything wrong with a chain, in the order of its rows.

    Args:
        everything: the newest row as the database has noted it down, and all rows.
        file: where this computer keeps the newest row that it has written.
        emptied: takes every row into account.
        changed: words for a row that is not as it was written.
    """
    found: list[Problem] = []
    try:
        witness = place.testimony(file)
    except ValueError as error:
        witness = None
        what = _("the newest row kept in {file} cannot be read: {why}")
        found.append(Problem(0, what.format(file=file, why=error)))
    last = EMPTY
    with everything as (head, rows):
        for row in rows:
            expected = last.seq + 1
            if not isinstance(row.seq, int) or row.seq < expected:
                # No row of the chain, so the next one is not tied to it.
                found.append(_put_in(row.seq, expected))
                continue
            found += _of_row(row, last, changed)
            emptied.note(row)
            if witness and row.seq == witness.seq and row.chain_hash != witness.chain_hash:
                found.append(Problem(row.seq, _other_log(file)))
            last = Head(row.seq, row.chain_hash)
    found = sorted(found + emptied.problems(), key=lambda one: one.seq)
    return found + list(_of_end(last, head, witness, file))


class _Deletions:
    """Rows without a content, and those that a row of the log says were deleted."""

    def __init__(self) -> None:
        self._empty: set[int] = set()
        self._full: set[int] = set()
        self._named: set[int] = set()

    def note(self, row: Entry) -> None:
        """Take a row into account, in the order of the log."""
        (self._empty if row.body_text is None else self._full).add(row.seq)
        if row.kind == ERASURE and isinstance(row.body.get("rows"), list):
            own = {one for one in row.body["rows"] if isinstance(one, int)}
            # Only what stood before it: nobody says of a row that is to come that it was deleted.
            self._named |= {one for one in own if one < row.seq}

    def problems(self) -> list[Problem]:
        """Rows that were emptied though no row says so, and those that say so and were not."""
        emptied, back = _("its body has been emptied"), _("it was deleted, and is there again")
        return [Problem(seq, emptied) for seq in sorted(self._empty - self._named)] + [
            Problem(seq, f"{back}: python -m etl privacy purge")
            for seq in sorted(self._full & self._named)
        ]


def _put_in(seq: object, expected: int) -> Problem:
    what = _("a row that has no place in the log has been put in")
    return Problem(seq if isinstance(seq, int) else expected, what)


def _of_row(row: Chained, before: Head, changed: str) -> Iterator[Problem]:
    expected = before.seq + 1
    if row.seq > expected:
        yield Problem(expected, _missing(expected, row.seq - 1))
    if not row.is_as_written:
        yield Problem(row.seq, changed)
    # Behind a gap nothing is known to be tied to.
    if row.seq == expected and not _is_tied(row, before.chain_hash):
        yield Problem(
            row.seq, _("it or the row before it has been changed: the chain is broken here")
        )


def _is_tied(row: Chained, before: str) -> bool:
    try:
        return row.link(before) == row.chain_hash
    except RecordsError:
        return False


def _of_end(last: Head, head: Head | None, witness: Head | None, file: Path) -> Iterator[Problem]:
    """What is wrong with the end of a chain.

    Args:
        last: the last row that was read.
        head: as the database itself has noted it down; None where that note is missing.
        witness: as this computer has kept it in ``file``.
    """
    if head is None:
        yield Problem(last.seq, _("the log's own note of its newest row is missing"))
    elif head.seq > last.seq:
        yield Problem(last.seq + 1, _missing(last.seq + 1, head.seq))
    elif head != last:
        yield Problem(last.seq, _("it is not the newest row that the log itself has noted down"))
    if witness and witness.seq > max(last.seq, head.seq if head else 0):
        restored = _("({file} has kept it; after a restore from a backup remove that file)")
        gone = _missing(last.seq + 1, witness.seq)
        yield Problem(last.seq + 1, f"{gone} {restored.format(file=file)}")


def _missing(first: int, last: int) -> str:
    if first == last:
        return _("the row has been removed")
    return _("the rows {first} to {last} have been removed").format(first=first, last=last)


def _other_log(file: Path) -> str:
    return _(
        "it is not the row that this computer has written and kept in {file}; "
        "after a restore from a backup remove that file"
    ).format(file=file)
