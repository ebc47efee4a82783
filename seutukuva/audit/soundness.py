"""Is the audit what was written? Every row is read again, with its hash and its place.

Found: a changed row, a row missing inside or at the end, rows put in, rows emptied that no row
says were emptied. Not found: an audit rewritten as a whole, head and kept row included, by
someone who can write both; a copy of the newest row's hash kept elsewhere, or a backup, shows it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from seutukuva.audit import ledger, model
from seutukuva.audit.model import Row
from seutukuva.records import place
from seutukuva.records.entries import EMPTY, Head
from seutukuva.records.soundness import Problem, missing, of_end, other_log, put_in
from seutukuva.texts import _


def problems() -> list[Problem]:
    """Everything wrong with the audit, in the order of its rows.

    Raises:
        RecordsError: it cannot be read at all.
    """
    found: list[Problem] = []
    file = ledger.witness_file()
    try:
        witness = place.testimony(file)
    except ValueError as error:
        witness = None
        what = _("the newest row kept in {file} cannot be read: {why}")
        found.append(Problem(0, what.format(file=file, why=error)))
    seen: Row | None = None
    emptied: list[int] = []
    said: list[tuple[int, int]] = []
    with ledger.everything() as (head, rows):
        for row in rows:
            expected = seen.seq + 1 if seen else 1
            if not isinstance(row.seq, int) or row.seq < expected:
                # No row of the audit, so the next one is not tied to it.
                found.append(put_in(row.seq, expected))
                continue
            found += _of_row(row, seen, expected)
            if row.texts is None:
                emptied.append(row.seq)
            said += _says(row)
            if witness and row.seq == witness.seq and row.chain_hash != witness.chain_hash:
                found.append(Problem(row.seq, other_log(file)))
            seen = row
    last = Head(seen.seq, seen.chain_hash) if seen else EMPTY
    found += _unsaid(emptied, said)
    return sorted(found, key=lambda one: one.seq) + list(of_end(last, head, witness, file))


def _of_row(row: Row, before: Row | None, expected: int) -> Iterator[Problem]:
    if row.seq > expected:
        yield Problem(expected, missing(expected, row.seq - 1))
    if not row.is_as_written:
        yield Problem(row.seq, _("what it says has been changed"))
    # Behind a gap nothing is known to be tied to.
    if row.seq == expected and not row.is_tied(before.chain_hash if before else EMPTY.chain_hash):
        yield Problem(
            row.seq, _("it or the row before it has been changed: the chain is broken here")
        )


def _says(row: Row) -> list[tuple[int, int]]:
    """The rows that a row says were emptied: only such as stand before it."""
    is_own = row.action == model.DELETED and row.subject == model.OWN_SUBJECT
    if not is_own or row.texts is None or not row.is_as_written:
        return []
    return [(first, last) for first, last in model.emptied(str(row.texts.what)) if last < row.seq]


def _unsaid(emptied: list[int], said: list[tuple[int, int]]) -> list[Problem]:
    """Rows that are empty though no row says so."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(said):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    starts = [first for first, _last in joined]

    def is_said(seq: int) -> bool:
        at = bisect_right(starts, seq) - 1
        return at >= 0 and seq <= joined[at][1]

    what = _("what it says has been emptied, and no row says why")
    return [Problem(seq, what) for seq in emptied if not is_said(seq)]
