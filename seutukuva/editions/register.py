"""The register of editions: freezing, the steps from draft to published, and unlocking.

An edition is a version of the statistics and a row of the log. It is itself a record, so each of
its steps stays in the log with who made it and when. What is told of editions is the newest,
whatever edition is shown.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import seutukuva
from seutukuva import access, definitions, reasons, records, settings, store, texts
from seutukuva.editions.model import (
    DRAFT,
    NAME,
    PRESENTED,
    PUBLISHED,
    STATES,
    Edition,
    edition_of,
)
from seutukuva.errors import (
    InvalidRecord,
    MissingVersion,
    RecordConflict,
    RecordRefused,
    RecordsError,
)
from seutukuva.interviews import rounds
from seutukuva.published import Version, pointed
from seutukuva.records import Entry, Head
from seutukuva.records.locking import EDITION as KIND
from seutukuva.records.locking import LOCKED as LOCKED
from seutukuva.records.locking import locked_rounds
from seutukuva.texts import _

__all__ = [
    *("KIND", "LOCKED", "NAME", "STATES", "Edition", "advance", "content_hash", "freeze"),
    *("history", "is_locked", "listed", "may_be_seen", "named", "next_state", "record_id", "seen"),
    *("short", "state_name", "unlock"),
]

SHORT = 12  # signs of a hash that people compare
PAGE = "meetings/editions"


def listed() -> list[Edition]:
    """Every edition that is not withdrawn, the newest name first.

    Raises:
        RecordsError: the log cannot be read.
    """
    found = store.run_now("records/edition", programme=settings.programme_id())
    rows = found.to_dict("records")
    read = [edition_of(row, row["id"], row["row"], row["organisation"]) for row in rows]
    return [one for one in read if one]


def named(name: str) -> Edition | None:
    """The edition of a name; None where there is none.

    Raises:
        RecordsError: the log cannot be read.
    """
    return next((one for one in listed() if one.name == name), None)


def seen() -> list[Edition]:
    """As ``listed``, those that whoever asks may look at."""
    return [one for one in listed() if may_be_seen(one)]


def may_be_seen(edition: Edition) -> bool:
    """Whether whoever asks may look at an edition: a published one everybody."""
    subject = "drafts" if edition.state == DRAFT else "editions"
    return edition.state == PUBLISHED or access.may_see(subject)


def history(edition: Edition) -> list[Edition]:
    """Every state of an edition, the oldest first; also those that were frozen anew since."""
    versions = records.history(edition.id)
    read = [edition_of(one.body, one.id, one.seq, one.body.get("organisation")) for one in versions]
    return [one for one in read if one]


def is_locked(round_id: str) -> bool:
    """Whether an edition of a round is approved or published, so that nothing of it changes."""
    return round_id in locked_rounds()


def record_id(name: str) -> str:
    """The id of an edition: two who freeze the same one meet each other."""
    own = f"{KIND}|{settings.programme_id()}|{name}"
    return hashlib.sha256(own.encode()).hexdigest()[:32]


def state_name(state: str, language: str = "") -> str:
    """A state in words."""
    field = next(one for one in definitions.load().kinds[KIND].fields if one.id == "state")
    return field.choices[state][language or texts.language()]


def short(content: str) -> str:
    """The beginning of a hash, which people compare."""
    return content[:SHORT]


def content_hash(version: Version, head: Head) -> str:
    """SHA-256 over the figures of a version, the log up to a row, and today's definitions.

    Raises:
        MissingData: the version's file is not there, or damaged.
    """
    try:
        hashed = store.run_of(version, "shared/content").iloc[0]["content_hash"]
    except Exception as error:  # whatever a file raises that is removed while it is read
        raise MissingVersion("the statistics cannot be read", where=version.id) from error
    # A version of an older program has its hash in its name alone.
    told = [
        hashed if isinstance(hashed, str) else version.id,
        head.chain_hash,
        definitions.fingerprint(),
    ]
    return hashlib.sha256("|".join(told).encode()).hexdigest()


def freeze(
    name: str,
    *,
    meeting: str = "",
    round: str,
    missing: Sequence[str] = (),
    confirmed: bool = False,
    expect: int | None = None,
    reason: str = "",
    source: str = PAGE,
) -> Edition:
    """Pin the current version of the statistics and the newest row of the log.

    An edition in draft, and with a reason one that was presented, is frozen anew so: then its
    figures and texts are those of this moment.

    Args:
        missing: what should be there and is not, each as a part of a sentence.
        confirmed: whether somebody has said yes to that.
        expect: the edition's row that was looked at; None for a new one.
        reason: why a presented one is frozen anew.

    Raises:
        InvalidRecord: the name is none, the reason is missing, or an input is and nobody has said
            yes to that.
        RecordRefused: nothing may be entered here, or the edition is locked.
        RecordConflict: somebody else has frozen or changed it meanwhile.
        MissingData: no statistics have been published.
        RecordsError: the log cannot be used.
    """
    access.require_entry(KIND)
    _require_name(name, round)
    before = _before(name, expect, reason)
    if missing and not confirmed:
        words = _("This is missing: {what}. Say yes to freeze without it.")
        raise InvalidRecord(KIND, [("missing", words.format(what=one)) for one in missing])
    told: dict[str, Any] = {"name": name, "round": round, "meeting": meeting, "reason": reason}
    told |= {"missing": list(missing)} | _standing(before)
    while True:
        version, head = pointed(_pointer()), records.head()
        if before and expect is None:
            return _frozen_already(before, version, head)
        seen = _withdrawn_row(name) if before is None and expect is None else expect
        try:
            return _stored(name, told | _pin(version, head), seen, source)
        except MissingVersion:
            if pointed(_pointer()).id == version.id:
                raise
            # Another version was published at this moment, and this one removed unnamed.


def _pointer() -> Path:
    return settings.build_folder() / "current.json"


def _frozen_already(before: Edition, version: Version, head: Head) -> Edition:
    """The edition that a double click has just frozen; anybody else has to look at it first."""
    if (before.version, before.state, before.row) == (version.id, DRAFT, head.seq):
        return before
    newest = records.history(before.id)[-1]
    raise RecordConflict({"name": before.name}, newest, where=before.name)


def _withdrawn_row(name: str) -> int | None:
    """The row by which an edition of this name was withdrawn: a new one goes on behind it."""
    last = records.history(record_id(name))[-1:]
    return next((one.seq for one in last if one.is_withdrawn), None)


def _pin(version: Version, head: Head) -> dict[str, Any]:
    """What tells a state of everything."""
    return {
        "day": dt.date.today().isoformat(),
        "version": version.id,
        "seq": head.seq,
        "chain_hash": head.chain_hash,
        "content_hash": content_hash(version, head),
        "fingerprint": definitions.fingerprint(),
        "program": seutukuva.__version__,
        "areas": list(definitions.load().programme.areas),
    }


def _standing(before: Edition | None) -> dict[str, Any]:
    """The state of what is frozen: one that was presented still is."""
    if before is None or before.state == DRAFT:
        return {"state": DRAFT, "state_on": dt.date.today().isoformat(), "organisation": ""}
    return {
        "state": before.state,
        "state_on": before.state_on.isoformat(),
        "organisation": before.by,
    }


def _require_name(name: str, round_id: str) -> None:
    problems = []
    if not rounds.is_round(round_id):
        problems.append(("round", _("A round is a month, such as 2026-10.")))
    elif not NAME.fullmatch(name) or not name.startswith(round_id):
        words = _("The name is {round}, or {round}- and up to 20 small letters or digits.")
        problems.append(("name", words.format(round=round_id)))
    if problems:
        raise InvalidRecord(KIND, problems)


def _before(name: str, expect: int | None, reason: str) -> Edition | None:
    """The edition that would be frozen anew; refuses where it may not be."""
    before = named(name)
    if before is None:
        return None
    if before.is_locked:
        raise _locked(before)
    if before.state == PRESENTED and expect is not None and not reason.strip():
        words = _("It was presented already: write why it is frozen anew.")
        raise InvalidRecord(KIND, [("reason", words)])
    return before


def next_state(state: str) -> str:
    """The state that follows; "" after the last."""
    at = STATES.index(state) + 1
    return STATES[at] if at < len(STATES) else ""


def advance(
    edition: Edition,
    state: str,
    *,
    on: dt.date,
    organisation: str = "",
    reason: str = "",
    source: str = PAGE,
) -> Edition:
    """Take an edition one step on: presented, approved, published; or from presented to draft.

    Args:
        on: the day of the step: not before it was frozen, and not to come.
        organisation: which has taken it.

    Raises:
        InvalidRecord: not the next step, or no such day.
        RecordRefused, RecordConflict, RecordsError: as ``freeze``.
    """
    access.require_entry(KIND)
    back = (edition.state, state) == (PRESENTED, DRAFT)
    if not back and state != next_state(edition.state):
        words = _("After “{now}” comes “{next}”: no state is left out.")
        following = next_state(edition.state) or edition.state
        said = words.format(now=state_name(edition.state), next=state_name(following))
        raise InvalidRecord(KIND, [("state", said)])
    if on > dt.date.today():
        raise InvalidRecord(KIND, [("state_on", _("The day of the step is still to come."))])
    if on < edition.day:
        raise InvalidRecord(KIND, [("state_on", _("The day is before the edition was frozen."))])
    return _step(edition, state, on, organisation, reason, source)


def unlock(edition: Edition, reason: str, *, source: str = PAGE) -> Edition:
    """Let an approved or published edition, and its round, be changed again: it is presented.

    Raises:
        InvalidRecord: no reason was given, or it is not locked.
        RecordRefused, RecordConflict, RecordsError: as ``freeze``.
    """
    access.require_entry(KIND)
    if not edition.is_locked:
        raise InvalidRecord(KIND, [("state", _("It is not locked."))])
    if not reason.strip():
        raise InvalidRecord(KIND, [("reason", _("Write why it is unlocked."))])
    return _step(edition, PRESENTED, dt.date.today(), "", reason, source)


def _step(
    edition: Edition, state: str, on: dt.date, organisation: str, reason: str, source: str
) -> Edition:
    (newest,) = records.history(edition.id)[-1:]
    told = {"state": state, "state_on": on.isoformat(), "organisation": organisation}
    # Of the row that was looked at: a newer one is a conflict, which the log tells of.
    seen = next(one for one in records.history(edition.id) if one.seq == edition.row)
    body = {**seen.body, **told, "reason": reason}
    if newest.is_withdrawn:
        raise RecordConflict(body, newest, where=edition.name)
    return _stored(edition.name, body, edition.row, source)


def _stored(name: str, body: Mapping[str, Any], expect: int | None, source: str) -> Edition:
    entry: Entry = records.append(
        KIND, body, id=record_id(name), by=access.LOCAL, source=source, expect=expect
    )
    found = edition_of(entry.body, entry.id, entry.seq, entry.body.get("organisation"))
    if found is None:
        raise RecordsError("the edition was not stored as it was written", where=name)
    return found


def _locked(edition: Edition) -> RecordRefused:
    return reasons.refused(
        reasons.EDITION_LOCKED,
        edition=edition.name,
        state=edition.state,
        todo=_("The convener unlocks it with a reason, on the page Editions."),
    )
