"""The command for accepted lists of projects: what is stored, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from etl.keeping import STATES
from seutukuva import access
from seutukuva.projects import lists
from seutukuva.projects.lists import ListBatch
from seutukuva.records import project_batches
from seutukuva.texts import _, ngettext

SOURCE = "etl lists"


def listed() -> list[dict[str, Any]]:
    """Every list, withdrawn ones too, the latest accepted first."""
    damaged = project_batches.damaged()
    return [described(one, one.id in damaged) for one in lists.every()]


def described(one: ListBatch, is_damaged: bool) -> dict[str, Any]:
    """A list for programs; ``damaged``: its files are missing or have been changed."""
    return {
        "id": one.id,
        "format": one.format,
        "list_date": one.list_date.isoformat() if one.list_date else None,
        "file_name": one.file_name,
        "projects": one.projects,
        "refused": one.refused,
        "totals": one.totals,
        "state": one.state,
        "damaged": is_damaged,
        "reason": one.reason,
        "accepted_at": f"{one.accepted_at.isoformat(timespec='seconds')}Z",
        "accepted_by": one.accepted_by,
    }


def withdraw(id: str, reason: str) -> dict[str, Any]:
    """Take a list out of every result.

    Raises:
        RecordsError: there is no such list, no reason was given, or it may not be done here.
    """
    project_batches.withdraw(id, by=access.LOCAL, reason=reason, source=SOURCE)
    return _one(id)


def bring_back(id: str) -> dict[str, Any]:
    """Let a withdrawn list count again.

    Raises:
        RecordsError: there is no such list, its files are damaged, or it may not be done here.
    """
    project_batches.bring_back(id, by=access.LOCAL, source=SOURCE)
    return _one(id)


def _one(id: str) -> dict[str, Any]:
    return next(one for one in listed() if one["id"] == id)


def lines(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Lists for people, in the language of the run."""
    if not found:
        yield _("No list of projects has been accepted.")
    for one in found:
        n = one["projects"]
        count = ngettext("{n} project", "{n} projects", n).format(n=n)
        state = _(STATES[one["state"]])
        if one["reason"]:
            state += f": {' '.join(one['reason'].split())}"
        if one["damaged"]:
            state += f"; {_('its files are missing or damaged')}"
        told = ", ".join([one["list_date"] or "–", one["format"], one["file_name"], count])
        yield f"{one['id']}  {told} ({state})"
