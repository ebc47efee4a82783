"""Meetings, actions and notes that the tests of meetings are made of."""

from __future__ import annotations

import datetime as dt
from typing import Any

from seutukuva import records
from seutukuva.meetings import agendas, register
from seutukuva.meetings.register import Action, Meeting

FIRST, SECOND = "m-first", "m-second"
FIRST_ROUND, SECOND_ROUND = "2026-10", "2027-04"
TITLES = ("Actions of the last meeting", "Statistics", "Conclusions")


def stored_meeting(id: str = FIRST, **more: Any) -> records.Entry:
    """A meeting of the coordination group in the log, with an agenda of three items."""
    items = agendas.fresh(TITLES)
    body = {
        "type": "coordination",
        "round": FIRST_ROUND,
        "held_on": "2026-10-14",
        "convener": "SSYP",
        "state": "planned",
        "agenda": "\n".join(TITLES),
        "items": agendas.stored(items),
        "pages": ["situation/overview", "situation/indicator?indicator=jobs", "situation/changes"],
    }
    return records.append(register.KIND, body | more, id=id, by="local")


def stored_action(id: str, **more: Any) -> records.Entry:
    """An open action in the log, decided by the first meeting and due at the end of November."""
    body = {
        "meeting": FIRST,
        "round": FIRST_ROUND,
        "text": f"Do {id}",
        "owner": "POKE",
        "due": "2026-11-30",
        "state": "open",
    }
    return records.append(register.ACTION, body | more, id=id, by="local")


def stored_note(text: str, item: str = "i01", meeting: str = FIRST, **more: Any) -> records.Entry:
    """A note on an item of a meeting in the log."""
    body = {"meeting": meeting, "round": FIRST_ROUND, "item": item, "subject": "S", "text": text}
    return records.append(
        register.NOTE, body, id=register.note_id(meeting, item), by="local", **more
    )


def meeting(id: str = FIRST, day: dt.date = dt.date(2026, 10, 14), **more: Any) -> Meeting:
    """A meeting of the coordination group."""
    return Meeting(id, 1, "coordination", f"{day:%Y-%m}", day, **more)


def action(id: str, **more: Any) -> Action:
    """An open action of the first meeting, due at the end of November."""
    values: dict[str, Any] = {
        "meeting": FIRST,
        "round": FIRST_ROUND,
        "text": id,
        "owner": "POKE",
        "due": dt.date(2026, 11, 30),
    }
    return Action(id, 1, **(values | more))
