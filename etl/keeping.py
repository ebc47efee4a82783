"""The commands for what is kept of interviews: accepted batches, and contact persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from seutukuva import access
from seutukuva.interviews import batches as reading
from seutukuva.interviews.batches import Batch
from seutukuva.records import batches, contacts, purging, salt
from seutukuva.texts import N_, _, ngettext

SOURCE, KEY_SOURCE = "etl batches", "etl new-key"
STATES = {
    reading.ACCEPTED: N_("accepted"),
    reading.WITHDRAWN: N_("withdrawn"),
    reading.BROUGHT_BACK: N_("brought back"),
}


def listed() -> list[dict[str, Any]]:
    """Every batch, withdrawn ones too, the latest accepted first."""
    return [described(one) for one in reading.every()]


def described(one: Batch) -> dict[str, Any]:
    """A batch for programs."""
    return {
        "id": one.id,
        "wave": one.wave,
        "questionnaire": one.questionnaire,
        "organisation": one.organisation,
        "is_demonstration": one.is_demonstration,
        "file_name": one.file_name,
        "responses": one.responses,
        "refused": one.refused,
        "state": one.state,
        "reason": one.reason,
        "accepted_at": f"{one.accepted_at.isoformat(timespec='seconds')}Z",
    }


def withdraw(id: str, reason: str) -> dict[str, Any]:
    """Take a batch out of every result.

    Raises:
        RecordsError: there is no such batch, no reason was given, or it may not be done here.
    """
    batches.withdraw(id, by=access.LOCAL, reason=reason, source=SOURCE)
    return _one(id)


def bring_back(id: str) -> dict[str, Any]:
    """Let a withdrawn batch count again.

    Raises:
        RecordsError: there is no such batch, its files are damaged, or it may not be done here.
    """
    batches.bring_back(id, by=access.LOCAL, source=SOURCE)
    return _one(id)


def delete_files(id: str, reason: str) -> dict[str, Any]:
    """Really delete the files of a withdrawn batch; the rows of the log stay.

    Raises:
        RecordsError: there is no such batch, it is not withdrawn, no reason was given, a file
            cannot be deleted, or it may not be done here.
    """
    n = purging.purge(id, by=access.LOCAL, reason=reason, source=SOURCE)
    return _one(id) | {"deleted_files": n}


def _one(id: str) -> dict[str, Any]:
    return next(one for one in listed() if one["id"] == id)


def persons(why: str) -> list[dict[str, Any]]:
    """Every contact person; the look is entered in the log, of each batch in turn.

    Raises:
        RecordsError: they are not kept here, no reason was given, or it may not be done here.
    """
    holders = contacts.holders(batches.standing())
    found = contacts.of(sorted(holders), by=access.LOCAL, why=why)
    return [asdict(one) | {"purge_on": one.purge_on.isoformat()} for one in found]


def delete_person(id: str) -> dict[str, int]:
    """Really delete one contact person; how many."""
    return {"deleted": int(contacts.delete(id))}


def purge() -> dict[str, int]:
    """Really delete the contact persons whose day has come; how many."""
    # Whoever asks for it knows what day it is.
    return {"deleted": contacts.purge(dt.date.today())}


def renew_key(reason: str) -> dict[str, str]:
    """Make another secret of the installation where the one there was is lost.

    Raises:
        RecordsError: it is not lost, no reason was given, or it may not be done here.
    """
    salt.renew(by=access.LOCAL, why=reason, source=KEY_SOURCE)
    return {"file": str(salt.file())}


def renewed(found: dict[str, str]) -> Iterator[str]:
    """What another secret means, for people."""
    yield _(
        "A new secret of the rounding was made: {file}. All figures of interviews are rounded "
        "anew, and needs told in interviews no longer know what was done about them."
    ).format(file=found["file"])


def lines(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Batches for people, in the language of the run."""
    if not found:
        yield _("No interviews have been accepted.")
    for one in found:
        n = one["responses"]
        count = ngettext("{n} response", "{n} responses", n).format(n=n)
        state = _(STATES[one["state"]])
        if one["reason"]:
            state += f": {' '.join(one['reason'].split())}"
        kind = [_("invented")] if one["is_demonstration"] else []
        if one.get("deleted_files") is not None:
            n = one["deleted_files"]
            text = ngettext("{n} file was deleted.", "{n} files were deleted.", n)
            state += f"; {text.format(n=n)}"
        yield f"{one['id']}  {', '.join([one['wave'], one['file_name'], *kind, count])} ({state})"
        if one.get("deleted_files") is not None:
            yield _(
                "The figures of that round have moved on to the interviews that count now, however "
                "few have changed. Where several batches are to be deleted, withdraw all of them "
                "first, and accept what takes their place: then the figures move once."
            )


def person_lines(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Contact persons for people: id, day on which each is deleted, and what is kept of it."""
    if not found:
        yield _("No contact person is kept.")
    for one in found:
        told = [one[key].split() for key in ("name", "role", "email", "phone") if one[key]]
        person = " · ".join(" ".join(words) for words in told)
        yield f"{one['id']}  {one['purge_on']}  {person}"


def purged(found: dict[str, int]) -> Iterator[str]:
    """What was deleted, for people."""
    n = found["deleted"]
    text = ngettext("{n} contact person was deleted.", "{n} contact persons were deleted.", n)
    yield text.format(n=n)
