"""Withdrawn interviews really deleted: their files go, the rows that counted them in stay.

What the log keeps of them, hashes, numbers of rows and the meaning of columns, tells nothing of a
firm. Backups of the files are deleted with the backups.
"""

from __future__ import annotations

from seutukuva import records
from seutukuva.errors import RecordsError
from seutukuva.records import batch_files, batches, emptying
from seutukuva.records.entries import Entry
from seutukuva.texts import _


def purge(id: str, *, by: str, reason: str, source: str = "app") -> int:
    """Delete the files of a withdrawn batch for good; a deletion that was stopped is completed.

    Args:
        id: record of the batch.
        reason: why; it reaches no person.

    Returns:
        How many files were deleted.

    Raises:
        InvalidRecord: no reason was given, or one that reaches a person.
        RecordsError: there is no such batch, it is not withdrawn, or a file cannot be deleted.
        RecordRefused, AccessRefused: not here.
    """
    newest = batches.known(id)
    if not newest.is_withdrawn:
        raise RecordsError(
            _("only withdrawn interviews can be deleted"),
            where=newest.id,
            todo=_("Withdraw the batch first: python -m etl batches withdraw."),
        )
    # The row comes first: files that are gone without it would be a damage.
    with batch_files.turn():
        if not is_purged(newest):
            body = {"batch": id, "after": newest.seq, "why": reason}
            records.append(batches.PURGE, body, by=by, source=source)
        batch = id.removeprefix(batches.record_id(""))
        emptying.remember(batches={batch: emptying.ALL})
        return batch_files.remove(batch)


def is_purged(newest: Entry) -> bool:
    """Whether the files of a withdrawn batch were deleted since; ``newest``: its newest row."""
    return newest.seq in {one.body.get("after") for one in records.newest_of(batches.PURGE)}
