"""What has been kept long enough, by the register, and is deleted for good; what was restored."""

from __future__ import annotations

import calendar
import datetime as dt
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from seutukuva import access, audit, clocks, dates, definitions, inbox, intake, records
from seutukuva.definitions.privacy import Holding
from seutukuva.errors import SeutukuvaError
from seutukuva.privacy import batch_rows
from seutukuva.privacy.matching import Wanted
from seutukuva.privacy.model import ROWS, Finding
from seutukuva.records import batches, contacts, drafts, emptying, place, project_batches
from seutukuva.records.accepting import OF_INTERVIEWS
from seutukuva.records.entries import Entry
from seutukuva.texts import _

journal = logging.getLogger(__name__)

SOURCE = "privacy purge"
# Of the page and the command that delete on request, and of this.
_OF_DELETIONS = frozenset({"privacy", "etl privacy", SOURCE})
# Held by what is not of the log: deleted in ways of their own.
_INTERVIEWS, _CONTACTS, _PEOPLE, _AUDIT = "interviews", "contacts", "people", "audit"
_NOTHING = Wanted((), re.compile("(?!)"))


@dataclass(frozen=True, slots=True)
class Due:
    """So much of a holding was kept since before a day; ``problem``: why it was not deleted."""

    holding: str
    before: dt.date
    n: int
    problem: str = ""


def cutoff(today: dt.date, months: int) -> dt.date:
    """The day so many months ago; of a shorter month its last day."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return dt.date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def purge_due(today: dt.date, *, dry_run: bool = False) -> list[Due]:
    """Delete what is due, or only say what is.

    Done by the program itself: it tells nobody anything, so it is also done where nobody may enter
    or see anything. What fails is told, and tried again the next day.

    Returns:
        One of each holding that ends after a time, in the order of the register.
    """
    found = []
    with access.acting(access.PROGRAM):
        every = records.since(0)
        for holding in definitions.load().privacy.values():
            if not holding.keep_months:
                continue
            before = cutoff(today, holding.keep_months)
            try:
                n = _WAYS.get(holding.id, partial(_records, every))(holding, before, dry_run)
                found.append(Due(holding.id, before, n))
            except SeutukuvaError as error:
                journal.warning("what is due of %s could not be deleted: %s", holding.id, error)
                found.append(Due(holding.id, before, 0, str(error)))
        if not dry_run:
            _tidied()
    return found


_last: list[dt.date] = []


def daily(day: dt.date | None = None) -> None:
    """Delete what is due, once a day of this process; it never fails."""
    today = day or dt.date.today()
    if _last == [today] or not place.is_there():
        return
    _last[:] = [today]
    try:
        if clocks.runs_ahead(today):
            return
        purge_due(today)
    except SeutukuvaError as error:
        journal.warning("what has been kept long enough could not be deleted: %s", error)


def _tidied() -> None:
    """What ends by itself, and what was stopped in between."""
    # The daily purge has looked at the clock, and whoever asks for another knows what day it is.
    drafts.forget_older(is_sure=True)
    with suppress(OSError):
        inbox.forget_older(intake.KEPT_DAYS * 86_400, is_sure=True)
    for work in (batch_rows.complete, again):
        try:
            work()
        except SeutukuvaError as error:
            journal.warning("a deletion could not be completed: %s", error)


def _why(holding: Holding) -> str:
    return _("Kept for {n} months.").format(n=holding.keep_months)


def _by_record(every: Sequence[Entry], kinds: tuple[str, ...]) -> Iterator[list[Entry]]:
    """The versions of each record of some kinds, of this programme."""
    programme = definitions.load().programme.id
    by_id: dict[str, list[Entry]] = {}
    for one in every:
        if one.kind in kinds and one.programme == programme:
            by_id.setdefault(one.id, []).append(one)
    yield from by_id.values()


def _records(every: Sequence[Entry], holding: Holding, before: dt.date, dry_run: bool) -> int:
    """Records that nobody has changed since: all their versions."""
    old = [
        versions
        for versions in _by_record(every, holding.kinds)
        if any(one.body_text is not None for one in versions)
        and (day := dates.day_saved(_changed(versions).recorded_at)) is not None
        and day < before
    ]
    if old and not dry_run:
        rows = [one.seq for versions in old for one in versions]
        emptying.empty(rows, by=access.LOCAL, cause=emptying.TIME, why=_why(holding), source=SOURCE)
    return len(old)


def _changed(versions: Sequence[Entry]) -> Entry:
    """The version with which somebody last changed a record; taking a name out of it is none."""
    own = [one for one in versions if one.source not in _OF_DELETIONS]
    return own[-1] if own else versions[0]


def _interviews(holding: Holding, before: dt.date, dry_run: bool) -> int:
    """Batches of rounds before the day, withdrawn ones too: their files, and contact persons."""
    done = batch_rows.purged()
    old = [
        one
        for one in records.newest_of(OF_INTERVIEWS.kind)
        if one.seq not in done and (wave := _wave_of(one)) and dates.last_day(wave) < before
    ]
    for one in () if dry_run else old:
        batch_rows.purge(one.id, why=_why(holding), by=access.LOCAL, source=SOURCE)
    return len(old)


def _wave_of(newest: Entry) -> str:
    from seutukuva.records.accepting import last_body

    return str(last_body(records.history(newest.id)).get("wave") or "")


def _contacts(_holding: Holding, _before: dt.date, dry_run: bool) -> int:
    # Each has its own day, and may be of a batch that no longer stands.
    return contacts.due() if dry_run else contacts.purge(dt.date.today())


def _people(_holding: Holding, before: dt.date, dry_run: bool) -> int:
    from seutukuva.people import persons

    old = [
        one
        for one in persons.listed()
        if (seen := one.last_seen or one.first_seen) and dates.first_day(seen[:10]) < before
    ]
    for one in () if dry_run else old:
        persons.forget(one.id)
    return len(old)


def _audit(_holding: Holding, before: dt.date, dry_run: bool) -> int:
    if dry_run:
        from seutukuva.audit import ledger

        columns = ledger.columns
        return ledger.counted([columns.at < before.isoformat(), columns.person.is_not(None)])
    return audit.empty_before(before)


_WAYS: dict[str, Callable[[Holding, dt.date, bool], int]] = {
    _INTERVIEWS: _interviews,
    _CONTACTS: _contacts,
    _PEOPLE: _people,
    _AUDIT: _audit,
}


def again() -> int:
    """Delete anew what a restored backup has brought back; how many rows and batches.

    Words that were taken out of answers are known to nobody any more: that is told, and they have
    to be looked for again.
    """
    kept = emptying.remembered()
    with access.acting(access.PROGRAM):
        every = {str(one.seq): one for one in records.since(0)} if kept["rows"] else {}
        back = [
            one.seq
            for seq, link in kept["rows"].items()
            if (one := every.get(seq)) and one.chain_hash == link and one.body_text is not None
        ]
        why = _("It was deleted before the backup was restored.")
        said = {"by": access.LOCAL, "why": why, "source": SOURCE}
        n = emptying.empty(back, cause=emptying.REQUEST, **said) if back else 0
        return n + sum(_batch_again(name, rows, why) for name, rows in kept["batches"].items())


def _batch_again(batch: str, gone: list[int] | str, why: str) -> int:
    id = next((one for one in _ids(batch) if records.history(one)), "")
    versions = records.history(id) if id else []
    if not versions:
        return 0
    newest = versions[-1]
    if gone == emptying.ALL or newest.is_withdrawn:
        if newest.seq in batch_rows.purged():
            return 0
        return int(batch_rows.purge(id, why=why, by=access.LOCAL, source=SOURCE) > 0)
    if not gone:
        journal.warning("words that were taken out of %s are there again: look for them", id)
        return 0
    found = Finding(
        f"batch:{id}",
        *(_INTERVIEWS, id, ROWS, ()),
        seen=newest.seq,
        detail={"id": id, "responses": list(gone)},
    )
    done = batch_rows.take_out(found, _NOTHING, why=why, by=access.LOCAL, source=SOURCE)
    return int(done > 0)


def _ids(batch: str) -> tuple[str, str]:
    return batches.record_id(batch), project_batches.record_id(batch)
