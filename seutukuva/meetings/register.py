"""Meetings, notes, conclusions, actions and decisions as they stand in the log.

Notes are confidential, for meetings speak of what firms have told; the others are not, for they
go into packs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from seutukuva import access, dates, formats, settings, store
from seutukuva.errors import InvalidRecord
from seutukuva.interviews import rounds
from seutukuva.meetings import agendas
from seutukuva.meetings.agendas import Item
from seutukuva.texts import _

KIND, NOTE, CONCLUSION, ACTION, APPROVAL = (
    *("meeting", "meeting_note", "conclusion"),
    *("action", "approval"),
)
PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
OPEN, DOING, DONE, DROPPED = "open", "doing", "done", "dropped"
STATES = (OPEN, DOING, DONE, DROPPED)
# Nothing is awaited any more.
CLOSED = (DONE, DROPPED)
# A decision that says why.
_EXPLAINED = ("with_remarks", "sent_back")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting; "" is what was left empty.

    Attributes:
        row: its newest row of the log.
        type, convener, state: ids.
        held_on: its day, of a month that is agreed only its first.
        day: the same as it was entered, ``2026-10-14`` or ``2026-10``.
        items: of the agenda, each with the id that notes name.
        pages: ``situation/overview``, or with choices ``situation/indicator?indicator=jobs``.
    """

    id: str
    row: int
    type: str
    round: str
    held_on: dt.date
    title: str = ""
    convener: str = ""
    items: tuple[Item, ...] = ()
    pages: tuple[str, ...] = ()
    state: str = PLANNED
    day: str = ""

    @property
    def agenda(self) -> tuple[str, ...]:
        """The items of the agenda in words."""
        return tuple(one.title for one in self.items)

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.state == CANCELLED


@dataclass(frozen=True, slots=True)
class Note:
    """What was said on an item of a meeting's agenda; ``subject`` is the item as it was called."""

    id: str
    row: int
    meeting: str
    round: str
    item: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a meeting concluded; without ``area_ids`` it is of the whole programme."""

    id: str
    row: int
    meeting: str
    round: str
    text: str
    development_area: str = ""
    area_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """What was decided to be done.

    Attributes:
        meeting, round: where it was decided; "" of one that no meeting decided.
        owner: organisation.
        due: the last day on which it is in time; None where the row says none.
        state: one of ``STATES``.
        outcome: what came of it.
        done_on: the day by which it was finished.
        origin: where it comes from, by name, of those that programs made.
    """

    id: str
    row: int
    meeting: str
    round: str
    text: str
    owner: str
    due: dt.date | None = None
    state: str = OPEN
    outcome: str = ""
    done_on: dt.date | None = None
    development_area: str = ""
    origin: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still awaited."""
        return self.state not in CLOSED

    def days_late(self, today: dt.date) -> int:
        """How many days it is past its day; 0 of what is in time or finished."""
        if not self.is_open or self.due is None:
            return 0
        return max(0, (today - self.due).days)


@dataclass(frozen=True, slots=True)
class Approval:
    """What an organisation decided on an edition; ``content`` its short hash at that time."""

    id: str
    row: int
    meeting: str
    edition: str
    organisation: str
    decided_on: dt.date | None
    decision: str
    remarks: str = ""
    content: str = ""


def listed(as_of: int | None = None) -> list[Meeting]:
    """Every meeting that is not withdrawn, the latest first.

    Raises:
        RecordsError: the log cannot be read.
    """
    found = [_meeting(row) for row in _rows("records/meeting", as_of)]
    return sorted((one for one in found if one), key=_order, reverse=True)


def named(meeting_id: str, as_of: int | None = None) -> Meeting | None:
    """The meeting of an id; None where there is none, or none any more."""
    return next((one for one in listed(as_of) if one.id == meeting_id), None)


def before(
    meeting: Meeting, as_of: int | None = None, *, of: Iterable[Meeting] | None = None
) -> Meeting | None:
    """The meeting of the same type that came before; None where it is the first.

    Args:
        of: all meetings, the latest first, where they are known already.
    """
    earlier = (
        one
        for one in (listed(as_of) if of is None else of)
        if one.type == meeting.type and not one.is_cancelled and _order(one) < _order(meeting)
    )
    return next(earlier, None)


def _order(one: Meeting) -> tuple[dt.date, int, str]:
    return one.held_on, one.row, one.id


def notes(meeting_id: str = "", as_of: int | None = None) -> list[Note]:
    """The notes of a meeting, or of all.

    Raises:
        AccessRefused: not here.
        RecordsError: the log cannot be read.
    """
    access.require("notes", NOTE)
    texts = ("meeting", "round", "item", "subject", "text")
    found = [
        Note(str(row["id"]), int(row["seq"]), **_texts(row, texts))
        for row in _rows("records/meeting_note", as_of)
    ]
    return [one for one in found if meeting_id in ("", one.meeting)]


def conclusions(
    meeting_id: str = "", *, round_id: str = "", as_of: int | None = None
) -> list[Conclusion]:
    """The conclusions of a meeting or of a round, or all, in the order in which they were written.

    Raises:
        RecordsError: the log cannot be read.
    """
    texts = ("meeting", "round", "text", "development_area")
    found = [
        Conclusion(
            str(row["id"]),
            int(row["seq"]),
            **_texts(row, texts),
            area_ids=_list(row["area_ids"]),
        )
        for row in _rows("records/conclusion", as_of)
    ]
    return [one for one in found if meeting_id in ("", one.meeting) and round_id in ("", one.round)]


def actions(as_of: int | None = None) -> list[Action]:
    """Every action that is not withdrawn, in the order in which they were written.

    Raises:
        RecordsError: the log cannot be read.
    """
    return [_action(row) for row in _rows("records/action", as_of)]


def approvals(
    meeting_id: str = "", *, edition: str = "", as_of: int | None = None
) -> list[Approval]:
    """The decisions of a meeting, or on an edition, or all, the latest first.

    Raises:
        RecordsError: the log cannot be read.
    """
    texts = ("meeting", "edition", "organisation", "decision", "remarks", "content")
    found = [
        Approval(
            str(row["id"]),
            int(row["seq"]),
            **_texts(row, texts),
            decided_on=_day(_text(row["decided_on"])),
        )
        for row in _rows("records/approval", as_of)
    ]
    return [
        one for one in found if meeting_id in ("", one.meeting) and edition in ("", one.edition)
    ]


def followed_up(
    meeting: Meeting, every: Iterable[Action], meetings: Sequence[Meeting], today: dt.date
) -> list[Action]:
    """The actions that a meeting follows up: late ones first, then by day, finished ones last.

    Those of the meeting of its type before, whatever became of them, and of all others those that
    are still open, but for its own and those of later meetings.

    Args:
        meetings: all there are, the latest first.
    """
    last = before(meeting, of=meetings)
    not_yet = {one.id for one in meetings if one.held_on > meeting.held_on} | {meeting.id}
    shown = [
        one
        for one in every
        if one.meeting not in not_yet
        and (one.is_open or (last is not None and one.meeting == last.id))
    ]
    return sorted(shown, key=lambda one: _urgency(one, today))


def _urgency(one: Action, today: dt.date) -> tuple[bool, int, dt.date]:
    return not one.is_open, -one.days_late(today), one.due or dt.date.max


def completed(body: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed into the form of a meeting, its agenda with the items' ids.

    Raises:
        InvalidRecord: it names no round, or its agenda is too long.
    """
    found = dict(body)
    problems = []
    if not is_round(str(found.get("round") or "")):
        problems.append(("round", _("A round is a month, such as 2026-10.")))
    if said := agendas.problem(str(found.get("agenda") or "")):
        problems.append(("agenda", said))
    if problems:
        raise InvalidRecord(KIND, problems)
    items = agendas.renewed(str(found.get("agenda") or ""), agendas.read(found.get("items")))
    found["items"] = agendas.stored(items)
    found["agenda"] = "\n".join(one.title for one in items)
    return found


def completed_action(body: Mapping[str, Any], today: dt.date) -> dict[str, Any]:
    """What was typed into the form of an action.

    Raises:
        InvalidRecord: it is finished and says not what came of it, or will only be finished later.
    """
    found, problems = dict(body), []
    is_closed = found.get("state") in CLOSED
    if is_closed and not str(found.get("outcome") or "").strip():
        problems.append(("outcome", _("Write what came of it, then it is done or dropped.")))
    done_on = dates.read_or_empty(found.get("done_on"))
    if done_on and dates.first_day(done_on) > today:
        problems.append(("done_on", _("The day on which it was finished is still to come.")))
    if problems:
        raise InvalidRecord(ACTION, problems)
    if is_closed and not found.get("done_on"):
        found["done_on"] = today.isoformat()
    if not is_closed:
        found["done_on"] = ""
    return found


def completed_approval(body: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed into the form of a decision.

    Raises:
        InvalidRecord: it has remarks, or sends the edition back, and does not say which or why.
    """
    if body.get("decision") in _EXPLAINED and not str(body.get("remarks") or "").strip():
        words = _("Write the remarks, or why the edition is sent back.")
        raise InvalidRecord(APPROVAL, [("remarks", words)])
    return dict(body)


def note_id(meeting_id: str, item_id: str) -> str:
    """The id of the note on an item: two who write it meet each other."""
    return f"note-{meeting_id}-{item_id}"


def is_round(text: str) -> bool:
    """Whether it is a month in which a group can have met: no year 0, no year 9999."""
    return rounds.is_round(text)


def _rows(name: str, as_of: int | None) -> list[dict[str, Any]]:
    found = store.run(name, programme=settings.programme_id(), as_of=as_of)
    rows: list[dict[str, Any]] = found.to_dict("records")
    return rows


def _meeting(row: Mapping[str, Any]) -> Meeting | None:
    """A row as a meeting; None where it names no round, changed past the log's rules."""
    day = _text(row["held_on"])
    if not is_round(_text(row["round"])):
        return None
    ids, titles = _list(row["item_ids"]), _list(row["item_titles"])
    return Meeting(
        id=str(row["id"]),
        row=int(row["seq"]),
        **_texts(row, ("type", "round", "title", "convener", "state")),
        held_on=_day(day, first=True) or dt.date.min,
        items=tuple(Item(*pair) for pair in zip(ids, titles, strict=False)),
        pages=_list(row["pages"]),
        day=day,
    )


def _action(row: Mapping[str, Any]) -> Action:
    texts = ("meeting", "round", "text", "owner", "state", "outcome", "development_area", "origin")
    return Action(
        id=str(row["id"]),
        row=int(row["seq"]),
        **_texts(row, texts),
        due=_day(_text(row["due"])),
        done_on=_day(_text(row["done_on"])),
    )


def _texts(row: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    return {name: _text(row[name]) for name in names}


def _text(value: Any) -> str:
    return "" if formats.is_missing(value) else str(value)


def _list(value: Any) -> tuple[str, ...]:
    # A body without it, or one that was emptied, has not even an empty list.
    found = value.tolist() if hasattr(value, "tolist") else value
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _day(stored: str, *, first: bool = False) -> dt.date | None:
    if not stored or dates.read_or_empty(stored) != stored:
        return None
    return dates.first_day(stored) if first else dates.last_day(stored)
