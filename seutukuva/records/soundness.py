"""Is the log what was written? Every row is read again, with its hash and its place.

Found: a changed body or field, a row missing inside, rows missing at the end (the head in the
database and the newest row that this computer has kept outside it name them), rows put in.
Not found: a log rewritten as a whole, head and kept row included, by someone who can write both.
Only a copy of the newest row's hash kept elsewhere, as ``python -m etl status`` prints it, or a
backup shows that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from seutukuva.errors import RecordsError
from seutukuva.records import place
from seutukuva.records.entries import EMPTY, ERASURE, Entry, Head, fingerprint
from seutukuva.records.log import Log
from seutukuva.texts import _


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the log: the row it shows at, and what it is."""

    seq: int
    what: str


def problems(log: Log) -> list[Problem]:
    """Everything wrong with the log, in the order of its rows.

    Raises:
        RecordsError: it cannot be read at all.
    """
    found: list[Problem] = []
    file = log.witness_file
    try:
        witness = place.testimony(file)
    except ValueError as error:
        witness = None
        what = _("the newest row kept in {file} cannot be read: {why}")
        found.append(Problem(0, what.format(file=file, why=error)))
    seen: Entry | None = None
    deleted = _Deletions()
    with log.everything() as (head, rows):
        for row in rows:
            expected = seen.seq + 1 if seen else 1
            if not isinstance(row.seq, int) or row.seq < expected:
                # No row of the log, so the next one is not tied to it.
                found.append(put_in(row.seq, expected))
                continue
            found += _of_row(row, seen, expected)
            deleted.note(row)
            if witness and row.seq == witness.seq and row.chain_hash != witness.chain_hash:
                found.append(Problem(row.seq, other_log(file)))
            seen = row
    last = Head(seen.seq, seen.chain_hash) if seen else EMPTY
    found = sorted(found + deleted.problems(), key=lambda one: one.seq)
    return found + list(of_end(last, head, witness, file))


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


def put_in(seq: object, expected: int) -> Problem:
    """What is wrong with a row that stands where none belongs."""
    what = _("a row that has no place in the log has been put in")
    return Problem(seq if isinstance(seq, int) else expected, what)


def _of_row(row: Entry, before: Entry | None, expected: int) -> Iterator[Problem]:
    if row.seq > expected:
        yield Problem(expected, missing(expected, row.seq - 1))
    if row.body_text is not None and not _is_as_written(row.body_text, row.body_hash):
        yield Problem(row.seq, _("its body has been changed"))
    # Behind a gap nothing is known to be tied to.
    if row.seq == expected and not _is_tied(row, before.chain_hash if before else EMPTY.chain_hash):
        yield Problem(
            row.seq, _("it or the row before it has been changed: the chain is broken here")
        )


def _is_as_written(body_text: object, body_hash: str) -> bool:
    # A file may hold anything in any place: bytes, numbers, halves of characters.
    try:
        return isinstance(body_text, str) and fingerprint(body_text) == body_hash
    except UnicodeEncodeError:
        return False


def _is_tied(row: Entry, before: str) -> bool:
    try:
        return row.link(before) == row.chain_hash
    except RecordsError:
        return False


def of_end(last: Head, head: Head | None, witness: Head | None, file: Path) -> Iterator[Problem]:
    """What is wrong with the end of a chain.

    Args:
        last: the last row that was read.
        head: as the database itself has noted it down; None where that note is missing.
        witness: as this computer has kept it in ``file``.
    """
    if head is None:
        yield Problem(last.seq, _("the log's own note of its newest row is missing"))
    elif head.seq > last.seq:
        yield Problem(last.seq + 1, missing(last.seq + 1, head.seq))
    elif head != last:
        yield Problem(last.seq, _("it is not the newest row that the log itself has noted down"))
    if witness and witness.seq > max(last.seq, head.seq if head else 0):
        restored = _("({file} has kept it; after a restore from a backup remove that file)")
        gone = missing(last.seq + 1, witness.seq)
        yield Problem(last.seq + 1, f"{gone} {restored.format(file=file)}")


def missing(first: int, last: int) -> str:
    """Words for rows that are not there."""
    if first == last:
        return _("the row has been removed")
    return _("the rows {first} to {last} have been removed").format(first=first, last=last)


def other_log(file: Path) -> str:
    """Words for a row that is another one than this computer has kept."""
    return _(
        "it is not the row that this computer has written and kept in {file}; "
        "after a restore from a backup remove that file"
    ).format(file=file)
