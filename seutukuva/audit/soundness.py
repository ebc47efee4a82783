"""Is the audit what was written? Every row is read again, with its hash and its place.

Found: a changed row, a row missing inside or at the end, rows put in, rows emptied that no row
says were emptied. Not found: an audit rewritten as a whole, head and kept row included, by
someone who can write both; a copy of the newest row's hash kept elsewhere, or a backup, shows it.
"""

from __future__ import annotations

from bisect import bisect_right

from seutukuva.audit import ledger, model
from seutukuva.audit.model import Row
from seutukuva.records.soundness import Problem, walked
from seutukuva.texts import _


def problems() -> list[Problem]:
    """Everything wrong with the audit, in the order of its rows.

    Raises:
        RecordsError: it cannot be read at all.
    """
    changed = _("what it says has been changed")
    return walked(ledger.everything(), ledger.witness_file(), _Emptied(), changed)


class _Emptied:
    """Rows without texts, and those that a row of the audit says were emptied."""

    def __init__(self) -> None:
        self._empty: list[int] = []
        self._said: list[tuple[int, int]] = []

    def note(self, row: Row) -> None:
        """Take a row into account, in the order of the audit."""
        if row.texts is None:
            self._empty.append(row.seq)
        self._said += _says(row)

    def problems(self) -> list[Problem]:
        """Rows that are empty though no row says so."""
        return _unsaid(self._empty, self._said)


def _says(row: Row) -> list[tuple[int, int]]:
    """The rows that a row says were emptied: only such as stand before it."""
    is_own = row.action == model.DELETED and row.subject == model.OWN_SUBJECT
    if not is_own or row.texts is None or not row.is_as_written:
        return []
    return [(first, last) for first, last in model.emptied(str(row.texts.what)) if last < row.seq]


def _unsaid(emptied: list[int], said: list[tuple[int, int]]) -> list[Problem]:
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
