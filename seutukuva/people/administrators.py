"""Somebody has to stay who can grant roles: the rule that a turn of writing asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from seutukuva import reasons, settings
from seutukuva.people import rights
from seutukuva.people.model import Grant
from seutukuva.texts import _

if TYPE_CHECKING:
    from seutukuva.records.entries import Entry

KIND, ADMINISTRATOR = "grant", "administrator"
_WITHDRAWN = "withdrawn"


def told(body: Mapping[str, Any]) -> Grant:
    """The grant that a record's body tells of."""
    said = str(body.get("until") or "")
    try:
        until = dt.date.fromisoformat(said) if said else None
    except ValueError:
        # A day that cannot be read has passed: default deny.
        until = dt.date.min
    return Grant(str(body.get("role") or ""), str(body.get("organisation") or ""), until)


def require_one_left(rows: Iterable[Entry], id: str, fresh: Mapping[str, Any]) -> None:
    """Refuse to leave a programme without anybody who grants roles.

    Args:
        rows: every version of every grant, in order, as they are within the turn that writes.
        id: of the grant that is written; ``fresh`` its body to be.

    Raises:
        RecordRefused: there is an administrator, and afterwards there would be none.
    """
    programme = settings.programme_id()
    bodies = {
        one.id: {} if one.is_withdrawn else one.body for one in rows if one.programme == programme
    }
    after = {**bodies, id: {} if _WITHDRAWN in fresh else fresh}
    if _any(bodies.values()) and not _any(after.values()):
        raise reasons.refused(
            reasons.LAST_ADMINISTRATOR, todo=_("Grant it to somebody else first.")
        )


def _any(bodies: Iterable[Mapping[str, Any]]) -> bool:
    today = rights.today()
    grants = [told(body) for body in bodies if body.get("person")]
    return any(one.role == ADMINISTRATOR and one.holds_on(today) for one in grants)
