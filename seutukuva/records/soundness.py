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
from seutukuva.records.entries import EMPTY, Entry, Head, fingerprint
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
    with log.everything() as (head, rows):
        for row in rows:
            expected = seen.seq + 1 if seen else 1
            if not isinstance(row.seq, int) or row.seq < expected:
                # No row of the log, so the next one is not tied to it.
                found.append(_put_in(row, expected))
                continue
            found += _of_row(row, seen, expected)
            if witness and row.seq == witness.seq and row.chain_hash != witness.chain_hash:
                found.append(Problem(row.seq, _other_log(file)))
            seen = row
    last = Head(seen.seq, seen.chain_hash) if seen else EMPTY
    return found + list(_of_end(last, head, witness, file))


def _put_in(row: Entry, expected: int) -> Problem:
    what = _("a row that has no place in the log has been put in")
    return Problem(row.seq if isinstance(row.seq, int) else expected, what)


def _of_row(row: Entry, before: Entry | None, expected: int) -> Iterator[Problem]:
    if row.seq > expected:
        yield Problem(expected, _missing(expected, row.seq - 1))
    if row.body_text is None:
        yield Problem(row.seq, _("its body has been emptied"))
    elif not _is_as_written(row.body_text, row.body_hash):
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


def _of_end(last: Head, head: Head | None, witness: Head | None, file: Path) -> Iterator[Problem]:
    if head is None:
        yield Problem(last.seq, _("the log's own note of its newest row is missing"))
    elif head.seq > last.seq:
        yield Problem(last.seq + 1, _missing(last.seq + 1, head.seq))
    elif head != last:
        yield Problem(last.seq, _("it is not the newest row that the log itself has noted down"))
    if witness and witness.seq > max(last.seq, head.seq if head else 0):
        restored = _("({file} has kept it; after a restore from a backup remove that file)")
        missing = _missing(last.seq + 1, witness.seq)
        yield Problem(last.seq + 1, f"{missing} {restored.format(file=file)}")


def _missing(first: int, last: int) -> str:
    if first == last:
        return _("the row has been removed")
    return _("the rows {first} to {last} have been removed").format(first=first, last=last)


def _other_log(file: Path) -> str:
    return _(
        "it is not the row that this computer has written and kept in {file}; "
        "after a restore from a backup remove that file"
    ).format(file=file)
