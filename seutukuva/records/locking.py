"""What an approved edition holds still: records of its round, and its version of the statistics.

Both are asked inside the database's own turn of writing, so that no edition is approved, and none
is frozen, between the question and what rests on its answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from seutukuva import reasons, settings
from seutukuva.errors import MissingVersion, RecordRefused, RecordsError
from seutukuva.published import file_of
from seutukuva.records import place
from seutukuva.texts import _

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from seutukuva.definitions import Kind
    from seutukuva.records.entries import Entry
    from seutukuva.records.log import Log

EDITION = "edition"
LOCKED = ("approved", "published")


def require_open(
    log: Log, connection: Connection, kind: Kind | None, bodies: Sequence[Mapping[str, Any]]
) -> None:
    """Refuse to write what belongs to a round with an approved or published edition.

    Args:
        connection: of the transaction that is to write.
        bodies: what is to be stored, and what it replaces.

    Raises:
        RecordRefused: says which edition it is, and who may unlock it where.
        MissingVersion: an edition would name statistics that have been removed.
    """
    if kind is not None and kind.id == EDITION:
        _require_unlocked(*bodies)
        _require_there(*bodies)
    if kind is None or not kind.locks_with_edition:
        return
    named = {str(body.get(kind.locks_with_edition, "")) for body in bodies} - {""}
    for name, (round_id, state) in sorted(_locked(log.every(connection, EDITION)).items()):
        if round_id in named:
            raise _refused(name, state)


def _require_unlocked(fresh: Mapping[str, Any], *before: Mapping[str, Any]) -> None:
    """Refuse to withdraw an edition that is locked: its round would be open without a reason."""
    is_withdrawn = not fresh.get("state")
    for body in before:
        if is_withdrawn and body.get("state") in LOCKED:
            raise _refused(str(body.get("name")), str(body["state"]))


def _require_there(fresh: Mapping[str, Any], *before: Mapping[str, Any]) -> None:
    """Refuse to name a version that is removed: from here on nobody does, for it is named.

    Of one that was named before another step may be taken, and the edition withdrawn.
    """
    version = str(fresh.get("version") or "")
    if not version or version in {body.get("version") for body in before}:
        return
    if not file_of(settings.build_folder(), version).exists():
        raise MissingVersion("the statistics have been removed by now", where=version)


def _refused(name: str, state: str) -> RecordRefused:
    return reasons.refused(
        reasons.ROUND_LOCKED,
        edition=name,
        state=state,
        todo=_("The convener unlocks it with a reason, on the page Editions."),
    )


def locked_rounds() -> frozenset[str]:
    """The rounds of which an edition is approved or published now."""
    if not place.is_there():
        return frozenset()
    from seutukuva.records import log

    locked = _locked(log.current().newest_of(EDITION))
    return frozenset(round_id for round_id, _state in locked.values())


def _locked(rows: Iterable[Entry]) -> dict[str, tuple[str, str]]:
    """Round and state of every locked edition of this programme, by the edition's name.

    Args:
        rows: in order, of each edition its newest row at least.
    """
    newest = {one.id: one for one in rows if one.programme == settings.programme_id()}
    bodies = [one.body for one in newest.values() if not one.is_withdrawn]
    return {
        str(body.get("name")): (str(body.get("round")), str(body["state"]))
        for body in bodies
        if body.get("state") in LOCKED
    }


@contextmanager
def named_versions() -> Iterator[frozenset[str]]:
    """Every version of the statistics that an edition of any programme has ever named.

    Inside, no other one is frozen: what is not named can be removed. A version that only an edition
    names that was withdrawn or frozen anew since is named as well: its figures were shown.

    Raises:
        RecordsError: the log, or a row of an edition, cannot be read.
    """
    if not place.is_there():
        if place.witness_file().exists():
            raise RecordsError("the log of entries has been removed", where=str(place.file()))
        yield frozenset()
        return
    from seutukuva.records import log

    own = log.current()
    with own.writing() as (connection, _newest):
        rows = own.every(connection, EDITION)
        lost = [one for one in rows if not one.is_withdrawn and not one.body.get("version")]
        if lost:
            raise RecordsError("an edition cannot be read", where=f"row {lost[0].seq}")
        yield frozenset(str(one.body["version"]) for one in rows if not one.is_withdrawn)
