"""What was found deleted for good, each finding in its way; what cannot be, says why."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import access, audit, inbox, records, settings
from seutukuva.errors import InvalidRecord, RecordsError, SeutukuvaError
from seutukuva.privacy import batch_rows
from seutukuva.privacy.finding import require
from seutukuva.privacy.matching import Wanted, masked, wanted
from seutukuva.privacy.model import STAYS, WHOLE, Finding
from seutukuva.records import contacts, emptying
from seutukuva.records.entries import PURGE, WITHDRAWN
from seutukuva.texts import _

SOURCE = "privacy"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a finding: how much was deleted, or why it was not."""

    finding: Finding
    deleted: int
    problem: str = ""


def delete(
    asked: str, found: Sequence[Finding], *, why: str, by: str, source: str = SOURCE
) -> list[Outcome]:
    """Delete findings for good.

    Args:
        asked: what they were found by, as ``find`` took it.
        found: those to delete; such as ``STAYS`` are left out.
        why: names nobody; it is kept.
        by: who deletes; a role or a pseudonym.
        source: a page, a command.

    Returns:
        One for each, in order; a deletion that is refused leaves the others to be done.

    Raises:
        AccessRefused, RecordRefused: not here, or not this person.
        InvalidRecord: no reason, or one that reaches a person.
        RecordsError: nothing is looked for.
    """
    require()
    words = wanted(asked)
    records.fitting(emptying.KIND, {"rows": [1], "cause": emptying.REQUEST, "why": why})
    if words.is_in(why):
        problem = _("Why: do not write here whom or what was deleted; this text stays.")
        raise InvalidRecord(emptying.KIND, [("why", problem)])
    said = _By(why, access.author_of(by), source)
    # Whoever may delete what is kept of a person need not be able to read the rest of it.
    with access.acting(access.PROGRAM):
        outcomes = [_deleted(one, words, said) for one in found if one.way != STAYS]
    n = sum(one.deleted for one in outcomes)
    audit.note("deleted", "privacy", "delete", why, outcome="done" if n else "failed")
    return outcomes


def _deleted(one: Finding, words: Wanted, said: _By) -> Outcome:
    try:
        return Outcome(one, _WAYS[one.id.partition(":")[0]](one, words, said))
    except SeutukuvaError as error:
        return Outcome(one, 0, str(error))


@dataclass(frozen=True, slots=True)
class _By:
    why: str
    by: str
    source: str


def _record(one: Finding, words: Wanted, said: _By) -> int:
    id = one.detail["id"]
    with emptying.turn(by=said.by, source=said.source) as turn:
        newest = turn.newest(id)
        if newest is None or newest.seq != one.seen:
            raise RecordsError(
                _("it was changed meanwhile"), where=one.where, todo=_("Look for it again.")
            )
        versions = records.history(id)
        rows = [two.seq for two in versions if one.way == WHOLE or _holds(two.body, words)]
        last = newest.seq
        for body in _going_on(versions, rows, words) if one.way != WHOLE else ():
            last = turn.add(newest.kind, id, body, newest.programme)
        if last != newest.seq and newest.seq in batch_rows.purged():
            # That its files are gone is said of its newest row.
            told = {"batch": id, "after": last, "why": said.why}
            turn.add(PURGE, records.new_id(), told, newest.programme)
        return turn.empty(rows, emptying.REQUEST, said.why)


def _holds(body: Mapping[str, Any], words: Wanted) -> bool:
    text = json.dumps(masked(body, words), sort_keys=True, ensure_ascii=False)
    return text != json.dumps(body, sort_keys=True, ensure_ascii=False)


def _going_on(
    versions: Sequence[records.Entry], rows: Sequence[int], words: Wanted
) -> list[dict[str, Any]]:
    """What the record says without the words, where its newest content or withdrawal held them."""
    whole = [two for two in versions if two.body_text is not None]
    last = next((two for two in reversed(whole) if WITHDRAWN not in two.body), None)
    newest = versions[-1]
    if last is None or not {last.seq, newest.seq} & set(rows):
        return []
    every = [last, newest] if newest.is_withdrawn else [last]
    return [masked(two.body, words) for two in every]


def _contact(one: Finding, _words: Wanted, _said: _By) -> int:
    return int(contacts.delete_found(one.detail["id"]))


def _person(one: Finding, _words: Wanted, _said: _By) -> int:
    from seutukuva.people import persons

    return int(bool(persons.forget(one.detail["id"])))


def _draft(one: Finding, _words: Wanted, _said: _By) -> int:
    file = settings.records_folder() / "drafts" / one.detail["file"]
    try:
        file.unlink()
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise RecordsError(_("the draft could not be deleted"), where=str(error)) from error
    return 1


def _upload(one: Finding, _words: Wanted, _said: _By) -> int:
    inbox.forget(one.detail["id"])
    return 1


def _batch(one: Finding, words: Wanted, said: _By) -> int:
    return batch_rows.take_out(one, words, why=said.why, by=said.by, source=said.source)


_WAYS: dict[str, Callable[[Finding, Wanted, _By], int]] = {
    "log": _record,
    "contact": _contact,
    "person": _person,
    "draft": _draft,
    "inbox": _upload,
    "batch": _batch,
}
