"""Contact persons of interviewed firms: kept where asked for, each look on the record, deleted.

The one exception to what is entered never being changed: rows of a table of their own, in the
database of the log. Off unless ``SEUTUKUVA_CONTACTS=1``. Never exported, never brought to where
queries are asked. Each look is a row of the log that names no person. Deleted means overwritten
in the database's files, at a request, with a withdrawn batch, or when the day has come; what a
backup of the database holds is deleted with the backup.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import logging
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seutukuva import access, clocks, records, settings
from seutukuva.errors import RecordsError
from seutukuva.records import place
from seutukuva.records.entries import ERASURE
from seutukuva.texts import _

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from seutukuva.records.log import Log

journal = logging.getLogger(__name__)

KIND = "contact_view"
FILE = "contacts.json"
_FIELDS = ("name", "role", "email", "phone")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Contact:
    """A person to contact about a response, who has agreed to it.

    ``batch_id``: record of the batch. ``purge_on``: the day on which the row is deleted.
    """

    id: str
    batch_id: str
    response: int
    name: str
    role: str
    email: str
    phone: str
    purge_on: dt.date


def keep(batch_id: str, rows: Iterable[Mapping[str, Any]], purge_on: dt.date) -> int:
    """Keep the contact persons of a batch in place of any that it had.

    Args:
        batch_id: record of the batch.
        rows: ``response`` and any of ``name``, ``role``, ``email``, ``phone``; only of those who
            have agreed.
        purge_on: the day on which they are deleted.

    Returns:
        How many were kept.

    Raises:
        AccessRefused: not here.
        RecordsError: contact persons are not kept here, or the database cannot be used.
    """
    _must_be_on()
    programme = settings.programme_id()
    found = [
        {
            "id": uuid.uuid4().hex,
            "programme": programme,
            "batch_id": batch_id,
            "response": int(row["response"]),
            **{field: str(row.get(field) or "").strip()[:_LONGEST] for field in _FIELDS},
            "purge_on": purge_on.isoformat(),
        }
        for row in rows
        if any(row.get(field) for field in _FIELDS)
    ]
    if found:
        _replaced(batch_id, found)
    else:
        forget(batch_id)
    return len(found)


def keep_of(folder: Path, batch_id: str, purge_on: dt.date) -> int:
    """Keep those of an upload whose firm has agreed to the interview being kept.

    Args:
        folder: of the upload; without a list of contact persons nothing is done.
    """
    file = folder / FILE
    if not file.exists():
        return 0
    # Nobody else needs the columns of a batch here.
    from pyarrow import parquet

    agreed = parquet.read_table(folder / "responses.parquet", columns=["response", "consent"])
    consent = {row["response"]: row["consent"] for row in agreed.to_pylist()}
    try:
        listed = json.loads(file.read_text(encoding="utf-8"))
        rows = [row for row in listed if consent.get(row["response"]) == "yes"]
    except (ValueError, TypeError, KeyError) as error:
        raise RecordsError(_("the list of contact persons cannot be read"), where=FILE) from error
    return keep(batch_id, rows, purge_on)


def drop(folder: Path) -> None:
    """Remove the list of contact persons of an upload."""
    with contextlib.suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)


def of(keys: Iterable[tuple[str, int]], *, by: str, why: str) -> list[Contact]:
    """The contact persons of responses; the look is entered in the log first.

    Args:
        keys: record of a batch, and the number of a response in it.
        by: who looks; a role, never a person's name.
        why: what for; it names no person.

    Returns:
        Those of batches that stand, in the order of the keys; none where none are kept.

    Raises:
        InvalidRecord: no reason was given, or too long a one.
        RecordRefused, AccessRefused: not here.
        RecordsError: contact persons are not kept here, or the database cannot be used.
    """
    _must_be_on()
    purge()
    wanted = list(dict.fromkeys(keys))
    by_batch: dict[str, list[int]] = {}
    for batch_id, response in wanted:
        by_batch.setdefault(batch_id, []).append(int(response))
    for batch_id, responses in by_batch.items():
        view = {"batch": batch_id, "responses": sorted(responses), "why": why}
        records.append(KIND, view, by=by)
    kept = {(one.batch_id, one.response): one for one in _kept(list(by_batch))}
    return [kept[key] for key in wanted if key in kept]


def names() -> list[str]:
    """The names of those kept here, for taking them out of texts; nobody looks at them.

    Returns:
        Each once; none where none are kept.
    """
    access.require("uploads", KIND)
    if not settings.keeps_contacts() or not place.is_there():
        return []
    return sorted({one.name for one in _kept(list(_standing())) if one.name})


def holders(batch_ids: Iterable[str]) -> set[tuple[str, int]]:
    """Which responses have a contact person; says nothing of who it is."""
    _must_be_on()
    return {(one.batch_id, one.response) for one in _kept(list(batch_ids))}


def matching(fits: Callable[[str], bool]) -> list[Contact]:
    """Those of whom any field fits, whatever their batch or programme; for a request of theirs.

    Args:
        fits: asked of the name, the position, the e-mail and the telephone.

    Raises:
        AccessRefused: whoever asks may not find persons.
    """
    access.require_kind(ERASURE)
    return [
        one
        for one in _all()
        if any(fits(text) for text in (one.name, one.role, one.email, one.phone) if text)
    ]


def move(old: str, new: str, without: Collection[int]) -> int:
    """Give the contact persons of a batch to the one that takes its place, but those of some
    responses, who are really deleted; how many were.

    Raises:
        AccessRefused: whoever asks may not delete what is kept of persons.
    """
    from seutukuva.records.schema import contact_table

    access.require_kind(ERASURE)
    if not place.is_there() or not _log().has(contact_table):
        return 0
    kept, columns = _log(), contact_table.c
    with kept.writing() as (connection, _head):
        theirs = (columns.batch_id == old, columns.response.in_(sorted(without)))
        n = connection.execute(contact_table.delete().where(*theirs)).rowcount
        rest = contact_table.update().where(columns.batch_id == old)
        connection.execute(rest.values(batch_id=new))
    _leave_nothing(kept, n)
    return int(n)


def delete_found(id: str) -> bool:
    """As ``delete``, on request of the person, by whoever may delete what is kept of persons."""
    from seutukuva.records.schema import contact_table

    access.require_entry(ERASURE)
    return _deleted(contact_table.c.id == id) > 0


def delete(id: str) -> bool:
    """Really delete one contact person; whether there was one."""
    from seutukuva.records.schema import contact_table

    access.require("contacts", KIND)
    return _deleted(contact_table.c.id == id) > 0


def forget(batch_id: str) -> int:
    """Really delete the contact persons of a batch; how many."""
    from seutukuva.records.schema import contact_table

    access.require("contacts", KIND)
    return _deleted(contact_table.c.batch_id == batch_id)


def purge(today: dt.date | None = None) -> int:
    """Really delete those whose day has come, and those of batches that do not stand.

    Safe to call anywhere and at any time; also where contact persons are no longer kept.

    Args:
        today: the day, by whoever knows it. Without one it is this computer's, and where its clock
            seems to run ahead nobody is deleted because of a day.

    Returns:
        How many were deleted.
    """
    if not place.is_there():
        return 0
    from sqlalchemy import false, or_

    from seutukuva.records import batch_files, batches
    from seutukuva.records.schema import contact_table

    if not _log().has(contact_table):
        return 0
    columns = contact_table.c
    is_day = columns.purge_on <= (today or dt.date.today()).isoformat()
    if today is None and due() and clocks.runs_ahead():
        is_day = false()
    # A batch that is being accepted has its contact persons a moment before its row.
    with batch_files.turn():
        stands = [one.id for one in _log().newest_of(batches.KIND) if not one.is_withdrawn]
        return _deleted(or_(is_day, columns.batch_id.not_in(stands)))


def due(today: dt.date | None = None) -> int:
    """How many ``purge`` would delete because of their day."""
    day = today or dt.date.today()
    return sum(one.purge_on <= day for one in _all())


def _must_be_on() -> None:
    access.require("contacts", KIND)
    if not settings.keeps_contacts():
        raise RecordsError(
            _("contact persons are not kept here"),
            where="SEUTUKUVA_CONTACTS",
            todo=_("Set SEUTUKUVA_CONTACTS=1 where they are to be kept."),
        )


def _log() -> Log:
    from seutukuva.records import log

    return log.current()


def _replaced(batch_id: str, rows: list[dict[str, Any]]) -> None:
    from seutukuva.records.schema import contact_table

    kept = _log()
    with _discreetly(), kept.writing() as (connection, _head):
        contact_table.create(connection, checkfirst=True)
        earlier = contact_table.delete().where(contact_table.c.batch_id == batch_id)
        n = connection.execute(earlier).rowcount
        connection.execute(contact_table.insert(), rows)
    if n:
        _leave_nothing(kept, n)


@contextmanager
def _discreetly() -> Iterator[None]:
    """Says what went wrong without what the database says of the row, which may be printed."""
    try:
        yield
    except RecordsError as error:
        raise RecordsError(error.what, where=error.where, todo=error.todo) from None


def _kept(batch_ids: list[str]) -> list[Contact]:
    """Those of batches that stand and whose day has not come."""
    from sqlalchemy import select

    from seutukuva.records.schema import contact_table

    columns = contact_table.c
    stands, kept = _standing(), _log()
    if not kept.has(contact_table):
        return []
    with kept.reading() as connection:
        chosen = select(contact_table).where(
            columns.batch_id.in_([one for one in batch_ids if one in stands]),
            columns.programme == settings.programme_id(),
            columns.purge_on > dt.date.today().isoformat(),
        )
        found = connection.execute(chosen.order_by(columns.batch_id, columns.response)).mappings()
        return [_contact(dict(row)) for row in found]


def _all() -> list[Contact]:
    from sqlalchemy import select

    from seutukuva.records.schema import contact_table

    kept = _log()
    if not place.is_there() or not kept.has(contact_table):
        return []
    with kept.reading() as connection:
        found = connection.execute(select(contact_table)).mappings()
        return [_contact(dict(row)) for row in found]


def _contact(row: Mapping[str, Any]) -> Contact:
    return Contact(
        **{key: row[key] for key in ("id", "batch_id", "response", *_FIELDS)},
        purge_on=dt.date.fromisoformat(row["purge_on"]),
    )


def _standing() -> Mapping[str, Any]:
    from seutukuva.records import batches

    return batches.standing()


def _deleted(which: ColumnElement[bool]) -> int:
    """Delete rows, and what they have left in the database's files."""
    from seutukuva.records.schema import contact_table

    if not place.is_there() or not _log().has(contact_table):
        return 0
    kept = _log()
    with kept.writing() as (connection, _head):
        n = connection.execute(contact_table.delete().where(which)).rowcount
    _leave_nothing(kept, n)
    return n


def _leave_nothing(kept: Log, deleted: int) -> None:
    from seutukuva.records.schema import contact_table

    if not kept.leave_nothing(contact_table, deleted):
        journal.warning(
            "deleted contact persons may still stand in the files of %s, which is in use: "
            "python -m etl contacts purge tries again",
            kept.name,
        )
